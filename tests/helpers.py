"""What the tests share."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "fixtures" / "pages"
DAMAGED = "Forsgket pa skolen ble gjennomfgrt i Igpet av varen.\n| tillegg matte de gjgre mer.\n"
MENDED = "Forsøket på skolen ble gjennomført i løpet av våren.\nI tillegg måtte de gjøre mer.\n"

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
"""Runs the installed command in an empty folder."""

calm = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
"""As many examples as a short run has time for, however long one takes."""
