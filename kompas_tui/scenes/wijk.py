"""The scene to put pins on: an invented neighbourhood from above, with park, playground, square, shops and water."""

from kompas_tui.scenes.brush import SHEET_WIDTH, Brush
from kompas_tui.scenes.palette import Hue

STREET = "#cfd2cd"
"""What lies between everything."""

_PATH, _LOT, _LINE = "#efe6cf", "#dfe9d3", "#f6f6f1"


def draw_district(on: Brush) -> None:
    """The whole map, streets first."""
    _streets(on)
    _park(on)
    _playground(on)
    _houses(on)
    _school(on)
    _square(on)
    _shops(on)
    _water(on)


def _streets(on: Brush) -> None:
    """Two streets across, two down, with the middle of the large one dashed; lots lie between them."""
    for left, right in ((30, 620), (690, 1020), (1090, 1570)):
        for top, foot in ((30, 390), (500, 740)):
            on.block(left, top, right, foot, _LOT, round_by=18)
    for x in range(20, SHEET_WIDTH, 70):
        on.block(x, 442, x + 36, 448, _LINE)
    for crossing in (655, 1055):
        for step in range(6):
            on.block(crossing - 28 + step * 10, 396, crossing - 22 + step * 10, 430, _LINE)
    on.block(300, 404, 372, 428, Hue.BLUE, round_by=8)  # a bus at its stop
    for window in range(3):
        on.block(308 + window * 20, 408, 322 + window * 20, 416, Hue.FOAM, round_by=2)


def _tree(on: Brush, x: float, y: float, radius: float = 24) -> None:
    on.oval(x + 4, y + 5, radius, radius, "#6ea768")
    on.oval(x, y, radius, radius, Hue.LEAF)
    on.oval(x - radius / 4, y - radius / 4, radius / 3, radius / 3, "#6cb673")


def _park(on: Brush) -> None:
    on.block(40, 40, 390, 380, Hue.GRASS, round_by=14)
    on.stroke([(60, 360), (130, 260), (230, 300), (380, 190)], 16, _PATH)
    on.oval(270, 130, 86, 54, Hue.WATER)
    on.oval(262, 124, 66, 38, "#86c2e6")
    for x, y in ((236, 128), (292, 116)):
        on.oval(x, y, 10, 7, Hue.CLOUD)
        on.oval(x + 10, y - 6, 5, 5, Hue.CLOUD)
    for x, y in ((84, 84), (140, 70), (84, 168), (150, 190), (330, 330), (270, 345), (346, 260), (60, 260)):
        _tree(on, x, y)
    on.block(196, 256, 236, 266, Hue.WOOD)


def _playground(on: Brush) -> None:
    """Sand, a slide, a swing and a place to kick a ball."""
    on.block(420, 40, 610, 250, "#f0d9a4", round_by=14)
    on.block(440, 60, 464, 150, Hue.RED, round_by=10)
    on.block(446, 66, 458, 144, "#f19a8d", round_by=6)
    on.block(500, 66, 594, 74, Hue.WOOD)
    for x in (520, 562):
        on.block(x, 74, x + 4, 108, "#6a6a6a")
        on.block(x - 10, 108, x + 14, 116, Hue.BLUE)
    on.oval(478, 204, 30, 30, Hue.CREAM)
    on.oval(478, 204, 14, 14, Hue.GOLD)
    on.block(530, 140, 600, 236, "#9fd09a", round_by=6)
    on.ring(565, 188, 18, 3, _LINE)
    on.oval(574, 176, 6, 6, "#ffffff")
    for x in (440, 500, 580):
        _tree(on, x, 314, 22)
    on.block(420, 350, 610, 376, _PATH, round_by=8)


def _roof(on: Brush, left: float, top: float, wide: float, high: float, colour: str) -> None:
    """A house from above: its roof in two tones along the ridge."""
    on.block(left, top, left + wide, top + high, colour)
    on.block(left, top, left + wide, top + high / 2, Hue.BRICK if colour == Hue.ROOF else "#d98a72")
    on.block(left + wide * 0.62, top + 8, left + wide * 0.62 + 12, top + 20, "#5b3a30")


def _houses(on: Brush) -> None:
    """Rows of houses with their gardens, and flats by the water."""
    for top in (56, 250):
        for number in range(5):
            _roof(on, 704 + number * 62, top, 54, 74, Hue.ROOF if number % 2 else Hue.BRICK)
    for number in range(5):
        on.oval(730 + number * 62, 168, 16, 14, Hue.LEAF)
        on.block(712 + number * 62, 190, 740 + number * 62, 224, Hue.GRASS, round_by=4)
    for left in (60, 250, 440):
        on.block(left, 520, left + 150, 580, "#9aa7b4")
        on.block(left + 8, 528, left + 142, 572, "#b6c1cb")
        for number in range(4):
            on.block(left + 16 + number * 33, 540, left + 36 + number * 33, 560, "#dfe6ec")
        on.block(left, 640, left + 150, 700, "#9aa7b4")
        on.block(left + 8, 648, left + 142, 692, "#b6c1cb")
    for x in (90, 180, 290, 370, 470, 560):
        _tree(on, x, 612, 18)


def _school(on: Brush) -> None:
    """The school with its yard, and bicycles along the fence."""
    on.block(1110, 60, 1400, 160, Hue.ROOF)
    on.block(1110, 60, 1400, 110, Hue.BRICK)
    on.block(1310, 160, 1400, 300, Hue.ROOF)
    on.block(1310, 160, 1356, 300, Hue.BRICK)
    on.block(1110, 176, 1296, 300, "#e8cf9b", round_by=8)
    on.ring(1200, 238, 40, 5, Hue.ORANGE)
    for step in range(5):
        on.block(1128 + step * 16, 268, 1140 + step * 16, 288, Hue.GOLD if step % 2 else Hue.PLUM)
    on.block(1426, 60, 1560, 300, Hue.GRASS, round_by=10)
    for x, y in ((1460, 100), (1520, 150), (1466, 220), (1524, 262)):
        _tree(on, x, y)
    for step in range(12):
        on.oval(1124 + step * 36, 346, 9, 9, "#54606a")
        on.oval(1138 + step * 36, 346, 9, 9, "#54606a")


def _square(on: Brush) -> None:
    """Paving, a fountain, stalls of a market, and benches under trees."""
    on.block(704, 514, 1006, 726, "#e6d4b2", round_by=12)
    for x in range(724, 1000, 36):
        on.block(x, 520, x + 2, 720, "#d8c29b")
    on.oval(855, 622, 52, 52, "#b9c3c6")
    on.oval(855, 622, 40, 40, Hue.WATER)
    on.oval(855, 622, 12, 12, Hue.FOAM)
    for number, (x, colour) in enumerate(((726, Hue.RED), (784, Hue.BLUE), (900, Hue.GREEN), (958, Hue.ORANGE))):
        on.block(x, 528 + number % 2 * 6, x + 40, 566, colour)
        for stripe in range(2):
            on.block(x + 8 + stripe * 18, 528 + number % 2 * 6, x + 15 + stripe * 18, 566, Hue.CREAM)
    for x in (740, 800, 910, 970):
        _tree(on, x, 696, 20)


def _shops(on: Brush) -> None:
    """Shops with awnings, and cars in front."""
    for number, colour in enumerate((Hue.GOLD, Hue.MINT, "#e9a28f", "#c9b2dd", "#f3cf8b", "#a9cfe4")):
        left = 1106 + number * 76
        on.block(left, 600, left + 68, 724, colour)
        on.block(left, 600, left + 68, 622, Hue.ROOF)
        for stripe in range(3):
            on.block(left + 8 + stripe * 22, 600, left + 18 + stripe * 22, 622, Hue.CREAM)
    for number, colour in enumerate((Hue.RED, "#54606a", Hue.BLUE, Hue.CLOUD, Hue.GREEN)):
        left = 1120 + number * 88
        on.block(left, 522, left + 44, 570, colour, round_by=10)
        on.block(left + 6, 534, left + 38, 548, Hue.FOAM, round_by=4)


def _water(on: Brush) -> None:
    """A canal with a bridge, boats and reeds."""
    on.block(0, 790, SHEET_WIDTH, 900, Hue.WATER)
    for x in range(40, SHEET_WIDTH, 190):
        on.stroke([(x, 836 + x % 3 * 12), (x + 60, 832 + x % 3 * 12)], 6, Hue.FOAM)
    for left in (640, 1040):
        on.block(left - 6, 780, left + 42, 900, "#a98b63")
        on.block(left, 780, left + 36, 900, STREET)
    for x, colour in ((240, Hue.RED), (1330, Hue.ORANGE)):
        on.shape([(x, 822), (x + 110, 822), (x + 140, 845), (x + 110, 868), (x, 868), (x - 16, 845)], Hue.WOOD)
        on.block(x + 14, 830, x + 70, 860, colour, round_by=6)
    for x in (420, 470, 900, 1180, 1540):
        _tree(on, x, 770, 16)
