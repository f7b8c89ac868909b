"""Who wants to speak: a list that lives as long as the program, and of which no name, number or order is kept."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.language.wording import listing

_MOST_SPEAKERS = 200
DEFAULT_MINUTES = 2
LONGEST_TURN = 30
_SHOWN_WAITING = 6


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who asked to speak: a number, and the words by which the facilitator knows who it is."""

    number: int
    words: str = ""
    device: str = ""
    """The mark of the phone that asked; forgotten as soon as the list closes."""

    @property
    def label(self) -> str:
        """`nummer 3`, or the facilitator's words."""
        return self.words or f"nummer {self.number}"


@dataclass(slots=True)
class Floor:
    """The list as it stands; `minutes` is how long each may speak."""

    is_open: bool = False
    minutes: int = DEFAULT_MINUTES
    waiting: list[Speaker] = field(default_factory=list)
    speaking: Speaker | None = None
    since: datetime | None = None
    spoke: int = 0
    spent: timedelta = timedelta()
    _last: int = 0

    def open(self, minutes: int) -> None:
        """Begin a new list; one that is open only gets another time."""
        self.is_open, self.minutes = True, minutes

    def add(self, words: str = "", device: str = "") -> Speaker | None:
        """Put somebody at the end; a phone that waits keeps its place. None where the list is full or closed."""
        if not self.is_open:
            return None
        if device and (there := self.place_of(device)) is not None:
            return there
        if len(self.waiting) >= _MOST_SPEAKERS:
            return None
        self._last += 1
        self.waiting.append(Speaker(self._last, words, device))
        return self.waiting[-1]

    def ask(self, device: str, *, wants: bool) -> None:
        """Put a phone that wants to speak at the end, or take it off; AnswerRefused where it can't be put there."""
        if not self.is_open:
            raise AnswerRefused(phrase("De sprekerslijst is gesloten."))
        if not wants:
            self.withdraw(device)
        elif self.add(device=device) is None:
            raise AnswerRefused(phrase("De sprekerslijst is vol. Steek je hand op."))

    def place_of(self, device: str) -> Speaker | None:
        """The speaker that this phone asked for, who waits or speaks."""
        everybody = [*self.waiting, *([self.speaking] if self.speaking else [])]
        return next((one for one in everybody if device and one.device == device), None)

    def before(self, speaker: Speaker) -> int:
        """How many come first."""
        return self.waiting.index(speaker) if speaker in self.waiting else 0

    def withdraw(self, device: str) -> None:
        """Take away a phone that waits."""
        self.waiting = [one for one in self.waiting if one.device != device]

    def next(self, now: datetime) -> None:
        """Give the floor to who waits longest; nobody speaks where nobody waits."""
        self._finish(now)
        self.speaking = self.waiting.pop(0) if self.waiting else None
        self.since = now if self.speaking else None

    def _finish(self, now: datetime) -> None:
        if self.speaking is not None and self.since is not None:
            self.spoke += 1
            self.spent += max(now - self.since, timedelta())

    def summed(self, now: datetime) -> tuple[int, int]:
        """How many spoke by now, and in how many whole minutes."""
        running = max(now - self.since, timedelta()) if self.since else timedelta()
        return self.spoke + (self.speaking is not None), round((self.spent + running) / timedelta(minutes=1))

    def left(self, now: datetime) -> int:
        """The seconds that who speaks has left; less than nothing where it takes longer."""
        if self.since is None:
            return 0
        return round((self.since + timedelta(minutes=self.minutes) - now).total_seconds())

    def close(self) -> None:
        """Forget everything."""
        self.is_open, self.waiting, self.speaking, self.since = False, [], None, None
        # The numbers begin at 1 again too: one that went on would tell how many asked before.
        self.spoke, self.spent, self._last = 0, timedelta(), 0

    @property
    def now_in_words(self) -> str:
        """Who speaks."""
        return f"Nu: {self.speaking.label}" if self.speaking else "Nu spreekt niemand."

    @property
    def then_in_words(self) -> str:
        """Who come next."""
        if not self.waiting:
            return "Er wacht niemand."
        more = len(self.waiting) - _SHOWN_WAITING
        names = [one.label for one in self.waiting[:_SHOWN_WAITING]]
        return f"Straks: {listing([*names, f'nog {more}'] if more > 0 else names)}."
