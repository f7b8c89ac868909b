"""A checklist as lines: how many items are arranged, each item with its answers, and the ideas behind them."""

from collections.abc import Sequence
from itertools import groupby

from rich.cells import cell_len
from textual.content import Content

from kompas_tui.domain.language.alike import each_once
from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.language.wording import number, quoted
from kompas_tui.domain.result.shapes import DONE_FROM, Stacked, StackedRow, TextItem
from kompas_tui.domain.result.tables import verdict
from kompas_tui.tui.drawing.letters import large_lines
from kompas_tui.tui.drawing.lines import (
    BLANK,
    HIGH,
    LOW,
    MIDDLE,
    NOW,
    PLAIN,
    QUIET,
    STRONG,
    TITLE,
    Lines,
    badge,
    beside,
    cut,
    headed,
    in_cells,
    joined,
    marked,
    paged,
    text,
    wrapped,
)
from kompas_tui.tui.drawing.sizing import SMOOTH_LETTERS, LetterSize
from kompas_tui.tui.drawing.strips import Strip, large_strips

_WIDE = 90
"""From this width on ideas stand in two columns."""

_ASIDE = {"idee": "Ideeën", "reden": "Redenen", "waarneming": "Waarnemingen"}
"""What the texts are called, by what one of them is called."""

VERDICT = 12
"""The columns of a score with its verdict."""

_VOTED = 17
"""The columns of a share with whether it reaches the threshold."""


def stacked_parts(
    result: Stacked, width: int, height: int, *, numbered: bool = False, letters: LetterSize = SMOOTH_LETTERS
) -> list[Lines]:
    """Per item a strip of its levels with its score, open items said in words; above it how many are arranged.

    `numbered` items carry the key that makes an action point of them. The ideas come on pages of their own.
    """
    marks = [badge(number) if numbered else text("") for number in range(1, len(result.rows) + 1)]
    explained = _explained(result, width)
    rows = list(zip(marks, result.rows, strict=True))
    plain = _overall(result, width, None)
    if large := large_strips(
        [_large_item(mark, row, result) for mark, row in rows], width, height - len(plain) - len(explained), letters
    ):
        return [plain, *large, explained]
    tall = [_item_lines(mark, row, result, width) for mark, row in rows]
    close = [_item_rows(mark, row, result, width) for mark, row in rows]
    for overall in (_overall(result, width, letters), plain):
        room = height - len(overall) - len(explained)
        if sum(map(len, tall)) + len(tall) <= room + 1:
            return [overall, *([*lines, BLANK] for lines in tall), explained]
        if sum(map(len, tall)) <= room:
            return [overall, *tall, explained]
    spare = height - len(overall) - sum(map(len, close))
    return [overall, *close, *([explained] if explained and spare >= len(explained) else [])]


def _explained(result: Stacked, width: int) -> Lines:
    if not result.is_scored:
        return []
    full, half = (quoted(level) for level in result.levels[:2])
    sentence = f"Elk {full} telt 1, elk {half} telt een half. Vanaf {number(DONE_FROM, 2)} is het op orde."
    return wrapped(sentence, width, QUIET)


def _overall(result: Stacked, width: int, letters: LetterSize | None) -> Lines:
    """`3 van 7 op orde`, with a sign for each item; of levels that say nothing of that, how each is drawn."""
    if result.vote.needs:
        reached = sum(map(result.is_carried, result.rows))
        reach = "haalt" if reached == 1 else "halen"
        sentence = f"{reached} van {len(result.rows)} {reach} de drempel van {result.vote.told}"
        return [*wrapped(sentence, width, STRONG), *_legend(result.levels, width), BLANK]
    if not result.is_scored:
        return [*_legend(result.levels, width), BLANK]
    done = sum(row.score is not None and not row.is_open for row in result.rows)
    sentence = f"{done} van {len(result.rows)} op orde"
    drawn = large_lines(sentence, width, TITLE, smooth=letters.is_smooth) if letters else []
    fits = len(sentence) + len(result.rows) + 2 <= width
    signs = text("●" * done + "○" * (len(result.rows) - done) if fits else "", TITLE)
    return [*drawn, signs if drawn else joined(text(sentence, STRONG), text("  "), signs), BLANK]


def _legend(levels: Sequence[str], width: int) -> Lines:
    """The levels as their strips are drawn, since in a narrow strip there is no room for their names."""
    lines: list[Content] = []
    for level, style in zip(levels, _STYLES[len(levels)], strict=True):
        sign = joined(text(f" {in_cells(level)} ", style), text("  "))
        if lines and lines[-1].cell_length + sign.cell_length <= width:
            lines[-1] = joined(lines[-1], sign)
        else:
            lines.append(sign)
    return lines


def _verdict(row: StackedRow, result: Stacked) -> tuple[str, ...]:
    """The figure and what it comes to, or in words alone what most chose."""
    share = result.percent_for(row) if result.vote.needs else None
    if share is not None:
        return f"{number(share)}%", "niet" if _falls_short(row, result) else "gehaald"
    if row.score is None:
        return (verdict(row, result),)
    return number(row.score, 2), "open" if row.is_open else "goed"


def _signed_verdict(row: StackedRow, result: Stacked) -> str:
    """The verdict in small letters, with a sign before its words; large ones are seen without."""
    *figure, words = _verdict(row, result)
    return " ".join([*figure, "○" if _falls_short(row, result) else "●", words]) if figure else words


def _item_strip(row: StackedRow, levels: Sequence[str], width: int) -> Content:
    if not row.answers:
        return text(cut("nog geen antwoorden", width), QUIET)
    parts: list[Content] = []
    used = seen = 0
    for level, amount, style in zip(levels, row.counts, _STYLES[len(levels)], strict=True):
        seen += amount
        end = round(width * seen / row.answers)
        room, used = end - used, end
        if room > 0:
            label = in_cells(f"{level} {dotted(amount)}")
            fitting = next((one for one in (label, dotted(amount)) if cell_len(one) < room), "")
            left = room - 1 - cell_len(fitting)
            parts.append(text(f"{' ' * (left // 2)}{fitting}{' ' * (left - left // 2)}▕", style))
    return joined(*parts)


_STYLES = {2: (HIGH, LOW), 3: (HIGH, MIDDLE, LOW), 4: (HIGH, MIDDLE, LOW, MIDDLE), 5: (HIGH, MIDDLE, LOW, MIDDLE, HIGH)}
"""How each level is drawn, by how many there are; beside each other two never look alike."""


def _falls_short(row: StackedRow, result: Stacked) -> bool:
    """Whether it is open still, or did not reach the threshold."""
    return not result.is_carried(row) if result.vote.needs else row.is_open


def _ink(row: StackedRow, result: Stacked) -> str:
    return NOW if _falls_short(row, result) else TITLE


def _large_item(mark: Content, row: StackedRow, result: Stacked) -> Strip:
    """The item with its verdict over its strip."""

    def strip(width: int) -> Content:
        return _item_strip(row, result.levels, width)

    return Strip(row.label, " ".join(_verdict(row, result)), strip, _ink(row, result), mark)


def _item_lines(mark: Content, row: StackedRow, result: Stacked, width: int) -> Lines:
    """The item with its verdict, and its strip below it."""
    verdict = cut(_signed_verdict(row, result), width // 3)
    lines = marked(mark, row.label, width - cell_len(verdict) - 2)
    gap = text(" " * max(width - lines[0].cell_length - cell_len(verdict), 2))
    lines[0] = joined(lines[0], gap, text(verdict, _ink(row, result)))
    indent = mark.cell_length
    return [*lines, _item_strip(row, result.levels, width - indent).pad_left(indent)]


def _item_rows(mark: Content, row: StackedRow, result: Stacked, width: int) -> Lines:
    """The item, its verdict and its strip beside one another; a long item takes a second line."""
    label_width = width // 2
    room = _verdict_room(result, width)
    verdict = cut(_signed_verdict(row, result), room - 1)
    label = wrapped(row.label, label_width - mark.cell_length - 1)
    if len(label) > 2:
        rest = " ".join(line.plain for line in label[1:])
        label = [label[0], text(cut(rest, label_width - mark.cell_length - 1))]
    named = beside([mark], label, mark.cell_length)
    gap = text(" " * (room - cell_len(verdict)))
    judged = joined(text(verdict, _ink(row, result)), gap, _item_strip(row, result.levels, width - label_width - room))
    return beside(named, [judged], label_width)


def _verdict_room(result: Stacked, width: int) -> int:
    """The columns that a verdict takes, the same in every row."""
    if result.vote.needs:
        return _VOTED
    named = (cell_len(in_cells(level)) + 2 for level in result.levels)
    return min(VERDICT if result.is_scored else max(VERDICT, *named), width // 4)


def idea_pages(result: Stacked, width: int, height: int) -> list[Lines]:
    """The ideas below the item they belong to, in two columns where it is wide."""
    if not result.ideas:
        return []
    head = [text(_ASIDE.get(result.idea, _ASIDE["idee"]), TITLE), BLANK]
    columns = 2 if width >= _WIDE else 1
    room = (width - 3 * (columns - 1)) // columns
    dealt = paged(_idea_parts(result.ideas, room), height - len(head))
    if columns == 1:
        return [[*head, *page] for page in dealt]
    sides: list[Lines] = [*dealt, []]
    return [[*head, *beside(sides[at], sides[at + 1], room + 3)] for at in range(0, len(dealt), 2)]


def _idea_parts(ideas: Sequence[TextItem], width: int) -> list[Lines]:
    """A part an idea, the first of an item below that item's name; what was written more often is counted."""
    parts: list[Lines] = []
    for item, members in groupby(ideas, key=lambda idea: idea.heading):
        blocks: list[Lines] = []
        for idea_text, often in each_once(idea.text for idea in members):
            more = f" ({often} keer)" if often > 1 else ""
            blocks.append(marked(text("▸ ", TITLE), joined(text(idea_text, PLAIN), text(more, QUIET)), width))
        parts += headed(item, blocks, width, gap=bool(parts))
    return parts
