"""What became of what people wrote: per text whether it counts, and why."""

from collections import Counter

from kompas_tui.domain.language.wording import count
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.report.document import Figures, Paragraph, Section
from kompas_tui.domain.result.shapes import WEIGHINGS, TextItem, TextList
from kompas_tui.domain.result.tables import WEIGHED, Table
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

_HEADING = "Wat deden we met jullie inbreng?"
_VERBS = {"telt mee": ("telt mee", "tellen mee"), "deels": ("telt deels mee", "tellen deels mee"),
          "niet": ("telt niet mee", "tellen niet mee")}  # fmt: skip


def weighed_section(session: Session) -> Section | None:
    """The texts that were weighed, per card; None where none was."""
    found = [(asked, items) for asked in session.rounds.values() if (items := _weighed(session, asked))]
    if not found:
        return None
    parts = tuple(_part(asked, items) for asked, items in found)
    return Section(_HEADING, (Paragraph(_in_short([item for _, items in found for item in items])),), parts)


def _weighed(session: Session, asked: Round) -> list[TextItem]:
    result = outcome_of(session, asked).result if not asked.activity.is_support else None
    return [item for item in result.items if item.weighing] if isinstance(result, TextList) else []


def _in_short(items: list[TextItem]) -> str:
    counted = Counter(item.weighing for item in items)
    told = [f"{counted[one]} {_VERBS[one][counted[one] != 1]}" for one in WEIGHINGS if counted[one]]
    return f"De groep woog {count(len(items), 'tekst', 'teksten')}. Daarvan: {', '.join(told)}."


def _part(asked: Round, items: list[TextItem]) -> Section:
    name = asked.title + (f", ronde {asked.number}" if asked.number > 1 else "")
    order = sorted(items, key=lambda item: WEIGHINGS.index(item.weighing))
    table = Table(("Inbreng", *WEIGHED), tuple((item.text, item.weighing, item.why) for item in order))
    return Section(name, (Figures(f"{name}, gewogen", asked.activity.question, table),))
