"""The session's state for the remote, as plain data: where it stands, what came out, what waits to be read."""

from collections.abc import Iterable
from typing import Any

from kompas_tui.domain.course.pacing import pace
from kompas_tui.domain.course.plate import PointState
from kompas_tui.domain.course.way import route_minutes
from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.language.wording import table_in_words
from kompas_tui.domain.outcome import (
    Outcome,
    TextToRead,
    canvas_data,
    canvas_in_room,
    draft_of,
    drawn_in_view,
    earlier_data,
    outcome_of,
    progress_in_room,
    shift_data,
    texts_to_read,
)
from kompas_tui.domain.outcome.box import box_data, box_to_read
from kompas_tui.domain.report.agreed import agreements, confirmation, feedback_line
from kompas_tui.domain.result.tables import as_data
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.canvases import canvas_on
from kompas_tui.workshop.numbering import digits
from kompas_tui.workshop.rounds import supportable

Data = dict[str, Any]

WAITS, SHOWN, HIDDEN = "wacht", "getoond", "verborgen"


class States:
    """Works out the state of one workshop; a result becomes data once, for as long as its outcome is the same.

    A closed round is looked at again only after a step of the facilitator.
    """

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._results: dict[str, tuple[int, Outcome, Data]] = {}

    def state(self, version: str) -> Data:
        """The whole state."""
        workshop, session = self._workshop, self._workshop.session
        current, result_round = session.open_round, session.shown
        asked = [one for one in session.rounds.values() if not one.activity.is_support]
        following, lookup = workshop.further(1), workshop.card.lookup
        return {
            "code": session.code,
            "titel": session.details.title,
            "kaart": workshop.card.address,
            "kaart_nu": {
                "titel": workshop.card.title,
                "notities": workshop.card.notes,
                "duur": workshop.card.minutes,
                **({"plaatje": picture.alt} if (picture := workshop.card.picture) else {}),
            },
            "naslag": {"titel": lookup.title, "op_beamer": workshop.covers.top == "naslag"} if lookup else None,
            "op_beamer": workshop.covers.top,
            "groot": enlarged_data(workshop),
            "lot": lot_data(workshop),
            "bladzijde": {"nu": workshop.leafing.page, "van": workshop.leafing.pages},
            "kaart_straks": {"titel": following.title, "notities": following.notes} if following else None,
            "kaarten": _named(workshop.course.order),
            "andere_kaarten": _named(workshop.course.aside),
            "route": session.route or None,
            "routes": routes_data(workshop),
            "pauze_tot": ends.isoformat() if (ends := workshop.time.break_ends) else None,
            **place_data(workshop),
            "cijfers": digits_data(workshop),
            "ronde": current.number if current else None,
            "ronde_kaart": current.card if current else None,
            "steunronde": current is not None and current.activity.is_support,
            "deelnemers": session.participants,
            "antwoorden": current.answers if current else 0,
            "verbonden": workshop.presence.connected,
            "stil": workshop.presence.silent,
            "bezig": workshop.presence.busy,
            "tijd": pace_data(workshop),
            **({"tafels": tables} if (tables := tables_data(workshop)) else {}),
            **_elsewhere(workshop),
            "aanwezig": attendance(session),
            "groepen": groups_data(workshop),
            "op_slot": session.is_locked,
            "klok": clock(workshop),
            "ritme": rhythm(workshop),
            "sprekers": speakers(workshop),
            "getoond": {"kaart": result_round.card, "ronde": result_round.number} if result_round else None,
            "te_steunen": result_round is not None and supportable(result_round),
            "moderatie": moderation(workshop),
            "uitslagen": [self._result(one) for one in asked if not one.is_open or one is result_round],
            "oogst": harvest_state(session),
            "vragenbus": box_state(workshop),
            "vorige_sessie": earlier_data(session),
            "afgerond": session.is_ended,
            "melding": notice(workshop),
            "versie": version,
        }

    def _result(self, asked: Round) -> Data:
        made, version = self._results.get(asked.id), self._workshop.version
        if made is not None and made[0] == version and not asked.is_open:
            return made[2]
        outcome = outcome_of(self._workshop.session, asked)
        data = made[2] if made is not None and made[1] is outcome else result_data(asked, outcome)
        self._results[asked.id] = (version, outcome, data)
        return data


def enlarged_data(workshop: Workshop) -> Data | None:
    """The text that stands large on the beamer, and whether texts are ticked off here; None where none does."""
    covers, item = workshop.covers, workshop.covers.enlarged
    if item is None:
        return None
    return {
        "tekst_id": item.id, "tekst": item.text, "beantwoord": item.done, "vinkt_af": covers.ticks_off,
        "vragenbus": covers.is_box_large,
    }  # fmt: skip


def lot_data(workshop: Workshop) -> Data | None:
    """What was drawn by lot last, which the room sees only where that lies over the card; None where nothing was."""
    lot = workshop.covers.drawn_lot
    if lot is None:
        return None
    return {"kop": lot.title, "tekst": lot.text, "groepen": [list(one) for one in lot.groups], "kort": lot.in_short}


def pace_data(workshop: Workshop) -> Data | None:
    """The clock against the agenda, in minutes; None before the group leaves its first card."""
    now = pace(workshop.session, workshop.course, workshop.card, workshop.now())
    if now is None:
        return None
    return {
        "hier": now.here, "hier_gepland": now.planned_here or None, "bezig": now.spent, "gepland": now.planned or None,
        "achter": now.late, "zin": now.in_words,
    }  # fmt: skip


def harvest_state(session: Session) -> Data:
    """What was agreed, with the numbers by which it is corrected, and when people hear what happens with it."""
    listed = [
        {
            "regel": one.number, "kopje": one.heading, "zin": one.line, "tekst": one.text,
            **({"wie": one.who, "wanneer": one.when or None} if one.is_action else {}),
            **({"aan": one.to} if one.to else {}),
        }
        for one in agreements(session)
    ]  # fmt: skip
    plan = session.feedback
    when, how = (plan.when or None, plan.how) if plan else (None, "")
    hears = {"wanneer": when, "hoe": how, "zin": feedback_line(session)}
    return {"afspraken": listed, "zaal": confirmation(session), "terugkoppeling": hears}


def _named(cards: Iterable[Card]) -> list[Data]:
    return [{"adres": card.address, "titel": card.title} for card in cards]


def routes_data(workshop: Workshop) -> list[Data]:
    """The ways through the cards that can be chosen, with how many cards and minutes."""
    course = workshop.course
    return [
        {"naam": route.name, "kaarten": len(route.cards), "minuten": route_minutes(course, route)}
        for route in course.routes
    ]


def _elsewhere(workshop: Workshop) -> dict[str, int | None]:
    """How many take part from another place, where that is asked; None while a few would stand apart."""
    told = workshop.places.told if workshop.asks_where else None
    return {"ergens_anders": told.elsewhere if told else None} if workshop.asks_where else {}


def tables_data(workshop: Workshop) -> list[Data]:
    """How many phones sit at each table of the evening, in numbers only."""
    return [{"tafel": table, "telefoons": phones} for table, phones in workshop.seating.seated.items()]


def groups_data(workshop: Workshop) -> Data | None:
    """The groups that change: which turn it is, and where people without a phone sit, by their number."""
    groups = workshop.session.groups
    if groups is None:
        return None
    without = [(number, table) for number, table in workshop.seating.group_tables.items() if isinstance(number, int)]
    return {
        "kaart": groups.card,
        "ronde": groups.turn,
        "van": groups.form.turns,
        "tafels": groups.tables,
        "zonder_telefoon": [{"nummer": n, "tafel": workshop.seating.group_name(table)} for n, table in sorted(without)],
    }


def place_data(workshop: Workshop) -> Data:
    """What only a plate, a canvas and a fan have: points, cells or topics, with how far the group is."""
    session, card = workshop.session, workshop.card
    if card.plate is not None:
        states = progress_in_room(session, workshop.course, card)
        return {"punten": [_point(state) for state in states]}
    if (laid := canvas_on(session, workshop.course, card)) is not None:
        canvas = canvas_in_room(session, laid)
        drafts = [draft_of(session, laid, cell) for cell in laid.canvas.cells]
        cells = [
            {**data, "klaar": cell.is_filled, "stand": "klaar" if cell.is_filled else cell.when_empty, "ontwerp": draft}
            for data, cell, draft in zip(canvas_data(canvas)["cellen"], canvas.cells, drafts, strict=True)
        ]
        return {"canvas": {**canvas_data(canvas), "cellen": cells, "zin": canvas.sentence}}
    if card.fan is not None:
        asked = {drawn.question for drawn in session.drawn}
        left = [(topic, sum(one not in asked for one in questions)) for topic, questions in card.fan.topics]
        last = next((drawn.question for drawn in reversed(drawn_in_view(session)) if drawn.card == card.address), None)
        return {"waaier": {"vraag": last, "onderwerpen": [{"titel": topic, "over": over} for topic, over in left]}}
    return {}


def digits_data(workshop: Workshop) -> list[Data]:
    """What each digit does now, as a command whose other words are asked first where it `vraagt`."""
    return [
        {"toets": one.key, "zegt": one.label, "vraagt": one.asks, "opdracht": {"opdracht": one.order, **one.words}}
        for one in digits(workshop)
    ]


def _point(state: PointState) -> Data:
    return {
        "toets": state.point.key,
        "titel": state.point.title,
        "stand": state.state,
        "antwoorden": state.answers,
        "deals": state.deals,
        "uitslag": state.top.in_words if state.top else "",
        "kaart": state.next,
    }


def notice(workshop: Workshop) -> str:
    """What the facilitator should know: why saving fails, what looks odd in the room, and how the session was found."""
    told = (*workshop.watch.warnings(), *workshop.notices, *workshop.for_desk)
    return " ".join(notice for notice in (workshop.saving.trouble, *told) if notice)


def clock(workshop: Workshop) -> Data | None:
    """The countdown, where there is one."""
    timer = workshop.time.timer
    if timer is None:
        return None
    left = max(int((timer.ends - workshop.now()).total_seconds()), 0)
    return {"eindigt": timer.ends.isoformat(), "seconden": left, "sluit": timer.closes_round}


def rhythm(workshop: Workshop) -> Data | None:
    """The chain of times: where the one is that runs, else the one that the card can start; None without one."""
    turn = workshop.time.turn
    if turn is not None:
        following = turn.next
        return {
            "kaart": turn.card,
            "loopt": True,
            "klok": turn.is_clock,
            "beurt": turn.number,
            "beurten": turn.of,
            "titel": turn.title or None,
            "wissel": turn.is_change,
            "eindigt": None if turn.is_held else turn.ends.isoformat(),
            "seconden": int(turn.left.total_seconds()),
            "staat_stil": turn.is_held,
            "straks": {"titel": following.title or None, "wissel": following.is_change, "minuten": following.minutes}
            if following
            else None,
            "zin": f"{turn.in_words}. {turn.until}. {turn.afterwards}".rstrip(),
        }
    chain = workshop.card.rhythm
    if chain is None:
        return None
    turns = [{"titel": turn.title or None, "minuten": turn.minutes} for turn in chain.turns]
    return {
        "kaart": workshop.card.address, "loopt": False, "beurten": len(turns), "minuten": chain.minutes, "delen": turns
    }  # fmt: skip


def speakers(workshop: Workshop) -> Data | None:
    """The list of who wants to speak, while it is open."""
    floor = workshop.floor
    if not floor.is_open:
        return None
    return {
        "spreekt": floor.speaking.label if floor.speaking else None,
        "seconden": floor.left(workshop.now()) if floor.speaking else None,
        "minuten": floor.minutes,
        "wachten": [one.label for one in floor.waiting],
        "zin": f"{floor.now_in_words} {floor.then_in_words}"
        if not floor.speaking
        else f"{floor.now_in_words}. {floor.then_in_words}",
    }


def box_state(workshop: Workshop) -> list[Data] | None:
    """The questions of the box with their ids, as the facilitator reads them; None where there is no box."""
    if not workshop.box.is_there:
        return None
    items = box_to_read(workshop.session)
    return [{"tekst_id": item.id, **data} for item, data in zip(items, box_data(items), strict=True)]


def attendance(session: Session) -> Data | None:
    """Who are there, as far as that was written down."""
    taken = session.attendance
    return {"mensen": taken.people, "namen": list(taken.names)} if taken else None


def moderation(workshop: Workshop) -> list[Data]:
    """The texts of the last round on this card, as far as a facilitator may read them by now."""
    last = workshop.session.last_round(workshop.card.address)
    return [_text(text) for text in texts_to_read(last)] if last is not None else []


def _text(text: TextToRead) -> Data:
    return {
        "tekst_id": text.id,
        "tekst": text.text,
        "stand": WAITS if text.shown is None else SHOWN if text.shown else HIDDEN,
        **({"kolom": text.column} if text.column else {}),
        "groep": text.group,
        "steun": text.support,
        "met": text.into,
        "beantwoord": text.done,
        "oordeel": text.weighing,
        "waarom": text.why,
        "reactie": text.reaction,
    }


def _own_question(outcome: Outcome, table: str) -> Data:
    asked = dict(outcome.table_questions)
    return {"eigen_vraag": asked[table]} if table in asked else {}


def result_data(asked: Round, outcome: Outcome) -> Data:
    """A round's outcome as plain data, per role where that may be shown, per table, and beside an earlier round."""
    by_role = [{"rol": role, **as_data(part)} for role, part in outcome.by_role]
    by_table = [
        {"tafel": table_in_words(table), **_own_question(outcome, table), **as_data(part)}
        for table, part in outcome.by_table
    ]
    return {
        "kaart": asked.card,
        "ronde": asked.number,
        "vraag": outcome.question,
        **as_data(outcome.result),
        "zin": outcome.sentence,
        **({"vinkt_af": True} if asked.activity.ticks_off else {}),
        **({"reactie": outcome.reaction} if outcome.reaction else {}),
        **({"handen": outcome.means.hands} if outcome.means and outcome.means.hands else {}),
        **({"kaarten": outcome.means.paddles} if outcome.means and outcome.means.paddles else {}),
        **({"opkomst": outcome.turnout.data} if outcome.turnout else {}),
        **({"waar": outcome.whereabouts.data} if outcome.whereabouts else {}),
        **({"meegenomen": outcome.taken_along} if outcome.taken_along else {}),
        **({"per_rol": by_role} if by_role else {}),
        **({"per_tafel": by_table} if by_table else {}),
        **shift_data(outcome, lambda earlier: {"kaart": earlier.card, "ronde": earlier.number}),
    }
