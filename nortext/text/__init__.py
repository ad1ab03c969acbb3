"""Characters and places in a text: tokens, blocks, edits, and the runs that must never be touched.

Everything here works on plain strings and knows no word, no language and no damage. It imports
nothing of nortext but `nortext.errors` and itself.
"""
