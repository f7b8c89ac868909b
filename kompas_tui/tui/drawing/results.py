"""A result as lines: its sentence above, then bars, a distribution, words or texts, by shape."""

from collections.abc import Sequence
from itertools import groupby, zip_longest

from textual.content import Content

from kompas_tui.domain.comparison import Comparison
from kompas_tui.domain.results import (
    Axes,
    Bar,
    Bars,
    Distribution,
    Pairs,
    Profile,
    Records,
    Result,
    Spread,
    Stacked,
    StackedRow,
    TextItem,
    TextList,
    Words,
)
from kompas_tui.domain.wording import number, quoted
from kompas_tui.tui.drawing.cards import words_for
from kompas_tui.tui.drawing.field import axes_parts
from kompas_tui.tui.drawing.lines import (
    BLANK,
    NOW,
    PLAIN,
    QUIET,
    STRONG,
    TITLE,
    Lines,
    badge,
    beside,
    cut,
    fitted,
    joined,
    marked,
    paged,
    text,
    wrapped,
)
from kompas_tui.tui.drawing.quadrants import profile_parts

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


def texts_parts(items: Sequence[TextItem], width: int, *, airy: bool = True) -> list[Lines]:
    """Texts below one another under their headings, in two columns where there are many and there is room."""
    gap = [BLANK] if airy else []
    columns = 2 if width >= 96 and len(items) > 6 else 1
    room = (width - 3 * (columns - 1)) // columns
    parts: list[Lines] = []
    for group, members in groupby(items, key=lambda item: item.group):
        heading = [BLANK, text(cut(group, width) or "Zonder kopje", NOW)] if group or parts else []
        blocks = [[*marked(_mark(item), item.text, room, QUIET if item.done else PLAIN), *gap] for item in members]
        if columns == 2:
            blocks = [beside(left, right, room + 3) for left, right in zip_longest(*[iter(blocks)] * 2, fillvalue=[])]
        if heading:
            blocks[0] = [*heading, *blocks[0]]
        parts += blocks
    return parts


def _mark(item: TextItem) -> Content:
    if item.done:
        return text("✓ ", TITLE)
    return text(f"{item.support}× ", TITLE) if item.support else text("▸ ", TITLE)


def stacked_parts(result: Stacked, width: int, height: int) -> list[Lines]:
    """Per item a strip of its levels with its score, open items said in words; then the ideas."""
    full, half = (quoted(level) for level in result.levels[:2])
    explained = f"Elk {full} telt 1, elk {half} telt een half. Onder een half staat het open."
    tall = [_item_lines(n, row, result.levels, width) for n, row in enumerate(result.rows, 1)]
    room = height - 1
    if sum(map(len, tall)) + len(tall) <= room + 1:
        tall = [[*lines, BLANK] for lines in tall]
    elif sum(map(len, tall)) > room:
        tall = [_item_row(n, row, result.levels, width) for n, row in enumerate(result.rows, 1)]
    return [*tall, [text(cut(explained, width), QUIET)], *texts_parts(result.ideas, width)]


def _verdict(row: StackedRow) -> str:
    if row.score is None:
        return "nog niets"
    return f"{number(row.score, 2)} {'○ open' if row.is_open else '● goed'}"


def _item_strip(row: StackedRow, levels: Sequence[str], width: int) -> Content:
    if not row.answers:
        return text(cut("nog geen antwoorden", width), QUIET)
    parts: list[Content] = []
    used = seen = 0
    for level, amount, style in zip(levels, row.counts, (HIGH, MIDDLE, LOW), strict=True):
        seen += amount
        end = round(width * seen / row.answers)
        room, used = end - used, end
        if room > 0:
            label = f"{level} {amount}"
            shown = label if len(label) < room else str(amount) if len(str(amount)) < room else ""
            parts.append(text(f"{shown.center(room - 1)}▕", style))
    return joined(*parts)


def _item_lines(place: int, row: StackedRow, levels: Sequence[str], width: int) -> Lines:
    verdict = _verdict(row)
    lines = marked(badge(place, airy=False), row.label, width - len(verdict) - 2)
    gap = text(" " * max(width - lines[0].cell_length - len(verdict), 2))
    lines[0] = joined(lines[0], gap, text(verdict, NOW if row.is_open else TITLE))
    return [*lines, _item_strip(row, levels, width)]


def _item_row(place: int, row: StackedRow, levels: Sequence[str], width: int) -> Lines:
    label_width = width * 45 // 100
    verdict = text(f" {_verdict(row):<11}", NOW if row.is_open else TITLE)
    label = joined(badge(place, airy=False), text(fitted(row.label, label_width - 4)))
    return [joined(label, verdict, _item_strip(row, levels, width - label_width - 12))]


def records_parts(result: Records, width: int) -> list[Lines]:
    """Filled-in forms below one another; what a person can be known by stays off the beamer."""
    public = result.public
    parts: list[Lines] = []
    for row in public.spoken:
        lines: Lines = []
        for column, value in zip(public.columns, row, strict=True):
            if value:
                mark, style = (
                    (text(f"  {column.label}{'' if column.label.endswith(('?', ':')) else ':'} ", QUIET), PLAIN)
                    if lines
                    else (text("▸ ", TITLE), STRONG)
                )
                lines += (
                    marked(mark, value, width, style) if mark.cell_length < width // 2 else _below(mark, value, width)
                )
        parts.append([*lines, BLANK])
    return parts


def _below(mark: Content, value: str, width: int) -> Lines:
    return [*wrapped(mark.rstrip(), width), *marked(text("  "), value, width)]


def pairs_parts(result: Pairs, width: int) -> list[Lines]:
    """Asks on the left and offers on the right; what was matched stands above, joined by an arrow."""
    room = (width - 5) // 2
    asks = {item.id: item.text for item in result.asks}
    offers = {item.id: item.text for item in result.offers}
    taken = {one for match in result.matches for one in match}
    parts = [[joined(text(fitted("Gevraagd", room + 5), NOW), text("Aangeboden", TITLE))]]
    for ask, offer in result.matches:
        left = wrapped(asks[ask], room, STRONG)
        left[0] = joined(left[0], text(" " * (room + 1 - left[0].cell_length)), text("⇄", NOW))
        parts.append([*beside(left, wrapped(offers[offer], room, STRONG), room + 5), BLANK])
    alone = [[said for name, said in side.items() if name not in taken] for side in (asks, offers)]
    for asked, offered in zip_longest(*alone, fillvalue=""):
        left = marked(text("▸ ", NOW), asked, room) if asked else []
        right = marked(text("▸ ", TITLE), offered, room) if offered else []
        parts.append(beside(left, right, room + 5))
    return parts


def comparison_pages(comparison: Comparison, note: str, width: int, height: int) -> list[Lines]:
    """Before and now side by side with the shift."""
    label_width = width - 30
    answers = f"Eerst {words_for(comparison.before_answers)}, nu {comparison.after_answers}."
    sides: tuple[str, str] = ("eerst", "nu")
    if comparison.titles:
        sides = ("links", "rechts")
        answers = f"Links: {comparison.titles[0]} Rechts: {comparison.titles[1]}"
    head = [
        *wrapped(comparison.sentence, width, TITLE),
        *wrapped(f"In {comparison.measures}. {answers}", width, QUIET),
        *(wrapped(note, width) if note else []),
        BLANK,
        text(f"{'':{label_width}}{sides[0]:>9}{sides[1]:>9}{'verschil':>11}", STRONG),
    ]
    rows: list[Lines] = []
    for label, before, after, change in comparison.table.rows:
        style = NOW if change.startswith(("+", "-")) else QUIET
        figures = joined(text(f"{before:>9}{after:>9}"), text(f"{change:>11}", style))
        rows.append([joined(text(fitted(label, label_width)), figures)])
    return paged(rows, height, head)


def result_parts(result: Result, width: int, height: int) -> list[Lines]:
    """Any result, by its shape."""
    match result:
        case Bars():
            return [*bars_parts(result.ranked, width, height), *texts_parts(result.texts, width)]
        case Distribution():
            return distribution_parts(result, width, height)
        case Words():
            return words_parts(result, width)
        case TextList():
            airy = texts_parts(result.items, width)
            return airy if sum(map(len, airy)) <= height + 1 else texts_parts(result.items, width, airy=False)
        case Stacked():
            return stacked_parts(result, width, height)
        case Axes():
            return axes_parts(result, width, height)
        case Records():
            return records_parts(result, width)
        case Profile():
            return profile_parts(result, width, height) if result.dots else []
        case Pairs():
            return pairs_parts(result, width)


def result_pages(
    sentence: str, result: Result, parts_of_it: Sequence[tuple[str, Result]], note: str, width: int, height: int
) -> list[Lines]:
    """The result with its sentence, a page more for each role or table, and a note at the foot."""
    head = [*wrapped(sentence, width, TITLE), BLANK]
    foot = [BLANK, text(note, QUIET)] if note else []
    room = height - len(head) - len(foot)
    pages = [[*page, *foot] for page in paged(result_parts(result, width, room), height - len(foot), head)]
    for name, part in parts_of_it:
        title = [joined(text(name, TITLE), text(f"   {words_for(part.answers)}", QUIET)), BLANK]
        pages += paged(result_parts(part, width, height - 2), height, title)
    return pages
