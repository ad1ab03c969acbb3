"""nortext gives damaged Norwegian text its letters back.

>>> import nortext
>>> nortext.clean("Forsgket pa skolen ble vellykket.")
'Forsøket på skolen ble vellykket.'
"""

from __future__ import annotations

from functools import lru_cache

from nortext.encoding.decoded import Decoded
from nortext.encoding.detect import Decoder
from nortext.kinds import KINDS, Kind, damage
from nortext.layout.typography import normalize
from nortext.pipeline import STEPS, Pipeline
from nortext.report.inspection import Finding, Inspection, inspect
from nortext.results import Alternative, Doubt, Edit, Repair, apply_edits

__all__ = [
    "KINDS",
    "STEPS",
    "Alternative",
    "Decoded",
    "Doubt",
    "Edit",
    "Finding",
    "Inspection",
    "Kind",
    "Pipeline",
    "Repair",
    "apply_edits",
    "clean",
    "damage",
    "decode",
    "inspect",
    "normalize",
    "repair",
]

__version__ = "0.1.0"


@lru_cache(maxsize=1)
def _default_pipeline() -> Pipeline:
    return Pipeline()


@lru_cache(maxsize=1)
def _default_decoder() -> Decoder:
    return Decoder(_default_pipeline().models)


def decode(data: bytes) -> Decoded:
    """Bytes as text, in the encoding that makes most sense of them.

    Args:
        data: a file's content.

    Returns:
        The text, its encoding, how sure that is, and what was done. Text that was misread before it was saved (`pÃ¥`) is left as it is
        for `clean`.

    >>> decode("blåbær".encode("cp865")).encoding
    'cp865'
    >>> decode(b"Bl}b{r og r|dgr|t").text
    'Blåbær og rødgrøt'
    """
    return _default_decoder().decode(data)


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
