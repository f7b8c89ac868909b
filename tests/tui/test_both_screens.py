"""What the beamer can be asked, the facilitator's own terminal can be asked too: by the same keys, or by name."""

from pathlib import Path

from textual.binding import Binding
from textual.widgets import Static

from kompas_tui.domain.session import events as ev
from kompas_tui.tui.drawing.letters import readable
from kompas_tui.tui.drawing.lots import lot_pages
from kompas_tui.tui.drawing.sizing import SMOOTH_LETTERS
from kompas_tui.tui.keys import PALETTE_ONLY, SESSION_KEYS
from kompas_tui.tui.screens.desk import OWN_KEYS, OWN_ROWS, DeskScreen
from kompas_tui.tui.screens.dialogs import ChoiceDialog, ListDialog, ReadDialog, WriteDialog
from kompas_tui.tui.screens.entries import Line
from kompas_tui.tui.screens.facilitating import CONVERSATIONS
from kompas_tui.tui.screens.session import SessionScreen
from kompas_tui.tui.widgets import MessageLine
from kompas_tui.web.choices import commands_data
from kompas_tui.workshop.approach import WayIn
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.course import GoTo
from kompas_tui.workshop.commands.order import OrderWords
from kompas_tui.workshop.commands.table import ENTRIES, ORDERS
from kompas_tui.workshop.lots import DrawnLot
from tests.tui.beamers import beamer
from tests.tui.pressing import press
from tests.tui.test_desk import AtDesk, at_desk, served_room
from tests.web.room import KEY, ServedRoom
from tests.workshop.rooms import workshop

NOT_AT_THE_DESK = {
    "voorbereiden": "it looks at the laptop of the beamer and its terminal, before the group comes",
}
"""What only the beamer can be asked, and why."""


async def test_every_key_and_command_of_the_beamer_is_at_the_desk() -> None:
    rows = {one["rij"] for one in commands_data(await workshop())} | {*OWN_KEYS, *OWN_ROWS}
    of_beamer = {key.id for key in (*SESSION_KEYS, *PALETTE_ONLY)} | set(CONVERSATIONS)
    assert of_beamer - rows - {"zoeken"} == set(NOT_AT_THE_DESK)
    assert "inhoud" in rows, "which is searched as well"
    bound = {one.id: one.key for one in DeskScreen.BINDINGS if isinstance(one, Binding)}
    beamer_keys = {one.id: one.key for one in SessionScreen.BINDINGS if isinstance(one, Binding)}
    assert {name: key for name, key in beamer_keys.items() if bound.get(name) != key} == {}
    assert not (set(NOT_AT_THE_DESK) & set(ENTRIES)), "what the remote can do is offered"


async def palette(desk: AtDesk, name: str) -> None:
    await press(desk.pilot, "ctrl+p")
    await desk.asks(ListDialog)
    await press(desk.pilot, *name, "enter")


def told(desk: AtDesk) -> str:
    return " ".join(str(one.render()) for one in desk.app.screen.query(Static))


async def with_texts(room: ServedRoom, card: str, *forms: dict[str, list[str]]) -> None:
    await room.workshop.do(GoTo(card))
    await room.workshop.do(OpenRound())
    for number, form in enumerate(forms):
        await room.workshop.cast(f"wie-{number}", f"{card}-1", form)
    await room.workshop.do(CloseRound())
    await room.workshop.do(ShowResult())


async def test_lots_are_drawn_at_the_desk_and_seen_when_that_is_said(tmp_path: Path) -> None:
    async with served_room(tmp_path) as room, at_desk(room) as desk:
        covers = room.workshop.covers
        await with_texts(room, "open", {"tekst-1": ["Een bank"]})
        await desk.until(lambda: desk.screen.state["getoond"])
        await palette(desk, "loten")
        await desk.asks(ChoiceDialog)
        assert "Het lot viel op" in told(desk)
        assert "Een bank" in told(desk)
        assert covers.top is None
        await desk.answers("enter")
        await desk.until(lambda: covers.top == "lot")
        await desk.shows("Op de beamer: het lot.")

        await palette(desk, "tel af")
        await desk.asks(WriteDialog)
        assert [line.value for line in desk.app.screen.query(Line)] == ["1", "4"]
        await press(desk.pilot, "ctrl+s")
        await desk.until(lambda: "1 tot en met 1.000 mensen" in told(desk))  # what was typed stands there still
        await press(desk.pilot, *"12", "ctrl+s")
        await desk.asks(ChoiceDialog)
        assert "3 groepen van 4 mensen." in told(desk)
        assert covers.top is None, "a new lot is not the one that the room sees"
        await desk.answers("down", "down", "enter")
        await desk.shows("Geloot, niet op de beamer: 3 groepen van 4 mensen.")
        await palette(desk, "lot")
        await desk.until(lambda: covers.top == "lot")
        await press(desk.pilot, "escape")
        await desk.until(lambda: covers.top is None)


def test_a_lot_is_read_from_the_back_row() -> None:
    lots = (
        DrawnLot("Het lot viel op", "Een bank op het plein"),
        DrawnLot("Tel af: welk nummer hoort waar?", groups=tuple(tuple(range(at, 41, 8)) for at in range(1, 9))),
    )
    for lot in lots:
        for width, height in ((76, 20), (96, 26), (156, 41)):
            for letters in (None, SMOOTH_LETTERS):
                pages = lot_pages(lot, width, height, letters)
                assert all(len(page) <= height for page in pages)
                words = " ".join(" ".join(line for page in pages for line in map(readable, page)).split())
                groups = [f"Groep {number}" for number, _ in enumerate(lot.groups, 1)]
                assert [one for one in (lot.title, lot.text, *groups, "40" if groups else "") if one not in words] == []


async def test_how_the_beamer_draws_is_asked_at_the_desk(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        screen, workshop = shown.screen(), shown.workshop
        await shown.press("right", "plus", "plus", "minus")
        await shown.until(lambda: workshop.projection.larger == {workshop.session.card: 1})
        await shown.until(lambda: screen._letters is not None and screen._letters.steps == 1)
        before = shown.app.theme
        await workshop.do(ORDERS["thema"](OrderWords({})))
        await shown.until(lambda: shown.app.theme != before)


async def test_the_letters_the_colours_and_the_address_are_orders_of_the_desk(tmp_path: Path) -> None:
    async with served_room(tmp_path) as room, at_desk(room) as desk:
        workshop, taken = room.workshop, list[str]()
        await press(desk.pilot, "plus")
        await desk.until(lambda: workshop.projection.larger == {"welkom": 1})
        await press(desk.pilot, "B")
        await desk.until(lambda: "geen getekende praatplaat" in desk.screen.query_one(MessageLine).sentence)
        await press(desk.pilot, "y")
        await desk.until(lambda: "Een ander adres is niet nodig" in desk.screen.query_one(MessageLine).sentence)
        workshop.approach.by(lambda: [WayIn("10.0.0.7", "wifi"), WayIn("10.8.0.1", "VPN", "Pas op.")], taken.append)
        await press(desk.pilot, "y")
        await desk.asks(ChoiceDialog)
        await desk.answers("down", "enter")
        await desk.until(lambda: taken == ["10.8.0.1"])
        await desk.until(lambda: desk.screen.query_one(MessageLine).sentence == "Pas op.")
        await palette(desk, "thema")
        await desk.until(lambda: workshop.projection.themes == 1)
        await palette(desk, "sleutel")
        await desk.asks(ReadDialog)
        assert KEY in told(desk)
        await press(desk.pilot, "escape", "slash")
        await desk.asks(ListDialog)
        await press(desk.pilot, *"in een woord", "enter")
        await desk.until(lambda: workshop.session.card == "woorden")


async def test_words_that_look_alike_are_offered_at_the_desk_as_on_the_beamer(tmp_path: Path) -> None:
    async with served_room(tmp_path) as room, at_desk(room) as desk:
        await with_texts(room, "woorden", {"woord-1": ["boom"]}, {"woord-1": ["boom"]}, {"woord-1": ["bomen"]})
        await desk.until(lambda: desk.screen.state["getoond"])
        await press(desk.pilot, "g")
        await desk.asks(ChoiceDialog)
        assert "Telt ‘bomen’ als ‘boom’?" in told(desk)
        await press(desk.pilot, "enter")
        await desk.until(lambda: room.workshop.session.every_event[-1].__class__ is ev.WordsMerged)


async def test_an_own_question_has_a_line_for_each_option(tmp_path: Path) -> None:
    async with served_room(tmp_path) as room, at_desk(room) as desk:
        await palette(desk, "vraag")
        await desk.until(lambda: "keuze" in desk.dialog())
        await press(desk.pilot, "enter")
        await desk.asks(WriteDialog)
        await press(desk.pilot, *"Wat nu?", "enter", *"Ja, graag", "enter", *"Nee", "ctrl+s")
        await desk.until(lambda: room.workshop.card.activity is not None and room.workshop.card.title == "Wat nu?")
        activity = room.workshop.card.activity
        assert activity is not None
        assert activity.listed() == ("Ja, graag", "Nee")


async def test_what_can_not_be_done_now_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    said = {
        "h": "Er is nog geen ronde", "x": "staan geen groepen", "d": "geen borden", "e": "geen waaier",
        "m": "schrijft niemand een tekst",
    }  # fmt: skip
    async with served_room(tmp_path) as room, at_desk(room) as desk:
        for key, why in said.items():
            await press(desk.pilot, key)
            await desk.until(lambda: why in desk.screen.query_one(MessageLine).sentence)  # noqa: B023
            assert desk.app.screen is desk.screen
        for name, why in (
            ("route", "geen routes"),
            ("vergelijken", "Toon eerst de uitslag"),
            ("voorstel", "geen voorstel"),
        ):
            await palette(desk, name)
            await desk.until(lambda: why in desk.screen.query_one(MessageLine).sentence)  # noqa: B023


async def test_before_the_end_the_room_may_first_see_what_was_agreed(tmp_path: Path) -> None:
    async with served_room(tmp_path) as room, at_desk(room) as desk:
        await press(desk.pilot, "ctrl+q")
        await desk.asks(ChoiceDialog)
        assert "Eerst laten zien wat we afspraken" in desk.dialog()
        await press(desk.pilot, "up", "enter")  # the last choice
        await desk.until(lambda: room.workshop.covers.top == "oogst")
        assert not room.workshop.session.is_ended
