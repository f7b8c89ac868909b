"""The facilitator's own pages: log in, see the own sessions, begin one, open, bring home, remove.

A session is asked for by its owner and code together, so that nobody gets one of somebody else.
"""

import asyncio
import base64
import binascii
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kompas_tui.deck_files import DeckSet, load_decks, read_front_matter, shipped_decks
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import clock_time, long_date
from kompas_tui.domain.session.events import Details
from kompas_tui.huis.accounts import LONGEST_PASSWORD, NOT_NOW, SHORTEST_PASSWORD, Logins
from kompas_tui.huis.cookies import over_https
from kompas_tui.huis.guesses import Guesses, Pauses, Sender, sender_of
from kompas_tui.huis.rooms import Rooms
from kompas_tui.huis.travel import lift_up, packed_store
from kompas_tui.journal.parcels import LARGEST_PARCEL
from kompas_tui.journal.postgres import DatabaseAway, Listed, PostgresHome, PostgresStore
from kompas_tui.web.files import NO_SUCH_FILE, FileOffer, file_response
from kompas_tui.web.keyhole import Keyhole
from kompas_tui.web.pages import REMOTE_STYLE, View, render
from kompas_tui.web.requests import (
    BadRequest,
    SentFile,
    SentForm,
    header,
    is_from_elsewhere,
    last,
    read_body,
    read_form,
    read_uploads,
)
from kompas_tui.web.responses import redirect, view_response

OFFICE = "/begeleider"
_LARGEST_DECK = 1 << 25
"""With its pictures."""
_IS_PICTURE = re.compile(r"(?i)[\w][\w .()-]{0,100}\.(png|jpe?g|webp)")
"""A plain name, that leads nowhere else."""
_LOGINS_AT_ONCE = 2
"""A password takes 64 MB while it is looked at."""
_UNPACKED_AT_ONCE = 2
"""A session that is sent takes up to 256 MB once it is unpacked, however small it came."""
_WRONG_IN_ALL = 100
"""From one address for all names, and for one name from all addresses; counted apart from one name at one address."""
_MOST_KNOWN = 2_000

_WRONG = "Deze naam en dit wachtwoord horen niet bij elkaar. Probeer het opnieuw, of vraag je beheerder."
_TOO_MANY = "Er zijn te veel verkeerde wachtwoorden geprobeerd. Wacht een paar minuten en log dan opnieuw in."
_OVER = "Je eerste wachtwoord geldt niet meer. Vraag je beheerder om een nieuw wachtwoord."
_NOT_YOURS = "Deze sessie staat niet bij jou. Kijk of de code klopt."
_TOO_LARGE = "Samen zijn deze bestanden te groot. Maak de plaatjes kleiner: hooguit 32 MB mag."
_NO_DECK = "Dit bestand is geen kaartenset. Kies een bestand dat eindigt op .md."
_TWO_DECKS = "Kies één kaartenset, met de plaatjes erbij. Andere kaartensets kunnen niet mee."
_RUNS = "Deze sessie is nog open. Pauzeer haar eerst op de regie."


_Doing = Callable[[SentForm, PostgresStore], Awaitable[Response]]


class OwnSessions:
    """The routes under `/begeleider`."""

    def __init__(
        self,
        home: PostgresHome,
        rooms: Rooms,
        logins: Logins,
        address: str,
        offers: Sequence[FileOffer],
    ) -> None:
        """`offers` are the files that can be asked for."""
        self._home, self._rooms, self._logins, self._address = home, rooms, logins, address
        self.wrong_passwords, self._wrong_for_name = Guesses(_WRONG_IN_ALL, 30.0), Guesses(_WRONG_IN_ALL, 30.0)
        self._pauses = Pauses()
        self._known: OrderedDict[tuple[str, Sender], None] = OrderedDict()
        """Who logged in from where since this node began: no stranger elsewhere keeps them out."""
        self._offers = offers
        self._looking, self._unpacking = asyncio.Semaphore(_LOGINS_AT_ONCE), asyncio.Semaphore(_UNPACKED_AT_ONCE)
        self.routes = [
            self._route(OFFICE, self.page, "GET"),
            self._route(f"{OFFICE}/in", self.log_in, "POST"),
            self._route(f"{OFFICE}/uit", self.log_out, "POST"),
            self._route(f"{OFFICE}/wachtwoord", self.choose_password, "POST"),
            self._route(f"{OFFICE}/begin", self.begin, "POST"),
            self._route(f"{OFFICE}/open", self.open, "POST"),
            self._route(f"{OFFICE}/wis", self.remove, "POST"),
            self._route(f"{OFFICE}/sessie/{{code}}", self.bring_home, "GET"),
            self._route(f"{OFFICE}/pas", self.see_pass, "GET"),
            self._route(f"{OFFICE}/pas", self.give_pass, "POST"),
            self._route(f"{OFFICE}/sessie/{{code}}/open", self.reopen, "POST"),
            self._route(f"{OFFICE}/sessie/{{code}}", self.remove_here, "DELETE"),
            self._route(f"{OFFICE}/sessie", self.lift_up, "POST"),
            self._route(f"{OFFICE}/bestand", self.file, "POST"),
        ]

    def _route(self, path: str, handle: Callable[[Request], Awaitable[Response]], method: str) -> Route:
        """A route that says it in words where nothing can be looked up now."""

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except (BadRequest, DatabaseAway) as error:
                status = error.status if isinstance(error, BadRequest) else 503
                return self._login(request, str(error) if status < 500 else NOT_NOW, status)

        return Route(path, handled, methods=[method])

    # Who asks

    async def _name(self, request: Request) -> str:
        return await asyncio.to_thread(self._logins.who, request)

    async def _fits(self, request: Request, name: str, password: str) -> bool:
        """Whether this is the password; BadRequest where too many were wrong just now.

        Each name has its own pauses at each address, so that colleagues behind one address don't share them. Who
        tries a name at the address of its owner does hold it off for a while. Where a name logged in before, what is
        done wrong from elsewhere counts for nothing.
        """
        by, known_as = sender_of(request), name.strip().lower()[:64]
        async with self._looking:
            # Here, where few come in at a time: of many tries at once each would else come before the first count.
            both = known_as, by
            of_all = self.wrong_passwords.are_spent(by) or self._wrong_for_name.are_spent(Sender(known_as))
            if self._pauses.waits(both) or (of_all and both not in self._known):
                raise BadRequest(429, _TOO_MANY)
            fits = await asyncio.to_thread(self._logins.fits, name, password[: LONGEST_PASSWORD + 1])
            if fits:
                self._pauses.forget(both)
                self._known[both] = None
                if len(self._known) > _MOST_KNOWN:
                    self._known.popitem(last=False)
            else:
                self._pauses.note_wrong(both)
                self.wrong_passwords.note_wrong(by)
                self._wrong_for_name.note_wrong(Sender(known_as))
        if fits and await asyncio.to_thread(self._logins.first_is_over, name):
            raise BadRequest(403, _OVER)
        return fits

    async def _program(self, request: Request) -> str:
        """Who sends a name and password along with this request, as programs do; BadRequest where nobody does."""
        scheme, _, given = header(request, b"authorization").partition(" ")
        try:
            name, _, password = base64.b64decode(given, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError, ValueError):
            name = password = ""
        if scheme.lower() == "basic" and name and await self._fits(request, name, password):
            if await asyncio.to_thread(self._logins.first_is_there, name):
                raise BadRequest(403, f"Kies eerst zelf een wachtwoord, op {self._address}{OFFICE}.")
            return name.strip().lower()
        raise BadRequest(401, _WRONG)

    async def _owner(self, request: Request) -> str:
        """Who sends this, by a pass or else by name and password; BadRequest where nobody does."""
        if is_from_elsewhere(request):
            raise BadRequest(403, _WRONG)
        return await self._name(request) or await self._program(request)

    async def _store(self, owner: str, code: str) -> PostgresStore:
        store = await asyncio.to_thread(self._home.owned_by, owner, code)
        if store is None:
            raise BadRequest(404, _NOT_YOURS)
        return store

    # Pages

    async def page(self, request: Request) -> Response:
        """The own sessions, or the fields for name and password."""
        if name := await self._name(request):
            return await self._own_sessions(request, name)
        new = await asyncio.to_thread(self._logins.must_choose, request)
        return self._choosing(request, new, status=200) if new else self._login(request, status=200)

    async def log_in(self, request: Request) -> Response:
        """Give a browser its cookie."""
        try:
            form = await read_form(request)
            name = last(form, "naam")
            if not await self._fits(request, name, last(form, "wachtwoord")):
                raise BadRequest(401, _WRONG)
        except BadRequest as error:
            return self._login(request, str(error), error.status)
        return redirect(OFFICE, await asyncio.to_thread(self._logins.log_in, name, header(request, b"cookie")))

    async def choose_password(self, request: Request) -> Response:
        """Give who logged in another password; every other browser and program is logged out by it."""
        first = await asyncio.to_thread(self._logins.must_choose, request)
        name = first or await self._name(request)
        if not name:
            return self._login(request)
        try:
            form = await read_form(request)
            if not await self._fits(request, name, last(form, "wachtwoord")):
                raise BadRequest(401, "Je oude wachtwoord klopt niet. Probeer het opnieuw.")
            new = last(form, "nieuw")
            if new != last(form, "nogmaals"):
                raise BadRequest(400, "De twee nieuwe wachtwoorden zijn niet gelijk. Typ ze nog eens.")
            cookie = await asyncio.to_thread(self._logins.choose, name, new, header(request, b"cookie"))
        except KompasError as error:
            status = error.status if isinstance(error, BadRequest) else 400
            if first:
                return self._choosing(request, first, str(error), status)
            return await self._own_sessions(request, name, str(error), status)
        return redirect(OFFICE, cookie)

    async def log_out(self, request: Request) -> Response:
        """Take it back: from here on it is worth nothing, in whichever browser."""
        if is_from_elsewhere(request):
            return self._login(request, _WRONG, 403)
        return redirect(OFFICE, await asyncio.to_thread(self._logins.log_out, header(request, b"cookie")))

    async def begin(self, request: Request) -> Response:
        """Begin a session with a deck of ours, or with one that is sent along, and go on to the remote."""
        name = await self._name(request)
        if not name:
            return self._login(request)
        try:
            form, sent = await read_uploads(request, "bestand", _LARGEST_DECK, _TOO_LARGE)
            decks = await asyncio.to_thread(_decks, last(form, "kaartenset"), sent)
            title, place, by = (clean_line(last(form, field), 200) for field in ("titel", "plaats", "organisatie"))
            store = await self._rooms.begin(name, decks, Details(title, place, by))
        except BadRequest as error:
            return await self._own_sessions(request, name, str(error), error.status)
        except KompasError as error:
            return await self._own_sessions(request, name, str(error), 400)
        return await self._steering(store)

    async def open(self, request: Request) -> Response:
        """Go on to the remote of an own session, opened again where it was paused."""
        return await self._with_own(request, self._opened)

    async def _opened(self, form: SentForm, store: PostgresStore) -> Response:
        await self._rooms.reopen(store)
        return await self._steering(store)

    async def remove(self, request: Request) -> Response:
        """Remove an own session for good."""
        return await self._with_own(request, self._removed)

    async def _removed(self, form: SentForm, store: PostgresStore) -> Response:
        await self._remove(store)
        return redirect(OFFICE)

    async def _remove(self, store: PostgresStore) -> None:
        await asyncio.to_thread(_see_that_it_rests, store)
        await asyncio.to_thread(store.remove)
        await self._rooms.close(store.code)

    async def file(self, request: Request) -> Response:
        """A report or other file of an own session, as it is now."""
        return await self._with_own(request, self._made)

    async def _made(self, form: SentForm, store: PostgresStore) -> Response:
        maker, word = self._rooms.files(store), last(form, "bestand")
        if word not in [offer.word for offer in maker.offers]:
            raise BadRequest(404, NO_SUCH_FILE)
        return file_response(await maker.make(word))

    # Programs

    async def see_pass(self, request: Request) -> Response:
        """Whose pass this is, so that a program knows whether to ask the password anew."""
        name = await self._name(request)
        return Response(name, media_type="text/plain") if name else _said(BadRequest(401, _WRONG))

    async def give_pass(self, request: Request) -> Response:
        """A pass for a program, so that it need not send the password along each time."""
        try:
            name = await self._program(request)
        except KompasError as error:
            return _said(error)
        cookie = await asyncio.to_thread(self._logins.log_in, name, "")
        if self._address.startswith("https:"):
            cookie = over_https((b"set-cookie", cookie.encode()))[1].decode()
        return Response(cookie.partition(";")[0], media_type="text/plain")

    async def reopen(self, request: Request) -> Response:
        """Open an own session again where it was paused, for a beamer elsewhere."""
        try:
            await self._rooms.reopen(await self._store(await self._owner(request), request.path_params["code"]))
        except KompasError as error:
            return _said(error)
        return Response(status_code=204)

    async def bring_home(self, request: Request) -> Response:
        """An own session as a file; one that is open is not given, since it could go on in two places."""
        try:
            owner = await self._owner(request)
            store = await self._store(owner, request.path_params["code"])
            await asyncio.to_thread(_see_that_it_rests, store)
            parcel = await asyncio.to_thread(packed_store, store)
        except KompasError as error:
            return _said(error)
        named = {"content-disposition": f'attachment; filename="kompas-{store.code}.zip"'}
        return Response(parcel, headers=named, media_type="application/zip")

    async def remove_here(self, request: Request) -> Response:
        """Remove an own session, for a program that has it at home."""
        try:
            await self._remove(await self._store(await self._owner(request), request.path_params["code"]))
        except KompasError as error:
            return _said(error)
        return Response(status_code=204)

    async def lift_up(self, request: Request) -> Response:
        """Take in a session from a laptop."""
        try:
            owner = await self._owner(request)
            parcel = await read_body(request, LARGEST_PARCEL, "Deze sessie is te groot om te versturen.")
            async with self._unpacking:
                store = await asyncio.to_thread(lift_up, parcel, self._home, owner)
        except KompasError as error:
            return _said(error)
        return Response(f"{self._address}/{store.code}", 201, media_type="text/plain")

    # Answers

    async def _with_own(self, request: Request, do: _Doing) -> Response:
        """Do something with an own session that a form names."""
        name = await self._name(request)
        if not name:
            return self._login(request)
        try:
            form = await read_form(request)
            return await do(form, await self._store(name, last(form, "code")))
        except BadRequest as error:
            return await self._own_sessions(request, name, str(error), error.status)
        except KompasError as error:
            return await self._own_sessions(request, name, str(error), 409)

    async def _steering(self, store: PostgresStore) -> Response:
        """On to the remote, with the pass that opens it under this code only."""
        code, key = store.code, await asyncio.to_thread(store.remote_key, "")
        cookie = Keyhole(key, code).cookie().replace("Path=/regie", f"Path=/{code}/regie")
        return redirect(f"/{code}/regie", cookie)

    def _choosing(self, request: Request, name: str, alert: str = "", status: int = 401) -> Response:
        main = render("huis/choosing.html", alert=alert, name=name, shortest=SHORTEST_PASSWORD)
        return view_response(request, View(main, "Kies je wachtwoord", "", REMOTE_STYLE), status)

    def _login(self, request: Request, alert: str = "", status: int = 401) -> Response:
        main = render("huis/login.html", alert=alert)
        return view_response(request, View(main, "Begeleiders", "", REMOTE_STYLE), status)

    async def _own_sessions(self, request: Request, name: str, alert: str = "", status: int = 200) -> Response:
        listed = await asyncio.to_thread(self._home.owned, name)
        main = render(
            "huis/sessions.html",
            alert=alert,
            name=name,
            address=self._address,
            sessions=[*map(_in_words, listed)],
            offers=self._offers,
            decks=_deck_titles(),
            shortest=SHORTEST_PASSWORD,
        )
        return view_response(request, View(main, "Jouw sessies", "", REMOTE_STYLE), status)


def _in_words(listed: Listed) -> dict[str, object]:
    when = listed.written.astimezone()
    return {
        "code": listed.code,
        "title": listed.title or listed.code,
        "when": f"{long_date(when)}, {clock_time(when)}",
        "is_ended": listed.is_ended,
        "key": listed.remote_key,
    }


def _deck_titles() -> Sequence[tuple[str, str]]:
    fronts = {name: read_front_matter(path.read_text(encoding="utf-8")) for name, path in shipped_decks().items()}
    return [(name, front["title"] or name) for name, front in fronts.items()]


def _decks(chosen: str, sent: Sequence[SentFile]) -> DeckSet:
    """The deck that was sent along, with its pictures, else the one of ours that was chosen; KompasError without."""
    files = [file for file in sent if file.data]
    if files:
        return _own_deck(files)
    if chosen not in shipped_decks():
        raise KompasError("Kies eerst een kaartenset.")
    return load_decks([chosen])


def _own_deck(files: Sequence[SentFile]) -> DeckSet:
    """The deck among these files, read from a folder that holds nothing else; the pictures come along with it."""
    texts = [file for file in files if file.name.lower().endswith(".md")]
    if len(texts) != 1:
        raise KompasError(_TWO_DECKS if texts else _NO_DECK)
    with TemporaryDirectory(prefix="kompas-") as aside:
        deck = Path(aside) / "eigen.md"
        for file in files:
            if file is not texts[0] and _IS_PICTURE.fullmatch(file.name):
                (Path(aside) / file.name).write_bytes(file.data)
        try:
            deck.write_text(texts[0].data.decode("utf-8"), encoding="utf-8", newline="")
        except UnicodeDecodeError as error:
            raise KompasError(_NO_DECK) from error
        try:
            return load_decks([str(deck)], is_foreign=True)
        except KompasError as error:
            raise KompasError(str(error).replace(f"{aside}/", "")) from error


def _see_that_it_rests(store: PostgresStore) -> None:
    """BadRequest where the session goes on now."""
    _, is_ended = store.standing()
    if not is_ended and store.is_in_use():
        raise BadRequest(409, _RUNS)


def _said(error: KompasError) -> Response:
    status = error.status if isinstance(error, BadRequest) else 409
    return Response(f"{error}\n", status, media_type="text/plain")
