"""Give damaged Norwegian text its letters back."""

from __future__ import annotations

from nortext.pipeline import Pipeline

__all__ = ["Pipeline"]
