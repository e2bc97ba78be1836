"""The employer toolkit: topics and guides, the path from idea to the first pay slip."""
