"""A result that is told place by place: the third, the second, and then the first, with the whole result."""

from kompas_tui.domain.result.cells import Number, in_words
from kompas_tui.domain.result.shapes import Bar, Bars
from kompas_tui.tui.drawing.lines import BLANK, QUIET, STRONG, Lines, marked, paged, text, wrapped
from kompas_tui.tui.drawing.results import share_behind
from kompas_tui.tui.drawing.sizing import LetterSize, PagePart, Sized, sized
from kompas_tui.workshop.commands.looking import revealed_places

_STILL_TO_COME = "…"
_TOGETHER = "\N{NO-BREAK SPACE}"


def reveal_pages(
    question: str, result: Bars, told: int, width: int, height: int, letters: LetterSize | None = None
) -> list[Lines]:
    """The question with its first places, the last `told` of them with what stands there; equals together.

    Where they don't all fit in large letters, the one that is told now does.
    """
    equals = revealed_places(result)
    hidden = len(equals) - told
    places: list[tuple[str, str]] = []
    for at, bars in enumerate(equals):
        number = str(len(places) + 1)
        places += [(number, _told(result, bar) if at >= hidden else _STILL_TO_COME) for bar in bars]
    parts: list[PagePart] = [wrapped(question, width, QUIET), [BLANK]]
    parts += [Sized(label, STRONG, mark=rank) for rank, label in places]
    large = sized(parts, width, height, letters)
    if large and letters is not None and sized(parts, width, height, LetterSize(letters.is_smooth, letters.steps - 1)):
        return paged(large, height)  # in the smallest letters what is told now would be no larger than the others
    now = [number for number, label in places if label != _STILL_TO_COME][: len(equals[hidden])]
    news: list[PagePart] = [wrapped(question, width, QUIET)]
    for rank, label in places:
        plain = marked(text(f"{rank}  "), label, width, STRONG)
        news += [[BLANK], Sized(label, STRONG, mark=rank) if rank in now else plain]
    if told_now := sized(news, width, height, letters) or large:
        return paged(told_now, height)
    rows = [[*marked(text(f"{rank}  "), label, width, STRONG), BLANK] for rank, label in places]
    return paged(rows, height, [*wrapped(question, width, QUIET), BLANK])


def _told(result: Bars, bar: Bar) -> str:
    figure = f"{in_words(Number(bar.count))}{share_behind(result, bar)}".replace(" ", _TOGETHER)
    return f"{bar.in_words} ({figure})"
