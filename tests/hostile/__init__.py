"""Hostile input: the faults and advisories of the catalogue that no other test has by its side."""
