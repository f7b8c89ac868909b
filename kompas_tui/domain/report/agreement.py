"""What people agreed and disagreed on, across all questions; made from the results, never from who said it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kompas_tui.domain.kinds.instemming import CONSENTS, OBJECTS, REMARKS
from kompas_tui.domain.kinds.leading import FEW
from kompas_tui.domain.kinds.schaal import Division, division
from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.language.wording import count, labelled, number, quoted, without_stop
from kompas_tui.domain.outcome import abridged, outcome_of
from kompas_tui.domain.report.document import Bullets, Paragraph, Section
from kompas_tui.domain.report.headlines import weight
from kompas_tui.domain.result.shapes import Bars, Distribution, Result, Spread, Stacked
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

_HEADING = "Waar waren we het over eens?"
_AGREED, _DIVIDED = "Hier waren we het over eens", "Hier dachten we verschillend over"

_NOTHING_AGREED = "Bij geen enkele vraag koos een ruime meerderheid hetzelfde."

_NEARLY_ALL = 67
"""From this percentage on an answer is that of nearly everybody: two out of three."""

_SIDE_BY_SIDE = 10
"""Two answers that are no more percent apart than this lie side by side."""

_LEAST_EACH = 25
"""And each of them has at least this percentage."""

_MOST_LINES, _MOST_A_QUESTION = 7, 3

_Line = tuple[bool, str]
"""Whether people agreed on it, and what it was."""


def agreement_section(session: Session, by_card: Mapping[str, Sequence[Round]]) -> Section | None:
    """Both lists, in the order of the questions; None where nothing stands out."""
    last = _last_asked(session, by_card)
    lines = [(rounds[-1], line) for rounds in by_card.values() for line in _lines(session, rounds[-1], last)]
    agreed, divided = (
        _told(session, [(asked, text) for asked, (one, text) in lines if one is is_agreed])
        for is_agreed in (True, False)
    )
    if not agreed and not divided:
        return None
    first = Bullets(agreed, _AGREED) if agreed else Paragraph(_NOTHING_AGREED)
    return Section(_HEADING, (first, *([Bullets(divided, _DIVIDED)] if divided else [])))


def _told(session: Session, lines: Sequence[tuple[Round, str]]) -> tuple[str, ...]:
    """The lines of the questions that matter most, in the order of the questions."""
    weights = {asked.id: weight(session, asked) for asked, _ in lines}
    heaviest = sorted(lines, key=lambda line: weights[line[0].id], reverse=True)[:_MOST_LINES]
    return tuple(dict.fromkeys(line[1] for line in lines if line in heaviest))


def _last_asked(session: Session, by_card: Mapping[str, Sequence[Round]]) -> Mapping[str, str]:
    """The last card that asked each statement: of one before and after, what people thought in the end counts."""
    return {
        row.label: rounds[-1].card
        for rounds in by_card.values()
        if not rounds[-1].is_open and isinstance(result := outcome_of(session, rounds[-1]).result, Distribution)
        for row in result.rows
    }


def _lines(session: Session, asked: Round, last: Mapping[str, str]) -> Sequence[_Line]:
    if asked.is_open or asked.answers < FEW:
        return ()
    outcome = abridged(outcome_of(session, asked)).outcome
    result = outcome.result
    if isinstance(result, Distribution):
        rows = tuple(row for row in result.rows if last.get(row.label, asked.card) == asked.card)
        result = replace(result, rows=rows)
    lines = list(_found(result, asked))
    agreed, divided = ([line for line in lines if line[0] is one][:_MOST_A_QUESTION] for one in (True, False))
    return (*agreed, *divided)


def _found(result: Result, asked: Round) -> Iterator[_Line]:
    title = asked.title.rstrip(".:!?")
    about = quoted(title) if ":" in title else title
    match result:
        case Bars() if asked.activity.seeks_consent:
            yield from _of_consent(result, about)
        case Bars() if result.unit.is_people and not result.seats and not any(bar.is_right for bar in result.bars):
            yield from _of_bars(result, about)
        case Distribution():
            for row in result.rows:
                label = about if row.label == asked.activity.question else f"{about}, {quoted(without_stop(row.label))}"
                match division(row):
                    case Division.CLOSE:
                        score, means = row.of_highest(row.median or 0), _end_near(row, result.ends)
                        yield True, f"{label}: de antwoorden liggen rond de {score}{means}."
                    case Division.CAMPS | Division.FAR as apart:
                        yield False, f"{label}: {apart[0].lower()}{apart[1:]}"
                    case Division.SOMEWHAT | Division.UNKNOWN:
                        pass
        case Stacked():
            for item in result.rows:
                yield from _of_counts(
                    f"{about}, {quoted(without_stop(item.label))}",
                    list(zip(result.levels, item.counts, strict=False)),
                    item.answers,
                )
        case _:  # what people wrote is no agreement
            return


def _end_near(row: Spread, ends: tuple[str, str] | None) -> str:
    """What the end of the scale means in which half the scores lie; nothing in the middle, or of ends without words."""
    lowest, highest = row.scores[0], row.scores[-1]
    if ends is None or row.median is None or 2 * row.median == lowest + highest:
        return ""
    near_low = 2 * row.median < lowest + highest
    return f" ({number(lowest if near_low else highest)} is {quoted(ends[0] if near_low else ends[1])})"


def _of_consent(result: Bars, about: str) -> Iterator[_Line]:
    """One objection divides, and nearly all of them agree that it can't go on; who abstains agrees on nothing."""
    against, whole = result.bars[OBJECTS].count, count(result.answers, "deelnemer", "deelnemers")
    consents = result.bars[CONSENTS].count + result.bars[REMARKS].count
    if against:
        verb = "heeft" if against == 1 else "hebben"
        is_agreed = 100 * against >= _NEARLY_ALL * result.answers
        yield is_agreed, f"{about}: {dotted(against)} van de {whole} {verb} bezwaar."
    elif 100 * consents >= _NEARLY_ALL * result.answers:
        yield True, f"{about}: niemand heeft bezwaar tegen het voorstel."


def _of_bars(result: Bars, about: str) -> Iterator[_Line]:
    """Of a question with one answer each also what lies side by side."""
    votes = [(bar.label, bar.count) for bar in result.options if not bar.is_own]
    if sum(many for _, many in votes) <= result.answers:
        yield from _of_counts(about, votes, result.valid)
        return
    yield from (
        (True, f"{about}: {quoted(label)} ({dotted(many)} van de {dotted(result.valid)}).")
        for label, many in sorted(votes, key=lambda one: -one[1])
        if result.valid and 100 * many >= _NEARLY_ALL * result.valid
    )


def _of_counts(about: str, votes: Sequence[tuple[str, int]], whole: int) -> Iterator[_Line]:
    if whole < FEW or len(votes) < 2:
        return
    (first, most), (second, next_most) = sorted(votes, key=lambda one: -one[1])[:2]
    if 100 * most >= _NEARLY_ALL * whole:
        yield True, labelled(about, f"{quoted(first)} ({dotted(most)} van de {dotted(whole)}).")
    elif 100 * (most - next_most) <= _SIDE_BY_SIDE * whole and 100 * next_most >= _LEAST_EACH * whole:
        yield (
            False,
            f"{without_stop(about)}: {quoted(first)} ({dotted(most)}) en {quoted(second)} ({dotted(next_most)}), "
            f"van de {dotted(whole)}.",
        )
