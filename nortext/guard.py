"""Where a text may be mended at all: which passages are damaged, and which are not Norwegian.

Both questions are settled by a chain of two states over the words (a hidden Markov model, Rabiner 1989): each word speaks for
one state or the other, and changing the state costs, so that single words do not decide but passages do.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from nortext.confusions import LOST
from nortext.document import Document
from nortext.lexicon import UNKNOWN
from nortext.models import Models, cost
from nortext.readings import REMEMBERED, Reading

__all__ = ["Guard", "passages", "strongest"]

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


class Guard:
    """Tells passages apart by the evidence of their words, which it remembers.

    Args:
        models: the word lists.
    """

    def __init__(self, models: Models) -> None:
        self._models = models
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._evidence)

    def find_languages(self, document: Document) -> None:
        """Mark the places in passages that are not Norwegian.

        Args:
            document: its words have their readings.
        """
        self._judge(document)
        evidence = [slot.word.foreignness for slot in document.slots]
        if strongest(evidence) > min(FOREIGN["enter"], FOREIGN["first"]):
            for slot, foreign in zip(document.slots, passages(evidence, **FOREIGN), strict=True):
                slot.foreign = foreign

    def find_damage(self, document: Document) -> None:
        """Mark the places in passages that an English model misread: no æ, ø, å is alive there, and other letters stand for them.

        Args:
            document: its words have their readings, its passages their languages.
        """
        self._judge(document)
        slots = document.slots
        evidence = [min(0.0, slot.word.damage) if slot.foreign else slot.word.damage for slot in slots]
        if math.fsum(evidence) > DAMAGED["first"] and strongest([-value for value in evidence]) < DAMAGED["enter"] - DAMAGED["first"]:
            return  # damaged all through
        for slot, damaged in zip(slots, passages(evidence, **DAMAGED), strict=True):
            slot.damaged = damaged

    def _judge(self, document: Document) -> None:
        """Give each word its evidence."""
        remembered, of = self._remembered, self._models.readings.of
        for (text, _, _), word in document.words.items():
            is_any = word.readings is of(text)
            word.foreignness, word.damage = remembered(text) if is_any else self._evidence(text, word.readings)

    def _evidence(self, text: str, readings: Sequence[Reading] | None = None) -> tuple[float, float]:
        """What a word says for a foreign and for a damaged passage."""
        models = self._models
        readings = readings or models.readings.of(text)
        as_it_stands, any_reading = models.logp(readings[0]), _any_reading(readings, models)
        lower = text.lower()
        damage = min(MOST_DAMAGED, any_reading - as_it_stands + UNDAMAGED) if ALIVE.isdisjoint(lower) else ALIVE_SPEAKS
        if not text[0].isalpha():
            return 0.0, damage
        if not FOREIGN_LETTERS.isdisjoint(lower):
            return FOREIGN_LETTER, damage
        number = readings[0].numbers[0]
        value = as_it_stands - any_reading
        if number == UNKNOWN:
            value += UNKNOWN_IS_FOREIGN
        else:
            odds = models.lexicon.language[number]
            value += (odds - 128) / 10 - HELD if odds else LITTLE_SEEN
        return max(-MOST_FOREIGN, min(MOST_FOREIGN, value)), damage


def _any_reading(readings: Sequence[Reading], models: Models) -> float:
    """log P(word | damaged Norwegian): the sum over its readings."""
    if len(readings) == 1:
        return models.logp(readings[0])
    return _log_sum([models.logp(reading) - cost(models.confusions.costs, reading) for reading in readings])


def _log_sum(values: list[float]) -> float:
    most = max(values)
    return most + math.log(math.fsum([math.exp(value - most) for value in values]))
