"""What must be known of a shape to keep what is private: its small rows, its texts, what names people.

A new shape has to stand in each of these lists before mypy takes it.
"""

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import replace
from typing import assert_never

from kompas_tui.domain.result.shapes import (
    Axes,
    Bars,
    Distribution,
    Pairs,
    PinMap,
    Profile,
    Records,
    Result,
    Stacked,
    TextItem,
    TextList,
    Words,
)

Spell = Callable[[str], str]
"""What stands in the place of a text: mostly the text itself."""


def answers_per_row(result: Result) -> Sequence[int]:
    """How many answered each row that people may skip; none where an answer is about the question as a whole."""
    match result:
        case Distribution() | Stacked():
            return [row.answers for row in result.rows]
        case Axes():
            return [point.answers for point in result.points]
        case Bars() | Words() | TextList() | Records() | Profile() | Pairs() | PinMap():
            return []
        case _:
            assert_never(result)


def without_rows(result: Result, indices: Set[int]) -> Result:
    """The result without the rows at these places."""
    match result:
        case Distribution():
            return replace(result, rows=tuple(row for n, row in enumerate(result.rows) if n not in indices))
        case Stacked():
            return replace(result, rows=tuple(row for n, row in enumerate(result.rows) if n not in indices))
        case Axes():
            return replace(result, points=tuple(point for n, point in enumerate(result.points) if n not in indices))
        case Bars() | Words() | TextList() | Records() | Profile() | Pairs() | PinMap():
            return result
        case _:
            assert_never(result)


def respelled(result: Result, spell: Spell) -> Result:
    """The result with each text that can come from a participant, as an option, a heading or a text, spelled anew."""
    match result:
        case Bars():
            bars = tuple(replace(bar, label=spell(bar.label)) for bar in result.bars)
            texts, winner = _respelled_items(result.texts, spell), spell(result.winner)
            return replace(result, bars=bars, winner=winner, texts=texts)
        case Distribution():
            return replace(result, rows=tuple(replace(row, label=spell(row.label)) for row in result.rows))
        case Words():
            words = tuple(replace(word, text=spell(word.text)) for word in result.words)
            return replace(result, words=words)
        case TextList():
            return replace(result, items=_respelled_items(result.items, spell))
        case Stacked():
            rows = tuple(
                # The parts of a form say the same as its label in other words: where that is kept back they go too.
                replace(row, label=spell(row.label), parts=row.parts if spell(row.label) == row.label else ())
                for row in result.rows
            )
            return replace(result, rows=rows, ideas=_respelled_items(result.ideas, spell))
        case Axes():
            return replace(result, points=tuple(replace(p, label=spell(p.label)) for p in result.points))
        case Records():
            return replace(result, rows=tuple(tuple(spell(cell) for cell in row) for row in result.rows))
        case Pairs():
            asks, offers = _respelled_items(result.asks, spell), _respelled_items(result.offers, spell)
            return replace(result, asks=asks, offers=offers)
        case PinMap():
            return replace(result, texts=_respelled_items(result.texts, spell))
        case Profile():
            return result  # its styles are the deck's own words
        case _:
            assert_never(result)


def _respelled_items(items: Iterable[TextItem], spell: Spell) -> tuple[TextItem, ...]:
    return tuple(_respelled_item(item, spell) for item in items)


def _respelled_item(item: TextItem, spell: Spell) -> TextItem:
    text, group = spell(item.text), spell(item.group)
    return item if text is item.text and group is item.group else replace(item, text=text, group=group)


def without_personal(result: Result) -> Result:
    """The result without what a person can be known by."""
    match result:
        case Records():
            return result.public
        case Bars() | Distribution() | Words() | TextList() | Stacked() | Axes() | Profile() | Pairs() | PinMap():
            return result
        case _:
            assert_never(result)


def is_written(result: Result) -> bool:
    """Whether its words are those of participants."""
    match result:
        case TextList() | Words() | Records() | Pairs():
            return True
        case Bars() | Distribution() | Stacked() | Axes() | Profile() | PinMap():
            return False
        case _:
            assert_never(result)


def hides_ballots(result: Result) -> bool:
    """Whether so few answered that not one ballot may be seen, since each tells about a person."""
    match result:
        case Profile():
            return result.is_hidden
        case PinMap():
            return bool(result.pins) and not result.places
        case Bars() | Distribution() | Words() | TextList() | Stacked() | Axes() | Records() | Pairs():
            return False
        case _:
            assert_never(result)


def says_what_is_unseen(result: Result) -> bool:
    """Whether the sentence about a result already tells that something is kept back."""
    match result:
        case TextList():
            return result.hidden > 0
        case Words():
            return not result.words
        case Records():
            return not result.rows
        case Pairs():
            return not (result.asks or result.offers)
        case Bars() | Distribution() | Stacked() | Axes() | Profile() | PinMap():
            return False
        case _:
            assert_never(result)
