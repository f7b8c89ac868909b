"""Options with counts as bars, over three, two or one lines as there is room."""

from collections.abc import Sequence

from textual.content import Content

from kompas_tui.domain.result.cells import Number, in_words
from kompas_tui.domain.result.shapes import Bar
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

LEADER = "$primary on $primary"
OTHER = "$soft on $soft"
_EMPTY = "$line"
_LEAST_LABEL = 8
_EIGHTHS = " ▏▎▍▌▋▊▉"


def bars_parts(
    bars: Sequence[Bar], width: int, height: int, *, numbered: bool = False, more: Sequence[str] = ()
) -> list[Lines]:
    """A bar an option, over three, two or one lines as there is room; `numbered` ones carry the key that picks them.

    `more` stands behind each label, and is never cut off where the label is.
    """
    more = more or [""] * len(bars)
    if not numbered:
        return _parts(bars, more, width, height)
    marks = [badge(place) for place in range(1, len(bars) + 1)]
    drawn = _parts(bars, more, width - marks[0].cell_length, height)
    return [beside([mark], lines, mark.cell_length) for mark, lines in zip(marks, drawn, strict=True)]


def _parts(bars: Sequence[Bar], more: Sequence[str], width: int, height: int) -> list[Lines]:
    most = max((bar.count for bar in bars), default=0)
    figures = len(in_words(Number(most)))
    told = list(zip(bars, more, strict=True))
    tall = [_bar_lines(bar, f"{bar.in_words}{tail}", most, width, figures) for bar, tail in told]
    needed = sum(map(len, tall))
    if needed + len(tall) <= height + 1:
        return [[*lines, BLANK] for lines in tall]
    if needed <= height:
        return tall
    longest = max(text(f"{bar.in_words}{tail}").cell_length for bar, tail in told)
    label_width = min(longest, width * 55 // 100)
    labels = _short([bar.in_words for bar in bars], more, label_width)
    rows = [_bar_row(bar, label, most, width, figures) for bar, label in zip(bars, labels, strict=True)]
    return [[*row, BLANK] for row in rows] if len(rows) * 2 <= height + 1 else rows


def _short(labels: Sequence[str], more: Sequence[str], width: int) -> Sequence[str]:
    """Labels with what stands behind them on one line; of those that are too long together the label is cut."""
    widest = max(text(tail).cell_length for tail in more)
    room = width - widest if width - widest >= _LEAST_LABEL else width
    names = told_apart(labels, room)
    whole = [f"{label}{tail}" for label, tail in zip(labels, more, strict=True)]
    fits = [text(one).cell_length <= width for one in whole]
    cuts = [f"{name.rstrip()}{tail}" for name, tail in zip(names, more, strict=True)]
    return [fitted(one if does else other, width) for one, other, does in zip(whole, cuts, fits, strict=True)]


def _bar(share: float, width: int, style: str) -> Content:
    """A bar of `share` of the width, in eighths of a cell; never empty for something."""
    eighths = max(round(share * width * 8), 1) if share > 0 else 0
    full, rest = divmod(eighths, 8)
    if not eighths:
        return text("▏", _EMPTY)
    colour = style.split(" on ")[0]
    return joined(text("█" * full, style), text(_EIGHTHS[rest].strip(), colour))


def _bar_lines(bar: Bar, said: str, most: int, width: int, figures: int) -> Lines:
    leads = bar.count == most and most > 0
    label = wrapped(said, width - figures - 2, STRONG if leads else PLAIN)
    label[-1] = joined(label[-1], text("  "), text(in_words(Number(bar.count)), STRONG))
    share = bar.count / most if most else 0
    return [*label, _bar(share, width, LEADER if leads else OTHER)]


def _bar_row(bar: Bar, said: str, most: int, width: int, figures: int) -> Lines:
    """A bar on one line, not as high as the line so that bars stay apart."""
    leads = bar.count == most and most > 0
    label = text(said, STRONG if leads else PLAIN)
    cells = round((width - label.cell_length - figures - 3) * bar.count / most) if most else 0
    drawn = text("▆" * max(cells, bar.count > 0), "$primary" if leads else "$soft")
    return [joined(label, text(f" {in_words(Number(bar.count)):>{figures}}  ", STRONG), drawn)]
