"""Cards with a number, for who has no phone: the screen says at which table each number sits."""

from collections.abc import Iterator, Sequence

from kompas_tui.domain.deck.cards import Card
from kompas_tui.export.markup import Xml, paragraph, text_run
from kompas_tui.export.paper.pages import A4, Part, to_cut

ON_A_SHEET = 18
"""So many are printed where nothing else is asked."""

_ACROSS, _HIGH = 3, 2160
_NUMBER_SIZE = 60
"""The type of a number, in half points."""


def number_part(cards: Sequence[Card], amount: int) -> Iterator[Part]:
    """A card for each number; nothing where the deck makes no groups."""
    if not amount or not any(card.groups for card in cards):
        return
    made = [_card(number) for number in range(1, amount + 1)]
    rows = [made[start : start + _ACROSS] for start in range(0, amount, _ACROSS)]
    use = "Voor wie geen telefoon heeft. Deel ze uit vanaf 1. Typ daarna bij de groepen hoeveel je er uitdeelde."
    yield Part(
        "Nummers voor de groepen", use, A4, (to_cut(rows, (A4.text_width // _ACROSS,) * _ACROSS, _HIGH, "Nummers"),)
    )


def _card(number: int) -> list[Xml]:
    return [
        # No style that stays with the next: LibreOffice would take it for the whole table and begin a new page.
        paragraph("KompasInleiding", text_run(str(number), half_points=_NUMBER_SIZE)),
        paragraph("KompasCel", text_run("Op het scherm staat bij dit nummer je tafel.")),
    ]
