"""The screen before the group comes: a test phone, which address the code holds, and what this laptop lacks."""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from kompas_tui.tui.drawing.lines import BLANK, HIGH, LOW, MIDDLE, NOW_BADGE, TITLE, Lines, joined, text
from kompas_tui.tui.drawing.preparing import NUMBERED_ADDRESSES, Readiness, preparing_lines
from kompas_tui.tui.keymap import DEFAULTS
from kompas_tui.tui.keys import SESSION_KEYS, Hint
from kompas_tui.tui.looking import terminal_checks
from kompas_tui.tui.ports import Check, Preparing, TestPhones
from kompas_tui.tui.screens.dialogs import DIALOG_CSS, Dialog
from kompas_tui.tui.steady import Steady
from kompas_tui.tui.widgets import MARGIN_SIDE, MARGIN_TOP, Band, KeyBar, too_small

LOOK_SECONDS, ASK_SECONDS = 4.0, 0.25
"""How often this laptop is looked at again, and how often is asked whether a phone came."""

_LEAST_WIDTH, _LEAST_HEIGHT = 40, 10
"""In less room nothing of what is looked at can be read."""

_LEAF = 4
"""So many lines further a press leads where not all fits."""

_OWN = ("volgende", "adres", "besluit", "groot")
"""Keys of a session that do something else here."""

_CLOSE = ("stoppen", "meedoen")
"""Keys of a session that close the screen where no session lies below."""


class PrepareScreen(Steady, Screen[str]):
    """Looks until a key goes on; the result is the id of the session's key that was pressed, else empty."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(f"{DEFAULTS['volgende']},{DEFAULTS['groot']},escape", "go_on('')", show=False, id="volgende"),
        Binding(DEFAULTS["adres"], "another", show=False, id="adres"),
        Binding(DEFAULTS["besluit"], "look_at_signs", show=False),
        Binding("down", f"leaf({_LEAF})", show=False),
        Binding("up", f"leaf(-{_LEAF})", show=False),
        *(Binding(str(number), f"choose({number})", show=False) for number in range(1, NUMBERED_ADDRESSES + 1)),
        *(
            Binding(key.keys, f"go_on('{key.id}')", show=False, id=key.id)
            for key in SESSION_KEYS
            if key.keys and key.id not in _OWN
        ),
    ]
    DEFAULT_CSS = """
    PrepareScreen { background: $background; }
    PrepareScreen > Static { width: 1fr; height: 1fr; }
    """

    def __init__(
        self, preparing: Preparing, *, title: str = "", alone: bool = False, stands: Callable[[], object] = str
    ) -> None:
        """`alone` is without a session that lies below; `stands` says how one stands that is led on elsewhere too."""
        super().__init__()
        self._stands, self._stood = stands, None if alone else stands()
        self._preparing, self._title, self._alone = preparing, title, alone
        self._band, self._page, self._key_bar = Band(), Static(), KeyBar()
        self._entrance = preparing.entrance()
        self._phones = TestPhones()
        self._machine: Sequence[Check] = ()
        self._signs: bool | None = None
        self._first = 0
        """The line from which is read what does not fit."""
        self._began = time.monotonic()

    def compose(self) -> ComposeResult:
        """Band, what is seen, and keys."""
        yield self._band
        yield self._page
        yield self._key_bar

    def on_mount(self) -> None:
        """Look now, and again and again."""
        self._band.put(self._title, "Voorbereiden", "voordat de groep er is")
        goes_on = "sluiten" if self._alone else "verder"
        keys = [("Enter", goes_on), ("y", "ander adres"), ("k", "tekens bekijken")]
        self._key_bar.put([Hint("", key, does) for key, does in keys])
        self._page.styles.padding = (MARGIN_TOP, MARGIN_SIDE, 0, MARGIN_SIDE)
        self._look()
        self.set_interval(LOOK_SECONDS, self._look)
        self.set_interval(ASK_SECONDS, self._ask)

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._first = 0
        self._draw()

    def _look(self) -> None:
        self.run_worker(self._look_at_laptop(), exclusive=True)

    async def _look_at_laptop(self) -> None:
        self._machine = await asyncio.to_thread(self._preparing.checks)
        self._entrance = self._preparing.entrance()
        self._draw()

    def _ask(self) -> None:
        if not self._alone and self.is_current and self._stands() != self._stood:
            self.dismiss("")  # the facilitator leads on elsewhere: the room must not look at this for an hour
            return
        seen, before = self._preparing.phones(), self._phones
        self._phones = seen
        if seen.phones > before.phones:
            self.app.bell()
        if seen != before or not seen.phones:
            self._draw()

    def _draw(self) -> None:
        self._page.update(Content("\n").join(self._lines()))

    def _lines(self) -> Lines:
        room = self._page.size
        if 0 < room.width < _LEAST_WIDTH or 0 < room.height < _LEAST_HEIGHT:
            return too_small(self.app.size, room.width)
        checks = [*self._machine, *terminal_checks(self.app, self._signs)]
        waited = int(time.monotonic() - self._began)
        ready = Readiness(self._entrance, self._phones, checks, self._preparing.causes, waited)
        return preparing_lines(
            ready, self.app.size.width, max(room.width, _LEAST_WIDTH), max(room.height, _LEAST_HEIGHT), self._first
        )

    def action_leaf(self, lines: int) -> None:
        """Read on, or back, where not all fits."""
        before, at = self._lines(), self._first
        self._first = max(at + lines, 0)
        if lines > 0 and self._lines() == before:
            self._first = at  # this is the end
        self._draw()

    def action_choose(self, number: int) -> None:
        """Have the code hold the address with this number."""
        if number <= len(self._entrance.choices):
            self._move(self._entrance.choices[number - 1].address)

    def action_another(self) -> None:
        """Have the code hold the next address."""
        self._move(self._entrance.after())

    def _move(self, address: str) -> None:
        self._preparing.move(address)
        self._entrance, self._began = self._preparing.entrance(), time.monotonic()
        self._look()
        self._draw()

    def action_look_at_signs(self) -> None:
        """Show the signs, and ask what is seen of them."""
        self.app.push_screen(SignsDialog(), self._looked)

    def _looked(self, are_good: bool | None) -> None:
        self._signs = self._signs if are_good is None else are_good
        self._draw()

    def action_go_on(self, key: str) -> None:
        """Go on with the session, which does what this key means there; without a session close."""
        if not (self._alone and key) or key in _CLOSE:
            self.dismiss("" if self._alone else key)


_SIGNS = ("▀▄█▌▐ ▁▂▃▄▅▆▇█", "⠁⠃⠇⡇⣇⣧⣷⣿ ⣀⣤⣶⣿", "● ○ ✓ ✗ → ← ↑ ↓ ‘ ’ …", "één, coöperatie, € 5, Łódź, İzmir, Київ")


class SignsDialog(Dialog[bool | None]):
    """The signs and colours that our screens are drawn with; the result is whether somebody sees them well."""

    DEFAULT_CSS = DIALOG_CSS.format(name="SignsDialog")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "dismiss(True)", show=False),
        Binding("n", "dismiss(False)", show=False),
        Binding("escape", "dismiss(None)", show=False),
    ]

    def compose(self) -> ComposeResult:
        """The signs, the colours, and the question."""
        colours = joined(
            *(text(f"  {word}  ", style) for word, style in (
                ("groen", HIGH), ("lichtgroen", MIDDLE), ("licht", LOW), ("oranje", NOW_BADGE)
            ))
        )  # fmt: skip
        lines = [text("blokjes, punten, pijlen en letters:", TITLE), *map(text, _SIGNS), BLANK, colours, BLANK]
        with Vertical():
            yield Static(text("Zie je dit goed, ook op de beamer?"), classes="title")
            yield Static(Content("\n").join(lines))
            yield Static(text("Nergens een vraagteken of een leeg hokje, en vier kleuren die je uit elkaar houdt?"))
            yield Static(text("j is ja, n is nee. Esc gaat terug."), classes="hint")
