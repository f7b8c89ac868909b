"""Serving, going on with and removing sessions."""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from kompas_tui.journal import SessionFolder
from tests.cli.running import PROGRAM, SIX_KINDS, Headless, call
from tests.ports import free_port
from tests.waiting import PATIENCE

pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a deck in it."""
    (tmp_path / "zes.md").write_text(SIX_KINDS)
    return tmp_path


def _serve(home: Path, *args: str, run: int = 1) -> Headless:
    return Headless("zes.md", "--sessie", "mijn", *args, home=home, run=run)


def test_a_taken_port_gives_the_next_and_says_so(home: Path) -> None:
    port = str(free_port())
    with _serve(home, "--poort", port) as first, Headless("zes.md", "--poort", port, home=home, run=2) as second:
        assert second.port != first.port
        assert f"Poort {port} is al in gebruik" in second.said


def test_a_second_writer_is_refused_and_readers_are_welcome(home: Path) -> None:
    with _serve(home) as served:
        served.order("notitie", tekst="Iets om te onthouden")
        second = call("zonder-scherm", "zes.md", "--sessie", "mijn", home=home)
        assert (second.returncode, second.stdout) == (1, "")
        assert "al open in een ander venster" in second.stderr
        assert call("wis", "mijn", home=home, said="ja\n").returncode == 1
        assert call("verslag", "mijn", home=home).returncode == 0
        assert call("controleer", "mijn", home=home).returncode == 0
        assert served.state()["afgerond"] is False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_pauses_the_session(number: signal.Signals, home: Path) -> None:
    with _serve(home) as served:
        served.process.send_signal(number)
        assert served.end() == 0
        assert "gepauzeerd" in served.said
    with _serve(home, run=2) as again:
        assert again.code == served.code


def test_the_remote_pauses_the_session(home: Path) -> None:
    with _serve(home) as served:
        served.order("pauze")
        assert served.end() == 0
        place = home / "mijn"
        assert served.said.splitlines()[-1] == (
            "De sessie is gepauzeerd. "
            f"Verder gaan: kompas zonder-scherm zes.md --sessie {place}, of op de beamer: kompas hervat {place}"
        )


def test_a_session_elsewhere_is_found_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with _serve(home) as served:
        served.order("pauze")
        served.end()
    monkeypatch.setenv("KOMPAS_SESSIES", str(home / "sessies"))
    from kompas_tui.cli.sessions import session_choices, session_to_resume

    assert session_to_resume(None).path == home / "mijn"
    assert [(choice.title, choice.ended) for choice in session_choices()] == [("Zes werkvormen", False)]


def test_an_ended_session_does_not_start_again(home: Path) -> None:
    with _serve(home) as served:
        served.order("stop")
        served.end()
    again = call("zonder-scherm", "zes.md", "--sessie", "mijn", home=home)
    assert again.returncode == 1
    assert "is afgerond" in again.stderr
    assert call("hervat", home=home).returncode == 1


def test_the_log_for_programmers_holds_no_key_and_no_text(home: Path) -> None:
    with _serve(home) as served:
        served.order("notitie", tekst="Zeer persoonlijk")
        served.order("stop")
        served.end()
    said = (home / "mijn" / "kompas.log").read_text()
    assert "Zeer persoonlijk" not in said
    assert "sleutel-van-de-test" not in said


def test_a_damaged_session_is_refused_and_nothing_is_overwritten(home: Path) -> None:
    with _serve(home) as served:
        served.order("notitie", tekst="Eén")
        served.order("notitie", tekst="Twee")
        served.order("pauze")
        served.end()
    log = home / "mijn" / "logboek.jsonl"
    damaged = log.read_bytes().replace("Eén".encode(), b"Een" + b"!")
    log.write_bytes(damaged)
    again = call("zonder-scherm", "zes.md", "--sessie", "mijn", home=home)
    assert (again.returncode, again.stdout) == (1, "")
    assert "beschadigd" in again.stderr
    assert log.read_bytes() == damaged
    checked = call("controleer", "mijn", home=home)
    assert checked.returncode == 1
    assert "logboek.jsonl:4: dit logboek is beschadigd" in checked.stdout
    report = call("verslag", "mijn", home=home)
    assert (report.returncode, report.stdout) == (1, "")
    assert "beschadigd op regel 4" in report.stderr


def test_a_changed_database_is_found(home: Path) -> None:
    with _serve(home) as served:
        served.order("open")
        served.order("sluit")
        served.order("stop")
        served.end()
    database = SessionFolder(home / "mijn").database_path
    assert call("controleer", "mijn", home=home).returncode == 0
    contents = json.loads(database.read_text())
    contents["uitslagen"]["1"]["antwoorden"] = 9
    database.write_text(json.dumps(contents))
    checked = call("controleer", "mijn", home=home)
    assert checked.returncode == 1
    assert "is anders dan in het logboek" in checked.stdout


def test_how_the_session_was_found_is_said(home: Path) -> None:
    with _serve(home) as served:
        served.order("pauze")
        served.end()
    with (home / "mijn" / "logboek.jsonl").open("ab") as file:
        file.write(b'[12,"half')
    with Headless("beren", "--sessie", "mijn", "--titel", "Anders", home=home, run=2) as again:
        assert "Het eind van het logboek was beschadigd." in again.said
        assert "Deze sessie gaat verder met haar eigen kaarten: Zes werkvormen." in again.said
        assert "Haar titel, plaats, doel en contact blijven" in again.said


@pytest.mark.parametrize("answer", ["nee\n", "", "j\n"])
def test_nothing_is_removed_without_a_yes(answer: str, home: Path) -> None:
    with _serve(home) as served:
        served.order("pauze")
        served.end()
    done = call("wis", "mijn", home=home, said=answer)
    assert done.returncode == 1
    assert SessionFolder(home / "mijn").exists


def test_removing_names_what_goes_and_keeps_reports(home: Path) -> None:
    with _serve(home) as served:
        served.order("stop")
        served.end()
    call("verslag", "mijn", "--uit", "mijn", home=home)
    done = call("wis", "mijn", home=home, said="ja\n")
    assert done.returncode == 0, done.stderr
    assert "Dit wis je: Zes werkvormen" in done.stdout
    assert [path.suffix for path in (home / "mijn").iterdir()] == [".docx"]
    assert "staan er nog" in done.stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--variant", "half"], "ken ik niet"),
        (["--sjabloon", "x.docx"], "gaat niet open"),
        (["--sjabloon", "zes.md"], "Een sjabloon is een Word-bestand"),
        (["--uit", "x.txt"], "eindigen op .docx, .pdf of .odt"),
        (["--uit", "zes.md/x.docx"], "niet schrijven"),
    ],
)
def test_a_report_that_can_not_be_made_is_a_sentence(args: list[str], said: str, paused: Path) -> None:
    done = call("verslag", "mijn", *args, home=paused)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr


@pytest.fixture(scope="module")
def paused(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a session in it that was paused."""
    home = tmp_path_factory.mktemp("gepauzeerd")
    (home / "zes.md").write_text(SIX_KINDS)
    with _serve(home) as served:
        served.order("pauze")
        served.end()
    return home


def test_the_key_of_the_remote_is_the_same_after_a_restart(tmp_path: Path) -> None:
    said = []
    for _ in range(2):
        with unkeyed(tmp_path) as process:
            assert process.stdout is not None
            lines = iter(process.stdout.readline, "")
            said.append(next(line for line in lines if line.startswith("Sleutel voor de regie: ")))
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=PATIENCE)
    assert said[0] == said[1]
    assert (tmp_path / "mijn" / "afstandsleutel").stat().st_mode & 0o777 == 0o600


def unkeyed(home: Path) -> "subprocess.Popen[str]":
    """A session without a key of the facilitator's own."""
    around = {name: value for name, value in os.environ.items() if name != "KOMPAS_SLEUTEL"}
    around["KOMPAS_SESSIES"] = str(home / "sessies")
    command = [*PROGRAM, "zonder-scherm", "beren", "--sessie", str(home / "mijn")]
    return subprocess.Popen(
        command, cwd=Path(__file__).parents[2], env=around, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
