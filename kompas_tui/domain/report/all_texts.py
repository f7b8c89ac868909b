"""The appendix with all that people wrote and the tables per group, where the body tells a part of them."""

from collections.abc import Mapping, Sequence

from kompas_tui.domain.outcome import abridged, outcome_of
from kompas_tui.domain.report.canvases import cell_with_forms
from kompas_tui.domain.report.document import Bullets, Passage, Section
from kompas_tui.domain.report.figures import are_long, tables_of_groups, what_was_written
from kompas_tui.domain.report.outcomes import splits_of
from kompas_tui.domain.report.published import to_publish
from kompas_tui.domain.report.selection import ALL_TEXTS, MORE_TEXTS, is_long, selected
from kompas_tui.domain.report.told_texts import column_sections
from kompas_tui.domain.result.abridging import WHOLE_TEXTS
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session


def all_texts(session: Session, by_card: Mapping[str, Sequence[Round]]) -> Section | None:
    """A section for each round of which the body leaves something out; None where it tells everything."""
    parts = [
        part
        for rounds in by_card.values()
        for asked in rounds
        if not asked.is_open and (part := _part(session, asked, len(rounds) > 1)) is not None
    ]
    return Section(MORE_TEXTS if session.is_public else ALL_TEXTS, (), tuple(parts)) if parts else None


def _part(session: Session, asked: Round, is_one_of_more: bool) -> Section | None:
    told = abridged(outcome_of(session, asked, with_personal=True))
    outcome = told.outcome
    result, splits = outcome.result, splits_of(outcome)
    much = "meer" if session.is_public else "alles"
    name = f"{asked.title} ({f'ronde {asked.number}, ' if is_one_of_more else ''}{much})"
    groups = tables_of_groups(name, result, splits)
    passages: list[Passage] = [*(groups if are_long(groups) else [])]
    columns: list[Section] = []
    told_in_part = bool(selected(result, splits).told) and not cell_with_forms(session, asked)
    if told_in_part and session.is_public and (published := to_publish(name, result, splits)):
        passages += published
    elif told_in_part:
        passages += what_was_written(name, result, splits)
        columns = column_sections(name, result, splits)
    if is_long(told.whole):
        passages.append(Bullets(told.whole, WHOLE_TEXTS))
    return Section(name, tuple(passages), tuple(columns)) if passages or columns else None
