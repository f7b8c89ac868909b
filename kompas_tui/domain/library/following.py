"""What follows from the library: what to do now, its news, and what new deals should be about."""

from collections.abc import Iterator
from dataclasses import dataclass

from kompas_tui.domain.deck.canvases import DEAL
from kompas_tui.domain.library.proposals import Checked, Decided, FedBack, Proposal, Urgency
from kompas_tui.domain.library.shelf import Shelf
from kompas_tui.domain.library.things import Sort, Thing

LATEST = 30
"""So many pieces of news are told."""


@dataclass(frozen=True, slots=True)
class Call:
    """Something that asks for attention: why, and the thing or proposal that it is about."""

    why: str
    about: Thing | Proposal


@dataclass(frozen=True, slots=True)
class NewsItem:
    """Something that happened on an ISO date, and the thing or proposal that it is about."""

    day: str
    text: str
    about: Thing | Proposal


def ordered(shelf: Shelf) -> list[Proposal]:
    """The proposals, those that nobody heard of first, then the newest."""
    newest = sorted(shelf.additions.proposals, key=lambda proposal: proposal.steps[-1].day, reverse=True)
    return sorted(newest, key=lambda proposal: proposal.urgency(shelf.today))


def calls(shelf: Shelf) -> list[Call]:
    """What to do now: tell people what was decided, and what is due."""
    return [*_of_proposals(shelf), *_of_things(shelf)]


_CALLS = {
    Urgency.NOT_FED_BACK: "Nog niet teruggekoppeld",
    Urgency.OVERDUE: "Agenda voorbij, nog geen besluit",
    Urgency.TO_CHECK: "Kijk of het helpt",
}


def _of_proposals(shelf: Shelf) -> Iterator[Call]:
    for proposal in ordered(shelf):
        why = _CALLS.get(proposal.urgency(shelf.today))
        if why:
            yield Call(why, proposal)


def _of_things(shelf: Shelf) -> Iterator[Call]:
    for agreed in shelf.of_sort(Sort.DEAL):
        if shelf.is_due(agreed):
            yield Call("Tijd voor de schouw" if agreed.canvas == DEAL else "Tijd om weer te kijken", agreed)
    for sort, why in ((Sort.PROMISE, "Toezegging te laat"), (Sort.ACTION, "Actiepunt te laat")):
        yield from (Call(why, agreed) for agreed in shelf.of_sort(sort) if shelf.is_due(agreed))
    for bear in shelf.of_sort(Sort.BEAR):
        if shelf.collection.met_again(bear):
            yield Call("Beer is terug", bear)


def news(shelf: Shelf) -> list[NewsItem]:
    """The newest first: decisions on proposals, who heard of them, whether they help, new deals, and written news."""
    listed = [*_news_of_proposals(shelf), *_news_of_things(shelf)]
    return sorted(listed, key=lambda item: item.day, reverse=True)[:LATEST]


def _news_of_proposals(shelf: Shelf) -> Iterator[NewsItem]:
    for proposal in shelf.additions.proposals:
        for step in proposal.steps:
            match step:
                case Decided():
                    yield NewsItem(step.day, f"Besluit {step.verdict}: {proposal.change}", proposal)
                case FedBack():
                    yield NewsItem(step.day, f"Teruggekoppeld aan {step.whom}: {proposal.change}", proposal)
                case Checked():
                    yield NewsItem(step.day, f"Helpt het? {step.helps.capitalize()}: {proposal.change}", proposal)


def _news_of_things(shelf: Shelf) -> Iterator[NewsItem]:
    for sort, opening in ((Sort.NEWS, ""), (Sort.DEAL, "Afspraak gemaakt: ")):
        for thing in shelf.of_sort(sort):
            source = shelf.sources.get(thing.session)
            own = next((one.day for one in shelf.additions.own if one.id == thing.key), "")
            yield NewsItem(source.day if source else own, f"{opening}{thing.text}", thing)
    for match in shelf.additions.matches:
        ask = shelf.things.get(match.ask)
        if ask is not None:
            yield NewsItem(match.day, f"Vraag en aanbod gekoppeld: {ask.text}", ask)


def priorities(shelf: Shelf) -> list[Call]:
    """What new deals should be about: what was changed and does not help yet, what came back, what many ask for."""
    listed = [
        Call(f"Helpt: {checked.helps}", proposal)
        for proposal in shelf.additions.proposals
        if (checked := proposal.checked) is not None and checked.helps != "ja"
    ]
    listed += [Call("Beer is terug", bear) for bear in shelf.of_sort(Sort.BEAR) if shelf.collection.met_again(bear)]
    open_asks = [ask for ask in shelf.of_sort(Sort.MARKET) if ask.side == "vraag" and not shelf.is_settled(ask)]
    listed += [Call("Vraag zonder aanbod", ask) for ask in open_asks]
    return listed
