"""Where a text may be mended at all: which passages are damaged, and which are not Norwegian.

Both questions are settled by a chain of two states over the words (a hidden Markov model, Rabiner 1989): each word speaks for
one state or the other, and changing the state costs, so that single words do not decide but passages do.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from nortext.confusions import LOST
from nortext.document import Document, Word
from nortext.lexicon import UNKNOWN
from nortext.models import Models, cost

__all__ = ["find_damage", "find_languages", "passages"]

FOREIGN_LETTERS = frozenset("äöáčđŋšŧžßñçíîúûãõìù")
"""Letters of other languages: Swedish, German, Sámi, the Romance ones."""

ALIVE = frozenset(LOST) | FOREIGN_LETTERS
"""Letters that an English model cannot print."""

# natural logarithms
FOREIGN_LETTER = 3.0  # what a foreign letter says for a foreign passage
UNKNOWN_IS_FOREIGN = 0.4  # how much rather a foreign passage holds a word that the lexicon does not
LITTLE_SEEN = -1.0  # what a dictionary word that the corpora hardly hold says for a foreign passage
HELD = 0.7  # the same for any other word, less its own odds: names and loans stand in foreign lines and are Norwegian words too
MOST_FOREIGN = 4.0  # no word says more than this
ALIVE_SPEAKS = -5.0  # what a live letter says for a damaged passage
MOST_DAMAGED = 4.9
UNDAMAGED = -0.1  # what a word without anything to mend says
FOREIGN = {"enter": 11.0, "leave": 4.0, "first": 11.0}
DAMAGED = {"enter": 25.0, "leave": 25.0, "first": 3.0}


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


def find_languages(document: Document, models: Models) -> None:
    """Mark the places in passages that are not Norwegian.

    Args:
        document: its words have their readings.
        models: the word lists.
    """
    for word in document.words.values():
        word.foreignness = _foreignness(word, document, models)
    slots = document.slots
    evidence = [slot.word.foreignness for slot in slots]
    if max(evidence, default=0.0) > 0.0:
        for slot, foreign in zip(slots, passages(evidence, **FOREIGN), strict=True):
            slot.foreign = foreign


def _foreignness(word: Word, document: Document, models: Models) -> float:
    if not word.text[0].isalpha():
        return 0.0
    if not FOREIGN_LETTERS.isdisjoint(word.text.lower()):
        return FOREIGN_LETTER
    number = word.readings[0].numbers[0]
    value = models.logp(word.readings[0]) - _any_reading(word, document, models)
    if number == UNKNOWN:
        value += UNKNOWN_IS_FOREIGN
    else:
        odds = models.lexicon.language[number]
        value += (odds - 128) / 10 - HELD if odds else LITTLE_SEEN
    return max(-MOST_FOREIGN, min(MOST_FOREIGN, value))


def find_damage(document: Document, models: Models) -> None:
    """Mark the places in passages that an English model misread: no æ, ø, å is alive there, and other letters stand for them.

    Args:
        document: its words have their readings, its passages their languages.
        models: the word lists.
    """
    for word in document.words.values():
        if ALIVE.isdisjoint(word.text.lower()):
            value = _any_reading(word, document, models) - models.logp(word.readings[0])
            word.damage = min(0.0 if word.fixed else MOST_DAMAGED, value + UNDAMAGED)
        else:
            word.damage = ALIVE_SPEAKS
    slots = document.slots
    evidence = [min(0.0, slot.word.damage) if slot.foreign else slot.word.damage for slot in slots]
    for slot, damaged in zip(slots, passages(evidence, **DAMAGED), strict=True):
        slot.damaged = damaged


def _any_reading(word: Word, document: Document, models: Models) -> float:
    """log P(word | damaged Norwegian): the sum over its readings."""
    if len(word.readings) == 1:
        return models.logp(word.readings[0])
    return _log_sum([models.logp(reading) - cost(document.costs, reading) for reading in word.readings])


def _log_sum(values: list[float]) -> float:
    most = max(values)
    return most + math.log(math.fsum([math.exp(value - most) for value in values]))
