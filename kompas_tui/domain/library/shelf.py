"""The library as it is read: the things of all sessions with what was added, by sort, searched and filtered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import msgspec

from kompas_tui.domain.language.wording import count
from kompas_tui.domain.library.additions import Additions
from kompas_tui.domain.library.holding import said_plainly
from kompas_tui.domain.library.things import Holding, Origin, Sort, Source, Thing

NO_SOURCE = "In de reisgids zelf"


@dataclass(frozen=True, slots=True)
class UnreadSession:
    """A session that can't be read, and why."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for: words, a theme, a district, a session, and from which until which ISO date."""

    words: str = ""
    theme: str = ""
    district: str = ""
    session: str = ""
    since: str = ""
    until: str = ""

    @property
    def is_filter(self) -> bool:
        """Whether more than words is wanted."""
        return any((self.theme, self.district, self.session, self.since, self.until))


@dataclass(frozen=True)
class Shelf:
    """All that the library holds on one ISO date."""

    holdings: Sequence[Holding]
    additions: Additions
    today: str
    problems: Sequence[UnreadSession] = ()
    _words: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The sessions by their keys."""
        return {holding.source.key: holding.source for holding in self.holdings}

    @cached_property
    def things(self) -> Mapping[str, Thing]:
        """Every thing once, by its key; of an agreement only the last version, of what returns the first session."""
        found: dict[str, Thing] = {}
        for holding in sorted(self.holdings, key=lambda one: one.source.began):
            for thing in holding.things:
                earlier = found.get(thing.key)
                found[thing.key] = thing if earlier is None else _together(earlier, thing)
        newest = {_agreement(thing): key for key, thing in found.items() if thing.sort is Sort.DEAL}
        return {key: thing for key, thing in found.items() if newest.get(_agreement(thing), key) == key}

    @cached_property
    def sessions_of(self) -> Mapping[str, tuple[str, ...]]:
        """The sessions in which each thing stands, by its key, the oldest first."""
        found: dict[str, list[str]] = defaultdict(list)
        for holding in sorted(self.holdings, key=lambda one: one.source.began):
            for thing in holding.things:
                found[thing.key].append(holding.source.key)
        return {key: tuple(dict.fromkeys(sessions)) for key, sessions in found.items()}

    @cached_property
    def by_sort(self) -> Mapping[Sort, Sequence[Thing]]:
        """The things of each sort, those that ask for attention first, then the newest."""
        found: dict[Sort, list[Thing]] = {sort: [] for sort in Sort}
        for thing in self.things.values():
            found[thing.sort].append(thing)
        for own in self.additions.own:
            found[own.sort].append(Thing(own.id, own.sort, own.text, "", heading=said_plainly(own.day)))
        for things in found.values():
            things.sort(key=self._newest_first, reverse=True)
            things.sort(key=self._place)
        return found

    def _newest_first(self, thing: Thing) -> tuple[str, int]:
        source = self.sources.get(thing.session)
        return (source.began if source else "9999", thing.weight)

    def _place(self, thing: Thing) -> tuple[bool, str]:
        """What is settled comes last, and what has a date by that date."""
        if thing.sort in (Sort.ACTION, Sort.DEAL, Sort.MILESTONE):
            return (self.is_settled(thing), thing.due or "9999")
        return (self.is_settled(thing), "")

    def is_settled(self, thing: Thing) -> bool:
        """Whether nothing needs to be done with it any more."""
        match thing.sort:
            case Sort.ACTION:
                return bool(self.additions.day_done(thing.key))
            case Sort.MARKET:
                return bool(self.others_of(thing))
            case Sort.BEAR:
                return not self.met_again(thing)
            case _:
                return False

    def is_due(self, thing: Thing) -> bool:
        """Whether its day is here or past."""
        return bool(thing.due) and thing.due <= self.today and not self.is_settled(thing)

    def others_of(self, thing: Thing) -> Sequence[Thing]:
        """The asks or offers that it was matched with, in the room or here."""
        keys = (*thing.matched, *self.additions.matched_with(thing.key))
        return [self.things[key] for key in dict.fromkeys(keys) if key in self.things]

    def met_again(self, bear: Thing) -> Sequence[Origin]:
        """The later sessions in which a bear that was hunted is counted again."""
        began = self.sources[bear.session].began
        return [
            Origin(holding.source, holding.counts[bear.text])
            for holding in sorted(self.holdings, key=lambda one: one.source.began)
            if holding.source.began > began and bear.text in holding.counts
        ]

    def versions_of(self, deal: Thing) -> Sequence[tuple[Thing, Source]]:
        """The versions of an agreement with the sessions they were made in, the oldest first."""
        found = [
            (thing, holding.source)
            for holding in sorted(self.holdings, key=lambda one: one.source.began)
            for thing in holding.things
            if thing.sort is Sort.DEAL and _agreement(thing) == _agreement(deal)
        ]
        return found

    def state_of(self, thing: Thing) -> str:
        """How it stands, in a few words; empty where there is nothing to say."""
        match thing.sort:
            case Sort.ACTION if day := self.additions.day_done(thing.key):
                return f"gedaan op {said_plainly(day)}"
            case Sort.MARKET:
                others = self.others_of(thing)
                return f"gekoppeld aan {count(len(others), 'ander', 'anderen')}" if others else "open"
            case Sort.BEAR:
                again = self.met_again(thing)
                return f"weer geteld op {said_plainly(again[-1].source.day)}: {again[-1].count} keer" if again else ""
            case Sort.LESSON | Sort.PROPOSAL if led_to := self.additions.proposals_from(thing.key):
                return f"in {count(len(led_to), 'voorstel', 'voorstellen')}"
            case Sort.ACTION | Sort.DEAL | Sort.MILESTONE if thing.due:
                when = said_plainly(thing.due)
                told = f"te laat sinds {when}" if thing.due < self.today else f"op {when}"
                return " · ".join(filter(None, (thing.state, told)))
            case _:
                return thing.state

    @property
    def themes(self) -> Sequence[str]:
        """The themes of all sessions, by name."""
        return sorted({theme for source in self.sources.values() for theme in source.themes}, key=str.casefold)

    @property
    def districts(self) -> Sequence[str]:
        """The districts of all sessions, by name."""
        return sorted({source.district for source in self.sources.values() if source.district}, key=str.casefold)

    def search(self, things: Iterable[Thing], wanted: Wanted) -> list[Thing]:
        """Those of the things that fit what is wanted, in their order."""
        words = wanted.words.casefold().split()
        return [
            thing
            for thing in things
            if self._fits(self.sources.get(thing.session), wanted) and all(word in self._said(thing) for word in words)
        ]

    def fits(self, thing: Thing, wanted: Wanted) -> bool:
        """Whether this thing fits what is wanted."""
        return bool(self.search([thing], wanted))

    def _fits(self, source: Source | None, wanted: Wanted) -> bool:
        if not wanted.is_filter:
            return True
        return (
            source is not None
            and (not wanted.theme or wanted.theme in source.themes)
            and wanted.district in ("", source.district)
            and wanted.session in ("", source.key)
            and (not wanted.since or source.day >= wanted.since)
            and (not wanted.until or source.day <= wanted.until)
        )

    def _said(self, thing: Thing) -> str:
        """Everything that a thing can be found by, in small letters; put together once."""
        kept = self._words.get(thing.key)
        if kept is None:
            source = self.sources.get(thing.session)
            about = (source.title, source.place, source.district, *source.themes) if source else ()
            kept = self._words[thing.key] = "\n".join(filter(None, (*thing.words, *about))).casefold()
        return kept

    def origin(self, thing: Thing) -> str:
        """Where it came from, in a few words."""
        source = self.sources.get(thing.session)
        if source is None:
            return NO_SOURCE
        return " · ".join(filter(None, (source.title, said_plainly(source.day), source.district)))


def _agreement(thing: Thing) -> tuple[str, ...]:
    """By which an agreement is the same over sessions: its name, and its sort and number."""
    return (thing.text.casefold(), thing.heading.casefold()) if thing.sort is Sort.DEAL else (thing.key,)


def _together(earlier: Thing, later: Thing) -> Thing:
    """One thing that stands in several sessions; a party in all its agreements."""
    return msgspec.structs.replace(earlier, details=tuple(dict.fromkeys((*earlier.details, *later.details))))
