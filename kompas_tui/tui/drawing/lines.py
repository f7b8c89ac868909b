"""Lines: styled text that is wrapped, laid side by side and dealt over pages.

Text from outside never reaches a widget as a `str`, which Textual would read as markup, but only as
Content made here.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile

from rich.cells import cell_len
from textual.content import Content

from kompas_tui.domain.language.joining import CONDITIONAL, NUMBER_SIGNS
from kompas_tui.domain.language.text import disarmed

Lines = list[Content]

TITLE = "bold $primary"
NOW = "bold $warning"
STRONG = "bold"
QUIET = "$secondary"
PLAIN = ""
BADGE = "bold $on-band on $band"
LOW, MIDDLE, HIGH = "bold $on-low on $low", "bold $on-middle on $middle", "bold $on-high on $high"
NOW_BADGE = "bold $background on $warning"

BLANK = Content("")

_LEAST_BELOW = 4
"""On a page of fewer lines a heading is not said again: it would take the place of what stands below it."""


_WITHOUT_CELLS = dict.fromkeys(map(ord, CONDITIONAL | NUMBER_SIGNS))


def in_cells(words: str) -> str:
    """The text as all terminals measure it alike: a family that one takes for one picture is four to another.

    So its people stand beside each other here; phones and reports keep them together.
    """
    return disarmed(words).translate(_WITHOUT_CELLS)


def text(words: str, style: str = PLAIN) -> Content:
    """One line in a style; nothing in it is markup, and nothing steers the terminal, whatever its source."""
    words = in_cells(words)
    return Content.styled(words, style) if style else Content(words)


def joined(*parts: Content) -> Content:
    """Parts behind one another on a line."""
    return Content("").join(parts)


def wrapped(words: Content | str, width: int, style: str = PLAIN) -> Lines:
    """Text over as many lines as it needs."""
    content = text(words, style) if isinstance(words, str) else words
    if not content.plain:
        return [BLANK]
    lines: Lines = []
    for paragraph in content.split("\n", allow_blank=True):
        rest: list[Content] = list(paragraph.wrap(max(width, 8))) if paragraph.plain else [BLANK]
        lines += [line.rstrip() for line in rest]
    return lines


def marked(mark: Content, words: Content | str, width: int, style: str = PLAIN) -> Lines:
    """Text behind a mark, such as a number or a bullet; later lines stand under the text."""
    room = mark.cell_length
    lines = wrapped(words, width - room, style)
    return [joined(mark, lines[0]), *(line.pad_left(room) for line in lines[1:])]


def badge(number: int) -> Content:
    """A key to press, on a ground of its own; a quiet dot from the eleventh on, which has no key."""
    if number > 10:
        return text(" ·  ", QUIET)
    return joined(text(f" {number % 10} ", BADGE), text(" "))


def place_mark(number: int, of: int) -> Content:
    """A number in a list that no key stands for."""
    return text(f"{number:>{len(str(of))}}  ", QUIET)


def cut(words: str, width: int) -> str:
    """The text within a width, with … where something was left out."""
    words = in_cells(words)
    if cell_len(words) <= width:
        return words
    kept = ""
    for char in words:
        if cell_len(kept + char) > width - 1:
            break
        kept += char
    return f"{kept.rstrip()}…"


def fitted(words: str, width: int) -> str:
    """The text cut or padded to exactly this width."""
    fitting = cut(words, width)
    return fitting + " " * (width - cell_len(fitting))


def told_apart(labels: Sequence[str], width: int) -> list[str]:
    """Each label cut or padded to this width; those that would look alike keep their ends, or else get a number."""
    cuts = [fitted(label, width) for label in labels]
    for way in (_with_end, _with_number):
        alike = {one for one, times in Counter(cuts).items() if times > 1}
        places = [index for index, one in enumerate(cuts) if one in alike]
        if len({in_cells(labels[index]) for index in places}) < 2:
            break
        for at in places:
            cuts[at] = fitted(way(labels[at], at, width), width)
    return cuts


def _with_end(label: str, _place: int, width: int) -> str:
    """The beginning and the end of a label."""
    end = in_cells(label)[-(width // 3) :].lstrip()
    return f"{cut(label, width - cell_len(end) - 1)} {end}" if cell_len(label) > width else label


def _with_number(label: str, index: int, _width: int) -> str:
    return f"{index + 1}. {label}"


def beside(left: Sequence[Content], right: Sequence[Content], left_width: int) -> Lines:
    """Two columns; the left one padded to its width."""
    rows = max(len(left), len(right))
    padded = [*left, *[BLANK] * (rows - len(left))]
    others = [*right, *[BLANK] * (rows - len(right))]
    return [
        joined(one, text(" " * max(left_width - one.cell_length, 0)), other)
        for one, other in zip(padded, others, strict=True)
    ]


def footed(page: Lines, foot: Lines, height: int) -> Lines:
    """The page with lines at its foot."""
    return [*page, *[BLANK] * (height - len(page) - len(foot)), *foot]


def centred(lines: Iterable[Content], width: int) -> Lines:
    """Each line in the middle."""
    return [line.pad_left(max((width - line.cell_length) // 2, 0)) for line in lines]


def indented(lines: Iterable[Content], cells: int) -> Lines:
    """Each line further to the right."""
    return [line.pad_left(cells) for line in lines]


class Below(list[Content]):
    """A part that stands below a heading; a page that begins with it says that heading once more."""

    def __init__(self, again: Content, lines: Iterable[Content]) -> None:
        super().__init__(lines)
        self.again = again


_AGAIN = " (vervolg)"


def headed(heading: str, blocks: Sequence[Lines], width: int, *, gap: bool = False) -> list[Lines]:
    """Blocks below a heading, which stays with the first one; with a `gap` an empty line comes before it."""
    first, *others = blocks
    again = joined(text(cut(heading, width - cell_len(_AGAIN)), NOW), text(_AGAIN, QUIET))
    above = [*([BLANK] if gap else []), *wrapped(heading, width, NOW)]
    return [[*above, *first], *(Below(again, block) for block in others)]


def paged(parts: Sequence[Lines], height: int, head: Lines | None = None) -> list[Lines]:
    """Parts dealt over pages of at most `height` lines, each below the same head; a part stays whole if it fits."""
    top = head or []
    room = max(height - len(top), 1)
    pages: list[Lines] = [[]]
    for part in parts:
        filled = len(part) - sum(1 for _ in takewhile(lambda line: not line.plain, reversed(part)))
        begun = [part.again] if isinstance(part, Below) and room > _LEAST_BELOW else []
        if pages[-1] and len(pages[-1]) + filled > room:
            pages.append([*begun])
        for line in part:
            if len(pages[-1]) >= room and line.plain:
                pages.append([*begun])
            if len(pages[-1]) < room and (pages[-1] or line.plain):
                pages[-1].append(line)
    return [[*top, *page] for page in pages]
