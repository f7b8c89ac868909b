"""Options with counts as bars, over three, two or one lines as there is room."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual.content import Content

from kompas_tui.domain.result.cells import Number, in_words
from kompas_tui.domain.result.shapes import Bar
from kompas_tui.tui.drawing.letters import LEAST_ROWS, broken, has_letters, whole_lines, width_of
from kompas_tui.tui.drawing.lines import (
    BLANK,
    PLAIN,
    STRONG,
    Lines,
    badge,
    beside,
    fitted,
    joined,
    text,
    told_apart,
    wrapped,
)
from kompas_tui.tui.drawing.sizing import FEW_PAGES, WIDE, LetterSize, parted_names

_INKS = {True: ("$on-high", "on $high"), False: ("$on-middle", "on $middle")}
"""The ink of a label in a bar, and the bar's own colour: of the leader, and of another."""

_THICKEST = 4
"""So many lines a bar below its label has at most."""

LEADER = "$primary on $primary"
OTHER = "$soft on $soft"
_EMPTY = "$line"
_LEAST_LABEL = 8
_ROW_OF_BAR = "▆"
_COLOURS = {True: "$primary", False: "$soft"}
_EIGHTHS = " ▏▎▍▌▋▊▉"


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar as it is drawn: what stands before and behind it, and its length as a share of the longest one."""

    label: str
    count: float
    figure: str
    share: float
    leads: bool
    """Whether it is the highest one, or in a quiz the right one."""
    below: str = ""
    """What follows on the label in plain letters, where only its name is large."""


def bars_parts(
    bars: Sequence[Bar], width: int, height: int, *, numbered: bool = False, more: Sequence[str] = (),
    behind: Sequence[str] = (), longest: float = 0, letters: LetterSize | None = None,
) -> list[Lines]:  # fmt: skip
    """A bar an option, as large as there is room; `numbered` ones carry the key that picks them.

    `more` stands behind each label, and is never cut off where the label is; `behind` behind each count. `longest` is
    the count of a bar over the whole width, where that is not the highest one.
    """
    more, behind = more or [""] * len(bars), behind or [""] * len(bars)
    most = max((bar.count for bar in bars), default=0)
    over = max(longest, most)
    is_quiz = any(bar.is_right for bar in bars)  # what most people guessed must not stand there as if it were right
    drawn = [
        DrawnBar(
            f"{bar.in_words}{tail}", bar.count, f"{in_words(Number(bar.count))}{share}",
            bar.count / over if over else 0, bar.is_right if is_quiz else bar.count == most > 0,
        )
        for bar, tail, share in zip(bars, more, behind, strict=True)
    ]  # fmt: skip
    marks = [badge(number) for number in range(1, len(bars) + 1)] if numbered else []
    room = width - marks[0].cell_length if marks else width
    parts = large_bars(drawn, room, height, letters) or _parts(bars, drawn, more, room, height)
    if not marks:
        return parts
    return [beside([mark], lines, mark.cell_length) for mark, lines in zip(marks, parts, strict=True)]


def large_bars(drawn: Sequence[DrawnBar], width: int, height: int, letters: LetterSize | None) -> list[Lines]:
    """Bars as thick as their letters, in the largest in which all fit; nothing where only plain ones do.

    In a wide window the smallest of them go on over a few pages, before anything stands there in plain letters.
    """
    if letters is None or not drawn:
        return []
    ways, fits = _ways(drawn, width, height, letters)
    parted = parted_names([one.label for one in drawn])
    if fits == len(ways) and all(name for name, _ in parted):
        named = [replace(one, label=name, below=means) for one, (name, means) in zip(drawn, parted, strict=True)]
        named_ways, named_fits = _ways(named, width, height, letters)
        if named_fits < len(named_ways):
            drawn, ways, fits = named, named_ways, named_fits
    goes_on = (
        fits == len(ways) > 0
        and width > WIDE
        and letters.steps >= 0
        and _rows_at(drawn, width, ways[-1], letters) <= height * FEW_PAGES
    )
    chosen = max(fits - max(letters.steps, goes_on), 0)
    if chosen >= len(ways):
        return []
    parts = _at(drawn, width, ways[chosen], letters)
    spare = (height - sum(map(len, parts)) + 1) // len(parts)
    if spare > 1:
        parts = [[*lines, *[lines[-1]] * (spare - 1)] for lines in parts] if _is_bar(parts[0][-1]) else parts
    if spare > 0:
        return [[*lines, BLANK] for lines in parts]
    if not _is_bar(parts[0][-1]):
        return parts
    # without air the letters of the next label would run into this bar
    return [[*lines[:-1], _raised_bar(one, width)] for lines, one in zip(parts, drawn, strict=True)]


def _ways(drawn: Sequence[DrawnBar], width: int, height: int, letters: LetterSize) -> tuple[Sequence[int], int]:
    """The sizes that there are, from large to small, and the place of the first in which all fit on a page."""
    most = min(height // len(drawn), height // 3)
    if width > WIDE or letters.steps > 0:
        most = max(most, LEAST_ROWS)  # over pages there is always room for the smallest ones
    ways = [rows for rows in range(most, LEAST_ROWS - 1, -1) if _rows_at(drawn, width, rows, letters)]
    fits = (at for at, rows in enumerate(ways) if _rows_at(drawn, width, rows, letters) <= height)
    return ways, next(fits, len(ways))


def _is_bar(line: Content) -> bool:
    """Whether nothing but the bar stands on this line, so that it can be thicker."""
    return set(line.plain) <= set(_EIGHTHS + "█")


@dataclass(frozen=True, slots=True)
class _Way:
    """How bars stand at a size: with their labels in or behind them, or else below their labels."""

    figures: int
    lengths: Sequence[int]
    is_inline: bool


def _way(drawn: Sequence[DrawnBar], width: int, rows: int, letters: LetterSize) -> _Way:
    figures = max(width_of(one.figure, rows) for one in drawn) + 1
    room = width - figures
    lengths = [round(room * one.share) for one in drawn]
    labels = [width_of(one.label, rows) + 1 for one in drawn]
    inside = room if letters.is_smooth else 0
    free = [max(min(length, inside), room - length) for length in lengths]
    is_inline = all(label < most for label, most in zip(labels, free, strict=True))
    return _Way(figures, lengths, is_inline and not any(one.below for one in drawn))


def _rows_at(drawn: Sequence[DrawnBar], width: int, rows: int, letters: LetterSize) -> int:
    """How many rows bars of this size take; 0 where a label does not fit."""
    way = _way(drawn, width, rows, letters)
    if way.is_inline:
        return rows * len(drawn)
    lines = [_lines_of(one.label, max(width - way.figures, 0), rows) for one in drawn]
    below = sum(len(_below(one, width)) for one in drawn)
    return rows * sum(lines) + below + max(rows // 3, 1) * len(drawn) if all(lines) else 0


def _below(one: DrawnBar, width: int) -> Lines:
    return wrapped(one.below, width) if one.below else []


def _lines_of(label: str, width: int, rows: int) -> int:
    """The lines of letters that a label takes; 0 where it does not fit."""
    if has_letters(label):
        return len(broken(label, width, rows))
    return int(width_of(label, rows) <= width)


def _label(wording: str, width: int, style: str, rows: int, letters: LetterSize) -> Lines:
    """A label in letters; one without any, such as an emoji, as the terminal has it, with as much room."""
    if has_letters(wording):
        return whole_lines(wording, width, style, rows, smooth=letters.is_smooth)
    above = rows // 2
    return [*[BLANK] * above, text(wording, style), *[BLANK] * (rows - 1 - above)]


def _at(drawn: Sequence[DrawnBar], width: int, rows: int, letters: LetterSize) -> list[Lines]:
    """The bars at this size."""
    way = _way(drawn, width, rows, letters)
    if not way.is_inline:
        return [_under_label(one, width, way.figures, rows, letters) for one in drawn]
    return [
        _thick(one, length, width, way.figures, rows, letters) for one, length in zip(drawn, way.lengths, strict=True)
    ]


def _thick(one: DrawnBar, length: int, width: int, figures: int, rows: int, letters: LetterSize) -> Lines:
    """A bar as thick as its letters, with its label in it where it fits, else behind it."""
    room = width - figures
    ink, ground = _INKS[one.leads]
    inside = letters.is_smooth and width_of(one.label, rows) < length
    label = _label(one.label, room, ink if inside else STRONG, rows, letters)
    figure = whole_lines(one.figure, figures, STRONG, rows, smooth=letters.is_smooth)
    figure = [*[BLANK] * (len(label) - len(figure)), *figure]
    lines: Lines = []
    for line, counted in zip(label, figure, strict=True):
        if inside:
            bar = joined(text(" "), line, text(" " * (room - 1 - line.cell_length)))
            bar = bar.stylize_before(ground, 0, length)
        else:
            bar = (
                text(" " * length, ground) if letters.is_smooth else text("█" * length, LEADER if one.leads else OTHER)
            )
            bar = joined(bar, text(" "), line, text(" " * (room - length - 1 - line.cell_length)))
        lines.append(joined(bar, text(" "), counted))
    return lines


def _under_label(one: DrawnBar, width: int, figures: int, rows: int, letters: LetterSize) -> Lines:
    """A label with its figure, and the bar below it."""
    label = _label(one.label, width - figures, STRONG, rows, letters)
    figure = whole_lines(one.figure, figures, STRONG, rows, smooth=letters.is_smooth)
    bar = share_bar(one.share, width, LEADER if one.leads else OTHER)
    return [*beside(label, figure, width - figures + 1), *_below(one, width), *[bar] * max(rows // 3, 1)]


def _parts(bars: Sequence[Bar], drawn: Sequence[DrawnBar], more: Sequence[str], width: int, height: int) -> list[Lines]:
    figures = max((text(one.figure).cell_length for one in drawn), default=0)
    tall = [_bar_lines(one, width, figures) for one in drawn]
    needed = sum(map(len, tall))
    if needed + len(tall) <= height + 1:
        thicker = min((height + 1 - needed - len(tall)) // max(len(tall), 1), _THICKEST - 1)
        return [[*lines, *[lines[-1]] * thicker, BLANK] for lines in tall]
    if needed <= height:
        return tall
    longest = max(text(one.label).cell_length for one in drawn)
    label_width = min(longest, width * 55 // 100)
    labels = _short([bar.in_words for bar in bars], more, label_width)
    rows = [_bar_row(one, label, width, figures) for one, label in zip(drawn, labels, strict=True)]
    if len(rows) * 2 > height + 1:
        return rows
    if len(rows) * 2 > height:  # all bars are as thick: the last one has no line below it
        return [[*row, BLANK] for row in rows[:-1]] + rows[-1:]
    return [[*row, _lower_half(row[0], leads=one.leads)] for row, one in zip(rows, drawn, strict=True)]


def _short(labels: Sequence[str], more: Sequence[str], width: int) -> Sequence[str]:
    """Labels with what stands behind them on one line; of those that are too long together the label is cut."""
    widest = max(text(tail).cell_length for tail in more)
    room = width - widest if width - widest >= _LEAST_LABEL else width
    names = told_apart(labels, room)
    whole = [f"{label}{tail}" for label, tail in zip(labels, more, strict=True)]
    fits = [text(one).cell_length <= width for one in whole]
    cuts = [f"{name.rstrip()}{tail}" for name, tail in zip(names, more, strict=True)]
    return [fitted(one if does else other, width) for one, other, does in zip(whole, cuts, fits, strict=True)]


# Textual's own ProgressBar is a widget: it can't stand in a page, in letters of its size, or on two pages of one scale.
def share_bar(share: float, width: int, style: str) -> Content:
    """A bar of `share` of the width, in eighths of a cell; never empty for something."""
    eighths = max(round(share * width * 8), 1) if share > 0 else 0
    full, rest = divmod(eighths, 8)
    if not eighths:
        return text("▏", _EMPTY)
    colour = style.split(" on ")[0]
    return joined(text("█" * full, style), text(_EIGHTHS[rest].strip(), colour))


def _raised_bar(one: DrawnBar, width: int) -> Content:
    """A bar in the upper half of its line, in halves of a cell."""
    halves = max(round(one.share * width * 2), 1) if one.share > 0 else 0
    if not halves:
        return text("▏", _EMPTY)
    return text("▀" * (halves // 2) + "▘" * (halves % 2), _COLOURS[one.leads])


def _bar_lines(one: DrawnBar, width: int, figures: int) -> Lines:
    label = wrapped(one.label, width - figures - 2, STRONG if one.leads else PLAIN)
    label[-1] = joined(label[-1], text("  "), text(one.figure, STRONG))
    return [*label, share_bar(one.share, width, LEADER if one.leads else OTHER)]


def _lower_half(row: Content, *, leads: bool) -> Content:
    """What makes the bar of a row thicker, on the line below it; bars stay apart."""
    cells = row.plain.count(_ROW_OF_BAR)
    return text("▀" * cells, _COLOURS[leads]).pad_left(row.plain.find(_ROW_OF_BAR)) if cells else BLANK


def _bar_row(one: DrawnBar, label_text: str, width: int, figures: int) -> Lines:
    """A bar on one line, not as high as the line so that bars stay apart."""
    label = text(label_text, STRONG if one.leads else PLAIN)
    cells = round((width - label.cell_length - figures - 3) * one.share)
    drawn = text(_ROW_OF_BAR * max(cells, one.share > 0), _COLOURS[one.leads])
    return [joined(label, text(f" {one.figure:>{figures}}  ", STRONG), drawn)]
