"""What the Makefile calls, and what a developer runs by hand."""
