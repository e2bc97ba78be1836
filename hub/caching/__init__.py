"""One copy of a page for all its readers, and how it gets old."""
