"""A canvas from card to report: cells that the group fills, set by the facilitator, with what is still empty."""

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document

from kompas_tui.deck_files import load_decks
from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.language.errors import CommandRefused, KompasError
from kompas_tui.domain.outcome import CanvasOutcome, cell_lines, draft_of, open_actions, progress_in_room
from kompas_tui.domain.report.canvases import MOST_REASONS
from kompas_tui.domain.session import events as ev
from kompas_tui.export import write_report
from kompas_tui.export.data import session_data
from kompas_tui.export.sheets import sheet_files
from kompas_tui.journal import SessionFolder
from kompas_tui.journal.database import database_contents
from kompas_tui.workshop import Workshop, earlier_session, open_workshop
from kompas_tui.workshop.canvases import canvas_here, canvas_on
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.canvas import DescribeCanvas, GoToCanvas, SetCell
from kompas_tui.workshop.commands.course import End, GoTo, TakeBack
from kompas_tui.workshop.commands.texts import MatchTexts, Moderate
from kompas_tui.workshop.commands.writing import Agree, Decide, FinishAction
from tests.workshop.rooms import clock

PARTIES = ("bewoners", "welzijn", "gemeente")

DECK = """---
titel: De deal in de wijk
rollen: [bewoners, welzijn, gemeente]
---

# Doel {#doel}

```open
vraag: Wat willen we samen bereiken?
```

# Taken {#taken}

```open
vraag: Wat moet er gebeuren?
```

# Middelen {#middelen}

```formulier
vraag: Wat brengt jouw partij mee?
velden:
  - {naam: partij, vraag: Welke partij?, verplicht: ja}
  - {naam: inbreng, vraag: Wat breng je mee?}
  - {naam: wanneer, vraag: Vanaf wanneer?, soort: datum}
  - {naam: bel, vraag: Waar bellen we je?, persoonsgegeven: ja}
```

# Ruilen {#ruilen}

```markt
vraag: Wat vraag en bied je?
```

# Toets {#toets}

```keuze
vraag: Werkt dit?
opties: [Ja, Nee]
```

# De deal {#deal}

```canvas
naam: De deal
soort: deal
cellen:
  - {naam: doel, titel: Ons doel, uit: doel}
  - {naam: taken, titel: Wie doet wat, uit: taken}
  - {naam: middelen, titel: Wat ieder meebrengt, uit: middelen}
  - {naam: ruil, titel: Wat we ruilen, uit: ruilen, mag_leeg: niets om te ruilen}
  - {naam: toets, titel: Toets, uit: toets, mag_leeg: niet getoetst}
  - {naam: tijd, titel: Tijdpad}
akkoord: akkoord
```

# Akkoord {#akkoord}

```instemming
vraag: Kan jouw partij hiermee instemmen?
voorstel: We gaan aan de slag met deze deal.
per_rol: ja
openlijk: ja
```
"""


async def begun(folder: Path, text: str = DECK) -> Workshop:
    """A session with this deck, in a folder of its own."""
    deck = folder / "deal.md"
    deck.write_text(text, encoding="utf-8")
    session = SessionFolder(folder / "sessie")
    session.path.mkdir()
    return await open_workshop(session, load_decks([str(deck)]), ev.Details(title="De deal"), clock=clock)


async def answered(room: Workshop, card: str, forms: Sequence[dict[str, list[str]]], roles: Sequence[str] = ()) -> str:
    """Ask a card's question, let each phone answer, close the round and show it; the round's id."""
    await room.do(GoTo(card))
    await room.do(OpenRound("nieuw"))
    assert room.session.open_round is not None
    asked = room.session.open_round.id
    for number, form in enumerate(forms):
        role = roles[number] if number < len(roles) else ""
        await room.cast(f"telefoon-{number}", asked, form, role=role, nonce=f"{number}")
    await room.do(CloseRound())
    await room.do(ShowResult())
    return asked


def seen(room: Workshop, card: str = "deal") -> CanvasOutcome:
    """The canvas as the room sees it."""
    canvas = canvas_here(room.session, room.course, _card(room, card))
    assert canvas is not None
    return canvas


def draft(room: Workshop, name: str) -> str:
    """What the facilitator is offered for a cell."""
    laid = canvas_on(room.session, room.course, _card(room, "deal"))
    assert laid is not None
    cell = laid.canvas.cell(name)
    assert cell is not None
    return draft_of(room.session, laid, cell)


def _card(room: Workshop, name: str) -> Card:
    card = room.course.find(name)
    assert card is not None
    return card


def words(room: Workshop) -> dict[str, str]:
    """What each cell says in the room: its text, the rows of its table, or what an empty one says."""
    told = {}
    for cell in seen(room).cells:
        rows = cell.table.in_words if cell.table else ()
        told[cell.name] = cell.text or "; ".join(", ".join(row) for row in rows) or cell.when_empty
    return told


async def the_deal(room: Workshop) -> None:
    """The deal as three parties make it: collected, supported, then set; tables stand by themselves."""
    await answered(room, "doel", [{"tekst-1": ["Een straat die je kent"]}, {"tekst-1": ["Groen"]}])
    await room.do(OpenRound("steun"))
    support = room.session.open_round
    assert support is not None
    place = support.activity.listed().index("Een straat die je kent")
    await room.cast("telefoon-1", support.id, {"steun": [str(place)]})
    await room.do(CloseRound())
    await room.do(GoTo("taken"))
    await room.do(Agree("Bankjes plaatsen", "gemeente", "2026-12-31"))
    await room.do(Agree("Koffie schenken", "welzijn"))
    await answered(
        room,
        "middelen",
        [
            {
                "veld-1-1": ["gemeente"],
                "veld-2-1": ["geld"],
                "veld-3-1": ["2026-09-30"],
                "veld-4-1": ["06 1234"],
                "veld-4-mag": ["0"],
            },
            {"veld-1-1": ["bewoners"], "veld-2-1": ["handen"], "veld-3-1": [""]},
        ],
    )
    asked = await answered(room, "ruilen", [{"vraag-1": ["Een ladder"]}, {"aanbod-1": ["Mijn ladder"]}])
    items = {item.text: item.id for item in room.session.rounds[asked].texts()}
    await room.do(MatchTexts(items["Een ladder"], items["Mijn ladder"]))
    await room.do(GoToCanvas())
    await room.do(SetCell("doel", draft(room, "doel") + "."))
    await room.do(SetCell("Tijdpad", "Voor de zomer staan de bankjes er."))
    await room.do(DescribeCanvas(when="2027-02-22"))


async def test_a_deal_goes_from_cards_to_a_canvas_cell_by_cell(tmp_path: Path) -> None:
    room = await begun(tmp_path)
    await room.do(GoToCanvas())
    assert room.session.card == "deal"
    assert seen(room).sentence == "Nog open: 4 van de 6 vakken zijn leeg."
    assert draft(room, "doel") == ""
    await the_deal(room)
    assert words(room) == {
        "doel": "Een straat die je kent.",
        "taken": "Bankjes plaatsen, gemeente, 31 december 2026; Koffie schenken, welzijn, ",
        "middelen": "gemeente, geld, 30 september 2026; bewoners, handen, ",
        "ruil": "Een ladder, Mijn ladder",
        "toets": "niet getoetst",
        "tijd": "Voor de zomer staan de bankjes er.",
    }
    assert seen(room).sentence == "Alles staat erin. Nu nog het akkoord van elke partij."
    assert (seen(room).number, seen(room).version) == ("2026-" + room.session.code, 1)
    await room.close()


async def test_what_was_decided_on_the_card_is_the_draft_before_what_was_supported(tmp_path: Path) -> None:
    room = await begun(tmp_path)
    await answered(room, "doel", [{"tekst-1": ["Groen"]}])
    assert draft_of_doel(room) == "Groen"
    await room.do(Decide("Een groene straat."))
    assert draft_of_doel(room) == "Een groene straat."
    await room.do(SetCell("doel", "Een groene straat voor iedereen."))
    assert draft_of_doel(room) == "Een groene straat voor iedereen."
    await room.do(TakeBack())
    assert draft_of_doel(room) == "Een groene straat."
    assert words(room)["doel"] == "nog leeg"
    await room.close()


def draft_of_doel(room: Workshop) -> str:
    return draft(room, "doel")


async def test_what_people_wrote_stands_in_the_room_only_once_it_was_shown(tmp_path: Path) -> None:
    room = await begun(tmp_path)
    await room.do(GoTo("middelen"))
    await room.do(OpenRound("nieuw"))
    assert room.session.open_round is not None
    await room.cast("a", room.session.open_round.id, {"veld-1-1": ["gemeente"]})
    await room.do(CloseRound())
    assert words(room)["middelen"] == "nog leeg"
    await room.do(ShowResult())
    assert words(room)["middelen"] == "gemeente, , "
    await room.close()


async def test_a_text_that_is_hidden_later_leaves_each_line_where_it_stands_and_does_not_come_along(
    tmp_path: Path,
) -> None:
    room = await begun(tmp_path)
    asked = await answered(room, "doel", [{"tekst-1": ["Jan deugt niet"]}, {"tekst-1": ["Meer groen"]}])
    await room.do(GoTo("deal"))
    await room.do(SetCell("doel", "Meer groen\nJan deugt niet"))
    await room.do(SetCell("tijd", "Jan deugt niet"))
    hidden = next(text.id for text in room.session.rounds[asked].texts() if text.text == "Jan deugt niet")
    await room.do(Moderate(hidden, "verberg"))
    assert "Meer groen" in words(room)["doel"]
    await room.do(End())
    await room.close()
    kept = earlier_session(tmp_path / "sessie", clock())
    for said in (words(room), session_data(room.session, "h")["canvassen"], kept):
        assert "Jan" not in repr(said)


async def test_the_report_has_the_deal_as_an_agreement_with_room_to_sign(tmp_path: Path) -> None:
    room = await begun(tmp_path)
    await the_deal(room)
    document = reported(room, tmp_path)
    text = [paragraph.text for paragraph in document.paragraphs]
    for said in ("De deal", "Ons doel", "Een straat die je kent.", "Niet getoetst.", "Ondertekening"):
        assert said in text, said
    assert any("Weer kijken" in line and "22 februari 2027" in line for line in text)
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    assert [["Wat", "Wie", "Wanneer"], ["Bankjes plaatsen", "gemeente", "31 december 2026"]] in [t[:2] for t in tables]
    assert [["Partij", "Naam en functie", "Handtekening"], *([party, "", ""] for party in PARTIES)] in tables
    means = ["Welke partij?", "Wat breng je mee?", "Vanaf wanneer?"]
    assert [means, ["gemeente", "geld", "30 september 2026"], ["bewoners", "handen", ""]] in tables
    await room.close()


def reported(room: Workshop, folder: Path) -> Document:
    """The report as python-docx reads it."""
    path = folder / "verslag.docx"
    write_report(room.session, room.head, path, room.course)
    return docx.Document(str(path))


async def test_the_data_holds_the_canvas_with_its_values(tmp_path: Path) -> None:
    room = await begun(tmp_path)
    await the_deal(room)
    (kept,) = database_contents(room.session)["canvassen"].values()
    assert {name: kept[name] for name in ("kaart", "naam", "soort", "versie", "volgende_keer", "staat")} == {
        "kaart": "deal", "naam": "De deal", "soort": "deal", "versie": 1, "volgende_keer": "2027-02-22",
        "staat": "open",
    }  # fmt: skip
    cells = {cell["naam"]: cell for cell in kept["cellen"]}
    assert cells["taken"]["rijen"] == [
        ["Bankjes plaatsen", "gemeente", "2026-12-31"],
        ["Koffie schenken", "welzijn", None],
    ]
    assert cells["toets"] == {"naam": "toets", "titel": "Toets", "tekst": "niet getoetst", "kolommen": [], "rijen": []}
    assert "06 1234" not in str(kept)
    data: dict[str, Any] = session_data(room.session, room.head)
    assert data["canvassen"] == [kept]
    sheets = {
        name: list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
        for name, raw in sheet_files(room.session).items()
    }
    assert ["De deal", kept["nummer"], "1", "open", "Ons doel", "Een straat die je kent.", ""] in sheets[
        "canvassen.csv"
    ]
    assert sheets["canvas-01-taken.csv"][1] == ["Bankjes plaatsen", "gemeente", "2026-12-31"]
    await room.close()


# Consent per party


async def voted(room: Workshop, *said: tuple[str, str, str]) -> str:
    """Ask each party for its consent: who, which position (0 to 3), and why; the sentence of the canvas after it."""
    forms = [{"instemming": [position], **({"reden-1": [why]} if why else {})} for _, position, why in said]
    await answered(room, "akkoord", forms, [party for party, _, _ in said])
    return seen(room).sentence


async def test_each_party_consents_and_one_objection_keeps_the_deal_open(tmp_path: Path) -> None:
    room = await begun(tmp_path)
    await the_deal(room)
    assert await voted(room, ("bewoners", "0", "")) == "Nog niet iedereen. Nog geen antwoord van welzijn en gemeente."
    said = await voted(
        room, ("bewoners", "0", ""), ("bewoners", "1", "Graag snel"), ("welzijn", "2", ""), ("gemeente", "3", "Te duur")
    )
    assert said == "Bezwaar van gemeente."
    assert [(party.name, party.position, party.reasons) for party in seen(room).parties] == [
        ("bewoners", "akkoord", ("Opmerking: Graag snel",)),
        ("welzijn", "onthoudt zich", ()),
        ("gemeente", "bezwaar", ("Bezwaar: Te duur",)),
    ]
    said = await voted(room, ("bewoners", "0", ""), ("welzijn", "2", ""), ("gemeente", "0", ""))
    assert said == "Nog niet iedereen. Welzijn onthoudt zich."
    said = await voted(room, ("bewoners", "0", ""), ("welzijn", "0", ""), ("gemeente", "1", "Mooi"))
    assert said == "Akkoord van bewoners, welzijn en gemeente."
    assert seen(room).version == 1
    await room.close()


async def test_an_objection_of_somebody_without_a_party_counts_too(tmp_path: Path) -> None:
    room = await begun(tmp_path)
    await the_deal(room)
    everybody = [(party, "0", "") for party in PARTIES]
    assert await voted(room, *everybody, ("", "3", "Nee")) == "Bezwaar van iemand zonder partij."
    assert await voted(room, *everybody, ("", "0", "")) == "Akkoord van bewoners, welzijn en gemeente."
    await room.close()


async def test_a_change_after_consent_makes_the_next_version_without_it(tmp_path: Path) -> None:
    room = await begun(tmp_path)
    await the_deal(room)
    await voted(room, *((party, "0", "") for party in PARTIES))
    await room.do(SetCell("doel", "Een straat die je kent.", "deal"))
    assert (seen(room).version, seen(room).stage) == (1, "akkoord"), "the same text is no change"
    await room.do(SetCell("doel", "Een straat waar je elkaar kent.", "deal"))
    assert (seen(room).version, seen(room).stage) == (2, "open")
    assert {party.position for party in seen(room).parties} == {"nog geen antwoord"}
    await room.do(TakeBack())
    assert (seen(room).version, seen(room).stage) == (1, "akkoord")
    await room.do(GoTo("taken"))
    await room.do(Agree("Opruimen", "bewoners"))
    assert (seen(room).version, seen(room).stage) == (2, "open"), "an action is a change of who does what"
    await voted(room, *((party, "0", "") for party in PARTIES))
    assert (seen(room).version, seen(room).stage) == (2, "akkoord")
    await room.close()


async def test_calling_a_changed_canvas_by_its_old_version_brings_no_consent_back(tmp_path: Path) -> None:
    room = await begun(tmp_path)
    await the_deal(room)
    await voted(room, *((party, "0", "") for party in PARTIES))
    await room.do(DescribeCanvas(version=5, card="deal"))
    assert (seen(room).version, seen(room).stage) == (5, "akkoord"), "another name for the same"
    await room.do(SetCell("doel", "Iets anders.", "deal"))
    assert (seen(room).version, seen(room).stage) == (6, "open")
    await room.do(DescribeCanvas(version=5, card="deal"))
    assert (seen(room).version, seen(room).stage) == (5, "open")
    await room.close()


async def test_while_the_parties_are_asked_nothing_of_their_answers_is_told(tmp_path: Path) -> None:
    room = await begun(tmp_path)
    await the_deal(room)
    await room.do(GoTo("akkoord"))
    await room.do(OpenRound("nieuw"))
    assert room.session.open_round is not None
    await room.cast("een", room.session.open_round.id, {"instemming": ["3"], "reden-1": ["Nee"]}, role="gemeente")
    assert {party.position for party in seen(room).parties} == {"nog geen antwoord"}
    await room.close()


async def test_consent_per_party_outlives_the_end_and_stands_in_the_report(tmp_path: Path) -> None:
    room = await begun(tmp_path)
    await the_deal(room)
    await voted(room, ("bewoners", "0", ""), ("welzijn", "1", "Graag snel"))
    await room.do(End())
    document = reported(room, tmp_path)
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    assert [
        ["Partij", "Antwoord", "Opmerking of bezwaar"],
        ["bewoners", "akkoord", ""],
        ["welzijn", "akkoord", "Opmerking: Graag snel"],
        ["gemeente", "nog geen antwoord", ""],
    ] in tables
    (kept,) = database_contents(room.session)["canvassen"].values()
    assert kept["staat"] == "nog niet iedereen"
    assert kept["partijen"][2] == {"partij": "gemeente", "akkoord": "nog geen antwoord"}
    await room.close()


async def test_where_no_party_wrote_there_is_no_column_for_it(tmp_path: Path) -> None:
    room = await begun(tmp_path)
    await the_deal(room)
    await voted(room, ("bewoners", "0", ""))
    document = reported(room, tmp_path)
    headers = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    assert ["Partij", "Antwoord"] in headers
    await room.close()


async def test_of_a_party_that_wrote_much_the_row_has_the_first_and_how_many_more(tmp_path: Path) -> None:
    room = await begun(tmp_path)
    await the_deal(room)
    await voted(room, *(("welzijn", "1", f"Graag {number}") for number in range(MOST_REASONS + 2)))
    document = reported(room, tmp_path)
    (told,) = [row.cells[2].text for table in document.tables for row in table.rows if row.cells[0].text == "welzijn"][
        :1
    ]
    assert told.count("Opmerking: Graag") == MOST_REASONS
    assert told.endswith("En nog 2, bij de vraag zelf.")
    await room.close()


# A session that goes on from another one


async def going_on(folder: Path, earlier: Path, name: str, text: str = DECK) -> Workshop:
    """A session that goes on from the one in a folder."""
    deck = folder / "deal.md"
    deck.write_text(text, encoding="utf-8")
    session = SessionFolder(folder / name)
    session.path.mkdir()
    continued = earlier_session(earlier, clock())
    decks = load_decks([str(deck)])
    return await open_workshop(session, decks, ev.Details(title=name), clock=clock, continued=continued)


async def made(folder: Path) -> None:
    """A deal to which three parties agreed, in a session that ended."""
    room = await begun(folder)
    await the_deal(room)
    await voted(room, *((party, "0", "") for party in PARTIES))
    await room.do(End())
    await room.close()


async def test_a_deal_comes_along_with_its_cells_its_version_and_who_consented(tmp_path: Path) -> None:
    await made(tmp_path)
    room = await going_on(tmp_path, tmp_path / "sessie", "schouw")
    assert words(room)["doel"] == "Een straat die je kent."
    assert words(room)["taken"].startswith("Bankjes plaatsen, gemeente, 31 december 2026; ")
    assert words(room)["toets"] == "niet getoetst"
    canvas = seen(room)
    assert (canvas.version, canvas.stage, canvas.when) == (1, "akkoord", date(2027, 2, 22))
    assert canvas.sentence == "Akkoord van bewoners, welzijn en gemeente."
    assert canvas.number.startswith("2026-")
    assert canvas.number != f"2026-{room.session.code}"
    laid = room.session.canvases["deal"]
    assert cell_lines(room.session, laid, "taken") == ("Bankjes plaatsen (gemeente)", "Koffie schenken (welzijn)")
    assert cell_lines(room.session, laid, "middelen") == ("gemeente: geld, 30 september 2026", "bewoners: handen")
    assert cell_lines(room.session, laid, "doel") == ("Een straat die je kent.",)
    await room.close()


async def test_who_comes_to_look_is_no_party_to_the_deal_until_they_answer(tmp_path: Path) -> None:
    await made(tmp_path)
    text = DECK.replace("rollen: [bewoners, welzijn, gemeente]", "rollen: [peer, bewoners, welzijn, gemeente]")
    room = await going_on(tmp_path, tmp_path / "sessie", "schouw", text)
    await room.do(SetCell("doel", "Een straat waar je elkaar kent."))
    assert [party.name for party in seen(room).parties] == list(PARTIES)
    await voted(room, *((party, "0", "") for party in PARTIES))
    assert (seen(room).stage, [party.name for party in seen(room).parties]) == ("akkoord", list(PARTIES))
    await voted(room, *((party, "0", "") for party in (*PARTIES, "peer")))
    assert [party.name for party in seen(room).parties] == [*PARTIES, "peer"]
    await room.close()


async def test_what_changes_since_makes_the_next_version_and_stands_in_the_report(tmp_path: Path) -> None:
    await made(tmp_path)
    room = await going_on(tmp_path, tmp_path / "sessie", "schouw")
    await room.do(SetCell("doel", "Een straat waar je elkaar kent."))
    await room.do(GoTo("taken"))
    await room.do(Agree("Opruimen", "bewoners", "2027-03-01"))
    assert (seen(room).version, seen(room).stage) == (2, "open")
    document = reported(room, tmp_path)
    text = [paragraph.text for paragraph in document.paragraphs]
    assert "Dit gaat verder op versie 1, uit de sessie ‘De deal’ van 22 november 2026." in text
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    assert [
        ["Vak", "Was", "Is"],
        ["Ons doel", "Een straat die je kent.", "Een straat waar je elkaar kent."],
        [
            "Wie doet wat",
            "Bankjes plaatsen (gemeente)\nKoffie schenken (welzijn)",
            "Bankjes plaatsen (gemeente)\nKoffie schenken (welzijn)\nOpruimen (bewoners)",
        ],
    ] in tables
    await room.close()


async def test_open_actions_come_along_and_can_be_marked_as_done(tmp_path: Path) -> None:
    await made(tmp_path)
    room = await going_on(tmp_path, tmp_path / "sessie", "schouw")
    assert [action.what for _, action in open_actions(room.session)] == ["Bankjes plaatsen", "Koffie schenken"]
    with pytest.raises(CommandRefused, match="staat niet in de lijst"):
        await room.do(FinishAction(3))
    await room.do(FinishAction(1))
    await room.do(TakeBack())
    await room.do(FinishAction(2))
    assert [number for number, _ in open_actions(room.session)] == [1]
    tables = [[[c.text for c in row.cells] for row in table.rows] for table in reported(room, tmp_path).tables]
    assert [
        ["Wat", "Wie", "Wanneer", "Stand"],
        ["Bankjes plaatsen", "gemeente", "31 december 2026", "open"],
        ["Koffie schenken", "welzijn", "niet afgesproken", "klaar"],
    ] in tables
    (kept,) = database_contents(room.session)["vorige_sessie"].values()
    assert kept["titel"] == "De deal"
    assert [one["klaar"] for one in kept["actiepunten"]] == [False, True]
    assert session_data(room.session, room.head)["vorige_sessie"] == kept
    await room.close()


async def test_a_third_session_goes_on_from_the_second_with_what_that_never_touched(tmp_path: Path) -> None:
    await made(tmp_path)
    other = "---\ntitel: Schouw\n---\n# Open schouw {#schouw}\n\nWe lopen rond.\n"
    second = await going_on(tmp_path, tmp_path / "sessie", "tweede", other)
    assert database_contents(second.session)["canvassen"] == {}
    await second.do(FinishAction(1))
    await second.close()  # paused, and never ended
    third = await going_on(tmp_path, tmp_path / "tweede", "derde")
    assert words(third)["doel"] == "Een straat die je kent."
    assert seen(third).stage == "akkoord"
    assert [action.what for _, action in open_actions(third.session)] == ["Koffie schenken"]
    await third.close()


async def test_nothing_that_anybody_wrote_comes_along(tmp_path: Path) -> None:
    room = await begun(tmp_path)
    await the_deal(room)
    await voted(room, ("bewoners", "1", "Graag snel"), ("gemeente", "3", "Te duur"))
    await room.do(Decide("Een geheim besluit"))
    await room.close()
    later = await going_on(tmp_path, tmp_path / "sessie", "later")
    assert seen(later).sentence == "Bezwaar van gemeente."
    await later.close()
    log = (tmp_path / "later" / "logboek.jsonl").read_text(encoding="utf-8")
    assert "Een straat die je kent." in log
    for private in ("Groen", "Graag snel", "Te duur", "06 1234", "Een geheim besluit", "telefoon-", "merk"):
        assert private not in log.replace("merksleutel", ""), private


async def test_a_session_that_cannot_be_gone_on_from_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(KompasError, match=r"staat geen sessie\. Noem bij ‘--vervolg’ de map van een sessie"):
        earlier_session(tmp_path / "nergens", clock())
    await made(tmp_path)
    with pytest.raises(KompasError, match=r"mocht je bewaren tot en met 20 februari 2027\. Je kunt er niet mee verder"):
        earlier_session(tmp_path / "sessie", clock() + timedelta(days=91))
    log = tmp_path / "sessie" / "logboek.jsonl"
    log.write_bytes(log.read_bytes().replace(b"Een straat", b"Een stroat", 1))
    with pytest.raises(KompasError):
        earlier_session(tmp_path / "sessie", clock())


SCHOUW = (
    DECK
    + """
# Hield ieder zich eraan? {#hield}

```checklist
vraag: Deed ieder wat is afgesproken?
items_uit: {kaart: deal, cel: taken, top: alle}
antwoorden: [op koers, deels, niet]
```
"""
)


async def test_a_question_takes_its_items_from_a_cell_of_the_canvas_that_came_along(tmp_path: Path) -> None:
    await made(tmp_path)
    room = await going_on(tmp_path, tmp_path / "sessie", "schouw", SCHOUW)
    await room.do(GoTo("hield"))
    await room.do(OpenRound("nieuw"))
    assert room.session.open_round is not None
    assert room.session.open_round.activity.listed() == ("Bankjes plaatsen (gemeente)", "Koffie schenken (welzijn)")
    await room.close()


async def test_a_question_over_a_cell_that_is_empty_says_what_to_do_first(tmp_path: Path) -> None:
    room = await begun(tmp_path, SCHOUW)
    await room.do(GoTo("hield"))
    with pytest.raises(CommandRefused, match="het vak ‘Wie doet wat’ van het canvas"):
        await room.do(OpenRound("nieuw"))
    await room.do(SetCell("taken", "Wij regelen bankjes."))
    await room.do(OpenRound("nieuw"))
    assert room.session.open_round is not None
    assert room.session.open_round.activity.listed() == ("Wij regelen bankjes.",)
    await room.close()


async def test_a_text_stands_instead_of_what_people_filled_in_and_above_who_does_what(tmp_path: Path) -> None:
    room = await begun(tmp_path)
    await the_deal(room)
    await room.do(SetCell("middelen", "Ieder brengt een dag werk mee."))
    await room.do(SetCell("taken", "Wie iets niet haalt, zegt het op tijd."))
    cells = {cell.name: cell for cell in seen(room).cells}
    assert cells["middelen"].table is None
    assert cells["taken"].table is not None
    await room.close()


CYCLE = (
    DECK
    + """
# De cyclus {#cyclus}

```praatplaat
midden: De cyclus
punten:
  - {titel: DEAL, naar: deal, tot: akkoord}
```
"""
)


async def test_a_point_of_a_plate_is_done_once_its_canvas_is_agreed_over_sessions_too(tmp_path: Path) -> None:
    room = await begun(tmp_path, CYCLE)

    def state(of: Workshop) -> str:
        return progress_in_room(of.session, of.course, _card(of, "cyclus"))[0].state

    assert state(room) == "nog niet"
    await the_deal(room)
    assert state(room) == "bezig"
    await voted(room, *((party, "0", "") for party in PARTIES))
    assert state(room) == "klaar"
    await room.do(End())
    await room.close()
    later = await going_on(tmp_path, tmp_path / "sessie", "later", CYCLE)
    assert state(later) == "klaar"
    await later.do(SetCell("doel", "Iets anders."))
    assert state(later) == "bezig"
    await later.close()
