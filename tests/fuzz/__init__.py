"""Hostile input for every reader: `python -m fuzz --help` (with tests/ on the path)."""
