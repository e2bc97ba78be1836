"""How dates and times are written in Finland, in both languages: Django's own Swedish is Sweden's."""
