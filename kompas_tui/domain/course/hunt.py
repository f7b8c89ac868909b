"""The berenjacht: after the count the biggest bears are hunted one by one, each in three steps."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

from kompas_tui.domain.deck.cards import Bear, Card, HuntStep, Progress
from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.kinds.activity import OPTION_LENGTH, OPTIONS_AT_LEAST
from kompas_tui.domain.language.wording import shortened
from kompas_tui.domain.result.shapes import Bars
from kompas_tui.domain.session.session import Session

HUNTED = 3
"""How many bears are hunted; the others are met on the way, or found in the index."""

MOST_HUNTED = 5
"""So many are hunted where some share the last place; with more on it, the first in the deck come first."""

STEP_MINUTES = 4
LIVES, WHO, TIPS = STEPS = ("leeft", "wie", "tips")
"""What the address of each step ends with, where no card of the deck has that address."""

OTHERWISE = "Iets anders"
"""What can be picked beside a tip that stands alone."""


def with_hunt(cards: Sequence[Card], session: Session) -> tuple[Card, ...]:
    """The cards with, behind each count of bears that was closed, the biggest bears and their steps first."""
    found = list(cards)
    taken = {card.address for card in cards}
    hunted: set[str] = set()
    for count_card in cards:
        biggest = [bear for bear in _biggest(count_card, cards, session) if bear.address not in hunted]
        if not biggest:
            continue
        hunted |= {bear.address for bear in biggest}
        found = [card for card in found if card not in biggest]
        place = found.index(count_card) + 1
        found[place:place] = [
            replace(step, progress=Progress(number, len(biggest), place, len(STEPS)))
            for number, bear in enumerate(biggest, 1)
            for place, step in enumerate([bear, *hunt_steps(bear, taken)])
        ]
    return tuple(found)


def _biggest(count_card: Card, cards: Sequence[Card], session: Session) -> list[Card]:
    """The bears to hunt after the last count that was closed, and those on which a hunt began."""
    bears = {card.bear.name: card for card in cards if card.bear is not None and card.deck == count_card.deck}
    closed = [last for last in session.rounds_of(count_card.address) if not last.is_open]
    result = closed[-1].result() if closed else None
    if not isinstance(result, Bars):
        return []
    counted = [bar for bar in result.ranked if bar.label in bears]
    if len(counted) < 2:
        return []
    met = [bar for bar in counted if bar.count]
    least = met[HUNTED - 1].count if len(met) >= HUNTED else 1
    biggest = [bar.label for bar in met if bar.count >= least]
    if len(biggest) > MOST_HUNTED:
        biggest = biggest[:HUNTED]
    taken = {card.address for card in cards}
    begun = [
        bar.label
        for bar in counted
        if any(session.rounds_of(address) for address in _step_addresses(bears[bar.label], taken))
    ]
    return [bears[bar.label] for bar in counted if bar.label in {*biggest, *begun}]


def hunt_steps(card: Card, taken: Set[str] = frozenset()) -> tuple[Card, ...]:
    """Where a bear lives, who suffers and who can chase it, and which tips to pick; `taken` addresses are avoided."""
    bear = card.bear
    assert bear is not None, "only a bear is hunted"
    lives = {
        "vraag": f"Waar leeft de beer ‘{bear.name}’ hier?",
        "toelichting": "Individu: wat mensen kunnen of durven. Structuur: hoe het werk geregeld is. "
        "Cultuur: wat we hier normaal vinden.",
        "opties": ["individu", "structuur", "cultuur"],
    }
    who = {
        "vraag": f"Wie heeft te maken met de beer ‘{bear.name}’?",
        "toelichting": "Noem groepen, geen namen van mensen.",
        "velden": [
            {"naam": "last", "vraag": "Wie heeft er het meest last van?"},
            {"naam": "jager", "vraag": "Wie kan hem het best verjagen?"},
        ],
    }
    tips = {
        "vraag": f"Hoe jagen we de beer ‘{bear.name}’ weg?",
        "aantal": "3",
        "opties": [*tips_of(bear), *([OTHERWISE] if len(bear.tips) < OPTIONS_AT_LEAST else [])],
        "eigen": "Een eigen tip",
    }
    steps: tuple[tuple[str, str, Mapping[str, Any], str], ...] = (
        ("waar leeft hij?", "keuze", lives, "Vraag na de uitslag om één voorbeeld."),
        ("wie heeft er last van, wie jaagt?", "formulier", who, "Vraag daarna wie de jagers kan bellen."),
        (
            "hoe jagen we hem weg?",
            "stickers",
            tips,
            "Een cijfer maakt van een tip een actiepunt.",
        ),
    )
    return tuple(
        replace(
            card,
            address=address,
            title=f"{card.title}: {title}",
            blocks=(),
            activity=read_activity(kind, data),
            bear=None,
            hunt=HuntStep(bear, card.address, card.title, name),
            notes=note,
            minutes=STEP_MINUTES,
        )
        for name, address, (title, kind, data, note) in zip(STEPS, _step_addresses(card, taken), steps, strict=True)
    )


def _step_addresses(card: Card, taken: Set[str]) -> tuple[str, ...]:
    """The addresses of a bear's steps, without making the steps."""
    return tuple(_free(f"{card.address}-{name}", taken) for name in STEPS)


def tips_of(bear: Bear) -> tuple[str, ...]:
    """The tips as they can be picked."""
    return tuple(dict.fromkeys(shortened(tip, OPTION_LENGTH) for tip in bear.tips))


def _free(address: str, taken: Set[str]) -> str:
    """An address for a step that no card of the deck has."""
    head, _, step = address.rpartition("-")
    return address if address not in taken else _free(f"{head}-jacht-{step}", taken)
