"""What people wrote as lines: words by weight, texts under their headings, asks beside offers."""

from collections.abc import Sequence
from itertools import groupby, zip_longest

from textual.content import Content

from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.language.wording import count
from kompas_tui.domain.result.shapes import COUNTS, COUNTS_NOT, COUNTS_PARTLY, Pairs, TextItem, Word, Words
from kompas_tui.tui.drawing.letters import LEAST_ROWS, can_draw, large_lines, whole_lines, width_of
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
    headed,
    joined,
    marked,
    paged,
    text,
    wrapped,
)
from kompas_tui.tui.drawing.sizing import FEW_PAGES, WIDE, LetterSize, PagePart, Sized, in_larger_letters, sized


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
        word_part = text(f" {cut(word.text, width - 8)} ", style)
        piece = joined(word_part, text(f"{dotted(word.count)}  " if word.count > 1 else " ", QUIET))
        if used + piece.cell_length > width and used:
            lines += [joined(*current), BLANK]
            current, used = [BLANK], 0
        current.append(piece)
        used += piece.cell_length
    return [[line] for line in [*lines, joined(*current)]]


_CLOUD_GAP = 3


def _cloud(result: Words, width: int, height: int, letters: LetterSize) -> list[Lines]:
    """The words in rows, each as large as its weight asks: as many of them large as fit, in the largest letters."""
    most = max((word.count for word in result.words), default=1)
    least = LEAST_ROWS + any(word.count < most for word in result.words)  # the heaviest is the largest
    for light in sorted({0, *(word.count for word in result.words)}):
        for top in range(height // 3, least - 1, -1):
            if 0 < _cloud_rows(_flowed(result, width, top, light)) <= height:
                rows = _flowed(result, width, max(top + letters.steps, LEAST_ROWS), light)
                return [_cloud_row(row, letters) for row in rows]
    return []


def _rows_of_word(word: Word, most: int, top: int, light: int) -> int:
    """The rows of a word; plain ones for one that is `light`, or can't be drawn."""
    is_plain = word.count <= light < most or not can_draw(word.text)
    return 1 if is_plain else max(round(top * word.count / most), LEAST_ROWS)


def _flowed(result: Words, width: int, top: int, light: int) -> list[list[tuple[Word, int]]]:
    """The words with their rows, dealt over lines; nothing where one is wider than a line."""
    most = max((word.count for word in result.words), default=1)
    lines: list[list[tuple[Word, int]]] = [[]]
    used = 0
    for word in result.words:
        rows = _rows_of_word(word, most, top, light)
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
    return dotted(word.count) if word.count > 1 else ""


def _cloud_rows(lines: Sequence[Sequence[tuple[Word, int]]]) -> int:
    return sum(max(rows for _, rows in line) + (line[0][1] == 1) for line in lines)


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
    widest = max((len(dotted(item.support)) + 1 for item in items if item.support and not item.done), default=1)
    marks = iter([badge(first + index) if first else _mark(item, widest) for index, item in enumerate(items)])
    parts: list[Lines] = []
    for group, members in groupby(items, key=lambda item: item.group):
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
        if group or parts:
            blocks = headed(group or "Zonder kopje", blocks, width, gap=True)
        parts += blocks
    return parts


_MOST_LARGE = 200
"""More texts than this are never all large: nobody leafs through so many pages."""


def large_texts(
    items: Sequence[TextItem], width: int, height: int, letters: LetterSize | None, *, first: int = 0
) -> list[Lines]:
    """Texts in the largest letters in which all of them fit, else over pages; nothing where plain ones serve better.

    They go on over pages where that is asked, and over a few in a window too wide for plain letters. Of more than
    that the first ones are large there.
    """
    if letters is None:
        return []
    most = FEW_PAGES * height // LEAST_ROWS if letters.steps == 0 else _MOST_LARGE
    laid = _laid_large(items, width, height, letters, first) if len(items) <= most else []
    if laid or width <= WIDE or letters.steps < 0:
        return laid
    few = items[: FEW_PAGES * height // LEAST_ROWS]
    pages = len(paged(_laid_large(few, width, height, LetterSize(letters.is_smooth, 1), first), height))
    few = few[: len(few) * FEW_PAGES // max(pages, FEW_PAGES)]
    while few and not (laid := _laid_large(few, width, height, letters, first)):
        few = few[: len(few) * 9 // 10]
    if not laid:
        return []
    # the others begin on a page of their own
    used = len(paged(laid, height)[-1])
    heading = [*[BLANK] * (height - used), text(f"Nog {count(len(items) - len(few), 'tekst', 'teksten')}", NOW)]
    rest = texts_parts(items[len(few) :], width, airy=False, first=first + len(few) if first else 0)
    return [*laid, heading, *rest]


def _laid_large(items: Sequence[TextItem], width: int, height: int, letters: LetterSize, first: int) -> list[Lines]:
    """All these texts in large letters, each with its key; nothing where they take more pages than is any use."""
    keys = [badge(first + index) if first else BLANK for index in range(len(items))]
    room = width - max((key.cell_length for key in keys), default=0)
    parts: list[PagePart] = []
    keyed: dict[int, Content] = {}
    for group, members in groupby(zip(items, keys, strict=True), key=lambda one: one[0].group):
        parts += [[text(cut(group, width) or "Zonder kopje", NOW)]] if group or parts else []
        for item, key in members:
            keyed[len(parts)] = key
            mark = "✓" if item.done else f"{dotted(item.support)}×" if item.support else "•"
            parts.append(Sized(item.text, QUIET if item.done else PLAIN, mark=mark))
            parts.append([*_weighed(item, room), *_reacted(item, room)])
    laid = sized(parts, room, height, letters) if len(items) * LEAST_ROWS <= height else []
    laid = laid or in_larger_letters(parts, room, height, letters)
    return [
        beside([keyed[at]], lines, width - room) if at in keyed and first else lines for at, lines in enumerate(laid)
    ]


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
    words = text(item.text, QUIET if item.done else PLAIN)
    return joined(words, text(f"  {dotted(item.support)}×", TITLE)) if keyed and item.support else words


def _mark(item: TextItem, width: int) -> Content:
    mark = "✓" if item.done else f"{dotted(item.support)}×" if item.support else "▸"
    return text(f"{mark:>{width}} ", TITLE)


def pairs_parts(result: Pairs, width: int, height: int = 0, letters: LetterSize | None = None) -> list[Lines]:
    """Asks on the left and offers on the right; what was matched stands above, joined by an arrow.

    With `letters` all of it is as large as there is room; over pages where that is asked, or plain ones are too small.
    """
    for rows in range(height // 5, LEAST_ROWS - 1, -1) if letters is not None else ():
        laid = _pairs_at(result, width, rows, letters)
        if laid and sum(map(len, laid)) <= height:
            return laid
    if letters is not None and letters.steps >= 0 and (letters.steps or width > WIDE):
        laid = _pairs_at(result, width, LEAST_ROWS, letters)
        if laid and (letters.steps or len(paged(laid, height)) <= FEW_PAGES):
            return laid
    plain = _pairs_at(result, width, 1, letters)
    is_roomy = sum(map(len, plain)) + len(plain) <= height
    return [[*lines, *([] if lines[-1] is BLANK else [BLANK])] for lines in plain] if is_roomy else plain


def _pairs_at(result: Pairs, width: int, rows: int, letters: LetterSize | None) -> list[Lines]:
    """Asks and offers in letters of so many rows; nothing where a word is wider than its half."""
    room = (width - 5) // 2
    asks = {item.id: item.text for item in result.asks}
    offers = {item.id: item.text for item in result.offers}
    taken = {one for match in result.matches for one in match}

    def said(words: str, style: str) -> Lines:
        if rows == 1 or letters is None:
            return wrapped(words, room, style)
        return whole_lines(words, room, style, rows, smooth=letters.is_smooth)

    heads = said("Gevraagd", NOW), said("Aangeboden", TITLE)
    if rows == LEAST_ROWS and not all(heads):
        heads = [text("Gevraagd", NOW)], [text("Aangeboden", TITLE)]
    couples = [(said(asks[ask], STRONG), said(offers[offer], STRONG)) for ask, offer in result.matches]
    parts = [beside(*heads, room + 5)]
    for left, right in couples:
        joint = beside(left, [*[BLANK] * (min(rows, len(left)) // 2), text("⇄", NOW)], room + 1)
        parts.append([*beside(joint, right, room + 5), BLANK])
    alone = [[words for name, words in side.items() if name not in taken] for side in (asks, offers)]
    for asked, offered in zip_longest(*alone, fillvalue=""):
        if rows > 1:
            both = said(asked, PLAIN) if asked else [], said(offered, PLAIN) if offered else []
            couples.append((both[0] or [BLANK] * (not asked), both[1] or [BLANK] * (not offered)))
            parts.append(beside(*both, room + 5))
            continue
        left = marked(text("▸ ", NOW), asked, room) if asked else []
        right = marked(text("▸ ", TITLE), offered, room) if offered else []
        parts.append(beside(left, right, room + 5))
    return parts if all(left and right for left, right in (heads, *couples)) else []
