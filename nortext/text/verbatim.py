"""Find the runs of characters that must never be touched: addresses, file names, code, markup.

What people wrote beside them is no part of them: comments of program code, the text between tags,
the words of a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nortext.text.parameters import PARAMETERS

__all__ = ["ADDRESS", "verbatim_spans"]

_SURE_EXTENSIONS = "no|com|org|net|dk|se|eu|pdf|html?|docx?|txt|py"
"""Ends of names of sites and files, which no escape or misread letter makes."""

_EXTENSIONS = (
    _SURE_EXTENSIONS + "|odt|rtf|xlsx?|pptx?|csv|md|tex|json|xml|ya?ml|toml"
    "|ini|js|css|php|java|cpp|sql|srt|png|jpe?g|gif|svg|tiff?|zip|gz"
)
"""The same, and those of files that beside words only are looked for."""

_UNTOUCHED = re.compile(
    rf"""
      ://
    | www\.(?<=\bwww\.)
    | @(?<=[\w.+-]@)[\w-]{{1,63}}\.\w
    | \.(?<=[\w-]\.)(?:{_EXTENSIONS})\b
    | 10\.(?<=\b10\.)\d{{4,9}}/
    | ~/
    | /(?<![\w/<]/)\w+/
    | && | \|\| | == | != | => | \);[ \t]*$ | \{{[ \t]*$
    | def\ \w+\( | \#include\b | return\b[^;\n]{{0,400}};
    | SELECT\ [^\n]{{0,400}}[;=(] | INSERT\ INTO\b | DELETE\ FROM\b | CREATE\ TABLE\b
    | ALTER\ TABLE\b | UPDATE\ \w+\ SET\b
    | <(?:!--|/?[A-Za-z][\w:-]{{0,40}}
        (?:\s{{1,9}}[\w:-]{{1,40}}=(?:"[^"\n]{{0,400}}"|'[^'\n]{{0,400}}'))*\s*/?>)
    | `[^`\n]{{1,80}}`
    | \]\([^()\s]{{1,400}}\)
    | \((?<=\w\()(?=["'])[^()\n]{{0,200}}\)
    | \\(?:begin|end|label|ref|cite\w?|input|include\w*|usepackage|documentclass|url|href)
        (?:\[[^\]\n]{{0,200}}\])?\{{[^}}\n]{{0,200}}\}}
    | \\[A-Za-z]+
    | \$(?=[^$\s])[^$\n]{{0,200}}[\\^_{{][^$\n]{{0,200}}\$
    """,
    re.VERBOSE | re.MULTILINE,
)
"""What gives away an address, code or markup.

Around a web address, an e-mail address, a file name or path, or a DOI the run of characters is
kept; of program code its line, without comments; of tags, commands and formulas they themselves.
Every branch begins with a letter or mark, so that the search skips what none of them begins with.
"""

ADDRESS = re.compile(
    r"://|\bwww\.|(?<=[\w.+-])@[\w-]{1,63}\.\w"
    rf"|(?<=[\w-])\.(?:{_SURE_EXTENSIONS})\b|\b10\.\d{{4,9}}/"
    r"|[?&][\w.-]{1,40}=(?!=)|=\?[\w-]{1,40}\?[QqBb]\?"
)
"""Finds what gives away an address alone, or an encoded word of an e-mail's header."""

_OF_ADDRESSES = frozenset(":w@.1~/")
"""First characters of what gives away an address."""

_OF_SPANS = frozenset("<`](\\$")
"""First characters of markup, which is kept as far as it goes."""

_AT_HEAD = frozenset("d#rSIDCAU")
"""First characters of what gives away code only at the head of its line."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|$)|(?<![:\w])//.*$")
_SPACE = re.compile(r"\s")
_AROUND = "«»\"“”„'’‘()[]<>{},;:.!?"


def verbatim_spans(text: str) -> Iterator[tuple[int, int]]:
    """Find the addresses, the code and the markup of a text.

    Args:
        text: any text.

    Yields:
        Their starts and ends, in order; of addresses without the punctuation around them.

    >>> text = "Se (www.eksempel.no/sgk)."
    >>> [text[start:end] for start, end in verbatim_spans(text)]
    ['www.eksempel.no/sgk']
    """
    at = 0
    for match in _UNTOUCHED.finditer(text):
        if match.start() < at:
            continue
        first = match[0][0]
        if first in _OF_SPANS:
            at = match.end()
            yield match.span()
            continue
        if first not in _OF_ADDRESSES:
            line = _line_of(text, match)
            is_at_head = line and not text[line[0] : match.start()].strip()
            if first in _AT_HEAD and not is_at_head:
                continue
            if line and line[1] is not None:
                yield from _without_comments(text, max(line[0], at), line[1])
                at = line[1]
                continue
        start, end = _run_of(text, match, at)
        at = end
        start, end = _without_punctuation(text, start, end)
        if start < end:
            yield start, end


def _without_comments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a line of program code that are no comments."""
    at = start
    for match in _COMMENT.finditer(text, start, end):
        if at < match.start():
            yield at, match.start()
        at = match.end()
    if at < end:
        yield at, end


def _line_of(text: str, match: re.Match[str]) -> tuple[int, int | None] | None:
    """Return where the line around a match begins and ends.

    Returns:
        None where the line begins too far away for a line of code; its end is None where that is
        too far away.
    """
    longest = PARAMETERS.longest_code_line
    start = text.rfind("\n", max(0, match.start() - longest), match.start()) + 1
    if not start and match.start() > longest:
        return None
    end = text.find("\n", match.end(), match.end() + longest)
    if end >= 0:
        return start, end
    return start, len(text) if match.end() + longest >= len(text) else None


def _run_of(text: str, match: re.Match[str], least: int) -> tuple[int, int]:
    """Return where the run of characters without spaces around a match begins and ends."""
    start = match.start()
    while start > least and not text[start - 1].isspace():
        start -= 1
    space = _SPACE.search(text, match.end())
    return start, space.start() if space else len(text)


def _without_punctuation(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _AROUND:
        start += 1
    while end > start and text[end - 1] in _AROUND:
        end -= 1
    return start, end
