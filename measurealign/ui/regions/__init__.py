"""The page Regions: the CPC+ regions."""
