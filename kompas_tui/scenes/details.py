"""What of the city is only seen from near, on a sharp screen: faces, flowers, birds, a cat, a bicycle, a fish."""

import math

from kompas_tui.scenes.brush import Brush, SheetPoint
from kompas_tui.scenes.palette import Hue

_FLOWERS = (
    (20, 800), (66, 842), (110, 782), (160, 860), (330, 880), (452, 846), (820, 700), (880, 660), (872, 884),
    (940, 700), (1150, 740), (1206, 706), (1240, 800), (1560, 640), (1580, 860), (1340, 870), (1128, 880), (770, 876),
)  # fmt: skip

_BIRDS = ((330, 66, 1.0), (372, 92, 0.7), (408, 60, 0.6), (1000, 118, 0.8), (1034, 142, 0.6), (1270, 90, 0.8))


def draw_details(on: Brush) -> None:
    """Everything small that belongs to no spot in particular, or to one that it makes fun to look at."""
    _flowers(on)
    _birds(on)
    _bicycle(on, (880, 590))
    _cat(on, (742, 624))
    _fish(on, (1136, 604))
    _books(on)
    _balloons(on)


def draw_face(on: Brush, at: SheetPoint, size: float) -> None:
    """Two eyes and a smile, for a head of which this is the middle."""
    x, y = at
    for side in (-1, 1):
        on.oval(x + side * 7 * size, y - 1 * size, 2.6 * size, 2.8 * size, Hue.DARK)
    smile = [(x - 7 * size, y + 8 * size), (x, y + 11 * size), (x + 7 * size, y + 8 * size)]
    on.stroke(smile, 2.4 * size, "#8a3b2e")


def _flowers(on: Brush) -> None:
    for number, (x, y) in enumerate(_FLOWERS):
        colour = (Hue.RED, Hue.GOLD, Hue.PLUM, "#ffffff")[number % 4]
        on.stroke([(x, y), (x, y + 15)], 2.5, Hue.LEAF)
        for turn in range(5):
            angle = turn * math.tau / 5
            on.oval(x + 4.6 * math.cos(angle), y + 4.6 * math.sin(angle), 3.4, 3.4, colour)
        on.oval(x, y, 2.8, 2.8, Hue.ORANGE)


def _birds(on: Brush) -> None:
    for x, y, size in _BIRDS:
        wings = [(-20, -7), (-10, -11), (0, 0), (10, -11), (20, -7)]
        on.stroke([(x + across * size, y + down * size) for across, down in wings], 3.5 * size, "#4d6470")


def _bicycle(on: Brush, at: SheetPoint) -> None:
    """A bicycle beside the water, as everywhere."""
    x, y = at
    for side in (-1, 1):
        on.ring(x + side * 30, y, 20, 3, Hue.DARK)
    frame = [(x - 30, y), (x - 10, y - 30), (x + 20, y - 30), (x, y), (x - 30, y)]
    on.stroke(frame, 4, Hue.BLUE)
    on.stroke([(x, y), (x - 13, y - 37)], 4, Hue.BLUE)
    on.stroke([(x + 30, y), (x + 17, y - 42), (x + 27, y - 47)], 4, Hue.BLUE)
    on.stroke([(x - 22, y - 38), (x - 6, y - 38)], 6, Hue.DARK)


def _cat(on: Brush, at: SheetPoint) -> None:
    """A cat on the roof of the place to learn."""
    x, y = at
    on.stroke([(x + 18, y + 28), (x + 34, y + 14), (x + 30, y - 4)], 6, Hue.DARK)
    on.oval(x, y + 18, 19, 18, Hue.DARK)
    on.oval(x - 10, y - 4, 13, 12, Hue.DARK)
    for side in (-1, 1):
        left = x - 10 + side * 8
        on.shape([(left - 5, y - 10), (left + 5, y - 10), (left + side * 3, y - 23)], Hue.DARK)
        on.oval(left - side * 3, y - 5, 2.4, 2.8, Hue.GOLD)


def _fish(on: Brush, at: SheetPoint) -> None:
    """A fish that looks what is going on."""
    x, y = at
    on.oval(x, y, 20, 10, Hue.ORANGE)
    on.shape([(x + 16, y), (x + 32, y - 11), (x + 32, y + 11)], Hue.ORANGE)
    on.oval(x - 11, y - 2, 2.5, 2.5, Hue.DARK)
    on.stroke([(x - 28, y + 14), (x - 6, y + 10), (x + 20, y + 15)], 3, Hue.FOAM)


def _books(on: Brush) -> None:
    """Letters on the sign where people may try."""
    for row, long in enumerate((56, 40)):
        on.stroke([(514, 754 + row * 11), (514 + long, 754 + row * 11)], 3, Hue.TRUNK)


def _balloons(on: Brush) -> None:
    """Balloons at the tent."""
    for x, y, colour in ((1258, 700, Hue.BLUE), (1282, 676, Hue.GOLD), (1236, 672, Hue.PLUM)):
        on.stroke([(x, y), (1262, 780)], 2, Hue.DARK)
        on.oval(x, y, 15, 19, colour)
        on.oval(x - 5, y - 7, 4, 5, "#ffffff")
