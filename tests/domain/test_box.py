"""The question box: what the facilitator did with a question, and whether the room sees it."""

from collections.abc import Sequence

import pytest

from kompas_tui.domain.outcome.box import box_in_room
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from tests.domain.test_session import NOW, START


@pytest.mark.parametrize(
    ("acts", "is_seen", "is_answered"),
    [
        ((), False, False),
        (("toon",), True, False),
        (("toon", "verberg"), False, False),
        (("toon", "beantwoord"), True, True),
        (("toon", "beantwoord", "toon"), True, False),
        (("beantwoord",), False, True),
        (("verberg", "beantwoord"), False, True),
    ],
)
def test_the_room_sees_what_was_shown_and_an_answer_shows_or_hides_nothing(
    acts: Sequence[str], is_seen: bool, is_answered: bool
) -> None:
    handled = (ev.BoxHandled(time=NOW, text_id="v1", act=act) for act in acts)
    session = Session([*START, ev.BoxAsked(text_id="v1", mark="m", text="Komt er een bank?"), *handled])
    assert bool(box_in_room(session)) is is_seen
    assert session.box["v1"].answered is is_answered
