"""The plate says of every point how far the group is, in words, and never cuts that off."""

import math
import re
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kompas_tui.domain.course.plate import BUSY, DONE, NOT_YET, PointState
from kompas_tui.domain.deck.plates import Plate, PlatePoint
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.result.cells import Number
from kompas_tui.domain.result.highlights import Highlight
from kompas_tui.tui.drawing.compass import direction
from kompas_tui.tui.drawing.letters import readable
from kompas_tui.tui.drawing.lines import Lines
from kompas_tui.tui.drawing.plate import plate_lines

SIZES = [(76, 21), (96, 27), (156, 40)]
QUESTIONS = {
    "WAT": "Wat wil je bereiken?",
    "WAAROM": "Waarom wil je samenwerken?",
    "WIE": "Met wie wil je samenwerken?",
    "WANNEER": "Wanneer wil je samenwerken?",
    "HOE": "Hoe ga je samenwerken?",
    "WEEG": "Hoe weeg je de samenwerking?",
}
POINTS = tuple(PlatePoint(str(n), title, said, "x") for n, (title, said) in enumerate(QUESTIONS.items(), 1))
BELOW = tuple(
    PlatePoint(key, title, "", "x")
    for key, title in zip("7890", ("Beren op de weg", "Wind mee", "Al doende leren", "PARTY-cipatie"), strict=True)
)
PLATE = Plate("Samenwerken met de stad", "kompas", POINTS, BELOW)
TOP = Highlight(("Milieu en duurzaamheid",), Number(10, is_times=True))


def drawn(states: list[PointState], size: tuple[int, int], plate: Plate = PLATE, agreed: int = 0) -> Lines:
    lines = plate_lines(plate, states, *size, agreed)
    assert len(lines) <= size[1]
    assert all(line.cell_length <= size[0] for line in lines), [line.plain for line in lines]
    return lines


def said(lines: Lines) -> str:
    return "\n".join(map(readable, lines))


def everywhere(
    state: str, answers: int = 0, top: Highlight | None = None, *, is_open: bool = False
) -> list[PointState]:
    return [PointState(point, state, answers, top, is_open=is_open) for point in (*POINTS, *BELOW)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("state", "sign"), [(NOT_YET, "○"), (BUSY, "◐"), (DONE, "●")])
def test_every_point_also_those_below_says_its_state_in_words(size: tuple[int, int], state: str, sign: str) -> None:
    answers = 0 if state == NOT_YET else 17
    shown = said(drawn(everywhere(state, answers, TOP if answers else None), size))
    assert shown.count(f"{sign} {state}") == 10
    if answers:
        assert len(re.findall(r"17 antw(?:oorden|\.)", shown)) == 10
        assert shown.count("10×") == 10
    for point in (*POINTS, *BELOW):
        assert point.title in shown
        assert point.question in shown


@pytest.mark.parametrize("size", SIZES)
def test_an_open_round_is_told_from_a_point_that_is_busy(size: tuple[int, int]) -> None:
    states = everywhere(NOT_YET)
    states[2] = PointState(POINTS[2], BUSY, 11, is_open=True)
    states[8] = PointState(BELOW[2], BUSY, 11, is_open=True)
    shown = said(drawn(states, size))
    assert shown.count("◉ ronde open") == 2
    assert "◐" not in shown
    assert "nu open: WIE" in " ".join(shown.split()) or "nu open:" in shown


@pytest.mark.parametrize("size", SIZES)
def test_how_often_stands_beside_a_word_and_is_never_cut_off(size: tuple[int, int]) -> None:
    long = Highlight(
        ("Een heel lang antwoord over de wijk en alles wat daar nog bij hoort",), Number(123, is_times=True)
    )
    for top in (TOP, long, Highlight(("Onbekendheid",), Number(9), ("punt", "punten"))):
        shown = said(drawn(everywhere(DONE, 17, top), size))
        assert len(re.findall(rf"(?:\S ·|│) {top.figure}", shown)) == shown.count(top.figure) == 10


@pytest.mark.parametrize("size", SIZES)
def test_it_says_how_many_are_done_and_how_many_action_points_there_are(size: tuple[int, int]) -> None:
    states = everywhere(NOT_YET)
    states[:3] = [PointState(point, DONE, 17, TOP) for point in POINTS[:3]]
    shown = " ".join(re.sub(r"[^\w ]", " ", said(drawn(states, size, agreed=4))).split())
    middle = "".join(re.findall(r"3 van 6|klaar|4|actiepunten", shown))
    assert "3 van 6" in middle
    assert "actiepunten" in middle


@pytest.mark.parametrize("size", SIZES)
def test_ten_points_get_boxes_of_the_same_height(size: tuple[int, int]) -> None:
    points = tuple(PlatePoint(str(n % 10), f"PUNT {n}", f"Wat is vraag {n}?", "x") for n in range(1, 11))
    states = [PointState(point, DONE, 17, TOP) for point in points]
    lines = [line.plain for line in drawn(states, size, Plate("Ons plan", "kompas", points))]
    for column in (0, -1):
        edges = [n for n, line in enumerate(lines) if line.ljust(size[0])[column] in "╭╮╰╯"]
        heights = [end - start for start, end in zip(edges[::2], edges[1::2], strict=True)]
        assert len(heights) == 5
        assert len(set(heights)) == 1
    shown = "\n".join(lines)
    assert shown.count("● klaar · 17 antwoorden") == 10
    assert shown.count("10×") == 10


@pytest.mark.parametrize("form", ["kompas", "kwadranten"])
@pytest.mark.parametrize("amount", [1, 2, 3, 4, 5, 7])
@pytest.mark.parametrize("size", SIZES)
def test_any_number_of_points_in_either_form(size: tuple[int, int], amount: int, form: str) -> None:
    points = tuple(PlatePoint(str(n), f"PUNT {n}", f"Wat is vraag {n}?", "x") for n in range(1, amount + 1))
    states = [PointState(point, BUSY, 3, TOP) for point in points]
    shown = said(drawn(states, size, Plate("Ons plan", form, points)))
    assert shown.count("◐ bezig · 3 antwoorden") == amount


titles = st.text(min_size=1, max_size=60).map(lambda name: clean_line(name, 60) or "naam")


@example(names=["naam"] * 10, tops=["top"] * 10, beneath=9, width=76, height=26, is_open=True)
@example(names=["naam"] * 10, tops=["top"] * 10, beneath=10, width=76, height=20, is_open=True)
@given(
    names=st.lists(titles, min_size=1, max_size=10),
    tops=st.lists(titles, min_size=10, max_size=10),
    beneath=st.integers(0, 10),
    width=st.integers(76, 160),
    height=st.integers(20, 48),
    is_open=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_any_plate_fits(
    names: list[str], tops: list[str], beneath: int, width: int, height: int, is_open: bool
) -> None:
    points = [PlatePoint(str(n % 10), name, name, "x") for n, name in enumerate(names, 1)]
    cut = max(len(points) - beneath, 1)
    plate = Plate(names[0], "kompas", tuple(points[:cut]), tuple(points[cut:]))
    states = [
        PointState(point, BUSY, 1234, Highlight((top,), Number(12, is_times=True)), top, is_open=is_open)
        for point, top in zip(points, tops, strict=False)
    ]
    shown = said(drawn(states, (width, height), plate))
    assert shown.count("ronde open" if is_open else "bezig") >= len(points)


def test_petals_are_spread_over_the_whole_rose() -> None:
    angles = sorted(math.degrees(direction(place, 6)) % 360 for place in range(6))
    assert [round(later - one) for one, later in pairwise(angles)] == [60] * 5
    assert all(math.cos(direction(place, 6)) < 0 for place in range(3))
    assert all(math.cos(direction(place, 6)) > 0 for place in range(3, 6))
