"""A session's web app under its code: what goes in is as on a laptop, what comes out names the code.

No cookie of one session reaches the path of another, whatever its app sets.
"""

import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kompas_tui.web.app import REMOTE_PATH

BEAMER_PATH = "/beamer"

_COOKIE_PATH = re.compile(rb"(?i)(;\s*path=)(/[^;]*)")


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
                message["headers"] = [self._header(name, value) for name, value in message["headers"]]
            await send(message)

        path = scope["path"]
        if f"{path}/".startswith(f"{self._beamer}/"):
            await self._beamers({**scope, "path": path[len(self._beamer) :] or "/"}, receive, send)
            return
        if f"{path.lower()}/".startswith(f"{self._remote.lower()}/"):
            path = path[len(self._base) :]
        await self._app({**scope, "path": path}, receive, named)

    def _header(self, name: bytes, value: bytes) -> tuple[bytes, bytes]:
        match name.lower():
            case b"set-cookie":
                return name, _COOKIE_PATH.sub(self._path, value)
            case b"location" if value.startswith(REMOTE_PATH.encode()):
                return name, self._base + value
        return name, value

    def _path(self, match: "re.Match[bytes]") -> bytes:
        return match[1] + self._base + match[2].rstrip(b"/")
