"""What of a result stands in the body of the report: the strongest texts and the first forms; an appendix has the rest.

A question takes at most about a page there, however much people wrote.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kompas_tui.domain.language.alike import folded
from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.language.wording import count
from kompas_tui.domain.report.figures import MOST_COLUMNS
from kompas_tui.domain.report.told_texts import SplitResults
from kompas_tui.domain.result.shapes import Bars, Pairs, PinMap, Records, Result, Stacked, TextItem, TextList, Words

TEXTS_IN_BODY, FORMS_IN_BODY, LONG_FORMS_IN_BODY, WORDS_IN_BODY = 10, 3, 2, 20
"""So many texts, rows of a form, forms that are told one by one, and words stand in the body."""

MOST_CHARACTERS = 340
"""Of long texts fewer stand in the body, so that they take no more than a quarter of a page."""

FEWEST = 3
"""So many texts stand there, however long they are."""

Splits = Sequence[tuple[str, SplitResults]]
_Key = tuple[str, str, str]
"""By what texts that say the same under one heading are one: its column, the heading, and the text folded."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is kept of a result in the body, whole and split; `told` says what was left out, empty where nothing was."""

    kept: Result
    splits: Splits
    told: str = ""
    are_strongest: bool = False
    """Whether each text that is kept is stronger than all that were left out, and is that of more than one person."""


def name_of_all_texts(*, is_public: bool) -> str:
    """The appendix that has what the body leaves out; a report for everybody tells no more than people read."""
    return f"{'Meer' if is_public else 'Alle'} teksten en tabellen"


def selected(result: Result, splits: Splits) -> Selection:
    """What of a result stands in the body."""
    match result:
        case TextList():
            return _texts(result, splits, result.items)
        case Bars():
            objections = [item for item in result.texts if item.is_objection]
            return _texts(result, splits, result.texts, strongest_texts(objections))
        case PinMap():
            return _texts(result, splits, result.texts)
        case Stacked():
            return _texts(result, splits, result.ideas)
        case Pairs():
            return _texts(result, splits, _unmatched(result))
        case Records():
            most = FORMS_IN_BODY if len(result.columns) <= MOST_COLUMNS else LONG_FORMS_IN_BODY
            chosen = first_forms(result, splits, most)
            return replace(chosen, told=_and_where(chosen.told)) if chosen.told else chosen
        case Words():
            return _words(result, splits)
        case _:  # counts are always told whole
            return Selection(result, splits)


def _words(result: Words, splits: Splits) -> Selection:
    """The words that were given most; those that one person gave stay out where there are enough without them."""
    several = [word for word in result.words if word.count > 1]
    kept = result.words[: min(len(several) if len(several) >= FEWEST else WORDS_IN_BODY, WORDS_IN_BODY)]
    if len(kept) == len(result.words):
        return Selection(result, splits)
    told = f"Hier staan {len(kept)} van {dotted(len(result.words))} woorden, het vaakst genoemde eerst."
    return Selection(replace(result, words=kept), splits, _and_where(told))


def is_long(texts: Sequence[str]) -> bool:
    """Whether these texts take too much room for the body."""
    return len(texts) > TEXTS_IN_BODY


def _texts(result: Result, splits: Splits, items: Sequence[TextItem], foremost: Sequence[TextItem] = ()) -> Selection:
    """The strongest of these; those that are `foremost` are kept however weak: one objection is enough to matter."""
    alike = _alike(items)
    strength = {key: _strength(same) for key, same in alike.items()}
    kept = {*map(_key, foremost), *_strongest(strength)}
    if len(strength) <= max(len(kept), min(TEXTS_IN_BODY, 2 * len(kept))):
        return Selection(result, splits)  # the appendix would have little more
    strongest_left = max(each for key, each in strength.items() if key not in kept)
    stronger = {key for key in kept if strength[key] > strongest_left}
    if len({key[:2] for key in strength}) == 1 and len(stronger) >= FEWEST:
        kept = stronger  # and none of those that are as strong as what is left out
    are_strongest = kept == stronger and max(min(strength[key] for key in kept)) > 1
    ids = frozenset(item.id for key in kept for item in alike[key])
    if isinstance(result, Pairs):
        ids |= {one for match in result.matches for one in match}
    told = f"Hier staan {'de ' if are_strongest else ''}{len(kept)}{' sterkste' if are_strongest else ''}"
    different = " verschillende" if len(strength) < len(items) else ""
    told += f" van {dotted(len(strength))}{different} teksten."
    return Selection(_only(result, ids), _only_in(splits, ids), _and_where(told), are_strongest)


def _alike(items: Sequence[TextItem]) -> Mapping[_Key, Sequence[TextItem]]:
    """The texts that say the same, together."""
    alike: dict[_Key, list[TextItem]] = {}
    for item in items:
        alike.setdefault(_key(item), []).append(item)
    return alike


def _strength(same: Sequence[TextItem]) -> tuple[int, int]:
    """How much support a text has, and how often it was written."""
    return sum(item.support for item in same), len(same)


def _and_where(told: str) -> str:
    return f"{told} De rest staat in de bijlage."


def _key(item: TextItem) -> _Key:
    return item.column, item.heading, folded(item.text)


def strongest_texts(items: Sequence[TextItem]) -> tuple[TextItem, ...]:
    """The texts with most support, then those that were written most often, by turns from each heading.

    Equal texts under one heading are one, and go along together; all stay in their order.
    """
    alike = _alike(items)
    chosen = _strongest({key: _strength(same) for key, same in alike.items()})
    ids = {item.id for key in chosen for item in alike[key]}
    return tuple(item for item in items if item.id in ids)


def _strongest(strength: Mapping[_Key, tuple[int, int]]) -> frozenset[_Key]:
    under = Counter[tuple[str, str]]()
    turn: dict[_Key, int] = {}
    by_strength = sorted(strength, key=strength.__getitem__, reverse=True)
    for key in by_strength:
        turn[key] = under[key[:2]]
        under[key[:2]] += 1
    ranked = sorted(by_strength, key=lambda key: (*(-one for one in strength[key]), turn[key]))
    return frozenset(_that_fit(ranked[:TEXTS_IN_BODY]))


def _that_fit(keys: Sequence[_Key]) -> Iterable[_Key]:
    room = MOST_CHARACTERS
    for index, key in enumerate(keys):
        room -= len(key[2])
        if room < 0 and index >= FEWEST:
            return
        yield key


def _unmatched(result: Pairs) -> tuple[TextItem, ...]:
    """What is asked or offered and goes with nothing, each list under a heading of its own."""
    taken = {one for match in result.matches for one in match}
    asks = (replace(item, column="asks") for item in result.asks if item.id not in taken)
    offers = (replace(item, column="offers") for item in result.offers if item.id not in taken)
    return (*asks, *offers)


def _only(result: Result, ids: frozenset[str]) -> Result:
    """The result with no other texts than these."""

    def kept(items: Sequence[TextItem]) -> tuple[TextItem, ...]:
        return tuple(item for item in items if item.id in ids)

    match result:
        case TextList():
            return replace(result, items=kept(result.items))
        case Bars() | PinMap():
            return replace(result, texts=kept(result.texts))
        case Stacked():
            return replace(result, ideas=kept(result.ideas))
        case Pairs():
            return replace(result, asks=kept(result.asks), offers=kept(result.offers))
        case _:  # has no texts
            return result


def _only_in(splits: Splits, ids: frozenset[str]) -> Splits:
    return [(by, [(group, _only(part, ids)) for group, part in split]) for by, split in splits]


def first_forms(result: Records, splits: Splits, most: int) -> Selection:
    """The first forms, in the order in which they are told; equal ones are one. It is not told where the rest is."""
    different = tuple(dict.fromkeys(result.rows))
    if len(different) <= most:
        return Selection(result, splits)
    chosen = frozenset(different[:most])
    told = f"Hier staan de eerste {most} van {count(len(different), 'formulier', 'formulieren')}."
    if len(different) < len(result.rows):
        told = f"Hier staan de eerste {most} van {dotted(len(different))} verschillende formulieren."
    parts: Splits = [(by, [(group, _rows_in(part, chosen)) for group, part in split]) for by, split in splits]
    return Selection(_rows_in(result, chosen), parts, told)


def _rows_in(result: Result, chosen: frozenset[tuple[str, ...]]) -> Result:
    if not isinstance(result, Records):
        return result
    return replace(result, rows=tuple(row for row in result.rows if row in chosen))
