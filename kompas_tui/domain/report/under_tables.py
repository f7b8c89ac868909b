"""What stands under the table of a result: how it was rounded, the texts beside its counts, what is still open."""

from kompas_tui.domain.kinds.leading import FEW, item_named
from kompas_tui.domain.language.wording import labelled, listing, names_all, number, quoted, without_stop
from kompas_tui.domain.report.document import Bullets, Paragraph, Passage
from kompas_tui.domain.report.told_texts import told_once, under_headings
from kompas_tui.domain.result.advice import advice
from kompas_tui.domain.result.shapes import (
    DONE_FROM,
    Bars,
    Distribution,
    Pairs,
    PinMap,
    Profile,
    Result,
    Spread,
    Stacked,
)
from kompas_tui.domain.result.tables import DIVIDED

MIDDLE_HALF = "Middelste helft"

_ASIDE = {"idee": "Ideeën", "reden": "Redenen", "waarneming": "Waarnemingen"}
"""What the texts of items are called, by what one of them is."""


def under_table(result: Result) -> list[Passage]:
    """What stands under the table."""
    match result:
        case Bars():
            return [*_rounding(result), *beside_counts(result)]
        case PinMap():
            return beside_counts(result)
        case Distribution():
            return _spread(result)
        case Stacked():
            return [*_still_open(result), *beside_counts(result)]
        case Pairs():
            return _unmatched(result)
        case Profile():
            return _advice(result)
        case _:
            return []


def _rounding(result: Bars) -> list[Passage]:
    """That the shares were rounded, where they don't add up to a hundred."""
    together = result.shares_together
    if together in (None, 100):
        return []
    return [Paragraph(f"De percentages zijn afgerond. Samen zijn ze daardoor {number(together)} procent.", "quiet")]


def beside_counts(result: Bars | Stacked | PinMap) -> list[Passage]:
    """The remarks, objections and ideas that belong to options or items."""
    match result:
        case Bars():
            return under_headings(result.texts, "")
        case PinMap():
            reasons = told_once([labelled(item.group, item.text) for item in result.texts])
            return [Bullets(reasons, "Redenen bij de prikken")] if reasons else []
        case Stacked():
            return under_headings(result.ideas, f"{aside_of(result)} bij ")


def aside_of(result: Stacked) -> str:
    """What the texts beside its items are called together."""
    return _ASIDE.get(result.idea, _ASIDE["idee"])


def _unmatched(result: Pairs) -> list[Passage]:
    """What is asked and offered that goes with nothing yet, each once."""
    taken = {one for match in result.matches for one in match}
    lists = ((result.asks, "Nog gevraagd"), (result.offers, "Nog aangeboden"))
    alone = [(told_once([item.text for item in items if item.id not in taken]), heading) for items, heading in lists]
    return [Bullets(texts, heading) for texts, heading in alone if texts]


def by_level(result: Stacked) -> list[Passage]:
    """Where the items came out, one list a level; scored levels are told by what is still open."""
    if result.is_scored:
        return []
    if result.vote.needs:
        return _by_threshold(result)
    levels = {level: [row for row in result.rows if row.leading == index] for index, level in enumerate(result.levels)}
    levels[DIVIDED] = [row for row in result.rows if row.answers and row.leading is None]
    if all(names_all([item_named(row.label) for row in rows]) for rows in levels.values()):
        return []  # the sentence about the result has said it, and the table says it again
    return [
        Bullets(tuple(row.label for row in rows), f"{level[:1].upper()}{level[1:]}")
        for level, rows in levels.items()
        if rows
    ]


def _by_threshold(result: Stacked) -> list[Passage]:
    """Which items reached the threshold of the vote, and which did not."""
    reached = tuple(row.label for row in result.rows if result.is_carried(row))
    missed = tuple(row.label for row in result.rows if row.answers and not result.is_carried(row))
    needed = f"de drempel van {result.vote.told}"
    lists = ((reached, f"Dit haalt {needed}"), (missed, f"Dit haalt {needed} niet"))
    return [Bullets(labels, heading) for labels, heading in lists if labels]


def _still_open(result: Stacked) -> list[Passage]:
    """What is not done yet, in a sentence: its score stands in the table; levels in a deck's own words say nothing."""
    still = [quoted(row.label) for row in result.rows if row.is_open]
    if not still:
        return []
    until = f"Een onderdeel staat nog open als de score lager is dan {number(DONE_FROM, 2)}."
    if len(still) == len(result.rows):  # which the outcome says
        return [Paragraph(until, "quiet")]
    return [Paragraph(f"{until} Dat {'is' if len(still) == 1 else 'zijn'}: {listing(still)}.", "quiet")]


def _advice(result: Profile) -> list[Passage]:
    lines = advice(result)
    return [
        *([Bullets(lines, "Wat deze mix vraagt")] if lines else []),
        Paragraph("Dit profiel is geen echte test. Zie het als begin van een gesprek.", "quiet"),
    ]


def middle_half(row: Spread) -> tuple[int, int]:
    """The lowest and the highest score that are left without the lowest and the highest quarter."""
    scores = [score for score, amount in zip(row.scores, row.counts, strict=True) for _ in range(amount)]
    quarter = len(scores) // 4
    return scores[quarter], scores[-1 - quarter]


def half_in_words(half: tuple[int, int], first: str = "") -> str:
    """`2 tot 4` behind the `first` word, or that it is always the same score."""
    low, high = map(number, half)
    return f"steeds {low}" if low == high else f"{first}{low} tot {high}"


def _spread(result: Distribution) -> list[Passage]:
    """Where the middle half lies, or what its column says; nothing where there are too few scores to have one."""
    if result.by_mean or all(row.answers < FEW for row in result.rows):
        return []
    if len(result.rows) == 1:
        row = result.rows[0]
        about = quoted(without_stop(row.label))
        return [
            Paragraph(
                f"De middelste helft van de scores bij {about}: {half_in_words(middle_half(row), 'van ')}.", "quiet"
            )
        ]
    return [
        Paragraph(
            f"Midden: de middelste score. {MIDDLE_HALF}: de scores zonder het laagste en het hoogste kwart.", "quiet"
        )
    ]
