"""The facilitator's commands: cards, rounds, what is written down, and taking back."""

import asyncio
import errno
import threading

import pytest

from kompas_tui.deck_files import DeckProblems
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.fitting import told
from kompas_tui.journal import MemoryJournal
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import (
    AskOnTheSpot,
    CloseRound,
    HideResult,
    OpenRound,
    Propose,
    ResultStillOpen,
    ShowResult,
)
from kompas_tui.workshop.commands.course import Describe, End, GoFurther, GoTo, TakeBack
from kompas_tui.workshop.commands.order import OrderWords
from kompas_tui.workshop.commands.standing import stands_already
from kompas_tui.workshop.commands.table import ORDERS
from kompas_tui.workshop.commands.writing import Agree, Decide, Park, TakeNote
from tests.workshop.rooms import DECK, NOW, OTHER, Given, choose, counts, opened, workshop

PLAIN = "---\ntitel: Vast\n---\n# Een {#een}\n\n# Twee {#twee}\n\n# Drie {#drie}\n"
EXTRA = "---\ntitel: Extra\n---\n# Diep {#diep}\n"


async def walk(room: Workshop, *steps: int) -> list[str]:
    """Where these steps lead."""
    places = []
    for step in steps:
        await room.do(GoFurther(step))
        places.append(room.card.address)
    return places


async def test_it_begins_with_the_first_card_and_stops_at_the_ends() -> None:
    room = await workshop()
    assert room.card.address == "welkom"
    assert await walk(room, -1, 1, 1, 1, 1, -1) == ["welkom", "kleur", "ideeen", "beste", "beste", "ideeen"]
    assert len(room.session.course) == 5


async def test_a_linked_card_is_a_side_step_from_where_one_was() -> None:
    room = await workshop(("vast", PLAIN, False), ("extra", EXTRA, True))
    await room.do(GoTo("twee"))
    await room.do(GoTo("extra/diep"))
    assert await walk(room, 1) == ["twee"]
    await room.do(GoTo("twee"))
    await room.do(GoTo("diep"))
    assert await walk(room, -1) == ["twee"]


async def test_a_card_that_is_not_there_gets_the_nearest_name() -> None:
    room = await workshop()
    with pytest.raises(CommandRefused, match="Bedoel je ‘kleur’"):
        await room.do(GoTo("kleu\x1br"))
    assert room.card.address == "welkom"


async def test_going_to_the_card_that_is_shown_is_no_step() -> None:
    journal = MemoryJournal()
    room = await workshop(journal=journal)
    before = len(list(journal.read()))
    await room.do(GoTo("welkom"))
    assert len(list(journal.read())) == before


# Rounds


async def test_showing_what_is_shown_is_no_step() -> None:
    room = await workshop()
    await opened(room)
    await room.do(CloseRound())
    await room.do(ShowResult())
    before = room.session.length
    await room.do(ShowResult())
    assert room.session.length == before


async def test_going_on_with_a_round_that_never_was_begins_the_first() -> None:
    room = await workshop()
    assert (await opened(room, "kleur", "verder")).id == "kleur-1"


async def test_only_a_proposal_can_be_amended_and_only_between_rounds() -> None:
    room = await workshop()
    await opened(room)
    with pytest.raises(CommandRefused, match="Op deze kaart staat geen voorstel"):
        await room.do(Propose("Toch maar wel."))
    proposal = "---\ntitel: V\n---\n# Voorstel {#voorstel}\n```instemming\nvraag: Doen we dit?\nvoorstel: Bomen.\n```\n"
    asking = await workshop(("v", proposal, False))
    with pytest.raises(CommandRefused, match="nog geen ronde geweest") as unasked:
        await asking.do(Propose("Toch maar niet."))
    assert unasked.value.remedy == "open"
    await opened(asking, "voorstel")
    with pytest.raises(CommandRefused, match=r"Er is nog een ronde open\. Sluit die eerst\."):
        await asking.do(Propose("Toch maar niet."))


async def test_a_question_on_the_spot_takes_no_address_of_a_card_elsewhere() -> None:
    elsewhere = "---\ntitel: Extra\n---\n# Diep {#vraag-1}\n"
    room = await workshop(("vast", PLAIN, False), ("extra", elsewhere, True))
    await room.do(AskOnTheSpot("open", "Waarom?"))
    assert room.card.address == "vraag-2"


async def test_a_round_is_opened_closed_gone_on_with_and_done_anew() -> None:
    room = await workshop()
    first = await opened(room)
    await choose(room, "an", 0)
    await room.do(OpenRound())
    assert room.session.open_round is first
    await room.do(CloseRound())
    await room.do(CloseRound())
    assert not first.is_open
    assert await opened(room, again="verder") is room.session.rounds["kleur-1"]
    await choose(room, "bo", 1)
    await room.do(CloseRound())
    second = await opened(room)
    assert (second.id, second.number, second.answers) == ("kleur-2", 2, 0)
    assert counts(first) == {"rood": 1, "geel": 1, "blauw": 0}


async def test_one_round_is_open_at_a_time_and_moving_on_leaves_it_open() -> None:
    room = await workshop()
    kleur = await opened(room)
    await room.do(GoTo("ideeen"))
    assert room.session.open_round is kleur
    with pytest.raises(CommandRefused, match="nog een ronde open bij ‘Kleur’"):
        await room.do(OpenRound())
    await room.do(CloseRound())
    await room.do(OpenRound())
    assert room.session.open_round is not None
    assert room.session.open_round.card == "ideeen"


async def test_a_card_without_a_question_opens_nothing() -> None:
    room = await workshop()
    with pytest.raises(CommandRefused, match="geen vraag"):
        await room.do(OpenRound())


async def test_rounds_of_several_cards_are_kept_apart() -> None:
    room = await workshop()
    kleur = await opened(room)
    await choose(room, "an", 0)
    await room.do(CloseRound())
    ideas = await opened(room, "ideeen")
    await room.cast("an", ideas.id, {"tekst-1": ["Een idee"]})
    await room.do(CloseRound())
    assert [r.id for r in room.session.rounds_of("kleur")] == ["kleur-1"]
    assert room.session.last_round("ideeen") is ideas
    assert (kleur.answers, ideas.answers) == (1, 1)
    assert kleur.ballots.keys().isdisjoint(ideas.ballots)


async def test_before_and_after_count_only_who_was_there_twice() -> None:
    room = await workshop()
    await opened(room)
    for number in range(6):
        await choose(room, f"t{number}", 0)
    await room.do(CloseRound())
    second = await opened(room)
    for number in range(1, 8):
        await choose(room, f"t{number}", int(number > 3))
    await room.do(CloseRound())
    assert (second.both, second.moved) == (5, 2)


async def test_too_few_voters_are_not_compared() -> None:
    room = await workshop()
    for _ in range(2):
        last = await opened(room)
        for number in range(4):
            await choose(room, f"t{number}", 0)
        await room.do(CloseRound())
    assert (last.both, last.moved) == (None, None)


async def test_rounds_with_other_options_are_not_compared() -> None:
    room = await workshop()
    await opened(room)
    for number in range(6):
        await choose(room, f"t{number}", 0)
    await room.do(CloseRound())
    await room.materials.edit([ev.DeckText("proef", DECK.replace("[rood, geel, blauw]", "[groen, rood, geel]"))])
    second = await opened(room)
    for number in range(6):
        await choose(room, f"t{number}", 0)
    await room.do(CloseRound())
    assert (second.both, second.moved) == (None, None)


async def test_rounds_with_another_wording_are_compared() -> None:
    room = await workshop()
    for question in ("Welke kleur?", "En welke kleur nu?"):
        await room.materials.edit([ev.DeckText("proef", DECK.replace("Welke kleur?", question))])
        last = await opened(room)
        for number in range(6):
            await choose(room, f"t{number}", 0)
        await room.do(CloseRound())
    assert last.activity.question == "En welke kleur nu?"
    assert (last.both, last.moved) == (6, 0)


async def test_a_result_of_an_open_round_asks_a_yes() -> None:
    room = await workshop()
    with pytest.raises(CommandRefused, match="staat geen vraag") as refused:
        await room.do(ShowResult())
    assert refused.value.remedy is None
    await room.do(GoTo("kleur"))
    with pytest.raises(CommandRefused, match="nog geen uitslag"):
        await room.do(ShowResult())
    kleur = await opened(room)
    with pytest.raises(ResultStillOpen, match="verraden wie wat koos"):
        await room.do(ShowResult())
    await room.do(ShowResult(interim=True))
    assert room.session.shown is kleur
    await room.do(HideResult())
    await room.do(HideResult())
    assert room.session.shown is None
    await room.do(CloseRound())
    await room.do(ShowResult())
    await room.do(GoFurther(1))
    assert room.session.shown is None


# Options that come from another card


async def ideas(room: Workshop, *texts: str) -> None:
    asked = await opened(room, "ideeen")
    for number, text in enumerate(texts):
        await room.cast(f"t{number}", asked.id, {"tekst-1": [text]})
    await room.do(CloseRound())


async def test_options_come_from_what_the_group_wrote_each_once() -> None:
    room = await workshop()
    await ideas(room, "Meer\ngroen", "Meer groen", "Bankjes")
    beste = await opened(room, "beste")
    assert sorted(beste.activity.data["opties"]) == ["Bankjes", "Meer groen"]
    await room.cast("an", beste.id, {"keuzes": ["0", "1"]})
    assert beste.answers == 1


async def test_the_longest_text_fits_as_an_option() -> None:
    room = await workshop()
    await ideas(room, "a" * 280, "b" * 280)
    assert len((await opened(room, "beste")).activity.data["opties"]) == 2


@pytest.mark.parametrize("texts", [(), ("Een",), ("Een", "Een")])
async def test_too_few_outcomes_are_said(texts: tuple[str, ...]) -> None:
    room = await workshop()
    if texts:
        await ideas(room, *texts)
    await room.do(GoTo("beste"))
    with pytest.raises(CommandRefused, match=r"sterkste uit ‘Ideeën’.*minstens twee antwoorden"):
        await room.do(OpenRound())


async def test_hidden_texts_do_not_become_options() -> None:
    room = await workshop()
    await ideas(room, "Een", "Twee", "Scheldwoord")
    bad = next(i for i in room.session.rounds["ideeen-1"].texts() if i.text == "Scheldwoord")
    room.session.apply(ev.TextModerated(time=room.now(), round="ideeen-1", text_id=bad.id, act="verberg"))
    assert sorted((await opened(room, "beste")).activity.data["opties"]) == ["Een", "Twee"]


async def test_a_bare_card_name_means_the_card_of_the_same_deck() -> None:
    room = await workshop(("proef", DECK, False), ("ander", OTHER, False))
    await opened(room, "ander/kleur")
    for number in range(3):
        await choose(room, f"t{number}", number % 2)
    await room.do(CloseRound())
    assert (await opened(room, "keuze")).activity.data["opties"] == ["wit", "zwart"]


# Decks that are edited meanwhile


async def test_an_edited_deck_changes_later_rounds_only() -> None:
    room = await workshop()
    first = await opened(room)
    await room.materials.edit([ev.DeckText("proef", DECK.replace("geel, blauw", "geel, paars"))])
    await choose(room, "an", 2)
    await room.do(CloseRound())
    assert counts(first) == {"rood": 0, "geel": 0, "blauw": 1}
    second = await opened(room)
    assert second.activity.data["opties"] == ["rood", "geel", "paars"]


async def test_who_is_told_of_an_edit_draws_the_edited_card() -> None:
    room = await workshop()
    await opened(room)
    drawn: list[tuple[str, ...]] = []

    def draw() -> None:
        activity = room.card.activity
        drawn.append(activity.listed() if activity else ())

    room.listen(draw)
    await room.materials.edit([ev.DeckText("proef", DECK.replace("geel, blauw", "geel, paars"))])
    assert drawn
    assert drawn[0] == ("rood", "geel", "paars")


async def test_a_deck_with_a_mistake_changes_nothing() -> None:
    journal = MemoryJournal()
    room = await workshop(journal=journal)
    before = len(list(journal.read()))
    with pytest.raises(DeckProblems, match=r"proef\.md:13"):
        await room.materials.edit([ev.DeckText("proef", DECK.replace("vraag: Welke", "vraagg: Welke"))])
    assert len(list(journal.read())) == before
    assert room.course.find("kleur") is not None


async def test_an_edited_linked_deck_stays_linked() -> None:
    room = await workshop(("vast", PLAIN, False), ("extra", EXTRA, True))
    await room.materials.edit([ev.DeckText("extra", EXTRA.replace("# Diep", "# Dieper"))])
    assert [card.title for card in room.course] == ["Een", "Twee", "Drie"]
    assert [card.title for card in room.course.linked] == ["Dieper"]
    assert room.session.decks["extra"].linked


async def test_decks_that_the_session_does_not_have_are_passed_over() -> None:
    journal = MemoryJournal()
    room = await workshop(journal=journal)
    before = len(list(journal.read()))
    await room.materials.edit([ev.DeckText("ander", OTHER), ev.DeckText("proef", DECK)])
    assert len(list(journal.read())) == before


async def test_when_the_shown_card_is_edited_away_the_first_is_shown() -> None:
    room = await workshop(("vast", PLAIN, False))
    await room.do(GoTo("drie"))
    await room.materials.edit([ev.DeckText("vast", PLAIN.replace("# Drie {#drie}\n", ""))])
    assert room.card.address == "een"


# What is written down


async def test_what_is_written_down_is_kept_with_its_card() -> None:
    room = await workshop()
    await room.do(TakeNote(" een\x1b \n notitie "))
    await room.do(Decide("besloten"))
    await room.do(Agree("doen", "wij", "2026-12-31"))
    await room.do(Agree("later"))
    await room.do(Park("straks"))
    now, card = room.now(), "welkom"
    assert room.session.written == [
        ev.NoteTaken(time=now, card=card, text="een\nnotitie"),
        ev.DecisionTaken(time=now, card=card, text="besloten"),
        ev.ActionAgreed(time=now, card=card, what="doen", who="wij", when="2026-12-31"),
        ev.ActionAgreed(time=now, card=card, what="later"),
        ev.Parked(time=now, card=card, text="straks"),
    ]
    assert len(room.session.written_of(ev.ActionAgreed)) == 2


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "\x1b"])
async def test_an_empty_text_is_not_written_down(text: str) -> None:
    room = await workshop()
    for write in (TakeNote(text), Decide(text), Park(text), Agree(text)):
        with pytest.raises(CommandRefused, match="nog geen tekst"):
            await room.do(write)


@pytest.mark.parametrize("when", ["bla\x1bbla", "2026-13-01", "31/12/2026x"])
async def test_what_is_no_date_is_refused_with_an_example(when: str) -> None:
    room = await workshop()
    with pytest.raises(CommandRefused, match=r"is geen datum\. Schrijf bijvoorbeeld 2026-12-31"):
        await room.do(Agree("doen", "wij", when))


async def test_the_sessions_details_are_cleaned() -> None:
    room = await workshop()
    await room.do(Describe("Titel\x1b", "Plaats\u202e", "o" * 300, "doel\nop twee regels"))
    assert room.session.details == ev.Details("Titel", "Plaats", "o" * 200, "doel op twee regels")


async def test_what_is_not_said_of_the_details_stays_and_a_title_is_never_taken_away() -> None:
    room = await workshop()
    await room.do(Describe("Titel", "Plaats", "Organisatie", "Doel", "West", ("groen",)))
    stands = stands_already(room, "gegevens")
    assert (stands["plaats"], stands["themas"]) == ("Plaats", "groen")
    await room.do(ORDERS["gegevens"](OrderWords({"titel": " ", "doel": "Iets anders", "plaats": ""})))
    assert room.session.details == ev.Details("Titel", "", "Organisatie", "Iets anders", "West", ("groen",))


# Taking back and ending


async def test_taking_back_tells_which_step_it_was() -> None:
    room = await workshop()
    await room.do(GoFurther(1))
    await room.do(TakeNote("x"))
    assert await room.do(TakeBack()) == ev.NoteTaken.taken_back
    assert await room.do(TakeBack()) == ev.CardShown.taken_back
    assert room.card.address == "welkom"
    with pytest.raises(CommandRefused, match="niets om terug te nemen"):
        await room.do(TakeBack())


async def test_closing_can_be_taken_back_and_answers_go_on() -> None:
    room = await workshop()
    kleur = await opened(room)
    await choose(room, "an", 0)
    await room.do(CloseRound())
    await room.do(TakeBack())
    await choose(room, "bo", 0)
    assert counts(room.session.rounds[kleur.id])["rood"] == 2


async def test_a_round_with_answers_can_not_be_taken_back() -> None:
    room = await workshop()
    await opened(room)
    await choose(room, "an", 0)
    with pytest.raises(CommandRefused, match="antwoorden blijven"):
        await room.do(TakeBack())


async def test_a_round_that_was_opened_by_mistake_can_and_its_number_is_used_again_but_not_its_id() -> None:
    room = await workshop()
    await opened(room)
    await room.do(TakeBack())
    again = await opened(room)
    await choose(room, "an", 0)
    assert (again.number, again.id, again.answers) == (1, "kleur-2", 1)


async def test_ending_closes_forgets_the_key_and_lets_nothing_more_happen() -> None:
    forgotten: list[bool] = []
    room = await workshop(end=lambda: forgotten.append(True))
    kleur = await opened(room)
    await choose(room, "an", 0)
    await room.do(End())
    assert forgotten == [True]
    assert room.session.is_ended
    assert not kleur.is_open
    await room.join("nieuw")
    assert room.session.participants == 1
    for command in (OpenRound(), CloseRound(), TakeBack(), End()):
        with pytest.raises(CommandRefused, match="afgerond"):
            await room.do(command)


async def test_a_key_that_can_not_be_removed_does_not_stop_the_end() -> None:
    def fails() -> None:
        raise PermissionError

    room = await workshop(end=fails)
    await room.do(End())
    assert room.session.is_ended


async def test_a_round_that_opens_while_the_end_closes_another_keeps_the_log_readable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room = await workshop()
    await opened(room)
    ending = asyncio.create_task(room.do(End()))
    opens = asyncio.create_task(room.do(OpenRound("nieuw")))
    goes_on = threading.Event()
    monkeypatch.setattr(room.saving.database, "_write", lambda _: goes_on.wait())
    await opens
    goes_on.set()
    with pytest.raises(CommandRefused, match="net weer een ronde open"):
        await ending
    await room.do(End())
    assert told(event for event, _ in room.saving.journal.read()).is_ended


async def test_a_fault_without_words_in_judging_an_event_refuses_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise AssertionError

    room = await workshop()
    monkeypatch.setattr("kompas_tui.domain.session.fitting.Fitting.take", fails)
    with pytest.raises(CommandRefused, match="Er is niets gedaan"):
        await room.do(TakeNote("een"))


@pytest.mark.parametrize(
    "events",
    [
        [ev.ResultShown(time=NOW, round="nooit")],
        [ev.RoundClosed(time=NOW, round="nooit")],
        [ev.NoteTaken(time=NOW, card="welkom", text="een"), ev.Undone(time=NOW, step=99)],
        [ev.Ended(time=NOW), ev.NoteTaken(time=NOW, card="welkom", text="een")],
    ],
)
async def test_what_could_not_be_read_back_is_refused_before_it_is_in_the_log(events: list[ev.AnyEvent]) -> None:
    room = await workshop()
    before = room.head, room.session.length
    with pytest.raises(CommandRefused, match="Er is niets gedaan"):
        await room.do(Given(events))
    assert (room.head, room.session.length) == before
    await room.do(Given([ev.NoteTaken(time=NOW, card="welkom", text="een")]))
    await room.do(TakeBack())
    assert told(event for event, _ in room.saving.journal.read()).written == []


@pytest.mark.parametrize("fault", [ValueError("x"), RuntimeError(), KeyError("y")])
async def test_any_fault_in_the_database_or_with_the_key_is_said_and_takes_nothing_back(fault: Exception) -> None:
    def fails(*_: object) -> None:
        raise fault

    room = await workshop(end=fails)
    room.saving.database._write = fails
    kleur = await opened(room)
    await room.do(CloseRound())
    assert not kleur.is_open
    assert "De database is niet geschreven" in room.saving.trouble
    await room.do(End())
    assert room.session.is_ended


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.ENOSPC, "De reden: er is geen plek meer op de schijf. Maak ruimte op de schijf."),
        (errno.EIO, "De reden: de schijf werkt niet goed. Kijk naar de schijf."),
    ],
)
async def test_a_disk_that_takes_no_database_is_said_with_what_helps(number: int, why: str) -> None:
    def fails(*_: object) -> None:
        raise OSError(number, "English")

    room = await workshop()
    room.saving.database._write = fails
    await opened(room)
    await room.do(CloseRound())
    assert room.saving.trouble == f"De database is niet geschreven. Het logboek heeft alles. {why}"


async def test_a_change_of_files_only_changes_no_deck() -> None:
    room = await workshop()
    room.materials.lie_at({})
    await room.materials.edit([ev.DeckText("proef", DECK)])
    assert room.card.address == "welkom"
