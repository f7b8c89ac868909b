"""The library on the screen: rows of a list, a page to read, and a timeline."""

from textual.content import Content

from kompas_tui.domain.library.pages import ThingPage
from kompas_tui.domain.library.sections import ShelfRow
from kompas_tui.tui.drawing.lines import (
    BLANK,
    NOW,
    QUIET,
    STRONG,
    TITLE,
    Lines,
    cut,
    joined,
    text,
    wrapped,
)

MARKED, URGENT, SETTLED, OPEN = "■", "!", "✓", "·"
"""The signs before a row."""

NAMES = 20
"""So many cells the name of a fact may take, beside what it says."""

NARROW = 50
"""Below this width a fact stands under its name."""


_MOST_LINES = 2
"""So many lines a row's own words take; the rest stands on its page."""


def row_lines(row: ShelfRow, width: int, *, is_marked: bool) -> Content:
    """What a row says behind its sign, and below that how it stands and where it came from."""
    sign = MARKED if is_marked else URGENT if row.is_urgent else SETTLED if row.is_settled else OPEN
    style = NOW if row.is_urgent else QUIET if row.is_settled else STRONG
    room = max(width - 2, 10)
    content = [line.plain for line in wrapped(" ".join(row.text.split()), room)]
    if len(content) > _MOST_LINES:
        content = [*content[: _MOST_LINES - 1], cut(" ".join(content[_MOST_LINES - 1 :]), room)]
    mark, *margins = (sign, *" " * len(content))
    lines = [text(f"{margin} {line}", style) for margin, line in zip((mark, *margins), content, strict=False)]
    return Content("\n").join([*lines, *([_below(row, room)] if row.state or row.origin else [])])


def _below(row: ShelfRow, room: int) -> Content:
    state = cut(row.state, room)
    left = room - len(state) - 3
    origin = cut(f"{' · ' if state else ''}{row.origin}", left + 3) if row.origin and left > 8 else ""
    return joined(text("  "), text(state, NOW if row.is_urgent else ""), text(origin, QUIET))


def page_lines(page: ThingPage, width: int) -> Lines:
    """The heading, how it stands, and each fact beside its name."""
    lines = [*wrapped(page.heading, width, TITLE)]
    if page.state:
        lines += wrapped(f"{page.state[:1].upper()}{page.state[1:]}", width, NOW)
    lines.append(BLANK)
    for name, content in page.facts:
        lines += _fact(name, content, width)
    return lines


def _fact(name: str, words: str, width: int) -> Lines:
    if width < NARROW or len(name) > NAMES:
        return [*wrapped(name, width, STRONG), *(line.pad_left(2) for line in wrapped(words, width - 2)), BLANK]
    room = NAMES + 2
    told = wrapped(words, width - room)
    first = joined(text(name.ljust(room), STRONG), told[0])
    return [first, *(line.pad_left(room) for line in told[1:])]
