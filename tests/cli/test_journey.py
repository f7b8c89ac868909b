"""A session without a screen from beginning to end, with thirty phones over real HTTP."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from kompas_tui.domain.session import events as ev
from kompas_tui.journal import SessionFolder, read_log
from kompas_tui.simulation import SimulationLog, simulate
from tests.cli.running import SIX_KINDS, Headless, call
from tests.cli.tallies import counted, in_database, in_report, in_state, question_of
from tests.ports import free_port
from tests.waiting import eventually_async

CARDS = ("een", "twee", "drie", "vier", "vijf", "zes")
PHONES = 30

pytestmark = pytest.mark.slow


@asynccontextmanager
async def _phones(url: str, seed: int) -> AsyncIterator[SimulationLog]:
    until, log = asyncio.Event(), SimulationLog()
    phones = asyncio.create_task(simulate(url, PHONES, seed=seed, pace=0, until=until, log=log))
    try:
        yield log
    finally:
        until.set()
        await phones


def _all_decided(log: SimulationLog, card: str) -> Callable[[], bool]:
    return lambda: log.decided.get(question_of(log, card) if _is_seen(log, card) else "", 0) == PHONES


def _is_seen(log: SimulationLog, card: str) -> bool:
    return any(f" {card}-1~" in question for question in log.questions)


def _logged_receipts(folder: Path) -> set[str]:
    records = read_log(SessionFolder(folder).log_path).records
    return {event.receipt for event, _ in records if isinstance(event, ev.BallotCast)}


async def test_state_database_and_report_agree_with_the_phones(tmp_path: Path) -> None:
    (tmp_path / "zes.md").write_text(SIX_KINDS)
    folder = tmp_path / "sessie"
    with Headless("zes.md", "--sessie", "sessie", "--poort", str(free_port()), home=tmp_path) as served:
        async with _phones(served.url, seed=7) as log:
            for card in CARDS:
                await asyncio.to_thread(served.order, "ga", kaart=card)
                await asyncio.to_thread(served.order, "open")
                await eventually_async(_all_decided(log, card))
                await asyncio.to_thread(served.order, "sluit")
        state = served.state()
        while_running = call("verslag", "sessie", "--uit", "tussen.docx", home=tmp_path)
        served.order("stop")
        assert served.end() == 0
        assert "De sessie is afgerond." in served.said
    assert log.refused == []
    assert state["deelnemers"] == PHONES
    assert while_running.returncode == 0, while_running.stderr

    done = call("verslag", "sessie", home=tmp_path)
    assert done.returncode == 0, done.stderr
    report = Path(done.stdout.splitlines()[0].removeprefix("Het verslag staat in "))
    assert report.parent == tmp_path / "exports"
    reported = in_report(report)
    for card, result in zip(CARDS, state["uitslagen"], strict=True):
        expected = counted(log, card)
        assert result["antwoorden"] == len(log.last(question_of(log, card)))
        assert in_state(result) == expected
        assert in_database(folder, card) == expected
        assert card == "zes" or expected in reported
    assert {saved.receipt for saved in log.saved} <= _logged_receipts(folder)

    checked = call("controleer", "sessie", home=tmp_path)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "Alles klopt." in checked.stdout


async def test_after_kill_the_same_session_goes_on_with_every_answer(tmp_path: Path) -> None:
    (tmp_path / "zes.md").write_text(SIX_KINDS)
    folder = tmp_path / "sessie"
    first = Headless("zes.md", "--sessie", "sessie", "--poort", str(free_port()), home=tmp_path)
    with first:
        async with _phones(first.url, seed=8) as log:
            await asyncio.to_thread(first.order, "ga", kaart="drie")
            await asyncio.to_thread(first.order, "open")
            await eventually_async(lambda: len(log.saved) >= PHONES // 3)
            first.process.send_signal(signal.SIGKILL)
            first.process.wait()
            acknowledged = {saved.receipt for saved in log.saved}
            with await asyncio.to_thread(Headless, "zes.md", "--sessie", "sessie", home=tmp_path, run=2) as again:
                state = await asyncio.to_thread(again.state)
                assert (again.code, again.port) == (first.code, first.port)
                assert (state["kaart"], state["ronde"]) == ("drie", 1)
                assert acknowledged <= _logged_receipts(folder)
                await eventually_async(_all_decided(log, "drie"))
                state = await asyncio.to_thread(again.order, "sluit")
                assert state["deelnemers"] == PHONES
                assert in_state(state["uitslagen"][-1]) == counted(log, "drie")
                assert in_database(folder, "drie") == counted(log, "drie")
                again.process.send_signal(signal.SIGTERM)
                assert await asyncio.to_thread(again.end) == 0
    assert {saved.receipt for saved in log.saved} <= _logged_receipts(folder)
