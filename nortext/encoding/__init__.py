"""Bytes to text: which encoding a file was written in, and whether it is text at all.

May import `nortext.text`, `nortext.language`, `nortext.characters`, and the modules
`nortext.models`, `nortext.results` and `nortext.errors`.
"""
