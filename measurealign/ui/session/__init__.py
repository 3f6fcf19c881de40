"""What a session knows and does: its sets, its judgements, and work in the background."""
