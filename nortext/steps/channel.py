"""Which channel the letters of each passage went through.

Paragraphs are gathered into windows, told by whether æ, ø, å are alive in them. A window speaks for a channel by how much likelier
its words are as damaged by it than as damaged by an English OCR model, which is the commonest and holds where nothing speaks for
another; the best sequence of channels over the windows is found as in a hidden Markov model (Viterbi; Rabiner 1989).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from nortext.channel.candidates import LONGEST, REMEMBERED
from nortext.channel.confusions import GAP, LOST
from nortext.channel.rules import DROPPED, ENGLISH_OCR, FOLDED, QUESTION_MARKS, REPLACED, UMLAUTS, Channel
from nortext.document import Document, Passage
from nortext.language.function_words import Languages
from nortext.models import Models
from nortext.text.tokens import PARAGRAPH_END

__all__ = ["Identifier"]

WINDOW = 150  # words of a window at the least, if its paragraphs have so many
MOST_WINDOWS = 12  # about so many windows in a block
SLICES, SLICE = 4, 600  # pieces of a long window that are looked at, and how many characters each has
LONG = 12  # characters a word: a paragraph longer than a window is cut at a line end
FEW_WORDS = 12  # a window with fewer words than this goes with the one before
LIVE = 0.004  # live letters among the characters of a paragraph in which they are alive; there are four to five times as many

# natural logarithms
LEAVE = 5.0  # what it costs that a text is not an English OCR model's
LEAVE_FOR_ALIKE = 15.0  # the same for a channel that does only what the English model often does
CHANGE = 12.0  # what it costs that the channel changes
MOST = 8.0  # no word says more than this
MOST_OF_NAME = 0.3  # no capital word says more than this: names from abroad keep their letters
LIVE_SPEAKS = 5.0  # what a live letter says against a channel that leaves none of them
WORDS_A_SPOILT, MOST_SPOILT = 80, 3  # where letters were dropped, one of the commonest words stands so spoilt in so many words
HOPELESS = -25.0  # a channel that is so much less likely is not looked at any more
MOST_TIMES = 3  # places of one word that speak

_PARAGRAPH_END = re.compile(PARAGRAPH_END)
_WORD = re.compile(r"[\w@&]+")
_NO_ABBREVIATION = re.compile(r"[\w@&]+(?![\w@&.])")
_PERHAPS_DAMAGED = re.compile("aa|oe|ae")
_CAPITALS = LOST.upper()
_FUNCTION_WORDS = frozenset(
    [
        "og", "det", "som", "til", "med", "av", "ikke", "jeg", "har", "fra", "vi", "hun", "han", "var", "seg", "skal", "ble", "blir", "om",
        "at", "på", "pa", "paa", "p", "eg", "ikkje",
    ]
)
"""Words that are frequent in any Norwegian text, damaged or not, and in few other languages."""

_PERIOD = frozenset(["hvad", "nu", "kunde", "vilde", "skulde", "efter", "af", "blive", "sig", "mig", "dig", "gaden", "meget", "kun"])
"""Danish and older Norwegian words: beside them aa is right."""

FEWEST_PERIOD = 2
WORDS_A_FUNCTION_WORD = 25  # a Norwegian text has one of the function words in so many words, at the least
_BEFORE_SMALL = re.compile(" [a-zæøå]")
_COMMON = """på også være vært før gjøre bør både går måtte gjør større første følge særlig når står løpet måte måten måter område områder
    spørsmål små høye høyere ønske ønsker økt øvrige nødvendig føler søker søke løsning møtet nærmere altså håper kjører kjøpe lære prøve
    bøker sørge øker ifølge"""
_SPOILT = frozenset(_COMMON.translate({ord(letter): None for letter in LOST}).split())
"""What is left of the commonest words that have æ, ø or å; where they are too few, nothing was dropped."""


ALIKE = FOLDED[:2]
PERHAPS_NORWEGIAN = ("nb", "nn", "da", "")
"""What function words may say of a Norwegian passage: damaged, it is like Danish, and a short one has too few of them."""


class _Window:
    """A run of paragraphs: its place, whether æ, ø, å are alive, how many words it has, and what it says for each channel, and for
    those that its characters do not allow; its words as far as they are looked at, where it says anything at all: æ, ø, å are not
    alive in it, and it is Norwegian."""

    __slots__ = ("counts", "end", "live", "otherwise", "scores", "start", "words")

    def __init__(self, start: int, end: int, live: bool, words: int) -> None:
        self.start, self.end, self.live, self.words = start, end, live, words
        self.scores: dict[str, float] = {}
        self.otherwise = 0.0
        self.counts: Counter[str] = Counter()


class Identifier:
    """Finds the channels of documents.

    Args:
        models: the word lists.
    """

    def __init__(self, models: Models) -> None:
        self._models = models
        self._languages = Languages(models.folder)
        self._gain = lru_cache(maxsize=REMEMBERED)(self._gain_uncached)
        self._loss = lru_cache(maxsize=REMEMBERED)(self._loss_uncached)

    def find_channels(self, document: Document) -> None:
        """Cut a document into passages and set their channels.

        Args:
            document: the text.
        """
        windows = list(_windows(document.text))
        for window in windows:
            self._judge(document.text[window.start : window.end], window)
        if any(window.scores.get(DROPPED, 0.0) > 0 for window in windows):
            for window in windows:
                if window.counts and DROPPED not in window.scores:
                    window.scores[DROPPED] = self._of_words(window.counts, self._models.channel(DROPPED))
        if len(windows) > 1 and any(score > 0 for window in windows for score in window.scores.values()):
            for window in windows:
                window.otherwise = self._as_it_stands(window.counts)
        passages: list[Passage] = []
        for window, name in zip(windows, _best_path(windows), strict=True):
            channel = self._models.channel(name)
            start = window.start
            if passages and passages[-1].channel is channel:
                start = passages.pop().start
            passages.append(Passage(start, window.end, channel))
        document.passages = passages
        document.costs = self._models.costs(document.channels)

    def _judge(self, text: str, window: _Window) -> None:
        """Find what a window says for the channels that its characters allow."""
        scores = window.scores
        for name, mark in ((QUESTION_MARKS, "?"), (REPLACED, "\ufffd")):
            if mark in text:
                score = self._of_marks(text, mark, self._models.channel(name))
                if score > 0:
                    scores[name] = score
        text = _sample(text)
        umlauts = any(letter in text for letter in "äöÄÖ")
        if window.live and not umlauts:
            return
        words = _WORD.findall(text)
        lower = [word.lower() for word in words]
        if self._languages.of(text) not in PERHAPS_NORWEGIAN or not self._is_norwegian(lower):
            return
        if umlauts:
            for name in UMLAUTS:
                scores[name] = self._of_letters(words, self._models.channel(name), frozenset("äöÄÖ"))
            if "å" not in text:
                scores[UMLAUTS[1]] += 1.0  # only the Swedish model has it
        if not window.live:
            counts = window.counts = Counter(words)
            is_old = len(_PERIOD.intersection(lower)) >= FEWEST_PERIOD
            pairs = ("", "ae", "\0" if is_old else "aa")
            names = [name for name, pair in zip(FOLDED, pairs, strict=True) if pair in text]
            few = max(1, min(MOST_SPOILT, len(words) // WORDS_A_SPOILT))
            spoilt = _SPOILT.intersection(lower)
            if len(spoilt) > few and len(spoilt.intersection(map(str.lower, _NO_ABBREVIATION.findall(text)))) > few:
                names.append(DROPPED)
            for name in names:
                scores[name] = self._of_words(counts, self._models.channel(name))

    def _is_norwegian(self, lower: list[str]) -> bool:
        """Whether words are Norwegian: some are its function words, or, where these are none, all are words it may have."""
        if sum([word in _FUNCTION_WORDS for word in lower]) * WORDS_A_FUNCTION_WORD >= len(lower) > 0:
            return True
        if len(lower) > FEW_WORDS:
            return False
        lexicon = self._models.lexicon
        numbers = [lexicon.number(word) for word in lower]
        return all((n and not lexicon.language[n]) or _PERHAPS_DAMAGED.search(word) for n, word in zip(numbers, lower, strict=True))

    def _of_words(self, counts: Mapping[str, int], channel: Channel) -> float:
        """What words say for a channel, no more than is needed to tell that they speak against it."""
        total, gain = 0.0, self._gain
        for word, n in counts.items():
            total += min(n, MOST_TIMES) * gain(word, channel)
            if total < HOPELESS:
                break
        return total

    def _of_letters(self, words: list[str], channel: Channel, letters: frozenset[str]) -> float:
        """What the words with some letters say for a channel, less what live letters say against it."""
        alive = sum([not channel.facts.alive.isdisjoint(word.lower()) for word in words])
        counts = Counter(word for word in words if not letters.isdisjoint(word))
        return self._of_words(counts, channel) - LIVE_SPEAKS * alive

    def _as_it_stands(self, counts: Mapping[str, int]) -> float:
        """How much likelier words are undamaged than damaged by an English OCR model; not above 0."""
        return sum([min(n, MOST_TIMES) * self._loss(word) for word, n in counts.items()])

    def _of_marks(self, text: str, mark: str, channel: Channel) -> float:
        """What a mark in the place of letters says for a channel."""
        counts: dict[str, int] = Counter()
        for match in re.finditer(rf"[\w{re.escape(mark)}]+", text):
            run = match[0]
            parts = run.split(mark)
            if len(parts) > 1 and all(len(part) > 1 and self._models.lexicon.number(part.lower()) for part in parts):
                continue  # a mark between two words, without a space
            if mark in run and len(run) <= LONGEST and (mark in run.rstrip(mark) or _BEFORE_SMALL.match(text, match.end())):
                counts[run.replace(mark, GAP)] += 1
        return sum([min(n, MOST_TIMES) * self._gain(word, channel) for word, n in counts.items() if any(map(str.isalpha, word))]) - (
            LIVE_SPEAKS * (sum(map(text.count, LOST + _CAPITALS)))
        )

    def _gain_uncached(self, word: str, channel: Channel) -> float:
        """How much likelier a word is by a channel than by an English OCR model, in natural logarithms."""
        models = self._models
        english = models.english_ocr
        gain = models.likelihood(channel.known(word).readings, channel) - models.likelihood(english.known(word).readings, english)
        return max(-MOST, min(MOST_OF_NAME if word[0].isupper() else MOST, gain))

    def _loss_uncached(self, word: str) -> float:
        """How much likelier a word is undamaged than by an English OCR model, in natural logarithms; not above 0."""
        channel = self._models.english_ocr
        readings = channel.known(word).readings
        return max(-MOST, self._models.logp(readings[0]) - self._models.likelihood(readings, channel))


def _sample(text: str) -> str:
    """Some pieces of a long text, evenly from all of it."""
    if len(text) <= SLICES * SLICE:
        return text
    step = len(text) // SLICES
    return " ".join([text[at : at + SLICE] for at in range(0, step * SLICES, step)])


def _windows(text: str) -> Iterator[_Window]:
    """Cut a text into windows that end where paragraphs do."""
    least = max(WINDOW, text.count(" ") // MOST_WINDOWS)
    now: _Window | None = None
    at = 0
    while at < len(text) or now is None:
        match = _PARAGRAPH_END.search(text, at)
        end = match.end() if match and match.end() > at else len(text)
        if end - at > LONG * least:  # a paragraph without end
            end = text.find("\n", at + LONG // 2 * least, end) + 1 or end
        part = text[at:end]
        words = part.count(" ") + part.count("\n")
        live = sum(map(part.count, LOST + _CAPITALS)) > LIVE * len(part)
        if now is None:
            now = _Window(at, end, live, words)
        elif words < FEW_WORDS or (live == now.live and now.words < least):
            now.end, now.words = end, now.words + words
        else:
            yield now
            now = _Window(at, end, live, words)
        at = end
    yield now


def _best_path(windows: list[_Window]) -> list[str]:
    """The best sequence of channels, given for each window what it says for those it may have gone through."""
    names = [ENGLISH_OCR, *dict.fromkeys(name for window in windows for name, score in window.scores.items() if score > 0)]
    if len(names) == 1:
        return names * len(windows)
    best = {name: 0.0 if name == ENGLISH_OCR else -LEAVE_FOR_ALIKE if name in ALIKE else -LEAVE for name in names}
    back: list[dict[str, str]] = []
    for window in windows:
        from_any = max(best, key=lambda name: best[name])
        links, now = {}, {}
        for name in names:
            stays = best[name] >= best[from_any] - CHANGE or not back
            links[name] = name if stays else from_any
            says = 0.0 if name == ENGLISH_OCR else window.scores.get(name, window.otherwise)
            now[name] = (best[name] if stays else best[from_any] - CHANGE) + says
        back.append(links)
        best = now
    path = [max(best, key=lambda name: best[name])]
    for links in reversed(back[1:]):
        path.append(links[path[-1]])
    return path[::-1]
