"""A chain of times on a card: turns that follow each other by themselves, with time to change places in between."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a chain; most have no title."""

    minutes: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The turns, the minutes between two of them, and whether the card's question opens and closes with them."""

    turns: tuple[Turn, ...]
    between: int = 0
    opens: bool = False

    @property
    def minutes(self) -> int:
        """How long it takes in all."""
        return sum(turn.minutes for turn in self.turns) + self.between * max(len(self.turns) - 1, 0)
