"""Files: served with byte ranges and safe headers."""
