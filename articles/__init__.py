"""Articles that the project writes: scenarios."""
