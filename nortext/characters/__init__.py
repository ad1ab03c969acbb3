"""Damage that the characters alone tell: wrong encodings, escapes, letters taken apart.

Each kind of damage is a `Substitution` in the `registry`; `repair` weighs them by how plausible
the words are that come out. May import `nortext.text`, `nortext.language` and `nortext.errors`.
"""
