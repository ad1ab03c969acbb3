"""Text to tokens: words, numbers and what stands between them, each with its place.

A word may hold the marks that damage puts in place of letters (`@`, `&`, `|`, `¢`, `£`, digits). What must never be touched
(addresses, file names) is one token. Hyphens and slashes part words: `HUSK-miljøene` is two tokens, so that either half is known by
itself; but a word that a hyphen parts at a line's end is one token with both halves in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["COMMA", "END", "KEPT", "NUMBER", "PARTED", "QUOTE", "WORD", "Token", "tokenize"]

_LETTER = r"[\w@&|¢£€\u0300-\u036f]"
_TOKEN = re.compile(
    rf"""
      (?P<number> \d+(?:[.,:]\d+)*(?!{_LETTER}) )
    | (?P<word> (?:{_LETTER}|\[(?=z[a-zæøå]))+ (?:['’][^\W\d_]+)* (?:\.[^\W\d_]{{1,4}}(?=\.))* )
      (?P<parted> -[ \t]*(?:\r\n?|\n)[ \t]*(?=[a-zæøå]){_LETTER}+ )?
    | (?P<end> [.!?…:](?=[»”"')\]]{{0,4}}(?:\s[\s«“"'(–—-]{{0,9}}(?:[^\W_a-zæøåäöéèüáčđšž]|[|@&]|$)|$))
             | (?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)\s* | \f )
    | (?P<comma> [,;] )
    | (?P<quote> [»”"](?=,?\s[^\W\d_A-ZÆØÅ]) )
    """,
    re.VERBOSE,
)
NUMBER, WORD, PARTED, END, COMMA, QUOTE = (
    _TOKEN.groupindex[name] for name in ("number", "word", "parted", "end", "comma", "quote")
)
KEPT = 0

_UNTOUCHED = re.compile(
    r"""
      :// | \bwww\. | (?<=[\w.+-])@[\w-]{1,63}\.\w | (?<=[\w-])\.(?:no|com|org|net|dk|se|eu|pdf|html?|docx?|txt|py)\b
    | \b10\.\d{4,9}/ | ~/ | (?<![\w/])/\w+/
    | (?P<code> && | \|\| | [=!]= | => | \);[ \t]*$ | [{}][ \t]*$ | \\\w+\{ | </\w+> | ^[ \t]*(?:def[ ]\w+\( | \#include\b | return\b.*;) )
    """,
    re.VERBOSE | re.MULTILINE,
)
"""What gives away a web address, an e-mail address, a file name or path, or a DOI: the run of characters around it is kept; and what
gives away program code: its line is kept."""

LONGEST_LINE = 400  # characters of a line of code at the most

_SPACE = re.compile(r"\s")
_AROUND = "«»\"“”„'’‘()[]<>{},;:.!?"


class Token(NamedTuple):
    """A piece of text.

    Attributes:
        kind: `WORD`, `PARTED` (a word that a line end parts), `NUMBER`, `KEPT` (not to be touched), `COMMA`, `QUOTE` (the end
            of a quotation inside a sentence) or `END` (of a sentence).
        text: its characters.
        start: place of its first character in the text.
        end: place behind its last.
    """

    kind: int
    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """All tokens of a text, in order.

    Args:
        text: any text.

    Returns:
        Tokens whose `text` is `text[start:end]`; what lies between them is space and punctuation.

    >>> [token.text for token in tokenize("Forsgk, bl.a. i HUSK-miljgene, se www.eksempel.no/sgk.")]
    ['Forsgk', ',', 'bl.a', 'i', 'HUSK', 'miljgene', ',', 'se', 'www.eksempel.no/sgk', '.']
    """
    found: list[Token] = []
    at = 0
    for start, end in _kept(text):
        found += [Token(m.lastindex or 0, m[0], m.start(), m.end()) for m in _TOKEN.finditer(text, at, start)]
        found.append(Token(KEPT, text[start:end], start, end))
        at = end
    found += [Token(m.lastindex or 0, m[0], m.start(), m.end()) for m in _TOKEN.finditer(text, at)]
    return found


def _kept(text: str) -> Iterator[tuple[int, int]]:
    """The places of addresses, without the punctuation around them, and of lines of code."""
    at = 0
    for match in _UNTOUCHED.finditer(text):
        if match.start() < at:
            continue
        if match["code"]:
            start = max(text.rfind("\n", max(0, match.start() - LONGEST_LINE), match.start()) + 1, at)
            end = text.find("\n", match.end(), match.end() + LONGEST_LINE)
            if end >= 0 or match.end() + LONGEST_LINE >= len(text):
                at = end if end >= 0 else len(text)
                yield start, at
                continue
        start = match.start()
        while start > at and not text[start - 1].isspace():
            start -= 1
        space = _SPACE.search(text, match.end())
        end = space.start() if space else len(text)
        at = end
        while start < end and text[start] in _AROUND:
            start += 1
        while end > start and text[end - 1] in _AROUND:
            end -= 1
        if start < end:
            yield start, end
