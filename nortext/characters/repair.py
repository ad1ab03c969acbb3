"""Undo what the characters alone tell, so that the words can be looked at.

Each kind of damage says of a token what it was before; how much more plausible that is as
Norwegian than what stands there is its evidence. Where the evidence of a kind is strong enough,
alone or together, the tokens of those passages are mended; then the text is looked at again, for
what one kind has laid over another. Traces that nothing else leaves need no evidence. What is still
suspect then is tried by ftfy's plans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nortext.characters.code import is_code_or_markup
from nortext.characters.escapes import SOFT_BREAK
from nortext.characters.letterforms import SPACES as NO_BREAKS
from nortext.characters.other_mojibake import OTHER_KINDS, OtherMojibake
from nortext.characters.parameters import PARAMETERS
from nortext.characters.plausibility import Plausibility, odd_marks
from nortext.characters.question_runs import QUESTION_RUNS, without_question_runs
from nortext.characters.registry import NO_BREAK_SPACES, SUBSTITUTIONS, substitutions_in
from nortext.characters.substitution import Substitution
from nortext.text.edits import Edit, apply_edits, compose
from nortext.text.tokens import tokenize
from nortext.text.viterbi import in_second_state, strongest_run

__all__ = ["CharacterRepair"]

_QUOTED_PRINTABLE = "quoted-printable"
_SPACES, _LINE_ENDS = " \t\r\n\f\v", ("\r", "\n")
_BETWEEN_WORDS = re.compile(f"(?<=[a-zæøå][a-zæøå,])[{NO_BREAKS}](?=[a-zæøå]{{2}})")
_NO_BREAK = re.compile(f"[{NO_BREAKS}]")


class CharacterRepair:
    """Undoes damage to characters.

    Args:
        plausibility: judges tokens.
        protect: words never to touch, in lower case.
        min_confidence: changes less sure than this are not made; 0 to 1.
        only: the one kind of damage to undo, wherever it may be, or None for whatever is found.
    """

    def __init__(
        self,
        plausibility: Plausibility,
        protect: frozenset[str] = frozenset(),
        min_confidence: float = 0.0,
        only: str | None = None,
    ) -> None:
        self._plausibility, self._protect = plausibility, protect
        self._min_confidence, self._only = min_confidence, only
        self._other = OtherMojibake(plausibility)

    def undo(self, source: str) -> tuple[str, list[Edit]]:
        """Mend the characters of a text.

        Args:
            source: any text.

        Returns:
            The mended text, and the edits of the source that make it.
        """
        draft = _Draft(source, self._min_confidence)
        if self._only:
            self._undo_only(draft, self._only)
            return draft.text, draft.edits
        self._undo_all(draft)
        edits = [e for e in self._other.find(source, draft.text) if not self._touches(e)]
        if edits:  # our own kinds would destroy what ftfy goes by, so they come behind it
            draft = _Draft(source, self._min_confidence)
            draft.make(edits)
            self._undo_all(draft)
        return draft.text, draft.edits

    def found(self, text: str, name: str) -> list[Edit]:
        """Return the edits that undo one kind of damage, where there is evidence enough for it.

        Args:
            text: any text.
            name: one of `SUBSTITUTIONS`.
        """
        kind = SUBSTITUTIONS[name]
        return self._found(text, kind)[1] if kind.is_there(text) else []

    def _undo_only(self, draft: _Draft, name: str) -> None:
        """Undo one kind of damage wherever it may be."""
        if name == _QUOTED_PRINTABLE:
            draft.make(_without_soft_breaks(draft.text))
        if name in OTHER_KINDS:
            edits = self._other.undo(draft.text, name)
            draft.make([edit for edit in edits if not self._touches(edit)])
        if name == NO_BREAK_SPACES:
            draft.make(_plain_spaces(draft.text, _NO_BREAK))
        if name == QUESTION_RUNS:
            draft.make(list(without_question_runs(draft.text)))
        if name not in SUBSTITUTIONS:
            return
        kind = SUBSTITUTIONS[name]
        edits = []
        for start, end in _tokens(draft.text, kind.traces):
            token = draft.text[start:end]
            after = kind.undo(token)
            if after != token and not self._is_protected(token):
                edits.append(_edit(start, token, after, 1.0, name))
        draft.make(edits)

    def _undo_all(self, draft: _Draft) -> None:
        """Undo one kind of damage after the other, the strongest first."""
        if self.found(draft.text, _QUOTED_PRINTABLE):
            draft.make(_without_soft_breaks(draft.text))
        for _ in range(PARAMETERS.most_rounds):
            kinds = substitutions_in(draft.text)
            found = [
                (kind.is_sure, *self._found(draft.text, kind)) for kind in kinds if kind.evidence
            ]
            edits: list[Edit]
            _, _, edits = max(
                (item for item in found if item[2]),
                key=lambda item: item[:2],
                default=(False, 0.0, []),
            )
            if not edits:
                break
            draft.make(edits)
        for kind in kinds:
            if not kind.evidence:
                draft.make(self._found(draft.text, kind)[1])
        draft.make(_without_no_break_spaces(draft.text))
        draft.make(list(without_question_runs(draft.text)))

    def _found(self, text: str, kind: Substitution) -> tuple[float, list[Edit]]:
        """Return how strong the evidence for a kind is, and the edits that undo it.

        Returns:
            A natural logarithm; no edits where it is too weak.
        """
        places, evidence = self._weighed(text, kind)
        if not kind.evidence:
            return 0.0, [_edit(*place, 1.0, kind.name) for place in places if place[1] != place[2]]
        strength = strongest_run(evidence)
        if strength <= kind.evidence:
            return 0.0, []
        p = PARAMETERS
        bounded = [max(value, p.least) if value > p.refutes else value for value in evidence]
        inside = in_second_state(bounded, kind.evidence, p.leave, kind.evidence)
        edits = []
        for place, value, is_inside in zip(places, evidence, inside, strict=True):
            _, token, after = place
            if not is_inside or token == after or value <= _least(kind, after):
                continue
            if value > kind.evidence:
                confidence = p.sure_confidence
            else:
                confidence = p.confidence if value > 0 else p.least_confidence
            edits.append(_edit(*place, confidence, kind.name))
        return strength, edits

    def _weighed(
        self, text: str, kind: Substitution
    ) -> tuple[Sequence[tuple[int, str, str]], list[float]]:
        """Return the tokens that a kind may have damaged or that refute it, and their evidence.

        Returns:
            For each its offset, the token and what it was before; and natural logarithms.
        """
        p, plausibility = PARAMETERS, self._plausibility.of
        places: list[tuple[int, str, str]] = []
        evidence: list[float] = []
        undone: dict[str, str] = {}
        for start, end in _tokens(text, kind.traces):
            token = text[start:end]
            after = undone.get(token)
            if after is None:
                after = undone[token] = kind.undo(token)
            if after == token:
                if kind.evidence and kind.refutes(token):
                    places.append((start, token, token))
                    evidence.append(p.refutes)
                continue
            if is_code_or_markup(text, start, end, kind, after) or self._is_protected(token):
                continue
            value = plausibility(after) - plausibility(token) + (p.sure if kind.is_sure else 0.0)
            if kind.needs_words and not self._plausibility.has_new_words(token, after):
                value = min(value, p.without_words)
            if kind.needs_context and sum(map(str.isalpha, after)) < 2:
                value = min(value, p.without_words)
            places.append((start, token, after))
            evidence.append(value)
        return places, evidence

    def _touches(self, edit: Edit) -> bool:
        """Tell whether an edit touches a protected word."""
        return self._is_protected(edit.before)

    def _is_protected(self, token: str) -> bool:
        if not self._protect:
            return False
        return any(word.lower() in self._protect for _, word, _, _ in tokenize(token))


class _Draft:
    """A text that is mended in rounds.

    Args:
        source: the text.
        min_confidence: edits less sure than this are not made.

    Attributes:
        text: the text as mended so far.
        edits: the edits of the source that make it.
    """

    def __init__(self, source: str, min_confidence: float) -> None:
        self._source, self._min_confidence = source, min_confidence
        self.text = source
        self.edits: list[Edit] = []

    def make(self, edits: list[Edit]) -> None:
        """Make edits of the text as it is."""
        edits = [edit for edit in edits if edit.confidence >= self._min_confidence]
        if edits:
            self.edits = compose(self._source, self.edits, edits)
            self.text = apply_edits(self.text, edits)


def _least(kind: Substitution, after: str) -> float:
    """Return the evidence that a token in a damaged passage needs to be mended."""
    if kind.keeps_code:
        return PARAMETERS.unlikely
    return PARAMETERS.likely if odd_marks(after) else PARAMETERS.unlikely_but_usual


def _tokens(text: str, traces: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Find the tokens that hold traces of a kind of damage.

    The line end behind a token that ends with one is in it.
    """
    end = 0
    for match in traces.finditer(text):
        if match.end() <= end:
            continue
        start = match.start()
        while start > end and text[start - 1] not in _SPACES:
            start -= 1
        end = match.end()
        while end < len(text) and text[end] not in _SPACES:
            end += 1
        if end == match.end() and text[end : end + 1] in _LINE_ENDS:
            end += 1
        yield start, end


def _edit(start: int, before: str, after: str, confidence: float, name: str) -> Edit:
    """Return the edit of a token, without what stays at its edges, but of whole words."""
    low, most = 0, min(len(before), len(after))
    while low < most and before[low] == after[low]:
        low += 1
    while low and before[low - 1].isalnum():
        low -= 1
    high = 0
    while high < most - low and before[-1 - high] == after[-1 - high]:
        high += 1
    while high and before[len(before) - high].isalnum():
        high -= 1
    was, now = before[low : len(before) - high], after[low : len(after) - high]
    place = start + low, start + low + len(was)
    return Edit(*place, was, now, reason="characters", confidence=confidence, damage=name)


def _without_soft_breaks(text: str) -> list[Edit]:
    """Return the edits that join words which quoted-printable parted; the lines stay as many."""
    edits = []
    for match in SOFT_BREAK.finditer(text):
        end = match.end()
        after = f"{match[2]}{match[1]}"
        if text[match.start() - 1 : match.start()].isspace() or not match[2]:
            after, end = match[1], match.start(2)
        edits.append(_sure_edit(text, match.start(), end, after, _QUOTED_PRINTABLE))
    return edits


def _without_no_break_spaces(text: str) -> list[Edit]:
    """Return the edits that make spaces of no-break spaces.

    Where they are so many between common words that no typographer set them.
    """
    if not any(space in text for space in NO_BREAKS):
        return []
    if len(_BETWEEN_WORDS.findall(text)) < PARAMETERS.few_spaces:
        return []
    are_most = len(_NO_BREAK.findall(text)) > text.count(" ")
    return _plain_spaces(text, _NO_BREAK if are_most else _BETWEEN_WORDS)


def _plain_spaces(text: str, pattern: re.Pattern[str]) -> list[Edit]:
    return [
        _sure_edit(text, match.start(), match.end(), " ", NO_BREAK_SPACES)
        for match in pattern.finditer(text)
    ]


def _sure_edit(text: str, start: int, end: int, after: str, name: str) -> Edit:
    confidence = PARAMETERS.confidence
    before = text[start:end]
    return Edit(start, end, before, after, reason="characters", confidence=confidence, damage=name)
