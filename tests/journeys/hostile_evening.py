"""An evening with every kind of question in which every text is hostile, from a log made by hand."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from kompas_tui.domain.deck.canvases import Canvas, CanvasCell, CanvasStage
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.brought import BroughtAction, BroughtCanvas, BroughtCell
from tests.export import sessions as s
from tests.export.evening import evening_events
from tests.hostile import WHOLE
from tests.journal.foreign import foreign_session, poisoned

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
        _before(),
        *(event for event in GIVEN[1:] if not isinstance(event, ev.Ended)),
        *_held_up(),
        s.shown("een", "Een kaart", s.at(23)),
        s.opened("een", "Een kaart", s.at(23), soort="open", vraag="Wat nog?", max=THREE),
        *s.cast("een", _threes(WHOLE)),
        s.closed("een", s.at(23, 5)),
        *_agreed(),
        ev.ResultShown(time=s.at(23, 20), round="een-1"),
    ]


def _held_up() -> Iterator[ev.AnyEvent]:
    """A question that is answered with cards on paper only."""
    yield s.opened("hout", "Een kaart", s.at(22, 57), soort="keuze", vraag="Bank of boom?", opties=["Bank", "Boom"])
    held = (ev.PaddleBallot("2" * 32, 0, "AB2C-DEF3-GH45-6789", "n"),)
    yield ev.PaddlesRead(time=s.at(22, 58), round="hout-1", paddles=held)
    yield s.closed("hout", s.at(22, 59))


def _before() -> ev.Continued:
    """An earlier session, whose deal and actions come along."""
    deal = BroughtCanvas("De deal", "deal", "7", 1, (BroughtCell("wat", "Wat?", "Een bank"),), CanvasStage.OPEN)
    action = BroughtAction("Bomen water geven", "Buurman", "2026-10-01")
    return ev.Continued(time=s.at(19), code="AB2C", title="De vorige avond", canvases=(deal,), actions=(action,))


def _agreed() -> Iterator[ev.AnyEvent]:
    """What only the facilitator writes down, and what came along from a session before."""
    text_id = next(event.text_id for event in GIVEN if isinstance(event, ev.TextModerated))
    about: dict[str, Any] = {"time": s.at(23, 7), "round": "voorstel-1", "text_id": text_id}
    at_card: dict[str, Any] = {"time": s.at(23, 8), "card": "een"}
    cells = (CanvasCell("wat", "Wat spreken we af?"), CanvasCell("wie", "Wie doet mee?", if_empty="Niet getoetst"))
    assert isinstance(GIVEN[0], ev.Started)
    yield ev.Described(time=s.at(23, 6), details=GIVEN[0].details)
    yield ev.BoxAsked(text_id="bus-1", mark="0" * 32, text="Wanneer horen we meer?")
    yield ev.BoxHandled(time=s.at(23, 7), text_id="bus-1", act="toon", reason="Goede vraag")
    yield ev.BoxSupported(text_id="bus-1", mark="1" * 32)
    yield ev.BoardWritten(board="zorg", text="Een zorg", **about)
    yield ev.Reacted(text="Wij nemen dit over", **about)
    yield ev.TextWeighed(weighing="telt mee", why="Omdat het kan", **about)
    yield ev.PromiseMade(what="Wij bellen", who="De gemeente", to="De straat", when="2026-12-01", **at_card)
    yield ev.QuestionAdded(topic="Samen", question="Wat verbindt ons?", **at_card)
    yield ev.QuestionDrawn(topic="Samen", question="Wat verbindt ons?", **at_card)
    yield ev.RouteChosen(time=s.at(23, 9), route="kort", title="Kort", minutes=30)
    yield ev.CanvasLaid(canvas=Canvas("De deal", "deal", cells), number="7", **at_card)
    yield ev.CellSet(cell="wat", text="We planten bomen", **at_card)
    yield ev.CanvasDescribed(number="7a", version=2, when=date(2027, 3, 1), **at_card)
    yield ev.FloorClosed(title="Een kaart", speakers=3, minutes=4, **at_card)
    yield ev.WrittenCorrected(time=s.at(23, 8), number=1, text="De notitie in andere woorden")
    yield ev.FeedbackPlanned(time=s.at(23, 8), when="2027-01-10", how="In de wijkkrant")
    yield ev.PhotoTaken(picture="0" * 64, alt="De flap met afspraken", public=True, **at_card)
    yield ev.RhythmStarted(title="Een kaart", stretches=(ev.Stretch(5, "Alleen"), ev.Stretch(5, "Samen")), **at_card)


def hostile_session(folder: Path, offset: int = 0) -> Path:
    """Its folder; another `offset` in the corpus gives other texts to the same places."""
    spoil = spoiling([*WHOLE[offset:], *WHOLE[:offset]])
    events = hostile_events()
    for event in events:
        if not isinstance(event, ev.Continued):  # its texts come last, so that they move no text of a question
            poisoned(event, spoil=spoil)
    return foreign_session(folder, events, spoil=spoil)
