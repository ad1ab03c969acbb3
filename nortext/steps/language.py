"""The step `language`: mark passages that are not Norwegian.

A chain of two states over the words settles it: each word speaks for one state or the other.
"""

from __future__ import annotations

from typing import ClassVar

from nortext.document import Document
from nortext.models import Models
from nortext.options import RepairOptions
from nortext.search.evidence import judge
from nortext.search.parameters import PARAMETERS
from nortext.text.viterbi import in_second_state

__all__ = ["FindLanguages"]


class FindLanguages:
    """Tells Norwegian passages from foreign ones.

    Args:
        models: the word lists.
        options: how texts are repaired.
    """

    name: ClassVar[str] = "language"

    def __init__(self, models: Models, options: RepairOptions) -> None:
        self._models = models

    def __call__(self, document: Document) -> None:
        """Mark the places in passages that are not Norwegian.

        Args:
            document: its words have their readings.
        """
        judge(document, self._models)
        p = PARAMETERS
        evidence = [slot.word.foreignness for slot in document.slots]
        states = in_second_state(evidence, p.enter_foreign, p.leave_foreign, p.first_foreign)
        for slot, foreign in zip(document.slots, states, strict=True):
            slot.foreign = foreign
