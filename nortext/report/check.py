"""Run a folder of damaged texts with their right readings as a regression test.

A folder has any of these, in subfolders too:

- `NAME.ocr.txt` with `NAME.gold.txt`: a damaged text and what was printed. Words are compared;
  `NAME.known.txt` may list the words that still differ, one a line as `got<TAB>gold`, so that the
  check tells of every change to the better or worse.
- `*.jsonl`: one case a line, `{"ocr": …, "gold": …}`; `gold` left out means that the text is right
  as it stands, `"known_failure": true` that the case is known to fail, `note` says why it is there.
  Options of `nortext.RepairOptions` may stand beside them (`layout`, `damage`, …) and hold for the
  case alone. Texts are compared to the letter.

Known failures are strict: one that is mended fails the check until it is taken out of the list.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from nortext.errors import FileError, NortextError
from nortext.formats.files import read_text, write_text
from nortext.options import RepairOptions
from nortext.pipeline import Pipeline
from nortext.report.align import differences

__all__ = ["Case", "Checker", "Failure", "Pair", "Report", "check_folder", "fixtures_in"]

_OCR, _GOLD, _KNOWN = ".ocr.txt", ".gold.txt", ".known.txt"
_KEYS = {"ocr": str, "gold": str, "note": str, "known_failure": bool}
_OPTIONS = frozenset(field.name for field in fields(RepairOptions)) - {"folder"}


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that is not as the fixtures say.

    Attributes:
        place: the file, and for a case its line.
        message: what differs.
    """

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found.

    Attributes:
        cases: how many cases and pairs of files were tried.
        known: how many known failures and known differences failed as expected.
        failures: what is not as the fixtures say.
    """

    cases: int
    known: int
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A damaged text in a file, with the right one beside it.

    Attributes:
        path: the damaged text.
    """

    path: Path

    @property
    def name(self) -> str:
        """What it is called: the file's name without its ending."""
        return self.path.name.removesuffix(_OCR)

    @property
    def known_list(self) -> Path:
        """The list of its known differences."""
        return self.path.with_name(self.name + _KNOWN)

    def differences(self, pipeline: Pipeline) -> Counter[tuple[str, str]]:
        """Return the words that are not as in the right text, each with what it should be."""
        gold = self.path.with_name(self.name + _GOLD)
        if not gold.exists():
            raise FileError(f"{self.path}: there is no {gold.name} beside it")
        cleaned = pipeline.clean(read_text(self.path, "utf-8").text)
        return Counter(differences(cleaned, read_text(gold, "utf-8").text))


@dataclass(frozen=True, slots=True)
class Case:
    """A damaged text in a line of a file, with the right one.

    Attributes:
        path: the file.
        line: which line, from 1.
        ocr: the damaged text.
        gold: the right one.
        is_known: whether it is known to fail.
        options: the options of the case alone.
    """

    path: Path
    line: int
    ocr: str
    gold: str
    is_known: bool = False
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """The file and the line."""
        return f"{self.path}:{self.line}"


class Checker:
    """Checks fixtures with one set of options, and those of single cases.

    Args:
        options: how texts are repaired.
    """

    def __init__(self, options: RepairOptions) -> None:
        self._options = options
        self._pipelines: dict[str, Pipeline] = {}

    def pipeline(self, options: dict[str, Any]) -> Pipeline:
        """Return the pipeline with some options changed.

        Raises:
            ValueError: An option cannot be so.
            TypeError: It is no such thing.
            NortextError: The rules are wrong.
        """
        key = json.dumps(options, sort_keys=True)
        if key not in self._pipelines:
            changed = replace(self._options, **options)
            self._pipelines[key] = Pipeline.from_options(changed)
        return self._pipelines[key]

    def check(self, fixture: Pair | Case, update: bool = False) -> Report:
        """Check one fixture.

        Args:
            fixture: the fixture.
            update: write the known differences of a pair anew.
        """
        if isinstance(fixture, Case):
            return self._case(fixture)
        try:
            return self._pair(fixture, update)
        except FileError as error:
            return Report(1, 0, (Failure(str(fixture.path), str(error)),))

    def _pair(self, pair: Pair, update: bool) -> Report:
        found, known_list = pair.differences(self.pipeline({})), pair.known_list
        if update:
            rows = sorted(found.elements())
            write_text(known_list, "".join(f"{a}\t{b}\n" for a, b in rows), "utf-8")
            expected = found
        else:
            expected = Counter(_known(known_list))
        failures = [
            Failure(str(pair.path), f"{a!r} should be {b!r}")
            for a, b in sorted((found - expected).elements())
        ]
        failures += [
            Failure(str(known_list), f"{a!r} for {b!r} does not happen any more: take the line out")
            for a, b in sorted((expected - found).elements())
        ]
        return Report(1, sum((found & expected).values()), tuple(failures))

    def _case(self, case: Case) -> Report:
        try:
            got = self.pipeline(case.options).clean(case.ocr)
        except (ValueError, TypeError, NortextError) as error:
            return Report(1, 0, (Failure(case.place, f"the options of the case: {error}"),))
        message, known = "", 0
        if case.is_known:
            known = int(got != case.gold)
            if not known:
                message = f"{case.ocr!r} is mended: it is no known failure any more"
        elif got != case.gold:
            message = f"{case.ocr!r} gave {got!r}, should be {case.gold!r}"
        return Report(1, known, (Failure(case.place, message),) if message else ())


def check_folder(
    folder: Path, options: RepairOptions | None = None, update: bool = False
) -> Report:
    """Check every fixture below a folder.

    Args:
        folder: where the fixtures lie.
        options: how texts are repaired; the defaults where it is None.
        update: write the known differences of the pairs anew instead of failing on them.

    Returns:
        What was found; each line that is no case is a failure too.

    Raises:
        FileError: There are no fixtures, or a file cannot be read.
    """
    checker, parts = Checker(options or RepairOptions()), []
    for fixture in fixtures_in(folder):
        if isinstance(fixture, Failure):
            parts.append(Report(1, 0, (fixture,)))
        else:
            parts.append(checker.check(fixture, update))
    if not parts:
        raise FileError(f"{folder}: holds no NAME{_OCR} with NAME{_GOLD} and no .jsonl cases")
    failures = tuple([failure for part in parts for failure in part.failures])
    return Report(len(parts), sum([part.known for part in parts]), failures)


def fixtures_in(place: Path) -> Iterator[Pair | Case | Failure]:
    """Yield the fixtures of a folder, or of one file; a failure for each line that is no case.

    Args:
        place: a folder, a `NAME.ocr.txt`, or a `.jsonl` file.
    """
    if place.is_dir():
        for path in [*sorted(place.rglob(f"*{_OCR}")), *sorted(place.rglob("*.jsonl"))]:
            yield from fixtures_in(path)
    elif place.name.endswith(_OCR):
        yield Pair(place)
    else:
        for number, line in enumerate(_lines(place), 1):
            if line.strip():
                yield _case_of(place, number, line)


def _case_of(path: Path, number: int, line: str) -> Case | Failure:
    """Return the case in a line, or what is wrong with it."""
    place = f"{path}:{number}"
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Failure(place, f"not JSON ({error})")
    if not isinstance(found, dict) or not isinstance(found.get("ocr"), str):
        return Failure(place, 'should be an object with "ocr" and perhaps "gold", both texts')
    unknown = sorted(found.keys() - _KEYS.keys() - _OPTIONS)
    if unknown:
        allowed = ", ".join([*_KEYS, *sorted(_OPTIONS)])
        return Failure(place, f"unknown: {', '.join(unknown)}; a case may have {allowed}")
    for name, kind in _KEYS.items():
        if not isinstance(found.get(name, kind()), kind):
            what = "a text" if kind is str else "true or false"
            return Failure(place, f'"{name}" should be {what}')
    options = {name: value for name, value in found.items() if name in _OPTIONS}
    text: str = found["ocr"]
    is_known = found.get("known_failure", False)
    return Case(path, number, text, found.get("gold", text), is_known, options)


def _known(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the known differences that a list has."""
    if not path.exists():
        return
    for number, line in enumerate(_lines(path), 1):
        if not line:
            continue
        got, tab, gold = line.partition("\t")
        if not tab:
            raise FileError(
                f"{path}, line {number}: should be what stands there, a tab, what should"
            )
        yield got, gold


def _lines(path: Path) -> list[str]:
    return read_text(path, "utf-8").text.removeprefix("\ufeff").split("\n")
