"""`kompas export` on a real session: files that stand where they were asked, and a sentence where they can't."""

import json
from pathlib import Path

import pytest

from kompas_tui.export.sheets import csv_bytes
from kompas_tui.journal import LogJournal, read_log
from tests.cli.running import call
from tests.export.evening import HIDDEN_TEXT, evening_events

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the session `avond` in it."""
    home = tmp_path_factory.mktemp("export")
    (home / "avond").mkdir()
    journal = LogJournal(home / "avond" / "logboek.jsonl")
    journal.append(evening_events())
    journal.close()
    return home


def _written(said: str) -> Path:
    return Path(said.strip().removeprefix("De gegevens staan in "))


def test_json_goes_into_exports_and_ends_with_the_last_hash(home: Path) -> None:
    done = call("export", "avond", "--formaat", "json", home=home)
    assert (done.returncode, done.stderr) == (0, "")
    path = _written(done.stdout)
    assert path == home / "exports" / "gegevens-een-avond-over-de-dorpsstraat-2026-11-22-k7f3.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    assert data["laatste_controlegetal"] == read_log(home / "avond" / "logboek.jsonl").head
    assert len(data["rondes"]) == 24
    assert HIDDEN_TEXT not in path.read_text(encoding="utf-8")
    first = path.read_bytes()
    assert call("export", "avond", "--formaat", "json", home=home).returncode == 0
    assert path.read_bytes() == first


def test_csv_goes_into_a_folder(home: Path) -> None:
    done = call("export", "avond", "--formaat", "CSV", home=home)
    assert (done.returncode, done.stderr) == (0, "")
    names = {path.name for path in _written(done.stdout).iterdir()}
    assert {"ronde-01-eerst-1.csv", "besluiten.csv", "actiepunten.csv", "notities.csv", "verloop.csv"} <= names


@pytest.mark.parametrize(
    ("form", "out", "found"),
    [
        ("json", "hier.json", "hier.json"),
        ("json", "nieuw", "nieuw/gegevens-*.json"),
        ("csv", "bladen", "bladen/verloop.csv"),
    ],
)
def test_it_goes_where_it_is_asked(form: str, out: str, found: str, home: Path) -> None:
    done = call("export", "avond", "--formaat", form, "--uit", out, home=home)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(home.glob(found))


def test_a_damaged_session_is_refused(home: Path, tmp_path: Path) -> None:
    log = (home / "avond" / "logboek.jsonl").read_bytes()
    (tmp_path / "stuk").mkdir()
    (tmp_path / "stuk" / "logboek.jsonl").write_bytes(log.replace(b"Bewoners en gemeente", b"Bewoners of gemeente"))
    done = call("export", "stuk", "--formaat", "json", home=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "beschadigd op regel" in done.stderr


def test_a_place_that_can_not_be_written_is_a_sentence(home: Path) -> None:
    (home / "bestand").write_text("x")
    done = call("export", "avond", "--formaat", "json", "--uit", "bestand/x.json", home=home)
    assert (done.returncode, done.stdout) == (1, "")
    assert "kan ik niet schrijven" in done.stderr


@pytest.mark.parametrize("start", ["＝", "＋", "－", "＠"])
def test_no_cell_begins_as_a_full_width_formula(start: str) -> None:
    assert csv_bytes([[f"{start}1+1"]]).decode("utf-8-sig") == f'"\'{start}1+1"\r\n'
