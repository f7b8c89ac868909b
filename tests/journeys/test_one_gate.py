"""What must stay hidden is in no view, and every view tells the same: they all draw the one outcome of a round."""

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.outcome.veil import KEPT_BACK
from kompas_tui.domain.report import Figures, Section, build_report
from kompas_tui.domain.result.shapes import Bars, TextList
from kompas_tui.export.data import data_bytes
from kompas_tui.export.sheets import sheet_files
from kompas_tui.export.word import word_bytes
from kompas_tui.journal.database import database_contents
from kompas_tui.web.changes import Changes
from kompas_tui.web.desk import desk
from kompas_tui.web.room import Room
from kompas_tui.web.state import States
from kompas_tui.web.visitors import Visitor
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound, ShowResult
from kompas_tui.workshop.commands.course import GoTo
from kompas_tui.workshop.commands.room import CountHands, hand_options
from kompas_tui.workshop.commands.texts import Moderate
from tests.tui.beamers import Beamer, beamer
from tests.web.room import PageReader
from tests.workshop.rooms import opened

SECRET, NUMBER, FEW = "Piet van nummer 3 liegt", "06-12345678", "wethouder"
DECK = f"""---
titel: Proef
rollen: [bewoner, ondernemer, {FEW}]
---

# Plaat {{#plaat}}

```praatplaat
midden: Samen
punten:
  - {{titel: Ideeën, vraag: Wat?, naar: ideeen}}
  - {{titel: Beste, vraag: Wat eerst?, naar: beste}}
  - {{titel: Nog eens, vraag: Wat dan?, naar: weer}}
  - {{titel: Wie, vraag: Wie?, naar: wie}}
```

# Ideeën {{#ideeen}}

```open
vraag: Wat kan beter?
max: 1
```

# Beste {{#beste}}

```keuze
vraag: Wat is het beste idee?
opties_uit: {{kaart: ideeen, top: 3}}
per_rol: ja
```

# Nog eens {{#weer}}

```meerkeuze
vraag: Wat doen we het eerst?
opties_uit: {{kaart: beste, top: 3}}
vergelijk_met: beste
```

# Wie {{#wie}}

```formulier
vraag: Wie helpt?
velden:
  - {{naam: wat, vraag: Wat ga je doen?}}
  - {{naam: bel, vraag: Je nummer?, persoonsgegeven: ja}}
```
"""
IDEAS = (SECRET, SECRET, "Bomen", "Bankjes")
CHOICES = (0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 0, 1)
ROLES = ("bewoner",) * 5 + ("ondernemer",) * 5 + (FEW,) * 2
"""Two officials: split apart they could be known, and so could they where the others were."""


async def look_nowhere() -> None:
    """What happens between two steps where nobody looks."""


async def played(room: Workshop, look: Callable[[], Awaitable[None]] = look_nowhere) -> None:
    """An evening in which a text became an option of two questions, and was hidden after that; `look` is called often.

    It is hidden while the first of the two is open, and stays so to the end.
    """
    ideas = await opened(room, "ideeen")
    for number, idea in enumerate(IDEAS):
        await room.cast(f"t{number}", ideas.id, {"tekst-1": [idea]})
    await room.do(CloseRound())
    best = await opened(room, "beste")
    assert SECRET in best.activity.listed()
    for text in [item.id for item in ideas.texts() if item.text == SECRET]:
        await room.do(Moderate(text, "verberg", reason="grof"))
    await look()
    for number, (choice, role) in enumerate(zip(CHOICES, ROLES, strict=True)):
        await room.cast(f"t{number}", best.id, {"keuze": [str(choice)]}, role=role)
    await ended_and_shown(room, look)
    again = await opened(room, "weer")
    for number in range(6):
        await room.cast(f"t{number}", again.id, {"keuzes": ["0", "1"]})
    await ended_and_shown(room, look)
    form = await opened(room, "wie")
    await room.cast("t1", form.id, {"veld-1-1": ["Snoeien"], "veld-2-1": [NUMBER], "veld-2-mag": ["0"]})
    await ended_and_shown(room, look)
    for card in ("ideeen", "plaat"):
        await room.do(GoTo(card))
        await look()


async def ended_and_shown(room: Workshop, look: Callable[[], Awaitable[None]]) -> None:
    """The round at its end: interim, closed, shown."""
    await room.do(ShowResult(interim=True))
    await look()
    await room.do(CloseRound())
    await room.do(ShowResult())
    await look()


# What each view tells, as one text.


def phone(room: Workshop) -> str:
    """The page of a phone, without the choice of a role."""
    page = Room(room, Changes(room)).page(Visitor("t0", role="bewoner"))
    words = " ".join(" ".join(PageReader(page.plain.decode()).words).split())
    return words.replace(f"{' '.join(dict.fromkeys(ROLES))} Kies deze rol", "")


def remote(room: Workshop) -> str:
    """The state without what the facilitator reads to decide what may be seen."""
    state = States(room).state("1") | {"moderatie": []}
    return json.dumps(state, ensure_ascii=False)


def desk_page(room: Workshop) -> str:
    page = desk(room)
    return repr((page.hands, page.here, page.round_in_words, page.proposal))


def report(room: Workshop) -> str:
    """The full report says of a role only that it belongs to the others, and names who wrote down a number."""
    text = repr(build_report(room.session, room.head, room.course))
    return re.sub(r"Bij ‘overig’ horen [^.]*\.", "", text).replace(NUMBER, "")


def word(room: Workshop) -> str:
    with ZipFile(BytesIO(word_bytes(build_report(room.session, room.head, room.course)))) as made:
        text = " ".join(made.read(name).decode("utf-8", "replace") for name in made.namelist() if "xml" in name)
    return re.sub(r"Bij ‘overig’ horen [^.]*\.", "", text).replace(NUMBER, "")


def as_json(room: Workshop) -> str:
    data = json.loads(data_bytes(room.session, room.head))
    del data["sessie"]["rollen"]
    return json.dumps(data, ensure_ascii=False)


def as_csv(room: Workshop) -> str:
    return "\n".join(contents.decode() for contents in sheet_files(room.session).values())


def documents(room: Workshop) -> str:
    return json.dumps(database_contents(room.session), ensure_ascii=False)


VIEWS: Mapping[str, Callable[[Workshop], str]] = {
    "phone": phone, "remote": remote, "desk": desk_page, "report": report, "word": word, "json": as_json,
    "csv": as_csv, "tinydb": documents,
}  # fmt: skip


@pytest.fixture
async def shown(tmp_path: Path) -> AsyncIterator[Beamer]:
    deck = tmp_path / "proef.md"
    deck.write_text(DECK, encoding="utf-8")
    async with beamer(tmp_path / "sessie", (100, 40), deck=str(deck)) as found:
        await found.press("right")
        yield found


@pytest.mark.parametrize("name", VIEWS)
async def test_what_must_stay_hidden_is_in_no_view(shown: Beamer, name: str) -> None:
    looked: list[str] = []

    async def look() -> None:
        looked.append(VIEWS[name](shown.workshop))

    await played(shown.workshop, look)
    assert len(looked) == 9
    for text in looked:
        assert SECRET not in text
        assert NUMBER not in text
        assert FEW not in text


async def test_what_must_stay_hidden_is_not_on_the_beamer(shown: Beamer) -> None:
    looked: list[str] = []

    async def look() -> None:
        await shown.handled()
        looked.extend([shown.text(), *all_pages(shown)])

    await played(shown.workshop, look)
    everything = " ".join(" ".join(looked).split())
    assert KEPT_BACK in everything
    assert "Bomen" in everything
    assert SECRET not in everything
    assert NUMBER not in everything
    assert FEW not in everything


def all_pages(shown: Beamer) -> list[str]:
    """Every page of the stage, also those that are not turned to."""
    from kompas_tui.tui.drawing.painting import Painting
    from kompas_tui.tui.screens import showing

    pages = showing.pages(shown.screen().view(), 96, 30)
    return [
        said
        for page in pages
        for said in ([page.plain] if isinstance(page, Painting) else [line.plain for line in page])
    ]


def counts_in(rows: list[list[str]]) -> dict[str, int]:
    return {row[0]: int(row[1]) for row in rows}


def sections(parts: tuple[Section, ...]) -> list[Section]:
    return [one for part in parts for one in (part, *sections(part.parts))]


def figures_of(room: Workshop, title: str) -> list[list[str]]:
    """The table of the whole in the report's section about a card."""
    report = build_report(room.session, room.head, room.course)
    (section,) = [one for one in sections(report.sections) if one.heading == title]
    table = next(block.table for block in section.blocks if isinstance(block, Figures))
    return [list(row) for row in table.in_words]


async def test_every_view_tells_the_figures_of_the_one_outcome(shown: Beamer) -> None:
    room = shown.workshop
    await played(room)
    await room.do(GoTo("beste"))
    await room.do(ShowResult())
    asked = room.session.rounds["beste-1"]
    outcome = outcome_of(room.session, asked)
    assert isinstance(outcome.result, Bars)
    told = {bar.label: bar.count for bar in outcome.result.bars}
    assert (set(told), sorted(told.values())) == ({KEPT_BACK, "Bomen", "Bankjes"}, [2, 4, 6])

    page = PageReader(Room(room, Changes(room)).page(Visitor("t0")).plain.decode())
    assert counts_in(page.tables[0][1:]) == told
    state: dict[str, Any] = next(one for one in States(room).state("1")["uitslagen"] if one["kaart"] == "beste")
    assert ({one["optie"]: one["aantal"] for one in state["opties"]}, state["zin"]) == (told, outcome.sentence)
    data = next(one for one in json.loads(data_bytes(room.session, room.head))["rondes"] if one["kaart"] == "beste")
    assert {one["optie"]: one["aantal"] for one in data["uitslag"]["opties"]} == told
    assert data["zin"] == outcome.sentence
    sheet = next(text for name, text in sheet_files(room.session).items() if "beste" in name).decode("utf-8-sig")
    rows = [row.replace('"', "").split(";") for row in sheet.splitlines()[1:]]
    assert counts_in([row for row in rows if row[-1] in ("allen", row[1])]) == told
    kept = next(one for one in database_contents(room.session)["uitslagen"].values() if one["kaart"] == "beste")
    assert (counts_in(kept["rijen"]), kept["zin"]) == (told, outcome.sentence)
    assert counts_in(figures_of(room, "Beste")) == told
    await shown.handled()
    stage = " ".join(shown.stage().split())
    assert all(f"{option} {count}" in stage for option, count in told.items())
    assert outcome_of(room.session, asked) is outcome


async def test_the_text_itself_is_gone_from_its_own_question(shown: Beamer) -> None:
    await played(shown.workshop)
    session = shown.workshop.session
    outcome = outcome_of(session, session.rounds["ideeen-1"])
    assert isinstance(outcome.result, TextList)
    assert {item.text for item in outcome.result.items} == {"Bomen", "Bankjes"}
    assert (outcome.kept_back.texts, outcome.kept_back.by_facilitator) == (2, 2)


async def test_hands_are_counted_on_a_hidden_option_under_the_name_that_is_shown(shown: Beamer) -> None:
    room = shown.workshop
    await played(room)
    await room.do(GoTo("beste"))
    asked, options = hand_options(room.session, "beste")
    assert set(options) == {KEPT_BACK, "Bomen", "Bankjes"}
    await room.do(CountHands({KEPT_BACK: 3}))
    outcome = outcome_of(room.session, asked)
    assert isinstance(outcome.result, Bars)
    assert {bar.label: bar.hands for bar in outcome.result.bars} == {KEPT_BACK: 3, "Bomen": 0, "Bankjes": 0}
    assert outcome.means is not None
    assert SECRET not in repr(outcome)
    with pytest.raises(CommandRefused) as refused:
        await room.do(CountHands({f"{SECRET}!": 1}))
    assert f"Bedoel je ‘{SECRET}" not in str(refused.value)
