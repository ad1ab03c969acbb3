"""Make the project's own virtual environment; needs nothing but Python's standard library."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
LEAST = (3, 10)


def prepare(*extras: str) -> str:
    """Install the project into `.venv` beside it, and return the path of its Python.

    Exits with a message where something is missing.

    Args:
        extras: optional dependencies to install with it, for example `test`.
    """
    if sys.version_info < LEAST:
        sys.exit(
            f"nortext needs Python {LEAST[0]}.{LEAST[1]} or newer; "
            f"this is {sys.version.split()[0]} ({sys.executable})"
        )
    python = FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        print(f"making a virtual environment in {FOLDER} ...", file=sys.stderr)
        _make()
    print("installing nortext into it ...", file=sys.stderr)
    what = f"{ROOT}[{','.join(extras)}]" if extras else str(ROOT)
    pip = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    # the same version may have other content
    for step in (["uninstall", "--yes", "nortext"], ["install", what]):
        done = subprocess.run([*pip, *step], capture_output=True, text=True)
        if done.returncode:
            sys.exit(
                f"{done.stdout}{done.stderr}\npip could not install nortext; "
                "is there a connection to a package index?"
            )
    return str(python)


def _make() -> None:
    """Make the environment."""
    command = [sys.executable, "-m", "venv", str(FOLDER)]
    made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode:
        sys.exit(
            f"{made.stdout}{made.stderr}\nthis Python cannot make virtual environments; "
            "on Debian and Ubuntu: apt install python3-venv"
        )
