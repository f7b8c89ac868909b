"""A field with named corners: where points lie, and groups beside each other on one field."""

import pytest

from kompas_tui.domain.language.errors import InvalidOptions
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Place
from kompas_tui.domain.result.shapes import Axes, AxesPoint
from kompas_tui.domain.result.tables import as_data, as_table
from kompas_tui.domain.result.together import on_one_field
from tests.domain.activities import activity

CORNERS = ["Rechtmatig", "Responsief", "Samenwerkend", "Presterend"]
KEYS = {"items": ["Nu", "Straks"], "x": ["regels", "relatie"], "y": ["resultaat", "rechten"]}
FIELD = activity("assenveld", **KEYS, hoeken=CORNERS)


def placed(*places: tuple[int, int]) -> Axes:
    ballots = [Ballot(f"m{n}", {"plek-1": list(place), "plek-2": [9, 1]}, f"r{n}") for n, place in enumerate(places)]
    result = FIELD.tally(ballots)
    assert isinstance(result, Axes)
    return result


@pytest.mark.parametrize(
    ("place", "corner"),
    [
        ((1, 9), "Rechtmatig"),
        ((9, 9), "Responsief"),
        ((9, 1), "Samenwerkend"),
        ((1, 1), "Presterend"),
        ((5, 5), "het midden"),
        ((5, 9), "tussen Rechtmatig en Responsief"),
        ((1, 5), "tussen Rechtmatig en Presterend"),
        ((9, 5), "tussen Responsief en Samenwerkend"),
    ],
)
def test_a_point_lies_in_the_corner_of_its_place(place: tuple[int, int], corner: str) -> None:
    result = placed(place)
    assert result.corner(result.points[0]) == corner
    assert as_table(result).in_words[0][1] == corner
    assert as_data(result)["opties"][0]["hoek"] == corner


def test_the_sentence_names_the_corners() -> None:
    assert FIELD.sentence(placed(*[(1, 9)] * 5)) == (
        "‘Nu’ ligt gemiddeld bij ‘Rechtmatig’. ‘Straks’ ligt gemiddeld bij ‘Samenwerkend’."
    )
    assert "‘Nu’ ligt gemiddeld in het midden." in FIELD.sentence(placed((5, 5)))
    assert "‘Nu’ ligt gemiddeld tussen Rechtmatig en Responsief." in FIELD.sentence(placed((5, 9)))


def test_a_phone_reads_where_each_corner_lies() -> None:
    place = FIELD.fields()[0]
    assert isinstance(place, Place)
    assert place.corners_in_words[0] == "Rechtmatig: regels en rechten"
    assert place.corners_in_words[2] == "Samenwerkend: relatie en resultaat"


def test_there_are_four_different_corners() -> None:
    with pytest.raises(InvalidOptions, match="er moeten er minstens 4 staan"):
        activity("assenveld", **KEYS, hoeken=CORNERS[:3])
    with pytest.raises(InvalidOptions, match="staat hier dubbel"):
        activity("assenveld", **KEYS, hoeken=[*CORNERS[:3], CORNERS[0]])


def test_groups_that_placed_one_thing_stand_on_one_field() -> None:
    one = Axes(("a", "b"), ("c", "d"), (AxesPoint("Wij", 1, 9, 2),), 2)
    other = Axes(("a", "b"), ("c", "d"), (AxesPoint("Wij", 8, 2, 1),), 1)
    field = on_one_field([("gemeente", one), ("bewoner", other)])
    assert field is not None
    assert [(point.label, point.x) for point in field.points] == [("gemeente", 1), ("bewoner", 8)]
    assert field.answers == 3
    assert on_one_field([("gemeente", one)]) is None
    assert on_one_field([("gemeente", one), ("bewoner", placed((1, 1)))]) is None
