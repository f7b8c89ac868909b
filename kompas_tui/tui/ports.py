"""What the beamer is given by the command line: decks and sessions to choose, and a running session."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # these bring msgspec, YAML and TinyDB along, which load after the first frame
    from kompas_tui.domain.library.proposals import Proposal
    from kompas_tui.domain.library.sections import ShelfRow
    from kompas_tui.domain.library.shelf import Shelf
    from kompas_tui.domain.library.things import Source
    from kompas_tui.domain.session.events import Details
    from kompas_tui.library import Desk
    from kompas_tui.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Entrance:
    """Where participants join."""

    url: str
    """What the QR holds, such as HTTP://192.168.178.23:8000/K7F3."""
    address: str
    """What people type, such as 192.168.178.23:8000/K7F3."""
    notices: tuple[str, ...] = ()
    """Sentences for the facilitator, such as that the port was taken."""
    wifi: str = ""
    """The name of the Wi-Fi network, where given."""
    wifi_password: str = ""


@dataclass(frozen=True, slots=True)
class Running:
    """A session that is being served."""

    workshop: Workshop
    entrance: Entrance
    key: str
    """The key of the remote."""
    stop: Callable[[], Awaitable[None]]
    """Stop serving, close the journal and let go of the folder; the session itself goes on existing."""
    follow: bool = False
    """Whether saved edits of the deck files are taken over."""
    new_pairing: Callable[[], tuple[str, int]] | None = None
    """Makes an address by which one phone can steer too, and says how many seconds that can be used."""


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


def _no_details() -> Details:
    from kompas_tui.domain.session.events import Details

    return Details()


@dataclass(frozen=True, slots=True)
class StartDecks:
    """Start a session with these decks (names or paths), in a folder of its own or a named one.

    `earlier` is the folder of the session from which it goes on.
    """

    decks: tuple[str, ...]
    details: Details = field(default_factory=_no_details)
    folder: Path | None = None
    earlier: Path | None = None
    route: str = ""
    """The way through the cards; empty leaves it to the first screen."""
    roles: tuple[str, ...] = ()
    """The parties of this session; empty are those of the decks."""
    slips: Path | None = None
    """The file with the codes of slips that were printed before."""


@dataclass(frozen=True, slots=True)
class ResumeSession:
    """Go on with a session; None is the last one that isn't ended."""

    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class StartDemo:
    """A session with simulated phones."""

    participants: int = 25
    decks: tuple[str, ...] = ()
    """Which decks are rehearsed; without any it is the demo."""
    folder: Path | None = None
    """Where the session is kept meanwhile."""


@dataclass(frozen=True, slots=True)
class OpenLibrary:
    """The library over all sessions known here, and those in these folders."""

    folders: tuple[Path, ...] = ()


Choice = StartDecks | ResumeSession | StartDemo


@dataclass(frozen=True, slots=True)
class Farewell:
    """What remains to be said once the screen is closed, with the program's exit code."""

    code: int = 0
    lines: tuple[str, ...] = ()


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

    def sessions(self) -> list[SessionChoice]:
        """The earlier sessions, the newest first."""

    def library(self, folders: Sequence[Path]) -> tuple[Desk, LibraryOffice]:
        """The library over all sessions, and what it can have made; KompasError where it can't be read."""

    async def open(self, choice: Choice) -> Running:
        """Open and serve a session; KompasError (DeckProblems among them) in Dutch where that can't be done."""

    def write_report(self, workshop: Workshop) -> Path:
        """Write the report of the running session into exports/ and give its path."""
