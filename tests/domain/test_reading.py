"""Who may read a text while it is on its way to the room: the facilitator where that is asked, and who wrote it."""

from typing import Any

import pytest

from kompas_tui.domain.outcome import texts_to_read
from kompas_tui.domain.outcome.reading import own_texts
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from tests.domain.test_session import CLOSED, NOW, START, open_texts, texts

FIRST: dict[str, Any] = {"moderatie": "ja"}
SHOWN = ev.ResultShown(time=NOW, round="een-1")


@pytest.mark.parametrize(("asked", "read_before_the_close"), [({}, []), (FIRST, ["Water"])])
def test_a_facilitator_reads_texts_of_an_open_round_only_where_they_must_be_read_first(
    asked: dict[str, Any], read_before_the_close: list[str]
) -> None:
    session = Session([*START, open_texts(**asked), texts("m", "Water")])
    assert [text.text for text in texts_to_read(session.rounds["een-1"])] == read_before_the_close
    session.apply(CLOSED)
    assert [text.text for text in texts_to_read(session.rounds["een-1"])] == ["Water"]


@pytest.mark.parametrize(
    ("asked", "happened", "state"),
    [
        ({}, [CLOSED], "wacht"),
        ({}, [CLOSED, SHOWN], "te zien"),
        (FIRST, [CLOSED, SHOWN], "wacht"),
    ],
)
def test_a_writer_hears_that_a_text_stands_there_once_the_room_sees_it(
    asked: dict[str, Any], happened: list[ev.AnyEvent], state: str
) -> None:
    opened = Session([*START, open_texts(**asked), texts("m", "Water"), *happened]).rounds["een-1"]
    assert [text.state for text in own_texts(opened, opened.ballots["m"])] == [state]
