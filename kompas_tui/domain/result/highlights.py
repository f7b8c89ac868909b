"""A result in a few words, for where there is room for no more, such as a point of the plate."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kompas_tui.domain.language.alike import folded
from kompas_tui.domain.language.sentences import dotted, phrase
from kompas_tui.domain.language.wording import labelled
from kompas_tui.domain.result.cells import Number, in_words
from kompas_tui.domain.result.shapes import (
    Axes,
    Bars,
    Distribution,
    Pairs,
    PinMap,
    Profile,
    Records,
    Result,
    Stacked,
    TextList,
    Unit,
    Words,
)
from kompas_tui.domain.result.weight import strongest

_MOST_CHARACTERS = 60
"""Names that share the first place are told together as long as they have no more characters than this."""

Counted = tuple[str, str]
"""One and more of what a figure counts."""

_COUNTED: Mapping[Unit, Counted] = {Unit.STICKERS: ("sticker", "stickers"), Unit.POINTS: ("punt", "punten")}
"""What is no number of times that somebody chose it."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """What stands out of a result: the names that share the first place, each with this figure; or just a figure."""

    names: tuple[str, ...]
    value: Number | None = None
    unit: Counted | None = None

    @property
    def are_many(self) -> bool:
        """Whether so many lead together, or in so long words, that only their number is told."""
        return len(self.names) > 1 and (len(self.names) > 3 or len(" en ".join(self.names)) > _MOST_CHARACTERS)

    @property
    def name(self) -> str:
        """The one that leads, the two or three that do so together, or how many there are."""
        return f"{len(self.names)} gelijk bovenaan" if self.are_many else " en ".join(self.names)

    @property
    def figure(self) -> str:
        """The figure with its unit: `12×`, `51 punten`."""
        if self.value is None:
            return ""
        if self.unit is None:
            return in_words(self.value)
        return f"{in_words(self.value)} {self.unit[0] if self.value.value == 1 else self.unit[1]}"

    @property
    def parts(self) -> tuple[str, str]:
        """`Bomen` and `· 12×`: what may be shortened, and what stands behind it whole; a bare figure is the first."""
        if not self.name:
            return self.figure, ""
        return self.name, f"· {self.figure}" if self.figure else ""

    @property
    def in_words(self) -> str:
        """`Bomen · 12×`."""
        return " ".join(filter(None, self.parts))


def highlight(result: Result) -> Highlight | None:
    """What stands out, with how often where that is a count; None where nothing does."""
    match result:
        case Bars():
            listed = [(bar.label, bar.count) for bar in result.options if not bar.is_own]
            unit = (result.named, result.named) if result.named else _COUNTED.get(result.unit)
            return _most(listed, unit, is_times=unit is None)
        case Words():
            return _most([(word.text, word.count) for word in result.words])
        case Profile():
            between = (phrase("tussen twee stijlen"), result.between)
            return None if result.is_hidden else _most([*((one.name, one.count) for one in result.styles), between])
        case PinMap():
            pins = [(cluster.label, cluster.pins) for cluster in result.clusters]
            return _most(pins, ("prik", "prikken"), is_times=False)
        case TextList():
            return _texts(result)
        case Distribution() if len(result.rows) == 1:
            row = result.rows[0]
            return None if row.median is None else Highlight((f"midden {row.of_highest(row.median)}",))
        case Distribution():
            return _best([(row.label, result.figure(row)) for row in result.rows])
        case Stacked(is_scored=False):
            best = result.levels[0]
            most = _most([(row.label, row.counts[0]) for row in result.rows])
            return replace(most, names=tuple(labelled(name, best) for name in most.names)) if most else None
        case Stacked():
            return _best([(row.label, row.score) for row in result.rows])
        case Axes(points=(point,)) if result.corners is not None:
            return Highlight((result.corner(point),)) if result.corner(point) else None
        case Axes():
            return Highlight(tuple(strongest(result, 1))) if strongest(result, 1) else None
        case _:  # a shape need not have one
            return None


def amount(result: Result) -> Highlight | None:
    """How much there is, where nothing stands out."""
    match result:
        case TextList():
            return _amount(len(result.items), ("tekst", "teksten"))
        case Records():
            return _amount(len(result.rows), ("formulier", "formulieren"))
        case Pairs():
            amounts = f"{dotted(len(result.asks))} gevraagd, {dotted(len(result.offers))} aangeboden"
            return Highlight((amounts,)) if result.answers else None
        case _:
            return None


def _most(counts: Sequence[tuple[str, int]], unit: Counted | None = None, *, is_times: bool = True) -> Highlight | None:
    """The names with the highest count."""
    top = max((each for _, each in counts), default=0)
    if not top:
        return None
    return Highlight(tuple(name for name, each in counts if each == top), Number(top, is_times=is_times), unit)


def _best(scores: Sequence[tuple[str, float | None]]) -> Highlight | None:
    """The names with the highest score, which says nothing without its scale."""
    best = max((score for _, score in scores if score is not None), default=None)
    return None if best is None else Highlight(tuple(name for name, score in scores if score == best))


def _amount(there: int, unit: Counted) -> Highlight | None:
    return Highlight((), Number(there), unit) if there else None


def _texts(result: TextList) -> Highlight | None:
    """The texts with most support, else the headings with most texts, where most texts stand under one."""
    support, spelled = Counter[tuple[str, str, str]](), dict[tuple[str, str, str], str]()
    for item in result.items:  # equal texts have their support together, as a table of them has
        key = item.column, item.group, folded(item.text)
        support[key] += item.support
        spelled.setdefault(key, " ".join(item.text.split()))
    supported = _most([(spelled[key], many) for key, many in support.items()])
    if supported is not None:
        return supported
    headings = Counter(item.group for item in result.items if item.group)
    if 2 * headings.total() < len(result.items):
        return None
    return _most([*headings.items()], ("tekst", "teksten"), is_times=False)
