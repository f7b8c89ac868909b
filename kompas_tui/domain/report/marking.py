"""What the full report says of itself: look it through before it is public, and where names stand."""

from collections.abc import Iterator

from kompas_tui.domain.language.wording import listing, quoted
from kompas_tui.domain.outcome.public import few_answered
from kompas_tui.domain.outcome.veil import names_people
from kompas_tui.domain.report.document import Paragraph
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
    acted, promised = any(item.who for item in session.written_of(ev.ActionAgreed)), session.written_of(ev.PromiseMade)
    if acted or promised:
        where = [*([ACTIONS] if acted else []), *([PROMISES] if promised else [])]
        sentences.append(f"Ook bij {listing([quoted(part) for part in where])} kunnen namen staan.")
    return Paragraph(" ".join(filter(None, (*sentences, few_answered(session)))), "warning")


def _with_names(session: Session) -> Iterator[str]:
    if session.attendance and session.attendance.names:
        yield PRESENT
    # An open round is not in the report yet.
    yield from (asked.title for asked in session.rounds.values() if not asked.is_open and names_people(asked))
