"""The numbers that the package `nortext.batch` works with."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PARAMETERS", "BatchParameters"]


@dataclass(frozen=True, slots=True)
class BatchParameters:
    """Sizes, counts and times; all set by hand.

    Attributes:
        jobs_ahead: jobs that a process has at most.
        tries: a job that so many processes died of is given up.
        most_stillborn: processes in a row that may die before they are ready.
        seconds_between_reports: seconds between two reports of one process.
        seconds_of_patience: seconds without a report after which it is looked whether to stop.
        buffer: characters that are encoded at a time.
        long_record: characters of a record that is not held once more when it is repaired, if that
            can be helped.
        jobs_between_collections: jobs after which garbage is looked for.
        evidence_size: characters of a file's records, about, that its evidence is learnt from.
        most_skips: skipped files that are said on standard error.
    """

    jobs_ahead: int = 2
    tries: int = 2
    most_stillborn: int = 5
    seconds_between_reports: float = 0.5
    seconds_of_patience: float = 0.2
    buffer: int = 1 << 16
    long_record: int = 1_000_000
    jobs_between_collections: int = 1_000
    most_skips: int = 10
    evidence_size: int = 600_000


PARAMETERS = BatchParameters()
