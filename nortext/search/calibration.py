"""Make probabilities mean what they say: of a hundred readings held 90 % likely ninety are right.

A log-linear model over the readings of a word (Platt 1999 for two, with features as in the
discriminative reranking of Collins and Koo 2005): the logarithm of the search's probability, and
facts that n-grams and channel misjudge. Its few weights are learnt from gold text by
`wordlists/learn_weights.py` and kept in `wordlists/weights.tsv`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

from nortext.channel.confusions import Confusion
from nortext.channel.reading import Choice, choose
from nortext.document import Slot, Word
from nortext.language.lexicon import UNKNOWN, Lexicon
from nortext.language.spelling import LetterModel
from nortext.language.store import data_folder
from nortext.search.parameters import PARAMETERS

__all__ = ["Calibration", "kind_of_probability"]

_COSTS = ("cost", "cost, was known")
"""Features that are the cost of a reading's confusions, taken negative."""


def kind_of_probability(word: Word) -> str:
    """Return which weight the search's probabilities get.

    Where no reading is a word of the lexicon they are worth less.
    """
    if any(reading.kind == "word" for reading in word.candidates):
        return "probability"
    return "probability of new words"


class Calibration:
    """Calibrates the choices of the search.

    Args:
        lexicon: tells which words are names.
        letters: judges words out of the vocabulary.
        folder: where `weights.tsv` lies; the shipped one by default.

    Raises:
        ValueError: A line of `weights.tsv` is no name and number parted by a tab.
    """

    def __init__(self, lexicon: Lexicon, letters: LetterModel, folder: Path | None = None) -> None:
        self._lexicon, self._letters = lexicon, letters
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

    def __call__(self, slot: Slot, choice: Choice, costs: Mapping[Confusion, float]) -> Choice:
        """Return a choice with calibrated probabilities.

        Args:
            slot: the place.
            choice: what the search found.
            costs: what confusions cost in the document.
        """
        word = slot.word
        inside = not slot.starts_sentence
        known = word.calibration.get(inside)
        if known is None:
            biases = [self._bias(word, at, inside, costs) for at in range(len(word.candidates))]
            power = self._weights[kind_of_probability(word)]
            known = word.calibration[inside] = power, biases
        power, biases = known
        least = PARAMETERS.least_calibrated
        return choose(
            [
                power * math.log(p if p > least else least) + bias
                for p, bias in zip(choice.probability, biases, strict=True)
            ]
        )

    def _bias(self, word: Word, at: int, inside: bool, costs: Mapping[Confusion, float]) -> float:
        """Return what is added to a candidate: the weighted features.

        Only those of cost and count are the document's own.
        """
        reading, memory = word.candidates[at], word.analysis.biases
        key = (id(reading), id(word.candidates[0]), inside)
        known = memory.get(key)
        if known is None:
            weights = self._weights
            free = {site.confusion: 0.0 for site in reading.sites}
            found = self.features(word, at, inside, free)
            found.pop("often", None)
            fixed = math.fsum([weights.get(name, 0.0) * value for name, value in found.items()])
            by_cost = math.fsum([weights.get(name, 0.0) for name in _COSTS if name in found])
            known = memory[key] = fixed, by_cost
        fixed, by_cost = known
        if by_cost:
            fixed -= by_cost * sum([costs[site.confusion] for site in reading.sites])
        elif at == 0 and UNKNOWN in reading.numbers:
            fixed += self._weights.get("often", 0.0) * math.log(word.count)
        return fixed

    def features(
        self, word: Word, at: int, inside: bool, costs: Mapping[Confusion, float]
    ) -> dict[str, float]:
        """Return what the model knows of a reading besides its probability.

        Args:
            word: the word.
            at: which of its candidates.
            inside: whether it stands inside a sentence.
            costs: what confusions cost in the document.

        Returns:
            The features that are not 0, by name.
        """
        text, reading, before = word.text, word.candidates[at], word.candidates[0]
        is_unknown, was_unknown = UNKNOWN in reading.numbers, UNKNOWN in before.numbers
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
                found["often"] = math.log(word.count)
            return found
        found[f"by {reading.kind}"] = 1.0
        if len(reading.numbers) == 1 and not is_unknown:
            paid = -math.fsum([costs[site.confusion] for site in reading.sites])
            found["cost"] = paid
            if not was_unknown:
                found["was known"] = 1.0
                found["cost, was known"] = paid
        if was_unknown:
            found["unknown spelling"] = before.spelling / 10
            found["unknown length"] = len(text) / 10
            found["unknown, short"] = float(len(text) <= 3)
            found["unknown, capital"] = capital
            if reading.kind == "compound":
                found["capital, compound"] = capital
        return found

    def _case(self, text: str, capital: float, number: int) -> dict[str, float]:
        """Return how well a word's first letter, as it stands, fits a word of the lexicon."""
        share = self._lexicon.caps[number] / 255
        least = PARAMETERS.least_share
        if text[0].islower():
            return {"small": math.log(max(least, 1 - share))}
        return {"name": math.log(max(least, share))} if capital else {}
