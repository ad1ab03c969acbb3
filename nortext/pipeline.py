"""The way of a text through the repair, step by step."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from nortext import tokens
from nortext.casing import cased
from nortext.confusions import LOST, Confusion, ConfusionModel
from nortext.decoder import Choice, Decoder, Option
from nortext.document import Document, Slot
from nortext.guard import passages
from nortext.letters import LetterModel
from nortext.lexicon import COMMA, END, UNKNOWN, Lexicon
from nortext.ngrams import NgramModel
from nortext.readings import Reading, Readings
from nortext.results import Alternative, Doubt, Edit, Repair, apply_edits
from nortext.store import Store, data_folder

__all__ = ["Pipeline"]

Step = Callable[[Document], None]

SUSPENDED = frozenset("og eller samt men til".split())
"""Words behind a hyphen at a line's end that show the hyphen to be part of the text: `lærings-` / `og utviklingsteam`."""

FOREIGN_LETTERS = frozenset("äöáčđŋšŧžßñçíîúûãõìù")
"""Letters of other languages: Swedish, German, Sámi, the Romance ones."""

ALIVE = frozenset(LOST) | FOREIGN_LETTERS
"""Letters that an English model cannot print."""

ALIVE_SPEAKS = -5.0  # what a word with such a letter says for a passage being damaged
UNKNOWN_IS_FOREIGN = 0.4  # how much rather a foreign passage holds a word that the lexicon does not
PRUNE = 12.0  # readings this much less likely than the best, context apart, are not searched
PRICE_OF_HARM = 1.6  # how many words left damaged one right word made wrong is worth
DOUBT = 0.8  # a word whose best reading is less likely than this is in doubt
SURE = 0.95  # readings this likely teach the document's confusions
SAMPLE = 3000  # words that are searched to learn a document's confusions
PRIOR = 12.0  # for how many sightings of a letter the table counts against the document's own


class Pipeline:
    """Repairs texts, one after another, with models loaded once.

    Args:
        min_confidence: changes less sure than this are not made but listed as doubts; 0 to 1.
        protect: words never to touch, as they stand in the text (in any case).
        lexicon: further words that are right, so that damage to them is mended too.
        folder: where the word lists lie; the shipped ones by default.

    >>> Pipeline().repair("Forsgket ble gjennomfgrt i Igpet av varen.").text
    'Forsøket ble gjennomført i løpet av våren.'
    """

    def __init__(
        self, *, min_confidence: float = 0.0, protect: Iterable[str] = (), lexicon: Iterable[str] = (), folder: Path | None = None
    ) -> None:
        if not 0.0 <= min_confidence <= 1.0:
            raise ValueError(f"min_confidence must lie between 0 and 1, not {min_confidence}")
        folder = folder or data_folder()
        self.min_confidence = min_confidence
        self._protect = frozenset(word.lower() for word in protect)
        self._lexicon = Lexicon(folder)
        self._confusions = ConfusionModel(folder / "confusions.tsv")
        self._words = NgramModel(folder / "words.bin")
        self._readings = Readings(
            self._lexicon,
            self._confusions,
            self._words,
            LetterModel(folder),
            Store(folder / "rivals.bin").array("rivals"),
            frozenset(word.lower() for word in lexicon),
        )
        self._decoder = Decoder(self._words)
        self.steps: dict[str, Step] = {
            "words": self.find_words,
            "readings": self.find_readings,
            "language": self.guard_languages,
            "damage": self.find_damage,
            "adapt": self.adapt,
            "context": self.weigh_context,
        }

    def repair(self, text: str) -> Repair:
        """Repair one text."""
        document = Document(text, costs=self._confusions.costs)
        for step in self.steps.values():
            step(document)
        return self._result(document)

    def clean(self, text: str) -> str:
        """The repaired text alone."""
        return self.repair(text).text

    def stream(self, texts: Iterable[str]) -> Iterator[Repair]:
        """Repair many texts, each by itself, in order."""
        for text in texts:
            yield self.repair(text)

    def has_rivals(self, number: int) -> bool:
        """Whether confusions may make another word of the lexicon's word of that number; for building the word lists."""
        word = self._lexicon.word(number)
        own = self._words.unigram(number) - PRUNE
        return any(self._words.unigram(r.numbers[0]) >= own for r in self._readings.of(word)[1:])

    # the steps

    def find_words(self, document: Document) -> None:
        """Cut the text into words and sentences; join the halves of words that a line end parts."""
        text, before = document.text, []
        sentence: list[Slot] = []
        found = tokens.tokenize(text)
        skip = False
        for at, token in enumerate(found):
            if skip:
                skip = False
                continue
            if token.kind == tokens.END:
                if sentence:
                    document.sentences.append(sentence)
                sentence, before = [], []
            elif token.kind == tokens.COMMA:
                before = [COMMA]
            else:
                spans: tuple[tuple[int, int], ...] = ((token.start, token.end),)
                word = token.text
                if token.kind == tokens.WORD and at + 1 < len(found):
                    following = found[at + 1]
                    if self._continues(text, token, following):
                        word, skip = word + following.text, True
                        spans = (*spans, (following.start, following.end))
                sentence.append(Slot(word, spans, tuple(before), not sentence, self._is_fixed(text, token)))
                before = []
        if sentence:
            document.sentences.append(sentence)

    def _continues(self, text: str, token: tokens.Token, following: tokens.Token) -> bool:
        gap = text[token.end : following.start]
        if following.kind != tokens.WORD or gap[:1] != "-" or gap.count("\n") + gap.count("\r") - gap.count("\r\n") != 1 or gap[1:].strip():
            return False
        if not token.text[-1].islower() or not following.text[0].islower() or following.text in SUSPENDED:
            return False
        joined = self._readings.of(token.text + following.text)
        return any(reading.kind in ("word", "compound") or reading.numbers[0] != UNKNOWN for reading in joined if len(reading.numbers) == 1)

    def _is_fixed(self, text: str, token: tokens.Token) -> bool:
        word, following = token.text, text[token.end : token.end + 1]
        if token.kind == tokens.KEPT or word.lower() in self._protect:
            return True
        if len(word) == 1:
            if following == ")" or (word.isalpha() and following == "." and word.isupper()):
                return True
            if word == "&":
                return text[token.end : token.end + 4].lstrip()[:1].isupper()
            if word == "|":
                line = text[text.rfind("\n", 0, token.start) + 1 : text.find("\n", token.end) % (len(text) + 1)]
                return line.count("|") > 1
        return False

    def find_readings(self, document: Document) -> None:
        """Find what each word may have been, whatever its context."""
        of = self._readings.of
        for slot in document.slots:
            if slot.fixed:
                slot.readings = (Reading(slot.text, (self._lexicon.number(slot.text.lower()) or UNKNOWN,), 0.0, (), "as it stands"),)
            else:
                slot.readings = of(slot.text)
                if len(slot.spans) > 1:
                    seam = slot.spans[0][1] - slot.spans[0][0]
                    slot.readings = tuple(
                        r
                        for r in slot.readings
                        if len(r.numbers) == 1 and r.kind != "fuzzy" and not any(s.start < seam < s.end for s in r.sites)
                    )

    def _context_free(self, reading: Reading) -> float:
        return self._words.unigram(reading.numbers[0]) + sum(map(self._words.unigram, reading.numbers[1:])) + reading.spelling

    def guard_languages(self, document: Document) -> None:
        """Find the passages that are not Norwegian."""
        slots = document.slots
        language, evidence, memory = self._lexicon.language, [], {}
        for slot in slots:
            value = memory.get(slot.text)
            if value is None:
                number = slot.readings[0].numbers[0]
                own = self._context_free(slot.readings[0])
                home = _log_sum([self._context_free(r) - self._cost(document, r) for r in slot.readings])
                if not slot.text[0].isalpha() or slot.text.isdigit():
                    value = 0.0
                elif not FOREIGN_LETTERS.isdisjoint(slot.text.lower()):
                    value = 3.0
                elif number == UNKNOWN:
                    value = own - home + UNKNOWN_IS_FOREIGN
                else:
                    value = own + ((language[number] or 118) - 128) / 10 - home
                value = memory[slot.text] = max(-4.0, min(4.0, value))
            evidence.append(value)
        for slot, foreign in zip(slots, passages(evidence, enter=8.0, leave=5.0, first=5.0), strict=True):
            slot.foreign = foreign

    def find_damage(self, document: Document) -> None:
        """Find the passages that an English model misread: there no æ, ø, å is alive and other letters stand in their place."""
        slots, evidence = document.slots, []
        memory: dict[str, float] = {}
        for slot in slots:
            value = memory.get(slot.text)
            if value is None:
                if not ALIVE.isdisjoint(slot.text.lower()):
                    value = ALIVE_SPEAKS
                else:
                    own = self._context_free(slot.readings[0])
                    value = _log_sum([self._context_free(r) - self._cost(document, r) for r in slot.readings]) - own
                    value = min(5.0, value) - 0.1
                memory[slot.text] = value
            evidence.append(min(0.0, value) if slot.foreign or slot.fixed else value)
        for slot, damaged in zip(slots, passages(evidence, enter=25.0, leave=25.0, first=3.0), strict=True):
            slot.damaged = damaged

    def _cost(self, document: Document, reading: Reading) -> float:
        costs = document.costs
        return sum([costs[site.confusion] for site in reading.sites])

    def adapt(self, document: Document) -> None:
        """Learn the document's own confusions from what is sure in a sample of its sentences."""
        doubtful = [s for s in document.sentences if any(self._is_open(slot) for slot in s)]
        sample = doubtful[:: max(1, sum(map(len, doubtful)) // SAMPLE)]
        self._search(document, sample)
        seen: dict[Confusion, float] = {}
        for sentence in sample:
            for slot in sentence:
                if slot.choice and slot.choice.probability[slot.choice.best] >= SURE:
                    for site in slot.chosen.sites:
                        seen[site.confusion] = seen.get(site.confusion, 0.0) + 1.0
        if seen:
            document.costs = self._confusions.adapted(seen, PRIOR)

    def weigh_context(self, document: Document) -> None:
        """Search for the best reading of every sentence."""
        self._search(document, document.sentences)

    def _is_open(self, slot: Slot) -> bool:
        return slot.damaged and not slot.foreign and len(slot.readings) > 1

    def _search(self, document: Document, sentences: list[list[Slot]]) -> None:
        memory: dict[str, tuple[tuple[Reading, ...], list[Option]]] = {}
        decode, start = self._decoder.decode, (END,)
        for sentence in sentences:
            is_open = False
            for slot in sentence:
                if not self._is_open(slot):
                    slot.options = [Option(slot.readings[0].numbers, 0.0)]
                    continue
                is_open = True
                known = memory.get(slot.text) if len(slot.spans) == 1 else None
                if known is None:
                    known = self._options(document, slot)
                    if len(slot.spans) == 1:
                        memory[slot.text] = known
                slot.candidates, slot.options = known
            if is_open:
                for slot, choice in zip(sentence, decode(sentence, start), strict=True):
                    slot.choice = _least_harm(slot, choice)

    def _options(self, document: Document, slot: Slot) -> tuple[tuple[Reading, ...], list[Option]]:
        scored: dict[tuple[int, ...] | str, tuple[float, Reading]] = {}
        for reading in slot.readings:
            score = reading.spelling - self._cost(document, reading)
            key = reading.numbers if UNKNOWN not in reading.numbers else reading.text.lower()
            if key not in scored or score > scored[key][0]:
                scored[key] = (score, reading)
        whole = {key: score + self._context_free(reading) - reading.spelling for key, (score, reading) in scored.items()}
        least = max(whole.values()) - PRUNE
        kept = [pair for at, (key, pair) in enumerate(scored.items()) if at == 0 or whole[key] >= least]
        return tuple(reading for _, reading in kept), [Option(reading.numbers, score) for score, reading in kept]

    # the result

    def _result(self, document: Document) -> Repair:
        edits: list[Edit] = []
        doubts: list[Doubt] = []
        slots = document.slots
        for at, slot in enumerate(slots):
            if slot.choice is None or len(slot.options) == 1:
                continue
            around = slots[max(0, at - 1) : at] + slots[at + 1 : at + 2]
            among_capitals = any(len(other.text) > 2 and other.text.isupper() for other in around)
            probability = slot.choice.probability
            order = sorted(range(len(probability)), key=lambda i: (-probability[i], i))
            chosen, confidence = slot.chosen, probability[slot.choice.best]
            after = self._text(slot, chosen, among_capitals)
            changed = after != slot.text
            if changed and confidence >= self.min_confidence:
                others = tuple(
                    Alternative(slot.candidates[i].text, round(probability[i], 4)) for i in order if i != slot.choice.best and probability[i] >= 0.001
                )
                edits += _edits(document.text, slot, chosen, after, confidence, others)
            if confidence < max(DOUBT, self.min_confidence if changed else 0.0):
                readings = tuple(Alternative(self._text(slot, slot.candidates[i]), round(probability[i], 4)) for i in order[:4])
                doubts.append(Doubt(slot.spans[0][0], slot.spans[-1][1], slot.text, readings))
        return Repair(apply_edits(document.text, edits), tuple(edits), tuple(doubts), len(slots))

    def _text(self, slot: Slot, reading: Reading, among_capitals: bool = False) -> str:
        if reading is not slot.chosen or not reading.sites:
            return reading.text
        number = reading.numbers[0]
        is_unknown = number == UNKNOWN
        return cased(slot, reading.text, not is_unknown and self._lexicon.caps[number] > 180, is_unknown, among_capitals)


def _edits(
    text: str, slot: Slot, reading: Reading, after: str, confidence: float, others: tuple[Alternative, ...]
) -> Iterator[Edit]:
    """The edits that put a reading in a word's place, one for each half of a parted word."""
    place = 0  # of the half in the word
    done = 0  # in the reading
    for index, (start, end) in enumerate(slot.spans):
        size = end - start
        sites = [site for site in reading.sites if place <= site.start and site.end <= place + size and (site.start < place + size or index == len(slot.spans) - 1)]
        length = size + sum(len(site.confusion.printed) - (site.end - site.start) for site in sites)
        part = after[done : done + length] if len(slot.spans) > 1 else after
        done += length
        place += size
        if part != text[start:end]:
            confusions = tuple(f"{site.confusion.printed}>{site.confusion.read}" for site in sites)
            yield Edit(start, end, text[start:end], part, reading.kind, confusions, round(confidence, 4), others)


def _least_harm(slot: Slot, choice: Choice) -> Choice:
    """The choice with the word as it stands in place of a change that is not enough likelier."""
    if choice.best == 0 or choice.probability[choice.best] >= PRICE_OF_HARM * choice.probability[0]:
        return choice
    return Choice(0, choice.probability)


def _log_sum(values: list[float]) -> float:
    most = max(values)
    return most + math.log(math.fsum(math.exp(value - most) for value in values))
