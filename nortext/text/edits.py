"""Changes of a text as data: made, composed, and traced back to the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, asdict, dataclass, replace
from typing import Any

__all__ = [
    "Alternative",
    "Edit",
    "apply_edits",
    "compose",
    "moved_edit",
    "source_spans",
    "undone",
]


@dataclass(frozen=True, slots=True)
class Alternative:
    """A reading that was weighed.

    Attributes:
        text: the reading.
        probability: how likely it is in its context, 0 to 1.
    """

    text: str
    probability: float


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a text.

    Attributes:
        start: offset in the source of the first character replaced, in code points from 0.
        end: offset behind the last one.
        before: the characters replaced, `source[start:end]`.
        after: what replaces them.
        reason: how the reading was found: `word`, `compound`, `words` (run together), `parted`
            (by a space), `hyphen` (read as a dash), `speck` (a mark
            for a space), `spelling`, `fuzzy`, `acronym`, `lost` (an å
            before the word) or `bullet`; `number` for digits that were read as letters, `section`
            for a § that was read as another sign, `quote` for a quote mark; `characters` where they
            alone told; `rule NAME` for a rule of the user's; of the layout `paragraph`, `join`,
            `hyphen` and the like. Joined by `+` where one change followed another.
        confusions: the misreadings undone, as `printed>read`.
        confidence: probability that the change is right, 0 to 1.
        alternatives: the runners-up, likeliest first; the word as it stood is among them where it
            was possible.
        damage: the kind of damage undone, a name of `nortext.KINDS`; joined by `+` where one kind
            lay over another.
    """

    start: int
    end: int
    before: str
    after: str
    _: KW_ONLY
    reason: str
    confusions: tuple[str, ...] = ()
    confidence: float = 1.0
    alternatives: tuple[Alternative, ...] = ()
    damage: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the edit as plain values, ready for JSON."""
        return asdict(self)


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """Return the text with the edits made.

    Args:
        text: the text that the edits belong to.
        edits: changes that do not overlap, ordered by place.

    Raises:
        ValueError: An edit does not fit the text, or overlaps the one before it.

    >>> apply_edits("pa veg", [Edit(0, 2, "pa", "på", reason="word")])
    'på veg'
    """
    pieces, at = [], 0
    for edit in edits:
        fits = at <= edit.start <= edit.end <= len(text)
        if not fits or text[edit.start : edit.end] != edit.before:
            raise ValueError(f"edit of {edit.before!r} at {edit.start} does not fit the text")
        pieces += [text[at : edit.start], edit.after]
        at = edit.end
    return "".join([*pieces, text[at:]])


def undone(text: str, edits: Sequence[Edit]) -> str:
    """Return the source of a text that edits have made.

    Args:
        text: what `apply_edits` gave.
        edits: the same edits, ordered by place; their places are those of the source.

    Raises:
        ValueError: An edit was not made in the text.

    >>> undone("på veg", [Edit(0, 2, "pa", "på", reason="word")])
    'pa veg'
    """
    turned, shift = [], 0
    for edit in edits:
        start = edit.start + shift
        end = start + len(edit.after)
        turned.append(replace(edit, start=start, end=end, before=edit.after, after=edit.before))
        shift += _growth(edit)
    return apply_edits(text, turned)


def moved_edit(edit: Edit, by: int) -> Edit:
    """Return an edit with its offsets moved by a number of characters."""
    return replace(edit, start=edit.start + by, end=edit.end + by) if by else edit


def compose(text: str, first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """Return two sets of edits, made one after the other, as one set.

    Args:
        text: the text that the first set belongs to.
        first: changes that do not overlap, ordered by place.
        second: the same of the text that the first set gives.

    Returns:
        Edits of `text` that give what both sets give; where changes of both meet, one edit stands
        for all of them.

    >>> first = [Edit(0, 3, "pÃ¥", "på", reason="characters", damage="utf-8-as-latin-1")]
    >>> second = [Edit(3, 7, "mgte", "møte", reason="word", damage="english-ocr")]
    >>> [(edit.start, edit.before, edit.after) for edit in compose("pÃ¥ mgte", first, second)]
    [(0, 'pÃ¥', 'på'), (4, 'mgte', 'møte')]
    """
    found: list[Edit] = []
    i = j = shift = 0  # `shift` leads from offsets in `text` to those behind the first edits
    while i < len(first) or j < len(second):
        lower = first[i] if i < len(first) else None
        upper = second[j] if j < len(second) else None
        if upper and (lower is None or upper.end <= lower.start + shift):
            found.append(moved_edit(upper, -shift))
            j += 1
        elif lower and (upper is None or lower.start + shift + len(lower.after) <= upper.start):
            found.append(lower)
            shift += _growth(lower)
            i += 1
        else:
            cluster = _Cluster(first, second, i, j, shift)
            merged = cluster.merged(text)
            if merged.before != merged.after:
                found.append(merged)
            i, j, shift = cluster.i, cluster.j, cluster.shift
    return found


class _Cluster:
    """Edits of two sets that hang together, because each meets one of the other set.

    Args:
        first: the edits made first.
        second: the edits made after.
        i: which of the first set begins the cluster.
        j: which of the second set does.
        shift: what leads from offsets in the source to those behind the first edits before it.
    """

    def __init__(
        self, first: Sequence[Edit], second: Sequence[Edit], i: int, j: int, shift: int
    ) -> None:
        self.low = high = min(first[i].start + shift, second[j].start)
        self.start = self.low - shift
        under, over = i, j
        while True:
            lower = first[i].start + shift if i < len(first) else None
            upper = second[j].start if j < len(second) else None
            if lower is not None and (lower < high or (lower == high and i == under)):
                shift += _growth(first[i])
                high = max(high, first[i].end + shift)
                i += 1
            elif upper is not None and (upper < high or (upper == high and j == over)):
                high = max(high, second[j].end)
                j += 1
            else:
                break
        self.end = high - shift
        self.under, self.over = first[under:i], second[over:j]
        self.i, self.j, self.shift = i, j, shift

    def merged(self, text: str) -> Edit:
        """Return one edit of the source for all changes of the cluster."""
        before = text[self.start : self.end]
        between = _changed(before, self.start, self.under)
        both = (*self.under, *self.over)
        return Edit(
            self.start,
            self.end,
            before,
            _changed(between, self.low, self.over),
            reason="+".join(dict.fromkeys([edit.reason for edit in both])),
            confusions=tuple([confusion for edit in self.over for confusion in edit.confusions]),
            confidence=min([edit.confidence for edit in both]),
            alternatives=self.over[0].alternatives if len(self.over) == 1 else (),
            damage="+".join(dict.fromkeys([edit.damage for edit in both])),
        )


def source_spans(edits: Sequence[Edit], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where in the source the spans lie that are known in the edited text.

    Args:
        edits: the edits that made the text, which do not overlap, ordered by place.
        spans: starts and ends in the edited text, ordered by start.

    Returns:
        The starts and ends in the source; an edit that a span meets lies in it whole.
    """
    found = []
    i = shift = 0
    for low, high in spans:
        while i < len(edits) and edits[i].start + shift + len(edits[i].after) <= low:
            shift += _growth(edits[i])
            i += 1
        k, more, start, end = i, shift, low - shift, high - shift
        while k < len(edits) and edits[k].start + more < high:
            start = min(start, edits[k].start)
            more += _growth(edits[k])
            end = max(high - more, edits[k].end)
            k += 1
        found.append((start, end))
    return found


def _growth(edit: Edit) -> int:
    """Return by how many characters an edit lengthens its text."""
    return len(edit.after) - len(edit.before)


def _changed(text: str, start: int, edits: Sequence[Edit]) -> str:
    """Return a piece of text, which begins at the offset `start`, with edits made."""
    return "".join(_pieces(text, start, edits))


def _pieces(text: str, start: int, edits: Sequence[Edit]) -> Iterator[str]:
    at = 0
    for edit in edits:
        yield text[at : edit.start - start]
        yield edit.after
        at = edit.end - start
    yield text[at:]
