"""A result as lines: its sentence above, then bars, a distribution, words or texts, by shape."""

from collections.abc import Sequence

from textual.content import Content

from kompas_tui.domain.results import Bar, Bars, Distribution, Result, Spread, TextList, Words
from kompas_tui.domain.wording import number
from kompas_tui.tui.drawing.lines import (
    BLANK,
    PLAIN,
    QUIET,
    STRONG,
    TITLE,
    Lines,
    beside,
    cut,
    fitted,
    joined,
    marked,
    paged,
    text,
    wrapped,
)

LEADER = "$primary on $primary"
OTHER = "$soft on $soft"
EMPTY = "$line"
_EIGHTHS = " ▏▎▍▌▋▊▉"
LOW, MIDDLE, HIGH = "bold $foreground on $panel", "bold $background on $secondary", "bold $on-band on $band"


def _bar(share: float, width: int, style: str) -> Content:
    """A bar of `share` of the width, in eighths of a cell; never empty for something."""
    eighths = max(round(share * width * 8), 1) if share > 0 else 0
    full, rest = divmod(eighths, 8)
    if not eighths:
        return text("▏", EMPTY)
    colour = style.split(" on ")[0]
    return joined(text("█" * full, style), text(_EIGHTHS[rest].strip(), colour))


def _bar_lines(bar: Bar, most: int, width: int, figures: int) -> Lines:
    leads = bar.count == most and most > 0
    label = wrapped(bar.label, width - figures - 2, STRONG if leads else PLAIN)
    label[-1] = joined(label[-1], text("  "), text(str(bar.count), STRONG))
    share = bar.count / most if most else 0
    return [*label, _bar(share, width, LEADER if leads else OTHER)]


def _bar_row(bar: Bar, most: int, label_width: int, width: int, figures: int) -> Lines:
    """A bar on one line, not as high as the line so that bars stay apart."""
    leads = bar.count == most and most > 0
    label = text(fitted(bar.label, label_width), STRONG if leads else PLAIN)
    cells = round((width - label_width - figures - 3) * bar.count / most) if most else 0
    drawn = text("▆" * max(cells, bar.count > 0), "$primary" if leads else "$soft")
    return [joined(label, text(f" {bar.count:>{figures}}  ", STRONG), drawn)]


def bars_parts(bars: Sequence[Bar], width: int, height: int) -> list[Lines]:
    """A bar an option, over three, two or one lines as there is room."""
    most = max((bar.count for bar in bars), default=0)
    figures = len(str(most))
    tall = [_bar_lines(bar, most, width, figures) for bar in bars]
    needed = sum(map(len, tall))
    if needed + len(tall) <= height + 1:
        return [[*lines, BLANK] for lines in tall]
    if needed <= height:
        return tall
    longest = max(text(bar.label).cell_length for bar in bars)
    label_width = min(longest, width * 55 // 100)
    rows = [_bar_row(bar, most, label_width, width, figures) for bar in bars]
    return [[*row, BLANK] for row in rows] if len(rows) * 2 <= height + 1 else rows


def _strip(row: Spread, width: int) -> Content:
    """The scores of a statement as one strip, each part as wide as its share, with score×count where it fits."""
    total = row.answers
    if not total:
        return text("nog geen scores", QUIET)
    parts: list[Content] = []
    used = seen = 0
    for score, amount in enumerate(row.counts, 1):
        seen += amount
        end = round(width * seen / total)
        room, used = end - used, end
        if room <= 0:
            continue
        tone = (score - 1) / (len(row.counts) - 1)
        style = LOW if tone < 0.4 else MIDDLE if tone <= 0.6 else HIGH
        parts.append(text(_segment(score, amount, room), style))
    return joined(*parts)


def _segment(score: int, amount: int, room: int) -> str:
    full = f"{score}×{amount}"
    label = full if room > len(full) + 1 else str(score) if room > 1 else ""
    return f"{label.center(room - 1)}▕" if room > 1 else "▕"


def _median(row: Spread) -> str:
    return "" if row.median is None else f"midden {number(row.median)}"


def _statement_lines(row: Spread, width: int, *, one_line: bool) -> Lines:
    middle = _median(row)
    if one_line:
        label_width = width * 45 // 100
        strip_width = width - label_width - 11
        label = text(f"{fitted(row.label, label_width)} ")
        return [joined(label, text(f"{middle:>9} ", STRONG), _strip(row, strip_width))]
    lines = wrapped(row.label, width - len(middle) - 2, PLAIN)
    gap = text(" " * max(width - lines[0].cell_length - len(middle), 2))
    lines[0] = joined(lines[0], gap, text(middle, STRONG))
    return [*lines, _strip(row, width)]


def distribution_parts(result: Distribution, width: int, height: int) -> list[Lines]:
    """One statement as bars by score; several as strips with the middle score."""
    if len(result.rows) == 1:
        row = result.rows[0]
        ends = result.ends or ("", "")
        labels = [str(score) for score in range(1, len(row.counts) + 1)]
        labels[0], labels[-1] = f"1 {ends[0]}".strip(), f"{len(row.counts)} {ends[1]}".strip()
        bars = [Bar(label, amount) for label, amount in zip(labels, row.counts, strict=True)]
        return bars_parts(bars, width, height)
    legend: list[Lines] = []
    if result.ends:
        high = len(result.rows[0].counts)
        explained = f"1 is {result.ends[0]}, {high} is {result.ends[1]}. 4×9 betekent: negen mensen gaven een 4."
        legend = [wrapped(explained, width, QUIET)]
    room = height - len(legend) - 1
    tall = [_statement_lines(row, width, one_line=False) for row in result.rows]
    needed = sum(map(len, tall))
    if needed + len(tall) <= room + 1:
        rows = [[*lines, BLANK] for lines in tall]
    elif needed <= room:
        rows = tall
    else:
        rows = [_statement_lines(row, width, one_line=True) for row in result.rows]
    return [*rows, *legend]


def words_parts(result: Words, width: int) -> list[Lines]:
    """Words side by side, the heavier the more they stand out, each with its count."""
    most = result.words[0].count if result.words else 0
    lines: Lines = []
    current, used = [BLANK], 0
    for word in result.words:
        weight = word.count / most
        shared = word.count > 1
        style = HIGH if shared and weight > 0.66 else TITLE if shared and weight > 0.33 else PLAIN
        said = text(f" {cut(word.text, width - 8)} ", style)
        piece = joined(said, text(f"{word.count}  " if word.count > 1 else " ", QUIET))
        if used + piece.cell_length > width and used:
            lines += [joined(*current), BLANK]
            current, used = [BLANK], 0
        current.append(piece)
        used += piece.cell_length
    return [[line] for line in [*lines, joined(*current)]]


def texts_parts(result: TextList, width: int) -> list[Lines]:
    """Texts below one another, in two columns where there is room."""
    columns = 2 if width >= 96 and len(result.items) > 6 else 1
    room = (width - 3 * (columns - 1)) // columns
    blocks = [[*marked(text("▸ ", TITLE), item.text, room), BLANK] for item in result.items]
    if columns == 1:
        return blocks
    pairs = zip(blocks[::2], [*blocks[1::2], []][: (len(blocks) + 1) // 2], strict=True)
    return [beside(left, right, room + 3) for left, right in pairs]


def result_parts(result: Result, width: int, height: int) -> list[Lines]:
    """Any result, by its shape."""
    match result:
        case Bars():
            return bars_parts(result.ranked, width, height)
        case Distribution():
            return distribution_parts(result, width, height)
        case Words():
            return words_parts(result, width)
        case TextList():
            return texts_parts(result, width)


def result_pages(
    sentence: str, result: Result, by_role: Sequence[tuple[str, Result]], note: str, width: int, height: int
) -> list[Lines]:
    """The result with its sentence, a page more for each role, and a note at the foot such as how many changed."""
    head = [*wrapped(sentence, width, TITLE), BLANK]
    foot = [BLANK, text(note, QUIET)] if note else []
    room = height - len(head) - len(foot)
    pages = [[*page, *foot] for page in paged(result_parts(result, width, room), height - len(foot), head)]
    for role, part in by_role:
        title = [joined(text(role, TITLE), text(f"   {part.answers} antwoorden", QUIET)), BLANK]
        pages += paged(result_parts(part, width, height - 2), height, title)
    return pages
