"""Marks whose three bytes in UTF-8 became three question marks: quotes and dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nortext.characters.parameters import PARAMETERS
from nortext.text.edits import Edit

__all__ = ["QUESTION_RUNS", "without_question_runs"]

QUESTION_RUNS = "question-marks-per-byte"
"""The kind of damage; its letters are found out with the words."""

_LETTER = re.compile(r"[a-zæøå]\?\?(?!\?)(?:[a-zæøå]|\s[a-zæøå])")
"""A letter that two question marks stand for."""

_MARK = re.compile(
    r"(?P<opening>(?<![\w?])\?{3}(?=\w))|(?P<dash>(?<=\s)\?{3}(?=\s))"
    r"|(?P<closing>(?<=[\w.,;:!])\?{3}(?![\w?]))"
)
_WAS = {"opening": "“", "closing": "”", "dash": "–"}


def without_question_runs(text: str) -> Iterator[Edit]:
    """Yield the edits that put marks in the places of three question marks.

    Args:
        text: any text; nothing is yielded unless two question marks stand for letters in it.
    """
    if "???" not in text or len(_LETTER.findall(text)) < PARAMETERS.few_runs:
        return
    for match in _MARK.finditer(text):
        start, end = match.span()
        yield Edit(
            start,
            end,
            match[0],
            _WAS[match.lastgroup or ""],
            reason="characters",
            confidence=PARAMETERS.least_confidence,
            damage=QUESTION_RUNS,
        )
