"""The people and organisations behind the hub: contact persons."""
