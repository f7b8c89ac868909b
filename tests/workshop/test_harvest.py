"""The harvest: what was agreed, corrected, taken away and confirmed, and when people hear what happens with it."""

import pytest

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.outcome import veil_of
from kompas_tui.domain.outcome.public import public_copy
from kompas_tui.domain.report import Bullets, Paragraph
from kompas_tui.domain.report.agreed import agreements, confirmation, feedback_line
from kompas_tui.domain.report.asked import tell_question
from kompas_tui.domain.report.headlines import headlines
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.fitting import ImpossibleEvent, told
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound
from kompas_tui.workshop.commands.course import GoTo, TakeBack
from kompas_tui.workshop.commands.harvest import ConfirmHarvest, Correct, PlanFeedback, Remove
from kompas_tui.workshop.commands.looking import LookUp
from kompas_tui.workshop.commands.writing import Agree, Decide, Park, Promise, TakeNote
from tests.workshop.rooms import NOW, workshop
from tests.workshop.test_equal_bears import counted


async def harvested() -> Workshop:
    """A room that agreed five things and made a note."""
    room = await workshop()
    await room.do(Agree("Bellen", "Fatima", "2026-12-01"))
    await room.do(TakeNote("Het was laat."))
    await room.do(Decide("Het plein blijft open."))
    await room.do(Promise("de wethouder", "de straat", "Een brief"))
    await room.do(Park("Parkeren"))
    return room


def lines(room: Workshop) -> list[tuple[int, str]]:
    return [(one.number, one.line) for one in agreements(room.session)]


async def test_what_was_agreed_stands_by_heading_and_a_note_is_no_agreement() -> None:
    room = await harvested()
    assert lines(room) == [
        (3, "Het plein blijft open."),
        (4, "Een brief (de wethouder, aan de straat)"),
        (1, "Bellen (Fatima, 1 december 2026)"),
        (5, "Parkeren"),
    ]


async def test_a_correction_holds_everywhere_and_can_be_taken_back() -> None:
    room = await harvested()
    await room.do(Correct(1, "Mailen", "Ali", when="2026-12-02"))
    (action,) = room.session.written_of(ev.ActionAgreed)
    assert (action.what, action.who, action.when, action.card) == ("Mailen", "Ali", "2026-12-02", "welkom")
    await room.do(Remove(3))
    assert not room.session.written_of(ev.DecisionTaken)
    assert await room.do(TakeBack()) == "Het staat er weer bij."
    await room.do(TakeBack())
    assert lines(room)[2] == (1, "Bellen (Fatima, 1 december 2026)")
    assert lines(room)[0] == (3, "Het plein blijft open.")


async def test_the_public_copy_has_what_was_corrected_and_nothing_of_what_was_taken_away() -> None:
    room = await harvested()
    await room.do(Correct(3, "Het plein gaat om tien uur dicht."))
    await room.do(Remove(5))
    await room.do(Correct(4, "Een mail", "de wethouder", "de straat"))
    public = public_copy(room.session).session
    assert [one.text for one in public.written_of(ev.DecisionTaken)] == ["Het plein gaat om tien uur dicht."]
    assert [one.what for one in public.written_of(ev.PromiseMade)] == ["Een mail"]
    assert not public.written_of(ev.Parked)


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (Correct(9, "x"), "niet meer in de oogst"),
        (Remove(0), "niet meer in de oogst"),
        (Correct(3, "  "), "Haal het weg"),
        (Correct(4, "Een brief"), "Vul allebei in"),
        (Correct(1, "Bellen", when="gisteren"), "geen datum"),
    ],
)
async def test_what_can_not_be_corrected_says_why(command: Correct | Remove, why: str) -> None:
    with pytest.raises(CommandRefused, match=why):
        await (await harvested()).do(command)


async def test_the_room_confirms_the_list_and_a_change_afterwards_is_told() -> None:
    room = await harvested()
    await room.do(ConfirmHarvest())
    asked = room.session.open_round
    assert asked is not None
    assert asked.activity.proposed().splitlines() == [
        "Besluiten:", "• Het plein blijft open.",
        "Toezeggingen:", "• Een brief (de wethouder, aan de straat)",
        "Actiepunten:", "• Bellen (Fatima, 1 december 2026)",
        "Parkeerplaats:", "• Parkeren",
    ]  # fmt: skip
    for number in range(6):
        await room.cast(f"t{number}", asked.id, {"instemming": ["0"]})
    await room.do(CloseRound())
    assert confirmation(room.session).startswith("De zaal over deze lijst: ")
    assert "veranderd" not in confirmation(room.session)
    await room.do(Remove(5))
    assert confirmation(room.session).endswith("Daarna is de lijst veranderd.")


async def test_a_long_afternoon_is_confirmed_whole() -> None:
    room = await workshop()
    for number in range(25):
        what = f"De buurt maakt een plan voor plek {number}, met tekeningen, een begroting en een avond voor de straat"
        await room.do(Agree(what, "Bewonersgroep Veenmeer", "2026-12-01"))
    await room.do(ConfirmHarvest())
    asked = room.session.open_round
    assert asked is not None
    assert len(asked.activity.proposed().splitlines()) == 26
    await room.cast("t0", asked.id, {"instemming": ["0"]})
    await room.do(CloseRound())
    told_first = headlines(room.session, {asked.card: [asked]})
    assert told_first is not None
    (bullet,) = told_first.items
    assert bullet.startswith("Klopt wat we afspraken? "), "what was agreed stands below it on that page"


async def test_what_the_room_confirms_is_a_real_list_in_the_report() -> None:
    room = await harvested()
    await room.do(ConfirmHarvest())
    asked = room.session.open_round
    assert asked is not None
    assert tell_question(asked, "Klopt de oogst?", veil_of(room.session, asked.activity))[1:] == [
        Paragraph("Voorstel: Besluiten:"), Bullets(("Het plein blijft open.",)),
        Paragraph("Toezeggingen:"), Bullets(("Een brief (de wethouder, aan de straat)",)),
        Paragraph("Actiepunten:"), Bullets(("Bellen (Fatima, 1 december 2026)",)),
        Paragraph("Parkeerplaats:"), Bullets(("Parkeren",)),
    ]  # fmt: skip


async def test_the_list_confirmed_behind_a_bear_is_no_step_of_its_hunt() -> None:
    room = await counted("0+1", "0+1")
    await room.do(GoTo("tijd-leeft"))
    await room.do(Decide("Het plein blijft open"))
    await room.do(ConfirmHarvest())
    assert room.session.open_round is not None
    assert room.session.open_round.hunted is None


async def test_without_agreements_there_is_nothing_to_confirm() -> None:
    with pytest.raises(CommandRefused, match="nog niets afgesproken"):
        await (await workshop()).do(ConfirmHarvest())


async def test_people_hear_when_they_hear_more() -> None:
    room = await workshop()
    assert feedback_line(room.session) == ""
    await room.do(PlanFeedback("2026-12-12", "in een brief"))
    assert feedback_line(room.session) == (
        "Je hoort op 12 december 2026 wat hiermee gebeurt. Zo hoor je het: in een brief."
    )
    await room.do(PlanFeedback())
    assert feedback_line(room.session) == ""


async def test_what_lies_over_the_card_goes_with_the_next_card_and_black_gives_it_back() -> None:
    room = await harvested()
    await room.do(LookUp(cover="oogst"))
    await room.do(LookUp(cover="zwart"))
    assert str(room.covers.top) == "zwart"
    await room.do(LookUp(on=False, cover="zwart"))
    assert str(room.covers.top) == "oogst"
    await room.do(LookUp(cover="meedoen"))
    await room.do(LookUp(on=False, cover="meedoen"))
    assert room.covers.top is None, "anything else but black takes the place of what was there"
    await room.do(LookUp(cover="oogst"))
    await room.do(GoTo("kleur"))
    assert room.covers.top is None


def test_a_log_made_by_hand_corrects_nothing_that_was_not_written() -> None:
    start: list[ev.AnyEvent] = [ev.Started(time=NOW, code="K7F3", details=ev.Details(), decks=())]
    note = ev.NoteTaken(time=NOW, card="een", text="t")
    with pytest.raises(ImpossibleEvent, match="niet opgeschreven"):
        told([*start, note, ev.WrittenRemoved(time=NOW, number=2)])
    twice = [*start, note, *[ev.WrittenRemoved(time=NOW, number=1)] * 2]
    gone = Session([*twice, ev.WrittenCorrected(time=NOW, number=1, text="x")])
    assert gone.written == []
    assert told(twice).written == []
