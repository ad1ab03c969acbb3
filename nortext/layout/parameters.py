"""The numbers that the package `nortext.layout` works with."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PARAMETERS", "LayoutParameters"]


@dataclass(frozen=True, slots=True)
class LayoutParameters:
    """Shares of a line's width and counts of lines; all set by hand on marked pages.

    Attributes:
        full: a line is full when the next word would have made it longer than this share.
        heading: a heading is shorter than this share.
        half: lines of tables' and figures' ruins are shorter than this share.
        ruin: such short lines in a row make a ruin.
        least_marks: marks between values in a line of a table at least.
        least_width: characters of the narrowest column.
        lines_of_width: lines before a line that tell how wide a column usually is.
        width_step: lines for which that is the same.
        lines_before: lines before a line that tell how its paragraphs are parted.
        near_lines: lines on either side of a line that are looked at.
        roomy: a line that left more than this share of its width was not full.
        ragged: more such lines, as a share, make verse of lines that all begin with capitals.
        spaced: more blank lines between lines than this share part paragraphs.
        rooms: the limits of how much room a line left, as shares of its width.
        unwrapped: lines longer than this many characters were never broken.
        page_gap: blank lines in a row that part pages.
        few_indented: share of lines that begin with one space, where such a space is what is left
            of a form feed, at most.
        edge: lines at a page's head and foot that may be running heads.
        few_lines: a text of one page with more lines than this may have a page number.
        often: pages on which a running head stands at least.
        often_of_titles: the same for one that ends as titles do, where form feeds part the pages.
        fewest_contents: lines of a table of contents at least.
        latest_beginning: page number of the first of them at most.
        longest_leader: characters at a line's end that show it to be of a table of contents.
        longest_head: characters of a running head at most.
        note_full: a line of a page that fills this share of its width could have held no more.
        most_footnotes: share of a page's lines that are footnotes at most.
        note_confidence: how sure the restored mark of a footnote is, 0 to 1.
        confidence: the confidence of repairs of quote marks and spaces, 0 to 1.
    """

    full: float = 0.93
    heading: float = 0.75
    half: float = 0.6
    ruin: int = 4
    least_marks: int = 3
    least_width: int = 40
    lines_of_width: int = 200
    width_step: int = 50
    lines_before: int = 40
    near_lines: int = 6
    roomy: float = 0.05
    ragged: float = 0.4
    spaced: float = 0.08
    rooms: tuple[float, ...] = (-0.1, -0.03, 0.0, 0.02, 0.05, 0.1, 0.2, 0.35)
    unwrapped: int = 200
    page_gap: int = 3
    few_indented: float = 0.1
    edge: int = 2
    few_lines: int = 3
    often: int = 3
    often_of_titles: int = 2
    fewest_contents: int = 3
    latest_beginning: int = 40
    longest_leader: int = 60
    longest_head: int = 90
    note_full: float = 0.9
    most_footnotes: float = 0.6
    note_confidence: float = 0.95
    confidence: float = 0.99


PARAMETERS = LayoutParameters()
