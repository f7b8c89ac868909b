"""How large each text of a page may be: as large as all of it fits, or a step larger or smaller where that is asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kompas_tui.tui.drawing.letters import LEAST_ROWS, broken, has_letters, whole_lines, width_of
from kompas_tui.tui.drawing.lines import BLANK, PLAIN, TITLE, Lines, beside, marked, paged, text, wrapped

_PLAIN_ROWS = 1
_ALL_PLAIN = (_PLAIN_ROWS, _PLAIN_ROWS)
WIDE = 120
"""Above this many columns plain letters are probably too small for the back row."""

FEW_PAGES = 6
"""Over so many pages at most a list goes on, where that makes it large enough to read."""

_HEAD_OVER_REST = 1.5
"""So many times as large a question is as what can be answered to it, where there is room."""


@dataclass(frozen=True, slots=True)
class LetterSize:
    """How letters are drawn here: smooth where there are colours for it, and so many steps from what just fits."""

    is_smooth: bool = True
    steps: int = 0


SMOOTH_LETTERS = LetterSize()
"""Letters in a terminal with many colours."""


@dataclass(frozen=True, slots=True)
class Sized:
    """A text that is as large as there is room: the head of a page, or the rest of it, such as options with a mark."""

    wording: str
    style: str = PLAIN
    is_head: bool = False
    mark: str = ""
    level: int = 0
    """How deep its list lies in others: so many marks further in it stands."""
    parted: tuple[str, str] = ("", "")
    """The name with which its words begin, which stands large in their place where they don't, and what it means."""
    below: str = ""
    """What follows on a name that is large, in plain letters."""

    @property
    def named(self) -> "Sized":
        """The part with its name in large letters only."""
        name, means = self.parted
        return replace(self, wording=name, below=means) if name else self


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two texts with marks in two columns."""

    left: Sized
    right: Sized | None

    @property
    def both(self) -> tuple[Sized, ...]:
        """The texts that there are."""
        return (self.left,) if self.right is None else (self.left, self.right)


_COLUMNS_FROM = 6
"""From so many options on they may stand in two columns."""

_BETWEEN = 4
"""The cells between two columns."""

_LONGEST_NAME = 30


def parted_names(choices: Sequence[str]) -> Sequence[tuple[str, str]]:
    """The name in `Raadplegen: we vragen wat je vindt` and what it means; all empty where one has no own name."""
    parted = [(name.strip(), means.strip()) for name, _, means in (choice.partition(": ") for choice in choices)]
    names = {name for name, means in parted if name and means and len(name) <= _LONGEST_NAME}
    return parted if len(names) == len(choices) else [("", "")] * len(choices)


PagePart = Sized | SideBySide | Lines
"""A text or two that may be large, or lines that stand as they are."""

Size = tuple[int, int]
"""The rows of a line of the head, and of the rest."""


def sizes(height: int) -> Iterator[Size]:
    """From the largest to the smallest: the rest as large as can be, and the head larger still."""
    most = max(height // 3, LEAST_ROWS)
    for rest in range(most, LEAST_ROWS - 1, -1):
        for head in sorted({min(round(rest * share), most) for share in (_HEAD_OVER_REST, 1.25, 1)}, reverse=True):
            yield head, rest
    yield from ((head, _PLAIN_ROWS) for head in range(most, LEAST_ROWS - 1, -1))


def sized(parts: Sequence[PagePart], width: int, height: int, letters: LetterSize | None) -> list[Lines]:
    """Each part as lines, in the largest letters in which all of them fit; nothing where only plain ones do.

    Larger letters, where those are asked for, may go on over pages.
    """
    if letters is None or not any(isinstance(part, Sized) for part in parts):
        return []
    fits = _largest(parts, width, height, letters)
    if fits[1] == _PLAIN_ROWS and any(isinstance(part, Sized) and part.parted[0] for part in parts):
        named = [part.named if isinstance(part, Sized) else part for part in parts]
        with_names = _largest(named, width, height, letters)
        parts, fits = (named, with_names) if with_names[1] > _PLAIN_ROWS else (parts, fits)
    in_two = in_two_columns(parts)
    fits_in_two = _largest(in_two, width, height, letters) if in_two else _ALL_PLAIN
    if fits_in_two[1] > fits[1] and _stepped(fits_in_two, min(letters.steps, 0))[1] > _PLAIN_ROWS:
        parts, fits = in_two, fits_in_two
    wanted = _stepped(fits, letters.steps) if letters.steps <= 0 else _larger(parts, width, height, fits, letters.steps)
    is_large = any(_rows(one, wanted) > _PLAIN_ROWS for part in parts for one in _texts_in(part))
    if not is_large:
        return []
    laid = _aired(parts, _laid(parts, width, wanted, letters), height)
    whole = zip(parts, laid, strict=True)
    return [block for part, lines in whole for block in _turned_over(part, lines, wanted, height)]


def _turned_over(part: PagePart, lines: Lines, size: Size, height: int) -> list[Lines]:
    """A text that is longer than a page, cut between its lines of letters, so that pages cut none in two."""
    if not isinstance(part, Sized) or len(lines) <= height:
        return [lines]
    rows = _rows(part, size)
    return [lines[at : at + rows] for at in range(0, len(lines), rows)]


def in_two_columns(parts: Sequence[PagePart]) -> list[PagePart]:
    """The parts with their options in two columns, to be read down; nothing where few, nested or not the last."""
    first = next((at for at, part in enumerate(parts) if isinstance(part, Sized) and part.mark), len(parts))
    options = [part for part in parts[first:] if isinstance(part, Sized) and part.mark]
    if len(options) < max(len(parts) - first, _COLUMNS_FROM) or any(one.level for one in options):
        return []
    half = (len(options) + 1) // 2
    return [*parts[:first], *map(SideBySide, options[:half], [*options[half:], *[None] * (len(options) % 2)])]


def _texts_in(part: PagePart) -> tuple[Sized, ...]:
    """What of a part may be large."""
    return part.both if isinstance(part, SideBySide) else (part,) if isinstance(part, Sized) else ()


def _largest(parts: Sequence[PagePart], width: int, height: int, letters: LetterSize) -> Size:
    """The largest sizes at which all parts stand on a page."""
    return next((size for size in sizes(height) if _fits(parts, width, height, size, letters)), _ALL_PLAIN)


def over_pages(parts: Sequence[PagePart], width: int, height: int, letters: LetterSize | None) -> list[Lines]:
    """The parts as pages in the smallest large letters, in a window too wide for plain ones; else nothing."""
    laid = in_larger_letters(parts, width, height, letters) if width > WIDE else []
    return paged(laid, height) if laid else []


def in_larger_letters(parts: Sequence[PagePart], width: int, height: int, letters: LetterSize | None) -> list[Lines]:
    """Each part in the smallest large letters where they go on over pages; nothing where plain ones serve better.

    Over any number of pages where larger letters were asked for, else over a few in a window too wide for plain ones.
    """
    if letters is None or letters.steps < 0 or (letters.steps == 0 and width <= WIDE):
        return []
    laid = sized(parts, width, height, LetterSize(letters.is_smooth, max(letters.steps, 1)))
    is_few = letters.steps > 0 or len(paged(laid, height)) <= FEW_PAGES
    return laid if is_few else []


def _larger(parts: Sequence[PagePart], width: int, height: int, fits: Size, steps: int) -> Size:
    """So many steps larger, over pages: no part is larger than a page, nor is the head with what stands above it.

    Only where there is no other way a text goes on over the next page.
    """
    end = next((at for at, part in enumerate(parts, 1) if isinstance(part, Sized) and part.is_head), 0)
    groups = [parts[:end], *([part] for part in parts[end:])]
    ways = [
        (head, rest)
        for rest in (*range(_step(fits[1], steps), LEAST_ROWS - 1, -1), fits[1])
        for head in (*range(max(_step(fits[0], steps), rest), max(rest, LEAST_ROWS) - 1, -1), fits[0])
    ]
    hangs = {rest: _hang(parts, rest) for _, rest in ways}  # of all parts, also where one is measured alone
    can_be = [size for size in ways if _rows_of(parts, width, size)]
    whole = [size for size in can_be if all(_rows_of(one, width, size, hangs[size[1]]) <= height for one in groups)]
    over = [size for size in can_be if _rows_of(groups[0], width, size, hangs[size[1]]) <= height]
    # neither the head alone is what was asked for, nor the rest below a head that stays in plain letters
    larger = (size for size in (*whole, *over) if size[0] >= size[1] > fits[1])
    return next(larger, None) or next(iter(whole), fits)


def _aired(parts: Sequence[PagePart], laid: Sequence[Lines], height: int) -> list[Lines]:
    """The parts with air between plain lines that have a mark, where there is room for that."""
    marked_ones = [at for at, part in enumerate(parts) if isinstance(part, Sized) and part.mark]
    spare = height - sum(map(len, laid))
    are_plain = bool(marked_ones) and all(len(laid[at]) < LEAST_ROWS for at in marked_ones)
    if not are_plain or spare < len(marked_ones) - 1:
        return list(laid)
    return [[BLANK, *lines] if at in marked_ones[1:] else lines for at, lines in enumerate(laid)]


def _fits(parts: Sequence[PagePart], width: int, height: int, size: Size, letters: LetterSize) -> bool:
    """Whether all parts stand on a page at this size; they are measured before they are drawn."""
    measured = _rows_of(parts, width, size)
    return 0 < measured <= height and sum(map(len, _laid(parts, width, size, letters))) <= height


def _stepped(size: Size, steps: int) -> Size:
    """So many steps smaller: first the rest becomes plain, and then all of it."""
    head, rest = (_step(rows, steps) for rows in size)
    return max(head, rest), rest if size[1] > _PLAIN_ROWS else _PLAIN_ROWS


def _step(rows: int, steps: int) -> int:
    """The rows of a line so many steps larger or smaller; below the least ones letters are plain."""
    stepped = max(rows, LEAST_ROWS - 1) + steps
    return stepped if stepped >= LEAST_ROWS else _PLAIN_ROWS


def _rows_of(parts: Sequence[PagePart], width: int, size: Size, hang: int | None = None) -> int:
    """How many rows the parts take at these sizes; 0 where a word is wider than the width.

    Their marks stand `hang` wide, as those of other parts may; else as wide as the widest of their own.
    """
    hang = _hang(parts, size[1]) if hang is None else hang
    total = 0
    for part in parts:
        if not isinstance(part, Sized | SideBySide):
            total += len(part)
            continue
        each = [_rows_of_text(one, _width_in(part, width), size, hang) for one in _texts_in(part)]
        if not all(each):
            return 0
        total += max(each)
    return total


def _rows_of_text(part: Sized, width: int, size: Size, hang: int) -> int:
    rows, room = _rows(part, size), width - _before(part, hang)
    lines = len(wrapped(_plain(part), room)) if rows == _PLAIN_ROWS else len(broken(part.wording, room, rows))
    return lines * rows + (len(_below(part, room)) if lines and rows > _PLAIN_ROWS else 0)


def _width_in(part: PagePart, width: int) -> int:
    """The columns for a text of this part."""
    return (width - _BETWEEN) // 2 if isinstance(part, SideBySide) else width


def _rows(part: Sized, size: Size) -> int:
    """The rows of a line of this part; one where nothing of it stands in the font."""
    return size[not part.is_head] if has_letters(part.wording) else _PLAIN_ROWS


def _plain(part: Sized) -> str:
    """All the words of a part."""
    return f"{part.wording}: {part.below}" if part.below else part.wording


def _below(part: Sized, room: int) -> Lines:
    return wrapped(part.below, room) if part.below else []


def _hang(parts: Sequence[PagePart], rows: int) -> int:
    """The cells before a text with a mark."""
    return max((_mark_width(one.mark, rows) for part in parts for one in _texts_in(part)), default=0)


def _before(part: Sized, hang: int) -> int:
    """The cells before the words of this part."""
    return hang * (1 + part.level) if part.mark else 0


def _laid(parts: Sequence[PagePart], width: int, size: Size, letters: LetterSize) -> list[Lines]:
    """The parts at these sizes."""
    hang = _hang(parts, size[1])

    def laid(part: PagePart) -> Lines:
        if not isinstance(part, Sized | SideBySide):
            return part
        room = _width_in(part, width)
        left, *right = (_large(one, room, _rows(one, size), hang, letters) for one in _texts_in(part))
        return beside(left, right[0], room + _BETWEEN) if right else left

    return [laid(part) for part in parts]


def _mark_width(mark: str, rows: int) -> int:
    if not mark:
        return 0
    return width_of(f"{mark} ", rows) if rows > _PLAIN_ROWS else len(mark) + 2


def _large(part: Sized, width: int, rows: int, hang: int, letters: LetterSize) -> Lines:
    if rows == _PLAIN_ROWS:
        mark = text(" " * hang * part.level + part.mark.rjust(hang - 2).ljust(hang), TITLE) if part.mark else BLANK
        return marked(mark, _plain(part), width, part.style) if part.mark else wrapped(_plain(part), width, part.style)
    before = _before(part, hang)
    room = width - before
    lines = whole_lines(part.wording, room, part.style, rows, smooth=letters.is_smooth)
    lines += _below(part, room) if lines else []
    if not lines or not part.mark:
        return lines
    mark_lines = whole_lines(part.mark, hang, TITLE, rows, smooth=letters.is_smooth)
    return beside(beside([], mark_lines, before - hang), lines, before)
