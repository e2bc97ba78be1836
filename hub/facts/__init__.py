"""Facts: numbers of law and money, each with the time that it holds for and its source."""
