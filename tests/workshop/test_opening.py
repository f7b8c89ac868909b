"""A session in a folder: begun, stopped anywhere, and gone on with."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tinydb import TinyDB

from kompas_tui.deck_files import DeckProblems, load_decks, read_decks
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.session import events as ev
from kompas_tui.journal import DamagedLog, NotSaved, SessionFolder
from kompas_tui.tui.drawing.pictures import picture
from kompas_tui.workshop import Workshop, open_workshop, resume_workshop
from kompas_tui.workshop.commands.asking import CloseRound
from kompas_tui.workshop.commands.course import End
from kompas_tui.workshop.commands.time import SetTimer
from kompas_tui.workshop.commands.writing import TakeNote
from kompas_tui.workshop.replies import OtherQuestion, TooLate
from tests.workshop.rooms import DECK, NOW, OTHER, Watch, choose, clock, counts, opened

DECKS = read_decks([("proef", DECK, False)])


@pytest.fixture
def folder(tmp_path: Path) -> SessionFolder:
    made = SessionFolder(tmp_path / "sessie")
    made.path.mkdir()
    return made


async def begun(folder: SessionFolder) -> Workshop:
    return await open_workshop(folder, DECKS, ev.Details("Titel", place="Zaal"), clock=clock)


async def test_a_session_goes_on_where_it_stopped(folder: SessionFolder) -> None:
    room = await begun(folder)
    kleur = await opened(room)
    receipt = await choose(room, "an", 0, key="k1")
    code, head = room.session.code, room.head
    await room.close()
    again = resume_workshop(folder, clock=clock)
    assert (again.session.code, again.head, again.notices) == (code, head, ())
    assert again.session.participants == 1
    assert again.session.open_round is not None
    assert await choose(again, "an", 0, key="k1") == receipt
    await choose(again, "an", 1)
    assert counts(again.session.rounds[kleur.id]) == {"rood": 0, "geel": 1, "blauw": 0}
    await again.close()


@pytest.mark.parametrize("days", [-365, -1, 1])
async def test_a_session_goes_on_where_the_clock_of_the_machine_was_set_back_or_on(
    days: int, folder: SessionFolder
) -> None:
    """As after a day in a bag with an empty battery: the clock that ran has no more left, and no time goes back."""
    watch = Watch()
    room = await open_workshop(folder, DECKS, ev.Details("Titel"), clock=watch)
    await room.do(SetTimer(5))
    await room.close()
    watch.minutes = days * 24 * 60
    again = resume_workshop(folder, clock=watch)
    again.listen(lambda: None)
    await again.do(TakeNote("en verder"))
    left = again.time.timer.ends - again.now() if again.time.timer is not None else None
    assert left == (timedelta(minutes=5) if days < 0 else None)
    (note,) = again.session.written
    assert note.time == (NOW if days < 0 else NOW + timedelta(days=1))
    await again.close()


async def test_opening_the_same_folder_goes_on_too_with_the_deck_as_it_is_now(folder: SessionFolder) -> None:
    room = await begun(folder)
    code = room.session.code
    await room.close()
    moved = {"proef": Path("elders/proef.md")}
    edited = replace(read_decks([("proef", DECK.replace("Hallo", "Welkom"), False)]), files=moved)
    again = await open_workshop(folder, edited, ev.Details("Anders"), clock=clock)
    assert (again.session.code, again.session.details.title) == (code, "Titel")
    assert again.decks.files == moved
    assert again.card.passages[0].text == "Welkom."
    await again.close()


async def test_linked_decks_stay_linked_when_going_on(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitel: A\nkaarten_uit: [b]\n---\n# Een\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("---\ntitel: B\n---\n# Twee\n", encoding="utf-8")
    folder = SessionFolder(tmp_path)
    await (await open_workshop(folder, load_decks([str(tmp_path / "a.md")]), ev.Details())).close()
    (tmp_path / "b.md").write_text("---\ntitel: B\n---\n# Twee en meer {#twee}\n", encoding="utf-8")
    again = await open_workshop(folder, load_decks([str(tmp_path / "a.md")]), ev.Details())
    assert [card.address for card in again.course] == ["een"]
    assert [card.title for card in again.course.linked] == ["Twee en meer"]
    assert set(again.decks.files) == {"a", "b"}
    await again.close()


async def test_going_on_remembers_where_the_decks_lie_now(tmp_path: Path) -> None:
    for place in ("eerst", "nu"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "a.md").write_text("---\ntitel: A\n---\n# Een\n", encoding="utf-8")
    folder = SessionFolder(tmp_path / "sessie")
    with folder.lock():
        first = await open_workshop(folder, load_decks([str(tmp_path / "eerst/a.md")]), ev.Details())
        await first.close()
        again = await open_workshop(folder, load_decks([str(tmp_path / "nu/a.md")]), ev.Details())
        await again.close()
        resumed = resume_workshop(folder)
        assert resumed.decks.files == {"a": tmp_path / "nu/a.md"}
        await resumed.close()


BEAR = "```beer\nnaam: A\nfamilie: individu\ntekening: huis\ngezegd: [g]\ntips: [t]\n```\n"


@pytest.mark.parametrize("gone", [False, True])
async def test_a_decks_own_drawing_is_found_again_from_another_folder(
    gone: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sets").mkdir()
    (tmp_path / "sets" / "mijn.md").write_text(f"---\ntitel: A\n---\n# Een\n{BEAR}", encoding="utf-8")
    (tmp_path / "sets" / "huis.txt").write_text("⣿⣿", encoding="utf-8")
    folder = SessionFolder(tmp_path / "sessie")
    folder.path.mkdir()
    monkeypatch.chdir(tmp_path / "sets")
    await (await open_workshop(folder, load_decks(["mijn.md"]), ev.Details())).close()
    folder.remember_served(replace(folder.served(), port=8000))
    monkeypatch.chdir(tmp_path / "sessie")
    if gone:
        (tmp_path / "sets" / "huis.txt").unlink()
        (tmp_path / "sets" / "mijn.md").unlink()
    again = resume_workshop(folder)
    await again.close()
    assert again.card.bear is not None
    file = again.decks.files.get("mijn")
    assert bool(file and picture(again.card.bear.drawing, file.parent)) != gone


@pytest.mark.parametrize("kept", [7, [], {"proef": 3}, {"proef": "\0"}, {"proef": "x" * 5000}, {3: None}])
async def test_odd_places_of_decks_are_not_believed(kept: object, folder: SessionFolder) -> None:
    await (await begun(folder)).close()
    (folder.path / "adres.json").write_text(json.dumps({"kaartensets": kept}), encoding="utf-8")
    again = resume_workshop(folder)
    assert again.decks.files == {}
    await again.close()


async def test_what_is_not_given_comes_from_the_deck(folder: SessionFolder) -> None:
    text = DECK.replace("titel: Proef", "titel: Proef\nplaats: Dorp\ndoel: Waarom\nbewaren: 7")
    room = await open_workshop(folder, read_decks([("proef", text, False)]), ev.Details(organisation="Wij"))
    assert room.session.details == ev.Details("Proef", "Dorp", "Wij", "Waarom")
    assert room.session.keep_days == 7
    assert room.session.roles == ("bewoner", "ondernemer")
    await room.close()


async def test_closing_a_round_writes_the_database_from_the_log(folder: SessionFolder) -> None:
    room = await begun(folder)
    await opened(room)
    await choose(room, "an", 1)
    assert not folder.database_path.exists()
    await room.do(CloseRound())
    with TinyDB(folder.database_path, encoding="utf-8", access_mode="r") as database:
        assert [document["antwoord"] for document in database.table("ronde 1 kleur")] == ["geel"]
    await room.close()


async def test_two_closings_at_once_leave_a_whole_database(folder: SessionFolder) -> None:
    room = await begun(folder)
    await opened(room)
    await choose(room, "an", 1)
    await asyncio.gather(*(room.do(CloseRound()) for _ in range(5)))
    assert "ronde 1 kleur" in json.loads(folder.database_path.read_bytes())
    assert [path.name for path in folder.path.glob("*.nieuw")] == []
    await room.close()


async def test_a_database_that_can_not_be_written_stops_nothing(folder: SessionFolder) -> None:
    folder.database_path.mkdir()
    room = await begun(folder)
    kleur = await opened(room)
    await room.do(CloseRound())
    assert not kleur.is_open
    await room.do(End())
    assert not (folder.path / "merksleutel").exists()
    await room.close()


async def test_the_end_removes_the_key_and_the_session_stays_readable(folder: SessionFolder) -> None:
    room = await begun(folder)
    await opened(room)
    await choose(room, "an", 0)
    assert (folder.path / "merksleutel").exists()
    await room.do(End())
    await room.close()
    assert not (folder.path / "merksleutel").exists()
    session, head = folder.read_session()
    assert session.is_ended
    assert head == room.head
    with pytest.raises(KompasError, match=r"afgerond\. Maak een verslag met: kompas verslag"):
        resume_workshop(folder)


async def test_a_key_that_a_crash_left_behind_goes_at_the_next_opening(folder: SessionFolder) -> None:
    room = await begun(folder)
    await room.do(End())
    await room.close()
    folder.new_mark_key()
    with pytest.raises(KompasError, match="afgerond"):
        await begun(folder)
    assert not (folder.path / "merksleutel").exists()


async def test_a_cut_off_record_is_told_to_the_facilitator(folder: SessionFolder) -> None:
    room = await begun(folder)
    await room.close()
    with folder.log_path.open("ab") as file:
        file.write(b'[12,"half')
    again = resume_workshop(folder)
    assert len(again.notices) == 1
    assert "(1 regel, 9 bytes)" in again.notices[0]
    assert "logboek.jsonl.afgekapt" in again.notices[0]
    assert again.session.code == room.session.code
    await again.close()


async def test_a_damaged_log_gives_a_copy_and_is_left_alone(folder: SessionFolder) -> None:
    room = await begun(folder)
    await room.do(TakeNote("een"))
    await room.do(TakeNote("twee"))
    await room.close()
    damaged = folder.log_path.read_bytes().replace(b'"een"', b'"EEN"')
    folder.log_path.write_bytes(damaged)
    with pytest.raises(DamagedLog, match="gered"):
        await begun(folder)
    with pytest.raises(DamagedLog, match="gered"):
        resume_workshop(folder)
    assert folder.log_path.read_bytes() == damaged
    assert len(list(folder.path.glob("*.gered*"))) == 1


async def test_an_empty_log_begins_anew(folder: SessionFolder) -> None:
    folder.log_path.write_bytes(b"")
    room = await begun(folder)
    assert room.session.code
    assert room.card.address == "welkom"
    await room.close()


@pytest.mark.parametrize("content", [b"[1", b'["kompas-logboek",2]\n[300,"half', b"\0" * 700, b"Beste buren,\n"])
async def test_no_session_begins_on_a_log_that_holds_anything(folder: SessionFolder, content: bytes) -> None:
    folder.log_path.write_bytes(content)
    with pytest.raises(DamagedLog, match=r"niet te lezen.*niets overschreven.*andere map"):
        await begun(folder)
    assert folder.log_path.read_bytes() == content


@pytest.mark.parametrize("content", [None, b"", b"[1"])
def test_resuming_where_there_is_no_session_is_said(folder: SessionFolder, content: bytes | None) -> None:
    if content is not None:
        folder.log_path.write_bytes(content)
    with pytest.raises(KompasError, match=r"geen sessie|leeg of onleesbaar|niet te lezen"):
        resume_workshop(folder)


async def test_a_deck_that_is_wrong_now_does_not_go_on(folder: SessionFolder) -> None:
    await (await begun(folder)).close()
    wrong = DECKS.decks[0].text.replace("vraag: Welke", "vraagg: Welke")
    edited = replace(DECKS, decks=(replace(DECKS.decks[0], text=wrong),))
    with pytest.raises(DeckProblems):
        await open_workshop(folder, edited, ev.Details())
    again = resume_workshop(folder)
    assert again.course.find("kleur") is not None
    await again.close()


@pytest.mark.parametrize("damage", [None, b"", b"half", b"k" * 33, b"k" * 32])
@pytest.mark.parametrize("opening", ["resume", "open"])
async def test_without_its_key_an_open_round_is_closed(
    opening: str, damage: bytes | None, folder: SessionFolder
) -> None:
    room = await begun(folder)
    kleur = await opened(room)
    await choose(room, "an", 0)
    await room.close()
    key = folder.path / "merksleutel"
    key.unlink()
    if damage is not None:
        key.write_bytes(damage)
    again = resume_workshop(folder, clock=clock) if opening == "resume" else await begun(folder)
    assert again.notices == (
        "Het bestand waarmee Kompas telefoons herkent, ontbrak. De open ronde is daarom gesloten. "
        "Open een nieuwe ronde.",
    )
    assert again.session.open_round is None
    with pytest.raises(TooLate):
        await choose(again, "an", 1, round_id=kleur.id)
    assert counts(again.session.rounds[kleur.id]) == {"rood": 1, "geel": 0, "blauw": 0}
    await again.do(TakeNote("Het logboek gaat door"))
    await again.close()
    session, head = folder.read_session()
    assert folder.mark_key(session.fingerprint)
    assert (session.open_round, head) == (None, again.head)
    with TinyDB(folder.database_path, encoding="utf-8", access_mode="r") as database:
        assert len(database.table("ronde 1 kleur")) == 1
    last = resume_workshop(folder, clock=clock)
    assert last.notices == ()
    await last.close()


async def test_without_its_key_and_an_open_round_only_the_count_starts_again(folder: SessionFolder) -> None:
    room = await begun(folder)
    await room.join("an")
    await room.close()
    (folder.path / "merksleutel").unlink()
    again = resume_workshop(folder, clock=clock)
    assert again.notices == (
        "Het bestand waarmee Kompas telefoons herkent, ontbrak. Deelnemers tellen daarom opnieuw mee.",
    )
    await again.close()


async def test_without_participants_a_new_key_needs_no_word(folder: SessionFolder) -> None:
    room = await begun(folder)
    await opened(room)
    await room.close()
    (folder.path / "merksleutel").unlink()
    again = resume_workshop(folder, clock=clock)
    assert again.notices == ()
    assert again.session.open_round is not None
    await again.close()


async def test_another_deck_than_the_session_has_is_said(folder: SessionFolder) -> None:
    await (await begun(folder)).close()
    again = await open_workshop(folder, read_decks([("ander", OTHER, False)]), ev.Details(), clock=clock)
    assert again.notices == ("Deze sessie gaat verder met haar eigen kaarten: Proef.",)
    await again.close()


async def test_a_log_that_is_gone_is_noticed_before_the_next_receipt(folder: SessionFolder) -> None:
    room = await begun(folder)
    await opened(room)
    receipt = await choose(room, "an", 0)
    folder.log_path.unlink()
    with pytest.raises(NotSaved, match=r"weg, vervangen of ingekort.*nog in .*logboek\.jsonl\.gered"):
        await choose(room, "bo", 1)
    assert "Het logboek is weg" in room.saving.trouble
    assert not room.saving.is_working
    (rescued,) = folder.path.glob("*.gered")
    assert receipt.encode() in rescued.read_bytes()
    rescued.rename(folder.log_path)
    await choose(room, "bo", 1)
    assert room.saving.is_working
    assert room.saving.trouble.startswith("Bewaren lukte 1 keer niet. Nu lukt het weer.")
    room.saving.seen()
    assert room.saving.trouble == ""
    await room.close()


async def test_who_goes_on_twice_with_one_folder_loses_no_answer_that_was_told(folder: SessionFolder) -> None:
    """A disk of the network may know no locks; there the second one is refused at its first answer."""
    room = await begun(folder)
    kleur = await opened(room)
    second = resume_workshop(folder, clock=clock)
    receipt = await choose(room, "an", 0)
    with pytest.raises(NotSaved, match="Een ander programma schrijft ook in dit logboek"):
        await choose(second, "bo", 1)
    assert "Stop hier, en ga daar verder." in second.saving.trouble
    assert second.session.rounds[kleur.id].answers == 0
    await choose(room, "cas", 2)
    await second.close()
    await room.close()
    kept = folder.read_session().session.rounds[kleur.id]
    assert counts(kept) == {"rood": 1, "geel": 0, "blauw": 1}
    assert receipt in [ballot.receipt for ballot in kept.ballots.values()]


async def test_options_that_change_places_during_a_pause_are_those_that_the_phone_read(folder: SessionFolder) -> None:
    room = await begun(folder)
    asked = await opened(room)
    imprint = asked.activity.imprint
    await choose(room, "an", 0)
    await room.close()
    turned = read_decks([("proef", DECK.replace("[rood, geel, blauw]", "[blauw, geel, rood]"), False)])
    again = await open_workshop(folder, turned, ev.Details(), clock=clock)
    await choose(again, "bo", 0, round_id=asked.id, imprint=imprint)
    await again.do(CloseRound())
    assert counts(again.session.rounds[asked.id]) == {"rood": 2, "geel": 0, "blauw": 0}
    anew = await opened(again)
    with pytest.raises(OtherQuestion):
        await choose(again, "an", 0, round_id=anew.id, imprint=imprint)
    await choose(again, "an", 0, round_id=anew.id, imprint=anew.activity.imprint)
    await again.do(CloseRound())
    assert counts(again.session.rounds[anew.id]) == {"blauw": 1, "geel": 0, "rood": 0}
    assert not outcome_of(again.session, again.session.rounds[anew.id]).beside, "other options lie beside nothing"
    await again.close()


async def test_a_database_that_can_not_be_written_is_said_until_it_was_seen(folder: SessionFolder) -> None:
    folder.database_path.mkdir()
    room = await begun(folder)
    await opened(room)
    await room.do(CloseRound())
    assert room.saving.trouble.startswith("De database is niet geschreven. Het logboek heeft alles. ")
    assert room.saving.trouble.endswith("sessie.json is een map. Zet die ergens anders neer.")
    folder.database_path.rmdir()
    await opened(room)
    await room.do(CloseRound())
    assert room.saving.trouble.startswith("De database schrijven lukte 1 keer niet. Nu lukt het weer.")
    await room.close()


async def test_closing_a_round_reads_no_log(folder: SessionFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    room = await begun(folder)
    await opened(room)
    await choose(room, "an", 0)

    def refuse(_: object) -> None:
        raise AssertionError("the log was read again")

    monkeypatch.setattr("kompas_tui.journal.log.check_log", refuse)
    monkeypatch.setattr("kompas_tui.domain.session.session.Session._fold_all", refuse)
    await room.do(CloseRound())
    assert folder.database_path.exists()
    await room.close()


@pytest.mark.parametrize("is_emptied", [False, True])
async def test_a_folder_whose_log_is_gone_is_left_alone(folder: SessionFolder, is_emptied: bool) -> None:
    room = await begun(folder)
    await opened(room)
    await choose(room, "an", 0)
    await room.do(CloseRound())
    await room.close()
    folder.log_path.write_bytes(b"") if is_emptied else folder.log_path.unlink()
    before = {path.name: path.read_bytes() for path in folder.path.iterdir()}
    with pytest.raises(KompasError, match=r"zonder logboek\. Er is niets overschreven"):
        await begun(folder)
    with pytest.raises(KompasError, match="zonder logboek"):
        await open_workshop(folder, read_decks([("proef", DECK, False)]), ev.Details())
    assert {path.name: path.read_bytes() for path in folder.path.iterdir()} == before


async def test_the_key_goes_before_the_database_is_written(folder: SessionFolder) -> None:
    room = await begun(folder)
    there = []
    room.saving.database._write = lambda _: there.append((folder.path / "merksleutel").exists())
    await room.do(End())
    assert there == [False]
    await room.close()
