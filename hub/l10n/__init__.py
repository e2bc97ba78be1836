"""Languages: which translation, which links, which languages exist."""
