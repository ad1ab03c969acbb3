#!/usr/bin/env python3
"""Measure how much mojibake is mended, with and without ftfy: `python benchmarks/mojibake.py`.

The cases are those of `fixtures/mojibake.jsonl`, compared to the letter. ftfy alone leaves quotes,
ligatures, width, entities and line ends as they are, and so do we.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import ftfy

from nortext import Pipeline
from nortext.characters.other_mojibake import OtherMojibake

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Measure and print."""
    lines = (ROOT / "fixtures" / "mojibake.jsonl").read_text(encoding="utf-8").split("\n")
    cases = [json.loads(line) for line in lines if line]
    clean = Pipeline().clean
    config = ftfy.TextFixerConfig(
        unescape_html=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        remove_control_chars=False,
        normalization=None,
    )

    def by_ftfy(text: str) -> str:
        return ftfy.fix_text(text, config)

    def right(repair: Callable[[str], str]) -> int:
        return sum(repair(case["ocr"]) == case.get("gold", case["ocr"]) for case in cases)

    with patch.object(OtherMojibake, "find", return_value=[]):
        print(f"{len(cases)} cases")
        print(f"our own kinds alone: {right(clean)} right")
        print(f"ftfy alone: {right(by_ftfy)} right")
        print(f"ftfy first, our own kinds behind it: {right(lambda t: clean(by_ftfy(t)))} right")
    print(f"nortext, which asks ftfy for what its own kinds leave: {right(clean)} right")


if __name__ == "__main__":
    main()
