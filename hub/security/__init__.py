"""Hostile input: headers, what may be uploaded, and how often one may try to sign in."""
