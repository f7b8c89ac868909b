"""Responses with a page or a script; knows no phone and no workshop."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kompas_tui.web.pages import Html, Script, View
from kompas_tui.web.requests import header

WORTH_COMPRESSING = 1_500
_PART_HEADER = b"x-kompas-deel"
_HTML = (b"content-type", b"text/html; charset=utf-8")
_GZIP = (b"content-encoding", b"gzip")


def wants_part(request: Request) -> bool:
    """Whether the script of a page asks for its main part only."""
    return bool(header(request, _PART_HEADER))


def view_response(request: Request, view: View, status: int = 200) -> Response:
    """A view as a whole page, or its main part where that is asked for."""
    return html_response(request, view.wanted(part=wants_part(request)), status)


def html_response(
    request: Request, html: Html, status: int = 200, *, cookies: Sequence[str] = (), largest: int = WORTH_COMPRESSING
) -> Response:
    """A page; above `largest` bytes compressed where the phone can read that."""
    if len(html.plain) > largest and "gzip" in header(request, b"accept-encoding"):
        return _Page(html.compressed, status, [_GZIP, *map(cookie_header, cookies)])
    return _Page(html.plain, status, [cookie_header(cookie) for cookie in cookies])


class _Page(Response):
    """A response whose headers are laid out already, since a ballot's way must be short."""

    def __init__(self, body: bytes, status: int, headers: Sequence[tuple[bytes, bytes]]) -> None:
        self.status_code, self.body, self.background = status, body, None
        self.raw_headers = [_HTML, (b"content-length", b"%d" % len(body)), *headers]


def cookie_header(cookie: str) -> tuple[bytes, bytes]:
    """The header that sets a cookie."""
    return b"set-cookie", cookie.encode("latin-1")


def redirect(address: str, *cookies: str) -> Response:
    """On to another page, that a browser then asks for, with these cookies."""
    response = RedirectResponse(address, 303)
    response.raw_headers += map(cookie_header, cookies)
    return response


def script_response(request: Request, script: Script) -> Response:
    """A script, which a browser may keep for good since another one has another address."""
    headers = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
    if request.query_params.get("v") != script.version:
        headers["cache-control"] = "no-cache"
    body = script.code.plain
    if "gzip" in header(request, b"accept-encoding"):
        headers["content-encoding"], body = "gzip", script.code.compressed
    return Response(body, headers=headers, media_type="text/javascript")
