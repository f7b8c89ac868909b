"""Lines: styled text that is wrapped, laid side by side and dealt over pages.

Text from outside never reaches a widget as a `str`, which Textual would read as markup, but only as
Content made here.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile

from rich.cells import cell_len
from textual.content import Content
from textual.renderables.digits import DIGITS, DIGITS3X3_BOLD

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


_WITHOUT_CELLS = dict.fromkeys(map(ord, CONDITIONAL | NUMBER_SIGNS))


def in_cells(said: str) -> str:
    """The text as all terminals measure it alike: a family that one takes for one picture is four to another.

    So its people stand beside each other here; phones and reports keep them together.
    """
    return disarmed(said).translate(_WITHOUT_CELLS)


def text(said: str, style: str = PLAIN) -> Content:
    """One line in a style; nothing in it is markup, and nothing steers the terminal, whatever its source."""
    said = in_cells(said)
    return Content.styled(said, style) if style else Content(said)


def joined(*parts: Content) -> Content:
    """Parts behind one another on a line."""
    return Content("").join(parts)


def wrapped(said: Content | str, width: int, style: str = PLAIN, *, hang: int = 0) -> Lines:
    """Text over as many lines as it needs; later lines begin `hang` cells to the right."""
    content = text(said, style) if isinstance(said, str) else said
    if not content.plain:
        return [BLANK]
    lines: Lines = []
    for paragraph in content.split("\n", allow_blank=True):
        rest: list[Content] = list(paragraph.wrap(max(width - hang, 8))) if paragraph.plain else [BLANK]
        lines += [line.rstrip() for line in rest]
    return [lines[0], *(line.pad_left(hang) for line in lines[1:])]


def marked(mark: Content, said: Content | str, width: int, style: str = PLAIN) -> Lines:
    """Text behind a mark, such as a number or a bullet; later lines stand under the text."""
    room = mark.cell_length
    lines = wrapped(said, width - room, style)
    return [joined(mark, lines[0]), *(line.pad_left(room) for line in lines[1:])]


def badge(number: int) -> Content:
    """A key to press, on a ground of its own; a quiet dot from the eleventh on, which has no key."""
    if number > 10:
        return text(" ·  ", QUIET)
    return joined(text(f" {number % 10} ", BADGE), text(" "))


def place_mark(number: int, of: int) -> Content:
    """A number in a list that no key stands for."""
    return text(f"{number:>{len(str(of))}}  ", QUIET)


def large_number(amount: int) -> Lines:
    """A number three lines high."""
    places = [DIGITS.index(figure) * 3 for figure in str(amount)]
    rows = [" ".join(f"{DIGITS3X3_BOLD[place + row]:<3}" for place in places) for row in range(3)]
    return [text(row, TITLE) for row in rows]


def cut(said: str, width: int) -> str:
    """The text within a width, with … where something was left out."""
    said = in_cells(said)
    if cell_len(said) <= width:
        return said
    kept = ""
    for char in said:
        if cell_len(kept + char) > width - 1:
            break
        kept += char
    return f"{kept.rstrip()}…"


def fitted(said: str, width: int) -> str:
    """The text cut or padded to exactly this width."""
    shown = cut(said, width)
    return shown + " " * (width - cell_len(shown))


def told_apart(labels: Sequence[str], width: int) -> list[str]:
    """Each label cut or padded to this width; those that would look alike keep their ends, or else get a number."""
    cuts = [fitted(label, width) for label in labels]
    for way in (_with_end, _with_number):
        alike = {one for one, times in Counter(cuts).items() if times > 1}
        places = [place for place, one in enumerate(cuts) if one in alike]
        if len({in_cells(labels[place]) for place in places}) < 2:
            break
        for place in places:
            cuts[place] = fitted(way(labels[place], place, width), width)
    return cuts


def _with_end(label: str, _place: int, width: int) -> str:
    """The beginning and the end of a label."""
    end = in_cells(label)[-(width // 3) :].lstrip()
    return f"{cut(label, width - cell_len(end) - 1)} {end}" if cell_len(label) > width else label


def _with_number(label: str, place: int, _width: int) -> str:
    return f"{place + 1}. {label}"


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


def paged(parts: Sequence[Lines], height: int, head: Lines | None = None) -> list[Lines]:
    """Parts dealt over pages of at most `height` lines, each below the same head; a part stays whole if it fits."""
    top = head or []
    room = max(height - len(top), 1)
    pages: list[Lines] = [[]]
    for part in parts:
        filled = len(part) - sum(1 for _ in takewhile(lambda line: not line.plain, reversed(part)))
        if pages[-1] and len(pages[-1]) + filled > room:
            pages.append([])
        for line in part:
            if len(pages[-1]) >= room and line.plain:
                pages.append([])
            if len(pages[-1]) < room and (pages[-1] or line.plain):
                pages[-1].append(line)
    return [[*top, *page] for page in pages]
