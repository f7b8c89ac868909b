"""Scores as a distribution: one statement as bars by score, several as strips with the middle score."""

from collections.abc import Sequence
from functools import partial

from textual.content import Content

from kompas_tui.domain.deck.cards import Block, CardPart
from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.language.wording import count, number
from kompas_tui.domain.result.cells import Number, in_words
from kompas_tui.domain.result.shapes import Bar, Distribution, Result, Spread
from kompas_tui.tui.drawing.bars import bars_parts
from kompas_tui.tui.drawing.lines import (
    BLANK,
    HIGH,
    LOW,
    MIDDLE,
    PLAIN,
    QUIET,
    STRONG,
    Lines,
    joined,
    text,
    told_apart,
    wrapped,
)
from kompas_tui.tui.drawing.sizing import LetterSize
from kompas_tui.tui.drawing.strips import Strip, large_strips, thick

_THICKEST = 3
"""So many lines a strip has at most."""

HOW_TO_READ = "Op de balk staat eerst de score, en dan hoeveel mensen die gaven."


def level_words(blocks: Sequence[CardPart], result: Result) -> Sequence[str]:
    """The words for the levels of a scale, where the card lists exactly so many with their numbers."""
    if not isinstance(result, Distribution):
        return []
    items = [one for one in blocks if isinstance(one, Block) and one.style == "item" and not one.level]
    numbers = [f"{score}." for score in result.scores]
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
        low, high = number(result.scores[0]), result.scores[-1]
        explained = f"{low} is {result.ends[0]}, {high} is {result.ends[1]}. {HOW_TO_READ}"
        legend = [wrapped(explained, width, QUIET)]
    room = height - len(legend) - 1
    if large := large_strips(_strips(result), width, room - 1, letters):
        figure = "het gemiddelde" if result.by_mean else "de middelste score"
        return [*large, wrapped(f"Rechts staat {figure}.", width, QUIET), *legend]
    told = [(row, _told(result, row)) for row in result.ranked]
    widest = max(10, *(len(middle) for _, middle in told))
    tall = [_statement_lines(row, middle, width) for row, middle in told]
    needed = sum(map(len, tall))
    if needed + len(tall) <= room + 1:
        thicker = min((room + 1 - needed - len(tall)) // len(tall), _THICKEST - 1)
        rows = [[*lines[:-1], *thick(lines[-1], thicker), BLANK] for lines in tall]
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
    scores = [number(score) for score in result.scores]
    if len(words) != len(scores):
        low_end, high_end = result.ends or ("", "")
        words = [low_end, *[""] * (len(scores) - 2), high_end]
    return [f"{score} {word}".strip() for score, word in zip(scores, words, strict=True)]


def _strip(row: Spread, width: int) -> Content:
    """The scores of a statement as one strip, each part as wide as its share, with how many gave it where it fits."""
    total = row.answers
    if not total:
        return text("nog geen scores", QUIET)
    parts: list[Content] = []
    used = seen = 0
    for step, (score, amount) in enumerate(zip(row.scores, row.counts, strict=True)):
        seen += amount
        end = round(width * seen / total)
        room, used = end - used, end
        if room <= 0:
            continue
        tone = step / (len(row.counts) - 1)
        style = LOW if tone < 0.4 else MIDDLE if tone <= 0.6 else HIGH
        parts.append(text(_segment(number(score), amount, room), style))
    return joined(*parts)


def _segment(score: str, amount: int, room: int) -> str:
    told = (f"{score}: {count(amount, 'mens', 'mensen')}", f"{score}: {dotted(amount)}", score)
    label = next((label for label in told if len(label) + (label != told[-1]) < room), "")
    return f"{label.center(room - 1)}▕" if room > 1 else "▕"


def _told(result: Distribution, row: Spread) -> str:
    """What a statement came to: its middle score, or its mean with how many scores that is of."""
    if result.by_mean:
        return "" if row.mean is None else f"{in_words(Number(row.mean, 1))} · {count(row.answers, 'score', 'scores')}"
    return "" if row.median is None else f"middelste score {number(row.median)}"


def _strips(result: Distribution) -> list[Strip]:
    """Each statement with its middle score."""
    values = [result.figure(row) for row in result.ranked]
    return [
        Strip(row.label, "" if value is None else number(value), partial(_strip, row))
        for row, value in zip(result.ranked, values, strict=True)
    ]


def _statement_row(row: Spread, label: str, middle: str, width: int) -> Lines:
    """A statement on one line."""
    label_part = text(f"{label} ")
    return [
        joined(label_part, text(f"{middle} ", STRONG), _strip(row, width - label_part.cell_length - len(middle) - 1))
    ]


def _statement_lines(row: Spread, middle: str, width: int) -> Lines:
    lines = wrapped(row.label, width - len(middle) - 2, PLAIN)
    gap = text(" " * max(width - lines[0].cell_length - len(middle), 2))
    lines[0] = joined(lines[0], gap, text(middle, STRONG))
    return [*lines, _strip(row, width)]
