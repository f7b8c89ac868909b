"""From objection to decision: the rounds on a proposal, what was objected, and what came of it, in one table."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import assert_never

from kompas_tui.domain.kinds.instemming import CONSENTS, OBJECTS, REMARKS
from kompas_tui.domain.language.lists import list_lines
from kompas_tui.domain.language.wording import number, shortened
from kompas_tui.domain.outcome import outcome_of, veil_of
from kompas_tui.domain.outcome.veil import KEPT_BACK, veiled_text
from kompas_tui.domain.report.document import Figures, Section
from kompas_tui.domain.report.told_texts import told_once
from kompas_tui.domain.report.written import action_line, promise_line
from kompas_tui.domain.result.shapes import Bars
from kompas_tui.domain.result.tables import Table
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

_HEADING = "Van bezwaar naar besluit"

_LONGEST = 240
"""So many characters of a list tell what it is about."""

_Step = tuple[str, str]


def chain(session: Session, rounds: Sequence[Round]) -> Section | None:
    """The chain of a card with a proposal, in the order of time; None where nothing followed one round."""
    proposing = [asked for asked in rounds if asked.activity.proposed()]
    outcomes = [item for item in session.written if rounds and item.card == rounds[0].card]
    followed: list[tuple[datetime, Sequence[_Step]]] = [(item.time, _outcome(item)) for item in outcomes]
    if not proposing or (len(proposing) == 1 and not any(step for _, step in followed)):
        return None
    # The rounds first: what was written down in the second in which one opened came of it.
    steps = [
        (asked.opened, tuple(_proposed(session, asked, proposing[index - 1] if index else None)))
        for index, asked in enumerate(proposing)
    ] + followed
    rows = tuple(row for _, told in sorted(steps, key=lambda step: step[0]) for row in told)
    name = f"{rounds[-1].title}, {_HEADING.lower()}"
    return Section(_HEADING, (Figures(name, "Wat er gebeurde, in volgorde", Table(("Stap", "Wat"), rows)),))


def _proposed(session: Session, asked: Round, before: Round | None) -> Iterator[_Step]:
    proposed = asked.activity.proposed()
    proposal = _in_short(veiled_text(proposed, veil_of(session, asked.activity)))
    earlier = before.activity.proposed() if before else ""
    if not earlier:
        yield "Voorstel", proposal
    elif earlier == proposed:
        yield "Zelfde voorstel", proposal
    else:
        yield "Aangepast voorstel", proposal
    if not asked.is_open:
        yield from _objections(session, asked)


def _in_short(proposal: str) -> str:
    """A proposal that is a list, such as all that was agreed, on one line: at its question it stands whole."""
    lines = list_lines(proposal)
    if not any(is_item for _, is_item in lines):
        return proposal
    return shortened("; ".join(line for line, _ in lines).replace(":; ", ": "), _LONGEST)


def _objections(session: Session, asked: Round) -> Iterator[_Step]:
    result = outcome_of(session, asked).result
    if not isinstance(result, Bars) or not result.answers:
        return
    objections = [item.text for item in result.texts if item.is_objection]
    objects = result.bars[OBJECTS]
    wordless = {"een hand in de zaal": objects.hands, "een kaart in de zaal": objects.paddles}
    objections += [KEPT_BACK] * (objects.count - sum(wordless.values()) - len(objections))
    told = (
        *told_once(objections),
        *(f"{amount} keer {way}, zonder tekst" for way, amount in wordless.items() if amount),
    )
    yield from (("Bezwaar", text) for text in told)
    if not told:
        yield "Uitkomst", "Niemand heeft bezwaar."


def consent(session: Session, asked: Round) -> str:
    """The share that consents with and without a remark together, beside that of the round before."""
    now = _consent(session, asked)
    if now is None:
        return ""
    before = session.before(asked)
    earlier = _consent(session, before) if before is not None else None
    if not now[1] and not (earlier and earlier[1]):
        return ""
    then = f" Eerst was dat {earlier[0]} procent." if earlier else ""
    return f"Met en zonder opmerking samen stemt {now[0]} procent in.{then}"


def _consent(session: Session, asked: Round) -> tuple[str, int] | None:
    """The percentage that consents, and how many of them have a remark."""
    result = outcome_of(session, asked).result if asked.activity.proposed() else None
    if not isinstance(result, Bars) or not result.answers:
        return None
    consents, remarks = result.bars[CONSENTS].count, result.bars[REMARKS].count
    return number(100 * (consents + remarks) / result.answers, 0), remarks


def _outcome(item: ev.Written) -> Sequence[_Step]:
    match item:
        case ev.DecisionTaken():
            return (("Besluit", item.text),)
        case ev.ActionAgreed():
            return (("Actiepunt", action_line(item)),)
        case ev.PromiseMade():
            return (("Toezegging", promise_line(item)),)
        case ev.NoteTaken() | ev.Parked():
            return ()
        case _:
            assert_never(item)
