"""A question with a right answer and a time: late is late, and nobody knows what is right before the result."""

import asyncio

import pytest

from kompas_tui.deck_files import DeckProblems, read_decks
from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.workshop import TooLate, Workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.course import TakeBack
from kompas_tui.workshop.commands.time import PaceRhythm
from kompas_tui.workshop.commands.writing import TakeNote
from tests.workshop.rooms import Watch, choose, workshop

DECK = """---
titel: Proef
---

# Rivier {#rivier}

```keuze
vraag: Welke rivier gaf de stad haar naam?
opties: [Maas, Rotte, Schie]
goed: Rotte
seconden: 20
```
"""
QUESTION = {"vraag": "Welke?", "opties": ["Maas", "Rotte"]}


@pytest.fixture
async def room(clock: Watch) -> Workshop:
    there = await workshop(("proef", DECK, False), clock=clock)
    await there.do(OpenRound())
    return there


async def after(room: Workshop, clock: Watch, seconds: int) -> None:
    """Let the clock go on, and the round close where its time is up."""
    clock.seconds = seconds
    room.time.follow_clock()
    for text in ("terwijl", "daarna"):
        await room.do(TakeNote(text))


async def test_the_clock_of_one_round_closes_no_other_that_was_opened_at_that_moment(
    room: Workshop, clock: Watch
) -> None:
    clock.seconds = 20
    by_hand = [asyncio.ensure_future(room.do(command)) for command in (CloseRound(), OpenRound("nieuw"))]
    await asyncio.sleep(0)  # both stand in line
    room.time.follow_clock()
    await asyncio.gather(*by_hand)
    await room.do(TakeNote("daarna"))
    assert room.session.open_round is not None
    assert room.session.open_round.number == 2
    assert not room.session.rounds["rivier-1"].is_open


async def test_an_answer_in_time_counts_and_a_late_one_is_told_so(room: Workshop, clock: Watch) -> None:
    asked = room.session.open_round
    assert asked is not None
    await choose(room, "vroeg", 1)
    await after(room, clock, 19)
    await choose(room, "net-op-tijd", 0)
    await after(room, clock, 20)
    assert not asked.is_open
    with pytest.raises(TooLate, match=r"De tijd was om\. Dit antwoord is niet opgeslagen"):
        await choose(room, "laat", 1, round_id=asked.id)
    assert asked.answers == 2
    await room.do(OpenRound("verder"))
    await room.do(CloseRound())
    with pytest.raises(TooLate, match=r"De ronde is gesloten\. Dit antwoord is niet opgeslagen"):
        await choose(room, "laat", 1, round_id=asked.id)


async def test_what_is_right_is_told_once_the_round_is_closed(room: Workshop) -> None:
    asked = room.session.open_round
    assert asked is not None
    for number in range(6):
        await choose(room, f"telefoon-{number}", int(number < 4))
    await room.do(ShowResult(interim=True))
    told = str(outcome_of(room.session, asked))
    assert "is_right=True" not in told
    assert "Goed is" not in told
    await room.do(CloseRound())
    outcome = outcome_of(room.session, asked)
    assert outcome.sentence == "Goed is ‘Rotte’: 4 van de 6 deelnemers kiezen dit."
    assert room.time.turn is None


async def test_the_facilitator_gives_more_time_or_takes_the_time_away(room: Workshop, clock: Watch) -> None:
    asked = room.session.open_round
    assert asked is not None
    await room.do(PaceRhythm("plus"))
    await after(room, clock, 79)
    assert asked.is_open
    assert await room.do(PaceRhythm("stop")) == "De ronde blijft open tot jij hem sluit."
    await after(room, clock, 900)
    assert asked.is_open


async def test_an_opening_that_is_taken_back_takes_its_time_along(room: Workshop) -> None:
    assert room.time.turn is not None
    await room.do(TakeBack())
    assert not any((room.session.open_round, room.time.turn, room.time.timer))


def test_the_imprint_of_a_question_gives_nothing_away() -> None:
    imprints = {read_activity("keuze", {**QUESTION, "goed": right}).imprint for right in ("Maas", "Rotte")}
    assert len(imprints) == 1
    assert read_activity("keuze", {**QUESTION, "seconden": 20}).imprint not in imprints


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("goed: Rote", "‘goed’: ‘Rote’ is geen optie. Bedoel je ‘Rotte’?"),
        ("seconden: 3", "‘seconden’: hier hoort een heel getal van 5 tot en met 600"),
        ("seconden: snel", "‘seconden’: hier hoort een heel getal"),
    ],
)
def test_mistakes_are_told(line: str, problem: str) -> None:
    text = f"---\ntitel: P\n---\n\n# Een\n\n```keuze\nvraag: Welke?\nopties: [Maas, Rotte]\n{line}\n```\n"
    with pytest.raises(DeckProblems, match="10: .*" + problem[:20]) as caught:
        read_decks([("p", text, False)])
    assert problem in caught.value.problems[0].message


def test_a_deck_says_that_there_is_no_hurry() -> None:
    assert read_activity("keuze", {**QUESTION, "seconden": "nee"}).limit == 0
