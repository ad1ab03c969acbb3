"""`python -m nortext`."""

from nortext.cli.main import run

if __name__ == "__main__":  # the processes of a batch import it too
    run()
