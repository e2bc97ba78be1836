"""Search: cleaning the query, asking the index, the page of results."""
