"""What cards name (other cards, and so other decks), and what of it leads nowhere."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import count

from kompas_tui.deck_files.draft import Draft
from kompas_tui.deck_files.problems import LineProblem
from kompas_tui.domain.deck.canvases import Canvas
from kompas_tui.domain.deck.cards import Fan, slug
from kompas_tui.domain.deck.plates import Plate
from kompas_tui.domain.language.wording import did_you_mean, listing, nearest, quoted
from kompas_tui.domain.question.columns import columns_named

ROUTES = "routes"

CELL = "uit"
"""The card of a cell needs no question: what was decided and agreed there stands in the canvas too."""

_MOST_NAMED = 5
"""So many cards are named where none looks like what was meant."""

_ALIKE = 0.75
"""How much the name of a deck must look like another one to be meant; short names soon look alike."""


@dataclass(frozen=True, slots=True)
class Link:
    """Something named by the card `of`; `key` is where it stands, such as `naar`, lines count from 0."""

    key: str
    to: str
    line: int
    of: str = ""
    since: str = ""
    """Where a point begins, for the card where it ends."""
    options: tuple[tuple[str, int], ...] = ()
    """Options that the other card must have, with their lines."""
    fields: tuple[tuple[str, int], ...] = ()
    """Fields that the form on the other card must have, with their lines."""
    cell: tuple[str, int] | None = None
    """The cell that the canvas on the other card must have, with its line."""
    column: tuple[str, int] | None = None
    """The column that the question on the other card must have, with its line."""


@dataclass(frozen=True, slots=True)
class Target:
    """A card as others can name it, whether it asks something, and the options, fields or cells of that."""

    address: str
    asks: bool
    options: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


def twice_named(drafts: Sequence[Draft]) -> Iterator[LineProblem]:
    """Cards whose address another one above has; each is told one that no card has, nor was told."""
    first: dict[str, int] = {}
    taken = {draft.address for draft in drafts}
    for draft in drafts:
        line = first.setdefault(draft.address, draft.line)
        if line == draft.line:
            continue
        free = next(name for number in count(2) if (name := f"{draft.address}-{number}") not in taken)
        taken.add(free)
        double = f"Het adres {quoted(draft.address)} heeft de kaart op regel {line + 1} al."
        yield draft.line, f"{double} Zet een ander adres achter deze titel, zoals ‘{{#{free}}}’."


def target_of(draft: Draft) -> Target:
    """A card as others can name it."""
    activity = draft.activity
    fields = tuple(activity.public_names.values()) if activity else ()
    cells = tuple(cell.name for cell in draft.special.cells) if isinstance(draft.special, Canvas) else ()
    listed = activity.listed() if activity else ()
    columns = activity.columns if activity else ()
    return Target(draft.address, draft.activity_block is not None, listed, fields, cells, columns)


def deck_named(text: str) -> str:
    """The name of the deck that `kaarten_uit` means with a name or a path."""
    return slug(text.replace("\\", "/").rpartition("/")[2].removesuffix(".md"))


def links_of(drafts: Sequence[Draft]) -> Iterator[Link]:
    """Every card that these cards name."""
    for draft in drafts:
        yield from _in_activity(draft)
        yield from _in_sides(draft)
        yield from _in_plate(draft)
        yield from _in_canvas(draft)
        yield from _in_fan(draft)


def _in_activity(draft: Draft) -> Iterator[Link]:
    if draft.activity is None or draft.activity_block is None:
        return
    first, block = draft.activity_line + 1, draft.activity_block
    compared = draft.activity.compared_with
    for carried in draft.activity.sources():
        named = tuple((name, first + block.line_of((*carried.path, "neem"))) for name in carried.names)
        for index, card in enumerate(carried.cards):
            listed = ("kaart", index) if len(carried.cards) > 1 else ("kaart",)
            line = first + block.line_of((*carried.path, *listed))
            cell = (carried.cell, first + block.line_of((*carried.path, "cel"))) if carried.cell else None
            column = (carried.column, first + block.line_of((*carried.path, "kolom"))) if carried.column else None
            yield Link(carried.key, card, line, draft.address, fields=named, cell=cell, column=column)
    if compared:
        yield Link("vergelijk_met", compared, first + block.line_of(("vergelijk_met",)), draft.address)


def _in_sides(draft: Draft) -> Iterator[Link]:
    if draft.sides is None or not draft.sides.card:
        return
    first, block = draft.beside["kant"].line + 1, draft.beside["kant"].block
    options = tuple((option, first + block.line_of(("teksten", option))) for option, _ in draft.sides.texts)
    yield Link("kaart", draft.sides.card, first + block.line_of(("kaart",)), draft.address, options=options)


def _in_plate(draft: Draft) -> Iterator[Link]:
    if not isinstance(draft.special, Plate) or draft.special_block is None:
        return
    for key, points in (("punten", draft.special.points), ("onder", draft.special.below)):
        for index, point in enumerate(points):
            named = [("naar", point.to, ""), ("tot", point.until, point.to), *(("ook", to, "") for to in point.also)]
            for name, to, since in named:
                if to:
                    line = draft.special_line + 1 + draft.special_block.line_of((key, index, name))
                    yield Link(name, to, line, draft.address, since)


def _in_canvas(draft: Draft) -> Iterator[Link]:
    if not isinstance(draft.special, Canvas) or draft.special_block is None:
        return
    first, block = draft.special_line + 1, draft.special_block
    for index, cell in enumerate(draft.special.cells):
        if cell.source:
            yield Link(CELL, cell.source, first + block.line_of(("cellen", index, "uit")), draft.address)
    if draft.special.consent:
        yield Link("akkoord", draft.special.consent, first + block.line_of(("akkoord",)), draft.address)


def _in_fan(draft: Draft) -> Iterator[Link]:
    if isinstance(draft.special, Fan) and draft.special_block is not None and draft.special.room:
        line = draft.special_line + 1 + draft.special_block.line_of(("zaal",))
        yield Link("zaal", draft.special.room, line, draft.address)


def problems_within(
    name: str, links: Sequence[Link], places: Sequence[Target], linked: Sequence[str]
) -> Iterator[LineProblem]:
    """What leads nowhere in the deck `name`, and decks that it does not name in `kaarten_uit`."""
    decks = [deck_named(deck_name) for deck_name in linked]
    for link in links:
        deck = _parts(link.to)[0]
        if deck in ("", name):
            yield from _leads_nowhere(link, name, places, "")
        elif deck not in decks:
            yield link.line, f"{quoted(link.key)}: {_not_linked(link.to, (name, *decks))}"


def problems_between(name: str, links: Sequence[Link], decks: Mapping[str, Sequence[Target]]) -> Iterator[LineProblem]:
    """What leads nowhere from the deck `name` in other decks."""
    for link in links:
        deck = _parts(link.to)[0]
        if deck not in ("", name) and deck in decks:
            yield from _leads_nowhere(link, name, decks[deck], f"{deck}/")


def _parts(to: str) -> tuple[str, str]:
    """The name of the deck, empty where none is said, and the address of the card."""
    deck, _, card = to.rpartition("/")
    return (slug(deck) if deck else "", card)


def _not_linked(to: str, decks: Sequence[str]) -> str:
    deck, card = _parts(to)
    without = deck.removesuffix("-md")
    close = without if without in decks else next(iter(get_close_matches(deck, decks, 1, _ALIKE)), "")
    if close:
        return f"zo heet de kaartenset niet. Bedoel je {quoted(f'{close}/{card}')}?"
    return f"zet de kaartenset {quoted(deck)} ook bij ‘kaarten_uit’, bovenaan."


def _leads_nowhere(link: Link, name: str, places: Sequence[Target], head: str) -> Iterator[LineProblem]:
    """What is wrong with a link to one of these places; `head` is what stands before an address of another deck."""
    card = _parts(link.to)[1]
    if link.cell is not None:
        yield from _no_cell(link, link.cell, card, places)
        return
    if link.key in ("naar", "tot", "ook", CELL, ROUTES):
        problem = _wrong_point(link, name, card, places, head)
    else:
        asking = [target.address for target in places if target.asks and (head or target.address != link.of)]
        problem = "" if card in asking else _no_question(link, card, asking, head)
    if problem:
        yield link.line, f"{quoted(link.key)}: {problem}"
        return
    there = next(target for target in places if target.address == card)
    for name, line in link.fields:
        if name not in there.fields:
            yield line, _no_field(link, name, there)
    if link.column is not None and not columns_named(there.columns, link.column[0]):
        yield link.column[1], _no_column(link, link.column[0], there)
    known = there.options
    for option, line in link.options:
        if known and option not in known:
            yield line, f"De kaart {quoted(link.to)} kent {quoted(option)} niet. {did_you_mean(option, known)}"


def _wrong_point(link: Link, name: str, card: str, places: Sequence[Target], head: str) -> str:
    known = [target.address for target in places]
    if card not in known:
        return f"er is geen kaart {quoted(link.to)}. {_meant(card, known, head)}"
    if link.key == ROUTES:
        return ""
    if link.key == CELL:
        return "dit is het canvas zelf. Noem een andere kaart." if not head and card == link.of else ""
    if link.key in ("naar", "ook"):
        return "dit is de plaat zelf. Noem een andere kaart." if not head and card == link.of else ""
    deck, first = _parts(link.since)
    if (deck or name) != (head.rstrip("/") or name):
        return "noem een kaart uit de kaartenset van ‘naar’."
    if first in known and known.index(card) < known.index(first):
        return f"{quoted(card)} komt voor {quoted(first)}. Noem een kaart die erna komt."
    return ""


def _no_cell(link: Link, cell: tuple[str, int], card: str, places: Sequence[Target]) -> Iterator[LineProblem]:
    canvases = {target.address: target.cells for target in places if target.cells}
    name, line = cell
    if card not in canvases:
        hint = did_you_mean(card, list(canvases)) if canvases else "Noem een kaart met een ‘canvas’."
        yield link.line, f"{quoted(link.key)}: op de kaart {quoted(link.to)} staat geen canvas. {hint}"
    elif name not in canvases[card] and any(canvases[card]):
        yield (
            line,
            f"‘cel’: het canvas {quoted(link.to)} kent {quoted(name)} niet. {did_you_mean(name, canvases[card])}",
        )


def _no_field(link: Link, name: str, there: Target) -> str:
    if not there.fields:
        return f"‘neem’: op de kaart {quoted(link.to)} staat geen formulier. Alleen daar kun je velden noemen."
    return f"‘neem’: het formulier {quoted(link.to)} kent {quoted(name)} niet. {did_you_mean(name, there.fields)}"


def _no_column(link: Link, name: str, there: Target) -> str:
    if not there.columns:
        return f"‘kolom’: op de kaart {quoted(link.to)} staan geen kolommen. Haal deze regel weg."
    return f"‘kolom’: de kaart {quoted(link.to)} kent {quoted(name)} niet. {did_you_mean(name, there.columns)}"


def _no_question(link: Link, card: str, asking: Sequence[str], head: str) -> str:
    close = nearest(card, asking)
    hint = f"Bedoel je {quoted(f'{head}{close}')}?" if close else "Noem een kaart met een werkvorm."
    return f"er is geen andere kaart {quoted(link.to)} met een werkvorm. {hint}"


def _meant(card: str, known: Sequence[str], head: str) -> str:
    close = nearest(card, known)
    if close:
        return f"Bedoel je {quoted(f'{head}{close}')}?"
    return f"Wel mogelijk: {listing([f'{head}{address}' for address in known[:_MOST_NAMED]], 'of')}."
