"""The steps of a repair, one class a file: each takes a document and writes into it what it finds.

`STEPS` has them in the order in which they run. A step is made from the models and the options, and
called with a document; its `name` is that of its file. May import everything below it and
`nortext.options`, and no other step.
"""

from __future__ import annotations

from typing import ClassVar, Protocol

from nortext.document import Document
from nortext.models import Models
from nortext.options import RepairOptions
from nortext.steps.adapt import Adapt
from nortext.steps.channel import FindChannels
from nortext.steps.characters import Characters
from nortext.steps.context import Context
from nortext.steps.damage import FindDamage
from nortext.steps.edits import MakeEdits
from nortext.steps.language import FindLanguages
from nortext.steps.readings import FindReadings
from nortext.steps.words import FindWords

__all__ = ["STEPS", "Step"]


class Step(Protocol):
    """What every step is."""

    name: ClassVar[str]

    def __init__(self, models: Models, options: RepairOptions) -> None:
        """Make the step."""

    def __call__(self, document: Document) -> None:
        """Take the document as the steps before left it, and write into it what is found."""


STEPS: tuple[type[Step], ...] = (
    Characters,
    FindChannels,
    FindWords,
    FindReadings,
    FindLanguages,
    FindDamage,
    Adapt,
    Context,
    MakeEdits,
)
"""The steps, in the order in which they run."""
