"""The library never changes a session, keeps what is added, and forgets what a session must forget."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from kompas_tui.cli.removal import Removal
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.library.things import Holding, Sort
from kompas_tui.library import Desk
from kompas_tui.library.index import INDEX
from kompas_tui.library.keeping import ADDITIONS
from kompas_tui.library.reading import read_holding
from tests.journal.foreign import POISON, STEERS
from tests.library.evenings import DECK, NOW, SPRING, Evening, evening, lines


async def with_lessons(path: Path, *, deck: str = DECK, days: int = 0) -> Evening:
    night = await evening(path, deck=deck, began=SPRING + timedelta(days=days))
    await night.answer("lessen", {"tekst-1": [f"Les van {path.name}"]})
    await night.end()
    return night


def opened_at(home: Path) -> Desk:
    return Desk.opened(home, [home], lambda: NOW)


def test_an_empty_folder_is_an_empty_library(tmp_path: Path) -> None:
    shelf = opened_at(tmp_path / "nog-niet").shelf
    assert not shelf.things
    assert not shelf.problems


async def test_no_byte_of_a_session_changes(tmp_path: Path) -> None:
    await with_lessons(tmp_path / "een")
    before = {file: file.read_bytes() for file in (tmp_path / "een").iterdir()}
    desk = opened_at(tmp_path)
    (lesson,) = desk.shelf.of_sort(Sort.LESSON)
    desk.propose([lesson.key], "Een vast nummer", "Minder wachten", "spelregel")
    assert {file: file.read_bytes() for file in (tmp_path / "een").iterdir()} == before
    assert sorted(file.name for file in tmp_path.iterdir() if file.is_file()) == [
        "reisgids-index.json", "reisgids-slot", "reisgids.json",
    ]  # fmt: skip


async def test_only_what_changed_is_read_again_and_the_index_can_be_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counted(path: Path) -> Holding | None:
        read.append(path.name)
        return read_holding(path)

    monkeypatch.setattr("kompas_tui.library.index.read_holding", counted)
    await with_lessons(tmp_path / "een")
    await with_lessons(tmp_path / "twee", days=1)
    first = opened_at(tmp_path).shelf
    assert sorted(read) == ["een", "twee"]
    read.clear()
    assert opened_at(tmp_path).shelf.collection.holdings == first.collection.holdings
    assert read == []
    os.utime(tmp_path / "een" / "sessie.json", ns=(1, 1))
    opened_at(tmp_path)
    assert read == ["een"]
    for spoilt in (b"", b"{", b'{"version": 99, "entries": {}}'):
        (tmp_path / INDEX).write_bytes(spoilt)
        assert opened_at(tmp_path).shelf.collection.holdings == first.collection.holdings


@pytest.mark.parametrize(
    "contents", [b"", b"{", b"[]", b'{"sessie": {"1": {"code": 5}}}', b'{"sessie": {"1": {"code": "A"}}}', b"\xff\xfe"]
)
async def test_a_damaged_session_is_named_and_passed_by(tmp_path: Path, contents: bytes) -> None:
    await with_lessons(tmp_path / "goed")
    (tmp_path / "stuk").mkdir()
    (tmp_path / "stuk" / "sessie.json").write_bytes(contents)
    shelf = opened_at(tmp_path).shelf
    assert lines(shelf.of_sort(Sort.LESSON)) == ["Les van goed"]
    (problem,) = shelf.problems
    assert problem.path == str(tmp_path / "stuk")
    assert "beschadigd" in problem.why


async def test_a_foreign_session_steers_nothing_and_leads_nowhere(tmp_path: Path) -> None:
    night = await with_lessons(tmp_path / "thuis" / "een")
    foreign = tmp_path / "vreemd" / "een"
    foreign.mkdir(parents=True)
    spoilt = json.loads(night.folder.database_path.read_bytes())
    spoilt["reisgids"]["1"]["tekst"] = f"Les{POISON}"
    spoilt["reisgids"]["1"]["velden"] = {f"Naam{POISON}": f"Waarde{POISON}"}
    spoilt["sessie"]["1"] |= {"titel": f"Titel{POISON}", "code": "WXYZ", "wijk": f"Wijk{POISON}"}
    (foreign / "sessie.json").write_text(json.dumps(spoilt))
    (tmp_path / "vreemd" / "link").symlink_to(tmp_path / "thuis" / "een")
    (tmp_path / "vreemd" / "bestand").mkdir()
    nameless = tmp_path / "vreemd" / os.fsdecode(b"\xff\xfe")
    nameless.mkdir()
    (nameless / "sessie.json").write_bytes(night.folder.database_path.read_bytes())
    (tmp_path / "vreemd" / "bestand" / "sessie.json").symlink_to(night.folder.database_path)
    shelf = Desk.opened(tmp_path / "eigen", [tmp_path / "vreemd"], lambda: NOW).shelf
    assert len(shelf.collection.holdings) == 1
    (lesson,) = shelf.of_sort(Sort.LESSON)
    said = [*lesson.words, *(str(value) for value in shelf.origin(lesson))]
    assert not [text for text in said if set(text) & STEERS]


async def test_what_is_past_its_days_goes_from_the_index_and_the_additions(tmp_path: Path) -> None:
    await with_lessons(tmp_path / "kort", deck=DECK.replace("bewaren: 365", "bewaren: 61"))
    await with_lessons(tmp_path / "lang", days=1)
    desk = opened_at(tmp_path)
    desk.propose([lesson.key for lesson in desk.shelf.of_sort(Sort.LESSON)], "Een vast nummer", "", "")
    later = Desk.opened(tmp_path, [tmp_path], lambda: NOW + timedelta(days=5)).shelf
    assert lines(later.of_sort(Sort.LESSON)) == ["Les van lang"]
    (proposal,) = later.additions.proposals
    assert (len(proposal.lessons), proposal.lost) == (1, 1)
    for file in (INDEX, ADDITIONS):
        assert b"Les van kort" not in (tmp_path / file).read_bytes()


async def test_a_copy_that_says_it_is_past_its_days_takes_nothing_from_the_session_itself(tmp_path: Path) -> None:
    night = await with_lessons(tmp_path / "zelf")
    desk = opened_at(tmp_path)
    desk.propose([lesson.key for lesson in desk.shelf.of_sort(Sort.LESSON)], "Een vast nummer", "", "")
    copy = tmp_path / "aardig"
    copy.mkdir()
    database = night.folder.database_path.read_bytes()
    assert b'"bewaren": 365' in database
    (copy / "sessie.json").write_bytes(database.replace(b'"bewaren": 365', b'"bewaren": 1'))
    shelf = opened_at(tmp_path).shelf
    assert lines(shelf.of_sort(Sort.LESSON)) == ["Les van zelf"]
    (proposal,) = shelf.additions.proposals
    assert (len(proposal.lessons), proposal.lost) == (1, 0)
    assert (tmp_path / INDEX).read_bytes().count(b"Les van zelf") == 1, "the copy is past its days"


async def test_what_is_wiped_is_forgotten_here_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOMPAS_SESSIES", str(tmp_path))
    night = await with_lessons(tmp_path / "een")
    desk = opened_at(tmp_path)
    (lesson,) = desk.shelf.of_sort(Sort.LESSON)
    desk.propose([lesson.key], "Een vast nummer", "", "")
    Removal.of(night.folder.path).carry_out()
    assert b"Les van een" not in (tmp_path / INDEX).read_bytes()
    assert lesson.key.encode() not in (tmp_path / ADDITIONS).read_bytes()
    desk.reread()
    assert not desk.shelf.things
    assert desk.shelf.additions.proposals[0].lost == 1


def test_additions_that_cant_be_read_are_never_written_over(tmp_path: Path) -> None:
    (tmp_path / ADDITIONS).write_text("{")
    with pytest.raises(KompasError, match="niet te lezen"):
        opened_at(tmp_path)
    assert (tmp_path / ADDITIONS).read_text() == "{"


async def test_two_windows_do_not_write_over_each_other(tmp_path: Path) -> None:
    await with_lessons(tmp_path / "een")
    one, other = opened_at(tmp_path), opened_at(tmp_path)
    one.propose([], "Eén", "", "")
    other.propose([], "Twee", "", "")
    assert [proposal.change for proposal in opened_at(tmp_path).shelf.additions.proposals] == ["Eén", "Twee"]


async def test_an_earlier_version_of_a_session_is_read(tmp_path: Path) -> None:
    night = await with_lessons(tmp_path / "een", deck=DECK.replace("bewaren: 365", "bewaren: 70"))
    contents = json.loads(night.folder.database_path.read_bytes())
    for name in ("reisgids", "marktplaats", "beren"):
        contents.pop(name, None)
    for name in ("doel", "wijk", "themas", "bewaren"):
        contents["sessie"]["1"].pop(name)
    night.folder.database_path.write_text(json.dumps(contents))
    (holding,) = opened_at(tmp_path).shelf.collection.holdings
    assert holding.source.keep_until == (SPRING + timedelta(days=70)).date().isoformat()


async def test_each_sign_that_steers_is_taken_out(tmp_path: Path) -> None:
    night = await with_lessons(tmp_path / "een")
    contents = json.loads(night.folder.database_path.read_bytes())
    for sign in [*sorted(STEERS), "\u00ad", "\r"]:
        contents["reisgids"]["1"]["tekst"] = f"Les{sign}’s avonds"
        night.folder.database_path.write_text(json.dumps(contents, ensure_ascii=False))
        holding = read_holding(tmp_path / "een")
        assert holding is not None
        assert holding.things[0].text in ("Les’s avonds", "Les\n’s avonds"), repr(sign)
