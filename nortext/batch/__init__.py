"""Whole folders of files, repaired in parallel processes and survived whatever happens.

A file's way: `sources` finds it, the `executor` hands it to one of the `processes`, where a `job`
repairs it; `run` puts the result into its place and writes down in the `manifest` what became of
it; `summary` makes a table of that. May import everything but `nortext.cli`.
"""

from __future__ import annotations

from nortext.batch.manifest import read_manifest
from nortext.batch.options import BatchOptions
from nortext.batch.progress import Quiet, Totals
from nortext.batch.run import run
from nortext.batch.sources import Source, listed, walk

__all__ = ["BatchOptions", "Quiet", "Source", "Totals", "listed", "read_manifest", "run", "walk"]
