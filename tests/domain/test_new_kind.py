"""A new kind is one class and its registration: it runs from a deck to a result with nothing else changed."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import pytest

from kompas_tui.deck_files import read_decks
from kompas_tui.domain.kinds import KINDS, Activity, register
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Field, OneOf, Texts
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.shapes import Bar, Bars, Unit
from kompas_tui.domain.result.tables import as_table
from kompas_tui.domain.session import events as ev
from kompas_tui.journal import MemoryJournal
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.course import Begin


@dataclass(frozen=True, kw_only=True)
class Weer(Activity):
    """The mood as weather, with two fields for reasons."""

    word: ClassVar[str] = "weer"
    skies: tuple[str, ...]

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read the skies."""
        return cls(skies=options.texts("luchten", at_least=2), **common)

    def fields(self) -> tuple[Field, ...]:
        """A sky and, in two places, why."""
        return (OneOf("lucht", self.question, self.skies), Texts("want", "Want", 2, 40), Texts("maar", "Maar", 1, 40))

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Bars:
        """How many see each sky."""
        seen = [ballot.answer.get("lucht") for ballot in ballots]
        return Bars(tuple(Bar(sky, seen.count(i)) for i, sky in enumerate(self.skies)), len(ballots), Unit.CHOSEN)

    def sentence(self, result: Bars) -> str:
        """The sky that most see."""
        return f"De meeste mensen zien {result.ranked[0].label}."


@pytest.fixture
def weather() -> Iterator[None]:
    register(Weer)
    yield
    del KINDS[Weer.word]


DECK = """---
titel: Weer
---
# Hoe gaat het?
```weer
vraag: Welk weer is het?
luchten: [zon, regen]
```
"""


@pytest.mark.usefixtures("weather")
async def test_a_new_kind_runs_from_deck_to_result() -> None:
    workshop = Workshop(MemoryJournal(), read_decks([("weer", DECK, False)]), b"k" * 32)
    await workshop.do(
        Begin(ev.Started(time=workshop.now(), code="ABCD", details=ev.Details(), decks=(ev.DeckText("weer", DECK),)))
    )
    await workshop.do(OpenRound())
    asked = workshop.session.open_round
    assert asked is not None
    await workshop.cast("a", asked.id, {"lucht": ["1"], "want-2": ["nat"], "maar-1": ["fris"]})
    await workshop.cast("b", asked.id, {"lucht": ["1"]})
    await workshop.do(CloseRound())
    assert asked.activity.sentence(asked.result()) == "De meeste mensen zien regen."
    assert as_table(asked.result()).in_words == (("regen", "2"), ("zon", "0"))
    written = {item.text: item.id for item in asked.texts()}
    assert set(written) == {"nat", "fris"}
    assert len(set(written.values())) == 2
    await workshop.close()


@pytest.mark.usefixtures("weather")
async def test_texts_of_several_fields_are_moderated_apart() -> None:
    workshop = Workshop(MemoryJournal(), read_decks([("weer", DECK, False)]), b"k" * 32)
    await workshop.do(
        Begin(ev.Started(time=workshop.now(), code="ABCD", details=ev.Details(), decks=(ev.DeckText("weer", DECK),)))
    )
    await workshop.do(OpenRound())
    asked = workshop.session.open_round
    assert asked is not None
    await workshop.cast("a", asked.id, {"want-1": ["nat"], "maar-1": ["fris"]})
    ids = {item.text: item.id for item in asked.texts()}
    for text_id in ids.values():
        workshop.session.apply(ev.TextModerated(time=workshop.now(), round=asked.id, text_id=text_id, act="toon"))
    await workshop.cast("a", asked.id, {"lucht": ["0"], "maar-1": ["fris"]})
    assert {text_id for text_id, state in asked.states.items() if state.shown} == {ids["fris"]}
    await workshop.close()
