"""The few shapes of results; beamer, phone, report and data draw shapes, never kinds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Bar:
    """One option with its count."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Bars:
    """A count per option, in the order of the question; `unit` is what is counted."""

    shape: ClassVar[str] = "staven"
    bars: tuple[Bar, ...]
    answers: int
    unit: str

    @property
    def ranked(self) -> tuple[Bar, ...]:
        """The bars by count, equals in the order of the question."""
        return tuple(sorted(self.bars, key=lambda bar: -bar.count))


@dataclass(frozen=True, slots=True)
class Spread:
    """The scores of one statement: `counts[i]` voters gave i + 1; quartiles are None without scores."""

    label: str
    counts: tuple[int, ...]
    median: float | None
    lower: float | None
    upper: float | None

    @property
    def answers(self) -> int:
        """How many gave a score."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Distribution:
    """A distribution per statement, from 1 to the length of `counts`."""

    shape: ClassVar[str] = "spreiding"
    rows: tuple[Spread, ...]
    answers: int
    ends: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A word and how many voters gave it."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Words:
    """Words by weight, the heaviest first."""

    shape: ClassVar[str] = "woorden"
    words: tuple[Word, ...]
    answers: int


@dataclass(frozen=True, slots=True)
class TextItem:
    """A participant's text with its own id, as it may be shown."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class TextList:
    """The texts of a round; `hidden` is how many the facilitator keeps back."""

    shape: ClassVar[str] = "teksten"
    items: tuple[TextItem, ...]
    answers: int
    hidden: int = 0


Result = Bars | Distribution | Words | TextList


@dataclass(frozen=True, slots=True)
class Table:
    """A result as a table: the first column names the row, the others hold bare numbers or texts."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}".replace(".", ",")


def distribution_table(result: Distribution) -> Table:
    """Scores as rows for one statement; otherwise statements as rows, scores as columns."""
    if len(result.rows) == 1:
        counts = result.rows[0].counts
        names = [str(score) for score in range(1, len(counts) + 1)]
        if result.ends:
            names[0] += f" ({result.ends[0]})"
            names[-1] += f" ({result.ends[1]})"
        return Table(("Score", "Aantal"), tuple((n, str(c)) for n, c in zip(names, counts, strict=True)))
    scores = tuple(str(score) for score in range(1, len(result.rows[0].counts) + 1))
    return Table(
        ("Stelling", "Antwoorden", *scores, "Midden"),
        tuple((row.label, str(row.answers), *map(str, row.counts), _number(row.median)) for row in result.rows),
    )


def as_table(result: Result) -> Table:
    """Any result as a table: the option in the first column, its count in the second."""
    match result:
        case Bars():
            return Table(("Optie", "Aantal"), tuple((b.label, str(b.count)) for b in result.ranked))
        case Distribution():
            return distribution_table(result)
        case Words():
            return Table(("Woord", "Aantal"), tuple((w.text, str(w.count)) for w in result.words))
        case TextList():
            return Table(("Tekst",), tuple((item.text,) for item in result.items))


def _counts(counts: Sequence[int]) -> list[dict[str, Any]]:
    return [{"optie": str(score), "aantal": amount} for score, amount in enumerate(counts, 1)]


def _distribution_data(result: Distribution) -> dict[str, Any]:
    ends: dict[str, Any] = {"uitersten": list(result.ends)} if result.ends else {}
    if len(result.rows) == 1:
        return {**ends, "opties": _counts(result.rows[0].counts), "mediaan": result.rows[0].median}
    rows = [
        {"optie": row.label, "aantal": row.answers, "verdeling": _counts(row.counts), "mediaan": row.median}
        for row in result.rows
    ]
    return {**ends, "opties": rows}


def _contents(result: Result) -> dict[str, Any]:
    match result:
        case Bars():
            return {"eenheid": result.unit, "opties": [{"optie": b.label, "aantal": b.count} for b in result.bars]}
        case Distribution():
            return _distribution_data(result)
        case Words():
            return {"opties": [{"optie": word.text, "aantal": word.count} for word in result.words]}
        case TextList():
            texts = [{"tekst_id": item.id, "tekst": item.text} for item in result.items]
            return {"teksten": texts, "verborgen": result.hidden}


def as_data(result: Result) -> dict[str, Any]:
    """Any result as plain JSON: its shape, the number of answers, and options with counts or texts with ids.

    One statement's options are its scores; of several statements each is an option with its own distribution.
    """
    return {"vorm": result.shape, "antwoorden": result.answers, **_contents(result)}


def strongest(result: Result, most: int) -> Sequence[str]:
    """The labels or texts with the most weight, none twice, the strongest first, each on one line."""
    return tuple(dict.fromkeys(_by_weight(result)))[:most]


def _by_weight(result: Result) -> list[str]:
    match result:
        case Bars():
            return [bar.label for bar in result.ranked if bar.count]
        case Distribution():
            rows = [row for row in result.rows if row.median is not None]
            return [row.label for row in sorted(rows, key=lambda row: -(row.median or 0))]
        case Words():
            return [word.text for word in result.words]
        case TextList():
            return [" ".join(item.text.split()) for item in result.items]
