"""Lines to paragraphs: what goes on from what, what is no body text, and Norwegian typography.

Everything here gives edits of a plain text. May import `nortext.text` and `nortext.errors`.
"""
