"""The gesprekswaaier as pages: a fan that opens, its topics with numbers, and the question that was drawn, large."""

import math
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from textual.content import Content

from kompas_tui.domain.deck.cards import Card, Fan
from kompas_tui.domain.outcome import drawn_in_view
from kompas_tui.domain.session.events import NoteTaken
from kompas_tui.domain.session.session import Session
from kompas_tui.tui.drawing.cards import text_parts
from kompas_tui.tui.drawing.dots import Dots
from kompas_tui.tui.drawing.letters import LEAST_ROWS, LINE, broken, large_lines
from kompas_tui.tui.drawing.lines import (
    BLANK,
    NOW,
    NOW_BADGE,
    QUIET,
    STRONG,
    TITLE,
    Lines,
    badge,
    beside,
    cut,
    joined,
    marked,
    paged,
    text,
    wrapped,
)
from kompas_tui.tui.drawing.sizing import SMOOTH_LETTERS, LetterSize
from kompas_tui.workshop.numbering import KEYS

LEAST_FAN, MOST_FAN = 6, 13
"""The lines in which a fan is still a fan, and those of which it has no need."""

LEAST_TOPIC = 26
_QUESTION_SHARE = 60
"""So much of the room in percents a question has before the fan below it gives way."""

_LEAST_NAME = 6
"""With less room for its name a topic does not say how many questions are left."""

START = "Kies een onderwerp"
HOW = "Druk op het cijfer. Of trek met {toets} een willekeurige vraag."


@dataclass(frozen=True, slots=True)
class Drawn:
    """The question on the table: its topic, its place among the questions drawn so far, and the notes about it."""

    topic: str
    question: str
    number: int
    notes: Sequence[str] = ()


def drawn_here(fan: Fan, card: Card, session: Session) -> Drawn | None:
    """The question that was drawn last on this card."""
    last = next((drawn for drawn in reversed(drawn_in_view(session)) if drawn.card == card.address), None)
    if last is None:
        return None
    asked = {drawn.question for drawn in drawn_in_view(session)} & set(fan.questions(""))
    notes = [note.text for note in session.written if isinstance(note, NoteTaken) and note.about == last.question]
    return Drawn(last.topic, last.question, len(asked), notes)


def fan_pages(
    fan: Fan,
    card: Card,
    session: Session,
    width: int,
    height: int,
    key: str = "w",
    letters: LetterSize = SMOOTH_LETTERS,
) -> list[Lines]:
    """The question as large as it goes, with the fan and its topics below it; before the first draw how to begin.

    Without a `key` the facilitator works elsewhere: then nothing stands there that is for nobody else.
    """
    drawn = drawn_here(fan, card, session)
    if drawn is not None and not key:
        drawn = replace(drawn, notes=())
    topics = _topics(fan, {one.question for one in drawn_in_view(session)}, drawn.topic if drawn else "")
    if drawn is None:
        lines = [line for part in text_parts(card, width) for line in part]
        start = [
            text(cut(card.title, width), TITLE),
            BLANK,
            *_start(width, height, letters),
            *(wrapped(HOW.format(toets=key), width) if key else []),
            *lines,
        ]
        return [_with_fan(start, topics, [], width, height)]
    return _drawn_pages(fan, drawn, topics, width, height, letters)


def _drawn_pages(
    fan: Fan, drawn: Drawn, topics: Sequence["_Topic"], width: int, height: int, letters: LetterSize
) -> list[Lines]:
    """The question with its notes; long notes come on a page of their own."""
    head = [_head(fan, drawn, width), BLANK]
    notes = [line for note in drawn.notes for line in marked(text("▸ ", NOW), note, width)]
    full, short = _strip(topics, width), _strip(topics, width, short=True)
    room = height - len(head)
    strip = next((one for one in (full, short) if _large(drawn.question, width, room - len(one), letters)), full)
    room -= len(strip)
    kept = notes if _large(drawn.question, width, room - len(notes) - 1, letters) or len(notes) <= room // 4 else []
    pages = _question_pages(drawn.question, head, width, room - len(kept) - bool(kept), letters)
    pages[-1] += [BLANK, *kept] if kept else []
    with_fan = [_with_fan(page, topics, strip, width, height) for page in pages]
    return with_fan if kept else [*with_fan, *paged([[line] for line in notes], height, head)] if notes else with_fan


def _head(fan: Fan, drawn: Drawn, width: int) -> Content:
    """The topic in amber with its key, and on the right how many questions were drawn."""
    counted = f"vraag {drawn.number} van {len(fan.questions(''))}"
    names = [name for name, _ in fan.topics]
    index = names.index(drawn.topic) if drawn.topic in names else len(KEYS)
    key = text(f" {KEYS[index]} ", NOW_BADGE) if index < len(KEYS) else text("")
    left = joined(key, text(f" {cut(drawn.topic, width - len(counted) - 6)}", NOW))
    return joined(left, text(" " * max(width - left.cell_length - len(counted), 1)), text(counted, STRONG))


def _start(width: int, height: int, letters: LetterSize) -> Lines:
    large = large_lines(START, width, TITLE, smooth=letters.is_smooth)
    return large if 0 < len(large) <= height * 2 // 5 else [*wrapped(START, width, TITLE), BLANK]


def _large(question: str, width: int, room: int, letters: LetterSize) -> Lines:
    """The question in the largest letters that leave room for the fan, else that fit; nothing where none do."""
    for most, least in ((room * _QUESTION_SHARE // 100, LINE), (room, LEAST_ROWS)):
        for rows in range(max(room // 3, least), least - 1, -1):
            if 0 < len(broken(question, width, rows)) * rows <= most:
                return large_lines(question, width, STRONG, rows, smooth=letters.is_smooth)
    return []


def _question_pages(question: str, head: Lines, width: int, room: int, letters: LetterSize) -> list[Lines]:
    """The question in the largest of four ways that fits: large letters, aired, close, or over pages."""
    if large := _large(question, width, room, letters):
        return [[*head, *([BLANK] if len(large) + LEAST_FAN + 2 < room else []), *large]]
    plain = wrapped(question, width, STRONG)
    aired = [line for one in plain for line in (one, BLANK)][:-1]
    for lines in (aired, plain):
        if len(lines) < room:
            return [[*head, *[BLANK] * min((room - len(lines)) // 3, 3), *lines]]
    return paged([[line] for line in plain], room + len(head) - 1, head)


@dataclass(frozen=True, slots=True)
class _Topic:
    """A topic with its number from 1, how many of its questions are left, and whether it is the one on the table."""

    number: int
    name: str
    left: int
    lit: bool

    @property
    def key(self) -> str:
        """The key that draws from it; empty from the eleventh on."""
        return KEYS[self.number - 1] if self.number <= len(KEYS) else ""

    def line(self, width: int, *, short: bool = False) -> Content:
        """The key, the name, and how many questions are left; short only where none is."""
        mark = joined(text(f" {self.key} ", NOW_BADGE), text(" ")) if self.lit and self.key else badge(self.number)
        style = NOW if self.lit else STRONG if self.left else QUIET
        rest = ("" if short else f"  nog {self.left}") if self.left else "  op"
        room = width - mark.cell_length - 1
        rest = rest if room - len(rest) >= _LEAST_NAME else ""
        name = text(cut(self.name, max(room - len(rest), 1)), style)
        return joined(mark, name, text(rest, QUIET))


def _topics(fan: Fan, asked: Set[str], lit: str) -> list[_Topic]:
    return [
        _Topic(number, name, sum(question not in asked for question in questions), name == lit)
        for number, (name, questions) in enumerate(fan.topics, 1)
    ]


def _strip(topics: Sequence[_Topic], width: int, *, short: bool = False) -> Lines:
    """The topics behind one another, over as many lines as they need; a short one leaves out how many are left."""
    lines: Lines = []
    for topic in topics:
        piece = topic.line(width, short=short)
        if lines and lines[-1].cell_length + 3 + piece.cell_length <= width:
            lines[-1] = joined(lines[-1], text("   "), piece)
        else:
            lines.append(piece)
    return lines


def _with_fan(page: Lines, topics: Sequence[_Topic], strip: Lines, width: int, height: int) -> Lines:
    """The page with the topics at its foot: beside the fan where there is room, else behind one another."""
    room = height - len(page)
    rows = min(room - 1, (width - LEAST_TOPIC) // 4, MOST_FAN)
    columns = rows * 4 + 2
    across = 1 if len(topics) <= rows else 2
    deep = -(-len(topics) // across)
    if strip and (rows < LEAST_FAN or deep > rows):
        return [*page, *[BLANK] * (room - len(strip)), *strip]
    listed = _columns(topics, deep, (width - columns - 3) // across)
    if len(listed) * 2 - 1 <= rows:
        listed = [line for one in listed for line in (one, BLANK)][:-1]
    above = [BLANK] * max((rows - len(listed)) // 2, 0)
    return [*page, *[BLANK] * (room - rows), *beside(_folded(topics, columns, rows), [*above, *listed], columns + 3)]


def _columns(topics: Sequence[_Topic], deep: int, each: int) -> Lines:
    """The topics below one another, in columns of this depth and width."""
    lines = [topic.line(each) for topic in topics]
    columns = lines[:deep]
    for start in range(deep, len(lines), deep):
        columns = beside(columns, lines[start : start + deep], each)
    return columns


def _folded(topics: Sequence[_Topic], columns: int, rows: int) -> Lines:
    """A fan with a blade a topic: lit in amber where a question lies on the table, quiet where none is left."""
    canvas = Dots(columns, rows)
    x, y = canvas.width / 2 - 0.5, canvas.height - 1.0
    far = min(canvas.width / 2, canvas.height) - 1
    opened = math.pi * 0.94
    each = opened / len(topics)
    for topic in sorted(topics, key=lambda one: one.lit):
        start = -math.pi / 2 - opened / 2 + (topic.number - 1) * each
        canvas.ink = NOW if topic.lit else TITLE if topic.left else "$line"
        canvas.wedge(x, y, far * 0.18, far, (start + each * 0.06, start + each * 0.94), filled=topic.lit)
        if topic.key:
            middle = start + each / 2
            at = x + far * 0.72 * math.cos(middle), y + far * 0.72 * math.sin(middle)
            canvas.say(*at, f" {topic.key} " if topic.lit else topic.key, NOW_BADGE if topic.lit else canvas.ink)
    return canvas.lines()
