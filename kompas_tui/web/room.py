"""What the room is doing now, as a page for one phone; pages that many phones share are made once."""

from collections.abc import Mapping, Sequence
from typing import Literal, assert_never

from markupsafe import Markup

from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.deck.plates import RATIO
from kompas_tui.domain.language.wording import clock_time
from kompas_tui.domain.outcome import canvas_in_room, outcome_of
from kompas_tui.domain.question.ballots import in_groups
from kompas_tui.domain.question.pictures import Picture
from kompas_tui.domain.report.agreed import feedback_line
from kompas_tui.domain.result.shapes import PinMap
from kompas_tui.domain.session.check_number import WHAT_FOR, in_rows
from kompas_tui.domain.session.rhythms import TurnNow
from kompas_tui.domain.session.round import Round
from kompas_tui.web.about import about, openly
from kompas_tui.web.asking import Asking
from kompas_tui.web.card_text import OnBeamer, looked_up, on_beamer, own_text
from kompas_tui.web.changes import Changes
from kompas_tui.web.late import Late, late_answer
from kompas_tui.web.own import OwnParts
from kompas_tui.web.pages import Html, View, render
from kompas_tui.web.pictures import DeckPictures
from kompas_tui.web.pins import PinPicture, ShownPins, after_press, is_press, shown_pins
from kompas_tui.web.plates import PlatePictures
from kompas_tui.web.questions import (
    SLIP,
    Fault,
    Filled,
    ticket_of,
)
from kompas_tui.web.shared import PLACES, SharedPage
from kompas_tui.web.shown import ShownResult, shown_result
from kompas_tui.web.visitors import PageState, Visitor
from kompas_tui.workshop import LOCKED, NO_NEW_PHONES, Workshop
from kompas_tui.workshop.canvases import canvas_here

_OUTVOTED = (
    "Een ander toestel antwoordde daarna voor jullie tafel. Dat antwoord telt nu. Verander het hier als dat moet."
)
"""What the device of a table hears whose answer counts no more."""

_SLIP_USED = "Met jouw stemcode is daarna op een ander toestel gestemd. Die stem telt nu."
"""What the device hears whose slip was used elsewhere."""

DoorState = Literal["slot", "tablet", "rondgaan"]
"""Why a device does not take part now: the room is locked, or it wants to go from hand to hand."""

_DOOR_TITLES: dict[DoorState, str] = {
    "slot": LOCKED,
    "tablet": "Vraag of dit toestel rond mag gaan",
    "rondgaan": "Gaat dit toestel van hand tot hand?",
}


class Room:
    """Makes the pages of one workshop."""

    def __init__(self, workshop: Workshop, changes: Changes) -> None:
        self._workshop = workshop
        self.plates, self.pictures = PlatePictures(workshop), DeckPictures(workshop)
        self._changes = changes
        self._version = ""
        self._asks = Asking(workshop, self.pictures)
        self._own_parts = OwnParts(workshop, self._asks)
        self._shared: dict[tuple[str, str, str, bool, bool, int], SharedPage] = {}
        self._result: ShownResult | None = None
        self._pinned: ShownPins | None = None
        """The result on its picture, where it has one."""
        self._beamer: OnBeamer | None = None
        self._lookup: OnBeamer | None = None
        self._turn: TurnNow | None = None
        self._openly = ""
        self._gather()

    @property
    def asking(self) -> Asking:
        """The open question as each phone is asked it, as things stand now."""
        self._gather()
        return self._asks

    def page(self, visitor: Visitor, *, change: bool = False, portion: int = 0, another_slip: bool = False) -> Html:
        """What this phone shows now; `change` asks for the form again, with the earlier answer in it.

        With `another_slip` it asks for an empty form, to vote for somebody else.
        `portion` is the number of the portion it asks for of a long list, 0 for the one that it begins with.
        """
        session = self._workshop.session
        current, ballot = session.open_round, self.asking.ballot(visitor)
        if current is not None and ballot is not None and not (another_slip and current.activity.by_slip):
            if change:
                filled = self.asking.answered(visitor, current, ballot)
                return self._own(visitor, "vraag", filled=filled, portion=portion)
            return self.receipt(visitor, ballot.receipt, current.id)
        if session.is_ended:
            return self._own(visitor, "einde", receipts=self._own_parts.receipts(visitor))
        if current is not None and visitor.token and self._workshop.voters.is_outvoted(visitor.token, current):
            outvoted = _SLIP_USED if current.activity.by_slip else _OUTVOTED
            return self._own(visitor, "vraag", alert=outvoted, portion=portion)
        if self._state() == "vraag" and (self.asking.hand(visitor) is not None or self.asking.own_table(visitor)):
            return self._own(visitor, "vraag", filled=self.asking.own_table(visitor), portion=portion)
        return self._for_all(visitor, self._state(), portion=portion)

    def door(self, visitor: Visitor, state: DoorState) -> Html:
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
            about=about(session),
        )
        view = View(main, title, session.details.title, here=f"/{session.code}/hier")
        return view.wanted(part=visitor.part)

    def receipt(self, visitor: Visitor, receipt: str, round_id: str) -> Html:
        """The page after an answer was saved; with a closed round, what the room does now and the receipt above it."""
        current, answered = self._workshop.session.open_round, self._workshop.session.rounds.get(round_id)
        if visitor.tablet or answered is None or answered is current:
            return self._for_all(visitor, "kenmerk", receipt, round_id)
        return self._own(visitor, self._state(), late_receipt=(answered.activity.question, receipt))

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
            ballot = self.asking.ballot(visitor)
            filled = self.asking.answered(visitor, current, ballot) if ballot else {}
        elif sent and fault is None:
            asked_here = self.asking.asked_of(visitor)
            fault = asked_here.fault(sent) if asked_here else None
        answered = {name: texts for name, texts in (sent or {}).items() if name != SLIP}
        late = late_answer(self._workshop.session, visitor.table, ticket, answered) if ticket else None
        return self._own(visitor, self._state(), filled=filled, alert=sentence, fault=fault, late=late, portion=portion)

    def pressed(self, visitor: Visitor, ticket: str, form: Filled, slip: str = "") -> Html | None:
        """The form after a press on its picture, which saves nothing; None where the form is to be saved."""
        pins, current = self.asking.pins(visitor), self._workshop.session.open_round
        if pins is None or current is None or ticket not in (current.id, ticket_of(current, visitor.table)):
            return None
        if not is_press(form):
            return None
        done = after_press(pins, form, self._picture_of(pins.picture))
        filled = {**done.filled, **({SLIP: [slip]} if slip else {})}
        return self._own(visitor, "vraag", filled=filled, note=done.told)

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

    def _state(self) -> PageState:
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
        session, decks = self._workshop.session, self._workshop.decks
        self._openly = openly(decks.decks)
        self._asks.gather(
            {term: meaning for deck in (*decks.decks, *decks.linked) for term, meaning in deck.terms.items()}
        )
        self._own_parts.gather()
        asked_on = self._workshop.course.find(session.open_round.card) if session.open_round else None
        self._turn = self._workshop.time.turn
        self._beamer = self._on_beamer(asked_on)
        self._lookup = looked_up(asked_on or self._workshop.card)
        self._result = shown_result(outcome_of(session, session.shown)) if session.shown else None
        self._pinned = self._on_picture(session.shown) if session.shown else None

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

    def _for_all(
        self, visitor: Visitor, state: PageState, receipt: str = "", round_id: str = "", portion: int = 0
    ) -> Html:
        self._gather()
        of_list = self.asking.portion(visitor, state, portion)
        key = (state, visitor.role, visitor.table, visitor.part, visitor.tablet, of_list.number if of_list else 0)
        if key not in self._shared:
            self._shared[key] = SharedPage.of(self._own(visitor, state, places=PLACES, portion=key[-1]))
        return self._shared[key].filled(self._own_parts.parts(visitor, state, receipt, round_id))

    def _own(
        self,
        visitor: Visitor,
        state: PageState,
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
        pins = self.asking.pins(visitor) if state == "vraag" else None
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
            asked=self.asking.asked_of(visitor),
            portion=self.asking.portion(visitor, state, portion),
            filled=filled or {},
            late_receipt=late_receipt,
            receipts=receipts,
            check_number=in_rows(self._workshop.head) if state == "einde" else (),
            what_for=WHAT_FOR,
            hears=feedback_line(session) if state == "einde" else "",
            own={name: Markup(html) for name, html in (places or self._own_parts.parts(visitor, state)).items()},
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
            about=about(session),
        )
        view = View(main, f"Let op: {title}" if alert else title, session.details.title, here=f"/{session.code}/hier")
        return view.wanted(part=visitor.part)

    def _title(self, state: PageState, visitor: Visitor) -> str:
        match state:
            case "vraag":
                asked_here = self.asking.asked_of(visitor)
                return asked_here.question if asked_here else ""
            case "uitslag":
                return "De uitslag"
            case "kenmerk":
                return "Je antwoord is opgeslagen"
            case "einde":
                return "De sessie is afgerond"
            case "wachten":
                return self._pause() or ("De ronde is gesloten" if self._own_parts.counted else "Je doet mee")
            case _:
                assert_never(state)

    def _announcement(self, state: PageState, title: str) -> str:
        """What a screen reader hears when the page changes by itself."""
        match state:
            case "vraag":
                return f"Er is een vraag: {title}"
            case "uitslag":
                return f"De uitslag is te zien. {self._result.sentence if self._result else ''}"
            case "wachten" if self._pause():
                return f"Het is {self._pause().lower()}."
            case "wachten":
                round_now = "De ronde is gesloten." if self._own_parts.counted else "Er is nu geen vraag open."
                return f"{round_now} Kijk naar het scherm in de zaal."
            case "kenmerk" | "einde":
                return f"{title}."
            case _:
                assert_never(state)

    def _pause(self) -> str:
        """Until when the break lasts; empty without one."""
        ends = self._workshop.time.break_ends
        return f"Pauze tot {clock_time(ends)}" if ends is not None else ""
