"""StreamField blocks, one purpose a file; display logic in StructValues."""
