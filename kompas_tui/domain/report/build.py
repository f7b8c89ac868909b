"""From session to report: which sections there are, and in which order."""

from collections.abc import Sequence
from datetime import date

from kompas_tui.domain import events as ev
from kompas_tui.domain.report.agenda import agenda
from kompas_tui.domain.report.document import Block, Bullets, Facts, Figures, Paragraph, Report, Section
from kompas_tui.domain.report.method import method
from kompas_tui.domain.report.outcomes import card_section, kept_back
from kompas_tui.domain.results import Table
from kompas_tui.domain.session import Round, Session
from kompas_tui.domain.wording import clock_time, count, listing, long_date, quoted

NOT_AGREED = "niet afgesproken"


def build_report(session: Session, head: str) -> Report:
    """The report of a session; `head` is the last hash of its log."""
    details = session.details
    sections = (
        _course(session),
        _outcomes(session),
        _decisions(session),
        _actions(session),
        _list("Parkeerplaats", session.written_of(ev.Parked), session),
        _notes(session),
        method(session, head),
    )
    return Report(
        title=details.title or "Sessie",
        subtitle=f"Verslag van {long_date(session.started)}" if session.started else "Verslag",
        organisation=details.organisation,
        purpose=details.purpose,
        started=session.started,
        participants=session.participants,
        blocks=(_facts(session), *_summary(session)),
        sections=tuple(section for section in sections if section is not None),
    )


def _facts(session: Session) -> Facts:
    details = session.details
    rows = (
        ("Doel", details.purpose),
        ("Datum", _day(session)),
        ("Plaats", details.place),
        ("Organisatie", details.organisation),
        ("Deelnemers", str(session.participants)),
    )
    return Facts(tuple((name, said) for name, said in rows if said))


def _day(session: Session) -> str:
    begin, end = session.started, session.ended
    if begin is None:
        return ""
    if end is None:
        return f"{long_date(begin)}, vanaf {clock_time(begin)} uur"
    until = clock_time(end) if end.date() == begin.date() else f"{long_date(end)}, {clock_time(end)}"
    return f"{long_date(begin)}, van {clock_time(begin)} tot {until} uur"


def _summary(session: Session) -> list[Block]:
    asked, rounds = len({shown.card for shown in session.rounds.values()}), len(session.rounds)
    said = []
    if asked:
        many = f", in {rounds} rondes" if rounds > asked else ""
        said.append(f"Er {'is' if asked == 1 else 'zijn'} {count(asked, 'vraag', 'vragen')} gesteld{many}.")
    made = [
        count(len(session.written_of(ev.DecisionTaken)), "besluit", "besluiten"),
        count(len(session.written_of(ev.ActionAgreed)), "actiepunt", "actiepunten"),
    ]
    written = [words for words in made if not words.startswith("0 ")]
    if written:
        said.append(f"De groep legde {listing(written)} vast.")
    if not session.is_ended:
        said.append("De sessie is nog niet afgerond. Dit verslag is een tussenstand.")
    return [Paragraph(" ".join(said), "lead")] if said else []


def _course(session: Session) -> Section | None:
    items = agenda(session)
    if not items:
        return None
    table = Table(("Kaart", "Begin", "Minuten"), tuple((item.title, item.begins, item.minutes) for item in items))
    return Section("Verloop", (Figures("Verloop", "Wat aan bod kwam, in volgorde", table),))


def _rounds_by_card(session: Session) -> dict[str, list[Round]]:
    found: dict[str, list[Round]] = {}
    for shown in session.rounds.values():
        found.setdefault(shown.card, []).append(shown)
    return found


def _outcomes(session: Session) -> Section:
    by_card = _rounds_by_card(session)
    if not by_card:
        return Section("Vragen en uitslagen", (Paragraph("Er zijn geen vragen gesteld."),))
    hidden = kept_back(session)
    parts = [card_section(session, rounds, hidden, _written_at(session, card)) for card, rounds in by_card.items()]
    return Section("Vragen en uitslagen", (), tuple(parts))


def _written_at(session: Session, card: str) -> list[Block]:
    lines = [
        f"{'Besluit' if isinstance(item, ev.DecisionTaken) else 'Notitie'}: {item.text}"
        for item in session.written
        if isinstance(item, ev.NoteTaken | ev.DecisionTaken) and item.card == card
    ]
    return [Bullets(tuple(lines), "Opgeschreven bij deze kaart")] if lines else []


def _decisions(session: Session) -> Section:
    return _list("Besluiten", session.written_of(ev.DecisionTaken), session) or Section(
        "Besluiten", (Paragraph("Er zijn geen besluiten opgeschreven."),)
    )


def _notes(session: Session) -> Section | None:
    """The notes that don't stand at a card with rounds already."""
    at_rounds = _rounds_by_card(session)
    notes = session.written_of(ev.NoteTaken)
    rest = [note for note in notes if note.card not in at_rounds]
    return _list("Notities" if len(rest) == len(notes) else "Overige notities", rest, session)


def _list(heading: str, items: Sequence[ev.Written], session: Session) -> Section | None:
    titles = {visit.card: visit.title for visit in session.course}
    lines = [
        f"{item.text} (bij {quoted(titles[item.card])})" if titles.get(item.card) else item.text
        for item in items
        if not isinstance(item, ev.ActionAgreed)
    ]
    return Section(heading, (Bullets(tuple(lines)),)) if lines else None


def _actions(session: Session) -> Section:
    actions = [item for item in session.written if isinstance(item, ev.ActionAgreed)]
    if not actions:
        return Section("Actiepunten", (Paragraph("Er zijn geen actiepunten afgesproken."),))
    rows = tuple((item.what, item.who or NOT_AGREED, _date(item.when)) for item in actions)
    return Section(
        "Actiepunten", (Figures("Actiepunten", "Wie wat doet, en wanneer", Table(("Wat", "Wie", "Wanneer"), rows)),)
    )


def _date(when: str) -> str:
    if not when:
        return NOT_AGREED
    try:
        return long_date(date.fromisoformat(when))
    except ValueError:
        return when
