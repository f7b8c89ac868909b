"""What lies over the card on the beamer for now: a lookup, the harvest, the join screen or black; nothing is kept."""

from collections.abc import Callable
from typing import Literal

from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.enlarging import LargeText, agreed_one_by_one, texts_one_by_one
from kompas_tui.workshop.lots import DrawnLot, Lot, lot_now

Cover = Literal["naslag", "oogst", "meedoen", "zwart", "onthulling", "vragenbus", "groot", "lot"]
"""What can lie over the card."""


class Covering:
    """The covers of one session; another card, round or result takes them away."""

    def __init__(self, session: Session, tell: Callable[[], None]) -> None:
        """`tell` is called when something is laid over the card, or taken away."""
        self._session, self._tell = session, tell
        self._covers: tuple[Cover, ...] = ()
        self._revealed = 0
        self.large_id = ""
        """The id of the text that stands large; empty is the first one."""
        self.lot = Lot()
        """What was drawn last, also before the room sees it."""
        self._laid_at = self._in_view
        self.beside = ""
        """The round that the shown result is laid beside on request; empty where none is, or the room was led on."""

    def lay_beside(self, round_id: str) -> None:
        """Lay the shown result beside this round."""
        self.beside, self._laid_at = round_id, self._in_view
        self._tell()

    @property
    def top(self) -> Cover | None:
        """What is seen of them; another card, round or result takes it away."""
        return next(reversed(self.laid), None)

    @property
    def laid(self) -> tuple[Cover, ...]:
        """All that lies there, what is seen of it last; no lot whose text the room may not see any more."""
        return tuple(cover for cover in self._covers if cover != "lot" or self.drawn_lot is not None)

    @property
    def below_text(self) -> Cover | None:
        """What is seen of them, or lies below the text that stands large."""
        return next((cover for cover in reversed(self.laid) if cover != "groot"), None)

    @property
    def is_box_large(self) -> bool:
        """Whether it are the questions of the box that stand large, or would."""
        return "vragenbus" in self._covers

    @property
    def texts(self) -> tuple[LargeText, ...]:
        """The texts that stand large one after another, or would."""
        if "oogst" in self._covers:
            return agreed_one_by_one(self._session)
        return texts_one_by_one(self._session, of_box=self.is_box_large)

    @property
    def ticks_off(self) -> bool:
        """Whether these texts are ticked off once they were dealt with."""
        result_round = self._session.shown
        is_asked = "oogst" not in self._covers and result_round is not None and result_round.activity.ticks_off
        return self.is_box_large or is_asked

    @property
    def drawn_lot(self) -> DrawnLot | None:
        """What was drawn last, as the room may see it."""
        return lot_now(self._session, self.lot)

    def draw(self, lot: Lot) -> None:
        """Have this drawn by lot; the room sees it only when that is laid over the card."""
        self.lot = lot
        self.lay("lot", on=False)

    def take(self, laid: tuple[Cover, ...], revealed: int, large_id: str, beside: str, lot: Lot) -> None:
        """Lie as it does elsewhere, on the beamer that is led there."""
        self.beside, self.lot = beside, lot
        self._covers, self._revealed, self.large_id = laid, revealed, large_id
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
        """Lay this over the card, or take it away; a black screen gives back what was there before it.

        A question of the box that stands large has the box below it to go back to, and an agreement the harvest.
        """
        below = tuple(one for one in self._covers if one != cover)
        if not on:
            self._covers = tuple(one for one in below if one != "groot" or cover not in ("vragenbus", "oogst"))
        elif cover == "zwart":  # who makes it light again expects to be back where they were
            self._covers = (*below, cover)
        elif cover == "groot" and (text_id in self._session.box if text_id else self.is_box_large):
            self._covers = ("vragenbus", cover)
        elif cover == "groot" and "oogst" in below and text_id in ("", *(one.id for one in self.texts)):
            self._covers = ("oogst", cover)
        else:
            self._covers = (cover,)
        is_new = on and cover == "groot"
        self.large_id = text_id if is_new else self.large_id if "groot" in self._covers else ""
        self._laid_at = self._in_view
        self._tell()

    def reveal(self) -> None:
        """Tell the next place of the result."""
        self._revealed = self.revealed + 1
        self.lay("onthulling", on=True)

    @property
    def enlarged(self) -> LargeText | None:
        """The text that stands large on the beamer; None where none does."""
        items = self.texts if self.top == "groot" else ()
        return next((item for item in items if self.large_id in ("", item.id)), None)

    def lift(self) -> bool:
        """Take away whatever lies over the card; whether there was something."""
        was_covered, self._covers = bool(self._covers), ()
        if was_covered:
            self._tell()
        return was_covered

    def look_along(self, *, stays: bool) -> None:
        """Lift the covers where the room was led on, by whoever, since they were laid, unless what led on lets them."""
        if self._laid_at != self._in_view:
            self._laid_at, self.beside = self._in_view, ""
            if not stays:
                self._covers = ()
