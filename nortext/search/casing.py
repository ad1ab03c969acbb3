"""Capital or small, where the damage took the letter that would have told."""

from __future__ import annotations

from collections.abc import Callable

from nortext.channel.candidates import LOST_KIND, Reading
from nortext.channel.confusions import GAP, LOST
from nortext.document import Slot

__all__ = ["cased"]


def cased(slot: Slot, reading: Reading, is_name: bool, is_unknown: bool, among_capitals: Callable[[], bool]) -> str:
    """A reading as it must have been printed.

    Small and capital letters that the damage kept are kept. Where the first letter was read as a mark or a digit, or as a
    letter of the other case (`@kt`, `Igsning`, a lone `A` for å), the place decides: a capital at the start of a sentence, in
    a word of capitals and in a name.

    Args:
        slot: the word.
        reading: what it is read as.
        is_name: whether the reading is mostly written with a capital.
        is_unknown: whether the lexicon does not hold the reading, so that a capital more likely begins a name.
        among_capitals: asked whether a word beside it is all in capitals.

    Returns:
        The reading, its first letter's case settled.
    """
    text = reading.text
    if not reading.sites or reading.kind == LOST_KIND:
        return text
    if not slot.word.channel.is_ocr:
        kept = [letter for letter in slot.word.text if letter.isalpha() and letter != GAP]
        if len(kept) > 1 and all(map(str.isupper, kept)):
            return text.upper()
    first, last = reading.sites[0], reading.sites[-1]
    if slot.word.channel.is_ocr and last.start > 0 and last.confusion.printed == "Å" and len(text) == 2 and not among_capitals():
        return text[0] + "å"  # `SA` for Så: an å is printed small and read as a capital
    if first.start > 0 or first.confusion.letters[0] not in LOST:
        return text
    read, printed = first.confusion.read, first.confusion.printed
    if read[:1].islower() and printed[0].islower():
        return text
    if read[:1].isupper() and printed[0].isupper() and (read not in ("A", "G") or not slot.word.channel.is_ocr):
        return text
    rest = text[len(printed) :]
    if is_unknown and (read[:1].isupper() or reading.kind == "spelling") and rest:
        return text[0].upper() + text[1:]
    capital = slot.starts_sentence or is_name or (len(rest) > 1 and rest.isupper())
    return (text[0].upper() if capital else text[0].lower()) + text[1:]
