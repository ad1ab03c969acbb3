"""The numbers that the package `nortext.layout` works with."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PARAMETERS", "LayoutParameters"]


@dataclass(frozen=True, slots=True)
class LayoutParameters:
    """Shares of a line's width and counts of lines; all set by hand on marked pages.

    Attributes:
        full: a line is full when the next word would have made it longer than this share.
        full_to_end: a line that ends with its sentence is full when it is longer than this share.
        last_line: a last line of a paragraph is mostly shorter than this share.
        heading: a heading is shorter than this share.
        half: lines of tables' and figures' ruins are shorter than this share.
        wider: a block quote in smaller type has lines longer by this factor.
        ruin: such short lines in a row make a ruin.
        least_marks: marks between values in a line of a table at least.
        least_width: characters of the narrowest column.
        unwrapped: lines longer than this many characters were never broken.
        page_gap: blank lines in a row that part pages.
        few_indented: share of lines that begin with one space, where such a space is what is left
            of a form feed, at most.
        edge: lines at a page's head and foot that may be running heads.
        few_lines: a text of one page with more lines than this may have a page number.
        often: pages on which a running head stands at least.
        fewest_contents: lines of a table of contents at least.
        latest_beginning: page number of the first of them at most.
        longest_leader: characters at a line's end that show it to be of a table of contents.
        longest_head: characters of a running head at most.
        note_full: a line of a page that fills this share of its width could have held no more.
        most_footnotes: share of a page's lines that are footnotes at most.
        confidence: the confidence of repairs of quote marks and spaces, 0 to 1.
    """

    full: float = 0.93
    full_to_end: float = 0.9
    last_line: float = 0.85
    heading: float = 0.75
    half: float = 0.6
    wider: float = 1.06
    ruin: int = 4
    least_marks: int = 3
    least_width: int = 40
    unwrapped: int = 200
    page_gap: int = 3
    few_indented: float = 0.1
    edge: int = 2
    few_lines: int = 3
    often: int = 3
    fewest_contents: int = 3
    latest_beginning: int = 40
    longest_leader: int = 60
    longest_head: int = 90
    note_full: float = 0.9
    most_footnotes: float = 0.6
    confidence: float = 0.99


PARAMETERS = LayoutParameters()
