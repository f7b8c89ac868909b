"""The library as it is read: what the sessions gave with what was added, and how each thing stands on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import assert_never

from kompas_tui.domain.language.wording import count
from kompas_tui.domain.library.additions import Additions, Done
from kompas_tui.domain.library.collection import Collection
from kompas_tui.domain.library.holding import said_plainly
from kompas_tui.domain.library.things import TO_BE_DONE, Sort, Source, Thing

NO_SOURCE = "In de reisgids zelf"

_WITH_A_DAY = (*TO_BE_DONE, Sort.DEAL, Sort.MILESTONE)


@dataclass(frozen=True, slots=True)
class UnreadSession:
    """A session that can't be read, and why."""

    path: str
    why: str


@dataclass(frozen=True)
class Shelf:
    """All that the library holds on one ISO date."""

    collection: Collection
    additions: Additions
    today: str
    problems: Sequence[UnreadSession] = ()
    _listed: dict[Sort, Sequence[Thing]] = field(init=False, default_factory=dict, repr=False, compare=False)

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sessions by their keys."""
        return self.collection.sources

    @property
    def things(self) -> Mapping[str, Thing]:
        """What the sessions gave, by its key."""
        return self.collection.things

    @cached_property
    def _done(self) -> Mapping[str, str]:
        """On which day each action was done that is done, as a later session told or somebody marked here."""
        in_sessions = {key: holding.source.day for holding in self.collection.holdings for key in holding.finished}
        return in_sessions | {mark.action: mark.day for mark in self.additions.done}

    @cached_property
    def _matched(self) -> Mapping[str, Sequence[str]]:
        """What each ask or offer was matched with in the library itself."""
        matched: dict[str, list[str]] = {}
        for match in self.additions.matches:
            matched.setdefault(match.ask, []).append(match.offer)
            matched.setdefault(match.offer, []).append(match.ask)
        return matched

    def of_sort(self, sort: Sort) -> Sequence[Thing]:
        """The things of a sort: what was written here, then the newest; what is settled last, dates in their order."""
        if sort not in self._listed:
            self._listed[sort] = self._in_order(sort)
        return self._listed[sort]

    def _in_order(self, sort: Sort) -> Sequence[Thing]:
        own = [
            Thing(one.id, sort, one.text, "", heading=said_plainly(one.day))
            for one in reversed(self.additions.own)
            if one.sort is sort
        ]
        things = [*own, *self.collection.by_sort[sort]]
        if sort in _WITH_A_DAY:
            return sorted(things, key=lambda thing: (self.is_settled(thing), thing.due or "9999"))
        return sorted(things, key=self.is_settled) if sort in (Sort.MARKET, Sort.BEAR) else things

    def is_settled(self, thing: Thing) -> bool:
        """Whether nothing needs to be done with it any more."""
        match thing.sort:
            case Sort.ACTION | Sort.PROMISE:
                return thing.key in self._done
            case Sort.MARKET:
                return bool(self.others_of(thing))
            case Sort.BEAR:
                return not self.collection.met_again(thing)
            case (
                Sort.PROPOSAL
                | Sort.DEAL
                | Sort.LESSON
                | Sort.STORY
                | Sort.EVALUATION
                | Sort.METHOD
                | Sort.MILESTONE
                | Sort.PARTY
                | Sort.DECISION
                | Sort.NEWS
            ):
                return False
            case _:
                assert_never(thing.sort)

    def is_due(self, thing: Thing) -> bool:
        """Whether its day is here or past."""
        return bool(thing.due) and thing.due <= self.today and not self.is_settled(thing)

    def others_of(self, thing: Thing) -> Sequence[Thing]:
        """The asks or offers that it was matched with, in the room or here."""
        keys = (*thing.matched, *self._matched.get(thing.key, ()))
        return [self.things[key] for key in dict.fromkeys(keys) if key in self.things] if keys else ()

    def mark_of(self, action: Thing) -> Done | None:
        """The mark in the library that an action is done."""
        return next((mark for mark in self.additions.done if mark.action == action.key), None)

    def state_of(self, thing: Thing) -> str:
        """How it stands, in a few words; empty where there is nothing to say."""
        match thing.sort:
            case Sort.ACTION | Sort.PROMISE if day := self._done.get(thing.key):
                return f"gedaan op {said_plainly(day)}"
            case Sort.MARKET:
                others = self.others_of(thing)
                return f"gekoppeld aan {count(len(others), 'ander', 'anderen')}" if others else "open"
            case Sort.BEAR:
                again = self.collection.met_again(thing)
                return f"weer geteld op {said_plainly(again[-1].source.day)}: {again[-1].count} keer" if again else ""
            case Sort.LESSON | Sort.PROPOSAL if led_to := self.additions.proposals_from(thing.key):
                return f"in {count(len(led_to), 'voorstel', 'voorstellen')}"
            case Sort.ACTION | Sort.PROMISE | Sort.DEAL | Sort.MILESTONE if thing.due:
                when = said_plainly(thing.due)
                told = f"te laat sinds {when}" if thing.due < self.today else f"op {when}"
                return " · ".join(filter(None, (thing.state, told)))
            case _:
                return thing.state

    def origin(self, thing: Thing) -> str:
        """Where it came from, in a few words."""
        source = self.sources.get(thing.session)
        if source is None:
            return NO_SOURCE
        return " · ".join(filter(None, (source.title, said_plainly(source.day), source.district)))
