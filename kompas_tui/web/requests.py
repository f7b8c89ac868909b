"""What a request holds, read with limits: a form, a JSON object, cookies; knows no session."""

import re
from collections.abc import Iterator, Mapping, Sequence
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import HTTP
from typing import Any
from urllib.parse import quote, unquote, unquote_plus

import msgspec
from starlette.requests import Request

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.text import disarmed

_MOST_BYTES = 16_000
_MOST_FIELDS = 600
_MOST_PARTS, _LONGEST_HEAD = 20, 2_000
"""Of a form with a file: the page sends four, each with a line or two before its bytes."""
FORM_TYPE, UPLOAD_TYPE = "application/x-www-form-urlencoded", "multipart/form-data"
DEVICE_COOKIE, ROLE_COOKIE, SEAT_COOKIE, TABLET_COOKIE = "kompas", "kompas-rol", "kompas-tafel", "tablet"
_COOKIE_SECONDS = 30 * 24 * 3600

_DEVICE = re.compile(r"(?:^|;\s*)kompas=([A-Za-z0-9_-]{32})(?:;|$)")
_ROLE = re.compile(r"(?:^|;\s*)kompas-rol=([^;]*)")
_SEAT = re.compile(r"(?:^|;\s*)kompas-tafel=([^;]*)")
_TABLET = re.compile(r"(?:^|;\s*)tablet=([A-Za-z0-9_-]{32})(?:;|$)")
_CODE_WORD = re.compile(r"[A-Za-z0-9_-]{8,64}")

SentForm = dict[str, list[str]]


_NO_FORM = "Dit formulier klopt niet. Laad de pagina opnieuw en probeer het nog eens."
ELSEWHERE = "Dit verzoek kwam van een andere pagina. Scan de code op het scherm in de zaal."
_TOO_LARGE = "Dit is te veel tekst om te versturen. Maak je antwoord korter."


class BadRequest(KompasError):
    """A request that can't be read, with the status that says so."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


def header(request: Request, name: bytes) -> str:
    """A header as text, empty where it is missing; much quicker than Starlette's, which counts for ballots."""
    headers: dict[bytes, bytes] | None = request.scope.get("kompas.headers")
    if headers is None:
        headers = request.scope["kompas.headers"] = dict(reversed(request.scope["headers"]))
    return str(headers.get(name, b""), "latin-1")


def is_from_elsewhere(request: Request) -> bool:
    """Whether a browser says that another site sent this.

    On plain HTTP most browsers don't name the site, and send `null` as the origin of a page without referrer.
    """
    origin, host = header(request, b"origin"), header(request, b"host")
    site = header(request, b"sec-fetch-site")
    return origin not in ("", "null", f"http://{host}", f"https://{host}") or site not in ("", "same-origin", "none")


async def read_body(request: Request, most: int = _MOST_BYTES, too_large: str = _TOO_LARGE) -> bytes:
    """The whole body; BadRequest where it is too large or breaks off."""
    announced = header(request, b"content-length")
    if announced.isdigit() and int(announced) > most:
        raise BadRequest(413, too_large)
    body, more = bytearray(), True
    while more:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise BadRequest(400, "De verbinding brak af. Je antwoord is niet opgeslagen.")
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > most:
            raise BadRequest(413, too_large)
    return bytes(body)


async def read_form(request: Request) -> SentForm:
    """The texts per input of a posted form; BadRequest where it can't be read or a page elsewhere sent it."""
    if is_from_elsewhere(request):
        raise BadRequest(403, ELSEWHERE)
    if header(request, b"content-type").partition(";")[0].strip().lower() != FORM_TYPE:
        raise BadRequest(415, "Dit formulier kan ik niet lezen. Laad de pagina opnieuw en probeer het nog eens.")
    body = await read_body(request)
    try:
        pairs = body.decode("ascii").split("&")
    except UnicodeDecodeError as error:
        raise BadRequest(400, _NO_FORM) from error
    if len(pairs) > _MOST_FIELDS:
        raise BadRequest(400, _NO_FORM)
    form: SentForm = {}
    for pair in pairs:
        if pair:
            name, _, value = pair.partition("=")
            form.setdefault(_plain(name), []).append(_plain(value))
    return form


async def read_upload(request: Request, name: str, most: int) -> tuple[SentForm, bytes]:
    """The texts of a posted form with a file, and the bytes of the file in this input; BadRequest as `read_form`."""
    if is_from_elsewhere(request):
        raise BadRequest(403, ELSEWHERE)
    kind = header(request, b"content-type")
    if kind.partition(";")[0].strip().lower() != UPLOAD_TYPE:
        raise BadRequest(415, _NO_FORM)
    body = await read_body(request, most, "Dit bestand is te groot. Kies een kleinere foto.")
    form: SentForm = {}
    file = b""
    for said, held in _parts(kind, body):
        if said == name:
            file = held
        elif len(held) > _MOST_BYTES:
            raise BadRequest(413, _TOO_LARGE)
        else:
            form.setdefault(said, []).append(disarmed(held.decode("utf-8", "replace").strip()))
    return form, file


def _parts(kind: str, body: bytes) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each part of a form with a file; what is in a part is not looked through."""
    boundary = _head(b"Content-Type: " + kind.encode("latin-1")).get_boundary("")
    pieces = body.split(b"--" + boundary.encode("latin-1", "replace"), _MOST_PARTS + 2)
    if not boundary or len(pieces) > _MOST_PARTS + 2:
        raise BadRequest(400, _NO_FORM)
    for piece in pieces[1:-1]:
        head, gap, held = piece.partition(b"\r\n\r\n")
        if not gap or len(head) > _LONGEST_HEAD:
            raise BadRequest(400, _NO_FORM)
        named = _head(head.lstrip()).get_param("name", "", "content-disposition")
        yield str(named), held.removesuffix(b"\r\n")


def _head(lines: bytes) -> EmailMessage:
    return message_from_bytes(lines + b"\r\n\r\n", policy=HTTP)


def _plain(sent: str) -> str:
    """A name or value from a form as it was typed, without what steers, since a refused form shows it again."""
    return disarmed(unquote_plus(sent) if "%" in sent or "+" in sent else sent)


async def read_object(request: Request) -> dict[str, Any]:
    """The JSON object in the body."""
    try:
        found = msgspec.json.decode(await read_body(request))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise BadRequest(400, 'Dit is geen JSON. Stuur bijvoorbeeld {"opdracht": "volgende"}.') from error
    if not isinstance(found, dict):
        raise BadRequest(400, 'Stuur een opdracht als object, zoals {"opdracht": "volgende"}.')
    return found


def code_word(sent: str) -> str:
    """A nonce or key that a phone made up, empty where it made none; BadRequest where it is no such word."""
    if sent and not _CODE_WORD.fullmatch(sent):
        raise BadRequest(400, "Je telefoon stuurde iets wat niet klopt. Laad de pagina opnieuw.")
    return sent


def last(form: Mapping[str, Sequence[str]], name: str) -> str:
    """The one text of an input, empty where it was not sent."""
    return (form.get(name) or [""])[-1]


def device_token(request: Request) -> str:
    """The device's token, empty where it sends none."""
    found = _DEVICE.search(header(request, b"cookie"))
    return found[1] if found else ""


def chosen_role(request: Request, roles: Sequence[str], code: str) -> str:
    """The role that this device chose in the session with this code, empty where it chose none of these."""
    return _chosen(request, _ROLE, roles, code)


def chosen_table(request: Request, tables: Sequence[str], code: str) -> str:
    """The table that this device picked in the session with this code, empty where it picked none of these."""
    return _chosen(request, _SEAT, tables, code)


def _chosen(request: Request, cookie: re.Pattern[str], names: Sequence[str], code: str) -> str:
    found = cookie.search(header(request, b"cookie")) if names else None
    of, _, name = unquote(found[1]).partition(".") if found else ("", "", "")
    return name if of == code and name in names else ""


def tablet_token(request: Request) -> str:
    """The token of a device that goes from hand to hand, or wants to; empty where it sends none."""
    sent = header(request, b"cookie")
    found = _TABLET.search(sent) if "tablet" in sent else None
    return found[1] if found else ""


def device_cookie(token: str) -> str:
    """A cookie that keeps the device's token."""
    return _cookie(DEVICE_COOKIE, token)


def role_cookie(role: str, code: str) -> str:
    """A cookie that keeps the role in the session with this code, and in no other."""
    return _cookie(ROLE_COOKIE, f"{code}.{quote(role, safe='')}")


def seat_cookie(table: str, code: str) -> str:
    """A cookie that keeps the table in the session with this code, and in no other."""
    return _cookie(SEAT_COOKIE, f"{code}.{quote(table, safe='')}")


def tablet_cookie(token: str) -> str:
    """A cookie that keeps the token of a device that goes from hand to hand, or wants to."""
    return _cookie(TABLET_COOKIE, token)


def forgotten(*names: str) -> list[str]:
    """Cookies that make a device forget these."""
    return [_cookie(name, "", 0) for name in names]


def _cookie(name: str, value: str, seconds: int = _COOKIE_SECONDS) -> str:
    return f"{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax"
