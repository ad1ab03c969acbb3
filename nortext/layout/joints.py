"""Tell how likely a line goes on from the one before: logistic regression over what the two show.

The weights are learnt from pages of many kinds (`wordlists/learn_joints.py`) and stand in
`joints.tsv`. What is asked of a line lies in the lines right around it and in those before it, so
that no join depends on what comes pages later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from nortext.language.store import damaged, data_folder
from nortext.layout.furniture import Line
from nortext.layout.parameters import PARAMETERS

__all__ = ["Columns", "features", "goes_on", "measure", "read_weights"]

_NARROW, _WIDE = frozenset("iljtfrI.,:;'’-()|!1"), frozenset("mwMWÆ@%—")
_FIRST = re.compile(r"\S+")
_SPEAKER = re.compile(r"[A-ZÆØÅ][\wæøåÆØÅ.]{0,15}(?: [\wæøåÆØÅ.]{1,12}){0,2}: ?\S")
_ITEM = re.compile(r"\(?(?:\d{1,2}[.)]|[a-zA-Z]\)|[ivx]{1,4}\))\s")
_SENTENCE_ENDS = re.compile(r"(?:[.!?…][»”\"')\]]*|[.!?…][»”\"']?\s?(?:[*!®™°¥©¹²³]|\d{1,2}))$")


def measure(text: str) -> float:
    """Return about how wide a text is in a proportional typeface, a small letter being 1."""
    capitals = sum(map(str.isupper, text))
    narrow = sum([c in _NARROW for c in text])
    wide = sum([c in _WIDE for c in text])
    return len(text) + 0.25 * capitals - 0.45 * narrow + 0.4 * wide


class Columns:
    """How wide the lines of a text are, and how its paragraphs are parted, around each line.

    Args:
        body: the lines of the body text.
    """

    def __init__(self, body: Sequence[Line]) -> None:
        self._body = body
        self._sizes = [measure(line.text) for line in body]
        self._usual = _usual_sizes(self._sizes)
        self._widths = [self._width(at) for at in range(len(body))]

    def _width(self, at: int) -> float:
        """Return how wide the column is that a line stands in."""
        first, last = self._run(at)
        longest = max(self._sizes[first:last])
        usual = self.usual(at)
        return max(longest, 0.8 * usual) if last - first > 2 else max(longest, usual)

    def usual(self, at: int) -> float:
        """Return how wide the lines of a text are, but for the widest, around a line."""
        return self._usual[at // PARAMETERS.width_step]

    def share(self, at: int) -> float:
        """Return how much of its column a line fills."""
        return self._sizes[at] / max(1.0, self._widths[at])

    def slack(self, at: int) -> float:
        """Return how much room a line left for the first word of the next, as a share of its width.

        Negative where it had none.
        """
        word = _FIRST.match(self._body[at + 1].text)
        needed = self._sizes[at] + measure(f" {word[0] if word else ''}")
        return 1 - needed / max(1.0, self._widths[at])

    def around(self, at: int) -> Sequence[Line]:
        """Return the lines right around a line that no blank line parts from it."""
        first, last = self._run(at)
        near = PARAMETERS.near_lines
        return self._body[max(first, at - near) : min(last, at + near)]

    def before(self, at: int) -> Sequence[Line]:
        """Return the lines that tell how the paragraphs of the text are parted."""
        p = PARAMETERS
        return self._body[max(0, at - p.lines_before) : at + p.near_lines]

    def raggedness(self, at: int) -> float:
        """Return the share of the lines around a line that left room for another word."""
        first, last = self._run(at)
        near = PARAMETERS.near_lines
        places = range(max(first, at - near), min(last - 1, at + near))
        if not places:
            return 0.0
        return sum([self.slack(i) > PARAMETERS.roomy for i in places]) / len(places)

    def _run(self, at: int) -> tuple[int, int]:
        """Return the first line of those around a line that no blank line parts, and the last."""
        p, body = PARAMETERS, self._body
        first, last = at, at + 1
        while first > max(0, at - p.lines_before) and not _is_apart(body[first]):
            first -= 1
        while last < min(len(body), at + p.near_lines) and not _is_apart(body[last]):
            last += 1
        return first, last


def features(columns: Columns, body: Sequence[Line], at: int, kind: str, quotes: int) -> list[str]:
    """Return what speaks for or against that a line goes on from the one before.

    Args:
        columns: of the text.
        body: its lines.
        at: which line.
        kind: the kind of the block that the line before belongs to.
        quotes: its open quotes.
    """
    before, line = body[at - 1], body[at]
    end, start = _end(before.text), _start(line.text)
    room = _bucket(columns.slack(at - 1))
    gap = "page" if line.begins_page else str(min(2, line.blanks))
    nearby = columns.before(at)
    style = "spaced" if _share_of_blanks(nearby) > PARAMETERS.spaced else "dense"
    indent = "level"
    if _is_indented(nearby) and line.indent != before.indent:
        indent = "in" if line.indent > before.indent else "out"
    found = [
        "always",
        f"end {end}, room {room}",
        f"end {end}, start {start}",
        f"end {end}, gap {gap}, {style}",
        f"start {start}, gap {gap}",
        f"room {room}, gap {gap}",
        f"room {room}, start {start}",
        f"indent {indent}, end {end}",
        f"kind {kind}, start {start}, gap {gap}",
    ]
    if quotes > 0:
        found.append(f"open quote, end {end}, gap {gap}")
    if not line.blanks and not line.begins_page:
        around = columns.around(at)
        if len(around) > 3 and all(not each.text[0].islower() for each in around):
            ragged = "ragged" if columns.raggedness(at) > PARAMETERS.ragged else "even"
            found += [f"capitals, {ragged}, start {start}", f"capitals, room {room}"]
    return found


def goes_on(found: Sequence[str], weights: dict[str, float]) -> bool:
    """Tell whether a line goes on from the one before.

    Args:
        found: its `features`.
        weights: as `read_weights` gives them.
    """
    return sum([weights.get(feature, 0.0) for feature in found]) > 0


@lru_cache(maxsize=4)
def read_weights(folder: Path | None = None) -> dict[str, float]:
    """Return the weights of the features, natural logarithms of odds.

    Args:
        folder: where `joints.tsv` lies; the shipped one by default.

    Raises:
        FileError: The table is damaged.
    """
    path = (folder or data_folder()) / "joints.tsv"
    weights: dict[str, float] = {}
    try:
        for row in path.read_text(encoding="utf-8").splitlines():
            if not row.startswith("#"):
                feature, weight = row.split("\t")
                weights[feature] = float(weight)
    except ValueError:
        raise damaged(path) from None
    if "always" not in weights:
        raise damaged(path)
    return weights


def _usual_sizes(sizes: Sequence[float]) -> list[float]:
    """Return how wide lines are but for the widest, for each step of lines, by those before it."""
    p = PARAMETERS
    found = []
    for at in range(0, max(1, len(sizes)), p.width_step):
        some = sizes[max(0, at - p.lines_of_width) : max(at, p.lines_of_width)]
        known = sorted([size for size in some if size > p.least_width // 2])
        usual = known[int(0.9 * (len(known) - 1))] if known else 0.0
        found.append(max(float(p.least_width), usual))
    return found


def _is_apart(line: Line) -> bool:
    return line.blanks > 0 or line.begins_page


def _share_of_blanks(lines: Sequence[Line]) -> float:
    gaps = [line.blanks > 0 for line in lines[1:] if not line.begins_page]
    return sum(gaps) / max(1, len(gaps))


def _is_indented(lines: Sequence[Line]) -> bool:
    """Tell whether some lines are indented against the others."""
    changes = sum([one.indent != two.indent for one, two in pairwise(lines)])
    return changes > 1


def _bucket(slack: float) -> str:
    """Return a name for how much room a line left."""
    for limit in PARAMETERS.rooms:
        if slack <= limit:
            return f"{limit:g}"
    return "more"


def _end(text: str) -> str:
    """Return what kind of end a line has."""
    if _SENTENCE_ENDS.search(text):
        return "sentence"
    last = text[-1]
    if last.isalpha():
        return "letter"
    if last.isdigit():
        return "digit"
    if last in "-–—/":
        return "hyphen" if len(text) > 1 and text[-2].isalnum() else "dash"
    if last in ",;":
        return "comma"
    return {":": "colon"}.get(last, "quote" if last in "»”\"'’" else "other")


def _start(text: str) -> str:
    """Return what kind of beginning a line has."""
    first = text[0]
    if _ITEM.match(text):
        return "item"
    if _SPEAKER.match(text):
        return "speaker"
    if first.islower():
        return "lower"
    if first.isupper():
        return "acronym" if len(text) > 1 and text[1].isupper() else "capital"
    if first.isdigit():
        return "digit"
    if first in "«“”\"„'":
        return "quote"
    if first in "-–—":
        return "dash" if text[1:2] == " " else "hyphen"
    return "bracket" if first in "([" else "other"
