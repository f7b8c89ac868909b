"""Everything that is on a plate colours it: every card of a deck with a plate belongs to a point, or says why not."""

import pytest

from kompas_tui.deck_files import load_decks, read_deck, shipped_decks
from kompas_tui.domain.course.plate import also_cards, point_cards
from kompas_tui.domain.deck.cards import Card, Course, course_of, full_address
from kompas_tui.domain.deck.plates import SIGN_ROWS, SMALLEST_SCENE, scene_cells, signs
from tests.decks.test_problems import DRAWN

BESIDE = {
    "kompas/welkom": "comes before the plate, and asks nothing",
    "samenwerkingswijzer/slot": "looks back over the whole plate",
    "van-recht-naar-reden/welkom": "comes before the plate, and asks nothing",
}
"""Cards that belong to no point, each with the reason."""


def whole(name: str) -> Course:
    """A shipped deck with the decks that it names."""
    loaded = load_decks([name])
    return course_of(loaded.decks, loaded.linked)


def plate_of(course: Course) -> Card | None:
    """The card with the plate of a deck."""
    return next((card for card in course.cards if card.plate is not None), None)


WITH_PLATE = [name for name in sorted(shipped_decks()) if plate_of(whole(name)) is not None]


def on_plate(course: Course, card: Card) -> set[str]:
    """The addresses of all cards that some point of the plate counts."""
    assert card.plate is not None
    led = {one.address for part in point_cards(course, card).values() for one in part}
    points = (*card.plate.points, *card.plate.below)
    return led | {one.address for point in points for one in also_cards(course, card, point)}


@pytest.mark.parametrize("name", WITH_PLATE)
def test_every_card_belongs_to_a_point_or_says_why_not(name: str) -> None:
    course = whole(name)
    card = plate_of(course)
    assert card is not None
    counted = on_plate(course, card)
    left = {full_address(one) for one in course.cards if not (one.address in counted or one.plate or one.is_break)}
    assert left <= set(BESIDE)


def test_no_reason_outlives_its_card() -> None:
    told = set()
    for name in WITH_PLATE:
        course = whole(name)
        card = plate_of(course)
        assert card is not None
        counted = on_plate(course, card)
        told |= {full_address(one) for one in course.cards if one.address not in counted}
    assert set(BESIDE) <= told


def test_points_below_of_which_nothing_is_said_stand_side_by_side_at_the_foot() -> None:
    (plate,) = (card.plate for card in read_deck("proef", DRAWN, "proef.md").cards if card.plate)
    columns, rows = scene_cells(plate, *SMALLEST_SCENE)
    one, beside = signs(plate, columns, rows)[1:]
    assert one.row == beside.row == rows - SIGN_ROWS
    assert one.column + one.width < beside.column
