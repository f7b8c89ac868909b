"""What the beamer is given by the command line: decks and sessions to choose, and a running session."""

from __future__ import annotations

import enum
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # these bring msgspec, YAML and TinyDB along, which load after the first frame
    from kompas_tui.deck_files.composing import PickedCard, SourceDeck
    from kompas_tui.domain.library.proposals import Proposal
    from kompas_tui.domain.library.sections import ShelfRow
    from kompas_tui.domain.library.shelf import Shelf
    from kompas_tui.domain.library.things import Source
    from kompas_tui.library import Desk
    from kompas_tui.tui.choices import Choice, Prepare
    from kompas_tui.workshop.running import RunningSession


@dataclass(frozen=True, slots=True)
class AddressChoice:
    """An address of this laptop that the QR can hold."""

    address: str
    label: str
    """Over what it goes, such as "wifi (wlan0)"."""
    warning: str = ""
    """Why phones in the room may not reach it; empty where they may well."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """Where participants join."""

    url: str
    """What the QR holds, such as http://192.168.178.23:8000/K7F3."""
    address: str
    """What people type, such as 192.168.178.23:8000/K7F3."""
    notices: tuple[str, ...] = ()
    """Sentences for the facilitator, such as that the port was taken."""
    wifi: str = ""
    """The name of the Wi-Fi network, where given."""
    wifi_password: str = ""
    choices: tuple[AddressChoice, ...] = ()
    """All addresses that the QR can hold, the likeliest first."""
    from_anywhere: bool = False
    """Whether a phone gets there over any network, and not only over one of this laptop."""

    @property
    def host(self) -> str:
        """The address of this laptop that the QR holds."""
        return self.address.partition(":")[0]

    @property
    def chosen(self) -> AddressChoice | None:
        """What is known of that address."""
        return next((choice for choice in self.choices if choice.address == self.host), None)

    def after(self) -> str:
        """The address that comes after this one, round and round."""
        known = [choice.address for choice in self.choices]
        at = known.index(self.host) if self.host in known else -1
        return known[(at + 1) % len(known)] if known else self.host


class Verdict(enum.Enum):
    """What came of looking at something that a session needs."""

    FINE = "in orde"
    CARE = "let op"
    WRONG = "gaat niet"
    UNSEEN = "niet bekeken"


@dataclass(frozen=True, slots=True)
class Check:
    """Something that a session needs of this laptop: how it is, in words, and what to do about it."""

    name: str
    verdict: Verdict
    finding: str
    cure: str = ""


@dataclass(frozen=True, slots=True)
class TestPhones:
    """What was seen of test phones: how many, and how long a word takes there and back (None: not known yet)."""

    __test__ = False

    phones: int = 0
    milliseconds: int | None = None
    is_own: bool = False
    """Whether only this laptop itself has looked."""


@dataclass(slots=True)
class Preparing:
    """What is looked at before the group comes."""

    entrance: Callable[[], Entrance]
    """Where a test phone comes in now."""
    move: Callable[[str], object]
    """Lets phones come in by another address of this laptop."""
    phones: Callable[[], TestPhones]
    checks: Callable[[], Sequence[Check]]
    """Looks at this laptop, which takes a while."""
    causes: Sequence[tuple[str, str]]
    """Why a phone may not get here, the likeliest first, each with what to do."""
    stop: Callable[[], Awaitable[None]] | None = None
    """Stop serving, where there is no session that does."""


@dataclass(slots=True)
class Running:
    """A session that is being served."""

    workshop: RunningSession
    entrance: Entrance
    key: str
    """The key of the remote."""
    stop: Callable[[], Awaitable[None]]
    """Stop serving, close the journal and let go of the folder; the session itself goes on existing."""
    follow: bool = False
    """Whether saved edits of the deck files are taken over."""
    new_pairing: Callable[[], Awaitable[tuple[str, int]]] | None = None
    """Makes an address by which one phone can steer too, and says how many seconds that can be used."""
    move: Callable[[str], Entrance] | None = None
    """Lets phones come in by another address of this laptop, which the QR holds from then on."""
    looked: Callable[[], Entrance] | None = None
    """Says which addresses there are now."""
    preparing: Preparing | None = None
    """What can be looked at before the group comes."""
    pause: Callable[[], Awaitable[None]] | None = None
    """Pauses a session that goes on elsewhere when this beamer closes; None where it then stops by itself."""

    def look_again(self) -> None:
        """Know the addresses that there are now."""
        if self.looked is not None:
            self.entrance = self.looked()

    def move_to(self, address: str) -> None:
        """Have the QR hold this address."""
        if self.move is not None:
            self.entrance = self.move(address)


@dataclass(frozen=True, slots=True)
class DeckChoice:
    """A deck on the home screen."""

    name: str
    title: str
    minutes: int | None = None
    is_own: bool = False
    """Whether it is a file of the facilitator's own, and `name` its path."""


@dataclass(frozen=True, slots=True)
class SessionChoice:
    """An earlier session on the home screen; `expired` is past the days that its data is kept."""

    path: Path
    title: str
    day: str
    participants: int
    ended: bool
    expired: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SavedDeck:
    """A deck that was put together, where it is, and what is wrong with it."""

    path: Path
    problems: tuple[str, ...] = ()


class LibraryOffice(Protocol):
    """What the library can have made on paper; each gives the file it wrote, KompasError where that can't be done."""

    def report_of(self, source: Source) -> Path:
        """The report of a session."""

    def as_word(self, shelf: Shelf, title: str, rows: Sequence[ShelfRow]) -> Path:
        """A selection as a Word document."""

    def as_sheet(self, shelf: Shelf, title: str, rows: Sequence[ShelfRow]) -> Path:
        """A selection as CSV."""

    def as_agenda_item(self, shelf: Shelf, proposal: Proposal) -> Path:
        """A proposal as an item for an agenda, in Word."""


class House(Protocol):
    """What the parts are put together by; all of it may take time, so nothing is called before the first frame."""

    def decks(self) -> list[DeckChoice]:
        """The facilitator's own decks, then the shipped ones."""

    def new_deck(self, name: str) -> Path:
        """Write an example deck under this name; KompasError where that can't be done."""

    def source_decks(self) -> list[SourceDeck]:
        """The decks of which cards can be taken, own ones first."""

    def save_composed(self, title: str, picked: Sequence[PickedCard], before: Path | None) -> SavedDeck:
        """Save a deck that was put together; `before` is where it was saved the last time."""

    def sessions(self) -> list[SessionChoice]:
        """The earlier sessions, the newest first."""

    def library(self, folders: Sequence[Path]) -> tuple[Desk, LibraryOffice]:
        """The library over all sessions, and what it can have made; KompasError where it can't be read."""

    async def open(self, choice: Choice) -> Running:
        """Open and serve a session; KompasError (DeckProblems among them) in Dutch where that can't be done."""

    async def prepare(self, choice: Prepare) -> Preparing:
        """Look whether all is ready; KompasError where nothing can be served."""

    def write_report(self, workshop: RunningSession) -> Path:
        """Write the report of the running session into exports/ and give its path."""
