"""One text over the whole screen, as large as it fits, for a group that talks about it; and one after another."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Static

from kompas_tui.tui.drawing.letters import largest_letters
from kompas_tui.tui.drawing.lines import STRONG, TITLE, Lines, text, wrapped
from kompas_tui.tui.drawing.scene import can_paint
from kompas_tui.tui.keymap import DEFAULTS
from kompas_tui.tui.screens.dialogs import DIALOG_CSS
from kompas_tui.tui.screens.reading import ScrolledDialog
from kompas_tui.workshop.enlarging import LargeText


def enlarged(wording: str, width: int, height: int, *, smooth: bool) -> Lines:
    """A text in the largest letters in which it fits, else in its own."""
    large = largest_letters(wording, width, height, TITLE, smooth=smooth)
    return large if len(large) > 1 else wrapped(wording, width, STRONG)


class Blackout(ModalScreen[None]):
    """A black screen over all that lies there; any key makes it light."""

    DEFAULT_CSS = "Blackout { background: black; }"

    def on_key(self, event: Key) -> None:
        """Make it light, and let the key do nothing else."""
        event.stop()
        self.dismiss()


class EnlargedText(ScrolledDialog[None]):
    """A text from beginning to end, in large letters where there is room; the arrows scroll a longer one."""

    DEFAULT_CSS = DIALOG_CSS.format(name="EnlargedText") + (
        "EnlargedText { background: $background; padding: 1 2; }"
        " EnlargedText VerticalScroll { height: 1fr; max-height: 100%; } EnlargedText .hint { dock: bottom; }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss(None)", show=False),
        *(Binding(DEFAULTS[name], f"leaf({places})", show=False) for name, places in (("volgende", 1), ("vorige", -1))),
        Binding(DEFAULTS["zwart"], "black", show=False),
    ]

    hint = "Esc gaat terug."

    def __init__(
        self,
        wording: str,
        *,
        left: Callable[["EnlargedText"], None] = lambda _: None,
        black: Callable[[], None] | None = None,
    ) -> None:
        """`left` is told when it goes away; `black` lays a black screen over it where one of its own won't do."""
        super().__init__()
        self._said, self._tell_left, self._turn_black = wording, left, black
        self._title = Static(classes="title")
        self._above = ""
        """Where the text belongs, such as its column and heading."""

    def compose(self) -> ComposeResult:
        """The text, and how to go back."""
        self._title.update(text(self._above))
        self._title.display = bool(self._above)
        yield self._title
        yield self._scroll
        yield Static(text(self.hint), classes="hint")

    def on_unmount(self) -> None:
        """Tell that it went away."""
        self._tell_left(self)

    def action_leaf(self, places: int) -> None:
        """Go further, as a clicker does."""
        self.leaf(places)

    def action_black(self) -> None:
        """Black, by the keys that do so everywhere: clickers send them."""
        if self._turn_black is None:
            self.app.push_screen(Blackout())
        else:
            self._turn_black()

    def leaf(self, places: int) -> None:
        """What going further does while this lies over the card: it goes away."""
        self.dismiss()

    def lines(self, width: int, height: int) -> Lines:
        """The text in the largest letters in which it fits."""
        smooth = can_paint(self.app.console.color_system, no_color=self.app.no_color)
        return enlarged(self._said, width, height, smooth=smooth)


class Spotlight(EnlargedText):
    """One text after another, large; what was talked about is ticked off where the question asks that."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space,pagedown", "go(1)", show=False),
        Binding("left,pageup", "go(-1)", show=False),
        Binding("v", "tick", show=False),
    ]

    def __init__(
        self,
        items: Sequence[LargeText],
        index: int,
        tick: Callable[[LargeText], None] | None = None,
        *,
        seen: Callable[[str, int, int], None] = lambda text_id, number, of: None,
        left: Callable[[EnlargedText], None] = lambda _: None,
        black: Callable[[], None] | None = None,
    ) -> None:
        """Begin at this place; `tick` says that a text was dealt with, or not yet; `seen` is told which one is seen."""
        super().__init__("", left=left, black=black)
        self._items, self._place, self._tick, self._tell_seen = list(items), index, tick, seen
        self._ticked = {item.id for item in items if item.done}
        self._take()
        self.hint = f"← → vorige en volgende{', v beantwoord' if tick else ''}, Esc gaat terug."

    def _take(self) -> None:
        item = self._items[self._place]
        done = "✓ beantwoord" if item.id in self._ticked else ""
        where = f"{self._place + 1} van {len(self._items)}"
        self._said, self._above = item.text, " · ".join(filter(None, (item.above, where, done)))

    def on_mount(self) -> None:
        """Say where it begins."""
        self._tell()

    def _tell(self) -> None:
        self._tell_seen(self._items[self._place].id, self._place + 1, len(self._items))

    def take(self, items: Sequence[LargeText], large_id: str = "") -> None:
        """The texts as they are now, and the one to show where another is asked for elsewhere.

        Those that were there keep their order, so that no text is skipped or comes twice; where the one that is seen
        is gone, the next one takes its place.
        """
        now = {item.id: item for item in items}
        here, before = self._items[self._place].id, [item.id for item in self._items]
        ids = [*(one for one in before if one in now), *(one for one in now if one not in before)]
        if not ids:
            self.dismiss()
            return
        seen = next((one for one in (large_id, here) if one in now), "")
        ahead = sum(one in now for one in before[: self._place])
        index, taken = ids.index(seen) if seen else min(ahead, len(ids) - 1), [now[one] for one in ids]
        if (index, taken) != (self._place, self._items):
            self._place, self._items = index, taken
            self._ticked = {item.id for item in items if item.done}
            self._show()

    def _show(self) -> None:
        self._take()
        self._tell()
        self._title.update(text(self._above))
        self._draw()

    def leaf(self, places: int) -> None:
        """Another text; from the last one on the card is seen again."""
        if 0 <= self._place + places < len(self._items):
            self.action_go(places)
        else:
            self.dismiss()

    def action_go(self, places: int) -> None:
        """The next text, or the one before; at an end it stays."""
        self._place = min(max(self._place + places, 0), len(self._items) - 1)
        self._show()

    def action_tick(self) -> None:
        """Tick this text off, or open it again, and go on with the next."""
        if self._tick is None:
            return
        item = self._items[self._place]
        is_done = item.id in self._ticked
        self._tick(replace(item, done=is_done))
        self._ticked ^= {item.id}
        if not is_done and self._place + 1 < len(self._items):
            self._place += 1
        self._show()
