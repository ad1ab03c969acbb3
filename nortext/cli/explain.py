"""The command `nortext explain`."""

from __future__ import annotations

import click

from nortext.cli.options import repair_options
from nortext.options import RepairOptions
from nortext.pipeline import Pipeline
from nortext.report.explain import Candidate
from nortext.report.explain import explain as explain_text

__all__ = ["explain"]

_MOST_CANDIDATES = 8


@click.command()
@click.argument("words", nargs=-1)
@click.option("--line", help="Explain each word of this line in its context.")
@repair_options("protect", "lexicon")
def explain(words: tuple[str, ...], line: str | None, options: RepairOptions) -> None:
    """Show what a word may have been, and why one reading won.

    Scores are natural logarithms: `channel` is what the confusions cost, `lm` how likely the
    reading is by itself.

    \b
    Examples:
      nortext explain forsgk Igsning
      nortext explain --line "informanten sa at sa mange matte ga"
    """
    if not words and line is None:
        raise click.UsageError("say a word, or --line TEXT")
    pipeline = Pipeline.from_options(options)
    for text in [*words, *([line] if line is not None else [])]:
        for explanation in explain_text(pipeline, text):
            click.echo(f"{explanation.word} → {explanation.chosen}: {explanation.why}")
            if len(explanation.candidates) > 1:
                for candidate in explanation.candidates[:_MOST_CANDIDATES]:
                    click.echo(_row(candidate))


def _row(candidate: Candidate) -> str:
    """Return what is said of a candidate, in one line."""
    undone = " ".join(candidate.confusions)
    return (
        f"  {candidate.probability:7.2%}  {candidate.text:<24} {candidate.kind:<12} "
        f"channel {candidate.channel:6.1f}  lm {candidate.language_model:6.1f}  {undone}"
    ).rstrip()
