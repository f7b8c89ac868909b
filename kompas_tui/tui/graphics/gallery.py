"""The pictures of the page in dots, encoded beside the event loop and kept for as long as the page stays the same."""

import asyncio
import logging
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kompas_tui.tui.graphics.ability import Ability
from kompas_tui.tui.graphics.frames import SentPicture
from kompas_tui.tui.graphics.kitty import kitty_picture
from kompas_tui.tui.graphics.sixel import sixels
from kompas_tui.tui.graphics.spots import HALF_BLOCK, SeenPicture, mark_of

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST_KEPT = 12

DrawDots = Callable[[int, int], "Image | None"]
"""A picture of so many pixels wide and high; None where it is gone."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Hung:
    """A picture that may stand on a page."""

    mark: str
    columns: int
    rows: int
    draw: DrawDots


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A picture as it is seen on a page, and where, by a terminal of this ability."""

    spot: SeenPicture
    corner: tuple[int, int]
    foot: int
    """The row of the screen below which nothing is drawn."""
    ability: Ability


class Gallery:
    """Gives each picture its sign, and what the terminal is to be sent for it."""

    def __init__(self, ready: Callable[[], None]) -> None:
        """`ready` is called once there is something new to send."""
        self._ready = ready
        self.ability: Ability | None = None
        self._hung: dict[Hashable, _Hung] = {}
        self._by_mark: dict[str, _Hung] = {}
        self._kept: dict[_Wanted, SentPicture | None] = {}
        self._wanted: set[_Wanted] = set()
        self._task: asyncio.Task[None] | None = None

    def sign(self, name: Hashable, columns: int, rows: int, draw: DrawDots) -> str:
        """What stands in every cell of a picture: its own sign, or half a block where none is drawn in dots."""
        if self.ability is None:
            return HALF_BLOCK
        hung = self._hung.get((name, columns, rows))
        if hung is None:
            hung = _Hung(mark_of(len(self._hung)), columns, rows, draw)
            self._hung[name, columns, rows] = self._by_mark[hung.mark] = hung
        return hung.mark

    def draw_again(self, mark: str) -> None:
        """Try the picture with this sign once more: it was not there before."""
        self._kept = {wanted: drawn for wanted, drawn in self._kept.items() if wanted.spot.mark != mark}

    def drawn(
        self, seen: Sequence[SeenPicture], origin: tuple[int, int], rows: int, *, is_last: bool = True
    ) -> list[SentPicture]:
        """Those of the pictures on a page that are ready; the others are begun with.

        `origin` is the page's corner on the screen, of which so many rows are free. The last one of the whole screen
        stays free of pictures: sixels there would move everything up.
        """
        if self.ability is None:
            return []
        hung = [
            spot for spot in seen if spot.mark in self._by_mark and spot.columns == self._by_mark[spot.mark].columns
        ]
        self._wanted = {
            _Wanted(spot.cut(rows - origin[1] - spot.row), _corner(spot, origin), rows - is_last, self.ability)
            for spot in hung
            if origin[1] + spot.row < rows
        }
        if self._wanted - self._kept.keys() and self._task is None:
            self._task = asyncio.create_task(self._draw_wanted())
        return [drawn for wanted in self._wanted if (drawn := self._kept.get(wanted)) is not None]

    async def _draw_wanted(self) -> None:
        """One at a time, and only what is still wanted: people walk through their cards faster than this."""
        try:
            while missing := next(iter(self._wanted - self._kept.keys()), None):
                self._kept[missing] = await asyncio.to_thread(self._encoded, missing)
                while len(self._kept) > _MOST_KEPT:
                    del self._kept[next(iter(self._kept))]
                self._ready()
        finally:
            self._task = None

    def _encoded(self, wanted: _Wanted) -> SentPicture | None:
        spot, ability = wanted.spot, wanted.ability
        hung = self._by_mark[spot.mark]
        try:
            picture = hung.draw(hung.columns * ability.cell[0], hung.rows * ability.cell[1])
            if picture is None:
                return None
            column, row = wanted.corner
            if ability.way == "kitty":
                pieces = [(0, 0, kitty_picture(picture, ord(spot.mark) & 0xFFFF or 1, hung.columns, hung.rows))]
            else:
                pieces = list(sixels(picture, spot.cut(wanted.foot - row), ability))
        except Exception:  # noqa: BLE001 - a picture that can't be drawn in dots stays in half blocks
            _log.exception("a picture could not be drawn in dots")
            return None
        placed = "".join(f"\x1b[{row + down + 1};{column + across + 1}H{piece}" for across, down, piece in pieces)
        return SentPicture(spot.mark, spot.cells, f"\x1b7{placed}\x1b8") if placed else None


def _corner(spot: SeenPicture, origin: tuple[int, int]) -> tuple[int, int]:
    return origin[0] + spot.column, origin[1] + spot.row
