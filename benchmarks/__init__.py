"""How fast Pakki is beside things that everybody knows. `make bench` runs it; see RESULTS.md."""
