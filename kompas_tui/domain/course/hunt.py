"""The berenjacht: after the count the biggest bears are hunted one by one, each in three steps."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

from kompas_tui.domain.course.named_bears import WeighedBear, is_own, own_bears
from kompas_tui.domain.deck.cards import Bear, Card, HuntStep, Progress
from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.kinds.activity import OPTION_LENGTH, OPTIONS_AT_LEAST
from kompas_tui.domain.language.sentences import Sentence, bare_text, glued, phrase
from kompas_tui.domain.language.wording import shortened
from kompas_tui.domain.result.shapes import Bars
from kompas_tui.domain.session.session import Session

HUNTED = 3
"""How many bears are hunted, and with them all that share the last place; the others are found in the index."""

STEP_MINUTES = 4
LIVES, WHO, TIPS = STEPS = ("leeft", "wie", "tips")
"""What the address of each step ends with, where no card of the deck has that address."""

OTHERWISE = phrase("Iets anders")
"""What can be picked beside a tip that stands alone."""

_LEVELS = (phrase("individu"), phrase("structuur"), phrase("cultuur"))
_LEVELS_EXPLAINED = phrase(
    "Individu: wat mensen kunnen of durven. Structuur: hoe het werk geregeld is. Cultuur: wat we hier normaal vinden."
)
_GROUPS_ONLY = phrase("Noem groepen, geen namen van mensen.")
_SUFFERS, _HUNTER = phrase("Wie heeft er het meest last van?"), phrase("Wie kan hem het best verjagen?")
_OWN_TIP, _FITTING_TIP = phrase("Een eigen tip"), phrase("Schrijf een tip die hier past.")
_STEP_TITLES = (phrase("waar leeft hij?"), phrase("wie heeft er last van, wie jaagt?"), phrase("hoe jagen we hem weg?"))
_ASKED_ALIKE = (
    OTHERWISE, *_LEVELS, _LEVELS_EXPLAINED, _GROUPS_ONLY, _SUFFERS, _HUNTER, _OWN_TIP, _FITTING_TIP
)  # fmt: skip
"""What is asked about every bear in the same words."""


def with_hunt(cards: Sequence[Card], session: Session) -> tuple[Card, ...]:
    """The cards with, behind each count of bears that was closed, the biggest bears and their steps first.

    Where the group names bears itself, they come behind that.
    """
    walk = list(cards)
    taken = {card.address for card in cards}
    hunted: set[str] = set()
    for count_card in cards:
        biggest = [bear for bear in _biggest(count_card, cards, session) if bear.address not in hunted]
        if not biggest:
            continue
        hunted |= {bear.address for bear in biggest}
        # Taken from their own place, so that no bear is met twice.
        walk = [card for card in walk if card not in biggest]
        # Behind the last card on which the group names bears: before it they are not all known.
        start = max(map(walk.index, (count_card, *_name_cards(count_card, cards)))) + 1
        walk[start:start] = [
            replace(step, progress=Progress(number, len(biggest), step_index, len(STEPS)))
            for number, bear in enumerate(biggest, 1)
            for step_index, step in enumerate([bear, *hunt_steps(bear, taken)])
        ]
    return tuple(walk)


def _biggest(count_card: Card, cards: Sequence[Card], session: Session) -> list[Card]:
    """The bears to hunt after the last count that was closed, and those on which a hunt began."""
    weighed = _weighed(count_card, cards, session)
    taken = {card.address for card in cards}
    return [
        card
        for weight, card in weighed
        if weight >= _least(weighed) or any(map(session.rounds_of, _step_addresses(card, taken)))
    ]


def _weighed(count_card: Card, cards: Sequence[Card], session: Session) -> list[WeighedBear]:
    """The bears that were counted and those that the group named, the biggest first; none before a count is closed."""
    counted = _counted(count_card, cards, session)
    if len(counted) < 2:
        return []
    known = {card.bear.name.casefold() for _, card in counted if card.bear}
    own = own_bears(_name_cards(count_card, cards), session, known)
    return sorted([*counted, *own], key=lambda one: -one[0])


def _least(weighed: Sequence[WeighedBear]) -> int:
    """What a bear must weigh to be hunted: as much as the last of the biggest, and something."""
    return max(weighed[HUNTED - 1][0], 1) if len(weighed) >= HUNTED else 1


def equal_bears(count_card: Card, cards: Sequence[Card], order: Sequence[Card], session: Session) -> str:
    """What becomes of bears that share the last place of the hunt; `order` is what is walked through."""
    weighed = _weighed(count_card, cards, session)
    weights = {card.address: weight for weight, card in weighed if weight >= _least(weighed)}
    ahead = {card.address for card in order}
    walked = [weight for address, weight in weights.items() if address in ahead]
    left = [weight for address, weight in weights.items() if address not in ahead]
    least = min(walked, default=0)
    equal = [*walked, *left].count(least)
    if not walked or (least not in left and len(weights) <= HUNTED):
        return ""
    if least in left:
        rest = f"De andere {left.count(least)}" if left.count(least) > 1 else "De andere"
        return (
            f"{equal} beren zijn even sterk. Op je route is plek voor {walked.count(least)}. "
            f"{rest} vind je in de inhoud. Daar kies je zelf."
        )
    return f"{equal} beren delen de laatste plaats. Ze gaan allemaal mee. In de inhoud sla je over wat je niet wilt."


def _counted(count_card: Card, cards: Sequence[Card], session: Session) -> list[WeighedBear]:
    """The bears of the deck with how many chose each in the last count that was closed, the biggest first."""
    bears = {card.bear.name: card for card in cards if card.bear is not None and card.deck == count_card.deck}
    closed = [last for last in session.rounds_of(count_card.address) if not last.is_open]
    result = closed[-1].result() if closed else None
    if not isinstance(result, Bars):
        return []
    return [(bar.count, bears[bar.label]) for bar in result.ranked if bar.label in bears]


def _name_cards(count_card: Card, cards: Sequence[Card]) -> list[Card]:
    """The cards of the deck on which the group names bears itself."""
    return [card for card in cards if card.deck == count_card.deck and card.activity and card.activity.names_bears]


def hunt_steps(card: Card, taken: Set[str] = frozenset()) -> tuple[Card, ...]:
    """Where a bear lives, who suffers and who can chase it, and which tips to pick; `taken` addresses are avoided."""
    bear = card.bear
    assert bear is not None, "only a bear is hunted"
    where, who_is, chase = map(bare_text, _questions(bear))
    lives = {
        "vraag": where,
        "toelichting": bare_text(_LEVELS_EXPLAINED),
        "opties": [bare_text(level) for level in _LEVELS],
    }
    who = {
        "vraag": who_is,
        "toelichting": bare_text(_GROUPS_ONLY),
        "velden": [
            {"naam": "last", "vraag": bare_text(_SUFFERS)},
            {"naam": "jager", "vraag": bare_text(_HUNTER)},
        ],
    }
    tips = {
        "vraag": chase,
        "aantal": "3",
        "opties": [*tips_of(bear), *([bare_text(OTHERWISE)] if len(bear.tips) < OPTIONS_AT_LEAST else [])],
        "eigen": bare_text(_OWN_TIP),
    }
    own = {"vraag": chase, "toelichting": bare_text(_FITTING_TIP), "max": "2"}
    kind, asked = ("open", own) if is_own(card) else ("stickers", tips)
    steps: tuple[tuple[str, Mapping[str, Any], str], ...] = (
        ("keuze", lives, "Vraag na de uitslag om één voorbeeld."),
        ("formulier", who, "Vraag daarna wie de jagers kan bellen."),
        (kind, asked, "Maak van een goede tip een actiepunt."),
    )
    return tuple(
        replace(
            card,
            address=address,
            title=glued(card.title, title, seam=": "),
            blocks=(),
            activity=read_activity(kind, data),
            bear=None,
            hunt=HuntStep(bear, card.address, card.title, name),
            notes=note,
            minutes=STEP_MINUTES,
        )
        for name, address, title, (kind, data, note) in zip(
            STEPS, _step_addresses(card, taken), _STEP_TITLES, steps, strict=True
        )
    )


def words_about(bears: Iterable[Bear]) -> Iterator[Sentence]:
    """What Kompas itself asks about these bears, which no deck translates."""
    yield from _ASKED_ALIKE
    for bear in bears:
        yield from _questions(bear)


def _questions(bear: Bear) -> tuple[Sentence, Sentence, Sentence]:
    """What each step of the hunt asks."""
    return (
        phrase("Waar leeft de beer ‘{beer}’ hier?", beer=bear.name),
        phrase("Wie heeft te maken met de beer ‘{beer}’?", beer=bear.name),
        phrase("Hoe jagen we de beer ‘{beer}’ weg?", beer=bear.name),
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
