"""Lines to paragraphs: which lines go on from one another, which hyphens at line ends belong to the word, and what is no body text.

The result is edits of the text as it was, one for each place between two lines that changes, so that it can be reviewed and replayed
like any other mending.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from nortext.layout.furniture import FOOTNOTE, Line, begins_note, find_lines
from nortext.layout.typography import repairs
from nortext.results import Edit
from nortext.text.hyphens import join

__all__ = ["Block", "find_blocks", "to_paragraphs"]

FULL = 0.93  # of the width: a line is full when the next word would have made it longer than this
FULL_TO_END = 0.9  # a line that ends with its sentence is full when it is longer than this
SHORT = 0.85  # a last line of a paragraph is mostly shorter than this
HEADING = 0.75  # a heading is shorter than this
HALF = 0.6  # lines of tables' and figures' ruins are shorter than this
WIDER = 1.06  # a block quote in smaller type has longer lines
RUIN = 4  # such lines in a row
LEAST_MARKS = 3  # marks between values in a line
LEAST_WIDTH = 40
UNWRAPPED = 200  # lines longer than this were never broken

_BULLET = re.compile(r"[•●▪◦‣·■□]\s*(?=\S)|[-–—*¢]\s+(?=\S)|e\s+(?=[A-ZÆØÅ«])|[©®]\s+(?=[a-zæøå])")
_MISREAD_BULLET = re.compile(r"[e*¢©®●▪◦‣·■□](?=\s)")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\)\s|\d{1,2}\.\s+(?=[^\W\d_])")
_NUMBERED_HEADING = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|Kapittel \d+\.?|Vedlegg \d+\.?)\s+[A-ZÆØÅ«@]")
_CAPTION = re.compile(r"(?:Figur|Tabell|Bilde|Diagram|Kart|Figure|Table)\s+\d")
_ENDS = re.compile(r"(?:[.!?:…][»”\"')\]]*|[»”])\s?(?:[*!®™°¥©¹²³]|\d{1,2})?$")
_OPENS = re.compile(r"[«“”\"]")
_COLUMNS = re.compile(r"\S(?: {3,}|\t+)\S.*\S(?: {3,}|\t+)\S|^\|.*\|$")
_DOTS = re.compile(r"\.{5,}|_{5,}")
_LINE_OF_ITS_OWN = re.compile(r"> |\[?\d{1,2}[:.]\d{2}(?:[:.,]\d{2,3}){0,2}\]?\s|§ ?\d|[A-ZÆØÅ]{3,}[.:] |\d\d:\d\d:")
_MARKDOWN = re.compile(r"^(?:#{1,6} |```|~~~|\|[ :|-]+\||!\[)|\]\(", re.MULTILINE)
_FENCE = re.compile(r"```|~~~")
_MARKED = re.compile(r"#{1,6} |>|\||<[/\w!]|[-*_=]{3,}$|!\[|\[\^?[^\]]+\]:")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text: a paragraph, or what stands for itself.

    Attributes:
        kind: `paragraph`, `heading`, `caption`, `item` (of a list), `line` (of a conversation, a law, a quoted letter), `table` (its
            lines are kept), `footnote`, `contents`, `page-number`, `running-head` or `speck`.
        start: place of its first character.
        end: place behind its last.
        lines: places of its lines' starts and ends.
    """

    kind: str
    start: int
    end: int
    lines: tuple[tuple[int, int], ...]


class _Paragraphs:
    """Finds the blocks of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.is_markdown = len(_MARKDOWN.findall(text)) >= 2
        self.lines = find_lines(text)
        self.body = [line for line in self.lines if not line.role]
        self.widths = _widths(self.body)
        self.tables = self._tables()
        self.keeps_lines = self.is_markdown or _usual(self.body) > UNWRAPPED
        """Whether what stands between blocks stays: in Markdown, and in text whose paragraphs are lines already."""

    def starts(self) -> Iterator[str]:
        """For each body line what block begins with it, or "" where it goes on from the line before."""
        kind, quotes, longest = "", 0, 0
        for at, line in enumerate(self.body):
            begins = self._begins(at, kind, quotes, longest)
            if begins:
                kind, quotes = begins, 0
                longest = 0
            longest = max(longest, len(line.text))
            quotes += line.text.count("«") - line.text.count("»")
            yield begins

    def _begins(self, at: int, kind: str, quotes: int, longest: int) -> str:
        """What block begins with a line, given the kind of the one before, its open quotes and its longest line."""
        line = self.body[at]
        if self.tables[at]:
            return "table"
        if _LINE_OF_ITS_OWN.match(line.text):
            return "line"
        if self.is_markdown and _MARKED.match(line.text):
            return "heading" if line.text.startswith("#") else "table"
        new = self._new_kind(at)
        if at == 0 or kind == "table" or (kind == "line" and line.text[0].isupper()) or new != "paragraph":
            return new
        before = self.body[at - 1]
        return "" if self._goes_on(before, line, at, kind, quotes, longest) else "paragraph"

    def _new_kind(self, at: int) -> str:
        """What kind of block begins with a line, if one does."""
        line = self.body[at]
        if _CAPTION.match(line.text) and (line.blanks or line.begins_page):
            return "caption"
        if self._is_heading(at):
            return "heading"
        if _BULLET.match(line.text) or (_NUMBERED.match(line.text) and self._may_be_item(at)):
            return "item"
        return "paragraph"

    def _may_be_item(self, at: int) -> bool:
        """Whether a line that begins with a number or letter in brackets is an item, and no wrapped line that happens to."""
        line = self.body[at]
        if at == 0 or line.blanks or line.begins_page:
            return True
        before = self.body[at - 1]
        if _NUMBERED.match(before.text) or (_NUMBERED.match(line.text) and line.text[:1].isdigit() and before.text.endswith(":")):
            return True
        return bool(_ENDS.search(before.text) or before.text.endswith((";", ","))) and not self._is_full(before, line, at - 1)

    def _is_heading(self, at: int) -> bool:
        line, text = self.body[at], self.body[at].text
        after = self.body[at + 1] if at + 1 < len(self.body) else None
        is_numbered = _NUMBERED_HEADING.match(text) is not None
        begins_so = text[0].isupper() or text[0].isdigit() or text[0] in "@«\"“”"
        if len(text) > (FULL if is_numbered else HEADING) * self.widths[at] or text[-1] in ",;-–—" or not begins_so:
            return False
        begins = at == 0 or line.blanks > 0 or line.begins_page
        if not begins:
            before = self.body[at - 1]
            begins = is_numbered and _ENDS.search(before.text) is not None and not self._is_full(before, line, at - 1)
        if not begins or (_ENDS.search(text) and not text.endswith("?") and not (is_numbered and text.endswith("."))):
            return False
        if after is None or after.blanks or after.begins_page:
            return is_numbered or self._stands_alone(at)
        return after.text[0].isupper() and (is_numbered or len(after.text) > HALF * self.widths[at + 1])

    def _stands_alone(self, at: int) -> bool:
        """Whether the paragraph before a lone line has ended, so that it is no piece of it."""
        if at == 0:
            return True
        before, line = self.body[at - 1], self.body[at]
        return bool(_ENDS.search(before.text)) or not self._is_full(before, line, at - 1)

    def _goes_on(self, before: Line, line: Line, at: int, kind: str, quotes: int, longest: int) -> bool:
        """Whether a line goes on from the one before."""
        text, width = before.text, self.widths[at - 1]
        if kind in ("heading", "caption"):
            return not line.blanks and not line.begins_page and line.text[0].islower()
        if self.keeps_lines and (not self.is_markdown or line.blanks or _hard_break(self.text, before)):
            return False
        has_ended = _ENDS.search(text) is not None
        is_full = self._is_full(before, line, at - 1)
        small = line.text[0].islower() or (not _OPENS.match(line.text) and not line.text[0].isalnum() and line.text[0] != "(")
        if text[-1] in "-–—,/" and not line.blanks:
            return True
        if line.begins_page:
            if has_ended:
                return len(text) > FULL_TO_END * width and not _OPENS.match(line.text)
            return is_full or line.text[0].islower() or text[-1] in "-,/"
        if line.blanks:
            if has_ended:
                return quotes > 0 and is_full and line.blanks == 1 and not line.text.startswith("«")
            return is_full or (line.text[0].islower() and line.blanks == 1) or text[-1] in "-,/"
        if kind == "item" and not small:
            return is_full
        if has_ended:
            ends_short = len(text) + 1 + len(line.text.split(" ", 1)[0]) < SHORT * width
            opens = line.text.startswith("«") and (text.endswith(":") or len(line.text) > WIDER * longest)
            return not (ends_short and not small) and not opens
        return small or is_full

    def _is_full(self, line: Line, after: Line, at: int) -> bool:
        return len(line.text) + 1 + len(after.text.split(" ", 1)[0]) > FULL * self.widths[at]

    def _tables(self) -> list[bool]:
        """Which body lines belong to tables or to the ruins of figures, or lie between code fences."""
        body = self.body
        found = [bool(_COLUMNS.search(line.text) or _DOTS.search(line.text)) for line in body]
        for mark in ";,\t":  # values parted by marks: as many in each of several lines
            counts = [line.text.count(mark) for line in body]
            for at in range(len(body) - 2):
                if counts[at] >= LEAST_MARKS and counts[at] == counts[at + 1] == counts[at + 2] and not body[at + 1].blanks:
                    found[at] = found[at + 1] = found[at + 2] = True
        is_code = False
        for at, line in enumerate(body):
            if self.is_markdown and _FENCE.match(line.text):
                found[at], is_code = True, not is_code
            found[at] = found[at] or is_code
        at = 0
        while at < len(body):
            end = at
            while end < len(body) and self._may_be_ruin(end):
                end += 1
            if end < len(body) and end > at and not body[end].blanks and not body[end].begins_page:
                end -= 1  # a heading, right before its paragraph
            if end - at >= RUIN and not self.is_markdown:
                found[at:end] = [True] * (end - at)
            at = max(end, at + 1)
        return found

    def _may_be_ruin(self, at: int) -> bool:
        line = self.body[at]
        if len(line.text) >= HALF * self.widths[at] or _CAPTION.match(line.text) or (_BULLET.match(line.text) and len(line.text) > 30):
            return False
        if _NUMBERED_HEADING.match(line.text) or _NUMBERED.match(line.text):
            return False
        goes_on = at and not line.blanks and len(self.body[at - 1].text) >= HALF * self.widths[at - 1]  # the last line of a paragraph
        return not goes_on and not (_ENDS.search(line.text) and len(line.text) > 20)


def _widths(body: Sequence[Line]) -> list[int]:
    """For each line how wide its column is, in characters: as wide as the lines it stands among, or as the text's."""
    usual = max(LEAST_WIDTH, _usual(body))
    found: list[int] = []
    at = 0
    while at < len(body):
        end = at + 1
        while end < len(body) and not body[end].blanks and not body[end].begins_page:
            end += 1
        longest = max(len(line.text) for line in body[at:end])
        found += [max(longest, int(0.8 * usual)) if end - at > 2 else max(usual, longest)] * (end - at)
        at = end
    return found


def _usual(body: Sequence[Line]) -> int:
    """How long the lines of a text are, but for the longest."""
    lengths = sorted(len(line.text) for line in body if len(line.text) > LEAST_WIDTH // 2)
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0


def _hard_break(text: str, line: Line) -> bool:
    """Whether Markdown breaks the line here, by two spaces or a backslash."""
    return text[line.end : line.end + 2] == "  " or line.text.endswith("\\")


def find_blocks(text: str) -> list[Block]:
    """The blocks of a text.

    Args:
        text: any text, with its lines as printed.

    Returns:
        Its blocks, in order of where they begin; a paragraph that a page's end parts is one block.

    >>> text = "Innledning\\n\\nDette er en setning som går over\\nto linjer.\\n"
    >>> [(block.kind, len(block.lines)) for block in find_blocks(text)]
    [('heading', 1), ('paragraph', 2)]
    """
    found = _Paragraphs(text)
    blocks: list[tuple[str, list[Line]]] = []
    for line, begins in zip(found.body, found.starts(), strict=True):
        if begins:
            blocks.append((begins, []))
        blocks[-1][1].append(line)
    role = ""
    for line in found.lines:
        if line.role:
            if line.role != role or line.blanks or line.role != FOOTNOTE:
                blocks.append((line.role, []))
            blocks[-1][1].append(line)
        role = line.role
    made = [
        Block(kind, lines[0].start, lines[-1].end, tuple([(line.start, line.end) for line in lines])) for kind, lines in blocks
    ]
    return sorted(made, key=lambda block: block.start)


def to_paragraphs(text: str, is_word: Callable[[str], bool], keep_furniture: bool = False) -> list[Edit]:
    """The edits that make paragraphs of a text's lines.

    Paragraphs are parted by a blank line and stand on one line each; what is no body text is taken out, but for footnotes, which come
    behind the paragraph that their page ends with. Tables keep their lines.

    Args:
        text: any text, with its lines as printed.
        is_word: tells whether the halves of a word belong together.
        keep_furniture: whether page numbers, running heads and tables of contents stay, each in a tag (`[page-number: 17]`), behind
            the paragraph that they parted.

    Returns:
        The edits, by place.

    >>> from nortext.results import apply_edits
    >>> text = "Laget har fått ny trenings-\\nleder og lærings-\\nog utviklingsplan.\\n"
    >>> apply_edits(text, to_paragraphs(text, lambda word: True))
    'Laget har fått ny treningsleder og lærings- og utviklingsplan.\\n'
    """
    newline = "\r\n" if "\r\n" in text else "\n" if "\n" in text else "\r" if "\r" in text else "\n"
    edits = _arranged(text, is_word, keep_furniture)
    return edits if newline == "\n" else [replace(edit, after=edit.after.replace("\n", newline)) for edit in edits]


def _arranged(text: str, is_word: Callable[[str], bool], keep_furniture: bool) -> list[Edit]:
    """The edits that make paragraphs, with plain line ends in them."""
    found = _Paragraphs(text)
    kinds = dict(zip(map(id, found.body), found.starts(), strict=True))
    edits: list[Edit] = []
    pending: list[list[str]] = []  # footnotes and tags that wait for their paragraph's end
    before: Line | None = None
    kind = role = ""
    for line in found.lines:
        if line.role:
            if line.role == FOOTNOTE or keep_furniture:
                if not (role == FOOTNOTE == line.role and not begins_note(line)):
                    pending.append([line.role])
                pending[-1].append(line.text)
            role = line.role
            continue
        begins, role = kinds[id(line)], ""
        if before is None:
            edits += _edit(text, 0, line.start if not found.keeps_lines else 0, "", "furniture")
        elif not begins:
            edits += _joined(text, before, line, is_word)
        else:
            gap = text[before.end : line.start]
            if found.keeps_lines or (begins == kind == "table" and not pending and not gap.strip()):
                after = gap if not pending else _with(pending, "\n\n")
            else:
                is_close = not line.blanks and not line.begins_page and begins == kind and begins in ("item", "paragraph", "line")
                after = _with(pending, "\n" if is_close and not (begins == "paragraph" and _ENDS.search(before.text)) else "\n\n")
            edits += _edit(text, before.end, line.start, after, "footnote" if pending else "paragraph")
            pending = []
        kind = begins or kind
        if begins == "item" and not found.is_markdown and _MISREAD_BULLET.match(line.text):
            edits += _edit(text, line.start, line.start + 1, "•", "bullet")
        if kind != "table":
            edits += repairs(text, line.start, line.end)
        before = line
    end = before.end if before else 0
    if pending or text[end:].strip():
        rest = _with(pending, "\n")
        edits += _edit(text, end, len(text), rest if before else rest.lstrip(), "footnote" if pending else "furniture")
    return edits


def _joined(text: str, before: Line, line: Line, is_word: Callable[[str], bool]) -> Iterator[Edit]:
    """The edit between two lines of a paragraph."""
    dropped, joint = join(before.text, line.text, text, is_word)
    yield from _edit(text, before.end - dropped, line.start, joint, "hyphen" if before.text.endswith("-") else "join")


def _with(pending: list[list[str]], joint: str) -> str:
    """What stands between two blocks, with what waits for its place there."""
    if not pending:
        return joint
    rows = [" ".join(lines) if role == FOOTNOTE else f"[{role}: {' '.join(lines)}]" for role, *lines in pending]
    return "\n\n" + "\n\n".join(rows) + ("\n\n" if joint != "\n" else joint)


def _edit(text: str, start: int, end: int, after: str, reason: str) -> Iterator[Edit]:
    """An edit of the layout, where it changes anything."""
    if text[start:end] != after:
        yield Edit(start, end, text[start:end], after, reason, (), 1.0, (), "layout")
