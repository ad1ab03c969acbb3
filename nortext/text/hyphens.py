"""Tell which hyphens at line ends belong to the word, and which a printer put there."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["SUSPENDED", "join_lines"]

SUSPENDED = frozenset(["og", "eller", "samt", "men", "til", "og/eller", "kontra"])
"""Words behind a hyphen that show it to be suspended: `lærings-` / `og utviklingsteam`."""

_SOFT = ("¬", "\xad")
"""What programs put at line ends where a word goes on in the next line."""

_BETWEEN = frozenset("ved til i på for av om og mot under over".split())
"""Small words in the middle of words of three: `skulder-ved-skulder`."""

_LAST = re.compile(r"[\w/.:-]{0,80}-$")
_JOINED = re.compile(r"-\w")
_FIRST = re.compile(r"[\w/]+")


def join_lines(
    before: str, after: str, text: str, is_word: Callable[[str], bool]
) -> tuple[int, str]:
    """Tell what becomes of the end of a line that goes on in the next.

    Args:
        before: the line.
        after: the next.
        text: the text they are from, which may have the word within a line.
        is_word: tells whether a word in small letters is one.

    Returns:
        How many characters of the line's end are dropped, and what stands between the two.

    >>> join_lines("en ny fagut-", "viklings plan", "", lambda word: True)
    (1, '')
    >>> join_lines("alle NAV-", "kontorene", "", lambda word: True)
    (0, '')
    >>> join_lines("lærings-", "og utviklingsteam", "", lambda word: True)
    (0, ' ')
    """
    if before.endswith(_SOFT) and after[:1].islower():
        return 1, ""
    if not before.endswith("-"):
        return 0, "" if before.endswith("/") and not before.endswith(" /") else " "
    head, first = _LAST.search(before), _FIRST.match(after)
    if head is None or first is None or head[0] == "-" or before.endswith("--"):
        return 0, " "  # a dash
    *more, last = re.split("[-/]", head[0][:-1])
    word = first[0]
    if word.lower() in SUSPENDED:
        return 0, " "
    is_acronym = last[:1].isupper() and last[1:2].isupper()
    if not word[0].islower() or not last or not last[-1].islower() or is_acronym:
        return 0, ""  # a name, an acronym, a number
    if more and last in _BETWEEN:
        return 0, ""
    is_address = "://" in head[0] or "www." in head[0]
    if len(last) == 1 or _JOINED.match(after, first.end()) or is_address:
        return 0, ""  # `e-post`, `lærer-elev-samtaler`, an address
    whole = (last + word.split("/")[0]).lower()
    if not is_word(whole) and f"{last}-{word}" in text:
        return 0, ""
    return 1, ""
