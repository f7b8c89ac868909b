"""What the facilitator did with texts, and a result as it may be shown after that."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal, assert_never, get_args

from kompas_tui.domain.language.alike import folded
from kompas_tui.domain.result.shapes import (
    Bars,
    Pairs,
    Result,
    TextItem,
    TextList,
)

Act = Literal["toon", "verberg", "groepeer", "voeg_samen", "beantwoord", "open", "bord"]
ACTS: tuple[Act, ...] = get_args(Act)

NO_BOARD = "nog op geen bord"
"""Above texts that are shown and stand on no board."""


@dataclass(frozen=True, slots=True)
class TextState:
    """How a text stands: shown (None: nothing said), its heading, the text it was merged into, answered or not."""

    shown: bool | None = None
    group: str = ""
    into: str = ""
    done: bool = False
    weighing: str = ""
    why: str = ""
    reaction: str = ""
    """What the organisation answered to it."""
    board: str = ""
    """The board that the facilitator put it on."""

    def after(self, act: Act, group: str, into: str) -> "TextState":
        """The state after an act of the facilitator."""
        match act:
            case "toon":
                # By itself again: this is how a merge is undone.
                return replace(self, shown=True, into="")
            case "verberg":
                return replace(self, shown=False)
            case "groepeer":
                return replace(self, group=group)
            case "voeg_samen":
                return replace(self, into=into)
            case "beantwoord":
                return replace(self, done=True)
            case "bord":
                return replace(self, shown=True, board=group)
            case "open":
                return replace(self, done=False)
            case _:
                assert_never(act)


def arranged(
    items: Sequence[TextItem],
    states: Mapping[str, TextState],
    support: Mapping[str, int],
    columns: Sequence[str] = (),
) -> tuple[TextItem, ...]:
    """Texts with their support, state and heading; merged ones add their support to the one they went into.

    Of equal texts the most supported has it all, so that a beamer has the figure of a report, which tells them once.
    Within a heading the most supported come first; headings come in the order of their most supported
    text, texts without a heading last. Answered questions go to the end. Texts in columns stand column by column.
    """
    present = {item.id for item in items}
    gained = dict.fromkeys(present, 0)
    kept: list[TextItem] = []
    for item in items:
        into = ended_in(item.id, states, present)
        gained[into] += support.get(item.id, 0)
        if into == item.id:
            kept.append(item)
    _give_to_one(gained, kept)
    with_state = [
        replace(
            item,
            support=gained[item.id],
            group=item.group or state.group,
            done=state.done,
            weighing=state.weighing,
            why=state.why,
            reaction=state.reaction,
        )
        for item in kept
        for state in (states.get(item.id, TextState()),)
    ]
    best: dict[tuple[str, str], int] = {}
    for item in with_state:
        best[item.column, item.group] = max(best.get((item.column, item.group), 0), item.support)
    order = {column: number for number, column in enumerate(columns)}

    def rank(item: TextItem) -> tuple[int, bool, bool, int, str, int, str]:
        heaviest = best[item.column, item.group]
        column = order.get(item.column, 0)
        return column, item.done, not item.group, -heaviest, item.group, -item.support, item.id

    return tuple(sorted(with_state, key=rank))


def _give_to_one(gained: dict[str, int], items: Sequence[TextItem]) -> None:
    """Give the support of texts that say the same to one of them, as a round of support does."""
    first: dict[tuple[str, str], str] = {}
    for item in sorted(items, key=lambda item: (-gained[item.id], item.id)):
        heir = first.setdefault((item.column, folded(item.text)), item.id)
        if heir != item.id:
            gained[heir] += gained[item.id]
            gained[item.id] = 0


def equal_texts(items: Sequence[TextItem]) -> list[tuple[str, str]]:
    """Each text with the first one before it that says the same in the same column, capitals and signs aside."""
    first: dict[tuple[str, str], str] = {}
    pairs = []
    for item in items:
        words = " ".join(re.findall(r"\w+", item.text.casefold()))
        into = first.setdefault((item.column, words), item.id)
        if words and into != item.id:
            pairs.append((item.id, into))
    return pairs


def ended_in(text_id: str, states: Mapping[str, TextState], present: Set[str]) -> str:
    """The text that this one ended in; what leads into a ring stays itself, what leads to a gone text stops before."""
    seen = {text_id}
    current = text_id
    while (state := states.get(current)) and state.into in present:
        current = state.into
        if current in seen:
            return text_id
        seen.add(current)
    return current


def _on_boards(result: TextList, states: Mapping[str, TextState]) -> TextList:
    """The texts in their columns, each on the board where it was put; what stands on none gets a last column."""
    if not result.columns:
        return result
    put = [
        replace(item, column=item.column or state.board)
        for item in result.items
        for state in (states.get(item.id, TextState()),)
    ]
    items = tuple(item if item.column in result.columns else replace(item, column=NO_BOARD) for item in put)
    loose = (NO_BOARD,) if any(item.column == NO_BOARD for item in items) else ()
    return replace(result, items=items, columns=(*result.columns, *loose))


def with_hands(result: Bars, counts: Sequence[int], people: int) -> Bars:
    """The bars with hands counted in the room added to them."""
    bars = tuple(
        replace(bar, count=bar.count + hands, hands=hands) for bar, hands in zip(result.bars, counts, strict=True)
    )
    return replace(result, bars=bars, answers=result.answers + people)


def with_paddles(result: Bars, of_paddles: Result) -> Bars:
    """The bars with how many of each count were given with a card on paper."""
    assert isinstance(of_paddles, Bars), "one question gives one shape"
    counted = zip(result.bars, of_paddles.bars, strict=True)
    return replace(result, bars=tuple(replace(bar, paddles=one.count) for bar, one in counted))


def moderated(
    result: Result,
    states: Mapping[str, TextState],
    support: Mapping[str, int],
    matches: Sequence[tuple[str, str]],
) -> Result:
    """The result with its texts arranged and its asks and offers matched."""
    if isinstance(result, TextList):
        laid = _on_boards(result, states)
        return replace(laid, items=arranged(laid.items, states, support, laid.columns))
    if isinstance(result, Pairs):
        known = {item.id for item in (*result.asks, *result.offers)}
        kept = tuple(match for match in matches if match[0] in known and match[1] in known)
        return replace(result, matches=kept)
    return result
