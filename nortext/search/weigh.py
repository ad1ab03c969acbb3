"""The best reading of every word in its sentence, with confusions learnt from the document itself."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from nortext.channel.candidates import LOST_KIND, Reading
from nortext.channel.confusions import Confusion
from nortext.channel.memory import Part, Weighed
from nortext.document import Document, Slot, Word
from nortext.language.contexts import CAPITAL, Disambiguator, window
from nortext.language.lexicon import END, UNKNOWN
from nortext.models import Models
from nortext.search.beam import Choice, Decoder, Option, choose

__all__ = ["PRICE_OF_HARM", "Search"]

PRUNE = 8.0  # natural logarithm: readings this much less likely than the best, context apart, are not searched
DECIDED = 12.0  # natural logarithm: a change so much likelier than all other readings is made whatever the context
PRICE_OF_HARM = 2.0  # how many words left damaged one right word made wrong is worth
SAMPLE = 2_000  # words among which a document's confusions are learnt
TOGETHER = 60  # how far apart the places looked at are, in a document no longer than that
SURE = 0.95  # readings this likely teach them
MOST_TOGETHER = 4  # places of an unknown word that speak for themselves
VOUCHES = 0.05  # the share of words that are as frequent as the document has them, not as the language has
FEW = 500  # words added to the document's when its frequencies are taken
LEAST_VOUCHED_FOR = 1e-200  # probability: rarer words are taken for so rare
LEAST_VOUCHED = 5  # letters of a word that vouches for others
SETTLED = 0.98  # a reading that the n-grams hold this likely is not weighed anew
RIVAL = 0.001  # nor one that they hold no likelier than this
SHARE_OF_NGRAMS, SHARE_OF_CONTEXTS = 0.5, 0.9  # how much n-grams and classifier count where the classifier knows the words
LEAST_MASS = 1e-6
PRIOR = 12.0  # for how many sightings of a letter the table counts against the document's own


class Search:
    """Searches documents with one set of models.

    Args:
        models: the word lists.
    """

    def __init__(self, models: Models) -> None:
        self._models = models
        self._decoder = Decoder(models.words)

    def adapt(self, document: Document) -> None:
        """Learn the document's confusions from what is sure in a sample of its words; sets `document.costs`.

        This is one step of expectation-maximisation (Dempster et al. 1977) with the table as a Dirichlet prior.

        Args:
            document: its words have their readings.
        """
        slots = document.slots
        if not _is_any_open_to_change(slots):
            return
        self._weigh_at_first(document)
        seen: dict[Confusion, float] = {}
        stride = TOGETHER * max(1, len(slots) // SAMPLE)
        at = 0
        while at < len(slots):
            slot = slots[at]
            if not slot.is_open:
                if slot.is_decided:
                    _count(seen, slot.word, slot.word.choice)
                at += 1
                continue
            choices = self._decode(slots, at, _history(slots, at, self._models.words.order))
            for slot, choice in zip(slots[at : at + len(choices)], choices, strict=True):
                if slot.is_open and choice.probability[choice.best] >= SURE:
                    _count(seen, slot.word, choice)
            at += max(len(choices), stride)
        words = [word for word in document.words.values() if len(word.readings) > 1]
        if seen:
            for channel in document.channels:
                document.costs = document.costs | channel.confusions.adapted(seen, PRIOR)
            self._weigh(words, document)
        document.vouched = vouched = self._vouch(document)
        self._weigh([w for w in words if any(part.lower in vouched for part in self._parts(w)[1:])], document)

    def weigh_context(self, document: Document) -> None:
        """Search for the best reading of every word that may be another; sets their `choice`.

        Args:
            document: its words have their readings, its costs are learnt.
        """
        if not _is_any_open_to_change(document.slots):
            return
        if not all(word.options for word in document.words.values()):
            self._weigh_at_first(document)
        slots, symbols = document.slots, [END]
        searched: list[tuple[Slot, int, Choice]] = []
        keep = 1 - self._models.words.order
        run: list[Choice] = []
        for at, slot in enumerate(slots):
            if slot.starts_sentence:
                symbols.append(END)
            elif slot.before:
                symbols.append(slot.before)
            word, found = slot.word, run.pop() if run else None
            reading = word.candidates[0]
            if len(word.options) > 1:
                if slot.is_open and found is None:
                    history = (END,) if symbols[-1] == END else tuple([symbol & ~CAPITAL for symbol in symbols[keep:]])
                    run = self._decode(slots, at, history)[::-1]
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
        contexts, calibration, costs = self._models.contexts, self._models.calibration, document.costs
        for slot, place, choice in searched:
            word = slot.word
            if word.choice:
                inside = not slot.starts_sentence
                settled = word.settled.get(inside)
                if settled is None:
                    settled = word.settled[inside] = _least_harm(calibration(slot, choice, costs))
                slot.choice = settled
                continue
            if choice.probability[choice.best] < SETTLED:
                around = window(symbols, place, len(word.options[choice.best].numbers))
                choice = slot.searched = _disambiguated(choice, word.options, around, contexts)
            slot.choice = _least_harm(calibration(slot, choice, costs))

    def _decode(self, slots: list[Slot], at: int, history: tuple[int, ...]) -> list[Choice]:
        """Decode the run of words that begins with an open one."""
        following = _following(slots, at, self._models.words.order - 1)
        if following is None:
            return self._decoder.decode(history, _run(slots, at))
        return [self._decoder.decide(history, slots[at].options, following)]

    def _weigh_at_first(self, document: Document) -> None:
        """Give each word its candidates and options; those that any document would give it are remembered."""
        is_any = document.costs is self._models.costs(document.channels) and not document.vouched
        for word in document.words.values():
            known = word.known
            if len(word.readings) == 1:
                word.candidates, word.options = word.readings, [Option(word.readings[0].numbers, 0.0)]
            elif is_any and known:
                together = min(word.count, MOST_TOGETHER)
                held = known.weighed.get(together)
                if held is None:
                    held = known.weighed[together] = self._weighed(word, document)
                word.candidates, word.options, word.choice = held
            else:
                word.candidates, word.options, word.choice = self._weighed(word, document)

    def _weigh(self, words: Iterable[Word], document: Document) -> None:
        """Give words their candidates and options in this document."""
        for word in words:
            word.candidates, word.options, word.choice = self._weighed(word, document)
            word.calibration, word.settled = {}, {}

    def _weighed(self, word: Word, document: Document) -> Weighed:
        """What is searched for a word.

        All places where an unknown word stands hold the same name, so its confusions must have happened in each of them.
        """
        scored: dict[tuple[int, ...] | str, tuple[float, float, Reading]] = {}
        together = min(word.count, MOST_TOGETHER)
        costs, vouched = document.costs, document.vouched
        for key, spelling, logp, confusions, is_name, lower, reading in self._parts(word):
            paid = 0.0
            for confusion in confusions:
                paid += costs[confusion]
            if is_name:
                paid *= together
            score, whole = spelling - paid, logp - paid
            times = vouched.get(lower, 0) if vouched else 0
            if times:
                more = math.log1p(VOUCHES * times / (len(document.slots) + FEW) / max(math.exp(whole + paid), LEAST_VOUCHED_FOR))
                score, whole = score + more, whole + more
            held = scored.get(key)
            if held is None or score > held[0]:
                scored[key] = (score, whole, reading)
        found = list(scored.values())
        most = max([whole for _, whole, _ in found])
        kept = [found[0], *[item for item in found[1:] if item[1] >= most - PRUNE or item[2].kind == LOST_KIND]]
        candidates = tuple([reading for _, _, reading in kept])
        options = [Option(reading.numbers, score) for score, _, reading in kept]
        choice = None
        if found[0][1] <= most - DECIDED:
            wholes = [whole for _, whole, _ in kept]
            if sum([whole > most - DECIDED for whole in wholes]) == 1:
                choice = choose(wholes)
        return Weighed(candidates, options, choice)

    def _parts(self, word: Word) -> list[Part]:
        """What is known of a word's readings whatever the document."""
        known = word.known
        if known and known.parts is not None:
            return known.parts
        found = []
        for reading in word.readings:
            is_unknown = UNKNOWN in reading.numbers
            lower = reading.text.lower()
            confusions = [site.confusion for site in reading.sites]
            is_name = is_unknown and len(reading.numbers) == 1
            key = lower if is_unknown else reading.numbers
            found.append(Part(key, reading.spelling, self._models.logp(reading), confusions, is_name, lower, reading))
        if known:
            known.parts = found
        return found

    def _vouch(self, document: Document) -> dict[str, int]:
        """How often each word was read for sure, whatever its context."""
        vouched: dict[str, int] = {}
        unigram = self._models.words.unigram
        for word in document.words.values():
            if len(word.text) < LEAST_VOUCHED or word.fixed:
                continue
            best = 0
            if len(word.options) > 1:
                scores = [o.score + sum(map(unigram, o.numbers)) for o in word.options]
                best = scores.index(max(scores))
                if sum([math.exp(score - scores[best]) for score in scores]) > 1 / SURE:
                    continue
            text = word.candidates[best].text.lower()
            vouched[text] = vouched.get(text, 0) + word.count
        return vouched


def _is_any_open_to_change(slots: list[Slot]) -> bool:
    """Whether any place lies in a damaged Norwegian passage."""
    return any(slot.damaged and not slot.foreign for slot in slots)


def _count(seen: dict[Confusion, float], word: Word, choice: Choice | None) -> None:
    """Count the confusions of a choice."""
    if choice:
        for site in word.candidates[choice.best].sites:
            seen[site.confusion] = seen.get(site.confusion, 0.0) + 1.0


def _disambiguated(choice: Choice, options: list[Option], around: list[int], contexts: Disambiguator) -> Choice:
    """A choice weighed anew, by what stands on both sides.

    The probability that the search gave to the words the classifier knows, but for hopeless ones, is parted among them: their n-gram
    probability to the power of `SHARE_OF_NGRAMS`, the classifier's to that of `SHARE_OF_CONTEXTS`.
    """
    known = [i for i, o in enumerate(options) if len(o.numbers) == 1 and choice.probability[i] > RIVAL and contexts.knows(o.numbers[0])]
    if len(known) < 2:
        return choice
    mass = math.fsum([choice.probability[i] for i in known])
    scores = [
        SHARE_OF_NGRAMS * math.log(choice.probability[i] + LEAST_MASS)
        + (1 - SHARE_OF_NGRAMS) * options[i].score
        + SHARE_OF_CONTEXTS * score
        for i, score in zip(known, contexts.scores([options[i].numbers[0] for i in known], around), strict=True)
    ]
    probability = list(choice.probability)
    for i, share in zip(known, choose(scores).probability, strict=True):
        probability[i] = mass * share
    return Choice(probability.index(max(probability)), tuple(probability))


def _history(slots: list[Slot], at: int, size: int) -> tuple[int, ...]:
    """The symbols before a place, as they stand in the text: one fewer than `size`, or from the sentence's beginning."""
    history: tuple[int, ...] = ()
    first = at
    while first > 0 and len(history) < size and not slots[first].starts_sentence:
        before = (slots[first].before,) if slots[first].before else ()
        first -= 1
        history = slots[first].word.readings[0].numbers + before + history
    if slots[first].starts_sentence or not first:
        history = (END, *history)
    return history[1 - size :]


def _following(slots: list[Slot], at: int, size: int) -> tuple[int, ...] | None:
    """The `size` symbols behind a place, which depend on what stands there, or None where one of them is open itself."""
    found: tuple[int, ...] = ()
    for slot in slots[at + 1 : at + 1 + size]:
        if slot.starts_sentence:
            break
        if slot.before:
            found = (*found, slot.before)
            if len(found) == size:
                return found
        options = slot.options
        if len(options) > 1:
            return None
        found += options[0].numbers
        if len(found) >= size:
            return found[:size]
    return (*found, END)


def _run(slots: list[Slot], at: int) -> Iterator[tuple[int, list[Option]]]:
    """The words from a place to the end of its sentence, as the decoder takes them."""
    for place in range(at, len(slots)):
        slot = slots[place]
        if slot.starts_sentence and place > at:
            return
        yield slot.before, slot.options


def _least_harm(choice: Choice) -> Choice:
    """The choice, with the word as it stands in place of a change that is not enough likelier."""
    best, probability = choice
    if best == 0 or probability[best] >= PRICE_OF_HARM * probability[0]:
        return choice
    return Choice(0, probability)
