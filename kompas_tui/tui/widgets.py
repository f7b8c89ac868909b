"""The three parts of every screen: the band on top, the stage, and the keys that apply now."""

import logging
from collections.abc import Callable, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from kompas_tui.tui.drawing.lines import Lines, cut, joined, text, wrapped

SMALLEST = Size(80, 24)

_log = logging.getLogger(__name__)


class Band(Widget):
    """The line on top: where we are on the left, what is going on on the right."""

    DEFAULT_CSS = "Band { height: 1; dock: top; background: $band; color: $on-band; }"

    left = ""
    right = ""

    def put(self, left: str, right: str) -> None:
        """Show these texts."""
        if (left, right) != (self.left, self.right):
            self.left, self.right = left, right
            self.refresh()

    def render(self) -> Content:
        """The line, with the left part cut where the right one needs the room."""
        width = self.size.width
        right = cut(self.right, width - 2)
        left = cut(self.left, max(width - len(right) - 4, 0))
        gap = max(width - text(left).cell_length - text(right).cell_length - 2, 1)
        return joined(text(f" {left}", "bold"), text(" " * gap), text(f"{right} ", "bold"))


class KeyBar(Widget):
    """The line below: the keys that do something now; those that don't fit are left out from the end."""

    DEFAULT_CSS = "KeyBar { height: 1; dock: bottom; background: $panel; color: $foreground; }"

    keys: Sequence[tuple[str, str]] = ()

    def put(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show these keys, each with what it does."""
        if keys != self.keys:
            self.keys = keys
            self.refresh()

    def render(self) -> Content:
        """The keys; the last one (help) always stays."""
        shown = list(self.keys)
        while len(shown) > 1 and sum(len(key) + len(does) + 4 for key, does in shown) > self.size.width:
            del shown[-2]
        return joined(*(joined(text(f" {key}", "bold"), text(f" {does}  ")) for key, does in shown))


class Stage(Widget):
    """What the room looks at: pages of lines, drawn anew for every size."""

    DEFAULT_CSS = "Stage { width: 1fr; height: 1fr; padding: 1 2 0 2; }"

    def __init__(self, draw: Callable[[int, int], list[Lines]]) -> None:
        """`draw` gives the pages for a width and a height in cells."""
        super().__init__()
        self._draw = draw
        self.page = 0
        self.pages = 1

    def render(self) -> Content:
        """The page, with a sign in the corner where there are more."""
        if self.app.size.width < SMALLEST.width or self.app.size.height < SMALLEST.height:
            return Content("\n").join(too_small(self.app.size, self.size.width))
        width, height = self.size.width, self.size.height
        try:
            pages = self._draw(width, height)
            if len(pages) > 1:
                pages = self._draw(width, height - 1)
        except Exception:  # noqa: BLE001 - an error on one card must not stop the session
            _log.exception("drawing failed")
            return text("Deze kaart kan ik nu niet tekenen. Ga verder met → of kijk in de inhoud met i.")
        self.pages = len(pages)
        self.page = min(self.page, self.pages - 1)
        lines = pages[self.page][:height]
        if self.pages > 1:
            sign = text(
                f"{self.page + 1} van {self.pages}{'  → verder' * (self.page + 1 < self.pages)}", "bold $secondary"
            )
            lines = [*lines[: height - 1], *[Content("")] * (height - 1 - len(lines))]
            lines.append(sign.pad_left(max(width - sign.cell_length, 0)))
        return Content("\n").join(lines)


def too_small(size: Size, width: int) -> Lines:
    """What is wrong with a small window and what to do."""
    said = (
        f"Dit venster is te klein: {size.width} bij {size.height} tekens. "
        f"Kompas heeft {SMALLEST.width} bij {SMALLEST.height} nodig. "
        "Maak het venster groter, of maak de letters kleiner met Ctrl en -. De sessie loopt gewoon door."
    )
    return wrapped(said, max(width, 10), "bold")
