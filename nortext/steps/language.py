"""The step `language`: mark passages that are not Norwegian.

A chain of two states over the words settles it: each word speaks for one state or the other.
"""

from __future__ import annotations

import re
from typing import ClassVar

from nortext.channel.rules import ANY_OCR
from nortext.document import Document
from nortext.language.varieties import BOKMAAL, EITHER, NYNORSK, OLDER
from nortext.models import Models
from nortext.options import RepairOptions
from nortext.search.evidence import for_variety, judge
from nortext.search.parameters import PARAMETERS
from nortext.text.viterbi import in_second_state

__all__ = ["FindLanguages"]

_UMLAUT = re.compile("[äöÄÖ]")


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
        if "å" in document.text:  # so ä and ö were read for no other letter
            evidence = [
                value + p.umlaut if _UMLAUT.search(slot.word.text) else value
                for value, slot in zip(evidence, document.slots, strict=True)
            ]
        first = p.first_foreign
        is_alive = any(channel.name == ANY_OCR for channel in document.channels)
        if is_alive and len(evidence) < p.few_words and not document.evidence:
            first = p.first_unsure
        states = in_second_state(evidence, p.enter_foreign, p.leave_foreign, first)
        for slot, foreign in zip(document.slots, states, strict=True):
            slot.foreign = foreign
        self._find_varieties(document)

    def _find_varieties(self, document: Document) -> None:
        """Give the words of sentences their variety; in a short text it may be unsure."""
        p = PARAMETERS
        is_short = len(document.slots) < p.few_words and not document.evidence
        sentences = document.sentences()
        for variety in (NYNORSK, OLDER):
            says = [for_variety(sentence, self._models, variety) for sentence in sentences]
            states = in_second_state(says, p.change_variety, p.change_variety, p.first_nynorsk)
            for slots, value, is_so in zip(sentences, says, states, strict=True):
                is_unsure = is_short and variety == NYNORSK and value > -p.sure_of_variety
                found = variety if is_so else EITHER if is_unsure else ""
                for slot in slots if found else ():
                    if slot.word.variety == BOKMAAL:
                        slot.word = document.of_variety(slot.word, found)
