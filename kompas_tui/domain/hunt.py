"""The berenjacht: after the count the biggest bears are hunted one by one, each in three steps."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kompas_tui.domain.deck import Card
from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.results import Bars

if TYPE_CHECKING:
    from kompas_tui.domain.session import Session

HUNTED = 3
"""How many bears are hunted; the others are met on the way, or found in the index."""

STEP_MINUTES = 4


def with_hunt(cards: Sequence[Card], session: "Session") -> tuple[Card, ...]:
    """The cards with, behind each count of bears that is closed, the biggest bears and their steps first."""
    found = list(cards)
    for count_card in cards:
        biggest = _biggest(count_card, cards, session)
        if not biggest:
            continue
        found = [card for card in found if card not in biggest]
        place = found.index(count_card) + 1
        found[place:place] = [step for bear in biggest for step in (bear, *hunt_steps(bear))]
    return tuple(found)


def _biggest(count_card: Card, cards: Sequence[Card], session: "Session") -> list[Card]:
    last = session.last_round(count_card.address)
    result = last.result() if last is not None and not last.is_open else None
    if not isinstance(result, Bars):
        return []
    bears = {card.bear.name: card for card in cards if card.bear is not None and card.deck == count_card.deck}
    labels = [bar.label for bar in result.bars]
    if len(bears) < 2 or not all(label in bears for label in labels):
        return []
    return [bears[bar.label] for bar in result.ranked[:HUNTED] if bar.count]


def hunt_steps(card: Card) -> tuple[Card, ...]:
    """Where a bear lives, who suffers and who can chase it, and which tips to pick."""
    bear = card.bear
    assert bear is not None, "only a bear is hunted"
    lives = {"vraag": f"Waar leeft de beer ‘{bear.name}’ hier?", "opties": ["individu", "structuur", "cultuur"]}
    who = {
        "vraag": f"Wie heeft te maken met de beer ‘{bear.name}’?",
        "velden": [
            {"naam": "last", "vraag": "Wie heeft er het meest last van?"},
            {"naam": "jager", "vraag": "Wie kan hem het best verjagen?"},
        ],
    }
    tips = {
        "vraag": f"Hoe jagen we de beer ‘{bear.name}’ weg?",
        "aantal": "3",
        "opties": list(bear.tips),
        "eigen": "Een eigen tip",
    }
    steps = (
        ("leeft", "waar leeft hij?", "keuze", lives, "Vraag na de uitslag om één voorbeeld."),
        ("wie", "wie heeft er last van, wie jaagt?", "formulier", who, "Noem groepen, geen namen van mensen."),
        (
            "tips",
            "hoe jagen we hem weg?",
            "stickers",
            tips,
            "Een cijfer maakt van een tip een actiepunt.",
        ),
    )
    return tuple(
        replace(
            card,
            address=f"{card.address}-{name}",
            title=f"{card.title}: {title}",
            blocks=(),
            activity=read_activity(kind, data),
            bear=None,
            hunted=bear,
            notes=note,
            minutes=STEP_MINUTES,
        )
        for name, title, kind, data, note in steps
    )
