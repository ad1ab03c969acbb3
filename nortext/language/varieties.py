"""Tell which variety of written Norwegian a text is in."""

from __future__ import annotations

from nortext.language.parameters import PARAMETERS

__all__ = ["is_before_reform"]


def is_before_reform(text: str) -> bool:
    """Tell whether a text is spelled as before 1917, with aa for å, and æ and ø are alive.

    >>> is_before_reform("Han saa paa Søen, hvor Bølgerne vare høie og mørke. " * 3)
    True
    """
    p, lower = PARAMETERS, text.lower()
    alive = lower.count("æ") + lower.count("ø")
    has_aa = lower.count("aa") >= p.frequent_aa * alive
    return has_aa and alive >= p.fewest_alive and lower.count("å") <= p.rare_aa * alive
