"""`python -m nortext`."""

from nortext.cli import main

main(prog_name="nortext")
