"""Words that look the same: what is suggested to be one, and what is not."""

import time

import pytest

from kompas_tui.domain.result.shapes import Word
from kompas_tui.domain.result.spellings import variants


def suggested(*texts: str) -> list[set[str]]:
    found = variants([Word(text, count) for count, text in enumerate(reversed(texts), 1)])
    return [{kept, *others} for kept, others in found]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("groen", "Groen"),
        ("boom", "bomen"),
        ("bom", "bommen"),
        ("man", "mannen"),
        ("maan", "manen"),
        ("feest", "feesten"),
        ("foto", "foto's"),
        ("foto", "foto’s"),
        ("cafe", "café"),
        ("café", "cafés"),
        ("straat", "straten"),
        ("huis", "huizen"),
        ("brief", "brieven"),
        ("raaf", "raven"),
        ("zeef", "zeven"),
        ("dag", "dagen"),
        ("kind", "kinderen"),
        ("mogelijkheid", "mogelijkheden"),
        ("idee", "ideeën"),
        ("gemeente", "gemeentes"),
        ("gemeente", "gemeenten"),
        ("bewoner", "bewoners"),
        ("e-mail", "email"),
        ("wijkagent", "wijk agent"),
        ("speeltuin", "speletuin"),
        ("speeltuin", "speeltuinn"),
        ("speeltuin", "speltuin"),
        ("speeltuin", "speeltoin"),
        ("speeltuin", "speeltiun"),
        ("Été", "ete"),
    ],
)
def test_the_same_word_written_otherwise_is_suggested(one: str, other: str) -> None:
    assert suggested(one, other) == [{one, other}]
    assert suggested(other, one) == [{one, other}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("huis", "muis"),
        ("man", "maan"),
        ("boom", "bom"),
        ("boom", "bommen"),
        ("kan", "kans"),
        ("rust", "lust"),
        ("groen", "groei"),
        ("plan2026", "plan2027"),
        ("speeltuin", "moestuin"),
        ("!", "?"),
        ("ja", "nee"),
    ],
)
def test_another_word_is_not(one: str, other: str) -> None:
    assert suggested(one, other) == []


def test_the_word_that_most_gave_is_kept_and_the_others_go_into_it() -> None:
    words = [Word("groen", 2), Word("Bomen", 5), Word("boom", 3), Word("booom", 1)]
    assert variants(words) == [("Bomen", ("boom",))]


def test_three_spellings_are_one_suggestion() -> None:
    assert suggested("boom", "bomen", "Boom") == [{"boom", "bomen", "Boom"}]


def test_ten_thousand_words_take_no_time() -> None:
    words = [Word(f"woord{'abcdefghij'[n % 10]}{n:b}".replace("0", "x").replace("1", "y"), 1) for n in range(10_000)]
    begin = time.process_time()
    variants(words)
    assert time.process_time() - begin < 20
