"""Cookies as they go over HTTPS: under names that a browser takes and sends over nothing else.

What stands behind the server knows them by their own names. One that came under such a name itself is dropped: over
plain HTTP, or from a neighbouring name of the same domain, somebody else could have set it.
"""

import re
from collections.abc import Iterable, Iterator

Header = tuple[bytes, bytes]

_HOST, _SECURE = b"__Host-", b"__Secure-"
_OWN = re.compile(rb"(?:^|;)\s*(?:%b|%b)([^;]*[^;\s])" % (_HOST, _SECURE))
"""A cookie that came over HTTPS, under its own name; no other one."""

_WHOLE_SITE = re.compile(rb"(?i);\s*path=/\s*(;|$)")


def over_https(header: Header) -> Header:
    """A header as it goes out: a cookie of the whole site is of this very host, and any goes over HTTPS only."""
    name, value = header
    if name != b"set-cookie" or value.startswith((_HOST, _SECURE)):  # as another node sent it
        return header
    return name, (_HOST if _WHOLE_SITE.search(value) else _SECURE) + value + b"; Secure"


def with_own_cookies(headers: Iterable[Header]) -> Iterator[Header]:
    """The headers of a request as they came in, with each cookie under its own name."""
    for name, value in headers:
        if name != b"cookie":
            yield name, value
        elif kept := _OWN.findall(value):
            yield name, b"; ".join(kept)


def without_cookie(headers: Iterable[Header], cookie: str) -> Iterator[Header]:
    """The same without one cookie, under whichever name."""
    gone = tuple(prefix + cookie.encode() + b"=" for prefix in (b"", _HOST, _SECURE))
    for name, value in headers:
        pieces = [piece.strip() for piece in value.split(b";")] if name == b"cookie" else []
        yield name, b"; ".join(one for one in pieces if not one.startswith(gone)) if pieces else value
