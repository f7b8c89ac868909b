"""The line of a beamer to a session on a server, over HTTPS: events come down as a stream, orders go up one by one."""

import contextlib
from collections.abc import AsyncGenerator
from dataclasses import replace
from typing import NoReturn, TypeVar

import httpx
import msgspec

from kompas_tui.cli.account import Account, is_of_kompas
from kompas_tui.deck_files import DeckSet, deck_texts
from kompas_tui.deck_files.pictures import is_as_kept
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.text import disarmed
from kompas_tui.domain.session.event_json import NOT_JSON
from kompas_tui.workshop.attached import MISFIT, NEWER_SERVER
from kompas_tui.workshop.attached_parts import LineCut, LineEnded
from kompas_tui.workshop.frames import LINE_VERSION, EditedDecks, Frame, Press, Reply, Welcome

# Longer than two heartbeats of the server: one that is missed is no broken line.
_ANSWER_SECONDS, _SILENT_SECONDS = 8.0, 12.0

OTHER_VERSION = "De server heeft een andere versie van Kompas ({server}). Zet op deze laptop dezelfde versie."
_NO_SESSION = "Onder deze code loopt op de server geen sessie. Kijk of de code klopt."
_AWAY = "De server antwoordt niet. Kijk of er internet is."

_MOST_BYTES = 1 << 26
"""In a line or an answer: more than any session has, and less than a laptop."""

T = TypeVar("T")


class HuisLine:
    """The line to one session."""

    def __init__(self, account: Account, code: str) -> None:
        self._account, self.code = account, code
        self._client = account.client(code)

    async def close(self) -> None:
        """Let go of the server."""
        await self._client.aclose()

    async def welcome(self) -> Welcome:
        """What must be known first; LineEnded where the server does not want this beamer, or they don't fit."""
        welcome = _read(await self._asked("GET", "/beamer"), Welcome)
        if welcome.line != LINE_VERSION:
            raise LineEnded(OTHER_VERSION.format(server=disarmed(welcome.version)))
        return msgspec.structs.replace(welcome, notices=tuple(map(disarmed, welcome.notices)))

    async def all_by_now(self) -> list[Frame]:
        """All that happened so far; what happens meanwhile comes with `frames`. LineCut where that breaks off."""
        sofar: list[Frame] = []
        async with contextlib.aclosing(self.frames(0)) as coming:
            async for frame in coming:
                sofar.append(frame)
                if frame.is_whole:
                    return sofar
        raise LineCut(_AWAY)

    async def frames(self, begin: int) -> AsyncGenerator[Frame]:
        """What happened from this place in the log on, and what happens, until the line is cut."""
        try:
            async with self._client.stream(
                "GET", "/beamer/stroom", params={"vanaf": begin}, timeout=_SILENT_SECONDS
            ) as stream:
                if not is_of_kompas(stream):
                    _refuse(stream, await _body(stream))
                async for line in _lines(stream):
                    yield _without_steering(_read(line, Frame))
        except httpx.HTTPError as error:
            raise LineCut(_AWAY) from error

    async def give(self, order: Press) -> Reply:
        """Have an order carried out."""
        reply = _read(await self._asked("POST", "/beamer/opdracht", msgspec.json.encode(order)), Reply)
        refusal = reply.refusal and replace(reply.refusal, sentence=disarmed(reply.refusal.sentence))
        return Reply(_without_steering(reply.frame), disarmed(reply.told), refusal)

    async def picture(self, digest: str) -> bytes | None:
        """The picture under this hash; None where it is gone, LineCut where no answer came."""
        # A session that ended lacks a picture at most: the last page must come all the same.
        with contextlib.suppress(LineEnded):
            data = await self._asked("GET", f"/beamer/beeld/{digest}")
            return data if is_as_kept(data, digest) else None  # another one would stand in the report
        return None

    async def take_over(self, decks: DeckSet) -> None:
        """Send edited decks with their pictures."""
        sent = msgspec.json.encode(EditedDecks(deck_texts(decks), dict(decks.pictures)))
        try:
            await self._asked("POST", "/beamer/kaarten", sent)
        except LineEnded as error:
            raise CommandRefused(str(error)) from error

    async def new_pairing(self, key: str) -> tuple[str, int]:
        """The address by which one phone can steer too, and how many seconds that can be used."""
        answer = await self._asked("POST", "/regie/koppel", b"", {"authorization": f"Bearer {key}"})
        reply = _read(answer, _Pairing)
        return f"{self._account.address}{disarmed(reply.pad)}", reply.seconden

    async def _asked(
        self, method: str, path: str, sent: bytes | None = None, headers: dict[str, str] | None = None
    ) -> bytes:
        try:
            async with self._client.stream(
                method, path, content=sent, headers=headers, timeout=_ANSWER_SECONDS
            ) as answer:
                body = await _body(answer)
        except httpx.HTTPError as error:
            raise LineCut(_AWAY) from error
        if not is_of_kompas(answer):
            _refuse(answer, body)
        return body


class _Pairing(msgspec.Struct):
    """By what another phone comes to steer."""

    pad: str
    seconden: int


def _read(sent: bytes, kind: type[T]) -> T:
    """What the server sent; LineEnded where it is something else, or nested without end."""
    try:
        return msgspec.json.decode(sent, type=kind)
    except NOT_JSON as error:
        raise LineEnded(NEWER_SERVER) from error


async def _body(answer: httpx.Response) -> bytes:
    """All of an answer; LineEnded where there is no end to it."""
    body = bytearray()
    async for piece in answer.aiter_bytes():
        body += piece
        if len(body) > _MOST_BYTES:
            raise LineEnded(MISFIT)
    return bytes(body)


async def _lines(stream: httpx.Response) -> AsyncGenerator[bytes]:
    """The lines of a stream that are not empty, each when it is whole; LineEnded where one has no end."""
    begun = bytearray()
    async for piece in stream.aiter_bytes():
        end, *more = piece.split(b"\n")
        begun += end
        for line in more:
            if begun:
                yield bytes(begun)
            begun = bytearray(line)
        if len(begun) > _MOST_BYTES:
            raise LineEnded(MISFIT)


def _without_steering(frame: Frame) -> Frame:
    """The frame, with nothing in its sentences that steers a terminal; what its events say is tamed where it shows."""
    moment = replace(frame.moment, sign=disarmed(frame.moment.sign), trouble=disarmed(frame.moment.trouble))
    return msgspec.structs.replace(frame, moment=moment)


def _refuse(answer: httpx.Response, body: bytes) -> NoReturn:
    """LineCut where it may go better later, else LineEnded with what the server says."""
    if answer.is_server_error or not answer.headers.get("x-kompas"):
        raise LineCut(_AWAY)
    if answer.headers.get("content-type", "").startswith("text/plain"):
        raise LineEnded(disarmed(body.decode("utf-8", "replace").strip()))
    raise LineEnded(_NO_SESSION)
