"""The remote of a session that is served here or elsewhere: its state as it changes, and the facilitator's commands."""

import asyncio
import json
import logging
import secrets
from collections.abc import AsyncGenerator, Sequence
from typing import Any

import httpx

from kompas_tui.domain.language.errors import KompasError

StateNow = dict[str, Any]

_HEADERS = {"x-kompas-scherm": "regie"}
_AGAIN_SECONDS, _SILENT_SECONDS, _ANSWER_SECONDS = 1.0, 12.0, 8.0

_GONE = "De sessie antwoordt niet. Kijk of de beamer nog open is. Ik probeer het opnieuw."
_WRONG_KEY = (
    "Deze sleutel past niet bij de sessie. Je vindt hem op de beamer met de opdracht ‘sleutel’. "
    "Zonder beamer staat hij in het venster waar Kompas draait."
)

_log = logging.getLogger(__name__)


class RemoteRefused(KompasError):
    """The session did not take a command, or could not be reached; says why."""

    def __init__(self, sentence: str, even: Sequence[str] = ()) -> None:
        """`even` are the equally strong proposals of which one must be chosen first."""
        super().__init__(sentence)
        self.even = tuple(even)


class RemoteDesk:
    """The facilitator's line to one session, over HTTP."""

    def __init__(self, address: str, key: str) -> None:
        """`address` is such as 127.0.0.1:8000, or https://kompas.example/K7F3QX for a session on a server of many.

        The key goes in a header, never in an address.
        """
        self.key = key
        self.address = address.partition("://")[2] or address
        self._scheme = "https" if address.startswith("https:") else "http"
        headers = {"authorization": f"Bearer {key}"} | _HEADERS
        self._client = httpx.AsyncClient(
            base_url=f"{self._scheme}://{self.address}", headers=headers, timeout=_ANSWER_SECONDS, trust_env=False
        )

    async def close(self) -> None:
        """Let go of the session; it goes on."""
        await self._client.aclose()

    async def look(self) -> StateNow:
        """The state now; RemoteRefused where there is none, or the key is wrong."""
        return await self._asked("GET", "/regie/stand")

    async def give(self, order: dict[str, Any]) -> StateNow:
        """Give a command, and get the state after it with what there is to say; RemoteRefused says why not."""
        # A network may bring a command twice: one with a name of its own is done once.
        return await self._asked("POST", "/regie/opdracht", {"druk": secrets.token_hex(8)} | order)

    async def commands(self) -> list[dict[str, Any]]:
        """Every command with what it needs, and what can be chosen now."""
        listed: list[dict[str, Any]] = (await self._asked("GET", "/regie/opdrachten"))["opdrachten"]
        return listed

    async def new_pairing(self) -> tuple[str, int]:
        """The address by which one phone can steer too, and how many seconds that can be used."""
        reply = await self._asked("POST", "/regie/koppel")
        return f"{self._scheme}://{reply['adres'] or self.address}{reply['pad']}", reply["seconden"]

    async def _asked(self, method: str, path: str, sent: dict[str, Any] | None = None) -> dict[str, Any]:
        try:
            answer = await self._client.request(method, path, json=sent)
            reply: dict[str, Any] = answer.json()
        except (httpx.HTTPError, ValueError, RecursionError) as error:
            raise RemoteRefused(_GONE) from error
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            raise RemoteRefused(_WRONG_KEY)
        if answer.is_error or "fout" in reply:
            raise RemoteRefused(str(reply.get("fout", _GONE)), reply.get("even_sterk", ()))
        return reply

    async def follow(self) -> AsyncGenerator[StateNow | None, None]:
        """The state at each change, for as long as it is asked; None where the session can't be reached."""
        while True:
            try:
                async with self._client.stream("GET", "/regie/stroom", timeout=_SILENT_SECONDS) as stream:
                    if stream.is_success:
                        async for line in stream.aiter_lines():
                            if line.startswith("data: "):
                                yield json.loads(line.removeprefix("data: "))
            except (httpx.HTTPError, ValueError, RecursionError):
                _log.info("the remote was silent; another try follows")
            yield None
            await asyncio.sleep(_AGAIN_SECONDS)
