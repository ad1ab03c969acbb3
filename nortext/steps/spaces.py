"""The step `spaces`: put back the spaces that were lost, and take out those that parted words.

Some engines give whole lines without spaces. How often a document lost them is found from the runs
of letters that are too long for words; where it lost many, shorter words and punctuation are looked
at, too. A word in two pieces, neither of which need be a word, is put together.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import ClassVar

from nortext.channel.candidates import CandidateFinder
from nortext.channel.channel import Channel
from nortext.channel.parameters import PARAMETERS as CHANNEL_PARAMETERS
from nortext.channel.rules import ANY_OCR, OCR_KINDS
from nortext.channel.segmentation import LONE_WORDS, Segmentation, Segmenter
from nortext.document import Document
from nortext.language.function_words import NORWEGIAN
from nortext.language.lexicon import UNKNOWN
from nortext.language.varieties import is_before_reform
from nortext.models import Models
from nortext.options import RepairOptions
from nortext.search.spaces import likeliest_rate
from nortext.steps.parameters import PARAMETERS
from nortext.text.edits import Edit
from nortext.text.hyphens import SUSPENDED
from nortext.text.verbatim import verbatim_spans

__all__ = ["FindSpaces"]

_RUN = re.compile(r"(?<![\w#@])[^\W_]{3,}(?![\w@])")
_STRANGE_RUN = re.compile(
    rf"(?<![\w#@])(?:[^\W_]{{{PARAMETERS.long_run},}}"
    r"|(?=[^\W_]{6})[^\W_]?[^\W\d_A-ZÆØÅ]+[A-ZÆØÅ][^\W_]*)(?![\w@])"
)
"""Runs too long for a word, or with a capital inside."""

_BARE = re.compile(
    r"""
      (?<=[^\W\d_]{2}[.!?:])(?=[A-ZÆØÅ][^\W\d_A-ZÆØÅ])  # the end of a sentence
    | (?<=\d[.!?])(?=[A-ZÆØÅ]) | (?<=\d\.)(?=[a-zæøå]{3})
    | (?<=[\w)»”>》][.!?,;:])(?=[–-][^\W_])
    | (?<=[\w)»”>》][,;])(?=[^\W\d_]) | (?<=[)»”>》][.:])(?=[^\W_])
    | (?<=[\w.,?!][)»”》])(?=[^\W_]) | (?<=[\w.,?!]>)(?=[–-]?[^\W_])
    | (?<=[\w,:.])(?=[(«“《<][^\W_]{2})
    """,
    re.VERBOSE,
)
"""Places beside punctuation where a space belongs."""

_PARTED = re.compile(r"(?<![\w–.@/’'-])([^\W\d_]{1,20}) (?=([a-zæøå]{1,20})(?![\w@/’'-]))")
"""Two pieces of what may be one word."""

_DASHED = re.compile(
    r"(?P<first>(?<![\w-])[^\W\d_]*[a-zæøå])(?P<mark>[—–=~¬])[ \t]*(?:\r\n?|\n)[ \t]*"
    r"(?P<second>[a-zæøå]+)(?![\w-])"
)
_SPECK = re.compile(
    r"(?<![\w@/.’'-])(?P<first>[^\W\d_]{2,20})(?P<mark>[-.*•~|;])(?P<second>(?!a\b)[a-zæøå]{1,5})"
    r"(?![\w@/-]|\.\w)"
)
_BEHIND_HYPHEN = frozenset(["er", "en", "et", "ene", "og", "eller", "samt"])
"""The ending of an acronym, and what follows a suspended hyphen."""

_SUSPENDING = re.compile("[a-zæøå]-$")
_AROUND = ".,;:!?()«»“”\"'"
_PERHAPS_NORWEGIAN = ("nb", "nn", "")


class _Verbatim:
    """What must never be touched in a text.

    Args:
        text: the text.
    """

    def __init__(self, text: str) -> None:
        spans = list(verbatim_spans(text))
        self._starts, self._ends = [start for start, _ in spans], [end for _, end in spans]

    def has(self, start: int, end: int) -> bool:
        """Tell whether some of it lies between two places."""
        at = bisect_right(self._ends, start)
        return at < len(self._starts) and self._starts[at] <= end


class FindSpaces:
    """Puts back lost spaces, and takes out those that part words: sets `text` and `undone`.

    Args:
        models: the word lists.
        options: how texts are repaired.
    """

    name: ClassVar[str] = "spaces"

    def __init__(self, models: Models, options: RepairOptions) -> None:
        self._models = models
        self._is_ocr = options.damage is None or options.damage in OCR_KINDS
        self._protected, self._least = options.protected_words, options.min_confidence

    def __call__(self, document: Document) -> None:
        """Mend the spaces of a document."""
        text = document.text
        if not self._is_ocr or is_before_reform(text):
            return  # the lexicon does not know older spellings
        finders = [self._hyphens, self._lost, self._put_in, self._specks]
        if text.count(" ") < PARAMETERS.few_words_of_text:
            if "aa" in text.lower() and "å" not in text:
                return  # perhaps an older spelling
            if not self._is_surely_norwegian(text):
                finders = [self._hyphens, self._lost]
        for find in finders:
            document.undo(find(document.text), self._least)

    def _hyphens(self, text: str) -> Iterator[Edit]:
        """Yield the edits that make a hyphen of another mark in a word that a line end parts."""
        for match in _DASHED.finditer(text):
            first, second = match["first"], match["second"]
            sure = _logistic(self._likelihood(first + second) - self._apart(first, second))
            if sure >= PARAMETERS.sure_parted and self._is_norwegian(text, match.start()):
                yield _edit(match.start("mark"), match["mark"], "-", "hyphen", sure)

    def _lost(self, text: str) -> list[Edit]:
        """Return the edits that put back the spaces that were lost."""
        strange = {run for run in _STRANGE_RUN.findall(text) if len(run) <= PARAMETERS.longest_run}
        places, find = text.count(" "), self._segmenter.find
        least = CHANNEL_PARAMETERS.space_lost
        if not strange or _rate_of_losses([find(run) for run in sorted(strange)], places) == least:
            return []  # compounds, names
        runs = [run for run in _RUN.finditer(text) if self._may_be_several(run[0])]
        segmentations = [find(run[0]) for run in runs]
        rate = _rate_of_losses(segmentations, places)
        verbatim = _Verbatim(text)
        edits: list[Edit] = []
        for run, segmentation in zip(runs, segmentations, strict=True):
            if not verbatim.has(run.start(), run.end()):
                edits += _parted(run, segmentation, rate)
        sure = rate / (rate + PARAMETERS.bare_punctuation)
        if sure >= PARAMETERS.sure_space:
            edits += [
                _edit(match.start(), "", " ", "words", sure)
                for match in _BARE.finditer(text)
                if not verbatim.has(match.start(), match.start())
            ]
        return sorted(edits, key=lambda edit: edit.start)

    def _may_be_several(self, run: str) -> bool:
        """Tell whether a run of letters is no frequent word."""
        if len(run) > PARAMETERS.longest_run or run.lower() in self._protected:
            return False
        (number,) = self._finder.as_it_stands(run).numbers
        return number == UNKNOWN or self._models.words.unigram(number) < PARAMETERS.rare_piece

    def _put_in(self, text: str) -> list[Edit]:
        """Return the edits that take out the spaces that part words."""
        pieces = {word.strip(_AROUND) for word in set(text.split())}
        rare = {piece for piece in pieces if self._is_rare(piece)}
        found: list[tuple[int, float]] = []
        end = 0
        for match in _PARTED.finditer(text) if rare else ():
            first, second = match.groups()
            if (first in rare or second in rare) and match.start() >= end:
                gain = self._gain(first, second)
                if gain >= PARAMETERS.least_gain and self._is_norwegian(text, match.start()):
                    found.append((match.end() - 1, gain))
                    end = match.end()
        if not found:
            return []
        p, gains = PARAMETERS, [(gain, 1) for _, gain in found]
        rate = likeliest_rate(gains, len(text), p.space_put_in, p.put_in_shown)
        sure = [(at, _logistic(gain + math.log(rate))) for at, gain in found]
        return [_edit(at, " ", "", "parted", q) for at, q in sure if q >= p.sure_parted]

    def _specks(self, text: str) -> Iterator[Edit]:
        """Yield the edits that put a space in the place of a mark between two words.

        No mark parts one of the most frequent words from the word before it.
        """
        for match in _SPECK.finditer(text):
            mark, second = match["mark"], match["second"]
            belongs = mark == "-" and second in _BEHIND_HYPHEN
            are_words = self._is_frequent(second) and self._finder.pieces(match["first"])
            if are_words and not belongs and self._is_norwegian(text, match.start()):
                yield _edit(match.start("mark"), mark, " ", "speck", PARAMETERS.speck)

    def _is_frequent(self, word: str) -> bool:
        """Tell whether a word, damaged or not, is one of the most frequent ones."""
        unigram, least = self._models.words.unigram, PARAMETERS.frequent_word
        return any(unigram(number) + logp > least for number, logp in self._finder.pieces(word))

    def _is_rare(self, word: str) -> bool:
        """Tell whether a word is so rare that it may be a piece of another one."""
        if not word.isalpha() or word.lower() in self._protected:
            return False
        if len(word) == 1:
            return word not in LONE_WORDS
        models, lower = self._models, word.lower()
        if lower in self._finder.vocabulary.variants:
            return False
        number = models.lexicon.number(lower)
        return not number or models.words.unigram(number) < PARAMETERS.rare_piece

    def _gain(self, first: str, second: str) -> float:
        """Return how much likelier two pieces are one word than two, as a natural logarithm."""
        words = self._finder.pieces(first + second)
        if not words or {first.lower(), second.lower()} & self._protected:
            return 0.0
        unigram = self._models.words.unigram
        one = max([unigram(number) + logp for number, logp in words])
        return one - self._apart(first, second)

    def _apart(self, first: str, second: str) -> float:
        """Return how likely two words are, a natural logarithm."""
        return self._likelihood(first) + self._likelihood(second)

    def _likelihood(self, word: str) -> float:
        """Return how likely a word is while nothing is known of its document."""
        models = self._models
        channels = models.english_ocr, self._channel
        return max([models.likelihood(c.analysis(word).readings, c) for c in channels])

    def _is_surely_norwegian(self, text: str) -> bool:
        """Tell whether a short text has a word that only Norwegian has."""
        languages, words = self._models.languages, set(text.lower().split())
        only = words & (languages.bokmaal | languages.nynorsk | languages.norwegian)
        return bool(only) and languages.of(text) in NORWEGIAN

    def _is_norwegian(self, text: str, at: int) -> bool:
        """Tell whether the text around a place may be Norwegian."""
        around = PARAMETERS.around_space
        language = self._models.languages.of(text[max(0, at - around) : at + around])
        return language in _PERHAPS_NORWEGIAN

    @cached_property
    def _channel(self) -> Channel:
        return self._models.channel(ANY_OCR)

    @cached_property
    def _finder(self) -> CandidateFinder:
        return self._channel.candidates

    @cached_property
    def _segmenter(self) -> Segmenter:
        return Segmenter(self._finder, self._models.words)


def _rate_of_losses(found: Iterable[Segmentation], places: int) -> float:
    """Return how often spaces were lost.

    Args:
        found: the words of runs of letters that may have lost them.
        places: how many spaces there are.
    """
    gains = [(each.gain, len(each.cuts)) for each in found if each.cuts]
    least, shown = CHANNEL_PARAMETERS.space_lost, PARAMETERS.losses_shown
    return likeliest_rate(gains, places, least, shown)


def _parted(run: re.Match[str], found: Segmentation, rate: float) -> Iterator[Edit]:
    """Yield the edits that part a run of letters into its words."""
    sure = _logistic(found.gain + len(found.cuts) * math.log(rate))
    first = run[0][: found.cuts[0]] if found.cuts else run[0]
    if first in SUSPENDED and _SUSPENDING.search(run.string, run.start() - 2, run.start()):
        yield _edit(run.start(), "", " ", "words", sure)
    for cut, probability in zip(found.cuts, found.probabilities, strict=True):
        if sure * probability >= PARAMETERS.sure_space:
            yield _edit(run.start() + cut, "", " ", "words", sure * probability)


def _edit(at: int, before: str, after: str, reason: str, probability: float) -> Edit:
    confidence, end = round(probability, 4), at + len(before)
    return Edit(at, end, before, after, reason=reason, confidence=confidence, damage=ANY_OCR)


def _logistic(odds: float) -> float:
    """Return a probability by the natural logarithm of its odds."""
    return 1 / (1 + math.exp(-odds)) if odds > 0 else math.exp(odds) / (1 + math.exp(odds))
