"""Info sessions, their recordings, captions and transcripts."""
