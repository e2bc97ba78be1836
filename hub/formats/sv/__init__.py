"""Finland's Swedish."""
