"""Text to tokens: words, numbers and what stands between them, each with its place.

One regular expression finds everything. A word may hold the marks that damage puts in place of letters (`@`, `&`, `|`, `¢`,
`£`, digits); what must never be touched (addresses, code) is found first, as one piece. Hyphens and slashes part words:
`HUSK-miljøene` is two tokens, so that either half is known by itself.
"""

from __future__ import annotations

import regex

__all__ = ["MARKS", "Token", "sentences", "tokenize"]

MARKS = "@&|¢£€$§¥®©°\\[\\]{}"
"""Characters that are no letters but may stand for one (as a character class)."""

_TOKEN = regex.compile(
    r"""
    (?P<kept> (?:https?://|www\.|ftp://)\S+                                    # addresses
            | [\w.+-]{1,64}+@[\w-]{1,63}(?:\.[\w-]{1,63})+                        # e-mail
            | \b(?:[\w-]{1,63}\.){1,8}(?:no|com|org|net|dk|se|eu|pdf|html?|docx?|txt|py)\b(?:[/:]\S*)?  # host and file names
            | (?<![\w/])~?/(?:[\w.-]+/)+[\w.-]*                                    # paths
            | 10\.\d{4,9}/\S+ )                                                  # DOI
    | (?P<number> [+-]?\d+(?:[.,:]\d+)*(?![\p{L}@&|]) )
    | (?P<word> (?:[\p{L}\p{M}\p{N}@&|¢£€]|\[(?=z\p{Ll})|(?<=\p{L})[°$§¥](?=\p{L}))+
                (?:['’](?=\p{L})[\p{L}\p{M}]+)*
                (?:\.\p{L}{1,4}(?=\.))* )
    | (?P<end> [.!?…:](?=[»”"')\]]{0,4}(?:\s[\s«“"'(–—-]{0,9}(?:[\p{Lu}\p{N}|@&]|$)|$)) | (?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)\s* | \f )
    | (?P<comma> [,;] )
    """,
    regex.VERBOSE,
)

_KIND = dict(_TOKEN.groupindex)
KEPT, NUMBER, WORD, END, COMMA = (_KIND[name] for name in ("kept", "number", "word", "end", "comma"))


class Token:
    """A piece of text.

    Attributes:
        start: place of its first character in the text.
        end: place behind its last.
        text: its characters.
        kind: `KEPT`, `NUMBER`, `WORD`, `END` or `COMMA`.
    """

    __slots__ = ("end", "kind", "start", "text")

    def __init__(self, text: str, start: int, end: int, kind: int) -> None:
        self.text, self.start, self.end, self.kind = text, start, end, kind

    def __repr__(self) -> str:
        return f"Token({self.text!r}, {self.start}, {self.end}, {self.kind})"


def tokenize(text: str) -> list[Token]:
    """All tokens of a text, in order.

    Args:
        text: any text.

    Returns:
        Tokens whose `text` is `text[start:end]`; what lies between them is space and punctuation.

    >>> [token.text for token in tokenize("Forsgk, bl.a. i HUSK-miljgene.")]
    ['Forsgk', ',', 'bl.a', 'i', 'HUSK', 'miljgene', '.']
    """
    return [Token(m[0], m.start(), m.end(), m.lastindex or 0) for m in _TOKEN.finditer(text)]


def sentences(tokens: list[Token]) -> list[list[Token]]:
    """Tokens by sentence, the ends left out."""
    found: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == END:
            if found[-1]:
                found.append([])
        else:
            found[-1].append(token)
    return found if found[-1] else found[:-1]
