"""What editors must see before a reader does."""
