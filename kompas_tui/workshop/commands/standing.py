"""What stands already in the lines of a command when it is asked, and which acts can be done now: on any screen."""

from collections.abc import Mapping, Sequence

from kompas_tui.domain.language.dates import months_later
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.wording import long_date
from kompas_tui.domain.session.rhythms import HOLD_RHYTHM, MINUTE_MORE, RESUME_RHYTHM, SKIP_TURN, STOP_RHYTHM
from kompas_tui.workshop.canvases import canvas_on, meant_canvas
from kompas_tui.workshop.commands.floor import ADD_SPEAKER, CLOSE_FLOOR, KEEP_FLOOR, NEXT_SPEAKER, OPEN_FLOOR, FloorAct
from kompas_tui.workshop.commands.needs import OrderName
from kompas_tui.workshop.commands.room import hand_options
from kompas_tui.workshop.commands.time import START_RHYTHM, RhythmAct
from kompas_tui.workshop.floor import DEFAULT_MINUTES
from kompas_tui.workshop.running import RunningSession

_DEFAULT_CLOCK, _GROUP_SIZE = 5, 4

NEXT_LOOK = 3
"""The next look at a canvas is offered this many months from now."""


def stands_already(workshop: RunningSession, name: OrderName) -> Mapping[str, str]:
    """By the names of what the command needs; hands by `aantallen/` and their option."""
    session, card = workshop.session, workshop.card
    match name:
        case "besluit" | "voorstel":
            last = session.last_round(card.address)
            return {"tekst": last.activity.proposed() if last is not None else ""}
        case "klok":
            return {"minuten": str(card.minutes or _DEFAULT_CLOCK)}
        case "sprekers":
            return {"minuten": str(DEFAULT_MINUTES)}
        case "gegevens":
            now = session.details
            return {
                "titel": now.title, "plaats": now.place, "organisatie": now.organisation, "doel": now.purpose,
                "wijk": now.district, "themas": ", ".join(now.themes),
            }  # fmt: skip
        case "aanwezig":
            taken = session.attendance
            return {"mensen": str(taken.people), "namen": ", ".join(taken.names)} if taken is not None else {}
        case "tel_af":
            there = session.attendance.people if session.attendance is not None else session.participants
            return {"mensen": str(there or ""), "grootte": str(_GROUP_SIZE)}
        case "slot":
            return {"dicht": "nee" if session.is_locked else "ja"}
        case "terugkoppeling":
            plan = session.feedback
            return {"wanneer": plan.when, "hoe": plan.how} if plan is not None else {}
        case "groepen":
            groups = session.groups
            return {"zonder": str(groups.without)} if groups is not None and groups.card == card.address else {}
        case "handen":
            return _hands(workshop)
        case "canvasgegevens":
            meant = meant_canvas(session, workshop.course, card) if workshop.course.canvases else None
            laid = canvas_on(session, workshop.course, meant) if meant is not None else None
            if laid is None:
                return {}
            looks = laid.when or months_later(workshop.now().date(), NEXT_LOOK)
            return {"nummer": laid.number, "versie": str(laid.version), "volgende_keer": long_date(looks)}
        case _:
            return {}


def _hands(workshop: RunningSession) -> Mapping[str, str]:
    try:
        asked, options = hand_options(workshop.session, workshop.card.address)
    except CommandRefused:
        return {}
    if asked.hands is None:
        return {}
    counts = zip(options, asked.hands.counts, strict=True)
    return {"mensen": str(asked.hands.people or "")} | {
        f"aantallen/{option}": str(hands or "") for option, hands in counts
    }


def rhythm_acts(workshop: RunningSession) -> Sequence[RhythmAct]:
    """What can be done now with the chain of times, or with the clock that runs."""
    turn = workshop.time.turn
    if turn is None:
        return [START_RHYTHM] if workshop.card.rhythm is not None else []
    skip: list[RhythmAct] = [] if turn.is_clock or turn.is_limit else [SKIP_TURN]
    return [*skip, MINUTE_MORE, RESUME_RHYTHM if turn.is_held else HOLD_RHYTHM, STOP_RHYTHM]


def floor_acts(workshop: RunningSession) -> Sequence[FloorAct]:
    """What can be done now with the list of who wants to speak."""
    return [NEXT_SPEAKER, ADD_SPEAKER, CLOSE_FLOOR, KEEP_FLOOR] if workshop.floor.is_open else [OPEN_FLOOR]
