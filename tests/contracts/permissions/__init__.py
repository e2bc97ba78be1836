"""Who gets what at every address: the table, the objects it names, and the test that asks."""
