"""The page Align: the proposal, its rules, its reasons, its votes."""
