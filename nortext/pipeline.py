"""The way of a text through the repair: its steps, one after the other, until nothing changes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from nortext.channel.rules import ANY_OCR, CHANNELS
from nortext.document import Document
from nortext.evidence import Evidence
from nortext.models import Models
from nortext.options import RepairOptions
from nortext.results import (
    Repair,
    arranged,
    concatenated,
    doubts_in_source,
    followed_by,
    moved,
)
from nortext.rules import Rule
from nortext.steps import STEPS, Steps, check_step, options_of
from nortext.text.arguments import text_of, texts_of
from nortext.text.blocks import blocks
from nortext.text.edits import Edit, apply_edits, compose
from nortext.text.garbage import collection_paused

if TYPE_CHECKING:
    from nortext.encoding.detect import EncodingDetector

__all__ = ["PARAMETERS", "Pipeline", "PipelineParameters", "default_pipeline"]

_BEHIND_EVIDENCE = ("rates", "context", "edits")
"""Steps that have nothing to do with what a text shows of its damage."""

_ONLY_CHARACTERS = ("spaces", "channel", "rates", "context")
"""Steps that are left out where the damage is given and one of characters."""


@dataclass(frozen=True, slots=True)
class PipelineParameters:
    """The numbers that the pipeline works with.

    Attributes:
        arranged: characters of a text that are arranged together at most.
        most_passes: times that a text is gone through until nothing changes; two are enough for
            nearly all.
    """

    arranged: int = 1_500_000
    most_passes: int = 10


PARAMETERS = PipelineParameters()


class Pipeline:
    """Repairs texts, one after another, with models loaded once.

    The steps can be seen in `steps`, a mapping from name to function, in the order they run:

    - `characters` undoes damage that the characters alone tell: wrong encodings, escapes, letters
      taken apart,
    - `spaces` puts back lost spaces, and takes out those that part words,
    - `channel` tells which passages lost their letters how; left out, an English model read all,
    - `words` cuts the text into words and sentences; left out, no word is changed,
    - `readings` finds what each word may have been; left out, no word is changed,
    - `language` marks passages that are not Norwegian; left out, all text counts as Norwegian,
    - `rates` learns how often the document has each confusion; left out, the table's rates hold,
    - `context` searches for the best reading of each sentence; left out, no word is changed,
    - `edits` turns the readings into edits and doubts; left out, no word is changed.

    Args:
        min_confidence: changes less sure than this are not made but listed as doubts; 0 to 1.
        protect: words never to touch, in any case; of an entry of several words (`HUSK-miljgene`)
            each is protected.
        lexicon: further words that are right, so that damage to them is mended too.
        without: names of steps to leave out.
        layout: `lines` keeps every line; `paragraphs` joins them to paragraphs (see
            `nortext.layout.arrange.to_paragraphs`).
        keep_furniture: whether page numbers, running heads and tables of contents stay in the
            paragraphs, tagged.
        typography: `norwegian` sets quote marks, dashes and no-break spaces as Norwegian asks for;
            None leaves them.
        damage: the one kind of damage that all texts have, a name of `nortext.KINDS`; found out for
            each passage where it is None.
        rules: the user's own rules, or the TOML file that they are in (see `nortext.rules`).
        folder: where the word lists lie; the shipped ones by default.

    Raises:
        ValueError: An option is none of those allowed.
        RuleError: The rules are wrong; the message has a line for each fault.
        TypeError: One string is given where several words are expected.
        FileNotFoundError: The word lists are not there.

    Attributes:
        options: how texts are repaired.
        steps: the steps by name, in the order they run.
        models: the word lists.

    >>> pipeline = Pipeline(protect=["Forsgket"])
    >>> " ".join(pipeline.steps)
    'characters spaces channel words readings language rates context edits'
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
        rules: Iterable[Rule] | Path | str = (),
        folder: Path | None = None,
    ) -> None:
        self._set_up(
            RepairOptions(
                min_confidence=min_confidence,
                protect=protect,
                lexicon=lexicon,
                layout=layout,
                keep_furniture=keep_furniture,
                typography=typography,
                damage=damage,
                rules=rules,
                without=without,
                folder=folder,
            )
        )

    @classmethod
    def from_options(cls, options: RepairOptions) -> Pipeline:
        """Return a pipeline with given options.

        Args:
            options: how texts are repaired.

        Raises:
            ValueError: An option is none of those allowed.
            FileNotFoundError: The word lists are not there.
        """
        pipeline = cls.__new__(cls)
        pipeline._set_up(options)
        return pipeline

    def __reduce__(self) -> tuple[Callable[[RepairOptions], Pipeline], tuple[RepairOptions]]:
        """Pickle and copy a pipeline by its options; processes share the mapped word lists.

        Raises:
            TypeError: A step was replaced.
        """
        return type(self).from_options, (options_of(self.steps, self.options),)

    def _set_up(self, options: RepairOptions) -> None:
        without = set(options.without)
        for name in without:
            check_step(name)
        self._passes = PARAMETERS.most_passes
        if options.damage is not None and options.damage not in CHANNELS:
            self._passes = 1  # once for each time that it is given: what lies below may be right
            without.update(_ONLY_CHARACTERS)
        self.options = options
        self._rules = options.rule_set
        self.models = Models(options.folder, options.further_words)
        self.steps = Steps(
            (step.name, step(self.models, options)) for step in STEPS if step.name not in without
        )

    def learn_evidence(self, texts: Iterable[str | bytes]) -> Evidence:
        """Return what texts show together of their damage, for the repair of each of them.

        A record of six words says little of the way that its letters went; its file says much.

        Args:
            texts: the texts, or some of them; the order does not count.

        >>> pipeline = Pipeline()
        >>> evidence = pipeline.learn_evidence(["Forsgket var i Igpet av varen.", "Vi sgkte."])
        >>> pipeline.clean("Det var for mgtet.", evidence=evidence)
        'Det var før møtet.'
        """
        evidence = Evidence()
        for text in texts_of(texts):
            for block in blocks([self._decoded(text)]):
                document = Document(block)
                for name, step in self.steps.items():
                    if name not in _BEHIND_EVIDENCE:
                        with collection_paused():
                            step(document)
                for slot in document.slots:
                    if slot.may_change and not slot.word.fixed:
                        channel = slot.word.channel
                        evidence.add(ANY_OCR if channel.is_ocr else channel.name, slot.word.text)
        return evidence

    def repair(self, text: str | bytes, evidence: Evidence | None = None) -> Repair:
        """Repair one text.

        Args:
            text: any text; a long one is worked on in blocks that end where paragraphs do. Bytes
                are decoded first, as `nortext.decode` does; places are those of the text.
            evidence: what the texts of its collection show together, as `learn_evidence` gives it;
                without it the text stands by itself.

        Returns:
            The repaired text with its edits and doubts. Line ends and everything between words stay
            as they are.

        Raises:
            TypeError: It is neither a text nor bytes.
            RuleTimeoutError: A pattern of the user's rules takes too long.

        >>> repair = Pipeline().repair("Vi ma sgke om stgtte.")
        >>> [(edit.before, edit.after) for edit in repair.edits]
        [('ma', 'må'), ('sgke', 'søke'), ('stgtte', 'støtte')]
        """
        return concatenated(list(self.parts(self._decoded(text), evidence)))

    def clean(self, text: str | bytes, evidence: Evidence | None = None) -> str:
        """Return the repaired text alone.

        Args:
            text: any text, or bytes.
            evidence: as for `repair`.

        >>> Pipeline().clean("Se pa havet, sa du.")
        'Se på havet, sa du.'
        """
        return self.repair(text, evidence).text

    def stream(
        self, texts: Iterable[str | bytes], evidence: Evidence | None = None
    ) -> Iterator[Repair]:
        """Repair many texts, each by itself, in order.

        None is read before the one before it is done.

        Args:
            texts: the texts.
            evidence: as for `repair`.

        Yields:
            What `repair` returns for each.
        """
        several = texts_of(texts)
        return (self.repair(text, evidence) for text in several)

    def parts(
        self, text: str | Iterable[str], evidence: Evidence | None = None
    ) -> Iterator[Repair]:
        """Repair a long text part by part, so that neither it nor its edits need be in memory.

        Args:
            text: any text, or the same in pieces of any size.
            evidence: as for `repair`.

        Yields:
            The repair of each part, in order: its text, and its edits and doubts with their places
            in the whole text. Paragraphs are made of 1.5 million characters at a time.

        >>> "".join(part.text for part in Pipeline().parts("Vi ma sgke om stgtte."))
        'Vi må søke om støtte.'
        >>> "".join(part.text for part in Pipeline().parts(["Vi ma sg", "ke om stgtte."]))
        'Vi må søke om støtte.'
        """
        arrangements = self._arrangements()
        repair = self._ruled if self._rules else self._settled
        once_more = partial(self._settled, evidence=evidence)
        start = length = 0
        sources: list[str] = []
        repairs: list[Repair] = []
        for block in blocks([text] if isinstance(text, str) else text):
            if sources and (not arrangements or length > PARAMETERS.arranged):
                yield moved(arranged(sources, repairs, arrangements, once_more), start)
                start += length
                sources, repairs, length = [], [], 0
            sources.append(block)
            repairs.append(repair(block, evidence))
            length += len(block)
        yield moved(arranged(sources, repairs, arrangements, once_more), start)

    def analyse(self, text: str, evidence: Evidence | None = None) -> Document:
        """Run the steps on a text and return all they found, for tools that show or study it.

        Args:
            text: one block of text.
            evidence: as for `repair`.

        Returns:
            The document, its words with their readings and choices.
        """
        document = Document(text, evidence=evidence)
        for step in self.steps.values():
            step(document)
        return document

    def timings(self, text: str) -> dict[str, float]:
        """Return how long each step takes for a text that is gone through once.

        Args:
            text: one block of text.

        Returns:
            Seconds by the step's name.

        >>> list(Pipeline().timings("Se pa havet."))[:3]
        ['characters', 'spaces', 'channel']
        """
        document, seconds = Document(text), {}
        for name, step in self.steps.items():
            start = time.perf_counter()
            step(document)
            seconds[name] = time.perf_counter() - start
        return seconds

    def _decoded(self, text: str | bytes) -> str:
        """Return a text, decoded where it is given as bytes."""
        given = text_of(text)
        return given if isinstance(given, str) else self._detector.decode(given).text

    @cached_property
    def _detector(self) -> EncodingDetector:
        """What finds encodings, made for the first bytes."""
        from nortext.encoding.detect import EncodingDetector

        return EncodingDetector(self.models)

    def _ruled(self, text: str, evidence: Evidence | None) -> Repair:
        """Repair a block, with the user's rules before and after it."""
        assert self._rules
        before, edits = self._rules.apply(text, "before")
        repair = self._settled(before, evidence)
        if edits:
            first = Repair(before, tuple(edits), (), repair.words, repair.unknown)
            repair = followed_by(text, first, repair)
        after, edits = self._rules.apply(repair.text, "after")
        both = compose(text, repair.edits, edits)
        return replace(repair, text=after, edits=tuple(both)) if edits else repair

    def _settled(self, text: str, evidence: Evidence | None) -> Repair:
        """Repair a block until going through it once more would change nothing.

        What one pass mends lets the next see what it missed. Where passes go round in a circle, one
        of its texts is taken, whichever of them the block was.
        """
        repair = self._once(text, evidence)
        if not repair.edits:
            return repair
        as_it_stands = Repair(text, words=repair.words, unknown=repair.unknown)
        seen = {text: as_it_stands, repair.text: repair}
        while len(seen) <= self._passes:
            again = self._once(repair.text, evidence)
            if not again.edits:
                break
            repair = followed_by(text, repair, again)
            if repair.text in seen:
                texts = list(seen)
                return seen[min(texts[texts.index(repair.text) :])]
            seen[repair.text] = repair
        return repair

    def _once(self, text: str, evidence: Evidence | None) -> Repair:
        """Go through a block once."""
        with collection_paused():
            document = self.analyse(text, evidence)
        edits, doubts = document.edits, document.doubts
        repaired = apply_edits(document.text, edits)
        if document.undone:
            doubts = doubts_in_source(text, document.undone, doubts)
            edits = compose(text, document.undone, edits)
        words, unknown = len(document.slots), document.left_unknown
        return Repair(repaired, tuple(edits), tuple(doubts), words, unknown)

    def _arrangements(self) -> list[Callable[[str], list[Edit]]]:
        """Return what is done to a text when its words are mended, one after the other."""
        options = self.options
        if options.layout == "lines" and not options.typography:
            return []
        from nortext.layout.arrange import arrangements

        is_word = self.models.english_ocr.candidates.is_word
        return arrangements(
            options.layout, options.typography, is_word, options.keep_furniture, options.folder
        )


@lru_cache(maxsize=1)
def default_pipeline() -> Pipeline:
    """Return the pipeline with its defaults, made once and shared."""
    return Pipeline()
