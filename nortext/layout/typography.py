"""Quote marks, dashes and spaces: what OCR and layout spoil, and what Norwegian asks for."""

from __future__ import annotations

import re

from nortext.layout.parameters import PARAMETERS
from nortext.text.edits import Edit
from nortext.text.verbatim import ADDRESS

__all__ = ["norwegian", "punctuation_repairs"]

_NBSP = "\xa0"
_LINE = re.compile(r"[^\r\n]+")

_REPAIRS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<![\w.,!?])[”“„]([”“„])(?=\w)"), r"\1"),  # doubled before a word: dirt
    (re.compile(r"(?<![<«‹])«[<«‹]{1,3}(?=\w)"), "«"),
    (re.compile(r"(?<=[\w.,!?])[>›»]{1,3}»(?![>›»])"), "»"),
    (
        re.compile(
            r"(?<=[\w)\]»”]) +(?=[,;](?:\s|$))"
            r"|(?<=[\w)\]»”]) +(?=[.!?](?:[»”)\]]|\s|$)(?!\s*\.))"
        ),
        "",
    ),
    (re.compile(r"(?<=[\w.,!?]) +(?=»(?!\w))|(?<=«) +(?=\w)"), ""),
    (re.compile(r"\bwww\. (?=\w)"), "www."),
    (re.compile(r"(?<=\w-) (?=[\w-]+\.(?:no|com|org|net)\b)"), ""),
)
"""What is wrong in any typography, and what it should be."""

_UNITS = "kroner kr mill mrd km cm mm m kg g l dl timer prosent kWh GB MB".split()
_BEFORE_NUMBERS = (
    "§",
    r"\bs\.",
    r"\bkl\.",
    r"\bnr\.",
    r"\bkap\.",
    r"\bpkt\.",
    r"\bca\.",
    r"\bfig\.",
    r"\bkr",
)
_NO_PROSE = re.compile(r"[{}<>\\|=]|[\w)]\(\"|\",\"|^\s*[-*#>] |^\s{4}", re.MULTILINE)
"""What gives away a line of code, markup, a table or a list."""

_QUOTED = re.compile(
    r"(?:(?<=^)|(?<=[\s(\[–—-]))[\"“”„](?=[\w(\[¿¡'‘…-])"
    r"([^\"“”„\n]*[\w.,!?…)\]’'])[\"“”](?!\w)",
    re.MULTILINE,
)
_RANGE = re.compile(
    r"(?<![\w.\-/])(?<!§[ \xa0])(?<!ISO[ \xa0])(?<!NS[ \xa0])(\d{1,4})-(\d{1,4})(?![\w-])"
)
_NO_RANGE = re.compile(r"(?:tlf|telefon|konto|nr|pkt|kap)\W*$", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<![\d,.] )(?<![\d,.])\d{1,3}(?: \d{3})+(?![\d]| \d)")
_NORWEGIAN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=[^\s|-] )(?:--?|—)(?= [^\s|-])"), "–"),
    (re.compile(rf"(?<=\d) (?=(?:{'|'.join(_UNITS)})\b|[%‰°])"), _NBSP),
    (
        re.compile(rf"(?:{'|'.join(rf'(?<={before})' for before in _BEFORE_NUMBERS)}) (?=\d)"),
        _NBSP,
    ),
    (re.compile(r"(?<=\b[A-ZÆØÅ]\.) (?=[A-ZÆØÅ]\.)"), _NBSP),
    (re.compile(r"(?<![.\w/])\.\.\.(?!\.)|(?<=\w)\.\.\.(?=\s|$)"), "…"),
)
"""What Språkrådet asks for: dashes, and spaces at which no line may break."""


def punctuation_repairs(text: str, start: int, end: int) -> list[Edit]:
    """Return the edits that repair doubled quote marks and spaces before punctuation.

    Args:
        text: the text.
        start: where a line of it begins.
        end: where that ends.
    """
    found = []
    for pattern, after in _REPAIRS:
        for match in pattern.finditer(text, start, end):
            place = match.start(), match.end()
            found.append(_edit(text, *place, match.expand(after), "punctuation"))
    return _apart(found)


def norwegian(text: str) -> list[Edit]:
    """Return the edits that set a text in Norwegian typography: «», –, … and no-break spaces.

    Args:
        text: any text.

    >>> from nortext import apply_edits
    >>> text = 'Han sa "nei" - det koster 10 000 kr, jf. § 3 og s. 10-12.'
    >>> apply_edits(text, norwegian(text)).replace("\xa0", "~")
    'Han sa «nei» – det koster 10~000~kr, jf. §~3 og s.~10–12.'
    """
    found: list[Edit] = []
    for line in _LINE.finditer(text):
        if not _NO_PROSE.search(line[0]) and not ADDRESS.search(line[0]):
            found += _of_line(text, *line.span())
    return _apart(found)


def _of_line(text: str, start: int, end: int) -> list[Edit]:
    """Return the edits of one line, which may overlap."""
    found: list[Edit] = []

    def change(start: int, end: int, after: str) -> None:
        found.append(_edit(text, start, end, after, "typography"))

    for pattern, after in _NORWEGIAN:
        for match in pattern.finditer(text, start, end):
            change(*match.span(), after)
    for match in _QUOTED.finditer(text, start, end):
        change(match.start(), match.start() + 1, "«")
        change(match.end() - 1, match.end(), "»")
    for match in _RANGE.finditer(text, start, end):
        before = max(start, match.start() - 12)
        if int(match[1]) < int(match[2]) and not _NO_RANGE.search(text, before, match.start()):
            change(match.end(1), match.start(2), "–")
    for match in _THOUSANDS.finditer(text, start, end):
        for at in range(match.start(), match.end()):
            if text[at] == " ":
                change(at, at + 1, _NBSP)
    return found


def _edit(text: str, start: int, end: int, after: str, reason: str) -> Edit:
    confidence = PARAMETERS.confidence
    before = text[start:end]
    return Edit(start, end, before, after, reason=reason, confidence=confidence, damage="layout")


def _apart(edits: list[Edit]) -> list[Edit]:
    """Return the edits by place, without those that begin before the one before has ended."""
    edits.sort(key=lambda edit: (edit.start, edit.end))
    kept: list[Edit] = []
    for edit in edits:
        if not kept or kept[-1].end <= edit.start:
            kept.append(edit)
    return kept
