"""Each page by itself, without a browser."""
