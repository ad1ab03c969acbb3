"""How a batch repairs its files."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nortext.pipeline import Pipeline

__all__ = ["Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """What the results depend on, besides the files and nortext's version.

    Attributes:
        layout: as `nortext.Pipeline` takes it.
        keep_furniture: the same.
        typography: the same.
        damage: the same.
        min_confidence: the same.
        protect: the same.
        lexicon: the same.
        encoding: the encoding of the files, in and out, as Python names it; `auto` finds it out and writes UTF-8.
        format: `text`, `jsonl`, `csv` or `tsv`, whatever a file is called; `auto` goes by its name.
        text_fields: the fields of JSON records, or columns of tables, that hold text; columns by name or by number from 1.
        edits: whether every change and doubt is written beside the text.
    """

    layout: str = "lines"
    keep_furniture: bool = False
    typography: str | None = None
    damage: str | None = None
    min_confidence: float = 0.0
    protect: tuple[str, ...] = ()
    lexicon: tuple[str, ...] = ()
    encoding: str = "auto"
    format: str = "auto"
    text_fields: tuple[str, ...] = ("text",)
    edits: bool = False

    def pipeline(self) -> Pipeline:
        """A pipeline with these options.

        Raises:
            ValueError: an option is out of range.
        """
        from nortext.pipeline import Pipeline

        return Pipeline(
            layout=self.layout,
            keep_furniture=self.keep_furniture,
            typography=self.typography,
            damage=self.damage,
            min_confidence=self.min_confidence,
            protect=self.protect,
            lexicon=self.lexicon,
        )

    def as_dict(self) -> dict[str, object]:
        """What differs from the defaults, as plain values; of word lists their SHA-256.

        >>> Options(edits=True, layout="paragraphs").as_dict()
        {'layout': 'paragraphs', 'edits': True}
        """
        found = {name: value for name, value in asdict(self).items() if value != getattr(_DEFAULTS, name)}
        for name in ("protect", "lexicon"):
            if name in found:
                found[name] = hashlib.sha256("\n".join(found[name]).encode("utf-8", "surrogatepass")).hexdigest()
        if "text_fields" in found:
            found["text_fields"] = list(found["text_fields"])
        return found


_DEFAULTS = Options()
