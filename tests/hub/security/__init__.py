"""Headers, sign-in, uploads."""
