"""Tell which lines go on from one another: the paragraphs, headings, items and tables of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nortext.layout.furniture import FOOTNOTE, Line, find_lines
from nortext.layout.joints import Columns, features, goes_on, read_weights
from nortext.layout.parameters import PARAMETERS
from nortext.layout.tables import table_lines

__all__ = ["Block", "Paragraphs", "ends_sentence", "find_blocks"]

_BULLET = re.compile(r"[•●▪◦‣·■□]\s*(?=\S)|[-–—*¢]\s+(?=\S)|e\s+(?=[A-ZÆØÅ«])|[©®]\s+(?=[a-zæøå])")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\)\s|\d{1,2}\.\s+(?=[^\W\d_])")
_NUMBERED_HEADING = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|Kapittel \d+\.?|Vedlegg \d+\.?)\s+[A-ZÆØÅ«@]"
)
_CAPTION = re.compile(r"(?:Figur|Tabell|Bilde|Diagram|Kart|Figure|Table)\s+\d")
_ENDS = re.compile(r"(?:[.!?:…][»”\"')\]]*|[»”])\s?(?:[*!®™°¥©¹²³]|\d{1,2})?$")
_OPENS = re.compile(r"[«“”\"]")
_LINE_OF_ITS_OWN = re.compile(
    r"> |\[?\d{1,2}[:.]\d{2}(?:[:.,]\d{2,3}){0,2}\]?\s|§ ?\d|[A-ZÆØÅ]{3,}[.:] |\d\d:\d\d:"
)
_CAPITALS = re.compile(r"[A-ZÆØÅ0-9 .,&/–-]*[A-ZÆØÅ]{5}[A-ZÆØÅ0-9 .,&/–-]*")
_TABLE_NOTE = re.compile(r"\*{1,3}\s?[^\W\d_]{1,3}\s?[<>=‹›≤]")
_DASH = re.compile(r"[-–—]\s")
_HYPHEN, _LETTER = re.compile(r"\w[-/]$"), re.compile(r"[^\W\d_]")
_MARKDOWN = re.compile(r"^(?:#{1,6} |```|~~~|\|[ :|-]+\||!\[)|\]\(", re.MULTILINE)
_MARKED = re.compile(r"#{1,6} |>|\||<[/\w!]|[-*_=]{3,}$|!\[|\[\^?[^\]]+\]:")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text: a paragraph, or what stands for itself.

    Attributes:
        kind: `paragraph`, `heading`, `caption`, `item` (of a list), `line` (of a conversation, a
            law, a quoted letter), `table` (its lines are kept), `footnote`, `contents`,
            `page-number`, `running-head` or `speck`.
        start: offset of its first character.
        end: offset behind its last.
        lines: offsets of its lines' starts and ends.
    """

    kind: str
    start: int
    end: int
    lines: tuple[tuple[int, int], ...]


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends with its sentence."""
    return _ENDS.search(text) is not None


def find_blocks(text: str) -> list[Block]:
    """Return the blocks of a text.

    Args:
        text: any text, with its lines as printed.

    Returns:
        Its blocks, in order of where they begin; a paragraph that a page's end parts is one block.

    >>> text = "Innledning\\n\\nDette er en setning som går over\\nto linjer.\\n"
    >>> [(block.kind, len(block.lines)) for block in find_blocks(text)]
    [('heading', 1), ('paragraph', 2)]
    """
    found = Paragraphs(text)
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
        Block(
            kind,
            lines[0].start,
            lines[-1].end,
            tuple([(line.start, line.end) for line in lines]),
        )
        for kind, lines in blocks
    ]
    return sorted(made, key=lambda block: block.start)


class Paragraphs:
    """Finds the blocks of one text.

    Args:
        text: the text, with its lines as printed.
        folder: where the word lists lie; the shipped ones by default.

    Raises:
        FileError: The weights of joints are damaged.

    Attributes:
        lines: all lines that are not blank.
        body: those that are body text.
        is_markdown: whether the text is Markdown.
        keeps_lines: whether what stands between blocks stays: in Markdown, and in text whose
            paragraphs are lines already.
    """

    def __init__(self, text: str, folder: Path | None = None) -> None:
        self._text = text
        self.is_markdown = len(_MARKDOWN.findall(text)) >= 2
        self.lines = find_lines(text)
        self.body = [line for line in self.lines if not line.role]
        self._columns, self._weights = Columns(self.body), read_weights(folder)
        self._tables = table_lines(self.body, self.is_markdown, self._may_be_ruin)
        self.keeps_lines = self.is_markdown or self._columns.usual(0) > PARAMETERS.unwrapped

    def starts(self) -> Iterator[str]:
        """Yield for each body line what block begins with it.

        It is "" where the line goes on from the one before.
        """
        kind, quotes = "", 0
        for at, line in enumerate(self.body):
            begins = self._begins(at, kind, quotes)
            if begins:
                kind, quotes = begins, 0
            quotes += line.text.count("«") - line.text.count("»")
            yield begins

    def _begins(self, at: int, kind: str, quotes: int) -> str:
        """Return what block begins with a line.

        Args:
            at: which body line.
            kind: the kind of the block before.
            quotes: its open quotes.
        """
        line = self.body[at]
        if self._tables[at]:
            return "table"
        if _LINE_OF_ITS_OWN.match(line.text) or _TABLE_NOTE.match(line.text):
            return "line"
        if self.is_markdown and _MARKED.match(line.text):
            return "heading" if line.text.startswith("#") else "table"
        new = self._new_kind(at)
        if new == "item" and kind == "item" and self._is_inside_item(at):
            return ""
        is_new_line = kind == "line" and line.text[0].isupper()
        if at == 0 or kind == "table" or is_new_line or new != "paragraph":
            return new
        return "" if self._goes_on(at, kind, quotes) else "paragraph"

    def _new_kind(self, at: int) -> str:
        """Return what kind of block begins with a line, if one does."""
        line = self.body[at]
        if _CAPTION.match(line.text) and (line.blanks or line.begins_page):
            return "caption"
        if self._is_heading(at):
            return "heading"
        if _BULLET.match(line.text) or (_NUMBERED.match(line.text) and self._may_be_item(at)):
            return "item"
        return "paragraph"

    def _is_inside_item(self, at: int) -> bool:
        """Tell whether a dash that begins a line stands inside an item of a list with bullets."""
        line, before = self.body[at], self.body[at - 1].text
        is_unfinished = before[-1].isalpha() and not _DASH.match(before) and not line.blanks
        may_go_on = line.text[0] == "—" or self._is_full(at - 1)
        return bool(_DASH.match(line.text)) and is_unfinished and may_go_on

    def _may_be_item(self, at: int) -> bool:
        """Tell whether a line that begins with a number or letter in brackets is an item.

        It may be a wrapped line that happens to begin so.
        """
        line = self.body[at]
        if at == 0 or line.blanks or line.begins_page:
            return True
        before = self.body[at - 1].text
        if _NUMBERED.match(before):
            return True
        if _NUMBERED.match(line.text) and line.text[:1].isdigit() and before.endswith(":"):
            return True
        may_end = ends_sentence(before) or before.endswith((";", ","))
        return may_end and not self._is_full(at - 1)

    def _is_heading(self, at: int) -> bool:
        """Tell whether a line is a heading."""
        p, text = PARAMETERS, self.body[at].text
        is_numbered = _NUMBERED_HEADING.match(text) is not None
        begins_so = text[0].isupper() or text[0].isdigit() or text[0] in '@«"“”'
        widest = p.full if is_numbered else p.heading
        if self._columns.share(at) > widest or text[-1] in ",;-–—" or not begins_so:
            return False
        if not self._begins_anew(at, is_numbered):
            return False
        has_ended = ends_sentence(text) and not text.endswith("?")
        if has_ended and not (is_numbered and text.endswith(".")):
            return False
        after = self.body[at + 1] if at + 1 < len(self.body) else None
        if after is None or after.blanks or after.begins_page:
            is_sure = is_numbered or _CAPITALS.fullmatch(text) is not None
            return is_sure or self._stands_alone(at)
        is_long = self._columns.share(at + 1) > p.half
        return after.text[0].isupper() and (is_numbered or is_long)

    def _begins_anew(self, at: int, is_numbered: bool) -> bool:
        """Tell whether a block may begin with a line, as far as what is before it tells."""
        line = self.body[at]
        if at == 0 or line.blanks > 0 or line.begins_page:
            return True
        before = self.body[at - 1]
        if _CAPITALS.fullmatch(line.text) and not before.text.isupper():
            return True
        return is_numbered and ends_sentence(before.text) and not self._is_full(at - 1)

    def _stands_alone(self, at: int) -> bool:
        """Tell whether the paragraph before a lone line has ended, so that it is no piece of it."""
        if at == 0:
            return True
        return ends_sentence(self.body[at - 1].text) or not self._is_full(at - 1)

    def _goes_on(self, at: int, kind: str, quotes: int) -> bool:
        """Tell whether a line goes on from the one before; the arguments are those of `_begins`."""
        line, before = self.body[at], self.body[at - 1]
        if kind in ("heading", "caption"):
            return not line.blanks and not line.begins_page and line.text[0].islower()
        if self.keeps_lines and (not self.is_markdown or line.blanks or self._breaks(before)):
            return False
        if _HYPHEN.search(before.text) and not line.blanks:
            return True
        if not _LETTER.search(before.text) and not _LETTER.search(line.text):
            return False  # numbers
        return self.decide(at, features(self._columns, self.body, at, kind, quotes))

    def decide(self, at: int, found: list[str]) -> bool:
        """Tell whether a line goes on, by what speaks for and against it.

        Args:
            at: which body line.
            found: the features of the place.
        """
        return goes_on(found, self._weights)

    def _is_full(self, at: int) -> bool:
        """Tell whether a line could not have held the first word of the next."""
        return self._columns.slack(at) < 1 - PARAMETERS.full

    def _breaks(self, line: Line) -> bool:
        """Tell whether Markdown breaks a line here, by two spaces or a backslash."""
        return self._text[line.end : line.end + 2] == "  " or line.text.endswith("\\")

    def _may_be_ruin(self, at: int) -> bool:
        """Tell whether a line may be of the ruins of a table or figure."""
        line, half = self.body[at], PARAMETERS.half
        text = line.text
        if self._columns.share(at) >= half or _CAPTION.match(text):
            return False
        if _BULLET.match(text) and len(text) > 30:
            return False
        if _NUMBERED_HEADING.match(text) or _NUMBERED.match(text):
            return False
        if at and not line.blanks and self._columns.share(at - 1) >= half:
            return False  # the last line of a paragraph
        return not (ends_sentence(text) and len(text) > 20)
