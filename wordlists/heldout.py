#!/usr/bin/env python3
"""The part of the training texts that nothing is counted in.

`python wordlists/heldout.py DATA > heldout.txt` prints it, one paragraph a line, reviews and laws
mixed. Pages are printed from it, and the rates of confusions, the near misses of sound text and the
weights of the calibration are learnt from it: all that must be learnt on text whose words the word
lists have not met.
"""

from __future__ import annotations

import argparse
import lzma
from collections.abc import Iterator
from pathlib import Path
from random import Random

NOREC, LAWS = "corpus/norec.txt.xz", "corpus/laws.txt.xz"
LONG = 60  # characters of a paragraph at least
MOST = 900  # characters of a paragraph of a law at most


class HeldOut:
    """Tells which lines of a training text are held out.

    Every 64th review, and every 128th run of 200 lines of the laws.

    Args:
        name: of the text.
    """

    def __init__(self, name: str) -> None:
        self._name, self._document, self._line = name, -1, -1

    def __call__(self, line: str) -> bool:
        """Tell whether the next line is held out."""
        self._line += 1
        if line.startswith("<doc "):
            self._document = int(line[5:].rstrip(">\n"))
        if self._name == NOREC:
            return self._document % 64 == 7
        return self._name == LAWS and self._line // 200 % 128 == 7


def paragraphs(data: Path, name: str) -> Iterator[str]:
    """Yield the long paragraphs of a text that are held out."""
    is_held_out = HeldOut(name)
    with lzma.open(data / name, "rt", encoding="utf-8") as lines:
        for line in lines:
            if is_held_out(line) and not line.startswith("<doc ") and len(line.strip()) >= LONG:
                yield line.strip()[:MOST]


def main() -> None:
    """Print what is held out."""
    parser = argparse.ArgumentParser(description="Print what the word lists have not met.")
    parser.add_argument("data", type=Path, help="the folder with corpus/")
    data, chance = parser.parse_args().data, Random(5)
    laws = list(paragraphs(data, LAWS))
    chance.shuffle(laws)
    for number, paragraph in enumerate(paragraphs(data, NOREC)):
        print(paragraph)
        if number % 8 == 7 and laws:
            print(laws.pop())


if __name__ == "__main__":
    main()
