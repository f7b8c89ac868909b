"""Pages that many phones share: made once, with places for what only one phone may see."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kompas_tui.web.pages import Html

PLACES = {
    name: secrets.token_hex(16)
    for name in ("receipt", "partly", "counted", "outcome", "left", "floor", "group", "spoken")
}
"""What stands where things of one phone come, in a page that many phones share; nobody can write it in a text."""


@dataclass(slots=True)
class SharedPage:
    """A page with places for what only one phone may see, and the same with those places empty."""

    marked: bytes
    whole: Html

    @classmethod
    def of(cls, html: Html) -> Self:
        """A page in which the places stand."""
        return cls(html.plain, Html(_placed(html.plain, {})))

    def filled(self, own: Mapping[str, str]) -> Html:
        """The page of the phone that sees these things of its own."""
        return Html(_placed(self.marked, own)) if any(own.values()) else self.whole


def _placed(marked: bytes, own: Mapping[str, str]) -> bytes:
    for name, place in PLACES.items():
        marked = marked.replace(place.encode(), own.get(name, "").encode())
    return marked
