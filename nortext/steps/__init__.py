"""The steps of a repair, one class a file: each takes a document and writes into it what it finds.

`STEPS` has them in the order in which they run. A step is made from the models and the options, and
called with a document; its `name` is that of its file. May import everything below it and
`nortext.options`, and no other step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from dataclasses import replace
from typing import ClassVar, Protocol

from nortext.document import Document
from nortext.models import Models
from nortext.options import RepairOptions
from nortext.steps.channel import FindChannels
from nortext.steps.characters import Characters
from nortext.steps.context import Context
from nortext.steps.edits import MakeEdits
from nortext.steps.language import FindLanguages
from nortext.steps.rates import LearnRates
from nortext.steps.readings import FindReadings
from nortext.steps.spaces import FindSpaces
from nortext.steps.words import FindWords

__all__ = ["STEPS", "Step", "StepFunction", "Steps", "check_step", "options_of"]

StepFunction = Callable[[Document], None]
"""Takes a document as the steps before left it, and writes into it what it finds."""


class Step(Protocol):
    """What every step is."""

    name: ClassVar[str]

    def __init__(self, models: Models, options: RepairOptions) -> None:
        """Make the step."""

    def __call__(self, document: Document) -> None:
        """Take the document as the steps before left it, and write into it what is found."""


STEPS: tuple[type[Step], ...] = (
    Characters,
    FindSpaces,
    FindChannels,
    FindWords,
    FindReadings,
    FindLanguages,
    LearnRates,
    Context,
    MakeEdits,
)
"""The steps, in the order in which they run."""


class Steps(MutableMapping[str, StepFunction]):
    """The steps of a pipeline by name, always in the order of `STEPS`.

    Putting another function under a name replaces that step, and deleting a name leaves it out;
    putting it back puts it in its place. A step may be replaced at any time, between any two texts.

    Args:
        steps: the steps by name.
    """

    def __init__(self, steps: Iterable[tuple[str, StepFunction]]) -> None:
        self._steps: dict[str, StepFunction] = {}
        self.update(steps)

    def __getitem__(self, name: str) -> StepFunction:
        """Return the step of that name."""
        return self._steps[name]

    def __setitem__(self, name: str, step: StepFunction) -> None:
        """Replace a step, or put it back."""
        check_step(name)
        if not callable(step):
            raise TypeError(f"a step is a function of a document, not {step!r}")
        if name in self._steps:
            self._steps[name] = step
            return
        both = {**self._steps, name: step}
        self._steps = {each.name: both[each.name] for each in STEPS if each.name in both}

    def __delitem__(self, name: str) -> None:
        """Leave a step out."""
        del self._steps[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the names, in the order in which the steps run."""
        return iter(self._steps)

    def __len__(self) -> int:
        """Return how many steps run."""
        return len(self._steps)

    def __repr__(self) -> str:
        """Return the names, for people who look."""
        return f"Steps({', '.join(self._steps)})"


def check_step(name: str) -> None:
    """Refuse a name that no step has."""
    names = [step.name for step in STEPS]
    if name not in names:
        raise ValueError(f"there is no step {name!r}; there are {', '.join(names)}")


def options_of(steps: Steps, options: RepairOptions) -> RepairOptions:
    """Return the options of a pipeline with the steps left out that were taken out of it.

    Args:
        steps: its steps.
        options: those that it was made with.

    Raises:
        TypeError: A step was replaced, so that names do not tell what the steps do.
    """
    for step in STEPS:
        if step.name in steps and not isinstance(steps[step.name], step):
            raise TypeError(
                f"the step {step.name!r} was replaced, and functions are not copied: make a "
                "pipeline in each place, and replace it there"
            )
    missing = [step.name for step in STEPS if step.name not in steps]
    return options if set(missing) <= set(options.without) else replace(options, without=missing)
