"""The gesprekswaaier as lines: a fan that opens, its topics with numbers, and the question that was drawn."""

import math
from collections.abc import Sequence

from kompas_tui.domain.deck import Fan
from kompas_tui.domain.events import QuestionDrawn
from kompas_tui.tui.drawing.dots import Dots
from kompas_tui.tui.drawing.lines import (
    BLANK,
    NOW,
    QUIET,
    STRONG,
    TITLE,
    Lines,
    badge,
    beside,
    cut,
    joined,
    text,
    wrapped,
)

FAN_COLUMNS = 34


def fan_lines(fan: Fan, drawn: Sequence[QuestionDrawn], title: str, width: int, height: int) -> Lines:
    """The fan on the left, open as far as questions were drawn; the last question on the right."""
    asked = {one.question for one in drawn}
    topics: Lines = []
    for number, (name, questions) in enumerate(fan.topics, 1):
        left = sum(question not in asked for question in questions)
        rest = f"nog {left}" if left else "op"
        topics.append(joined(badge(number), text(f" {cut(name, FAN_COLUMNS - 14)}", STRONG), text(f"  {rest}", QUIET)))
    rows = min(height - len(topics) - 4, 10)
    picture = _folded(len(fan.topics), len(asked), rows) if rows > 3 else []
    left_side = [text(title, TITLE), BLANK, *picture, BLANK, *topics]
    room = width - FAN_COLUMNS - 4
    if drawn:
        last = drawn[-1]
        said = [text(cut(last.topic, room), NOW), BLANK, *_large(last.question, room), BLANK]
        said.append(text(f"vraag {len(asked)}", QUIET))
    else:
        said = [*_large("Kies een onderwerp met een cijfer. Of trek met w zomaar een vraag.", room)]
    above = max((height - len(said)) // 3, 1)
    return beside(left_side, [*[BLANK] * above, *said], FAN_COLUMNS + 4)


def _large(said: str, width: int) -> Lines:
    """A question with air between its lines, so that it reads from the back row."""
    lines: Lines = []
    for line in wrapped(said, width, STRONG):
        lines += [line, BLANK]
    return lines[:-1]


def _folded(blades: int, asked: int, rows: int) -> Lines:
    """A fan of blades that opens further with every question."""
    canvas = Dots(FAN_COLUMNS, rows)
    x, y = canvas.width / 2, canvas.height - 1.0
    radius = min(canvas.width / 2, canvas.height) - 1
    opened = min(0.35 + asked * 0.06, 0.96)
    start, end = -math.pi / 2 - opened * math.pi / 2, -math.pi / 2 + opened * math.pi / 2
    for blade in range(blades + 1):
        angle = start + (end - start) * blade / blades
        canvas.line(x, y, x + radius * math.cos(angle), y + radius * math.sin(angle))
    for share in (1.0, 0.55):
        canvas.arc(x, y, radius * share, start, end)
    return canvas.lines("$primary")
