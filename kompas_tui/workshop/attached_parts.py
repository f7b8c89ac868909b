"""The parts of a session that a server leads, as screens read them here; what they ask goes up over the line."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import replace
from typing import Protocol

from kompas_tui.deck_files import DeckSet, decks_of
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.commands.command import Command
from kompas_tui.workshop.commands.looking import LookUp
from kompas_tui.workshop.covering import Cover, Covering
from kompas_tui.workshop.frames import Frame, Press, Reply
from kompas_tui.workshop.leafing import Leafing
from kompas_tui.workshop.moment import Moment
from kompas_tui.workshop.seating import Seating
from kompas_tui.workshop.watch import Watch

CUT = (
    "De lijn met de server is weg. Kompas zoekt hem steeds opnieuw. Telefoons die de server bereiken, doen gewoon mee."
)
KEY_WITHOUT_LINE = "Er gebeurde niets: de lijn met de server is weg. Wacht tot de lijn er weer is."


class LineCut(KompasError):
    """The server did not answer; it may have done what was asked."""


class LineEnded(KompasError):
    """The server will not have this beamer any more, or can't; says why."""


class WayToServer(Protocol):
    """The way to the server and back."""

    def frames(self, begin: int) -> AsyncIterator[Frame]:
        """What happened from this place in the log on, and what happens, until the line is cut; raises as `give`."""

    async def give(self, order: Press) -> Reply:
        """Have an order carried out; LineCut where no answer came, LineEnded where the server refuses this beamer."""

    async def picture(self, digest: str) -> bytes | None:
        """The picture under this hash; None where it is gone, LineCut where no answer came."""

    async def take_over(self, decks: DeckSet) -> None:
        """Send edited decks with their pictures; DeckProblems or another KompasError where they are refused."""


class LineState:
    """Whether what happens is kept: as the server says it, and whether there is a line to it."""

    def __init__(self, tell: Callable[[], None], has_read: Callable[[], None]) -> None:
        """`has_read` is called when the facilitator has seen what the server could not keep."""
        self._tell, self._has_read = tell, has_read
        self._moment = Moment()
        self._ended = ""
        self.is_cut = False

    def take(self, moment: Moment) -> None:
        """What the server says of it."""
        self._moment = moment

    def cut(self) -> None:
        """There is no line now."""
        if not self.is_cut:
            self.is_cut = True
            self._tell()

    def mend(self) -> None:
        """There is a line again."""
        if self.is_cut:
            self.is_cut = False
            self._tell()

    def end(self, why: str) -> None:
        """There will be no line any more."""
        self._ended = why
        self.cut()
        self._tell()

    @property
    def has_ended(self) -> bool:
        """Whether there will be no line any more."""
        return bool(self._ended)

    @property
    def why_not(self) -> str:
        """Why a key can't be carried out; empty where it can."""
        return self._ended or (KEY_WITHOUT_LINE if self.is_cut else "")

    @property
    def sign(self) -> str:
        """What of it stands above the stage."""
        return "▲ lijn weg" if self.is_cut else self._moment.sign

    @property
    def trouble(self) -> str:
        """What is wrong now."""
        return self._ended or (CUT if self.is_cut else self._moment.trouble)

    def seen(self) -> None:
        """The facilitator has read it; that the line is cut need not be told to the server."""
        if self._moment.trouble and not self.is_cut:
            self._has_read()


class CountedPresence:
    """Who is there, as the server counts them."""

    def __init__(self) -> None:
        self.moment = Moment()

    @property
    def has_desk(self) -> bool:
        """Whether the facilitator works in a terminal of their own."""
        return self.moment.has_desk

    @property
    def is_known(self) -> bool:
        """Whether any phone was seen."""
        return self.moment.is_known

    @property
    def silent(self) -> int:
        """How many of those that ever took part are not there now."""
        return self.moment.silent

    @property
    def busy(self) -> int:
        """How many that are there have not answered the open round yet."""
        return self.moment.busy

    @property
    def at_most_elsewhere(self) -> int:
        """How many of those that take part may not be in the room."""
        return self.moment.at_most_elsewhere


class CountedSeating(Seating):
    """Where people sit: which phone picked which table only the server knows."""

    counted: Mapping[str, int] = {}

    @property
    def seated(self) -> Mapping[str, int]:
        """How many phones sit at each table of the evening."""
        return {table: self.counted.get(table, 0) for table in self._session.tables}


class SharedCovers(Covering):
    """The covers, that are laid here at once and then on the server, for every beamer."""

    def __init__(self, session: Session, tell: Callable[[], None], give: Callable[[Command], None]) -> None:
        super().__init__(session, tell)
        self._give = give

    def lay(self, cover: Cover, *, on: bool, text_id: str = "") -> None:
        """Lay this over the card, or take it away."""
        super().lay(cover, on=on, text_id=text_id)
        self._give(LookUp(on, cover, text_id))

    def lift(self) -> bool:
        """Take away whatever lies over the card; whether there was something."""
        laid = self.laid
        for cover in laid:
            self._give(LookUp(on=False, cover=cover))
        return super().lift()


class SharedLeafing(Leafing):
    """Which page is seen here, which the server hears so that the remote can turn it."""

    def __init__(self, tell: Callable[[], None], give: Callable[[tuple[int, int]], None]) -> None:
        super().__init__(tell)
        self._give = give

    def seen(self, page: int, pages: int) -> None:
        """Note that this page of so many is seen now."""
        is_other = (page, pages) != (self.page, self.pages)
        super().seen(page, pages)
        if is_other:
            self._give((page, pages))


class SharedWatch(Watch):
    """What there is to say of the room, with what is wrong with the decks on this laptop told to the server as well."""

    give: Callable[[str], None]

    def edited_is(self, told: str) -> None:
        """Note what is wrong with the decks as they were edited last, and have the desk read it."""
        is_other = told != self.edited
        super().edited_is(told)
        if is_other:
            self.give(told)


class SentMaterials:
    """The decks that the log names, and the pictures that came down."""

    def __init__(self, session: Session, decks: DeckSet, line: WayToServer) -> None:
        self._session, self._line = session, line
        self.decks = decks
        self._pictures: dict[str, bytes | None] = dict(decks.pictures)

    def picture(self, digest: str) -> bytes | None:
        """The picture under this hash; None where it did not come down."""
        return self._pictures.get(digest)

    def lacks(self) -> list[str]:
        """The hashes of pictures that are named and are not here."""
        named = {taken.picture for taken in self._session.photos} | set(self._session.pictures)
        return [digest for digest in named if digest not in self._pictures]

    def add(self, digest: str, data: bytes | None) -> None:
        """Keep a picture that came down, as long as the program lives; None is one that is gone there too."""
        self._pictures[digest] = data

    def edits_are_safe(self) -> None:
        """Work with the decks as the log has them now."""
        self.decks = replace(decks_of(self._session.decks), files=self.decks.files)

    async def take_over(self, decks: DeckSet) -> None:
        """Send decks as they lie on this laptop's disk now."""
        self._pictures.update(decks.pictures)
        await self._line.take_over(decks)
