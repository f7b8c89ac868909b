"""The house of a beamer that attaches: sessions begin and go on on a server, and the same screens show them here."""

import asyncio
import contextlib
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kompas_tui.cli.account import Account, signed_in
from kompas_tui.cli.awake import kept_awake
from kompas_tui.cli.entrance import ServeAs, entrance_of
from kompas_tui.cli.house import LocalHouse, earlier_of, load_parts, printed_slips, with_roles
from kompas_tui.cli.saying import say
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.tui.choices import Choice, StartDecks
from kompas_tui.tui.ports import Running

if TYPE_CHECKING:
    from kompas_tui.deck_files import DeckSet
    from kompas_tui.workshop.attached import AttachedWorkshop
    from kompas_tui.workshop.running import RunningSession

_NO_SLIPS = "Maak eerst de stembriefjes, met: kompas stembriefjes. Noem ze dan bij het begin, met ‘--stembriefjes’."


class HuisHouse(LocalHouse):
    """Gives the beamer sessions of one server."""

    def __init__(self, account: Account, code: str = "", served: ServeAs | None = None) -> None:
        """`code` is that of the session that goes on; empty where one begins."""
        super().__init__(served)
        self._account, self.code = account, code

    @property
    def address(self) -> str:
        """Where phones reach the session."""
        return f"{self._account.address}/{self.code}"

    @property
    def goes_on_with(self) -> str:
        """The command by which one goes on."""
        return f"kompas hervat {self.code} --huis {self._account.address}"

    async def open(self, choice: Choice) -> Running:
        """Begin or go on with a session on the server, and follow it here."""
        await asyncio.to_thread(load_parts)
        decks = await self.begin(choice) if isinstance(choice, StartDecks) else None
        if not isinstance(choice, StartDecks):
            await asyncio.to_thread(self._account.ask, "POST", f"/begeleider/sessie/{self.code}/open")
        async with AsyncExitStack() as opening:
            running = await self._attached(decks, opening)
            await opening.enter_async_context(kept_awake())
            running.stop = opening.pop_all().aclose
        return running

    async def remote_key(self) -> str:
        """The key of the session's remote."""
        from kompas_tui.cli.line import HuisLine

        await asyncio.to_thread(self._account.ask, "POST", f"/begeleider/sessie/{self.code}/open")
        line = HuisLine(self._account, self.code)
        try:
            return (await line.welcome()).remote_key
        finally:
            await line.close()

    async def begin(self, choice: StartDecks) -> "DeckSet":
        """A new session on the server, of decks that are right; gives them as they lie here."""
        with TemporaryDirectory(prefix="kompas-") as aside:
            parcel, self.code, decks = await _new_session(choice, Path(aside) / "sessie")
        await asyncio.to_thread(self._account.ask, "POST", "/begeleider/sessie", parcel)
        await asyncio.to_thread(self._account.ask, "POST", f"/begeleider/sessie/{self.code}/open")
        return decks

    async def _attached(self, decks: "DeckSet | None", opening: AsyncExitStack) -> Running:
        from kompas_tui.cli.line import HuisLine
        from kompas_tui.workshop.attached import AttachedWorkshop

        line = HuisLine(self._account, self.code)
        opening.push_async_callback(line.close)
        welcome = await line.welcome()
        frames = await line.all_by_now()
        workshop = AttachedWorkshop(welcome, frames, line, decks)
        workshop.on_pause = lambda: self.on_pause()
        opening.push_async_callback(workshop.close)
        await workshop.fetch_pictures()
        following = asyncio.create_task(workshop.follow())
        opening.push_async_callback(_ended, following)
        scheme, _, link = self.address.partition("://")
        return Running(
            workshop,
            replace(entrance_of(scheme, link, self.served.wifi), from_anywhere=True),
            welcome.remote_key,
            opening.aclose,
            self.served.follow,
            lambda: line.new_pairing(welcome.remote_key),
            pause=lambda: _paused(workshop),
        )

    def write_report(self, workshop: "RunningSession") -> Path:
        """Write the report into exports/ on this laptop, of all that came down."""
        from kompas_tui.cli.reporting import write_here

        session, picture = workshop.session, workshop.materials.picture
        named = {taken.picture for taken in session.photos} | set(session.pictures)
        photos = {digest: data for digest in named if (data := picture(digest)) is not None}
        return write_here(session, workshop.head, workshop.course, photos)


async def _new_session(choice: StartDecks, path: Path) -> tuple[bytes, str, "DeckSet"]:
    """A session in a folder that is thrown away, as a parcel; its code, and its decks."""
    from kompas_tui.deck_files import load_decks
    from kompas_tui.journal import SessionFolder
    from kompas_tui.journal.parcels import packed_folder
    from kompas_tui.journal.port import SERVER_CODE_LENGTH
    from kompas_tui.workshop import open_workshop
    from kompas_tui.workshop.commands.course import known_route

    decks = with_roles(await asyncio.to_thread(load_decks, choice.decks), choice.roles)
    known_route(decks.course, choice.route)
    codes = await asyncio.to_thread(printed_slips, choice)
    if not codes and any(deck.slips for deck in decks.decks):
        raise KompasError(_NO_SLIPS)
    continued = await asyncio.to_thread(earlier_of, choice)
    folder = SessionFolder(path, SERVER_CODE_LENGTH)
    path.mkdir()
    with folder.lock():
        workshop = await open_workshop(
            folder, decks, choice.details(), continued=continued, route=choice.route, codes=codes
        )
        await workshop.close()
        return await asyncio.to_thread(packed_folder, folder), workshop.session.code, decks


async def _ended(following: "asyncio.Task[None]") -> None:
    following.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await following


async def _paused(workshop: "AttachedWorkshop") -> None:
    """Pause on the server; that it was paused need not be told to who did it."""
    told, workshop.on_pause = workshop.on_pause, lambda: None
    try:
        await workshop.pause()
    except BaseException:
        workshop.on_pause = told
        raise


def start_attached(first: StartDecks, huis: str, name: str, *, wifi: str, follow: bool, calm: bool) -> int:
    """Begin a session on a server and show it here; gives the exit code."""
    from kompas_tui.cli.screen import see_that_it_is_a_terminal, show

    see_that_it_is_a_terminal()
    house = HuisHouse(signed_in(huis, name), served=ServeAs(wifi=wifi, follow=follow))
    return show(house, first, calm=calm)


def attach_again(code: str, huis: str, name: str, *, calm: bool) -> int:
    """Show a session that a server leads; gives the exit code."""
    from kompas_tui.cli.screen import see_that_it_is_a_terminal, show
    from kompas_tui.tui.choices import ResumeSession

    see_that_it_is_a_terminal()
    return show(HuisHouse(signed_in(huis, name), _code(code)), ResumeSession(), calm=calm)


def desk_at(code: str, huis: str, name: str) -> int:
    """Show a session of a server to its facilitator, in a terminal of their own; gives the exit code."""
    from kompas_tui.cli.desk import show_desk

    house = HuisHouse(signed_in(huis, name), _code(code))
    return show_desk(house.address, asyncio.run(house.remote_key()))


def begin_without_screen(first: StartDecks, huis: str, name: str) -> int:
    """Begin a session on a server and say how to steer it; it goes on there, whatever this laptop does."""
    house = HuisHouse(signed_in(huis, name))

    async def begun() -> str:
        await house.begin(first)
        return await house.remote_key()

    key = asyncio.run(begun())
    say(f"Meedoen: {house.address}")
    say(f"Regie: {house.address}/regie")
    say(f"Sleutel voor de regie: {key}")
    say(f"De server leidt de sessie, ook als deze laptop uitgaat. Een beamer haakt aan met: {house.goes_on_with}")
    return 0


def _code(typed: str) -> str:
    code = "".join(letter for letter in typed if letter.isalnum()).upper()
    if not 4 <= len(code) <= 6:
        raise KompasError("Noem de code van de sessie. Je vindt hem op /begeleider van de server.")
    return code
