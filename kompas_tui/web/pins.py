"""Pins as a phone puts them: what a press on the picture sends without the script, and what the page shows of it.

A press sends no answer: the page comes back with the pin on it, to be sent or taken away.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.language.sentences import glued, phrase, phrase_many
from kompas_tui.domain.question.fields import UNKNOWN_PLACE, Pins
from kompas_tui.domain.result.shapes import PinMap
from kompas_tui.domain.result.spots import FULL, SQUARE_LETTERS, SQUARE_ROWS, PinPlace, Spot, spot_at

PICTURE_WIDTHS: Final = (280, 320)
"""The widths that a picture has on a page, in CSS pixels: a press is told in these, and not in shares of them."""

PRESS, AWAY = "druk", "weg"
"""The inputs of a press, with the width behind it, and of the number of a pin that is taken away."""

_PRESSED = re.compile(rf"{PRESS}-(\d{{3}})\.([xy])", re.ASCII)
_OF_PRESS = re.compile(rf"{AWAY}|{PRESS}-\d{{3}}(\.[xy])?", re.ASCII)
_PIXELS = re.compile(r"\d{1,4}", re.ASCII)

_LEAST_DISC, _MORE_DISC = 34, 22
"""The radius of the smallest count on a result, and what the largest has more, in thousandths of the width."""

_NEAR = 14
"""A press this near to a pin, in CSS pixels, takes it away: a finger is no needle."""


@dataclass(frozen=True, slots=True)
class PressedForm:
    """What is in a form after a press, by input, and what a phone says of it; nothing of it is saved."""

    filled: Mapping[str, Sequence[str]]
    told: str


@dataclass(frozen=True, slots=True)
class PinPicture:
    """Where a picture is, and how high it is for each of its widths."""

    address: str
    ratio: float

    def height(self, width: int) -> int:
        """Its height at this width."""
        return max(round(width / self.ratio), 1)

    @property
    def full_height(self) -> int:
        """Its height where it is as wide as places are counted."""
        return self.height(FULL)


@dataclass(frozen=True, slots=True)
class DrawnPin:
    """A pin on the page: its input, its number, where it stands, and what an input holds for it."""

    name: str
    number: int
    sent: str
    place: PinPlace
    spot: Spot
    is_named: bool
    """Whether it was put there by naming its spot."""


def is_press(form: Mapping[str, Sequence[str]]) -> bool:
    """Whether a form was sent by a press on the picture, or to take a pin away.

    A browser says 0,0 where somebody pressed Enter in a text: that sends the answer, as everywhere.
    """
    if AWAY in form:
        return True
    pressed = [texts for name, texts in form.items() if _PRESSED.fullmatch(name)]
    return any(texts != ["0"] for texts in pressed)


def without_press(form: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The form without what only a press sends."""
    return {name: [*texts] for name, texts in form.items() if not _OF_PRESS.fullmatch(name)}


def after_press(field: Pins, form: Mapping[str, Sequence[str]], picture: PinPicture) -> PressedForm:
    """The form after a press: one pin more, or one less; AnswerRefused where the press was not on the picture."""
    filled = without_press(form)
    pins = drawn_pins(field, filled).values()
    if AWAY in form:
        gone = next((pin for pin in pins if [str(pin.number)] == form[AWAY]), None)
    else:
        width, (x, y) = _pressed(form, picture)
        # In pixels of the page: a finger is as thick on a small picture as on a large one.
        near = _NEAR / width * FULL
        gone = next((pin for pin in pins if _apart(pin.place, (x, y), picture.ratio) <= near), None)
        if gone is None:
            return _with_pin(field, filled, (x, y))
    if gone is None:
        return PressedForm(filled, phrase("Die prik is er niet meer."))
    return PressedForm(
        filled | {gone.name: [""]},
        phrase("Prik {nummer} is weg. Verstuur je antwoord als je klaar bent.", nummer=gone.number),
    )


def _with_pin(field: Pins, filled: dict[str, list[str]], point: PinPlace) -> PressedForm:
    free = next(((number, name) for number, name in enumerate(field.inputs, 1) if not any(filled.get(name, ()))), None)
    if free is None:
        full = phrase_many(
            "Je prik staat er al. Druk op een prik om hem weg te halen.",
            "Je {aantal} prikken staan er al. Druk op een prik om hem weg te halen.",
            aantal=field.most,
        )
        return PressedForm(filled, full)
    number, name = free
    where = spot_at(point, field.areas).in_words
    told = phrase("Prik {nummer} staat {plek}. Hij is nog niet verstuurd.", nummer=number, plek=where)
    return PressedForm(filled | {name: [f"{point[0]},{point[1]}"]}, told)


def _pressed(form: Mapping[str, Sequence[str]], picture: PinPicture) -> tuple[int, PinPlace]:
    """How wide the picture was, and where it was pressed."""
    at: dict[str, int] = {}
    widths = set()
    for name, texts in form.items():
        match = _PRESSED.fullmatch(name)
        if match:
            if len(texts) != 1 or not _PIXELS.fullmatch(texts[0]) or match[2] in at:
                raise AnswerRefused(UNKNOWN_PLACE)
            widths.add(int(match[1]))
            at[match[2]] = int(texts[0])
    if len(at) != len("xy") or len(widths) != 1 or not widths <= {*PICTURE_WIDTHS}:
        raise AnswerRefused(UNKNOWN_PLACE)
    (width,) = widths
    height = picture.height(width)
    if at["x"] > width or at["y"] > height:
        raise AnswerRefused(UNKNOWN_PLACE)
    return width, (round(at["x"] / width * FULL), round(at["y"] / height * FULL))


def _apart(one: PinPlace, other: PinPlace, ratio: float) -> float:
    """How far two places are apart, in thousandths of the width."""
    across, down = one[0] - other[0], (one[1] - other[1]) / ratio
    return float((across**2 + down**2) ** 0.5)


def drawn_pins(field: Pins, filled: Mapping[str, Sequence[str]]) -> Mapping[str, DrawnPin]:
    """The pins that a form holds, by their inputs; what is no place is none."""
    pins = {}
    for number, name in enumerate(field.inputs, 1):
        sent = (filled.get(name) or ("",))[0]
        try:
            place = field.place(sent) if sent else None
        except AnswerRefused:
            place = None
        if place is not None:
            named = next((key for key, spot in field.spots.items() if spot.middle == place), "")
            pins[name] = DrawnPin(name, number, named or sent, place, spot_at(place, field.areas), bool(named))
    return pins


@dataclass(frozen=True, slots=True)
class ShownCluster:
    """The pins in one spot on the picture of a result: how many, where, and how large their disc is."""

    pins: int
    x: int
    y: int
    radius: int
    is_most: bool


@dataclass(frozen=True, slots=True)
class ShownPins:
    """A result on its picture: what there is to see, and the clusters, the largest on top."""

    picture: PinPicture
    alt: str
    clusters: tuple[ShownCluster, ...]


def shown_pins(result: PinMap, picture: PinPicture, alt: str) -> ShownPins | None:
    """The clusters as they stand on the picture; None where nothing can be shown of it."""
    if not picture.address or not result.ranked:
        return None
    most, high = result.ranked[0].pins, picture.full_height
    clusters = tuple(
        ShownCluster(
            one.pins,
            one.middle[0],
            round(one.middle[1] * high / FULL),
            round(_LEAST_DISC + _MORE_DISC * one.pins / most),
            one.pins == most,
        )
        for one in reversed(result.ranked)
    )
    return ShownPins(picture, glued(alt, phrase("De tabel zegt hoeveel prikken waar staan.")), clusters)


@dataclass(frozen=True, slots=True)
class Grid:
    """The squares as an SVG has them: lines as a path, and letters and figures with a place for each."""

    lines: str
    letters: str
    across: str
    figures: str
    aside: str
    down: str


@lru_cache(maxsize=8)
def grid(high: int) -> Grid:
    """The squares on a picture of this height, where it is as wide as places are counted."""
    wide, tall = FULL // len(SQUARE_LETTERS), high / SQUARE_ROWS
    lines = [f"M{wide * n} 0V{high}" for n in range(1, len(SQUARE_LETTERS))]
    lines += [f"M0 {tall * n:.0f}H{FULL}" for n in range(1, SQUARE_ROWS)]
    figures = range(1, SQUARE_ROWS + 1)
    return Grid(
        "".join(lines),
        SQUARE_LETTERS,
        " ".join(str(wide * n + wide // 2) for n in range(len(SQUARE_LETTERS))),
        "".join(map(str, figures)),
        " ".join(["26"] * SQUARE_ROWS),
        " ".join(str(round(tall * (n - 0.5)) + 15) for n in figures),
    )
