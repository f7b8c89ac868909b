"""Which page of the card the room sees: the beamer alone knows that, so it tells it and turns it."""

from collections.abc import Callable


class Leafing:
    """The page that is on the beamer, and how to go on from it; without a beamer there is one page."""

    def __init__(self, tell: Callable[[], None]) -> None:
        """`tell` is called when another page is seen."""
        self._tell = tell
        self._turn: Callable[[int], bool] = lambda places: False
        self.page = self.pages = 1

    def by(self, turn: Callable[[int], bool]) -> None:
        """Let a beamer turn its pages by so many places; it gives False where it has no such page."""
        self._turn = turn

    def turn(self, places: int) -> bool:
        """Show another page of what is on the beamer; False where it has no further one."""
        return self._turn(places)

    def seen(self, page: int, pages: int) -> None:
        """Note that this page (from 1 on) of so many is seen now."""
        if (page, pages) != (self.page, self.pages):
            self.page, self.pages = page, pages
            self._tell()
