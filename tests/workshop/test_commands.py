"""The one table of commands: every command has a row, every row can be given, and no name stands in it twice."""

from typing import get_args

import pytest

from kompas_tui.domain.language.errors import CommandRefused, Remedy
from kompas_tui.workshop.commands.command import Command, session_over
from kompas_tui.workshop.commands.course import Begin, EditDecks, End
from kompas_tui.workshop.commands.fan import GoToFan
from kompas_tui.workshop.commands.looking import Project
from kompas_tui.workshop.commands.needs import ORDER_NAMES
from kompas_tui.workshop.commands.order import OrderUnclear, OrderWords
from kompas_tui.workshop.commands.refusing import why_not_now
from kompas_tui.workshop.commands.table import ENTRIES, ORDERS, TABLE
from kompas_tui.workshop.commands.writing import AddPhoto
from kompas_tui.workshop.projecting import Projection
from tests.workshop.rooms import workshop

NOT_FOR_THE_REMOTE = (AddPhoto, Begin, EditDecks, GoToFan)
"""What only the program or the beamer gives."""

WORDS = {
    "kaart": "een", "tekst": "iets", "wat": "iets", "tekst_id": "a", "tot": "a", "vraag_id": "a",
    "aanbod_id": "b", "soort": "keuze", "vraag": "Waar?", "mensen": 3, "code": "ABCDEF", "aantallen": {"a": 1},
    "vak": "doel", "actiepunt": 1, "toezegging": 1, "wie": "wij", "aan": "jullie",
    "regel": 1, "bord": "zorg", "oordeel": "deels", "waarom": "zo", "gelezen": "7A", "ronde": "nieuw",
    "grootte": 2, "adres": "10.0.0.7",
}  # fmt: skip


ACT = {"tijd": "start", "sprekers": "open"}
"""What is to be done, by the command, where it is another thing than with a text."""


def given() -> set[str]:
    """The names of the commands that the rows of the table give."""
    orders = [
        (read, OrderWords({**WORDS, "doe": ACT.get(name, "toon"), "minuten": minutes}))
        for name, read in ORDERS.items()
        for minutes in (0, 2)
    ]
    return {type(read(order)).__name__ for read, order in orders}


def test_every_command_has_a_row() -> None:
    own = {one.__name__ for one in Command.__subclasses__() if one.__module__.startswith("kompas_tui.")}
    assert own - {one.__name__ for one in NOT_FOR_THE_REMOTE} == given()


async def test_what_can_be_done_after_the_end_is_what_its_command_says() -> None:
    room = await workshop()
    await room.do(End())
    over, refused = str(session_over()), set[str]()
    for name, read in ORDERS.items():
        command = read(OrderWords({**WORDS, "doe": ACT.get(name, "toon"), "minuten": 2}))
        try:
            await room.do(command)
        except CommandRefused as error:
            refused |= {name} if str(error) == over else set()
    assert {name for name in ORDER_NAMES if why_not_now(room, name) == over} == refused


def test_no_id_and_no_name_stands_twice() -> None:
    ids = [entry.id for entry in TABLE]
    names = [name for entry in TABLE for name in entry.orders]
    assert len(ids) == len(set(ids))
    assert len(names) == len(set(names))


def test_what_a_row_asks_is_what_its_command_needs() -> None:
    for entry in TABLE:
        if entry.needs:
            ORDERS[entry.orders[0]](OrderWords({need.name: "iets" for need in entry.needs if need.required}))
            assert entry.title


async def test_what_can_not_be_done_now_says_what_does_help() -> None:
    room = await workshop()
    refusals = {sentence for name in ORDER_NAMES if (sentence := why_not_now(room, name))}
    assert len(refusals) > 5
    assert not {one for one in refusals if ". " not in one and not one.startswith("Toon ")}


def test_each_remedy_but_the_report_is_a_command() -> None:
    assert set(get_args(Remedy)) - set(ENTRIES) == {"verslag"}


def test_what_is_missing_is_named() -> None:
    with pytest.raises(OrderUnclear, match="‘tekst’"):
        ORDERS["notitie"](OrderWords({}))


def test_letters_grow_no_further_than_any_screen_draws_them_however_long_the_key_is_held() -> None:
    asked = Projection()
    for _ in range(1000):
        asked = Project("groter").changed(asked, "een")
    for _ in range(30):
        asked = Project("kleiner").changed(asked, "een")
    assert asked.larger["een"] < 0
