"""All that sessions gave, put together: each thing once, found by its words and by where it came from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import msgspec

from kompas_tui.domain.library.things import Holding, Origin, Sort, Source, Thing


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

    def lets_through(self, source: Source | None) -> bool:
        """Whether what came from this session may be shown, whatever its words."""
        if not self.is_filter:
            return True
        return (
            source is not None
            and (not self.theme or self.theme in source.themes)
            and self.district in ("", source.district)
            and self.session in ("", source.key)
            and (not self.since or source.day >= self.since)
            and (not self.until or source.day <= self.until)
        )


@dataclass(frozen=True)
class Collection:
    """What the sessions gave; what is worked out from it is kept, whatever is added to the library."""

    given: Sequence[Holding]
    _words: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def holdings(self) -> Sequence[Holding]:
        """What each session gave, the oldest first."""
        return sorted(self.given, key=lambda holding: holding.source.began)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The sessions by their keys."""
        return {holding.source.key: holding.source for holding in self.holdings}

    @cached_property
    def things(self) -> Mapping[str, Thing]:
        """Every thing once, by its key; of an agreement only the last version, of what returns the first session."""
        by_id: dict[str, Thing] = {}
        for holding in self.holdings:
            for thing in holding.things:
                earlier = by_id.get(thing.key)
                by_id[thing.key] = thing if earlier is None else _together(earlier, thing)
        deals = [thing for thing in by_id.values() if thing.sort is Sort.DEAL]
        newest = {_agreement(deal): deal.key for deal in deals}
        for deal in deals:
            if newest[_agreement(deal)] != deal.key:
                del by_id[deal.key]
        return by_id

    @cached_property
    def by_sort(self) -> Mapping[Sort, Sequence[Thing]]:
        """The things of each sort, those of the newest session first, there the weightiest."""
        by_sort: dict[Sort, list[Thing]] = {sort: [] for sort in Sort}
        for holding in reversed(self.holdings):
            for thing in holding.things:
                counted = self.things.get(thing.key)
                if counted is not None and counted.session == holding.source.key:
                    by_sort[counted.sort].append(counted)
        return by_sort

    @cached_property
    def sessions_of(self) -> Mapping[str, Sequence[str]]:
        """The sessions in which each thing stands, by its key, the oldest first."""
        sessions_of: dict[str, dict[str, None]] = defaultdict(dict)
        for holding in self.holdings:
            for thing in holding.things:
                sessions_of[thing.key][holding.source.key] = None
        return {key: tuple(sessions) for key, sessions in sessions_of.items()}

    @property
    def themes(self) -> Sequence[str]:
        """The themes of all sessions, by name."""
        return sorted({theme for source in self.sources.values() for theme in source.themes}, key=str.casefold)

    @property
    def districts(self) -> Sequence[str]:
        """The districts of all sessions, by name."""
        return sorted({source.district for source in self.sources.values() if source.district}, key=str.casefold)

    def met_again(self, bear: Thing) -> Sequence[Origin]:
        """The later sessions in which a bear that was hunted is counted again."""
        began = self.sources[bear.session].began
        return [
            Origin(holding.source, holding.counts[bear.text])
            for holding in self.holdings
            if holding.source.began > began and bear.text in holding.counts
        ]

    def versions_of(self, deal: Thing) -> Sequence[tuple[Thing, Source]]:
        """The versions of an agreement with the sessions they were made in, the oldest first."""
        return [
            (thing, holding.source)
            for holding in self.holdings
            for thing in holding.things
            if thing.sort is Sort.DEAL and _agreement(thing) == _agreement(deal)
        ]

    def search(self, things: Iterable[Thing], wanted: Wanted) -> list[Thing]:
        """Those of the things that fit what is wanted, in their order."""
        words = wanted.words.casefold().split()
        return [
            thing
            for thing in things
            if wanted.lets_through(self.sources.get(thing.session)) and all(word in self._said(thing) for word in words)
        ]

    def _said(self, thing: Thing) -> str:
        """Everything that a thing can be found by, in small letters; put together once."""
        spelled = self._words.get(thing.key)
        if spelled is None:
            source = self.sources.get(thing.session)
            about = (source.title, source.place, source.district, *source.themes) if source else ()
            spelled = self._words[thing.key] = "\n".join(filter(None, (*thing.words, *about))).casefold()
        return spelled


def _agreement(deal: Thing) -> tuple[str, str, str]:
    """By which an agreement is the same over sessions: its name, and its sort and number."""
    return (deal.text.casefold(), deal.canvas.casefold(), deal.number.casefold())


def _together(earlier: Thing, later: Thing) -> Thing:
    """One thing that stands in several sessions; a party in all its agreements."""
    if earlier.details == later.details:
        return earlier
    return msgspec.structs.replace(earlier, details=tuple(dict.fromkeys((*earlier.details, *later.details))))
