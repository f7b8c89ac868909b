"""A public copy has the texts that the room saw, or that somebody read and ticked, and no others."""

from collections.abc import Sequence

import pytest

from kompas_tui.domain.outcome import outcome_of, public_copy
from kompas_tui.domain.result.shapes import TextList
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from tests.domain.test_session import NOW, START, open_texts, opened, texts

SHOWN = ev.ResultShown(time=NOW, round="een-1")
AWAY: list[ev.AnyEvent] = [
    ev.ResultHidden(time=NOW),
    ev.CardShown(time=NOW, card="twee", title="Twee"),
    opened(card="twee"),
]
"""What takes a result from the beamer."""
WATER = texts("a", "Water")


def told(*happened: ev.AnyEvent) -> tuple[set[str], int]:
    """The texts in a public copy, and how many are left out since nobody saw them."""
    copy = public_copy(Session([*START, open_texts(), *happened]))
    result = outcome_of(copy.session, copy.session.rounds["een-1"]).result
    assert isinstance(result, TextList)
    return {item.text for item in result.items}, copy.unseen


def text_id(session: Session) -> str:
    (item,) = session.rounds["een-1"].texts()
    return item.id


@pytest.mark.parametrize(
    ("happened", "texts_told"),
    [
        ([WATER], set()),
        ([WATER, SHOWN], {"Water"}),
        ([SHOWN, WATER], {"Water"}),
        ([WATER, SHOWN, texts("a", "Gras")], {"Gras"}),
        *(([WATER, SHOWN, away, texts("b", "Gras")], {"Water"}) for away in AWAY),
        *(([WATER, SHOWN, away, texts("a", "Gras")], set[str]()) for away in AWAY),
        *(([WATER, SHOWN, away, texts("a", "Gras"), SHOWN], {"Gras"}) for away in AWAY),
    ],
)
def test_what_never_stood_on_the_beamer_as_it_is_now_is_left_out(
    happened: Sequence[ev.AnyEvent], texts_told: set[str]
) -> None:
    written = {event.mark for event in happened if isinstance(event, ev.BallotCast)}
    assert told(*happened) == (texts_told, len(written) - len(texts_told))


@pytest.mark.parametrize(
    ("act", "texts_told"), [("toon", {"Water"}), ("groepeer", set[str]()), ("verberg", set[str]())]
)
def test_what_somebody_read_and_ticked_stays(act: str, texts_told: set[str]) -> None:
    named = text_id(Session([*START, open_texts(), WATER]))
    assert told(WATER, ev.TextModerated(time=NOW, round="een-1", text_id=named, act=act))[0] == texts_told


def test_what_was_asked_later_was_read_by_all() -> None:
    asked = ev.QuestionDrawn(time=NOW, card="een", topic="WAT", question="water")
    assert told(WATER, asked) == ({"Water"}, 0)
