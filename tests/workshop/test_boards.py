"""The facilitator's boards: what is said in the room and what phones send, each put on one of them."""

from pathlib import Path

import pytest

from kompas_tui.deck_files import DeckProblems, read_deck
from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.language.errors import CommandRefused, InvalidOptions
from kompas_tui.domain.outcome import outcome_of, texts_to_read
from kompas_tui.domain.report import build_report
from kompas_tui.domain.result.shapes import TextList
from kompas_tui.domain.session.round import Round
from kompas_tui.export.sheets import sheet_files
from kompas_tui.journal.database import database_contents
from kompas_tui.tui.screens.dialogs import ChoiceDialog, WriteDialog
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound
from kompas_tui.workshop.commands.course import GoTo, TakeBack
from kompas_tui.workshop.commands.order import OrderWords
from kompas_tui.workshop.commands.table import ORDERS
from kompas_tui.workshop.commands.texts import Moderate, WriteOnBoard
from tests.tui.beamers import beamer
from tests.workshop.rooms import opened, workshop

BOARDS = ("oplossing", "zorg", "feit", "vraag")
CARS, COUNTED, STREET = "Te veel auto’s", "Er rijden 900 auto’s per dag", "Maak er een fietsstraat van"
DECK = """---
titel: Dynamisch
---

# Wat speelt er? {#borden}

```open
vraag: Wat wil je kwijt over de weg?
borden: [oplossing, zorg, feit, vraag]
```

# Verder {#verder}

Dank je wel.
"""


async def room() -> Workshop:
    return await workshop(("proef", DECK, False))


def standing(there: Workshop, asked: Round) -> list[tuple[str, str]]:
    result = outcome_of(there.session, asked).result
    assert isinstance(result, TextList)
    return [(item.column, item.text) for item in result.items]


async def test_what_is_said_comes_on_a_board_at_once_and_opens_the_round() -> None:
    there = await room()
    told = await there.do(ORDERS["bord"](OrderWords({"bord": "Zorg", "tekst": CARS})))
    assert told == "De tekst staat op het bord ‘zorg’."
    await there.do(WriteOnBoard("3", COUNTED))
    asked = there.session.rounds["borden-1"]
    assert asked.is_open
    assert standing(there, asked) == [("zorg", CARS), ("feit", COUNTED)]
    assert outcome_of(there.session, asked).sentence == "Op de borden staan 2 teksten."
    assert await there.do(TakeBack()) == "De tekst is van het bord af."
    assert standing(there, there.session.rounds["borden-1"]) == [("zorg", CARS)]


async def test_what_a_phone_sends_waits_until_it_is_put_on_a_board() -> None:
    there = await room()
    asked = await opened(there, "borden")
    await there.cast("a", asked.id, {"tekst-1": [STREET]})
    assert standing(there, asked) == []
    (text,) = texts_to_read(asked)
    assert text.shown is None
    with pytest.raises(CommandRefused, match="Bedoel je ‘oplossing’"):
        await there.do(Moderate(text.id, "bord", group="oplosing"))
    await there.do(Moderate(text.id, "bord", group="oplossing"))
    assert standing(there, asked) == [("oplossing", STREET)]
    await there.do(Moderate(text.id, "bord", group="vraag"))
    assert standing(there, asked) == [("vraag", STREET)]
    await there.do(Moderate(text.id, "verberg", reason="dubbel"))
    assert standing(there, asked) == []
    await there.cast("b", asked.id, {"tekst-1": ["Nog iets"]})
    await there.do(Moderate(next(one.id for one in texts_to_read(asked) if one.shown is None), "toon"))
    assert standing(there, asked) == [("nog op geen bord", "Nog iets")]


async def test_a_hidden_text_of_the_facilitator_stays_hidden() -> None:
    there = await room()
    await there.do(WriteOnBoard("zorg", "Een naam"))
    asked = there.session.rounds["borden-1"]
    (text,) = texts_to_read(asked)
    await there.do(Moderate(text.id, "verberg"))
    assert standing(there, asked) == []
    await there.do(CloseRound())
    assert "Een naam" not in str(build_report(there.session, there.head, there.course).sections)


async def test_a_card_without_boards_and_an_empty_text_are_refused() -> None:
    there = await room()
    await there.do(GoTo("verder"))
    with pytest.raises(CommandRefused, match="Ga naar een kaart met borden"):
        await there.do(WriteOnBoard("zorg", "x"))
    await there.do(GoTo("borden"))
    with pytest.raises(CommandRefused, match="nog geen tekst"):
        await there.do(WriteOnBoard("zorg", "\u200b"))


async def test_boards_stand_in_the_report_and_the_data_without_any_phone() -> None:
    there = await room()
    for board in BOARDS[:2]:
        await there.do(WriteOnBoard(board, f"Iets over {board}"))
    await there.do(CloseRound())
    report = build_report(there.session, there.head, there.course)
    (card,) = next(one for one in report.sections if one.heading == "Vragen en uitslagen").parts
    assert [part.heading for part in card.parts] == [
        "oplossing (1 tekst)", "zorg (1 tekst)", "feit (0 teksten)", "vraag (0 teksten)",
    ]  # fmt: skip
    assert "Iets over zorg" in str(card.parts[1])
    assert "Iets over zorg" in str(database_contents(there.session)["uitslagen"])
    assert any(b'"Iets over zorg";"zorg"' in text for text in sheet_files(there.session).values())


async def test_the_beamer_shows_the_boards_as_columns(tmp_path: Path) -> None:
    deck = tmp_path / "borden.md"
    deck.write_text(DECK, encoding="utf-8")
    async with beamer(tmp_path, (80, 24), deck=str(deck)) as shown:
        await shown.press("right", "d")
        await shown.asks(ChoiceDialog)
        await shown.press("enter")
        await shown.asks(WriteDialog)
        await shown.press(*"zebrapad", "enter")
        await shown.shows("zebrapad", "oplossing 1", "zorg 0", "1 van 3")
        await shown.says("De tekst staat op het bord ‘oplossing’.")


@pytest.mark.parametrize("other", [{"kolommen": ["a", "b"]}, {"berenjacht": "ja"}, {"per_rol": "ja"}])
def test_boards_do_not_go_with_columns_or_bears(other: dict[str, object]) -> None:
    with pytest.raises(InvalidOptions) as wrong:
        read_activity("open", {"vraag": "Wat?", "borden": ["a", "b"], **other})
    assert "‘borden’ kan niet met" in wrong.value.problems[0].message


EVERYWHERE = DECK.replace("titel: Dynamisch", "titel: Dynamisch\nborden: [hoop, zorg]").replace(
    "# Verder",
    """# Ook dit {#ook}

```open
vraag: Wat nog meer?
```

# Zonder {#zonder}

```open
vraag: Wat ga je doen?
borden: nee
```

# In kolommen {#kolommen}

```open
vraag: Wat gaat goed en wat niet?
kolommen: [Goed, Niet goed]
```

# Verder""",
)


def test_boards_of_the_whole_deck_are_those_of_each_open_question_without_its_own() -> None:
    deck = read_deck("proef", EVERYWHERE, "proef.md")
    boards = {card.address: card.activity.boards for card in deck.cards if card.activity is not None}
    assert boards == {"borden": BOARDS, "ook": ("hoop", "zorg"), "zonder": (), "kolommen": ()}


@pytest.mark.parametrize(
    ("front", "said"), [("borden: [hoop]", "minstens 2"), ("borden: [hoop, zorg]", "Er is geen open vraag")]
)
def test_boards_of_a_deck_that_has_no_use_for_them_are_told(front: str, said: str) -> None:
    text = f"---\ntitel: Proef\n{front}\n---\n\n# Een\n\n```woorden\nvraag: Wat?\n```\n"
    with pytest.raises(DeckProblems) as error:
        read_deck("proef", text, "proef.md")
    (problem,) = error.value.problems
    assert (problem.line, said in problem.message) == (3, True), problem.message
