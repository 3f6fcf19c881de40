"""The catalog: sets read, checked and shipped; foreign sources."""
