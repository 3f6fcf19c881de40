"""The app: page configuration and navigation, nothing else."""
