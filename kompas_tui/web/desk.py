"""What the page of the facilitator shows: this card and the next, the round, the time, and texts to read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil
from typing import Any

from kompas_tui.domain.course.way import planned_minutes, waits_for_route
from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.kinds.voters import people
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.language.wording import clock_time, count, quoted, waiting_in_words
from kompas_tui.domain.outcome import Answerable, answerable, earlier_data, options_of, outcome_of
from kompas_tui.domain.result.shapes import Bars, Pairs, TextItem, TextList, Words
from kompas_tui.domain.session.groups import groups_on
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.web.card_text import OnBeamer, looked_up
from kompas_tui.web.next_step import NextStep, next_step, next_with_groups, round_in_brief
from kompas_tui.web.paddles import PaddleDesk, paddle_desk
from kompas_tui.web.presses import PRESS_WORD
from kompas_tui.web.shown import ShownResult, shown_result
from kompas_tui.web.state import (
    WAITS,
    Data,
    box_state,
    enlarged_data,
    groups_data,
    harvest_state,
    lot_data,
    moderation,
    notice,
    place_data,
    rhythm,
    routes_data,
    speakers,
    tables_data,
)
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.approach import WayIn
from kompas_tui.workshop.commands.room import hand_options
from kompas_tui.workshop.commands.standing import stands_already
from kompas_tui.workshop.enlarging import texts_to_enlarge
from kompas_tui.workshop.numbering import to_act_on

MOST_TEXTS = 80
"""So many texts stand on the page at once; those that wait come first."""

MINUTES = 5
"""What the clock offers where a card has no time of its own."""

_LAID: Mapping[str, str] = {
    "naslag": "Op de beamer staat de naslag",
    "oogst": "Op de beamer staat de oogst",
    "meedoen": "Op de beamer staat de QR-code",
    "zwart": "De beamer is zwart",
    "onthulling": "Op de beamer staat de uitslag, plek voor plek",
    "vragenbus": "Op de beamer staat de vragenbus",
    "groot": "Op de beamer staat iets in het groot",
    "lot": "Op de beamer staat het lot",
}
"""What lies over the card on the beamer."""


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """The countdown: the seconds that are left, when it ends, and whether it closes the round."""

    left: int
    ends: str
    closes_round: bool


@dataclass(frozen=True, slots=True)
class Hand:
    """An option on which hands can be counted, and how many there are by now."""

    option: str
    counted: int


@dataclass(frozen=True, slots=True)
class Hands:
    """The round in which hands can be counted now, and what was counted of each option."""

    round: str
    counted: tuple[Hand, ...]


@dataclass(frozen=True, slots=True)
class DeskPage:
    """Everything on the page, ready to be drawn."""

    position: str
    card: Card
    following: Card | None
    lookup: OnBeamer | None
    """What the source knows about the question."""
    is_looking_up: bool
    """Whether it lies beside the question on the beamer."""
    is_open: bool
    is_elsewhere: bool
    is_support: bool
    was_open: bool
    round_in_words: str
    in_short: str
    """The same in a few words, without the number of answers, which changes all the time."""
    step: NextStep
    """What the button under the thumb does."""
    preview: ShownResult | None
    """The result of the last round as a whole, for the facilitator before it is shown."""
    is_shown: bool
    can_show: bool
    can_reveal: bool
    """Whether the result can be told place by place."""
    words: tuple[str, ...]
    """The words of the result, which can be counted as one."""
    asks: tuple[TextItem, ...]
    offers: tuple[TextItem, ...]
    """What is asked and offered, to be joined."""
    cover: str
    """What lies over the card on the beamer."""
    large: Data | None
    """The text that stands large on the beamer."""
    lot: Data | None
    """What was drawn by lot."""
    can_draw: bool
    """Whether the room sees texts of which one can be drawn."""
    lot_stands: Mapping[str, str]
    """What stands in the lines for groups by number."""
    tips: Sequence[str]
    """What the card or its result gives to make an action point of."""
    has_scene: bool
    """Whether this card has a plate that can be drawn as a scene or plain."""
    is_plain: bool
    ways_in: Sequence[WayIn]
    """The addresses that the code can hold, where there is a choice."""
    large_place: tuple[int, int]
    """Which one it is, of how many."""
    can_support: bool
    clock: TimeLeft | None
    speakers: Data | None
    rhythm: Data | None
    """The chain of times that runs, or that the card can start."""
    minutes: int
    spent: int
    """Minutes on this card since it was shown last; beside what was planned, for the facilitator only."""
    texts: tuple[Data, ...]
    more_texts: int
    waiting: int
    groups: tuple[str, ...]
    arranges: bool
    boards: tuple[str, ...]
    """The boards of this card, on which texts are put."""
    ticks_off: bool
    proposal: str
    hands: Hands | None
    paddles: PaddleDesk | None
    here: Data
    """The points of a plate or the topics of a fan, where the card is one."""
    harvest: Data
    """What was agreed, as it is shown and corrected at the end."""
    is_harvest_shown: bool
    earlier: Data | None
    """The session before, with its actions."""
    cards: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]
    """The cards outside the order."""
    route: str
    asks_route: bool
    """Whether the route is still to be chosen, at the beginning."""
    routes: list[Data]
    groups_now: Data | None
    """The groups that sit together on this card, as they are now."""
    can_group: bool
    """Whether this card can make groups."""
    box: list[Data] | None
    """The questions in the question box; None where there is none."""
    participants: str
    elsewhere: int
    """How many phones are not in the room, as far as they said it."""
    tables: list[Data]
    """How many phones sit at each table of the evening."""
    present: str
    is_locked: bool
    notice: str
    is_over: bool
    """Whether what is told of trouble is over, and goes once it is said to be seen."""
    is_ended: bool
    to_answer: Sequence[Answerable]
    """What the organisation can answer once the session has ended."""

    @property
    def told(self) -> tuple[str, ...]:
        """What a screen reader hears of this as soon as it changes."""
        if self.is_ended:
            return (self.in_short,)
        if self.clock is None:
            time = "Er loopt geen klok"
        else:
            time = f"De klok loopt tot {self.clock.ends}" if self.clock.left else "De tijd is om"
        over = _LAID.get(self.cover, "Op de beamer staat de kaart")
        return tuple(filter(None, (self.in_short, time, over, *self._told_of_room, self.waits)))

    @property
    def _told_of_room(self) -> tuple[str, ...]:
        turns, groups = self.rhythm or {}, self.groups_now
        return (
            "De zaal is op slot" if self.is_locked else "",
            self.speakers["zin"] if self.speakers else "",
            turns["zin"] if turns.get("loopt") else "",
            f"Er zijn groepen, beurt {groups['ronde']} van {groups['van']}" if groups else "",
            self.here.get("waaier", {}).get("vraag") or "",
        )

    @property
    def box_in_sight(self) -> Sequence[Data]:
        """The questions of the box that stand on the page."""
        return (self.box or [])[:MOST_TEXTS]

    @property
    def waits(self) -> str:
        """How many texts wait to be read, in words; empty where none does."""
        asked = sum(one["stand"] == WAITS for one in self.box or ())
        return waiting_in_words(self.waiting, asked)


def desk(workshop: Workshop) -> DeskPage:
    """The page as it stands now."""
    session, card = workshop.session, workshop.card
    current, last = session.open_round, session.last_round(card.address)
    texts = sorted(moderation(workshop), key=lambda text: text["stand"] != WAITS)
    is_open = current is not None and current.card == card.address
    outcome = outcome_of(session, last) if last is not None else None
    result = outcome.result if outcome is not None else None
    return DeskPage(
        position=_position_in_words(workshop),
        card=card,
        following=workshop.further(1),
        lookup=looked_up(card),
        is_looking_up=workshop.covers.top == "naslag",
        is_open=is_open,
        is_elsewhere=current is not None and not is_open,
        is_support=current is not None and current.activity.is_support,
        was_open=last is not None and not is_open,
        round_in_words=_round_in_words(workshop, current, last),
        in_short=round_in_brief(current, last, is_shown=session.shown is not None, ended=session.is_ended),
        step=next_step(
            current,
            last,
            asks=card.activity is not None,
            is_shown=session.shown is not None,
            groups=next_with_groups(session, card),
        ),
        preview=shown_result(replace(outcome, by_role=(), by_table=())) if outcome and last is not current else None,
        is_shown=session.shown is not None,
        can_show=last is not None and session.shown is None,
        can_reveal=isinstance(result, Bars) and bool(result.answers) and session.shown is None and current is None,
        words=tuple(word.text for word in result.words) if isinstance(result, Words) else (),
        asks=result.asks if isinstance(result, Pairs) else (),
        offers=result.offers if isinstance(result, Pairs) else (),
        cover=workshop.covers.top or "",
        large=enlarged_data(workshop),
        lot=lot_data(workshop),
        tips=to_act_on(workshop),
        has_scene=card.plate is not None and card.plate.is_drawn,
        is_plain=workshop.projection.is_plain,
        ways_in=ways if len(ways := workshop.approach.ways()) > 1 else (),
        can_draw=any(not one.done for one in texts_to_enlarge(session)),
        lot_stands=stands_already(workshop, "tel_af"),
        large_place=(workshop.leafing.page, workshop.leafing.pages),
        can_support=bool(
            last and last.activity.takes_support and isinstance(result, TextList) and result.items and current is None
        ),
        clock=_clock(workshop),
        speakers=speakers(workshop),
        rhythm=rhythm(workshop),
        minutes=card.minutes or MINUTES,
        spent=int((workshop.now() - session.course[-1].time).total_seconds() // 60) if session.course else 0,
        texts=tuple(texts[:MOST_TEXTS]),
        more_texts=max(0, len(texts) - MOST_TEXTS),
        waiting=sum(text["stand"] == WAITS for text in texts),
        groups=tuple(dict.fromkeys(text["groep"] for text in texts if text["groep"])),
        arranges=isinstance(result, TextList),
        boards=_boards(card, last),
        ticks_off=last is not None and last.activity.ticks_off,
        proposal=last.activity.proposed() if last is not None and current is None else "",
        hands=_hands(workshop),
        paddles=paddle_desk(workshop),
        here=place_data(workshop),
        harvest=harvest_state(session),
        is_harvest_shown=workshop.covers.top == "oogst",
        earlier=earlier_data(session),
        cards=tuple((one.address, one.title) for one in workshop.course),
        others=tuple((one.address, one.title) for one in workshop.course.aside),
        route=session.route,
        asks_route=waits_for_route(session, workshop.course),
        routes=routes_data(workshop),
        box=box_state(workshop),
        participants=count(session.participants, "deelnemer", "deelnemers"),
        elsewhere=told.elsewhere if (told := workshop.places.told) else 0,
        tables=tables_data(workshop),
        groups_now=groups_data(workshop) if groups_on(session.groups, card) else None,
        can_group=card.groups is not None,
        present=str(session.attendance.people) if session.attendance else "",
        is_locked=session.is_locked,
        notice=notice(workshop),
        is_over=bool(workshop.saving.trouble) and workshop.saving.is_working,
        is_ended=session.is_ended,
        to_answer=tuple(answerable(session)) if session.is_ended else (),
    )


def _position_in_words(workshop: Workshop) -> str:
    course, route = workshop.course, workshop.session.route
    position = course.place(workshop.card.address)
    if not course.way:
        return f"Kaart {position} van {len(course.order)}" if position else "Een kaart buiten de volgorde"
    if not position:
        return f"Een kaart buiten de route {quoted(route)}"
    left = planned_minutes(course, course.order[position:])
    return f"Kaart {position} van {len(course.order)} van de route {quoted(route)}, hierna nog {left} min"


def _round_in_words(workshop: Workshop, current: Round | None, last: Round | None) -> str:
    """The round in a sentence: open here, open elsewhere, closed, or not yet."""
    session = workshop.session
    if current is not None:
        where = "" if current.card == workshop.card.address else f" bij ‘{current.title}’"
        kind = "De steunronde" if current.activity.is_support else f"Ronde {current.number}"
        tables = len(current.activity.named_tables) if current.activity.one_a_table else 0
        of = count(tables, "tafel", "tafels") if tables else people(workshop.watch.people_now)
        answered = f"{dotted(current.answers)} van de {of}"
        verb = "antwoordde" if current.answers == 1 else "antwoordden"
        return f"{kind} is open{where}. {answered} {verb}."
    if last is not None:
        on_screen = " De uitslag is te zien." if session.shown is last else ""
        return f"Ronde {last.number} is gesloten, met {count(last.answers, 'antwoord', 'antwoorden')}.{on_screen}"
    return "Er is nog geen ronde." if workshop.card.activity is not None else "Op deze kaart staat geen vraag."


def _clock(workshop: Workshop) -> TimeLeft | None:
    timer = workshop.time.timer
    if timer is None:
        return None
    left = _seconds(timer.ends, workshop.now())
    return TimeLeft(left, clock_time(timer.ends), timer.closes_round)


def _seconds(ends: datetime, now: datetime) -> int:
    return max(0, ceil((ends - now).total_seconds()))


def _boards(card: Card, last: Round | None) -> tuple[str, ...]:
    activity = last.activity if last is not None else card.activity
    return activity.boards if activity is not None else ()


def _hands(workshop: Workshop) -> Hands | None:
    try:
        asked, options = hand_options(workshop.session, workshop.card.address)
    except CommandRefused:
        return None
    counted = asked.hands.counts if asked.hands else (0,) * len(options)
    return Hands(asked.id, tuple(Hand(option, amount) for option, amount in zip(options, counted, strict=True)))


_NUMBERS = ("minuten", "zonder", "mensen", "versie", "regel", "actiepunt", "toezegging", "grootte")


def order_in(form: Mapping[str, list[str]], workshop: Workshop) -> dict[str, Any]:
    """The command that a form of the page gives, as the remote takes it."""
    order: dict[str, Any] = {name: values[-1] for name, values in form.items() if name not in ("teken", PRESS_WORD)}
    for name in ("zeker", "sluit", "dicht", "weg"):
        if name in order:
            order[name] = order[name] == "ja"
    for name in _NUMBERS:
        if name in order:
            order[name] = _number(order[name])
        # What stays empty is not said then: a command that can't do without refuses it.
        if order.get(name) == "":
            del order[name]
    if "opties" in order:
        order["opties"] = [line.strip() for line in order["opties"].splitlines() if line.strip()]
    if "woorden" in order:
        order["woorden"] = list(form["woorden"])
    hands = [(name, order.pop(name)) for name in tuple(order) if name.startswith("hand-")]
    if hands:
        options = _options(workshop.session, order.get("ronde", ""))
        order["aantallen"] = {
            options[int(option)]: _number(value or "0")
            for name, value in hands
            if (option := name.removeprefix("hand-")).isdecimal() and int(option) < len(options)
        }
    return order


def _options(session: Session, round_id: str) -> Sequence[str]:
    """The options of the round that a form was made for; none where there is no such round."""
    asked = session.rounds.get(round_id)
    return options_of(session, asked) if asked is not None else ()


def _number(text: str) -> int | float | str:
    """The number in a field; the text itself where it is none, to be refused as such."""
    plain = text.strip().replace(",", ".")
    if not plain.replace(".", "", 1).isdecimal() or len(plain) > 9:
        return text
    return float(plain) if "." in plain else int(plain)
