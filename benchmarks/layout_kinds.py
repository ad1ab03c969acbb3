#!/usr/bin/env python3
"""Measure paragraphs in many kinds of layout: `python benchmarks/layout_kinds.py FOLDER [options]`.

FOLDER has undamaged texts as NAME.txt or NAME.txt.xz, a paragraph or a sentence a line; it may be
one of them. Pages of ten kinds (a novel, minutes, a law, a newsletter of two columns, a hymn book,
an interview ...) are set from them as OCR programs give pages: lines broken where a proportional
typeface would break them, hyphenated or not, with running heads, page numbers and footnotes. So it
is known which lines begin something, and the scores are those of `benchmarks/layout.py`.

`--half 0` is the half of the pages on which the rules were developed, `--half 1` the one that no
rule has seen; `--show` prints differences, `--kind NAME` one kind alone, `--print` a page of it.
"""

from __future__ import annotations

import argparse
import lzma
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from layout import Marks, Score

from nortext import Pipeline
from nortext.layout.arrange import to_paragraphs

_SYLLABLE = re.compile("(?<=[aeiouyæøå])(?=[b-df-hj-np-tv-z][aeiouyæøå])")
"""Where a word may be parted."""

PAGES = 6
"""Pages of each kind and half."""

_SERIF = {
    250: " ,.",
    278: "/:;ijlt",
    333: "!()-frI’",
    389: "sJ",
    408: '"',
    444: "acez?é",
    500: "bdghknopquvxyøå0123456789«»–§",
    556: "FPS",
    611: "ELTZ",
    667: "æBCR",
    722: "ADGHKNOQUVwXYØÅ",
    778: "m",
    889: "MÆ",
    944: "W",
}
_SANS = {
    222: "ijl’",
    278: " ,.:;/!ftI",
    333: "()-r",
    355: '"',
    500: "ckJsvxyz",
    556: "abdeghnopquåéL?0123456789«»–§",
    611: "øFTZ",
    667: "ABEKPSVXYÅ",
    722: "wCDHNRU",
    778: "GOQØ",
    833: "mM",
    889: "æ",
    944: "W",
    1000: "Æ",
}
TYPEFACES = (
    *({c: w / 500 for w, letters in face.items() for c in letters} for face in (_SERIF, _SANS)),
    {},
)
"""How wide characters are, a letter of usual width being 1: Times, Helvetica, and a typewriter.

They are not those that `nortext.layout.joints.measure` takes for granted.
"""

Row = tuple[str, str]
"""A line and its mark: what begins with it, `` for a line that goes on, or `furniture`."""


class Source:
    """Paragraphs to set.

    Args:
        lines: of the texts.
        random: chooses.
    """

    def __init__(self, lines: list[str], random: Random) -> None:
        self._lines, self.random = lines, random
        self._typeface = random.choice(TYPEFACES)

    def sentence(self, least: int = 30, most: int = 400) -> str:
        """Return a line of the texts of some length."""
        while True:
            line = self.random.choice(self._lines)
            if least <= len(line) <= most and line[0].isupper() and line[-1] in ".?":
                return line

    def paragraph(self, sentences: int = 3) -> str:
        """Return a paragraph of some sentences, which go on from one another in the text."""
        count, found = self.random.randint(1, 2 * sentences - 1), list[str]()
        at = self.random.randrange(len(self._lines))
        while len(found) < count:
            line = self._lines[at % len(self._lines)]
            if len(line) > 20 and line[0].isupper() and line[-1] in ".?!":
                found.append(line)
            at += 1
        return " ".join(found)

    def title(self) -> str:
        """Return a few words as a heading."""
        words = self.sentence(60).rstrip(".?").replace(",", "").split()
        return " ".join(words[: self.random.randint(1, 5)]).rstrip(":;–- ")

    def wrapped(self, text: str, width: float, hyphenate: bool) -> list[str]:
        """Return a paragraph's lines, as wide as the page's typeface makes them."""
        lines, line = [], ""
        for given in text.split():
            word = given
            if self._size(f"{line} {word}".strip()) <= width:
                line = f"{line} {word}".strip()
                continue
            if hyphenate and word.isalpha():
                for place in reversed([match.start() for match in _SYLLABLE.finditer(word)]):
                    fits = self._size(f"{line} {word[:place]}-") <= width
                    if fits and place > 2 and len(word) - place > 2:
                        line, word = f"{line} {word[:place]}-", word[place:]
                        break
            if line:
                lines.append(line)
            line = word
        return [*lines, line] if line else lines

    def block(
        self, text: str, mark: str, width: float, hyphenate: bool, indent: str = ""
    ) -> list[Row]:
        """Return a block's lines, of which the first has its mark."""
        first, *rest = self.wrapped(text, width, hyphenate)
        return [(indent + first, mark), *[(line, "") for line in rest]]

    def _size(self, text: str) -> float:
        return sum([self._typeface.get(c, 1.0) for c in text])


def novel(source: Source) -> Iterator[Row]:
    """Set a novel: paragraphs and replies, parted by blank lines or by indents."""
    width, hyphenate = source.random.uniform(52, 66), source.random.random() < 0.6
    indent = source.random.choice(["", "   "])
    yield source.title(), "heading"
    yield "", ""
    for _ in range(14):
        reply = source.random.random() < 0.35
        text = f"– {source.sentence(15, 120)}" if reply else source.paragraph()
        yield from source.block(text, "paragraph", width, hyphenate, indent)
        if not indent:
            yield "", ""
    yield "", ""
    yield str(source.random.randint(5, 300)), "furniture"


def minutes(source: Source) -> Iterator[Row]:
    """Set the minutes of a meeting."""
    width = source.random.uniform(75, 92)
    yield f"Referat fra møte {source.random.randint(1, 12)}", "heading"
    yield "", ""
    yield "Til stede: Kari Nordmann, Ola Hansen, Per Olsen", "paragraph"
    yield "Forfall: Anne Berg", "paragraph"
    yield "", ""
    for number in range(source.random.randint(3, 6)):
        yield f"Sak {number + 11}/23 {source.title()}", "heading"
        if source.random.random() < 0.5:
            yield "", ""
        yield from source.block(source.paragraph(), "paragraph", width, False)
        yield "", ""
        yield "Vedtak:", "heading"
        for item in range(source.random.randint(1, 3)):
            yield from source.block(f"{item + 1}. {source.sentence()}", "item", width, False)
        yield "", ""


def law(source: Source) -> Iterator[Row]:
    """Set sections of a law, with their parts and items."""
    width, hyphenate = source.random.uniform(66, 88), source.random.random() < 0.4
    for number in range(source.random.randint(3, 5)):
        yield f"§ {number + 3}. {source.title()}", "heading"
        if source.random.random() < 0.5:
            yield "", ""
        for _ in range(source.random.randint(1, 3)):
            yield from source.block(source.paragraph(1), "paragraph", width, hyphenate)
            yield "", ""
        if source.random.random() < 0.5:
            yield from source.block(
                "Kongen kan gi nærmere regler om:", "paragraph", width, hyphenate
            )
            for letter in "abcd"[: source.random.randint(2, 4)]:
                text = source.sentence(20, 200).rstrip(".")
                yield from source.block(
                    f"{letter}) {text[0].lower()}{text[1:]},", "item", width, True
                )
            yield "", ""


def newsletter(source: Source) -> Iterator[Row]:
    """Set a newsletter: two columns, one after the other, a paragraph across the gap."""
    width, blank = source.random.uniform(30, 40), source.random.choice([1.0, 0.9, 0.0])
    for _ in range(3):
        yield from source.block(source.title(), "heading", width, False)
        yield "", ""
        rows = []
        for _ in range(4):
            rows += source.block(source.paragraph(2), "paragraph", width, True)
            if source.random.random() < blank:
                rows.append(("", ""))
        gap = len(rows) // 2
        while not rows[gap][0] or rows[gap][1] or not rows[gap - 1][0]:
            gap += 1
            if gap == len(rows):
                break
        yield from rows[:gap]
        yield "", ""
        yield from rows[gap:]
        yield "", ""


def hymns(source: Source) -> Iterator[Row]:
    """Set hymns: numbers, titles and verses whose lines are kept."""
    for _ in range(3):
        yield f"{source.random.randint(10, 900)} {source.title()}", "heading"
        yield "", ""
        for _ in range(3):
            for _ in range(source.random.choice([4, 6])):
                words = source.sentence(40, 200).split()[: source.random.randint(4, 7)]
                end = source.random.choice([",", "", ";", "."])
                yield " ".join(words).rstrip(".?") + end, "table"
            yield "", ""


def interview(source: Source) -> Iterator[Row]:
    """Set an interview: turns that begin with the speaker's name."""
    width = source.random.uniform(60, 90)
    one, other = source.random.choice([("Intervjuer", "Kari"), ("I", "R2"), ("Spørsmål", "Svar")])
    blank = source.random.random() < 0.5
    yield source.title(), "heading"
    yield "", ""
    for _ in range(8):
        for name, text in ((one, source.sentence(20, 150)), (other, source.paragraph(2))):
            yield from source.block(f"{name}: {text}", "line", width, False)
            if blank:
                yield "", ""


def report(source: Source) -> Iterator[Row]:
    """Set a page of a report: numbered headings, a list, footnotes, a running head."""
    width, hyphenate = source.random.uniform(76, 92), source.random.random() < 0.5
    page = source.random.randint(10, 90)
    for at in range(2):
        yield f"Rapport fra utvalget   {page + at}", "furniture"
        yield "", ""
        yield "", ""
        yield f"{at + 1}.{source.random.randint(1, 9)} {source.title()}", "heading"
        yield "", ""
        for _ in range(3):
            yield from source.block(source.paragraph(), "paragraph", width, hyphenate)
            yield "", ""
        yield from source.block(f"{source.sentence().rstrip('.?')}:", "paragraph", width, hyphenate)
        yield "", ""
        for _ in range(3):
            text = source.sentence(30, 200)
            item = f"• {text[0].lower()}{text[1:].rstrip('.')}"
            yield from source.block(item, "item", width, hyphenate)
        yield "", ""
        for number in (1, 2):
            lines = source.wrapped(
                f"{number + 2 * at} {source.sentence(40, 200)}", width * 1.1, False
            )
            for line in lines:
                yield line, "furniture"
        yield "\f" if at == 0 else "", ""


def letter(source: Source) -> Iterator[Row]:
    """Set a letter: an address, a date, paragraphs, a signature."""
    width = source.random.uniform(64, 86)
    for line in ("Kari Nordmann", "Storgata 4", f"{source.random.randint(1000, 9000)} Nordvik"):
        yield line, "table"
    yield "", ""
    yield f"Nordvik, {source.random.randint(1, 28)}. mai 1987", "paragraph"
    yield "", ""
    yield source.title(), "heading"
    yield "", ""
    for _ in range(5):
        yield from source.block(source.paragraph(), "paragraph", width, False)
        yield "", ""
    yield "Med vennlig hilsen", "paragraph"
    yield "", ""
    yield "Ola Hansen", "paragraph"


def article(source: Source) -> Iterator[Row]:
    """Set an article whose paragraphs nothing parts but their last lines."""
    width, hyphenate = source.random.uniform(60, 85), source.random.random() < 0.5
    yield source.title(), "heading"
    yield "", ""
    for _ in range(9):
        text = source.paragraph(3)
        yield from source.block(text, "paragraph", width, hyphenate)
        if source.random.random() < 0.3:
            yield "", ""
            yield source.title(), "heading"
            yield "", ""


def quotes(source: Source) -> Iterator[Row]:
    """Set prose with acronyms, quotations and names at the heads of its lines."""
    width = source.random.uniform(60, 85)
    names = ["NAV", "NTNU", "«noen andre»", '"suppe"', "AFI", "Oslo", "(HUSK)", "NOU 2015: 2"]
    for _ in range(6):
        words = source.paragraph(3).split()
        for at in range(4, len(words), 4):
            if words[at - 1][-1].isalpha():
                words[at] = source.random.choice(names)
        yield from source.block(" ".join(words), "paragraph", width, source.random.random() < 0.5)
        yield "", ""


KINDS: dict[str, Callable[[Source], Iterator[Row]]] = {
    kind.__name__: kind
    for kind in (
        novel,
        minutes,
        law,
        newsletter,
        hymns,
        interview,
        report,
        letter,
        article,
        quotes,
    )
}


def read(folder: Path) -> list[str]:
    """Return the lines of all texts of a folder, or of one file."""
    found: list[str] = []
    paths = [*folder.glob("*.txt"), *folder.glob("*.txt.xz")] if folder.is_dir() else [folder]
    for path in sorted(paths):
        data = path.read_bytes()
        data = lzma.decompress(data) if path.suffix == ".xz" else data
        found += [line.strip() for line in data.decode("utf-8").splitlines() if line.strip()]
    return found


def marked(rows: list[Row]) -> tuple[str, Marks]:
    """Return a page and its marks."""
    marks = Marks()
    for number, (line, mark) in enumerate(rows, 1):
        if mark:
            marks.lines[number].add(mark)
        if line.endswith("-") and line[-2:-1].isalpha():  # one that was put there
            marks.lines[number].add("join")
    marks.inside, marks.firsts = set(range(1, len(rows) + 1)), {1}
    return "\n".join([line for line, _ in rows]) + "\n", marks


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", type=int, default=1)
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--print", action="store_true", dest="prints")
    options = parser.parse_args()
    lines = read(options.folder)
    half = len(lines) // 2
    lines = lines[half:] if options.half else lines[:half]
    is_word = Pipeline().models.english_ocr.candidates.is_word
    total = Score(False)
    for name in [options.kind] if options.kind else KINDS:
        score = Score(options.show)
        for number in range(PAGES):
            random = Random(f"{name} {options.half} {number}")
            text, marks = marked(list(KINDS[name](Source(lines, random))))
            if options.prints:
                print(text)
            edits = to_paragraphs(text, is_word)
            score.add(f"{name} {number}", text, marks, edits)
            total.add(f"{name} {number}", text, marks, edits)
        print(f"## {name}")
        score.print()
    print("## all")
    total.print()


if __name__ == "__main__":
    main()
