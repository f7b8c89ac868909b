"""A right chain can tell what can't have happened: the first event that does not fit is named."""

from collections.abc import Sequence

import pytest

from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.fitting import ImpossibleEvent, told
from tests.export.evening import evening_events
from tests.journal.course import COURSE, NOW, QUESTION, START, ballot

STARTED, SHOWN, OPENED = START
CLOSED = ev.RoundClosed(time=NOW, round="kleur-1")


def reopened(number: int) -> ev.RoundOpened:
    return ev.RoundOpened(
        time=NOW, round=f"kleur-{number}", card="kleur", title="Kleur", number=number, question=QUESTION
    )


def cards(*choices: int) -> ev.PaddlesRead:
    """Cards on a photo, with the places of their letters."""
    read = tuple(ev.PaddleBallot(f"k{place}", choice, "R", "n") for place, choice in enumerate(choices))
    return ev.PaddlesRead(time=NOW, round="kleur-1", paddles=read)


def test_what_happened_fits() -> None:
    for events in (COURSE, evening_events()):
        assert told(events).length == len(events)


def test_a_ballot_in_a_round_whose_reopening_was_taken_back_fits() -> None:
    events = [*START, CLOSED, ev.RoundResumed(time=NOW, round="kleur-1"), ballot(1), ev.Undone(time=NOW, step=4)]
    assert told(events).rounds["kleur-1"].answers == 1


WRONG: dict[str, tuple[Sequence[ev.AnyEvent], int, str]] = {
    "no beginning": ([SHOWN], 1, "kaart getoond.*begint één keer"),
    "a second beginning": ([STARTED, STARTED], 2, "gestart.*begint één keer"),
    "a ballot before its round": ([STARTED, ballot(1)], 2, "stem.*ronde is er niet"),
    "a ballot after its round": ([*START, CLOSED, ballot(1)], 5, "stem.*niet open"),
    "an option that is not there": ([*START, ballot(1, 9)], 4, "kan bij deze vraag niet"),
    "an answer of another kind": (
        [*START, ev.BallotCast(round="kleur-1", mark="m", answer={"keuze": "rood"}, receipt="R", nonce="n")],
        4,
        "kan bij deze vraag niet",
    ),
    "a table without a number": (
        [
            STARTED,
            ev.RoundOpened(time=NOW, round="t", card="t", title="T", number=1, question={**QUESTION, "tafels": "ja"}),
            ev.BallotCast(round="t", mark="m", answer={"keuze": 0, "tafel": []}, receipt="R", nonce="n"),
        ],
        3,
        "kan bij deze vraag niet",
    ),
    "a field that is not there": (
        [*START, ev.BallotCast(round="kleur-1", mark="m", answer={"x": 1}, receipt="R", nonce="n")],
        4,
        "kan bij deze vraag niet",
    ),
    "a round twice": ([*START, CLOSED, OPENED], 5, "ronde geopend.*was er al"),
    "two rounds at once": ([*START, reopened(2)], 4, "nog een ronde open"),
    "a close of nothing": ([STARTED, CLOSED], 2, "niet open"),
    "a result of nothing": ([STARTED, ev.ResultShown(time=NOW, round="x")], 2, "ronde is er niet"),
    "a question of no kind": (
        [STARTED, ev.RoundOpened(time=NOW, round="a", card="a", title="A", number=1, question={"soort": "telepathie"})],
        2,
        "kan Kompas niet lezen",
    ),
    "a question that is not whole": (
        [STARTED, ev.RoundOpened(time=NOW, round="a", card="a", title="A", number=1, question={"soort": "keuze"})],
        2,
        "kan Kompas niet lezen",
    ),
    "hands for too many options": (
        [*START, ev.HandsCounted(time=NOW, round="kleur-1", counts=(1, 2, 3), people=3)],
        4,
        "aantal opties",
    ),
    "fewer than no hands": (
        [*START, ev.HandsCounted(time=NOW, round="kleur-1", counts=(-1, 2), people=3)],
        4,
        "kleiner dan nul",
    ),
    "a card with a letter that stands for nothing": ([*START, cards(9)], 4, "kaarten gelezen.*kan bij deze vraag niet"),
    "a card with a letter before the first": ([*START, cards(-1)], 4, "kan bij deze vraag niet"),
    "a photo without cards": ([*START, cards()], 4, "Zo veel kaarten"),
    "more cards than there are": ([*START, cards(*[0] * 301)], 4, "Zo veel kaarten"),
    "cards after their round": ([*START, CLOSED, cards(0)], 5, "niet open"),
    "cards before their round": ([STARTED, cards(0)], 2, "ronde is er niet"),
    "fewer than no cards": ([STARTED, ev.PaddlesDealt(time=NOW, amount=-1)], 2, "Zo veel kaarten"),
    "taking back what was not the last step": ([*START, ev.Undone(time=NOW, step=1)], 4, "niet de laatste"),
    "taking back a step to come": ([*START, ev.Undone(time=NOW, step=9)], 4, "niet de laatste"),
    "anything after the end": ([*START, CLOSED, ev.Ended(time=NOW), SHOWN], 6, "al afgerond"),
}


@pytest.mark.parametrize("case", WRONG)
def test_the_first_event_that_does_not_fit_is_named(case: str) -> None:
    events, number, said = WRONG[case]
    with pytest.raises(ImpossibleEvent, match=f"Gebeurtenis {number} in het logboek past niet: .*{said}") as refused:
        told(events)
    assert (refused.value.number, refused.value.event) == (number, events[number - 1])
