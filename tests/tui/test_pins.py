"""Pins on the beamer: every spot has its count on the picture, and by name beside it, at every size."""

import random
import re

import pytest
from textual.content import Content

from kompas_tui.domain.kinds.prik import Prik
from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.pictures import Picture
from kompas_tui.domain.result.shapes import PinMap
from kompas_tui.tui.drawing.letters import LEAST_ROWS, large_words
from kompas_tui.tui.drawing.lines import Lines
from kompas_tui.tui.drawing.overlay import Overlay, with_grid
from kompas_tui.tui.drawing.pins import counted_squares, pinned_picture, pins_parts
from tests.domain.activities import activity

GROUND = Picture("wijk", width=16, height=9, alt="Een wijk")


def plain(_picture: Picture, columns: int, rows: int) -> Lines:
    return [Content("▀" * columns)] * rows


def result_of(voters: int, *, areas: dict[str, list[float]] | None = None) -> PinMap:
    chance = random.Random(voters)
    asked = activity("prik", beeld="wijk", vlakken=areas or {})
    assert isinstance(asked, Prik)
    ballots = [
        Ballot(f"m{n}", {"prik": [[chance.randint(0, 1000), chance.randint(0, 1000)]]}, "r") for n in range(voters)
    ]
    return asked.tally(ballots)


@pytest.mark.parametrize("voters", [1, 5, 40, 2000])
@pytest.mark.parametrize(("width", "height"), [(92, 20), (152, 34), (192, 40), (60, 12)])
def test_every_page_fits_and_names_what_has_most(voters: int, width: int, height: int) -> None:
    result = result_of(voters, areas={"de speeltuin met een heel lange naam erbij": [0, 0, 0.5, 1]})
    page = pinned_picture(result, GROUND, plain, width, height)
    assert len(page) <= height
    assert all(line.cell_length <= width for line in page)
    assert f" {dotted(result.ranked[0].pins)} " in "".join(line.plain for line in page)


def test_each_count_stands_on_the_picture_and_covers_no_other() -> None:
    result = result_of(300)
    page = pinned_picture(result, GROUND, plain, 152, 34)
    columns = max(line.plain.rfind("▀") for line in page) + 1
    on_picture = " ".join(line.plain[:columns] for line in page)
    for cluster in result.ranked:
        assert f" {cluster.pins} " in on_picture


def test_what_has_all_pins_is_named_large_and_a_flat_picture_names_no_fewer_spots() -> None:
    one = pinned_picture(result_of(1), GROUND, plain, 152, 34)
    assert sum(bool(line.plain.strip("▀ 1")) for line in one) >= LEAST_ROWS - 1
    flat = pinned_picture(result_of(300), Picture("plat", width=50, height=10, alt="Een straat"), plain, 92, 20)
    told = "\n".join(line.plain for line in flat)
    assert told.count("vak ") == 19
    assert "en nog 29 plekken" in told


def test_a_tall_picture_has_its_pins_too_with_more_room_for_their_names() -> None:
    tall, result = Picture("toren", width=400, height=1000, alt="Een toren"), result_of(40)
    for width, height in ((96, 22), (76, 17), (156, 36)):
        page = pinned_picture(result, tall, plain, width, height)
        assert page, "it is narrow, and still it can be seen"
        assert f" {result.ranked[0].pins} " in " ".join(line.plain for line in page)
        assert all(line.cell_length <= width for line in page)


def test_without_pins_or_picture_there_is_no_page() -> None:
    assert pinned_picture(result_of(0), GROUND, plain, 92, 20) == []
    assert pinned_picture(result_of(9), GROUND, lambda *_: None, 92, 20) == []
    assert pinned_picture(result_of(9), GROUND, plain, 30, 6) == []
    assert pins_parts(result_of(9), 72, 15)


def test_squares_have_their_names_along_the_edges() -> None:
    drawn = with_grid(plain(GROUND, 64, 18), 64, 18)
    assert [letter for letter in "ABCDEFGH" if f" {letter} " in drawn[0].plain] == list("ABCDEFGH")
    figures = [line.plain[:3].strip() for line in drawn if line.plain[:3].strip().isdigit()]
    assert figures == list("123456")
    assert all(line.cell_length == 64 for line in drawn)


def test_a_mark_gives_way_to_one_that_is_put_near() -> None:
    on = Overlay(12, 3)
    for _ in range(3):
        on.put_near((500, 500), Content(" 9 "))
    assert sum(line.plain.count(" 9 ") for line in on.over([Content("." * 12)] * 3)) == 3


def test_without_a_picture_the_squares_are_counted_where_pins_may_be_seen() -> None:
    result = result_of(40)
    page = counted_squares(result, 76, 15)
    assert len(page) == 14
    assert all(line.cell_length <= 76 for line in page)
    counts = [int(figure) for line in page[2::2] for figure in re.findall(r"│\s*\[?(\d+)\]?\s*(?=│)", line.plain)]
    assert sum(counts) == 40
    assert "".join(line.plain for line in page).count(f"[{max(counts)}]") == counts.count(max(counts))
    assert counted_squares(result_of(2), 76, 15) == []
    assert counted_squares(result, 76, 13) == counted_squares(result, 50, 15) == []


@pytest.mark.parametrize(("width", "height"), [(156, 37), (196, 42)])
def test_in_a_wide_window_the_spots_are_named_large(width: int, height: int) -> None:
    result = result_of(40, areas={"de speeltuin": [0, 0, 0.5, 1]})
    page = pinned_picture(result, GROUND, plain, width, height)
    assert f"{result.ranked[0].pins} {result.ranked[0].label}" in large_words(page)
