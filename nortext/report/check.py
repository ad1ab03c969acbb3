"""Run a folder of damaged texts with their right readings as a regression test.

A folder holds any of these, in subfolders too:

- `NAME.ocr.txt` with `NAME.gold.txt`: a damaged text and what was printed. Words are compared; `NAME.known.txt` may list the
  words that still differ, one a line as `got<TAB>gold`, so that the check tells of every change to the better or worse.
- `*.jsonl`: one case a line, `{"ocr": …, "gold": …}`; `gold` left out means that the text is right as it stands, `"known_failure":
  true` that the case is known to fail, `note` says why it is there. Texts are compared to the letter.

Known failures are strict: one that is mended fails the check until it is taken out of the list.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from nortext.formats.files import FileError, read_text, write_text

__all__ = ["Failure", "Report", "check_folder", "differences"]


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


def differences(got: str, gold: str) -> list[tuple[str, str]]:
    """The words that differ between two texts, aligned as well as can be.

    Args:
        got: the text to judge.
        gold: the right text.

    Returns:
        Pairs of what stands there and what should; "" where a word is missing.

    >>> differences("et mate i dag", "et møte i dag")
    [('mate', 'møte')]
    """
    ours, right = got.split(), gold.split()
    found: list[tuple[str, str]] = []
    for op in Levenshtein.opcodes(ours, right):
        if op.tag == "equal":
            continue
        a, b = ours[op.src_start : op.src_end], right[op.dest_start : op.dest_end]
        if len(a) == len(b):
            found.extend(zip(a, b, strict=True))
        else:
            found.append((" ".join(a), " ".join(b)))
    return found


def check_folder(folder: Path, clean: Callable[[str], str], update: bool = False) -> Report:
    """Check every fixture below a folder.

    Args:
        folder: where the fixtures lie.
        clean: the repair to check.
        update: write the known differences of the pairs anew instead of failing on them.

    Returns:
        What was found.

    Raises:
        FileError: there are no fixtures, or one cannot be read.
    """
    cases = known = 0
    failures: list[Failure] = []
    for path in sorted(folder.rglob("*.ocr.txt")):
        gold = path.with_name(path.name.removesuffix(".ocr.txt") + ".gold.txt")
        if not gold.exists():
            raise FileError(f"{path}: there is no {gold.name} beside it")
        cases += 1
        found = Counter(differences(clean(read_text(path, "utf-8").text), read_text(gold, "utf-8").text))
        list_path = path.with_name(path.name.removesuffix(".ocr.txt") + ".known.txt")
        if update:
            rows = sorted(found.elements())
            write_text(list_path, "".join(f"{a}\t{b}\n" for a, b in rows), "utf-8")
            expected = found
        else:
            expected = Counter(_known(list_path))
        known += sum((found & expected).values())
        failures += [Failure(str(path), f"{a!r} should be {b!r}") for a, b in sorted((found - expected).elements())]
        failures += [
            Failure(str(list_path), f"{a!r} for {b!r} does not happen any more: take the line out")
            for a, b in sorted((expected - found).elements())
        ]
    for path in sorted(folder.rglob("*.jsonl")):
        for number, case in _cases(path):
            cases += 1
            place, text = f"{path}:{number}", case["ocr"]
            gold_text = case.get("gold", text)
            got = clean(text)
            if case.get("known_failure"):
                known += got != gold_text
                if got == gold_text:
                    failures.append(Failure(place, f"{text!r} is mended: it is no known failure any more"))
            elif got != gold_text:
                failures.append(Failure(place, f"{text!r} gave {got!r}, should be {gold_text!r}"))
    if not cases:
        raise FileError(f"{folder}: holds no NAME.ocr.txt with NAME.gold.txt and no .jsonl cases")
    return Report(cases, known, tuple(failures))


def _known(path: Path) -> Iterator[tuple[str, str]]:
    if not path.exists():
        return
    for number, line in enumerate(read_text(path, "utf-8").text.removeprefix("\ufeff").split("\n"), 1):
        if not line:
            continue
        got, tab, gold = line.partition("\t")
        if not tab:
            raise FileError(f"{path}, line {number}: should be what stands there, a tab, what should")
        yield got, gold


def _cases(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    for number, line in enumerate(read_text(path, "utf-8").text.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
        except json.JSONDecodeError as error:
            raise FileError(f"{path}, line {number}: not JSON ({error.msg})") from None
        if not isinstance(case, dict) or not isinstance(case.get("ocr"), str) or not isinstance(case.get("gold", ""), str):
            raise FileError(f'{path}, line {number}: should be an object with "ocr" and perhaps "gold", both texts')
        yield number, case
