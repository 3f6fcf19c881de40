"""The crosswalk itself: lines with their links, families, subjects and bonds, held as a graph.

It is made and opened by crosswalk.py, the one door.
"""
