"""Titles to evidence to relations."""
