"""Routes: ways through the cards that a deck names, each with an order of its own."""

from dataclasses import dataclass

ALL_CARDS = "alles"
"""How it is said that no route is followed; no route may have this name."""

MOST_ROUTES = 8
"""With all cards beside them each has a digit of its own on the first screen."""


@dataclass(frozen=True, slots=True)
class Route:
    """A way through the cards, by their addresses."""

    name: str
    cards: tuple[str, ...]
