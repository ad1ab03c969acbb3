"""Estimate how many words of a text were wrong and still are, without the right text."""

from __future__ import annotations

from nortext.report.parameters import PARAMETERS
from nortext.results import Repair
from nortext.rules import RULE

__all__ = ["expected_errors"]

_NO_DAMAGE = ("layout", RULE)
"""What edits name as their damage that mend no word."""


def expected_errors(repair: Repair) -> tuple[float, float]:
    """Return how many words of a text were wrong, and how many still are, as far as can be told.

    What is left is likelier wrong than the probabilities say, since they know nothing of words that
    nobody suspects: it is weighed as on pages whose right text is known (least squares).

    Args:
        repair: the repair; changes of the layout, and those by the user's rules, count for nothing.

    Returns:
        The expected number of wrong words before and after.

    >>> from nortext import Edit
    >>> edit = Edit(0, 2, "pa", "på", reason="word", confidence=0.9)
    >>> expected_errors(Repair("på", (edit,), (), 1))
    (0.9, 0.145)
    """
    mended = [edit for edit in repair.edits if edit.damage not in _NO_DAMAGE]
    before = sum([edit.confidence for edit in mended])
    after = sum([1 - edit.confidence for edit in mended])
    starts = {edit.start for edit in mended}
    for doubt in repair.doubts:
        if doubt.start not in starts:
            stays = [r.probability for r in doubt.readings if r.text == doubt.text]
            wrong = 1 - (stays[0] if stays else 0.0)
            before, after = before + wrong, after + wrong
    unseen = PARAMETERS.unknown_wrong * repair.unknown
    return round(before + unseen, 4), round(PARAMETERS.doubt_wrong * after + unseen, 4)
