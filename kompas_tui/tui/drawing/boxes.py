"""Boxes: a frame with a head in its upper side, and a point of the plate in one with its state and what stands out."""

from collections.abc import Sequence
from functools import lru_cache

from textual.content import Content

from kompas_tui.domain.course.plate import BUSY, DONE, PointState
from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.language.wording import count
from kompas_tui.domain.result.highlights import Highlight
from kompas_tui.tui.drawing.letters import LEAST_ROWS, LINE, whole_lines
from kompas_tui.tui.drawing.lines import (
    BADGE,
    BLANK,
    NOW,
    NOW_BADGE,
    PLAIN,
    QUIET,
    STRONG,
    TITLE,
    Lines,
    cut,
    joined,
    text,
    wrapped,
)

_SIGNS = {BUSY: "◐", DONE: "●"}
NOT_YET_SIGN, OPEN_SIGN = "○", "◉"
RESULT = "italic"
HERE = " · hier"
"""Stands behind the state of the point where the group was last."""

HEAVY, LIGHT = "┏┓┗┛━┃", "╭╮╰╯─│"
_LEAST_INSIDE = 5
"""So many rows below a large title the question, the state and the result take."""

# A space at which no line may end; wrapping knows none of its own.
GLUE = "\ue000"


def _is_now(state: PointState) -> bool:
    return state.is_open or state.state == BUSY


def _frame(state: PointState) -> str:
    return NOW if _is_now(state) else TITLE if state.state == DONE else "$line"


def box(state: PointState, width: int, height: int, *, short: bool = False) -> Lines:
    """A framed box of exactly this size; a `short` one leaves the question out."""
    frame = _frame(state)
    corner = HEAVY if state.is_open else LIGHT
    room = max(height - 2, 1)
    title = [] if short else _large_title(state, width - 3, room)
    head = _head(state, width)[: 1 if title else 2]
    rows = [*title, *_inside(state, width - 3, room - len(title), short=short)]
    return framed(head, rows, width, height, corner, frame)


def _large_title(state: PointState, width: int, height: int) -> Lines:
    """The title in large letters where that leaves room for the question, the state and the result; else nothing."""
    ways = [
        whole_lines(state.point.title, width, NOW if _is_now(state) else TITLE, rows) for rows in (LINE, LEAST_ROWS)
    ]
    return next((lines for lines in ways if 0 < len(lines) <= min(LINE, height - _LEAST_INSIDE)), [])


def framed(head: Sequence[Content], rows: Lines, width: int, height: int, corner: str, frame: str) -> Lines:
    """Rows in a frame of exactly this size, with a head in its upper side; `corner` holds the signs of the frame."""
    within = [*rows, *[BLANK] * (height - 2 - len(rows))]
    side = text(corner[5], frame)
    middle = [joined(side, text(" "), row, text(" " * (width - 3 - row.cell_length)), side) for row in within]
    room = width - 2 - sum(part.cell_length for part in head)
    above = joined(text(corner[0], frame), *head, text(f"{corner[4] * room}{corner[1]}", frame))
    return [above, *middle, text(f"{corner[2]}{corner[4] * (width - 2)}{corner[3]}", frame)]


def low_box(state: PointState, width: int) -> Lines:
    """Three lines without a frame: key and title, state, result."""
    key = text(state.point.key, NOW_BADGE if _is_now(state) else BADGE)
    title = text(f" {cut(state.point.title, width - 2)}", NOW if _is_now(state) else STRONG)
    result = _result(state.top, width, 1)
    return [joined(key, title), _state(state, width), *(result or [BLANK])]


def board(state: PointState, width: int) -> Lines:
    """A board on a scene, no wider than what stands on it: key and title, state, and the result where there is one."""
    lines = [joined(*_head(state, width + 3)), *(joined(text(" "), line) for line in _told(state, width - 2))]
    room = max(line.cell_length for line in lines) + 1
    return [joined(line, text(" " * (room - line.cell_length))) for line in lines]


@lru_cache(maxsize=64)
def large_board(state: PointState, width: int, wide: int) -> Sequence[Content]:
    """The same with its key and title in large letters; nothing where the title does not fit on two lines of `width`.

    What stands below them has room for so much as `wide`. Kept, since most points stay as they are.
    """
    ink = NOW if _is_now(state) else TITLE
    drawn = whole_lines(f"{state.point.key} {state.point.title}", width - 2, ink, LINE)
    if not 0 < len(drawn) <= 2 * LINE:
        return ()
    lines = [joined(text(" "), line) for line in (*drawn, *_told(state, wide - 2))]
    room = max(line.cell_length for line in lines) + 1
    return tuple(joined(line, text(" " * (room - line.cell_length))) for line in lines)


def _told(state: PointState, width: int) -> Lines:
    return [_state(state, width), *_result(state.top, width, 1)]


def _head(state: PointState, width: int) -> list[Content]:
    """The key and the title."""
    key = text(f" {state.point.key} ", NOW_BADGE if _is_now(state) else BADGE)
    title = text(f" {cut(state.point.title, width - 8)} ", NOW if _is_now(state) else TITLE)
    return [key, title]


def _inside(state: PointState, width: int, rows: int, *, short: bool) -> Lines:
    """The state always; then the result, the question, and what was asked where there is room for all of it."""
    result = _result(state.top, width, min(2, rows - 1))
    question = [] if short else _within(state.point.question, width, rows - 1 - len(result), PLAIN)
    asked = wrapped(state.asked, width, QUIET) if result and state.asked != state.point.question else []
    if short or len(asked) > rows - 1 - len(result) - len(question):
        asked = []
    air = [BLANK] if question and len(question) + len(asked) + len(result) + 3 <= rows else []
    return [*question, *air, _state(state, width), *asked, *result]


def _state(state: PointState, width: int) -> Content:
    """The state in words with its sign; the number of answers as far as there is room for it."""
    words = "ronde open" if state.is_open else f"{state.state}{HERE if state.is_last else ''}"
    sign = OPEN_SIGN if state.is_open else _SIGNS.get(state.state, NOT_YET_SIGN)
    longest = 2 if state.is_open else 0
    answers = state.answers
    deals = f" · {state.deals_in_words}" if state.deals else ""
    counted = [f" · {count(answers, 'antwoord', 'antwoorden')}", f" · {dotted(answers)} antw.", ""]
    words = next(
        (
            f"{sign} {words}{more}"
            for more in (*(f"{told}{deals}" for told in (counted if answers else [""])), "")
            if len(words + more) + 2 + longest <= width
        ),
        cut(f"{sign} {words}", width),
    )
    if state.is_open:
        return text(f" {words} " if len(words) + 2 <= width else words, NOW_BADGE)
    return text(words, NOW if state.state == BUSY else STRONG if state.state == DONE else QUIET)


def _within(words: str, width: int, rows: int, style: str) -> Lines:
    """The text over at most so many rows; what is left out shows as …"""
    if not words or rows < 1:
        return []
    lines = wrapped(words, width, style)
    if len(lines) <= rows:
        return lines
    rest = " ".join(line.plain for line in lines[rows - 1 :])
    return [*lines[: rows - 1], text(cut(rest, width), style)]


def _result(top: Highlight | None, width: int, rows: int) -> Lines:
    """The strongest result; how often it was chosen stays beside its last word and is never cut off."""
    if top is None or rows < 1:
        return []
    head, figure = top.parts
    tail = f" {figure}" if figure else ""
    lines = [line.plain for line in wrapped(head + tail.replace(" ", GLUE), width)]
    last = f"{(head.split() or [''])[-1]}{tail}"
    if len(lines) > rows or text(last).cell_length > width:
        whole = [line.plain for line in wrapped(head, width)]
        rest = " ".join(whole[rows - 1 :])
        lines = [*whole[: rows - 1], f"{cut(rest, max(width - len(tail), 1))}{tail}" if rest else top.figure]
    return [text(line.replace(GLUE, " "), RESULT) for line in lines]
