"""The page Meeting: one subject at a time, its votes and what is decided."""
