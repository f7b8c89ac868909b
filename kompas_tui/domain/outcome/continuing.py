"""What a session hands to the next one: its canvases and figures as values and its open actions; no mark of anybody."""

from datetime import datetime
from typing import Any

from kompas_tui.domain.outcome.canvas import CanvasOutcome, canvases_for_report
from kompas_tui.domain.outcome.gate import outcome_of
from kompas_tui.domain.outcome.moving import as_brought
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.brought import BroughtAction, BroughtCanvas, BroughtParty, BroughtResult, brought_cell
from kompas_tui.domain.session.session import Session


def brought_from(session: Session, now: datetime) -> ev.Continued:
    """What comes along of a session; what it had from the one before and didn't touch comes along too."""
    canvases = tuple(map(_brought, canvases_for_report(session)))
    known = {(canvas.name, canvas.sort) for canvas in canvases}
    before = session.continued.canvases if session.continued is not None else ()
    return ev.Continued(
        time=now,
        code=session.code,
        title=session.details.title,
        day=session.started.date() if session.started is not None else None,
        canvases=(*canvases, *(canvas for canvas in before if (canvas.name, canvas.sort) not in known)),
        actions=tuple(action for _, action in open_actions(session)),
        results=tuple(_results(session)),
    )


def _results(session: Session) -> list[BroughtResult]:
    """The figures of every card that was asked, and those from before of cards that were not."""
    # A later round of a card takes the place of an earlier one: what the group thought in the end comes along.
    closed = {
        asked.card: asked for asked in session.rounds.values() if not asked.is_open and not asked.activity.is_support
    }
    own = [as_brought(card, asked.title, outcome_of(session, asked).result) for card, asked in closed.items()]
    before = session.continued.results if session.continued is not None else ()
    return [*filter(None, own), *(result for result in before if result.card not in closed)]


def open_actions(session: Session) -> list[tuple[int, BroughtAction]]:
    """The actions and promises still to be done, each with its number: those that came along first, then the new."""
    before = session.continued.actions if session.continued is not None else ()
    left = [(number, action) for number, action in enumerate(before, 1) if number not in session.finished]
    own = [
        *(BroughtAction(item.what, item.who, item.when) for item in session.written_of(ev.ActionAgreed)),
        *(BroughtAction(item.what, item.who, item.when, item.to) for item in session.written_of(ev.PromiseMade)),
    ]
    return [*left, *enumerate(own, len(before) + 1)]


def promises_data(session: Session) -> list[dict[str, Any]]:
    """Every promise that stands, those of the session before first, as documents."""
    before = session.continued.actions if session.continued is not None else ()
    return [
        *(
            {**_agreed(one), "kaart": None, "klaar": number in session.finished}
            for number, one in enumerate(before, 1)
            if one.is_promise
        ),
        *({**_agreed(one), "kaart": one.card, "klaar": False} for one in session.written_of(ev.PromiseMade)),
    ]


def _agreed(one: BroughtAction | ev.PromiseMade) -> dict[str, Any]:
    return {"wat": one.what, "wie": one.who, "aan": one.to, "wanneer": one.when or None}


def _brought(canvas: CanvasOutcome) -> BroughtCanvas:
    return BroughtCanvas(
        name=canvas.name,
        sort=canvas.sort,
        number=canvas.number,
        version=canvas.version,
        cells=tuple(
            brought_cell(cell.name, cell.title, cell.text, cell.table) for cell in canvas.cells if cell.is_filled
        ),
        stage=canvas.stage,
        parties=tuple(BroughtParty(party.name, party.position) for party in canvas.parties),
        when=canvas.when,
    )


def earlier_data(session: Session) -> dict[str, Any] | None:
    """The session before, with its actions and whether they are done, as a document; None where there is none."""
    before = session.continued
    if before is None:
        return None
    numbered = list(enumerate(before.actions, 1))
    return {
        "code": before.code,
        "titel": before.title,
        "datum": before.day.isoformat() if before.day else None,
        "actiepunten": [_brought_data(session, one) for one in numbered if not one[1].is_promise],
        "toezeggingen": [{**_brought_data(session, one), "aan": one[1].to} for one in numbered if one[1].is_promise],
    }


def _brought_data(session: Session, numbered: tuple[int, BroughtAction]) -> dict[str, Any]:
    number, one = numbered
    return {
        "nummer": number, "wat": one.what, "wie": one.who, "wanneer": one.when or None,
        "klaar": number in session.finished,
    }  # fmt: skip
