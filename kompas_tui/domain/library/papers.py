"""What goes out of the library on paper: a selection, and a proposal as an item for an agenda."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from kompas_tui.domain.language.wording import count, labelled, long_date
from kompas_tui.domain.library.holding import said_plainly
from kompas_tui.domain.library.pages import page_of
from kompas_tui.domain.library.proposals import Proposal, told_step
from kompas_tui.domain.library.sections import ShelfRow, lessons_of
from kompas_tui.domain.library.shelf import Shelf
from kompas_tui.domain.report.document import Bullets, Facts, Figures, Paragraph, Report, Section
from kompas_tui.domain.result.tables import Table

SHORT_NAME = 13
"""A name of so many characters stands in the margin of a document."""

COLUMNS = ("Wat", "Stand", "Uit", "Meer")
"""The columns of a selection as a sheet."""


def selection_report(shelf: Shelf, title: str, rows: Sequence[ShelfRow], now: datetime) -> Report:
    """The rows with all there is to read about them."""
    sections = tuple(_section(shelf, title, row) for row in rows)
    opening = Paragraph(f"{count(len(rows), 'bijdrage', 'bijdragen')} uit de reisgids.", "lead")
    return Report(title, f"Reisgids, {long_date(now)}", "", "", now, 0, (opening,), sections)


def _section(shelf: Shelf, title: str, row: ShelfRow) -> Section:
    page = page_of(shelf, row.about)
    state = (Paragraph(_sentence(page.state), "outcome"),) if page.state else ()
    facts = [(name, _on_a_line(content)) for name, content in page.facts if content != title]
    return Section(row.text, (*state, *_told(facts)))


def _told(facts: Sequence[tuple[str, str]]) -> Iterator[Facts | Paragraph]:
    """Short names stand before what they name; a question gets a paragraph with its answer."""
    for is_short, group in groupby(facts, key=lambda fact: len(fact[0]) <= SHORT_NAME):
        if is_short:
            yield Facts(tuple(group))
        else:
            yield from (Paragraph(labelled(name, content)) for name, content in group)


def _sentence(state: str) -> str:
    return f"{state[:1].upper()}{state[1:]}."


def _on_a_line(content: str) -> str:
    return "; ".join(content.split("\n"))


def selection_rows(shelf: Shelf, rows: Sequence[ShelfRow]) -> Iterator[tuple[str, ...]]:
    """The rows as a sheet, the names of the columns first."""
    yield COLUMNS
    for row in rows:
        more = "\n".join(f"{name}: {content}" for name, content in page_of(shelf, row.about).facts)
        yield (row.text, row.state, row.origin, more)


def agenda_item(shelf: Shelf, proposal: Proposal, now: datetime) -> Report:
    """A proposal as those read it who decide on it."""
    agenda = proposal.scheduled
    where = f"Voor {agenda.where}, {said_plainly(agenda.when)}" if agenda else proposal.state(shelf.today).capitalize()
    facts = (("Voorstel", proposal.change), ("Effect", proposal.effect), ("Verandert", proposal.sort))
    asked = Facts(tuple((name, content) for name, content in facts if content))
    question = (Paragraph("Neem een besluit: ja, nee of later. Schrijf op waarom.", "question"),)
    sections = (
        Section("Wat we vragen", (asked, *(question if agenda or proposal.decided is None else ()))),
        Section("Waar het vandaan komt", tuple(_grounds(shelf, proposal))),
        Section("Wat er al gebeurde", (_timeline(proposal),)),
        Section("Daarna", (Paragraph(_promise(proposal)),)),
    )
    return Report(f"Agendapunt: {proposal.change}", where, "", proposal.effect, now, 0, (), sections)


def _grounds(shelf: Shelf, proposal: Proposal) -> Iterator[Paragraph | Bullets]:
    lessons = lessons_of(shelf, proposal)
    if not lessons:
        yield Paragraph("De lessen hierachter zijn er niet meer. De bewaartijd is voorbij.", "quiet")
        return
    sessions = len({lesson.session for lesson in lessons})
    yield Paragraph(f"{count(len(lessons), 'les', 'lessen')} uit {count(sessions, 'sessie', 'sessies')}.")
    yield Bullets(tuple(f"{lesson.text} ({shelf.origin(lesson)})" for lesson in lessons))


def _timeline(proposal: Proposal) -> Figures:
    rows = tuple((one.day, one.what, one.more) for one in map(told_step, proposal.steps))
    return Figures("verloop", "Het verloop tot nu toe", Table(("Wanneer", "Wat", "Meer"), rows))


def _promise(proposal: Proposal) -> str:
    heard = "De mensen van wie dit komt, horen wat jullie besluiten. Ook als het nee is."
    return heard if proposal.decided is None else f"{heard} Na een ja kijken we of het helpt."
