"""`python -m measurealign` is the command line."""

from measurealign.cli import main

if __name__ == "__main__":
    main()
