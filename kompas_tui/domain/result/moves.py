"""Points on one field before and after: from where to where each of them moved."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.language.wording import listing, quoted
from kompas_tui.domain.result.cells import Number, in_words, rounded
from kompas_tui.domain.result.shapes import CENTRE, Axes, AxesPoint
from kompas_tui.domain.result.tables import Table

STAYED = phrase("blijft staan")

_DECIMALS = 1


@dataclass(frozen=True, slots=True)
class Move:
    """A point that stood somewhere and stands somewhere else now, both as they are printed."""

    before: AxesPoint
    after: AxesPoint

    @property
    def label(self) -> str:
        """What the point is called."""
        return self.after.label

    @property
    def across(self) -> float:
        """How far it went to the right; 0 where it has no place before or after."""
        return _gone(self.before.x, self.after.x)

    @property
    def up(self) -> float:
        """How far it went up; 0 where it has no place before or after."""
        return _gone(self.before.y, self.after.y)

    @property
    def length(self) -> float:
        """How far it went in a straight line."""
        return math.hypot(self.across, self.up)

    @property
    def way(self) -> str:
        """Which way it went, such as `rechts en omhoog`; empty where it has no place before or after."""
        if None in (self.before.x, self.before.y, self.after.x, self.after.y):
            return ""
        sides = {
            phrase("rechts"): self.across > 0,
            phrase("links"): self.across < 0,
            phrase("omhoog"): self.up > 0,
            phrase("omlaag"): self.up < 0,
        }
        return listing([side for side, is_so in sides.items() if is_so]) or STAYED


@dataclass(frozen=True, slots=True)
class Moves:
    """The same points, by name, on the same field before and after."""

    before: Axes
    after: Axes

    @property
    def each(self) -> tuple[Move, ...]:
        """Every point that both have, in the order of now."""
        then = {point.label: point for point in self.before.points}
        return tuple(Move(_printed(then[p.label]), _printed(p)) for p in self.after.points if p.label in then)

    def are_of(self, groups: Iterable[tuple[str, object]]) -> bool:
        """Whether these groups are the points, so that nothing more needs to be told of each."""
        return {name for name, _ in groups} == {point.label for point in self.after.points}

    @property
    def furthest(self) -> Move | None:
        """What moved furthest; None where nothing did."""
        most = max(self.each, key=lambda move: move.length, default=None)
        return most if most is not None and most.length else None

    def where(self, point: AxesPoint) -> str:
        """The corner of a point with its place on both axes; empty where it has none."""
        if point.x is None or point.y is None:
            return ""
        where = f"{in_words(Number(point.x, _DECIMALS))} · {in_words(Number(point.y, _DECIMALS))}"
        corner = self.after.corner(point)
        return f"{corner} ({where})" if corner else where

    def table(self, first: str, now: str) -> Table:
        """From where to where each point went, and which way."""
        rows = tuple((move.label, self.where(move.before), self.where(move.after), move.way) for move in self.each)
        return Table((phrase("Wie of wat"), first, now, phrase("Richting")), rows)

    def sentence(self, *, beside: bool) -> str:
        """What moved furthest; `beside` where the two are different cards and not earlier and later."""
        move = self.furthest
        if move is None and any(one.way for one in self.each):
            return (
                phrase("De gemiddelde plekken zijn gelijk.")
                if len(self.each) > 1
                else phrase("De gemiddelde plek is gelijk.")
            )
        if move is None:
            return phrase("Er is geen verschil.") if beside else phrase("Er is niets verschoven.")
        named = {CENTRE, *(self.after.corners or ())}
        start, end = self.after.corner(move.before), self.after.corner(move.after)
        between = (
            phrase("van {begin} naar {einde}", begin=start, einde=end)
            if {start, end} <= named and start != end
            else phrase("naar {richting}", richting=move.way)
            if move.across
            else move.way
        )
        label = quoted(move.label)
        if beside:
            return phrase("Bij {punt} is het verschil het grootst: {weg}.", punt=label, weg=between)
        return phrase("{punt} verschoof het meest: {weg}.", punt=label, weg=between)


def _gone(before: float | None, after: float | None) -> float:
    return 0.0 if before is None or after is None else rounded(after - before, _DECIMALS)


def _printed(point: AxesPoint) -> AxesPoint:
    x, y = (None if value is None else rounded(value, _DECIMALS) for value in (point.x, point.y))
    return AxesPoint(point.label, x, y, point.answers)
