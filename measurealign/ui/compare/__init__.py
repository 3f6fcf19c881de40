"""The page Compare: sets side by side."""
