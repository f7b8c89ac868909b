"""Scores as a distribution: one statement as bars by score, several as strips with the middle score."""

from collections.abc import Sequence

from textual.content import Content

from kompas_tui.domain.deck.cards import Block
from kompas_tui.domain.language.wording import count, number
from kompas_tui.domain.result.cells import Number, in_words
from kompas_tui.domain.result.shapes import Bar, Distribution, Result, Spread
from kompas_tui.tui.drawing.bars import bars_parts
from kompas_tui.tui.drawing.letters import LEAST_ROWS, whole_lines, width_of
from kompas_tui.tui.drawing.lines import (
    BLANK,
    HIGH,
    LOW,
    MIDDLE,
    PLAIN,
    QUIET,
    STRONG,
    Lines,
    beside,
    joined,
    text,
    told_apart,
    wrapped,
)
from kompas_tui.tui.drawing.sizing import LetterSize

_THICKEST = 3
"""So many lines a strip has at most."""

HOW_TO_READ = "Op de balk staat eerst de score, en dan hoeveel mensen die gaven."


def level_words(blocks: Sequence[Block], result: Result) -> Sequence[str]:
    """The words for the levels of a scale, where the card lists exactly so many with their numbers."""
    if not isinstance(result, Distribution):
        return []
    items = [block for block in blocks if block.style == "item" and not block.level]
    numbers = [f"{score}." for score in range(1, len(result.rows[0].counts) + 1)]
    return [item.text for item in items] if [item.mark for item in items] == numbers else []


def distribution_parts(
    result: Distribution, width: int, height: int, words: Sequence[str] = (), letters: LetterSize | None = None
) -> list[Lines]:
    """One statement as bars by score, with the card's `words` for the levels; several as strips with the middle."""
    if len(result.rows) == 1:
        labels = _labels(result, words)
        bars = [Bar(label, amount) for label, amount in zip(labels, result.rows[0].counts, strict=True)]
        return bars_parts(bars, width, height, letters=letters)
    legend: list[Lines] = []
    if result.ends:
        high = len(result.rows[0].counts)
        explained = f"1 is {result.ends[0]}, {high} is {result.ends[1]}. {HOW_TO_READ}"
        legend = [wrapped(explained, width, QUIET)]
    room = height - len(legend) - 1
    if large := _large_statements(result, width, room - 1, letters):
        figure = "het gemiddelde" if result.by_mean else "de middelste score"
        return [*large, wrapped(f"Rechts staat {figure}.", width, QUIET), *legend]
    told = [(row, _told(result, row)) for row in result.ranked]
    widest = max(10, *(len(middle) for _, middle in told))
    tall = [_statement_lines(row, middle, width) for row, middle in told]
    needed = sum(map(len, tall))
    if needed + len(tall) <= room + 1:
        thicker = min((room + 1 - needed - len(tall)) // len(tall), _THICKEST - 1)
        rows = [[*lines, *[_unsaid(lines[-1])] * thicker, BLANK] for lines in tall]
    elif needed <= room:
        rows = tall
    else:
        labels = told_apart([row.label for row, _ in told], width * 45 // 100)
        rows = [
            _statement_row(row, label, f"{middle:>{widest}}", width)
            for label, (row, middle) in zip(labels, told, strict=True)
        ]
        if len(rows) > room:  # what goes on over pages is explained before it begins
            return [*([[*legend[0], BLANK]] if legend else []), *rows]
    return [*rows, *legend]


def _labels(result: Distribution, words: Sequence[str]) -> list[str]:
    high = len(result.rows[0].counts)
    if len(words) == high:
        return [f"{score} {word}" for score, word in enumerate(words, 1)]
    low_end, high_end = result.ends or ("", "")
    said = {1: low_end, high: high_end}
    return [f"{score} {said.get(score, '')}".strip() for score in range(1, high + 1)]


def _strip(row: Spread, width: int) -> Content:
    """The scores of a statement as one strip, each part as wide as its share, with how many gave it where it fits."""
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
    told = (f"{score}: {count(amount, 'mens', 'mensen')}", f"{score}: {amount}", str(score))
    label = next((said for said in told if len(said) + 1 < room or said == told[-1]), "")
    return f"{label.center(room - 1)}▕" if room > 1 else "▕"


def _told(result: Distribution, row: Spread) -> str:
    """What a statement came to: its middle score, or its mean with how many scores that is of."""
    if result.by_mean:
        return "" if row.mean is None else f"{in_words(Number(row.mean, 1))} · {count(row.answers, 'score', 'scores')}"
    return "" if row.median is None else f"middelste score {number(row.median)}"


def _large_statements(result: Distribution, width: int, height: int, letters: LetterSize | None) -> list[Lines]:
    """Each statement with its middle score over a thick strip, in the largest letters in which all fit."""
    if letters is None or not result.rows:
        return []
    for rows in range(height // (2 * len(result.rows)), LEAST_ROWS - 1, -1):
        parts = [_large_statement(result, row, width, rows, letters) for row in result.ranked]
        if all(parts) and sum(map(len, parts)) + len(parts) - 1 <= height:
            return [[*part, BLANK] for part in parts]
    return []


def _large_statement(result: Distribution, row: Spread, width: int, rows: int, letters: LetterSize) -> Lines:
    """Nothing where the statement can't be drawn so large."""
    value = result.figure(row)
    said = "" if value is None else number(value, 1)
    figure = width_of(said, rows) + 1
    label = whole_lines(row.label, width - figure, PLAIN, rows, smooth=letters.is_smooth)
    if not label:
        return []
    strip = _strip(row, width)
    told = whole_lines(said, figure, STRONG, rows, smooth=letters.is_smooth)
    return [*beside(label, told, width - figure), strip, *[_unsaid(strip)] * (rows // 3)]


def _unsaid(strip: Content) -> Content:
    """The strip once more below it, without its words."""
    return Content("".join(char if char == "▕" else " " for char in strip.plain), list(strip.spans))


def _statement_row(row: Spread, label: str, middle: str, width: int) -> Lines:
    """A statement on one line."""
    said = text(f"{label} ")
    return [joined(said, text(f"{middle} ", STRONG), _strip(row, width - said.cell_length - len(middle) - 1))]


def _statement_lines(row: Spread, middle: str, width: int) -> Lines:
    lines = wrapped(row.label, width - len(middle) - 2, PLAIN)
    gap = text(" " * max(width - lines[0].cell_length - len(middle), 2))
    lines[0] = joined(lines[0], gap, text(middle, STRONG))
    return [*lines, _strip(row, width)]
