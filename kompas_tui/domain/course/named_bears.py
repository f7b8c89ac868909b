"""Bears that the group named itself, with what they weigh beside the bears that were counted."""

from collections.abc import Sequence, Set

from kompas_tui.domain.deck.cards import Bear, Card
from kompas_tui.domain.kinds.activity import OPTION_LENGTH
from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.language.wording import shortened, shortened_at_word, without_stop
from kompas_tui.domain.result.shapes import TextItem, TextList
from kompas_tui.domain.result.weight import strongest
from kompas_tui.domain.session.own_bears import address_of_heading, address_of_text, is_own_bear
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

WeighedBear = tuple[int, Card]
"""A bear with how many people it is in the way of."""

_DRAWING, _FAMILY = "eigen", "van jullie zelf"
_NOTES = "Deze beer komt uit de groep. Vraag eerst om een voorbeeld. Vraag ook wat je dan hoort zeggen."
NO_TIPS_YET = phrase("Deze beer noemden jullie zelf. Bedenk samen hoe je hem wegjaagt.")
"""What the beamer and a phone say of a bear without tips."""

_LONGEST_NAME = 60
_MOST_TIPS = 9


def is_own(card: Card) -> bool:
    """Whether this is the card of a bear that the group named."""
    return is_own_bear(card.address)


def own_bears(cards: Sequence[Card], session: Session, known: Set[str]) -> list[WeighedBear]:
    """The bears named on these cards, each once, and none that the deck has: its names are `known`, in small letters.

    A bear weighs as many people as support its texts; where nobody was asked for support, as many as wrote it.
    """
    by_name: dict[str, WeighedBear] = {}
    for card in cards:
        closed = [asked for asked in session.rounds_of(card.address) if not asked.is_open]
        for name, items in (_named(closed[-1]) if closed else {}).items():
            if name.casefold() not in known:
                supported = bool(closed[-1].support)
                weight = sum(item.support for item in items) if supported else len(items)
                by_name.setdefault(name.casefold(), (weight, _card_of(name, items, card.deck, session)))
    return list(by_name.values())


def _named(asked: Round) -> dict[str, list[TextItem]]:
    """The texts by the bear that they name: their heading, else the text itself, whatever its capitals."""
    result = asked.result()
    named: dict[str, list[TextItem]] = {}
    spelled: dict[str, str] = {}
    for item in result.items if isinstance(result, TextList) else ():
        written = " ".join((item.group or item.text).split())
        name = shortened_at_word(without_stop(written) or written, _LONGEST_NAME)
        named.setdefault(spelled.setdefault(name.casefold(), name[:1].upper() + name[1:]), []).append(item)
    return named


def _card_of(name: str, items: Sequence[TextItem], deck: str, session: Session) -> Card:
    first = min(items, key=lambda item: item.id)
    address = address_of_heading(name) if first.group else address_of_text(first.id)
    return Card(address, name, deck, bear=Bear(name, _FAMILY, _DRAWING, (), _tips(address, session)), notes=_NOTES)


def _tips(address: str, session: Session) -> tuple[str, ...]:
    """What the group came up with in the last step of the hunt, the most supported first."""
    closed = [asked for asked in session.rounds_of(f"{address}-tips") if not asked.is_open]
    strongest_tips = strongest(closed[-1].result(), _MOST_TIPS) if closed else ()
    return tuple(shortened(tip, OPTION_LENGTH) for tip in strongest_tips)
