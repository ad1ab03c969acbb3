"""The step `characters`: undo what the characters alone tell, wrong encodings above all."""

from __future__ import annotations

from typing import ClassVar

from nortext.channel.rules import OCR_KINDS
from nortext.characters.numbers import number_repairs
from nortext.characters.quotes import quote_repairs
from nortext.characters.repair import CharacterRepair
from nortext.characters.sections import section_repairs
from nortext.document import Document
from nortext.models import Models
from nortext.options import RepairOptions

__all__ = ["Characters"]


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
        self._is_ocr = options.damage is None or options.damage in OCR_KINDS
        self._least = options.min_confidence

    def __call__(self, document: Document) -> None:
        """Mend the characters of a document."""
        document.text, document.undone = self._repair.undo(document.source)
        for find in (number_repairs, section_repairs, quote_repairs) if self._is_ocr else ():
            document.undo(find(document.text), self._least)
