"""Where a text may be mended at all: which passages are damaged, and which are not Norwegian.

Both questions are settled by a chain of two states over the words: each word speaks for one state or the other.
"""

from __future__ import annotations

import math

from nortext.document import Document, Word
from nortext.language.lexicon import UNKNOWN
from nortext.models import Models
from nortext.text.viterbi import passages, strongest

__all__ = ["Guard"]

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


class Guard:
    """Tells passages apart by the evidence of their words.

    Args:
        models: the word lists.
    """

    def __init__(self, models: Models) -> None:
        self._models = models

    def find_languages(self, document: Document) -> None:
        """Mark the places in passages that are not Norwegian.

        Args:
            document: its words have their readings.
        """
        self._judge(document)
        evidence = [slot.word.foreignness for slot in document.slots]
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
        if document.is_judged:
            return
        for word in document.words.values():
            known = word.known
            found = known.evidence if known else None
            if found is None:
                found = self._evidence(word)
                if known:
                    known.evidence = found
            word.foreignness, word.damage = found
        document.is_judged = True

    def _evidence(self, word: Word) -> tuple[float, float]:
        """What a word says for a foreign and for a damaged passage."""
        text, readings, models, facts = word.text, word.readings, self._models, word.channel.facts
        as_it_stands, any_reading = models.logp(readings[0]), models.likelihood(readings, word.channel)
        lower = text.lower()
        damage = min(MOST_DAMAGED, any_reading - as_it_stands + UNDAMAGED) if facts.alive.isdisjoint(lower) else ALIVE_SPEAKS
        if not text[0].isalpha():
            return 0.0, damage
        if not facts.foreign.isdisjoint(lower):
            return FOREIGN_LETTER, damage
        number = readings[0].numbers[0]
        value = as_it_stands - any_reading
        if number == UNKNOWN:
            value += UNKNOWN_IS_FOREIGN
        else:
            odds = models.lexicon.language[number]
            value += (odds - 128) / 10 - HELD if odds else LITTLE_SEEN
        return max(-MOST_FOREIGN, min(MOST_FOREIGN, value)), damage
