"""How much of what people wrote a beamer shows: nobody leafs through thousands of texts, and drawing takes time."""

from dataclasses import replace

from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.result.shapes import (
    Bars,
    Pairs,
    PinMap,
    Records,
    Result,
    Stacked,
    TextItem,
    TextList,
    Words,
)

MOST_SHOWN = 300
"""So many texts, words or forms are shown; of columns, asks and offers so many each."""


def shown_part(result: Result) -> tuple[Result, str]:
    """The result with no more texts than a beamer shows, and a sentence that says so; empty where all are there."""
    match result:
        case TextList():
            kept = _first(result)
            return replace(result, items=kept), _told(len(kept), len(result.items), "teksten")
        case Words():
            words = result.words[:MOST_SHOWN]
            return replace(result, words=words), _told(len(words), len(result.words), "woorden")
        case Records():
            rows = result.rows[:MOST_SHOWN]
            return replace(result, rows=rows), _told(len(rows), len(result.rows), "formulieren")
        case Stacked():
            ideas = result.ideas[:MOST_SHOWN]
            return replace(result, ideas=ideas), _told(len(ideas), len(result.ideas), "teksten")
        case Bars() | PinMap():
            texts = result.texts[:MOST_SHOWN]
            return replace(result, texts=texts), _told(len(texts), len(result.texts), "teksten")
        case Pairs():
            return _pairs(result)
        case _:  # what people did not write is never so much that it can't be drawn
            return result, ""


def _first(result: TextList) -> tuple[TextItem, ...]:
    if not result.columns:
        return result.items[:MOST_SHOWN]
    return tuple(item for column in result.columns for item in result.within(column)[:MOST_SHOWN])


def _pairs(result: Pairs) -> tuple[Result, str]:
    """Asks and offers: all that found each other, and the first of the others."""
    joined = {one for match in result.matches for one in match}
    kept = [
        tuple(item for index, item in enumerate(side) if index < MOST_SHOWN or item.id in joined)
        for side in (result.asks, result.offers)
    ]
    total = len(result.asks) + len(result.offers)
    return replace(result, asks=kept[0], offers=kept[1]), _told(sum(map(len, kept)), total, "vragen en aanbiedingen")


def _told(kept: int, of: int, things: str) -> str:
    return f"Hier staan {kept} van de {dotted(of)} {things}. Ze staan allemaal in het verslag." if kept < of else ""
