"""The library over sessions: a deal of six parties, two later looks at it, and a lesson that becomes a change."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import docx
import pytest

from kompas_tui.cli.library import Office
from kompas_tui.deck_files import load_decks, shipped_decks
from kompas_tui.domain.library.collection import Wanted
from kompas_tui.domain.library.following import calls, news, priorities
from kompas_tui.domain.library.pages import page_of
from kompas_tui.domain.library.proposals import Checked, Decided, FedBack, Scheduled
from kompas_tui.domain.library.sections import PROPOSALS, SECTIONS, rows_in
from kompas_tui.domain.library.things import Sort
from kompas_tui.domain.session import events as ev
from kompas_tui.export.sheets import csv_bytes
from kompas_tui.journal import SessionFolder
from kompas_tui.library import Desk
from kompas_tui.workshop import earlier_session, open_workshop
from kompas_tui.workshop.commands.canvas import DescribeCanvas, GoToCanvas, SetCell
from kompas_tui.workshop.commands.course import End, GoTo
from kompas_tui.workshop.commands.writing import Agree, FinishAction
from tests.journeys.test_kompas import Room
from tests.journeys.three_decks import play

PARTIES = ("initiatief", "bewoners", "aanbieder", "gemeente", "corporatie", "school")
DEAL_DAY = datetime(2027, 1, 12, 19, 30, tzinfo=UTC)
FIRST_LOOK, SECOND_LOOK = DEAL_DAY + timedelta(days=90), DEAL_DAY + timedelta(days=180)
TODAY = DEAL_DAY + timedelta(days=200)


CELLS = {
    "doel": "Ouderen en jongeren kennen elkaar.",
    "partners": "Zes partijen uit Oost",
    "wijk": "Oost",
    "idee": "Samen koken",
    "resultaat": "Elke maand een lunch",
    "inbreng": "De school geeft de keuken",
    "proces": "We bellen elke maand",
    "tijdpad": "Een jaar",
    "schouw": "Na drie maanden, met twee buren",
}


async def held(home: Path, deck: str, began: datetime, earlier: Path | None = None) -> Room:
    """A session with a shipped deck, for six parties, that goes on from an earlier one where named."""
    text = shipped_decks()[deck].read_text(encoding="utf-8")
    own = [line for line in text.split("\n") if not line.startswith("    rollen:")]  # six names, in Dutch only
    lines = [f"rollen: [{', '.join(PARTIES)}]" if line.startswith("rollen:") else line for line in own]
    file = home / f"{deck}.md"
    file.write_text("\n".join(lines), encoding="utf-8")
    kept = SessionFolder(home / f"{began:%Y-%m-%d}-{deck}")
    kept.path.mkdir()
    continued = earlier_session(earlier, began) if earlier else None
    details = ev.Details(f"{deck.capitalize()} in Oost", district="Oost", themes=("welzijn",))
    decks = load_decks([str(file)])
    room = await open_workshop(kept, decks, details, clock=lambda: began, continued=continued)
    return Room(kept, room)


async def ended(room: Room) -> Path:
    await room.workshop.do(End())
    await room.workshop.close()
    return room.folder.path


def texts(*said: str) -> Sequence[Sequence[str]]:
    """One text for each phone."""
    return [(one,) for one in said]


async def the_deal(home: Path) -> Path:
    room = await held(home, "deal", DEAL_DAY)
    do = room.workshop.do
    await room.ask("doel", lambda _: [{"tekst-1": ["Ouderen en jongeren kennen elkaar"]}], PARTIES)
    await room.ask("ruil", lambda _: [{"vraag-1": ["Een ruimte op dinsdag"]}, {"aanbod-1": ["Een busje"]}], PARTIES)
    await do(GoTo("taken"))
    await do(Agree("De sleutel regelen", "school", f"{DEAL_DAY + timedelta(days=30):%Y-%m-%d}"))
    await do(Agree("Een buurtlunch houden", "bewoners"))
    await do(GoToCanvas())
    for cell, said in CELLS.items():
        await do(SetCell(cell, said))
    await do(DescribeCanvas(when=f"{FIRST_LOOK:%Y-%m-%d}"))
    await room.ask("akkoord", lambda _: [{"instemming": ["0"]} for _ in PARTIES], PARTIES)
    return await ended(room)


async def a_look(home: Path, earlier: Path, when: datetime, finished: int, *lessons: str, state: str) -> Path:
    room = await held(home, "schouw", when, earlier)
    await play(room, "samenwerking", texts(*lessons), PARTIES)
    await room.workshop.do(FinishAction(finished))
    await room.workshop.do(GoToCanvas())
    await room.workshop.do(SetCell("gezien", state))
    await room.workshop.do(DescribeCanvas(when=f"{when + timedelta(days=90):%Y-%m-%d}"))
    return await ended(room)


@pytest.fixture
async def desk(tmp_path: Path) -> Desk:
    """The library over a deal and two looks at it, and an offer from elsewhere."""
    home = tmp_path / "sessies"
    home.mkdir()
    deal = await the_deal(home)
    first = await a_look(home, deal, FIRST_LOOK, 1, "De sleutel kostte vier loketten", state="Twee lunches gezien")
    await a_look(home, first, SECOND_LOOK, 1, "Eén loket werkt wel", "Kook met de klas", state="Acht lunches gezien")
    elsewhere = await held(home, "gezamenlijke-werkwijze", SECOND_LOOK)
    card = next(card.address for card in elsewhere.workshop.course if card.activity and card.activity.word == "markt")
    await elsewhere.ask(card, lambda _: [{"aanbod-1": ["Onze kantine is dinsdag vrij"]}])
    await ended(elsewhere)
    return Desk.opened(home, [home], lambda: TODAY)


async def test_the_deal_stands_there_with_its_parties_what_is_due_and_how_it_moved(desk: Desk) -> None:
    shelf = desk.shelf
    assert not shelf.problems
    deals = {thing.text: thing for thing in shelf.of_sort(Sort.DEAL)}
    deal = deals["De deal"]
    assert deal.state == "akkoord"
    assert deal.parties == PARTIES
    assert dict(deal.details)["Ons doel"] == "Ouderen en jongeren kennen elkaar."
    assert {thing.text for thing in shelf.of_sort(Sort.PARTY)} >= set(PARTIES)
    look = deals["De schouw"]
    moved = [dict(version.details)["Wat we zagen"] for version, _ in shelf.collection.versions_of(look)]
    assert moved == ["Twee lunches gezien", "Acht lunches gezien"]
    done = {thing.text: shelf.state_of(thing) for thing in shelf.of_sort(Sort.ACTION)}
    assert done == {"De sleutel regelen": "gedaan op 12 april 2027", "Een buurtlunch houden": "gedaan op 11 juli 2027"}


async def test_a_lesson_becomes_a_change_that_is_told_and_checked(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lessons = desk.shelf.collection.search(desk.shelf.of_sort(Sort.LESSON), Wanted("loket"))
    assert {lesson.text for lesson in lessons} == {"De sleutel kostte vier loketten", "Eén loket werkt wel"}
    made = desk.propose([lesson.key for lesson in lessons], "Eén loket voor sleutels", "Binnen een week", "spelregel")
    desk.take_step(made, Scheduled(day=desk.today, where="het college", when="2027-08-10"))
    (proposal,) = desk.shelf.additions.proposals
    paper = docx.Document(str(Office().as_agenda_item(desk.shelf, proposal)))
    said = [paragraph.text for paragraph in paper.paragraphs]
    assert said[:2] == ["Agendapunt: Eén loket voor sleutels", "Voor het college, 10 augustus 2027"]
    assert "2 lessen uit 2 sessies." in said
    assert any("De sleutel kostte vier loketten (Schouw in Oost · 12 april 2027 · Oost)" in line for line in said)
    desk.take_step(made, Decided(day=desk.today, verdict="nee", reason="Eerst een proef"))
    first = calls(desk.shelf)[0]
    assert (first.why, first.about) == ("Nog niet teruggekoppeld", desk.shelf.additions.proposals[0])
    desk.take_step(made, FedBack(day=desk.today, whom="de zes partijen"))
    desk.take_step(made, Scheduled(day=desk.today, where="het college", when="2027-10-01"))
    desk.take_step(made, Decided(day=desk.today, verdict="ja", reason="De proef werkte"))
    desk.take_step(made, FedBack(day=desk.today, whom="de zes partijen"))
    desk.take_step(made, Checked(day=desk.today, helps="deels", seen="Sneller, niet overal"))
    assert [row.state for row in rows_in(desk.shelf, PROPOSALS)][:1] == ["helpt: deels"]
    assert ("Helpt: deels", desk.shelf.additions.proposals[0]) in [(c.why, c.about) for c in priorities(desk.shelf)]
    assert "Teruggekoppeld aan de zes partijen: Eén loket voor sleutels" in [item.text for item in news(desk.shelf)]
    facts = page_of(desk.shelf, lessons[0]).facts
    assert ("In voorstel", "Eén loket voor sleutels (helpt: deels)") in facts


async def test_an_ask_of_the_deal_finds_an_offer_from_elsewhere(desk: Desk) -> None:
    market = {thing.text: thing for thing in desk.shelf.of_sort(Sort.MARKET)}
    desk.match(market["Een ruimte op dinsdag"], market["Onze kantine is dinsdag vrij"])
    for mine, other in (("Een ruimte op dinsdag", "Onze kantine is dinsdag vrij"),) * 2:
        assert [thing.text for thing in desk.shelf.others_of(market[mine])] == [other]
        mine, other = other, mine


async def test_every_section_goes_on_paper(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for section in SECTIONS:
        rows = rows_in(desk.shelf, section)
        word = docx.Document(str(Office().as_word(desk.shelf, section.title, rows)))
        assert word.paragraphs[0].text == section.title
        headings = [one.text for one in word.paragraphs if one.style is not None and one.style.name == "Heading 2"]
        assert len([said for said in headings if said != "Inhoud"]) == len(rows)
        sheet = Office().as_sheet(desk.shelf, section.title, rows).read_bytes()
        assert sheet.startswith(csv_bytes([("Wat", "Stand", "Uit", "Meer")]))
