"""What is known of Norwegian, whatever happened to a text: lexicon, n-grams, spelling, contexts.

Each model is one class over one memory-mapped file of `wordlists/`. May import `nortext.text` and
`nortext.errors`.
"""
