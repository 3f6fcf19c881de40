"""The tool's version, told once: the package, its files and the command line read it here."""

__version__ = "0.8.0"
