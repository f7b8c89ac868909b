"""Between two rounds a changed mind is a changed choice; other words for a reason are not."""

import pytest

from kompas_tui.domain.session.round import Round
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound
from tests.web.room import DECK
from tests.workshop.rooms import opened, workshop

Form = dict[str, list[str]]

CASES: list[tuple[str, Form, Form, int | None]] = [
    ("instemming", {"instemming": ["3"], "reden-1": ["Te druk"]}, {"instemming": ["3"], "reden-1": ["Te vol"]}, 0),
    ("instemming", {"instemming": ["1"], "reden-1": ["Mooi"]}, {"instemming": ["0"]}, 6),
    ("instemming", {"instemming": ["0"], "reden-1": ["Mooi"]}, {"instemming": ["0"]}, 0),
    ("checklist", {"item-1": ["0"]}, {"item-1": ["0"], "idee-1-1": ["Een lijst"]}, 0),
    ("checklist", {"item-1": ["0"]}, {"item-1": ["1"]}, 6),
    ("checklist", {"idee-1-1": ["Een lijst"]}, {"idee-1-1": ["Geen lijst"]}, None),
    ("formulier", {"veld-1-1": ["Snoeien"], "veld-2": ["1"]}, {"veld-1-1": ["Vegen"], "veld-2": ["1"]}, 0),
    ("formulier", {"veld-1-1": ["Snoeien"], "veld-4-1": ["2,0"]}, {"veld-1-1": ["Snoeien"], "veld-4-1": ["2"]}, 0),
    ("formulier", {"veld-1-1": ["Snoeien"], "veld-4-1": ["2"]}, {"veld-1-1": ["Snoeien"], "veld-4-1": ["3"]}, 6),
    ("open", {"tekst-1": ["Een bank"]}, {"tekst-1": ["Geen bank"]}, None),
    ("markt", {"vraag-1": ["Een ladder"]}, {"vraag-1": ["Een lange ladder"]}, None),
    ("woorden", {"woord-1": ["thuis"], "woord-2": ["druk"]}, {"woord-1": ["Druk"], "woord-3": ["Thuis"]}, 0),
    ("woorden", {"woord-1": ["thuis"]}, {"woord-1": ["weg"]}, 6),
    ("rangorde", {"rangorde-1": ["1"], "rangorde-2": ["0"]}, {"rangorde-1": ["0"], "rangorde-2": ["1"]}, 6),
    ("meerkeuze", {"keuzes": ["1", "0"]}, {"keuzes": ["0", "1"]}, 0),
    ("tafel", {"tafel-1": ["3"], "keuze": ["0"]}, {"tafel-1": ["4"], "keuze": ["0"]}, 0),
]


async def answered(room: Workshop, card: str, form: Form, people: int = 6) -> Round:
    """A round in which so many people give this answer; at a table each, counted on from the one that is named."""
    asked = await opened(room, card)
    for number in range(people):
        table = {"tafel-1": [str(int(form["tafel-1"][0]) + number)]} if "tafel-1" in form else {}
        await room.cast(f"t{number}", asked.id, form | table)
    await room.do(CloseRound())
    return asked


@pytest.mark.parametrize(("card", "first", "second", "moved"), CASES)
async def test_only_a_changed_choice_is_a_changed_mind(card: str, first: Form, second: Form, moved: int | None) -> None:
    room = await workshop(("straat", DECK, False))
    await answered(room, card, first)
    later = await answered(room, card, second)
    assert (later.both, later.moved) == (None if moved is None else 6, moved)


@pytest.mark.parametrize(("people", "both"), [(4, None), (5, 5)])
async def test_of_a_few_who_answered_twice_nothing_is_told(people: int, both: int | None) -> None:
    room = await workshop(("straat", DECK, False))
    await answered(room, "meerkeuze", {"keuzes": ["0"]}, people)
    later = await answered(room, "meerkeuze", {"keuzes": ["1"]}, people)
    assert (later.both, later.moved) == (both, both)
