"""The step `channel`: find out which channel the letters of each passage went through.

Paragraphs are gathered into windows, told by whether æ, ø, å are alive in them. A window speaks for
a channel by how much likelier its words are as damaged by it than as damaged by an English OCR
model, which is the commonest and holds where nothing speaks for another; the best sequence of
channels over the windows is found as in a hidden Markov model.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import ClassVar

from nortext.channel.channel import Channel
from nortext.channel.parameters import PARAMETERS as CHANNEL_PARAMETERS
from nortext.channel.rules import (
    ANY_OCR,
    CHANNELS,
    DROPPED,
    ENGLISH_OCR,
    FOLDED,
    MARKS,
)
from nortext.document import Document, Passage
from nortext.evidence import Evidence
from nortext.language.varieties import is_before_reform
from nortext.models import Models
from nortext.options import RepairOptions
from nortext.steps.parameters import PARAMETERS
from nortext.text.alphabet import GAP, LOST, LOST_CAPITALS
from nortext.text.tokens import PARAGRAPH_END
from nortext.text.viterbi import best_path

__all__ = ["FindChannels"]

_PARAGRAPH_END = re.compile(PARAGRAPH_END)
_WORD = re.compile(r"[\w@&]+")
_NO_ABBREVIATION = re.compile(r"[\w@&]+(?![\w@&.])")
_PERHAPS_DAMAGED = re.compile("aa|oe|ae")
_BEFORE_SMALL = re.compile(" [a-zæøå]")
_FUNCTION_WORDS = frozenset(
    """og det som til med av ikke jeg har fra vi hun han var seg skal ble blir om at på pa paa p eg
    ikkje""".split()
)
"""Words that are frequent in any Norwegian text, damaged or not, and in few other languages."""

_PERIOD = frozenset("hvad nu kunde vilde skulde efter af blive sig mig dig gaden meget kun".split())
"""Danish and older Norwegian words: beside them aa is right."""

_COMMON = """på også være vært før gjøre bør både går måtte gjør større første følge særlig når står
    løpet måte måten måter område områder spørsmål små høye høyere ønske ønsker økt øvrige nødvendig
    føler søker søke løsning møtet nærmere altså håper kjører kjøpe lære prøve bøker sørge øker
    ifølge"""
_SPOILT = frozenset(_COMMON.translate({ord(letter): None for letter in LOST}).split())
"""What is left of the commonest words with æ, ø or å; where it is too little, none was dropped."""

_FOREIGN = "äöÄÖáčđŋšŧžćñçãõłąęőűřýüß"
"""Letters of other languages, which are alive where they are, or stand for what was misread."""

_ALIKE = FOLDED[:2]
"""Channels that do only what the English model often does."""

_PERHAPS_NORWEGIAN = ("nb", "nn", "da", "")
"""What function words may say of a Norwegian passage.

Damaged, it is like Danish, and a short one has too few of them.
"""


class _Window:
    """A run of paragraphs.

    Args:
        start: where it begins.
        end: where it ends.
        alive: how many æ, ø, å it has.
        live: whether æ, ø, å are alive in it.
        words: how many words it has.

    Attributes:
        scores: what it says for the channels that its characters allow.
        otherwise: what it says for the others.
        counts: its words as far as they are looked at, where it says anything at all: æ, ø, å are
            not alive in it, and it is Norwegian.
    """

    __slots__ = ("alive", "counts", "end", "live", "otherwise", "scores", "start", "words")

    def __init__(self, start: int, end: int, alive: int, live: bool, words: int) -> None:
        self.start, self.end, self.alive, self.live = start, end, alive, live
        self.words = words
        self.scores: dict[str, float] = {}
        self.otherwise = 0.0
        self.counts: Counter[str] = Counter()


class FindChannels:
    """Cuts documents into passages by their channels: sets `passages` and `costs`.

    Where the damage is given and a channel, all of a document went through it.

    Args:
        models: the word lists.
        options: how texts are repaired.
    """

    name: ClassVar[str] = "channel"

    def __init__(self, models: Models, options: RepairOptions) -> None:
        self._models = models
        self._given = options.damage if options.damage in CHANNELS else None
        self._languages = models.languages
        remembered = PARAMETERS.remembered_words
        self._gain = lru_cache(maxsize=remembered)(self._gain_of_word)
        self._loss = lru_cache(maxsize=remembered)(self._loss_of_word)

    def __call__(self, document: Document) -> None:
        """Cut a document into passages and set their channels."""
        if self._given:
            channel = self._models.channel(self._given)
            document.passages = [Passage(0, len(document.text), channel)]
        else:
            document.passages = self._passages(document.text, document.evidence)
        document.costs = {c: self._models.costs(c) for c in document.channels}

    def _passages(self, text: str, evidence: Evidence | None) -> list[Passage]:
        """Return the passages of a text."""
        windows = list(_windows(text))
        if _are_half_alive(windows) or is_before_reform(text):
            for window in windows:
                window.live = True  # if it has no live letters, it is by chance or by its spelling
        for window in windows:
            self._judge(text[window.start : window.end], window)
        if any(window.scores.get(DROPPED, 0.0) > 0 for window in windows):
            dropped = self._models.channel(DROPPED)
            for window in windows:
                if window.counts and DROPPED not in window.scores:
                    window.scores[DROPPED] = self._of_words(window.counts, dropped)
        has_scores = any(score > 0 for window in windows for score in window.scores.values())
        is_mixed = len({window.live for window in windows}) > 1
        if len(windows) > 1 and (has_scores or is_mixed):
            for window in windows:
                window.otherwise = self._as_it_stands(window.counts)
        passages: list[Passage] = []
        for window, name in zip(windows, _best_names(windows, evidence), strict=True):
            channel = self._models.channel(name)
            start = window.start
            if passages and passages[-1].channel is channel:
                start = passages.pop().start
            passages.append(Passage(start, window.end, channel))
        return passages

    def _judge(self, text: str, window: _Window) -> None:
        """Find what a window says for the channels that its characters allow."""
        scores = window.scores
        for name in MARKS:
            facts = CHANNELS[name]
            if facts.mark * facts.width in text:
                score = self._of_marks(text, facts.mark, self._models.channel(name))
                if score > 0:
                    scores[name] = score
        if window.live:
            return
        text = _sample(text)
        words = _WORD.findall(text)
        lower = [word.lower() for word in words]
        if self._languages.of(text) not in _PERHAPS_NORWEGIAN or not self._is_norwegian(lower):
            return
        window.counts = Counter(words)
        for name in _names_to_try(text, words, lower):
            scores[name] = self._of_words(window.counts, self._models.channel(name))

    def _is_norwegian(self, lower: list[str]) -> bool:
        """Tell whether words are Norwegian.

        Some are its function words, or, where these are none, all are words it may have.
        """
        common = sum([word in _FUNCTION_WORDS for word in lower])
        if common * PARAMETERS.words_a_function_word >= len(lower) > 0:
            return True
        if len(lower) > PARAMETERS.few_words:
            return False
        lexicon = self._models.lexicon
        numbers = [lexicon.number(word) for word in lower]
        return all(
            (number and not lexicon.language[number]) or _PERHAPS_DAMAGED.search(word)
            for number, word in zip(numbers, lower, strict=True)
        )

    def _of_words(self, counts: Mapping[str, int], channel: Channel) -> float:
        """Return what words say for a channel.

        No more is looked at than is needed to tell that they speak against it.
        """
        total, gain = 0.0, self._gain
        for word, times in counts.items():
            total += min(times, PARAMETERS.most_times) * gain(word, channel)
            if total < PARAMETERS.hopeless:
                break
        return total

    def _as_it_stands(self, counts: Mapping[str, int]) -> float:
        """Return how much likelier words are undamaged than read by an English model; at most 0."""
        most = PARAMETERS.most_times
        return sum([min(times, most) * self._loss(word) for word, times in counts.items()])

    def _of_marks(self, text: str, mark: str, channel: Channel) -> float:
        """Return what a mark in the place of letters says for a channel."""
        counts: dict[str, int] = Counter()
        number = self._models.lexicon.number
        for match in re.finditer(rf"[\w{re.escape(mark)}]+", text):
            run = match[0]
            parts = run.split(mark)
            if len(parts) > 1 and all(len(part) > 1 and number(part.lower()) for part in parts):
                continue  # a mark between two words, without a space
            if mark in run and len(run) <= CHANNEL_PARAMETERS.longest_word:
                if mark in run.rstrip(mark) or _BEFORE_SMALL.match(text, match.end()):
                    counts[run.replace(mark, GAP)] += 1
        most = PARAMETERS.most_times
        gains = [
            min(times, most) * self._gain(word, channel)
            for word, times in counts.items()
            if any(map(str.isalpha, word))
        ]
        alive = sum(map(text.count, LOST + LOST_CAPITALS))
        return sum(gains) - PARAMETERS.live_letter * alive

    def _gain_of_word(self, word: str, channel: Channel) -> float:
        """Return how much likelier a word is by a channel than by an English OCR model."""
        models = self._models
        english = models.english_ocr
        by_channel = models.likelihood(channel.analysis(word).readings, channel)
        gain = by_channel - models.likelihood(english.analysis(word).readings, english)
        p = PARAMETERS
        most = p.most_of_name if word[0].isupper() else p.most_of_word
        return max(-p.most_of_word, min(most, gain))

    def _loss_of_word(self, word: str) -> float:
        """Return how much likelier a word is undamaged than by an English OCR model; at most 0."""
        models, channel = self._models, self._models.english_ocr
        readings = channel.analysis(word).readings
        loss = models.logp(readings[0]) - models.likelihood(readings, channel)
        return max(-PARAMETERS.most_of_word, loss)


def _names_to_try(text: str, words: list[str], lower: list[str]) -> list[str]:
    """Return the channels that a text without live letters may have gone through."""
    p = PARAMETERS
    is_old = len(_PERIOD.intersection(lower)) >= p.fewest_period
    pairs = ("", "ae", "\0" if is_old else "aa")
    names = [name for name, pair in zip(FOLDED, pairs, strict=True) if pair in text]
    few = max(1, min(p.most_spoilt, len(words) // p.spoilt_words))
    spoilt = _SPOILT.intersection(lower)
    if len(spoilt) > few:
        whole = map(str.lower, _NO_ABBREVIATION.findall(text))
        if len(spoilt.intersection(whole)) > few:
            names.append(DROPPED)
    return names


def _sample(text: str) -> str:
    """Return some pieces of a long text, evenly from all of it."""
    slices, length = PARAMETERS.slices, PARAMETERS.slice_length
    if len(text) <= slices * length:
        return text
    step = len(text) // slices
    return " ".join([text[at : at + length] for at in range(0, step * slices, step)])


def _windows(text: str) -> Iterator[_Window]:
    """Cut a text into windows that end where paragraphs do."""
    p = PARAMETERS
    least = max(p.window, text.count(" ") // p.most_windows)
    now: _Window | None = None
    at = 0
    while at < len(text) or now is None:
        match = _PARAGRAPH_END.search(text, at)
        end = match.end() if match and match.end() > at else len(text)
        if end - at > p.long_paragraph * least:  # a paragraph without end
            end = text.find("\n", at + p.long_paragraph // 2 * least, end) + 1 or end
        part = text[at:end]
        words = part.count(" ") + part.count("\n")
        alive = sum(map(part.count, LOST + LOST_CAPITALS))
        live = alive + sum(map(part.count, _FOREIGN)) > p.live_share * len(part)
        if now is None:
            now = _Window(at, end, alive, live, words)
        elif words < p.few_words or (live == now.live and now.words < least):
            now.end, now.words, now.alive = end, now.words + words, now.alive + alive
        else:
            yield now
            now = _Window(at, end, alive, live, words)
        at = end
    yield now


def _are_half_alive(windows: list[_Window]) -> bool:
    """Tell whether letters are only half alive in the windows where they are alive.

    Such a text went through one engine, which misreads most of them.
    """
    live = [window for window in windows if window.live]
    size = sum([window.end - window.start for window in live])
    return sum([window.alive for window in live]) < PARAMETERS.half_alive * size


def _best_names(windows: list[_Window], evidence: Evidence | None) -> list[str]:
    """Return the best sequence of channels, by what each window says for those it may be of.

    Args:
        windows: the windows.
        evidence: what other texts show.
    """
    named = [name for window in windows for name, score in window.scores.items() if score > 0]
    ocr = dict.fromkeys([ANY_OCR if window.live else ENGLISH_OCR for window in windows])
    names = list(dict.fromkeys([*ocr, *named]))
    if len(names) == 1:
        return names * len(windows)
    p = PARAMETERS
    start = {
        name: 0.0 if name in ocr else -p.leave_for_alike if name in _ALIKE else -p.leave_ocr
        for name in names
    }
    if evidence:  # a channel that the others of its collection went through costs less
        start = {name: price * (1 - evidence.share(name)) for name, price in start.items()}
    says = [{name: _says(window, name) for name in names} for window in windows]
    return best_path(start, says, p.change_channel)


def _says(window: _Window, name: str) -> float:
    """Return what a window says for a channel."""
    if name == ENGLISH_OCR:
        return -PARAMETERS.live_window if window.live else 0.0
    if name == ANY_OCR:
        return 0.0 if window.live else window.otherwise
    if window.live and name not in MARKS:  # a rule that leaves no letter alive
        return -PARAMETERS.live_window
    return window.scores.get(name, window.otherwise)
