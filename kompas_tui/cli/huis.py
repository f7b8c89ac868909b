"""The server of many sessions as a command, and sessions that go to it or come home from it."""

import asyncio
import signal
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kompas_tui.cli.account import see_that_it_is_safe, signed_in
from kompas_tui.cli.downloads import Downloads
from kompas_tui.cli.saying import asked_unseen, say
from kompas_tui.cli.sessions import existing_session, new_folder, remember_elsewhere
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.wording import as_argument
from kompas_tui.journal import SessionFolder
from kompas_tui.journal.parcels import bring_home, packed_folder
from kompas_tui.web.files import MadeFile

if TYPE_CHECKING:
    from kompas_tui.journal.postgres import PostgresStore

NO_EXTRA = (
    "Voor een server ontbreken onderdelen. Zet ze erbij met "
    f'‘{sys.executable} -m pip install "psycopg[binary,pool]" argon2-cffi prometheus-client’.'
)
_MAKING = asyncio.Semaphore(2)
"""So many files at once on a server: each takes a copy of a session and a program of its own."""


class StoreDownloads:
    """Makes the files of a session on a server, from a copy in a folder that is gone afterwards."""

    offers = Downloads.offers

    def __init__(self, store: "PostgresStore") -> None:
        """Nothing is copied until a file is asked for."""
        self._store = store

    async def make(self, word: str) -> MadeFile:
        """The file that this word stands for, of the session as it is now."""
        async with _MAKING:
            with TemporaryDirectory(prefix="kompas-") as aside:
                path = Path(aside) / self._store.code
                await asyncio.to_thread(self._copied, path)
                return await Downloads(path).make(word)

    def _copied(self, path: Path) -> None:
        from kompas_tui.huis.travel import packed_store

        bring_home(packed_store(self._store), path)


def run_huis(database: str, address: str, host: str, port: int, accounts: Path, node: str, proxies: str) -> int:
    """Serve every session in a database until a signal comes."""
    address = address.rstrip("/")
    see_that_it_is_safe(address)
    if "*" in proxies:
        raise KompasError("Noem bij ‘--proxy’ de adressen van je proxy’s. Een sterretje gelooft iedereen.")
    try:
        return asyncio.run(_serve(database, address, host, port, accounts, node or f"http://127.0.0.1:{port}", proxies))
    except ImportError as error:
        raise KompasError(NO_EXTRA) from error


async def _serve(
    database: str, address: str, host: str, port: int, accounts: Path, node: str, proxies: str
) -> int:  # fmt: skip
    from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

    from kompas_tui.huis import HuisApp, HuisSettings
    from kompas_tui.huis.logs import log_to_output
    from kompas_tui.journal.postgres import PostgresHome
    from kompas_tui.web import Limits, bind_exactly, serve

    log_to_output()
    sock = bind_exactly(host, port)
    home = PostgresHome(database, node)
    try:
        app = HuisApp(home, HuisSettings(address, accounts, StoreDownloads, Downloads.offers))
        stopped, loop = asyncio.Event(), asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stopped.set)
        served: Any = app  # uvicorn and Starlette each have types of their own for the same thing
        trusted: Any = ProxyHeadersMiddleware(served, trusted_hosts=[part.strip() for part in proxies.split(",")])
        async with serve(trusted, sock, limits=Limits(per_address=8_000, together=8_000)):
            say(f"De server is open op {address}. Begeleiders beginnen op {address}/begeleider.", error=True)
            await stopped.wait()
            app.end_streams()
        await app.close()
    finally:
        await asyncio.to_thread(home.close)
    return 0


def add_huis_account(name: str, path: Path) -> int:
    """Ask a password twice, and keep its hash."""
    try:
        from kompas_tui.huis import add_account
    except ImportError as error:
        raise KompasError(NO_EXTRA) from error
    asked = asked_unseen("Wachtwoord")
    if asked_unseen("Nog een keer") != asked:
        raise KompasError("De twee wachtwoorden zijn niet gelijk. Er is niets veranderd.")
    say(add_account(path, name, asked))
    return 0


def bring_session_home(code: str, huis: str, name: str, path: Path | None, *, remove: bool) -> int:
    """Bring a session from a server into a folder, and remove it there where that is asked."""
    code, account = code.upper(), signed_in(huis, name)
    parcel = account.ask("GET", f"/begeleider/sessie/{code}").content
    if path is not None:
        remember_elsewhere(path)
    folder = bring_home(parcel, path if path is not None else _place_for(code))
    here = as_argument(folder.path)
    say(f"De sessie {code} staat nu in {folder.path}. Maak een verslag met: kompas verslag {here}")
    if remove:
        account.ask("DELETE", f"/begeleider/sessie/{code}")
        say("Op de server is de sessie gewist.")
    return 0


def _place_for(code: str) -> Path:
    from datetime import datetime

    return new_folder(f"huis-{code.lower()}", datetime.now().astimezone()).path


def lift_session_up(path: Path, huis: str, name: str) -> int:
    """Send a session from its folder to a server; the folder stays as it is."""
    folder: SessionFolder = existing_session(path)
    account = signed_in(huis, name)
    with folder.lock():
        address = account.ask("POST", "/begeleider/sessie", packed_folder(folder)).text
    code = address.rpartition("/")[2]
    say(f"De sessie staat nu ook op de server: {address}")
    say(f"Ga op één plek verder. Op de server begint dat met: kompas hervat {code} --huis {account.address}")
    return 0
