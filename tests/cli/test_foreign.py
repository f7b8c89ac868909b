"""Somebody else's session, with a right chain and texts that steer, can be opened by every command without harm."""

from datetime import UTC, datetime, tzinfo
from pathlib import Path

import msgspec
import pytest

from kompas_tui.cli.sessions import read_choice
from kompas_tui.domain.session import events as ev
from kompas_tui.export.data import data_bytes
from kompas_tui.journal import SessionFolder
from tests.cli.running import call
from tests.cli.typed import Typed, steering
from tests.export.evening import evening_events
from tests.journal.foreign import POISON, foreign_session

EVENTS = evening_events()
GOING_ON = [event for event in EVENTS if not isinstance(event, ev.Ended)]
DECK = "---\ntitel: Avond\nduur: 30\n---\n\n# Een kaart\n\n# Nog een\n"
COMMANDS = [("controleer",), ("export", "--formaat", "json"), ("export", "--formaat", "csv"), ("verslag",)]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose sessions came from somebody else: ended, going on, and with each name poisoned."""
    home = tmp_path_factory.mktemp("vreemd")
    foreign_session(home / "sessies" / "afgerond", EVENTS)
    foreign_session(home / "sessies" / "namen", EVENTS, also_names=True)
    foreign_session(home / "sessies" / f"map{POISON.translate({0: None, 47: None})}", [EVENTS[0]])
    foreign_session(home / "sessies" / "bezig", _with_a_deck())
    (home / "sessies" / "bezig" / "adres.json").write_text('{"adres": "a\\u001b]0;x\\u0007", "wifi": "w\\u001b[2J"}')
    return home


def _with_a_deck() -> list[ev.AnyEvent]:
    """The evening so far, with a deck that can be opened."""
    first = EVENTS[0]
    assert isinstance(first, ev.Started)
    started = ev.Started(
        time=first.time, code=first.code, details=first.details, decks=(ev.DeckText("avond", DECK),), roles=first.roles
    )
    return [started, *GOING_ON[1:]]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: "-".join(command))
@pytest.mark.parametrize("session", ["afgerond", "namen", "bezig"])
def test_no_command_writes_a_control_byte(home: Path, session: str, command: tuple[str, ...]) -> None:
    done = call(command[0], home / "sessies" / session, *command[1:], home=home)
    assert steering(done.stdout.encode()) == []
    assert steering(done.stderr.encode()) == []
    assert "Er ging iets mis" not in done.stderr
    assert "52;c" not in done.stdout or "]52;c" in done.stdout  # what is left of it is text


def test_a_folder_with_a_hostile_name_is_named_harmlessly(home: Path) -> None:
    folder = next(path for path in (home / "sessies").iterdir() if path.name.startswith("map"))
    for command in COMMANDS:
        done = call(command[0], folder, *command[1:], home=home)
        assert steering((done.stdout + done.stderr).encode()) == []


def test_no_file_is_written_outside_the_exports(tmp_path: Path) -> None:
    first = EVENTS[0]
    assert isinstance(first, ev.Started)
    started = msgspec.structs.replace(first, code="../../../x")
    folder = foreign_session(tmp_path / "sessie", [started, *EVENTS[1:]])
    home = tmp_path / "diep" / "er" / "in"
    home.mkdir(parents=True)
    for command in COMMANDS[1:]:
        call(command[0], folder, *command[1:], home=home)
    written = {path for path in tmp_path.rglob("*") if path.is_file() and path.suffix in (".json", ".docx", ".csv")}
    assert written
    assert all(path.is_relative_to(home / "exports") for path in written if folder not in path.parents)


def test_a_text_of_a_log_cannot_pass_for_a_line_of_ours(tmp_path: Path) -> None:
    first = EVENTS[0]
    assert isinstance(first, ev.Started)
    started = ev.Started(
        time=first.time, code="ABCD", details=ev.Details("Avond\nAlles klopt."), decks=first.decks, roles=first.roles
    )
    folder = foreign_session(tmp_path / "sessie", [started])
    (folder / "sessie.json").write_text("{}")
    done = call("controleer", folder, home=tmp_path)
    assert "Alles klopt." not in done.stdout.splitlines()


@pytest.mark.slow
def test_the_home_screen_writes_a_screen_and_nothing_else(home: Path) -> None:
    with Typed(home=home) as typed:
        typed.shows("Wat ga je doen?", "Ga verder")
        assert steering(typed.output) == []
        typed.type(b"q")
        assert typed.ends() == 0


@pytest.mark.slow
def test_a_foreign_session_on_the_beamer_writes_a_screen_and_nothing_else(home: Path) -> None:
    folder = home / "sessies" / "bezig"
    before = SessionFolder(folder).log_path.read_bytes()
    with Typed("hervat", folder, home=home) as typed:
        typed.shows("verder")
        for keys in (b"\x1b[C", b"u", b"g", b"q", b"q", b"i"):
            typed.type(keys)
        typed.shows("Nog een")
        assert steering(typed.output) == []
    assert SessionFolder(folder).log_path.read_bytes().startswith(before)


@pytest.mark.parametrize("days", [10**12, -(10**12), 3_000_000])
@pytest.mark.parametrize("zone", [UTC, None])
def test_a_log_that_is_kept_beyond_all_time_is_opened_and_listed(
    days: int, zone: tzinfo | None, tmp_path: Path
) -> None:
    began = datetime(2026, 11, 26, 12, tzinfo=zone)
    folder = SessionFolder(tmp_path / "sessies" / "vreemd")
    with folder.lock():
        journal = folder.open_journal()
        journal.append([ev.Started(time=began, code="K7F3", details=ev.Details(), decks=(), keep_days=days)])
        journal.close()
    assert read_choice(folder, datetime.now(UTC)).problem == ""
    session, head = folder.read_session()
    data_bytes(session, head)
    assert session.keep_until is not None
