"""Cards that name other cards: points of a plate, options and comparisons, and the side that is spoken to."""

from collections.abc import Iterator, Sequence

from kompas_tui.deck_files.draft import Draft
from kompas_tui.domain.plate import Plate
from kompas_tui.domain.wording import did_you_mean, nearest, quoted

Found = tuple[int, str]
"""A line, counted from 0, and what is wrong there."""


def reference_problems(drafts: Sequence[Draft], linked: Sequence[str]) -> Iterator[Found]:
    """What leads nowhere in these cards; `linked` are the decks in `kaarten_uit`."""
    addresses = [draft.address for draft in drafts]
    asking = [draft.address for draft in drafts if draft.activity_block is not None]
    for draft in drafts:
        others = [address for address in asking if address != draft.address]
        yield from _in_activity(draft, others)
        yield from _in_sides(draft, drafts, others)
    for draft in drafts:
        yield from _in_plate(draft, addresses, linked)


def _in_activity(draft: Draft, others: Sequence[str]) -> Iterator[Found]:
    if draft.activity is None or draft.activity_block is None:
        return
    source, compared = draft.activity.options_from, draft.activity.compared_with
    named: list[tuple[str, tuple[str, ...]]] = []
    if source is not None:
        named.append((source.card, ("opties_uit", "kaart")))
    if compared:
        named.append((compared, ("vergelijk_met",)))
    for card, path in named:
        if "/" not in card and card not in others:
            yield draft.activity_line + 1 + draft.activity_block.line_of(path), _no_question(path[0], card, others)


def _in_sides(draft: Draft, drafts: Sequence[Draft], others: Sequence[str]) -> Iterator[Found]:
    if draft.sides is None or draft.sides_block is None or not draft.sides.card or "/" in draft.sides.card:
        return
    first, card = draft.sides_line + 1, draft.sides.card
    if card not in others:
        yield first + draft.sides_block.line_of(("kaart",)), _no_question("kaart", card, others)
        return
    activity = next(other.activity for other in drafts if other.address == card)
    options = activity.listed() if activity is not None else ()
    for option, _ in draft.sides.texts:
        if options and option not in options:
            line = first + draft.sides_block.line_of(("teksten", option))
            yield line, f"De kaart {quoted(card)} kent {quoted(option)} niet. {did_you_mean(option, options)}"


def _in_plate(draft: Draft, known: Sequence[str], linked: Sequence[str]) -> Iterator[Found]:
    if not isinstance(draft.special, Plate) or draft.special_block is None:
        return
    for key, points in (("punten", draft.special.points), ("onder", draft.special.below)):
        for place, point in enumerate(points):
            for name, to in (("naar", point.to), ("tot", point.until)):
                line = draft.special_line + 1 + draft.special_block.line_of((key, place, name))
                for message in _in_point(name, to, known, linked):
                    yield line, message


def _in_point(key: str, to: str, known: Sequence[str], linked: Sequence[str]) -> Iterator[str]:
    deck, _, card = to.rpartition("/")
    if not deck and card and card not in known:
        yield f"{quoted(key)}: er is geen kaart {quoted(card)}. {did_you_mean(card, known)}"
    elif deck and deck not in linked:
        yield f"{quoted(key)}: zet de kaartenset {quoted(deck)} ook bij ‘kaarten_uit’ in het begin."


def _no_question(key: str, card: str, others: Sequence[str]) -> str:
    close = nearest(card, others)
    hint = f"Bedoel je {quoted(close)}?" if close else "Noem een kaart met een werkvorm."
    return f"{quoted(key)}: er is geen andere kaart {quoted(card)} met een werkvorm. {hint}"
