"""Tell program code, formulas, tables and markup, whose signs are no damage."""

from __future__ import annotations

import re

from nortext.characters.parameters import PARAMETERS
from nortext.characters.substitution import Substitution
from nortext.text.verbatim import ADDRESS

__all__ = ["is_code_or_markup"]

_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>\n]{0,150})?>")
"""A tag of a web page."""

_CODE = re.compile(
    r"""
        (?:\)|\s=\s[^\n]*|\breturn\b[^\n]*);[ \t]*$ | "[ \t]*:[ \t]*["{\[\d] | [=!<>]=|&&|\|\||=>|->
      | \w\([^()\n]*\)[ \t]*\{ | \\[a-z]+_
      | \\(?:(?:sub)*section|chapter|emph|text\w\w|begin|end|cite\w?|ref|label|footnote|usepackage
            |documentclass|title|author|caption|input|include\w*|frac|sqrt|[hm]box|newcommand|url
            |href|alpha|beta|sum|int)\b
      | ^[ \t]*[{}\[\]|\\][ \t]*$ | (?:^|\s)\}[ \t]*else\b | ^[ \t]*\|[^\n]*\|[ \t]*$
      | [=+*/^_]\ ?[{}\[\]\\] | [{}\[\]\\]\ ?[=+*/^_]
    """,
    re.VERBOSE,
)
"""What gives away a line of program code, JSON, a table or a formula, whatever its brackets are."""


def is_code_or_markup(text: str, start: int, end: int, kind: Substitution, after: str) -> bool:
    """Tell whether a kind's mending may not touch a token.

    It is an address, or stands in a line of program code or beside tags.

    Args:
        text: the text.
        start: where the token begins.
        end: where it ends.
        kind: the kind of damage.
        after: what it says the token was.
    """
    longest = PARAMETERS.longest_code_line
    gives_letter = any(letter.isalpha() and letter > "\x7f" for letter in after)
    if kind.keeps_markup and not gives_letter:
        if _TAG.search(text, max(0, start - longest), end + longest):
            return True
    if kind.keeps_addresses and ADDRESS.search(text, start, end):
        return True
    if not kind.keeps_code:
        return False
    if "$" in text[start:end] and "$" not in kind.marks:
        return True  # a formula or a variable
    low = text.rfind("\n", max(0, start - longest), start) + 1
    high = text.find("\n", end, end + longest)
    if (low == 0 and start > longest) or (high < 0 and end + longest < len(text)):
        return False  # a long line is a paragraph
    line = text[low : high if high >= 0 else len(text)]
    return len(line) <= longest and _CODE.search(line) is not None
