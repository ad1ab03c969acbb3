#!/usr/bin/env python3
"""Fuzz, guided by coverage: `python benchmarks/fuzz.py TARGET [FOLDER] [-max_total_time=3600]`.

Needs `pip install atheris` (Linux). The targets are `repair`, `decode` and `records` (the readers
of a batch). The inputs start from `fixtures/fuzz/`, and those that lead to new code are added to
FOLDER. What must hold is in `tests/invariants.py`, which the tests ask too of everything in
`fixtures/fuzz/`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

with atheris.instrument_imports(include=["nortext"]):
    import invariants


def main() -> None:
    """Fuzz one target."""
    if len(sys.argv) < 2 or sys.argv[1] not in invariants.TARGETS:
        sys.exit(f"say what to fuzz: {', '.join(invariants.TARGETS)}")
    name, *rest = sys.argv[1:]
    folders = [argument for argument in rest if not argument.startswith("-")]
    options = [argument for argument in rest if argument.startswith("-")]
    seeds = ROOT / "fixtures" / "fuzz" / name
    atheris.Setup([sys.argv[0], *options, *folders, str(seeds)], invariants.TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
