"""The shipped decks to fill in run with simulated phones, who say what they like, and fill a report."""

import asyncio
from pathlib import Path

import pytest

from kompas_tui.deck_files import shipped_decks
from kompas_tui.export import write_report
from kompas_tui.journal import SessionFolder
from kompas_tui.simulation import SimulationLog, simulate
from kompas_tui.workshop.carrying import ProposalsTied
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.course import End, GoTo
from tests.decks.test_shipped import TEMPLATES
from tests.journeys.test_kompas import Report
from tests.waiting import eventually_async
from tests.web.room import ServedRoom, served

PHONES = 12


@pytest.mark.parametrize("name", TEMPLATES)
async def test_a_shipped_deck_is_rehearsed_and_fills_a_report(name: str, tmp_path: Path) -> None:
    folder = SessionFolder(tmp_path / "sessie")
    until, log = asyncio.Event(), SimulationLog()
    async with served(folder, shipped_decks()[name]) as room:
        url = f"{room.url}/{room.workshop.session.code}"
        phones = asyncio.create_task(simulate(url, PHONES, seed=3, pace=0, until=until, log=log))
        try:
            cards = [card for card in room.workshop.course.cards if card.activity is not None]
            for card in cards:
                await room.workshop.do(GoTo(card.address))
                await rehearse(room, log, "nieuw", f" {card.address}-1~")
                if card.activity is not None and card.activity.takes_support:
                    await rehearse(room, log, "steun", f" {card.address}-1-steun-1~")
        finally:
            until.set()
            await phones
        rounds = room.workshop.session.rounds.values()
        answers = {one.card: one.answers for one in rounds if not one.activity.is_support}
        course = room.workshop.course
        await room.workshop.do(End())
    write_report(*folder.read_session(), tmp_path / "verslag.docx", course)
    report = Report(tmp_path / "verslag.docx")
    assert [said for said in log.refused if "De ronde is gesloten" not in said] == []
    for card in cards:
        assert answers[card.address] > 0
        counted = f"{answers[card.address]} antwoord"
        assert any(said.startswith(counted) for part in report.chapter(card.title) for said in part.said), card.address


async def rehearse(room: ServedRoom, log: SimulationLog, again: str, ticket: str) -> None:
    """A round that every phone, or half of the tables, has had; it is known by the begin of its ticket."""
    try:
        await room.workshop.do(OpenRound(again))
    except ProposalsTied as error:  # the facilitator chooses
        await room.workshop.do(OpenRound(again, error.tied[0]))
    asked = room.workshop.session.open_round
    assert asked is not None
    tables = len(room.workshop.session.tables) if asked.activity.tables else 0

    def is_done() -> bool:
        decided = sum(many for one, many in log.decided.items() if ticket in one)
        return decided == PHONES or (bool(tables) and asked.answers * 2 >= tables)

    await eventually_async(is_done)
    await room.workshop.do(CloseRound())
    await room.workshop.do(ShowResult())
