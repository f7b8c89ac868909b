"""The scene of Het Kompas: a city on the water, with a spot for each of the ten points of the plate."""

import math

from kompas_tui.scenes.brush import SHEET_HEIGHT, Brush, SheetPoint, curve, ribbon
from kompas_tui.scenes.details import draw_details, draw_face
from kompas_tui.scenes.palette import SKINS, Hue


def draw_city(on: Brush) -> None:
    """The whole scene, from what is far to what is near."""
    _sky(on)
    _city(on)
    _land(on)
    _crane(on)
    _balloon(on)
    _clock_tower(on)
    _scales(on)
    _mill(on)
    _road(on)
    _compass(on)
    _people(on)
    _bridge(on)
    _school(on)
    _party(on)
    _bears(on)
    _boat(on)
    draw_details(on)


def _sky(on: Brush) -> None:
    on.oval(660, 96, 58, 58, "#fbd766")
    for x, y, size in ((120, 60, 1.0), (950, 50, 0.8), (1490, 46, 1.0)):
        for dx, dy, across in ((-60, 10, 46), (0, -8, 60), (62, 12, 44)):
            on.oval(x + dx * size, y + dy * size, across * size, 30 * size, Hue.CLOUD)


def _city(on: Brush) -> None:
    """Houses in the distance, one with a step gable, each with its windows."""
    row = (
        (0, 300, 90), (96, 252, 84), (186, 330, 60), (330, 290, 96), (432, 236, 80), (518, 318, 70), (990, 300, 70),
        (1066, 246, 60), (1230, 296, 84), (1320, 336, 70), (1396, 270, 90), (1492, 316, 108),
    )  # fmt: skip
    for number, (left, top, wide) in enumerate(row):
        on.block(left, top, left + wide, 450, Hue.FAR if number % 2 else "#b2ccd3")
        for x in range(left + 12, left + wide - 14, 24):
            for y in range(top + 16, 430, 34):
                on.block(x, y, x + 12, y + 18, "#e8f3f5")
    for step in range(4):  # a step gable
        on.block(432 + step * 10, 236 - step * 12, 512 - step * 10, 250, "#c3d9dd")


def _land(on: Brush) -> None:
    on.shape(
        [
            (0, 470),
            *curve((0, 440), (300, 380), (600, 470), (900, 420)),
            (1600, 400),
            (1600, SHEET_HEIGHT),
            (0, SHEET_HEIGHT),
        ],
        Hue.HILL,
    )
    on.shape(
        [*curve((0, 520), (400, 470), (900, 560), (1600, 470)), (1600, SHEET_HEIGHT), (0, SHEET_HEIGHT)], Hue.GRASS
    )
    river = curve((1640, 520), (1230, 520), (1050, 640), (820, 960))
    on.shape(ribbon(river, (60, 240)), Hue.WATER)
    for share, long in ((4, 46), (9, 60), (13, 70), (17, 80)):
        x, y = river[share]
        on.stroke([(x - long / 2, y), (x, y - 6), (x + long / 2, y)], 7, Hue.FOAM)
    for x, y, size in ((40, 500, 0.8), (700, 505, 0.7), (1010, 520, 0.8), (1185, 480, 0.6), (585, 520, 0.6)):
        _tree(on, x, y, size)


def _tree(on: Brush, x: float, y: float, size: float) -> None:
    on.block(x - 7 * size, y - 20 * size, x + 7 * size, y + 34 * size, Hue.TRUNK)
    for dx, dy, radius in ((-24, -36, 30), (24, -36, 30), (0, -66, 34)):
        on.oval(x + dx * size, y + dy * size, radius * size, radius * size, Hue.LEAF)


def _crane(on: Brush) -> None:
    """What we want to reach: a house that is being built."""
    on.block(60, 330, 214, 478, Hue.BRICK)
    for x in (78, 124, 170):
        for y in (350, 414):
            on.block(x, y, x + 28, y + 40, "#fde7b0")
    on.stroke([(262, 476), (262, 170)], 20, Hue.GOLD)
    on.stroke([(56, 190), (330, 190)], 18, Hue.GOLD)
    on.stroke([(262, 134), (90, 186)], 6, "#b98a12")
    on.stroke([(262, 134), (324, 186)], 6, "#b98a12")
    on.stroke([(262, 134), (262, 190)], 12, Hue.GOLD)
    on.stroke([(118, 196), (118, 258)], 6, Hue.DARK)
    on.block(76, 258, 160, 298, Hue.ROOF)
    on.block(300, 190, 334, 230, "#6b6b6b")
    on.block(244, 200, 280, 236, Hue.BLUE, round_by=6)


def _balloon(on: Brush) -> None:
    """Why we do it: a balloon with a heart."""
    x, y = 470, 236
    on.stroke([(x - 56, y + 76), (x - 20, y + 150)], 5, Hue.TRUNK)
    on.stroke([(x + 56, y + 76), (x + 20, y + 150)], 5, Hue.TRUNK)
    on.oval(x, y, 92, 98, Hue.RED)
    on.shape([(x - 70, y + 62), (x + 70, y + 62), (x + 24, y + 116), (x - 24, y + 116)], Hue.RED)
    on.oval(x - 23, y - 18, 29, 29, Hue.CREAM)
    on.oval(x + 23, y - 18, 29, 29, Hue.CREAM)
    on.shape([(x - 49, y - 6), (x + 49, y - 6), (x, y + 54)], Hue.CREAM)
    on.block(x - 28, y + 146, x + 28, y + 184, "#a5713c", round_by=8)
    on.oval(x - 11, y + 138, 10, 12, SKINS[0])
    on.oval(x + 12, y + 138, 10, 12, SKINS[2])


def _clock_tower(on: Brush) -> None:
    """When: the tower of the town hall."""
    on.block(1078, 360, 1212, 486, Hue.CREAM)
    for x in (1090, 1180):
        on.block(x, 400, x + 22, 444, Hue.GLASS)
    on.block(1108, 230, 1182, 486, "#efe0bd")
    on.shape([(1094, 234), (1145, 142), (1196, 234)], Hue.GREEN)
    on.stroke([(1145, 142), (1145, 118)], 6, Hue.DARK)
    on.shape([(1145, 116), (1184, 127), (1145, 140)], Hue.ORANGE)
    on.oval(1145, 290, 50, 50, Hue.DARK)
    on.oval(1145, 290, 41, 41, "#ffffff")
    on.stroke([(1145, 290), (1145, 260)], 8, Hue.DARK)
    on.stroke([(1145, 290), (1168, 302)], 8, Hue.RED)
    on.block(1128, 430, 1162, 486, Hue.TRUNK, round_by=10)


def _scales(on: Brush) -> None:
    """Weighing: a pair of scales, nearly even."""
    x = 1392
    on.stroke([(x, 152), (x, 380)], 18, "#8a6a1f")
    on.shape([(x - 66, 398), (x + 66, 398), (x + 34, 368), (x - 34, 368)], "#8a6a1f")
    on.stroke([(x - 104, 190), (x + 104, 160)], 15, Hue.GOLD)
    on.oval(x, 152, 21, 21, Hue.GOLD)
    for side, top, load in ((x - 104, 190, Hue.GREEN), (x + 104, 160, Hue.PLUM)):
        on.stroke([(side, top), (side - 44, top + 96)], 5, Hue.DARK)
        on.stroke([(side, top), (side + 44, top + 96)], 5, Hue.DARK)
        on.oval(side, top + 78, 30, 27, load)
        on.shape(
            [(side - 56, top + 94), (side + 56, top + 94), (side + 32, top + 126), (side - 32, top + 126)], Hue.GOLD
        )


def _mill(on: Brush) -> None:
    """Wind behind us: a mill with turning sails."""
    x, y = 1500, 440
    on.shape([(x - 40, y), (x + 40, y), (x + 62, y + 150), (x - 62, y + 150)], "#8a5a34")
    on.shape([(x - 48, y + 4), (x + 48, y + 4), (x + 26, y - 44), (x - 26, y - 44)], "#5b3a20")
    on.block(x - 14, y + 100, x + 14, y + 150, "#3a2413", round_by=8)
    on.block(x - 10, y + 44, x + 10, y + 70, "#fde7b0")
    for quarter in range(4):
        angle = math.radians(28 + quarter * 90)
        along, aside = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
        tip = (x + 106 * along[0], y - 8 + 106 * along[1])
        on.stroke([(x, y - 8), tip], 8, "#4a2f1a")
        near = (x + 30 * along[0], y - 8 + 30 * along[1])
        on.shape(
            [near, tip, (tip[0] + 30 * aside[0], tip[1] + 30 * aside[1]),
             (near[0] + 30 * aside[0], near[1] + 30 * aside[1])],
            "#ffffff",
        )  # fmt: skip
    on.oval(x, y - 8, 11, 11, Hue.RED)


def _road(on: Brush) -> None:
    way = curve((800, 480), (800, 660), (420, 600), (250, 960))
    on.shape(ribbon(way, (70, 230)), "#cbb88f")
    on.shape(ribbon(way, (56, 200)), Hue.STONE)
    for index in range(2, 23, 3):
        (x, y), (to_x, to_y) = way[index], way[index + 1]
        on.stroke([(x, y), ((x + to_x) / 2, (y + to_y) / 2)], 6 + index * 0.3, "#ffffff")


def _compass(on: Brush) -> None:
    """The compass in the middle of everything, as the square of the city."""
    x, y, radius = 800, 316, 178
    on.oval(x, y + 172, 200, 26, "#a9c99a")
    on.oval(x, y, radius, radius, Hue.GREEN)
    on.oval(x, y, radius - 22, radius - 22, Hue.CREAM)
    on.ring(x, y, radius - 34, 4, Hue.MINT)
    for turn in range(0, 360, 30):
        angle = math.radians(turn)
        on.oval(x + (radius - 11) * math.cos(angle), y + (radius - 11) * math.sin(angle), 5, 5, Hue.CREAM)
    for turn, long, wide, left, right in ((45, 92, 18, Hue.MINT, "#5aa881"), (0, 138, 27, "#0b8a52", Hue.GREEN)):
        for quarter in range(4):
            _needle(on, (x, y), math.radians(turn + quarter * 90), long, wide, left, right)
    _needle(on, (x, y), -math.pi / 2, 138, 27, "#ef6a4f", Hue.RED)
    on.oval(x, y, 17, 17, Hue.GOLD)


def _needle(on: Brush, middle: SheetPoint, angle: float, long: float, wide: float, left: str, right: str) -> None:
    x, y = middle
    tip = (x + long * math.cos(angle), y + long * math.sin(angle))
    for sign, colour in ((1, left), (-1, right)):
        side = (
            x + wide * math.cos(angle + sign * math.pi / 4),
            y + wide * math.sin(angle + sign * math.pi / 4),
        )
        on.shape([(x, y), side, tip], colour)


def _people(on: Brush) -> None:
    """Who: people of all kinds who walk towards the square, one on wheels and one small."""
    crowd = (
        (44, 652, 1.0, Hue.BLUE, 0),
        (98, 668, 1.1, Hue.ORANGE, 1),
        (156, 650, 1.0, Hue.PLUM, 2),
        (210, 670, 1.1, Hue.GREEN, 3),
        (258, 682, 0.68, Hue.GOLD, 0),
        (308, 656, 1.0, Hue.RED, 1),
    )
    for x, y, size, coat, skin in crowd:
        _person(on, (x, y), size, coat, SKINS[skin])
    on.ring(308, 718, 28, 8, Hue.DARK)


def _person(on: Brush, at: SheetPoint, size: float, coat: str, skin: str) -> None:
    x, y = at
    on.block(x - 15 * size, y + 30 * size, x - 2 * size, y + 72 * size, "#3b3a40", round_by=5)
    on.block(x + 2 * size, y + 30 * size, x + 15 * size, y + 72 * size, "#3b3a40", round_by=5)
    on.block(x - 23 * size, y - 16 * size, x + 23 * size, y + 40 * size, coat, round_by=16 * size)
    on.oval(x, y - 36 * size, 19 * size, 20 * size, skin)
    on.oval(x, y - 47 * size, 18 * size, 11 * size, Hue.DARK)
    draw_face(on, (x, y - 32 * size), size)


def _bridge(on: Brush) -> None:
    """How: a bridge from one bank to the other."""
    arch = curve((1000, 640), (1070, 540), (1220, 540), (1290, 620))
    on.stroke(arch, 34, Hue.BRICK)
    on.stroke([(x, y - 30) for x, y in arch], 8, Hue.CREAM)
    for x, y in arch[2:-1:4]:
        on.stroke([(x, y - 30), (x, y)], 8, Hue.CREAM)
    on.shape([(980, 616), (1028, 616), (1036, 680), (980, 680)], Hue.ROOF)
    on.shape([(1266, 596), (1312, 596), (1312, 664), (1254, 664)], Hue.ROOF)
    _person(on, (1110, 508), 0.62, Hue.GOLD, SKINS[1])
    _person(on, (1182, 506), 0.62, Hue.BLUE, SKINS[0])


def _school(on: Brush) -> None:
    """Learning by doing: a place to learn, with a bell and an open door."""
    on.block(580, 700, 776, 822, "#f6d8a0")
    on.shape([(556, 704), (800, 704), (678, 612)], Hue.ROOF)
    on.block(658, 584, 698, 640, Hue.CREAM)
    on.shape([(648, 588), (708, 588), (678, 554)], Hue.GREEN)
    on.oval(678, 618, 11, 13, Hue.GOLD)
    on.block(650, 752, 706, 822, "#5b3a20", round_by=8)
    for x in (598, 720):
        on.block(x, 730, x + 38, 774, Hue.GLASS)
        on.block(x + 17, 730, x + 21, 774, Hue.CREAM)
    on.block(536, 770, 548, 826, Hue.TRUNK)  # a signpost where people may try
    on.block(504, 744, 580, 776, Hue.GOLD, round_by=6)


def _party(on: Brush) -> None:
    """Party: a tent with bunting."""
    x = 1400
    on.block(x - 134, 736, x + 134, 836, "#fff6ea")
    for left in range(x - 134, x + 134, 54):
        on.block(left, 736, left + 27, 836, "#f39a86")
    on.shape([(x - 160, 742), (x + 160, 742), (x, 640)], Hue.RED)
    for left in (x - 96, x + 10, x + 106):
        on.shape([(left - 22, 742), (left + 22, 742), (x, 640)], "#fff6ea")
    on.shape([(x - 40, 836), (x + 40, 836), (x, 762)], "#7d2419")
    on.stroke([(x, 640), (x, 606)], 7, Hue.DARK)
    on.shape([(x, 604), (x + 50, 618), (x, 632)], Hue.GOLD)
    line = curve((1040, 770), (1100, 850), (1190, 850), (1244, 742))
    on.stroke(line, 4, Hue.DARK)
    for (flag, y), colour in zip(
        line[1::3], (Hue.RED, Hue.GOLD, Hue.GREEN, Hue.BLUE, Hue.ORANGE, Hue.PLUM, Hue.RED, Hue.GOLD), strict=True
    ):
        on.shape([(flag - 13, y), (flag + 13, y), (flag, y + 32)], colour)


def _bears(on: Brush) -> None:
    """Bears on the road, one large and one that peeps behind it, with a hat that it was given at the party."""
    x, y = 548, 590
    _bear(on, (x, y), 0.62)
    _bear(on, (424, 676), 0.94)
    on.shape([(x - 22, y - 50), (x + 22, y - 50), (x, y - 104)], Hue.GOLD)
    on.oval(x, y - 106, 9, 9, Hue.RED)


def _bear(on: Brush, at: SheetPoint, size: float) -> None:
    x, y = at
    for side in (-1, 1):
        on.oval(x + side * 44 * size, y + 128 * size, 30 * size, 20 * size, Hue.BEAR)
        on.oval(x + side * 74 * size, y + 54 * size, 22 * size, 46 * size, Hue.BEAR)
        on.oval(x + side * 44 * size, y - 56 * size, 22 * size, 22 * size, Hue.BEAR)
        on.oval(x + side * 44 * size, y - 56 * size, 11 * size, 11 * size, Hue.BELLY)
    on.oval(x, y + 64 * size, 78 * size, 78 * size, Hue.BEAR)
    on.oval(x, y + 72 * size, 48 * size, 52 * size, Hue.BELLY)
    on.oval(x, y - 20 * size, 64 * size, 58 * size, Hue.BEAR)
    on.oval(x, y + 2 * size, 34 * size, 28 * size, Hue.SNOUT)
    on.oval(x, y - 8 * size, 14 * size, 10 * size, Hue.DARK)
    for side in (-1, 1):
        on.oval(x + side * 26 * size, y - 30 * size, 9 * size, 9 * size, "#ffffff")
        on.oval(x + side * 26 * size, y - 29 * size, 6 * size, 6 * size, Hue.DARK)
    on.stroke([(x - 14 * size, y + 14 * size), (x, y + 20 * size), (x + 14 * size, y + 14 * size)], 4 * size, Hue.DARK)


def _boat(on: Brush) -> None:
    """A boat with the wind behind it, and a duck that goes its own way."""
    on.shape([(1366, 520), (1366, 440), (1306, 520)], "#ffffff")
    on.shape([(1374, 520), (1374, 456), (1408, 520)], Hue.ORANGE)
    on.shape([(1298, 526), (1420, 526), (1400, 554), (1316, 554)], Hue.PLUM)
    on.oval(906, 812, 36, 23, Hue.GOLD)
    on.oval(936, 786, 19, 19, Hue.GOLD)
    on.shape([(950, 780), (978, 790), (950, 798)], Hue.ORANGE)
    on.oval(940, 782, 4, 4, Hue.DARK)
