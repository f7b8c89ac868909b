"""Which page a phone gets of what the room is doing now: the question, its receipt, a refusal, the door."""

from collections.abc import Sequence
from typing import Literal

from kompas_tui.domain.language.codes import in_groups
from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.language.text import clean_lines
from kompas_tui.web.about import about
from kompas_tui.web.asking import Asking
from kompas_tui.web.changes import Changes
from kompas_tui.web.deck_words import DeckWords
from kompas_tui.web.filled import LONGEST_SAID, Filled
from kompas_tui.web.late import Late, late_answer
from kompas_tui.web.pages import Html, render
from kompas_tui.web.pins import after_press, is_press
from kompas_tui.web.questions import SLIP, Fault, ticket_of
from kompas_tui.web.room_pages import RoomPages
from kompas_tui.web.visitors import Visitor
from kompas_tui.workshop import LOCKED, NO_NEW_PHONES, Workshop

_OUTVOTED = phrase(
    "Een ander toestel antwoordde daarna voor jullie tafel. Dat antwoord telt nu. Verander het hier als dat moet."
)
"""What the device of a table hears whose answer counts no more."""

_SLIP_USED = phrase("Met jouw stemcode is daarna op een ander toestel gestemd. Die stem telt nu.")
"""What the device hears whose slip was used elsewhere."""

DoorState = Literal["slot", "tablet", "rondgaan"]
"""Why a device does not take part now: the room is locked, or it wants to go from hand to hand."""

_DOOR_TITLES: dict[DoorState, str] = {
    "slot": LOCKED,
    "tablet": phrase("Vraag of dit toestel rond mag gaan"),
    "rondgaan": phrase("Gaat dit toestel van hand tot hand?"),
}


class Room:
    """Gives each phone in one workshop its page."""

    def __init__(self, workshop: Workshop, changes: Changes) -> None:
        self._workshop, self._pages = workshop, RoomPages(workshop, changes)
        self.plates, self.pictures = self._pages.plates, self._pages.pictures

    @property
    def asking(self) -> Asking:
        """The open question as each phone is asked it, as things stand now."""
        return self._pages.asking

    def words(self, visitor: Visitor) -> DeckWords | None:
        """What the decks say in the language of this phone."""
        return self._pages.words(visitor)

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
                return self._pages.own(visitor, "vraag", filled=filled, portion=portion)
            return self.receipt(visitor, ballot.receipt, current.id)
        if session.is_ended:
            return self._pages.own(visitor, "einde")
        if current is not None and visitor.token and self._workshop.voters.is_outvoted(visitor.token, current):
            outvoted = _SLIP_USED if current.activity.by_slip else _OUTVOTED
            return self._pages.own(visitor, "vraag", alert=outvoted, portion=portion)
        if self._pages.now.state == "vraag" and (
            self.asking.hand(visitor) is not None or self.asking.own_table(visitor)
        ):
            return self._pages.own(visitor, "vraag", filled=self.asking.own_table(visitor), portion=portion)
        return self._pages.for_all(visitor, self._pages.now.state, portion=portion)

    def door(self, visitor: Visitor, state: DoorState) -> Html:
        """The page of a device that doesn't take part now: the room is locked, or it wants to go from hand to hand."""
        session, title = self._workshop.session, _DOOR_TITLES[state]
        main = render(
            "door.html",
            language=visitor.language,
            code=session.code,
            version=self._pages.version if state != "rondgaan" else "",
            session=session.details,
            state=state,
            title=title,
            sentence=NO_NEW_PHONES,
            shown_code=in_groups(visitor.tablet_code, size=3),
            about=about(session),
        )
        return self._pages.view(visitor, main, title, can_choose=state == "slot", counts=False)

    def receipt(self, visitor: Visitor, receipt: str, round_id: str) -> Html:
        """The page after an answer was saved; with a closed round, what the room does now and the receipt above it.

        A late copy of an answer that was replaced since gives the page of what counts now.
        """
        current, answered = self._workshop.session.open_round, self._workshop.session.rounds.get(round_id)
        if answered is not None and answered is current and not visitor.tablet:
            counts = self.asking.ballot(visitor)
            if (counts is None and answered.activity.by_slip) or (counts is not None and counts.receipt != receipt):
                return self.page(visitor)
        if visitor.tablet or answered is None or answered is current:
            return self._pages.for_all(visitor, "kenmerk", receipt, round_id)
        ballot = self._workshop.voters.ballot_of(visitor.token, answered)
        question = answered.activity.question_of(ballot.answer) if ballot else answered.activity.question
        return self._pages.own(visitor, self._pages.now.state, late_receipt=(question, receipt))

    def refusal(
        self,
        visitor: Visitor,
        sentence: str,
        ticket: str = "",
        sent: Filled | None = None,
        portion: int = 0,
        faults: Sequence[Fault] = (),
        typed: str = "",
    ) -> Html:
        """The page that says what is wrong, with the form as it was sent where its question is still asked."""
        current, filled = self._workshop.session.open_round, sent or {}
        kept = self.asking.ballot(visitor) if sent is None else None
        if current is not None and kept is not None:  # what was refused has nothing to do with the answer
            places = self._pages.own_parts.parts(visitor, "kenmerk", kept.receipt, current.id)
            return self._pages.own(visitor, "kenmerk", alert=sentence, places=places, late=_lost(typed))
        if current is not None and ticket not in (current.id, ticket_of(current, visitor.table)):
            ballot = self.asking.ballot(visitor)
            filled = self.asking.answered(visitor, current, ballot) if ballot else {}
        elif current is not None and not faults:
            asked_here = self.asking.asked_of(visitor)
            faults = asked_here.faults(filled) if asked_here else ()
        answered = {name: texts for name, texts in (sent or {}).items() if name != SLIP}
        late = late_answer(self._workshop.session, visitor.table, ticket, answered) if ticket else _lost(typed)
        return self._pages.own(
            visitor, self._pages.now.state, filled=filled, alert=sentence, faults=faults, late=late, portion=portion
        )

    def pressed(self, visitor: Visitor, ticket: str, form: Filled, slip: str = "") -> Html | None:
        """The form after a press on its picture, which saves nothing; None where the form is to be saved."""
        pins, current = self.asking.pins(visitor), self._workshop.session.open_round
        if pins is None or current is None or ticket not in (current.id, ticket_of(current, visitor.table)):
            return None
        if not is_press(form):
            return None
        done = after_press(pins, form, self._pages.now.picture_of(pins.picture))
        filled = {**done.filled, **({SLIP: [slip]} if slip else {})}
        return self._pages.own(visitor, "vraag", filled=filled, note=done.told)


def _lost(typed: str) -> Late | None:
    """A question for the question box that was not taken, so that nobody has to type it anew."""
    question = clean_lines(typed, LONGEST_SAID)
    return Late("", phrase("Je vraag"), (question,)) if question else None
