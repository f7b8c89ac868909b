"""What became of what people wrote: per text whether it counts, and why."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from kompas_tui.domain.language.alike import folded
from kompas_tui.domain.language.wording import count, labelled, quoted
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.report.document import Figures, Paragraph, Section
from kompas_tui.domain.report.headlines import weight
from kompas_tui.domain.report.selection import strongest_texts
from kompas_tui.domain.result.highlights import highlight
from kompas_tui.domain.result.shapes import (
    COUNTS,
    COUNTS_NOT,
    COUNTS_PARTLY,
    WEIGHINGS,
    Bars,
    PinMap,
    Result,
    Stacked,
    TextItem,
    TextList,
)
from kompas_tui.domain.result.tables import WEIGHED, Table
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

_HEADING = "Wat deden we met jullie inbreng?"
_VERBS = {"telt mee": ("telt mee", "tellen mee"), "deels": ("telt deels mee", "tellen deels mee"),
          "niet": ("telt niet mee", "tellen niet mee"), "verdeeld": ("is verdeeld", "zijn verdeeld")}  # fmt: skip
_LEVELS = {COUNTS: COUNTS, COUNTS_PARTLY: COUNTS_PARTLY, COUNTS_NOT: COUNTS_NOT,
           "telt deels mee": COUNTS_PARTLY, "telt niet mee": COUNTS_NOT}  # fmt: skip
"""The answers of a checklist in which the room says of each point whether it counts, each as what it comes to."""
_DIVIDED = "verdeeld"


_MOST_POINTS = 5
"""So many points have a line on which to say what was done with them."""


_OF_ONESELF = re.compile(r"\bwat (?:doe|ga|neem|leer|leerde|onthoud) (?:ik|jij|je)\b", re.IGNORECASE)
"""A question about what people do or keep themselves, of which an organisation adopts nothing."""


_SAYS_NOTHING_ALONE = re.compile(
    r"ja|nee|deels|soms|misschien|neutraal|anders|geen(?: mening| idee| voorkeur)?"
    r"|(?:dat )?weet (?:ik )?(?:\w+ )?niet|\W*\d*\W*",
    re.IGNORECASE,
)
"""An option that answers only its own question, which nobody can adopt."""


def input_section(session: Session, by_card: Mapping[str, Sequence[Round]]) -> Section:
    """What became of each point: as it was weighed, and where nothing was, a table to say it in afterwards."""
    weighed = [(asked, items) for asked in session.rounds.values() if (items := _weighed(session, asked))]
    ways = [item.weighing for _, items in weighed for item in items]
    sentences = [*([_in_short(ways, "tekst", "teksten")] if ways else []), *_by_the_room(session)]
    if sentences:
        parts = tuple(_part(asked, items) for asked, items in weighed)
        return Section(_HEADING, (Paragraph(" ".join(sentences)),), parts)
    points = _points(session, by_card)
    if not points:
        return Section(_HEADING, (Paragraph("Er zijn geen punten om op te reageren.", "quiet"),))
    rows = tuple((point, reaction, "") for point, reaction in points)
    table = Table(("Inbreng", "Wat deden we ermee?", "Waarom?"), rows)
    # As its caption, which stays with the table: of a paragraph above it a page may part the table.
    told = "Dit is nog niet per punt vastgelegd. Vul in: overgenomen, deels of niet, en waarom"
    return Section(_HEADING, (Figures(_HEADING, told, table, to_fill_in=True),))


def _points(session: Session, by_card: Mapping[str, Sequence[Round]]) -> Sequence[tuple[str, str]]:
    """The strongest texts of all questions and what people objected, by turns, the main question first.

    Each with what the organisation answered already. Where nobody asked for texts those that came along with a
    choice, and where there are none what stands out.
    """
    last = [rounds[-1] for rounds in by_card.values()]
    closed = [one for one in last if not one.is_open and one.answers and not _OF_ONESELF.search(one.activity.question)]
    closed.sort(key=lambda asked: weight(session, asked), reverse=True)
    results = [outcome_of(session, asked).result for asked in closed]
    leading = [
        () if asked.activity.seeks_consent else _standing_out(one) for asked, one in zip(closed, results, strict=True)
    ]
    sources = (list(map(_asked_for, results)), list(map(_beside, results)), leading)
    lists = next((texts for texts in sources if any(texts)), [])
    titled = [[(item, asked.title) for item in items] for items, asked in zip(lists, closed, strict=False)]
    by_turns = [one for turn in zip_longest(*titled) for one in turn if one is not None]
    once = {folded(item.text): (item, title) for item, title in reversed(by_turns)}
    different = [(item, title) for item, title in by_turns if once[folded(item.text)][0] is item]
    points = different[:_MOST_POINTS]
    of_several = len({title for _, title in points}) > 1
    return [
        (f"{item.text} (bij {quoted(title)})" if of_several else item.text, item.reaction) for item, title in points
    ]


def _asked_for(result: Result) -> Sequence[TextItem]:
    match result:
        case TextList():
            return _once(strongest_texts(result.items))
        case Bars():
            objections = _once(strongest_texts([item for item in result.texts if item.is_objection]))
            return [replace(item, text=labelled(item.group, item.text)) for item in objections]
        case _:  # asks for no texts
            return ()


def _beside(result: Result) -> Sequence[TextItem]:
    """Objections, remarks, ideas and reasons."""
    match result:
        case Bars() | PinMap():
            return _once(strongest_texts(result.texts))
        case Stacked():
            return _once(strongest_texts(result.ideas))
        case _:  # has none
            return ()


def _standing_out(result: Result) -> Sequence[TextItem]:
    """What leads a choice, alone or with a few others; of a quiz nothing, since nobody can do anything with a guess.

    Who consents says no more than that, so of consent nothing either.
    """
    if isinstance(result, Bars) and any(bar.is_right for bar in result.bars):
        return ()
    top = highlight(result) if isinstance(result, Bars | PinMap) else None
    if top is None or top.are_many:
        return ()
    return [TextItem("", name) for name in top.names if not _SAYS_NOTHING_ALONE.fullmatch(name.strip(" .,!"))]


def _once(items: Sequence[TextItem]) -> list[TextItem]:
    """Each text once, first what has most support of all who wrote it."""
    support = Counter[str]()
    first = {folded(item.text): item for item in reversed(items)}
    for item in items:
        support[folded(item.text)] += item.support
    in_order = dict.fromkeys(folded(item.text) for item in items)
    return [first[text] for text in sorted(in_order, key=lambda text: -support[text])]


def _weighed(session: Session, asked: Round) -> list[TextItem]:
    result = outcome_of(session, asked).result if not asked.activity.is_support else None
    return [item for item in result.items if item.weighing] if isinstance(result, TextList) else []


def _by_the_room(session: Session) -> Iterator[str]:
    """How many points the room itself said of whether they count; at that question each stands with its reasons."""
    # Of a card that was asked again the last time counts; what is asked now may still change.
    last = {asked.card: asked for asked in session.rounds.values() if asked.of and not asked.is_open}
    for asked in last.values():
        result = outcome_of(session, asked).result
        if not isinstance(result, Stacked) or not {*map(str.casefold, result.levels)} <= {*_LEVELS}:
            continue
        judged = [row.leading for row in result.rows if row.answers]
        if judged:
            levels = [_DIVIDED if one is None else _LEVELS[result.levels[one].casefold()] for one in judged]
            yield f"{_in_short(levels, 'punt', 'punten')} Per punt staat het bij {quoted(asked.title)}."


def _in_short(weighings: Sequence[str], one: str, more: str) -> str:
    counted = Counter(weighings)
    told = [f"{counted[way]} {_VERBS[way][counted[way] != 1]}" for way in _VERBS if counted[way]]
    return f"De groep woog {count(len(weighings), one, more)}. Daarvan: {', '.join(told)}."


def _part(asked: Round, items: list[TextItem]) -> Section:
    name = asked.title + (f" (ronde {asked.number})" if asked.number > 1 else "")
    order = sorted(items, key=lambda item: WEIGHINGS.index(item.weighing))
    table = Table(("Inbreng", *WEIGHED), tuple((item.text, item.weighing, item.why) for item in order))
    return Section(name, (Figures(f"{name}, gewogen", asked.activity.question, table),))
