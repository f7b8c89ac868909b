"""The question box on the beamer: what the room may see, with how many want to know it."""

from collections.abc import Sequence

from kompas_tui.domain.outcome.box import BoxItem, box_in_room
from kompas_tui.domain.session.session import Session
from kompas_tui.tui.drawing.lines import BLANK, QUIET, STRONG, TITLE, Lines, paged, text, wrapped
from kompas_tui.tui.drawing.sizing import LetterSize, PagePart, Sized, over_pages, sized

_HEAD = "Vragen uit de zaal"
_EMPTY = "Hier is nog geen vraag te zien. Stel er een op je telefoon, bij de vragenbus."


def box_pages(session: Session, width: int, height: int, letters: LetterSize | None = None) -> list[Lines]:
    """The questions in pages, those without an answer first."""
    head = [text(_HEAD, TITLE), BLANK]
    items = box_in_room(session)
    if not items:
        empty = sized([Sized(_HEAD, TITLE, is_head=True), [BLANK], Sized(_EMPTY)], width, height, letters)
        return paged(empty, height) if empty else [[*head, *wrapped(_EMPTY, width)]]
    if large := _large(items, width, height, letters):
        return large
    parts: list[Lines] = []
    for item in items:
        question = wrapped(item.text, width, QUIET if item.answered else STRONG)
        parts.append([*question, *([text(under, QUIET)] if (under := _under(item)) else []), BLANK])
    return paged(parts, height, head)


def _large(items: Sequence[BoxItem], width: int, height: int, letters: LetterSize | None) -> list[Lines]:
    """All of it on one page in large letters, or on a few in a wide window; nothing where that has no room."""
    for is_large in (True, False):  # the questions come first: the head is large where they are too
        parts: list[PagePart] = [Sized(_HEAD, TITLE) if is_large else [text(_HEAD, TITLE)]]
        for item in items:
            parts += [[BLANK], Sized(item.text, QUIET if item.answered else STRONG)]
            parts += [[text(under, QUIET)]] if (under := _under(item)) else []
        laid = [line for part in sized(parts, width, height, letters) for line in part]
        if 0 < len(laid) <= height:
            return [laid]
    return over_pages(parts, width, height, letters)


def _under(item: BoxItem) -> str:
    """How many want to know it too, and whether it was answered; empty where there is nothing to say."""
    return " · ".join(filter(None, ("beantwoord" if item.answered else "", item.support_in_words)))
