"""Sets side by side."""
