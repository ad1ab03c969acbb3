"""Letters taken apart or glued together.

What PDF, TeX, word processors and web pages do to characters without changing the word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from nortext.characters.substitution import Substitution

__all__ = [
    "LIGATURES",
    "SPACES",
    "compose_letters",
    "substitutions",
    "to_decomposed",
    "to_ligatures",
    "to_rings",
    "to_soft_hyphens",
    "to_zero_width",
]

LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
SPACES = "\u00a0\u2007\u2009\u202f"
"""Spaces that do not break a line, or are thin."""

_STROKED = {"o\u0338": "ø", "O\u0338": "Ø", "o\u0337": "ø", "O\u0337": "Ø"}
_MARKED = re.compile(r"[^\W\d_][\u0300-\u036f]+")
_LIGATURE = re.compile(f"[{''.join(LIGATURES)}]")
_SOFT = re.compile("\u00ad([\r\n]?)")
_INVISIBLE = re.compile(
    "[\u200b\u2060]|(?<=.)\ufeff|(?<=[a-zæøåA-ZÆØÅ])[\u200c\u200d](?=[a-zæøåA-ZÆØÅ])"
)
_RING = re.compile("(?<![0-9])\u02da([aA])|([aA])\u02da")


def compose_letters(text: str) -> str:
    """Return a text with its letters in one piece: NFC, and the o with a stroke.

    Unicode has no rule for the latter.

    >>> compose_letters("a\u030a o\u0338 \u212b")
    'å ø Å'
    """
    for apart, whole in _STROKED.items():
        text = text.replace(apart, whole)
    return _MARKED.sub(lambda match: unicodedata.normalize("NFC", match[0]), text).replace(
        "\u212b", "Å"
    )


def _rings(token: str) -> str:
    return _RING.sub(lambda match: "å" if (match[1] or match[2]) == "a" else "Å", token)


def _without_ligatures(token: str) -> str:
    return _LIGATURE.sub(lambda match: LIGATURES[match[0]], token)


def _without_soft_hyphens(token: str) -> str:
    """Return a token without soft hyphens; one at a line's end is a plain one."""
    return _SOFT.sub(lambda match: f"-{match[1]}" if match[1] else "", token)


def substitutions() -> Iterator[Substitution]:
    """Yield what puts each kind right; all leave traces that nothing else leaves."""

    def kind(name: str, characters: str, undo: Callable[[str], str]) -> Substitution:
        traces = re.compile(f"[{characters}]")

        def is_there(text: str) -> bool:
            return traces.search(text) is not None

        marks = frozenset(characters)
        return Substitution(name, marks, is_there, traces, undo, keeps_addresses=False)

    combining = "".join(map(chr, range(0x300, 0x370)))
    yield kind("decomposed-letters", combining + "\u212b", compose_letters)
    yield kind("ring-accents", "\u02da", _rings)
    yield kind("ligatures", "".join(LIGATURES), _without_ligatures)
    yield kind("soft-hyphens", "\u00ad", _without_soft_hyphens)
    yield kind(
        "invisible-characters",
        "\u200b\u200c\u200d\u2060\ufeff",
        lambda token: _INVISIBLE.sub("", token),
    )


def to_decomposed(text: str) -> str:
    """Return a text with its letters taken apart.

    >>> [f"{ord(c):04x}" for c in to_decomposed("åø")]
    ['0061', '030a', '006f', '0338']
    """
    return unicodedata.normalize("NFD", text).replace("ø", "o\u0338").replace("Ø", "O\u0338")


def to_rings(text: str) -> str:
    """Return a text as some PDF files of TeX give it: the ring before its letter.

    >>> to_rings("på Åsen")
    'p˚a ˚Asen'
    """
    return text.replace("å", "\u02daa").replace("Å", "\u02daA")


def to_ligatures(text: str) -> str:
    """Return a text with f and i glued together."""
    for glued, letters in LIGATURES.items():
        if letters.startswith("f"):
            text = text.replace(letters, glued)
    return text


def to_soft_hyphens(text: str) -> str:
    """Return a text with a soft hyphen in every word of eight letters or more."""
    return re.sub(r"(?<=\w{4})(?=\w{4})(?<!\w{5})", "\u00ad", text)


def to_zero_width(text: str) -> str:
    """Return a text with an invisible place to break in every word of six letters or more."""
    return re.sub(r"(?<=\w{3})(?=\w{3})(?<!\w{4})", "\u200b", text)
