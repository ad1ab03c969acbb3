"""Passages of one of two states by the evidence of what they hold (a hidden Markov model, Rabiner 1989).

Changing the state costs, so that single pieces of evidence do not decide but passages do.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

__all__ = ["passages", "strongest"]


def passages(evidence: Sequence[float], enter: float, leave: float, first: float) -> list[bool]:
    """Which of the words lie in passages of the second state (Viterbi).

    Args:
        evidence: for each word log P(word | second state) - log P(word | first state).
        enter: the cost (natural logarithm) of changing into the second state.
        leave: the cost of changing back.
        first: the cost of beginning in the second state.

    Returns:
        For each word whether the best path has it in the second state.

    >>> passages([-1, 3, 4, 3, -1, -2], enter=4, leave=2, first=4)
    [False, True, True, True, False, False]
    """
    if max(accumulate(evidence), default=0.0) < first and strongest(evidence) < enter:
        return [False] * len(evidence)  # nothing pays for the change; found sooner than by the path
    stay, change = 0.0, -first
    back_of_stay, back_of_change = bytearray(), bytearray()
    for value in evidence:
        from_change = change - leave > stay
        from_stay = stay - enter > change
        stay, change = (change - leave if from_change else stay), (stay - enter if from_stay else change) + value
        back_of_stay.append(from_change)
        back_of_change.append(not from_stay)
    state = change > stay
    path = []
    for before_stay, before_change in zip(reversed(back_of_stay), reversed(back_of_change), strict=True):
        path.append(state)
        state = bool(before_change if state else before_stay)
    return path[::-1]


def strongest(evidence: Sequence[float]) -> float:
    """The largest sum of evidence over any run of words; 0 for the empty one (Kadane's algorithm).

    >>> strongest([-1.0, 3.0, 4.0, -3.0, -1.0, 2.0])
    7.0
    """
    most = now = 0.0
    for value in evidence:
        now += value
        if now < 0.0:
            now = 0.0
        elif now > most:
            most = now
    return most
