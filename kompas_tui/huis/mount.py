"""A session's web app under its code: what goes in is as on a laptop, what comes out names the code.

No cookie of one session reaches the path of another, whatever its app sets.
"""

import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kompas_tui.web.app import REMOTE_PATH

BEAMER_PATH = "/beamer"

_COOKIE_PATH = re.compile(rb"(?i)(;\s*path=)(/[^;]*)")
_WITH_PATH = (b"set-cookie", b"location")
"""The headers that can hold a path; every page has nine others, and a ballot's way must be short."""


class Mounted:
    """One app under `/CODE`, the facilitator's part under `/CODE/regie`, that of beamers under `/CODE/beamer`."""

    def __init__(self, app: ASGIApp, beamers: ASGIApp, code: str) -> None:
        self._app, self._beamers, self._base = app, beamers, f"/{code}".encode()
        self._beamer = f"/{code}{BEAMER_PATH}"
        self._remote = f"/{code}{REMOTE_PATH}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    self._header(*header) if header[0] in _WITH_PATH else header for header in message["headers"]
                ]
            await send(message)

        path = scope["path"]
        if f"{path}/".startswith(f"{self._beamer}/"):
            await self._beamers({**scope, "path": path[len(self._beamer) :] or "/"}, receive, send)
            return
        if f"{path.lower()}/".startswith(f"{self._remote.lower()}/"):
            path = path[len(self._base) :]
        await self._app({**scope, "path": path}, receive, named)

    def _header(self, name: bytes, value: bytes) -> tuple[bytes, bytes]:
        if name == b"set-cookie":
            return name, _COOKIE_PATH.sub(self._path, value)
        return name, self._base + value if value.startswith(REMOTE_PATH.encode()) else value

    def _path(self, match: "re.Match[bytes]") -> bytes:
        return match[1] + self._base + match[2].rstrip(b"/")
