"""The minimal aligned set, asked, found and explained."""
