"""Whether what Pakki links to elsewhere still answers: collecting addresses, asking them, and what follows."""
