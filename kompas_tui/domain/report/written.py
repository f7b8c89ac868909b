"""What the facilitator wrote down: decisions, actions, promises, parked subjects, notes, and who was there."""

from collections.abc import Sequence, Set
from datetime import date

from kompas_tui.domain.language.wording import long_date, quoted
from kompas_tui.domain.report.bears import origin
from kompas_tui.domain.report.conversation import is_about_drawn
from kompas_tui.domain.report.document import Bullets, Figures, Passage, Section
from kompas_tui.domain.result.cells import Cell
from kompas_tui.domain.result.tables import Table
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session

ACTIONS, PROMISES, PRESENT = "Actiepunten", "Toezeggingen", "Aanwezigen"
NOT_AGREED, NO_CARD = "niet afgesproken", "geen kaart"


def written_at(session: Session, card: str, *, with_decisions: bool = True) -> list[Passage]:
    """The notes and decisions that were written at a card, without notes about a question of the fan."""
    kinds = (ev.NoteTaken, ev.DecisionTaken) if with_decisions else (ev.NoteTaken,)
    lines = [
        f"{'Besluit' if isinstance(item, ev.DecisionTaken) else 'Notitie'}: {item.text}"
        for item in session.written
        if isinstance(item, kinds) and item.card == card and not is_about_drawn(session, item)
    ]
    return [Bullets(tuple(lines), "Opgeschreven bij deze kaart")] if lines else []


def decisions(session: Session) -> Section | None:
    """All decisions together; None where there are none."""
    taken = session.written_of(ev.DecisionTaken)
    return listed("Besluiten", taken, session, with_cards=len({item.card for item in taken}) != 1 or len(taken) == 1)


def notes(session: Session, told: Set[str]) -> Section | None:
    """The notes that don't stand at one of the cards in `told`, or at a question of the fan, already."""
    taken = session.written_of(ev.NoteTaken)
    rest = [note for note in taken if note.card not in told and not is_about_drawn(session, note)]
    return listed("Notities" if len(rest) == len(taken) else "Overige notities", rest, session)


def listed(heading: str, items: Sequence[ev.Written], session: Session, *, with_cards: bool = True) -> Section | None:
    """A section with these as a list, each with its card where wanted; None where there are none."""
    titles = {visit.card: visit.title for visit in session.course}
    lines = [
        f"{item.text} (bij {quoted(titles[item.card])})" if with_cards and titles.get(item.card) else item.text
        for item in items
        if not isinstance(item, ev.ActionAgreed | ev.PromiseMade)
    ]
    return Section(heading, (Bullets(tuple(lines)),)) if lines else None


def actions(session: Session) -> Section | None:
    """Who does what, when, and where it came from, the first day first; None where nothing was agreed."""
    agreed = session.written_of(ev.ActionAgreed)
    if not agreed:
        return None
    rows = tuple(
        (item.what, item.who or nobody_named(session), day_cell(item.when), origin(session, item) or NO_CARD)
        for item in sorted(agreed, key=_by_day)
    )
    table = _without_one_origin(Table(("Wat", "Wie", "Wanneer", "Bij"), rows))
    return Section(ACTIONS, (Figures(ACTIONS, "Wie wat doet, en wanneer", table),))


def _without_one_origin(table: Table) -> Table:
    """The table without its last column where that says the same of several rows."""
    if len(table.rows) < 2 or len({row[-1] for row in table.rows}) > 1:
        return table
    return Table(table.header[:-1], tuple(row[:-1] for row in table.rows))


def nobody_named(session: Session) -> str:
    """What stands in the place of who does something, where nobody is named; to everybody not whether there was."""
    return "niet genoemd" if session.is_public else NOT_AGREED


def promises(session: Session) -> Section | None:
    """Who promised what to whom, and when it is there, the first day first; None where nothing was promised."""
    made = sorted(session.written_of(ev.PromiseMade), key=_by_day)
    if not made:
        return None
    titles, nobody = {visit.card: visit.title for visit in session.course}, nobody_named(session)
    rows = tuple(
        (
            item.what,
            item.who or nobody,
            item.to or nobody,
            day_cell(item.when),
            titles.get(item.card) or NO_CARD,
        )
        for item in made
    )
    table = _without_one_origin(Table(("Wat", "Wie", "Aan wie", "Wanneer", "Bij"), rows))
    return Section(PROMISES, (Figures(PROMISES, "Wie wat toezegde, en aan wie", table),))


def _by_day(action: ev.ActionAgreed | ev.PromiseMade) -> tuple[bool, bool, str]:
    """Dates first, then what is no date, then what has none."""
    return not action.when, _date_in(action.when) is None, action.when if _date_in(action.when) else ""


def action_line(action: ev.ActionAgreed, dots: str = "") -> str:
    """`Bellen (Fatima, 1 december 2026, 12 stickers)`."""
    agreed = ", ".join(word for word in (action.who, day_in_words(action.when) if action.when else "", dots) if word)
    return f"{action.what} ({agreed})" if agreed else action.what


def promise_line(promise: ev.PromiseMade) -> str:
    """`Het verslag sturen (de gemeente, aan de bewoners, 1 december 2026)`."""
    when = day_in_words(promise.when) if promise.when else ""
    return f"{promise.what} ({', '.join(filter(None, (promise.who, f'aan {promise.to}' if promise.to else '', when)))})"


def day_in_words(when: str) -> str:
    """An ISO date in words; what is no date as it was typed."""
    if not when:
        return NOT_AGREED
    day = _date_in(when)
    return long_date(day) if day else when


def day_cell(when: str) -> Cell:
    """The day for a table, as a value where it is a date: no line breaks that."""
    return _date_in(when) or day_in_words(when)


def _date_in(when: str) -> date | None:
    try:
        return date.fromisoformat(when)
    except ValueError:
        return None


def present(session: Session) -> Section | None:
    """The names that the facilitator typed; for the full report only."""
    names = session.attendance.names if session.attendance else ()
    return Section(PRESENT, (Bullets(names),)) if names else None
