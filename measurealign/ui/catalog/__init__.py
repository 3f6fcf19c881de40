"""The page Catalog: the measure sets."""
