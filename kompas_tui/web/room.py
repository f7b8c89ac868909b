"""What the room is doing now, as a page for one phone; pages that many phones share are made once."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Self

from markupsafe import Markup, escape

from kompas_tui.domain.deck.cards import Card, Deck
from kompas_tui.domain.deck.plates import RATIO
from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.kinds.activity import TABLE_NUMBER
from kompas_tui.domain.language.wording import clock_time, count, table_in_words, without_stop
from kompas_tui.domain.outcome import canvas_in_room, outcome_of, veil_of
from kompas_tui.domain.outcome.signing import standing_in_words
from kompas_tui.domain.outcome.veil import Veil
from kompas_tui.domain.question.ballots import Ballot, in_groups
from kompas_tui.domain.question.fields import Pins
from kompas_tui.domain.question.pictures import Picture
from kompas_tui.domain.report.agreed import feedback_line
from kompas_tui.domain.result.shapes import PinMap
from kompas_tui.domain.session.check_number import WHAT_FOR, in_rows
from kompas_tui.domain.session.groups import groups_on
from kompas_tui.domain.session.rhythms import TurnNow
from kompas_tui.domain.session.round import Round, asked_in
from kompas_tui.domain.session.session import Session
from kompas_tui.web.card_text import OnBeamer, looked_up, on_beamer, own_text
from kompas_tui.web.changes import Changes
from kompas_tui.web.pages import Html, View, render
from kompas_tui.web.pictures import DeckPictures
from kompas_tui.web.pins import PinPicture, ShownPins, after_press, is_press, shown_pins, without_press
from kompas_tui.web.plates import PlatePictures
from kompas_tui.web.portions import Portion, portion_for, untouched
from kompas_tui.web.questions import (
    SLIP,
    Asked,
    Fault,
    Filled,
    asked_of,
    filled_in,
    lines_in,
    read_ticket,
    texts_sent,
    ticket_of,
)
from kompas_tui.web.shown import ShownResult, shown_result
from kompas_tui.workshop import LOCKED, NO_NEW_PHONES, Workshop
from kompas_tui.workshop.canvases import canvas_here

_PLACES = {
    name: secrets.token_hex(16)
    for name in ("receipt", "partly", "counted", "outcome", "left", "floor", "group", "spoken")
}
"""What stands where things of one phone come, in a page that many phones share; nobody can write it in a text."""

_OUTVOTED = (
    "Een ander toestel antwoordde daarna voor jullie tafel. Dat antwoord telt nu. Verander het hier als dat moet."
)
"""What the device of a table hears whose answer counts no more."""

_SLIP_USED = "Met jouw stemcode is daarna op een ander toestel gestemd. Die stem telt nu."
"""What the device hears whose slip was used elsewhere."""

PICK_FIRST = "Kies eerst je tafel. Dan zie je de vraag."

_DOOR_TITLES = {
    "slot": LOCKED,
    "tablet": "Vraag of dit toestel rond mag gaan",
    "rondgaan": "Gaat dit toestel van hand tot hand?",
}

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


@dataclass(frozen=True, slots=True)
class Visitor:
    """A phone: its token (empty where it has none yet), its role and table, and whether it asks for the main part only.

    A `tablet` goes from hand to hand: it forgets who answered as soon as the answer is saved. With a
    `tablet_code` it wants to, and the facilitator has not allowed it yet.
    """

    token: str
    role: str = ""
    part: bool = False
    tablet: bool = False
    tablet_code: str = ""
    table: str = ""


@dataclass(frozen=True, slots=True)
class Late:
    """An answer to what is not asked any more: its ticket, the question (empty if unknown), and what was sent."""

    ticket: str
    question: str
    said: tuple[str, ...]


@dataclass(slots=True)
class _Shared:
    """A page with places for what only one phone may see, and the same with those places empty."""

    marked: bytes
    whole: Html

    @classmethod
    def of(cls, html: Html) -> Self:
        return cls(html.plain, Html(_placed(html.plain, {})))

    def filled(self, own: Mapping[str, str]) -> Html:
        return Html(_placed(self.marked, own)) if any(own.values()) else self.whole


def _placed(marked: bytes, own: Mapping[str, str]) -> bytes:
    for name, place in _PLACES.items():
        marked = marked.replace(place.encode(), own.get(name, "").encode())
    return marked


class Room:
    """Makes the pages of one workshop."""

    def __init__(self, workshop: Workshop, changes: Changes) -> None:
        self._workshop = workshop
        self.plates, self.pictures = PlatePictures(workshop), DeckPictures(workshop)
        self._changes = changes
        self._version = ""
        self._shared: dict[tuple[str, str, str, bool, bool, int], _Shared] = {}
        self._result: ShownResult | None = None
        self._pinned: ShownPins | None = None
        """The result on its picture, where it has one."""
        self._telling: list[Round] = []
        self._quizzed: list[Round] = []
        self._counted: Round | None = None
        self._beamer: OnBeamer | None = None
        self._lookup: OnBeamer | None = None
        self._turn: TurnNow | None = None
        self._asked: Asked | None = None
        self._at_tables: dict[str, Asked] = {}
        """The open question as each table is asked it."""
        self._terms: dict[str, str] = {}
        self._has_choices = False
        self._openly = ""
        self._gather()

    def page(self, visitor: Visitor, *, change: bool = False, portion: int = 0, another_slip: bool = False) -> Html:
        """What this phone shows now; `change` asks for the form again, with the earlier answer in it.

        With `another_slip` it asks for an empty form, to vote for somebody else.
        `portion` is the number of the portion it asks for of a long list, 0 for the one that it begins with.
        """
        session = self._workshop.session
        current, ballot = session.open_round, self._ballot(visitor)
        if current is not None and ballot is not None and not (another_slip and current.activity.by_slip):
            if change:
                filled = self._answered(visitor, current, ballot)
                return self._own(visitor, "vraag", filled=filled, portion=portion)
            return self.receipt(visitor, ballot.receipt, current.id)
        if session.is_ended:
            return self._own(visitor, "einde", receipts=self._receipts(visitor))
        if current is not None and visitor.token and self._workshop.voters.is_outvoted(visitor.token, current):
            said = _SLIP_USED if current.activity.by_slip else _OUTVOTED
            return self._own(visitor, "vraag", alert=said, portion=portion)
        if self._state() == "vraag" and (self._hand(visitor) is not None or self._own_table(visitor)):
            return self._own(visitor, "vraag", filled=self._own_table(visitor), portion=portion)
        return self._for_all(visitor, self._state(), portion=portion)

    def door(self, visitor: Visitor, state: str) -> Html:
        """The page of a device that doesn't take part now: the room is locked, or it wants to go from hand to hand."""
        self._gather()
        session, title = self._workshop.session, _DOOR_TITLES[state]
        main = render(
            "door.html",
            code=session.code,
            version=self._version if state != "rondgaan" else "",
            session=session.details,
            state=state,
            title=title,
            sentence=NO_NEW_PHONES,
            shown_code=in_groups(visitor.tablet_code, size=3),
            about=self._about(),
        )
        view = View(main, title, session.details.title, here=f"/{session.code}/hier")
        return view.wanted(part=visitor.part)

    def receipt(self, visitor: Visitor, receipt: str, round_id: str) -> Html:
        """The page after an answer was saved; with a closed round, what the room does now and the receipt above it."""
        current, answered = self._workshop.session.open_round, self._workshop.session.rounds.get(round_id)
        if visitor.tablet or answered is None or answered is current:
            return self._for_all(visitor, "kenmerk", receipt, round_id)
        return self._own(visitor, self._state(), late_receipt=(answered.activity.question, receipt))

    def _personal(self, visitor: Visitor, state: str, receipt: str = "", round_id: str = "") -> dict[str, str]:
        """What only this phone sees of a page, as HTML per place."""
        own = dict.fromkeys(_PLACES, "") | {"receipt": receipt, "outcome": self._outcome(visitor, round_id)}
        own["left"] = self._seconds_left()
        own["floor"] = self._floor(visitor)
        own["group"], own["spoken"] = self._group(visitor)
        if state == "kenmerk":
            own["partly"] = self._partly(visitor)
        elif self._counted and visitor.token:
            ballot = self._workshop.voters.ballot_of(visitor.token, self._counted)
            own["counted"] = render("counted.html", receipt=ballot.receipt) if ballot else ""
        return own

    def _floor(self, visitor: Visitor) -> str:
        """The button to ask for the floor, or the number that this phone has; empty where no list is open."""
        floor = self._workshop.floor
        if not floor.is_open or visitor.tablet or self._workshop.session.is_ended:
            return ""
        own = floor.place_of(self._workshop.marks.device(visitor.token)) if visitor.token else None
        before = floor.before(own) if own is not None else 0
        speaks = own is not None and own is floor.speaking
        return render("floor.html", code=self._workshop.session.code, own=own, before=before, speaks=speaks)

    def _seconds_left(self) -> str:
        """What is left of the turn, which differs at every look; empty where no time runs."""
        turn = self._turn and self._workshop.time.turn
        return str(max(ceil(turn.left.total_seconds()), 0)) if turn and not turn.is_held else ""

    def _group(self, visitor: Visitor) -> tuple[str, str]:
        """At which table this phone is in this turn of the groups, as HTML and as it is said; empty without groups."""
        session, table = self._workshop.session, self._group_table(visitor)
        groups = session.groups if session.tables else groups_on(session.groups, self._workshop.card)
        if groups is None or table is None:
            return "", ""
        named = self._workshop.seating.group_name(table)
        stays = groups.form.hosts and self._workshop.seating.is_host(visitor.token)
        # Elsewhere a chain of times may count turns of its own.
        by_turn = groups.form.turns > 1 and groups.card == self._workshop.card.address
        head = f"Beurt {groups.turn}" if by_turn else "Jouw groep"
        head = f"{head}: {table_in_words(named)}"
        more = groups.turn < groups.form.turns
        told = render("group.html", head=head, stays=stays, more=more, tables=self._workshop.session.tables)
        return told, str(escape(f" {head}."))

    def _group_table(self, visitor: Visitor) -> int | None:
        """The table of this phone in this turn of the groups; None where it has none."""
        return self._workshop.seating.group_table(visitor.token) if visitor.token and not visitor.tablet else None

    def _own_table(self, visitor: Visitor) -> Filled:
        """The number of the group's table, where the open question asks one: nobody has to type what is known."""
        current, table = self._workshop.session.open_round, self._group_table(visitor)
        if current is None or table is None or not current.activity.tables or current.activity.named_tables:
            return {}
        return {TABLE_NUMBER.inputs[0]: [str(table)]}

    def _partly(self, visitor: Visitor) -> str:
        """How much of the form this phone filled in, where there is more to fill in."""
        if visitor.tablet:
            left = self.part_left(visitor)
            return render("partly.html", made=0, choices=0, left=left, code=self._workshop.session.code) if left else ""
        if not (self._asked and self._has_choices):
            return ""
        asked_here, ballot = self._asked_of(visitor), self._ballot(visitor)
        made = asked_here.made(ballot.answer) if asked_here and ballot else 0
        if not (asked_here and ballot) or made == asked_here.choices:
            return ""
        left = asked_here.unanswered(ballot.answer)
        code = self._workshop.session.code
        return render("partly.html", made=made, choices=asked_here.choices, left=left, code=code)

    def part_left(self, visitor: Visitor) -> Portion | None:
        """The first part of a long form of which whoever holds this device sent nothing."""
        self._gather()
        asked_here, ballot = self._asked_of(visitor), self._ballot(visitor)
        return untouched(asked_here.portions, ballot.answer) if asked_here and ballot else None

    def _outcome(self, visitor: Visitor, round_id: str = "") -> str:
        """What this phone's last answer says about the person, as HTML; unfolded where its card or `round_id` is on.

        Most kinds say nothing, and that costs nothing.
        """
        self._gather()
        if score := self._score(visitor, here=True):
            return score
        for answered in self._telling if visitor.token else ():
            ballot = self._workshop.voters.ballot_of(visitor.token, answered)
            said = _told_privately(self._workshop.session, answered, ballot) if ballot else ()
            if said:
                session = self._workshop.session
                is_on = answered.card == session.card and session.open_round is None
                return render("outcome.html", outcome=said, is_open=is_on or answered.id == round_id)
        return self._score(visitor, here=False)

    def _score(self, visitor: Visitor, *, here: bool) -> str:
        """How this phone did on the questions with a right answer that were shown; worked out anew, kept nowhere.

        `here` is for the one that is shown now.
        """
        shown = self._workshop.session.shown
        if not self._quizzed or not visitor.token or visitor.tablet or (here and shown not in self._quizzed):
            return ""
        ballots = [(one, self._workshop.voters.ballot_of(visitor.token, one)) for one in self._quizzed]
        given = [(one, one.activity.is_right(ballot.answer)) for one, ballot in ballots if ballot is not None]
        if not given:
            return ""
        own = [is_right for one, is_right in given if here and one is shown]
        said = ["Jouw antwoord was goed." if own[0] else "Jouw antwoord was niet goed."] if own else []
        right = sum(is_right for _, is_right in given)
        said.append(f"Je had {right} van de {count(len(given), 'vraag', 'vragen')} goed.")
        return render("outcome.html", outcome=said, is_open=bool(own))

    def refusal(
        self,
        visitor: Visitor,
        sentence: str,
        ticket: str = "",
        sent: Filled | None = None,
        portion: int = 0,
        fault: Fault | None = None,
    ) -> Html:
        """The page that says what is wrong, with the form as it was sent where its question is still asked."""
        current, filled = self._workshop.session.open_round, sent or {}
        if current is not None and ticket not in (current.id, ticket_of(current, visitor.table)):
            ballot = self._ballot(visitor)
            filled = self._answered(visitor, current, ballot) if ballot else {}
        elif sent and fault is None:
            self._gather()
            asked_here = self._asked_of(visitor)
            fault = asked_here.fault(sent) if asked_here else None
        answered = {name: texts for name, texts in (sent or {}).items() if name != SLIP}
        late = self._late(visitor, ticket, answered) if ticket else None
        return self._own(visitor, self._state(), filled=filled, alert=sentence, fault=fault, late=late, portion=portion)

    def pressed(self, visitor: Visitor, ticket: str, form: Filled, slip: str = "") -> Html | None:
        """The form after a press on its picture, which saves nothing; None where the form is to be saved."""
        pins, current = self._pins(visitor), self._workshop.session.open_round
        if pins is None or current is None or ticket not in (current.id, ticket_of(current, visitor.table)):
            return None
        if not is_press(form):
            return None
        done = after_press(pins, form, self._picture_of(pins.picture))
        filled = {**done.filled, **({SLIP: [slip]} if slip else {})}
        return self._own(visitor, "vraag", filled=filled, note=done.told)

    def _pins(self, visitor: Visitor) -> Pins | None:
        """The field of the open question in which pins are put, where it has one."""
        self._gather()
        asked_here = self._asked_of(visitor)
        fields = (part.field for part in asked_here.parts) if asked_here else ()
        return next((field for field in fields if isinstance(field, Pins)), None)

    def _on_picture(self, shown: Round) -> ShownPins | None:
        """The result of a round on the picture that was asked about; None where there is none."""
        ground, result = shown.activity.asks_on, outcome_of(self._workshop.session, shown).result
        if ground is None or not isinstance(result, PinMap):
            return None
        return shown_pins(result, self._picture_of(ground), ground.alt)

    def _picture_of(self, picture: Picture) -> PinPicture:
        code = self._workshop.session.code
        if picture.is_kept:
            return PinPicture(f"/{code}/plaatje/{picture.digest}", picture.ratio)
        return PinPicture(f"/{code}/beeld/{picture.source}" if picture.source else "", RATIO)

    def _answered(self, visitor: Visitor, current: Round, ballot: Ballot) -> Filled:
        """What this phone answered, for the form; nothing where several people answer on it, each for oneself."""
        shared = visitor.tablet or self._workshop.voters.is_shared(visitor.token, current)
        return {} if shared else filled_in(current.activity.form(), ballot.answer)

    def _late(self, visitor: Visitor, ticket: str, sent: Filled) -> Late | None:
        """What was sent to a question that is not asked any more; in words as far as it is known what was asked."""
        session = self._workshop.session
        round_id, imprint = read_ticket(ticket)
        opening = session.openings.get(round_id)
        activity = asked_in(opening) if opening else None
        current, tables = session.open_round, ("", *session.tables)
        table = next((one for one in tables if activity and imprint in ("", activity.imprint_at(one))), None)
        if activity is None or table is None:
            return Late(ticket, "", texts_sent(sent))
        if current is not None and ticket in (current.id, ticket_of(current, visitor.table)):
            return None
        asked_then = activity.asked_at(table)
        return Late(ticket, asked_then.question, lines_in(asked_then.fields(), sent, veil_of(session, activity)))

    def _asked_of(self, visitor: Visitor) -> Asked | None:
        """The open question as far as this phone's role is asked it, in the words of its table."""
        session = self._workshop.session
        current = session.open_round
        if self._asked is None or current is None:
            return None
        if current.activity.needs_table and not visitor.table:
            return replace(self._asked, parts=(), portions=(), instead=PICK_FIRST)
        fields = current.activity.form_dealt(visitor.role, self._hand(visitor))
        if not current.activity.needs_table:
            return self._asked.only(fields)
        if visitor.table not in self._at_tables:
            veil = veil_of(session, current.activity)
            self._at_tables[visitor.table] = self._question(current, veil, visitor.table)
        return self._at_tables[visitor.table].only(fields)

    def _hand(self, visitor: Visitor) -> frozenset[str] | None:
        """The names of the fields that this phone is asked, where it is not asked all."""
        current = self._workshop.session.open_round
        return self._workshop.voters.hand(visitor.token, current) if current and visitor.token else None

    def _ballot(self, visitor: Visitor) -> Ballot | None:
        """This phone's answer in the open round."""
        current = self._workshop.session.open_round
        return self._workshop.voters.ballot_of(visitor.token, current) if current and visitor.token else None

    def _state(self) -> str:
        session = self._workshop.session
        if session.is_ended:
            return "einde"
        if session.open_round is not None:
            return "vraag"
        return "uitslag" if session.shown is not None else "wachten"

    def _gather(self) -> None:
        """Work out, once per version, what all phones see."""
        if self._version == self._changes.token:
            return
        self._version = self._changes.token
        self._shared.clear()
        self._at_tables.clear()
        session, decks = self._workshop.session, self._workshop.decks
        self._terms = {term: meaning for deck in (*decks.decks, *decks.linked) for term, meaning in deck.terms.items()}
        self._openly = _openly(decks.decks)
        rounds = reversed(session.rounds.values())
        self._telling = [one for one in rounds if _tells_privately(one.activity)]
        rights = (one for one in session.rounds.values() if one.activity.right)
        self._quizzed = [one for one in rights if one.was_shown and not one.is_open]
        asked_on = self._workshop.course.find(session.open_round.card) if session.open_round else None
        self._turn = self._workshop.time.turn
        self._beamer = self._on_beamer(asked_on)
        self._lookup = looked_up(asked_on or self._workshop.card)
        on_card = (one for one in reversed(session.rounds.values()) if one.card == session.card)
        self._counted = None if session.open_round else session.shown or next(on_card, None)
        current = session.open_round
        self._asked = self._question(current, veil_of(session, current.activity)) if current else None
        self._has_choices = self._asked is not None and self._asked.choices > 0
        self._result = shown_result(outcome_of(session, session.shown)) if session.shown else None
        self._pinned = self._on_picture(session.shown) if session.shown else None

    def _question(self, current: Round, veil: Veil, table: str = "") -> Asked:
        """The open question as it is asked at this table, with the pictures of its options."""
        asked = asked_of(current, self._workshop.session.roles, self._terms, veil, table)
        options = current.activity.option_pictures
        return replace(asked, pictures=tuple(self.pictures.of(picture, small=True) for picture in options))

    def _on_beamer(self, asked_on: Card | None) -> OnBeamer | None:
        """The card on the beamer; beside a question the card that asks it, with the canvas that it is about."""
        session, course = self._workshop.session, self._workshop.course
        if asked_on is None:
            card = self._workshop.card
            canvas, picture = canvas_here(session, course, card), self.plates.now() or self.pictures.of(card.picture)
            return on_beamer(card, session, canvas, self._workshop.time.break_ends, picture)
        laid = next((one for one in session.canvases.values() if one.canvas.consent == asked_on.address), None)
        canvas = canvas_in_room(session, laid) if laid else None
        return own_text(asked_on, canvas, self.pictures.of(asked_on.picture))

    def _for_all(self, visitor: Visitor, state: str, receipt: str = "", round_id: str = "", portion: int = 0) -> Html:
        self._gather()
        of_list = self._portion(visitor, state, portion)
        key = (state, visitor.role, visitor.table, visitor.part, visitor.tablet, of_list.number if of_list else 0)
        if key not in self._shared:
            self._shared[key] = _Shared.of(self._own(visitor, state, places=_PLACES, portion=key[-1]))
        return self._shared[key].filled(self._personal(visitor, state, receipt, round_id))

    def _own(
        self,
        visitor: Visitor,
        state: str,
        *,
        filled: Filled | None = None,
        alert: str = "",
        fault: Fault | None = None,
        late: Late | None = None,
        late_receipt: tuple[str, str] | None = None,
        receipts: Sequence[tuple[str, str]] = (),
        places: Mapping[str, str] | None = None,
        portion: int = 0,
        note: str = "",
    ) -> Html:
        self._gather()
        session = self._workshop.session
        pins = self._pins(visitor) if state == "vraag" else None
        title = self._title(state, visitor)
        main = render(
            "room.html",
            code=session.code,
            version=self._version,
            session=session.details,
            state=state,
            title=f"Let op: {title}" if alert else title,
            announcement=self._announcement(state, title),
            alert=alert,
            note=note,
            picture=self._picture_of(pins.picture) if pins else None,
            fault=fault,
            late=late,
            turn=self._turn,
            beamer=self._beamer,
            lookup=self._lookup,
            asked=self._asked_of(visitor),
            portion=self._portion(visitor, state, portion),
            filled=filled or {},
            late_receipt=late_receipt,
            receipts=receipts,
            check_number=in_rows(self._workshop.head) if state == "einde" else (),
            what_for=WHAT_FOR,
            hears=feedback_line(session) if state == "einde" else "",
            own={name: Markup(html) for name, html in (places or self._personal(visitor, state)).items()},
            tablet=visitor.tablet,
            result=self._result,
            pinned=self._pinned,
            roles=session.roles,
            openly=self._openly,
            role=visitor.role,
            tables=session.tables,
            table=visitor.table,
            grouped=bool(visitor.token) and self._workshop.seating.group_table(visitor.token) is not None,
            spoke_as_table=session.open_round is not None and session.open_round.activity.one_a_table,
            about=self._about(),
        )
        view = View(main, f"Let op: {title}" if alert else title, session.details.title, here=f"/{session.code}/hier")
        return view.wanted(part=visitor.part)

    def _portion(self, visitor: Visitor, state: str, wanted: int) -> Portion | None:
        asked_here = self._asked_of(visitor) if state == "vraag" else None
        return portion_for(asked_here.portions if asked_here else (), wanted, visitor.token)

    def completed(self, visitor: Visitor, form: Filled, number: int, slip: str = "") -> Filled:
        """A portion of a form as it was sent, with what this phone answered in the others, with the same slip."""
        form = without_press(form) if self._pins(visitor) else form
        if not number:
            return form
        self._gather()
        current, asked_here = self._workshop.session.open_round, self._asked_of(visitor)
        ballot = self._ballot(visitor)
        if current is not None and current.activity.by_slip:
            ballot = self._workshop.voters.ballot_by_slip(visitor.token, current, slip)
        portions = asked_here.portions if asked_here else ()
        portion = portions[number - 1] if number <= len(portions) else None
        if current is None or ballot is None or portion is None or not portion.fields:
            return form
        others = [field for field in current.activity.form_for(visitor.role) if field.name not in portion.fields]
        return {**filled_in(others, ballot.answer), **form}

    def _title(self, state: str, visitor: Visitor) -> str:
        match state:
            case "vraag":
                asked_here = self._asked_of(visitor)
                return asked_here.question if asked_here else ""
            case "uitslag":
                return "De uitslag"
            case "kenmerk":
                return "Je antwoord is opgeslagen"
            case "einde":
                return "De sessie is afgerond"
            case _:
                return self._pause() or ("De ronde is gesloten" if self._counted else "Je doet mee")

    def _announcement(self, state: str, title: str) -> str:
        """What a screen reader hears when the page changes by itself."""
        match state:
            case "vraag":
                return f"Er is een vraag: {title}"
            case "uitslag":
                return f"De uitslag is te zien. {self._result.sentence if self._result else ''}"
            case "wachten" if self._pause():
                return f"Het is {self._pause().lower()}."
            case "wachten":
                said = "De ronde is gesloten." if self._counted else "Er is nu geen vraag open."
                return f"{said} Kijk naar het scherm in de zaal."
            case _:
                return f"{title}."

    def _pause(self) -> str:
        """Until when the break lasts; empty without one."""
        ends = self._workshop.time.break_ends
        return f"Pauze tot {clock_time(ends)}" if ends is not None else ""

    def _about(self) -> str:
        """Who asks this, why, and how long it is kept, in one sentence."""
        session = self._workshop.session
        who = session.details.organisation or "De organisator"
        kept = count(session.keep_days, "dag", "dagen")
        purpose = without_stop(session.details.purpose.strip())
        if not purpose:
            return f"{who} vraagt dit voor deze sessie. De antwoorden blijven {kept} bewaard."
        first = purpose.split()[0]
        if first.lower() in _LOWER_CASE:
            purpose = first.lower() + purpose[len(first) :]
        end = "" if purpose.endswith(("?", "!")) else "."
        return f"{who} vraagt dit met dit doel: {purpose}{end} De antwoorden blijven {kept} bewaard."

    def _receipts(self, visitor: Visitor) -> list[tuple[str, str]]:
        rounds = self._workshop.session.rounds.values()
        return [
            (_named(round_), ballot.receipt)
            for round_ in rounds
            if visitor.token and (ballot := self._workshop.voters.ballot_of(visitor.token, round_))
        ]


def _tells_privately(activity: Activity) -> bool:
    return bool(activity.seats) or type(activity).private_outcome is not Activity.private_outcome


def _told_privately(session: Session, answered: Round, ballot: Ballot) -> tuple[str, ...]:
    standing = standing_in_words(answered, ballot, veil_of(session, answered.activity))
    return (*standing, *answered.activity.private_outcome(ballot.answer))


def _named(round_: Round) -> str:
    if round_.activity.is_support:
        return f"Steun bij: {round_.activity.question}"
    return round_.activity.question + (f" (ronde {round_.number})" if round_.number > 1 else "")


def _openly(decks: Sequence[Deck]) -> str:
    """What somebody hears of open roles before choosing one; empty where no deck of the session has them."""
    split = [deck for deck in decks if deck.roles]
    if not any(deck.openly for deck in split):
        return ""
    where = "Bij de uitslag" if all(deck.openly for deck in split) else "Bij sommige vragen"
    return f"{where} staat wat elke rol vindt, ook als jij de enige bent met die rol."
