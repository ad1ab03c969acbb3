"""nortext gives damaged Norwegian text its letters back.

>>> import nortext
>>> nortext.clean("Forsgket pa skolen ble vellykket.")
'Forsøket på skolen ble vellykket.'
"""

from __future__ import annotations

__version__ = "0.1.0"

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from nortext.characters.normalize import normalize
from nortext.errors import FileError, NortextError, RuleError, RuleTimeoutError, WorkersError
from nortext.evidence import Evidence
from nortext.formats.edits import read_edits
from nortext.kinds import KINDS, Kind, damage
from nortext.options import RepairOptions
from nortext.pipeline import Pipeline, default_pipeline
from nortext.results import Decoded, Doubt, Repair
from nortext.rules import Rule, read_rules
from nortext.steps import STEPS, Step
from nortext.text.arguments import bytes_of
from nortext.text.edits import Alternative, Edit, apply_edits
from nortext.text.places import Place

if TYPE_CHECKING:
    from nortext.encoding.detect import EncodingDetector
    from nortext.report.inspection import Finding, Inspection, inspect

__all__ = [
    "KINDS",
    "STEPS",
    "Alternative",
    "Decoded",
    "Doubt",
    "Edit",
    "Evidence",
    "FileError",
    "Finding",
    "Inspection",
    "Kind",
    "NortextError",
    "Pipeline",
    "Place",
    "Repair",
    "RepairOptions",
    "Rule",
    "RuleError",
    "RuleTimeoutError",
    "Step",
    "WorkersError",
    "apply_edits",
    "clean",
    "damage",
    "decode",
    "inspect",
    "normalize",
    "read_edits",
    "read_rules",
    "repair",
]


_OF_INSPECTION = ("Finding", "Inspection", "inspect")
"""Names that are loaded when they are asked for."""


def __getattr__(name: str) -> Any:
    """Return what is loaded late (PEP 562)."""
    if name in _OF_INSPECTION:
        from nortext.report import inspection

        return getattr(inspection, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@lru_cache(maxsize=1)
def _default_detector() -> EncodingDetector:
    from nortext.encoding.detect import EncodingDetector

    return EncodingDetector(default_pipeline().models)


def decode(data: bytes) -> Decoded:
    """Return bytes as text, in the encoding that makes most sense of them.

    Args:
        data: a file's content.

    Returns:
        The text, its encoding, how sure that is, and what was done. Text that was misread before it
        was saved (`pÃ¥`) is left as it is for `clean`.

    >>> decode("blåbær".encode("cp865")).encoding
    'cp865'
    >>> decode(b"Bl}b{r og r|dgr|t").text
    'Blåbær og rødgrøt'
    """
    return _default_detector().decode(bytes_of("data", data))


def clean(text: str | bytes) -> str:
    """Return a text repaired with the default pipeline.

    Args:
        text: any text; bytes are decoded first, as `decode` does.

    Returns:
        The repaired text, with the same lines.

    >>> clean("Hun bor i Tromsg og gar pa hggskole.")
    'Hun bor i Tromsø og går på høgskole.'
    """
    return default_pipeline().clean(text)


def repair(text: str | bytes) -> Repair:
    """Repair a text with the default pipeline and say what was done.

    Args:
        text: any text; bytes are decoded first, as `decode` does.

    Returns:
        The repaired text, every edit with place, reason and confidence, and the words left in
        doubt.

    >>> result = repair("Se pa havet.")
    >>> result.edits[0].before, result.edits[0].after, result.edits[0].confusions
    ('pa', 'på', ('å>a',))
    """
    return default_pipeline().repair(text)
