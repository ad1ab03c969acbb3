#!/usr/bin/env python3
"""Set up everything and run the tests: `python3 tests/run.py`. Arguments are handed on to pytest."""

from __future__ import annotations

import subprocess
import sys

from environment import ROOT, prepare


def main() -> int:
    python = prepare("test")
    if not sys.argv[1:]:
        for tool in (["ruff", "check", "nortext", "tests", "wordlists", "fixtures", "benchmarks"], ["mypy", "nortext"]):
            print("·", *tool, flush=True)
            failed = subprocess.run([python, "-m", *tool], cwd=ROOT).returncode
            if failed:
                return failed
    return subprocess.run([python, "-m", "pytest", *sys.argv[1:]], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
