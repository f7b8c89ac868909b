"""A result in a few words, for where there is room for no more, such as a point of the plate."""

from collections import Counter
from collections.abc import Sequence

from kompas_tui.domain.language.wording import count, number
from kompas_tui.domain.result.shapes import (
    Axes,
    Bars,
    Distribution,
    Pairs,
    Profile,
    Records,
    Result,
    Stacked,
    TextList,
    Words,
)
from kompas_tui.domain.result.weight import strongest

MOST_CHARACTERS = 60
"""Names that share the first place are told together as long as they have no more characters than this."""


def highlight(result: Result) -> str:
    """What stands out, with how often where that is a count; empty where nothing does."""
    match result:
        case Bars():
            top = max((bar.count for bar in result.bars), default=0)
            return _shared([bar.label for bar in result.bars if bar.count == top], f" · {top}×") if top else ""
        case Words():
            top = max((word.count for word in result.words), default=0)
            return _shared([word.text for word in result.words if word.count == top], f" · {top}×") if top else ""
        case Profile():
            top = max((style.count for style in result.styles), default=0)
            names = [style.name for style in result.styles if style.count == top]
            return _shared(names, f" · {top}×") if top and not result.is_hidden else ""
        case TextList():
            return _texts(result)
        case Distribution() if len(result.rows) == 1:
            middle = result.rows[0].median
            return "" if middle is None else f"midden {number(middle)} van {len(result.rows[0].counts)}"
        case Distribution():
            best = max((row.median for row in result.rows if row.median is not None), default=None)
            return "" if best is None else _shared([row.label for row in result.rows if row.median == best], "")
        case Stacked():
            score = max((row.score for row in result.rows if row.score is not None), default=None)
            return "" if score is None else _shared([row.label for row in result.rows if row.score == score], "")
        case Axes():
            return next(iter(strongest(result, 1)), "")
        case _:
            return ""


def amount(result: Result) -> str:
    """How much there is, where nothing stands out."""
    match result:
        case TextList():
            return count(len(result.items), "tekst", "teksten") if result.items else ""
        case Records():
            return count(len(result.rows), "formulier", "formulieren") if result.rows else ""
        case Pairs():
            return f"{len(result.asks)} gevraagd, {len(result.offers)} aangeboden" if result.answers else ""
        case _:
            return ""


def _shared(names: Sequence[str], how_often: str) -> str:
    """The one that leads, the two or three that do so together, or how many there are."""
    said = " en ".join(names)
    if len(names) > 1 and (len(names) > 3 or len(said) > MOST_CHARACTERS):
        said = f"{len(names)} gelijk bovenaan"
    return f"{said}{how_often}"


def _texts(result: TextList) -> str:
    """The text with most support, else the heading with most texts."""
    supported = max(result.items, key=lambda item: item.support, default=None)
    if supported is not None and supported.support:
        same = [" ".join(item.text.split()) for item in result.items if item.support == supported.support]
        return _shared(same, f" · {supported.support}×")
    headings = Counter(item.group for item in result.items if item.group)
    if headings:
        heading, texts = headings.most_common(1)[0]
        return f"{heading} · {count(texts, 'tekst', 'teksten')}"
    return ""
