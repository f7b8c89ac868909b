"""What goes over the line between a beamer and the server: pieces of the log with the moment, and what a key asks."""

from datetime import datetime
from typing import Annotated, Any

import msgspec

from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.event_json import encode
from kompas_tui.workshop.moment import Moment, moment_of
from kompas_tui.workshop.wire import WireRefusal
from kompas_tui.workshop.workshop import Workshop

LINE_VERSION = 1
"""Grows when a beamer and a server of different versions no longer understand each other."""
MOST_IN_FRAME = 500
"""So many events at once, so that a long session does not hold up what is drawn while it comes in."""


class Welcome(msgspec.Struct, frozen=True):
    """What a beamer hears first."""

    line: int
    version: str
    """Of Kompas there."""
    code: str
    key: bytes
    """Behind the voters' marks: roles and tables are read by it. It is in no file of the laptop."""
    remote_key: str
    now: Annotated[datetime, msgspec.Meta(tz=True)]
    notices: tuple[str, ...]


class Frame(msgspec.Struct, frozen=True):
    """Events in order, and how things stand after the last of all."""

    life: str
    """Differs between two programs that led the session one after the other."""
    serial: int
    """Grows with every change in that life."""
    begin: int
    """The place in the log of the first of these events."""
    length: int
    """How long the log is."""
    events: list[msgspec.Raw]
    head: str
    moment: Moment
    is_paused: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing comes after it."""
        return self.begin + len(self.events) >= self.length


class Press(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a key asks; by its id it is done once, however often it arrives."""

    id: str
    life: str
    length: int
    """How long the log was for who pressed."""
    command: dict[str, Any] | None = None
    has_read: bool = False
    """Whether the message about saving was read."""
    page: tuple[int, int] | None = None
    """Which page the beamer shows, of how many."""
    edited: str | None = None
    """What is wrong with the decks as they were edited on the laptop of the beamer; empty where that is over."""
    pauses: bool = False
    """Whether the session is to be closed until its facilitator opens it again."""


class Reply(msgspec.Struct, frozen=True):
    """What came of an order."""

    frame: Frame
    told: str = ""
    refusal: WireRefusal | None = None


class EditedDecks(msgspec.Struct, frozen=True):
    """Decks as they were saved on the laptop, with their pictures by hash."""

    texts: tuple[ev.DeckText, ...]
    pictures: dict[str, bytes]


def frame_from(
    workshop: Workshop, begin: int, *, life: str, serial: int, leafed: tuple[int, int], is_paused: bool = False
) -> Frame:
    """The events from this place on, as many as go at once."""
    events = workshop.session.every_event[begin : begin + MOST_IN_FRAME]
    return Frame(
        life,
        serial,
        begin,
        workshop.session.length,
        [msgspec.Raw(encode(event)) for event in events],
        workshop.head,
        moment_of(workshop, leafed),
        is_paused,
    )
