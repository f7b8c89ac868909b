"""What the library reads of a session's database: the tables that it needs, each document by its number.

A field that a session of an earlier version lacks has a default; what the library needs no table of is passed over.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import msgspec

from kompas_tui.domain.session import events as ev

Plain = str | float | None
"""A value in a cell."""

D = TypeVar("D")


class AboutSession(msgspec.Struct, frozen=True, kw_only=True):
    """What a session is called, where it belongs and how long it is kept; times are ISO."""

    code: str
    title: str = msgspec.field(name="titel")
    place: str = msgspec.field(name="plaats", default="")
    organisation: str = msgspec.field(name="organisatie", default="")
    purpose: str = msgspec.field(name="doel", default="")
    district: str = msgspec.field(name="wijk", default="")
    themes: tuple[str, ...] = msgspec.field(name="themas", default=())
    began: str = msgspec.field(name="begonnen")
    ended: str = msgspec.field(name="afgerond", default="")
    participants: int = msgspec.field(name="deelnemers", default=0)
    keep_days: int | None = msgspec.field(name="bewaren", default=None)
    """None in the database of an earlier version."""


class Contribution(msgspec.Struct, frozen=True, kw_only=True):
    """A text, word or form that a deck sends to the library; `fields` are those of a form."""

    sort: str = msgspec.field(name="soort")
    card: str = msgspec.field(name="kaart")
    title: str = msgspec.field(name="titel", default="")
    round: int = msgspec.field(name="ronde", default=1)
    question: str = msgspec.field(name="vraag", default="")
    text_id: str = msgspec.field(name="tekst_id", default="")
    text: str = msgspec.field(name="tekst", default="")
    heading: str = msgspec.field(name="kopje", default="")
    support: int = msgspec.field(name="steun", default=0)
    count: int = msgspec.field(name="aantal", default=0)
    fields: dict[str, Plain] = msgspec.field(name="velden", default_factory=dict)


class MarketItem(msgspec.Struct, frozen=True, kw_only=True):
    """An ask or an offer, with the ids of those that it was matched with in the room."""

    card: str = msgspec.field(name="kaart")
    title: str = msgspec.field(name="titel", default="")
    side: str = msgspec.field(name="kant")
    text_id: str = msgspec.field(name="tekst_id")
    text: str = msgspec.field(name="tekst")
    matched: tuple[str, ...] = msgspec.field(name="gekoppeld_met", default=())


class HuntedBear(msgspec.Struct, frozen=True, kw_only=True):
    """A bear that was hunted, with what came of each step."""

    name: str = msgspec.field(name="naam")
    card: str = msgspec.field(name="kaart")
    steps: dict[str, str] = msgspec.field(name="stappen", default_factory=dict)


class KeptCell(msgspec.Struct, frozen=True, kw_only=True):
    """A cell of a canvas: a text, or rows under their columns."""

    title: str = msgspec.field(name="titel", default="")
    text: str = msgspec.field(name="tekst", default="")
    columns: tuple[str, ...] = msgspec.field(name="kolommen", default=())
    rows: tuple[tuple[Plain, ...], ...] = msgspec.field(name="rijen", default=())


class KeptParty(msgspec.Struct, frozen=True, kw_only=True):
    """A party to a canvas, and what it said of it."""

    party: str = msgspec.field(name="partij")
    position: str = msgspec.field(name="akkoord", default="")


class KeptCanvas(msgspec.Struct, frozen=True, kw_only=True):
    """What a group agreed on a canvas; `next_look` is an ISO date."""

    card: str = msgspec.field(name="kaart")
    name: str = msgspec.field(name="naam")
    sort: str = msgspec.field(name="soort", default="")
    number: str | int | None = msgspec.field(name="nummer", default=None)
    version: int = msgspec.field(name="versie", default=1)
    next_look: str | None = msgspec.field(name="volgende_keer", default=None)
    cells: tuple[KeptCell, ...] = msgspec.field(name="cellen", default=())
    parties: tuple[KeptParty, ...] = msgspec.field(name="partijen", default=())
    state: str = msgspec.field(name="staat", default="")


class KeptResult(msgspec.Struct, frozen=True, kw_only=True):
    """The result of a round as a table."""

    open: bool = False
    columns: tuple[str, ...] = msgspec.field(name="kolommen", default=())
    rows: tuple[tuple[Plain, ...], ...] = msgspec.field(name="rijen", default=())


class Database(msgspec.Struct, frozen=True, kw_only=True):
    """The tables of a session's database that the library reads."""

    about: dict[str, AboutSession] = msgspec.field(name="sessie", default_factory=dict)
    written: dict[str, ev.Written] = msgspec.field(name="opgeschreven", default_factory=dict)
    results: dict[str, KeptResult] = msgspec.field(name="uitslagen", default_factory=dict)
    contributions: dict[str, Contribution] = msgspec.field(name="reisgids", default_factory=dict)
    market: dict[str, MarketItem] = msgspec.field(name="marktplaats", default_factory=dict)
    bears: dict[str, HuntedBear] = msgspec.field(name="beren", default_factory=dict)
    canvases: dict[str, KeptCanvas] = msgspec.field(name="canvassen", default_factory=dict)


def documents_of(table: Mapping[str, D]) -> Sequence[D]:
    """The documents of a table, in the order in which they were written."""
    return list(table.values())
