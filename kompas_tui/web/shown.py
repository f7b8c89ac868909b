"""A result as a phone shows it: in words, and as tables that fit on one small page."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby, takewhile

from kompas_tui.domain.language.wording import count, labelled, quoted, table_in_words
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
)
from kompas_tui.domain.result.tables import Table, as_table, text_table, texts_beside
from kompas_tui.domain.result.together import in_one_table, on_one_field

_MOST_BYTES = 9_000
"""What all rows together may take over the wire, compressed; the rest of a page takes about four thousand bytes."""
_MOST_CHARACTERS = 40_000
"""What they may take uncompressed, for texts that are all alike."""
_ROW = '<tr><td class="tekst" data-kop="{}">{}</td></tr>'


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `share` is its count as a percentage of the largest, None where it has no one count."""

    cells: tuple[str, ...]
    share: int | None


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table with its caption, and whether its cells are `texts`; `more` is how many rows did not fit."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    more: int
    texts: bool = False


@dataclass(frozen=True, slots=True)
class ShownResult:
    """A result in words and tables; `more` are sentences below the first."""

    question: str
    kind: str
    sentence: str
    tables: tuple[ShownTable, ...]
    more: tuple[str, ...] = ()


def shown_result(outcome: Outcome) -> ShownResult:
    """The outcome of a round, per role, per table, and beside an earlier round."""
    told = abridged(outcome)
    outcome = told.outcome
    answers = count(outcome.answers, "antwoord", "antwoorden")
    kind = f"Tussenstand na {answers}" if outcome.is_interim else f"Uitslag van {answers}"
    tables, room = [], Wire()
    for caption, table, texts in (*_tables(outcome), *_whole(told.whole)):
        rows = tuple(takewhile(partial(room.takes, table.header), table.in_words))
        tables.append(_shown(caption, table, rows, texts))
    more = (*_about_vote(outcome), *_hands(outcome), *_shift(outcome), *_mix(outcome.result))
    return ShownResult(outcome.question, kind, outcome.sentence, tuple(tables), more)


def _whole(texts: Sequence[str]) -> Iterator[tuple[str, Table, bool]]:
    """What the tables say in a few words."""
    if texts:
        yield WHOLE_TEXTS, Table(("Tekst",), tuple((text,) for text in texts)), True


def _tables(outcome: Outcome) -> Iterator[tuple[str, Table, bool]]:
    """Every table with its caption, and whether its cells are texts."""
    yield from _parts("Alle antwoorden", outcome.result)
    for laid in outcome.beside:
        has_moves = laid.comparison.moves is not None
        measured = "" if has_moves else f" (in {laid.comparison.measures})"
        yield f"Vergeleken met {_named(laid.earlier)}{measured}", laid.comparison.table, has_moves
    moves = [laid.comparison.moves for laid in outcome.beside if laid.comparison.moves is not None]
    together = on_one_field(outcome.by_role)
    if together is not None and not any(each.are_of(outcome.by_role) for each in moves):
        yield from _parts("Per rol", together)
    beside = in_one_table(outcome.by_role)
    if beside is not None:
        yield "Per rol", beside, True
    apart = len(outcome.by_role) > 1 and together is None and beside is None
    for role, part in outcome.by_role if apart else ():
        yield from _parts(f"Rol: {role}", part)
    asked = dict(outcome.table_questions)
    for table, part in outcome.by_table:
        named = table_in_words(table).capitalize()
        yield from _parts(labelled(named, asked[table]) if table in asked else named, part)


def _parts(caption: str, result: Result) -> Iterator[tuple[str, Table, bool]]:
    match result:
        case TextList():
            yield from _headed(caption, result.items)
        case Records():
            if result.columns:
                yield caption, as_table(result), True
        case Pairs():
            yield from _matched(caption, result)
        case Profile() if result.is_hidden:
            return
        case _:  # any shape can be read as a table
            yield caption, as_table(result), False
    for heading, items in groupby(texts_beside(result), key=lambda item: item.group):
        yield _under(caption, heading), text_table([_bare(item) for item in items]), True


def _matched(caption: str, result: Pairs) -> Iterator[tuple[str, Table, bool]]:
    """What found each other, then what is still asked and what is still offered."""
    said = {item.id: item.text for item in (*result.asks, *result.offers)}
    joined = {one for match in result.matches for one in match}
    if result.matches:
        rows = tuple((said[ask], said[offer]) for ask, offer in result.matches)
        yield _under(caption, "Gekoppeld"), Table(("Vraag", "Aanbod"), rows), True
    for heading, items in (("Gevraagd", result.asks), ("Aangeboden", result.offers)):
        alone = [item for item in items if item.id not in joined]
        if alone:
            yield _under(caption, heading), text_table(alone), True


def _headed(caption: str, items: Sequence[TextItem]) -> Iterator[tuple[str, Table, bool]]:
    """A table per column and heading; answered questions stand apart."""
    for (done, column, heading), group in groupby(items, key=lambda item: (item.done, item.column, item.group)):
        named = _under(caption, ", ".join(filter(None, (column, heading))))
        yield f"{named} (beantwoord)" if done else named, text_table([_bare(item) for item in group]), True


def _under(caption: str, heading: str) -> str:
    if not heading:
        return caption
    return heading if caption == "Alle antwoorden" else f"{caption}: {heading}"


def _bare(item: TextItem) -> TextItem:
    """The text without its column and heading, which stand above the table."""
    return replace(item, group="", column="", done=False)


def _named(earlier: Earlier) -> str:
    return f"ronde {earlier.number}" if earlier.is_same_card else quoted(earlier.title)


def _about_vote(outcome: Outcome) -> Iterator[str]:
    """How many of the invited voted, and of how many the options were taken."""
    if outcome.turnout is not None:
        yield outcome.turnout.sentence
    if outcome.taken_along:
        yield outcome.taken_along
    if outcome.reaction:
        yield f"Reactie: {outcome.reaction}"


def _hands(outcome: Outcome) -> Iterator[str]:
    raised = outcome.hands.people if outcome.hands else 0
    if raised:
        verb = "stak" if raised == 1 else "staken"
        yield f"In de zaal {verb} {count(raised, 'iemand', 'mensen').removeprefix('1 ')} een hand op. Dat telt mee."


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

    def takes(self, header: Sequence[str], row: Sequence[str]) -> bool:
        """Whether this row fits too."""
        html = "".join(_ROW.format(name, cell) for name, cell in zip(header, row, strict=False))
        self._characters -= len(html)
        self._sent += len(self._press.compress(html.encode()))
        return self._characters >= 0 and self._sent + len(self._press.copy().flush()) <= self._most_bytes


def _shown(caption: str, table: Table, rows: Sequence[tuple[str, ...]], texts: bool) -> ShownTable:
    counts = [] if texts or len(table.header) != 2 else [row[1] for row in table.rows]
    amounts = [amount.value for amount in counts if isinstance(amount, Number)]
    highest = max(amounts, default=0)
    shares = [int(amount * 100 // highest) for amount in amounts] if highest else [None] * len(rows)
    laid_out = tuple(Row(row, share) for row, share in zip(rows, shares, strict=False))
    return ShownTable(caption, table.header, laid_out, len(table.rows) - len(rows), texts)
