"""Two rounds side by side as lines."""

from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.result.comparison import Comparison
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


def comparison_pages(comparison: Comparison, note: str, width: int, height: int) -> list[Lines]:
    """Before and now side by side with the shift."""
    label_width = width - 30
    answers = f"Eerst {words_for(comparison.before_answers)}, nu {comparison.after_answers}."
    sides: tuple[str, str] = ("eerst", "nu")
    if comparison.titles:
        sides = ("links", "rechts")
        answers = f"Links: {comparison.titles[0]} Rechts: {comparison.titles[1]}"
    measured = f"In {comparison.measures}. {answers}"
    if comparison.moves is not None:
        was, now = map(quoted, comparison.titles) if comparison.titles else ("eerst", "nu")
        measured = f"{WAS} is {was}, het nummer is {now}. {'' if comparison.titles else answers}"
    head = [
        *wrapped(comparison.sentence, width, TITLE),
        *wrapped(measured, width, QUIET),
        *(wrapped(note, width) if note else []),
        BLANK,
    ]
    if comparison.moves is not None:
        return paged(moves_parts(comparison.moves, width, height - len(head)), height, head)
    head.append(text(f"{'':{label_width}}{sides[0]:>9}{sides[1]:>9}{'verschil':>11}", STRONG))
    rows: list[Lines] = []
    told = comparison.table.in_words
    labels = told_apart([row[0] for row in told], label_width)
    for shift, label, (_, before, after, change) in zip(comparison.shifts, labels, told, strict=True):
        style = NOW if shift.change else QUIET
        figures = joined(text(f"{before:>9}{after:>9}"), text(f"{change:>11}", style))
        rows.append([joined(text(label), figures)])
    return paged(rows, height, head)
