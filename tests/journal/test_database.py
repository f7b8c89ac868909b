"""The TinyDB database: the same as the log, to read and query, and never half."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where

from kompas_tui.domain.session import events as ev
from kompas_tui.journal import SessionFolder
from tests.journal.course import COURSE, NOW, START, ballot


def kept(path: Path, events: list[ev.AnyEvent]) -> SessionFolder:
    path.mkdir(exist_ok=True)
    folder = SessionFolder(path)
    journal = folder.open_journal()
    journal.append(events)
    journal.close()
    folder.write_database(folder.read_session()[0])
    return folder


def tables(folder: SessionFolder) -> dict[str, list[dict[str, Any]]]:
    with TinyDB(folder.database_path, encoding="utf-8", access_mode="r") as database:
        return {name: [dict(document) for document in database.table(name)] for name in sorted(database.tables())}


def test_the_database_tells_what_the_log_tells(tmp_path: Path) -> None:
    found = tables(kept(tmp_path, COURSE))
    assert found["sessie"][0].pop("openbaar").startswith("Nee. Hierin staan namen en notities.")
    assert found["sessie"] == [
        {
            "code": "K7F3", "titel": "Proef", "plaats": "Zaal 1", "organisatie": "", "begonnen": NOW.isoformat(),
            "afgerond": "", "deelnemers": 1, "gebeurtenissen": 9, "doel": "", "wijk": "", "themas": [], "bewaren": 90,
            "route": "",
        }
    ]  # fmt: skip
    assert found["verloop"] == [{"kaart": "kleur", "titel": "Kleur", "tijd": NOW.isoformat()}]
    assert [document["tekst"] for document in found["opgeschreven"]] == ["Een ’notitie’ met é,\ntwee regels en 🐻."]
    assert found["ronde 1 kleur"] == [
        {"kenmerk": "R1", "antwoord": "geel"},
        {"kenmerk": "R2", "antwoord": "geel"},
    ]
    (result,) = found["uitslagen"]
    assert (result["kaart"], result["ronde"], result["antwoorden"], result["open"]) == ("kleur", 1, 2, False)
    assert result["rijen"] == [["geel", 2], ["rood", 0]]
    assert "‘geel’ staat bovenaan" in result["zin"]


def test_it_can_be_queried_with_tinydb(tmp_path: Path) -> None:
    folder = kept(tmp_path, [*START, *(ballot(n, n % 2) for n in range(10))])
    with TinyDB(folder.database_path, encoding="utf-8", access_mode="r") as database:
        assert database.table("ronde 1 kleur").count(where("antwoord") == "geel") == 5


def test_it_can_be_made_again(tmp_path: Path) -> None:
    folder = kept(tmp_path, COURSE)
    before = folder.database_path.read_bytes()
    folder.database_path.unlink()
    folder.write_database(folder.read_session()[0])
    assert folder.database_path.read_bytes() == before


def test_no_mark_nonce_or_key_of_a_voter_is_in_it(tmp_path: Path) -> None:
    events: list[ev.AnyEvent] = [
        ev.BallotCast(round="kleur-1", mark="MERK", answer={"keuze": 0}, receipt="R", nonce="NONCE", key="SLEUTEL"),
        ev.Joined(mark="TOESTEL"),
    ]
    written = kept(tmp_path, [*START, *events]).database_path.read_text(encoding="utf-8")
    assert not [word for word in ("MERK", "NONCE", "SLEUTEL", "TOESTEL") if word in written]


def test_the_order_of_documents_does_not_follow_the_order_of_answering(tmp_path: Path) -> None:
    documents = tables(kept(tmp_path, [*START, ballot(2), ballot(1)]))["ronde 1 kleur"]
    assert [document["kenmerk"] for document in documents] == ["R1", "R2"]


def test_the_database_is_private(tmp_path: Path) -> None:
    assert kept(tmp_path, COURSE).database_path.stat().st_mode & 0o777 == 0o600


WRITE = """
import sys
from pathlib import Path
from kompas_tui.journal import SessionFolder
folder = SessionFolder(Path(sys.argv[1]))
session = folder.read_session()[0]
print("klaar", flush=True)
while True:
    folder.write_database(session)
"""


@pytest.mark.parametrize("turn", range(3))
def test_a_killed_write_leaves_a_whole_database(tmp_path: Path, turn: int) -> None:
    folder = kept(tmp_path, [*START, *(ballot(n) for n in range(3000))])
    whole = folder.database_path.read_bytes()
    command = [sys.executable, "-c", WRITE, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "klaar\n"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.01 + 0.03 * turn)
        process.kill()
    assert folder.database_path.read_bytes() == whole
