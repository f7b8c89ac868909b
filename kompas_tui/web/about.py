"""What a participant hears before answering: who asks, why, how long it is kept, and whether roles are told openly."""

from collections.abc import Sequence

from kompas_tui.domain.deck.cards import Deck
from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.language.wording import count, without_stop
from kompas_tui.domain.session.session import Session

_LOWER_CASE = (
    "we",
    "wij",
    "om",
    "zo",
    "met",
    "dit",
    "dat",
    "de",
    "het",
    "een",
    "voor",
    "hoe",
    "wat",
    "wie",
    "waar",
    "ik",
)
"""First words of a purpose that lose their capital after a colon."""


def about(session: Session) -> str:
    """Who asks this, why, and how long it is kept, in one sentence."""
    who = session.details.organisation or phrase("De organisator")
    kept = count(session.keep_days, "dag", "dagen")
    purpose = without_stop(session.details.purpose.strip())
    if not purpose:
        return phrase("{wie} vraagt dit voor deze sessie. De antwoorden blijven {tijd} bewaard.", wie=who, tijd=kept)
    first = purpose.split()[0]
    if first.lower() in _LOWER_CASE:
        purpose = first.lower() + purpose[len(first) :]
    if not purpose.endswith(("?", "!")):
        purpose += "."
    return phrase(
        "{wie} vraagt dit met dit doel: {doel} De antwoorden blijven {tijd} bewaard.", wie=who, doel=purpose, tijd=kept
    )


def openly(decks: Sequence[Deck]) -> str:
    """What somebody hears of open roles before choosing one; empty where no deck of the session has them."""
    split = [deck for deck in decks if deck.roles]
    if not any(deck.openly for deck in split):
        return ""
    if all(deck.openly for deck in split):
        return phrase("Bij de uitslag staat wat elke rol vindt, ook als jij de enige bent met die rol.")
    return phrase("Bij sommige vragen staat wat elke rol vindt, ook als jij de enige bent met die rol.")
