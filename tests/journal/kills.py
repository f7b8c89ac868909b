"""A running session killed again and again under load: `python -m tests.journal.kills` does it 500 times.

The other process, started with a folder, opens the session there, opens a round where none is open, lets forty
voters answer as fast as they can, and says each receipt that it was given.
"""

import asyncio
import itertools
import random
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from kompas_tui.deck_files import read_decks
from kompas_tui.domain.session import events as ev
from kompas_tui.journal import SessionFolder
from kompas_tui.workshop import Workshop, open_workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.course import GoTo
from tests.workshop.rooms import DECK, choose

ROOT = Path(__file__).parents[2]
VOTERS = 40
KILLS_A_SESSION = 10


def say(word: str) -> None:
    """Tell the process that kills, at once."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


async def serve(path: Path) -> None:
    """Take answers until killed; every thousand the round closes, so that the database is written too."""
    folder = SessionFolder(path)
    with folder.lock():
        room = await open_workshop(folder, read_decks([("proef", DECK, False)]), ev.Details())
        assert not room.saving.trouble
        await room.do(GoTo("kleur"))
        say("open")
        while True:
            if room.session.open_round is None:
                await room.do(OpenRound("nieuw"))
            await asyncio.gather(*(_voter(room, voter) for voter in range(VOTERS)))
            await room.do(CloseRound())


async def _voter(room: Workshop, voter: int) -> None:
    for turn in range(25):
        say(await choose(room, f"stemmer {voter}", (voter + turn) % 3))


def killed(path: Path, seconds: float) -> list[str]:
    """Run the session for a moment, kill it, and give the receipts that it was heard to acknowledge."""
    command = [sys.executable, "-m", "tests.journal.kills", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        threading.Timer(seconds, process.kill).start()
        heard = [line.strip() for line in process.stdout if line.endswith("\n")]
    assert process.returncode == -9, "it was to go on until it was killed"
    return heard


def times(number: int, home: Path) -> int:
    """Kill so often, look each time that nothing acknowledged is lost, and give how many answers that were."""
    chance, acknowledged, told = random.Random(number), set[str](), 0
    for turn in range(number):
        if turn % KILLS_A_SESSION == 0:
            say(
                f"{turn} kills so far, {told} acknowledged answers, none lost"
            )  # who stops it has a figure all the same
            acknowledged, folder = set(), SessionFolder(home / f"sessie-{turn}")
        heard = killed(folder.path, chance.uniform(0, 0.3))
        acknowledged.update(heard)
        told += len(heard)
        cast = [event for event, _ in folder.read_log().records if isinstance(event, ev.BallotCast)]
        lost = acknowledged - {event.receipt for event in cast}
        assert not lost, f"{len(lost)} answers were acknowledged and are lost"
        session, _ = folder.read_session()
        votes = itertools.chain.from_iterable(asked.ballots for asked in session.rounds.values())
        assert len(list(votes)) <= VOTERS * len(session.rounds), "somebody counts twice"
    return told


def main() -> None:
    """Be the one that is killed, or kill."""
    if len(sys.argv) > 1 and not sys.argv[1].isdigit():
        asyncio.run(serve(Path(sys.argv[1])))
        return
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as home:
        say(f"{number} kills, {times(number, Path(home))} acknowledged answers, none lost")


if __name__ == "__main__":
    main()
