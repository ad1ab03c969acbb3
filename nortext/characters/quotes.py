"""Quote marks that an engine without « and » read as 《, 》 and >."""

from __future__ import annotations

import re

from nortext.text.edits import Edit

__all__ = ["quote_repairs"]

_CHINESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_MARK = re.compile(r"《|》|<(?=\w)|«|»|(?<=[\w.,!?)])>(?=[\s.,;:!?)–-]|$)", re.MULTILINE)
_MEANT = {"《": "«", "<": "«", "》": "»", ">": "»"}
_SURE = 0.95
"""How sure such a change is, 0 to 1."""


def quote_repairs(text: str) -> list[Edit]:
    """Return the edits that restore quote marks, in texts that are not Chinese or Japanese.

    A `<` opens a quotation, and a `>` ends one, only beside the others.

    Args:
        text: any text.

    >>> [(edit.before, edit.after) for edit in quote_repairs("《Vi må gå>, sa hun. 3 > 2")]
    [('《', '«'), ('>', '»')]
    """
    if "《" not in text or _CHINESE.search(text):
        return []
    found, is_open = [], False
    for match in _MARK.finditer(text):
        mark = match[0]
        opens = mark in "《<«"
        if mark in _MEANT and (mark in "《》" or opens != is_open):
            found.append(
                Edit(
                    *match.span(),
                    mark,
                    _MEANT[mark],
                    reason="quote",
                    confidence=_SURE,
                    damage="ocr",
                )
            )
        is_open = opens
    return found
