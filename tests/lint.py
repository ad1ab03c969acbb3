#!/usr/bin/env python3
"""Set up everything and check the code without running it: `python3 tests/lint.py`.

Format and lint (ruff), types (mypy), which package may import which (import-linter), the sizes of
functions and modules, whether the word lists fit the code, and whether the numbers in the
documentation are those of the code. The exit code is 1 when any of them finds something.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from environment import ROOT, prepare

FOLDERS = ("nortext", "wordlists", "benchmarks", "tests", "fixtures", "docs")
MOST_OF_FUNCTION, MOST_OF_MODULE = 60, 400  # lines
MOST_AT_TOP = 14  # modules of the package that lie in no package below it


def too_large() -> Iterator[str]:
    """Yield what is too large, in words."""
    for path in sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")):
        source, name = path.read_text(encoding="utf-8"), path.relative_to(ROOT)
        if source.count("\n") > MOST_OF_MODULE:
            yield f"{name}: more than {MOST_OF_MODULE} lines"
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef) and node.end_lineno:
                first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
                if node.end_lineno - node.lineno >= MOST_OF_FUNCTION:
                    yield f"{name}:{first}: {node.name} has more than {MOST_OF_FUNCTION} lines"
    if len(list((ROOT / "nortext").glob("*.py"))) > MOST_AT_TOP:
        yield f"nortext: more than {MOST_AT_TOP} modules that lie in no package"


def main() -> int:
    """Run the checks and return the exit code."""
    python = prepare("test", "lint")
    tools = str(Path(python).parent)
    commands = [
        [python, "-m", "ruff", "format", "--check", "."],
        [python, "-m", "ruff", "check", "."],
        [python, "-m", "mypy"],
        [f"{tools}/lint-imports", "--no-logo"],
        [python, "wordlists/model.py"],
        [python, "docs/numbers.py", "--check"],
    ]
    failed = 0
    for command in commands:
        print("·", *[part.removeprefix(f"{tools}/") for part in command], flush=True)
        failed += bool(subprocess.run(command, cwd=ROOT).returncode)
    print("· sizes")
    faults = list(too_large())
    print("\n".join(faults) or "no function, module or folder is too large")
    return int(bool(failed or faults))


if __name__ == "__main__":
    sys.exit(main())
