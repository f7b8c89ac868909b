"""What the full report says of itself: look it through before it is public, and where names stand."""

from collections.abc import Iterator

from kompas_tui.domain.language.wording import listing, quoted
from kompas_tui.domain.outcome.public import few_answered
from kompas_tui.domain.outcome.veil import NO_REASON, names_people, reasons
from kompas_tui.domain.report.continuing import HEADING as EARLIER
from kompas_tui.domain.report.document import Paragraph
from kompas_tui.domain.report.hidden import HIDDEN_HEADING
from kompas_tui.domain.report.written import ACTIONS, PRESENT, PROMISES
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session

_FULL = "Volledig verslag. Kijk het na voor je het openbaar maakt."
_PUBLIC = (
    "Openbare versie. Wie er was en wie iets doet, staat er niet in. "
    "Notities, verborgen teksten en gegevens van mensen ook niet. "
    "Teksten staan erin als ze op het scherm te zien waren."
)


def marking(session: Session) -> Paragraph:
    """The marking, with the parts that hold or tell who somebody is; of a public report what is not in it."""
    if session.is_public:
        return Paragraph(_PUBLIC, "quiet")
    sentences = [_FULL]
    named = [quoted(part) for part in dict.fromkeys(_with_names(session))]
    if named:
        sentences.append(f"Namen of andere gegevens van mensen staan bij {listing(named)}.")
    if where := [*_maybe_with_names(session)]:
        sentences.append(f"Ook bij {listing(where)} kunnen namen staan.")
    return Paragraph(" ".join(filter(None, (*sentences, few_answered(session)))), "warning")


def _with_names(session: Session) -> Iterator[str]:
    if session.attendance and session.attendance.names:
        yield PRESENT
    # An open round is not in the report yet.
    yield from (asked.title for asked in session.rounds.values() if not asked.is_open and names_people(asked))


def _maybe_with_names(session: Session) -> Iterator[str]:
    """Where somebody typed who does something, or what he wanted about people."""
    if any(item.who for item in session.written_of(ev.ActionAgreed)):
        yield quoted(ACTIONS)
    if session.written_of(ev.PromiseMade):
        yield quoted(PROMISES)
    if session.continued is not None and any(one.who for one in session.continued.actions):
        yield quoted(EARLIER)
    if any(reason != NO_REASON for reason in reasons(session)):
        yield quoted(HIDDEN_HEADING)
    if session.written_of(ev.NoteTaken):
        yield "de notities"
