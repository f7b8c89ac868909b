"""What a report is made of: sections of paragraphs, lists, facts, tables and pictures; knows no session."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from kompas_tui.domain.course.plate import BUSY, DONE, NOT_YET, PointState
from kompas_tui.domain.deck.plates import Plate
from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.language.wording import count, labelled, listing, number, quoted
from kompas_tui.domain.result.moves import Moves
from kompas_tui.domain.result.shapes import Axes, PinMap
from kompas_tui.domain.result.tables import Table

MOST_TOLD = 6
"""Of a chart no more than so many figures are told aloud; the table follows."""

Tone = Literal["warning", "lead", "text", "question", "outcome", "quiet", "code"]
"""How a paragraph speaks: a warning, an opening, plain, a question, an outcome, an aside, a control number."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in one tone."""

    text: str
    tone: Tone = "text"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; the caption stands above it."""

    items: tuple[str, ...]
    caption: str = ""
    levels: tuple[int, ...] = ()
    """How deep each item lies in others; nothing where none does."""
    is_small: bool = False
    """Whether it is in small type, for an appendix."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with what they are, such as ("Plaats", "Rotterdam")."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """A table; the caption stands above it, the name tells it apart from all others in the report."""

    name: str
    caption: str
    table: Table
    to_fill_in: bool = False
    """Whether people write in it by hand, so that its rows are high and its columns alike."""
    is_small: bool = False
    """Whether it is in small type, for an appendix."""
    unit: str = ""
    """What its first figures count, where the caption says more than that."""
    by: str = ""
    """By what the groups beside those are told, as in `per rol en tafel`."""

    @property
    def description(self) -> str:
        """What the table holds, for who can't see it."""
        rows = len(self.table.rows)
        columns = listing([quoted(header) for header in self.table.header])
        are = "De kolom is" if len(self.table.header) == 1 else "De kolommen zijn"
        return f"Tabel met {count(rows, 'rij', 'rijen')}. {are}: {columns}."


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """Figures of one name, one for each label of the chart."""

    name: str
    values: tuple[float, ...]


ChartForm = Literal["bars", "layers", "columns", "pairs"]
"""Lying bars, bars in layers, standing columns, or two bars beside each other."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of figures that stand in the table below it; `left_out` are the rows that only the table has."""

    form: ChartForm
    unit: str
    labels: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    left_out: int = 0
    is_rising: bool = False
    """Whether its series go from little to much, or from then to now, and not from the best one down."""

    @property
    def description(self) -> str:
        """What the chart shows, for who can't see it: its first figures, and that the table has them all."""
        bars = [f"{quoted(label)} {self._figures(index)}" for index, label in enumerate(self.labels[:MOST_TOLD])]
        more = len(self.labels) - len(bars) + self.left_out
        rest = f" En nog {more}." if more else ""
        return f"Grafiek. {self.unit}: {'; '.join(bars)}.{rest} De tabel eronder zegt hetzelfde."

    @property
    def note(self) -> str:
        """That it draws a part of the rows; empty where it draws them all."""
        if not self.left_out:
            return ""
        drawn = {"pairs": "grootste verschillen", "layers": "eerste"}.get(self.form, "hoogste")
        whole = len(self.labels) + self.left_out
        return f"De grafiek toont de {len(self.labels)} {drawn} van de {whole}. De tabel heeft ze allemaal."

    def _figures(self, index: int) -> str:
        values = [(one.name, number(one.values[index], 2)) for one in self.series]
        return values[0][1] if len(values) == 1 else ", ".join(f"{name} {value}" for name, value in values)


@dataclass(frozen=True, slots=True)
class PlatePicture:
    """A talk-picture as a drawing: points around a middle, and a row below; a table beside it says the same."""

    middle: str
    form: str
    points: tuple[PointState, ...]
    below: tuple[PointState, ...] = ()
    plate: Plate | None = None
    """The plate itself, where it is drawn on a scene."""
    picture: bytes | None = field(default=None, repr=False)
    """The JPEG of that scene, where it is the deck's own."""

    @property
    def description(self) -> str:
        """What the picture shows, in short, for who can't see it; the table has it all."""
        states = [one.state for one in (*self.points, *self.below)]
        told = [f"{states.count(state)} {state}" for state in (DONE, BUSY, NOT_YET) if state in states]
        points = count(len(states), "punt", "punten")
        return f"Praatplaat {quoted(self.middle)} met {points}: {listing(told)}. De tabel eronder zegt hetzelfde."


@dataclass(frozen=True, slots=True)
class FieldPicture:
    """A field with each point where the group put it; the table below it says the same."""

    axes: Axes

    @property
    def description(self) -> str:
        """What the picture shows, in short, for who can't see it."""
        seen = Moves(self.axes, self.axes)
        told = [f"{quoted(move.label)}: {seen.where(move.after)}" for move in seen.each if move.after.x is not None]
        rest = f" En nog {len(told) - MOST_TOLD}." if len(told) > MOST_TOLD else ""
        return f"Veld met punten. {'; '.join(told[:MOST_TOLD])}.{rest} De tabel eronder zegt hetzelfde."


@dataclass(frozen=True, slots=True)
class MovesPicture:
    """A field with an arrow for each point that moved; a table below it says the same."""

    moves: Moves
    first: str
    now: str

    @property
    def caption(self) -> str:
        """What stands above it."""
        return f"Van {quoted(self.first)} naar {quoted(self.now)}"

    @property
    def description(self) -> str:
        """What the picture shows, in short, for who can't see it."""
        told = [labelled(move.label, move.way) for move in self.moves.each if move.way]
        return f"Veld met pijlen van {quoted(self.first)} naar {quoted(self.now)}. {'; '.join(told)}."


@dataclass(frozen=True, slots=True)
class PinsPicture:
    """A picture with pins on it; a table below it says how many stand where."""

    pins: PinMap
    shows: str
    """What is to be seen on the picture itself."""

    @property
    def caption(self) -> str:
        """What stands above it."""
        return "De prikken op het beeld"

    @property
    def description(self) -> str:
        """What the picture shows, in short, for who can't see it."""
        spots = [f"{one.label} {dotted(one.pins)}" for one in self.pins.ranked[:5]]
        return f"{self.shows} {count(self.pins.pins, 'prik', 'prikken')}, de meeste bij: {listing(spots)}."


@dataclass(frozen=True, slots=True)
class PhotoPicture:
    """A photo as the bytes of a JPEG, with what is on it for who can't see it."""

    data: bytes = field(repr=False)
    description: str
    share: float = 1.0
    """So much of the line it takes at most."""


Passage = (
    Paragraph | Bullets | Facts | Figures | Chart | PlatePicture | FieldPicture | MovesPicture | PinsPicture
    | PhotoPicture
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it; parts are a level deeper."""

    heading: str
    blocks: tuple[Passage, ...] = ()
    parts: tuple["Section", ...] = ()
    on_new_page: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report; `started` dates it."""

    title: str
    subtitle: str
    organisation: str
    purpose: str
    started: datetime | None
    participants: int
    blocks: tuple[Passage, ...]
    sections: tuple[Section, ...]
    place: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """What is kept of pictures, by hash, for those that are drawn on."""
