"""Walks through the real app in a real browser, one for each person at the table."""
