#!/usr/bin/env python3
"""Compare this checkout with another revision of it, side by side in one run.

`python benchmarks/compare.py REVISION`: checks the revision out beside this one, and prints for
both accuracy, harm and calibration on the fixtures' pages, CPU time and memory. Runs of the two
alternate, and the best of each is taken, so that a busy machine slows both alike. Only what both
have in `nortext.Pipeline` is asked.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5

PROGRAM = """
import json, resource, sys, time
from pathlib import Path
started = time.process_time()
import nortext
pages = sorted(Path(sys.argv[1]).glob("*.ocr.txt"))
texts = [page.read_text(encoding="utf-8") for page in pages]
whole = "\\n\\n".join(texts)
words = len(whole.split())
pipeline = nortext.Pipeline()
pipeline.clean("Forsgket ble gjennomfgrt.")
found = {"start, s of CPU": time.process_time() - started}
start = time.process_time()
repairs = [pipeline.repair(text) for text in texts]
found["new text, words/s of CPU"] = words / (time.process_time() - start)
start = time.process_time()
for text in texts:
    pipeline.repair(text)
found["words met before, words/s of CPU"] = words / (time.process_time() - start)
sound = [path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).glob("*.gold.txt"))]
start = time.process_time()
changed = sum(pipeline.clean(text) != text for text in sound)
found["sound text, words/s of CPU"] = len(" ".join(sound).split()) / (time.process_time() - start)
found["peak memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
found["sound pages changed"] = changed
found["texts"] = [repair.text for repair in repairs]
found["edits"] = [[(e.start, e.end, e.after, e.confidence) for e in r.edits] for r in repairs]
print(json.dumps(found))
"""


def measure(checkout: Path) -> dict[str, object]:
    """Return what one run of a checkout's code gives."""
    command = [sys.executable, "-c", PROGRAM, str(ROOT / "fixtures" / "pages")]
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    done = subprocess.run(command, env=environment, capture_output=True, check=True, cwd=checkout)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def quality(found: dict[str, object]) -> dict[str, float]:
    """Return accuracy, harm and calibration of repaired pages."""
    from accuracy import right, words
    from rapidfuzz.distance import Levenshtein

    texts = found.pop("texts")
    edits = found.pop("edits")
    assert isinstance(texts, list) and isinstance(edits, list)
    total = wrong = damaged = harmed = 0
    bins: dict[int, list[tuple[float, bool]]] = {}
    for path, text, made in zip(
        sorted((ROOT / "fixtures" / "pages").glob("*.ocr.txt")), texts, edits, strict=True
    ):
        gold_path = path.with_name(path.name.replace(".ocr.", ".gold."))
        gold = words(gold_path.read_text(encoding="utf-8"))
        read, ours = words(path.read_text(encoding="utf-8")), words(text)
        total += len(gold)
        wrong += Levenshtein.distance(gold, ours)
        for was, now in zip(right(gold, read), right(gold, ours), strict=True):
            damaged += not was
            harmed += was and not now
        known = set(gold)
        for *_, after, confidence in made:
            is_right = set(words(after)) <= known
            bins.setdefault(min(9, int(confidence * 10)), []).append((confidence, is_right))
    count = sum(map(len, bins.values()))
    error = sum(
        abs(sum(confidence for confidence, _ in part) - sum(right for _, right in part))
        for part in bins.values()
    )
    return {
        "word error rate after, %": 100 * wrong / total,
        "harmed, in 10,000": 10_000 * harmed / (total - damaged),
        "calibration error of edits (words of the page)": error / count,
    }


def main() -> None:
    """Measure both and print them side by side."""
    revision = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder) / "other"
        clone = ["git", "clone", "--quiet", "--shared", str(ROOT), str(other)]
        subprocess.run(clone, check=True)
        subprocess.run(["git", "checkout", "--quiet", revision], cwd=other, check=True)
        checkouts = {revision: other, "this checkout": ROOT}
        found: dict[str, dict[str, float]] = {}
        for _ in range(RUNS):
            for name, checkout in checkouts.items():
                measured = measure(checkout)
                figures = {**quality(measured), **measured}
                best = found.setdefault(name, {})
                for what, value in figures.items():
                    assert isinstance(value, float | int)
                    better = max if "words/s" in what else min
                    best[what] = better(best.get(what, value), value)
    print(f"{'':<48} {revision[:14]:>14} {'this checkout':>14}")
    for what, before in found[revision].items():
        print(f"{what:<48} {before:>14,.3f} {found['this checkout'][what]:>14,.3f}")


if __name__ == "__main__":
    main()
