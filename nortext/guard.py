"""Where a text may be mended at all: which passages are damaged, and which are not Norwegian.

Both questions are settled by a chain of two states over the words (a hidden Markov model, Rabiner 1989): each word speaks for
one state or the other, and changing the state costs, so that single words do not decide but passages do.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["passages"]


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
    stay, change = 0.0, -first
    back: list[tuple[bool, bool]] = []
    for value in evidence:
        from_change = change - leave > stay
        from_stay = stay - enter > change
        stay, change = (change - leave if from_change else stay), (stay - enter if from_stay else change) + value
        back.append((from_change, not from_stay))
    state = change > stay
    path = []
    for from_change, from_second in reversed(back):
        path.append(state)
        state = from_second if state else from_change
    return path[::-1]
