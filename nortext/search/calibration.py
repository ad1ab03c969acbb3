"""Make probabilities mean what they say: of a hundred readings held 90 % likely ninety are right.

A log-linear model over the readings of a word (Platt 1999 for two, with features as in the
discriminative reranking of Collins and Koo 2005): the logarithm of the search's probability, and
facts that n-grams and channel misjudge. Its few weights are learnt from gold text by
`wordlists/learn_weights.py` and kept in `wordlists/weights.tsv`.
"""

from __future__ import annotations

import math
from pathlib import Path

from nortext.channel.costs import cost
from nortext.channel.reading import Choice, Reading, choose
from nortext.document import Document, Noise, Slot, Word
from nortext.language.lexicon import UNKNOWN, Lexicon
from nortext.language.spelling import LetterModel
from nortext.language.store import damaged, data_folder
from nortext.search.parameters import PARAMETERS

__all__ = ["Calibration", "noise_of_others", "powers"]

_OTHER, _PARTLY, _NOISY = ", other", ", partly", ", noisy"
"""End the names of features, which have a weight for each sort of document and reading.

`other`: a reading asks for more than that letters were lost. `noisy`: a document with many other
misread letters; `partly`: another of whose æ, ø and å a part is left. The rest are those that lost
all of them and little else.
"""


def powers(word: Word, document: Document) -> dict[str, float]:
    """Return the features that the logarithms of the search's probabilities are multiplied by.

    Where no reading is a word of the lexicon they are worth less, where none is about a lost
    letter, and where the document has shown little of its damage.

    Args:
        word: the word.
        document: its rates are learnt.

    Returns:
        By name; their weighted sum is the power that the probabilities are raised to.
    """
    changed = word.candidates[1:]
    is_new = not any(reading.kind in ("word", "fuzzy") for reading in changed)
    name = "probability" + (" of new words" if is_new else "")
    is_other = word.channel.is_ocr and all(map(_is_other, changed))
    name += (_OTHER if is_other else "") + _sort_of_document(word, document)
    found, noise = {name: 1.0}, document.noise.get(word.channel)
    if noise:
        shown = math.log1p(noise.events["other" if is_other else "lost"]) / math.log(
            PARAMETERS.many_events
        )
        found[f"{name}, events"] = min(1.0, shown)
    return found


def _is_other(reading: Reading) -> bool:
    """Tell whether a reading asks for more than that letters were lost."""
    return any(site.confusion.group is None for site in reading.sites)


def _sort_of_document(word: Word, document: Document) -> str:
    """Return how the names of features end by the sort of document that a word is in."""
    noise = document.noise.get(word.channel)
    if not noise or not word.channel.is_ocr:
        return ""
    if noise_of_others(noise) >= PARAMETERS.much_noise:
        return _NOISY
    return "" if noise.share["lost"] >= PARAMETERS.much_lost else _PARTLY


def noise_of_others(noise: Noise) -> float:
    """Return in how many of a channel's words other letters than æ, ø, å are misread."""
    p = PARAMETERS
    return (noise.events["other"] + p.noise_of_words * p.added_words) / (
        noise.words + p.added_words
    )


class Calibration:
    """Calibrates the choices of the search.

    Args:
        lexicon: tells which words are names.
        letters: judges words out of the vocabulary.
        folder: where `weights.tsv` lies; the shipped one by default.
        extra: further words that are right, in lower case.

    Raises:
        ValueError: A line of `weights.tsv` is no name and number parted by a tab.
        FileError: It has no line.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        letters: LetterModel,
        folder: Path | None = None,
        extra: frozenset[str] = frozenset(),
    ) -> None:
        self._lexicon, self._letters, self._extra = lexicon, letters, extra
        self._weights: dict[str, float] = {}
        path = (folder or data_folder()) / "weights.tsv"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                name, _, value = line.partition("\t")
                try:
                    self._weights[name] = float(value)
                except ValueError:
                    raise ValueError(
                        f"{path}, line {number}: not a name and a number parted by a tab"
                    ) from None
        if not self._weights:
            raise damaged(path)

    def __call__(self, slot: Slot, choice: Choice, document: Document) -> Choice:
        """Return a choice with calibrated probabilities.

        Args:
            slot: the place.
            choice: what the search found.
            document: its rates are learnt.
        """
        word = slot.word
        if not word.channel.is_ocr:
            return choice  # a rule has no noise that would have to be learnt
        inside = not slot.starts_sentence
        known = word.calibration.get(inside)
        if known is None:
            biases = [self._bias(word, at, inside, document) for at in range(len(word.candidates))]
            weights = self._weights
            found = powers(word, document)
            power = math.fsum([weights.get(name, 0.0) * value for name, value in found.items()])
            known = word.calibration[inside] = power, biases
        power, biases = known
        least = PARAMETERS.least_calibrated
        return choose(
            [
                power * math.log(p if p > least else least) + bias
                for p, bias in zip(choice.probability, biases, strict=True)
            ]
        )

    def _bias(self, word: Word, at: int, inside: bool, document: Document) -> float:
        """Return what is added to a candidate: the weighted features."""
        weights = self._weights
        if at and word.candidates[at].text.lower() in self._extra:
            return PARAMETERS.given_word
        found = self.features(word, at, inside, document)
        return math.fsum([weights.get(name, 0.0) * value for name, value in found.items()])

    def features(self, word: Word, at: int, inside: bool, document: Document) -> dict[str, float]:
        """Return what the model knows of a reading besides its probability.

        Args:
            word: the word.
            at: which of its candidates.
            inside: whether it stands inside a sentence.
            document: its rates are learnt.

        Returns:
            The features that are not 0, by name.
        """
        text, reading = word.text, word.candidates[at]
        is_unknown = UNKNOWN in reading.numbers
        capital = float(inside and text[0].isupper() and not text[1:].isupper())
        found: dict[str, float] = {}
        if reading.kind == "acronym":
            pass  # letters of acronyms follow no rule
        elif is_unknown:
            found["spelling"] = reading.spelling / 10
            spelled = self._letters.logp(reading.text.lower(), reading.text[:1].isupper())
            found["letters"] = max(-60.0, spelled) / 10
        elif len(text) > 1 and not (reading.sites and reading.sites[0].start == 0):
            found |= self._case(text, capital, reading.numbers[0])
        if at == 0 and is_unknown:
            found["often"] = math.log(min(word.count, PARAMETERS.most_often))
        sort = _sort_of_document(word, document)
        found = {name + sort: value for name, value in found.items()}
        if at:
            end = (_OTHER if _is_other(reading) else "") + sort
            changed = self._changed(word, reading, capital, document)
            found |= {name + end: value for name, value in changed.items()}
        return found

    def _changed(
        self, word: Word, reading: Reading, capital: float, document: Document
    ) -> dict[str, float]:
        """Return what is known of a reading that is not the word as it stands."""
        text, before = word.text, word.candidates[0]
        is_unknown, was_unknown = UNKNOWN in reading.numbers, UNKNOWN in before.numbers
        found = {f"by {reading.kind}": 1.0}
        costs = document.costs[word.channel]
        paid = -cost(costs, reading, word.shown)
        if len(reading.numbers) == 1 and not is_unknown:
            found["cost"] = paid
            if not was_unknown:
                found["was known"] = 1.0
                found["cost, was known"] = paid
        else:
            found["cost, new"] = paid
        found |= self._noise(word, reading, document)
        if was_unknown:
            found["unknown spelling"] = before.spelling / 10
            found["unknown length"] = len(text) / 10
            found["unknown, short"] = float(len(text) <= 3)
            found["unknown, alone"] = float(len(text) == 1)
            found["unknown, capital"] = capital
            found["unknown, capitals"] = float(len(text) > 1 and text.isupper())
            if reading.kind == "compound":
                found["capital, compound"] = capital
        return found

    def _noise(self, word: Word, reading: Reading, document: Document) -> dict[str, float]:
        """Return how noisy the document is where a reading asks for noise."""
        noise = document.noise.get(word.channel)
        if not noise or not word.channel.is_ocr:
            return {}
        found: dict[str, float] = {}
        lost = [site.confusion.group for site in reading.sites if site.confusion.group]
        if lost:
            letter = lost[0][0]
            found["noise, lost"] = math.log(noise.share[letter])
            found["events"] = math.log1p(max(0.0, noise.events[letter] - 1))
        if len(lost) < len(reading.sites):
            found["noise"] = math.log(noise_of_others(noise))
            found["events"] = math.log1p(max(0.0, noise.events["other"] - 1))
            if reading.sites[-1].end == len(word.text) and len(reading.sites) == 1:
                found["at the end"] = 1.0
        if reading.sites:
            shown = word.shown
            seen = [
                noise.seen.get(site.confusion, 0.0) - shown.get(site.confusion, 0.0)
                for site in reading.sites
            ]
            found["seen"] = math.log1p(max(0.0, min(seen)))
        return found

    def _case(self, text: str, capital: float, number: int) -> dict[str, float]:
        """Return how well a word's first letter, as it stands, fits a word of the lexicon."""
        share = self._lexicon.caps[number] / 255
        least = PARAMETERS.least_share
        if text[0].islower():
            return {"small": math.log(max(least, 1 - share))}
        return {"name": math.log(max(least, share))} if capital else {}
