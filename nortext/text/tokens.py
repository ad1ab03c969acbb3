"""Cut a text into tokens: words, numbers and what stands between them, each with its place.

A word may hold the marks that damage puts in place of letters (`@`, `&`, `|`, `¢`, `£`, digits).
What must never be touched (addresses, code) is one token. Hyphens and slashes part words:
`HUSK-miljøene` is two tokens, so that either half is known by itself; but a word that a hyphen
parts at a line's end is one token with both halves in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nortext.text.verbatim import verbatim_spans

__all__ = [
    "COMMA_TOKEN",
    "END_TOKEN",
    "NUMBER_TOKEN",
    "PARAGRAPH_END",
    "PARTED_TOKEN",
    "QUOTE_TOKEN",
    "VERBATIM_TOKEN",
    "WORD_TOKEN",
    "Token",
    "tokenize",
]

PARAGRAPH_END = r"(?:\n|\r(?:\n|(?!\n)))[^\S\r\n]*[\r\n]\s*|\f"
"""Finds where a paragraph ends: blank lines, whatever ends them, or a new page."""

_LETTER = r"[\w@&|¢£€\u0300-\u036f]"
_TOKEN = re.compile(
    rf"""
    (?!\ )  # for speed, as are the other two questions what does not follow
    (?: (?P<number> \d+(?:[.,:]\d+)*(?!{_LETTER}) )
      | (?P<word> (?:{_LETTER}+|\[(?=z[a-zæøå]){_LETTER}+)
                  (?:(?![\['’.])
                    |(?:\[(?=z[a-zæøå]){_LETTER}+)*(?:['’][^\W\d_]+)*(?:\.[^\W\d_]{{1,4}}(?=\.))*) )
        (?:(?!-)|(?P<parted> -[ \t]*(?:\r\n?|\n)[ \t]*(?=[a-zæøå]){_LETTER}+ )|)
      | (?P<end> [.!?…:](?=[»”"')\]]{{0,4}}
                 (?:\s[\s«“"'(–—-]{{0,9}}(?:[^\W_a-zæøåäöéèüáčđšž]|[|@&]|$)|$))
               | {PARAGRAPH_END} )
      | (?P<comma> [,;] )
      | (?P<quote> [»”"](?=,?\s[^\W\d_A-ZÆØÅ]) )
    )
    """,
    re.VERBOSE,
)
NUMBER_TOKEN, WORD_TOKEN, PARTED_TOKEN, END_TOKEN, COMMA_TOKEN, QUOTE_TOKEN = (
    _TOKEN.groupindex[name] for name in ("number", "word", "parted", "end", "comma", "quote")
)
VERBATIM_TOKEN = 0

Token = tuple[int, str, int, int]
"""A piece of text: its kind, its characters, and the offsets of its first and behind its last.

The kind is `WORD_TOKEN`, `PARTED_TOKEN` (a word that a line end parts), `NUMBER_TOKEN`,
`VERBATIM_TOKEN` (not to be touched), `COMMA_TOKEN`, `QUOTE_TOKEN` (the end of a quotation inside a
sentence) or `END_TOKEN` (of a sentence).
"""


def tokenize(text: str) -> Iterator[Token]:
    """Find all tokens of a text, in order.

    Args:
        text: any text.

    Yields:
        Tokens whose characters are `text[start:end]`; space and punctuation lie between them.

    >>> text = "Forsgk, bl.a. i HUSK-miljgene, se www.eksempel.no/sgk."
    >>> [word for _, word, _, _ in tokenize(text)]
    ['Forsgk', ',', 'bl.a', 'i', 'HUSK', 'miljgene', ',', 'se', 'www.eksempel.no/sgk', '.']
    """
    at = 0
    for start, end in verbatim_spans(text):
        for match in _TOKEN.finditer(text, at, start):
            yield match.lastindex or 0, match[0], match.start(), match.end()
        yield VERBATIM_TOKEN, text[start:end], start, end
        at = end
    for match in _TOKEN.finditer(text, at):
        yield match.lastindex or 0, match[0], match.start(), match.end()
