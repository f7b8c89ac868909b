"""Texts in columns: asked in one round, and told per column from the phone to the report and the data."""

import pytest

from kompas_tui.deck_files import DeckProblems, read_deck
from kompas_tui.domain.kinds.steun import Steun
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.outcome.reading import texts_to_read
from kompas_tui.domain.report import build_report
from kompas_tui.domain.result.shapes import TextList
from kompas_tui.export.data import session_data
from kompas_tui.export.sheets import sheet_files
from kompas_tui.journal.database import database_contents
from kompas_tui.tui.drawing.results import result_pages
from kompas_tui.web.changes import Changes
from kompas_tui.web.room import Room
from kompas_tui.web.visitors import Visitor
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.course import GoTo
from kompas_tui.workshop.commands.texts import Moderate
from tests.workshop.rooms import opened, workshop

DECK = """---
titel: Beginnen, stoppen, doorgaan
---

# Terugkijken {#terug}

```open
vraag: Wat doen we anders?
kolommen: [Beginnen, Stoppen, Doorgaan]
max: 2
```

# Eerst stoppen {#eerst}

```keuze
vraag: Waar stoppen we het eerst mee?
opties_uit: {kaart: terug, kolom: Stoppen, top: alle}
```

# Schetsen {#schetsen}

```open
vraag: Wat is sterk en wat is zwak?
items: [Ontwerp A, Ontwerp B]
kolommen: [Sterk, Zwak]
```

# Sterk {#sterk}

```checklist
vraag: Houden we dit vast?
items_uit: {kaart: schetsen, kolom: Sterk, top: alle}
```
"""
SAID = (
    {"kolom-1-1": ["Samen eten"], "kolom-2-1": ["Mailen"], "kolom-2-2": ["Laat beginnen"]},
    {"kolom-2-1": ["Alles opschrijven"], "kolom-1-2": ["Buiten lopen"]},
)
COLUMNS = ("Beginnen", "Stoppen", "Doorgaan")


async def written() -> tuple[Workshop, TextList]:
    """A room in which two people wrote in columns, and the texts."""
    room = await workshop(("proef", DECK, False))
    asked = await opened(room, "terug")
    for phone, form in enumerate(SAID):
        await room.cast(f"telefoon-{phone}", asked.id, form, nonce=f"{phone}")
    await room.do(CloseRound())
    await room.do(ShowResult())
    return room, texts_of_card(room, "terug")


def texts_of_card(room: Workshop, card: str) -> TextList:
    asked = room.session.last_round(card)
    assert asked is not None
    result = outcome_of(room.session, asked).result
    assert isinstance(result, TextList)
    return result


async def test_each_text_stands_in_its_column_everywhere() -> None:
    room, result = await written()
    assert {column: {item.text for item in result.within(column)} for column in COLUMNS} == {
        "Beginnen": {"Samen eten", "Buiten lopen"},
        "Stoppen": {"Mailen", "Laat beginnen", "Alles opschrijven"},
        "Doorgaan": set(),
    }
    session = room.session
    asked = session.shown
    assert asked is not None
    sentence = outcome_of(session, asked).sentence
    assert sentence == "Er zijn 5 teksten van 2 deelnemers. Bij ‘Stoppen’ staan de meeste: 3."
    data = session_data(session, room.head)["rondes"][0]
    assert data["uitslag"]["kolommen"] == list(COLUMNS)
    assert {one["kolom"] for one in data["uitslag"]["teksten"] if one["tekst"] == "Mailen"} == {"Stoppen"}
    assert {"Beginnen": ["Samen eten"], "Stoppen": ["Mailen", "Laat beginnen"]} in [
        ballot["antwoord"] for ballot in data["stemmen"]
    ]
    sheets = b"".join(sheet_files(session).values()).decode()
    assert '"Tekst";"Kolom";"Steun"' in sheets
    assert '"Mailen";"Stoppen"' in sheets
    (row,) = database_contents(session)["uitslagen"].values()
    assert ["Mailen", "Stoppen"] in row["rijen"]
    sections = build_report(session, room.head, room.course).sections
    (card,) = [part for section in sections for part in section.parts if part.heading == "Terugkijken"]
    headings = [part.heading for part in card.parts]
    assert headings == ["Beginnen (2 teksten)", "Stoppen (3 teksten)", "Doorgaan (0 teksten)"]
    assert "Mailen" in str(card.parts[1])
    assert "Mailen" not in str((card.blocks, card.parts[0]))
    page = Room(room, Changes(room)).page(Visitor("", part=True)).plain.decode()
    assert page.index("Buiten lopen") < page.index("<caption>Stoppen</caption>") < page.index("Mailen")


async def test_a_changed_text_keeps_its_id_and_its_column() -> None:
    room, before = await written()
    await room.do(OpenRound("verder"))
    asked = room.session.open_round
    assert asked is not None
    await room.cast("telefoon-0", asked.id, {"kolom-2-2": ["Laat beginnen, dus"]}, nonce="x")
    await room.do(CloseRound())
    after = texts_of_card(room, "terug")
    (old,) = [item for item in before.items if item.text == "Laat beginnen"]
    (new,) = [item for item in after.items if item.text == "Laat beginnen, dus"]
    assert (old.id, old.column) == (new.id, new.column)
    assert {text.text: text.column for text in texts_to_read(asked)}["Laat beginnen, dus"] == "Stoppen"


async def test_support_is_asked_column_by_column_and_counted_there() -> None:
    room, _ = await written()
    await room.do(OpenRound())
    asked = room.session.open_round
    assert asked is not None
    assert asked.activity.is_support
    visitor = Visitor("telefoon-9", part=True)
    page = Room(room, Changes(room)).page(visitor).plain.decode()
    assert page.index("<h2>Beginnen</h2>") < page.index("Samen eten") < page.index("<h2>Stoppen</h2>")
    assert page.count("<h2>Stoppen</h2>") == 1
    place = asked.activity.listed().index("Mailen")
    await room.cast("telefoon-9", asked.id, {"steun": [str(place)]})
    await room.do(CloseRound())
    result = texts_of_card(room, "terug")
    assert next((item.text, item.support) for item in result.within("Stoppen")) == ("Mailen", 1)


async def test_headings_and_merging_stay_within_a_column() -> None:
    room, before = await written()
    ids = {item.text: item.id for item in before.items}
    for name in ("Mailen", "Samen eten"):
        await room.do(Moderate(ids[name], "groepeer", group="Tijd"))
    result = texts_of_card(room, "terug")
    assert [item.text for item in result.within("Stoppen") if item.group] == ["Mailen"]
    assert [item.text for item in result.within("Beginnen") if item.group] == ["Samen eten"]
    with pytest.raises(CommandRefused, match="twee kolommen"):
        await room.do(Moderate(ids["Mailen"], "voeg_samen", into=ids["Samen eten"]))
    await room.do(Moderate(ids["Mailen"], "voeg_samen", into=ids["Alles opschrijven"]))


async def test_a_next_question_takes_one_column() -> None:
    room, _ = await written()
    asked = await opened(room, "eerst")
    assert set(asked.activity.listed()) == {"Mailen", "Laat beginnen", "Alles opschrijven"}
    await room.do(CloseRound())
    asked = await opened(room, "schetsen")
    assert asked.activity.listed() == (
        "Ontwerp A: Sterk", "Ontwerp A: Zwak", "Ontwerp B: Sterk", "Ontwerp B: Zwak",
    )  # fmt: skip
    await room.cast("a", asked.id, {"kolom-1-1": ["Veel groen"], "kolom-2-1": ["Duur"], "kolom-3-1": ["Licht"]})
    await room.do(CloseRound())
    asked = await opened(room, "sterk")
    assert set(asked.activity.listed()) == {"Veel groen", "Licht"}


@pytest.mark.parametrize(("width", "beside"), [(76, True), (40, False)])
async def test_the_beamer_lays_columns_beside_each_other_where_there_is_room(width: int, beside: bool) -> None:
    _, result = await written()
    pages = result_pages("Zin.", result, [], "", width, 19)
    lines = [line.plain for page in pages for line in page]
    assert any("Beginnen 2" in line and "Stoppen 3" in line for line in lines) is beside
    assert all(sum(text in line for line in lines) == 1 for text in ("Mailen", "Samen eten", "Laat beginnen"))
    assert any("Doorgaan 0" in line for line in lines)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("kolom: Stoppen", "kolom: Stopen", "‘kolom’: de kaart ‘terug’ kent ‘Stopen’ niet. Bedoel je ‘Stoppen’?"),
        ("kaart: terug, kolom", "kaart: eerst-dit, kolom", "er is geen andere kaart"),
        ("kolommen: [Beginnen, Stoppen, Doorgaan]", "max: 2", "op de kaart ‘terug’ staan geen kolommen"),
        ("[Beginnen, Stoppen, Doorgaan]", "[Beginnen]", "‘kolommen’: er moeten er minstens 2 staan."),
        ("[Beginnen, Stoppen, Doorgaan]", "[a, b, c, d, e, f, g]", "er mogen er hooguit 6 staan. Er staan er 7."),
        ("kolommen: [Sterk, Zwak]", "", "‘items’ hoort bij ‘kolommen’."),
        ("kolommen: [B", "kolomen: [B", "‘kolomen’ ken ik hier niet. Bedoel je ‘kolommen’?"),
        ("max: 2", "max: 10\nberenjacht: ja", "‘berenjacht’ kan niet met ‘kolommen’."),
        ("kolommen: [Sterk, Zwak]", "kolommen: [Sterk, Zwak]\nmax: 10", "Dit is 4 kolommen"),
    ],
)
def test_what_is_wrong_with_columns_is_said_with_the_way_out(old: str, new: str, problem: str) -> None:
    text = DECK.replace(old, new, 1)
    if "max: 10" in new and "Sterk" in new:
        text, problem = text.replace("max: 10", "max: 11"), "hier hoort een heel getal van 1 tot en met 10"
    with pytest.raises(DeckProblems) as caught:
        read_deck("proef", text, "proef.md")
    assert problem in str([one.message for one in caught.value.problems])


def test_more_texts_than_a_phone_can_show_are_refused() -> None:
    text = DECK.replace("[Sterk, Zwak]", "[Sterk, Zwak, Anders]\nmax: 8")
    with pytest.raises(DeckProblems) as caught:
        read_deck("proef", text, "proef.md")
    assert "Dit zijn 6 kolommen met elk 8, samen 48 teksten." in str(caught.value)


async def test_a_round_in_columns_is_moderated_before_it_is_shown() -> None:
    room = await workshop(("proef", DECK.replace("max: 2\n", "max: 2\nmoderatie: ja\n"), False))
    asked = await opened(room, "terug")
    await room.cast("a", asked.id, SAID[0])
    await room.do(CloseRound())
    assert not texts_of_card(room, "terug").items
    (text,) = [one for one in texts_to_read(asked) if one.text == "Mailen"]
    await room.do(GoTo("terug"))
    await room.do(Moderate(text.id, "toon"))
    assert [item.column for item in texts_of_card(room, "terug").items] == ["Stoppen"]


async def test_support_of_a_text_that_was_changed_stays_in_its_column() -> None:
    room = await workshop(("proef", DECK, False))
    asked = await opened(room, "terug")
    for phone, form in enumerate(({"kolom-1-1": ["Mailen"]}, {"kolom-2-1": ["Mailen"]}, {"kolom-1-1": ["mailen"]})):
        await room.cast(f"telefoon-{phone}", asked.id, form, nonce=f"{phone}")
    await room.do(CloseRound())
    await room.do(ShowResult())
    await room.do(OpenRound())
    support = room.session.open_round
    assert support is not None
    assert isinstance(support.activity, Steun)
    await room.cast("telefoon-9", support.id, {"steun": [str(support.activity.columns.index("Beginnen"))]})
    await room.do(CloseRound())
    await room.do(OpenRound("verder"))
    given = []
    for phone in (0, 2):
        await room.cast(f"telefoon-{phone}", asked.id, {"kolom-1-1": ["Bellen"]}, nonce=f"{phone}")
        supported = texts_of_card(room, "terug").items
        given.append(sorted((item.text, item.support) for item in supported if item.support))
    assert given[0] in ([("Mailen", 1)], [("mailen", 1)])
    assert given[1] == [], "nobody in that column says it any more"
