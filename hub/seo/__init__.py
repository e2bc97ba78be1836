"""What search engines and link previews read: builders that return plain data."""
