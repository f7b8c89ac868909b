"""Who answers with a phone, and what it answered so far: a participant, a table together, or who holds a slip."""

from collections.abc import Set

from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.question.answers import texts_in
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.slips import read_slip
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.carrying import as_option
from kompas_tui.workshop.clock import Clock
from kompas_tui.workshop.dealing import Deals
from kompas_tui.workshop.marks import Marks
from kompas_tui.workshop.seating import Seating
from kompas_tui.workshop.slips import Slips

MOST_SAT = 20_000
"""So many seats of rounds are remembered at once."""


class Voters:
    """The voters of one session, by the token of the phone that they use."""

    def __init__(self, session: Session, marks: Marks, slips: Slips, seating: Seating) -> None:
        self._session, self._marks, self._slips, self._seating = session, marks, slips, seating
        self._deals = Deals()
        self._sat: dict[tuple[str, str], str] = {}
        """Where a phone sat while a round was open, by round and device; kept nowhere, as a seat is."""

    def is_counted(self, token: str) -> bool:
        """Whether a phone takes part already."""
        return self._marks.device(token) in self._session.joined

    def mark(self, cast_in: Round, device: str, slip: str, clock: Clock) -> str:
        """The mark in a round of who votes with this device, or with the slip that was typed on it."""
        if not cast_in.activity.by_slip:
            return self._mark_without_slip(cast_in, device)
        return self._marks.slip(cast_in.id, self._slips.taken(device, slip, clock()))

    def _mark_without_slip(self, cast_in: Round, device: str) -> str:
        """That of a participant, or of its table where that gives one answer together.

        So a table counts once, whichever of its devices sends, in whatever order, and wherever they went since.
        """
        if cast_in.activity.one_a_table:
            return self._marks.table(cast_in.id, self._table_in(cast_in, device))
        return self._marks.voter(cast_in.id, device)

    def _table_in(self, cast_in: Round, device: str) -> str:
        """The table whose answer is that of a phone: where it sits, and once the round is closed where it sat then.

        Groups go on to other tables, and what they answered before stays theirs. After a restart nobody knows.
        """
        table, seat = self._seating.table_at(device), (cast_in.id, device)
        if not cast_in.is_open:
            return self._sat.get(seat, table)
        if len(self._sat) >= MOST_SAT:
            self._sat.clear()
        self._sat[seat] = table
        return table

    def ballot_of(self, token: str, cast_in: Round) -> Ballot | None:
        """What a phone answered in a round."""
        device = self._marks.device(token)
        if cast_in.activity.by_slip:
            return self._slips.ballot(cast_in.id, device, cast_in.ballots)
        return cast_in.ballots.get(self._mark_without_slip(cast_in, device))

    def ballot_by_slip(self, token: str, cast_in: Round, slip: str) -> Ballot | None:
        """What a phone answered with the code that was typed; None with another code, or one used elsewhere since.

        One phone can vote for several people, and none of them votes for another.
        """
        try:
            mark = self._marks.slip(cast_in.id, read_slip(slip))
        except AnswerRefused:
            return None
        holds = self._slips.holds(cast_in.id, self._marks.device(token), mark)
        return cast_in.ballots.get(mark) if holds else None

    def is_shared(self, token: str, cast_in: Round) -> bool:
        """Whether several people voted with a phone, each with a slip."""
        return self._slips.is_shared(cast_in.id, self._marks.device(token))

    def is_outvoted(self, token: str, cast_in: Round) -> bool:
        """Whether another phone answered later for the table of this one, or with its slip."""
        device = self._marks.device(token)
        if cast_in.activity.by_slip:
            return self._slips.is_outvoted(cast_in.id, device)
        return bool(cast_in.outvoted) and self._marks.voter(cast_in.id, device) in cast_in.outvoted

    def hand(self, token: str, asked: Round) -> frozenset[str] | None:
        """The names of the fields that a phone is asked in a round, the same each time; None where all are."""
        size = asked.activity.per_phone
        if not size:
            return None
        mark, fields = self._mark_without_slip(asked, self._marks.device(token)), asked.activity.fields()
        ballot = self.ballot_of(token, asked)
        held = ballot.answer.keys() if ballot else ()
        own = self._own_texts(token, asked)
        return self._deals.hand(
            asked.id, mark, [field.name for field in fields], size, held=held,
            own=[field.name for field in fields if field.label.casefold() in own],
        )  # fmt: skip

    def _own_texts(self, token: str, asked: Round) -> Set[str]:
        """What was written with a phone in earlier rounds, as a later question has it, in small letters."""
        earlier = [one for one in self._session.rounds.values() if one is not asked and not one.activity.by_slip]
        ballots = [(one, ballot) for one in earlier if (ballot := self.ballot_of(token, one))]
        texts = (item.text for one, ballot in ballots for item in texts_in(one.activity.fields(), ballot))
        return {as_option(text).casefold() for text in texts}
