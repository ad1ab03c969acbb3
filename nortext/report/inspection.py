"""Find out what is wrong with a text: the damage that a repair finds, and the languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from nortext.kinds import KINDS
from nortext.language.function_words import Languages
from nortext.pipeline import Pipeline, default_pipeline
from nortext.report.parameters import PARAMETERS
from nortext.text.edits import Edit

__all__ = ["Finding", "Inspection", "inspect"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of damage in a text.

    Attributes:
        kind: its name in `nortext.KINDS`.
        summary: what happened, in a few words.
        changes: how many changes would undo it.
        share: how many there are for each word of the text; of damage to words the share of words
            affected.
        first_line: the line of the first, counted from 1.
        last_line: the line of the last.
        confidence: how likely the changes are right, on average, 0 to 1.
        examples: the commonest, as before and after.
    """

    kind: str
    summary: str
    changes: int
    share: float
    first_line: int
    last_line: int
    confidence: float
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found out about a text.

    Attributes:
        words: how many words it has.
        language: its main language, as `nortext.language.function_words` names them, or "".
        languages: the share of its words in paragraphs of each language, largest first.
        findings: the kinds of damage, most changes first; none where the text is sound.
        doubts: how many words are in doubt.
    """

    words: int
    language: str
    languages: tuple[tuple[str, float], ...]
    findings: tuple[Finding, ...]
    doubts: int

    def as_dict(self) -> dict[str, Any]:
        """Return the inspection as plain values, ready for JSON."""
        return asdict(self)


def inspect(text: str, pipeline: Pipeline | None = None) -> Inspection:
    """Find out what is wrong with a text, changing nothing.

    Args:
        text: any text.
        pipeline: the repair whose changes are looked at; one with its defaults where it is None,
            made once and kept.

    Returns:
        The kinds of damage with their evidence, and the languages.

    >>> (finding,) = inspect("BlÃ¥bÃ¦r og rÃ¸dgrÃ¸t pÃ¥ bordet").findings
    >>> finding.kind, finding.changes, finding.examples[0]
    ('utf-8-as-latin-1', 3, ('BlÃ¥bÃ¦r', 'Blåbær'))
    """
    pipeline = pipeline or default_pipeline()
    repair = pipeline.repair(text)
    found: dict[str, list[Edit]] = {}
    for edit in repair.edits:
        for kind in edit.damage.split("+"):
            if kind in KINDS:
                found.setdefault(kind, []).append(edit)
    findings = [_finding(text, kind, edits, repair.words) for kind, edits in found.items()]
    counts = Counter(dict(_languages(repair.text, Languages(pipeline.models.folder))))
    total = max(1, counts.total())
    languages = tuple(
        [(name, round(number / total, 4)) for name, number in counts.most_common() if name]
    )
    return Inspection(
        repair.words,
        languages[0][0] if languages else "",
        languages,
        tuple(sorted(findings, key=lambda finding: (-finding.changes, finding.kind))),
        len(repair.doubts),
    )


def _finding(text: str, kind: str, edits: list[Edit], words: int) -> Finding:
    """Return what is said of one kind of damage."""
    pairs = Counter((edit.before.strip(), edit.after.strip()) for edit in edits)
    commonest = pairs.most_common(PARAMETERS.most_examples)
    return Finding(
        kind,
        KINDS[kind].summary,
        len(edits),
        round(len(edits) / max(1, words), 4),
        text.count("\n", 0, edits[0].start) + 1,
        text.count("\n", 0, edits[-1].start) + 1,
        round(sum(edit.confidence for edit in edits) / len(edits), 4),
        tuple([pair for pair, _ in commonest]),
    )


def _languages(text: str, languages: Languages) -> Iterator[tuple[str, int]]:
    """Yield for each language how many words the paragraphs in it have."""
    counts: Counter[str] = Counter()
    for paragraph in text.split("\n\n"):
        counts[languages.of(paragraph)] += len(paragraph.split())
    yield from counts.items()
