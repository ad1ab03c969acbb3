"""`python -m nortext`."""

from nortext.cli import run

if __name__ == "__main__":  # the processes of a batch import it too
    run()
