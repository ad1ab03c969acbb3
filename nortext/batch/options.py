"""How a batch repairs its files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from nortext.encoding.reader import AUTO
from nortext.options import RepairOptions

__all__ = ["BatchOptions"]


@dataclass(frozen=True)
class BatchOptions:
    """What the results depend on, besides the files and nortext's version.

    Attributes:
        repair: how texts are repaired.
        encoding: the encoding of the files, in and out, as Python names it; `auto` finds it out and
            writes UTF-8.
        format: `text`, `jsonl`, `csv` or `tsv`, whatever a file is called; `auto` goes by its name.
        text_fields: the fields of JSON records, or columns of tables, that hold text; columns by
            name or by number from 1.
        edits: whether every change and doubt is written beside the text.
        shared_evidence: whether the records of one file are judged by what all of them show.
    """

    repair: RepairOptions = field(default_factory=RepairOptions)
    encoding: str = AUTO
    format: str = "auto"
    text_fields: tuple[str, ...] = ("text",)
    edits: bool = False
    shared_evidence: bool = True

    def as_dict(self) -> dict[str, object]:
        """Return what differs from the defaults, as plain values; of lists their SHA-256.

        >>> BatchOptions(RepairOptions(layout="paragraphs"), edits=True).as_dict()
        {'layout': 'paragraphs', 'edits': True}
        """
        found = self.repair.changed()
        found.pop("folder", None)
        for name in ("protect", "lexicon", "rules"):
            if name in found:
                found[name] = _digest(map(str, found[name]))
        for option in fields(self)[1:]:
            value = getattr(self, option.name)
            if value != option.default:
                found[option.name] = list(value) if isinstance(value, tuple) else value
        return found


def _digest(words: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(words).encode("utf-8", "surrogatepass")).hexdigest()
