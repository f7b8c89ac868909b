"""The sections of the library as somebody leafs through them: what stands in each, as rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kompas_tui.domain.library.following import Call, calls, news, ordered, priorities
from kompas_tui.domain.library.holding import said_plainly
from kompas_tui.domain.library.proposals import Proposal, Urgency
from kompas_tui.domain.library.shelf import Shelf, Wanted
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
    """A thing or proposal in a section: what it says, how it stands, and whether it asks for attention."""

    about: Thing | Proposal
    text: str
    state: str
    origin: str
    is_urgent: bool = False
    is_settled: bool = False

    @property
    def key(self) -> str:
        """By which what it is about is known."""
        return self.about.id if isinstance(self.about, Proposal) else self.about.key


def rows_in(shelf: Shelf, section: ShelfSection, wanted: Wanted = Wanted()) -> list[ShelfRow]:  # noqa: B008 - it never changes
    """The rows of a section that fit what is wanted."""
    if section is WHAT_NOW:
        return _called(shelf, calls(shelf), wanted)
    if section is PRIORITIES:
        return _called(shelf, priorities(shelf), wanted)
    if section is NEWS:
        found = [(item.about, item.text, said_plainly(item.day)) for item in news(shelf)]
        return [_row(shelf, about, text, day) for about, text, day in found if _fits(shelf, about, wanted)]
    things = [] if section.sort is None else shelf.search(shelf.by_sort[section.sort], wanted)
    if section is PROPOSALS:
        proposals = [_row(shelf, one) for one in ordered(shelf) if _fits(shelf, one, wanted)]
        return [*proposals, *(_row(shelf, thing) for thing in things)]
    return [_row(shelf, thing) for thing in things]


def _called(shelf: Shelf, found: Iterable[Call], wanted: Wanted) -> list[ShelfRow]:
    return [_row(shelf, call.about, state=call.why) for call in found if _fits(shelf, call.about, wanted)]


def _fits(shelf: Shelf, about: Thing | Proposal, wanted: Wanted) -> bool:
    if isinstance(about, Thing):
        return shelf.fits(about, wanted)
    said = "\n".join((about.change, about.effect, about.sort, about.state(shelf.today))).casefold()
    if not all(word in said for word in wanted.words.casefold().split()):
        return False
    filtered = Wanted("", wanted.theme, wanted.district, wanted.session, wanted.since, wanted.until)
    return not filtered.is_filter or any(shelf.fits(lesson, filtered) for lesson in lessons_of(shelf, about))


def lessons_of(shelf: Shelf, proposal: Proposal) -> Sequence[Thing]:
    """The lessons that a proposal rests on, as far as they are still there."""
    return [shelf.things[key] for key in proposal.lessons if key in shelf.things]


def _row(shelf: Shelf, about: Thing | Proposal, text: str = "", state: str = "") -> ShelfRow:
    if isinstance(about, Proposal):
        urgency = about.urgency(shelf.today)
        return ShelfRow(
            about, text or about.change, state or about.state(shelf.today), about.sort,
            urgency in (Urgency.NOT_FED_BACK, Urgency.OVERDUE), urgency is Urgency.DONE,
        )  # fmt: skip
    side = {"vraag": "Gevraagd: ", "aanbod": "Aangeboden: "}.get(about.side, "")
    return ShelfRow(
        about, text or f"{side}{about.text}", state or shelf.state_of(about), shelf.origin(about),
        shelf.is_due(about) or (about.sort is Sort.BEAR and bool(shelf.met_again(about))),
        shelf.is_settled(about) and about.sort is not Sort.BEAR,
    )  # fmt: skip
