"""Which phones are in the room and which elsewhere, as they say themselves. Nothing of it is kept but a count.

In the log stands besides who has no place in groups, under a name that is nobody's once the marking key is gone.

A phone says it again with every request, so that a restart forgets nothing for long.
"""

from collections import Counter
from typing import Literal

from kompas_tui.domain.outcome.whereabouts import Whereabouts, most_elsewhere, whereabouts_of
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.marks import Marks
from kompas_tui.workshop.seating import MOST_SEATED

Where = Literal["zaal", "elders"]
ROOM: Where = "zaal"
NOT_IN_ROOM: Where = "elders"


class Places:
    """Where each phone is; known by its token, or here by its mark."""

    def __init__(self, session: Session, marks: Marks) -> None:
        self._session, self._marks = session, marks
        self._told: dict[str, Where] = {}

    def say(self, token: str, where: Where) -> bool:
        """Note where the phone with this token is; whether it was known otherwise before."""
        device = self._marks.device(token)
        if self._told.get(device) == where:
            return False
        self._told.pop(device, None)  # so that who said it last stands last
        if len(self._told) >= MOST_SEATED:
            self._told.pop(next(iter(self._told)))
        self._told[device] = where
        return True

    def is_elsewhere(self, token: str) -> bool:
        """Whether the phone with this token said that it is not in the room."""
        return bool(self._told) and self._told.get(self._marks.device(token)) == NOT_IN_ROOM

    @property
    def at_most_elsewhere(self) -> int:
        """How many of those who take part may not be in the room, as far as a facilitator may know it."""
        return most_elsewhere(self._session.participants, len(self.devices_elsewhere)) if self._told else 0

    @property
    def are_told(self) -> bool:
        """Whether any phone said where it is."""
        return bool(self._told)

    @property
    def devices_elsewhere(self) -> tuple[str, ...]:
        """The marks of those phones."""
        joined = self._session.joined
        return tuple(device for device, where in self._told.items() if where == NOT_IN_ROOM and device in joined)

    @property
    def told(self) -> Whereabouts | None:
        """Where those are who take part now, as far as a facilitator may see it: a few at home are found by a look."""
        joined = self._session.joined
        there = Counter(where for device, where in self._told.items() if device in joined)
        return whereabouts_of(self._session.participants, there[ROOM], there[NOT_IN_ROOM])

    def of_answers(self, asked: Round) -> Whereabouts | None:
        """From where a round was answered, as far as that may be kept; None also where a device answers for more."""
        if not self._told or asked.activity.by_slip or asked.activity.one_a_table:
            return None
        answered = Counter(
            where for device, where in self._told.items() if self._marks.voter(asked.id, device) in asked.ballots
        )
        # Who holds a card of paper up is in the room.
        return whereabouts_of(asked.answers, answered[ROOM] + asked.paddles, answered[NOT_IN_ROOM])
