"""What was drawn by lot, for the whole room to read: one text, or the numbers in each group."""

from kompas_tui.tui.drawing.lines import BLANK, QUIET, STRONG, TITLE, Lines, marked, paged, text, wrapped
from kompas_tui.tui.drawing.sizing import LetterSize, PagePart, Sized, over_pages, sized
from kompas_tui.workshop.lots import DrawnLot

_COUNT_OFF = "Ieder zegt om de beurt een nummer. Het eerste is 1."


def lot_pages(lot: DrawnLot, width: int, height: int, letters: LetterSize | None = None) -> list[Lines]:
    """The lot, in the largest letters in which all of it fits on one page, or on a few in a wide window."""
    groups = [(f"Groep {number}", ", ".join(map(str, group))) for number, group in enumerate(lot.groups, 1)]
    above: Lines = [*wrapped(_COUNT_OFF, width, QUIET), BLANK] if groups else []
    body: list[PagePart] = [Sized(told, STRONG, mark=name) for name, told in groups] or [Sized(lot.text, STRONG)]
    for is_large in (True, False):
        # People look for their own number: no title stands larger than those.
        head: PagePart = Sized(lot.title, TITLE, is_head=not groups) if is_large else [text(lot.title, TITLE)]
        if laid := sized([head, [BLANK], above, *body], width, height, letters):
            return paged(laid, height)
    if pages := over_pages([[text(lot.title, TITLE), BLANK], above, *body], width, height, letters):
        return pages
    room = max((len(name) for name, _ in groups), default=0) + 2
    listed = [marked(text(name.ljust(room), TITLE), told, width, STRONG) for name, told in groups]
    return paged(listed or [wrapped(lot.text, width, STRONG)], height, [text(lot.title, TITLE), BLANK, *above])
