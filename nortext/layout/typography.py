"""Quote marks, dashes and spaces: what OCR and layout spoil, what Norwegian typography asks for, and plain forms for counting."""

from __future__ import annotations

import re
import unicodedata

from nortext.characters.letterforms import LIGATURES, compose_letters
from nortext.results import Edit
from nortext.text.tokens import ADDRESS

__all__ = ["normalize", "norwegian", "repairs"]

_NBSP = "\xa0"
_LINE = re.compile(r"[^\r\n]+")

_REPAIRS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<![\w.,!?])[”“„]([”“„])(?=\w)"), r"\1"),  # doubled before a word: one is dirt
    (re.compile(r"(?<![<«‹])«[<«‹]{1,3}(?=\w)"), "«"),
    (re.compile(r"(?<=[\w.,!?])[>›»]{1,3}»(?![>›»])"), "»"),
    (re.compile(r"(?<=[\w)\]»”]) +(?=[,;](?:\s|$))|(?<=[\w)\]»”]) +(?=[.!?](?:[»”)\]]|\s|$)(?!\s*\.))"), ""),
    (re.compile(r"(?<=[\w.,!?]) +(?=»)|(?<=«) +(?=\w)"), ""),
)
"""What is wrong in any typography, and what it should be."""


def repairs(text: str, start: int, end: int) -> list[Edit]:
    """The edits that repair doubled quote marks and spaces before punctuation in a line.

    Args:
        text: the text.
        start: where the line begins.
        end: where it ends.
    """
    found = []
    for pattern, after in _REPAIRS:
        for match in pattern.finditer(text, start, end):
            found.append(Edit(*match.span(), match[0], match.expand(after), "punctuation", (), 0.99, (), "layout"))
    return _apart(found)


_UNITS = ("kroner", "kr", "mill", "mrd", "km", "cm", "mm", "m", "kg", "g", "l", "dl", "timer", "prosent", "kWh", "GB", "MB")
_BEFORE_NUMBERS = ("§", r"\bs\.", r"\bkl\.", r"\bnr\.", r"\bkap\.", r"\bpkt\.", r"\bca\.", r"\bfig\.", r"\bkr")
_NO_PROSE = re.compile(r"[{}<>\\|=]|[\w)]\(\"|\",\"|^\s*[-*#>] |^\s{4}", re.MULTILINE)
"""What gives away a line of code, markup, a table or a list."""

_QUOTED = re.compile(r"(?:(?<=^)|(?<=[\s(\[–—-]))[\"“”„](?=[\w(\[¿¡'‘…-])([^\"“”„\n]*[\w.,!?…)\]’'])[\"“”](?!\w)", re.MULTILINE)
_RANGE = re.compile(r"(?<![\w.\-/])(?<!§ )(?<!ISO )(?<!NS )(\d{1,4})-(\d{1,4})(?![\w-])")
_NO_RANGE = re.compile(r"(?:tlf|telefon|konto|nr|pkt|kap)\W*$", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<![\d,.] )(?<![\d,.])\d{1,3}(?: \d{3})+(?![\d]| \d)")
_NORWEGIAN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=[^\s|-] )(?:--?|—)(?= [^\s|-])"), "–"),
    (re.compile(rf"(?<=\d) (?=(?:{'|'.join(_UNITS)})\b|[%‰°])"), _NBSP),
    (re.compile(rf"(?:{'|'.join(rf'(?<={before})' for before in _BEFORE_NUMBERS)}) (?=\d)"), _NBSP),
    (re.compile(r"(?<=\b[A-ZÆØÅ]\.) (?=[A-ZÆØÅ]\.)"), _NBSP),
    (re.compile(r"(?<![.\w/])\.\.\.(?!\.)|(?<=\w)\.\.\.(?=\s|$)"), "…"),
)
"""What Språkrådet asks for: dashes, and spaces at which no line may break."""


def norwegian(text: str) -> list[Edit]:
    """The edits that set a text as Norwegian typography asks for: «», –, … and no-break spaces.

    Args:
        text: any text.

    >>> from nortext.results import apply_edits
    >>> text = 'Han sa "nei" - det koster 10 000 kr, jf. § 3 og s. 10-12.'
    >>> apply_edits(text, norwegian(text)).replace("\xa0", "~")
    'Han sa «nei» – det koster 10~000~kr, jf. §~3 og s.~10–12.'
    """
    found: list[Edit] = []

    def change(start: int, end: int, after: str) -> None:
        found.append(Edit(start, end, text[start:end], after, "typography", (), 0.99, (), "layout"))

    for line in _LINE.finditer(text):
        start, end = line.span()
        if _NO_PROSE.search(line[0]) or ADDRESS.search(line[0]):
            continue
        for pattern, after in _NORWEGIAN:
            for match in pattern.finditer(text, start, end):
                change(*match.span(), after)
        for match in _QUOTED.finditer(text, start, end):
            change(match.start(), match.start() + 1, "«")
            change(match.end() - 1, match.end(), "»")
        for match in _RANGE.finditer(text, start, end):
            if int(match[1]) < int(match[2]) and not _NO_RANGE.search(text, max(start, match.start() - 12), match.start()):
                change(match.end(1), match.start(2), "–")
        for match in _THOUSANDS.finditer(text, start, end):
            for at in range(match.start(), match.end()):
                if text[at] == " ":
                    change(at, at + 1, _NBSP)
    return _apart(found)


def _apart(edits: list[Edit]) -> list[Edit]:
    """The edits by place, without those that begin before the one before has ended."""
    edits.sort(key=lambda edit: (edit.start, edit.end))
    kept: list[Edit] = []
    for edit in edits:
        if not kept or kept[-1].end <= edit.start:
            kept.append(edit)
    return kept


_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_MANY_SPACES = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
_TRAILING_SPACES = re.compile(r"[ \t]+(?=[\r\n\f]|$)")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff]")
_QUOTES = {ord(mark): plain for marks, plain in (("“”„‟«»″", '"'), ("‘’‚‛´`′‹›", "'")) for mark in marks}
_DASHES = {ord(mark): plain for marks, plain in (("\u2010\u2011\u2212\u00ad", "-"), ("—―", "–")) for mark in marks}
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
    """A text in plain forms of its characters, so that equal words are equal strings; no damage is looked for.

    Args:
        text: any text.
        compose: letters in one piece (NFC; o with a stroke too).
        spaces: every space a plain one, runs of them one, none at line ends; line ends stay.
        quotes: every quote mark `"` or `'`.
        dashes: every hyphen `-`, every dash `–`.
        ligatures: `fi` for ﬁ.
        soft_hyphens: taken out.
        invisible: characters of no width taken out.

    Returns:
        The text.

    >>> normalize("«De\xa0ﬁkk  blå­bær» — ja")
    '"De fikk blåbær" – ja'
    >>> normalize("«ﬁn»", quotes=False)
    '«fin»'
    """
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
        text = _TRAILING_SPACES.sub("", _MANY_SPACES.sub(" ", _SPACES.sub(" ", text)))
    return text
