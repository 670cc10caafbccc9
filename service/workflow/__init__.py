"""One file for each thing that happens."""
