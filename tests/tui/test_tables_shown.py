"""Tables and groups on the beamer: what is counted, and where a number without a phone sits."""

from pathlib import Path

import pytest

from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.deck.groups import GroupsForm
from kompas_tui.domain.session.groups import Groups
from kompas_tui.tui.drawing.groups import groups_pages
from kompas_tui.tui.screens.dialogs import WriteDialog
from tests.tui.beamers import beamer

DECK = """---
titel: Proef
tafels: [groen, water, wonen]
---

# Samen {#samen}

```open
vraag: Wat hoorde je?
tafels: ja
```

```groepen
van: 2
rondes: 3
```

# Daarna {#daarna}

```open
vraag: Wat is nieuw?
tafels: ja
```
"""


async def test_a_round_of_tables_counts_tables_and_not_the_people(tmp_path: Path) -> None:
    path = tmp_path / "proef.md"
    path.write_text(DECK, encoding="utf-8")
    async with beamer(tmp_path, deck=str(path)) as shown:
        for number, table in enumerate(("groen", "groen", "water", "water", "wonen", "wonen")):
            await shown.workshop.join(f"token-{number}")
            shown.workshop.sit(f"token-{number}", table)
        await shown.press("space", "o")
        await shown.shows("van 3 tafels klaar", "0 van 3 tafels")
        assert "○○○" in shown.stage()
        assert "○○○○" not in shown.stage()


async def test_where_everybody_sits_is_shown_behind_an_open_round_too(tmp_path: Path) -> None:
    path = tmp_path / "proef.md"
    path.write_text(DECK, encoding="utf-8")
    async with beamer(tmp_path, deck=str(path)) as shown:
        await shown.press("space", "x")
        await shown.asks(WriteDialog)
        await shown.press("backspace", "6", "enter")
        await shown.shows("Beurt 1 van 3", "Kijk bij je nummer.")
        await shown.press("o")
        await shown.shows("van 3 tafels klaar", "→ verder")
        await shown.press("right")
        await shown.shows("Beurt 1 van 3", "Kijk bij je nummer.")
        await shown.press("x")
        await shown.shows("Beurt 2 van 3", "Kijk bij je nummer.")
        await shown.press("o", "right")
        await shown.shows("Daarna", "volgende beurt")
        await shown.press("x", "right")
        await shown.shows("Beurt 3 van 3", "Kijk bij je nummer.")


@pytest.mark.parametrize("width", [76, 96, 156])
def test_no_line_ends_between_a_number_and_its_table(width: int) -> None:
    groups = Groups("samen", "samen:1", GroupsForm(4, 3), 3, list(range(1, 30)), 29)
    without = {number: ("groen", "water", "wonen aan de oude haven")[number % 3] for number in range(1, 30)}
    pages = groups_pages(Card("samen", "Samen", "proef"), groups, without, width, 20)
    lines = [line.plain for page in pages for line in page]
    for number, table in without.items():
        assert any(f"{number} → tafel {table}" in line for line in lines), number


async def test_beside_open_boards_stand_the_question_and_how_to_join(tmp_path: Path) -> None:
    path = tmp_path / "proef.md"
    boards = (
        "---\ntitel: Proef\n---\n\n# Samen {#samen}\n\n```open\nvraag: Wat wil je kwijt?\nborden: [zorg, feit]\n```\n"
    )
    path.write_text(boards, encoding="utf-8")
    async with beamer(tmp_path, deck=str(path)) as shown:
        await shown.press("space", "o")
        await shown.shows("De borden zijn nog leeg.", "→ verder")
        await shown.press("right")
        await shown.shows("Wat wil je kwijt?", "8000/K7F3")
        await shown.press("o")
        await shown.until(lambda: shown.workshop.session.open_round is None)
        assert "8000/K7F3" not in shown.stage(), "the result carries its question, but nobody joins it"
