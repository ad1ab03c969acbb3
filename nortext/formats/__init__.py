"""Files in and out: whole texts, compressed bytes, and the texts inside records of JSON and tables.

May import `nortext.encoding`, `nortext.text`, and the modules `nortext.results` and
`nortext.errors`.
"""
