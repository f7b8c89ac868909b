"""Points on one field before and after: from where to where each went, in words and as a picture."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from kompas_tui.domain.result.comparison import Comparison, compared
from kompas_tui.domain.result.shapes import Axes, AxesPoint, Corners
from kompas_tui.export.field_drawing import moves_png
from kompas_tui.tui.drawing.comparisons import comparison_pages

CORNERS: Corners = ("Presterend", "Samenwerkend", "Responsief", "Rechtmatig")
Places = dict[str, tuple[float | None, float | None]]


def field(places: Places, corners: Corners | None = CORNERS) -> Axes:
    points = tuple(AxesPoint(name, x, y, 1) for name, (x, y) in places.items())
    return Axes(("alleen", "samen"), ("voorwaarden", "resultaat"), points, len(points), corners)


def moved(before: Places, after: Places, corners: Corners | None = CORNERS) -> Comparison:
    found = compared(field(before, corners), field(after, corners))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        ((1, 9), (8, 2), "rechts en omlaag"),
        ((8, 2), (1, 9), "links en omhoog"),
        ((3, 3), (5, 3), "rechts"),
        ((3, 3), (3.04, 3.04), "blijft staan"),
        ((None, None), (3, 3), ""),
    ],
)
def test_the_table_says_from_where_to_where_and_which_way(
    before: tuple[float | None, float | None], after: tuple[float, float], way: str
) -> None:
    rows = moved({"bewoners": before}, {"bewoners": after}).table.in_words
    assert [(row[0], row[-1]) for row in rows] == [("bewoners", way)]
    if way == "rechts en omlaag":
        assert rows[0][1:3] == ("Presterend (1 · 9)", "Responsief (8 · 2)")


def test_the_sentence_names_what_went_furthest_by_its_corners_or_by_its_way() -> None:
    far = moved({"a": (1, 9), "b": (2, 2)}, {"a": (2, 9), "b": (9, 8)})
    assert far.sentence == "‘b’ verschoof het meest: van Rechtmatig naar Samenwerkend."
    beside = replace(far, titles=("Nu", "Straks"))
    assert beside.sentence == "Bij ‘b’ is het verschil het grootst: van Rechtmatig naar Samenwerkend."
    assert beside.table.header == ("Wie of wat", "Nu", "Straks", "Richting")
    assert moved({"a": (1, 9)}, {"a": (2, 8)}).sentence == "‘a’ verschoof het meest: naar rechts en omlaag."
    assert moved({"a": (1, 9)}, {"a": (8, 9)}, None).sentence == "‘a’ verschoof het meest: naar rechts."
    assert moved({"a": (1, 3)}, {"a": (1, 4)}, None).sentence == "‘a’ verschoof het meest: omhoog."
    assert moved({"a": (1, 9)}, {"a": (1, 9)}).sentence == "De gemiddelde plek is gelijk."


@pytest.mark.parametrize("size", [(76, 18), (96, 25), (156, 40), (40, 12)])
def test_the_beamer_draws_an_arrow_per_point_and_says_it_in_words(size: tuple[int, int]) -> None:
    before: Places = {name: (1, 9 - n) for n, name in enumerate(("initiatief", "bewoners", "gemeente"))}
    after: Places = {"initiatief": (9, 2), "bewoners": (8, 2), "gemeente": (1, 7)}
    pages = comparison_pages(moved(before, after), "", *size)
    assert all(len(page) <= size[1] and all(line.cell_length <= size[0] for line in page) for page in pages)
    told = "\n".join(line.plain for page in pages for line in page)
    assert told.count("○") == 3  # in the line above the field, and of the two that moved
    assert "Presterend → Responsief" in told
    assert all(f" {number} " in told for number in (1, 2, 3))


def test_the_report_draws_the_same_picture_of_the_same_moves() -> None:
    before: Places = {"a": (0, 0), "b": (5, 5), "c": (None, None), "naam \u202e<b>": (10, 10)}
    after: Places = {"a": (10, 10), "b": (10, 10), "c": (10, 10), "naam \u202e<b>": (10, 9.9)}
    moves = moved(before, after).moves
    assert moves is not None
    assert moves_png(moves) == moves_png(moves)
    assert moves_png(moves)[0].startswith(b"\x89PNG")
    drawn = Image.open(io.BytesIO(moves_png(moves, "#B22222")[0])).convert("RGB")
    colours = {colour for _, colour in drawn.getcolors(100_000) or ()}
    assert (0xB2, 0x22, 0x22) in colours, "in the colour of the house style"
    assert (0x00, 0x63, 0x38) not in colours
