"""Capital or small, where the damage took the letter that would have told."""

from __future__ import annotations

from nortext.confusions import LOST
from nortext.document import Slot

__all__ = ["cased"]


def cased(slot: Slot, text: str, is_name: bool) -> str:
    """A reading as it must have been printed.

    Small and capital letters that the damage kept are kept. Where the first letter was read as a mark or a digit, or as a
    letter of the other case (`@kt`, `Igsning`, a lone `A` for å), the place decides: a capital at the start of a sentence, in
    a word of capitals and in a name.

    Args:
        slot: the word.
        text: its reading.
        is_name: whether the reading is mostly written with a capital.

    Returns:
        The reading, its first letter's case settled.
    """
    first = slot.chosen.sites[0] if slot.chosen.sites else None
    if first is None or first.start > 0 or not any(letter in LOST for letter in first.confusion.printed.lower()):
        return text
    read, printed = first.confusion.read, first.confusion.printed
    if read and read[0].isalpha() and read[0].isupper() == printed[0].isupper() and len(slot.text) > 1 and read not in "AG":
        return text
    if read[:1].islower():
        return text
    rest = text[len(printed) :]
    capital = slot.starts_sentence or is_name or (len(rest) > 1 and rest.isupper())
    if read in "AG" and read and rest:
        capital = True
    return (text[0].upper() if capital else text[0].lower()) + text[1:]
