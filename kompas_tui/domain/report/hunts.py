"""The hunt in the report: the steps of one bear under one heading, with the action points that came of it."""

from collections.abc import Mapping, Sequence

from kompas_tui.domain.report.bears import bear_of, dots_of, home
from kompas_tui.domain.report.document import Bullets, Paragraph, Section
from kompas_tui.domain.report.outcomes import card_section
from kompas_tui.domain.report.shown_pictures import ShownPictures
from kompas_tui.domain.report.written import action_line, written_at
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

_HEADING = "Berenjacht"


def outcome_sections(
    session: Session, by_card: Mapping[str, Sequence[Round]], pictures: ShownPictures
) -> tuple[Section, ...]:
    """A section per card; the steps of one hunt together, where its first step stands."""
    groups: dict[tuple[str, str], list[Sequence[Round]]] = {}
    for card, rounds in by_card.items():
        groups.setdefault(bear_of(rounds) or (card, ""), []).append(rounds)
    return tuple(
        _hunt(session, address, bear, steps) if bear else card_section(session, steps[0], pictures)
        for (address, bear), steps in groups.items()
    )


def _hunt(session: Session, address: str, bear: str, steps: Sequence[Sequence[Round]]) -> Section:
    cards = {address, *(rounds[0].card for rounds in steps)}
    agreed = [item for item in session.written if isinstance(item, ev.ActionAgreed) and item.card in cards]
    lines = tuple(action_line(item, dots_of(session, address, item.what)) for item in agreed)
    parts = [card_section(session, rounds) for rounds in steps]
    if lines:
        parts.append(Section(f"{bear}: actiepunten", (Bullets(lines),)))
    lives = [Paragraph(told)] if (told := home(session, address)) else []
    return Section(f"{_HEADING}: {bear}", (*lives, *written_at(session, address)), tuple(parts))
