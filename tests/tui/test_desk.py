"""The facilitator's own terminal beside the beamer: notes, time, people, private results, and every dialog."""

import asyncio
import random
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import httpx
import pytest
from textual.dom import NoScreen
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from kompas_tui.domain.language.errors import CommandRefused, KompasError
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.result.shapes import TextList
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.groups import Groups
from kompas_tui.domain.session.moderation import ACTS
from kompas_tui.journal import SessionFolder
from kompas_tui.tui.choices import Farewell
from kompas_tui.tui.desk_app import DeskApp
from kompas_tui.tui.drawing.desk import result_lines
from kompas_tui.tui.drawing.letters import readable
from kompas_tui.tui.drawing.painting import Painting
from kompas_tui.tui.remote import RemoteDesk, RemoteRefused
from kompas_tui.tui.screens import rounding, showing
from kompas_tui.tui.screens.arranging import ArrangeScreen
from kompas_tui.tui.screens.arranging_apart import ArrangedApart, texts_seen
from kompas_tui.tui.screens.desk import DeskScreen
from kompas_tui.tui.screens.dialogs import ChoiceDialog, ListDialog, WriteDialog
from kompas_tui.tui.screens.enlarging import EnlargedText, Spotlight
from kompas_tui.tui.screens.entries import Line
from kompas_tui.tui.screens.pairing import PairingDialog
from kompas_tui.tui.screens.session import SessionScreen
from kompas_tui.tui.screens.text_list import TextsToArrange
from kompas_tui.tui.widgets import KeyBar, MessageLine
from kompas_tui.web.choices import commands_data
from kompas_tui.web.state import enlarged_data
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.command import Command
from kompas_tui.workshop.commands.course import End, GoFurther, GoTo
from kompas_tui.workshop.commands.floor import ADD_SPEAKER, FLOOR_ACTS, NEXT_SPEAKER, GiveFloor
from kompas_tui.workshop.commands.looking import LookUp
from kompas_tui.workshop.commands.needs import ORDER_NAMES, OrderName, needs_of
from kompas_tui.workshop.commands.order import OrderWords
from kompas_tui.workshop.commands.table import ORDERS
from kompas_tui.workshop.commands.texts import Moderate
from kompas_tui.workshop.commands.time import RHYTHM_ACTS
from kompas_tui.workshop.commands.writing import TakeNote
from kompas_tui.workshop.covering import Cover
from kompas_tui.workshop.enlarging import texts_to_enlarge
from tests.journeys.test_kompas_afternoon import random_values
from tests.tui.beamers import Beamer, beamer
from tests.tui.pressing import press, until, until_at_rest
from tests.waiting import PATIENCE
from tests.web.room import DECK, KEY, ServedRoom, served
from tests.workshop.test_commands import ACT, WORDS


class AtDesk:
    """A terminal of the facilitator under test."""

    def __init__(self, app: DeskApp, pilot: Pilot[Farewell]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def screen(self) -> DeskScreen:
        found = next((one for one in self.app.screen_stack if isinstance(one, DeskScreen)), None)
        if found is None:
            raise NoScreen("no desk is shown")
        return found

    def text(self) -> str:
        return " ".join(" ".join(str(one.render()) for one in self.screen.query(Static)).split())

    async def until(self, holds: Callable[[], object]) -> None:
        await until(self.pilot, holds, self.text)

    async def shows(self, *said: str) -> None:
        await self.until(lambda: all(one in self.text() for one in said))

    async def answers(self, *keys: str) -> None:
        """Press these keys in the dialog that is open, and wait until it is another one."""
        before = self.app.screen
        await press(self.pilot, *keys)
        await self.until(lambda: self.app.screen is not before)

    async def asks(self, dialog: type) -> None:
        await self.until(lambda: isinstance(self.app.screen, dialog))

    def dialog(self) -> str:
        """What can be chosen in the dialog that is open."""
        return "\n".join(str(one.prompt) for listed in self.app.screen.query(OptionList) for one in listed.options)


@asynccontextmanager
async def served_room(folder: Path) -> AsyncIterator[ServedRoom]:
    deck = folder / "straat.md"
    deck.write_text(DECK, encoding="utf-8")
    async with served(SessionFolder(folder / "sessie"), deck) as room:
        yield room


@asynccontextmanager
async def at_desk(room: ServedRoom, write_report: Callable[[], Path] | None = None) -> AsyncIterator[AtDesk]:
    remote = RemoteDesk(f"127.0.0.1:{room.port}", KEY)
    app = DeskApp(remote, await remote.look(), write_report=write_report)
    async with app.run_test(size=(100, 30)) as pilot:
        desk = AtDesk(app, pilot)
        await desk.until(lambda: any(isinstance(one, DeskScreen) for one in app.screen_stack))
        await desk.until(lambda: room.workshop.presence.has_desk)
        yield desk
    await remote.close()


async def test_going_further_from_what_lies_over_the_card_shows_that_card_first(tmp_path: Path) -> None:
    async with served_room(tmp_path) as room, at_desk(room) as desk:
        workshop = room.workshop
        card = workshop.session.card
        covers: tuple[Cover, ...] = ("meedoen", "zwart", "oogst")
        for cover in covers:
            await workshop.do(LookUp(cover=cover))
            await desk.until(lambda: desk.screen.state["op_beamer"] is not None)
            await press(desk.pilot, "right")
            await desk.until(lambda: desk.screen.state["op_beamer"] is None)
            assert workshop.session.card == card
        await press(desk.pilot, "right")
        await desk.until(lambda: workshop.session.card == "keuze")


NUMBERED_DECK = """---
titel: Plaat
routes: {kort: [plaat, nu]}
---

# De plaat {#plaat}

```praatplaat
midden: Plein
punten:
  - {titel: NU, vraag: Hoe is het nu?, naar: nu}
  - {titel: LATER, vraag: Hoe wordt het?, naar: later}
```

# Nu {#nu}

Nu.

# Later {#later}

Later.

# Geld {#geld}

```beer
naam: Geld
familie: structuur
gezegd: [Dat kan niet]
tips: [Begin klein, Vraag hulp]
```

# Taken {#taken}

```open
vraag: Wat moet er gebeuren?
```

# De deal {#deal}

```canvas
naam: De deal
soort: deal
cellen:
  - {naam: doel, titel: Doel}
  - {naam: taken, titel: Taken, uit: taken}
```
"""


async def test_many_texts_are_arranged_from_the_desk_as_on_the_beamer(tmp_path: Path) -> None:
    async with served_room(tmp_path) as room, at_desk(room) as desk:
        workshop = room.workshop
        await workshop.do(GoTo("open"))
        await workshop.do(OpenRound())
        said = ("Meer groen", "meer  groen!", "Een bank", "Een schommel")
        for name in said:
            await workshop.cast(f"wie {name}", "open-1", {"tekst-1": [name]})
        await workshop.do(CloseRound())
        await workshop.do(ShowResult())
        await desk.shows("De zaal ziet deze uitslag.", *said[2:])
        await press(desk.pilot, "g")
        await desk.asks(ArrangeScreen)

        def headings() -> list[str]:
            shown = workshop.session.shown
            assert shown is not None
            result = outcome_of(workshop.session, shown).result
            assert isinstance(result, TextList)
            return sorted(item.group for item in result.items)

        texts = desk.app.screen.query_one(TextsToArrange)
        await press(desk.pilot, "e")
        await desk.until(lambda: headings() == ["", "", ""])
        await desk.until(lambda: len(texts.items) == 3)
        await press(desk.pilot, "g")
        await desk.asks(WriteDialog)
        await desk.answers(*"Park", "enter")
        await desk.until(lambda: headings() == ["", "", "Park"])
        await desk.asks(ArrangeScreen)
        await desk.until(lambda: any(item.group for item in texts.items.values()))
        texts.highlighted = max(at for at, name in enumerate(texts.rows) if name in texts.items)  # the last may be gone
        await press(desk.pilot, "1")
        await desk.until(lambda: headings() == ["", "Park", "Park"])
        await press(desk.pilot, "z")
        await desk.until(lambda: headings() == ["", "", "Park"])
        await press(desk.pilot, "enter")
        await desk.until(lambda: workshop.covers.top == "groot")
        await press(desk.pilot, "escape")
        await desk.until(lambda: desk.app.screen is desk.screen)


async def test_the_desk_offers_no_command_for_which_there_is_nothing_to_choose(tmp_path: Path) -> None:
    async with served_room(tmp_path) as room, at_desk(room) as desk:
        await room.workshop.do(GoTo("woorden"))
        await room.workshop.do(OpenRound())
        await room.workshop.cast("wie", "woorden-1", {"woord-1": ["trots"], "woord-2": ["blij"]})
        await room.workshop.do(CloseRound())
        await desk.until(lambda: desk.screen.state["uitslagen"])
        await press(desk.pilot, "g")
        await desk.until(lambda: desk.app.screen is not desk.screen)
        told = " ".join(str(one.render()) for one in desk.app.screen.query(Static))
        assert "Een vraag aan een aanbod koppelen" not in told


async def test_a_key_with_more_than_one_command_does_at_the_desk_what_it_does_on_the_beamer(tmp_path: Path) -> None:
    deck = tmp_path / "cafe.md"
    deck.write_text(
        "---\ntitel: Het café\n---\n\n# Welkom {#welkom}\n\n```groepen\nvan: 2\nrondes: 2\n```\n\n"
        "# Praten {#praten}\n\n```ritme\nrondes:\n  - {titel: Om de beurt, minuten: 5}\n```\n",
        encoding="utf-8",
    )
    async with served(SessionFolder(tmp_path / "sessie"), deck) as room, at_desk(room) as desk:
        workshop = room.workshop

        def groups() -> Groups:
            assert workshop.session.groups is not None
            return workshop.session.groups

        await press(desk.pilot, "x")
        await desk.asks(WriteDialog)
        await desk.answers(*"5", "enter")
        await desk.until(lambda: workshop.session.groups)
        await press(desk.pilot, "x")
        await desk.until(lambda: groups().turn == 2)
        await desk.until(lambda: desk.screen.state["groepen"]["ronde"] == 2)
        await press(desk.pilot, "x")
        await desk.asks(WriteDialog)  # it was the last turn: more people may get a number
        assert [line.value for line in desk.app.screen.query(Line)] == ["5"]
        await press(desk.pilot, "escape", "right")
        await desk.until(lambda: workshop.session.card == "praten")
        await press(desk.pilot, "t")
        await desk.asks(ChoiceDialog)
        await press(desk.pilot, "enter")
        await desk.until(lambda: workshop.time.turn is not None)
        await desk.until(lambda: desk.screen.state["ritme"]["loopt"])
        await press(desk.pilot, "t")
        await desk.until(lambda: "Een minuut erbij" in desk.dialog())


async def test_what_waits_in_the_question_box_is_told_and_one_row_shows_the_box_or_not(tmp_path: Path) -> None:
    deck = tmp_path / "straat.md"
    deck.write_text("---\ntitel: De straat\nvragenbus: ja\n---\n\n# Welkom {#welkom}\n\nDag.\n", encoding="utf-8")
    async with served(SessionFolder(tmp_path / "sessie"), deck) as room, at_desk(room) as desk:
        phone = room.phone()
        await phone.look()
        form = next(form for form in (await phone.look()).forms if form.action.endswith("/vragenbus"))
        await phone.send(form, tekst="Komt er een bank?")
        await desk.shows("1 vraag in de vragenbus wacht op je.")
        (text_id,) = room.workshop.session.box
        await room.remote().post("/regie/opdracht", json={"opdracht": "busvraag", "tekst_id": text_id, "doe": "toon"})
        await desk.until(lambda: "wacht op je" not in desk.text())
        for is_shown in (True, False):
            await press(desk.pilot, "ctrl+p")
            await desk.asks(ListDialog)
            await press(desk.pilot, *"de vragenbus", "enter")
            await desk.until(lambda: desk.app.screen is desk.screen)
            await desk.until(lambda: (desk.screen.state["op_beamer"] == "vragenbus") is is_shown)  # noqa: B023


async def test_the_facilitator_works_out_of_sight(tmp_path: Path) -> None:
    async with served_room(tmp_path) as room, at_desk(room) as desk:
        workshop = room.workshop
        await desk.shows("Welkom", "Bij deze kaart staat geen notitie.", "Straks", "Op de beamer: de kaart.")
        await press(desk.pilot, "right")
        await desk.until(lambda: workshop.session.card == "keuze")
        await press(desk.pilot, "o")
        await desk.shows("Ronde 1 is open.", "0 klaar")
        await workshop.cast("t" * 22, "keuze-1", {"keuze": ["1"]})
        await desk.shows("1 klaar")
        await press(desk.pilot, "o")
        await desk.shows("Nog niet op de beamer. Alleen jij ziet dit.", "Een bank 1")
        assert workshop.session.shown is None
        await press(desk.pilot, "u")
        await desk.shows("De zaal ziet deze uitslag.", "Op de beamer: de uitslag.")
        await press(desk.pilot, "k")
        await desk.asks(WriteDialog)
        await press(desk.pilot, *"Er komt een bank", "enter")
        await desk.until(lambda: workshop.session.written_of(ev.DecisionTaken))
        await desk.until(lambda: desk.screen.query_one(MessageLine).sentence == "Het besluit is bewaard.")
        await press(desk.pilot, "s")
        await desk.until(lambda: workshop.covers.top == "oogst")
        await desk.shows("Op de beamer: de oogst.")
        await press(desk.pilot, "escape")
        await desk.until(lambda: workshop.covers.top is None)
        await press(desk.pilot, "ctrl+p")
        await desk.asks(ListDialog)
        await press(desk.pilot, *"verbeter", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, ChoiceDialog))
        await press(desk.pilot, "enter")
        await desk.asks(WriteDialog)
        assert desk.app.screen.query(Line).first().value == "Er komt een bank"
        await press(desk.pilot, *" bij", "enter")
        await desk.until(lambda: workshop.session.written_of(ev.DecisionTaken)[0].text == "Er komt een bank bij")
        await press(desk.pilot, "ctrl+q")
        await desk.asks(ChoiceDialog)
        await press(desk.pilot, "enter")
        await desk.until(lambda: not workshop.presence.has_desk)
        assert not workshop.session.is_ended


async def test_what_stands_there_on_the_beamer_stands_there_at_the_desk_too(tmp_path: Path) -> None:
    deck = tmp_path / "straat.md"
    deck.write_text(
        "---\ntitel: De straat\n---\n\n# Een bank {#bank}\n\n"
        "```instemming\nvraag: Komt er een bank?\nvoorstel: Er komt een bank op het plein.\n```\n",
        encoding="utf-8",
    )
    async with served(SessionFolder(tmp_path / "sessie"), deck) as room, at_desk(room) as desk:
        workshop = room.workshop
        await workshop.do(OpenRound())
        await workshop.do(CloseRound())
        await press(desk.pilot, "k")
        await desk.asks(WriteDialog)
        await desk.answers("enter")
        await desk.until(lambda: [one.text for one in workshop.session.written_of(ev.DecisionTaken)])
        assert workshop.session.written_of(ev.DecisionTaken)[0].text == "Er komt een bank op het plein."
        await press(desk.pilot, "t")
        await desk.asks(WriteDialog)  # there is no chain of times that could be meant
        assert [line.value for line in desk.app.screen.query(Line)] == ["5"]
        await desk.answers("enter", "enter")
        await desk.until(lambda: workshop.time.turn is not None)
        await press(desk.pilot, "t", "enter")
        await desk.until(lambda: "Een minuut erbij" in desk.dialog() and "Starten" not in desk.dialog())
        await press(desk.pilot, "escape", "r")
        await desk.asks(WriteDialog)
        await desk.answers("enter")
        await desk.until(lambda: workshop.floor.is_open)
        await workshop.do(GiveFloor(ADD_SPEAKER, "iemand achterin"))
        await workshop.do(GiveFloor(NEXT_SPEAKER))
        await desk.shows("iemand achterin", "De spreker heeft nog")
        await press(desk.pilot, "r")
        await desk.until(lambda: "De volgende spreker" in desk.dialog() and "openen" not in desk.dialog())
        await press(desk.pilot, "escape", "ctrl+p", *"slot", "enter", "enter")
        await desk.until(lambda: workshop.session.is_locked)


async def test_what_is_refused_comes_back_with_what_was_typed(tmp_path: Path) -> None:
    async with served_room(tmp_path) as room, at_desk(room) as desk:
        await press(desk.pilot, "a")
        await desk.asks(WriteDialog)
        await press(desk.pilot, *"Bellen", "enter", "enter", *"ooit", "enter")
        await desk.until(
            lambda: "is geen datum" in " ".join(str(one.render()) for one in desk.app.screen.query(Static))
        )
        assert [line.value for line in desk.app.screen.query(Line)] == ["Bellen", "", "ooit"]
        await press(desk.pilot, "escape", "g")
        await desk.until(lambda: "schrijft niemand een tekst" in desk.screen.query_one(MessageLine).sentence)


async def test_one_of_equally_strong_proposals_is_chosen_and_another_round_closed_at_the_desk(tmp_path: Path) -> None:
    deck = tmp_path / "straat.md"
    deck.write_text(
        "---\ntitel: De straat\n---\n\n# Dromen {#wat}\n\n```open\nvraag: Wat droom je?\n```\n\n"
        "# Droom {#droom}\n\n```instemming\nvraag: Is dit onze droom?\nvoorstel_uit: {kaart: wat}\n```\n",
        encoding="utf-8",
    )
    async with served(SessionFolder(tmp_path / "sessie"), deck) as room, at_desk(room) as desk:
        workshop = room.workshop
        await workshop.do(OpenRound())
        for name in ("Een bank", "Een boom"):
            await workshop.cast(f"wie {name}", "wat-1", {"tekst-1": [name]})
        await workshop.do(CloseRound())
        await workshop.do(ShowResult())
        await workshop.do(GoTo("droom"))
        await desk.until(lambda: desk.screen.state["kaart"] == "droom")
        await press(desk.pilot, "o")
        await desk.asks(ListDialog)
        dialog = desk.app.screen
        assert isinstance(dialog, ListDialog)
        await press(desk.pilot, "down", "down")
        chosen = dialog._choices[dialog._listed.highlighted or 0].label  # equals stand in an order that tells nothing
        await press(desk.pilot, "enter")
        await desk.until(lambda: workshop.session.open_round is not None)
        assert workshop.session.open_round is not None
        assert workshop.session.open_round.activity.proposed() == chosen
        await workshop.do(GoTo("wat"))
        await desk.until(lambda: desk.screen.state["kaart"] == "wat")
        asked = workshop.session.open_round
        await workshop.cast("wie", asked.id, {asked.activity.fields()[0].name: ["0"]})
        await desk.until(lambda: desk.screen.state["antwoorden"])
        await press(desk.pilot, "o", "escape")
        assert workshop.session.open_round is not None
        await press(desk.pilot, "o", "enter")
        await desk.until(lambda: workshop.session.open_round is None)


async def test_the_end_and_the_report_are_asked_for_at_the_desk(tmp_path: Path) -> None:
    made: list[str] = []

    def write_report() -> Path:
        made.append("verslag")
        return Path("exports/verslag.docx")

    async with served_room(tmp_path) as room:
        await room.workshop.do(GoTo("keuze"))
        await room.workshop.do(OpenRound())
        async with at_desk(room, write_report) as desk:
            await press(desk.pilot, "v")
            await desk.until(lambda: "klaar: exports/verslag.docx" in desk.screen.query_one(MessageLine).sentence)
            await press(desk.pilot, "ctrl+q", "down", "down")
            assert "De sessie afronden en het verslag maken" in desk.dialog()
            await press(desk.pilot, "enter")
            await desk.until(lambda: len(made) == 2)
            assert room.workshop.session.is_ended
            await desk.until(lambda: desk.screen.state["afgerond"])
        async with at_desk(room) as elsewhere:
            await press(elsewhere.pilot, "v")
            await elsewhere.until(lambda: "andere laptop" in elsewhere.screen.query_one(MessageLine).sentence)


async def test_after_the_end_the_pages_of_the_last_screen_are_turned_at_the_desk(tmp_path: Path) -> None:
    turned: list[int] = []

    def turn(places: int) -> bool:
        turned.append(places)
        return True

    async with served_room(tmp_path) as room, at_desk(room) as desk:
        room.workshop.leafing.by(turn)
        await room.workshop.do(End())
        await desk.until(lambda: desk.screen.state["afgerond"])
        await press(desk.pilot, "right", "left")
        await desk.until(lambda: turned == [1, -1])
        assert not desk.screen.query_one(MessageLine).sentence


async def test_the_palette_asks_before_it_ends_the_session(tmp_path: Path) -> None:
    async with served_room(tmp_path) as room, at_desk(room) as desk:
        for name in ("afronden", "pauzeren"):
            await press(desk.pilot, "ctrl+p")
            await desk.asks(ListDialog)
            await press(desk.pilot, *name, "enter")
            await desk.asks(ChoiceDialog)
            assert "De sessie afronden" in desk.dialog()
            await press(desk.pilot, "escape")
            await desk.until(lambda: desk.app.screen is desk.screen)
        assert not room.workshop.session.is_ended


async def test_a_number_that_stands_there_is_typed_anew(tmp_path: Path) -> None:
    async with served_room(tmp_path) as room, at_desk(room) as desk:
        await press(desk.pilot, "t")
        await desk.asks(WriteDialog)
        assert desk.app.screen.query(Line).first().value == "5"
        await press(desk.pilot, "3", "ctrl+s")
        await desk.until(lambda: room.workshop.time.timer)
        assert desk.screen.state["klok"]["seconden"] <= 3 * 60


async def test_what_was_meant_for_an_earlier_step_does_nothing(tmp_path: Path) -> None:
    async with served_room(tmp_path) as room, at_desk(room) as desk:
        await room.workshop.do(GoTo("keuze"))
        await room.workshop.do(OpenRound())
        await room.workshop.do(CloseRound())
        await desk.shows("Er is geen ronde open.", "Er zijn geen antwoorden.")
        await press(desk.pilot, "o")
        await desk.asks(ChoiceDialog)
        await room.workshop.do(GoTo("open"))
        await press(desk.pilot, "enter")
        await desk.until(lambda: "al een stap verder" in desk.screen.query_one(MessageLine).sentence)
        assert room.workshop.session.open_round is None
        await press(desk.pilot, "right", "right", "left")
        await desk.until(lambda: room.workshop.card.address == "verdeling")


async def test_a_step_is_given_with_how_the_session_stood_for_who_pressed(tmp_path: Path) -> None:
    async with served_room(tmp_path) as room, at_desk(room) as desk:
        before = desk.screen.state
        await room.workshop.do(GoTo("open"))
        await desk.until(lambda: desk.screen.state["kaart"] == "open")
        now = desk.screen.state
        desk.screen.state = before
        with pytest.raises(KompasError, match="al een stap verder"):
            await desk.screen.give({"opdracht": "volgende"})
        assert desk.screen.state["kaart"] == "open", "what stands there now may be why"
        for stale in ({"opdracht": "open"}, {"opdracht": "open", "ronde": "nieuw"}):
            with pytest.raises(KompasError, match="al een stap verder"):  # a dialog was open all the while
                await desk.screen.give(stale | {"bij": before["versie"]})
        await desk.screen.give({"opdracht": "volgende"})
        assert desk.screen.state["kaart"] != now["kaart"]


@pytest.mark.parametrize("pressed", ["n", "ctrl+p", "1"])
async def test_what_is_typed_for_a_dialog_that_can_not_open_is_no_command(
    pressed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served_room(tmp_path) as room, at_desk(room) as desk:
        await room.workshop.do(GoTo("keuze"))
        await desk.until(lambda: desk.screen.state["kaart"] == "keuze")
        tip = {"toets": "1", "zegt": "Bel", "vraagt": True, "opdracht": {"opdracht": "actiepunt", "wat": "Bel"}}
        desk.screen.state["cijfers"] = [tip]
        let_go = asyncio.Event()

        async def cut_off() -> NoReturn:
            await let_go.wait()
            raise RemoteRefused("De sessie antwoordt niet.")

        monkeypatch.setattr(desk.screen.remote, "commands", cut_off)
        for key in (pressed, "o", "q"):
            desk.app.post_message(Key(key, key if len(key) == 1 else None))
        await desk.until(lambda: len(desk.app._key_line._waiting) == 2)
        let_go.set()
        await desk.until(lambda: "antwoordt niet" in desk.screen.message_line.sentence)
        await until_at_rest(desk.pilot)
        assert room.workshop.session.open_round is None
        assert desk.screen.state["op_beamer"] != "meedoen"


async def test_a_digit_means_at_the_desk_what_it_means_on_the_beamer(tmp_path: Path) -> None:
    deck = tmp_path / "plaat.md"
    deck.write_text(NUMBERED_DECK, encoding="utf-8")
    async with served(SessionFolder(tmp_path / "sessie"), deck) as room, at_desk(room) as desk:
        workshop = room.workshop

        async def on(card: str) -> None:
            await workshop.do(GoTo(card))
            await desk.until(lambda: desk.screen.state["kaart"] == workshop.session.card)

        workshop.covers.lay("meedoen", on=True)
        await desk.shows("1 kort", "0 alle kaarten")
        await press(desk.pilot, "1")
        await desk.until(lambda: workshop.session.route == "kort")
        await press(desk.pilot, "4")  # it takes the code away
        await desk.shows("2 LATER: nog niet")
        await press(desk.pilot, "2")
        await desk.until(lambda: workshop.session.card == "later")

        await on("geld")
        await desk.shows("1 Begin klein", "2 Vraag hulp")
        for key in ("2", *"de wijk", "ctrl+s"):  # at once, as after a second in which the laptop hung
            desk.app.post_message(Key(key, key if len(key) == 1 else None))
        await desk.until(lambda: workshop.session.written_of(ev.ActionAgreed))
        (agreed,) = workshop.session.written_of(ev.ActionAgreed)
        assert (agreed.what, agreed.who) == ("Vraag hulp", "de wijk")

        await on("deal")
        await desk.shows("1 Doel", "2 Taken")
        await press(desk.pilot, "2")
        await desk.until(lambda: workshop.session.card == "taken")
        for keys, held in (("Bomen", "Bomen"), (" en gras", "Bomen en gras")):
            await on("deal")
            await press(desk.pilot, "1")
            await desk.asks(WriteDialog)
            await desk.answers(*keys, "enter")
            await desk.until(lambda: workshop.session.canvases["deal"].texts["doel"] == held)  # noqa: B023

        await press(desk.pilot, "s")
        await desk.shows("1 Vraag hulp")
        await press(desk.pilot, "1")
        await desk.asks(ChoiceDialog)
        await press(desk.pilot, "down", "enter")
        await desk.until(lambda: not workshop.session.written_of(ev.ActionAgreed))


def test_texts_that_are_arranged_stay_those_of_their_round() -> None:
    def seen(number: int, *texts: str) -> dict[str, Any]:
        told = [{"tekst_id": text, "tekst": text} for text in texts]
        result = {"kaart": "open", "ronde": number, "vorm": TextList.shape, "teksten": told, "antwoorden": len(told)}
        return {"getoond": {"kaart": "open", "ronde": number}, "uitslagen": [result]}

    desk = SimpleNamespace(state=seen(1, "Bomen"))
    arranged = ArrangedApart(desk)
    for state, texts in ((seen(1, "Bomen", "Bankjes"), 2), (seen(2, "Vuilnis"), 2), ({"getoond": None}, 2)):
        desk.state = state
        result = arranged.as_it_stands()
        assert isinstance(result, TextList)
        assert (len(result.items), result.items[0].text) == (texts, "Bomen")
    assert texts_seen(seen(1)) is None, "without texts there is nothing to arrange"


async def test_texts_are_arranged_one_after_another(tmp_path: Path) -> None:
    async with served_room(tmp_path) as room, at_desk(room) as desk:
        await room.workshop.do(GoTo("open"))
        await room.workshop.do(OpenRound())
        for number in range(3):
            await room.workshop.cast(f"{number}" * 22, "open-1", {"tekst-1": [f"Punt {number}"]})
        await room.workshop.do(CloseRound())
        await desk.shows("Punt 2")
        await press(desk.pilot, "g")
        for typed in (["enter"], [*"Punt 0", "enter"], [*"kopje", "enter"], [*"Groen", "enter"]):
            await desk.answers(*typed)
        for dialog in (ListDialog, ListDialog, WriteDialog):  # the next text, the same act, the same heading
            await desk.asks(dialog)
            await desk.answers("enter")
        await desk.asks(ListDialog)
        await press(desk.pilot, "escape")
        result = outcome_of(room.workshop.session, room.workshop.session.rounds["open-1"]).result
        assert isinstance(result, TextList)
        assert sorted(one.group for one in result.items) == ["", "Groen", "Groen"]
        await press(desk.pilot, "ctrl+p", *"afvinken", "enter")
        await desk.until(lambda: "Zet eerst de teksten groot" in desk.screen.query_one(MessageLine).sentence)
        await room.workshop.do(ShowResult())
        await press(desk.pilot, "enter")
        await desk.shows("tekst 1 van 1 groot")  # without a beamer there is one page
        await press(desk.pilot, "v")
        await desk.until(lambda: [one.act for one in room.workshop.session.moderated][-1] == "beantwoord")


async def test_a_wrong_key_is_told_before_anything_is_shown(tmp_path: Path) -> None:
    async with served_room(tmp_path) as room:
        remote = RemoteDesk(f"127.0.0.1:{room.port}", "verkeerd")
        with pytest.raises(RemoteRefused, match="Deze sleutel past niet"):
            await remote.look()
        await remote.close()


async def test_a_phone_is_paired_once(tmp_path: Path) -> None:
    async with served_room(tmp_path) as room, at_desk(room) as desk:
        await press(desk.pilot, "ctrl+p")
        await desk.asks(ListDialog)
        await press(desk.pilot, *"koppelen", "enter")
        await desk.asks(PairingDialog)
        url, _ = await desk.screen.remote.new_pairing()
        url = url.upper().replace("HTTP", "http")
        async with httpx.AsyncClient(timeout=PATIENCE) as phone:
            assert "Koppel deze telefoon" in (await phone.get(url)).text
            assert (await phone.post(url)).status_code == 303
            page = await phone.get(f"http://127.0.0.1:{room.port}/regie")
            assert "Schrijf op" in page.text
        async with httpx.AsyncClient(timeout=PATIENCE) as other:
            assert (await other.post(url)).status_code == 403
            assert "gebruikt of te oud" in (await other.get(url)).text


@pytest.mark.parametrize("name", ORDER_NAMES)
def test_what_the_remote_says_that_a_command_needs_is_enough_for_it(name: OrderName) -> None:
    samples: dict[str, object] = {"getal": 2, "ja": True, "lijst": ["a"], "aantallen": {"a": 1}}
    words = {need.name: samples.get(need.kind, "iets") for need in needs_of(name) if need.required or need.kind == "ja"}
    whole: dict[str, object] = {key: WORDS[key] for key in ("regel", "actiepunt", "toezegging") if key in words}
    acts: dict[str, object] = {"doe": ACT.get(name, "toon")} if "doe" in words else {}
    assert isinstance(ORDERS[name](OrderWords({**words, **whole, **acts})), Command)


async def test_with_a_desk_the_beamer_asks_nothing_and_shows_no_keys(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        with shown.workshop.presence.desk():
            await shown.until(lambda: not shown.screen().query_one(KeyBar).display)
            assert "Begin met" not in shown.text()
            for key in ("k", "ctrl+p", "question_mark", "i"):
                await shown.press(key)
                await shown.says("Dit doe je nu in het venster van de begeleider.")
                assert shown.app.screen is shown.screen()
            await shown.until(lambda: shown.screen().query_one(MessageLine).region.bottom == shown.app.size.height)
            await shown.press("g")  # why it is refused names a key
            await shown.says("Dit doe je nu in het venster van de begeleider.")
            await shown.press("enter")
            await shown.asks(EnlargedText)
            assert not any(one.display for one in shown.app.screen.query(".hint"))
            await shown.workshop.do(GoFurther(1))
            await shown.until(lambda: shown.app.screen is shown.screen())
            await shown.press("enter")
            await shown.asks(EnlargedText)
            await shown.press("pagedown")  # a clicker has no other key
            await shown.until(lambda: shown.app.screen is shown.screen())
        await shown.until(lambda: shown.screen().query_one(KeyBar).display)


async def test_what_was_asked_on_the_beamer_makes_way_for_the_desk(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        for keys in (("k", *"Geheim"), ("question_mark",), ("ctrl+p",), ("i",)):
            await shown.press(*keys)
            await shown.until(lambda: shown.app.screen is not shown.screen())
            with shown.workshop.presence.desk():
                await shown.until(lambda: shown.app.screen is shown.screen())
        assert not shown.workshop.session.written
        await shown.press("enter")
        await shown.asks(EnlargedText)
        with shown.workshop.presence.desk():
            await shown.handled()
            assert isinstance(shown.app.screen, EnlargedText), "what is for the room stays"


def stage_words(shown: Beamer) -> str:
    """All that the room can read now, over all pages and in letters of any size."""
    pages = showing.pages(shown.screen().view(), 96, 26)
    lines = ([page.plain] if isinstance(page, Painting) else map(readable, page) for page in pages)
    return " ".join(" ".join(line for page in lines for line in page).split())


async def test_nothing_of_the_facilitators_stands_on_any_card_beside_a_desk(tmp_path: Path) -> None:
    async with beamer(tmp_path, deck="kompas") as shown:
        workshop, chance, asked = shown.workshop, random.Random(11), set[str]()
        cards = [*workshop.course.cards, *workshop.course.linked]
        notes = [one for card in cards for one in re.split(r"(?<=[.?!])\s+", card.notes) if len(one) > 18]
        assert len(notes) > len(cards)

        def look(*private: str) -> None:
            words = stage_words(shown)
            assert words
            assert not [one for one in (*notes, *private, "Druk op", "Esc ", "Ctrl+") if one in words], words

        with workshop.presence.desk():
            workshop.covers.lift()
            for card in cards:
                await workshop.do(GoTo(card.address))
                look()
                if (activity := card.activity) is None or activity.word in asked:
                    continue
                try:
                    await workshop.do(OpenRound())
                except CommandRefused:
                    continue  # it takes what another card gave
                asked.add(activity.word)
                current = workshop.session.open_round
                assert current is not None
                fields = current.activity.form()
                for voter in range(6):
                    filled = {name: value for one in fields for name, value in random_values(one, chance).items()}
                    await workshop.cast(f"wie {voter}", current.id, filled, role="bewoner")
                look()
                await workshop.do(CloseRound())
                outcome = outcome_of(workshop.session, current)
                look(outcome.sentence)
                await workshop.do(ShowResult())
                assert outcome.sentence in stage_words(shown)
                look()
                await workshop.do(TakeNote("Alleen voor mij"))
                look("Alleen voor mij")
        assert len(asked) > 8


async def test_who_goes_further_from_elsewhere_turns_the_pages_of_the_beamer_too(tmp_path: Path) -> None:
    deck = tmp_path / "lang.md"
    deck.write_text(
        "---\ntitel: Een heel lange titel voor een avond over het plein en de straten eromheen\n---\n\n# Lang\n\n"
        + "- een punt\n" * 30
        + "\n# Kort\n\nEen zin.\n",
        encoding="utf-8",
    )
    async with beamer(tmp_path, (80, 24), deck=str(deck)) as shown:
        session, leafing = shown.workshop.session, shown.workshop.leafing
        first = session.card
        with shown.workshop.presence.desk():
            await shown.until(lambda: shown.workshop.covers.top == "meedoen")
            shown.workshop.covers.lift()
            await shown.until(lambda: leafing.pages == 2)
            assert "verder" not in shown.stage()
            assert "… · Lang" in shown.text().splitlines()[0], "the title of the session makes way for the card"
            await shown.workshop.do(GoFurther(1))
            await shown.until(lambda: leafing.page == 2)
            assert session.card == first
            await shown.workshop.do(GoFurther(1))
            assert session.card != first
            await shown.until(lambda: (leafing.page, leafing.pages) == (1, 1))


async def test_what_lay_on_one_card_gives_no_page_to_the_next(tmp_path: Path) -> None:
    deck = tmp_path / "lang.md"
    points = "- een punt\n" * 30
    deck.write_text(f"---\ntitel: Lang\n---\n\n# Een\n\n{points}\n# Twee\n\n{points}", encoding="utf-8")
    async with beamer(tmp_path, (80, 24), deck=str(deck)) as shown:
        covers, leafing = shown.workshop.covers, shown.workshop.leafing
        covers.lift()
        await shown.until(lambda: leafing.pages == 2)
        await shown.workshop.do(GoFurther(1))
        await shown.until(lambda: leafing.page == 2)
        await shown.workshop.do(LookUp(cover="oogst"))
        await shown.until(lambda: leafing.pages == 1)
        await shown.workshop.do(GoTo("twee"))
        await shown.until(lambda: leafing.pages == 2)
        assert leafing.page == 1


def test_a_result_below_something_else_is_not_told_to_be_seen() -> None:
    state = {
        "kaart": "een",
        "afgerond": False,
        "getoond": {"kaart": "een", "ronde": 1},
        "uitslagen": [{"kaart": "een", "ronde": 1, "zin": "Er is een antwoord.", "vorm": "woorden"}],
    }
    heads = [result_lines(state | {"op_beamer": cover}, 60)[0].plain for cover in (None, "groot", "oogst", "zwart")]
    assert heads == ["De zaal ziet deze uitslag."] * 2 + ["Deze uitslag ligt onder wat de zaal nu ziet."] * 2
    ended = result_lines(state | {"op_beamer": None, "afgerond": True}, 60)
    assert ended[0].plain == "Deze uitslag staat op een van de laatste pagina’s."


async def test_every_command_has_its_own_words(tmp_path: Path) -> None:
    async with served_room(tmp_path) as room:
        commands = commands_data(room.workshop)
        called = [one["titel"] for one in commands]
        assert len(set(called)) == len(called)
        assert set(needs_of("sprekers")[0].options) == set(FLOOR_ACTS)
        assert set(needs_of("tijd")[0].options) == set(RHYTHM_ACTS)
        assert set(needs_of("modereer")[1].options) == set(ACTS)


async def test_texts_stand_large_one_after_another_and_are_ticked_off_from_the_desk(tmp_path: Path) -> None:
    deck = tmp_path / "vragen.md"
    deck.write_text(
        "---\ntitel: Vragen\n---\n\n# Wat? {#wat}\n\n```vragen\nvraag: Wat wil je weten?\n```\n", encoding="utf-8"
    )
    async with beamer(tmp_path, deck=str(deck)) as shown:
        workshop = shown.workshop
        await workshop.do(OpenRound())
        for text in ("Wanneer?", "Waarom?"):
            await workshop.cast(f"wie {text}", "wat-1", {"vraag-1": [text]})
        await workshop.do(CloseRound())
        await workshop.do(ShowResult())
        with pytest.raises(CommandRefused, match="ziet deze tekst niet"):
            await workshop.do(LookUp(cover="groot", text_id="nergens"))
        second = texts_to_enlarge(workshop.session)[1].id
        await workshop.do(LookUp(cover="groot", text_id=second))
        await shown.asks(Spotlight)
        await shown.until(lambda: (now := workshop.covers.enlarged) and now.id == second)
        await workshop.do(GoFurther(-1))
        first = workshop.covers.enlarged
        assert first is not None
        assert first.id != second
        assert enlarged_data(workshop) == {
            "tekst_id": first.id, "tekst": first.text, "beantwoord": False, "vinkt_af": True, "vragenbus": False,
        }  # fmt: skip
        await workshop.do(Moderate(first.id, "beantwoord"))
        await shown.until(lambda: "✓ beantwoord" in shown.dialog_text() or "2 van 2" in shown.dialog_text())
        await workshop.do(LookUp(on=False, cover="groot"))
        await shown.asks(SessionScreen)
        await shown.press("enter")
        await shown.asks(Spotlight)
        assert workshop.covers.top == "groot"
        await shown.press("escape")
        await shown.until(lambda: workshop.covers.top is None)
        assert workshop.covers.enlarged is None


async def test_a_key_that_is_held_at_the_desk_opens_a_round_and_does_not_close_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounding, "HELD_SECONDS", 3600)
    async with served_room(tmp_path) as room, at_desk(room) as desk:
        await room.workshop.do(GoTo("keuze"))
        await desk.until(lambda: desk.screen.state["kaart"] == "keuze")
        await press(desk.pilot, *"ooo")
        await desk.until(lambda: "net open" in desk.screen.message_line.sentence)
        current = room.workshop.session.open_round
        assert current is not None, "opened once"
        await room.workshop.cast("wie", current.id, {"keuze": ["1"]})
        await desk.until(lambda: desk.screen.state["antwoorden"])
        await press(desk.pilot, "o")
        await desk.until(lambda: room.workshop.session.open_round is None)
