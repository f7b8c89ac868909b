"""A question that was asked again, or beside another one: what came out then and now in one chart and one table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kompas_tui.domain.kinds.voters import people
from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.language.wording import count, listing, number, quoted
from kompas_tui.domain.outcome import Beside, Outcome, outcome_of, veil_of
from kompas_tui.domain.report.asked import proposal
from kompas_tui.domain.report.charts import chart_of_rounds, chart_of_scores, chart_of_shifts
from kompas_tui.domain.report.document import Bullets, Chart, FieldPicture, Figures, MovesPicture, Passage
from kompas_tui.domain.result.cells import Cell, Number, rounded
from kompas_tui.domain.result.comparison import Comparison
from kompas_tui.domain.result.shapes import Bars, Distribution, PinMap, Result, Stacked
from kompas_tui.domain.result.tables import ANSWERS, Table
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

MOST_ROUNDS = 4
"""More rounds than this side by side are no longer read; then the last ones stand there."""

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


def is_drawn_with_a_later_card(session: Session, asked: Round) -> bool:
    """Whether the chart of another card has these figures too, beside its own."""
    later = [one for one in session.rounds.values() if one.activity.compared_with == asked.card != one.card]
    closed = (outcome_of(session, one) for one in later if one.answers and not one.is_open)
    return any(
        laid.earlier.id == asked.id and isinstance(outcome.result, Bars) and bool(chart_of_shifts(laid.comparison))
        for outcome in closed
        for laid in outcome.beside
    )


def laid_beside(
    session: Session, outcome: Outcome, name: str, passages: Sequence[Passage], rounds: Sequence[Round] = ()
) -> tuple[str, list[Passage]]:
    """Who changed and what moved most, in words; and the passages of a result with those before it beside them.

    Of a card that is told as one the `rounds` before it stand beside it too, the last few of them.
    """
    told, tables, charts = list(passages), list[Passage](), list[Passage]()
    sentences = [_changed(outcome, session.rounds[outcome.round].number)]
    for index, laid in enumerate(outcome.beside):
        sentences.append(laid.comparison.sentence)
        sides = _sides(session, outcome, laid, rounds)
        if together := with_then(told, name, sides, laid.comparison) if sides else []:
            told = together
            charts += _chart_together(sides, laid.comparison)
        else:
            tables += _apart(laid, name if index == 0 else f"{name}, {index + 1}")
    if any(isinstance(block, MovesPicture | Chart) for block in (*charts, *tables)):  # which show how it stands too
        told = [block for block in told if not isinstance(block, FieldPicture | Chart)]
    lists = next((index for index, block in enumerate(told) if _has_heading(block)), len(told))
    # Before the first heading, under which the tables would seem to belong.
    return " ".join(filter(None, sentences)), [*charts, *told[:lists], *tables, *told[lists:]]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the rounds that stand beside each other: its name, what came out, and what each option was measured at."""

    name: str
    came_out: Result
    values: tuple[float | None, ...]


def _sides(session: Session, outcome: Outcome, laid: Beside, rounds: Sequence[Round]) -> Sequence[Side]:
    """The rounds to lay beside each other, the last one of which is told; none of one that this session has not."""
    before, shift = session.rounds.get(laid.earlier.id), laid.comparison
    if before is None:
        return ()
    first, now = shift.sides
    older = rounds[:-1][2 - MOST_ROUNDS :] if before in rounds else ()
    if older:
        first, now = _of_round(before.number), _of_round(before.number + 1)
    return (
        *(_older(session, one, rounds[rounds.index(one) + 1]) for one in older),
        Side(first, outcome_of(session, before).result, tuple(one.before for one in shift.shifts)),
        Side(now, outcome.result, tuple(one.after for one in shift.shifts)),
    )


def _older(session: Session, asked: Round, later: Round) -> Side:
    """A round as the one after it is laid beside it, so with the same options in the same order."""
    shifts = next(laid.comparison.shifts for laid in outcome_of(session, later).beside if laid.earlier.id == asked.id)
    return Side(_of_round(asked.number), outcome_of(session, asked).result, tuple(one.before for one in shifts))


def _of_round(number: int) -> str:
    return f"Ronde {number}"


def _chart_together(sides: Sequence[Side], shift: Comparison) -> Sequence[Chart]:
    """How it stood each time; of a scale how many percent gave each score, and of several lines what moved."""
    now = sides[-1].came_out
    if isinstance(now, Distribution) and len(now.rows) == 1:
        counted = [(side.name, [cell.share for cell in _counts(side.came_out) or ()]) for side in sides]
        return chart_of_scores([number(score) for score in now.scores], counted)
    if isinstance(now, Bars) or any(one.change for one in shift.shifts):
        order = _order(now)
        labels = [shift.shifts[index].label for index in order] if order else [one.label for one in shift.shifts]
        values = [
            (side.name, [side.values[index] for index in order] if order else list(side.values)) for side in sides
        ]
        return chart_of_rounds(f"In {shift.measures}", labels, values)
    return ()


def _has_heading(block: Passage) -> bool:
    return isinstance(block, Bullets) and bool(block.caption)


def _changed(outcome: Outcome, number: int) -> str:
    """How many changed their answer since the round before; which one that was, beside figures of another card."""
    if outcome.both is None or outcome.moved is None:
        return ""
    of_another = outcome.beside and not any(laid.earlier.is_same_card for laid in outcome.beside)
    since = f" sinds ronde {number - 1}" if of_another else ""
    if outcome.both == 0:
        return "Niemand deed aan beide rondes mee."
    if outcome.both == 1:
        return f"De enige die aan beide rondes meedeed, veranderde {'' if outcome.moved else 'niet '}van antwoord."
    if outcome.moved == 0:
        return f"Geen van de {people(outcome.both)} veranderde{since} van antwoord."
    if outcome.moved == outcome.both:
        everybody = "Beide deelnemers" if outcome.both == 2 else f"Alle {people(outcome.both)}"
        return f"{everybody} veranderden{since} van antwoord."
    verb = "veranderde" if outcome.moved == 1 else "veranderden"
    return f"{dotted(outcome.moved)} van de {people(outcome.both)} {verb}{since} van antwoord."


def _apart(laid: Beside, name: str) -> list[Passage]:
    """The figures beside the earlier ones in a table of their own; on a field as a picture too."""
    earlier, shift = laid.earlier, laid.comparison
    beside = f"ronde {earlier.number}" if earlier.is_same_card else quoted(earlier.title)
    first, then = ("eerst ", ", nu ") if shift.titles is None else ("", " en ")
    answers = f"{first}{count(shift.before_answers, 'antwoord', 'antwoorden')}{then}{dotted(shift.after_answers)}"
    measured = "" if shift.moves else f", in {shift.measures}"
    table = Figures(f"{name}, verschil", f"Het verschil met {beside}{measured} ({answers})", shift.table)
    picture = [MovesPicture(shift.moves, *shift.sides)] if shift.moves is not None and shift.moves.furthest else []
    return [*picture, *chart_of_shifts(shift), table]


def with_then(passages: Sequence[Passage], name: str, sides: Sequence[Side], shift: Comparison) -> list[Passage]:
    """The passages with then, now and the difference in the table `name`; empty where that has no room for them.

    The percentages are as they are printed: so then and the difference add up to now.
    """
    tables = {index: one for index, one in enumerate(passages) if isinstance(one, Figures) and one.name == name}
    if len(tables) != 1:
        return []
    ((at, table),) = tables.items()
    together = _counts_beside(table, sides, shift) or _measures_beside(table, sides, shift)
    return [*passages[:at], *together, *passages[at + 1 :]] if together else []


_MOST_COLUMNS = 8
"""With more columns the words above them break: then who is who stands in a table of its own."""


def _counts_beside(table: Figures, sides: Sequence[Side], shift: Comparison) -> list[Figures]:
    """Counts with their shares, then and now; none where the table does not count each option."""
    counted = [_counts(side.came_out) for side in sides]
    columns = [column for column in counted if column is not None and len(column) == len(table.table.rows)]
    if len(columns) != len(sides):
        return []
    order = _order(sides[-1].came_out) or range(len(table.table.rows))
    then = [
        (*(column[index] for column in columns), _difference(columns[-2][index], columns[-1][index])) for index in order
    ]
    (first, _, *groups), rows = table.table.header, table.table.rows
    header = (first, *(side.name for side in sides), DIFFERENCE)
    if groups and len(header) + len(groups) > _MOST_COLUMNS:
        beside = Table(header, tuple((row[0], *cells) for row, cells in zip(rows, then, strict=True)))
        apart = Table((first, *groups), tuple((row[0], *row[2:]) for row in rows))
        of_groups = f"{table.unit or table.caption}, {_now(sides, shift)} {table.by}".rstrip()
        return [
            replace(table, caption=_caption(table, sides, shift), table=beside),
            replace(table, name=f"{table.name}, {table.by or 'apart'}", caption=of_groups, table=apart),
        ]
    together = Table(
        (*header, *groups), tuple((row[0], *cells, *row[2:]) for row, cells in zip(rows, then, strict=True))
    )
    groups_too = f", en {_now(sides, shift)} {table.by}" if table.by else ""
    return [replace(table, caption=f"{_caption(table, sides, shift)}{groups_too}", table=together)]


def _counts(result: Result) -> Sequence[Number] | None:
    """How often each option or score was given, in the order of the question; None where that is not all."""
    match result:
        case Bars():
            decimals = int(bool(result.vote.needs))
            return [Number(bar.count, share=result.percent(bar), share_decimals=decimals) for bar in result.bars]
        case Distribution(rows=(row,)):
            return [
                Number(many, share=rounded(100 * many / row.answers, 0) if row.answers else None) for many in row.counts
            ]
        case _:
            return None


def tells_all_beside(result: Result) -> bool:
    """Whether a table of then and now has all figures of then, as far as its own table has no more columns."""
    return _counts(result) is not None


def _order(result: Result) -> Sequence[int]:
    """The places of the options in the order in which a table has them; nothing where that is the question's."""
    return [result.bars.index(bar) for bar in result.ranked] if isinstance(result, Bars) else ()


def _difference(then: Number, now: Number) -> Cell:
    if then.share is None or now.share is None:
        return None
    return Number(rounded(now.share - then.share, 2), now.share_decimals, signed=True)


def _measures_beside(table: Figures, sides: Sequence[Side], shift: Comparison) -> list[Figures]:
    """The middle scores, scores or shares, then and now, where those of now stood; of cards with short titles only."""
    fits = all(len(side.name) <= _LONGEST_NAME for side in sides)
    column = _column_of_measure(sides[-1].came_out) if fits else None
    rows = table.table.rows
    if column is None or len(rows) != len(shift.shifts):
        return []
    at, name = column
    after = at if name else at + 1
    measured = name or table.table.header[at]
    header = (*table.table.header[:at], *(f"{measured} {_called(side, shift)}" for side in sides), DIFFERENCE)
    values = [[shift.cell(value) for value in side.values] for side in sides]
    beside = tuple(
        (*row[:at], *(each[index] for each in values), shift.cell(one.change, signed=True), *row[after:])
        for index, (row, one) in enumerate(zip(rows, shift.shifts, strict=True))
    )
    told = _without_answers(Table((*header, *table.table.header[after:]), beside), shift.after_answers)
    return [replace(table, caption=f"{table.caption}; {_of_how_many(sides, shift)}", table=told)]


_LONGEST_NAME = 30
"""A longer title of a card leaves no room in a table for what it heads."""


def _column_of_measure(result: Result) -> tuple[int, str] | None:
    """Where a table has what is compared, or where that goes, with its name then; None where nothing is."""
    match result:
        case Distribution(by_mean=False):
            return 2 + len(result.scores), ""
        case Stacked():
            is_there = result.is_scored or bool(result.vote.needs)
            name = "" if is_there else f"{result.levels[0]} (procent)"
            return max(1, len(result.part_names)) + len(result.levels), name
        case _:
            return None


def _without_answers(table: Table, answers: int) -> Table:
    """The table without the column that says of each row how many answered, where that is what stands above it."""
    if ANSWERS not in table.header or any(row[1] != Number(answers) for row in table.rows):
        return table
    return Table((table.header[0], *table.header[2:]), tuple((row[0], *row[2:]) for row in table.rows))


def _caption(table: Figures, sides: Sequence[Side], shift: Comparison) -> str:
    """What is counted, of how many answers each time, and in what the difference is."""
    beside = f" met {sides[-2].name.lower()}" if len(sides) > 2 else ""
    difference = f"het verschil{beside} in procentpunten"
    return f"{table.unit or table.caption}, {_answered(sides, shift)}, {difference}"


def _now(sides: Sequence[Side], shift: Comparison) -> str:
    """What the last round is called in a caption."""
    return _called(sides[-1], shift)


def _called(side: Side, shift: Comparison) -> str:
    """`eerst` or `nu`, or where another card asked it `bij ‘Hoe ver gaan we nu?’`."""
    return f"bij {quoted(side.name)}" if shift.titles else side.name.lower()


def _answered(sides: Sequence[Side], shift: Comparison) -> str:
    """`eerst (12 antwoorden) en nu (11)`."""
    names = [_called(side, shift) for side in sides]
    first, *others = (side.came_out.answers for side in sides)
    amounts = (count(first, "antwoord", "antwoorden"), *map(dotted, others))
    return listing([f"{name} ({amount})" for name, amount in zip(names, amounts, strict=True)])


def _of_how_many(sides: Sequence[Side], shift: Comparison) -> str:
    """`eerst van 12 antwoorden, nu van 11`."""
    first, *others = sides
    told = [f"{_called(first, shift)} van {count(first.came_out.answers, 'antwoord', 'antwoorden')}"]
    return ", ".join((*told, *(f"{_called(one, shift)} van {dotted(one.came_out.answers)}" for one in others)))
