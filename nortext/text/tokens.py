"""Text to tokens: words, numbers and what stands between them, each with its place.

A word may hold the marks that damage puts in place of letters (`@`, `&`, `|`, `¢`, `£`, digits). What must never be touched
(addresses, file names) is one token. Hyphens and slashes part words: `HUSK-miljøene` is two tokens, so that either half is known by
itself; but a word that a hyphen parts at a line's end is one token with both halves in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["ADDRESS", "COMMA", "END", "KEPT", "NUMBER", "PARAGRAPH_END", "PARTED", "QUOTE", "WORD", "Token", "tokenize"]

PARAGRAPH_END = r"(?:\n|\r(?:\n|(?!\n)))[^\S\r\n]*[\r\n]\s*|\f"
"""Finds where a paragraph ends: blank lines, whatever ends them, or a new page."""

_LETTER = r"[\w@&|¢£€\u0300-\u036f]"
_TOKEN = re.compile(
    rf"""
    (?!\ )  # for speed, as are the other two questions what does not follow
    (?: (?P<number> \d+(?:[.,:]\d+)*(?!{_LETTER}) )
      | (?P<word> (?:{_LETTER}+|\[(?=z[a-zæøå]){_LETTER}+)
                  (?:(?![\['’.])|(?:\[(?=z[a-zæøå]){_LETTER}+)*(?:['’][^\W\d_]+)*(?:\.[^\W\d_]{{1,4}}(?=\.))*) )
        (?:(?!-)|(?P<parted> -[ \t]*(?:\r\n?|\n)[ \t]*(?=[a-zæøå]){_LETTER}+ )|)
      | (?P<end> [.!?…:](?=[»”"')\]]{{0,4}}(?:\s[\s«“"'(–—-]{{0,9}}(?:[^\W_a-zæøåäöéèüáčđšž]|[|@&]|$)|$))
               | {PARAGRAPH_END} )
      | (?P<comma> [,;] )
      | (?P<quote> [»”"](?=,?\s[^\W\d_A-ZÆØÅ]) )
    )
    """,
    re.VERBOSE,
)
NUMBER, WORD, PARTED, END, COMMA, QUOTE = (
    _TOKEN.groupindex[name] for name in ("number", "word", "parted", "end", "comma", "quote")
)
KEPT = 0

_UNTOUCHED = re.compile(
    r"""
      ://
    | www\.(?<=\bwww\.)
    | @(?<=[\w.+-]@)[\w-]{1,63}\.\w
    | \.(?<=[\w-]\.)(?:no|com|org|net|dk|se|eu|pdf|html?|docx?|txt|py)\b
    | 10\.(?<=\b10\.)\d{4,9}/
    | ~/
    | /(?<![\w/]/)\w+/
    | && | \|\| | == | != | => | \);[ \t]*$ | \{[ \t]*$ | \}[ \t]*$ | \\\w+\{ | </\w+>
    | def\ \w+\( | \#include\b | return\b[^;\n]{0,400};
    """,
    re.VERBOSE | re.MULTILINE,
)
"""What gives away a web address, an e-mail address, a file name or path, or a DOI: the run of characters around it is kept; and what
gives away program code: its line is kept. Every branch begins with a letter or mark, so that the search skips what none begins with."""

ADDRESS = re.compile(
    r"://|\bwww\.|(?<=[\w.+-])@[\w-]{1,63}\.\w|(?<=[\w-])\.(?:no|com|org|net|dk|se|eu|pdf|html?|docx?|txt|py)\b|\b10\.\d{4,9}/"
    r"|[?&][\w.-]{1,40}=(?!=)|=\?[\w-]{1,40}\?[QqBb]\?"
)
"""Finds what gives away an address alone, or a coded word of an e-mail's header."""

_AT_HEAD = frozenset("d#r")
"""How that begins which gives away code only at the head of its line."""

_ADDRESS = frozenset(":w@.1~/")
"""How that begins which gives away an address and no code."""

LONGEST_LINE = 400  # characters of a line of code at the most

_SPACE = re.compile(r"\s")
_AROUND = "«»\"“”„'’‘()[]<>{},;:.!?"


Token = tuple[int, str, int, int]
"""A piece of text: its kind, its characters, and the places of its first character and behind its last.

The kind is `WORD`, `PARTED` (a word that a line end parts), `NUMBER`, `KEPT` (not to be touched), `COMMA`, `QUOTE` (the end of a
quotation inside a sentence) or `END` (of a sentence).
"""


def tokenize(text: str) -> Iterator[Token]:
    """All tokens of a text, in order.

    Args:
        text: any text.

    Yields:
        Tokens whose characters are `text[start:end]`; what lies between them is space and punctuation.

    >>> [word for _, word, _, _ in tokenize("Forsgk, bl.a. i HUSK-miljgene, se www.eksempel.no/sgk.")]
    ['Forsgk', ',', 'bl.a', 'i', 'HUSK', 'miljgene', ',', 'se', 'www.eksempel.no/sgk', '.']
    """
    at = 0
    for start, end in _kept(text):
        for match in _TOKEN.finditer(text, at, start):
            yield match.lastindex or 0, match[0], match.start(), match.end()
        yield KEPT, text[start:end], start, end
        at = end
    for match in _TOKEN.finditer(text, at):
        yield match.lastindex or 0, match[0], match.start(), match.end()


def _kept(text: str) -> Iterator[tuple[int, int]]:
    """The places of addresses, without the punctuation around them, and of lines of code."""
    at = 0
    for match in _UNTOUCHED.finditer(text):
        if match.start() < at:
            continue
        if match[0][0] not in _ADDRESS:
            line = text.rfind("\n", max(0, match.start() - LONGEST_LINE), match.start()) + 1
            is_short = line > 0 or match.start() <= LONGEST_LINE
            if match[0][0] in _AT_HEAD and (not is_short or text[line : match.start()].strip()):
                continue
            end = text.find("\n", match.end(), match.end() + LONGEST_LINE)
            if is_short and (end >= 0 or match.end() + LONGEST_LINE >= len(text)):
                start, at = max(line, at), end if end >= 0 else len(text)
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
