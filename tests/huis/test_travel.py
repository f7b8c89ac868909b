"""A session goes from a laptop to the server and comes home, and its chain is one chain."""

import asyncio
import io
import tracemalloc
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kompas_tui.cli.huis import StoreDownloads, bring_session_home, lift_session_up
from kompas_tui.deck_files import read_decks
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.session import events as ev
from kompas_tui.huis.travel import lift_up
from kompas_tui.journal import SessionFolder
from kompas_tui.journal.parcels import bring_home, packed, packed_folder, unpacked
from kompas_tui.workshop import open_workshop, resume_workshop
from kompas_tui.workshop.commands.asking import OpenRound
from kompas_tui.workshop.commands.course import GoTo
from tests.huis.conftest import PASSWORDS, Huis
from tests.huis.test_huis import order
from tests.journal.foreign import log_bytes
from tests.workshop.rooms import DECK, choose


async def on_a_laptop(path: Path) -> tuple[SessionFolder, str, str]:
    """A session with an open round and one answer; the phone's token and receipt."""
    folder = SessionFolder(path)
    with folder.lock():
        room = await open_workshop(folder, read_decks([("proef", DECK, False)]), ev.Details("Onderweg"))
        await room.do(GoTo("kleur"))
        await room.do(OpenRound("nieuw"))
        token = room.marks.new_token()
        receipt = await choose(room, token, 1)
        await room.close()
    return folder, token, receipt


async def test_a_session_goes_up_and_comes_home_with_its_chain(
    two_nodes: Huis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, token, receipt = await on_a_laptop(tmp_path / "laptop")
    monkeypatch.setenv("KOMPAS_WACHTWOORD", PASSWORDS["anna"])
    monkeypatch.setenv("KOMPAS_SESSIES", str(tmp_path))
    huis, began = two_nodes.nodes[0].address, folder.read_session()
    code = began.session.code
    await asyncio.to_thread(lift_session_up, folder.path, huis, "anna")
    with pytest.raises(KompasError, match="al in gebruik"):
        await asyncio.to_thread(lift_session_up, folder.path, huis, "anna")
    anna = await two_nodes.facilitator("anna", node=1)
    assert (await anna.post("/begeleider/open", data={"code": code})).status_code == 303
    phone = await two_nodes.somebody()
    assert receipt in (await phone.get(f"/{code}", headers={"cookie": f"kompas={token}"})).text, (
        "a phone is known again"
    )
    with pytest.raises(KompasError, match="nog open"):
        await asyncio.to_thread(bring_session_home, code, huis, "anna", tmp_path / "thuis", remove=True)
    (json_file,) = [offer for offer in StoreDownloads.offers if offer.word == "openbare-json"]
    made = await anna.post("/begeleider/bestand", data={"code": code, "bestand": json_file.word})
    assert made.headers["content-disposition"].endswith(".json")
    assert made.json()["sessie"]["code"] == code
    bert = await two_nodes.facilitator("bert")
    assert (await bert.post("/begeleider/bestand", data={"code": code, "bestand": json_file.word})).status_code == 404
    for told, status in (("sluit", 303), ("stop", 200)):
        assert (await order(anna, code, opdracht=told)).status_code == status
    await asyncio.to_thread(bring_session_home, code.lower(), huis, "anna", tmp_path / "thuis", remove=True)
    home = SessionFolder(tmp_path / "thuis")
    session, head = home.read_session()
    assert session.is_ended
    assert session.rounds["kleur-1"].answers == 1
    there = [digest for _, digest in home.read_log().records]
    assert there[began.session.length - 1] == began.head, "what was written on the laptop stands there as it was"
    assert there[-1] == head
    assert not list(home.path.glob("merksleutel")), "the keys went with the end of the session"
    assert two_nodes.nodes[0].home.find(code) is None
    assert "gewist" in capsys.readouterr().out
    with home.lock(), pytest.raises(KompasError, match="afgerond"):
        resume_workshop(home)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_parcel_is_not_unpacked_where_that_may_grow_without_end(method: int, tmp_path: Path) -> None:
    started = ev.Started(time=datetime.now(UTC), code="AB2C", details=ev.Details("Proef"), decks=(), roles=())
    parcel = io.BytesIO()
    with zipfile.ZipFile(parcel, "w", method) as file:
        file.writestr("logboek.jsonl", log_bytes([started]))
    with pytest.raises(KompasError, match="geen sessie van Kompas"):
        bring_home(parcel.getvalue(), tmp_path / "thuis")


def test_a_parcel_may_be_no_larger_unpacked_than_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = ev.Started(time=datetime.now(UTC), code="AB2C", details=ev.Details("Proef"), decks=(), roles=())
    log = log_bytes([started])
    parcel = packed([("logboek.jsonl", log)])
    monkeypatch.setattr("kompas_tui.journal.parcels.LARGEST_PARCEL", len(log))
    assert unpacked(parcel) == {"logboek.jsonl": log}
    monkeypatch.setattr("kompas_tui.journal.parcels.LARGEST_PARCEL", len(log) - 1)
    with pytest.raises(KompasError, match="geen sessie van Kompas"):
        bring_home(parcel, tmp_path / "thuis")


def test_a_parcel_that_says_it_is_smaller_than_it_is_is_not_unpacked_further(tmp_path: Path) -> None:
    parcel = io.BytesIO()
    with zipfile.ZipFile(parcel, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("logboek.jsonl", bytes(100_000_000))
    lying = bytearray(parcel.getvalue())
    size = lying.rfind(b"PK\x01\x02") + 24
    lying[size : size + 4] = (100).to_bytes(4, "little")
    tracemalloc.start()
    try:
        with pytest.raises(KompasError, match="geen sessie van Kompas"):
            bring_home(bytes(lying), tmp_path / "thuis")
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


async def test_nothing_that_a_folder_only_points_at_is_sent(tmp_path: Path) -> None:
    folder, _, _ = await on_a_laptop(tmp_path / "s")
    (tmp_path / "geheim").write_text("geheim")
    for name in ("merksleutel", f"foto-{'a' * 64}.jpg"):
        (folder.path / name).unlink(missing_ok=True)
        (folder.path / name).symlink_to(tmp_path / "geheim")
    assert {*unpacked(packed_folder(folder))} == {"logboek.jsonl"}


def test_a_parcel_that_is_broken_off_is_refused_in_words(tmp_path: Path) -> None:
    parcel = io.BytesIO()
    with zipfile.ZipFile(parcel, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("logboek.jsonl", bytes(range(256)) * 100)
    spoilt = bytearray(parcel.getvalue())
    begin = 30 + len("logboek.jsonl")
    spoilt[begin : begin + 8] = b"\xff" * 8
    with pytest.raises(KompasError, match="geen sessie van Kompas"):
        bring_home(bytes(spoilt), tmp_path / "thuis")


@pytest.mark.parametrize("code", ["..", "/TMP", "abcd", "../UIT"])
async def test_a_parcel_with_a_code_that_is_none_is_refused(code: str, two_nodes: Huis) -> None:
    started = ev.Started(time=datetime.now(UTC), code=code, details=ev.Details("Proef"), decks=(), roles=())
    parcel = io.BytesIO()
    with zipfile.ZipFile(parcel, "w") as file:
        file.writestr("logboek.jsonl", log_bytes([started]))
    with pytest.raises(KompasError, match="geen sessie van Kompas"):
        lift_up(parcel.getvalue(), two_nodes.nodes[0].home, "anna")


@pytest.mark.parametrize("name", ["../weg", "logboek.jsonl", "merksleutel"])
def test_a_parcel_of_something_else_writes_nothing(name: str, tmp_path: Path) -> None:
    parcel = io.BytesIO()
    with zipfile.ZipFile(parcel, "w") as file:
        file.writestr(name, b"iets anders")
    for sent in (parcel.getvalue(), b"geen zip"):
        with pytest.raises(KompasError, match="geen sessie van Kompas"):
            bring_home(sent, tmp_path / "thuis")
    assert not list(tmp_path.iterdir())
