"""The page Study: the counts of published studies on these sets."""
