"""Scores for what people wrote: each phone a few at random, every text as often, and never the own one."""

import asyncio
import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kompas_tui.deck_files import DeckProblems, read_decks
from kompas_tui.domain.kinds.schaal import Schaal
from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.report import build_report
from kompas_tui.domain.result.shapes import Distribution
from kompas_tui.domain.result.tables import as_data, as_table
from kompas_tui.domain.session.round import Round
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound
from kompas_tui.workshop.dealing import FEWEST_LEFT, Deals
from tests.domain.activities import activity, ballots
from tests.workshop.rooms import opened, workshop

DECK = """---
titel: Vijfentwintig op tien
---

# Idee {#idee}

```open
vraag: Wat zou je doen?
max: 1
```

# Scores {#scores}

```schaal
vraag: Hoe goed is dit idee?
stellingen_uit: {kaart: idee, top: alle}
per_telefoon: 5
```
"""


async def with_ideas(people: int) -> tuple[Workshop, Round]:
    room = await workshop(("proef", DECK, False))
    asked = await opened(room, "idee")
    for number in range(people):
        await room.cast(f"t{number}", asked.id, {"tekst-1": [f"Idee {number}"]})
    await room.do(CloseRound())
    return room, await opened(room, "scores")


@settings(max_examples=60, deadline=None)
@given(st.integers(6, 40), st.integers(1, 5), st.integers(1, 60))
def test_each_text_is_dealt_as_often_as_any_other_and_a_hand_stays_the_same(texts: int, size: int, phones: int) -> None:
    deals, names = Deals(), [f"score-{n}" for n in range(texts)]
    hands = [deals.hand("r", f"m{phone}", names, size, held=(), own=()) for phone in range(phones)]
    assert {len(hand) for hand in hands} == {size}
    times = Counter(name for hand in hands for name in hand)
    assert max(times.values()) - min(times[name] for name in names) <= 1
    assert hands == [deals.hand("r", f"m{phone}", names, size, held=(), own=()) for phone in range(phones)]


async def test_nobody_scores_the_own_text_and_every_text_gets_as_many_scores() -> None:
    people = 25
    room, asked = await with_ideas(people)
    labels = {field.name: field.label for field in asked.activity.fields()}
    for number in range(people):
        hand = room.voters.hand(f"t{number}", asked)
        assert hand is not None
        assert f"Idee {number}" not in {labels[name] for name in hand}
        assert room.voters.hand(f"t{number}", asked) == hand
        await room.cast(f"t{number}", asked.id, {name: [str(number % 5 + 1)] for name in hand})
    result = asked.result()
    assert isinstance(result, Distribution)
    scores = [row.answers for row in result.rows]
    assert sum(scores) == 5 * people
    assert max(scores) - min(scores) <= 2


async def test_among_few_texts_the_own_one_may_come_for_what_is_missing_would_tell_whose_it_is() -> None:
    room, asked = await with_ideas(FEWEST_LEFT + 5)
    labels = {field.name: field.label for field in asked.activity.fields()}
    hands = {n: {labels[name] for name in room.voters.hand(f"t{n}", asked) or ()} for n in range(FEWEST_LEFT + 5)}
    assert any(f"Idee {number}" in hand for number, hand in hands.items())


async def test_a_phone_scores_what_it_was_asked_and_nothing_else() -> None:
    room, asked = await with_ideas(20)
    hand = room.voters.hand("t1", asked) or frozenset()
    other = next(field.name for field in asked.activity.fields() if field.name not in hand)
    with pytest.raises(AnswerRefused):
        await room.cast("t1", asked.id, {other: ["5"]})
    await room.cast("t1", asked.id, {next(iter(hand)): ["5"]})
    assert room.voters.hand("t1", asked) == hand


async def test_with_no_more_texts_than_a_hand_everybody_scores_all() -> None:
    room, asked = await with_ideas(4)
    assert room.voters.hand("t1", asked) is None
    assert isinstance(asked.activity, Schaal)
    await room.cast("t1", asked.id, {f"score-{n}": ["3"] for n in range(1, 5)})
    assert isinstance(asked.result(), Distribution)


def test_a_room_that_goes_on_keeps_the_hand_of_who_answered() -> None:
    names = [f"score-{n}" for n in range(30)]
    hand = Deals().hand("r", "m", names, 5, held=["score-7", "score-9"], own=["score-9"])
    assert {"score-7", "score-9"} < hand
    assert len(hand) == 5


@pytest.fixture
def ranked() -> tuple[Schaal, Distribution]:
    """Three texts: two with a few scores, one with one."""
    asked = activity("schaal", stellingen=["Boom", "Bank", "Hek"], per_telefoon="2")
    assert isinstance(asked, Schaal)
    cast = ballots("score-1", [5, 4, 5]) + ballots("score-2", [3, 4, 4]) + ballots("score-3", [5])
    result = asked.tally(cast)
    return asked, result


def test_the_result_ranks_by_mean_with_how_many_scored(ranked: tuple[Schaal, Distribution]) -> None:
    asked, result = ranked
    assert as_table(result).in_words == (("Hek", "1", "5"), ("Boom", "3", "4,7"), ("Bank", "3", "3,7"))
    assert [row["optie"] for row in as_data(result)["opties"]] == ["Hek", "Boom", "Bank"]
    assert asked.sentence(result) == (
        "‘Hek’ staat bovenaan, met gemiddeld 5 van 5 (1 score). Daarna volgt ‘Boom’ met 4,7. "
        "1 stelling kreeg minder dan 3 scores. Die plek zegt weinig."
    )


def test_equals_at_the_top_are_named_together() -> None:
    asked = activity("schaal", stellingen=["Boom", "Bank", "Hek"], per_telefoon="2")
    result = asked.tally(ballots("score-1", [4, 4, 4]) + ballots("score-2", [4, 4, 4]) + ballots("score-3", [1, 1, 1]))
    assert asked.sentence(result) == "‘Boom’ en ‘Bank’ staan gelijk bovenaan, met gemiddeld 4 van 5."


async def test_the_report_tells_the_mean_and_how_texts_were_dealt() -> None:
    room, asked = await with_ideas(20)
    for number in range(20):
        await room.cast(f"t{number}", asked.id, {name: ["4"] for name in room.voters.hand(f"t{number}", asked) or ()})
    await room.do(CloseRound())
    said = str(build_report(room.session, "f" * 64))
    assert "elk toestel kreeg 5 stellingen" in said
    assert "Gemiddeld" in said
    assert outcome_of(room.session, asked).sentence in said


@pytest.mark.parametrize(
    ("own", "problem"),
    [
        ("per_telefoon: 5", "‘per_telefoon’ hoort bij een lijst."),
        ("stellingen: [a, b]\nper_telefoon: 5", "er zijn maar 2 stellingen"),
        ("stellingen: [a]\nper_telefoon: 5", "er is maar 1 stelling."),
        ("stellingen: [a, b]\nper_telefoon: veel", "hier hoort een heel getal"),
    ],
)
def test_a_hand_that_can_not_be_dealt_is_told(own: str, problem: str) -> None:
    with pytest.raises(DeckProblems) as problems:
        read_decks([("p", f"---\ntitel: T\n---\n\n# A\n\n```schaal\nvraag: Wat?\n{own}\n```\n", False)])
    assert problem in str(problems.value)


def test_hands_are_dealt_in_one_loop_without_waiting() -> None:
    """A hall of two thousand phones and a hundred texts."""
    deals, names, began = Deals(), [f"score-{n}" for n in range(100)], time.process_time()

    async def all_of_them() -> None:
        for phone in range(2000):
            deals.hand("r", f"m{phone}", names, 5, held=(), own=())

    asyncio.run(all_of_them())
    assert time.process_time() - began < 10
