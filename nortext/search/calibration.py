"""Make probabilities mean what they say: of a hundred readings held 90 % likely ninety are right.

A log-linear model over the readings of a word (Platt 1999 for two, with features as in the
discriminative reranking of Collins and Koo 2005): the logarithm of the search's probability, and
facts that n-grams and channel misjudge. Its few weights are learnt from gold text by
`wordlists/learn_weights.py` and kept in `wordlists/weights.tsv`.
"""

from __future__ import annotations

import math
from pathlib import Path

from nortext.channel.reading import Choice, Reading, choose
from nortext.document import Document, Noise, Slot, Word
from nortext.language.lexicon import UNKNOWN, Lexicon
from nortext.language.spelling import LetterModel
from nortext.language.store import data_folder
from nortext.search.parameters import PARAMETERS

__all__ = ["Calibration", "kind_of_probability"]

_PARTLY, _OTHER, _NOISY = ", partly", ", other", ", noisy"
"""End the names of features, by what a reading asks for and how much of it the document has.

Nothing: letters of which hardly any is left; `partly`: letters of which more are left; `other`:
more than that letters were lost; `noisy`: the same, in a document with much of it.
"""


def kind_of_probability(word: Word, document: Document) -> str:
    """Return which weight the search's probabilities get.

    Where no reading is a word of the lexicon they are worth less.

    Args:
        word: the word.
        document: its rates are learnt.
    """
    changed = word.candidates[1:]
    is_new = not any(reading.kind == "word" for reading in changed)
    ends = [_ending(reading, word, document) for reading in changed]
    end = next((each for each in ("", _PARTLY, _OTHER, _NOISY) if each in ends), "")
    return "probability" + (" of new words" if is_new else "") + end


def _ending(reading: Reading, word: Word, document: Document) -> str:
    """Return how the names of a reading's features end."""
    noise = document.noise.get(word.channel)
    if not noise or not word.channel.is_ocr:
        return ""
    if any(site.confusion.group is None for site in reading.sites):
        return _NOISY if _noise_of_others(noise) >= PARAMETERS.much_noise else _OTHER
    return "" if noise.share["lost"] >= PARAMETERS.much_lost else _PARTLY


def _noise_of_others(noise: Noise) -> float:
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
            power = self._weights.get(kind_of_probability(word, document), 1.0)
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
        if is_unknown:
            found["spelling"] = reading.spelling / 10
            spelled = self._letters.logp(reading.text.lower(), reading.text[:1].isupper())
            found["letters"] = max(-60.0, spelled) / 10
        elif len(text) > 1 and not (reading.sites and reading.sites[0].start == 0):
            found |= self._case(text, capital, reading.numbers[0])
        if at == 0:
            if is_unknown:
                found["often"] = math.log(min(word.count, PARAMETERS.most_often))
            return found
        changed = self._changed(word, reading, capital, document)
        more = _ending(reading, word, document)
        return found | {name + more: value for name, value in changed.items()}

    def _changed(
        self, word: Word, reading: Reading, capital: float, document: Document
    ) -> dict[str, float]:
        """Return what is known of a reading that is not the word as it stands."""
        text, before = word.text, word.candidates[0]
        is_unknown, was_unknown = UNKNOWN in reading.numbers, UNKNOWN in before.numbers
        found = {f"by {reading.kind}": 1.0}
        costs = document.costs[word.channel]
        paid = -math.fsum([costs[site.confusion] for site in reading.sites])
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
            found["noise"] = math.log(_noise_of_others(noise))
            found["events"] = math.log1p(max(0.0, noise.events["other"] - 1))
            if reading.sites[-1].end == len(word.text) and len(reading.sites) == 1:
                found["at the end"] = 1.0
        if reading.sites:
            seen = min([noise.seen.get(site.confusion, 0.0) for site in reading.sites])
            found["seen"] = math.log1p(max(0.0, seen - 1))
        return found

    def _case(self, text: str, capital: float, number: int) -> dict[str, float]:
        """Return how well a word's first letter, as it stands, fits a word of the lexicon."""
        share = self._lexicon.caps[number] / 255
        least = PARAMETERS.least_share
        if text[0].islower():
            return {"small": math.log(max(least, 1 - share))}
        return {"name": math.log(max(least, share))} if capital else {}
