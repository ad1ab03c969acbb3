"""Where a batch puts its results: folders made, files renamed into place, leftovers removed."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from nortext.batch.job import Job
from nortext.batch.sources import Source
from nortext.errors import FileError, display_name, reason_of

__all__ = ["EDITS", "Outputs", "beside", "job_of", "make_folder"]

EDITS = ".edits.jsonl"
"""What is put behind the name of a text for that of its edits."""


def beside(path: Path) -> Path:
    """Return where the edits of a text lie."""
    return path.with_name(path.name + EDITS)


def job_of(
    source: Source, staged: Path, output: Path, has_edits: bool, earlier: dict[str, Any] | None
) -> Job:
    """Return the job of repairing a file.

    Args:
        source: the file.
        staged: where its text is written first.
        output: the folder that the batch writes to.
        has_edits: whether its edits are written too.
        earlier: what the manifest says of it, repaired in the same way, or None.
    """
    place = output / source.name
    if not has_edits:
        return Job(source, staged, None, earlier, place, None)
    return Job(source, staged, beside(staged), earlier, place, beside(place))


def make_folder(folder: Path, output: Path) -> None:
    """Make a folder in the output folder, and nowhere else.

    Raises:
        FileError: It cannot be made, or a link leads out.
    """
    name = display_name(folder)
    try:
        if folder != output and not folder.resolve().is_relative_to(output.resolve()):
            raise FileError(
                f"{name}: a link leads out of the output folder; nothing is written there"
            )
        folder.mkdir(parents=True, exist_ok=True)
    except RuntimeError:  # what Python before 3.13 says of links that lead to themselves
        raise FileError(f"{name}: cannot be made: a link leads to itself") from None
    except OSError as error:
        raise FileError(f"{name}: cannot be made: {reason_of(error)}") from None


class Outputs:
    """The folder that a batch writes to.

    Args:
        folder: where it lies.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: set[Path] = set()

    def place(self, job: Job, earlier: dict[str, Any] | None) -> None:
        """Give what a job wrote its name.

        The edits come first: a text is never without them, nor beside those of another time.

        Args:
            job: the job.
            earlier: what the manifest says of the file.

        Raises:
            FileError: It cannot be done.
        """
        folder = job.output.parent
        if folder not in self._made:
            make_folder(folder, self._folder)
            self._made.add(folder)
        if job.edits and job.output_edits:
            _rename(job.edits, job.output_edits)
        try:
            _rename(job.text, job.output)
        except FileError:
            if job.output_edits:
                job.output_edits.unlink(missing_ok=True)
            raise
        if not job.edits and _had_edits(earlier):
            beside(job.output).unlink(missing_ok=True)

    def take_away(
        self, source: Source, result: dict[str, Any], earlier: dict[str, Any] | None
    ) -> None:
        """Remove what an earlier batch made of a file that has changed since, and now fails.

        Args:
            source: the file.
            result: what became of it.
            earlier: what the manifest says of it.
        """
        if not earlier or earlier["status"] != "done":
            return
        if result.get("sha256") in (None, earlier.get("sha256")):
            return
        output = self._folder / source.name
        with suppress(OSError, FileError):
            make_folder(output.parent, self._folder)
            output.unlink(missing_ok=True)
            if _had_edits(earlier):
                beside(output).unlink(missing_ok=True)


def _rename(path: Path, target: Path) -> None:
    try:
        path.replace(target)
    except OSError as error:
        name = display_name(target)
        raise FileError(f"{name}: cannot be written: {reason_of(error)}") from None


def _had_edits(earlier: dict[str, Any] | None) -> bool:
    """Tell whether edits were written beside the text that a record tells of."""
    return bool(earlier and earlier["status"] == "done" and earlier.get("edits_sha256"))
