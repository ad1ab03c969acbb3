"""The step `context`: choose the best reading of every word in its sentence."""

from __future__ import annotations

from typing import ClassVar

from nortext.channel.reading import Choice
from nortext.channel.rules import ANY_OCR
from nortext.document import Document, Slot
from nortext.language.contexts import CAPITAL, window
from nortext.language.lexicon import END_SYMBOL, UNKNOWN
from nortext.models import Models
from nortext.options import RepairOptions
from nortext.search.beam import BeamSearch
from nortext.search.calibration import Calibration, noise_of_others
from nortext.search.contexts import disambiguated, least_harmful
from nortext.search.lattice import search_run
from nortext.search.parameters import PARAMETERS
from nortext.search.weigh import weigh_at_first

__all__ = ["Context"]

_Searched = tuple[Slot, int, Choice]
"""A place, where its symbols stand among those of the text, and what the search found."""


class Context:
    """Searches documents.

    Args:
        models: the word lists.
        options: how texts are repaired.
    """

    name: ClassVar[str] = "context"

    def __init__(self, models: Models, options: RepairOptions) -> None:
        self._models = models
        self._beam = BeamSearch(models.words)
        self._calibration = Calibration(models.lexicon, models.letters, models.folder, models.extra)

    def __call__(self, document: Document) -> None:
        """Search for the best reading of every word that may be another; sets their `choice`.

        Args:
            document: its words have their readings, its costs are learnt.
        """
        if not document.may_change:
            return
        if not all(word.options for word in document.words.values()):
            weigh_at_first(document, self._models)
        symbols, searched = self._search(document)
        for slot, place, choice in searched:
            if slot.word.choice:
                slot.choice = self._settled(slot, choice, document)
                continue
            if choice.probability[choice.best] < PARAMETERS.settled:
                options = slot.word.options
                around = window(symbols, place, len(options[choice.best].numbers))
                choice = disambiguated(choice, options, around, self._models.contexts)
                slot.searched = choice
            calibrated = self._calibration(slot, choice, document)
            slot.choice = least_harmful(calibrated, self._price(slot, calibrated, document))

    def _settled(self, slot: Slot, choice: Choice, document: Document) -> Choice:
        """Return the choice for a word that no context could change."""
        word, inside = slot.word, not slot.starts_sentence
        known = word.settled.get(inside)
        if known is None:
            calibrated = self._calibration(slot, choice, document)
            known = word.settled[inside] = least_harmful(
                calibrated, self._price(slot, calibrated, document)
            )
        return known

    def _search(self, document: Document) -> tuple[list[int], list[_Searched]]:
        """Return the symbols of the text as read best, and the places where there was a choice."""
        slots, symbols = document.slots, [END_SYMBOL]
        searched: list[_Searched] = []
        run: list[Choice] = []
        for at, slot in enumerate(slots):
            if slot.starts_sentence:
                symbols.append(END_SYMBOL)
            elif slot.before:
                symbols.append(slot.before)
            word, found = slot.word, run.pop() if run else None
            reading = word.candidates[0]
            if len(word.options) > 1:
                if slot.is_open and found is None:
                    run = self._run(slots, at, symbols)
                    found = run.pop()
                elif not slot.is_open:
                    found = word.choice if slot.is_decided else None
                if found:
                    slot.searched = found
                    searched.append((slot, len(symbols), found))
                    reading = word.candidates[found.best]
            if slot.starts_sentence or word.fixed or not reading.text[0].isupper():
                symbols += reading.numbers
            else:
                symbols += (reading.numbers[0] | CAPITAL, *reading.numbers[1:])
        return symbols, searched

    def _run(self, slots: list[Slot], at: int, symbols: list[int]) -> list[Choice]:
        """Return the choices of the run that begins with an open word, the last first."""
        order = self._models.words.order
        if symbols[-1] == END_SYMBOL:
            history: tuple[int, ...] = (END_SYMBOL,)
        else:
            history = tuple([symbol & ~CAPITAL for symbol in symbols[1 - order :]])
        return search_run(self._beam, slots, at, history, order)[::-1]

    def _price(self, slot: Slot, choice: Choice, document: Document) -> float:
        """Return how many words left damaged one right word made wrong is worth at a place.

        A short text says too little of itself where letters are alive in it, or no other word of it
        has lost one, unless others speak for it; a word that the user gave is worth as much as any.
        """
        p, channel = PARAMETERS, slot.word.channel
        if slot.word.candidates[choice.best].text.lower() in self._models.extra:
            return 1.0
        noise = document.noise.get(channel)
        if not noise or not channel.is_ocr:
            return p.price_of_harm
        if noise.words >= p.few_words or document.evidence:
            if noise_of_others(noise) >= p.much_noise:
                return p.price_if_noisy
            is_known = UNKNOWN not in slot.word.candidates[0].numbers
            return p.price_of_known if is_known and channel.name == ANY_OCR else p.price_of_harm
        if channel.name == ANY_OCR:
            return p.price_if_alone
        own = sum([times for c, times in slot.word.shown.items() if c.group])
        is_alone = slot.word.text.isalnum() and noise.events["lost"] - own < p.few_events
        return p.price_if_first if is_alone else p.price_of_harm  # a mark shows much
