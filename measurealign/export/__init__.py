"""Results in the formats that people and other programs already have: one file a format."""
