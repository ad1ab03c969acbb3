"""Ask ftfy about mojibake that our own kinds leave: other encodings, several layers, lost controls.

ftfy (Speer 2019, doi:10.5281/zenodo.2591652) undoes a misreading by a plan: which encoding a line
was read in, and which it was written in. Its own heuristics know no language, so a plan is followed
only where the words that come out are more plausible as Norwegian than what our kinds make of the
line. ftfy is imported when a text still has characters that Norwegian texts hardly hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from nortext.characters.mojibake import misread
from nortext.characters.parameters import PARAMETERS
from nortext.characters.plausibility import Plausibility
from nortext.text.alphabet import LOST, LOST_CAPITALS
from nortext.text.edits import Edit
from nortext.text.verbatim import ADDRESS

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

__all__ = ["OTHER_KINDS", "OtherMojibake"]

Plan = tuple[tuple[str, str], ...]
"""Steps that undo a misreading, as ftfy names them, in order."""

_CODECS = MappingProxyType(
    {
        "latin-1": "latin-1",
        "sloppy-windows-1252": "cp1252",
        "sloppy-windows-1250": "cp1250",
        "sloppy-windows-1251": "cp1251",
        "sloppy-windows-1253": "cp1253",
        "sloppy-windows-1254": "cp1254",
        "sloppy-windows-1257": "cp1257",
        "iso-8859-2": "iso-8859-2",
        "macroman": "mac-roman",
        "cp437": "cp437",
    }
)
"""ftfy's names of the encodings that it tries, and ours."""

_OF_CONTROLS: Plan = (("encode", "latin-1"), ("decode", "windows-1252"))
_OF_TERMINAL: Plan = (("apply", "remove_terminal_escapes"),)
_SIMPLE: tuple[Plan, ...] = tuple((("encode", codec), ("decode", "utf-8")) for codec in _CODECS)

OTHER_KINDS: Mapping[str, Plan] = MappingProxyType(
    {
        **{
            f"utf-8-as-{_CODECS[codec]}": (("encode", codec), ("decode", "utf-8"))
            for codec in _CODECS
            if _CODECS[codec][:4] in ("cp12", "iso-") and _CODECS[codec] != "cp1252"
        },
        "cp1252-as-latin-1": _OF_CONTROLS,
        "terminal-escapes": _OF_TERMINAL,
    }
)
"""The kinds of damage that ftfy alone undoes, and its plans for them."""

_SUSPECT = re.compile(
    r"[^\t-\r -~æøåÆØÅéèêëüöäôòóáàâçñÉÈÜÖÄÔÓÁÀÇ«»“”„’‘‚–—…•·§°½¼¾²³€£©®™×÷±µ\xa0]"
)
"""Characters that Norwegian texts hardly hold, or that mojibake has."""

_TRACE = re.compile(r"[^\x00-\x7f]{2}|[\x1b\x80-\x9f]|Ã ")
"""What every line has that may be mended: no character beyond ASCII in UTF-8 is one byte."""

_INSIDE_WORD = re.compile(r"(?<=[^\W\d_])[\x80-\x9f](?=[^\W\d_])")
_CONTROL = re.compile(r"[\x80-\x84\x86-\x9f]")
_RUN = re.compile(r"[^ \t\r\n]+")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Controls and line ends, which no plan may make of anything else."""


class OtherMojibake:
    """Mends the lines of a text that are still suspect once our own kinds are undone.

    Args:
        plausibility: judges tokens.
    """

    def __init__(self, plausibility: Plausibility) -> None:
        self._plausibility = plausibility

    def find(self, source: str, mended: str) -> list[Edit]:
        """Return the edits of a text by ftfy's plans, where they do better than our own kinds.

        Args:
            source: the text.
            mended: the same once our own kinds are undone; it has as many lines.
        """
        lines = list(_suspect_lines(source, mended))
        if not lines:
            return []
        plans: dict[Plan, None] = {}
        for before, after, _ in lines:
            plan, _ = self._best(before, after, plans)
            if plan:
                plans[plan] = None
        edits: list[Edit] = []
        for before, after, start in lines if plans else ():
            plan, best = self._best(before, after, plans)
            edits += _edits(before, best, start, _kind_of(plan))
        return edits

    def undo(self, text: str, name: str) -> list[Edit]:
        """Return the edits that undo one kind of damage, wherever it may be.

        Args:
            text: any text.
            name: one of `OTHER_KINDS`.
        """
        plan = OTHER_KINDS[name]
        edits: list[Edit] = []
        start = 0
        for line in text.split("\n"):
            after = _follow(plan, line)
            if after is not None:
                edits += _edits(line, after, start, name)
            start += len(line) + 1
        return edits

    def _best(self, before: str, after: str, plans: Mapping[Plan, None]) -> tuple[Plan, str]:
        """Return the plan that does best for a line, and what it makes of it.

        Args:
            before: the line.
            after: what our own kinds make of it.
            plans: plans that other lines were mended by.

        Returns:
            No plan and the line itself, where none does well enough.
        """
        from ftfy.badness import is_bad

        best, most = before, PARAMETERS.other_evidence
        chosen: Plan = ()
        looks_bad = is_bad(before)
        for plan in dict.fromkeys([*plans, *_own_plan(before), *_SIMPLE]):
            candidate = _follow(plan, before)
            if candidate is None or candidate in (before, best):
                continue
            if plan == _OF_CONTROLS and _may_be_other(before, plan in plans):
                continue
            is_proved = looks_bad or plan in plans or plan == _OF_TERMINAL
            gain = self._gain(after, candidate, not is_proved)
            if gain > most:
                best, most, chosen = candidate, gain, plan
        return chosen, best

    def _gain(self, some: str, other: str, needs_words: bool) -> float:
        """Return how much more plausible one line is than another, run by run.

        Args:
            some: the one.
            other: the other.
            needs_words: whether it counts only where each run that differs gives new words.
        """
        of, has_new_words = self._plausibility.of, self._plausibility.has_new_words
        a, b = some.split(" "), other.split(" ")
        gain = 0.0
        for op in Levenshtein.opcodes(a, b):
            if op.tag == "equal":
                continue
            was, now = a[op.src_start : op.src_end], b[op.dest_start : op.dest_end]
            if needs_words and not has_new_words(" ".join(was), " ".join(now)):
                return 0.0
            gain += sum(map(of, now)) - sum(map(of, was))
        return gain


def _suspect_lines(source: str, mended: str) -> Iterator[tuple[str, str, int]]:
    """Yield the lines of a text that a plan may mend.

    Args:
        source: the text.
        mended: what our own kinds make of it.

    Yields:
        The line, what our own kinds make of it, and where it begins in the source.
    """
    if not _SUSPECT.search(mended):
        return
    befores, afters = source.split("\n"), mended.split("\n")
    if len(befores) != len(afters):
        return
    start = 0
    for before, after in zip(befores, afters, strict=True):
        if _SUSPECT.search(after) and _may_be_mended(before) and not ADDRESS.search(before):
            yield before, after, start
        start += len(before) + 1


def _may_be_mended(line: str) -> bool:
    """Tell whether a line has anything that a plan may mend; asked first, and fast."""
    if not _TRACE.search(line):
        return False
    if "\x1b" in line or any(run in line for run in _telltales()):
        return True
    from ftfy.badness import is_bad

    return is_bad(line)


def _may_be_other(line: str, is_proved: bool) -> bool:
    """Tell whether controls may be else than marks of cp1252.

    Inside words they are letters of another encoding of one byte; U+0085 alone ends a line.

    Args:
        line: a line with controls from U+0080.
        is_proved: whether other lines have marks of cp1252.
    """
    has_marks = is_proved or _CONTROL.search(line) is not None
    return not has_marks or _INSIDE_WORD.search(line) is not None


@cache
def _telltales() -> frozenset[str]:
    """Return what becomes of Norwegian letters in UTF-8 that are read in another encoding."""
    readers = {codec.replace("sloppy-windows-", "cp") for codec in _CODECS}
    return frozenset(
        misread(letter, "utf-8", reader) for letter in LOST + LOST_CAPITALS for reader in readers
    )


def _own_plan(line: str) -> list[Plan]:
    """Return the plan that ftfy itself makes for a line, if it undoes a kind that has a name."""
    import ftfy

    found = ftfy.fix_and_explain(line, _config()).explanation or []
    plan = tuple([(step.action, step.parameter) for step in found])
    return [plan] if _kind_of(plan) else []


def _config() -> TextFixerConfig:
    """Return what ftfy may do: undo wrong encodings, and nothing about typography."""
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
    )


def _follow(plan: Plan, line: str) -> str | None:
    """Return a line as a plan leaves it, or None where the plan does not fit.

    Where it does not fit the whole line it is followed for the runs without spaces that it fits.
    """
    found = _followed(plan, line)
    if found is None and plan in _SIMPLE:
        found = _RUN.sub(lambda match: _followed(plan, match[0]) or match[0], line)
    return found


def _followed(plan: Plan, text: str) -> str | None:
    import ftfy

    try:
        found = ftfy.apply_plan(text, [ftfy.ExplanationStep(*step) for step in plan])
    except (UnicodeError, ValueError):
        return None
    return found if set(_UNSEEN.findall(found)) <= set(text) else None


def _kind_of(plan: Plan) -> str:
    """Return the kinds of damage that a plan undoes, outermost first."""
    if plan == _OF_TERMINAL:
        return "terminal-escapes"
    kinds: list[str] = []
    codec = ""
    for action, parameter in plan:
        if action == "encode":
            codec = _CODECS.get(parameter, parameter)
        elif action == "decode":
            written = "utf-8" if parameter.startswith("utf-8") else "cp1252"
            kinds.append(f"{written}-as-{codec}")
        elif parameter == "remove_terminal_escapes":
            kinds.append("terminal-escapes")
        elif parameter == "fix_c1_controls":
            kinds.append("cp1252-as-latin-1")
    return "+".join(dict.fromkeys(kinds))


def _edits(before: str, after: str, start: int, kind: str) -> Iterator[Edit]:
    """Yield the edits that make one line of another, of whole runs without spaces.

    Args:
        before: the line.
        after: what it becomes.
        start: where the line begins in the text.
        kind: the kinds of damage undone.
    """
    spans: list[tuple[int, int, int, int]] = []
    for op in Levenshtein.opcodes(before, after):
        if op.tag == "equal":
            continue
        a, b, c, d = op.src_start, op.src_end, op.dest_start, op.dest_end
        while a and c and before[a - 1] == after[c - 1] and not before[a - 1].isspace():
            a, c = a - 1, c - 1
        while b < len(before) and d < len(after) and before[b] == after[d]:
            if before[b].isspace():
                break
            b, d = b + 1, d + 1
        if spans and a <= spans[-1][1]:
            a, c = spans[-1][0], spans.pop()[2]
        spans.append((a, b, c, d))
    for a, b, c, d in spans:
        yield Edit(
            start + a,
            start + b,
            before[a:b],
            after[c:d],
            reason="characters",
            confidence=PARAMETERS.confidence,
            damage=kind,
        )
