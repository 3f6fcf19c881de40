"""The page Start: what this is, three doors, a worked example."""
