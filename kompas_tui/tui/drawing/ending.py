"""The last page of a session: thanks, when people hear more, and the number by which a change would be seen."""

from kompas_tui.domain.report.agreed import feedback_line
from kompas_tui.domain.session.check_number import CHECK_NUMBER, WHAT_FOR, in_rows
from kompas_tui.domain.session.session import Session
from kompas_tui.tui.drawing.lines import BLANK, NOW, QUIET, STRONG, TITLE, Lines, centred, text, wrapped

_WIDEST = 60


def end_page(session: Session, head: str, width: int, height: int) -> Lines:
    """The page in the middle of the stage; `head` is the last hash of the log."""
    room = min(width, _WIDEST)
    number = [text(row, STRONG) for row in in_rows(head)]
    hears = feedback_line(session)
    more = [BLANK, *wrapped(hears, room, NOW)] if hears else []
    thanks = [text("De sessie is afgerond. Dank je wel!", TITLE), *more]
    page = [*thanks, BLANK, text(CHECK_NUMBER, QUIET), *number, BLANK, *wrapped(WHAT_FOR, room)]
    return [*[BLANK] * max((height - len(page)) // 2, 0), *centred(page, width)]
