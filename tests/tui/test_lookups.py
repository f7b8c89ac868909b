"""What the source knows on the beamer: called up by a key, beside the question, and gone with the next round."""

from pathlib import Path

from kompas_tui.domain.deck.cards import Lookup
from kompas_tui.domain.result.tables import Table
from kompas_tui.tui.drawing.lookups import lookup_pages
from kompas_tui.workshop.commands.course import GoFurther
from kompas_tui.workshop.commands.looking import LookUp
from tests.tui.beamers import beamer

ROWS = "\n".join(
    f"| motief {n} | een lange uitleg over wat je dan doet, met wie, en waar je op let |" for n in range(20)
)
DECK = f"""---
titel: Motieven
---

# Waarom {{#waarom}}

```keuze
vraag: Waarom doen we dit?
opties: [inhoud, relatie]
```

```naslag
Van motief naar aanpak

| Motief | Aanpak |
| --- | --- |
{ROWS}
```

# Verder {{#verder}}

Klaar.
"""


async def test_it_lies_beside_the_question_until_it_is_sent_away(tmp_path: Path) -> None:
    path = tmp_path / "motieven.md"
    path.write_text(DECK, encoding="utf-8")
    async with beamer(tmp_path, (80, 24), deck=str(path)) as shown:
        await shown.press("q")
        await shown.shows("Waarom doen we dit?", "l naslag")
        assert "Van motief" not in shown.stage()
        await shown.press("l")
        await shown.shows("Van motief naar aanpak", "motief 0", "Vraag: Waarom doen we dit?", "1 van 2")
        await shown.press("pagedown")
        await shown.shows("motief 19", "2 van 2")
        await shown.press("pagedown")
        await shown.shows("1 inhoud")
        await shown.press("o")
        await shown.until(lambda: shown.workshop.session.open_round is not None)
        await shown.press("l")
        await shown.shows("motief 0", "0 van 0")
        await shown.press("o")
        await shown.shows("ronde gesloten", "1 inhoud")
        await shown.press("right", "l")
        await shown.says("Bij deze kaart is geen naslag.")


async def test_the_remote_calls_it_up_too_over_the_screen_to_join_and_takes_it_away(tmp_path: Path) -> None:
    path = tmp_path / "motieven.md"
    path.write_text(DECK, encoding="utf-8")
    async with beamer(tmp_path, (80, 24), deck=str(path)) as shown:
        await shown.shows("Begin met")
        await shown.workshop.do(LookUp())
        await shown.shows("Van motief naar aanpak", "motief 0")
        await shown.workshop.do(LookUp(on=False))
        await shown.shows("1 inhoud")
        await shown.workshop.do(LookUp())
        await shown.shows("motief 0")
        await shown.workshop.do(GoFurther(1))
        await shown.shows("Klaar.")
        assert shown.workshop.covers.top is None
        await shown.workshop.do(GoFurther(-1))
        await shown.shows("1 inhoud")


def test_a_table_without_room_for_its_columns_stands_as_a_list() -> None:
    row = ("samenwerkingsverband", "verantwoordelijkheid", "buurtbemiddeling", "maatschappelijk")
    lookup = Lookup("Wie", (Table(("a", "b", "c", "d"), (row,)),))
    wide, narrow = (lookup_pages(lookup, width, 24)[0] for width in (90, 40))
    assert any(all(cell in line.plain for cell in row) for line in wide)
    assert [line.plain for line in narrow if "buurt" in line.plain] == ["  c: buurtbemiddeling"]
    assert max(line.cell_length for line in narrow) <= 40


def test_what_stands_above_a_table_stands_above_it_on_every_page() -> None:
    rows = tuple((f"motief {n}", "een uitleg die over meer dan een enkele regel loopt " * 2) for n in range(9))
    lookup = Lookup("Motieven", (Table(("Motief", "Uitleg"), rows),))
    pages = lookup_pages(lookup, 60, 14, "Waarom?")
    assert len(pages) > 2
    for page in pages:
        said = [line.plain for line in page]
        assert len(said) <= 14
        assert [line.split() for line in said].count(["Motief", "Uitleg"]) == 1
    told = "\n".join(line.plain for page in pages for line in page)
    assert [told.count(f"motief {n}") for n in range(9)] == [1] * 9
