"""What a session gives to the library over all sessions, as documents: only what a deck sends there, through the gate.

Asks and offers, and the bears that were hunted, are known by themselves.
"""

from collections.abc import Iterator
from typing import Any

from kompas_tui.domain.kinds.activity import MARKET
from kompas_tui.domain.outcome import Outcome, outcome_of
from kompas_tui.domain.outcome.veil import Concealed
from kompas_tui.domain.result.cells import as_value
from kompas_tui.domain.result.shapes import (
    Pairs,
    Records,
    TextItem,
    TextList,
    Words,
)
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

Document = dict[str, Any]


def contributions(session: Session) -> list[Document]:
    """A document for each text, word or form of a closed round that its deck sends to the library."""
    documents = []
    for asked in _closed(session):
        activity = asked.activity
        if activity.library and activity.library != MARKET:
            about = {"soort": activity.library, **_place(asked), "vraag": activity.question}
            documents += [{**about, **given} for given in _given(outcome_of(session, asked))]
    return documents


def market(session: Session) -> list[Document]:
    """A document for each ask and offer of a closed round, with those that it was matched with in the room."""
    documents = []
    for asked in _closed(session):
        result = outcome_of(session, asked).result if asked.activity.library == MARKET else None
        if isinstance(result, Pairs):
            for side, items in (("vraag", result.asks), ("aanbod", result.offers)):
                documents += [_on_market(item, side, asked, result) for item in items if _may_be_read(item.text)]
    return documents


def hunt_documents(session: Session) -> list[Document]:
    """A document for each bear that was hunted, with what came of each step that was closed."""
    documents: dict[str, Document] = {}
    for asked in _closed(session):
        if asked.hunted is not None:
            bear = documents.setdefault(
                asked.hunted.bear,
                {"naam": asked.hunted.name or asked.hunted.title, "kaart": asked.hunted.bear, "stappen": {}},
            )
            bear["stappen"][asked.hunted.step] = outcome_of(session, asked).sentence
    return list(documents.values())


def _closed(session: Session) -> Iterator[Round]:
    return (asked for asked in session.rounds.values() if not asked.is_open and not asked.activity.is_support)


def _place(asked: Round) -> Document:
    return {"kaart": asked.card, "titel": asked.title, "ronde": asked.number}


def _may_be_read(text: str) -> bool:
    """Whether nothing stands in the place of a text that the facilitator keeps back."""
    return bool(text) and not isinstance(text, Concealed)


def _given(outcome: Outcome) -> Iterator[Document]:
    match outcome.result:
        case TextList(items=items):
            yield from (_text(item) for item in items if _may_be_read(item.text))
        case Words(words=words):
            yield from ({"tekst": word.text, "aantal": word.count} for word in words if _may_be_read(word.text))
        case Records() as records:
            yield from (_form(records, row) for row in range(len(records.rows)))
        case _:
            return  # of any other shape nothing goes to other groups, also of a new one


def _text(item: TextItem) -> Document:
    heading = ": ".join(part for part in (item.column, item.group) if _may_be_read(part))
    return {"tekst_id": item.id, "tekst": item.text, "kopje": heading, "steun": item.support}


def _form(records: Records, row: int) -> Document:
    """What was filled in, by the label of each field."""
    cells = zip(records.columns, records.cells[row], records.rows[row], strict=True)
    return {"velden": {column.label: as_value(cell) for column, cell, raw in cells if _may_be_read(raw)}}


def _on_market(item: TextItem, side: str, asked: Round, result: Pairs) -> Document:
    matched = [
        other for ask, offer in result.matches for mine, other in ((ask, offer), (offer, ask)) if mine == item.id
    ]
    return {**_place(asked), "kant": side, "tekst_id": item.id, "tekst": item.text, "gekoppeld_met": matched}
