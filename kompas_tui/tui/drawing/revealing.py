"""A result that is told place by place: the third, the second, and then the first, with the whole result."""

from kompas_tui.domain.result.cells import Number, in_words
from kompas_tui.domain.result.shapes import Bars
from kompas_tui.tui.drawing.lines import BLANK, QUIET, STRONG, Lines, marked, paged, text, wrapped
from kompas_tui.tui.drawing.sizing import LetterSize, PagePart, Sized, sized
from kompas_tui.workshop.commands.looking import MOST_REVEALED

_STILL_TO_COME = "…"


def reveal_pages(
    question: str, result: Bars, told: int, width: int, height: int, letters: LetterSize | None = None
) -> list[Lines]:
    """The question with its first places, the last `told` of them with what stands there."""
    best = result.options_ranked[:MOST_REVEALED]
    hidden = len(best) - told
    places = [
        _STILL_TO_COME if place < hidden else f"{bar.in_words} · {in_words(Number(bar.count))}"
        for place, bar in enumerate(best)
    ]
    parts: list[PagePart] = [wrapped(question, width, QUIET), [BLANK]]
    parts += [Sized(said, STRONG, mark=str(place)) for place, said in enumerate(places, 1)]
    if large := sized(parts, width, height, letters):
        return paged(large, height)
    rows = [[*marked(text(f"{place}  "), said, width, STRONG), BLANK] for place, said in enumerate(places, 1)]
    return paged(rows, height, [*wrapped(question, width, QUIET), BLANK])
