"""The drawn plate in the report: the scene with a sign at each point, the same bytes each time, beside its table."""

import io
from dataclasses import replace
from itertools import combinations

import pytest
from PIL import Image, ImageChops

from kompas_tui.deck_files import load_decks
from kompas_tui.domain.course.plate import BUSY, DONE, NOT_YET, PointState
from kompas_tui.domain.report import PlatePicture
from kompas_tui.domain.result.cells import Number
from kompas_tui.domain.result.highlights import Highlight
from kompas_tui.export.scene_drawing import scene_png, scene_signs
from tests.scenes.test_layers import plate_on

SHADE = 40
"""A difference of less is one of the few colours of the file, and not of what is drawn."""


def picture(scene: str, *states: str, top: Highlight | None = None) -> PlatePicture:
    plate = plate_on(scene)
    told = [PointState(point, states[place % len(states)], 9, top) for place, point in enumerate(plate.every)]
    around = len(plate.points)
    return PlatePicture(plate.middle, plate.form, tuple(told[:around]), tuple(told[around:]), plate)


def opened(drawn: PlatePicture) -> Image.Image:
    return Image.open(io.BytesIO(scene_png(drawn)[0])).convert("RGB")


def test_the_scene_is_as_wide_as_the_line_small_and_the_same_twice() -> None:
    drawn, height = scene_png(picture("stad", DONE, BUSY, NOT_YET))
    assert scene_png(picture("stad", DONE, BUSY, NOT_YET))[0] == drawn
    assert len(drawn) < 200_000
    assert 85 < height < 95


def test_what_is_done_and_what_came_out_shows() -> None:
    nothing, some = opened(picture("stad", NOT_YET)), opened(picture("stad", DONE, NOT_YET))
    assert ImageChops.difference(nothing, some).getbbox() is not None
    named = opened(picture("stad", DONE, NOT_YET, top=Highlight(("Meer bomen",), Number(10, is_times=True))))
    assert ImageChops.difference(some, named).getbbox() is not None


@pytest.mark.parametrize("place", range(4))
def test_a_result_or_a_title_as_long_as_can_be_stays_on_its_sign(place: int) -> None:
    plain = picture("kringloop", DONE)
    long = Highlight(("Een heel lang antwoord " * 20,), Number(1000, is_times=True))
    states = list(plain.points)
    states[place] = replace(states[place], top=long, point=replace(states[place].point, title="Samen " * 10))
    difference = ImageChops.difference(opened(plain), opened(replace(plain, points=tuple(states)))).convert("L")
    changed = difference.point([255 if tone > SHADE else 0 for tone in range(256)]).getbbox()
    assert changed is not None
    left, top, right, bottom = changed
    assert right - left <= 1600 * 0.22 + 1
    assert bottom - top <= 125, "a title, a state and a result of a line each"


@pytest.mark.parametrize("name", ["van-recht-naar-reden", "kompas", "beren", "samenwerkingswijzer"])
def test_no_sign_lies_over_another_whatever_came_out(name: str) -> None:
    size = 1600, 900
    long = Highlight(("Zien wat initiatieven opleveren, voor mensen en in geld",), Number(11, is_times=True))
    plates = [card.plate for card in load_decks([name]).course.every if card.plate is not None and card.plate.scene]
    for plate in plates:
        states = [PointState(point, DONE, 9, long) for point in plate.every if point.at is not None]
        for one, other in combinations(scene_signs(states, size), 2):
            assert not one.meets(other), (one.head, other.head)
            assert "11×" in one.lines[1], "the figure stays whole"


def test_a_letter_that_the_font_lacks_draws_what_can_be_said() -> None:
    top = Highlight(("مقعد في الحديقة",), Number(3, is_times=True))
    assert opened(picture("stad", DONE, top=top)).size == (1600, 900)
