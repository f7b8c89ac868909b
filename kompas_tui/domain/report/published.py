"""What an appendix for everybody has of what people wrote: as much as is read, in a row, and where the rest is."""

from collections.abc import Iterator, Sequence

from kompas_tui.domain.language.alike import folded
from kompas_tui.domain.language.sentences import as_opening, dotted
from kompas_tui.domain.language.wording import count, quoted
from kompas_tui.domain.report.document import Paragraph, Passage
from kompas_tui.domain.report.figures import what_was_written
from kompas_tui.domain.report.selection import first_forms
from kompas_tui.domain.report.told_texts import NO_HEADING, ROLE, SplitResults, heading_of_texts
from kompas_tui.domain.result.shapes import Bars, Pairs, PinMap, Records, Result, Stacked, TextItem, TextList

TEXTS_PUBLISHED, FORMS_PUBLISHED = 20, 10
"""Of one question no more texts and forms than these are published in a report; the data has them all."""

_IN_DATA, _THE_REST = (
    "Die vind je in de openbare gegevens van deze sessie.",
    "De rest staat in de openbare gegevens van deze sessie.",
)
"""Where what is not in a public report is to be found."""

_Titled = tuple[str, TextItem]
"""A text with what stands above it."""


def to_publish(name: str, result: Result, splits: Sequence[tuple[str, SplitResults]]) -> Sequence[Passage]:
    """The texts of a result in a row, or its first forms; nothing of what only another form tells."""
    if not isinstance(result, Records):
        return in_a_row(result, splits)
    chosen = first_forms(result, splits, FORMS_PUBLISHED)
    told = [Paragraph(f"{chosen.told} {_THE_REST}", "quiet")] if chosen.told else []
    return [*told, *what_was_written(name, chosen.kept, chosen.splits)]


def in_a_row(result: Result, splits: Sequence[tuple[str, SplitResults]]) -> Sequence[Paragraph]:
    """The strongest texts of a result, and how many more there are.

    None where nobody wrote, or where something was answered or done that a table tells.
    """
    titled = list(_titled(result, splits))
    if any(item.done or item.reaction or item.weighing for _, item in titled):
        return ()
    alike: dict[tuple[str, str], list[TextItem]] = {}
    for title, item in titled:
        alike.setdefault((title, folded(item.text)), []).append(item)
    ranked = sorted(alike, key=lambda key: (-_support(alike[key]), -len(alike[key])))[:TEXTS_PUBLISHED]
    under: dict[str, list[str]] = {title: [] for title, _ in titled}
    for title, text in ranked:
        under[title].append(_told(alike[title, text]))
    rows = [
        " · ".join(texts) if not title else f"{title}: {' · '.join(texts)}" for title, texts in under.items() if texts
    ]
    left = len(alike) - len(ranked)
    more = [f"Er {'is' if left == 1 else 'zijn'} nog {count(left, 'andere tekst', 'andere teksten')}. {_IN_DATA}"]
    return [Paragraph(row, "quiet") for row in (*rows, *(more if left else []))]


def _support(alike: Sequence[TextItem]) -> int:
    return sum(item.support for item in alike)


def _told(alike: Sequence[TextItem]) -> str:
    """The text, with how often it was supported and written where that is more than nothing and once."""
    support = [f"steun {dotted(_support(alike))}"] if _support(alike) else []
    often = [f"{dotted(len(alike))}×"] if len(alike) > 1 else []
    told = ", ".join((*support, *often))
    return " ".join(alike[0].text.split()) + (f" ({told})" if told else "")


def _titled(result: Result, splits: Sequence[tuple[str, SplitResults]]) -> Iterator[_Titled]:
    match result:
        case TextList() if splits:
            by, split = splits[0]
            for group, part in split:
                label = f"{by.capitalize()} {group}" if by == ROLE else as_opening(group)
                yield from ((f"{label}, {title}" if title else label, item) for title, item in _titled(part, ()))
        case TextList():
            bare = NO_HEADING if any(item.group for item in result.items) else ""
            for item in result.items:
                yield ", ".join(filter(None, (item.column, item.group or bare))), item
        case Bars() | PinMap():
            yield from ((heading_of_texts(item.group), item) for item in result.texts)
        case Stacked():
            yield from ((quoted(item.heading), item) for item in result.ideas)
        case Pairs(matches=()):
            yield from (("Nog gevraagd", item) for item in result.asks)
            yield from (("Nog aangeboden", item) for item in result.offers)
        case _:  # has no texts, or a table that says more
            return
