"""What measurealign reaches beside its peers: accuracy, speed, scale."""
