"""What lies over the card on the beamer for now: a lookup, the harvest, the join screen or black; nothing is kept."""

from collections.abc import Callable

from kompas_tui.domain.result.shapes import TextItem
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.commands.looking import Cover
from kompas_tui.workshop.enlarging import texts_to_enlarge


class Covering:
    """The covers of one session; another card, round or result takes them away."""

    def __init__(self, session: Session, tell: Callable[[], None]) -> None:
        """`tell` is called when something is laid over the card, or taken away."""
        self._session, self._tell = session, tell
        self._covers: tuple[Cover, ...] = ()
        self._revealed = 0
        self.enlarged_first = ""
        """The text that is large at first; empty is the first one."""
        self._laid_at = self._in_view

    @property
    def top(self) -> Cover | None:
        """What is seen of them; another card, round or result takes it away."""
        return self._covers[-1] if self._covers else None

    @property
    def laid(self) -> tuple[Cover, ...]:
        """All that lies there, what is seen of it last."""
        return self._covers

    def take(self, laid: tuple[Cover, ...], revealed: int, enlarged_first: str) -> None:
        """Lie as it does elsewhere, on the beamer that is led there."""
        self._covers, self._revealed, self.enlarged_first = laid, revealed, enlarged_first
        self._laid_at = self._in_view

    @property
    def revealed(self) -> int:
        """How many places of a result are told on the beamer, from the third on; 0 where none is being told."""
        return self._revealed if self.top == "onthulling" else 0

    @property
    def _in_view(self) -> tuple[str, str, str, bool]:
        """The card, the round and the result that are on the beamer, and whether that is over."""
        session = self._session
        current, result = session.open_round, session.shown
        return session.card, current.id if current else "", result.id if result else "", session.is_ended

    def lay(self, cover: Cover, *, on: bool, text_id: str = "") -> None:
        """Lay this over the card, or take it away; a black screen gives back what was there before it."""
        self.enlarged_first = text_id
        below = tuple(one for one in self._covers if one != cover)
        # Only black lies on top of another cover: who makes it light again expects to be back where they were.
        self._covers = ((*below, cover) if cover == "zwart" else (cover,)) if on else below
        self._laid_at = self._in_view
        self._tell()

    def reveal(self) -> None:
        """Tell the next place of the result."""
        self._revealed = self.revealed + 1
        self.lay("onthulling", on=True)

    def enlarged(self, number: int) -> TextItem | None:
        """The text with this number, where texts stand large on the beamer; None where they do not."""
        items = texts_to_enlarge(self._session) if self.top == "groot" else ()
        return items[number - 1] if number <= len(items) else None

    def lift(self) -> bool:
        """Take away whatever lies over the card; whether there was something."""
        was_covered, self._covers = bool(self._covers), ()
        if was_covered:
            self._tell()
        return was_covered

    def look_along(self, *, stays: bool) -> None:
        """Lift the covers where the room was led on, by whoever, since they were laid, unless what led on lets them."""
        if self._laid_at != self._in_view:
            self._laid_at = self._in_view
            if not stays:
                self._covers = ()
