"""Two rounds side by side as lines."""

from functools import partial

from textual.content import Content

from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.result.comparison import Comparison, Shift
from kompas_tui.tui.drawing.cards import words_for
from kompas_tui.tui.drawing.field import WAS, moves_parts
from kompas_tui.tui.drawing.lines import (
    BLANK,
    NOW,
    QUIET,
    STRONG,
    TITLE,
    Lines,
    joined,
    paged,
    text,
    told_apart,
    wrapped,
)
from kompas_tui.tui.drawing.sizing import LetterSize, Sized, sized
from kompas_tui.tui.drawing.strips import Strip, large_strips

_MOST_OF_HEIGHT = 30
"""The percentage of the height that the sentence above may take."""

_MOST_AIR = 3
"""So many lines of air stand below a row at most."""


def comparison_pages(
    comparison: Comparison, note: str, width: int, height: int, letters: LetterSize | None = None, question: str = ""
) -> list[Lines]:
    """Before and now side by side with the shift, below what was asked, as large as there is room."""
    label_width = width - 30
    answers = f"Eerst {words_for(comparison.before_answers)}, nu {dotted(comparison.after_answers)}."
    sides: tuple[str, str] = ("eerst", "nu")
    if comparison.titles:
        sides = ("links", "rechts")
        answers = f"Links: {comparison.titles[0]} Rechts: {comparison.titles[1]}"
    measured = f"In {comparison.measures}. {answers}"
    if comparison.moves is not None:
        was, now = map(quoted, comparison.titles) if comparison.titles else ("eerst", "nu")
        measured = f"{WAS} is {was}, het nummer is {now}. {'' if comparison.titles else answers}"
    share = height * _MOST_OF_HEIGHT // 100
    at_most = LetterSize(letters.is_smooth) if letters else None
    sentence = sized([Sized(comparison.sentence, TITLE, is_head=True)], width, share, at_most)
    head = [
        *(wrapped(question, width, QUIET) if question and not comparison.titles else []),
        *(sentence[0] if sentence else wrapped(comparison.sentence, width, TITLE)),
        *wrapped(measured, width, QUIET),
        *(wrapped(note, width) if note else []),
        BLANK,
    ]
    if comparison.moves is not None:
        return paged(moves_parts(comparison.moves, width, height - len(head), letters), height, head)
    if large := large_strips(_strips(comparison, sides), width, height - len(head), letters):
        return paged(large, height, head)
    head.append(text(f"{'':{label_width}}{sides[0]:>9}{sides[1]:>9}{'verschil':>11}", STRONG))
    rows: list[Lines] = []
    told = comparison.table.in_words
    labels = told_apart([row[0] for row in told], label_width)
    for shift, label, (_, before, after, change) in zip(comparison.shifts, labels, told, strict=True):
        style = NOW if shift.change else QUIET
        figures = joined(text(f"{before:>9}{after:>9}"), text(f"{change:>11}", style))
        rows.append([joined(text(label), figures)])
    if len(rows) * 2 + len(head) <= height:
        rows = [[*row, _track(shift, comparison, width)] for row, shift in zip(rows, comparison.shifts, strict=True)]
    spare = (height + 1 - len(head) - sum(map(len, rows))) // max(len(rows), 1)
    rows = [[*row, *[BLANK] * min(spare, _MOST_AIR)] for row in rows]
    return paged(rows, height, head)


def _strips(comparison: Comparison, sides: tuple[str, str]) -> list[Strip]:
    """Each row with its two values, over the way from the one to the other."""
    return [
        Strip(
            label, f"{before} → {after}" if sides[0] == "eerst" else f"{before} | {after}",
            partial(_track, shift, comparison), NOW if shift.change else QUIET, is_thick=False,
        )
        for shift, (label, before, after, _) in zip(comparison.shifts, comparison.table.in_words, strict=True)
    ]  # fmt: skip


def _track(shift: Shift, comparison: Comparison, width: int) -> Content:
    """An arrow from where it was to where it is."""
    told = [value for one in comparison.shifts for value in (one.before, one.after) if value is not None]
    if shift.before is None or shift.after is None or not max(told, default=0):
        return text("─" * width, "$line")
    was, now = (round((width - 1) * value / max(told)) for value in (shift.before, shift.after))
    if was == now:
        return joined(text("─" * was, "$line"), text("●", TITLE), text("─" * (width - was - 1), "$line"))
    first, last = min(was, now), max(was, now)
    shaft = "━" * (last - first - 1)
    drawn = f"○{shaft}▶" if now > was else f"◀{shaft}○"
    return joined(text("─" * first, "$line"), text(drawn, NOW), text("─" * (width - last - 1), "$line"))
