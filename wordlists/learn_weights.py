#!/usr/bin/env python3
"""Learn the weights of `nortext/search/calibration.py`.

`python wordlists/learn_weights.py FOLDER:READING ... [--check FOLDER:READING]`: a folder has gold
text in pairs NAME.READING.txt / NAME.gold.txt. Writes weights.tsv beside this script, and prints
how far the confidences of edits are from the share that is right: by cross-validation over
documents, and for the folders to check, which are not learnt from. Needs numpy.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from gold import documents, print_reliability
from numpy.typing import NDArray

from nortext.pipeline import Pipeline
from nortext.search.calibration import Calibration, powers
from nortext.search.casing import reading_text
from nortext.search.parameters import PARAMETERS

HERE = Path(__file__).resolve().parent
FOLDS = 3
NONE_RIGHT = 0.3  # how much a place counts where no reading is right
MOST = 6  # readings of a word that count, the likeliest
PULL = 3.0  # towards the search's own probabilities: the weight of the squares
Row = tuple[str, list[dict[str, float]], int, bool]
"""A place: its document, the features of its candidates, which is right (or -1), was it right."""

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


def find_rows(pipeline: Pipeline, place: str) -> Iterator[Row]:
    """Yield the places of a folder's documents where the search had a choice."""
    models = pipeline.models
    facts = Calibration(models.lexicon, models.letters, models.folder).features
    least = PARAMETERS.least_calibrated
    for name, document, right in documents(pipeline, place):
        slots = document.slots
        for at, slot in enumerate(slots):
            searched = slot.searched
            if searched is None or at not in right:
                continue
            word = slot.word
            texts = [reading_text(slots, at, r, models.lexicon).lower() for r in word.candidates]
            inside, shared = not slot.starts_sentence, powers(word, document)
            features = []
            for k, p in enumerate(searched.probability):
                logp = math.log(max(least, p))
                found = {name: value * logp for name, value in shared.items()}
                features.append(found | facts(word, k, inside, document))
            answer = texts.index(right[at].lower()) if right[at].lower() in texts else -1
            shares = searched.probability
            likely = sorted(range(len(texts)), key=shares.__getitem__, reverse=True)[:MOST]
            kept = sorted({0, *likely, *([answer] if answer >= 0 else [])})
            features = [features[k] for k in kept]
            answer = kept.index(answer) if answer >= 0 else -1
            yield name, features, answer, word.text == right[at]


def rows_of(place: str) -> list[Row]:
    """Return the rows of a folder."""
    return list(find_rows(Pipeline(), place))


class Data:
    """The rows as arrays.

    Args:
        found: the rows.
        names: the features.
    """

    def __init__(self, found: list[Row], names: list[str]) -> None:
        place = {name: i for i, name in enumerate(names)}
        most = max(len(row[1]) for row in found)
        self.x = np.zeros((len(found), most, len(names)))
        self.held = np.zeros((len(found), most), dtype=bool)
        for i, (_, features, _, _) in enumerate(found):
            self.held[i, : len(features)] = True
            for j, values in enumerate(features):
                for name, value in values.items():
                    if name in place:
                        self.x[i, j, place[name]] = value
        self.answer = np.array([row[2] for row in found])
        self.was_right = np.array([row[3] for row in found])
        self.document = np.array([row[0] for row in found])

    def probabilities(self, weights: Floats, rows: Numbers) -> Floats:
        """Return the calibrated probabilities of some rows' candidates."""
        scores = np.where(self.held[rows], self.x[rows] @ weights, -1e9)
        shares: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        return shares

    def fit(self, start: Floats, rows: Numbers) -> Floats:
        """Return the weights that make the right answers of some rows likeliest.

        Newton's method, steps halved where they overshoot.
        """
        x, weights = self.x[rows], start.copy()
        answer = np.maximum(self.answer[rows], 0)  # where none is right, the word had better stay
        counts = np.where(self.answer[rows] < 0, NONE_RIGHT, 1.0)
        every = np.arange(len(rows))

        def loss(w: Floats) -> float:
            p = self.probabilities(w, rows)[every, answer]
            pull = PULL / 2 * ((w - start) ** 2).sum()
            return float(-(counts * np.log(np.maximum(p, 1e-300))).sum() + pull)

        for _ in range(25):
            p = self.probabilities(weights, rows)
            mean = (p[:, :, None] * x).sum(axis=1)
            slope = (counts[:, None] * (mean - x[every, answer])).sum(axis=0)
            slope += PULL * (weights - start)
            flat = x.reshape(-1, x.shape[2])
            bend = (flat * (counts[:, None] * p).reshape(-1, 1)).T @ flat
            bend -= (mean * counts[:, None]).T @ mean
            bend += PULL * np.eye(len(weights))
            step = np.linalg.solve(bend, slope)
            now = loss(weights)
            while loss(weights - step) > now and np.abs(step).max() > 1e-6:
                step /= 2
            weights = weights - step
            if np.abs(step).max() < 1e-5:
                break
        return weights


def report(label: str, data: Data, rows: Numbers, p: Floats) -> None:
    """Print how the edits' confidences and rightness agree, over ten bins."""
    best = p.argmax(axis=1)
    confidence = p[np.arange(len(p)), best]
    edited = (best > 0) & (confidence >= PARAMETERS.price_of_harm * p[:, 0])
    confidence, right = confidence[edited], (best == data.answer[rows])[edited]
    harmful = (data.was_right[rows][edited]) & ~right
    sure = (harmful & (confidence >= 0.99)).sum()
    print(
        f"{label}: {len(right):,} edits, {harmful.sum()} harm, of these {sure} at least 99 % sure"
    )
    print_reliability(list(zip(confidence.tolist(), right.tolist(), strict=True)))


def main() -> None:
    """Learn and write the weights."""
    parser = argparse.ArgumentParser(description="Learn the weights of the calibration.")
    parser.add_argument("folders", nargs="+", help="FOLDER:READING to learn from")
    parser.add_argument("--check", action="append", default=[], help="to measure on only")
    options = parser.parse_args()
    with Pool(2) as pool:
        learnt = [row for rows in pool.imap(rows_of, options.folders) for row in rows]
    names = sorted({name for _, features, *_ in learnt for values in features for name in values})
    start = np.array(
        [float(name.startswith("probability") and "events" not in name) for name in names]
    )
    data = Data(learnt, names)
    documents = sorted(set(data.document))
    fold = np.array([documents.index(name) % FOLDS for name in data.document])
    p = np.zeros(data.held.shape)
    for k in range(FOLDS):
        weights = data.fit(start, np.nonzero(fold != k)[0])
        p[fold == k] = data.probabilities(weights, np.nonzero(fold == k)[0])
    report("cross-validated", data, np.arange(len(learnt)), p)
    weights = data.fit(start, np.arange(len(learnt)))
    lines = ["# feature\tweight"]
    lines += [f"{name}\t{weight:.4f}" for name, weight in zip(names, weights, strict=True)]
    (HERE / "weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for place in options.check:
        other = Data(rows_of(place), names)
        every = np.arange(len(other.answer))
        report(place, other, every, other.probabilities(weights, every))


if __name__ == "__main__":
    main()
