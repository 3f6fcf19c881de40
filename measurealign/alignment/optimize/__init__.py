"""The answer, found and proven: the question as whole-number constraints, and their solution."""
