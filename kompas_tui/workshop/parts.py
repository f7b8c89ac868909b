"""What screens read of the parts of a session that goes on, whether it is decided here or on a server."""

from collections.abc import Mapping
from typing import Protocol

from kompas_tui.deck_files import DeckSet


class Kept(Protocol):
    """Whether what happens is kept."""

    @property
    def trouble(self) -> str:
        """What went wrong, now or since the facilitator last looked; empty where all is well."""

    @property
    def sign(self) -> str:
        """What of it stands above the stage, in a few words; empty where all is well now."""

    def seen(self) -> None:
        """The facilitator has read what went wrong."""


class Present(Protocol):
    """Who is there now, as numbers."""

    @property
    def has_desk(self) -> bool:
        """Whether the facilitator works in a terminal of their own, so that the beamer need not ask or tell."""

    @property
    def is_known(self) -> bool:
        """Whether any phone was seen."""

    @property
    def silent(self) -> int:
        """How many of the devices that ever took part are not there now."""

    @property
    def busy(self) -> int:
        """How many devices that are there have not answered the open round yet."""


class NotInRoom(Protocol):
    """Who takes part from another place than the room."""

    @property
    def at_most_elsewhere(self) -> int:
        """How many of those who take part may not be in the room, as far as a facilitator may know it."""


class Seats(Protocol):
    """At which tables people sit."""

    @property
    def seated(self) -> Mapping[str, int]:
        """How many phones sit at each table of the evening."""

    @property
    def group_tables(self) -> Mapping[str | int, int]:
        """The table of everybody in this turn of the groups, from 1: by a device's mark, or by number without phone."""

    def group_name(self, table: int) -> str:
        """How a table of the groups is called."""


class Supplies(Protocol):
    """The decks, as they were edited last, and their pictures."""

    decks: DeckSet

    def picture(self, digest: str) -> bytes | None:
        """The JPEG that is kept under this hash; None where it is gone."""

    def edits_are_safe(self) -> None:
        """Work with the edited decks from now on: that they were edited is in the log."""

    async def take_over(self, decks: DeckSet) -> None:
        """Take over decks as they lie on the disk now; DeckProblems where they are wrong."""
