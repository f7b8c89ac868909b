"""The remote's state costs what changed: a round that stays as it was is neither tallied nor put into data again."""

from collections import Counter

import pytest

from kompas_tui.domain.outcome import Outcome
from kompas_tui.domain.session.round import Round
from kompas_tui.web import state as made
from kompas_tui.web.state import States
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.course import GoTo
from kompas_tui.workshop.commands.writing import TakeNote
from tests.workshop.rooms import workshop

DECK = """---
titel: Een lange dag
rollen: [bewoner, gemeente]
---
""" + "".join(
    f"""
# Vraag {number} {{#v{number}}}

```keuze
vraag: Vraag {number}?
opties: [Ja, Nee]
per_rol: ja
```
"""
    for number in range(57)
)


class Work:
    """What was done, by the round."""

    def __init__(self) -> None:
        self.tallies: Counter[str] = Counter()
        self.data: Counter[str] = Counter()

    def done(self) -> tuple[dict[str, int], dict[str, int]]:
        """What was done since the last time this was asked."""
        gone = dict(self.tallies), dict(self.data)
        self.tallies.clear()
        self.data.clear()
        return gone


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Counts the tallies of all ballots of a round, and the results that are put into data."""
    found, tally, data = Work(), Round._with_hands, made.result_data

    def tallied(self: Round, *, apart: bool) -> object:
        found.tallies[self.id] += 1
        return tally(self, apart=apart)

    def put(asked: Round, outcome: Outcome) -> made.Data:
        found.data[asked.id] += 1
        return data(asked, outcome)

    monkeypatch.setattr(Round, "_with_hands", tallied)
    monkeypatch.setattr(made, "result_data", put)
    return found


async def ask(room: Workshop, number: int, *, voters: int = 12) -> None:
    await room.do(GoTo(f"v{number}"))
    await room.do(OpenRound())
    for voter in range(voters):
        role = "bewoner" if voter % 2 else "gemeente"
        await room.cast(f"token-{voter}", f"v{number}-1", {"keuze": [str(voter % 2)]}, role=role)
    await room.do(CloseRound())


@pytest.mark.parametrize("rounds", [1, 57])
async def test_a_state_tallies_each_round_once_and_then_only_what_changed(work: Work, rounds: int) -> None:
    room = await workshop(("dag", DECK, False))
    for number in range(rounds):
        await ask(room, number)
    work.done()
    states = States(room)
    states.state("1")
    tallies, data = work.done()
    assert set(tallies.values()) | set(data.values()) <= {1}
    assert len(data) == rounds
    states.state("1")
    assert work.done() == ({}, {}), "nothing changed"
    await room.do(TakeNote("Let op"))
    states.state("2")
    assert work.done() == ({}, {}), "a note is about no round"
    await room.do(OpenRound("verder"))
    work.done()
    for voter in range(3):
        await room.cast(f"later-{voter}", f"v{rounds - 1}-1", {"keuze": ["1"]}, role="bewoner")
        states.state(f"3-{voter}")
        tallies, data = work.done()
        assert set(tallies) | set(data) <= {f"v{rounds - 1}-1"}, "a ballot is about one round"
    await room.do(CloseRound())
    work.done()
    states.state("4")
    tallies, data = work.done()
    assert set(tallies) | set(data) == {f"v{rounds - 1}-1"}
    assert sum(tallies.values()) <= 1
