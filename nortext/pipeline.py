"""The way of a text through the repair: characters, channel, words, readings, language, damage, adapt, context, and then the edits."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from nortext.channel.candidates import BULLET, LOSS, LOSS_OF_ALL, LOST_WORD, Reading, with_lost
from nortext.channel.rules import CHANNELS, ENGLISH_OCR
from nortext.characters.repair import Characters
from nortext.document import AFTER_GAP, AT_ITEM, Document, Passage
from nortext.kinds import KINDS
from nortext.language.lexicon import UNKNOWN
from nortext.layout.paragraphs import to_paragraphs
from nortext.layout.typography import norwegian
from nortext.models import Models
from nortext.results import Doubt, Edit, Repair, apply_edits, compose, in_source, moved
from nortext.search.evidence import Guard
from nortext.search.weigh import Search
from nortext.steps.channel import Identifier
from nortext.steps.edits import left_unknown, rewrite
from nortext.steps.words import find_words
from nortext.text.blocks import blocks
from nortext.text.tokens import tokenize

__all__ = ["STEPS", "Pipeline", "Step"]

Step = Callable[[Document], None]
"""A step takes the document as the steps before left it and writes what it found into it."""

STEPS = ("characters", "channel", "words", "readings", "language", "damage", "adapt", "context")
"""The names of the steps, in order."""

LAYOUTS, TYPOGRAPHIES = ("lines", "paragraphs"), (None, "norwegian")
NEEDED = frozenset({"words", "readings"})
ARRANGED = 1_500_000  # characters of a text that are arranged together
MOST_PASSES = 10  # times that a text is gone through until nothing changes; two are enough for nearly all


class Pipeline:
    """Repairs texts, one after another, with models loaded once.

    The steps can be seen in `steps`, a dict from name to function, in the order they run; putting another function under a name
    replaces that step, and `without` leaves steps out:

    - `characters` undoes damage that the characters alone tell: wrong encodings, escapes, letters taken apart,
    - `channel` tells which passages lost their letters in which way; left out, an English OCR model is taken to have read all,
    - `words` cuts the text into words and sentences,
    - `readings` finds what each word may have been,
    - `language` marks passages that are not Norwegian; left out, all text counts as Norwegian,
    - `damage` marks passages that are damaged; left out, all text counts as damaged,
    - `adapt` learns the document's own confusions; left out, the table's hold,
    - `context` searches for the best reading of each sentence; left out, nothing is changed.

    Args:
        min_confidence: changes less sure than this are not made but listed as doubts; 0 to 1.
        protect: words never to touch, in any case; of an entry of several words (`HUSK-miljgene`) each is protected.
        lexicon: further words that are right, so that damage to them is mended too.
        without: names of steps to leave out.
        layout: `lines` keeps every line; `paragraphs` joins them to paragraphs (see `nortext.layout.paragraphs.to_paragraphs`).
        keep_furniture: whether page numbers, running heads and tables of contents stay in the paragraphs, tagged.
        typography: `norwegian` sets quote marks, dashes and no-break spaces as Norwegian asks for; None leaves them.
        damage: the one kind of damage that all texts have, a name of `nortext.KINDS`; found out for each passage where it is None.
        folder: where the word lists lie; the shipped ones by default.

    Raises:
        ValueError: `min_confidence` is out of range, a name in `without` is no step that can be left out, `damage` is no kind, or
            `layout` or `typography` is none of the above.
        TypeError: one string is given where several words are expected.
        FileNotFoundError: the word lists are not there.

    Attributes:
        steps: the steps by name, in the order they run.
        models: the word lists and models.
        min_confidence: as given.

    >>> pipeline = Pipeline(protect=["Forsgket"])
    >>> list(pipeline.steps)
    ['characters', 'channel', 'words', 'readings', 'language', 'damage', 'adapt', 'context']
    >>> pipeline.repair("«Forsgket» ble gjennomfgrt i Igpet av varen.").text
    '«Forsgket» ble gjennomført i løpet av våren.'
    """

    def __init__(
        self,
        *,
        min_confidence: float = 0.0,
        protect: Iterable[str] = (),
        lexicon: Iterable[str] = (),
        without: Iterable[str] = (),
        layout: str = "lines",
        keep_furniture: bool = False,
        typography: str | None = None,
        damage: str | None = None,
        folder: Path | None = None,
    ) -> None:
        if not 0.0 <= min_confidence <= 1.0:
            raise ValueError(f"min_confidence must lie between 0 and 1, not {min_confidence}")
        for name, given in (("protect", protect), ("lexicon", lexicon), ("without", without)):
            if isinstance(given, str):
                raise TypeError(f"{name} takes several words, not one string: {name}=[{given!r}]")
        for name, chosen, choices in (("layout", layout, LAYOUTS), ("typography", typography, TYPOGRAPHIES)):
            if chosen not in choices:
                raise ValueError(f"{name} must be one of {', '.join(map(repr, choices))}, not {chosen!r}")
        self._layout, self._keep_furniture, self._typography = layout, keep_furniture, typography
        self.min_confidence = min_confidence
        self.models = Models(folder, lexicon)
        self._protect = frozenset(word.lower() for entry in protect for _, word, _, _ in tokenize(entry))
        guard, search = Guard(self.models), Search(self.models)
        self.steps: dict[str, Step] = {
            "characters": Characters(self.models, self._protect, min_confidence, damage).undo,
            "channel": Identifier(self.models).find_channels,
            "words": self._find_words,
            "readings": self._find_readings,
            "language": guard.find_languages,
            "damage": guard.find_damage,
            "adapt": search.adapt,
            "context": search.weigh_context,
        }
        self._passes = MOST_PASSES
        if damage is not None:
            self._assume(damage)
        for name in without:
            if name not in STEPS or name in NEEDED:
                raise ValueError(f"{name!r} is no step that can be left out: {', '.join(s for s in STEPS if s not in NEEDED)}")
            self.steps.pop(name, None)

    def _assume(self, damage: str) -> None:
        """Leave out what would find the damage, and what mends other kinds of it."""
        if damage in CHANNELS:
            self.steps["channel"] = lambda document: self._set_channel(document, damage)
            del self.steps["damage"]
        elif damage in KINDS:
            self._passes = 1  # once for each time that --damage is said: what lies below may be right
            for name in ("channel", "damage", "adapt", "context"):
                del self.steps[name]
        else:
            raise ValueError(f"there is no kind of damage {damage!r}; there are {', '.join(KINDS)}")

    def _set_channel(self, document: Document, name: str) -> None:
        """Take all of a document to have gone through one channel."""
        document.passages = [Passage(0, len(document.text), self.models.channel(name))]
        document.costs = self.models.costs(document.channels)

    def repair(self, text: str) -> Repair:
        """Repair one text.

        Args:
            text: any text; a long one is worked on in blocks that end where paragraphs do.

        Returns:
            The repaired text with its edits and doubts. Line ends and everything between words stay as they are.

        >>> repair = Pipeline().repair("Vi ma sgke om stgtte.")
        >>> [(edit.before, edit.after) for edit in repair.edits]
        [('ma', 'må'), ('sgke', 'søke'), ('stgtte', 'støtte')]
        """
        return _together(list(self.parts(text)))

    def parts(self, text: str | Iterable[str]) -> Iterator[Repair]:
        """Repair a long text part by part, so that neither it nor its edits need be held all at once.

        Args:
            text: any text, or the same in pieces of any size.

        Yields:
            The repair of each part, in order: its text, and its edits and doubts with their places in the whole text. Paragraphs are
            made of `ARRANGED` characters at a time.

        >>> "".join(part.text for part in Pipeline().parts("Vi ma sgke om stgtte."))
        'Vi må søke om støtte.'
        >>> "".join(part.text for part in Pipeline().parts(["Vi ma sg", "ke om stgtte."]))
        'Vi må søke om støtte.'
        """
        arrangements = list(self._arrangements())
        start = 0
        held: list[tuple[str, Repair]] = []
        for block in blocks([text] if isinstance(text, str) else text):
            if held and (not arrangements or sum([len(source) for source, _ in held]) > ARRANGED):
                yield moved(_arranged(held, arrangements), start)
                start += sum([len(source) for source, _ in held])
                held = []
            held.append((block, self._settled(block)))
        yield moved(_arranged(held, arrangements), start)

    def _settled(self, text: str) -> Repair:
        """Repair a block until going through it once more would change nothing.

        What one pass mends lets the next see what it missed. Where passes go round in a circle, one of its texts is taken, whichever
        of them the block was.
        """
        repair = self._once(text)
        if not repair.edits:
            return repair
        seen = {text: Repair(text, words=repair.words, unknown=repair.unknown), repair.text: repair}
        while len(seen) <= self._passes:
            again = self._once(repair.text)
            if not again.edits:
                break
            repair = _after(text, repair, again)
            if repair.text in seen:
                texts = list(seen)
                return seen[min(texts[texts.index(repair.text) :])]
            seen[repair.text] = repair
        return repair

    def _once(self, text: str) -> Repair:
        """Go through a block once."""
        with _collection_paused():
            document = self.analyse(text)
            edits, doubts = rewrite(document, self.models, self.min_confidence)
        repaired = apply_edits(document.text, edits)
        if document.undone:
            doubts = _in_source(text, document.undone, doubts)
            edits = compose(text, document.undone, edits)
        return Repair(repaired, tuple(edits), tuple(doubts), len(document.slots), left_unknown(document))

    def _arrangements(self) -> Iterator[Callable[[str], list[Edit]]]:
        """What is done to a text when its words are mended: each gives edits of the text as the one before left it."""
        if self._layout == "paragraphs":
            is_word = self.models.english_ocr.readings.is_word
            yield lambda text: to_paragraphs(text, is_word, self._keep_furniture)
        if self._typography == "norwegian":
            yield norwegian

    def clean(self, text: str) -> str:
        """The repaired text alone.

        Args:
            text: any text.

        >>> Pipeline().clean("Se pa havet, sa du.")
        'Se på havet, sa du.'
        """
        return self.repair(text).text

    def stream(self, texts: Iterable[str]) -> Iterator[Repair]:
        """Repair many texts, each by itself, in order; none is read before the one before it is done.

        Args:
            texts: the texts.

        Yields:
            What `repair` returns for each.
        """
        for text in texts:
            yield self.repair(text)

    def analyse(self, text: str) -> Document:
        """Run the steps on a text and give back all they found, for tools that show or study it.

        Args:
            text: one block of text.

        Returns:
            The document, its words with their readings and choices.
        """
        document = Document(text)
        for step in self.steps.values():
            step(document)
        return document

    def _find_words(self, document: Document) -> None:
        """Cut the text into words, each in its channel."""
        if not document.passages:
            self._set_channel(document, ENGLISH_OCR)
        find_words(document, self.models, self._protect)

    def _find_readings(self, document: Document) -> None:
        """Find what each word may have been, whatever its context."""
        number = self.models.lexicon.number
        for (text, fixed, place, channel), word in document.words.items():
            if fixed:
                word.readings = (Reading(text, (number(text.lower()) or UNKNOWN,), 0.0, (), "as it stands"),)
                continue
            known = channel.known(text)
            if place > 0:
                word.readings = tuple([reading for reading in known.readings if reading.can_be_parted(place)])
            elif place == AFTER_GAP:
                word.readings = with_lost(known.readings, number(LOST_WORD), LOSS_OF_ALL if channel.facts.loses else LOSS)
            elif place == AT_ITEM and text.lower() not in self.models.extra:
                word.readings = (*known.readings, BULLET)
            else:
                word.readings, word.known = known.readings, known


def _together(parts: Sequence[Repair]) -> Repair:
    """The repairs of a text's parts as one."""
    if len(parts) == 1:
        return parts[0]
    return Repair(
        "".join([part.text for part in parts]),
        tuple([edit for part in parts for edit in part.edits]),
        tuple([doubt for part in parts for doubt in part.doubts]),
        sum([part.words for part in parts]),
        sum([part.unknown for part in parts]),
    )


def _arranged(held: Sequence[tuple[str, Repair]], arrangements: Iterable[Callable[[str], list[Edit]]]) -> Repair:
    """The repairs of blocks that follow one another as one, its lines arranged."""
    repairs, start = [], 0
    for source, repair in held:
        repairs.append(moved(repair, start))
        start += len(source)
    repair = _together(repairs)
    for arrange in arrangements:
        arranged = arrange(repair.text)
        edits = compose("".join([source for source, _ in held]), repair.edits, arranged)
        repair = replace(repair, text=apply_edits(repair.text, arranged), edits=tuple(edits))
    return repair


def _after(text: str, first: Repair, second: Repair) -> Repair:
    """Two repairs of a text, one of what the other gave, as one; the words are the text's."""
    doubts = _in_source(text, first.edits, second.doubts)
    places = {at for doubt in doubts for at in range(doubt.start, doubt.end)}
    doubts += [doubt for doubt in first.doubts if places.isdisjoint(range(doubt.start, doubt.end))]
    doubts.sort(key=lambda doubt: doubt.start)
    return Repair(second.text, tuple(compose(text, first.edits, second.edits)), tuple(doubts), first.words, first.unknown)


def _in_source(text: str, undone: Sequence[Edit], doubts: Sequence[Doubt]) -> list[Doubt]:
    """Doubts about what edits made of a text, in places of the text."""
    places = in_source(undone, [(doubt.start, doubt.end) for doubt in doubts])
    return [replace(d, start=low, end=high, text=text[low:high]) for d, (low, high) in zip(doubts, places, strict=True)]


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Keep Python from looking for garbage in cycles: nothing here refers to itself, and the search takes a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
