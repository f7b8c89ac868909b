"""The appendix with all that people wrote and the tables per group, where the body tells a part of them."""

from collections.abc import Mapping, Sequence

from kompas_tui.domain.outcome import abridged, outcome_of
from kompas_tui.domain.report.canvases import cell_with_forms
from kompas_tui.domain.report.document import Bullets, FieldPicture, Figures, Passage, Section
from kompas_tui.domain.report.figures import are_long, figures, tables_of_groups, what_was_written
from kompas_tui.domain.report.outcomes import splits_of
from kompas_tui.domain.report.published import to_publish
from kompas_tui.domain.report.selection import is_long, name_of_all_texts, selected
from kompas_tui.domain.report.then_and_now import has_room_for_then, is_told_as_one, laid_beside
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
        if not asked.is_open and (part := _part(session, asked, rounds)) is not None
    ]
    return Section(name_of_all_texts(is_public=session.is_public), (), tuple(parts)) if parts else None


def _part(session: Session, asked: Round, rounds: Sequence[Round]) -> Section | None:
    told = abridged(outcome_of(session, asked, with_personal=True))
    outcome = told.outcome
    result, splits = outcome.result, splits_of(outcome)
    much = "meer" if session.is_public else "alles"
    name = f"{asked.title} ({f'ronde {asked.number}, ' if len(rounds) > 1 else ''}{much})"
    groups = tables_of_groups(name, result, splits)
    passages: list[Passage] = [*_of_earlier(session, asked, rounds, name), *(groups if are_long(groups) else [])]
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


def _of_earlier(session: Session, asked: Round, rounds: Sequence[Round], name: str) -> Sequence[Passage]:
    """The tables of a round that the body tells in brief, beside the last one; not those that have nothing more."""
    if asked is rounds[-1] or not is_told_as_one(session, rounds):
        return ()
    outcome = abridged(outcome_of(session, asked, with_personal=True)).outcome
    _, passages = laid_beside(session, outcome, name, figures(name, outcome.result, splits_of(outcome)))
    return [
        block
        for block in passages
        if isinstance(block, FieldPicture)
        or (isinstance(block, Figures) and (len(block.table.header) > 2 or not has_room_for_then(outcome.result)))
    ]
