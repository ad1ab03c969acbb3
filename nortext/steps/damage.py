"""The step `damage`: mark passages whose letters are damaged.

There no æ, ø, å is alive, and other letters stand for them. A chain of two states over the words
settles it; a live letter is the strongest evidence against damage (`live_letter` in
`nortext.search.parameters`).
"""

from __future__ import annotations

import math
from typing import ClassVar

from nortext.document import Document
from nortext.models import Models
from nortext.options import RepairOptions
from nortext.search.evidence import judge
from nortext.search.parameters import PARAMETERS
from nortext.text.viterbi import in_second_state, strongest_run

__all__ = ["FindDamage"]


class FindDamage:
    """Tells damaged passages from sound ones; where the damage is given, all are damaged.

    Args:
        models: the word lists.
        options: how texts are repaired.
    """

    name: ClassVar[str] = "damage"

    def __init__(self, models: Models, options: RepairOptions) -> None:
        self._models, self._is_given = models, options.damage is not None

    def __call__(self, document: Document) -> None:
        """Mark the places in damaged passages.

        Args:
            document: its words have their readings, its passages their languages.
        """
        if self._is_given:
            return
        judge(document, self._models)
        p, slots = PARAMETERS, document.slots
        evidence = [
            min(0.0, slot.word.damage) if slot.foreign else slot.word.damage for slot in slots
        ]
        least = p.enter_damaged - p.first_damaged
        if math.fsum(evidence) > p.first_damaged:
            if strongest_run([-value for value in evidence]) < least:
                return  # damaged all through
        states = in_second_state(evidence, p.enter_damaged, p.leave_damaged, p.first_damaged)
        for slot, damaged in zip(slots, states, strict=True):
            slot.damaged = damaged
