"""An association's own path to its first employee: questions, steps, their dates and a calendar file."""
