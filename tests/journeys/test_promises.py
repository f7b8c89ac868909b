"""A promise (toezegging): who, to whom, what and when; from the command to the report and the next session."""

from datetime import date
from pathlib import Path

import pytest

from kompas_tui.deck_files import load_decks
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.library.following import calls
from kompas_tui.domain.library.things import Sort
from kompas_tui.domain.report import Figures, Section, build_report
from kompas_tui.domain.session import events as ev
from kompas_tui.export.data import session_data
from kompas_tui.export.sheets import sheet_files
from kompas_tui.journal import SessionFolder
from kompas_tui.journal.database import database_contents
from kompas_tui.library.desk import Desk
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.course import End, TakeBack
from kompas_tui.workshop.commands.order import OrderUnclear, OrderWords
from kompas_tui.workshop.commands.table import ORDERS
from kompas_tui.workshop.commands.writing import Agree, FinishAction, Promise
from kompas_tui.workshop.continuing import earlier_session
from kompas_tui.workshop.opening import open_workshop
from tests.library.evenings import DECK, NOW, evening
from tests.workshop.rooms import workshop

SEND = {"wie": "de gemeente", "aan": "de bewoners", "wat": "Het verslag sturen", "wanneer": "2027-03-09"}
TABLE = ("Wat", "Wie", "Aan wie", "Wanneer")
"""Where all were made on one card, that is not said."""


def promises_in(room: Workshop) -> list[ev.PromiseMade]:
    return room.session.written_of(ev.PromiseMade)


def parts(room: Workshop) -> dict[str, Section]:
    """The parts of the report's first chapter, by heading."""
    report = build_report(room.session, room.head, room.course)
    return {part.heading: part for section in report.sections for part in (section, *section.parts)}


async def test_a_promise_says_who_to_whom_what_and_when_and_is_taken_back() -> None:
    room = await workshop()
    assert await room.do(ORDERS["toezegging"](OrderWords(SEND))) == "De toezegging is bewaard."
    kept = ev.PromiseMade(
        time=room.now(), card="welkom", what=SEND["wat"], who=SEND["wie"], to=SEND["aan"], when=SEND["wanneer"]
    )
    assert promises_in(room) == [kept]
    assert await room.do(TakeBack()) == "De toezegging is weg."
    assert promises_in(room) == []


async def test_a_promise_of_nobody_or_to_nobody_is_refused() -> None:
    room = await workshop()
    for who, to in (("", "jou"), ("ik", " "), ("\u200b", "jou")):
        with pytest.raises(CommandRefused, match="Vul allebei in"):
            await room.do(Promise(who, to, "bellen"))
    with pytest.raises(OrderUnclear, match="‘aan’"):
        ORDERS["toezegging"](OrderWords({"wie": "ik", "wat": "bellen"}))
    with pytest.raises(CommandRefused, match="geen datum"):
        await room.do(Promise("ik", "jou", "bellen", "gauw"))
    assert room.session.written == []


async def test_promises_stand_in_a_table_of_their_own_beside_the_actions() -> None:
    room = await workshop()
    await room.do(Agree("Stoelen klaarzetten", "wij"))
    await room.do(Promise("wethouder", "de straat", "Terugkomen"))
    await room.do(ORDERS["toezegging"](OrderWords(SEND)))
    found = parts(room)
    (table,) = found["Toezeggingen"].blocks
    assert isinstance(table, Figures)
    assert table.table.header == TABLE
    assert table.table.rows == (
        ("Het verslag sturen", "de gemeente", "de bewoners", date(2027, 3, 9)),
        ("Terugkomen", "wethouder", "de straat", "niet afgesproken"),
    )
    (actions,) = found["Actiepunten"].blocks
    assert isinstance(actions, Figures)
    assert [row[0] for row in actions.table.rows] == ["Stoelen klaarzetten"]
    (told, *_) = found["In het kort"].blocks
    assert "1 actiepunt en 2 toezeggingen" in str(told)
    assert "Ook bij ‘Toezeggingen’ kunnen namen staan." in str(
        build_report((await only_promised()).session, room.head).blocks[0]
    )


async def only_promised() -> Workshop:
    room = await workshop()
    await room.do(ORDERS["toezegging"](OrderWords(SEND)))
    return room


async def test_promises_stand_in_every_form_of_the_data() -> None:
    room = await only_promised()
    data = session_data(room.session, room.head)["opgeschreven"]
    assert [one["aan"] for one in data["toezeggingen"]] == ["de bewoners"]
    assert data["actiepunten"] == []
    sheet = sheet_files(room.session)["toezeggingen.csv"].decode("utf-8-sig").splitlines()
    assert sheet[0] == '"Wat";"Wie";"Aan wie";"Wanneer";"Kaart";"Tijd"'
    assert sheet[1].startswith('"Het verslag sturen";"de gemeente";"de bewoners";"2027-03-09";"Welkom"')
    (kept,) = database_contents(room.session)["toezeggingen"].values()
    assert kept == {**SEND, "kaart": "welkom", "klaar": False}


async def test_an_open_promise_comes_along_is_kept_and_stands_in_the_library(tmp_path: Path) -> None:
    first = await evening(tmp_path / "een", title="De eerste avond")
    await first.room.do(Agree("Bellen", "wij"))
    await first.room.do(ORDERS["toezegging"](OrderWords(SEND)))
    path = await first.end()
    desk = Desk.opened(tmp_path, [tmp_path], lambda: NOW)
    (promise,) = desk.shelf.of_sort(Sort.PROMISE)
    assert (promise.text, promise.who, promise.details) == (SEND["wat"], SEND["wie"], (("Aan", SEND["aan"]),))
    assert "Toezegging te laat" in [call.why for call in calls(desk.shelf)]

    room = await following(tmp_path, path)
    brought = room.session.continued
    assert brought is not None
    assert [(one.what, one.to) for one in brought.actions] == [("Bellen", ""), (SEND["wat"], SEND["aan"])]
    assert await room.do(FinishAction(2)) == "De toezegging is nagekomen."
    (kept,) = database_contents(room.session)["vorige_sessie"].values()
    assert [one["nummer"] for one in kept["actiepunten"]] == [1]
    assert [(one["nummer"], one["aan"], one["klaar"]) for one in kept["toezeggingen"]] == [(2, SEND["aan"], True)]
    tables = [block.table for block in parts(room)["Uit de vorige sessie"].blocks if isinstance(block, Figures)]
    assert [table.header[2] for table in tables] == ["Wanneer", "Aan wie"]
    assert tables[1].rows[0][-1] == "klaar"
    await room.do(End())
    await room.close()
    desk.reread()
    (promise,) = desk.shelf.of_sort(Sort.PROMISE)
    assert desk.shelf.state_of(promise).startswith("gedaan op")


async def following(folder: Path, before: Path) -> Workshop:
    """A session that goes on from the one in a folder."""
    deck = folder / "deck.md"
    deck.write_text(DECK, encoding="utf-8")
    session = SessionFolder(folder / "twee")
    session.path.mkdir()
    continued = earlier_session(before, NOW)
    return await open_workshop(
        session, load_decks([str(deck)]), ev.Details(title="Twee"), clock=lambda: NOW, continued=continued
    )
