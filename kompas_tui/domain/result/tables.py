"""Results as tables and as plain data; by shape, never by kind.

Both stand here, long as that is, so that a new shape says in one module how it is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.language.wording import number
from kompas_tui.domain.result.cells import Cell, Number, in_words
from kompas_tui.domain.result.money import payable
from kompas_tui.domain.result.shapes import (
    Axes,
    Bar,
    Bars,
    Distribution,
    Pairs,
    PinMap,
    Profile,
    Records,
    Result,
    Spread,
    Stacked,
    StackedRow,
    TextItem,
    TextList,
    Words,
)
from kompas_tui.domain.result.spots import FULL


@dataclass(frozen=True, slots=True)
class Table:
    """A result as a table: the first column names the row, the others hold numbers, dates or texts."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def in_words(self) -> tuple[tuple[str, ...], ...]:
        """The rows as people read them."""
        return tuple(tuple(map(in_words, row)) for row in self.rows)

    @property
    def numbers(self) -> frozenset[int]:
        """The columns, after the first, that hold nothing but numbers."""
        return frozenset(
            index
            for index in range(1, len(self.header))
            if self.rows and all(row[index] is None or isinstance(row[index], Number) for row in self.rows)
        )


def _number(value: float | None, decimals: int = 1) -> Cell:
    return None if value is None else Number(value, decimals)


def distribution_table(result: Distribution) -> Table:
    """Scores as rows for one statement; otherwise statements as rows, scores as columns."""
    if len(result.rows) == 1:
        counts = result.rows[0].counts
        names = [number(score) for score in result.scores]
        if result.ends:
            names[0] = phrase("{score} ({woord})", score=names[0], woord=result.ends[0])
            names[-1] = phrase("{score} ({woord})", score=names[-1], woord=result.ends[1])
        return Table(
            (phrase("Score"), phrase("Aantal")), tuple((n, Number(c)) for n, c in zip(names, counts, strict=True))
        )
    if result.by_mean:
        told = tuple((row.label, Number(row.answers), _number(row.mean)) for row in result.ranked)
        return Table((phrase("Stelling"), phrase("Scores"), phrase("Gemiddeld")), told)
    scores = tuple(number(score) for score in result.scores)
    return Table(
        (phrase("Stelling"), phrase("Antwoorden"), *scores, phrase("Midden")),
        tuple((row.label, Number(row.answers), *map(Number, row.counts), _number(row.median)) for row in result.rows),
    )


def as_table(result: Result) -> Table:
    """Any result as a table: the option in the first column, its count in the second."""
    match result:
        case Bars():
            return _bars_table(result)
        case Distribution():
            return distribution_table(result)
        case Words():
            return Table((phrase("Woord"), phrase("Aantal")), tuple((w.text, Number(w.count)) for w in result.words))
        case TextList():
            return text_table(result.items)
        case Stacked():
            return _stacked_table(result)
        case Axes():
            return _axes_table(result)
        case Records():
            return Table(tuple(column.label for column in result.columns), result.cells)
        case Profile():
            styles = [(style.name, Number(style.count)) for style in result.styles if not result.is_hidden]
            between = [(phrase("tussen twee stijlen"), Number(result.between))] if result.between else []
            return Table((phrase("Stijl"), phrase("Aantal")), (*styles, *between))
        case Pairs():
            return _pairs_table(result)
        case PinMap():
            listed = (*result.ranked, *(cluster for cluster in result.clusters if not cluster.pins))
            return Table(
                (phrase("Plek"), phrase("Prikken")), tuple((cluster.label, Number(cluster.pins)) for cluster in listed)
            )


def _bars_table(result: Bars) -> Table:
    if result.seats:
        return _seats_table(result)
    rows = tuple((bar.in_words, _counted(result, bar)) for bar in result.ranked)
    if result.spending is None:
        return Table((phrase("Optie"), phrase("Aantal")), rows)
    costs = dict(zip((bar.label for bar in result.bars), result.spending.costs, strict=True))
    fitting = payable(result)
    told = tuple((label, n, Number(costs[label]), _FITS[fitting[label]]) for label, n in rows)
    return Table(
        (
            phrase("Optie"),
            phrase("Aantal"),
            phrase("Kosten in {eenheid}", eenheid=result.spending.unit),
            phrase("Past"),
        ),
        told,
    )


def _seats_table(result: Bars) -> Table:
    """How many signed up, and how many of them have a place or wait."""
    rows = tuple(
        (bar.label, Number(bar.count), Number(seats), Number(max(bar.count - seats, 0)))
        for bar, seats in zip(result.bars, result.seats, strict=False)
    )
    return Table((phrase("Optie"), phrase("Aantal"), phrase("Plekken"), phrase("Wacht")), rows)


_FITS = {True: phrase("ja"), False: phrase("nee"), None: phrase("nog open")}


def _counted(result: Bars, bar: Bar) -> Number:
    """The count, with its share where that is told."""
    return Number(bar.count, share=result.told_percent(bar), share_decimals=1 if result.vote.needs else 0)


ANSWERS = phrase("Antwoorden")
"""Above how many answers a point has."""


def _axes_table(result: Axes) -> Table:
    """Points with their places, and before those the corner where corners have names."""
    corner = (phrase("Hoek"),) if result.corners else ()
    header = (phrase("Onderdeel"), *corner, ANSWERS, _ends(result.x), _ends(result.y))
    rows: list[tuple[Cell, ...]] = []
    for point in result.points:
        named = (result.corner(point),) if result.corners else ()
        rows.append((point.label, *named, Number(point.answers), _number(point.x), _number(point.y)))
    return Table(header, tuple(rows))


def _ends(axis: tuple[str, str]) -> str:
    return phrase("{begin} tot {einde}", begin=axis[0], einde=axis[1])


def _stacked_table(result: Stacked) -> Table:
    """Items with a count per level, and their score or else the level that most chose."""
    rows: list[tuple[Cell, ...]] = []
    for row in result.rows:
        last = _number(row.score, 2) if result.is_scored else verdict(row, result)
        share = (_number(result.percent_for(row), 1),) if result.vote.needs else ()
        rows.append((row.label, *map(Number, row.counts), *share, last))
    return Table((phrase("Onderdeel"), *result.levels, *_last_columns(result)), tuple(rows))


def _last_columns(result: Stacked) -> tuple[str, ...]:
    if result.vote.needs:
        return phrase("{antwoord} (procent)", antwoord=result.levels[0]), phrase(
            "Drempel {drempel}", drempel=result.vote.told
        )
    return (phrase("Score") if result.is_scored else phrase("Meest gekozen"),)


DIVIDED = phrase("verdeeld")
"""Of an item for which no level was chosen most."""


def verdict(row: StackedRow, result: Stacked) -> str:
    """The level that most chose, in words; in a vote whether the item reached the threshold."""
    if result.vote.needs and row.answers:
        return phrase("gehaald") if result.is_carried(row) else phrase("niet gehaald")
    if row.leading is not None:
        return result.levels[row.leading]
    return DIVIDED if row.answers else phrase("nog niets")


WEIGHED = phrase("Telt mee?"), phrase("Waarom")
"""Above how texts were weighed."""


REACTION = phrase("Reactie")
"""Above what the organisation answered."""


IN_COLUMN, HEADED = phrase("Kolom"), phrase("Kopje")
"""Above what says where a text stands."""


def text_table(items: Sequence[TextItem]) -> Table:
    """Texts with, where there is any, their column, support, heading, whether they count and why."""
    weighed = any(item.weighing for item in items)
    supported = any(item.support for item in items)
    grouped = any(item.group for item in items)
    in_columns = any(item.column for item in items)
    answered = any(item.reaction for item in items)
    header = (
        phrase("Tekst"),
        *([IN_COLUMN] if in_columns else []),
        *([phrase("Steun")] if supported else []),
        *([HEADED] if grouped else []),
        *(WEIGHED if weighed else ()),
        *([REACTION] if answered else []),
    )
    rows: list[tuple[Cell, ...]] = []
    for item in items:
        support = [Number(item.support)] if supported else []
        weighing = (item.weighing, item.why) if weighed else ()
        column = [item.column] if in_columns else []
        reaction = [item.reaction] if answered else []
        rows.append((item.text, *column, *support, *([item.group] if grouped else []), *weighing, *reaction))
    return Table(header, tuple(rows))


def texts_beside(result: Result) -> tuple[TextItem, ...]:
    """Remarks, objections and ideas: what people wrote that does not fit in the table of counts."""
    match result:
        case Bars() | PinMap():
            return result.texts
        case Stacked():
            return result.ideas
        case Distribution() | Words() | TextList() | Axes() | Records() | Profile() | Pairs():
            return ()


def _pairs_table(result: Pairs) -> Table:
    asks = {item.id: item.text for item in result.asks}
    offers = {item.id: item.text for item in result.offers}
    joined = [(asks[a], offers[b], phrase("ja")) for a, b in result.matches if a in asks and b in offers]
    taken = {one for match in result.matches for one in match}
    alone = [(text, "", "") for name, text in asks.items() if name not in taken]
    alone += [("", text, "") for name, text in offers.items() if name not in taken]
    return Table((phrase("Vraag"), phrase("Aanbod"), phrase("Gekoppeld")), (*joined, *alone))


def _counts(row: Spread) -> list[dict[str, Any]]:
    return [{"optie": str(score), "aantal": amount} for score, amount in zip(row.scores, row.counts, strict=True)]


def _distribution_data(result: Distribution) -> dict[str, Any]:
    ends: dict[str, Any] = {"uitersten": list(result.ends)} if result.ends else {}
    if len(result.rows) == 1:
        return {**ends, "opties": _counts(result.rows[0]), "mediaan": result.rows[0].median}
    rows = [
        {
            "optie": row.label,
            "aantal": row.answers,
            "verdeling": _counts(row),
            "mediaan": row.median,
            **({"gemiddelde": row.mean} if result.by_mean else {}),
        }
        for row in result.ranked
    ]
    return {**ends, "opties": rows}


def _contents(result: Result) -> dict[str, Any]:
    match result:
        case Bars():
            return _bars_data(result)
        case Distribution():
            return _distribution_data(result)
        case Words():
            return {"opties": [{"optie": word.text, "aantal": word.count} for word in result.words]}
        case TextList():
            named = {"kolommen": list(result.columns)} if result.columns else {}
            return {**named, "teksten": _texts_data(result.items), "verborgen": result.hidden}
        case Stacked():
            return _stacked_data(result)
        case Axes():
            return _axes_data(result)
        case Records():
            columns = [column.label for column in result.columns]
            return {"kolommen": columns, "rijen": [list(row) for row in result.rows]}
        case Profile():
            styles = [{"optie": s.name, "aantal": s.count} for s in result.styles if not result.is_hidden]
            return {"opties": styles, "tussen": result.between}
        case Pairs():
            return {
                "vragen": _texts_data(result.asks),
                "aanbod": _texts_data(result.offers),
                "koppels": [list(match) for match in result.matches],
            }
        case PinMap():
            return _pins_data(result)


def _bars_data(result: Bars) -> dict[str, Any]:
    bars = [
        {
            "optie": bar.label,
            "aantal": bar.count,
            **({"handen": bar.hands} if bar.hands else {}),
            **({"kaarten": bar.paddles} if bar.paddles else {}),
            **({"goed": True} if bar.is_right else {}),
        }
        for bar in result.bars
    ]
    winner = {"paarsgewijs": result.winner} if result.winner else {}
    texts = {"teksten": _texts_data(result.texts)} if result.texts else {}
    return {"eenheid": result.named or result.unit, "opties": bars, **_decided(result), **winner, **texts}


def _decided(result: Bars) -> dict[str, Any]:
    """What a vote or a budget makes of the counts."""
    told: dict[str, Any] = {}
    if result.vote.has_blank:
        told["geldig"] = result.valid
    if result.vote.needs:
        told |= {**result.vote.as_data(), phrase("gehaald"): [bar.label for bar in result.carried]}
    if result.seats:
        told["plekken"] = list(result.seats)
    if result.spending is not None:
        told |= {
            "budget": result.spending.budget,
            "munt": result.spending.unit,
            "kosten": list(result.spending.costs),
            "past": [label for label, does in payable(result).items() if does],
            phrase("gelijk"): [label for label, does in payable(result).items() if does is None],
        }
    return told


def _axes_data(result: Axes) -> dict[str, Any]:
    points = [
        {
            "optie": point.label, "aantal": point.answers, "x": point.x, "y": point.y,
            **({"hoek": result.corner(point)} if result.corners else {}),
        }
        for point in result.points
    ]  # fmt: skip
    corners = {"hoeken": list(result.corners)} if result.corners else {}
    return {"x": list(result.x), "y": list(result.y), **corners, "opties": points}


def _pins_data(result: PinMap) -> dict[str, Any]:
    """Counts per spot, with where it lies, and the pins one by one as far as they may be seen; places are shares."""
    spots = [
        {
            "optie": cluster.label,
            "aantal": cluster.pins,
            "mensen": cluster.people,
            "vlak": [edge / FULL for edge in (spot.left, spot.top, spot.wide, spot.high)],
        }
        for cluster in result.clusters
        for spot in (cluster.spot,)
    ]
    pins = [[x / FULL, y / FULL] for x, y in result.places]
    texts = {"teksten": _texts_data(result.texts)} if result.texts else {}
    return {"beeld": result.picture, "eenheid": "prikken", "opties": spots, "prikken": pins, **texts}


def _stacked_data(result: Stacked) -> dict[str, Any]:
    rows = [
        {
            "optie": row.label,
            "aantal": row.answers,
            "verdeling": [{"optie": n, "aantal": c} for n, c in zip(result.levels, row.counts, strict=True)],
            **(
                {"score": row.score, "open": row.is_open}
                if result.is_scored
                else {"procent": result.percent_for(row), phrase("gehaald"): result.is_carried(row)}
                if result.vote.needs
                else {"meest": verdict(row, result)}
            ),
        }
        for row in result.rows
    ]
    return {**result.vote.as_data(), "opties": rows, **({"teksten": _texts_data(result.ideas)} if result.ideas else {})}


def _texts_data(items: Sequence[TextItem]) -> list[dict[str, Any]]:
    return [
        {
            "tekst_id": item.id,
            "tekst": item.text,
            "steun": item.support,
            **({"kolom": item.column} if item.column else {}),
            **({"groep": item.heading} if item.heading else {}),
            **({"beantwoord": True} if item.done else {}),
            **({"reactie": item.reaction} if item.reaction else {}),
            **({"oordeel": item.weighing, "waarom": item.why} if item.weighing else {}),
        }
        for item in items
    ]


def as_data(result: Result) -> dict[str, Any]:
    """Any result as plain JSON: its shape, the number of answers, and options with counts or texts with ids.

    One statement's options are its scores; of several statements each is an option with its own distribution.
    """
    return {"vorm": result.shape, "antwoorden": result.answers, **_contents(result)}
