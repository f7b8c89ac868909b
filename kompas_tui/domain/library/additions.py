"""What people do in the library itself: actions done, matches over sessions, proposals, and things of their own.

It points at things of sessions by their keys and never repeats their words, so that what a session forgets is gone.
"""

from collections.abc import Set

import msgspec

from kompas_tui.domain.library.proposals import Proposal
from kompas_tui.domain.library.things import Sort, session_in


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """An action that was done, on an ISO date; the sessions are those that agreed on it."""

    action: str = msgspec.field(name="actiepunt")
    sessions: tuple[str, ...] = msgspec.field(name="sessies")
    day: str = msgspec.field(name="dag")


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """The keys of an ask of one session and an offer of another, joined on an ISO date."""

    ask: str = msgspec.field(name="vraag")
    offer: str = msgspec.field(name="aanbod")
    day: str = msgspec.field(name="dag")


class OwnThing(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wrote in the library itself, such as news or a contact point."""

    id: str
    sort: Sort = msgspec.field(name="soort")
    text: str = msgspec.field(name="tekst")
    day: str = msgspec.field(name="dag")


class Additions(msgspec.Struct, frozen=True, kw_only=True):
    """All that was added."""

    done: tuple[Done, ...] = msgspec.field(name="gedaan", default=())
    matches: tuple[Match, ...] = msgspec.field(name="koppelingen", default=())
    proposals: tuple[Proposal, ...] = msgspec.field(name="voorstellen", default=())
    own: tuple[OwnThing, ...] = msgspec.field(name="eigen", default=())

    def proposal(self, id_: str) -> Proposal | None:
        """The proposal with this id."""
        return next((proposal for proposal in self.proposals if proposal.id == id_), None)

    def proposals_from(self, lesson: str) -> tuple[Proposal, ...]:
        """The proposals that this lesson led to."""
        return tuple(proposal for proposal in self.proposals if lesson in proposal.lessons)


def without(additions: Additions, sessions: Set[str]) -> Additions:
    """The additions without what points at these sessions and their things; the same object where nothing does."""
    done = tuple(
        msgspec.structs.replace(mark, sessions=left)
        for mark in additions.done
        if (left := tuple(one for one in mark.sessions if one not in sessions))
    )
    matches = tuple(
        match for match in additions.matches if sessions.isdisjoint((session_in(match.ask), session_in(match.offer)))
    )
    proposals = tuple(_without_lessons(proposal, sessions) for proposal in additions.proposals)
    kept = Additions(done=done, matches=matches, proposals=proposals, own=additions.own)
    return additions if kept == additions else kept


def _without_lessons(proposal: Proposal, sessions: Set[str]) -> Proposal:
    left = tuple(key for key in proposal.lessons if session_in(key) not in sessions)
    lost = proposal.lost + len(proposal.lessons) - len(left)
    return msgspec.structs.replace(proposal, lessons=left, lost=lost)
