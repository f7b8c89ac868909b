"""Routes and breaks of one deck: the cards that a route names, none of them twice, and breaks that only rest."""

from collections.abc import Iterator, Sequence

from kompas_tui.deck_files.draft import Draft
from kompas_tui.deck_files.problems import LineProblem
from kompas_tui.deck_files.references import ROUTES, Link
from kompas_tui.deck_files.yaml_lines import YamlBlock
from kompas_tui.domain.deck.cards import Break, slug
from kompas_tui.domain.deck.routes import Route
from kompas_tui.domain.language.wording import quoted

SLIPS = "stembriefjes"


def route_links(routes: Sequence[Route], front: YamlBlock) -> Iterator[Link]:
    """Every card that the routes name."""
    for route in routes:
        for index, card in enumerate(route.cards):
            if card:
                yield Link(ROUTES, card, 1 + front.line_of((ROUTES, route.name, index)))


def twice_on_route(name: str, routes: Sequence[Route], front: YamlBlock) -> Iterator[LineProblem]:
    """Cards that stand in one route with and without the name of their deck; the same text twice is told elsewhere."""
    for route in routes:
        named: dict[tuple[str, str], str] = {}
        for index, address in enumerate(route.cards):
            deck, _, card = address.rpartition("/")
            first = named.setdefault((slug(deck) if deck else name, card), address)
            if first != address:
                line = 1 + front.line_of((ROUTES, route.name, index))
                yield line, f"{quoted(address)} is dezelfde kaart als {quoted(first)}. Noem hem één keer in deze route."


def slip_problems(drafts: Sequence[Draft], slips: int, front: YamlBlock) -> Iterator[LineProblem]:
    """Questions that ask a slip in a deck that has none, and slips that no question asks: then everybody may vote."""
    if slips:
        if all(draft.activity_block is None or (draft.activity and not draft.activity.by_slip) for draft in drafts):
            line = 1 + front.line_of((SLIPS,))
            yield line, "Geen vraag telt stembriefjes. Zet ‘stembriefje: ja’ bij de vraag waar het om gaat."
        return
    for draft in drafts:
        if draft.activity is not None and draft.activity.by_slip and draft.activity_block is not None:
            line = draft.activity_line + 1 + draft.activity_block.line_of(("stembriefje",))
            yield line, "Deze kaartenset heeft geen stembriefjes. Zet bovenaan ‘stembriefjes: …’ met het aantal."


def break_problems(drafts: Sequence[Draft]) -> Iterator[LineProblem]:
    """Breaks with a second time, and breaks on which something is asked."""
    for draft in drafts:
        if not isinstance(draft.special, Break):
            continue
        if draft.minutes is not None:
            yield draft.special_line, "De duur staat ook in het blok ‘regie’. Laat hem alleen bij ‘pauze’ staan."
        if draft.activity_block is not None:
            yield draft.activity_line, "In een pauze past geen vraag. Zet de vraag op een eigen kaart."
