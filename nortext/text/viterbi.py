"""Passages of a text by the evidence of what they hold: hidden Markov models (Rabiner 1989).

Changing the state costs, so that single pieces of evidence do not decide but passages do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

__all__ = ["best_path", "in_second_state", "strongest_run"]


def in_second_state(
    evidence: Sequence[float], enter: float, leave: float, first: float
) -> list[bool]:
    """Return which items lie in passages of the second of two states (Viterbi).

    Args:
        evidence: for each item log P(item | second state) - log P(item | first state).
        enter: what it costs to change into the second state, in natural logarithms.
        leave: what it costs to change back.
        first: what it costs to begin in the second state.

    Returns:
        For each item whether the best path has it in the second state.

    >>> in_second_state([-1, 3, 4, 3, -1, -2], enter=4, leave=2, first=4)
    [False, True, True, True, False, False]
    """
    if max(accumulate(evidence), default=0.0) < first and strongest_run(evidence) < enter:
        return [False] * len(evidence)  # nothing pays for the change; found sooner than the path
    stay, change = 0.0, -first
    back_of_stay, back_of_change = bytearray(), bytearray()
    for value in evidence:
        from_change = change - leave > stay
        from_stay = stay - enter > change
        stay, change = (
            change - leave if from_change else stay,
            (stay - enter if from_stay else change) + value,
        )
        back_of_stay.append(from_change)
        back_of_change.append(not from_stay)
    state = change > stay
    path = []
    for before_stay, before_change in zip(
        reversed(back_of_stay), reversed(back_of_change), strict=True
    ):
        path.append(state)
        state = bool(before_change if state else before_stay)
    return path[::-1]


def strongest_run(evidence: Sequence[float]) -> float:
    """Return the largest sum of evidence over any run of items (Kadane's algorithm).

    Args:
        evidence: natural logarithms.

    Returns:
        The sum; 0 for the empty run.

    >>> strongest_run([-1.0, 3.0, 4.0, -3.0, -1.0, 2.0])
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


def best_path(
    start: Mapping[str, float], evidence: Sequence[Mapping[str, float]], change: float
) -> list[str]:
    """Return the best sequence of states over some items (Viterbi), given any number of states.

    Args:
        start: for each state the logarithm of the probability that a text begins in it.
        evidence: for each item the logarithm of its probability in each state.
        change: what it costs to go from one state to any other, in natural logarithms.

    Returns:
        A state for each item.

    >>> best_path({"a": 0.0, "b": -1.0}, [{"a": 0, "b": 0}, {"a": 0, "b": 9}], change=2.0)
    ['b', 'b']
    """
    best = dict(start)
    back: list[dict[str, str]] = []
    for says in evidence:
        from_any = max(best, key=lambda name: best[name])
        links, now = {}, {}
        for name in best:
            stays = best[name] >= best[from_any] - change or not back
            links[name] = name if stays else from_any
            now[name] = (best[name] if stays else best[from_any] - change) + says[name]
        back.append(links)
        best = now
    path = [max(best, key=lambda name: best[name])]
    for links in reversed(back[1:]):
        path.append(links[path[-1]])
    return path[::-1]
