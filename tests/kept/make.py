"""Makes the sessions that each later version must open: `python -m tests.kept.make FOLDER`, once for each format."""

import argparse
import asyncio
import json
from collections import Counter
from pathlib import Path

from kompas_tui.deck_files import read_decks
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.fitting import told
from kompas_tui.journal import SessionFolder
from kompas_tui.workshop import Workshop, open_workshop, resume_workshop
from kompas_tui.workshop.commands.asking import CloseRound, HideResult, OpenRound, ShowResult
from kompas_tui.workshop.commands.course import Describe, GoTo, TakeBack
from kompas_tui.workshop.commands.room import AllowTablet, LockRoom
from kompas_tui.workshop.commands.writing import Agree, Decide, TakeNote
from tests.export.evening import evening_events
from tests.natellen import counted
from tests.workshop.rooms import DECK, clock

MOST_BALLOTS = 6


def ended(folder: SessionFolder) -> None:
    """An evening with every kind, few answers to each."""
    cast, events = Counter[str](), []
    for event in evening_events():
        if isinstance(event, ev.BallotCast):
            cast[event.round] += 1
            if cast[event.round] > MOST_BALLOTS:
                continue
        if isinstance(event, ev.Ended):
            event = ev.Ended(time=event.time)
        events.append(event)
    journal = folder.open_journal()
    for place in range(0, len(events), 4):
        journal.append(events[place : place + 4])
    journal.close()
    folder.write_database(told(events))


async def paused(folder: SessionFolder) -> None:
    """A session that goes on with an open round, after its key was lost once."""
    room = await open_workshop(folder, read_decks([("proef", DECK, False)]), ev.Details(), clock=clock)
    await _first_round(room)
    await room.do(Describe("Proef met een plaats", "Buurthuis"))
    await room.do(TakeNote("Vergissing"))
    await room.do(TakeBack())
    await room.do(Decide("Wij gaan door."))
    await room.do(Agree("Bellen", "de buurt", "2026-12-31"))
    await room.do(LockRoom())
    await room.do(AllowTablet("ABC234"))
    await room.do(LockRoom(False))
    await room.close()
    folder.forget_secrets()
    room = resume_workshop(folder, clock=clock)
    await room.materials.edit([ev.DeckText("proef", DECK.replace("Hallo.", "Hallo allemaal."))])
    await room.do(GoTo("ideeen"))
    await room.do(OpenRound("nieuw"))
    for voter in range(3):
        await room.cast(room.marks.new_token(), "ideeen-1", {"tekst-1": [f"Idee {voter} 🐻"]})
    await room.close()


async def _first_round(room: Workshop) -> None:
    await room.do(GoTo("kleur"))
    await room.do(OpenRound("nieuw"))
    tokens = [room.marks.new_token() for _ in range(12)]
    for voter, token in enumerate(tokens):
        await room.cast(token, "kleur-1", {"keuze": [str(voter % 3)]}, role=("bewoner", "ondernemer")[voter % 2])
    await room.do(CloseRound())
    await room.do(OpenRound("verder"))
    await room.cast(tokens[0], "kleur-1", {"keuze": ["2"]}, role="bewoner")
    await room.do(CloseRound())
    await room.do(ShowResult())
    await room.do(HideResult())


def main(home: Path) -> None:
    """Make both, with what a recount gives."""
    for name, make in (("afgerond", ended), ("gepauzeerd", lambda folder: asyncio.run(paused(folder)))):
        folder = SessionFolder(home / name)
        with folder.lock():
            make(folder)
        for left in ("slot", "adres.json", "sessie.json"):  # the database is worded by each version anew
            (folder.path / left).unlink(missing_ok=True)
        expected = json.dumps(counted(folder.log_path.read_bytes()), ensure_ascii=False, indent=1, sort_keys=True)
        (folder.path / "verwacht.json").write_text(f"{expected}\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.kept.make", description=__doc__)
    parser.add_argument("folder", type=Path)
    main(parser.parse_args().folder)
