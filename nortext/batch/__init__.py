"""Whole folders of text files, repaired in parallel processes and survived whatever happens.

A file's way: `sources` finds it, `workers` hand it to a process, `job` repairs it there (its bytes by `storage`, its texts by
`records`), `run` puts the result into its place and writes down in the `manifest` what became of it; `summary` makes a table of that.
"""

from __future__ import annotations

from nortext.batch.manifest import read_manifest
from nortext.batch.options import Options
from nortext.batch.progress import Quiet, Totals
from nortext.batch.run import run
from nortext.batch.sources import Source, listed, walk

__all__ = ["Options", "Quiet", "Source", "Totals", "listed", "read_manifest", "run", "walk"]
