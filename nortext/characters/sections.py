"""Section signs (§) that an engine read as another character.

Some models lack the sign and read `8`, `$` or `S` for it, the same one as a rule. References that
say what they are (`jf 8 4`, `8 4 fjerde ledd`) show it; then a mark before a number is one in the
rest of the text, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nortext.text.edits import Edit

__all__ = ["section_repairs"]

_SURE, _LIKELY = 0.99, 0.95
"""How sure a change is, 0 to 1: of a reference that says what it is, and of another one."""

_ORDINAL = r"(?:f[^\W\d_]{1,2}rste|annet|tredje|fjerde|femte|sjette|siste)[ ][^\W\d_]"
_PART = r"(?:[^\W\d_]{0,2}edd\b|bokstav[ ][a-z]\b|nr\.?[ ]\d|jfr?\b)"
_REFERENCE = re.compile(
    rf"""
    (?<![\w.,$§-])
    (?: (?<=\bjf\ ) (?P<after_jf>[8$S]|[8$S&§]{{2}})\ (?=\d)
      | (?P<before_part>[8$S&s5]|[8$S&§]{{2}}) \ (?=\d{{1,3}}[ ]?[a-z]?,?[ ]{_PART})
      | (?<=\() (?P<several>88|\$\$|[8$]§|§[8$]) \ (?=\d{{1,3}}[–-]\d{{1,3}}[),])
      | (?P<before_ordinal>[8$S]) \ (?=\d{{1,3}}[ ]?[a-z]?,?[ ]{_ORDINAL})
    )
    """,
    re.VERBOSE,
)
_NOT_A_NUMBER = r"(?![\d%]|[.,:]\d| ?(?:%|prosent|kroner|kr|mill|000)\b)"


def section_repairs(text: str) -> list[Edit]:
    """Return the edits that put section signs in the place of what was read for them.

    Args:
        text: any text.

    >>> text = "Etter 8 3 er fiske forbudt, jf 8 4 og forskriften (8 2)."
    >>> [(edit.start, edit.before, edit.after) for edit in section_repairs(text)]
    [(6, '8', '§'), (31, '8', '§'), (51, '8', '§')]
    >>> section_repairs("Etter 8 3 er det 2 4, og bussen (8 2) gikk.")
    []
    """
    sure = {match.span(match.lastgroup or 0) for match in _REFERENCE.finditer(text)}
    marks = "".join(sorted({text[start] for start, _ in sure} & set("8$S")))
    likely = {span for span in _others(text, marks) if span not in sure} if marks else set()
    return [_edit(text, span, _SURE if span in sure else _LIKELY) for span in sorted(sure | likely)]


def _others(text: str, marks: str) -> Iterator[tuple[int, int]]:
    """Yield the places where marks that stand for the sign are before a number."""
    mark = re.escape(marks)
    signs = rf"(?:(?<=\()|(?<=[a-zæøå][ \n]))(?P<signs>[{mark}§]?[{mark}]|[{mark}]§)"
    for match in re.finditer(rf"{signs} \d{{1,2}}(?:-\d+)?{_NOT_A_NUMBER}", text):
        yield match.span("signs")


def _edit(text: str, span: tuple[int, int], confidence: float) -> Edit:
    start, end = span
    after = "§" * (end - start)
    return Edit(
        start, end, text[start:end], after, reason="section", confidence=confidence, damage="ocr"
    )
