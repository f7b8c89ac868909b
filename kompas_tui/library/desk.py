"""What can be done at the library: it is read, and each change is kept before it is shown."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import msgspec

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.text import clean_line, clean_lines
from kompas_tui.domain.library.additions import Additions, Done, Match, OwnThing
from kompas_tui.domain.library.proposals import AnyStep, Collected, Proposal, after
from kompas_tui.domain.library.shelf import Shelf
from kompas_tui.domain.library.things import Sort, Thing, session_in
from kompas_tui.library.keeping import ADDITIONS, Keeper
from kompas_tui.library.shelving import shelve

LONGEST = 1000
OWN_SORTS = (Sort.NEWS, Sort.PARTY, Sort.METHOD, Sort.LESSON)
"""What can be written in the library itself."""


@dataclass(slots=True)
class Desk:
    """The library of these folders, as it is now; its own files stand in `home`."""

    home: Path
    folders: Sequence[Path]
    clock: Callable[[], datetime]
    shelf: Shelf

    @classmethod
    def opened(cls, home: Path, folders: Sequence[Path], clock: Callable[[], datetime]) -> "Desk":
        """Read all there is."""
        return cls(home, folders, clock, shelve(home, folders, clock()))

    def reread(self) -> None:
        """Read anew what changed."""
        self.shelf = shelve(self.home, self.folders, self.clock())

    @property
    def today(self) -> str:
        """The day on which something is done."""
        return self.clock().date().isoformat()

    def _change(self, changed: Callable[[Additions], Additions]) -> None:
        additions = Keeper(self.home / ADDITIONS).change(changed)
        self.shelf = replace(self.shelf, additions=additions, today=self.today)

    def toggle_done(self, action: Thing) -> bool:
        """Mark an action as done, or as open again; whether it is done now."""
        mark = self.shelf.mark_of(action)
        if mark is None and self.shelf.is_settled(action):
            raise CommandRefused("In een latere sessie is dit al klaar gemeld.")
        sessions = tuple(self.shelf.collection.sessions_of.get(action.key, (action.session,)))

        def marked(additions: Additions) -> Additions:
            others = tuple(one for one in additions.done if one.action != action.key)
            mine = () if mark else (Done(action=action.key, sessions=sessions, day=self.today),)
            return msgspec.structs.replace(additions, done=(*others, *mine))

        self._change(marked)
        return mark is None

    def match(self, one: Thing, other: Thing) -> None:
        """Join an ask and an offer; where they are joined already they are taken apart."""
        if {one.side, other.side} != {"vraag", "aanbod"}:
            raise CommandRefused("Koppel een vraag aan een aanbod.")
        ask, offer = (one, other) if one.side == "vraag" else (other, one)
        if session_in(ask.key) == session_in(offer.key) and offer.key in ask.matched:
            raise CommandRefused("Deze twee zijn al gekoppeld, in de sessie zelf.")

        def joined(additions: Additions) -> Additions:
            others = tuple(m for m in additions.matches if (m.ask, m.offer) != (ask.key, offer.key))
            is_new = len(others) == len(additions.matches)
            mine = (Match(ask=ask.key, offer=offer.key, day=self.today),) if is_new else ()
            return msgspec.structs.replace(additions, matches=(*others, *mine))

        self._change(joined)

    def propose(self, lessons: Sequence[str], change: str, effect: str, sort: str) -> Proposal:
        """Make a proposal of lessons, by their keys."""
        clean = clean_line(change, LONGEST)
        if not clean:
            raise CommandRefused("Schrijf op wat er moet veranderen.")
        made = Proposal(
            id=secrets.token_hex(6), change=clean, effect=clean_line(effect, LONGEST), sort=clean_line(sort, 60),
            lessons=tuple(dict.fromkeys(lessons)), steps=(Collected(day=self.today),),
        )  # fmt: skip
        self._change(lambda additions: msgspec.structs.replace(additions, proposals=(*additions.proposals, made)))
        return made

    def add_lesson(self, proposal: Proposal, lesson: str) -> None:
        """Let a proposal rest on one more lesson."""
        lessons = tuple(dict.fromkeys((*proposal.lessons, lesson)))
        self._replace(proposal.id, lambda additions: msgspec.structs.replace(additions, lessons=lessons))

    def take_step(self, proposal: Proposal, step: AnyStep) -> None:
        """Put a step behind the timeline of a proposal; CommandRefused where it can't come yet."""
        self._replace(proposal.id, lambda additions: after(additions, step))

    def _replace(self, id_: str, changed: Callable[[Proposal], Proposal]) -> None:
        def with_change(additions: Additions) -> Additions:
            proposals = tuple(changed(one) if one.id == id_ else one for one in additions.proposals)
            return msgspec.structs.replace(additions, proposals=proposals)

        self._change(with_change)

    def write(self, sort: Sort, text: str) -> None:
        """Write something in the library itself."""
        clean = clean_lines(text, LONGEST)
        if not clean:
            raise CommandRefused("Er staat nog niets.")
        own = OwnThing(id=f"eigen{secrets.token_hex(6)}", sort=sort, text=clean, day=self.today)
        self._change(lambda additions: msgspec.structs.replace(additions, own=(*additions.own, own)))
