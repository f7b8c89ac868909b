"""What there is to read about one thing or proposal: its words, what belongs to it, and what happened to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kompas_tui.domain.language.wording import count
from kompas_tui.domain.library.holding import said_plainly
from kompas_tui.domain.library.proposals import Proposal, told_step
from kompas_tui.domain.library.sections import lessons_of
from kompas_tui.domain.library.shelf import Shelf
from kompas_tui.domain.library.things import TITLES, Sort, Source, Thing


@dataclass(frozen=True, slots=True)
class ThingPage:
    """A heading, how it stands, and facts below it: each a name with what there is to say."""

    heading: str
    state: str
    facts: Sequence[tuple[str, str]]


def page_of(shelf: Shelf, about: Thing | Proposal) -> ThingPage:
    """What there is to read about this."""
    if isinstance(about, Proposal):
        return ThingPage(about.change, about.state(shelf.today), tuple(_of_proposal(shelf, about)))
    return ThingPage(about.text, shelf.state_of(about), tuple(_of_thing(shelf, about)))


def _of_proposal(shelf: Shelf, proposal: Proposal) -> Iterator[tuple[str, str]]:
    if proposal.effect:
        yield ("Effect", proposal.effect)
    if proposal.sort:
        yield ("Verandert", proposal.sort)
    lessons = lessons_of(shelf, proposal)
    for lesson in lessons:
        yield ("Komt van", f"{lesson.text} ({shelf.origin(lesson)})")
    lost = proposal.lost + len(proposal.lessons) - len(lessons)
    if lost:
        yield ("Komt van", f"{count(lost, 'les die er niet meer is', 'lessen die er niet meer zijn')}")
    for one in map(told_step, proposal.steps):
        yield (one.day, ": ".join(filter(None, (one.what, one.more))))


def _of_thing(shelf: Shelf, thing: Thing) -> Iterator[tuple[str, str]]:
    yield ("Soort", thing.told_sort or TITLES[thing.sort])
    if thing.question:
        yield ("Vraag", thing.question)
    yield from ((name, content) for name, content in thing.details if content != thing.text)
    if thing.who:
        yield ("Wie", thing.who)
    if thing.weight:
        yield ("Steun", count(thing.weight, "keer", "keer"))
    yield from (("Gekoppeld aan", f"{other.text} ({shelf.origin(other)})") for other in shelf.others_of(thing))
    yield from _over_time(shelf, thing)
    yield from (
        ("In voorstel", f"{one.change} ({one.state(shelf.today)})") for one in shelf.additions.proposals_from(thing.key)
    )
    for key in shelf.collection.sessions_of.get(thing.key, ()):
        yield ("Uit", _in_short(shelf.sources[key]))


def _over_time(shelf: Shelf, thing: Thing) -> Iterator[tuple[str, str]]:
    if thing.sort is Sort.DEAL:
        for version, source in shelf.collection.versions_of(thing):
            yield (f"Versie {version.version}", f"{said_plainly(source.day)}: {version.state} ({source.title})")
    if thing.sort is Sort.BEAR:
        yield ("Verjaagd", _in_short(shelf.sources[thing.session]))
        for again in shelf.collection.met_again(thing):
            yield ("Weer geteld", f"{count(again.count, 'keer', 'keer')}, {_in_short(again.source)}")


def _in_short(source: Source) -> str:
    return ", ".join(filter(None, (source.title, said_plainly(source.day), source.place)))


def session_facts(source: Source) -> Sequence[tuple[str, str]]:
    """What there is to say about a session."""
    facts = (
        ("Wanneer", said_plainly(source.day)),
        ("Plaats", source.place),
        ("Organisatie", source.organisation),
        ("Wijk", source.district),
        ("Thema’s", ", ".join(source.themes)),
        ("Deelnemers", str(source.participants)),
        ("Afgerond", said_plainly(source.ended[:10]) if source.ended else "nog niet"),
        ("Bewaard tot", said_plainly(source.keep_until)),
        ("Map", source.path),
    )
    return tuple((name, content) for name, content in facts if content)
