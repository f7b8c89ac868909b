"""Bears that the group named itself: their addresses, and what they are called where their text is hidden."""

from dataclasses import replace
from hashlib import sha256

import msgspec

from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.state import State

NAMELESS = "Een beer zonder naam"
"""What a bear is called as long as the text that named it is hidden."""

_OWN = "eigen-beer-"


def address_of_text(text_id: str) -> str:
    """The address of the bear that one text names; nothing of the text is in it."""
    return f"{_OWN}{text_id}"


def address_of_heading(heading: str) -> str:
    """The address of the bear that a heading of the facilitator names."""
    return f"{_OWN}kop-{sha256(heading.casefold().encode()).hexdigest()[:10]}"


def is_own_bear(address: str) -> bool:
    """Whether a bear came from the group, and not from a deck."""
    return address.startswith(_OWN)


def name_anew(state: State, written_in: Round) -> None:
    """Take the names from the bears whose texts are hidden now, wherever they stand; give them back where they aren't.

    All who draw a round or a visit find it so: a hidden text must be forgotten in one place.
    """
    hidden = written_in.hidden()
    for item in written_in.texts():
        address = address_of_text(item.id)
        name = state.own_bears.get(address)
        if name is not None:
            _rename(state, address, *((name, NAMELESS) if item.id in hidden else (NAMELESS, name)))


def _rename(state: State, address: str, before: str, after: str) -> None:
    for asked in state.rounds.values():
        if asked.hunted is not None and asked.hunted.bear == address and asked.hunted.title == before:
            asked.hunted = msgspec.structs.replace(asked.hunted, title=after, name=after)
            asked.title = asked.title.replace(before, after, 1)
            # The name stands in the question too, which was made when the bear was drawn.
            question = dict(asked.activity.data)
            question["vraag"] = str(question["vraag"]).replace(quoted(before), quoted(after))
            asked.activity = read_activity(str(question.pop("soort")), question)
            asked.tallied = None
    state.course[:] = [
        replace(visit, title=visit.title.replace(before, after, 1)) if visit.card.startswith(address) else visit
        for visit in state.course
    ]
