"""The praatplaat (talk-picture): points that lead to cards."""

from dataclasses import dataclass

FORMS = ("kompas", "kwadranten")


@dataclass(frozen=True, slots=True)
class PlatePoint:
    """A point with its number key (1 to 9, then 0), leading to the card `to`."""

    key: str
    title: str
    question: str
    to: str
    until: str = ""
    """The last card that belongs to it; empty means up to the next point, plate or deck."""


@dataclass(frozen=True, slots=True)
class Plate:
    """A talk-picture: points around a middle, and a row below."""

    middle: str
    form: str
    points: tuple[PlatePoint, ...]
    below: tuple[PlatePoint, ...] = ()

    def point(self, key: str) -> PlatePoint | None:
        """The point with this key."""
        return next((point for point in (*self.points, *self.below) if point.key == key), None)
