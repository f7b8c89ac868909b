"""Why a command can't be given now, before anything is asked for it: the same sentence on every screen."""

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.workshop.commands.command import session_over
from kompas_tui.workshop.commands.fan import fan_card
from kompas_tui.workshop.commands.groups import see_groups
from kompas_tui.workshop.commands.looking import comparable_now
from kompas_tui.workshop.commands.needs import OrderName
from kompas_tui.workshop.commands.room import hand_options
from kompas_tui.workshop.commands.texts import without_texts
from kompas_tui.workshop.enlarging import texts_to_enlarge
from kompas_tui.workshop.running import RunningSession

_AFTER_THE_END = ("reactie", "vergelijk", "loot", "tel_af", "lot")
"""What is asked, and can be done in a session that was ended."""


def see_that_it_can(workshop: RunningSession, name: OrderName) -> None:
    """CommandRefused where nothing can come of this command now, whatever is filled in for it."""
    session, card, course = workshop.session, workshop.card, workshop.course
    if session.is_ended and name not in _AFTER_THE_END:
        raise session_over()
    last = session.last_round(card.address)
    asked = last.activity if last is not None else card.activity
    match name:
        case "handen":
            hand_options(session, card.address)
        case "groepen":
            see_groups(card)
        case "weeg" | "modereer" if last is None:
            raise without_texts(session, card)
        case "loot" if not texts_to_enlarge(session):
            raise without_texts(session, card)
        case "bord" if asked is None or not asked.boards:
            raise CommandRefused("Op deze kaart staan geen borden. Ga naar een kaart met borden.")
        case "voorstel" if last is None or not last.activity.proposed():
            raise CommandRefused("Op deze kaart staat geen voorstel.")
        case "waaiervraag":
            fan_card(card, course)
        case "vergelijk":
            comparable_now(session)
        case "route" if not course.routes:
            raise CommandRefused("Deze kaartenset heeft geen routes. Zonder route volg je alle kaarten.")
        case "actiepunt_klaar" if session.continued is None or not session.continued.actions:
            raise CommandRefused("Uit de vorige sessie kwamen geen actiepunten of toezeggingen mee.")
        case "vak" | "canvasgegevens" if card.canvas is None:
            raise CommandRefused("Op deze kaart staat geen canvas.")
        case "adres" if not workshop.approach.ways():
            raise CommandRefused("De telefoons gaan naar de server. Een ander adres is niet nodig.")
        case _:
            pass


def why_not_now(workshop: RunningSession, name: OrderName) -> str:
    """The sentence that refuses it; empty where it can be given."""
    try:
        see_that_it_can(workshop, name)
    except CommandRefused as refused:
        return str(refused)
    return ""
