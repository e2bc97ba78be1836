"""Papers that a reader fills in and takes away: one description of a filled paper, a writer for each kind of file."""
