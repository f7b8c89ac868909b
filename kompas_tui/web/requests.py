"""What a request holds, read with limits: a form, a JSON object, cookies; knows no session."""

import re
from collections.abc import Iterator, Mapping, Sequence
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import HTTP
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, unquote_plus

import msgspec
from starlette.requests import Request
from starlette.types import Scope

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.language.text import disarmed
from kompas_tui.domain.session.event_json import NOT_JSON
from kompas_tui.web.languages import LANGUAGE_NAMES, best_language

# The longest form that we ask fits several times; more is no answer.
_MOST_BYTES = 16_000
_MOST_FIELDS = 600
_MOST_PARTS, _LONGEST_HEAD = 20, 2_000
"""Of a form with a file: the page sends four, each with a line or two before its bytes."""
FORM_TYPE, UPLOAD_TYPE = "application/x-www-form-urlencoded", "multipart/form-data"
DEVICE_COOKIE, ROLE_COOKIE, SEAT_COOKIE, TABLET_COOKIE = "kompas", "kompas-rol", "kompas-tafel", "tablet"
LANGUAGE_COOKIE, _PLACE_COOKIE = "kompas-taal", "kompas-plek"
_COOKIE_SECONDS = 30 * 24 * 3600

_DEVICE = re.compile(r"(?:^|;\s*)kompas=([A-Za-z0-9_-]{32})(?:;|$)")
_ROLE = re.compile(r"(?:^|;\s*)kompas-rol=([^;]*)")
_SEAT = re.compile(r"(?:^|;\s*)kompas-tafel=([^;]*)")
_PLACE = re.compile(r"(?:^|;\s*)kompas-plek=([^;]*)")
_TABLET = re.compile(r"(?:^|;\s*)tablet=([A-Za-z0-9_-]{32})(?:;|$)")
_LANGUAGE = re.compile(rf"(?:^|;\s*){LANGUAGE_COOKIE}=([a-z-]{{2,10}})(?:;|$)")
_CODE_WORD = re.compile(r"[A-Za-z0-9_-]{8,64}")

SentForm = dict[str, list[str]]


_NO_FORM = phrase("Dit formulier klopt niet. Laad de pagina opnieuw en probeer het nog eens.")
ELSEWHERE = phrase("Dit verzoek kwam van een andere pagina. Open de pagina van de sessie opnieuw.")
_TOO_LARGE = phrase("Dit is te veel tekst om te versturen. Maak je antwoord korter.")


class BadRequest(KompasError):
    """A request that can't be read, with the status that says so."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


def headers_of(scope: Scope) -> Mapping[bytes, bytes]:
    """The headers of a request by their names in small letters, looked through once."""
    headers: dict[bytes, bytes] | None = scope.get("kompas.headers")
    if headers is None:
        # Reversed: of a header that is sent twice the first one counts, as it does for Starlette.
        headers = scope["kompas.headers"] = dict(reversed(scope["headers"]))
    return headers


def header(request: Request, name: bytes) -> str:
    """A header as text, empty where it is missing; much quicker than Starlette's, which counts for ballots."""
    return str(headers_of(request.scope).get(name, b""), "latin-1")


def is_from_elsewhere(request: Request) -> bool:
    """Whether a browser says that another site sent this.

    On plain HTTP most browsers don't name the site, and send `null` as the origin of a page without referrer.
    """
    if header(request, b"sec-fetch-site") not in ("", "same-origin", "none"):
        return True
    origin = header(request, b"origin")
    if origin in ("", "null"):
        return False
    host = header(request, b"host")
    return origin not in (f"http://{host}", f"https://{host}")


async def read_body(request: Request, most: int = _MOST_BYTES, too_large: str = _TOO_LARGE) -> bytes:
    """The whole body; BadRequest where it is too large or breaks off."""
    announced = header(request, b"content-length")
    if announced.isdecimal() and int(announced) > most:
        raise BadRequest(413, too_large)
    body, more = bytearray(), True
    while more:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise BadRequest(400, phrase("De verbinding brak af. Je antwoord is niet opgeslagen."))
        body += message.get("body", b"")
        more = message.get("more_body", False)
        # A length that was announced may be missing or untrue.
        if len(body) > most:
            raise BadRequest(413, too_large)
    return bytes(body)


async def read_form(request: Request) -> SentForm:
    """The texts per input of a posted form; BadRequest where it can't be read or a page elsewhere sent it."""
    if is_from_elsewhere(request):
        raise BadRequest(403, ELSEWHERE)
    if header(request, b"content-type").partition(";")[0].strip().lower() != FORM_TYPE:
        raise BadRequest(
            415, phrase("Dit formulier kan ik niet lezen. Laad de pagina opnieuw en probeer het nog eens.")
        )
    body = await read_body(request)
    try:
        sent = body.decode("ascii")
    except UnicodeDecodeError as error:
        raise BadRequest(400, _NO_FORM) from error
    if sent.count("&") >= _MOST_FIELDS:
        raise BadRequest(400, _NO_FORM)
    # Most answers are numbers of options: one look at the whole spares a look at each name and value.
    plain = str if sent.isprintable() and "%" not in sent and "+" not in sent else _plain
    form: SentForm = {}
    for pair in sent.split("&"):
        if pair:
            name, _, value = pair.partition("=")
            form.setdefault(plain(name), []).append(plain(value))
    return form


async def read_upload(request: Request, name: str, most: int) -> tuple[SentForm, bytes]:
    """The texts of a posted form with a file, and the bytes of the file in this input; BadRequest as `read_form`."""
    form, files = await read_uploads(request, name, most, "Dit bestand is te groot. Kies een kleinere foto.")
    return form, files[-1].data if files else b""


class SentFile(NamedTuple):
    """A file as a browser sends it; the name is whatever somebody calls it."""

    name: str
    data: bytes


async def read_uploads(
    request: Request, name: str, most: int, too_large: str
) -> tuple[SentForm, Sequence[SentFile]]:  # fmt: skip
    """The texts of a posted form with files, and the files in this input; BadRequest as `read_form`."""
    if is_from_elsewhere(request):
        raise BadRequest(403, ELSEWHERE)
    kind = header(request, b"content-type")
    if kind.partition(";")[0].strip().lower() != UPLOAD_TYPE:
        raise BadRequest(415, _NO_FORM)
    body = await read_body(request, most, too_large)
    form: SentForm = {}
    files: list[SentFile] = []
    for named, called, held in _parts(kind, body):
        if named == name:
            files.append(SentFile(called, held))
        elif len(held) > _MOST_BYTES:
            raise BadRequest(413, _TOO_LARGE)
        else:
            form.setdefault(named, []).append(disarmed(held.decode("utf-8", "replace").strip()))
    return form, files


def _parts(kind: str, body: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Of each part of a form with a file its name, that of its file and its bytes, which are not looked through."""
    boundary = _head(b"Content-Type: " + kind.encode("latin-1")).get_boundary("")
    pieces = body.split(b"--" + boundary.encode("latin-1", "replace"), _MOST_PARTS + 2)
    if not boundary or len(pieces) > _MOST_PARTS + 2:
        raise BadRequest(400, _NO_FORM)
    for piece in pieces[1:-1]:
        head, gap, held = piece.partition(b"\r\n\r\n")
        if not gap or len(head) > _LONGEST_HEAD:
            raise BadRequest(400, _NO_FORM)
        told = _head(head.lstrip())
        named, called = (told.get_param(key, "", "content-disposition") for key in ("name", "filename"))
        yield str(named), str(called), held.removesuffix(b"\r\n")


def _head(lines: bytes) -> EmailMessage:
    return message_from_bytes(lines + b"\r\n\r\n", policy=HTTP)


def _plain(sent: str) -> str:
    """A name or value from a form as it was typed, without what steers, since a refused form shows it again."""
    return disarmed(unquote_plus(sent) if "%" in sent or "+" in sent else sent)


async def read_object(request: Request) -> dict[str, Any]:
    """The JSON object in the body."""
    try:
        data = msgspec.json.decode(await read_body(request))
    except NOT_JSON as error:
        raise BadRequest(400, 'Dit is geen JSON. Stuur bijvoorbeeld {"opdracht": "volgende"}.') from error
    if not isinstance(data, dict):
        raise BadRequest(400, 'Stuur een opdracht als object, zoals {"opdracht": "volgende"}.')
    return data


def code_word(sent: str) -> str:
    """A nonce that a phone made up, empty where it made none; BadRequest where it is no such word."""
    if sent and not _CODE_WORD.fullmatch(sent):
        raise BadRequest(400, phrase("Je telefoon stuurde iets wat niet klopt. Laad de pagina opnieuw."))
    return sent


def once_key(request: Request) -> str:
    """The key under which an answer counts once, empty where none came; BadRequest tells a program what it may be."""
    sent = header(request, b"idempotency-key")
    if sent and not _CODE_WORD.fullmatch(sent):
        raise BadRequest(400, "In ‘Idempotency-Key’ horen 8 tot 64 letters, cijfers of streepjes.")
    return sent


def last(form: Mapping[str, Sequence[str]], name: str) -> str:
    """The one text of an input, empty where it was not sent."""
    return (form.get(name) or [""])[-1]


def device_token(request: Request) -> str:
    """The device's token, empty where it sends none."""
    match = _DEVICE.search(header(request, b"cookie"))
    return match[1] if match else ""


def chosen_role(request: Request, roles: Sequence[str], code: str) -> str:
    """The role that this device chose in the session with this code, empty where it chose none of these."""
    return _chosen(request, _ROLE, roles, code)


def chosen_table(request: Request, tables: Sequence[str], code: str) -> str:
    """The table that this device picked in the session with this code, empty where it picked none of these."""
    return _chosen(request, _SEAT, tables, code)


def told_place(request: Request, places: Sequence[str], code: str) -> str:
    """Where this device said that it is, in the session with this code; empty where it did not."""
    return _chosen(request, _PLACE, places, code)


def _chosen(request: Request, cookie: re.Pattern[str], names: Sequence[str], code: str) -> str:
    match = cookie.search(header(request, b"cookie")) if names else None
    of, _, name = unquote(match[1]).partition(".") if match else ("", "", "")
    return name if of == code and name in names else ""


def tablet_token(request: Request) -> str:
    """The token of a device that goes from hand to hand, or wants to; empty where it sends none."""
    sent = header(request, b"cookie")
    match = _TABLET.search(sent) if "tablet" in sent else None
    return match[1] if match else ""


def language_of(request: Request) -> str:
    """The code of the language that this phone chose, else of the one that its browser asks for."""
    sent = header(request, b"cookie")
    chosen = _LANGUAGE.search(sent) if LANGUAGE_COOKIE in sent else None
    return chosen[1] if chosen and chosen[1] in LANGUAGE_NAMES else best_language(header(request, b"accept-language"))


def language_cookie(code: str) -> str:
    """A cookie that keeps the language that was chosen."""
    return _cookie(LANGUAGE_COOKIE, code)


def device_cookie(token: str) -> str:
    """A cookie that keeps the device's token."""
    return _cookie(DEVICE_COOKIE, token)


def role_cookie(role: str, code: str) -> str:
    """A cookie that keeps the role in the session with this code, and in no other."""
    return _cookie(ROLE_COOKIE, f"{code}.{quote(role, safe='')}")


def seat_cookie(table: str, code: str) -> str:
    """A cookie that keeps the table in the session with this code, and in no other."""
    return _cookie(SEAT_COOKIE, f"{code}.{quote(table, safe='')}")


def place_cookie(place: str, code: str) -> str:
    """A cookie that keeps where somebody is in the session with this code, and in no other."""
    return _cookie(_PLACE_COOKIE, f"{code}.{place}")


def tablet_cookie(token: str) -> str:
    """A cookie that keeps the token of a device that goes from hand to hand, or wants to."""
    return _cookie(TABLET_COOKIE, token)


def forgotten(*names: str) -> list[str]:
    """Cookies that make a device forget these."""
    return [_cookie(name, "", 0) for name in names]


def _cookie(name: str, value: str, seconds: int = _COOKIE_SECONDS) -> str:
    # Not `Secure`: the laptop serves plain HTTP, over which a browser never brings such a cookie back.
    return f"{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax"
