"""The facilitator's own terminal beside the beamer: notes, time, people and private results, and every dialog."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from kompas_tui.domain.language.errors import CommandRefused, KompasError
from kompas_tui.tui.choices import Farewell
from kompas_tui.tui.drawing.desk import (
    card_lines,
    floor_lines,
    people_lines,
    result_lines,
    shown_line,
    time_lines,
    waiting_lines,
)
from kompas_tui.tui.drawing.lines import BLANK, Lines, text
from kompas_tui.tui.keymap import KeyNames
from kompas_tui.tui.keys import SESSION_KEYS
from kompas_tui.tui.program import TerminalProgram
from kompas_tui.tui.remote import RemoteDesk, RemoteRefused, StateNow
from kompas_tui.tui.screens import ordering
from kompas_tui.tui.screens.arranging import ArrangeScreen
from kompas_tui.tui.screens.arranging_apart import ArrangedApart, texts_seen
from kompas_tui.tui.screens.dialogs import ChoiceDialog, ListDialog, ListRow, ReadDialog
from kompas_tui.tui.screens.messages import LeaveAsked, ThemeChanged
from kompas_tui.tui.screens.pairing import PairingDialog
from kompas_tui.tui.screens.rounding import STILL_HELD, RoundKey
from kompas_tui.tui.screens.talking import TalkingScreen
from kompas_tui.tui.widgets import Band
from kompas_tui.workshop.commands.table import MEANT_FOR_A_STEP

_IN_FOOTER = ("volgende", "ronde", "uitslag", "notitie", "oogst")
"""The keys that are seen; the palette has all."""
OWN_KEYS = ("verslag", "hulp", "palet", "stoppen")
"""Keys of the beamer that do here what fits this terminal: write the report, find a command, close or end."""
OWN_ROWS: Mapping[str, str] = {
    "afvinken": "De tekst die groot op de beamer staat, is beantwoord",
    "verslag": "Nu het verslag maken",
    "sleutel": "De sleutel van de regie tonen",
    "koppelen": "Een telefoon koppelen, om mee te sturen",
    "venster": "In dit venster wisselen tussen licht en donker",
}
"""What the palette has beside the commands of the remote."""
_REPORT_ELSEWHERE = "De sessie staat op een andere laptop. Haal het verslag op bij /regie, of maak het daar."
_KEY_OF = {"afvinken": "verslag"}
"""By row of the palette: the row whose key does it, while a text stands large."""
_SAME_HERE = {"zoeken": "inhoud"}
"""Rows of the beamer that are another one here: the list of cards can be searched at once."""
_COVERS = ("meedoen", "zwart", "oogst", "naslag")
_STEPS = {"volgende": 1, "vorige": -1}
_LEAFED = ("oogst", "vragenbus", "lot")
_SHOWN_OR_NOT = (*_COVERS, "vragenbus", "lot")
"""What is laid over the card, or taken away where it lies there: one key or row does both."""
_MAKING_WAY = ("meedoen", "zwart", "naslag", *_LEAFED)
"""What lies over the card and goes away by going further; a large text does that by itself after the last one."""
_NO_TEXT_LARGE = "Zet eerst de teksten groot op de beamer."


class DeskScreen(TalkingScreen):
    """What the facilitator sees; everything that is typed goes to the session over its remote."""

    DEFAULT_CSS = """
    DeskScreen Horizontal { height: 1fr; }
    DeskScreen VerticalScroll { width: 1fr; height: 100%; padding: 1 2; scrollbar-size-vertical: 1; }
    DeskScreen #zaal { border-left: tall $panel; }
    DeskScreen Footer { background: $panel; color: $foreground; }
    DeskScreen FooterKey, DeskScreen FooterKey .footer-key--description { background: $panel; color: $foreground; }
    DeskScreen FooterKey .footer-key--key { background: $panel; color: $foreground; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key.keys, f"row('{key.id}')", key.entry.short, id=key.id, show=key.id in _IN_FOOTER)
            for key in SESSION_KEYS
            if key.keys and key.id not in OWN_KEYS
        ),
        *(Binding(str(digit), f"number('{digit}')", show=False, id=f"cijfer-{digit}") for digit in range(10)),
        Binding("ctrl+p", "palette", "alles", id="palet", key_display="Ctrl+P"),
        Binding("question_mark,f1", "palette", show=False, id="hulp"),
        Binding("escape", "back", show=False, id="terug"),
        Binding("v", "tick_off_or_report", show=False, id="verslag"),
        Binding("down", "scroll_card(4)", show=False),
        Binding("up", "scroll_card(-4)", show=False),
        Binding("ctrl+q", "leave", "stop", id="stoppen", key_display="Ctrl+Q"),
    ]

    def __init__(
        self,
        remote: RemoteDesk,
        state: StateNow,
        key_names: KeyNames,
        write_report: Callable[[], Path] | None = None,
    ) -> None:
        """`write_report` makes the report on this machine; None where the session is kept on another one."""
        super().__init__(key_names)
        self.remote, self.state, self._write_report = remote, state, write_report
        self._told_at, self._round_key = monotonic(), RoundKey()
        self._is_connected = True
        self._listeners: list[Callable[[], None]] = []
        self._band = Band()
        self._card, self._room = Static(), Static()
        self._left, self._right = (
            VerticalScroll(one, id=name, can_focus=False) for name, one in (("kaart", self._card), ("zaal", self._room))
        )

    def compose(self) -> ComposeResult:
        """The card on the left, the room on the right."""
        yield self._band
        yield Horizontal(self._left, self._right)
        yield self.message_line
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Follow the session and the clock."""
        self._follow()
        self.set_interval(1.0, self.draw)
        self.draw()

    def on_key(self) -> None:
        """The next key takes the message away."""
        self.message_line.clear()

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.call_after_refresh(self.draw)

    @work(exclusive=True)
    async def _follow(self) -> None:
        async with contextlib.aclosing(self.remote.follow()) as states:
            async for state in states:
                self._is_connected = state is not None
                if state is not None:
                    self.take(state)
                self.draw()

    def take(self, state: StateNow) -> None:
        """Show this state from now on, with what there is to say of it."""
        card = self.state["kaart"]
        self.state, self._told_at = state, monotonic()
        if state["kaart"] != card:
            self._left.scroll_home(animate=False)
        self.draw()
        for changed in self._listeners:
            changed()

    def listen(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Be told of each state; gives what ends that."""
        self._listeners = [*self._listeners, changed]

        def stop() -> None:
            self._listeners = [one for one in self._listeners if one is not changed]

        return stop

    def draw(self) -> None:
        """Everything as it is now."""
        state = self.state
        self._card.update(_joined(card_lines(state, max(self._left.size.width - 5, 20))))
        width = max(self._right.size.width - 6, 20)
        passed = monotonic() - self._told_at
        room = [
            *time_lines(state, datetime.now().astimezone(), passed, width), *floor_lines(state, passed, width), BLANK,
            *people_lines(state, width), *waiting_lines(state, width), *shown_line(state, width), BLANK,
        ]  # fmt: skip
        notice = [BLANK, text(state["melding"], "bold $warning")] if state["melding"] else []
        left = self._right.size.height - len(room) - len(notice) - 2
        self._room.update(_joined([*room, *result_lines(state, width, left), *notice]))
        connected = f"code {state['code']}" if self._is_connected else "▲ geen verbinding, ik probeer het opnieuw"
        over = "● sessie afgerond" if state["afgerond"] else connected
        self._band.put("Regie", state["titel"], over)

    async def give(self, order: dict[str, Any]) -> None:
        """Give a command, and show what came of it."""
        meant = {"bij": self.state["versie"]} if order["opdracht"] in MEANT_FOR_A_STEP else {}
        try:
            state = await self.remote.give(meant | order)
        except KompasError:
            with contextlib.suppress(KompasError):  # what stands there may be why it was refused
                self.take(await self.remote.look())
            raise
        self.take(state)
        if told := state.get("gezegd"):
            self.say(told)

    async def commands(self) -> Sequence[Mapping[str, Any]]:
        """What can be given now."""
        return await self.remote.commands()

    def action_scroll_card(self, rows: int) -> None:
        """Read on in the notes, or back."""
        self._left.scroll_relative(y=rows, animate=False)

    def action_row(self, name: str) -> None:
        """Do what this row of the table is about."""
        self._hold(self._do_row(name))

    def _hold(self, conversation: Coroutine[Any, Any, object]) -> None:
        """Hold a conversation; what was typed behind a key that was refused was meant for it, and is no command."""
        self.do(self._held_or_refused(conversation))

    async def _held_or_refused(self, conversation: Coroutine[Any, Any, object]) -> None:
        try:
            await conversation
        except KompasError:
            if isinstance(self.app, TerminalProgram):
                self.app.forget_typed()
            raise

    async def _do_row(self, name: str) -> None:
        cover = self.state["op_beamer"]
        if name == cover == "oogst":
            await ordering.correct_harvest(self)
        elif name in (*_COVERS, "groot"):
            await self.give({"opdracht": name, "weg": cover == name})
        elif name in _STEPS and cover in _MAKING_WAY and not self._leafs(cover, _STEPS[name]):
            await self.give({"opdracht": cover, "weg": True})  # as on the beamer: first the card that lies below it
        elif name in _STEPS:  # needs no word, and after the end it still turns the pages of the last screen
            await self.give({"opdracht": name})
        elif name == "ordenen" and texts_seen(self.state) is not None:
            self.lay_over(ArrangeScreen(self, ArrangedApart(self)))
        elif name == "ordenen" and await ordering.merge_alike(self):
            return
        elif name == "ronde":
            await self._open_or_close()
        elif name == "uitslag":
            await ordering.show_or_hide(self)
        else:
            row = _SAME_HERE.get(name, name)
            commands = [one for one in await self.remote.commands() if one["rij"] == row]
            await ordering.ask_for(self, ordering.as_it_stands(self.state, commands), searching=name in _SAME_HERE)

    async def _open_or_close(self) -> None:
        is_empty = self.state["ronde"] is not None and not self.state["antwoorden"]
        try:
            if is_empty and self._round_key.comes_again():
                self.say(STILL_HELD)
            else:
                await ordering.open_or_close(self)
        finally:
            self._round_key.was_handled()

    def _leafs(self, cover: str, places: int) -> bool:
        """Whether going so far turns a page of what lies over the card."""
        page = self.state["bladzijde"]
        return cover in _LEAFED and 1 <= page["nu"] + places <= page["van"]

    def action_number(self, key: str) -> None:
        """Do what this digit does on the beamer, such as go to a point of the plate, or make a tip an action."""
        if (digit := ordering.by_digit(self.state).get(key)) is not None:
            self._hold(ordering.press_digit(self, digit))
        elif self.state["op_beamer"] in _MAKING_WAY:
            self.action_back()

    def action_back(self) -> None:
        """Take away what lies over the card on the beamer, as this key does there."""
        if cover := self.state["op_beamer"]:
            self.do(self.give({"opdracht": cover, "weg": True}))

    def action_tick_off_or_report(self) -> None:
        """Tick off the text that is large on the beamer, as this key does there; else write the report now."""
        if self.state.get("groot"):
            self.do(self._tick_off())
        else:
            self.do_aside(self._report())

    async def _report(self) -> None:
        if self._write_report is None:
            raise CommandRefused(_REPORT_ELSEWHERE)
        path = await asyncio.to_thread(self._write_report)
        self.say(f"Het verslag staat klaar: {path}", lasting=True)

    async def _tick_off(self) -> None:
        """Tick it off and go on to the next one; or open it again."""
        large, page = self.state.get("groot"), self.state["bladzijde"]
        if not large:
            raise CommandRefused(_NO_TEXT_LARGE)
        is_done, in_box = large["beantwoord"], large.get("vragenbus", False)
        order, again = ("busvraag", "toon") if in_box else ("modereer", "open")
        await self.give({"opdracht": order, "tekst_id": large["tekst_id"], "doe": again if is_done else "beantwoord"})
        if not is_done and page["nu"] < page["van"]:
            await self.give({"opdracht": "volgende"})

    def action_palette(self) -> None:
        """All commands by name."""
        self._hold(self._choose())

    async def _choose(self) -> None:
        commands = await self.remote.commands()
        rows = [
            ListRow(one["opdracht"], one["titel"], self.key_names.of(one["rij"]), name=one["kort"]) for one in commands
        ]
        rows += [
            ListRow(name, does, self.key_names.of(_KEY_OF.get(name, name)), name=name)
            for name, does in OWN_ROWS.items()
        ]
        chosen = await self.ask(ListDialog("Opdrachten", rows, searching=True, enter="doet het"))
        match chosen:
            case None:
                return
            case "afvinken":
                await self._tick_off()
            case "verslag":
                self.do_aside(self._report())
            case "sleutel":
                self.lay_over(ReadDialog("Regie", [("sleutel", self.remote.key)]))
            case "koppelen":
                self.lay_over(PairingDialog(*await self.remote.new_pairing()))
            case "venster":
                self.post_message(ThemeChanged())
            case "pauze" | "stop":
                await self._leave()
            case cover if cover in _SHOWN_OR_NOT:
                await self.give({"opdracht": cover, "weg": self.state["op_beamer"] == cover})
            case _:
                await ordering.ask_for(self, [one for one in commands if one["opdracht"] == chosen])

    def action_leave(self) -> None:
        """Close this terminal, or stop the session."""
        self.do(self._leave())

    async def _leave(self) -> None:
        explanation = "De sessie gaat door als je alleen dit venster sluit."
        choices: Sequence[tuple[str, str]] = [("sluit", "Alleen dit venster sluiten")]
        if not self._is_connected:
            explanation = "Kompas antwoordt niet. Kijk op de beamer of de sessie nog loopt."
        elif not self.state["afgerond"]:
            ends = "De sessie afronden" + (" en het verslag maken" if self._write_report is not None else "")
            harvest = ("oogst", "Eerst laten zien wat we afspraken")
            choices = [*choices, ("pauze", "De sessie pauzeren"), ("stop", ends), harvest]
        chosen = await self.ask(ChoiceDialog("Stoppen?", explanation, choices))
        if chosen == "oogst":
            await self.give({"opdracht": "oogst"})
        elif chosen == "stop":
            await self.give({"opdracht": "stop"})
            if self._write_report is not None:
                self.do_aside(self._report())
        elif chosen is not None:
            if chosen == "pauze":
                with contextlib.suppress(RemoteRefused):
                    await self.remote.give({"opdracht": "pauze"})
            self.post_message(LeaveAsked(Farewell()))


def _joined(lines: Lines) -> Content:
    return Content("\n").join(lines)
