"""One page a file, in the order of a first visit (see frame.PAGES); no arithmetic here."""
