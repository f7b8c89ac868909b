"""Why a command can't be given now, before anything is asked for it: the same sentence on every screen."""

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.workshop.canvases import meant_canvas
from kompas_tui.workshop.commands.asking import see_proposal
from kompas_tui.workshop.commands.command import session_over
from kompas_tui.workshop.commands.course import see_routes
from kompas_tui.workshop.commands.fan import fan_card
from kompas_tui.workshop.commands.groups import see_groups
from kompas_tui.workshop.commands.looking import comparable_now, see_ways_in
from kompas_tui.workshop.commands.needs import OrderName
from kompas_tui.workshop.commands.room import hand_options
from kompas_tui.workshop.commands.texts import see_boards, without_texts
from kompas_tui.workshop.enlarging import texts_to_enlarge
from kompas_tui.workshop.running import RunningSession

_AFTER_THE_END = ("reactie", "vergelijk", "loot", "tel_af", "lot", "groter", "kleiner", "beeld", "thema", "pauze")
"""What can be done in a session that was ended."""


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
        case "bord":
            see_boards(asked)
        case "voorstel":
            see_proposal(session, card)
        case "waaiervraag":
            fan_card(card, course)
        case "vergelijk":
            comparable_now(session)
        case "route":
            see_routes(course)
        case "actiepunt_klaar" | "toezegging_klaar" if session.continued is None or not session.continued.actions:
            raise CommandRefused(
                "Uit de vorige sessie kwamen geen actiepunten of toezeggingen mee. Er is niets af te vinken."
            )
        case "vak" | "canvasgegevens":
            meant_canvas(session, course, card)
        case "adres":
            see_ways_in(workshop.approach.ways())
        case _:
            pass


def why_not_now(workshop: RunningSession, name: OrderName) -> str:
    """The sentence that refuses it; empty where it can be given."""
    try:
        see_that_it_can(workshop, name)
    except CommandRefused as refused:
        return str(refused)
    return ""
