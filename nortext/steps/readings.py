"""The step `readings`: find what each word may have been, whatever its context."""

from __future__ import annotations

from typing import ClassVar

from nortext.channel.parameters import PARAMETERS
from nortext.channel.reading import AS_IT_STANDS, BULLET, LOST_WORD, Reading, with_lost_word
from nortext.document import AFTER_GAP, AMONG_SMALL, AT_ITEM, Document
from nortext.language.lexicon import UNKNOWN
from nortext.models import Models
from nortext.options import RepairOptions

__all__ = ["FindReadings"]


class FindReadings:
    """Finds the readings of a document's words.

    Args:
        models: the word lists.
        options: how texts are repaired.
    """

    name: ClassVar[str] = "readings"

    def __init__(self, models: Models, options: RepairOptions) -> None:
        self._lexicon, self._number, self._extra = (
            models.lexicon,
            models.lexicon.number,
            models.extra,
        )

    def __call__(self, document: Document) -> None:
        """Give each word its readings.

        Args:
            document: its words are found.
        """
        number = self._number
        for (text, fixed, place, channel, _), word in document.words.items():
            if fixed:
                numbers = (number(text.lower()) or UNKNOWN,)
                word.readings = (Reading(text, numbers, 0.0, (), AS_IT_STANDS),)
                continue
            analysis = channel.analysis(text)
            readings = analysis.readings
            if place > 0:
                word.readings = tuple([r for r in readings if r.can_be_parted(place)])
            elif place == AFTER_GAP:
                loses = channel.facts.loses
                gain = PARAMETERS.lost_word_of_all if loses else PARAMETERS.lost_word
                word.readings = with_lost_word(readings, number(LOST_WORD), gain)
            elif place == AMONG_SMALL:
                word.readings = tuple([self._as_shouted(reading) for reading in readings])
            elif place == AT_ITEM and text.lower() not in self._extra:
                word.readings = (*readings, BULLET)
            else:
                word.analysis = analysis

    def _as_shouted(self, reading: Reading) -> Reading:
        """Return what a word in capitals may have been that stands among words in small letters."""
        is_written_so = any(
            number == UNKNOWN or self._lexicon.is_name(number, looks_so=True)
            for number in reading.numbers
        )
        if not reading.text.isupper() or not reading.sites or is_written_so:
            return reading
        return reading._replace(spelling=reading.spelling + PARAMETERS.shouted)
