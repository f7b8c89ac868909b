"""What was agreed, for the whole room to read: by heading, each with the digit by which it is corrected."""

from collections.abc import Sequence
from itertools import groupby

from kompas_tui.domain.report.agreed import Agreement, agreements, confirmation, feedback_line
from kompas_tui.domain.session.session import Session
from kompas_tui.tui.drawing.lines import BLANK, NOW, STRONG, TITLE, Lines, badge, marked, paged, text, wrapped

_EMPTY = "Er is nog niets afgesproken. Besluiten, toezeggingen en actiepunten komen hier te staan."


def harvest_pages(session: Session, width: int, height: int) -> list[Lines]:
    """The harvest in pages, with what the room said of it and when people hear what happens with it."""
    listed = agreements(session)
    head = [text("Dit hebben we afgesproken", TITLE), BLANK]
    parts: list[Lines] = [wrapped(_EMPTY, width)] if not listed else []
    numbered = enumerate(listed, 1)
    for heading, group in groupby(numbered, key=lambda numbered_one: numbered_one[1].heading):
        parts += _under(heading, list(group), width)
    parts += [wrapped(said, width, TITLE) for said in (confirmation(session), feedback_line(session)) if said]
    return paged(parts, height, head)


def _under(heading: str, group: Sequence[tuple[int, Agreement]], width: int) -> list[Lines]:
    """The heading with the first one below it, and each of the others, with air between them."""
    rows: list[Lines] = [[*marked(badge(number), one.line, width, STRONG), BLANK] for number, one in group]
    return [[text(heading, NOW), *rows[0]], *rows[1:]]
