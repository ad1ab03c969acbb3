"""`python -m nortext`."""

from nortext.cli import run

run()
