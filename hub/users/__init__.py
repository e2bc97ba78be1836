"""The custom user, an app of its own: inside `hub` it would make a circular migration."""
