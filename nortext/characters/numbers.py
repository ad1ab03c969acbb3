"""Letters that were read for digits, where the pattern of the number is sure: dates and amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nortext.text.edits import Edit

__all__ = ["number_repairs"]

_DIGIT = "[0-9OolI]"
_DIGITS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})
_DATE = re.compile(
    rf"(?<![\w.,/-]){_DIGIT}{{1,2}}\.{_DIGIT}{{1,2}}\.[12lI]?{_DIGIT}?{_DIGIT}{{2}}(?![\w/-]|\.\w)"
)
_AMOUNT = re.compile(
    rf"(?<![\w.,/-])(?<!\d )[1-9]\d{{0,2}}(?: {_DIGIT}{{3}})+(?=,-|,\d\d(?!\d)|\.-| kr\b| kroner\b)"
)
_SURE = 0.99
"""How sure such a change is, 0 to 1."""

_FEWEST = 2  # digits that were read as digits
_LAST_DAY, _LAST_MONTH = 31, 12


def number_repairs(text: str) -> list[Edit]:
    """Return the edits that put digits in the place of letters that were read for them.

    Args:
        text: any text.

    >>> [(edit.before, edit.after) for edit in number_repairs("Den l2.O3.2O15 kom 1 OOO,- kroner.")]
    [('l2.O3.2O15', '12.03.2015'), ('1 OOO', '1 000')]
    >>> number_repairs("Ol gikk 10 lIl og 12.03.2015 var en onsdag.")
    []
    """
    return sorted([*_dates(text), *_amounts(text)], key=lambda edit: edit.start)


def _dates(text: str) -> Iterator[Edit]:
    for match in _DATE.finditer(text):
        was = match[0]
        now = was.translate(_DIGITS)
        day, month, _ = map(int, now.split("."))
        is_date = 0 < day <= _LAST_DAY and 0 < month <= _LAST_MONTH
        if now != was and is_date and sum(map(str.isdigit, was)) >= _FEWEST:
            yield _edit(match, now)


def _amounts(text: str) -> Iterator[Edit]:
    for match in _AMOUNT.finditer(text):
        now = match[0].translate(_DIGITS)
        if now != match[0]:
            yield _edit(match, now)


def _edit(match: re.Match[str], now: str) -> Edit:
    return Edit(*match.span(), match[0], now, reason="number", confidence=_SURE, damage="ocr")
