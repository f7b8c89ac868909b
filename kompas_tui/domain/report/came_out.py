"""What came of a round in a sentence or two, as the report says it: with what people wrote most, not only how much."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from kompas_tui.domain.language.alike import each_once, folded
from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.language.wording import listing, listing_first, long_date, quoted, shortened_at_word
from kompas_tui.domain.outcome import Outcome
from kompas_tui.domain.result.cells import Cell
from kompas_tui.domain.result.highlights import highlight
from kompas_tui.domain.result.shapes import Bars, Column, Records, Result, TextItem, TextList

_MOST_TOGETHER = 3
"""Of texts that lead together more than these are no sentence any more; the table below has them all."""

WIDELY = 5
"""What less than one in so many texts says was written by a few, and is no outcome of the question."""

_LONGEST, _LONGEST_OF_MANY = 120, 60
"""A longer text is told in part; it stands whole below. Of many that lead together less of each is told."""


def outcome_line(outcome: Outcome) -> str:
    """The sentence of a round, after what leads among texts and forms, which else says only how many there are."""
    return " ".join((*_leading(outcome.result), outcome.sentence, *filter(None, (typed_most(outcome.result),))))


def typed_most(result: Result) -> str:
    """What most people typed behind an option of their own, where that leads; empty where nothing does."""
    if not isinstance(result, Bars) or not any(bar.is_own and bar in result.leaders for bar in result.bars):
        return ""
    return _written_most(result.texts)


def leading_text(result: TextList) -> str:
    """The text with most support, the heading with most texts, or what many wrote; empty where nothing leads."""
    return _supported_or_headed(result) or _written_most(result.items, len(result.items) / WIDELY)


def _supported_or_headed(result: TextList) -> str:
    top = highlight(result)
    if top is None or top.value is None or top.value.value < 2:
        return ""  # what one person supported or put somewhere leads nothing
    named, many = _named(top.names), int(top.value.value)
    each = "" if len(top.names) == 1 else "elk "
    if top.unit is not None:
        if len(top.names) > _MOST_TOGETHER:
            return ""  # so many headings of the same size are no outcome
        about = _about(len(top.names), many, len(result.items))
        return f"{about} {named}: {each}{dotted(many)} van de {dotted(len(result.items))}."
    return f"{named} {'kreeg' if len(top.names) == 1 else 'kregen'} de meeste steun: {each}{dotted(many)} keer."


def _named(texts: Sequence[str]) -> str:
    """The texts, and of more than are a sentence the beginning of the first few."""
    if len(texts) <= _MOST_TOGETHER:
        return listing([quoted(shortened_at_word(text, _LONGEST)) for text in texts])
    told = [quoted(shortened_at_word(text, _LONGEST_OF_MANY)) for text in texts]
    return listing_first(told, "andere", "andere", most=_MOST_TOGETHER, characters=_MOST_TOGETHER * _LONGEST_OF_MANY)


def _about(headings: int, many: int, whole: int) -> str:
    """What goes before the headings with most texts; the most of all only where it is."""
    if headings > 1:
        return "De grootste groepen teksten gaan over"
    return "De meeste teksten gaan over" if 2 * many > whole else "De grootste groep teksten gaat over"


def _leading(result: Result) -> Sequence[str]:
    match result:
        case TextList():
            return tuple(filter(None, (_supported_or_headed(result) or _written_most(result.items),)))
        case Records():
            told = (
                _of_column(column, list(cells))
                for column, cells in zip(result.columns, zip(*result.cells, strict=True), strict=False)
            )
            return tuple(filter(None, told))
        case _:  # says what came out in its own sentence
            return ()


def _written_most(items: Sequence[TextItem], least: float = 0) -> str:
    """The text that several people wrote, and at `least` so many, where one leads, or a few together.

    Equals under other headings are told apart, as their table has it.
    """
    under: dict[tuple[str, str], list[str]] = {}
    for item in items:
        under.setdefault((item.column, item.group), []).append(item.text)
    told = [one for texts in under.values() for one in each_once(texts)]
    most = max((often for _, often in told), default=0)
    spelled = [text for text, often in told if often == most]
    if most < max(2, least) or len(spelled) > _MOST_TOGETHER:
        return ""
    named = _named([" ".join(text.split()) for text in sorted(spelled, key=folded)])
    verb, each = ("is", "") if len(spelled) == 1 else ("zijn", "elk ")
    return f"{named} {verb} het vaakst geschreven: {each}{dotted(most)} keer."


def _of_column(column: Column, cells: Sequence[Cell]) -> str:
    """What was chosen most in a column of choices, and from when to when its dates go; nothing of other columns."""
    filled = [cell for cell in cells if cell not in (None, "")]
    if column.personal or len(filled) < 2:
        return ""
    match column.holds:
        case "choice":
            (first, most), *others = (*Counter(map(str, filled)).most_common(2), ("", 0))
            leads = most > others[0][1] and len(set(filled)) > 1
            return f"Bij {quoted(column.label)} staat het vaakst {quoted(first)}: {dotted(most)} keer." if leads else ""
        case "date":
            days = sorted(cell for cell in filled if isinstance(cell, date))
            first_day, last_day = long_date(days[0]), long_date(days[-1])
            return f"De dagen lopen van {first_day} tot en met {last_day}." if first_day != last_day else ""
        case "text" | "number":
            return ""
