"""An evening with every kind of question in which every text is hostile, from a log made by hand."""

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from kompas_tui.domain.session import events as ev
from tests.export import sessions as s
from tests.export.evening import evening_events
from tests.hostile import WHOLE
from tests.journal.foreign import foreign_session

DECK = "---\ntitel: Avond\nduur: 30\n---\n\n# Een kaart {#een}\n\nTekst.\n"
THREE = 3
ROOM = 24
"""How much of a hostile text fits behind a text of a question; the round at the end has all of each."""

GIVEN = evening_events()


def spoiling(texts: Sequence[str]) -> Callable[[str], str]:
    """The same hostile text each time for the same text, so that what belongs together stays together."""
    left, known = cycle(texts), dict[str, str]()

    def spoil(text: str) -> str:
        if text not in known:
            hostile = next(left)
            known[text] = f"{text} {hostile[:ROOM]}"
        return known[text]

    return spoil


def _threes(texts: Sequence[str]) -> Iterator[dict[str, Any]]:
    left = iter(texts)
    while three := list(islice(left, THREE)):
        yield {"tekst": three}


def hostile_events() -> list[ev.AnyEvent]:
    """The evening without its end, and a round in which the whole corpus was written."""
    first = GIVEN[0]
    assert isinstance(first, ev.Started)
    started = ev.Started(
        time=first.time, code=first.code, details=first.details, decks=(ev.DeckText("avond", DECK),), roles=first.roles
    )
    return [
        started,
        *(event for event in GIVEN[1:] if not isinstance(event, ev.Ended)),
        s.shown("een", "Een kaart", s.at(23)),
        s.opened("een", "Een kaart", s.at(23), soort="open", vraag="Wat nog?", max=THREE),
        *s.cast("een", _threes(WHOLE)),
        s.closed("een", s.at(23, 5)),
        ev.ResultShown(time=s.at(23, 6), round="een-1"),
    ]


def hostile_session(folder: Path, offset: int = 0) -> Path:
    """Its folder; another `offset` in the corpus gives other texts to the same places."""
    return foreign_session(folder, hostile_events(), spoil=spoiling([*WHOLE[offset:], *WHOLE[:offset]]))
