"""The appendix with all that people wrote and the tables per group, where the body tells a part of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kompas_tui.domain.language.wording import shortened_at_word
from kompas_tui.domain.outcome import abridged, outcome_of
from kompas_tui.domain.report.canvases import cell_with_forms
from kompas_tui.domain.report.document import Bullets, FieldPicture, Figures, MovesPicture, Passage, Section
from kompas_tui.domain.report.figures import are_long, figures, tables_of_groups, what_was_written
from kompas_tui.domain.report.outcomes import splits_of
from kompas_tui.domain.report.published import to_publish
from kompas_tui.domain.report.selection import is_long, name_of_all_texts, selected
from kompas_tui.domain.report.then_and_now import MOST_ROUNDS, is_told_as_one, laid_beside, tells_all_beside
from kompas_tui.domain.report.told_texts import column_sections
from kompas_tui.domain.result.abridging import WHOLE_TEXTS
from kompas_tui.domain.result.shapes import Axes
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

_LONGEST_TITLE = 84
"""With the round behind it such a title still fits a heading; a longer one is told in part, it stands whole above."""


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
    title = shortened_at_word(asked.title, _LONGEST_TITLE)
    name = f"{title} ({f'ronde {asked.number}, ' if len(rounds) > 1 else ''}{much})"
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
    return _in_small_type(Section(name, tuple(passages), tuple(columns))) if passages or columns else None


def _in_small_type(section: Section) -> Section:
    """The section for who looks something up, with its lists and tables in small type."""
    blocks = [replace(one, is_small=True) if isinstance(one, Bullets | Figures) else one for one in section.blocks]
    return replace(section, blocks=tuple(blocks), parts=tuple(map(_in_small_type, section.parts)))


def _of_earlier(session: Session, asked: Round, rounds: Sequence[Round], name: str) -> Sequence[Passage]:
    """What a round has that the body does not tell, which has its figures beside those of the last one."""
    if asked is rounds[-1] or not is_told_as_one(session, rounds):
        return ()
    outcome = abridged(outcome_of(session, asked, with_personal=True)).outcome
    told = figures(name, outcome.result, splits_of(outcome))
    if isinstance(outcome.result, Axes):  # on a field it is told from where each point came
        _, told = laid_beside(session, outcome, name, told)
    is_beside = asked in rounds[-MOST_ROUNDS:] and tells_all_beside(outcome.result)
    return [
        block
        for block in told
        if isinstance(block, FieldPicture | MovesPicture)
        or (isinstance(block, Figures) and (len(block.table.header) > 2 or not is_beside))
    ]
