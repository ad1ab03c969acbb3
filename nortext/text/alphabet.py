"""The letters that damage takes from Norwegian."""

from __future__ import annotations

__all__ = ["GAP", "LOST", "LOST_CAPITALS"]

LOST = "æøå"
"""The letters that an English OCR model does not know, and that most other damage takes too."""

LOST_CAPITALS = LOST.upper()

GAP = "\ua78f"
"""Stands inside a word for a letter known to be lost, whatever mark the text has in its place.

LATIN LETTER SINOLOGICAL DOT: a letter, so that words stay whole, and one that no text has.
"""
