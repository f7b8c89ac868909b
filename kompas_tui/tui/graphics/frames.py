"""What a terminal is sent for a screen with pictures on it: half blocks, and over them the pictures in dots."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kompas_tui.tui.graphics.ability import Way
from kompas_tui.tui.graphics.kitty import FORGET_ALL
from kompas_tui.tui.graphics.spots import HALF_BLOCK, PICTURE_CELLS

_STYLED = re.compile("\x1b\\[[\\d;]*m([\U000f0000-\U000ffffd]+)")

_NO_GROUND = "\x1b[0m"


@dataclass(frozen=True, slots=True)
class SentPicture:
    """A picture that is ready to be sent."""

    mark: str
    cells: int
    """In how many cells it is seen."""
    sequence: str
    """What draws it, wherever the cursor is."""


class Frames:
    """Puts the pictures into what Textual writes.

    A picture in sixels is gone where its cells are written anew, so it follows as soon as all of them were; where
    something lies over a part of it, its half blocks stay. One of kitty lies below the cells, once.
    """

    def __init__(self) -> None:
        self.way: Way | None = None
        self.is_torn = False
        """Whether a part of a picture was written over since it was drawn."""
        self._drawn: dict[str, SentPicture] = {}
        self._lying: dict[str, SentPicture] = {}

    def show(self, drawn: Sequence[SentPicture]) -> None:
        """From the next frame on these are the pictures of the page."""
        self._drawn = {one.mark: one for one in drawn}

    def with_pictures(self, data: str) -> str:
        """What to write in place of this."""
        if self._lying and self._lying.keys() - self._drawn.keys() and self.way == "kitty":
            self._lying = {}
            return FORGET_ALL + self._filled(data)
        return self._filled(data)

    def _filled(self, data: str) -> str:
        if PICTURE_CELLS.search(data) is None:
            return data
        after = "".join(self._sequences(data))
        if self.way == "kitty":
            data = _STYLED.sub(self._see_through, data)
        return PICTURE_CELLS.sub(lambda cells: HALF_BLOCK * len(cells[0]), data) + after

    def _sequences(self, data: str) -> Sequence[str]:
        if self.way == "kitty":
            new = [one for mark, one in self._drawn.items() if mark in data and self._lying.get(mark) != one]
            self._lying.update((one.mark, one) for one in new)
        else:
            seen = [one for mark, one in self._drawn.items() if mark in data]
            new = [one for one in seen if data.count(one.mark) == one.cells]
            self.is_torn = len(new) < len(seen)
        return [one.sequence for one in new]

    def _see_through(self, cells: re.Match[str]) -> str:
        return _NO_GROUND + " " * len(cells[1]) if set(cells[1]) <= self._drawn.keys() else cells[0]

    def forgotten(self) -> str:
        """What takes all pictures away when the program ends."""
        return FORGET_ALL if self._lying else ""
