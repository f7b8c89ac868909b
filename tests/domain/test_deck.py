"""The course: finding cards by address over several decks, and stepping through them."""

import pytest

from kompas_tui.domain.deck.cards import Card, Course, Deck, course_of, slug


def deck(name: str, *cards: str) -> Deck:
    return Deck(name, name.title(), tuple(Card(card, card.title(), name) for card in cards), "")


COURSE = course_of([deck("een", "start", "tellen"), deck("twee", "start", "eind")], [deck("extra", "tellen", "diep")])


def address(course: Course, name: str) -> str | None:
    card = course.find(name)
    return card.address if card else None


def test_a_name_that_an_earlier_deck_has_is_told_apart_by_the_deck() -> None:
    assert [card.address for card in COURSE] == ["start", "tellen", "twee/start", "eind"]
    assert [card.address for card in COURSE.linked] == ["extra/tellen", "diep"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("start", "start"),
        ("een/start", "start"),
        ("twee/start", "twee/start"),
        (" Twee/Start ", "twee/start"),
        ("twee/eind", "eind"),
        ("extra/diep", "diep"),
        ("extra/tellen", "extra/tellen"),
        ("een/eind", None),
        ("", None),
        ("/", None),
        ("twee/", None),
    ],
)
def test_a_card_is_found_by_its_name_with_or_without_the_deck(name: str, found: str | None) -> None:
    assert address(COURSE, name) == found


def test_a_decks_name_may_be_typed_as_its_file_is_called() -> None:
    course = course_of([deck(slug("Mijn Deck (v2)"), "a")], [])
    assert address(course, "Mijn Deck (v2)/a") == "a"


@pytest.mark.parametrize(
    ("start", "step", "there"),
    [("start", 1, "tellen"), ("start", -1, None), ("eind", 1, None), ("eind", -1, "twee/start"), ("diep", 1, "start")],
)
def test_stepping_stays_within_the_course(start: str, step: int, there: str | None) -> None:
    card = COURSE.after(start, step)
    assert (card.address if card else None) == there


def test_only_a_card_in_the_order_has_a_place() -> None:
    assert [COURSE.place(name) for name in ("start", "eind", "diep", "nergens")] == [1, 4, 0, 0]


def test_a_wrong_name_gets_the_nearest_one() -> None:
    assert COURSE.suggestion("telen") == "Bedoel je ‘tellen’?"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Wet- en regelgeving", "wet-en-regelgeving"),
        ("Één idee, ruïne!", "een-idee-ruine"),
        ("../../etc/passwd", "etc-passwd"),
        ("\x1b[2J\u202e²", "2j2"),
        ("مرحبا", "kaart"),
        ("a" * 300, "a" * 80),
    ],
)
def test_a_slug_is_safe_in_an_address(title: str, name: str) -> None:
    assert slug(title) == name
