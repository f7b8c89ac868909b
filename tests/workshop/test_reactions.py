"""A reaction of the organisation: beside a text or a question, in the evening or after it, hidden with its text."""

import csv
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest

from kompas_tui.cli.reacting import _read, take_over, write_list
from kompas_tui.domain.language.errors import CommandRefused, KompasError
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.report import build_report
from kompas_tui.domain.result.shapes import TextList
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.fitting import ImpossibleEvent, told
from kompas_tui.domain.session.round import Round
from kompas_tui.export.data import session_data
from kompas_tui.export.sheets import csv_bytes, sheet_files
from kompas_tui.journal import SessionFolder
from kompas_tui.journal.database import database_contents
from kompas_tui.web.shown import shown_result
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound, ShowResult
from kompas_tui.workshop.commands.course import End, TakeBack
from kompas_tui.workshop.commands.order import OrderWords
from kompas_tui.workshop.commands.table import ORDERS
from kompas_tui.workshop.commands.texts import Moderate, React
from tests.library.evenings import evening
from tests.workshop.rooms import choose, opened, workshop

SLOW, ANSWER = "De weg is te smal", "We meten hem in maart op."
ALL = "Alle punten gaan naar de raad."


async def asked(there: Workshop, *texts: str) -> tuple[Round, list[str]]:
    """A closed round with these texts, and their ids in that order."""
    round_ = await opened(there, "ideeen")
    for number, text in enumerate(texts):
        await there.cast(f"t{number}", round_.id, {"tekst-1": [text]})
    await there.do(CloseRound())
    ids = {item.text: item.id for item in round_.texts()}
    return round_, [ids[text] for text in texts]


def answered(there: Workshop, round_: Round) -> dict[str, str]:
    result = outcome_of(there.session, round_).result
    assert isinstance(result, TextList)
    return {item.text: item.reaction for item in result.items}


async def test_a_reaction_stands_beside_its_text_everywhere() -> None:
    there = await workshop()
    round_, (slow, other) = await asked(there, SLOW, "Niets")
    order = OrderWords({"tekst_id": slow, "tekst": ANSWER})
    assert await there.do(ORDERS["reactie"](order)) == "De reactie is bewaard."
    await there.do(ORDERS["reactie"](OrderWords({"kaart": "ideeen", "tekst": ALL})))
    assert answered(there, round_) == {SLOW: ANSWER, "Niets": ""}
    await there.do(ShowResult())
    phone = shown_result(outcome_of(there.session, round_))
    assert f"Reactie: {ALL}" in phone.more
    assert phone.tables[0].header == ("Tekst", "Reactie")
    report = str(build_report(there.session, there.head, there.course))
    assert ANSWER in report
    assert f"Reactie: {ALL}" in report
    data = str(session_data(there.session, there.head))
    assert ANSWER in data
    assert ALL in data
    assert ANSWER in str(database_contents(there.session)["uitslagen"])
    assert any(f'"{ANSWER}"'.encode() in text for text in sheet_files(there.session).values())
    assert other not in str(report)


async def test_a_hidden_text_keeps_its_reaction_hidden() -> None:
    there = await workshop()
    _, (slow,) = await asked(there, SLOW)
    await there.do(React(ANSWER, slow))
    await there.do(Moderate(slow, "verberg"))
    for view in (build_report(there.session, there.head, there.course), session_data(there.session, there.head)):
        assert ANSWER not in str(view)
    assert ANSWER not in str(database_contents(there.session))


async def test_a_reaction_after_the_end_stands_in_the_database_at_once() -> None:
    there = await workshop()
    _, (slow,) = await asked(there, SLOW)
    await there.do(End())
    written: list[str] = []
    there.saving.database._write = lambda session: written.append(str(database_contents(session)))
    await there.do(React(ANSWER, slow))
    assert [ANSWER in contents for contents in written] == [True]


async def test_a_reaction_is_taken_back_replaced_and_taken_away() -> None:
    there = await workshop()
    _, (slow,) = await asked(there, SLOW)
    await there.do(React("Eerst", slow))
    await there.do(React(ANSWER, slow))
    assert await there.do(TakeBack()) == "De reactie staat weer zoals eerst."
    round_ = there.session.rounds["ideeen-1"]
    assert answered(there, round_) == {SLOW: "Eerst"}
    assert await there.do(React(" \u200b", slow)) == "De reactie is weg."
    assert answered(there, round_) == {SLOW: ""}


async def test_an_edited_text_loses_the_reaction_to_the_first_one() -> None:
    there = await workshop()
    round_ = await opened(there, "ideeen")
    await there.cast("a", round_.id, {"tekst-1": [SLOW]})
    (text,) = round_.texts()
    await there.do(React(ANSWER, text.id))
    await there.cast("a", round_.id, {"tekst-1": ["Heel iets anders"]})
    assert answered(there, round_) == {"Heel iets anders": ""}


async def test_what_can_not_be_answered_is_refused_in_words() -> None:
    there = await workshop()
    with pytest.raises(CommandRefused, match="nog niets gevraagd"):
        await there.do(React(ANSWER, card="kleur"))
    with pytest.raises(CommandRefused, match="Deze tekst is er niet meer"):
        await there.do(React(ANSWER, "weg"))
    await opened(there, "kleur")
    await choose(there, "a", 0)
    await there.do(React(ANSWER, card="kleur"))
    assert there.session.rounds["kleur-1"].reaction == ANSWER


async def test_after_the_end_a_reaction_is_the_only_thing_that_may_follow() -> None:
    there = await workshop()
    _, (slow,) = await asked(there, SLOW)
    await there.do(End())
    assert await there.do(React(ANSWER, slow)) == "De reactie is bewaard."
    events = [*there.session._events]
    told(events)
    with pytest.raises(ImpossibleEvent):
        told([*events, ev.NoteTaken(time=there.now(), card="kleur", text="x")])


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
async def test_a_list_is_filled_in_after_the_evening_and_taken_over(delimiter: str, tmp_path: Path) -> None:
    night = await evening(tmp_path / "avond", title="Avond")
    await night.answer("lessen", {"tekst-1": ["=Begin klein"]}, {"tekst-1": ["Bel eerst"]})
    path = await night.end()
    listed = write_list(path, tmp_path / "lijst.csv")
    rows = list(csv.reader(io.StringIO(listed.read_text("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Nummer", "Kaart", "Vraag of tekst", "Reactie"]
    assert rows[1][0] == "vraag lessen"
    for row in rows[1:]:
        row[3] = f"Antwoord op {row[2]}"
    filled = io.StringIO()
    csv.writer(filled, delimiter=delimiter).writerows(rows)
    listed.write_text(filled.getvalue(), "utf-8")
    with pytest.raises(KompasError, match="kies een andere plek met --uit"):
        write_list(path, listed)
    assert take_over(path, listed) == 3
    assert write_list(path, listed) == listed
    assert take_over(path, listed) == 0
    session, head = SessionFolder(path).read_session()
    assert session.rounds["lessen-1"].reaction == "Antwoord op Wat leerde je?"
    assert "Antwoord op Bel eerst" in str(build_report(session, head))
    assert "Antwoord op Bel eerst" in (path / "sessie.json").read_text("utf-8")


def test_the_number_of_a_text_that_looks_like_a_figure_comes_back_as_it_was(tmp_path: Path) -> None:
    listed, rows = tmp_path / "lijst.csv", [("75949e3167", "K", "T", "Mooi"), ("0012345678", "K", "T", "")]
    listed.write_bytes(csv_bytes([("Nummer", "Kaart", "Vraag of tekst", "Reactie"), *rows]))
    assert _read(listed) == [("75949e3167", "Mooi"), ("0012345678", "")]


def test_a_row_with_a_column_too_many_is_named_and_no_reaction_is_lost(tmp_path: Path) -> None:
    listed, head = tmp_path / "lijst.csv", "Nummer,Kaart,Vraag of tekst,Reactie\n"
    listed.write_text(f"{head}a1,K,T,Mooi\n\nb2,K,T,Goed, dank\n", "utf-8")
    with pytest.raises(KompasError, match="Rij 4 van deze lijst heeft geen vier"):
        _read(listed)


async def test_reactions_do_not_come_before_the_end_where_the_clock_was_set_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    night = await evening(tmp_path / "avond")
    await night.answer("lessen", {"tekst-1": ["Bel eerst"]})
    path = await night.end()
    ended = SessionFolder(path).read_session()[0].latest
    assert ended is not None
    listed = write_list(path, tmp_path / "lijst.csv")
    listed.write_text(listed.read_text("utf-8-sig").replace('""\n', '"Mooi"\n'), "utf-8")
    monkeypatch.setattr("kompas_tui.cli.reacting.local_clock", lambda: ended - timedelta(days=2))
    assert take_over(path, listed)
    latest = SessionFolder(path).read_session()[0].happened[-1]
    assert isinstance(latest, ev.Reacted)
    assert latest.time >= ended


async def test_a_list_that_comes_back_as_it_was_changes_nothing(tmp_path: Path) -> None:
    night = await evening(tmp_path / "avond")
    await night.answer("lessen", {"tekst-1": ["Bel eerst"]}, {"tekst-1": ["Begin klein"]})
    own = ("'s Avonds kan dat niet.", "=Begin in maart", "- eerst dit\n- dan dat")
    (bel, klein) = night.room.session.rounds["lessen-1"].texts()
    for text_id, said in zip((bel.id, klein.id, ""), own, strict=True):
        await night.room.do(React(said, text_id, card="lessen"))
    path = await night.end()
    assert take_over(path, write_list(path, tmp_path / "lijst.csv")) == 0


async def test_a_session_that_pauses_keeps_its_tables_in_the_database(tmp_path: Path) -> None:
    question = "```keuze\nvraag: Wat kies jij?\nopties: [rood, geel]\nper_tafel: ja\n```\n"
    deck = f"---\ntitel: Aan tafel\ntafels: [groen, water]\n---\n\n# Ieder {{#ieder}}\n\n{question}"
    night = await evening(tmp_path / "avond", deck=deck)
    for voter in range(12):
        night.room.sit(f"toestel-{voter}", ("groen", "water")[voter % 2])
    await night.answer("ieder", *[{"keuze": [str(voter % 2)]} for voter in range(12)])
    await night.room.close()
    path = night.folder.path
    kept = json.loads((path / "sessie.json").read_text("utf-8"))["tafels"]
    assert [table["tafel"] for table in kept.values()] == ["groen", "water"]
    listed = write_list(path, tmp_path / "lijst.csv")
    listed.write_text(listed.read_text("utf-8-sig").replace('""\n', '"Mooi"\n'), "utf-8")
    assert take_over(path, listed) == 1
    assert json.loads((path / "sessie.json").read_text("utf-8"))["tafels"] == kept


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"a;b\n1;2\n", b'"Nummer"\n', b"Nummer;" + b"x" * 200_000])
async def test_another_file_than_the_list_is_refused(tmp_path: Path, data: bytes) -> None:
    night = await evening(tmp_path / "avond")
    path = await night.end()
    (tmp_path / "iets.csv").write_bytes(data)
    with pytest.raises(KompasError, match="lijst"):
        take_over(path, tmp_path / "iets.csv")
    with pytest.raises(KompasError, match="gaat niet open"):
        take_over(path, tmp_path / "weg.csv")
