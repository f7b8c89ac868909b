"""The sections of the library as somebody leafs through them: what stands in each, as rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kompas_tui.domain.library.collection import Wanted
from kompas_tui.domain.library.following import calls, news, ordered, priorities
from kompas_tui.domain.library.holding import said_plainly
from kompas_tui.domain.library.proposals import Proposal, Urgency
from kompas_tui.domain.library.shelf import Shelf
from kompas_tui.domain.library.things import TITLES, Sort, Thing


@dataclass(frozen=True, slots=True)
class ShelfSection:
    """A section by its id and title; its things are of one sort, except where they follow from all others."""

    id: str
    title: str
    sort: Sort | None = None


WHAT_NOW = ShelfSection("nu", "Wat nu")
PROPOSALS = ShelfSection(Sort.PROPOSAL, TITLES[Sort.PROPOSAL], Sort.PROPOSAL)
NEWS = ShelfSection(Sort.NEWS, TITLES[Sort.NEWS], Sort.NEWS)
PRIORITIES = ShelfSection("nieuwe-deals", "Voor nieuwe deals")
SECTIONS = (
    WHAT_NOW,
    PROPOSALS,
    *(ShelfSection(sort, TITLES[sort], sort) for sort in Sort if sort not in (Sort.PROPOSAL, Sort.NEWS)),
    NEWS,
    PRIORITIES,
)


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """A thing or proposal in a section; what it says and how it stands is worked out where it is shown."""

    shelf: Shelf = field(repr=False, compare=False)
    about: Thing | Proposal
    instead: str = ""
    """What it says here instead of its own words."""
    why: str = ""
    """Why it stands here, instead of how it stands."""

    @property
    def key(self) -> str:
        """By which what it is about is known."""
        return self.about.id if isinstance(self.about, Proposal) else self.about.key

    @property
    def text(self) -> str:
        """What it says."""
        if isinstance(self.about, Proposal):
            return self.instead or self.about.change
        return self.instead or f"{_SIDES.get(self.about.side, '')}{self.about.text}"

    @property
    def state(self) -> str:
        """How it stands."""
        if isinstance(self.about, Proposal):
            return self.why or self.about.state(self.shelf.today)
        return self.why or self.shelf.state_of(self.about)

    @property
    def origin(self) -> str:
        """Where it came from."""
        if isinstance(self.about, Proposal):
            return self.about.sort
        source = self.shelf.sources.get(self.about.session)
        return source.title if source and self.instead else self.shelf.origin(self.about)

    @property
    def is_urgent(self) -> bool:
        """Whether it asks for attention; news only tells."""
        if self.instead:
            return False
        if isinstance(self.about, Proposal):
            return self.about.urgency(self.shelf.today) in (Urgency.NOT_FED_BACK, Urgency.OVERDUE)
        met_again = self.about.sort is Sort.BEAR and not self.shelf.is_settled(self.about)
        return met_again or self.shelf.is_due(self.about)

    @property
    def is_settled(self) -> bool:
        """Whether it was done."""
        if self.instead:
            return False
        if isinstance(self.about, Proposal):
            return self.about.urgency(self.shelf.today) is Urgency.DONE
        return self.about.sort is not Sort.BEAR and self.shelf.is_settled(self.about)


_SIDES = {"vraag": "Gevraagd: ", "aanbod": "Aangeboden: "}


def size_of(shelf: Shelf, section: ShelfSection) -> int:
    """How many rows a section has."""
    if section.sort is None or section is NEWS:
        return len(rows_in(shelf, section))
    proposals = len(shelf.additions.proposals) if section is PROPOSALS else 0
    return proposals + len(shelf.of_sort(section.sort))


def rows_in(shelf: Shelf, section: ShelfSection, wanted: Wanted = Wanted()) -> list[ShelfRow]:  # noqa: B008 - frozen
    """The rows of a section that fit what is wanted."""
    if section in (WHAT_NOW, PRIORITIES):
        rows_here = calls(shelf) if section is WHAT_NOW else priorities(shelf)
        return [ShelfRow(shelf, call.about, why=call.why) for call in rows_here if _fits(shelf, call.about, wanted)]
    if section is NEWS:
        return [
            ShelfRow(shelf, item.about, item.text, said_plainly(item.day))
            for item in news(shelf)
            if _fits(shelf, item.about, wanted)
        ]
    things = [] if section.sort is None else shelf.collection.search(shelf.of_sort(section.sort), wanted)
    proposals = [one for one in ordered(shelf) if _fits(shelf, one, wanted)] if section is PROPOSALS else []
    return [*(ShelfRow(shelf, one) for one in proposals), *(ShelfRow(shelf, thing) for thing in things)]


def _fits(shelf: Shelf, about: Thing | Proposal, wanted: Wanted) -> bool:
    if not wanted.words and not wanted.is_filter:
        return True
    if isinstance(about, Thing):
        return bool(shelf.collection.search([about], wanted))
    haystack = "\n".join((about.change, about.effect, about.sort, about.state(shelf.today))).casefold()
    if not all(word in haystack for word in wanted.words.casefold().split()):
        return False
    sources = (shelf.sources.get(lesson.session) for lesson in lessons_of(shelf, about))
    return not wanted.is_filter or any(map(wanted.lets_through, sources))


def lessons_of(shelf: Shelf, proposal: Proposal) -> Sequence[Thing]:
    """The lessons that a proposal rests on, as far as they are still there."""
    return [shelf.things[key] for key in proposal.lessons if key in shelf.things]
