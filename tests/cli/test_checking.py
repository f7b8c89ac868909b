"""`controleer` and `nieuw`."""

import copy
import errno
import io
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PIL import Image

from kompas_tui.cli.checking import check
from kompas_tui.cli.example import write_example
from kompas_tui.deck_files import load_decks, read_decks
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.fitting import ImpossibleEvent
from kompas_tui.domain.session.session import Session
from kompas_tui.journal import LogJournal, SessionFolder
from kompas_tui.journal.database import database_contents
from kompas_tui.workshop import open_workshop, resume_workshop
from kompas_tui.workshop.commands.asking import CloseRound
from kompas_tui.workshop.commands.course import End
from kompas_tui.workshop.commands.paddles import ReadPaddles
from kompas_tui.workshop.commands.texts import React
from kompas_tui.workshop.commands.writing import TakeNote
from tests.cli.running import call
from tests.journal.course import NOW, START
from tests.workshop.rooms import DECK, choose, opened

TEN_MISTAKES = """---
titel: Tien fouten
duur: lang
bewarn: 90
---

# Een

```keuze
vraag: Wat kies je?
opties: [a]
```

# Twee {#Twee!}

```meerkeuzen
vraag: Wat?
```

# Drie {#drie}

```stickers
vraag: Wat?
aantal: nul
opties:
  - a
  - a
```

# Vier {#drie}

```rangorde
vraag: Wat?
```

# Vijf

```schaal
vraag: Wat?
tot: 99
```
"""
LINES = [3, 4, 11, 14, 16, 24, 27, 30, 32, 40]


def test_every_mistake_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "fout.md").write_text(TEN_MISTAKES)
    done = call("controleer", "fout.md", home=tmp_path)
    assert done.returncode == 1
    found = [int(line.split(":")[1]) for line in done.stdout.splitlines()]
    assert found == LINES, done.stdout
    assert all(line.startswith("fout.md:") for line in done.stdout.splitlines())


def test_a_wrong_deck_never_starts(tmp_path: Path) -> None:
    (tmp_path / "fout.md").write_text(TEN_MISTAKES)
    done = call("zonder-scherm", "fout.md", "--sessie", "mijn", home=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert [int(line.split(":")[1]) for line in done.stderr.splitlines()] == LINES
    assert not (tmp_path / "mijn").exists()


def test_the_shipped_decks_are_fine(tmp_path: Path) -> None:
    from kompas_tui.deck_files.library import shipped_folder

    done = call("controleer", shipped_folder(), home=tmp_path)
    assert done.returncode == 0, done.stdout
    assert re.search(r"\d+ kaartensets in orde, met \d+ kaarten en \d+ vragen\.\n$", done.stdout)


def test_a_wrong_deck_in_a_folder_does_not_hide_another(tmp_path: Path) -> None:
    for name in ("een.md", "twee.md"):
        (tmp_path / name).write_text("# Zonder begin\n")
    done = call("controleer", ".", home=tmp_path)
    assert done.returncode == 1
    assert "een.md:1:" in done.stdout
    assert "twee.md:1:" in done.stdout


def test_a_question_that_another_language_of_the_deck_lacks_is_a_tip_and_no_fault(tmp_path: Path) -> None:
    asked = "# {0}\n```keuze\nvraag: {0}?\nopties: [ja, nee]\n```\n"
    english = "```vertalingen\nen: {vraag: One?, opties: ['yes', 'no']}\n```\n"
    deck = tmp_path / "deck.md"
    deck.write_text("---\ntitel: Proef\n---\n" + asked.format("Een") + english + asked.format("Twee"))
    found = check([deck])
    tip = f"{deck}:12: tip: deze vraag staat niet helemaal in het Engels. Zo mist ‘Twee?’."
    assert (found.is_fine, found.lines) == (True, [tip, "1 kaartenset in orde, met 2 kaarten en 2 vragen."])


def test_of_many_questions_that_a_language_lacks_the_first_ones_are_named(tmp_path: Path) -> None:
    asked = "".join(f"# K{number}\n```woorden\nvraag: Vraag {number}?\n```\n" for number in range(9))
    deck = tmp_path / "deck.md"
    deck.write_text("---\ntitel: P\n---\n# Een\n```vertalingen\nen: {titel: One}\n```\n" + asked)
    *named, last, _ = check([deck]).lines
    assert [line.rsplit(" ", 1)[-1] for line in named] == ["0?’.", "1?’.", "2?’."]
    assert last == f"{deck}:20: tip: vanaf hier staan nog 6 vragen niet helemaal in het Engels."


def test_a_file_that_word_keeps_beside_an_open_document_is_no_document(tmp_path: Path) -> None:
    with_lock = tmp_path / "~$verslag.docx"
    with_lock.write_bytes(bytes(162))
    assert check([with_lock]).lines[0].endswith("Noem het document zelf.")


def test_a_folder_or_a_link_to_itself_is_told_by_its_reason(tmp_path: Path) -> None:
    folder, loop = tmp_path / "map.docx", tmp_path / "lus.docx"
    folder.mkdir()
    loop.symlink_to(loop.name)
    lines = check([folder, loop]).lines
    assert "dit is een map" in lines[0]
    assert "dit is een snelkoppeling die ik niet kan volgen" in lines[1]


def test_more_choices_than_options_is_a_tip_and_no_fault(tmp_path: Path) -> None:
    deck = tmp_path / "deck.md"
    deck.write_text("---\ntitel: P\n---\n# Kaart\n```meerkeuze\nvraag: Wat?\nmax: 3\nopties: [ja, nee]\n```\n")
    found = check([deck])
    assert found.is_fine
    assert found.lines[0] == f"{deck}:4: tip: ‘max’ is 3, maar er zijn 2 opties. Maak er hooguit 2 van."


@pytest.mark.parametrize(("name", "written"), [("mijn-set", "mijn-set.md"), ("mijn set.md", '"mijn set.md"')])
def test_a_new_deck_passes_the_check_and_shows_every_kind(name: str, written: str, tmp_path: Path) -> None:
    from kompas_tui.domain.kinds import DECK_KINDS

    done = call("nieuw", name, home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert f"kompas start {written}\n" in done.stdout
    name = written.strip('"')
    text = (tmp_path / name).read_text()
    assert all(f"```{kind}\n" in text for kind in (*DECK_KINDS, "beer", "praatplaat", "waaier", "regie"))
    cards, asked = text.split("\n---\n", 1)[1].count("\n# "), sum(text.count(f"```{kind}\n") for kind in DECK_KINDS)
    fine = f"1 kaartenset in orde, met {cards} kaarten en {asked} vragen.\n"
    assert call("controleer", name, home=tmp_path).stdout == fine


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "er.md").write_text("van mij")
    done = call("nieuw", "er", home=tmp_path)
    assert done.returncode == 1
    assert "is er al" in done.stderr
    assert (tmp_path / "er.md").read_text() == "van mij"


def test_a_full_disk_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int, _contents: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.write", full)
    with pytest.raises(KompasError, match="De schijf is vol"):
        write_example(tmp_path / "mijn")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["set.docx", "Avond.PDF", "foto.png", "avond.txt"])
def test_a_new_deck_gets_no_ending_of_another_program(name: str, tmp_path: Path) -> None:
    with pytest.raises(KompasError, match=f"eindigt op .md, zoals ‘{Path(name).stem}.md’"):
        write_example(tmp_path / name)
    assert write_example(tmp_path / "avond 2.0").name == "avond 2.0.md"


@pytest.mark.parametrize("name", ["/", "..", "."])
def test_a_new_deck_has_a_name(name: str) -> None:
    with pytest.raises(KompasError, match="Noem ook een naam"):
        write_example(Path(name))


def test_a_folder_that_is_not_there_and_a_name_too_long_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(KompasError, match=r"is er niet\. Maak die eerst"):
        write_example(tmp_path / "weg" / "mijn")
    with pytest.raises(KompasError, match="de naam is te lang"):
        write_example(tmp_path / ("x" * 300))


async def _session(path: Path, *, end: bool) -> SessionFolder:
    folder = SessionFolder(path)
    path.mkdir()
    room = await open_workshop(folder, read_decks([("proef", DECK, False)]), ev.Details())
    await opened(room)
    await choose(room, "an", 0)
    await room.do(CloseRound())
    await room.do(TakeNote("Iets na de ronde"))
    await room.join("piet")
    if end:
        await room.do(End())
    await room.close()
    return folder


async def test_the_number_that_stood_in_the_room_is_told_also_after_a_reaction(tmp_path: Path) -> None:
    folder = SessionFolder(tmp_path / "s")
    folder.path.mkdir()
    room = await open_workshop(folder, read_decks([("proef", DECK, False)]), ev.Details())
    await opened(room)
    await room.do(End())
    in_room = room.head
    assert "bij het afronden" not in " ".join(check([folder.path]).lines)
    await room.do(React(card=room.card.address, text="Dat nemen we mee."))
    await room.close()
    numbers = [line for line in check([folder.path]).lines if "controlegetal" in line.lower() or "Daarna" in line]
    assert numbers == [
        f"Controlegetal bij het afronden: {in_room}",
        "Daarna kwam er 1 gebeurtenis bij.",
        f"Laatste controlegetal: {room.head}",
    ]


async def test_an_answer_that_its_receipt_does_not_belong_to_is_named(tmp_path: Path) -> None:
    """By hand, with a chain that is right: of a phone, and of a card with letters."""
    folder = SessionFolder(tmp_path / "s")
    folder.path.mkdir()
    room = await open_workshop(folder, read_decks([("proef", DECK, False)]), ev.Details())
    await opened(room)
    await choose(room, "an", 0)
    await room.do(ReadPaddles({1: "A"}))
    await room.close()
    assert check([folder.path]).is_fine

    def moved(event: ev.AnyEvent) -> ev.AnyEvent:
        match event:
            case ev.BallotCast():
                return replace(event, answer={"keuze": 1})
            case ev.PaddlesRead():
                return replace(event, paddles=tuple(replace(one, choice=1) for one in event.paddles))
            case _:
                return event

    kept = list(folder.open_journal().read())
    folder.log_path.unlink()
    folder.database_path.unlink(missing_ok=True)
    journal = folder.open_journal()
    for event, _ in kept:
        journal.append([moved(event)])
    journal.close()
    said = [line for line in check([folder.path]).lines if "hoort niet bij het antwoord in het logboek" in line]
    cast = [number for number, (event, _) in enumerate(kept, 1) if isinstance(event, ev.BallotCast | ev.PaddlesRead)]
    assert [re.match(r"Gebeurtenis (\d+): kenmerk \w+", line)[1] for line in said] == [*map(str, cast)]  # type: ignore[index]


@pytest.mark.parametrize("end", [True, False])
async def test_every_table_of_the_database_is_compared(end: bool, tmp_path: Path) -> None:
    folder = await _session(tmp_path / "s", end=end)
    findings = check([folder.path])
    assert findings.is_fine, findings.lines
    data = json.loads(folder.database_path.read_bytes())
    for name, field in [("sessie", "titel"), ("verloop", "titel"), ("uitslagen", "zin"), ("ronde 1 kleur", "antwoord")]:
        changed = copy.deepcopy(data)
        changed[name]["1"][field] = "anders"
        folder.database_path.write_text(json.dumps(changed))
        findings = check([folder.path])
        said = [line for line in findings.lines if "is anders dan in het logboek" in line]
        assert len(said) == 1, (name, findings.lines)
        assert (name in said[0]) == (name != "ronde 1 kleur")
    folder.database_path.write_text(json.dumps({**data, "vreemd": {"1": {"a": 1}}}))
    assert any("‘vreemd’" in line for line in check([folder.path]).lines)


async def test_an_open_round_hides_no_change_in_a_closed_one(tmp_path: Path) -> None:
    folder = await _session(tmp_path / "s", end=False)
    room = resume_workshop(folder)
    await opened(room)
    await choose(room, "an", 1)
    await room.close()
    assert check([folder.path]).is_fine
    data = json.loads(folder.database_path.read_bytes())
    data["ronde 1 kleur"]["1"]["antwoord"] = "anders"
    folder.database_path.write_text(json.dumps(data))
    assert [line for line in check([folder.path]).lines if "‘Kleur’, ronde 1, is anders" in line]


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "3", "null", '{"sessie": []}', '{"sessie": 3}', '{"uitslagen": {"1": 3}}', "[" * 100_000, "\udcff"],
)
async def test_a_malformed_database_is_a_sentence(content: str, tmp_path: Path) -> None:
    folder = await _session(tmp_path / "s", end=True)
    folder.database_path.write_bytes(content.encode("utf-8", "surrogateescape"))
    findings = check([folder.path])
    assert not findings.is_fine
    assert any("deze database is onleesbaar" in line for line in findings.lines)


@pytest.mark.parametrize("content", ['{"uitslagen": {"1": {"kaart": [], "ronde": {}}}}', "{}"])
async def test_odd_rows_in_a_database_are_a_difference(content: str, tmp_path: Path) -> None:
    folder = await _session(tmp_path / "s", end=True)
    folder.database_path.write_text(content)
    assert any("is anders dan" in line for line in check([folder.path]).lines)


def _endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


no_windows = pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")
NO_PLAIN_FILES = [pytest.param(os.mkfifo, marks=no_windows), pytest.param(_endless, marks=no_windows), _huge, os.mkdir]


@pytest.mark.parametrize("put", NO_PLAIN_FILES)
async def test_a_database_that_is_no_plain_file_is_a_sentence(put: Callable[[Path], None], tmp_path: Path) -> None:
    folder = await _session(tmp_path / "s", end=True)
    folder.database_path.unlink()
    put(folder.database_path)
    assert any("deze database is onleesbaar" in line for line in check([folder.path]).lines)


@pytest.mark.parametrize("name", ["gegevens.xlsx", "plein.PNG", "gegevens.json", "rondes.csv", "alles.zip"])
def test_a_file_that_is_no_deck_session_or_report_is_told_what_can_be_looked_at(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b'{"a": 1}')
    (told,) = check([tmp_path / name]).lines
    assert told.startswith(f"{tmp_path / name}: dit soort bestand kan ik niet controleren. Noem een kaartenset")


@pytest.mark.parametrize("name", ["avond.v2", "avond.txt", "avond"])
def test_a_deck_may_be_called_anything(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("\ufeff---\ntitel: x\n---\n# K\n", encoding="utf-8")
    assert check([tmp_path / name]).is_fine


@pytest.mark.parametrize("name", ["verslag.odt", "Verslag.DOC"])
def test_another_office_file_is_told_as_what_to_save_it(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04")
    told = check([tmp_path / name])
    assert not told.is_fine
    assert told.lines == [f"{tmp_path / name}: dit soort bestand kan ik niet controleren. Sla het op als .docx."]


@pytest.mark.parametrize("put", NO_PLAIN_FILES)
@pytest.mark.parametrize("name", ["verslag.docx", "avond.md"])
def test_what_is_no_plain_file_is_not_read(name: str, put: Callable[[Path], None], tmp_path: Path) -> None:
    put(tmp_path / name)
    assert not check([tmp_path / name]).is_fine


@pytest.mark.parametrize("end", [True, False])
async def test_a_missing_key_is_named_while_the_session_goes_on(end: bool, tmp_path: Path) -> None:
    folder = await _session(tmp_path / "s", end=end)
    (folder.path / "merksleutel").unlink(missing_ok=True)
    findings = check([folder.path])
    assert findings.is_fine == end
    assert any("herkent, ontbreekt" in line for line in findings.lines) != end


@pytest.mark.parametrize("key", ["there", "gone"])
@pytest.mark.parametrize("behind", [False, True])
async def test_where_roles_differ_is_said_the_same_of_a_session_that_goes_on(
    behind: bool, key: str, tmp_path: Path
) -> None:
    folder = SessionFolder(tmp_path / "s")
    folder.path.mkdir()
    room = await open_workshop(folder, read_decks([("proef", DECK, False)]), ev.Details())
    await opened(room)
    for number in range(10):
        await choose(room, f"t{number}", number % 2, role=("bewoner", "ondernemer")[number % 2])
    await room.do(CloseRound())
    if behind:
        await room.do(TakeNote("Iets na de ronde"))
    await room.close()
    assert "Het verschil is het grootst" in folder.database_path.read_text()
    if key == "gone":
        (folder.path / "merksleutel").unlink()
    findings = check([folder.path])
    assert not [line for line in findings.lines if "anders dan in het logboek" in line]
    assert findings.is_fine == (key == "there")
    changed = json.loads(folder.database_path.read_text())
    changed["uitslagen"]["1"]["rijen"][0][1] += 1
    folder.database_path.write_text(json.dumps(changed))
    assert any("‘uitslagen’ is anders" in line for line in check([folder.path]).lines)


def impossible(path: Path) -> Path:
    """A session with a right chain in which a round closes that was never opened."""
    path.mkdir()
    journal = LogJournal(path / "logboek.jsonl")
    journal.append(
        [START[0], ev.NoteTaken(time=NOW, card="kleur", text="Ja"), ev.RoundClosed(time=NOW, round="kleur-1")]
    )
    journal.close()
    return path


@pytest.mark.parametrize("command", [("controleer",), ("verslag",), ("export", "--formaat", "json")])
def test_an_impossible_event_is_named_by_every_command(command: tuple[str, ...], tmp_path: Path) -> None:
    folder = impossible(tmp_path / "s")
    done = call(command[0], folder, *command[1:], home=tmp_path)
    assert done.returncode == 1
    assert (
        "Gebeurtenis 3 in het logboek past niet: ronde gesloten. Die ronde was niet open." in done.stdout + done.stderr
    )
    assert "Er ging iets mis" not in done.stderr


def test_an_impossible_event_is_named_when_a_session_goes_on(tmp_path: Path) -> None:
    with pytest.raises(ImpossibleEvent, match="Gebeurtenis 3"):
        resume_workshop(SessionFolder(impossible(tmp_path / "s")))


async def test_a_database_that_is_behind_is_compared_as_it_was_then(tmp_path: Path) -> None:
    folder = await _session(tmp_path / "s", end=False)
    kept = folder.database_path.read_bytes()
    room = resume_workshop(folder)
    await opened(room)
    await choose(room, "an", 1)
    await room.do(CloseRound())
    await room.close()
    assert folder.database_path.read_bytes() != kept
    folder.database_path.write_bytes(kept)
    assert check([folder.path]).is_fine
    folder.database_path.write_bytes(kept.replace(b'"rood"', b'"geel"'))
    assert not check([folder.path]).is_fine


@pytest.mark.parametrize("left", ["merksleutel", "afstandsleutel", "sessie.json"])
@pytest.mark.parametrize("command", [("controleer",), ("verslag",), ("export", "--formaat", "csv"), ("hervat",)])
async def test_every_command_finishes_an_end_that_was_cut_off(
    left: str, command: tuple[str, ...], tmp_path: Path
) -> None:
    folder = await _session(tmp_path / "s", end=True)
    whole = folder.database_path.read_bytes()
    if left == "sessie.json":
        folder.database_path.write_bytes(re.sub(rb'"afgerond": "[^"]+"', b'"afgerond": ""', whole))
    else:
        (folder.path / left).write_bytes(b"k" * 32)
    if command == ("hervat",):
        with pytest.raises(KompasError, match="afgerond"), folder.lock():
            resume_workshop(folder)
    else:
        call(command[0], folder.path, *command[1:], home=tmp_path)
    assert not (folder.path / "merksleutel").exists()
    assert not (folder.path / "afstandsleutel").exists()
    assert folder.database_path.read_bytes() == whole
    assert check([folder.path]).is_fine


async def test_checking_a_paused_session_costs_as_much_for_each_event(tmp_path: Path) -> None:
    """Folding and tables are made twice, however much was written down since the round closed."""
    made: list[int] = []

    def noted(of: Session) -> dict[str, dict[str, Any]]:
        made.append(of.length)
        return database_contents(of)

    folder = await _session(tmp_path / "s", end=False)
    room = resume_workshop(folder)
    for number in range(50):
        await room.do(TakeNote(f"Notitie {number}"))
    await room.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kompas_tui.cli.checking.database_contents", noted)
        assert check([folder.path]).is_fine
    assert len(made) == 1


async def test_a_picture_that_is_gone_or_changed_is_named(tmp_path: Path) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (64, 48), "green").save(stream, "PNG")
    (tmp_path / "plein.png").write_bytes(stream.getvalue())
    deck = tmp_path / "plein.md"
    deck.write_text("---\ntitel: Plein\n---\n\n# Kijk\n\nZie je het?\n\n![Het plein](plein.png)\n", encoding="utf-8")
    folder = SessionFolder(tmp_path / "s")
    folder.path.mkdir()
    room = await open_workshop(folder, load_decks([str(deck)]), ev.Details())
    await room.materials.add_photo(stream.getvalue(), "Een flap")
    await room.close()
    assert check([folder.path]).is_fine
    kept = {path.name for path in folder.path.glob("foto-*.jpg")}
    assert len(kept) == 2
    photo, picture = (
        folder.picture_path(digest) for digest in (room.session.photos[0].picture, *room.session.pictures)
    )
    photo.unlink()
    picture.write_bytes(stream.getvalue())
    said = "Zet het bestand terug. Tot dan zie je alleen de tekst."
    problems = [line for line in check([folder.path]).lines if said in line]
    assert problems == [
        f"{picture}: het plaatje ‘plein.png’ is veranderd. {said}",
        f"{photo}: een foto ontbreekt. {said}",
    ]
