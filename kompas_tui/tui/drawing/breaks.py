"""A break on the beamer: until when, as large as the screen allows, and how long that is."""

from datetime import datetime
from math import ceil

from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.language.wording import clock_time, count
from kompas_tui.tui.drawing.cards import READABLE_WIDTH, text_parts
from kompas_tui.tui.drawing.letters import largest_letters
from kompas_tui.tui.drawing.lines import BLANK, NOW, STRONG, TITLE, Lines, centred, text, wrapped
from kompas_tui.tui.drawing.sizing import SMOOTH_LETTERS, LetterSize

GOES_ON = "We gaan verder om"
OVER = "De pauze is om. We beginnen weer."


def break_page(
    card: Card, ends: datetime, now: datetime, width: int, height: int, letters: LetterSize = SMOOTH_LETTERS
) -> Lines:
    """The card with the time in the middle below it."""
    lines = [line for part in text_parts(card, min(width, READABLE_WIDTH)) for line in part]
    head = [*wrapped(card.title, width, TITLE), *lines]
    foot = text(*_left_over(ends, now))
    room = height - len(head) - 4
    clock = largest_letters(clock_time(ends), width, room, smooth=letters.is_smooth)
    block = centred([text(GOES_ON, STRONG), BLANK, *clock, BLANK, foot], width)
    above = max((height - len(head) - len(block)) // 2, 0)
    return [*head, *[BLANK] * above, *block]


def _left_over(ends: datetime, now: datetime) -> tuple[str, str]:
    minutes = ceil((ends - now).total_seconds() / 60)
    if minutes <= 0:
        return OVER, NOW
    return f"Nog {count(minutes, 'minuut', 'minuten')}", STRONG
