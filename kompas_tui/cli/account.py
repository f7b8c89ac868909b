"""The facilitator's account on a server: asks name and password, keeps the pass that the server gives for them."""

import hashlib
import json
import os
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import click
import httpx

from kompas_tui.cli.saying import asked_unseen, say
from kompas_tui.domain.language.errors import KompasError, reason
from kompas_tui.domain.language.text import disarmed
from kompas_tui.domain.language.wording import quoted
from kompas_tui.journal.files import PRIVATE, make_folder, put_in_place, read_small
from kompas_tui.journal.parcels import LARGEST_PARCEL

PASSWORD, PASSWORD_FILE = "KOMPAS_WACHTWOORD", "KOMPAS_WACHTWOORD_BESTAND"
# A session with photos goes up and down over the upload of somebody's home.
_SECONDS = 120.0
_LARGEST = 4096
_REUSED_SECONDS = 6 * 3600
"""A pass is good for twelve hours: one that is older than this could end in the middle of a session that begins now."""
_FROM_KOMPAS = "x-kompas"
_PASS = re.compile(r"[\w-]{1,80}=[\w.~+/=%|-]{1,1000}", re.ASCII)
"""A name and a value, with no sign that would begin another header or cookie."""

NO_ANSWER = "De server antwoordt niet. Kijk of het adres klopt en probeer het opnieuw."
NO_HUIS = "Op dit adres staat geen server van Kompas. Kijk of het adres klopt."
OLD_SERVER = (
    "Deze server heeft een oudere versie van Kompas. Een beamer kan er nog niet bij. "
    "Vraag je beheerder om de nieuwe versie."
)


@dataclass(frozen=True, slots=True)
class Account:
    """Who works on which server, with the pass that shows it."""

    address: str
    """Such as https://kompas.gemeente.example, nothing behind it."""
    name: str
    cookie: str = field(repr=False)

    def client(self, code: str = "") -> httpx.AsyncClient:
        """A line to the server, or to one session on it, for programs that go on meanwhile."""
        base = f"{self.address}/{code}" if code else self.address
        headers = {"cookie": self.cookie, "accept-encoding": "identity"}
        return httpx.AsyncClient(base_url=base, headers=headers, timeout=_SECONDS, trust_env=False)

    def ask(self, method: str, path: str, sent: bytes | None = None) -> httpx.Response:
        """What the server answers; KompasError with its sentence where it refuses."""
        return answer_of(self.address, method, path, sent, {"cookie": self.cookie})


def see_that_it_is_safe(address: str) -> None:
    """KompasError where a password and answers would go over the network for anybody to read."""
    parts = urlsplit(address)
    is_here = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if not parts.hostname or parts.path or parts.query or parts.scheme not in ("http", "https"):
        raise KompasError(
            f"{quoted(address)} is geen adres van een server. Noem het zo: https://kompas.gemeente.example"
        )
    if parts.scheme == "http" and not is_here:
        raise KompasError("Dit adres is niet veilig. Begin het met https://, of vraag je beheerder naar het adres.")


def signed_in(huis: str, name: str) -> Account:
    """Who works on this server: by the pass that was kept while that is good, else by name and password."""
    address, name = huis.rstrip("/"), name.strip().lower()
    see_that_it_is_safe(address)
    kept = _kept(address)
    if kept is not None and name in ("", kept.name) and _is_good(kept):
        return kept
    name = name or str(click.prompt("Je naam op de server", prompt_suffix=": ")).strip().lower()
    answer = answer_of(address, "POST", "/begeleider/pas", None, auth=(name, _password(name)))
    if not _PASS.fullmatch(answer.text):
        raise KompasError(NO_HUIS)
    account = Account(address, name, answer.text)
    _keep(account)
    return account


def _is_good(account: Account) -> bool:
    """Whether the server still takes this pass; KompasError where it does not answer."""
    answer = _answered(account.address, "GET", "/begeleider/pas", None, {"cookie": account.cookie})
    if not answer.headers.get(_FROM_KOMPAS):
        raise KompasError(NO_HUIS)
    return answer.status_code == httpx.codes.OK


def _password(name: str) -> str:
    if given := os.environ.get(PASSWORD, ""):
        return given
    if path := os.environ.get(PASSWORD_FILE, ""):
        try:
            return read_small(Path(path), _LARGEST).decode("utf-8", "replace").splitlines()[0]
        except (OSError, IndexError) as error:
            raise KompasError(f"In {path} staat geen wachtwoord dat ik kan lezen. Noem een ander bestand.") from error
    return asked_unseen(f"Wachtwoord van {name}")


def _pass_file(address: str) -> Path:
    from platformdirs import user_state_path

    name = hashlib.sha256(address.encode()).hexdigest()[:16]
    return user_state_path("kompas", appauthor=False) / "passen" / f"{name}.json"


def _kept(address: str) -> Account | None:
    try:
        kept = json.loads(read_small(_pass_file(address), _LARGEST))
        name, cookie, age = kept["naam"], kept["pas"], time.time() - kept["sinds"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    is_ours = (
        0 <= age < _REUSED_SECONDS
        and isinstance(name, str)
        and isinstance(cookie, str)
        and _PASS.fullmatch(cookie) is not None
    )
    return Account(address, name, cookie) if is_ours else None


def _keep(account: Account) -> None:
    """Keep a pass where only this user reads it; where that can't be done, it is asked again the next time."""
    path = _pass_file(account.address)
    kept = {"naam": account.name, "pas": account.cookie, "sinds": int(time.time())}
    try:
        path.parent.parent.mkdir(parents=True, exist_ok=True)
        make_folder(path.parent)
        put_in_place(json.dumps(kept).encode(), path, PRIVATE)
    except OSError as error:
        say(
            f"Ik kan niet bewaren dat je inlogde: {reason(error)}. De volgende keer typ je je wachtwoord opnieuw.",
            error=True,
        )


def is_of_kompas(answer: httpx.Response) -> bool:
    """Whether Kompas did what was asked; a portal on the way says yes to anything."""
    return answer.is_success and bool(answer.headers.get(_FROM_KOMPAS))


def answer_of(
    address: str,
    method: str,
    path: str,
    sent: bytes | None,
    headers: dict[str, str] | None = None,
    auth: tuple[str, str] | None = None,
) -> httpx.Response:
    """What a server answers; KompasError with its sentence where it refuses."""
    answer = _answered(address, method, path, sent, headers, auth)
    if is_of_kompas(answer):
        return answer
    if not answer.headers.get(_FROM_KOMPAS):
        raise KompasError(NO_HUIS)
    if answer.headers.get("content-type", "").startswith("text/plain"):
        raise KompasError(disarmed(answer.text.strip()) or NO_ANSWER)
    raise KompasError(OLD_SERVER if answer.status_code in (404, 405) else NO_ANSWER)


def _answered(
    address: str,
    method: str,
    path: str,
    sent: bytes | None,
    headers: dict[str, str] | None = None,
    auth: tuple[str, str] | None = None,
) -> httpx.Response:
    login = (auth[0].encode(), auth[1].encode()) if auth else None
    body = bytearray()
    try:
        with httpx.stream(
            method,
            f"{address}{path}",
            content=sent,
            headers={"accept-encoding": "identity", **(headers or {})},
            auth=login,
            timeout=_SECONDS,
            trust_env=False,
        ) as answer:
            for piece in answer.iter_bytes():
                body += piece
                if len(body) > LARGEST_PARCEL:
                    raise KompasError(NO_HUIS)  # no session is so large
    except httpx.HTTPError as error:
        raise KompasError(NO_ANSWER) from error
    told = {name: answer.headers[name] for name in (_FROM_KOMPAS, "content-type") if name in answer.headers}
    return httpx.Response(answer.status_code, headers=told, content=bytes(body))
