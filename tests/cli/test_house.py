"""The house opens sessions, serves them and lets go of them."""

import errno
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from kompas_tui.cli import house as composition
from kompas_tui.cli.entrance import ServeAs
from kompas_tui.cli.house import LocalHouse
from kompas_tui.cli.reporting import EXPORTS
from kompas_tui.cli.sessions import session_choices, session_to_resume
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.session import events as ev
from kompas_tui.journal import SessionFolder, SessionInUse
from kompas_tui.tui.choices import ResumeSession, StartDecks, StartDemo
from kompas_tui.tui.ports import Running
from kompas_tui.workshop.commands.asking import OpenRound
from tests.cli.running import SIX_KINDS
from tests.ports import free_port
from tests.waiting import PATIENCE, eventually_async


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a deck in it and a home for sessions."""
    (tmp_path / "zes.md").write_text(SIX_KINDS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KOMPAS_SESSIES", str(tmp_path / "sessies"))
    monkeypatch.setenv("KOMPAS_SLEUTEL", "sleutel")
    return tmp_path


def _house() -> LocalHouse:
    return LocalHouse(ServeAs(port=free_port()))


async def _status(running: Running) -> int:
    port = running.entrance.address.partition(":")[2]
    async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client:
        return (await client.get(f"http://127.0.0.1:{port}")).status_code


def _today() -> str:
    return f"{datetime.now().astimezone():%Y-%m-%d}"


def _old_session(folder: Path, days: int, *, ended: bool = False) -> None:
    folder.mkdir(parents=True)
    journal = SessionFolder(folder).open_journal()
    moment = datetime.now(UTC) - timedelta(days=days)
    details = ev.Details(title=folder.name)
    journal.append([ev.Started(time=moment, code="AAAA", details=details, decks=(), keep_days=30)])
    if ended:
        journal.append([ev.Ended(time=moment)])
    journal.close()


def test_the_shipped_decks_have_a_title_and_a_length() -> None:
    choices = {choice.name: choice for choice in LocalHouse().decks()}
    assert choices["beren"].title == "Beren op de weg"
    assert (choices["beren"].minutes or 0) > 0


async def test_a_session_is_served_until_it_is_stopped(home: Path) -> None:
    house, before = _house(), _today()
    running = await house.open(StartDecks(("zes.md",)))
    folder = SessionFolder(next((home / "sessies").iterdir()))
    assert folder.path.name in {f"{day}-zes-1" for day in (before, _today())}
    assert folder.exists
    assert await _status(running) == 200
    assert running.entrance.url == f"http://{running.entrance.address.upper()}"
    with pytest.raises(SessionInUse), folder.lock():
        pass
    await running.stop()
    with pytest.raises(httpx.ConnectError):
        await _status(running)
    with folder.lock():
        pass


async def test_going_on_keeps_code_address_port_and_wifi(home: Path) -> None:
    house = LocalHouse(ServeAs("zaal.local", free_port(), "Gasten"))
    first = await house.open(StartDecks(("zes.md",)))
    await first.stop()
    again = await LocalHouse().open(ResumeSession())
    await again.stop()
    assert again.entrance == first.entrance
    assert again.workshop.session.length == first.workshop.session.length


async def test_each_session_has_a_folder_of_its_own(home: Path) -> None:
    house = _house()
    for _ in range(2):
        await (await house.open(StartDecks(("zes.md",)))).stop()
    assert len(list((home / "sessies").iterdir())) == 2


async def test_a_deck_that_is_wrong_makes_no_folder(home: Path) -> None:
    (home / "fout.md").write_text("# Zonder begin")
    with pytest.raises(KompasError, match=r"fout\.md:1:"):
        await _house().open(StartDecks(("fout.md",), folder=home / "mijn"))
    assert not (home / "mijn").exists()
    assert not (home / "sessies").exists()


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "De schijf is vol."), (errno.EACCES, "kan ik niet schrijven")]
)
async def test_a_disk_that_refuses_is_a_sentence_and_lets_go(
    number: int, said: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: SessionFolder) -> bytes:
        raise OSError(number, "refused")

    monkeypatch.setattr(SessionFolder, "new_mark_key", refuse)
    with pytest.raises(KompasError, match=said):
        await _house().open(StartDecks(("zes.md",), folder=home / "mijn"))
    with SessionFolder(home / "mijn").lock():
        pass


async def test_two_groups_on_one_day_have_two_reports(home: Path) -> None:
    house = _house()
    written = []
    for _ in range(2):
        running = await house.open(StartDecks(("zes.md",)))
        written += [house.write_report(running.workshop), house.write_report(running.workshop)]
        await running.stop()
    assert sorted(home.glob("exports/*.docx")) == sorted(set(written))
    assert len(set(written)) == 2


async def test_a_report_goes_into_exports_or_else_beside_the_session(home: Path) -> None:
    house = _house()
    running = await house.open(StartDecks(("zes.md",), folder=home / "mijn"))
    first = house.write_report(running.workshop)
    assert first.parent == home / EXPORTS
    first.unlink()
    first.parent.rmdir()
    first.parent.touch()
    assert house.write_report(running.workshop).parent == home / "mijn"
    await running.stop()


async def test_the_demo_has_phones_and_is_not_gone_on_with_by_itself(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composition, "DEMO_PACE", 0.0)
    house = _house()
    running = await house.open(StartDemo(7))
    session = running.workshop.session
    await eventually_async(lambda: session.participants == 7)
    await running.workshop.do(OpenRound())
    current = session.open_round
    assert current is not None
    await eventually_async(lambda: current.answers >= 4)
    await running.stop()
    assert session.details.title.startswith("Demo: ")
    with pytest.raises(KompasError, match="geen sessie om mee verder te gaan"):
        session_to_resume(None)
    (folder,) = (home / "sessies").iterdir()
    assert house.goes_on_with == f"kompas hervat {folder}"


def test_the_newest_session_that_is_not_ended_goes_on(home: Path) -> None:
    _old_session(home / "sessies" / "a", 3)
    _old_session(home / "sessies" / "b", 2, ended=True)
    assert session_to_resume(None).path == home / "sessies" / "a"


def test_what_is_kept_too_long_or_damaged_is_said(home: Path) -> None:
    _old_session(home / "sessies" / "oud", 31)
    _old_session(home / "sessies" / "vers", 1)
    _old_session(home / "sessies" / "stuk", 1, ended=True)
    log = home / "sessies" / "stuk" / "logboek.jsonl"
    log.write_bytes(log.read_bytes().replace(b"AAAA", b"AAAB"))
    choices = {choice.path.name: choice for choice in session_choices()}
    assert (choices["oud"].expired, choices["vers"].expired) == (True, False)
    assert choices["stuk"].problem
    assert not choices["vers"].problem


async def test_a_session_goes_on_from_an_earlier_one_and_a_refusal_leaves_no_folder(home: Path) -> None:
    _old_session(home / "eerst", 3, ended=True)
    running = await _house().open(StartDecks(("zes.md",), earlier=home / "eerst"))
    assert running.workshop.session.continued is not None
    assert running.workshop.session.continued.title == "eerst"
    await running.stop()
    before = sorted((home / "sessies").iterdir())
    _old_session(home / "oud", 40)
    for earlier in (home / "nergens", home / "oud"):
        with pytest.raises(KompasError, match="sessie"):
            await _house().open(StartDecks(("zes.md",), earlier=earlier))
    with pytest.raises(KompasError, match="op zichzelf"):
        await _house().open(StartDecks(("zes.md",), folder=home / "eerst", earlier=home / "eerst"))
    assert sorted((home / "sessies").iterdir()) == before


async def test_the_parties_of_tonight_take_the_place_of_the_deck_s_roles(home: Path) -> None:
    parties, folder = ("raad", "buurt", "corporatie"), home / "avond"
    running = await _house().open(StartDecks(("zes.md",), folder=folder, roles=parties))
    assert running.workshop.session.roles == parties
    await running.stop()
    running = await _house().open(StartDecks(("zes.md",), folder=folder))
    assert running.workshop.session.roles == parties
    await running.stop()
    with pytest.raises(KompasError, match="staan al vast"):
        await _house().open(StartDecks(("zes.md",), folder=folder, roles=("a", "b")))


async def test_a_route_that_is_not_there_is_said_before_anything_is_made(home: Path) -> None:
    with pytest.raises(KompasError, match="heeft geen routes"):
        await _house().open(StartDecks(("zes.md",), folder=home / "avond", route="kort"))
    assert not (home / "avond").exists()
