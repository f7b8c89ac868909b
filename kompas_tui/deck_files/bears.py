"""Bears and the count of them in one deck: names that differ, and options that are spelled as the bears are."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from kompas_tui.deck_files.draft import Draft
from kompas_tui.deck_files.problems import LineProblem
from kompas_tui.domain.deck.cards import Bear
from kompas_tui.domain.language.wording import quoted

_ALIKE = 0.8
"""How much an option must look like a bear's name to be meant as it."""

FEWEST_COUNTED = 2
"""From so many bears among its options on, a question counts bears."""

_NO_COUNT = "Geen vraag in deze kaartenset telt de beren. Maak er een met de namen van de beren als opties."


def bear_problems(drafts: Sequence[Draft]) -> Iterator[LineProblem]:
    """Bears with one name, and options that are nearly a bear."""
    lines: dict[str, int] = {}
    for draft in drafts:
        if isinstance(draft.special, Bear) and draft.special_block is not None and draft.special.name:
            line = draft.special_line + 1 + draft.special_block.line_of(("naam",))
            name = draft.special.name
            if name in lines:
                yield line, f"De beer {quoted(name)} staat ook op regel {lines[name] + 1}. Kies een andere naam."
            lines.setdefault(name, line)
    for draft in drafts:
        yield from _in_count(draft, list(lines))
    yield from _without_count(drafts, list(lines))


def _without_count(drafts: Sequence[Draft], bears: Sequence[str]) -> Iterator[LineProblem]:
    """Questions that name bears, where no question of the deck counts any."""
    counts = any(
        sum(option in bears for option in draft.activity.listed()) >= FEWEST_COUNTED
        for draft in drafts
        if draft.activity
    )
    for draft in drafts:
        if not counts and draft.activity and draft.activity.names_bears and draft.activity_block:
            yield draft.activity_line + 1 + draft.activity_block.line_of(("berenjacht",)), _NO_COUNT


def _in_count(draft: Draft, bears: Sequence[str]) -> Iterator[LineProblem]:
    if draft.activity is None or draft.activity_block is None or ("opties",) not in draft.activity_block.lines:
        return
    options = draft.activity.listed()
    if sum(option in bears for option in options) < FEWEST_COUNTED:
        return
    uncounted = {bear.casefold(): bear for bear in bears if bear not in options}
    for index, option in enumerate(options):
        close = get_close_matches(option.casefold(), uncounted, 1, _ALIKE)
        if option not in bears and close:
            line = draft.activity_line + 1 + draft.activity_block.line_of(("opties", index))
            yield line, f"Er is geen beer {quoted(option)}. Bedoel je {quoted(uncounted[close[0]])}?"
