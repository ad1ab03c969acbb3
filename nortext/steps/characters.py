"""The step `characters`: undo what the characters alone tell, wrong encodings above all."""

from __future__ import annotations

from typing import ClassVar

from nortext.channel.rules import ANY_OCR, OCR_OF_PROFILE
from nortext.characters.numbers import SURE, number_repairs
from nortext.characters.repair import CharacterRepair
from nortext.document import Document
from nortext.models import Models
from nortext.options import RepairOptions
from nortext.text.edits import apply_edits, compose

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
        is_ocr = options.damage is None or options.damage in _OCR
        self._has_numbers = is_ocr and options.min_confidence <= SURE

    def __call__(self, document: Document) -> None:
        """Mend the characters of a document."""
        document.text, document.undone = self._repair.undo(document.source)
        numbers = number_repairs(document.text) if self._has_numbers else []
        if numbers:
            document.undone = compose(document.source, document.undone, numbers)
            document.text = apply_edits(document.text, numbers)
