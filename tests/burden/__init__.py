"""What a practice reports."""
