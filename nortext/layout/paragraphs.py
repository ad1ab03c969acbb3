"""Tell which lines go on from one another: the paragraphs, headings, items and tables of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nortext.layout.furniture import FOOTNOTE, Line, find_lines
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

    Attributes:
        lines: all lines that are not blank.
        body: those that are body text.
        is_markdown: whether the text is Markdown.
        keeps_lines: whether what stands between blocks stays: in Markdown, and in text whose
            paragraphs are lines already.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self.is_markdown = len(_MARKDOWN.findall(text)) >= 2
        self.lines = find_lines(text)
        self.body = [line for line in self.lines if not line.role]
        self._widths = _widths(self.body)
        self._tables = table_lines(self.body, self.is_markdown, self._may_be_ruin)
        self.keeps_lines = self.is_markdown or _usual(self.body) > PARAMETERS.unwrapped

    def starts(self) -> Iterator[str]:
        """Yield for each body line what block begins with it.

        It is "" where the line goes on from the one before.
        """
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
        """Return what block begins with a line.

        Args:
            at: which body line.
            kind: the kind of the block before.
            quotes: its open quotes.
            longest: its longest line.
        """
        line = self.body[at]
        if self._tables[at]:
            return "table"
        if _LINE_OF_ITS_OWN.match(line.text):
            return "line"
        if self.is_markdown and _MARKED.match(line.text):
            return "heading" if line.text.startswith("#") else "table"
        new = self._new_kind(at)
        is_new_line = kind == "line" and line.text[0].isupper()
        if at == 0 or kind == "table" or is_new_line or new != "paragraph":
            return new
        return "" if self._goes_on(at, kind, quotes, longest) else "paragraph"

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
        return may_end and not self._is_full(at - 1, line)

    def _is_heading(self, at: int) -> bool:
        """Tell whether a line is a heading."""
        p, text = PARAMETERS, self.body[at].text
        is_numbered = _NUMBERED_HEADING.match(text) is not None
        begins_so = text[0].isupper() or text[0].isdigit() or text[0] in '@«"“”'
        widest = (p.full if is_numbered else p.heading) * self._widths[at]
        if len(text) > widest or text[-1] in ",;-–—" or not begins_so:
            return False
        if not self._begins_anew(at, is_numbered):
            return False
        has_ended = ends_sentence(text) and not text.endswith("?")
        if has_ended and not (is_numbered and text.endswith(".")):
            return False
        after = self.body[at + 1] if at + 1 < len(self.body) else None
        if after is None or after.blanks or after.begins_page:
            return is_numbered or self._stands_alone(at)
        is_long = len(after.text) > p.half * self._widths[at + 1]
        return after.text[0].isupper() and (is_numbered or is_long)

    def _begins_anew(self, at: int, is_numbered: bool) -> bool:
        """Tell whether a block may begin with a line, as far as what is before it tells."""
        line = self.body[at]
        if at == 0 or line.blanks > 0 or line.begins_page:
            return True
        before = self.body[at - 1]
        return is_numbered and ends_sentence(before.text) and not self._is_full(at - 1, line)

    def _stands_alone(self, at: int) -> bool:
        """Tell whether the paragraph before a lone line has ended, so that it is no piece of it."""
        if at == 0:
            return True
        return ends_sentence(self.body[at - 1].text) or not self._is_full(at - 1, self.body[at])

    def _goes_on(self, at: int, kind: str, quotes: int, longest: int) -> bool:
        """Tell whether a line goes on from the one before; the arguments are those of `_begins`."""
        line, before = self.body[at], self.body[at - 1]
        text = before.text
        if kind in ("heading", "caption"):
            return not line.blanks and not line.begins_page and line.text[0].islower()
        if self.keeps_lines and (not self.is_markdown or line.blanks or self._breaks(before)):
            return False
        if text[-1] in "-–—,/" and not line.blanks:
            return True
        is_full = self._is_full(at - 1, line)
        if line.begins_page:
            return self._goes_on_over_page(at, is_full)
        if line.blanks:
            if ends_sentence(text):
                is_quote = quotes > 0 and is_full and line.blanks == 1
                return is_quote and not line.text.startswith("«")
            is_small = line.text[0].islower() and line.blanks == 1
            return is_full or is_small or text[-1] in "-,/"
        is_small = _begins_small(line.text)
        if kind == "item" and not is_small:
            return is_full
        if ends_sentence(text):
            return not self._ends_paragraph(at, longest, is_small)
        return is_small or is_full

    def _goes_on_over_page(self, at: int, is_full: bool) -> bool:
        """Tell whether a page's first line goes on from the page before."""
        line, text = self.body[at], self.body[at - 1].text
        if ends_sentence(text):
            is_long = len(text) > PARAMETERS.full_to_end * self._widths[at - 1]
            return is_long and not _OPENS.match(line.text)
        return is_full or line.text[0].islower() or text[-1] in "-,/"

    def _ends_paragraph(self, at: int, longest: int, is_small: bool) -> bool:
        """Tell whether a paragraph ends before a line, where a sentence does."""
        p, line, text = PARAMETERS, self.body[at], self.body[at - 1].text
        length = len(text) + 1 + len(line.text.split(" ", 1)[0])
        if length < p.last_line * self._widths[at - 1] and not is_small:
            return True
        if not line.text.startswith("«"):
            return False
        return text.endswith(":") or len(line.text) > p.wider * longest

    def _is_full(self, at: int, after: Line) -> bool:
        """Tell whether a line could not have held the first word of the next."""
        length = len(self.body[at].text) + 1 + len(after.text.split(" ", 1)[0])
        return length > PARAMETERS.full * self._widths[at]

    def _breaks(self, line: Line) -> bool:
        """Tell whether Markdown breaks a line here, by two spaces or a backslash."""
        return self._text[line.end : line.end + 2] == "  " or line.text.endswith("\\")

    def _may_be_ruin(self, at: int) -> bool:
        """Tell whether a line may be of the ruins of a table or figure."""
        line, half = self.body[at], PARAMETERS.half
        text = line.text
        if len(text) >= half * self._widths[at] or _CAPTION.match(text):
            return False
        if _BULLET.match(text) and len(text) > 30:
            return False
        if _NUMBERED_HEADING.match(text) or _NUMBERED.match(text):
            return False
        if at and not line.blanks and len(self.body[at - 1].text) >= half * self._widths[at - 1]:
            return False  # the last line of a paragraph
        return not (ends_sentence(text) and len(text) > 20)


def _begins_small(text: str) -> bool:
    """Tell whether a line begins in the middle of a sentence."""
    if text[0].islower():
        return True
    return not _OPENS.match(text) and not text[0].isalnum() and text[0] != "("


def _widths(body: Sequence[Line]) -> list[int]:
    """Return for each line how wide its column is, in characters.

    As wide as the lines it stands among, or as the text's.
    """
    usual = max(PARAMETERS.least_width, _usual(body))
    found: list[int] = []
    at = 0
    while at < len(body):
        end = at + 1
        while end < len(body) and not body[end].blanks and not body[end].begins_page:
            end += 1
        longest = max(len(line.text) for line in body[at:end])
        width = max(longest, int(0.8 * usual)) if end - at > 2 else max(usual, longest)
        found += [width] * (end - at)
        at = end
    return found


def _usual(body: Sequence[Line]) -> int:
    """Return how long the lines of a text are, but for the longest."""
    least = PARAMETERS.least_width // 2
    lengths = sorted(len(line.text) for line in body if len(line.text) > least)
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
