"""A question that was asked again, or beside another one: what came out then and now in one chart and one table."""

from collections.abc import Sequence
from dataclasses import replace

from kompas_tui.domain.kinds.leading import people
from kompas_tui.domain.language.wording import count, quoted
from kompas_tui.domain.outcome import Beside, Outcome, outcome_of, veil_of
from kompas_tui.domain.report.asked import proposal
from kompas_tui.domain.report.charts import chart_of_shifts
from kompas_tui.domain.report.document import Bullets, Chart, FieldPicture, Figures, MovesPicture, Passage
from kompas_tui.domain.result.cells import Cell, Number
from kompas_tui.domain.result.comparison import Comparison, Shift
from kompas_tui.domain.result.shapes import Bars, Distribution, PinMap, Result, Stacked
from kompas_tui.domain.result.tables import ANSWERS, Table
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

DIFFERENCE = "Verschil"
"""Above how much an option moved."""


def asks_the_same(session: Session, rounds: Sequence[Round]) -> bool:
    """Whether each of the rounds asked the same, of the same proposal."""
    veil = veil_of(session, rounds[0].activity)
    return len({(asked.activity.question, proposal(asked, veil)) for asked in rounds}) == 1


def is_told_as_one(session: Session, rounds: Sequence[Round]) -> bool:
    """Whether the rounds of a card are one story: the same was asked, and each is laid beside the one before it.

    Pins have a picture in each round.
    """
    first, *later = rounds
    return (
        bool(later and asks_the_same(session, rounds))
        and not any(asked.is_open or not asked.answers for asked in rounds)
        and not isinstance(outcome_of(session, first).result, PinMap)
        and all(any(laid.earlier.is_same_card for laid in outcome_of(session, one).beside) for one in later)
    )


def laid_beside(
    session: Session, outcome: Outcome, name: str, passages: Sequence[Passage]
) -> tuple[str, list[Passage]]:
    """Who changed and what moved most, in words; and the passages of a result with those before it beside them."""
    told, tables, charts = list(passages), list[Passage](), list[Passage]()
    sentences = [_changed(outcome)]
    for index, laid in enumerate(outcome.beside):
        sentences.append(laid.comparison.sentence)
        then = (
            outcome_of(session, session.rounds[laid.earlier.id]).result if laid.earlier.id in session.rounds else None
        )
        together = [] if then is None else with_then(told, name, then, outcome.result, laid.comparison)
        if together and (isinstance(outcome.result, Bars) or any(one.change for one in laid.comparison.shifts)):
            charts += chart_of_shifts(_as_told(laid.comparison, outcome.result))
        told = together or told
        if not together:
            tables += _apart(laid, name if index == 0 else f"{name}, {index + 1}")
    if any(isinstance(block, MovesPicture | Chart) for block in (*charts, *tables)):  # which show how it stands too
        told = [block for block in told if not _is_plain(block)]
    lists = next((index for index, block in enumerate(told) if _has_heading(block)), len(told))
    # Before the first heading, under which the tables would seem to belong.
    return " ".join(filter(None, sentences)), [*charts, *told[:lists], *tables, *told[lists:]]


def _has_heading(block: Passage) -> bool:
    return isinstance(block, Bullets) and bool(block.caption)


def _is_plain(block: Passage) -> bool:
    """Whether it draws how things stand, of which a picture of then and now shows the same."""
    return isinstance(block, FieldPicture) or (isinstance(block, Chart) and block.form in ("bars", "layers"))


def _changed(outcome: Outcome) -> str:
    if outcome.both is None or outcome.moved is None:
        return ""
    if outcome.moved == 0:
        return f"Geen van de {people(outcome.both)} veranderde van antwoord."
    verb = "veranderde" if outcome.moved == 1 else "veranderden"
    return f"{outcome.moved} van de {people(outcome.both)} {verb} van antwoord."


def _apart(laid: Beside, name: str) -> list[Passage]:
    """The figures beside the earlier ones in a table of their own; on a field as a picture too."""
    earlier, shift = laid.earlier, laid.comparison
    beside = f"ronde {earlier.number}" if earlier.is_same_card else quoted(earlier.title)
    first, then = ("eerst ", ", nu ") if shift.titles is None else ("", " en ")
    answers = f"{first}{count(shift.before_answers, 'antwoord', 'antwoorden')}{then}{shift.after_answers}"
    measured = "" if shift.moves else f", in {shift.measures}"
    table = Figures(f"{name}, verschil", f"Het verschil met {beside}{measured} ({answers})", shift.table)
    picture = [MovesPicture(shift.moves, *shift.sides)] if shift.moves is not None and shift.moves.furthest else []
    return [*picture, *chart_of_shifts(shift), table]


def _as_told(shift: Comparison, now: Result) -> Comparison:
    """The shifts in the order in which the table has the options, so that a chart follows it."""
    if not isinstance(now, Bars):
        return shift
    ranks = {bar.label: rank for rank, bar in enumerate(now.ranked)}
    labels = dict(zip(shift.shifts, (bar.label for bar in now.bars), strict=True))
    return replace(shift, shifts=tuple(sorted(shift.shifts, key=lambda one: ranks[labels[one]])))


def with_then(passages: Sequence[Passage], name: str, then: Result, now: Result, shift: Comparison) -> list[Passage]:
    """The passages with then, now and the difference in the table `name`; empty where that has no room for them.

    The percentages are those of the comparison, as they are printed: so then and the difference add up to now.
    """
    tables = {index: one for index, one in enumerate(passages) if isinstance(one, Figures) and one.name == name}
    if len(tables) != 1:
        return []
    ((at, table),) = tables.items()
    together = _counts_beside(table, then, now, shift) or _measures_beside(table, now, shift)
    return [*passages[:at], together, *passages[at + 1 :]] if together else []


def _counts_beside(table: Figures, then: Result, now: Result, shift: Comparison) -> Figures | None:
    """Counts with their shares, then and now; None where the table has more than a count beside each option."""
    if not isinstance(then, Bars) or not isinstance(now, Bars) or not has_room_for_then(now):
        return None
    earlier = {bar.label: one.count for bar, one in zip(now.bars, then.bars, strict=True)}
    shifts = {bar.label: one for bar, one in zip(now.bars, shift.shifts, strict=True)}
    rows = tuple(
        (row[0], *_cells(earlier[bar.label], bar.count, shifts[bar.label]), *row[2:])
        for bar, row in zip(now.ranked, table.table.rows, strict=True)
    )
    header = (table.table.header[0], *shift.sides, DIFFERENCE, *table.table.header[2:])
    return replace(table, caption=_caption(table, shift), table=Table(header, rows))


def _measures_beside(table: Figures, now: Result, shift: Comparison) -> Figures | None:
    """The middle scores or the scores, then and now, in the place of those of now; of the same question only."""
    measured = {"middelste score": "Midden", "score van 0 tot 1": "Score"}.get(shift.measure)
    if shift.titles or not isinstance(now, Distribution | Stacked) or measured not in table.table.header:
        return None
    rows, at = table.table.rows, table.table.header.index(measured)
    if len(rows) != len(shift.table.rows):
        return None
    header = (*table.table.header[:at], *(f"{measured} {side.lower()}" for side in shift.sides), DIFFERENCE)
    beside = tuple((*row[:at], *cells[1:], *row[at + 1 :]) for row, cells in zip(rows, shift.table.rows, strict=True))
    answers = f"eerst van {count(shift.before_answers, 'antwoord', 'antwoorden')}, nu van {shift.after_answers}"
    told = _without_answers(Table((*header, *table.table.header[at + 1 :]), beside), shift.after_answers)
    return replace(table, caption=f"{table.caption}; {answers}", table=told)


def _without_answers(table: Table, answers: int) -> Table:
    """The table without the column that says of each row how many answered, where that is what stands above it."""
    if ANSWERS not in table.header or any(row[1] != Number(answers) for row in table.rows):
        return table
    return Table((table.header[0], *table.header[2:]), tuple((row[0], *row[2:]) for row in table.rows))


def _cells(then: int, now: int, shift: Shift) -> tuple[Cell, Cell, Cell]:
    change = None if shift.change is None else Number(shift.change, signed=True)
    return Number(then, share=shift.before), Number(now, share=shift.after), change


def _caption(table: Figures, shift: Comparison) -> str:
    """What is counted, of how many answers both times, and in what the difference is."""
    unit, _, groups = table.caption.partition(", samen en ")
    first, second = shift.sides
    then, now = (f"bij {quoted(first)}", f"bij {quoted(second)}") if shift.titles else (first.lower(), second.lower())
    of = f"{then} ({count(shift.before_answers, 'antwoord', 'antwoorden')}) en {now} ({shift.after_answers})"
    return f"{unit}, {of}, het verschil in procentpunten{f', en {now} {groups}' if groups else ''}"


def has_room_for_then(now: Result) -> bool:
    """Whether its table has nothing but a count beside each option."""
    return isinstance(now, Bars) and not (now.seats or now.spending or now.with_shares or now.vote.needs)
