"""A printed line looked up among the known measures: read, found by id, code or name, weighed."""
