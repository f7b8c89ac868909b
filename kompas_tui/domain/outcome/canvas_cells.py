"""What may be seen of the cells of a canvas: the text that was set, or the table that stands there by itself."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from kompas_tui.domain.deck.canvases import CanvasCell
from kompas_tui.domain.language.alike import folded
from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.language.wording import labelled, without_stop
from kompas_tui.domain.outcome.gate import kept_back, outcome_of
from kompas_tui.domain.outcome.privacy import is_written
from kompas_tui.domain.outcome.veil import KEPT_BACK
from kompas_tui.domain.result.cells import Cell, as_value, in_words
from kompas_tui.domain.result.shapes import Pairs, Result
from kompas_tui.domain.result.tables import Table, as_table
from kompas_tui.domain.result.weight import strongest
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.canvases import LaidCanvas
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

EMPTY = phrase("nog leeg")
ACTION_COLUMNS = ("Wat", "Wie", "Wanneer")
MATCH_COLUMNS = ("Gevraagd", "Aangeboden")

MayBeSeen = Callable[[Round, Result], bool]
"""Whether a view may show the result of a closed round."""


@dataclass(frozen=True, slots=True)
class CellOutcome:
    """A cell with its text, or the table that stands in it by itself."""

    name: str
    title: str
    source: str
    """The address of the card that fills it."""
    text: str
    table: Table | None
    if_empty: str
    """Said where it may stay empty."""
    was_answered: bool = False
    """Whether people answered the card that fills it, so that it was not left out."""

    @property
    def is_filled(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.text) or self.table is not None

    @property
    def is_missing(self) -> bool:
        """Whether it is empty and may not stay so."""
        return not self.is_filled and not self.if_empty

    @property
    def when_empty(self) -> str:
        """What an empty cell says; of what was answered never that nobody spoke of it."""
        return EMPTY if self.was_answered else self.if_empty or EMPTY


def was_shown(closed: Round, result: Result) -> bool:
    """Whether the room may see a result by now: what people wrote only after the facilitator showed it."""
    return closed.was_shown or not is_written(result)


def cell_outcome(session: Session, laid: LaidCanvas, cell: CanvasCell, may_be_seen: MayBeSeen) -> CellOutcome:
    """What stands in a cell."""
    text = laid.texts.get(cell.name, "")
    own = _table(session, cell.source, may_be_seen) if cell.source else None
    return CellOutcome(
        name=cell.name,
        title=cell.title,
        source=cell.source,
        text=_as_may_be_seen(text, kept_back(session)),
        table=_beside(text, _with_brought(laid, cell, own)),
        if_empty=cell.if_empty,
        was_answered=(closed := _closed(session, cell.source)) is not None and bool(closed.answers),
    )


def _as_may_be_seen(text: str, hidden: Set[str]) -> str:
    """The text of a cell, in which no text that is hidden stands, on one of its lines or on some that follow."""
    if not hidden:
        return text
    lines, seen = text.split("\n"), list[str]()
    longest = max(map(len, hidden))
    while lines:
        unseen = _lines_of_hidden(lines, hidden, longest)
        seen.append(KEPT_BACK if unseen else lines[0])
        del lines[: max(unseen, 1)]
    return "\n".join(seen)


def _lines_of_hidden(lines: Sequence[str], hidden: Set[str], longest: int) -> int:
    """On how many of the first lines a hidden text stands; none where they begin otherwise."""
    for amount in range(1, min(len(lines), longest) + 1):  # each line of a text has a letter at least
        begin = folded("\n".join(lines[:amount]))
        if begin in hidden:
            return amount
        if len(begin) > longest:
            break
    return 0


def _beside(text: str, table: Table | None) -> Table | None:
    """The table that stands there with a text: who does what always; what people filled in only without one."""
    return table if table is None or not text or table.header == ACTION_COLUMNS else None


def _with_brought(laid: LaidCanvas, cell: CanvasCell, own: Table | None) -> Table | None:
    """The table with what came along: new actions, and what stays, stand below the old; else the new is all."""
    table = brought_table(laid, cell)
    if table is None or own is None:
        return table or own
    stays = table.header == own.header and (cell.stays or own.header == ACTION_COLUMNS)
    return Table(own.header, tuple(dict.fromkeys((*table.rows, *own.rows)))) if stays else own


def brought_table(laid: LaidCanvas, cell: CanvasCell) -> Table | None:
    """The table that came along in a cell; None where there was none, or where another text was set since."""
    brought = laid.brought.cell(cell.name) if laid.brought is not None else None
    if brought is None or laid.texts.get(cell.name, "") != brought.text:
        return None
    return brought.table


def _table(session: Session, card: str, may_be_seen: MayBeSeen) -> Table | None:
    """The records or matches of a card, else its actions; None where there are none."""
    closed = _closed(session, card)
    if closed is not None and closed.activity.fills_canvas:
        result = outcome_of(session, closed).result
        table = _matches(result) if isinstance(result, Pairs) else as_table(result)
        return table if table.rows and may_be_seen(closed, result) else None
    agreed = [item for item in session.written if isinstance(item, ev.ActionAgreed) and item.card == card]
    rows = tuple((item.what, item.who, _day(item.when)) for item in agreed)
    return Table(ACTION_COLUMNS, rows) if rows else None


def _matches(result: Pairs) -> Table:
    texts = {item.id: item.text for item in (*result.asks, *result.offers)}
    rows = tuple((texts[ask], texts[offer]) for ask, offer in result.matches if ask in texts and offer in texts)
    return Table(MATCH_COLUMNS, rows)


def _day(when: str) -> Cell:
    """A day as a value; what is no date as it was typed."""
    try:
        return date.fromisoformat(when) if when else None
    except ValueError:
        return when


def _closed(session: Session, card: str) -> Round | None:
    """The last round of a card that was closed."""
    # Not the open one: a cell that grows while people answer would show what the last of them gave.
    return next((asked for asked in reversed(session.rounds_of(card)) if not asked.is_open), None)


def draft_of(session: Session, laid: LaidCanvas, cell: CanvasCell) -> str:
    """What the facilitator may set in a cell: what was set, decided or strongest here, else what it was."""
    text = laid.texts.get(cell.name, "")
    brought = laid.brought.cell(cell.name) if laid.brought is not None else None
    if text and (brought is None or text != brought.text):
        return text
    decided = [item.text for item in session.written if isinstance(item, ev.DecisionTaken) and item.card == cell.source]
    return decided[-1] if decided else _strongest(session, cell.source) or text


def _strongest(session: Session, card: str) -> str:
    """What weighs most of what the room may see of a card; empty where that stands in the cell as a table."""
    closed = _closed(session, card)
    if closed is None or closed.activity.fills_canvas:
        return ""
    result = outcome_of(session, closed).result
    return next(iter(strongest(result, 1)), "") if was_shown(closed, result) else ""


def lines_of(cell: CellOutcome) -> tuple[str, ...]:
    """A cell as lines of text: one for each row of its table, else those of its text."""
    if cell.table is None:
        return tuple(line for line in cell.text.splitlines() if line)
    return tuple(filter(None, (_line(cell.table.header, tuple(map(in_words, row))) for row in cell.table.rows)))


def _line(header: tuple[str, ...], row: tuple[str, ...]) -> str:
    """`Bankjes plaatsen (gemeente)` for an action, `gemeente: geld, 30 september 2026` for another row."""
    first, rest = row[0], [words for words in row[1:] if words]
    if header == ACTION_COLUMNS:
        return f"{without_stop(first)} ({row[1]})" if row[1] else first
    return labelled(first, ", ".join((*map(without_stop, rest[:-1]), rest[-1]))) if rest else first


def cell_data(cell: CellOutcome) -> dict[str, Any]:
    """A cell as a document."""
    table = cell.table or Table((), ())
    return {
        "naam": cell.name,
        "titel": cell.title,
        "tekst": cell.text or ("" if cell.is_filled or cell.was_answered else cell.if_empty),
        "kolommen": list(table.header),
        "rijen": [list(map(as_value, row)) for row in table.rows],
    }
