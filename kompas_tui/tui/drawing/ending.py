"""The last page of a session: thanks, when people hear more, and the number by which a change would be seen."""

from kompas_tui.domain.report.agreed import feedback_line
from kompas_tui.domain.session.check_number import CHECK_NUMBER, WHAT_FOR, in_rows
from kompas_tui.domain.session.session import Session
from kompas_tui.tui.drawing.lines import BLANK, NOW, QUIET, STRONG, TITLE, Lines, centred, text, wrapped
from kompas_tui.tui.drawing.sizing import LetterSize, PagePart, Sized, sized

_THANKS = "De sessie is afgerond. Dank je wel!"
_OWN = "Bewaar je antwoorden op je telefoon, bij ‘Mijn avond’:"
_WIDEST = 60


def end_page(
    session: Session, head: str, width: int, height: int, letters: LetterSize | None = None, address: str = ""
) -> Lines:
    """The page in the middle of the stage, as large as there is room; `head` is the last hash of the log.

    At the `address` who took part finds what they answered, as long as the program is there.
    """
    number = [text(CHECK_NUMBER, QUIET), *(text(row, STRONG) for row in in_rows(head)), BLANK]
    number += wrapped(WHAT_FOR, min(width, _WIDEST))
    hears = feedback_line(session)
    just_fits = LetterSize(letters.is_smooth) if letters else None  # it is one page
    for heads in ((_THANKS, address), (_THANKS,)):  # the address is what people have to type
        parts: list[PagePart] = [Sized(_THANKS, TITLE, is_head=True), [BLANK]]
        parts += [Sized(hears, NOW), [BLANK]] if hears else []
        parts += [Sized(_OWN), Sized(address, STRONG, is_head=address in heads), [BLANK]] if address else []
        page = [line for part in sized([*parts, number], width, height, just_fits) for line in part]
        if 0 < len(page) <= height:
            break
    else:
        more = [*wrapped(hears, min(width, _WIDEST), NOW), BLANK] if hears else []
        own = [*wrapped(f"{_OWN} {address}", min(width, _WIDEST), STRONG), BLANK] if address else []
        page = [text(_THANKS, TITLE), BLANK, *more, *own, *number]
    return [*[BLANK] * max((height - len(page)) // 2, 0), *centred(page, width)]
