"""Dutch wording: lists, numbers, dates and the nearest word."""

from datetime import date

import pytest

from kompas_tui.domain.kinds.carrying import made_by
from kompas_tui.domain.kinds.voters import AT_TABLES
from kompas_tui.domain.language.sentences import Worded, phrase, phrase_many
from kompas_tui.domain.language.wording import (
    count,
    did_you_mean,
    labelled,
    listing,
    listing_first,
    long_date,
    number,
    quoted,
    shortened_at_word,
    without_stop,
)
from kompas_tui.web.pages import in_language


@pytest.mark.parametrize(
    ("words", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")]
)
def test_a_list_reads_as_a_sentence(words: list[str], said: str) -> None:
    assert listing(words) == said


LONG = "een naam van een onderdeel waar heel wat woorden in staan"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["a", "b", "c", "d"], "a, b, c en d"),
        (["a", "b", "c", "d", "e"], "a, b, c en 2 andere"),
        ([LONG, LONG], f"{LONG} en {LONG}"),
        ([LONG, "b", LONG], f"{LONG}, b en 1 ander"),
    ],
)
def test_of_many_the_first_are_named_and_of_two_both(words: list[str], said: str) -> None:
    assert listing_first(words, "ander", "andere") == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(4, "4"), (4.0, "4"), (3.5, "3,5"), (2.96, "3"), (-0.01, "0"), (0.25, "0,3"), (0.46, "0,5"), (100, "100")],
)
def test_a_number_has_a_decimal_comma(value: float, said: str) -> None:
    assert number(value) == said


def test_one_and_more() -> None:
    assert count(1, "stem", "stemmen") == "1 stem"
    assert count(0, "stem", "stemmen") == "0 stemmen"


def test_a_number_that_fills_a_hole_has_a_dot_between_thousands_and_what_was_written_keeps_its_own() -> None:
    sentence = phrase_many("een van de {alle}: {optie}", "{aantal} van de {alle}: {optie}", aantal=1200, alle=12345,
                           optie=quoted("1500 bomen"))  # fmt: skip
    assert sentence == "1.200 van de 12.345: ‘1500 bomen’"
    assert in_language(sentence, "en") == "1,200 van de 12,345: ‘1500 bomen’"


def test_a_date_has_its_month_in_words() -> None:
    assert long_date(date(2026, 11, 22)) == "22 november 2026"


def test_a_near_word_is_named_and_else_all_that_may_stand_there() -> None:
    assert did_you_mean("keuz", ["keuze", "open"]) == "Bedoel je ‘keuze’?"
    assert did_you_mean("xyz", ["keuze", "open"]) == "Wel mogelijk: keuze of open."


def test_a_number_has_more_decimals_where_they_decide() -> None:
    assert [number(score, 2) for score in (0.4625, 0.5, 0.5375, 1)] == ["0,46", "0,5", "0,54", "1"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Begin klein.", "‘Begin klein’"),
        ("Waarom duurt het zo lang?", "‘Waarom duurt het zo lang?’"),
        ("Wacht even...", "‘Wacht even...’"),
        ("opties.", "‘opties.’"),
        ("", "‘’"),
    ],
)
def test_a_quoted_sentence_leaves_its_full_stop_to_the_sentence_around_it(text: str, said: str) -> None:
    assert quoted(text) == said


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("Een bank", 8, "Een bank"),
        ("Een bank bij de school", 20, "Een bank bij de…"),
        ("Een bank bij de school", 16, "Een bank bij de…"),
        ("Een bank, bij de school", 13, "Een bank…"),
        ("Een schoolpleinbankje", 12, "Een schoolp…"),
    ],
)
def test_a_text_is_cut_between_words_where_that_leaves_most_of_it(text: str, most: int, cut: str) -> None:
    assert shortened_at_word(text, most) == cut


@pytest.mark.parametrize(
    ("label", "joined"),
    [
        ("Wie", "Wie: wij"),
        ("Wie doet het?", "Wie doet het? wij"),
        ("Afval is het grootste probleem.", "Afval is het grootste probleem: wij"),
        ("Wat een feest!", "Wat een feest! wij"),
        ("En dan…", "En dan… wij"),
        ("En dan...", "En dan... wij"),
        ("Let op:", "Let op: wij"),
    ],
)
def test_a_label_and_what_follows_have_one_mark_between_them(label: str, joined: str) -> None:
    assert labelled(label, "wij") == joined


def test_in_a_text_that_is_made_of_several_no_sentence_ends_half_way() -> None:
    fields = {"een": "Begin klein. Dan kijken.", "ander": "Organiseer een avond."}
    assert made_by("{een} of {ander}", fields) == "Begin klein. Dan kijken of Organiseer een avond."
    assert made_by("{ander} ({een})", fields) == "Organiseer een avond (Begin klein. Dan kijken)"
    assert made_by("{een} of {ander}", {"een": "Begin.", "ander": ""}) == ""


def test_a_label_that_can_be_said_in_another_language_stays_so() -> None:
    label = phrase("Onderdeel")
    assert without_stop(label) is label
    assert isinstance(labelled(label, "wij"), Worded)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            phrase_many("de enige kiest dit", "alle {aantal} deelnemers kiezen dit", aantal=2),
            "beide deelnemers kiezen dit",
        ),
        (
            phrase_many("de enige kiest dit", "alle {aantal} deelnemers kiezen dit", aantal=3),
            "alle 3 deelnemers kiezen dit",
        ),
        (phrase("met alle {wat}", wat=count(2, "sticker", "stickers")), "met beide stickers"),
        (
            phrase("Alle {mensen} zitten ertussenin.", mensen=count(2, "mens", "mensen")),
            "Beide mensen zitten ertussenin.",
        ),
        (phrase("{optie} heeft {aantal} van de {alle}", optie="alle 2", aantal=2, alle=2), "alle 2 heeft 2 van de 2"),
    ],
)
def test_all_of_two_is_both(sentence: str, told: str) -> None:
    assert sentence == told


def test_all_of_two_tables_is_both_of_them() -> None:
    assert phrase_many(*AT_TABLES.all_choose, aantal=2) == "beide tafels kiezen dit"
