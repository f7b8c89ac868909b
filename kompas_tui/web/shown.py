"""A result as a phone shows it: in words, and as tables that fit on one small page."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile, zip_longest
from typing import NamedTuple

from kompas_tui.domain.language.sentences import as_opening, glued, phrase, phrase_many
from kompas_tui.domain.language.wording import labelled, quoted, table_in_words
from kompas_tui.domain.outcome import Earlier, Outcome, abridged
from kompas_tui.domain.result.abridging import WHOLE_TEXTS
from kompas_tui.domain.result.advice import advice
from kompas_tui.domain.result.cells import Number
from kompas_tui.domain.result.comparison import moved_sentence
from kompas_tui.domain.result.shapes import (
    Pairs,
    Profile,
    Records,
    Result,
    TextItem,
    TextList,
    Words,
)
from kompas_tui.domain.result.tables import Table, as_table, text_table, texts_beside
from kompas_tui.domain.result.together import in_one_table, on_one_field
from kompas_tui.web.drawn_results import DrawnField, ScoreStrip, field_of, item_numbers, strips_of

_MOST_BYTES = 9_000
"""What all rows together may take over the wire, compressed; the rest of a page takes about four thousand bytes."""
_MOST_CHARACTERS = 40_000
"""What they may take uncompressed, for texts that are all alike."""
_ROW = '<tr><td class="tekst" data-kop="{}">{}</td></tr>'


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `share` is its count as a percentage of the largest, None where it has no one count.

    `strip` is a picture of its scores, `number` that of its item on the picture of the field; None without one.
    """

    cells: tuple[str, ...]
    share: int | None
    strip: ScoreStrip | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table with its caption, and whether its cells are `texts`; `more` is how many rows did not fit."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    more: int
    texts: bool = False
    of_people: bool = False
    """Whether its rows are words that people wrote, in whatever language."""


@dataclass(frozen=True, slots=True)
class ShownResult:
    """A result in words and tables; `more` are sentences below the first."""

    question: str
    kind: str
    sentence: str
    tables: tuple[ShownTable, ...]
    more: tuple[str, ...] = ()
    field: DrawnField | None = None
    """The items on their two axes."""


class _Told(NamedTuple):
    """A table with its caption, whether its cells are texts, and what is drawn beside its rows."""

    caption: str
    table: Table
    texts: bool = False
    strips: tuple[ScoreStrip, ...] = ()
    numbers: tuple[int, ...] = ()
    of_people: bool = False
    """Whether its rows are words that people wrote."""


def shown_result(outcome: Outcome) -> ShownResult:
    """The outcome of a round, per role, per table, and beside an earlier round."""
    told = abridged(outcome)
    outcome = told.outcome
    after = phrase_many(
        "Tussenstand na {aantal} antwoord", "Tussenstand na {aantal} antwoorden", aantal=outcome.answers
    )
    of = phrase_many("Uitslag van {aantal} antwoord", "Uitslag van {aantal} antwoorden", aantal=outcome.answers)
    kind = after if outcome.is_interim else of
    room = Wire()
    tables = tuple(_shown(one, _fitting(one, room)) for one in (*_tables(outcome), *_whole(told.whole)))
    more = (*_about_vote(outcome), *_hands(outcome), *_shift(outcome), *_mix(outcome.result))
    return ShownResult(outcome.question, kind, outcome.sentence, tables, more, field_of(outcome.result))


def _whole(texts: Sequence[str]) -> Iterator[_Told]:
    """What the tables say in a few words."""
    if texts:
        yield _Told(WHOLE_TEXTS, Table((phrase("Tekst"),), tuple((text,) for text in texts)), texts=True)


def _tables(outcome: Outcome) -> Iterator[_Told]:
    """Every table with its caption, and whether its cells are texts."""
    yield from _parts(phrase("Alle antwoorden"), outcome.result)
    for laid in outcome.beside:
        has_moves = laid.comparison.moves is not None
        caption = phrase("Vergeleken met {wat}", wat=_named(laid.earlier))
        if not has_moves:
            caption = phrase("{kop} (in {maat})", kop=caption, maat=laid.comparison.measures)
        yield _Told(caption, laid.comparison.table, texts=has_moves)
    moves = [laid.comparison.moves for laid in outcome.beside if laid.comparison.moves is not None]
    together = on_one_field(outcome.by_role)
    if together is not None and not any(each.are_of(outcome.by_role) for each in moves):
        yield from _parts(phrase("Per rol"), together)
    beside = in_one_table(outcome.by_role)
    if beside is not None:
        yield _Told(phrase("Per rol"), beside, texts=True)
    apart = len(outcome.by_role) > 1 and together is None and beside is None
    for role, part in outcome.by_role if apart else ():
        yield from _parts(phrase("Rol: {rol}", rol=role), part)
    asked = dict(outcome.table_questions)
    for table, part in outcome.by_table:
        named = as_opening(table_in_words(table))
        yield from _parts(labelled(named, asked[table]) if table in asked else named, part)


def _parts(caption: str, result: Result) -> Iterator[_Told]:
    match result:
        case TextList():
            yield from _headed(caption, result.items)
        case Records():
            if result.columns:
                yield _Told(caption, as_table(result), texts=True)
        case Pairs():
            yield from _matched(caption, result)
        case Profile() if result.is_hidden:
            return
        case Words():
            yield _Told(caption, as_table(result), of_people=True)
        case _:  # any shape can be read as a table
            yield _Told(caption, as_table(result), strips=strips_of(result), numbers=item_numbers(result))
    for heading, items in groupby(texts_beside(result), key=lambda item: item.heading):
        yield _Told(_under(caption, heading), text_table([_bare(item) for item in items]), texts=True)


def _matched(caption: str, result: Pairs) -> Iterator[_Told]:
    """What found each other, then what is still asked and what is still offered."""
    texts = {item.id: item.text for item in (*result.asks, *result.offers)}
    joined = {one for match in result.matches for one in match}
    if result.matches:
        rows = tuple((texts[ask], texts[offer]) for ask, offer in result.matches)
        yield _Told(_under(caption, phrase("Gekoppeld")), Table((phrase("Vraag"), phrase("Aanbod")), rows), texts=True)
    for heading, items in ((phrase("Gevraagd"), result.asks), (phrase("Aangeboden"), result.offers)):
        alone = [item for item in items if item.id not in joined]
        if alone:
            yield _Told(_under(caption, heading), text_table(alone), texts=True)


def _headed(caption: str, items: Sequence[TextItem]) -> Iterator[_Told]:
    """A table per column and heading; answered questions stand apart."""
    for (done, column, heading), group in groupby(items, key=lambda item: (item.done, item.column, item.group)):
        named = _under(caption, glued(column, heading, seam=", "))
        told = text_table([_bare(item) for item in group])
        yield _Told(phrase("{naam} (beantwoord)", naam=named) if done else named, told, texts=True)


def _under(caption: str, heading: str) -> str:
    if not heading:
        return caption
    return heading if caption == phrase("Alle antwoorden") else glued(caption, heading, seam=": ")


def _bare(item: TextItem) -> TextItem:
    """The text without its column and heading, which stand above the table."""
    return replace(item, group="", level="", column="", done=False)


def _named(earlier: Earlier) -> str:
    return phrase("ronde {nummer}", nummer=earlier.number) if earlier.is_same_card else quoted(earlier.title)


def _about_vote(outcome: Outcome) -> Iterator[str]:
    """How many of the invited voted, and of how many the options were taken."""
    if outcome.turnout is not None:
        yield outcome.turnout.sentence
    if outcome.taken_along:
        yield outcome.taken_along
    if outcome.reaction:
        yield phrase("Reactie: {tekst}", tekst=outcome.reaction)


def _hands(outcome: Outcome) -> Iterator[str]:
    raised, held = (outcome.means.hands, outcome.means.paddles) if outcome.means else (0, 0)
    if held:
        yield phrase_many(
            "In de zaal hield iemand een kaart omhoog. Dat telt mee.",
            "In de zaal hielden {aantal} mensen een kaart omhoog. Dat telt mee.",
            aantal=held,
        )
    if raised:
        yield phrase_many(
            "In de zaal stak iemand een hand op. Dat telt mee.",
            "In de zaal staken {aantal} mensen een hand op. Dat telt mee.",
            aantal=raised,
        )


def _shift(outcome: Outcome) -> Iterator[str]:
    for laid in outcome.beside:
        yield laid.comparison.sentence
    if outcome.both is not None and outcome.moved is not None:
        yield moved_sentence(outcome.moved, outcome.both)


def _mix(result: Result) -> Iterator[str]:
    """What this mix of styles asks of the meeting."""
    if isinstance(result, Profile):
        yield from advice(result)


class Wire:
    """What still goes over the wire, measured by compressing what goes there."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._sent, self._characters, self._most_bytes = 0, _MOST_CHARACTERS, most_bytes
        self._press = zlib.compressobj()

    def takes(self, header: Sequence[str], row: Sequence[str], strip: ScoreStrip | None = None) -> bool:
        """Whether this row fits too, with the picture beside it."""
        html = "".join(_ROW.format(name, cell) for name, cell in zip(header, row, strict=False))
        html += strip.columns if strip else ""
        self._characters -= len(html)
        self._sent += len(self._press.compress(html.encode()))
        # A copy is finished to see the size: the press itself goes on with what was pressed so far.
        return self._characters >= 0 and self._sent + len(self._press.copy().flush()) <= self._most_bytes


def _fitting(told: _Told, room: Wire) -> tuple[tuple[str, ...], ...]:
    """The rows that a small page takes, each with what is drawn beside it."""
    drawn = zip_longest(told.table.in_words, told.strips)
    return tuple(row for row, _ in takewhile(lambda one: room.takes(told.table.header, *one), drawn))


def _shown(told: _Told, rows: Sequence[tuple[str, ...]]) -> ShownTable:
    table = told.table
    counts = [] if told.texts or len(table.header) != 2 else [row[1] for row in table.rows]
    amounts = [amount.value for amount in counts if isinstance(amount, Number)]
    highest = max(amounts, default=0)
    shares = [int(amount * 100 // highest) for amount in amounts] if highest else [None] * len(rows)
    drawn = zip_longest(told.strips[: len(rows)], told.numbers[: len(rows)], rows)
    laid_out = tuple(Row(row, share, strip, number) for (strip, number, row), share in zip(drawn, shares, strict=False))
    return ShownTable(told.caption, table.header, laid_out, len(table.rows) - len(rows), told.texts, told.of_people)
