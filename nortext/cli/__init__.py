"""The command line: one file a command, what they share in `options` and `io`.

A new command is a file here and a line in `main`. May import everything.
"""
