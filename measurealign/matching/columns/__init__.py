"""Many pairs of lines at once: what evidence.py, relation.py and listings.py say of one pair.

The same rules in columns of numbers, a hundred times quicker; tests hold each number of a column
to what the pair alone says. Reasons in words are told of a pair alone (pairs.py).
"""
