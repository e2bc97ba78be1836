"""Starter content: text files in both languages, and the loader that makes pages of them."""
