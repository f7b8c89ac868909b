"""Two results of the same question side by side: before, after, and the shift."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kompas_tui.domain.language.sentences import noun, phrase, phrase_many
from kompas_tui.domain.language.wording import count, labelled, listing, number, quoted, without_stop
from kompas_tui.domain.result.cells import Cell, Number, in_words, rounded
from kompas_tui.domain.result.moves import Moves
from kompas_tui.domain.result.shapes import Axes, Bars, Distribution, PinMap, Result, Stacked
from kompas_tui.domain.result.tables import Table

Measure = Literal["procent", "middelste score", "score van 0 tot 1", "plek van 0 tot 10"]
"""What a comparison measures in."""

_MORE: Mapping[Measure, str] = {
    "procent": phrase("procenten"),
    "middelste score": phrase("middelste scores"),
    "score van 0 tot 1": phrase("scores van 0 tot 1"),
    "plek van 0 tot 10": phrase("plaatsen op een lijn van 0 tot 10"),
}
_SAME: Mapping[Measure, tuple[str, str]] = {
    "procent": (phrase("Het eerste antwoord is"), phrase("De eerste antwoorden zijn")),
    "middelste score": (phrase("De middelste score is"), phrase("De middelste scores zijn")),
    "score van 0 tot 1": (phrase("De score is"), phrase("De scores zijn")),
    "plek van 0 tot 10": (phrase("De gemiddelde plek is"), phrase("De gemiddelde plekken zijn")),
}
"""How it is said that a measure, one or several of it, did not move."""

_DECIMALS: Mapping[Measure, int] = {
    "procent": 0,
    "middelste score": 1,
    "score van 0 tot 1": 2,
    "plek van 0 tot 10": 1,
}
"""With how many decimals a measure is printed; a difference is taken from what is printed, so that it adds up."""


_MOST_NAMED = 3
"""More that moved as far as each other are told by their number."""

_OPTION = noun("optie", "opties")


@dataclass(frozen=True, slots=True)
class Shift:
    """One option, statement or point before and after, rounded; None where nobody said anything then."""

    label: str
    before: float | None
    after: float | None

    @property
    def change(self) -> float | None:
        """How much it moved."""
        return None if self.before is None or self.after is None else rounded(self.after - self.before, 2)


@dataclass(frozen=True, slots=True)
class LevelShift:
    """One score or level of a statement before and after, as a share of who judged it, in whole percents."""

    label: str
    level: str
    shift: Shift


@dataclass(frozen=True, slots=True)
class Comparison:
    """Shifts in one measure: percentages of what was given, medians, means from 0 to 1, or a place on an axis.

    `levels` are the shares below a middle score or a mean, which may move while that stays where it was.
    """

    measure: Measure
    shifts: tuple[Shift, ...]
    before_answers: int
    after_answers: int
    levels: tuple[LevelShift, ...] = ()
    titles: tuple[str, str] | None = None
    """Of two different cards, which are beside each other and not before and after."""
    moves: Moves | None = None
    """On a field: from where to where each point went, of which the shifts are the figures."""
    decimals: int | None = None
    """With how many decimals it is printed, where that is not as of the measure."""

    @property
    def measures(self) -> str:
        """The measure in the plural, such as `procenten`."""
        return _MORE[self.measure]

    @property
    def sides(self) -> tuple[str, str]:
        """What the two are called."""
        return self.titles or (phrase("Eerst"), phrase("Nu"))

    @property
    def table(self) -> Table:
        """The shifts as a table."""
        if self.moves is not None:
            return self.moves.table(*self.sides)
        rows = tuple(
            (shift.label, self.cell(shift.before), self.cell(shift.after), self.cell(shift.change, signed=True))
            for shift in self.shifts
        )
        return Table((phrase("Optie"), *self.sides, phrase("Verschil")), rows)

    @property
    def sentence(self) -> str:
        """What moved most."""
        if self.moves is not None:
            return self.moves.sentence(beside=self.titles is not None)
        moved = [shift for shift in self.shifts if shift.change]
        if not moved:
            return self._below or (phrase("Er is geen verschil.") if self.titles else phrase("Er is niets verschoven."))
        most = max(moved, key=lambda shift: abs(shift.change or 0))
        equals = [shift for shift in moved if abs(shift.change or 0) == abs(most.change or 0)]
        # Of two options one goes up by what the other goes down: then one of them says it all.
        is_seesaw = len(self.shifts) == 2 and sum(shift.change or 0 for shift in moved) == 0
        if len(equals) > 1 and not is_seesaw:
            return self._equally_far(equals)
        way = phrase("hoger") if (most.change or 0) > 0 else phrase("lager")
        first, now = self._in_words(most.before), self._afterwards(most)
        difference = self._in_words(abs(most.change or 0))
        if self.measure == "procent":
            difference = phrase("{getal} procentpunt", getal=difference)
        if len(self.shifts) == 1:  # of one thing nothing moves most
            return phrase(
                "Het verschil is {verschil}: van {eerst} naar {nu}.", verschil=difference, eerst=first, nu=now
            )
        label = quoted(without_stop(most.label))
        if self.titles:
            return phrase(
                "Bij {optie} is het verschil het grootst: van {eerst} naar {nu}.", optie=label, eerst=first, nu=now
            )
        return phrase(
            "{optie} verschoof het meest: van {eerst} naar {nu}, dus {verschil} {richting}.",
            optie=label,
            eerst=first,
            nu=now,
            verschil=difference,
            richting=way,
        )

    def _equally_far(self, shifts: Sequence[Shift]) -> str:
        """Those that moved as far as each other, each with its figures where they are few."""
        told = [
            phrase(
                "{optie} (van {eerst} naar {nu})",
                optie=quoted(without_stop(shift.label)),
                eerst=self._in_words(shift.before),
                nu=self._afterwards(shift),
            )
            for shift in shifts
        ]
        named = listing(told) if len(told) <= _MOST_NAMED else count(len(told), *_OPTION)
        if self.titles:
            return phrase("Het verschil is het grootst bij {opties}.", opties=named)
        return phrase("Dit verschoof het meest: {opties}.", opties=named)

    def _afterwards(self, shift: Shift) -> str:
        """What it became, with what it is measured in."""
        now = self._in_words(shift.after)
        return phrase("{getal} procent", getal=now) if self.measure == "procent" else now

    @property
    def _below(self) -> str:
        """What moved most where the measure itself did not; empty where nothing did, as far as that is known."""
        moved = [level for level in self.levels if level.shift.change]
        if not moved:
            return ""
        same = _SAME[self.measure][len(self.shifts) > 1]
        most = max(moved, key=lambda level: abs(level.shift.change or 0))
        first, now = (in_words(Number(value or 0)) for value in (most.shift.before, most.shift.after))
        where = (
            f"bij {quoted(without_stop(most.label))} en {most.level}" if len(self.shifts) > 1 else f"bij {most.level}"
        )
        how = phrase("verschillen") if self.titles else phrase("zijn verschoven")
        return phrase(
            "{maat} gelijk, maar de antwoorden {hoe}. Het meest {waar}: van {eerst} naar {nu} procent.",
            maat=same,
            hoe=how,
            waar=where,
            eerst=first,
            nu=now,
        )

    def cell(self, value: float | None, *, signed: bool = False) -> Cell:
        """What was measured, as it is printed."""
        decimals = _DECIMALS[self.measure] if self.decimals is None else self.decimals
        return None if value is None else Number(value, decimals, signed)

    def _in_words(self, value: float | None) -> str:
        return in_words(self.cell(value))


def moved_sentence(moved: int, both: int) -> str:
    """How many of those who answered both times answered something else."""
    if not moved:
        return phrase("Niemand antwoordde anders dan eerst.")
    return phrase_many(
        "{aantal} van de {mensen} antwoordde anders dan eerst.",
        "{aantal} van de {mensen} antwoordden anders dan eerst.",
        aantal=moved,
        mensen=count(both, "deelnemer", "deelnemers"),
    )


def compared(before: Result, after: Result, *, in_common: bool = False) -> Comparison | None:
    """The shifts between two results with the same shape, labels and scale, else None; or of the labels `in_common`."""
    earlier, later = _measured(before), _measured(after)
    if type(before) is not type(after) or _scale(before) != _scale(after) or earlier is None or later is None:
        return None
    (measure, first), (_, second) = earlier, later
    if isinstance(after, PinMap):
        first, second = _with_pins(first, second)
    if in_common:
        first, second = _in_common(first, second), _in_common(second, first)
        then = dict(first)
        # In the order of now, since a deck may list its rows otherwise than then.
        first = [(label, then[label]) for label, _ in second]
        if not first:
            return None
    if [label for label, _ in first] != [label for label, _ in second]:
        return None
    # Of the figures as they are printed, so that a reader who subtracts them comes to the same difference.
    decimals = max(_DECIMALS[measure], _decimals(before), _decimals(after))
    shifts = tuple(
        Shift(label, _printed(one, decimals), _printed(other, decimals))
        for (label, one), (_, other) in zip(first, second, strict=True)
    )
    moves = Moves(before, after) if isinstance(before, Axes) and isinstance(after, Axes) else None
    levels = _level_shifts(before, after)
    return Comparison(measure, shifts, before.answers, after.answers, levels, moves=moves, decimals=decimals)


def _decimals(result: Result) -> int:
    """With how many decimals shares are told: beside a threshold in tenths, so that what looks reached is reached."""
    return int(isinstance(result, Bars | Stacked) and bool(result.vote.needs))


def _printed(value: float | None, decimals: int) -> float | None:
    return None if value is None else rounded(value, decimals)


_Measured = Sequence[tuple[str, float | None]]


def _measured(result: Result) -> tuple[Measure, _Measured] | None:
    match result:
        case Bars():
            return "procent", _shares(result)
        case Distribution():
            return "middelste score", [(row.label, row.median) for row in result.rows]
        case Stacked(is_scored=False):
            return "procent", _first_levels(result)
        case Stacked():
            return "score van 0 tot 1", [(row.label, row.score) for row in result.rows]
        case Axes():
            return "plek van 0 tot 10", _places(result)
        case PinMap():
            return "procent", [(spot.label, 100 * spot.pins / max(result.pins, 1)) for spot in result.clusters]
        case _:
            return None


def _scale(result: Result) -> tuple[object, ...]:
    """What must be the same for figures to mean the same."""
    match result:
        case Bars():
            return (result.unit, result.named)
        case Distribution():
            return (result.scores,)
        case Stacked():
            return (result.is_scored, *result.levels)
        case Axes():
            return (*result.x, *result.y)
        case PinMap():
            return (result.picture, *(cluster.spot for cluster in result.clusters if cluster.spot.is_named))
        case _:
            return ()


def _shares(result: Bars) -> _Measured:
    """As they are told beside each count, so of the valid votes only."""
    return [(bar.label, result.percent(bar)) for bar in result.bars]


def _first_levels(result: Stacked) -> _Measured:
    """How many percent chose the first level of each item, which stands for where the group wants to be."""
    best = result.levels[0]
    shares = [
        result.percent_for(row) if result.vote.needs else 100 * row.counts[0] / row.answers if row.answers else None
        for row in result.rows
    ]
    return [(labelled(row.label, best), share) for row, share in zip(result.rows, shares, strict=True)]


def _places(result: Axes) -> _Measured:
    across = [(labelled(point.label, result.x[1]), point.x) for point in result.points]
    up = [(labelled(point.label, result.y[1]), point.y) for point in result.points]
    return [one for pair in zip(across, up, strict=True) for one in pair]


_Levels = Mapping[str, Mapping[str, float]]
"""Per statement the share of each score or level, in percents."""


def _level_shifts(before: Result, after: Result) -> tuple[LevelShift, ...]:
    """How the shares of scores and levels moved, for statements that were judged both times."""
    earlier, later = _levels(before), _levels(after)
    return tuple(
        LevelShift(label, level, Shift(level, rounded(earlier[label][level], 0), rounded(share, 0)))
        for label, shares in later.items()
        if label in earlier
        for level, share in shares.items()
    )


def _levels(result: Result) -> _Levels:
    match result:
        case Distribution():
            return {
                row.label: {
                    phrase("score {score}", score=number(score)): 100 * n / row.answers
                    for score, n in zip(row.scores, row.counts, strict=True)
                }
                for row in result.rows
                if row.answers
            }
        case Stacked():
            return {
                row.label: {
                    quoted(level): 100 * n / row.answers for level, n in zip(result.levels, row.counts, strict=True)
                }
                for row in result.rows
                if row.answers
            }
        case _:
            return {}


def _in_common(rows: _Measured, others: _Measured) -> _Measured:
    """The rows whose label the others have too, each once."""
    known = {label for label, _ in others}
    return list({label: (label, value) for label, value in rows if label in known}.values())


def _with_pins(before: _Measured, after: _Measured) -> tuple[_Measured, _Measured]:
    """Both with every spot that has pins in either, in one order; with all spots where none has."""
    first, now = dict(before), dict(after)
    labels = list(dict.fromkeys([*now, *first]))
    pinned = [label for label in labels if first.get(label) or now.get(label)] or labels
    return [(label, first.get(label, 0.0)) for label in pinned], [(label, now.get(label, 0.0)) for label in pinned]
