"""nortext gives damaged Norwegian text its letters back.

>>> import nortext
>>> nortext.clean("Forsgket pa skolen ble vellykket.")
'Forsøket på skolen ble vellykket.'
"""

from __future__ import annotations

from functools import lru_cache

from nortext.pipeline import STEPS, Pipeline
from nortext.results import Alternative, Doubt, Edit, Repair, apply_edits

__all__ = ["STEPS", "Alternative", "Doubt", "Edit", "Pipeline", "Repair", "apply_edits", "clean", "repair"]

__version__ = "0.1.0"


@lru_cache(maxsize=1)
def _default_pipeline() -> Pipeline:
    return Pipeline()


def clean(text: str) -> str:
    """Repair a text with the default pipeline.

    Args:
        text: any text.

    Returns:
        The repaired text, with the same lines.

    >>> clean("Hun bor i Tromsg og gar pa hggskole.")
    'Hun bor i Tromsø og går på høgskole.'
    """
    return _default_pipeline().clean(text)


def repair(text: str) -> Repair:
    """Repair a text with the default pipeline and say what was done.

    Args:
        text: any text.

    Returns:
        The repaired text, every edit with place, reason and confidence, and the words left in doubt.

    >>> result = repair("Se pa havet.")
    >>> result.edits[0].before, result.edits[0].after, result.edits[0].confusions
    ('pa', 'på', ('å>a',))
    """
    return _default_pipeline().repair(text)
