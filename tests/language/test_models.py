"""The word lists and models are what they say."""

from __future__ import annotations

import math
import sys
from pathlib import Path

import pytest
from helpers import ROOT

from nortext.channel.confusions import read_table
from nortext.language.contexts import window
from nortext.language.lexicon import END_SYMBOL as END
from nortext.language.lexicon import UNKNOWN
from nortext.language.ngrams import NgramModel
from nortext.models import Models
from nortext.search.calibration import Calibration

sys.path.insert(0, str(ROOT / "wordlists"))


@pytest.fixture(scope="module")
def models() -> Models:
    return Models()


def test_lexicon_holds_what_its_file_lists(models: Models) -> None:
    words = (ROOT / "wordlists" / "lexicon.txt").read_text(encoding="utf-8").splitlines()
    assert len(words) == len(models.lexicon) >= 600_000
    for number in range(5, len(words), 997):
        assert models.lexicon.number(words[number]) == number
        assert models.lexicon.word(number) == words[number]


@pytest.mark.parametrize("word", ["forsgk", "Forsøk", "", "<unknown>", "forsøk ", "\ud800"])
def test_lexicon_lacks_what_is_no_word(models: Models, word: str) -> None:
    assert models.lexicon.number(word) == 0


def test_lexicon_finds_words_by_their_beginning(models: Models) -> None:
    found = models.lexicon.beginning("forsøksp")
    assert found == sorted(found, key=str.encode)
    assert "forsøksperioden" in found
    assert all(word.startswith("forsøksp") for word in found)


@pytest.mark.parametrize("history", [(), ("for",), ("ikke", "helt"), ("i", "løpet")])
def test_word_probabilities_sum_to_one(models: Models, history: tuple[str, ...]) -> None:
    context = tuple(map(models.lexicon.number, history))
    total = math.fsum(
        math.exp(models.words.logp(word, context)) for word in range(len(models.lexicon))
    )
    assert total == pytest.approx(1.0, abs=0.04)  # probabilities are kept in steps of 7.5 %


def test_context_settles_real_words(models: Models) -> None:
    def logp(sentence: str) -> float:
        numbers = (END, *map(models.lexicon.number, sentence.split()))
        return sum(
            models.words.logp(numbers[i], numbers[max(0, i - 2) : i])
            for i in range(1, len(numbers))
        )

    assert logp("det er så mange") > logp("det er sa mange")
    assert logp("for å få") > logp("for å fa")


def test_letters_tell_norwegian_spelling(models: Models) -> None:
    assert models.letters.logp("torbjørnsrud", True) > models.letters.logp("torbjgrnsrud", True)


def test_unknown_words_have_an_own_number(models: Models) -> None:
    assert models.english_ocr.analysis("xqzzy").readings[0].numbers == (UNKNOWN,)


def test_a_spoilt_confusion_table_is_named(tmp_path: Path) -> None:
    table = tmp_path / "confusions.tsv"
    table.write_text("# printed\tread\nø\tg\twithin\t3\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"confusions.tsv, line 2"):
        read_table(table)


def test_kneser_ney_is_normalised_and_the_same_every_time(tmp_path: Path) -> None:
    np = pytest.importorskip("numpy")
    import kneser_ney

    rng = np.random.default_rng(1)
    sequence = rng.integers(0, 12, 4000) ** 2 // 12
    for name in ("a.bin", "b.bin"):
        kneser_ney.build(sequence, 12, 3, [1, 1, 2], tmp_path / name)
    assert (tmp_path / "a.bin").read_bytes() == (tmp_path / "b.bin").read_bytes()
    model = NgramModel(tmp_path / "a.bin")
    for history in [(), (3,), (0, 1), (5, 5), (11, 2)]:
        assert math.fsum(math.exp(model.logp(s, history)) for s in range(12)) == pytest.approx(
            1.0, abs=0.05
        )
    often = max(range(12), key=lambda s: int(((sequence[:-1] == 3) & (sequence[1:] == s)).sum()))
    assert model.logp(often, (3,)) == max(model.logp(s, (3,)) for s in range(12))


def test_classifier_prefers_what_stands_in_such_places(models: Models) -> None:
    def number(word: str) -> int:
        return models.lexicon.number(word)

    symbols = [
        END,
        *map(number, ["vi", "spiste", "frokost", "før", "vi", "dro", "på", "skolen"]),
        END,
    ]
    around = window(symbols, symbols.index(number("før")))
    before, four = models.contexts.scores([number("før"), number("for")], around)
    assert models.contexts.knows(number("før"))
    assert before > four


def test_a_window_ends_with_its_sentence() -> None:
    assert window([7, END, 8, 9, 10, END, 11], 3) == [END, END, END, END, 8, 10, END, END, END, END]


def test_weights_that_are_no_numbers_are_refused(models: Models, tmp_path: Path) -> None:
    (tmp_path / "weights.tsv").write_text("probability\t0.7\nlength\tmuch\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"weights\.tsv, line 2"):
        Calibration(models.lexicon, models.letters, tmp_path)
