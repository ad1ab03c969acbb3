"""Make paragraphs of lines: edits of the text as it was, one for each place that changes.

So the change can be reviewed and replayed like any other mending.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from nortext.layout.furniture import FOOTNOTE, Line, begins_note
from nortext.layout.notes import note_repairs
from nortext.layout.paragraphs import Paragraphs, ends_sentence
from nortext.layout.typography import norwegian, punctuation_repairs
from nortext.text.edits import Edit
from nortext.text.hyphens import join_lines

__all__ = ["arrangements", "to_paragraphs"]

_MISREAD_BULLET = re.compile(r"[e*¢©®●▪◦‣·■□](?=\s)")


def arrangements(
    layout: str,
    typography: str | None,
    is_word: Callable[[str], bool],
    keep_furniture: bool,
    folder: Path | None = None,
) -> list[Callable[[str], list[Edit]]]:
    """Return what arranges a text: each gives edits of the text as the one before left it.

    Args:
        layout: `paragraphs` makes paragraphs of lines.
        typography: `norwegian` sets quote marks, dashes and spaces.
        is_word: tells whether a word in small letters is one.
        keep_furniture: whether furniture stays in the paragraphs, tagged.
        folder: where the word lists lie; the shipped ones by default.
    """
    found: list[Callable[[str], list[Edit]]] = []
    if layout == "paragraphs":
        found.append(lambda text: note_repairs(text, is_word))
        found.append(lambda text: to_paragraphs(text, is_word, keep_furniture, folder))
    if typography == "norwegian":
        found.append(norwegian)
    return found


def to_paragraphs(
    text: str,
    is_word: Callable[[str], bool],
    keep_furniture: bool = False,
    folder: Path | None = None,
) -> list[Edit]:
    """Return the edits that make paragraphs of a text's lines.

    Paragraphs are parted by a blank line and stand on one line each; what is no body text is taken
    out, but for footnotes, which come behind the paragraph that their page ends with. Tables keep
    their lines.

    Args:
        text: any text, with its lines as printed.
        is_word: tells whether the halves of a word belong together.
        keep_furniture: whether page numbers, running heads and tables of contents stay, each in a
            tag (`[page-number: 17]`), behind the paragraph that they parted.
        folder: where the word lists lie; the shipped ones by default.

    Returns:
        The edits, by place.

    >>> from nortext import apply_edits
    >>> text = "Laget har fått ny trenings-\\nleder og lærings-\\nog utviklingsplan.\\n"
    >>> apply_edits(text, to_paragraphs(text, lambda word: True))
    'Laget har fått ny treningsleder og lærings- og utviklingsplan.\\n'
    """
    edits = _Arrangement(Paragraphs(text, folder), text, is_word, keep_furniture).edits
    newline = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    if newline == "\n":
        return edits
    return [replace(edit, after=edit.after.replace("\n", newline)) for edit in edits]


class _Arrangement:
    """Arranges one text.

    Args:
        found: its paragraphs.
        text: the text.
        is_word: tells whether the halves of a word belong together.
        keep_furniture: whether furniture stays, tagged.

    Attributes:
        edits: the edits that make paragraphs, with plain line ends in them.
    """

    def __init__(
        self, found: Paragraphs, text: str, is_word: Callable[[str], bool], keep_furniture: bool
    ) -> None:
        self._found, self._text = found, text
        self._is_word, self._keep_furniture = is_word, keep_furniture
        self.edits: list[Edit] = []
        self._pending: list[list[str]] = []  # footnotes and tags that wait for the paragraph's end
        self._before: Line | None = None
        self._kind = self._role = ""
        begins = dict(zip(map(id, self._found.body), self._found.starts(), strict=True))
        for line in self._found.lines:
            if line.role:
                self._set_aside(line)
            else:
                self._add(line, begins[id(line)])
        self._end()

    def _set_aside(self, line: Line) -> None:
        """Keep a footnote, or furniture that stays, for the end of its paragraph."""
        if line.role == FOOTNOTE or self._keep_furniture:
            goes_on = self._role == FOOTNOTE == line.role and not begins_note(line)
            if not goes_on:
                self._pending.append([line.role])
            self._pending[-1].append(line.text)
        self._role = line.role

    def _add(self, line: Line, begins: str) -> None:
        """Put a body line behind the one before.

        Args:
            line: the line.
            begins: what block begins with it, or "" where it goes on from the one before.
        """
        text, before, found = self._text, self._before, self._found
        self._role = ""
        if before is None:
            self._replace(0, line.start if not found.keeps_lines else 0, "", "furniture")
        elif not begins:
            dropped, joint = join_lines(before.text, line.text, text, self._is_word)
            reason = "hyphen" if before.text.endswith("-") else "join"
            self._replace(before.end - dropped, line.start, joint, reason)
        else:
            after = self._between(before, line, begins)
            reason = "footnote" if self._pending else "paragraph"
            self._replace(before.end, line.start, after, reason)
            self._pending = []
        self._kind = begins or self._kind
        if begins == "item" and not found.is_markdown and _MISREAD_BULLET.match(line.text):
            self._replace(line.start, line.start + 1, "•", "bullet")
        if self._kind != "table":
            self.edits += punctuation_repairs(text, line.start, line.end)
        self._before = line

    def _between(self, before: Line, line: Line, begins: str) -> str:
        """Return what stands between a block and the next."""
        gap = self._text[before.end : line.start]
        is_in_table = begins == self._kind == "table" and not self._pending and not gap.strip()
        if self._found.keeps_lines or is_in_table:
            return self._with_pending("\n\n") if self._pending else gap
        is_close = not line.blanks and not line.begins_page and begins == self._kind
        is_close = is_close and begins in ("item", "paragraph", "line")
        if begins == "paragraph" and ends_sentence(before.text):
            is_close = False
        return self._with_pending("\n" if is_close else "\n\n")

    def _end(self) -> None:
        """Replace what stands behind the last line."""
        text = self._text
        end = self._before.end if self._before else 0
        if self._pending or text[end:].strip():
            rest = self._with_pending("\n")
            reason = "footnote" if self._pending else "furniture"
            self._replace(end, len(text), rest if self._before else rest.lstrip(), reason)

    def _with_pending(self, joint: str) -> str:
        """Return what stands between two blocks, with what waits for its place there."""
        if not self._pending:
            return joint
        rows = [
            " ".join(lines) if role == FOOTNOTE else f"[{role}: {' '.join(lines)}]"
            for role, *lines in self._pending
        ]
        return "\n\n" + "\n\n".join(rows) + ("\n\n" if joint != "\n" else joint)

    def _replace(self, start: int, end: int, after: str, reason: str) -> None:
        """Add an edit of the layout, where it changes anything."""
        before = self._text[start:end]
        if before != after:
            self.edits.append(Edit(start, end, before, after, reason=reason, damage="layout"))
