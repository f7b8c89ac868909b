"""What the library reads of a session's database: the tables that it needs, each document by its number.

A field that a session of an earlier version lacks has a default; what the library needs no table of is passed over.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, TypeVar

import msgspec

from kompas_tui.domain.session import events as ev

Text = Annotated[str, msgspec.Meta(max_length=20_000)]
"""More than any text of ours has; a session with a longer one is not read."""

Plain = Text | float | None
"""A value in a cell."""

D = TypeVar("D")


class AboutSession(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a session is called, where it belongs and how long it is kept; times are ISO."""

    code: Text
    title: Text = msgspec.field(name="titel")
    place: Text = msgspec.field(name="plaats", default="")
    organisation: Text = msgspec.field(name="organisatie", default="")
    purpose: Text = msgspec.field(name="doel", default="")
    district: Text = msgspec.field(name="wijk", default="")
    themes: tuple[Text, ...] = msgspec.field(name="themas", default=())
    began: Text = msgspec.field(name="begonnen")
    ended: Text = msgspec.field(name="afgerond", default="")
    participants: int = msgspec.field(name="deelnemers", default=0)
    keep_days: int | None = msgspec.field(name="bewaren", default=None)
    """None in the database of an earlier version."""


class Contribution(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A text, word or form that a deck sends to the library; `fields` are those of a form."""

    sort: Text = msgspec.field(name="soort")
    card: Text = msgspec.field(name="kaart")
    title: Text = msgspec.field(name="titel", default="")
    round: int = msgspec.field(name="ronde", default=1)
    question: Text = msgspec.field(name="vraag", default="")
    text_id: Text = msgspec.field(name="tekst_id", default="")
    text: Text = msgspec.field(name="tekst", default="")
    heading: Text = msgspec.field(name="kopje", default="")
    support: int = msgspec.field(name="steun", default=0)
    count: int = msgspec.field(name="aantal", default=0)
    fields: dict[Text, Plain] = msgspec.field(name="velden", default_factory=dict)


class MarketItem(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An ask or an offer, with the ids of those that it was matched with in the room."""

    card: Text = msgspec.field(name="kaart")
    title: Text = msgspec.field(name="titel", default="")
    side: Text = msgspec.field(name="kant")
    text_id: Text = msgspec.field(name="tekst_id")
    text: Text = msgspec.field(name="tekst")
    matched: tuple[Text, ...] = msgspec.field(name="gekoppeld_met", default=())


class HuntedBear(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A bear that was hunted, with what came of each step."""

    name: Text = msgspec.field(name="naam")
    card: Text = msgspec.field(name="kaart")
    steps: dict[Text, Text] = msgspec.field(name="stappen", default_factory=dict)


class KeptCell(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A cell of a canvas: a text, or rows under their columns."""

    title: Text = msgspec.field(name="titel", default="")
    text: Text = msgspec.field(name="tekst", default="")
    columns: tuple[Text, ...] = msgspec.field(name="kolommen", default=())
    rows: tuple[tuple[Plain, ...], ...] = msgspec.field(name="rijen", default=())


class KeptParty(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A party to a canvas, and what it said of it."""

    party: Text = msgspec.field(name="partij")
    position: Text = msgspec.field(name="akkoord", default="")


class KeptCanvas(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a group agreed on a canvas; `next_look` is an ISO date."""

    card: Text = msgspec.field(name="kaart")
    name: Text = msgspec.field(name="naam")
    sort: Text = msgspec.field(name="soort", default="")
    number: Text | int | None = msgspec.field(name="nummer", default=None)
    version: int = msgspec.field(name="versie", default=1)
    next_look: Text | None = msgspec.field(name="volgende_keer", default=None)
    cells: tuple[KeptCell, ...] = msgspec.field(name="cellen", default=())
    parties: tuple[KeptParty, ...] = msgspec.field(name="partijen", default=())
    state: Text = msgspec.field(name="staat", default="")


class KeptAction(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An action or promise that came along from the session before, and whether it is done."""

    what: Text = msgspec.field(name="wat")
    who: Text = msgspec.field(name="wie", default="")
    when: Text | None = msgspec.field(name="wanneer", default=None)
    to: Text = msgspec.field(name="aan", default="")
    is_done: bool = msgspec.field(name="klaar", default=False)


class EarlierSession(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What came along from the session before."""

    actions: tuple[KeptAction, ...] = msgspec.field(name="actiepunten", default=())
    promises: tuple[KeptAction, ...] = msgspec.field(name="toezeggingen", default=())


class KeptResult(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The result of a round as a table."""

    open: bool = False
    columns: tuple[Text, ...] = msgspec.field(name="kolommen", default=())
    rows: tuple[tuple[Plain, ...], ...] = msgspec.field(name="rijen", default=())


class Database(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The tables of a session's database that the library reads."""

    about: dict[Text, AboutSession] = msgspec.field(name="sessie", default_factory=dict)
    written: dict[Text, ev.Written] = msgspec.field(name="opgeschreven", default_factory=dict)
    results: dict[Text, KeptResult] = msgspec.field(name="uitslagen", default_factory=dict)
    contributions: dict[Text, Contribution] = msgspec.field(name="reisgids", default_factory=dict)
    market: dict[Text, MarketItem] = msgspec.field(name="marktplaats", default_factory=dict)
    bears: dict[Text, HuntedBear] = msgspec.field(name="beren", default_factory=dict)
    earlier: dict[Text, EarlierSession] = msgspec.field(name="vorige_sessie", default_factory=dict)
    canvases: dict[Text, KeptCanvas] = msgspec.field(name="canvassen", default_factory=dict)


def documents_of(table: Mapping[Text, D]) -> Sequence[D]:
    """The documents of a table, in the order in which they were written."""
    return list(table.values())
