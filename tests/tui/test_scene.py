"""The plate as its scene on the beamer: where the terminal can, with every state in words, and plain where it can't."""

import re
import sys
from itertools import combinations
from pathlib import Path
from types import FrameType

import pytest
from textual.geometry import Region

from kompas_tui.domain.course.plate import BUSY, DONE, NOT_YET, PointState
from kompas_tui.domain.deck.plates import Plate
from kompas_tui.domain.outcome import progress_in_room
from kompas_tui.domain.result.highlights import Highlight
from kompas_tui.scenes import PlateScene
from kompas_tui.tui.drawing.letters import LINE, readable
from kompas_tui.tui.drawing.painting import Painting
from kompas_tui.tui.drawing.scene import can_paint, has_room, scene_painting
from kompas_tui.tui.screens.dialogs import WriteDialog
from kompas_tui.tui.widgets import Stage
from tests.scenes.test_layers import plate_on
from tests.tui.beamers import Beamer, beamer
from tests.tui.test_plate_drawing import TOP


def painted(plate: Plate, states: list[PointState], size: tuple[int, int]) -> Painting:
    painting = scene_painting(plate, PlateScene(plate.scene), states, *size, 2)
    assert len(painting.strips) == size[1]
    assert all(column + line.cell_length <= size[0] for column, _, lines in painting.pinned for line in lines)
    assert all(row + len(lines) <= size[1] for _, row, lines in painting.pinned)
    return painting


@pytest.mark.parametrize("size", [(100, 28), (120, 40), (160, 43), (200, 48), (100, 80)])
@pytest.mark.parametrize(("state", "sign"), [(NOT_YET, "○"), (BUSY, "◐"), (DONE, "●")])
def test_every_point_says_its_state_in_words_on_the_scene(size: tuple[int, int], state: str, sign: str) -> None:
    plate = plate_on("stad")
    told = [PointState(point, state, 17, TOP) for point in plate.every]
    words = painted(plate, told, size).plain
    assert words.count(f"{sign} {state}") == 10
    assert all(re.search(rf" {point.key}  ?{re.escape(point.title)}", words) for point in plate.every)
    assert words.count("· 10×") == 10
    assert f"{6 if state == DONE else 0} van 6 klaar" in words
    assert "2 actiepunten" in words


@pytest.mark.parametrize("name", ["stad", "kringloop"])
@pytest.mark.parametrize("size", [(160, 43), (200, 48)])
def test_questions_are_large_on_a_large_screen_and_an_answer_moves_none(size: tuple[int, int], name: str) -> None:
    plate = plate_on(name)

    def boards(state: str, answers: int, top: Highlight | None) -> dict[str, Region]:
        told = [PointState(point, state, answers, top) for point in plate.every]
        pinned = painted(plate, told, size).pinned
        return {
            readable(lines[0]).split()[0]: Region(column, row, lines[0].cell_length, len(lines))
            for column, row, lines in pinned
        }

    before, after = boards(NOT_YET, 0, None), boards(DONE, 17, TOP)
    heights = {after[point.key].height for point in plate.points}
    assert heights == {LINE + 2} if name == "stad" else heights <= {LINE + 2, 2 * LINE + 2}
    assert all(after[point.key].height == 3 for point in plate.below)
    assert {key: sign.offset for key, sign in before.items()} == {key: sign.offset for key, sign in after.items()}
    assert not any(one.overlaps(other) for one, other in combinations(after.values(), 2))


def test_where_the_group_was_last_is_marked_in_words() -> None:
    plate = plate_on("stad")
    told = [PointState(point, BUSY, is_last=point.key == "7") for point in plate.every]
    words = painted(plate, told, (100, 28)).plain
    assert words.count("· hier") == 1
    assert "◐ bezig · hier" in words[words.index("Beren op de weg") : words.index("Wind mee")]


def test_a_scene_needs_colours_and_room() -> None:
    assert can_paint("truecolor", no_color=False)
    assert can_paint("256", no_color=False)
    assert not can_paint("truecolor", no_color=True)
    assert not can_paint("standard", no_color=False)
    assert not can_paint(None, no_color=False)
    assert has_room(100, 28)
    assert not has_room(99, 28)
    assert not has_room(100, 27)


@pytest.fixture
def colourful(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that says it has 24-bit colour."""
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "truecolor")


def is_painted(shown: Beamer) -> bool:
    return isinstance(shown.screen().query_one(Stage).render(), Painting)


def calls_to_draw(shown: Beamer) -> int:
    """How many calls it takes to draw the stage anew, all of it, once it was drawn: no busy machine changes that."""
    stage, calls = shown.screen().query_one(Stage), 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    for profile in (None, count):
        stage._styles_cache.clear()
        stage._layout_cache.clear()
        sys.setprofile(profile)
        try:
            stage._render_content()
            stage.render_lines(stage.size.region)
        finally:
            sys.setprofile(None)
    return calls


@pytest.mark.usefixtures("colourful")
async def test_the_key_changes_between_drawn_and_plain_and_small_windows_have_the_compass(tmp_path: Path) -> None:
    async with beamer(tmp_path, deck="kompas", size=(100, 30)) as shown:
        await shown.press("right", "right", "right")
        await shown.shows("WAT", "WEEG")
        assert is_painted(shown)
        await shown.press("B")
        await shown.until(lambda: not is_painted(shown))
        await shown.shows("Wat wil je bereiken?")
        await shown.press("B")
        await shown.until(lambda: is_painted(shown))
    async with beamer(tmp_path / "small", deck="kompas", size=(80, 24)) as shown:
        await shown.press("right", "right", "right")
        await shown.shows("WAT", "WEEG")
        assert not is_painted(shown)
        await shown.press("B")
        await shown.says("Dit venster is te klein voor de tekening. Maak het groter.")


@pytest.mark.usefixtures("colourful")
async def test_the_key_says_where_nothing_is_drawn_and_changes_nothing_for_later(tmp_path: Path) -> None:
    async with beamer(tmp_path, deck="kompas", size=(100, 30)) as shown:
        await shown.press("right", "B")
        await shown.says("Op deze kaart staat geen getekende praatplaat.")
        await shown.press("right")
        text_card = calls_to_draw(shown)
        await shown.press("right")
        await shown.shows("WAT", "WEEG")
        await shown.until(lambda: is_painted(shown))
        assert calls_to_draw(shown) < 2 * text_card


async def test_the_key_says_that_a_terminal_lacks_the_colours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "standard")
    async with beamer(tmp_path, deck="kompas", size=(100, 30)) as shown:
        await shown.press("right", "right", "right", "B")
        await shown.says("Dit venster heeft te weinig kleuren voor de tekening. Je ziet de praatplaat eenvoudig.")


@pytest.mark.usefixtures("colourful")
async def test_a_wider_or_lower_window_is_painted_anew_or_shows_the_compass(tmp_path: Path) -> None:
    async with beamer(tmp_path, deck="kompas", size=(100, 30)) as shown:
        await shown.press("right", "right", "right")
        await shown.shows("WAT", "WEEG")
        for width, height, drawn in ((160, 45, True), (90, 30, False), (200, 50, True), (80, 24, False)):
            await shown.pilot.resize_terminal(width, height)
            await shown.until(lambda drawn=drawn: is_painted(shown) is drawn)  # type: ignore[misc]
            await shown.shows("WAT", "WEEG")


@pytest.mark.usefixtures("colourful")
async def test_a_click_on_the_drawing_or_its_sign_is_the_key_of_that_point(tmp_path: Path) -> None:
    async with beamer(tmp_path, deck="kompas", size=(160, 45)) as shown:
        await shown.press("right", "right", "right")
        await shown.until(lambda: is_painted(shown))
        painting = shown.screen().query_one(Stage).render()
        assert isinstance(painting, Painting)
        assert sorted(number for number, _ in painting.places) == list(range(10))
        middles = {number: region.center for number, region in painting.places}
        pressed = {number: painting.number_drawn_at(int(x), int(y)) for number, (x, y) in middles.items()}
        assert pressed == {number: number for number in range(10)}
        lines = {
            " ".join(readable(line).split()): (column, row) for column, row, lines in painting.pinned for line in lines
        }
        states = progress_in_room(shown.workshop.session, shown.workshop.course, shown.workshop.card)
        leads = {state.point.key: state.next for state in states}
        for key, (x, y) in (("3", lines["3 WIE"]), ("1", middles[1])):
            await shown.pilot.click(Stage, offset=(int(x) + 2, int(y)))
            await shown.until(lambda key=key: shown.workshop.session.card == leads[key])  # type: ignore[misc]
            await shown.press("escape")
            await shown.until(lambda: is_painted(shown))


@pytest.mark.usefixtures("colourful")
async def test_who_speaks_is_shown_before_the_scene(tmp_path: Path) -> None:
    async with beamer(tmp_path, deck="kompas", size=(120, 40)) as shown:
        await shown.press("right", "right", "right")
        await shown.until(lambda: is_painted(shown))
        await shown.press("r")
        await shown.asks(WriteDialog)
        await shown.press("enter")
        await shown.shows("Wie wil er iets zeggen?", "→ verder")
        await shown.press("right")
        await shown.until(lambda: is_painted(shown))
