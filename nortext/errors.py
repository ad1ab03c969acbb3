"""What nortext raises when something outside it is wrong: one tree, with exit codes."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = [
    "FileError",
    "NortextError",
    "RuleError",
    "RuleTimeoutError",
    "WorkersError",
    "display_name",
    "reason_of",
]


class NortextError(Exception):
    """Something is wrong that a user can put right; the message says what, where and how.

    Attributes:
        exit_code: what the command line exits with.
    """

    exit_code: int = 1


class FileError(NortextError):
    """A file cannot be read or written; the message names it and says what to do."""


class RuleError(NortextError):
    """A rules file is wrong; the message has a line for each fault."""

    exit_code = 2


class RuleTimeoutError(NortextError):
    """A pattern of a rule takes too long; the message names the rule and the place."""


class WorkersError(NortextError):
    """The processes of a batch do not start."""


def display_name(file: Path | str) -> str:
    """Return how to call a file in what is written: names may have line ends, or be no text.

    Args:
        file: its path.

    >>> display_name("en\\nto.txt")
    'en\\\\nto.txt'
    """
    name = os.fsencode(file).decode("utf-8", "backslashreplace")
    escaped = [
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in name
    ]
    return "".join(escaped)


def reason_of(error: OSError) -> str:
    """Return why the system refuses, in its own words."""
    return (error.strerror or str(error)).lower()
