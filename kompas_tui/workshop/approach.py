"""By which address of this machine phones come in: who serves them knows that, so it tells it and changes it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple


class WayIn(NamedTuple):
    """An address that the code can hold."""

    address: str
    label: str
    """Over what it goes, such as "wifi (wlan0)"."""
    warning: str = ""
    """Why phones in the room may not reach it; empty where they may well."""


class Approach:
    """The ways in, and how to take another one; none where phones come in by a server."""

    def __init__(self) -> None:
        self.ways: Callable[[], Sequence[WayIn]] = lambda: ()
        self.take: Callable[[str], object] = lambda address: None

    def by(self, ways: Callable[[], Sequence[WayIn]], take: Callable[[str], object]) -> None:
        """Let who serves the phones tell the ways in, and take one of them."""
        self.ways, self.take = ways, take
