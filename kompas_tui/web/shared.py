"""Pages that many phones share: made once, with places for what only one phone may see."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kompas_tui.web.pages import Html

PLACES = {
    # By chance at each start: no text that somebody writes can hold one, and be taken for a place of ours.
    name: secrets.token_hex(16)
    for name in ("receipt", "partly", "counted", "outcome", "left", "floor", "box", "group", "spoken")
}
"""What stands where things of one phone come, in a page that many phones share; nobody can write it in a text."""


_NAMES = {token: name for name, token in PLACES.items()}
_PLACE = re.compile("|".join(_NAMES))


@dataclass(slots=True)
class SharedPage:
    """A page that is cut at the places of what only one phone may see, and the same with nothing in those places."""

    first: str
    rest: tuple[tuple[str, str], ...]
    """The name of each place, and what stands between it and the next."""
    whole: Html

    @classmethod
    def of(cls, html: Html) -> Self:
        """A page in which the places stand."""
        marked = html.plain.decode()
        first, *between = _PLACE.split(marked)
        names = [_NAMES[token] for token in _PLACE.findall(marked)]
        return cls(first, tuple(zip(names, between, strict=True)), Html("".join((first, *between)).encode()))

    def filled(self, own: Mapping[str, str]) -> Html:
        """The page of the phone that sees these things of its own."""
        if not any(own.values()):
            return self.whole
        pieces = [self.first]
        for name, behind in self.rest:
            pieces += own.get(name, ""), behind
        return Html("".join(pieces).encode())
