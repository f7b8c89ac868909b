"""What people wrote as lines: words by weight, texts under their headings, asks beside offers."""

from collections.abc import Sequence
from itertools import groupby, zip_longest

from textual.content import Content

from kompas_tui.domain.result.shapes import COUNTS, COUNTS_NOT, COUNTS_PARTLY, Pairs, TextItem, Word, Words
from kompas_tui.tui.drawing.letters import LEAST_ROWS, can_draw, large_lines, width_of
from kompas_tui.tui.drawing.lines import (
    BLANK,
    HIGH,
    NOW,
    PLAIN,
    QUIET,
    STRONG,
    TITLE,
    Lines,
    badge,
    beside,
    cut,
    fitted,
    joined,
    marked,
    text,
    wrapped,
)
from kompas_tui.tui.drawing.sizing import LetterSize


def words_parts(result: Words, width: int, height: int = 0, letters: LetterSize | None = None) -> list[Lines]:
    """Words side by side, the heavier the larger, each with its count; the heavier the bolder without large letters."""
    if letters is not None and (cloud := _cloud(result, width, height, letters)):
        return cloud
    most = result.words[0].count if result.words else 0
    lines: Lines = []
    current, used = [BLANK], 0
    for word in result.words:
        weight = word.count / most
        shared = word.count > 1
        style = HIGH if shared and weight > 0.66 else TITLE if shared and weight > 0.33 else PLAIN
        said = text(f" {cut(word.text, width - 8)} ", style)
        piece = joined(said, text(f"{word.count}  " if word.count > 1 else " ", QUIET))
        if used + piece.cell_length > width and used:
            lines += [joined(*current), BLANK]
            current, used = [BLANK], 0
        current.append(piece)
        used += piece.cell_length
    return [[line] for line in [*lines, joined(*current)]]


_CLOUD_GAP = 3


def _cloud(result: Words, width: int, height: int, letters: LetterSize) -> list[Lines]:
    """The words in rows, each as large as its weight asks, in the largest letters in which all fit."""
    fits = [top for top in range(height // 3, LEAST_ROWS - 1, -1) if 0 < _cloud_rows(result, width, top) <= height]
    if not fits:
        return []
    top = max(fits[0] + letters.steps, LEAST_ROWS)
    rows = _flowed(result, width, top)
    return [_cloud_row(row, letters) for row in rows] if rows else []


def _rows_of_word(word: Word, most: int, top: int) -> int:
    """The rows of a word; plain ones for one that is light or can't be drawn."""
    rows = round(top * word.count / most)
    return rows if rows >= LEAST_ROWS and can_draw(word.text) else 1


def _flowed(result: Words, width: int, top: int) -> list[list[tuple[Word, int]]]:
    """The words with their rows, dealt over lines; nothing where one is wider than a line."""
    most = max((word.count for word in result.words), default=1)
    lines: list[list[tuple[Word, int]]] = [[]]
    used = 0
    for word in result.words:
        rows = _rows_of_word(word, most, top)
        wide = _word_width(word, rows)
        if wide > width:
            return []
        if used and used + wide > width:
            lines.append([])
            used = 0
        lines[-1].append((word, rows))
        used += wide + _CLOUD_GAP
    return lines if lines[-1] else []


def _word_width(word: Word, rows: int) -> int:
    return (width_of(word.text, rows) if rows > 1 else text(word.text).cell_length) + 1 + len(_times(word))


def _times(word: Word) -> str:
    return str(word.count) if word.count > 1 else ""


def _cloud_rows(result: Words, width: int, top: int) -> int:
    return sum(max(rows for _, rows in line) + (line[0][1] == 1) for line in _flowed(result, width, top))


def _cloud_row(row: Sequence[tuple[Word, int]], letters: LetterSize) -> Lines:
    """Words beside each other on one ground line, with their counts in small figures."""
    drawn = [
        large_lines(word.text, 10_000, TITLE if word.count > 1 else PLAIN, rows, smooth=letters.is_smooth)
        if rows > 1
        else [text(word.text, TITLE if word.count > 1 else PLAIN)]
        for word, rows in row
    ]
    deep = max(max(map(len, drawn)), max(rows for _, rows in row))
    laid: Lines = [BLANK] * deep
    used = 0
    for (word, rows), lines in zip(row, drawn, strict=True):
        above = deep - max(rows, len(lines))
        high = [*[BLANK] * above, *lines]
        wide = _word_width(word, rows)
        figure = [*[BLANK] * (above + rows // 2), text(_times(word), QUIET)]
        laid = beside(laid, beside(high, figure, wide - len(_times(word))), used)
        used += wide + _CLOUD_GAP
    return [*laid, BLANK] if row[0][1] == 1 else laid


def texts_parts(items: Sequence[TextItem], width: int, *, airy: bool = True, first: int = 0) -> list[Lines]:
    """Texts below one another under their headings, in two columns where there are many and there is room.

    From `first` on they carry the key that makes an action point of them; 0 for none.
    """
    gap = [BLANK] if airy else []
    columns = 2 if width >= 96 and len(items) > 6 else 1
    room = (width - 3 * (columns - 1)) // columns
    marks = iter([badge(first + place) if first else _mark(item) for place, item in enumerate(items)])
    parts: list[Lines] = []
    for group, members in groupby(items, key=lambda item: item.group):
        heading = [BLANK, text(cut(group, width) or "Zonder kopje", NOW)] if group or parts else []
        blocks = [
            [
                *marked(next(marks), _said(item, keyed=bool(first)), room),
                *_weighed(item, room),
                *_reacted(item, room),
                *gap,
            ]
            for item in members
        ]
        if columns == 2:
            blocks = [beside(left, right, room + 3) for left, right in zip_longest(*[iter(blocks)] * 2, fillvalue=[])]
        if heading:
            blocks[0] = [*heading, *blocks[0]]
        parts += blocks
    return parts


_SIGNS = {COUNTS: ("●", TITLE), COUNTS_PARTLY: ("◐", NOW), COUNTS_NOT: ("○", QUIET)}


def weighing_sign(weighing: str) -> str:
    """The sign before how a text was weighed; empty where it was not."""
    return _SIGNS[weighing][0] if weighing in _SIGNS else ""


def _weighed(item: TextItem, width: int) -> Lines:
    """Whether the text counts, with a sign and in words, and why."""
    if item.weighing not in _SIGNS:
        return []
    sign, style = _SIGNS[item.weighing]
    return marked(text(f"  {sign} {item.weighing}: ", style), item.why, width, QUIET)


def _reacted(item: TextItem, width: int) -> Lines:
    """What the organisation answered."""
    return marked(text("  ↳ reactie: ", TITLE), item.reaction, width, PLAIN) if item.reaction else []


def _said(item: TextItem, *, keyed: bool) -> Content:
    """The text, with its support behind it where a key stands before it."""
    said = text(item.text, QUIET if item.done else PLAIN)
    return joined(said, text(f"  {item.support}×", TITLE)) if keyed and item.support else said


def _mark(item: TextItem) -> Content:
    if item.done:
        return text("✓ ", TITLE)
    return text(f"{item.support}× ", TITLE) if item.support else text("▸ ", TITLE)


def pairs_parts(result: Pairs, width: int) -> list[Lines]:
    """Asks on the left and offers on the right; what was matched stands above, joined by an arrow."""
    room = (width - 5) // 2
    asks = {item.id: item.text for item in result.asks}
    offers = {item.id: item.text for item in result.offers}
    taken = {one for match in result.matches for one in match}
    parts = [[joined(text(fitted("Gevraagd", room + 5), NOW), text("Aangeboden", TITLE))]]
    for ask, offer in result.matches:
        left = wrapped(asks[ask], room, STRONG)
        left[0] = joined(left[0], text(" " * (room + 1 - left[0].cell_length)), text("⇄", NOW))
        parts.append([*beside(left, wrapped(offers[offer], room, STRONG), room + 5), BLANK])
    alone = [[said for name, said in side.items() if name not in taken] for side in (asks, offers)]
    for asked, offered in zip_longest(*alone, fillvalue=""):
        left = marked(text("▸ ", NOW), asked, room) if asked else []
        right = marked(text("▸ ", TITLE), offered, room) if offered else []
        parts.append(beside(left, right, room + 5))
    return parts
