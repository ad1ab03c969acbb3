#!/usr/bin/env python3
"""Learn when a line goes on from the one before: `python wordlists/learn_joints.py TEXTS...`.

TEXTS are folders or files of undamaged text. Pages of many kinds are set from them
(`benchmarks/layout_kinds.py`, the half that rules may see), and with `--marked FOLDER` the pages
that were marked by hand count too. Writes joints.tsv beside this script: the weights of a logistic
regression, those of features seen seldom left out.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from random import Random

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "benchmarks"))

from layout import STARTS, Marks  # noqa: E402
from layout_kinds import KINDS, Source, marked, read  # noqa: E402

from nortext import Pipeline  # noqa: E402
from nortext.layout.joints import goes_on  # noqa: E402
from nortext.layout.paragraphs import Paragraphs  # noqa: E402

PAGES = 60  # of each kind
LEAST = 8  # places that a feature is seen in
PULL, ROUNDS, STEP = 2e-5, 800, 0.1
MARKED = 6  # times that a page marked by hand counts

Place = tuple[list[str], bool, float]
"""Its features, whether the line goes on, and how much it counts."""


class Recorder(Paragraphs):
    """Finds the blocks that marks give, and keeps what there was to decide.

    Args:
        text: the text.
        marks: its marks.
        weight: how much its places count.
    """

    def __init__(self, text: str, marks: Marks, weight: float) -> None:
        super().__init__(text)
        starts, self._weight, self.places = marks.with_any(STARTS), weight, list[Place]()
        ends = [at for at, char in enumerate(text) if char == "\n"]
        numbers = np.searchsorted(ends, [line.start for line in self.body]) + 1
        self._goes = [number not in starts for number in numbers]
        self._known = [number in marks.inside - marks.firsts for number in numbers]

    def decide(self, at: int, found: list[str]) -> bool:
        """Return what the marks say."""
        if self._known[at]:
            self.places.append((found, self._goes[at], self._weight))
        return bool(self._goes[at])


def places_of(options: argparse.Namespace) -> list[Place]:
    """Return all places to learn from."""
    found: list[Place] = []
    for number, path in enumerate(options.texts):
        lines = read(path)
        lines = lines[: len(lines) // 2]
        for name, kind in KINDS.items():
            for page in range(PAGES):
                random = Random(f"learn {number} {name} {page}")
                text, marks = marked(list(kind(Source(lines, random))))
                recorder = Recorder(text, marks, 1.0)
                list(recorder.starts())
                found += recorder.places
    if options.marked:
        pipeline = Pipeline()
        for path in sorted((HERE.parent / "benchmarks" / "layout").glob("*.marks.tsv")):
            name = path.name.removesuffix(".marks.tsv")
            read_as = (options.marked / f"{name}.ocr.txt").read_text(encoding="utf-8")
            recorder = Recorder(pipeline.clean(read_as), Marks(path), MARKED)
            list(recorder.starts())
            found += recorder.places
    return found


def learn(places: list[Place]) -> dict[str, float]:
    """Return the weights: logistic regression by gradient ascent, pulled towards 0."""
    counts = Counter(feature for found, _, _ in places for feature in found)
    names = sorted(feature for feature, times in counts.items() if times >= LEAST)
    number = {feature: at for at, feature in enumerate(names)}
    rows, columns = [], []
    for row, (found, _, _) in enumerate(places):
        known = [number[feature] for feature in found if feature in number]
        rows += [row] * len(known)
        columns += known
    at_rows, at_columns = np.array(rows), np.array(columns)
    goal = np.array([float(goes) for _, goes, _ in places])
    weight = np.array([times for _, _, times in places])
    weight /= weight.sum()
    theta, slope, speed = (np.zeros(len(names)) for _ in range(3))
    for now in range(1, ROUNDS + 1):  # Adam (Kingma and Ba 2015)
        odds = np.bincount(at_rows, theta[at_columns], len(places))
        error = weight * (goal - 1 / (1 + np.exp(-odds)))
        gradient = np.bincount(at_columns, error[at_rows], len(names)) - PULL * theta
        slope += 0.1 * (gradient - slope)
        speed += 0.01 * (gradient**2 - speed)
        rate = STEP * (1 - now / (ROUNDS + 1))
        theta += rate * slope / (1 - 0.9**now) / (np.sqrt(speed / (1 - 0.99**now)) + 1e-12)
    return {name: float(value) for name, value in zip(names, theta, strict=True)}


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--marked", type=Path, help="folder with NAME.ocr.txt of benchmarks/layout")
    places = places_of(parser.parse_args())
    weights = learn(places)
    right = sum([goes_on(found, weights) == goes for found, goes, _ in places])
    rows = [f"{name}\t{value:.2f}" for name, value in weights.items() if abs(value) >= 0.05]
    head = "# what speaks for a join\tits weight, a natural logarithm of odds (learn_joints.py)"
    (HERE / "joints.tsv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    print(f"{len(places)} places, {right / len(places):.4%} right, {len(rows)} features")


if __name__ == "__main__":
    main()
