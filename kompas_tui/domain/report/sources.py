"""Where the cards that were shown come from: each source once, with its chapters behind it."""

from collections import Counter
from collections.abc import Iterator

from kompas_tui.domain.deck.cards import Course
from kompas_tui.domain.language.wording import labelled
from kompas_tui.domain.report.document import Bullets, Section
from kompas_tui.domain.session.session import Session


def sources(session: Session, course: Course) -> Section | None:
    """The sources of the decks and cards that were shown; None where no card names one."""
    chapters: dict[str, dict[str, None]] = {}
    named = tuple(dict.fromkeys(_named(session, course)))
    shared = Counter(_work_in(source) for source in dict.fromkeys(source for _, source in named))
    for deck, source in named:
        alone = _work_in(source) if shared[_work_in(source)] > 1 else source
        work = deck if deck and source.startswith(f"{deck}, ") else alone
        under = chapters.setdefault(work, {})
        if work != source:
            under[source.removeprefix(f"{work}, ")] = None
    if not chapters:
        return None
    lines = tuple(labelled(work, "; ".join(parts)) if parts else work for work, parts in chapters.items())
    return Section("Bronnen", (Bullets(lines),))


def _work_in(source: str) -> str:
    """A source without its last part; that is the work where several sources have it."""
    return source.rpartition(", ")[0] or source


def _named(session: Session, course: Course) -> Iterator[tuple[str, str]]:
    """The source of the deck, and that of the card or else the deck's, for every card that was shown."""
    for address in dict.fromkeys(visit.card for visit in session.course):
        card = course.find(address)
        if card is None:
            continue
        deck = course.sources.get(card.deck, "")
        if source := card.source or deck:
            yield deck, source
