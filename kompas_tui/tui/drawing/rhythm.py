"""A chain of times on the beamer: which turn it is, what is left of it as large as there is room, and what comes."""

from dataclasses import replace
from datetime import datetime
from math import ceil

from kompas_tui.domain.deck.cards import Card, CardPart, is_step
from kompas_tui.domain.language.wording import count
from kompas_tui.domain.session.rhythms import TurnNow
from kompas_tui.tui.drawing.cards import READABLE_WIDTH, text_parts
from kompas_tui.tui.drawing.letters import LINE, large_lines, largest_letters
from kompas_tui.tui.drawing.lines import BLANK, NOW, STRONG, TITLE, Lines, centred, cut, text, wrapped
from kompas_tui.tui.drawing.sizing import SMOOTH_LETTERS, LetterSize
from kompas_tui.workshop.floor import Floor

HELD = "De tijd staat stil."
TIME_IS_UP = "De tijd is om."
ASK_FLOOR = "Vraag het woord op je telefoon, of steek je hand op."
_LEAST_CLOCK = 7
"""So many lines the clock keeps at least; a longer text of the card stands on the page behind it."""
_LARGE_FROM = 36
"""From this many lines on the turn's name is drawn large too."""


def clock_face(seconds: int) -> str:
    """`3:07`; nothing is less than `0:00`."""
    minutes, rest = divmod(max(seconds, 0), 60)
    return f"{minutes}:{rest:02}"


def running_for(seconds: int) -> str:
    """`3:07`, or `12 uur` and `4 dagen` where a round stayed open until another time."""
    hours = seconds // 3600
    if hours < 2:
        return clock_face(seconds)
    return f"{hours} uur" if hours < 48 else f"{hours // 24} dagen"


def time_left(turn: TurnNow) -> str:
    """`3:07`, rounded up so that it ends at nothing."""
    return clock_face(ceil(turn.left.total_seconds()))


def turn_page(card: Card, turn: TurnNow, width: int, height: int, letters: LetterSize = SMOOTH_LETTERS) -> Lines:
    """The question, the turn, what is left of it, and what comes next."""
    style = NOW if turn.is_change else STRONG
    name = (
        large_lines(turn.in_words, width, style, smooth=letters.is_smooth) if height >= _LARGE_FROM else []
    ) or wrapped(turn.in_words, width, style)
    foot = [BLANK, *wrapped(HELD if turn.is_held else f"{turn.until}. {turn.afterwards}", width, STRONG)]
    head = _head(card, width, height - len(name) - len(foot) - _LEAST_CLOCK)
    clock = largest_letters(
        time_left(turn), width, height - len(head) - len(name) - len(foot) - 2, smooth=letters.is_smooth
    )
    block = centred([*name, BLANK, *clock, *foot], width)
    above = max((height - len(head) - len(block)) // 2, min(1, len(head)))
    return [*head, *[BLANK] * above, *block]


def over_page(card: Card, width: int, height: int, letters: LetterSize = SMOOTH_LETTERS) -> Lines:
    """The question, and that the time is up."""
    head = _head(card, width, height - _LEAST_CLOCK)
    block = centred([*largest_letters(TIME_IS_UP, width, height - len(head) - 1, smooth=letters.is_smooth)], width)
    return [*head, *[BLANK] * max((height - len(head) - len(block)) // 2, 0), *block]


def says_all(card: Card) -> bool:
    """Whether the page of a turn leaves nothing to say on a page behind it."""
    special = (card.activity, card.bear, card.plate, card.canvas, card.fan)
    return not any(special) and not any(map(_is_text, card.blocks))


def _is_text(part: CardPart) -> bool:
    return not is_step(part)


def _head(card: Card, width: int, room: int) -> Lines:
    """What the turns are about: the title, the card's text and its question, as far as the clock leaves room."""
    head = wrapped(card.title, width, TITLE)
    question = [BLANK, *wrapped(card.activity.question, width, STRONG)] if card.activity is not None else []
    text_width = min(width, READABLE_WIDTH)
    told = replace(card, blocks=tuple(filter(_is_text, card.blocks)))
    texts = [line for part in text_parts(told, text_width) for line in part]
    if len(head) + len(texts) + len(question) <= room:
        return [*head, *texts, *question]
    return [*head, *question] if len(head) + len(question) <= room else head


def floor_clock(floor: Floor, now: datetime) -> str:
    """`1:20`, or that the time of who speaks is up; empty where nobody speaks."""
    if floor.speaking is None:
        return ""
    left = floor.left(now)
    return clock_face(left) if left > 0 else TIME_IS_UP


def floor_in_short(floor: Floor, now: datetime) -> str:
    """`Nu: nummer 3, 1:20`, or how many wait; empty where nobody speaks or waits."""
    if floor.speaking is not None:
        return f"{floor.now_in_words}, {floor_clock(floor, now).lower().rstrip('.')}"
    return f"Sprekers: {count(len(floor.waiting), 'wacht', 'wachten')}" if floor.waiting else ""


def floor_strip(floor: Floor, now: datetime, width: int, room: int, letters: LetterSize | None) -> Lines:
    """Who speaks, for how long still, and who come next, at the foot of a page with so many free rows; else nothing."""
    speaks = floor_in_short(floor, now) if floor.speaking is not None else floor.now_in_words.rstrip(".")
    told = f"{speaks} · {floor.then_in_words}"
    for wording in (told, speaks):
        drawn = large_lines(wording, width, NOW, smooth=letters.is_smooth) if letters else []
        if len(drawn) == LINE < room:
            return [BLANK, *drawn]
    return [BLANK, text(cut(told, width), NOW)] if room > 1 else []


def floor_page(floor: Floor, now: datetime, width: int, height: int, letters: LetterSize = SMOOTH_LETTERS) -> Lines:
    """Who speaks, how long is left, and who come next."""
    name = wrapped(floor.now_in_words, width, STRONG)
    foot = [BLANK, *wrapped(floor.then_in_words, width, STRONG), *wrapped(ASK_FLOOR, width)]
    head = wrapped("Wie wil er iets zeggen?", width, TITLE)
    room = height - len(head) - len(name) - len(foot) - 3
    face = floor_clock(floor, now)
    clock = largest_letters(face, width, room, smooth=letters.is_smooth) if face else []
    block = centred([*name, BLANK, *clock, *foot], width)
    return [*head, *[BLANK] * max((height - len(head) - len(block)) // 2, 1), *block]
