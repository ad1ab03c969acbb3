#!/usr/bin/env python3
"""Set up everything and run the tests: `python3 tests/run.py`.

Arguments are handed on to pytest. Without any, all tests run but those marked `process`, which
start and kill processes of their own: `python3 tests/run.py -m process`.
"""

from __future__ import annotations

import subprocess
import sys

from environment import ROOT, prepare

APART = "not process"


def main() -> int:
    """Run the tests and return pytest's exit code."""
    python = prepare("test")
    arguments = sys.argv[1:] or ["-m", APART]
    command = [python, "-m", "pytest", "-q", "-n", "auto", *arguments]
    return subprocess.run(command, cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
