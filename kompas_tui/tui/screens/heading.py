"""The line above the stage: where the session is, how its round is going, and the time."""

from datetime import datetime

from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.language.wording import clock_time, count, quoted
from kompas_tui.tui.drawing.cards import words_for
from kompas_tui.tui.drawing.rhythm import floor_in_short, running_for, time_left
from kompas_tui.tui.screens.stage_view import StageView


def band(view: StageView) -> tuple[str, str, str]:
    """What stands above the stage: the session and the card on the left, and how the round is going on the right."""
    session, card = view.workshop.session, view.workshop.card
    around = session.details.title if card.title != session.details.title and not card.progress else ""
    here = " · ".join([card.title, *card.progress.in_words]) if card.progress else card.title
    return around, here, " · ".join(part for part in _state(view) if part)


def _state(view: StageView) -> list[str]:
    session, card = view.workshop.session, view.workshop.card
    if sign := view.workshop.saving.sign:
        return [sign]
    if session.is_ended:
        return ["● sessie afgerond"]
    speaks, timer = _speaks(view), _timer(view)
    current, last = session.open_round, session.last_round(card.address)
    answered = answered_now(view)
    if current is not None and current.card == card.address:
        return ["◐ ronde open", timer or _since(view, current.opened), answered, speaks]
    if speaks:
        return [speaks, timer]
    if current is not None:
        return [f"◐ ronde open bij {quoted(current.title)}", answered]
    if last is not None:
        return ["● ronde gesloten", words_for(last.answers), timer]
    people = count(session.participants, "deelnemer", "deelnemers")
    return [timer, people, clock_time(view.workshop.now())]


def _speaks(view: StageView) -> str:
    """Who speaks and for how long still, or how many wait, where a list of speakers is open."""
    floor = view.workshop.floor
    return floor_in_short(floor, view.workshop.now()) if floor.is_open else ""


def answered_now(view: StageView) -> str:
    """How many answered in the open round; a warning where that is more than there are people."""
    session = view.workshop.session
    current, present = session.open_round, session.attendance
    if current is None:
        return ""
    if present is not None and view.workshop.watch.surplus:
        return f"▲ {words_for(current.answers)}, {count(present.people, 'mens', 'mensen')}"
    if current.activity.one_a_table:
        return f"{dotted(current.answers)} van {count(len(current.activity.named_tables), 'tafel', 'tafels')}"
    return f"{dotted(current.answers)} van {dotted(view.workshop.watch.people_now)}"


def _since(view: StageView, moment: datetime) -> str:
    return running_for(int((view.workshop.now() - moment).total_seconds()))


def _timer(view: StageView) -> str:
    turn = view.workshop.time.turn
    if turn is not None:
        if turn.is_limit or turn.is_clock:
            return "de tijd staat stil" if turn.is_held else f"nog {time_left(turn)}"
        return f"beurt {turn.number} van {turn.of}: {'staat stil' if turn.is_held else time_left(turn)}"
    return ""
