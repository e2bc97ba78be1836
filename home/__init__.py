"""The composition root: front page, plain pages and the starter content."""
