"""A break on the beamer: until when, as large as the screen allows, and how long that is."""

from datetime import datetime

from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.language.wording import clock_time, count
from kompas_tui.tui.drawing.cards import READABLE_WIDTH, text_parts
from kompas_tui.tui.drawing.letters import LINE, largest_letters, whole_lines
from kompas_tui.tui.drawing.lines import BLANK, NOW, STRONG, TITLE, Lines, indented, text, wrapped
from kompas_tui.tui.drawing.sizing import SMOOTH_LETTERS, LetterSize

GOES_ON = "We gaan verder om"
OVER = "De pauze is om. We beginnen weer."

_LARGE_WORDS_FROM = 28
"""From so many rows on the words around the time are large too."""


def break_page(
    card: Card, ends: datetime, now: datetime, width: int, height: int, letters: LetterSize = SMOOTH_LETTERS
) -> Lines:
    """The card with the time in the middle below it."""
    lines = [line for part in text_parts(card, min(width, READABLE_WIDTH)) for line in part]
    head = [*wrapped(card.title, width, TITLE), *lines]
    over, left = _said(GOES_ON, STRONG, width, height, letters), _said(*_left_over(ends, now), width, height, letters)
    room = height - len(head) - len(over) - len(left) - 2
    clock = largest_letters(clock_time(ends), width, room, smooth=letters.is_smooth)
    block = [line for part in (over, [BLANK], clock, [BLANK], left) for line in _in_middle(part, width)]
    above = max((height - len(head) - len(block)) // 2, 0)
    return [*head, *[BLANK] * above, *block]


def _said(wording: str, style: str, width: int, height: int, letters: LetterSize) -> Lines:
    """Words in large letters, on one line, where the time keeps most of the screen beside them."""
    large = whole_lines(wording, width, style, LINE, smooth=letters.is_smooth)
    return large if len(large) == LINE and height >= _LARGE_WORDS_FROM else [text(wording, style)]


def _in_middle(lines: Lines, width: int) -> Lines:
    """Lines that belong together in the middle, none of them moved beside another."""
    return indented(lines, max((width - max(line.cell_length for line in lines)) // 2, 0))


def _left_over(ends: datetime, now: datetime) -> tuple[str, str]:
    left = (ends - now).total_seconds() / 60
    if left <= 0:
        return OVER, NOW
    # To the nearest minute: the end was rounded up to a whole one, and a quarter is no sixteen minutes.
    return f"Nog {count(max(round(left), 1), 'minuut', 'minuten')}", STRONG
