"""One question of the box after another, large on the beamer, ticked off, and known by its id."""

from pathlib import Path

import pytest

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.outcome.box import box_in_room
from kompas_tui.journal import SessionFolder
from kompas_tui.tui.screens.enlarging import Spotlight
from kompas_tui.tui.screens.session import SessionScreen
from kompas_tui.web.state import enlarged_data
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.box import HandleBox
from kompas_tui.workshop.commands.course import GoFurther
from kompas_tui.workshop.commands.harvest import Correct
from kompas_tui.workshop.commands.looking import LookUp
from kompas_tui.workshop.commands.writing import Agree, Decide
from tests.tui.beamers import Beamer, beamer
from tests.tui.pressing import press
from tests.tui.test_desk import at_desk
from tests.web.room import served

ASKED = ("Komt er een bank?", "Wie veegt de straat?", "Wanneer is het klaar?")


async def _ask(workshop: Workshop, *questions: str, shown: bool = True) -> list[str]:
    """The ids of these questions, once they are in the box."""
    ids = []
    for question in questions:
        await workshop.box.ask(f"wie {question}", question)
        ids.append(next(one.id for one in workshop.session.box.values() if one.text == question))
        if shown:
            await workshop.do(HandleBox(ids[-1], "toon"))
    return ids


def _large(shown: Beamer) -> str:
    return item.text if (item := shown.workshop.covers.enlarged) is not None else ""


@pytest.fixture
def box_deck(tmp_path: Path) -> str:
    deck = tmp_path / "straat.md"
    deck.write_text(
        "---\ntitel: De straat\nvragenbus: ja\n---\n\n# Welkom {#welkom}\n\nDag.\n\n# Tot slot\n\nWel thuis.\n",
        encoding="utf-8",
    )
    return str(deck)


async def test_the_questions_of_the_box_stand_large_one_by_one_and_are_ticked_off(
    tmp_path: Path, box_deck: str
) -> None:
    async with beamer(tmp_path, deck=box_deck) as shown:
        workshop = shown.workshop
        bank, street, ready = await _ask(workshop, *ASKED)
        (waits,) = await _ask(workshop, "Wie betaalt?", shown=False)
        await workshop.do(LookUp(cover="vragenbus"))
        await shown.shows("Vragen uit de zaal", "één voor één")
        await shown.press("enter")
        await shown.asks(Spotlight)
        assert _large(shown) == ASKED[0]
        assert "1 van 3" in shown.dialog_text()
        await shown.press("v")
        await shown.until(lambda: _large(shown) == ASKED[1])
        assert "2 van 3" in shown.dialog_text(), "what was ticked off keeps its place while others are talked about"
        assert workshop.session.box[bank].answered
        await shown.press("right", "right")
        assert _large(shown) == ASKED[2], "at the last one it stays"
        await shown.press("left", "left")
        await shown.until(lambda: "✓ beantwoord" in shown.dialog_text())
        await shown.press("v")
        await shown.until(lambda: not workshop.session.box[bank].answered)
        assert workshop.session.box[bank].shown, "the room sees it as before"
        assert waits not in [item.id for item in workshop.covers.texts], "what nobody read yet is never large"
        for clicked in ("b", "full_stop"):
            await shown.press(clicked)
            await shown.asks(SessionScreen)
            assert workshop.covers.top == "zwart", "a clicker makes the screen black, and ticks nothing off"
            await shown.press(clicked)
            await shown.asks(Spotlight)
            assert _large(shown) == ASKED[0]
        assert not workshop.session.box[bank].answered
        await shown.press("escape")
        await shown.asks(SessionScreen)
        await shown.shows("Vragen uit de zaal")
        assert workshop.covers.top == "vragenbus", "what lay below it is there again"
        assert [item.id for item in box_in_room(workshop.session)] == [bank, street, ready]


async def test_a_question_that_is_hidden_or_comes_meanwhile_moves_no_other_one_into_its_place(
    tmp_path: Path, box_deck: str
) -> None:
    async with beamer(tmp_path, deck=box_deck) as shown:
        workshop = shown.workshop
        bank, street = await _ask(workshop, *ASKED[:2])
        await workshop.do(LookUp(cover="groot", text_id=street))
        await shown.asks(Spotlight)
        await shown.until(lambda: "2 van 2" in shown.dialog_text())
        assert workshop.covers.laid == ("vragenbus", "groot"), "the box lies below its question"
        (ready,) = await _ask(workshop, ASKED[2])
        for supporter in range(3):
            await workshop.box.support(f"steun {supporter}", ready, on=True)
        assert box_in_room(workshop.session)[0].id == ready, "in the box it comes first now"
        await shown.until(lambda: "2 van 3" in shown.dialog_text())
        assert enlarged_data(workshop) == {
            "tekst_id": street, "tekst": ASKED[1], "beantwoord": False, "vinkt_af": True, "vragenbus": True,
        }  # fmt: skip
        await workshop.do(LookUp(cover="zwart"))
        await shown.asks(SessionScreen)
        await workshop.do(LookUp(on=False, cover="zwart"))
        await shown.asks(Spotlight)
        assert _large(shown) == ASKED[1], "after a black screen the same one is seen"
        await workshop.do(HandleBox(street, "verberg"))
        assert workshop.covers.enlarged is None, "it is gone before anything is drawn"
        await shown.until(lambda: ASKED[1] not in shown.dialog_text() and _large(shown))
        await workshop.do(LookUp(cover="groot", text_id=ready))
        await shown.until(lambda: _large(shown) == ASKED[2] and "1 van 2" in shown.dialog_text())
        for left in (bank, ready):
            await workshop.do(HandleBox(left, "verberg"))
        await shown.asks(SessionScreen)
        await shown.shows("Hier is nog geen vraag te zien")
        with pytest.raises(CommandRefused, match="nog geen vraag uit de vragenbus"):
            await workshop.do(LookUp(cover="groot"))
        with pytest.raises(CommandRefused, match="Toon hem eerst aan de zaal"):
            await workshop.do(LookUp(cover="groot", text_id=street))
        await workshop.do(LookUp(on=False, cover="vragenbus"))
        assert not workshop.covers.laid


async def test_what_was_agreed_stands_large_one_by_one_above_the_harvest(tmp_path: Path, box_deck: str) -> None:
    async with beamer(tmp_path, deck=box_deck) as shown:
        workshop = shown.workshop
        await workshop.do(LookUp(cover="oogst"))
        await shown.until(lambda: workshop.covers.top == "oogst")
        assert "één voor één" not in shown.text(), "nothing was agreed yet"
        await workshop.do(Decide("Er komt een bank."))
        await workshop.do(Agree("De straat vegen", "de buurt"))
        await shown.shows("Dit hebben we afgesproken", "één voor één")
        await shown.press("enter")
        await shown.asks(Spotlight)
        assert _large(shown) == "Er komt een bank."
        assert "Besluiten · 1 van 2" in shown.dialog_text()
        assert not workshop.covers.ticks_off
        await workshop.do(GoFurther(1))
        assert _large(shown) == "De straat vegen (de buurt)"
        await workshop.do(Correct(1, "Er komen twee banken."))
        await workshop.do(GoFurther(-1))
        await shown.until(lambda: _large(shown) == "Er komen twee banken.")
        await shown.press("escape")
        await shown.asks(SessionScreen)
        assert workshop.covers.laid == ("oogst",), "what lay below it is there again"
        assert workshop.session.card == "welkom"


async def test_from_elsewhere_the_questions_are_leafed_and_after_the_last_one_the_box_is_seen(
    tmp_path: Path, box_deck: str
) -> None:
    async with beamer(tmp_path, deck=box_deck) as shown:
        workshop = shown.workshop
        await _ask(workshop, *ASKED[:2])
        with workshop.presence.desk():
            await workshop.do(LookUp(cover="vragenbus"))
            await workshop.do(LookUp(cover="groot"))
            await shown.asks(Spotlight)
            await shown.until(lambda: _large(shown) == ASKED[0])
            await workshop.do(GoFurther(1))
            assert _large(shown) == ASKED[1]
            await workshop.do(GoFurther(1))
            await shown.until(lambda: workshop.covers.top == "vragenbus")
            assert workshop.session.card == "welkom"
            assert shown.screen().stage_now().page == 0


async def test_the_desk_ticks_off_the_question_that_stands_large(tmp_path: Path, box_deck: str) -> None:
    async with served(SessionFolder(tmp_path / "sessie"), Path(box_deck)) as room, at_desk(room) as desk:
        bank, street = await _ask(room.workshop, *ASKED[:2])
        await room.workshop.do(LookUp(cover="groot", text_id=bank))
        await desk.shows("vraag 1 van 1 groot")  # no beamer leafs here
        await press(desk.pilot, "v")
        await desk.until(lambda: room.workshop.session.box[bank].answered)
        await desk.until(lambda: desk.screen.state["groot"]["beantwoord"])
        await press(desk.pilot, "v")
        await desk.until(lambda: not room.workshop.session.box[bank].answered)
        assert room.workshop.session.box[street].shown
