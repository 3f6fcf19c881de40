"""The page Review: matches that a person should confirm."""
