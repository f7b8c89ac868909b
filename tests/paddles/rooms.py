"""Photos of rooms where people hold paddles up, drawn from a seed: near and far, askew, in shadow, partly covered.

As far as it goes a photo of a phone: four thousand pixels wide, a lens and a hand that blur, noise, and JPEG.
"""

import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from kompas_tui.domain.question.paddles import LETTERS
from kompas_tui.export.paper.paddles import paddle_png

Spot = tuple[float, float]

WIDE, HIGH = 4000, 2600
_PEN = 3
"""So many pixels are drawn for one of the photo, so that what is small is drawn with all that a lens sees of it."""


@dataclass(frozen=True)
class Held:
    """A paddle as somebody holds it: how large it comes on the photo, and how far from upright."""

    number: int
    letter: str
    size: float
    askew: float
    is_covered: bool
    """Whether so much of its code is behind somebody that nobody could read it."""


@dataclass(frozen=True)
class Room:
    """A photo, and who held what."""

    photo: bytes
    held: tuple[Held, ...]


@dataclass(frozen=True)
class Hard:
    """How hard a room is to read: the size of its paddles in the photo, in pixels, and what stands in the way."""

    near: float = 260
    far: float = 90
    askew: float = 14
    blur: float = 1.0
    shadow: float = 0.55
    """How dark the dark side is: 1 is as light as the other."""
    covered: float = 0.1
    """The share of the paddles that somebody else's head or hand is before."""
    noise: float = 14


def room(seed: int, people: int = 30, hard: Hard = Hard(), *, wide: int = WIDE, high: int = HIGH) -> Room:
    """A room with so many paddles, in rows that come smaller to the back."""
    chance = random.Random(seed)
    scene = _wall(chance, wide, high)
    held: list[Held] = []
    for number, (x, y, size) in zip(range(1, people + 1), _seats(chance, people, hard, wide, high), strict=False):
        letter, askew = chance.choice(LETTERS), chance.uniform(-hard.askew, hard.askew)
        covered = chance.random() < hard.covered
        _hold(scene, chance, number, letter, (x, y), size, askew)
        if covered:
            _cover(scene, chance, (x, y), size)
        else:
            _finger(scene, chance, (x, y), size)
        held.append(Held(number, letter, size, askew, covered))
    return Room(_shot(_light(scene, chance, hard.shadow), chance, hard), tuple(held))


def _wall(chance: random.Random, wide: int, high: int) -> Image.Image:
    """A room with windows, chairs, papers and stripes, some of it as chequered as a code."""
    scene = Image.new("L", (wide, high), chance.randint(110, 190))
    pen = ImageDraw.Draw(scene)
    for _ in range(60):
        x, y, w, h = (chance.randrange(wide), chance.randrange(high), chance.randint(20, 500), chance.randint(20, 300))
        pen.rectangle((x, y, x + w, y + h), chance.randint(30, 230))
    for _ in range(12):
        x, y, step = chance.randrange(wide), chance.randrange(high), chance.randint(6, 24)
        for row in range(8):
            for column in range(8):
                if chance.random() < 0.5:
                    pen.rectangle(
                        (x + column * step, y + row * step, x + (column + 1) * step, y + (row + 1) * step), 20
                    )
    return scene


def _seats(
    chance: random.Random, people: int, hard: Hard, wide: int, high: int
) -> Iterator[tuple[float, float, float]]:
    """Where people sit, the back row first, and how large their paddle is there; neighbours overlap a little."""
    rows = max(1, round((people / 1.6) ** 0.5))
    in_row = -(-people // rows)
    for place in range(people):
        row, column = divmod(place, in_row)
        size = (hard.far + (hard.near - hard.far) * (row / max(1, rows - 1))) * chance.uniform(0.9, 1.1)
        x = (column + 0.5) * wide / in_row + chance.uniform(-0.12, 0.12) * wide / in_row
        y = high * (0.12 + 0.76 * row / max(1, rows - 1)) + chance.uniform(-0.3, 0.3) * size
        yield min(max(x, size), wide - size), min(max(y, size), high - size), size


def _hold(
    scene: Image.Image, chance: random.Random, number: int, letter: str, middle: Spot, size: float, askew: float
) -> None:
    """Somebody with a paddle that is turned, tilted towards a side and bent in perspective."""
    x, y = middle
    head = size * 0.45
    tone = chance.randint(40, 200)
    pen = ImageDraw.Draw(scene)
    pen.ellipse((x - head / 2, y + size * 0.3, x + head / 2, y + size * 0.3 + head * 1.3), tone)
    front = Image.open(io.BytesIO(paddle_png(number))).convert("L").resize((500, 500), Image.Resampling.BOX)
    turn = radians(askew - 90 * LETTERS.index(letter))
    tilt = chance.uniform(-0.35, 0.35), chance.uniform(-0.35, 0.35)
    half = size / 2
    corners = []
    for across, down in ((-half, -half), (half, -half), (half, half), (-half, half)):
        turned = across * cos(turn) - down * sin(turn), across * sin(turn) + down * cos(turn)
        depth = 1 + tilt[0] * turned[0] / size + tilt[1] * turned[1] / size
        corners.append((x + turned[0] / depth, y + turned[1] / depth))
    _paste(scene, front, corners)


def _paste(scene: Image.Image, front: Image.Image, corners: Sequence[Spot]) -> None:
    left, top = int(min(x for x, _ in corners)) - 1, int(min(y for _, y in corners)) - 1
    wide = int(max(x for x, _ in corners)) + 2 - left
    high = int(max(y for _, y in corners)) + 2 - top
    drawn = [((x - left) * _PEN, (y - top) * _PEN) for x, y in corners]
    edge = front.size[0]
    back = _perspective(drawn, [(0, 0), (edge, 0), (edge, edge), (0, edge)])
    size = wide * _PEN, high * _PEN
    laid = front.transform(size, Image.Transform.PERSPECTIVE, back, Image.Resampling.BILINEAR)
    mask = Image.new("L", size, 0)
    ImageDraw.Draw(mask).polygon(drawn, 255)
    small = (wide, high)
    scene.paste(laid.resize(small, Image.Resampling.BOX), (left, top), mask.resize(small, Image.Resampling.BOX))


def _perspective(there: Sequence[Spot], here: Sequence[Spot]) -> list[float]:
    """The eight numbers by which Pillow finds for each spot of the photo the one on the paddle."""
    rows = []
    for (x, y), (u, v) in zip(there, here, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]]
    for place in range(8):  # Gauss and Jordan
        best = max(range(place, 8), key=lambda row: abs(rows[row][place]))
        rows[place], rows[best] = rows[best], rows[place]
        rows[place] = [number / rows[place][place] for number in rows[place]]
        for row in range(8):
            if row != place:
                rows[row] = [a - rows[row][place] * b for a, b in zip(rows[row], rows[place], strict=True)]
    return [row[8] for row in rows]


def _cover(scene: Image.Image, chance: random.Random, middle: Spot, size: float) -> None:
    """Something over a third or more of the code."""
    x, y = middle
    off = chance.uniform(0.05, 0.2) * size * chance.choice((-1, 1))
    pen = ImageDraw.Draw(scene)
    pen.ellipse((x + off - size * 0.3, y - size * 0.25, x + off + size * 0.3, y + size * 0.6), chance.randint(30, 210))


def _finger(scene: Image.Image, chance: random.Random, middle: Spot, size: float) -> None:
    """A thumb on the edge, where a paddle is held."""
    x, y = middle
    side = chance.choice((-1, 1))
    spot = x + side * size * 0.47, y + chance.uniform(0.1, 0.4) * size
    pen = ImageDraw.Draw(scene)
    pen.ellipse((spot[0] - size * 0.06, spot[1] - size * 0.05, spot[0] + size * 0.06, spot[1] + size * 0.05), 150)


def _light(scene: Image.Image, chance: random.Random, shadow: float) -> Image.Image:
    """Light from a window at one side, and the shadow of a beam across the room."""
    wide, high = scene.size
    light = Image.linear_gradient("L").rotate(chance.choice((90, 270))).resize((wide, high))
    light = light.point(lambda tone: round(255 * (shadow + (1 - shadow) * tone / 255)))
    beam = Image.new("L", (wide, high), 255)
    x, lean = chance.randrange(wide), chance.randint(-600, 600)
    ImageDraw.Draw(beam).polygon([(x, 0), (x + 250, 0), (x + 250 + lean, high), (x + lean, high)], round(255 * shadow))
    return ImageChops.multiply(ImageChops.multiply(scene, light), beam.filter(ImageFilter.GaussianBlur(4)))


def _shot(scene: Image.Image, chance: random.Random, hard: Hard) -> bytes:
    """The photo that a phone makes of it."""
    blurred = scene.filter(ImageFilter.GaussianBlur(hard.blur))
    grain = Image.effect_noise((512, 512), hard.noise)
    tiled = Image.new("L", scene.size)
    for left in range(0, scene.size[0], 512):
        for top in range(0, scene.size[1], 512):
            tiled.paste(grain.rotate(90 * chance.randrange(4)), (left, top))
    noisy = ImageChops.add(blurred, tiled, 1, -128)
    stream = io.BytesIO()
    noisy.save(stream, "JPEG", quality=80)
    return stream.getvalue()
