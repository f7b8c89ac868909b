"""The scene of Van Recht naar Reden: a cycle through city and neighbourhood, of performing above and learning below."""

import math

from kompas_tui.scenes.brush import SHEET_HEIGHT, SHEET_WIDTH, Brush
from kompas_tui.scenes.details import draw_face
from kompas_tui.scenes.palette import SKINS, Hue


def draw_cycle(on: Brush) -> None:
    """The four quarters, and the ring that runs through them."""
    _grounds(on)
    _signing(on)
    _building(on)
    _looking(on)
    _keeping(on)
    _weather(on)
    _to_smile_about(on)
    _ring(on)


def _grounds(on: Brush) -> None:
    """The city on the left, the neighbourhood on the right; day above, evening below."""
    on.block(0, 0, SHEET_WIDTH / 2, SHEET_HEIGHT / 2, Hue.SKY)
    on.block(SHEET_WIDTH / 2, 0, SHEET_WIDTH, SHEET_HEIGHT / 2, "#e4f1dc")
    on.block(0, SHEET_HEIGHT / 2, SHEET_WIDTH / 2, SHEET_HEIGHT, "#f6e4c4")
    on.block(SHEET_WIDTH / 2, SHEET_HEIGHT / 2, SHEET_WIDTH, SHEET_HEIGHT, "#d9e6f4")
    for number, (left, top) in enumerate(((0, 190), (90, 130), (170, 220), (560, 180), (640, 120), (720, 210))):
        on.block(left, top, left + 74, 400, "#b2ccd3" if number % 2 else "#c3d9dd")
        for x in range(left + 12, left + 60, 24):
            for y in range(top + 16, 380, 34):
                on.block(x, y, x + 12, y + 18, "#eef6f7")
    on.block(0, 396, SHEET_WIDTH / 2, 450, Hue.FIELD)
    on.block(SHEET_WIDTH / 2, 396, SHEET_WIDTH, 450, Hue.HILL)
    on.block(0, 846, SHEET_WIDTH / 2, SHEET_HEIGHT, "#d9b98a")
    on.block(SHEET_WIDTH / 2, 846, SHEET_WIDTH, SHEET_HEIGHT, Hue.FIELD)


def _person(on: Brush, x: float, y: float, coat: str, skin: str, size: float = 1.0) -> None:
    on.block(x - 15 * size, y + 40 * size, x + 15 * size, y + 86 * size, "#3b3a40", round_by=6)
    on.block(x - 25 * size, y - 16 * size, x + 25 * size, y + 50 * size, coat, round_by=18 * size)
    on.oval(x, y - 38 * size, 21 * size, 22 * size, skin)
    on.oval(x, y - 50 * size, 20 * size, 12 * size, Hue.DARK)
    draw_face(on, (x, y - 34 * size), 1.1 * size)


def _signing(on: Brush) -> None:
    """City, performing: two parties shake hands on a deal at a table."""
    _person(on, 300, 266, Hue.BLUE, SKINS[0], 1.25)
    _person(on, 490, 266, Hue.GREEN, SKINS[2], 1.25)
    on.stroke([(322, 280), (395, 300)], 22, Hue.BLUE)
    on.stroke([(468, 280), (395, 300)], 22, Hue.GREEN)
    on.oval(395, 300, 19, 15, SKINS[1])
    on.block(250, 350, 540, 376, Hue.WOOD, round_by=6)
    on.block(276, 376, 300, 430, Hue.WOOD)
    on.block(490, 376, 514, 430, Hue.WOOD)
    on.block(350, 326, 440, 352, "#ffffff", round_by=4)
    on.stroke([(364, 338), (420, 338)], 5, Hue.DARK)


def _building(on: Brush) -> None:
    """Neighbourhood, performing: people build and plant in their own street."""
    for left, colour in ((1180, Hue.BRICK), (1320, "#e0a15e"), (1460, Hue.BRICK)):
        on.block(left, 250, left + 120, 410, colour)
        on.shape([(left - 12, 254), (left + 132, 254), (left + 60, 170)], Hue.ROOF)
        on.block(left + 44, 330, left + 78, 410, Hue.WOOD, round_by=6)
        on.block(left + 18, 280, left + 46, 310, Hue.GLASS)
        on.block(left + 74, 280, left + 102, 310, Hue.GLASS)
    on.block(1094, 300, 1110, 424, Hue.WOOD)
    for dx, dy, radius in ((-34, -12, 40), (34, -12, 40), (0, -56, 46)):
        on.oval(1102 + dx, 280 + dy, radius, radius, "#3f8f4f")
    _person(on, 990, 320, Hue.ORANGE, SKINS[1])
    on.stroke([(1008, 330), (1050, 300)], 16, Hue.ORANGE)
    on.stroke([(1052, 252), (1046, 420)], 9, Hue.WOOD)
    on.shape([(1032, 412), (1060, 412), (1054, 446), (1038, 446)], "#8f9aa0")
    _person(on, 1146, 334, Hue.PLUM, SKINS[3], 0.9)


def _looking(on: Brush) -> None:
    """Neighbourhood, learning: neighbours walk round and look closely."""
    for left in (1240, 1420):
        on.block(left, 640, left + 130, 850, "#9fb4c6")
        on.shape([(left - 12, 644), (left + 142, 644), (left + 65, 572)], "#5d7890")
        for y in (680, 760):
            on.block(left + 22, y, left + 52, y + 44, "#fde7b0")
            on.block(left + 80, y, left + 110, y + 44, "#fde7b0")
    _person(on, 960, 760, Hue.RED, SKINS[2], 1.1)
    _person(on, 1180, 764, Hue.GOLD, SKINS[0], 1.0)
    on.stroke([(1078, 772), (1122, 838)], 20, Hue.WOOD)
    on.oval(1050, 730, 74, 74, Hue.DARK)
    on.oval(1050, 730, 60, 60, "#eaf6fb")
    on.oval(1050, 742, 30, 24, "#3f8f4f")
    on.block(1046, 746, 1054, 780, Hue.WOOD)
    on.stroke([(1014, 700), (1034, 686)], 8, "#ffffff")


def _keeping(on: Brush) -> None:
    """City, learning: what was learned is kept in a book that all can open; a cat sleeps on the shelf."""
    on.block(40, 560, 300, 850, Hue.WOOD)
    rows = (
        (610, (Hue.RED, Hue.GREEN, Hue.GOLD, Hue.BLUE, Hue.PLUM, Hue.ORANGE)),
        (700, (Hue.BLUE, Hue.GOLD, Hue.RED, Hue.MINT)),
        (790, (Hue.GREEN, Hue.ORANGE, Hue.PLUM, Hue.RED, Hue.BLUE, Hue.GOLD)),
    )
    for shelf, colours in rows:
        on.block(56, shelf - 44, 284, shelf + 40, "#5b3a20")
        for number, colour in enumerate(colours):
            on.block(66 + number * 34, shelf - 30 + number % 3 * 6, 94 + number * 34, shelf + 40, colour)
    on.oval(240, 726, 38, 18, "#3b3a40")
    on.oval(268, 716, 15, 14, "#3b3a40")
    on.shape([(258, 708), (266, 694), (272, 706)], "#3b3a40")
    on.shape([(440, 690), (600, 664), (600, 796), (440, 822)], "#ffffff")
    on.shape([(760, 690), (600, 664), (600, 796), (760, 822)], Hue.CREAM)
    on.stroke([(432, 828), (600, 802), (768, 828)], 14, Hue.GREEN)
    for row in range(4):
        on.stroke([(464, 712 + row * 24), (580, 692 + row * 24)], 6, "#8fa3ad")
        on.stroke([(622, 692 + row * 24), (736, 712 + row * 24)], 6, "#8fa3ad")
    _person(on, 380, 762, Hue.BLUE, SKINS[3], 0.95)


def _weather(on: Brush) -> None:
    """Sun and birds over the day, moon and stars over the evening, where no sign stands."""
    on.oval(470, 84, 46, 46, "#fbd860")
    for x, y, size in ((556, 132, 1.0), (598, 112, 0.7), (30, 96, 0.7)):
        wings = [(-20, -7), (-10, -11), (0, 0), (10, -11), (20, -7)]
        on.stroke([(x + across * size, y + down * size) for across, down in wings], 4 * size, "#4d6470")
    for x, y, size in ((1010, 120, 1.0), (1520, 96, 0.9)):
        for across, down, radius in ((-44, 10, 24), (0, 0, 34), (44, 10, 24)):
            on.oval(x + across * size, y + down * size, radius * size * 1.2, radius * size, "#fbfdf8")
    on.oval(1536, 512, 34, 34, "#fdf3cf")
    on.oval(1552, 502, 30, 30, "#d9e6f4")
    for x, y in ((1010, 520), (1060, 600), (1180, 600), (1380, 600), (1470, 490), (1580, 600)):
        on.shape([(x, y - 11), (x + 4, y), (x, y + 11), (x - 4, y)], Hue.GOLD)
        on.shape([(x - 11, y), (x, y - 4), (x + 11, y), (x, y + 4)], Hue.GOLD)


def _to_smile_about(on: Brush) -> None:
    """Flags from roof to roof, a dog that digs along, a world to keep, and a plane of the last memo."""
    colours = (Hue.RED, Hue.GOLD, Hue.BLUE, Hue.PLUM)
    for left in (1240, 1380):
        on.stroke([(left, 172), (left + 70, 204), (left + 140, 172)], 4, Hue.DARK)
        for number, (across, down) in enumerate(((12, 177), (38, 190), (72, 201), (104, 188))):
            x = left + across
            on.shape([(x, down), (x + 22, down), (x + 11, down + 30)], colours[number])
    on.oval(1226, 414, 34, 15, "#a9743f")
    on.oval(1192, 424, 17, 14, "#a9743f")
    on.oval(1178, 430, 7, 5, Hue.DARK)
    on.oval(1198, 414, 7, 12, "#6d4527")
    on.oval(1190, 421, 2.5, 2.5, Hue.DARK)
    on.stroke([(1256, 408), (1274, 386)], 7, "#a9743f")
    for x in (1204, 1216, 1240, 1252):
        on.stroke([(x, 424), (x - 4, 440)], 7, "#a9743f")
    on.stroke([(110, 556), (110, 540)], 8, Hue.WOOD)
    on.oval(110, 502, 40, 40, Hue.WATER)
    on.shape([(84, 480), (112, 470), (120, 494), (98, 512), (82, 500)], Hue.LEAF)
    on.shape([(120, 508), (142, 500), (140, 524), (124, 532)], Hue.LEAF)
    on.shape([(500, 628), (596, 600), (540, 660)], "#ffffff")
    on.shape([(540, 660), (596, 600), (552, 638)], "#c9d3d6")
    on.stroke([(440, 668), (466, 652)], 4, "#b9a884")


def _ring(on: Brush) -> None:
    """The cycle: four arrows around the middle, clockwise from the top left."""
    x, y, radius = SHEET_WIDTH / 2, SHEET_HEIGHT / 2, 122
    on.oval(x, y, radius + 40, radius + 40, Hue.GROUND)
    for quarter, colour in enumerate((Hue.GREEN, Hue.ORANGE, Hue.BLUE, Hue.PLUM)):
        start = math.radians(-172 + quarter * 90)
        turn = [start + math.radians(58) * step / 12 for step in range(13)]
        on.stroke([(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in turn], 34, colour)
        end, tip = turn[-1], turn[-1] + math.radians(22)
        on.shape(
            [((x + (radius + out) * math.cos(angle)), (y + (radius + out) * math.sin(angle)))
             for angle, out in ((end, 44), (tip, 0), (end, -44))],
            colour,
        )  # fmt: skip
    on.oval(x, y, 66, 66, Hue.CREAM)
    on.oval(x, y, 20, 20, Hue.GOLD)
