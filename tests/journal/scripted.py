"""A session that tells what was acknowledged, and what must hold of its folder after a crash."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from kompas_tui.deck_files import read_decks
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.journal import SessionFolder
from kompas_tui.workshop import Workshop, open_workshop, resume_workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.course import End, GoTo
from kompas_tui.workshop.commands.writing import TakeNote
from tests.workshop.rooms import DECK, choose, clock

SECRETS = ("merksleutel", "afstandsleutel")

Acknowledge = Callable[[str], None]


def run(path: Path, acknowledge: Acknowledge) -> None:
    """Play the session; what is refused is no reason to stop."""
    asyncio.run(_play(SessionFolder(path), acknowledge))


async def _play(folder: SessionFolder, acknowledge: Acknowledge) -> None:
    try:
        with folder.lock():
            room = await open_workshop(folder, read_decks([("proef", DECK, False)]), ev.Details(), clock=clock)
            folder.remote_key("TEST-TEST")
            acknowledge("begonnen")
            try:
                await _evening(room, acknowledge)
            finally:
                await room.close()
    except (KompasError, OSError) as error:
        acknowledge(f"geweigerd {type(error).__name__}")


async def _evening(room: Workshop, acknowledge: Acknowledge) -> None:
    async def step(said: str, doing: Awaitable[object]) -> None:
        try:
            done = await doing
        except KompasError:
            acknowledge(f"niet {said}")
        else:
            acknowledge(str(done) if said == "stem" else said)

    await step("kaart", room.do(GoTo("kleur")))
    await step("open", room.do(OpenRound("nieuw")))
    for voter in range(3):
        if room.session.open_round:
            await step("stem", choose(room, f"stemmer {voter}", voter))
    await step("dicht", room.do(CloseRound()))
    await step("notitie", room.do(TakeNote("Een notitie")))
    await step("afgerond", room.do(End()))


def must_hold(path: Path, acknowledged: list[str]) -> None:
    """What a next program finds is all that was acknowledged, and it can go on with it."""
    folder = SessionFolder(path)
    if "begonnen" not in acknowledged:
        _may_refuse(folder)
        return
    session, _ = folder.read_session()
    _must_tell(session, acknowledged)
    assert not list(path.glob("*.gered")), "what was never damaged is not called so"
    if session.is_ended:
        assert not [name for name in SECRETS if (path / name).exists()], "a key outlived the session"
    if folder.database_path.exists():
        json.loads(folder.database_path.read_bytes())
    asyncio.run(_must_go_on(folder, session))


def _must_tell(session: Session, acknowledged: list[str]) -> None:
    receipts = {ballot.receipt for asked in session.rounds.values() for ballot in asked.ballots.values()}
    told = {
        "dicht": all(not asked.is_open for asked in session.rounds.values()),
        "notitie": bool(session.written),
        "afgerond": session.is_ended,
        "open": bool(session.rounds),
        "kaart": session.card == "kleur",
        "begonnen": True,
    }
    for word in acknowledged:
        if not word.startswith(("niet ", "geweigerd ")):
            assert told.get(word, word in receipts), f"{word} was acknowledged and is lost"


def _may_refuse(folder: SessionFolder) -> None:
    """Before anything was acknowledged a sentence is enough, and nothing may be written over."""
    before = folder.log_path.read_bytes() if folder.exists else b""
    try:
        with folder.lock():
            asyncio.run(resume_workshop(folder, clock=clock).close())
    except KompasError:
        assert (folder.log_path.read_bytes() if folder.exists else b"") == before


async def _must_go_on(folder: SessionFolder, session: Session) -> None:
    with folder.lock():
        if session.is_ended:
            with pytest.raises(KompasError, match="afgerond"):
                resume_workshop(folder, clock=clock)
            return
        room = resume_workshop(folder, clock=clock)
        try:
            await room.do(TakeNote("Verder"))
            assert room.saving.trouble == ""
        finally:
            await room.close()
    again, _ = folder.read_session()
    assert isinstance(again.written[-1], ev.NoteTaken)
    assert again.written[-1].text == "Verder"
