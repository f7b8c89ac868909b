"""Where the cards that were shown come from: each source once, with its chapters under it."""

import re
from collections.abc import Iterator

from kompas_tui.domain.deck.cards import Course
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.report.document import Block, Bullets, Section
from kompas_tui.domain.session.session import Session

_FRONT = re.compile(r"\A---\s*\n(.*?)^---\s*$", re.DOTALL | re.MULTILINE)
_SOURCE = re.compile(r"^bron:\s*(.+?)\s*$", re.MULTILINE)


def sources(session: Session, course: Course) -> Section | None:
    """The sources of the decks and cards that were shown; None where no card names one."""
    chapters: dict[str, dict[str, None]] = {}
    for deck, source in _named(session, course):
        work = deck if deck and source.startswith(f"{deck}, ") else source
        under = chapters.setdefault(work, {})
        if work != source:
            under[source.removeprefix(f"{work}, ")] = None
    if not chapters:
        return None
    whole = tuple(work for work, parts in chapters.items() if not parts)
    divided: list[Block] = [Bullets(tuple(parts), work) for work, parts in chapters.items() if parts]
    return Section("Bronnen", (*([Bullets(whole)] if whole else []), *divided))


def _named(session: Session, course: Course) -> Iterator[tuple[str, str]]:
    """The source of the deck, and that of the card or else the deck's, for every card that was shown."""
    decks = {name: _of_deck(deck.text) for name, deck in session.decks.items()}
    for address in dict.fromkeys(visit.card for visit in session.course):
        card = course.find(address)
        if card is None:
            continue
        deck = decks.get(card.deck, "")
        if source := card.source or deck:
            yield deck, source


def _of_deck(text: str) -> str:
    """The source in the front matter of a deck."""
    front = _FRONT.match(text.replace("\r\n", "\n"))
    found = _SOURCE.search(front[1]) if front else None
    return clean_line(found[1].strip("\"'"), 300) if found else ""
