"""The page Burden: what payers ask, and what it costs."""
