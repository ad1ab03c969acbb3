"""Run a folder of damaged texts with their right readings as a regression test.

A folder has any of these, in subfolders too:

- `NAME.ocr.txt` with `NAME.gold.txt`: a damaged text and what was printed. Words are compared;
  `NAME.known.txt` may list the words that still differ, one a line as `got<TAB>gold`, so that the
  check tells of every change to the better or worse.
- `*.jsonl`: one case a line, `{"ocr": …, "gold": …}`; `gold` left out means that the text is right
  as it stands, `"known_failure": true` that the case is known to fail, `note` says why it is there.
  Texts are compared to the letter.

Known failures are strict: one that is mended fails the check until it is taken out of the list.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nortext.errors import FileError
from nortext.formats.files import read_text, write_text
from nortext.report.align import differences

__all__ = ["Failure", "Report", "check_folder"]

_OCR, _GOLD, _KNOWN = ".ocr.txt", ".gold.txt", ".known.txt"


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


def check_folder(folder: Path, clean: Callable[[str], str], update: bool = False) -> Report:
    """Check every fixture below a folder.

    Args:
        folder: where the fixtures lie.
        clean: the repair to check.
        update: write the known differences of the pairs anew instead of failing on them.

    Returns:
        What was found.

    Raises:
        FileError: There are no fixtures, or one cannot be read.
    """
    parts = [_check_pair(path, clean, update) for path in sorted(folder.rglob(f"*{_OCR}"))]
    for path in sorted(folder.rglob("*.jsonl")):
        parts += [_check_case(f"{path}:{number}", case, clean) for number, case in _cases(path)]
    if not parts:
        raise FileError(f"{folder}: holds no NAME{_OCR} with NAME{_GOLD} and no .jsonl cases")
    failures = tuple([failure for part in parts for failure in part.failures])
    return Report(len(parts), sum([part.known for part in parts]), failures)


def _check_pair(path: Path, clean: Callable[[str], str], update: bool) -> Report:
    """Check a damaged text against the right one."""
    name = path.name.removesuffix(_OCR)
    gold, list_path = path.with_name(name + _GOLD), path.with_name(name + _KNOWN)
    if not gold.exists():
        raise FileError(f"{path}: there is no {gold.name} beside it")
    cleaned = clean(read_text(path, "utf-8").text)
    found = Counter(differences(cleaned, read_text(gold, "utf-8").text))
    if update:
        rows = sorted(found.elements())
        write_text(list_path, "".join(f"{a}\t{b}\n" for a, b in rows), "utf-8")
        expected = found
    else:
        expected = Counter(_known(list_path))
    failures = [
        Failure(str(path), f"{a!r} should be {b!r}")
        for a, b in sorted((found - expected).elements())
    ]
    failures += [
        Failure(str(list_path), f"{a!r} for {b!r} does not happen any more: take the line out")
        for a, b in sorted((expected - found).elements())
    ]
    return Report(1, sum((found & expected).values()), tuple(failures))


def _check_case(place: str, case: dict[str, str], clean: Callable[[str], str]) -> Report:
    """Check a case."""
    text = case["ocr"]
    gold, got = case.get("gold", text), clean(text)
    known, message = 0, ""
    if case.get("known_failure"):
        known = int(got != gold)
        if got == gold:
            message = f"{text!r} is mended: it is no known failure any more"
    elif got != gold:
        message = f"{text!r} gave {got!r}, should be {gold!r}"
    return Report(1, known, (Failure(place, message),) if message else ())


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


def _cases(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the cases of a file with their line numbers."""
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
        except json.JSONDecodeError as error:
            raise FileError(f"{path}, line {number}: not JSON ({error.msg})") from None
        has_texts = isinstance(case, dict) and isinstance(case.get("ocr"), str)
        if not has_texts or not isinstance(case.get("gold", ""), str):
            raise FileError(
                f'{path}, line {number}: should be an object with "ocr" and perhaps "gold", '
                "both texts"
            )
        yield number, case


def _lines(path: Path) -> list[str]:
    return read_text(path, "utf-8").text.removeprefix("\ufeff").split("\n")
