"""Fans in one deck: what phones put in one waits until the facilitator shows it."""

from collections.abc import Iterator, Sequence

from kompas_tui.deck_files.draft import Draft
from kompas_tui.deck_files.problems import LineProblem
from kompas_tui.domain.deck.cards import Fan
from kompas_tui.domain.kinds import KINDS
from kompas_tui.domain.language.wording import listing, quoted


def fan_problems(drafts: Sequence[Draft]) -> Iterator[LineProblem]:
    """Cards that a fan takes questions from, on which no text is written or none waits for the facilitator."""
    cards = {draft.address: draft for draft in drafts}
    for draft in drafts:
        fan, block = draft.special, draft.special_block
        if not isinstance(fan, Fan) or block is None or (asked := cards.get(fan.room)) is None:
            continue
        line = draft.special_line + 1 + block.line_of(("zaal",))
        if asked.activity is not None and not asked.activity.sorts_texts:
            kinds = listing([quoted(word) for word, kind in KINDS.items() if kind.sorts_texts], "of")
            yield line, f"‘zaal’: op de kaart {quoted(fan.room)} staat geen {kinds}. Noem een kaart met die werkvorm."
        elif asked.activity is not None and not asked.activity.moderated:
            yield line, f"‘zaal’: zet op de kaart {quoted(fan.room)} ‘moderatie: ja’. Dan lees jij een vraag eerst."
