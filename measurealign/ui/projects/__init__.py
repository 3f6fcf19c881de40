"""The page Projects: which there are, and what one keeps."""
