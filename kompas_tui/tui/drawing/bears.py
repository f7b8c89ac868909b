"""A bear as pages: its drawing, how to chase it away with keys to press, what you hear; and the steps of its hunt."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from kompas_tui.domain.course.named_bears import NO_TIPS_YET
from kompas_tui.domain.deck.cards import Bear, Card
from kompas_tui.domain.language.wording import long_date
from kompas_tui.domain.session.events import ActionAgreed
from kompas_tui.domain.session.session import Session
from kompas_tui.tui.drawing.dots import Dots
from kompas_tui.tui.drawing.letters import LEAST_ROWS, whole_lines
from kompas_tui.tui.drawing.lines import (
    BLANK,
    NOW,
    PLAIN,
    QUIET,
    STRONG,
    TITLE,
    Lines,
    badge,
    beside,
    cut,
    footed,
    joined,
    marked,
    paged,
    text,
    wrapped,
)
from kompas_tui.tui.drawing.pictures import halved, picture, picture_lines
from kompas_tui.tui.drawing.sizing import FEW_PAGES, WIDE, LetterSize, PagePart, Sized, in_larger_letters

_Draw = Callable[[int, int], list[Lines]]

_LEAST_BESIDE = 34
"""The columns that text needs beside a drawing."""

_GAP = 3
# The toes of a paw in dots, above its pad.
_TOES = ((0, 2), (2, 0), (3, 0), (5, 0), (6, 0), (8, 2))
_PAW_COLUMNS, _PAW_ROWS = 5, 2


def agreed_at(session: Session, card: Card) -> dict[str, str]:
    """By tip that became an action point at this bear or in its hunt: who does it and when."""
    cards = {card.address, *session.hunt_of(card.address)}
    return {
        item.what: ", ".join(part for part in (item.who, _day(item.when)) if part) or "actiepunt"
        for item in session.written
        if isinstance(item, ActionAgreed) and item.card in cards
    }


def _day(when: str) -> str:
    return long_date(date.fromisoformat(when)) if when else ""


def bear_pages(
    card: Card,
    bear: Bear,
    drawing: tuple[str, ...],
    source: Lines,
    intro: Callable[[int], Lines],
    width: int,
    height: int,
    agreed: Mapping[str, str],
    letters: LetterSize | None = None,
) -> list[Lines]:
    """A bear beside its drawing: all on one page where that fits, else the tips with their keys on the first.

    `intro` gives the card's text for a width; `agreed` says by tip who does it and when. With `letters` it goes on in
    large ones over pages, where that is asked or plain ones are too small for the window.
    """
    drawn = picture_lines(drawing)
    space = height - len(source)
    if large := _large_pages(card, bear, drawn, intro, width, space, agreed, letters):
        return [footed(page, source, height) for page in large]
    fits = drawn and width - drawn[0].cell_length >= _LEAST_BESIDE and len(drawn) <= space
    gap = drawn[0].cell_length + _GAP if fits else 0
    if gap and len(_first_page(card, bear, [], width - gap, space, agreed)) > space:
        gap = 0
    room = width - gap
    pages = _bear_pages(card, bear, intro(room), room, space, agreed)
    if letters is not None:
        pages = _with_large_name(pages, card, bear, room, space, letters)
    return [footed(beside(drawn, page, gap) if gap else page, source, height) for page in pages]


def _large_pages(
    card: Card, bear: Bear, drawn: Lines, intro: Callable[[int], Lines], width: int, height: int,
    agreed: Mapping[str, str], letters: LetterSize | None,
) -> list[Lines]:  # fmt: skip
    """What you hear beside the drawing, and then the tips, in large letters; nothing where plain ones do."""
    gap = drawn[0].cell_length + _GAP if drawn and len(drawn) <= height else 0
    room = width - gap
    if letters is None or letters.steps < 0 or (letters.steps == 0 and width <= WIDE):
        return []
    larger = LetterSize(letters.is_smooth, max(letters.steps, 1))
    tips: list[PagePart] = [Sized("Zo jaag je hem weg", NOW)]
    for number, tip in enumerate(bear.tips, 1):
        tips.append(Sized(tip, STRONG if tip in agreed else PLAIN, mark=str(number % 10)))
        tips += [[text(f"✓ {agreed[tip]}", TITLE)]] if tip in agreed else []
    heard: list[PagePart] = [[BLANK, text("Je hoort zeggen", NOW)]] if bear.sayings else []
    heard += [Sized(f"“{saying}”") for saying in bear.sayings]
    aside = _aside(card, bear)
    met: list[PagePart] = [Sized(card.title, TITLE), [text(cut(aside, room), QUIET), BLANK], intro(room), *heard]
    laid = in_larger_letters(met, room, height, larger)
    pages = [beside(drawn, page, gap) if gap else page for page in paged(laid, height)] if laid else []
    if bear.tips:
        head = bear_head(card, bear, width)
        laid = in_larger_letters(tips, width, height - len(head), larger)
        pages = [*pages, *paged(laid, height, head)] if pages and laid else []
    return pages if letters.steps > 0 or len(pages) <= FEW_PAGES else []


def _bear_pages(
    card: Card, bear: Bear, intro: Lines, width: int, height: int, agreed: Mapping[str, str]
) -> list[Lines]:
    head = bear_head(card, bear, width)
    heard = [*([BLANK] if intro and bear.sayings else []), *_heard(bear.sayings, width)]
    for airy in (True, False):
        air = [BLANK] if intro or bear.sayings else []
        whole = [*head, *intro, *heard, *air, *_chase(bear, width, agreed, airy=airy)]
        if len(whole) <= height:
            return [whole]
    kept = next((n for n in range(len(bear.sayings), 0, -1) if _fits(card, bear, n, width, height, agreed)), 0)
    first = _first_page(card, bear, bear.sayings[:kept], width, height, agreed)
    left = bear.sayings[kept:]
    more = _heard(left, width, "Je hoort ook zeggen" if kept else "Je hoort zeggen") if left else []
    later = [*intro, *([BLANK] if intro and more else []), *more]
    pages = paged([[line] for line in first[len(head) :]], height, head)
    return [*pages, *(paged([[line] for line in later], height, head) if later else [])]


_LARGEST_NAME = 5
"""The rows of a bear's name at most: what is said and done about it comes first."""


def _with_large_name(
    pages: Sequence[Lines], card: Card, bear: Bear, width: int, height: int, letters: LetterSize
) -> list[Lines]:
    """The pages with the bear's name in large letters, where each of them leaves room for that."""
    head, aside = bear_head(card, bear, width), text(_aside(card, bear), QUIET)
    for rows in range(_LARGEST_NAME, LEAST_ROWS - 1, -1):
        name = whole_lines(card.title, width, TITLE, rows, smooth=letters.is_smooth)
        wide = max((line.cell_length for line in name), default=0) + 2
        if wide + aside.cell_length <= width:
            large = beside(name, [*[BLANK] * (rows // 2), aside], wide)
        else:
            large = [*name, text(cut(aside.plain, width), QUIET)]
        if name and len(large) - len(head) + max(map(len, pages)) <= height:
            return [[*large, *page[len(head) :]] for page in pages]
    return list(pages)


def _fits(card: Card, bear: Bear, sayings: int, width: int, height: int, agreed: Mapping[str, str]) -> bool:
    return len(_first_page(card, bear, bear.sayings[:sayings], width, height, agreed)) <= height


def _first_page(
    card: Card, bear: Bear, sayings: Sequence[str], width: int, height: int, agreed: Mapping[str, str]
) -> Lines:
    """The tips, below as many sayings as there is room for; with air where it fits."""
    heard = [*_heard(sayings, width), BLANK] if sayings else []
    head = bear_head(card, bear, width)
    airy = [*head, *heard, *_chase(bear, width, agreed, airy=True)]
    return airy if len(airy) <= height else [*head, *heard, *_chase(bear, width, agreed, airy=False)]


def _how_far(card: Card) -> str:
    return " · ".join(card.progress.in_words) if card.progress else ""


def _aside(card: Card, bear: Bear) -> str:
    """What stands beside a bear's name: its family, and how far its hunt is."""
    return "  ".join(part for part in (bear.family, _how_far(card)) if part)


def bear_head(card: Card, bear: Bear, width: int) -> Lines:
    """The bear's name, its family, and how far the hunt is."""
    aside = _aside(card, bear)
    title = text(cut(card.title, width), TITLE)
    if title.cell_length + 3 + len(aside) <= width:
        return [joined(title, text(f"   {aside}", QUIET)), BLANK]
    return [title, text(cut(aside, width), QUIET), BLANK]


def _heard(sayings: Sequence[str], width: int, heading: str = "Je hoort zeggen") -> Lines:
    lines = [text(heading, NOW)] if sayings else []
    for saying in sayings:
        lines += marked(text("“", QUIET), f"{saying}”", width, "italic")
    return lines


def _chase(bear: Bear, width: int, agreed: Mapping[str, str], *, airy: bool) -> Lines:
    if not bear.tips:
        return wrapped(NO_TIPS_YET, width)
    lines = [text("Zo jaag je hem weg", NOW)]
    for number, tip in enumerate(bear.tips, 1):
        done = text(f"  ✓ {agreed[tip]}", TITLE) if tip in agreed else text("")
        tip_line = joined(text(tip, STRONG if tip in agreed else PLAIN), done)
        lines += [*([BLANK] if airy else []), *marked(badge(number), tip_line, width)]
    return lines


def hunt_head(card: Card, width: int) -> Lines:
    """A paw for each step of the hunt, and beside them how far it is in words."""
    if card.progress is None:
        return beside(_paws(0, 0), [], 0)
    step, steps = card.progress.step, card.progress.steps if card.progress.step else 0
    tracks = _paws(step, steps)
    gap = tracks[0].cell_length + 2 if steps else 0
    words = [text(cut(part, width - gap), STRONG) for part in card.progress.in_words]
    return beside(tracks, words, gap)


def _paws(step: int, steps: int) -> Lines:
    """A paw a step: green where it was, amber where the hunt is now, quiet what comes."""
    lines: Lines = [BLANK] * _PAW_ROWS
    for number in range(1, steps + 1):
        ink = TITLE if number < step else NOW if number == step else "$line"
        lines = beside(lines, _paw(ink), (number - 1) * (_PAW_COLUMNS + 1))
    return lines


def _paw(ink: str) -> Lines:
    canvas = Dots(_PAW_COLUMNS, _PAW_ROWS, ink)
    for x, y in _TOES:
        canvas.put(x, y)
        canvas.put(x, y + 1)
    for y, (start, end) in enumerate(((3, 5), (2, 6), (1, 7), (2, 6)), 4):
        canvas.line(start, y, end, y)
    return canvas.lines()


def with_hunted(bear: Bear | None, folder: Path | None, draw: _Draw, width: int, height: int) -> list[Lines]:
    """Draw a step of the hunt with its bear on the left, large or small, where that costs no page."""
    alone = draw(width, height)
    drawing = picture(bear.drawing, folder) if bear is not None else ()
    for rows in (drawing, halved(drawing)):
        drawn = picture_lines(rows)
        room = width - drawn[0].cell_length - _GAP if drawn else 0
        if room >= _LEAST_BESIDE and len(drawn) <= height:
            pages = draw(room, height)
            if len(pages) <= len(alone):
                return [beside(drawn, page, width - room) for page in pages]
    return alone
