"""Signing up for a session: the seats, the mails, the reader's pages and the list of the staff."""
