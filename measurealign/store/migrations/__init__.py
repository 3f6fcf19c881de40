"""How a store of an older version becomes one of this version; run when a store is opened."""

#: The newest step; a test holds it against the steps' own chain.
NEWEST = "0001"
