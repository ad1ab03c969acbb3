"""Bring a text into plain forms of its characters, so that equal words are equal strings."""

from __future__ import annotations

import re
import unicodedata

from nortext.characters.letterforms import LIGATURES, compose_letters
from nortext.text.arguments import check_str

__all__ = ["normalize"]

_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_MANY_SPACES = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
_TRAILING_SPACES = re.compile(r"[ \t]+(?=[\r\n\f]|$)")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff]")
_QUOTES = {
    ord(mark): plain for marks, plain in (("“”„‟«»″", '"'), ("‘’‚‛´`′‹›", "'")) for mark in marks
}
_DASHES = {
    ord(mark): plain
    for marks, plain in (("\u2010\u2011\u2212\u00ad", "-"), ("—―", "–"))
    for mark in marks
}
_LIGATURES = {ord(glued): letters for glued, letters in LIGATURES.items()}


def normalize(
    text: str,
    *,
    compose: bool = True,
    spaces: bool = True,
    quotes: bool = True,
    dashes: bool = True,
    ligatures: bool = True,
    soft_hyphens: bool = True,
    invisible: bool = True,
) -> str:
    """Return a text in plain forms of its characters; no damage is looked for.

    Args:
        text: any text.
        compose: letters in one piece (NFC; o with a stroke too).
        spaces: every space a plain one, runs of them one, none at line ends; line ends stay.
        quotes: every quote mark `"` or `'`.
        dashes: every hyphen `-`, every dash `–`.
        ligatures: `fi` for ﬁ.
        soft_hyphens: taken out.
        invisible: characters of no width taken out.

    >>> normalize("«De\xa0ﬁkk  blå­bær» — ja")
    '"De fikk blåbær" – ja'
    >>> normalize("«ﬁn»", quotes=False)
    '«fin»'
    """
    check_str("text", text)
    if compose:
        text = unicodedata.normalize("NFC", compose_letters(text))
    if soft_hyphens:
        text = text.replace("\u00ad", "")
    if invisible:
        text = _INVISIBLE.sub("", text)
    if ligatures:
        text = text.translate(_LIGATURES)
    if quotes:
        text = text.translate(_QUOTES)
    if dashes:
        text = text.translate(_DASHES)
    if spaces:
        text = _MANY_SPACES.sub(" ", _SPACES.sub(" ", text))
        text = _TRAILING_SPACES.sub("", text)
    return text
