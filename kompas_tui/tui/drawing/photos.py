"""A card's own picture in half blocks, beside what is asked where there is room; in words where it can't be drawn."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.color import Color
from textual.content import Content, Span
from textual.style import Style

from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.question.pictures import Picture
from kompas_tui.tui.drawing.cards import source_lines
from kompas_tui.tui.drawing.lines import (
    BLANK,
    QUIET,
    STRONG,
    TITLE,
    Lines,
    beside,
    centred,
    footed,
    joined,
    text,
    wrapped,
)
from kompas_tui.tui.drawing.overlay import with_grid
from kompas_tui.tui.drawing.sizing import LetterSize, Sized, sized
from kompas_tui.tui.graphics.spots import HALF_BLOCK

if TYPE_CHECKING:
    from PIL.Image import Image

_GAP, _LEAST_TEXT = 3, 40
"""The cells between text and picture, and the fewest that the text keeps."""

_PICTURE_SHARE, _GROUND_SHARE = 0.52, 0.62
"""So much of the width is the picture's at most, where text stands beside it; and one's in which something is put."""

_BESIDE_CODE = 0.7
"""A picture on its own page keeps at least so much of its width where the code stands beside it."""

Paint = Callable[[Picture, int, int], Lines | None]
"""The picture in so many columns and rows at most; None where nothing can be drawn here."""

Draw = Callable[[int, int], list[Lines]]
"""Pages of a width and a height."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """How to take part in the round that is open, for who comes in late, and how many answered."""

    code: Lines
    address: str
    counted: Lines
    letters: LetterSize | None = None


def cells_of(picture: Picture, columns: int, rows: int) -> tuple[int, int]:
    """The columns and rows that a picture fills here: two of its dots stand above each other in a cell."""
    share = min(columns / picture.ratio, rows * 2)
    return max(min(round(share * picture.ratio), columns), 1), max(min(round(share / 2), rows), 1)


def half_block_lines(picture: "Image", sign: str = HALF_BLOCK) -> Lines:
    """A picture of twice as many dots high as there are rows, in two colours to a cell with this sign."""
    return [_row(picture, row, sign) for row in range(picture.height // 2)]


def _row(picture: "Image", row: int, sign: str) -> Content:
    tones = picture.load()
    assert tones is not None, "a picture in colours has tones"
    spans: list[Span] = []
    before = None
    for column in range(picture.width):
        pair = tones[column, row * 2], tones[column, row * 2 + 1]
        if pair == before:
            spans[-1] = Span(spans[-1].start, column + 1, spans[-1].style)
        else:
            upper, lower = (_colour(tone) for tone in pair)
            spans.append(Span(column, column + 1, Style(background=lower, foreground=upper)))
        before = pair
    return Content(sign * picture.width, spans)


def _colour(tone: object) -> Color:
    assert isinstance(tone, tuple), "a picture in colours has three tones to a dot"
    return Color(*tone)


def instead_of(picture: Picture, columns: int, rows: int) -> Lines:
    """The room of a picture that is still being drawn, or is gone, with what there is to see on it in words."""
    lines = wrapped(picture.alt, columns - 2, QUIET)[:rows]
    above = (rows - len(lines)) // 2
    return [*[BLANK] * above, *centred(lines, columns), *[BLANK] * (rows - len(lines) - above)]


def with_picture(
    card: Card, paint: Paint | None, draw: Draw, width: int, height: int, invitation: Invitation | None = None,
    letters: LetterSize | None = None,
) -> list[Lines]:  # fmt: skip
    """Pages with the card's picture on their right where that costs none, else before them; in words without `paint`.

    A card of a picture only has nothing beside it, so that it gets all the room. A picture that stands before what is
    asked in an open round has the question above it and the `invitation` beside or below it.
    """
    picture, only = card.picture, not card.blocks and card.activity is None
    share, above = _PICTURE_SHARE, card.title
    if picture is None and card.activity is not None and card.activity.asks_on is not None and paint is not None:
        picture, paint, share = card.activity.asks_on, _gridded(paint), _GROUND_SHARE
        above = card.activity.question
    if picture is None:
        return draw(width, height)
    if paint is None or not picture.source:
        return list(_in_words(picture, draw, width, height))
    alone = draw(width, height)
    columns, rows = cells_of(picture, round(width * share), height)
    room = width - columns - _GAP
    if not only and room >= _LEAST_TEXT:
        narrow = draw(room, height)
        if len(narrow) <= len(alone) and (invitation is None or _invites(narrow, invitation)):
            drawn = paint(picture, columns, rows) or []
            return [beside(page, drawn, room + _GAP) for page in narrow]
    if invitation is not None and card.activity is not None:
        return [_inviting_page(picture, paint, card.activity.question, invitation, width, height), *alone]
    large = _picture_page(picture, paint, above, source_lines(card, width), width, height, letters)
    return [large] if only else [large, *alone]


def _picture_page(
    picture: Picture, paint: Paint, above: str, foot: Lines, width: int, height: int, letters: LetterSize | None
) -> Lines:
    """The picture as large as there is room, below its title, which is large where that leaves rows free."""
    title = wrapped(above, width, TITLE)
    columns, rows = cells_of(picture, width, height - len(title) - 1 - len(foot))
    large = sized([Sized(above, TITLE, is_head=True)], width, height - rows - 1 - len(foot), letters)
    head = [*(large[0] if large else title), BLANK]
    return footed([*head, *_centred(paint(picture, columns, rows) or [], columns, width)], foot, height)


def _inviting_page(picture: Picture, paint: Paint, question: str, way_in: Invitation, width: int, height: int) -> Lines:
    """The picture with the code beside it where it keeps most of its width, else with the address below it."""
    room = height - len(wrapped(question, width, TITLE)) - 1
    code_width, code_height = way_in.code[0].cell_length, len(way_in.code) + 2
    beside_code = width - code_width - _GAP
    address = text(way_in.address, STRONG)
    (columns, rows), (alone, _) = (cells_of(picture, one, room - 2) for one in (beside_code, width))
    if columns >= alone * _BESIDE_CODE and code_height <= room:
        drawn = [*(paint(picture, columns, rows) or []), BLANK, *way_in.counted]
        block = beside(drawn, [*way_in.code, BLANK, *centred([address], code_width)], beside_code + _GAP)
    else:
        in_words = [joined(text("Meedoen: ", STRONG), address, text("   "), *way_in.counted)]
        if in_words[0].cell_length > width:
            in_words = [joined(text("Meedoen: ", STRONG), address), *way_in.counted]
        columns, rows = cells_of(picture, width, room - len(in_words))
        with_code = [*way_in.counted, *centred(way_in.code, width), *centred([address], width)]
        below = with_code if rows + len(with_code) <= room and code_width <= width else in_words
        block = [*_centred(paint(picture, columns, rows) or [], columns, width), *below]
    large = sized([Sized(question, TITLE, is_head=True)], width, height - len(block) - 1, way_in.letters)
    head = [*large[0], BLANK] if large else [*wrapped(question, width, TITLE), BLANK]
    return [*head, *block]


def _invites(pages: Sequence[Lines], way_in: Invitation) -> bool:
    """Whether each page says how to take part."""
    return all(any(way_in.address in line.plain for line in page) for page in pages)


def _gridded(paint: Paint) -> Paint:
    """The same with the names of the squares, for who names one in place of pressing there."""

    def painted(picture: Picture, columns: int, rows: int) -> Lines | None:
        drawn = paint(picture, columns, rows)
        return with_grid(drawn, columns, rows) if drawn else drawn

    return painted


def _centred(lines: Lines, columns: int, width: int) -> Lines:
    return [line.pad_left((width - columns) // 2) for line in lines]


def _in_words(picture: Picture, draw: Draw, width: int, height: int) -> Iterator[Lines]:
    """The pages, the first of which says what there is to see."""
    alt = [*wrapped(f"Op het plaatje: {picture.alt}", width, QUIET), BLANK]
    for index, page in enumerate(draw(width, height - len(alt))):
        yield [*alt, *page] if not index else page
