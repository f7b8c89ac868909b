"""The open question as each phone is asked it: in the words of its table, as far as its role and its hand go."""

from collections.abc import Mapping
from dataclasses import replace

from kompas_tui.domain.kinds.activity import TABLE_NUMBER
from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.outcome import option_pictures_of, veil_of
from kompas_tui.domain.outcome.veil import Veil
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Pins
from kompas_tui.domain.session.round import Round
from kompas_tui.web.filled import Filled, filled_in
from kompas_tui.web.pictures import DeckPictures
from kompas_tui.web.pins import without_press
from kompas_tui.web.portions import Portion, portion_for, untouched
from kompas_tui.web.questions import Asked, asked_of
from kompas_tui.web.visitors import PageState, Visitor
from kompas_tui.workshop import Workshop

PICK_FIRST = phrase("Kies eerst je tafel. Dan zie je de vraag.")


class Asking:
    """What the open round asks of each phone, and what that answered so far."""

    def __init__(self, workshop: Workshop, pictures: DeckPictures) -> None:
        self._workshop, self._pictures = workshop, pictures
        self._asked: Asked | None = None
        self._at_tables: dict[str, Asked] = {}
        """The open question as each table is asked it."""
        self._terms: Mapping[str, str] = {}
        self._has_pins = False
        self.has_choices = False
        """Whether there is something to choose, of which a phone can have done a part."""

    def gather(self, terms: Mapping[str, str]) -> None:
        """Work out what is the same for all phones; `terms` are words that are explained."""
        self._terms = terms
        self._at_tables.clear()
        session = self._workshop.session
        current = session.open_round
        asked = self._asked = self._question(current, veil_of(session, current.activity)) if current else None
        self.has_choices = asked is not None and asked.choices > 0
        self._has_pins = asked is not None and any(isinstance(part.field, Pins) for part in asked.parts)

    def asked_of(self, visitor: Visitor) -> Asked | None:
        """The open question as far as this phone's role is asked it, in the words of its table."""
        session = self._workshop.session
        current = session.open_round
        if self._asked is None or current is None:
            return None
        if current.activity.needs_table and not visitor.table:
            return replace(self._asked, parts=(), portions=(), instead=PICK_FIRST)
        fields = current.activity.form_dealt(visitor.role, self.hand(visitor))
        if not current.activity.needs_table:
            return self._asked.only(fields)
        if visitor.table not in self._at_tables:
            veil = veil_of(session, current.activity)
            self._at_tables[visitor.table] = self._question(current, veil, visitor.table)
        return self._at_tables[visitor.table].only(fields)

    def hand(self, visitor: Visitor) -> frozenset[str] | None:
        """The names of the fields that this phone is asked, where it is not asked all."""
        current = self._workshop.session.open_round
        return self._workshop.voters.hand(visitor.token, current) if current and visitor.token else None

    def ballot(self, visitor: Visitor) -> Ballot | None:
        """This phone's answer in the open round."""
        current = self._workshop.session.open_round
        return self._workshop.voters.ballot_of(visitor.token, current) if current and visitor.token else None

    def answered(self, visitor: Visitor, current: Round, ballot: Ballot) -> Filled:
        """What this phone answered, for the form; nothing where several people answer on it, each for oneself."""
        shared = visitor.tablet or self._workshop.voters.is_shared(visitor.token, current)
        return {} if shared else filled_in(current.activity.form(), ballot.answer)

    def group_table(self, visitor: Visitor) -> int | None:
        """The table of this phone in this turn of the groups; None where it has none."""
        return self._workshop.seating.group_table(visitor.token) if visitor.token and not visitor.tablet else None

    def own_table(self, visitor: Visitor) -> Filled:
        """The number of the group's table, where the open question asks one: nobody has to type what is known."""
        current, table = self._workshop.session.open_round, self.group_table(visitor)
        if current is None or table is None or not current.activity.tables or current.activity.named_tables:
            return {}
        return {TABLE_NUMBER.inputs[0]: [str(table)]}

    def pins(self, visitor: Visitor) -> Pins | None:
        """The field of the open question in which pins are put, where it has one."""
        if not self._has_pins:
            return None
        asked_here = self.asked_of(visitor)
        fields = (part.field for part in asked_here.parts) if asked_here else ()
        return next((field for field in fields if isinstance(field, Pins)), None)

    def _question(self, current: Round, veil: Veil, table: str = "") -> Asked:
        """The open question as it is asked at this table, with the pictures of its options."""
        asked = asked_of(current, self._workshop.session.roles, self._terms, veil, table)
        options = option_pictures_of(self._workshop.session, current)
        return replace(asked, pictures=tuple(self._pictures.of(picture, small=True) for picture in options))

    def portion(self, visitor: Visitor, state: PageState, wanted: int) -> Portion | None:
        asked_here = self.asked_of(visitor) if state == "vraag" else None
        return portion_for(asked_here.portions if asked_here else (), wanted, visitor.token)

    def part_left(self, visitor: Visitor) -> Portion | None:
        """The first part of a long form of which whoever holds this device sent nothing."""
        asked_here, ballot = self.asked_of(visitor), self.ballot(visitor)
        return untouched(asked_here.portions, ballot.answer) if asked_here and ballot else None

    def completed(self, visitor: Visitor, form: Filled, number: int, slip: str) -> Filled:
        """A portion of a form as it was sent, with what this phone answered in the others, with the same slip."""
        form = without_press(form) if self.pins(visitor) else form
        if not number:
            return form
        current, asked_here = self._workshop.session.open_round, self.asked_of(visitor)
        ballot = self.ballot(visitor)
        if current is not None and current.activity.by_slip:
            ballot = self._workshop.voters.ballot_by_slip(visitor.token, current, slip)
        portions = asked_here.portions if asked_here else ()
        portion = portions[number - 1] if number <= len(portions) else None
        if current is None or ballot is None or portion is None or not portion.fields:
            return form
        others = [field for field in current.activity.form_for(visitor.role) if field.name not in portion.fields]
        return {**filled_in(others, ballot.answer), **form}
