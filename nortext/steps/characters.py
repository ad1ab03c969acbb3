"""The step `characters`: undo what the characters alone tell, wrong encodings above all."""

from __future__ import annotations

from typing import ClassVar

from nortext.channel.rules import ANY_OCR, OCR_OF_PROFILE
from nortext.characters.numbers import number_repairs
from nortext.characters.quotes import quote_repairs
from nortext.characters.repair import CharacterRepair
from nortext.characters.sections import section_repairs
from nortext.document import Document
from nortext.models import Models
from nortext.options import RepairOptions

__all__ = ["Characters"]

_OCR = frozenset([ANY_OCR, *OCR_OF_PROFILE.values()])
"""Kinds of damage that put letters in the place of digits."""


class Characters:
    """Mends the characters of a document: sets its `text` and `undone`.

    Args:
        models: the word lists.
        options: how texts are repaired.
    """

    name: ClassVar[str] = "characters"

    def __init__(self, models: Models, options: RepairOptions) -> None:
        self._repair = CharacterRepair(
            models.plausibility,
            options.protected_words,
            options.min_confidence,
            options.damage,
        )
        self._is_ocr = options.damage is None or options.damage in _OCR
        self._least = options.min_confidence

    def __call__(self, document: Document) -> None:
        """Mend the characters of a document."""
        document.text, document.undone = self._repair.undo(document.source)
        for find in (number_repairs, section_repairs, quote_repairs) if self._is_ocr else ():
            document.undo([e for e in find(document.text) if e.confidence >= self._least])
