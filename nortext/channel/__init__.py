"""The noisy channel: what damage makes of words, and what a word may have been before it.

Holds the confusion tables, the channels (one for each kind of damage that only words can undo) and
the search for the candidate readings of a word. May import `nortext.text`, `nortext.language` and
`nortext.errors`.
"""
