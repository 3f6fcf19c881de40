"""The question: the goal and its rules, presets, and what is known of the measures."""
