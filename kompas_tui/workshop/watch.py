"""What the facilitator should look into: more answers than people, a rush of new devices, guesses, equal outcomes."""

from collections.abc import Callable, Sequence

from kompas_tui.domain.course.hunt import equal_bears
from kompas_tui.domain.deck.cards import Card, Course
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.door import RUSH_SENTENCE, surplus
from kompas_tui.workshop.parts import NotInRoom, Present
from kompas_tui.workshop.slips import MANY_GUESSES, MANY_GUESSES_SENTENCE, Slips


class Watch:
    """Keeps an eye on one session; `tell` is called when the first new device had to wait."""

    def __init__(
        self,
        session: Session,
        presence: Present,
        slips: Slips,
        places: NotInRoom,
        cards: Callable[[], tuple[Course, Card]],
        tell: Callable[[], None],
    ) -> None:
        self._session, self._presence, self._slips, self._places = session, presence, slips, places
        self._cards, self._tell = cards, tell
        self._turned_away = 0
        self.network = ""
        """What became of the network by which phones come in, in words; empty where nothing did."""
        self.edited = ""
        """Why the decks as they were edited last were not taken over; empty where they were."""

    @property
    def people_now(self) -> int:
        """How many the open round can have: who answered, and who is there and did not; else all who joined.

        Paddles that were handed out and not read yet are there too, where they can answer.
        """
        asked = self._session.open_round
        answers, paddles = (asked.answers, asked.paddles) if asked is not None else (0, 0)
        dealt = self._session.paddles_dealt if asked is not None and asked.activity.turned_options() else 0
        held = max(dealt, paddles)
        is_known = self._presence.is_known and not (asked and asked.activity.by_slip)
        phones = answers - paddles
        return held + (phones + self._presence.busy if is_known else max(self._session.participants, phones))

    @property
    def surplus(self) -> str:
        """That the room gave more answers than there are people in it; empty where it did not."""
        return surplus(self._session, self._places.at_most_elsewhere)

    def warnings(self) -> Sequence[str]:
        """All there is to say, in sentences."""
        guessing = MANY_GUESSES_SENTENCE if self._slips.guesses >= MANY_GUESSES else ""
        rush = RUSH_SENTENCE if self._turned_away and not self._session.is_locked else ""
        return [
            sentence for sentence in (self.network, self.edited, self.surplus, rush, guessing, self.ties()) if sentence
        ]

    def ties(self) -> str:
        """What became of equal outcomes: of options from another card, else of bears after their count."""
        current = self._session.open_round
        if current is not None:
            return current.ties
        course, card = self._cards()
        return equal_bears(card, course.every, course.order, self._session)

    def network_is(self, told: str) -> None:
        """Note what became of the network."""
        if told != self.network:
            self.network = told
            self._tell()

    def edited_is(self, told: str) -> None:
        """Note what is wrong with the decks as they were edited last."""
        if told != self.edited:
            self.edited = told
            self._tell()

    def turn_away(self) -> None:
        """Note that new devices came too fast and had to wait."""
        self._turned_away += 1
        if self._turned_away == 1:
            self._tell()

    def room_is_locked(self) -> None:
        """Forget who had to wait: a lock that comes off again tells of no rush of before it."""
        self._turned_away = 0
