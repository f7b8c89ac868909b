"""A scene is in pencil at the start, colours in where the group is done, and is whole at the end."""

from dataclasses import replace

import pytest
from PIL import Image, ImageChops, ImageStat

from kompas_tui.deck_files import read_decks, shipped_decks
from kompas_tui.domain.course.plate import BUSY, DONE, NOT_YET, PointState
from kompas_tui.domain.deck.plates import Plate
from kompas_tui.domain.question.pictures import SCENES
from kompas_tui.scenes import PlateScene, colouring, scene_layers

SIZE = (100, 56)


def plate_on(scene: str) -> Plate:
    names = ("kompas", "van-recht-naar-reden")
    decks = read_decks([(name, shipped_decks()[name].read_text(encoding="utf-8"), False) for name in names]).decks
    return next(card.plate for deck in decks for card in deck.cards if card.plate and card.plate.scene == scene)


def colourfulness(picture: Image.Image) -> float:
    return ImageStat.Stat(picture.convert("HSV").split()[1]).mean[0]


def difference(one: Image.Image, other: Image.Image) -> float:
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def states(plate: Plate, *done: str, otherwise: str = NOT_YET) -> list[PointState]:
    return [PointState(point, DONE if point.key in done else otherwise) for point in plate.every]


@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_begins_in_pencil_and_ends_in_its_colours(scene: str) -> None:
    plate, layers = plate_on(scene), scene_layers(PlateScene(scene), *SIZE)
    start = layers.coloured(*colouring(states(plate)))
    end = layers.coloured(*colouring(states(plate, *(point.key for point in plate.every))))
    assert difference(start, layers.pencil) == 0
    assert difference(end, layers.colour) == 0
    assert colourfulness(start) < colourfulness(end) / 3


@pytest.mark.parametrize("scene", SCENES)
def test_each_point_colours_a_spot_of_its_own_half_where_it_was_begun(scene: str) -> None:
    plate, layers = plate_on(scene), scene_layers(PlateScene(scene), *SIZE)
    nothing = layers.coloured(*colouring(states(plate)))
    for point in plate.every:
        assert point.area is not None
        left, top, wide, high = point.area
        box = tuple(round(part * SIZE[axis % 2]) for axis, part in enumerate((left, top, left + wide, top + high)))
        busy = replace(PointState(point, BUSY))
        begun = layers.coloured(*colouring([busy]))
        done = layers.coloured(*colouring([PointState(point, DONE), PointState(plate.every[0], NOT_YET)]))
        changed = [difference(nothing.crop(box), shown.crop(box)) for shown in (begun, done)]  # type: ignore[arg-type]
        assert 0 < changed[0] < changed[1]


def test_the_more_is_done_the_more_colour_there_is_everywhere() -> None:
    plate, layers = plate_on("stad"), scene_layers(PlateScene("stad"), *SIZE)
    keys = [point.key for point in plate.every]
    shown = [colourfulness(layers.coloured(*colouring(states(plate, *keys[:done])))) for done in range(len(keys) + 1)]
    assert shown == sorted(shown)
    assert len(set(shown)) == len(shown)


def test_a_dark_room_gets_chalk_on_a_blackboard() -> None:
    light, dark = scene_layers(PlateScene("stad"), *SIZE), scene_layers(PlateScene("stad"), *SIZE, is_dark=True)
    assert ImageStat.Stat(dark.pencil.convert("L")).mean[0] < 100 < ImageStat.Stat(light.pencil.convert("L")).mean[0]
    assert colourfulness(dark.pencil) < colourfulness(dark.colour)


def test_the_same_scene_is_the_same_picture_twice() -> None:
    first = scene_layers(PlateScene("stad"), *SIZE).colour.tobytes()
    scene_layers.cache_clear()
    assert scene_layers(PlateScene("stad"), *SIZE).colour.tobytes() == first
