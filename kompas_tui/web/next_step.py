"""What a facilitator with one free thumb does next: one button, and how things stand in a few words."""

from dataclasses import dataclass

from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

FORM_GROUPS = "groepen"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next sensible command, what its button says, and what it is told besides."""

    order: str
    label: str
    round: str = ""


def next_step(
    current: Round | None, last: Round | None, *, asks: bool, is_shown: bool, groups: NextStep | None
) -> NextStep:
    """Close what is open, make the groups, open what was not asked yet, show what nobody saw, and else go on.

    `last` is the last round on this card, which `asks` something or not; `groups` is what is next with its groups.
    """
    if current is not None:
        return NextStep("sluit", f"Sluit de {'steunronde' if current.activity.is_support else 'ronde'}")
    if groups is not None and groups.order == FORM_GROUPS:
        return groups
    if asks and last is None:
        return NextStep("open", "Open de ronde", "nieuw")
    if last is not None and last.answers and not is_shown and not last.was_shown:
        return NextStep("toon", "Toon de uitslag")
    return groups or NextStep("volgende", "Volgende")


def next_with_groups(session: Session, card: Card) -> NextStep | None:
    """Make the groups of this card, or send everybody on to the next table; None where neither is left to do."""
    groups = session.groups
    if card.groups is None:
        return None
    if groups is None or groups.card != card.address:
        return NextStep(FORM_GROUPS, "Maak de groepen")
    return NextStep("groepsronde", f"Naar beurt {groups.turn + 1}") if groups.turn < groups.form.turns else None


def round_in_brief(current: Round | None, last: Round | None, *, is_shown: bool, ended: bool) -> str:
    """How the round stands, for the title of the page and for who listens; empty where nothing was asked."""
    if ended:
        return "De sessie is afgerond"
    if current is not None:
        on_screen = ", en de stand is te zien" if is_shown else ""
        return f"De {'steunronde' if current.activity.is_support else 'ronde'} is open{on_screen}"
    if is_shown:
        return "De uitslag is te zien"
    return "De ronde is gesloten" if last is not None else ""
