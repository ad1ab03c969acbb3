#!/usr/bin/env python3
"""Say what the word lists were built from, and check that they fit the code: MODEL.toml.

`python wordlists/model.py` checks, and exits with 1 and the reasons where the data were changed by
hand, or where the code changed in a way that asks for a build: the tokenizer, the letters of the
letter model, the features of the classifier, the confusions. It rebuilds nothing.
`python wordlists/model.py --write DATA` writes MODEL.toml anew.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path
from zlib import crc32

from build_variants import NYNORSK, OLDER
from counting import SHARES
from vocabulary import ordbank_path

import nortext
from nortext.language.contexts import FINGERPRINT
from nortext.language.spelling import ALPHABET
from nortext.language.store import Store
from nortext.text.tokens import tokenize

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path(__file__).resolve().parent
PAGES = HERE.parent / "fixtures" / "pages"
FILES = (
    "lexicon.txt",
    "lexicon.bin",
    "words.bin",
    "letters.bin",
    "rivals.bin",
    "contexts.bin",
    "variants.bin",
    "varieties.bin",
    "confusions.tsv",
    "weights.tsv",
    "languages.tsv",
    "engines.tsv",
    "near_misses.tsv",
    "joints.tsv",
)
"""The data; the last six are made to be read, and may be changed by hand with this file."""


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def tokenizer() -> str:
    """Return a fingerprint of the tokenizer: the hash of what it makes of the fixtures' pages.

    So it changes with what the tokenizer does, and not with how it is written.
    """
    found = hashlib.sha256()
    for path in sorted([*PAGES.glob("*.gold.txt"), *PAGES.glob("*.ocr.txt")]):
        for kind, text, start, _ in tokenize(path.read_text(encoding="utf-8")):
            found.update(f"{kind} {start} {text}\n".encode())
    return found.hexdigest()


def fingerprints() -> dict[str, str | int]:
    """Return what the data must fit: the parts of the code that they were built with."""
    return {
        "tokenizer": tokenizer(),
        "letters": crc32(ALPHABET.encode()),
        "features": FINGERPRINT,
    }


def write(folder: Path, data: Path) -> None:
    """Write MODEL.toml.

    Args:
        folder: where the word lists lie.
        data: the folder with corpus/ and seeds/.
    """
    lines = [
        "# What the word lists were built from and with; written by build.py, checked by model.py.",
        f'version = "{nortext.__version__}"  # of the code',
        "",
        "[fingerprints]  # of the code that the data must fit",
    ]
    for name, value in fingerprints().items():
        lines.append(f'{name} = "{value}"' if isinstance(value, str) else f"{name} = {value}")
    lines += ["", "[sources]  # SHA-256"]
    sources = [*SHARES, NYNORSK, *OLDER]
    lines += [f'"{name}" = "{sha256(data / name)}"' for name in sources]
    ordbank = ordbank_path()
    lines.append(f'"spacy-lookups-data/{ordbank.name}" = "{sha256(ordbank)}"')
    lines += ["", "[files]  # SHA-256"]
    lines += [f'"{name}" = "{sha256(folder / name)}"' for name in FILES]
    (folder / "MODEL.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def faults(folder: Path = HERE) -> list[str]:
    """Return what does not fit, in words; empty where all is well.

    Args:
        folder: where the word lists lie.
    """
    found = []
    known = tomllib.loads((folder / "MODEL.toml").read_text(encoding="utf-8"))
    for name in FILES:
        if sha256(folder / name) != known["files"].get(name):
            found.append(f"{name}: is not the file that MODEL.toml tells of")
    for name, value in fingerprints().items():
        if value != known["fingerprints"].get(name):
            found.append(f"the {name} changed since the word lists were built: build them anew")
    table = Store(folder / "rivals.bin").meta["table"]
    if table != crc32((folder / "confusions.tsv").read_bytes()):
        found.append("confusions.tsv changed since rivals.bin was built: build the lists anew")
    return found


def main() -> None:
    """Check, or write."""
    parser = argparse.ArgumentParser(description="Check or write MODEL.toml.")
    parser.add_argument("--write", metavar="DATA", type=Path, help="the folder with corpus/")
    options = parser.parse_args()
    if options.write:
        write(HERE, options.write)
    wrong = faults()
    print("\n".join(wrong) or "the word lists are those of MODEL.toml and fit the code")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
