"""The last page of a session: that it is over, and the number by which anybody can see later that nothing changed."""

from kompas_tui.domain.session.check_number import CHECK_NUMBER, WHAT_FOR, in_rows
from kompas_tui.tui.drawing.lines import BLANK, QUIET, STRONG, TITLE, Lines, centred, text, wrapped

_WIDEST = 60


def end_page(head: str, width: int, height: int) -> Lines:
    """The page in the middle of the stage; `head` is the last hash of the log."""
    number = [text(row, STRONG) for row in in_rows(head)]
    said = wrapped(WHAT_FOR, min(width, _WIDEST))
    thanks = [text("De sessie is afgerond. Dank je wel!", TITLE)]
    page = [*thanks, BLANK, text(CHECK_NUMBER, QUIET), *number, BLANK, *said]
    return [*[BLANK] * max((height - len(page)) // 2, 0), *centred(page, width)]
