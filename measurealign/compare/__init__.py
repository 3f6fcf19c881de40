"""Sets side by side: what they share, in what they differ, and what a person should look at."""
