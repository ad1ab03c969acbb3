"""Write a reading with capital or small letters, where the damage took what would have told."""

from __future__ import annotations

from nortext.channel.reading import LOST_KIND, Reading
from nortext.document import Slot
from nortext.language.lexicon import UNKNOWN, Lexicon
from nortext.search.parameters import PARAMETERS
from nortext.text.alphabet import GAP

__all__ = ["reading_text"]

_EITHER_CASE, _EITHER_CASES = ("A", "G"), "IJ"
"""What OCR reads for a letter whatever its case, as all of it and as the first of several."""


def reading_text(slots: list[Slot], at: int, reading: Reading, lexicon: Lexicon) -> str:
    """Return a reading as it is written in its place.

    Args:
        slots: the document's places.
        at: which of them.
        reading: one of the word's readings there.
        lexicon: tells which words are names.
    """
    slot = slots[at]
    facts = slot.word.channel.facts
    if reading.kind == LOST_KIND and facts.loses and slot.starts_sentence:
        return reading.text.capitalize()
    return _cased(slots, at, reading, lexicon).replace(GAP, facts.mark)


def _cased(slots: list[Slot], at: int, reading: Reading, lexicon: Lexicon) -> str:
    """Return a reading, its first letter's case settled.

    Small and capital letters that the damage kept are kept. Where the first letter was read as a
    mark or a digit, or as a letter of the other case (`@kt`, `Igsning`, a lone `A` for å), the
    place decides: a capital at the start of a sentence, in a word of capitals and in a name.
    """
    slot, text = slots[at], reading.text
    if not reading.sites or reading.kind == LOST_KIND:
        return text
    is_ocr = slot.word.channel.is_ocr
    if not is_ocr:
        kept = [letter for letter in slot.word.text if letter.isalpha() and letter != GAP]
        if len(kept) > 1 and all(map(str.isupper, kept)):
            return text.upper()
    first, last = reading.sites[0], reading.sites[-1]
    if is_ocr and len(text) == 2 and last.start > 0 and last.confusion.printed == "Å":
        if not _among_capitals(slots, at):
            return text[0] + "å"  # `SA` for Så: an å is printed small and read as a capital
    if first.start > 0:
        return text
    read, printed = first.confusion.read, first.confusion.printed
    if is_ocr and read[:1] == "I" and printed[0] in "lL":
        return text[0].lower() + text[1:]  # a capital L is never read so
    tells_case = not is_ocr or (read not in _EITHER_CASE and read[:1] not in _EITHER_CASES)
    if read[:1].islower() and printed[0].islower():
        return text
    if read[:1].isupper() and printed[0].isupper() and tells_case:
        return text
    rest = text[len(printed) :]
    if (not rest or rest.isupper()) and read == "A" and _among_capitals(slots, at):
        return text.upper()
    number = reading.numbers[0]
    is_unknown = number == UNKNOWN
    looks_like_name = read[:1].isupper() and read[:1] not in _EITHER_CASES
    if is_unknown and (looks_like_name or reading.kind == "spelling") and rest:
        return text[0].upper() + text[1:]  # a capital more likely begins a name
    is_name = not is_unknown and lexicon.is_name(number, slot.word.text[0].isupper())
    is_capital = slot.starts_sentence or is_name or (len(rest) > 1 and rest.isupper())
    return (text[0].upper() if is_capital else text[0].lower()) + text[1:]


def _among_capitals(slots: list[Slot], at: int) -> bool:
    """Tell whether the nearest long word before or behind a place is all in capitals."""
    near = PARAMETERS.near_capitals
    for side in (slots[max(0, at - near) : at][::-1], slots[at + 1 : at + 1 + near]):
        text = next((slot.word.text for slot in side if len(slot.word.text) > 2), "")
        if text.isupper():
            return True
    return False
