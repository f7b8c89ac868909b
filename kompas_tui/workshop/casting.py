"""What becomes of an answer that a phone sends: a ballot to keep, the receipt of one that was kept, or a refusal.

Answers are decided in the order in which they came, several at once before any is kept; which keys came is in memory.
"""

from collections.abc import Mapping, Sequence

import msgspec

from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.question.ballots import Ballot, receipt_for
from kompas_tui.domain.question.fields import Answer
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.lines import check_room
from kompas_tui.domain.session.masks import Masks
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.clock import Clock
from kompas_tui.workshop.committer import Decision
from kompas_tui.workshop.door import RoomIsLocked
from kompas_tui.workshop.marks import in_one_form
from kompas_tui.workshop.replies import OtherQuestion, Receipt, TooLate
from kompas_tui.workshop.slips import Slips
from kompas_tui.workshop.voters import Voters

MOST_PARTICIPANTS = 5000
"""How many devices are counted; who only looks must never keep others out."""

MOST_BALLOTS = 20_000
"""How many voters a round takes; who is counted always finds a place."""

_Saved = Ballot | ev.BallotCast


class Sent(msgspec.Struct, frozen=True):
    """What a phone sends: its form in a round, from which device at which table, and under which key.

    `slip` is the code that was typed, where the question asks one. `imprint` is that of the question as the form asked
    it. A `welcome` device takes part in a room that is locked too.
    """

    token: str
    device: str
    table: str
    round_id: str
    form: Mapping[str, Sequence[str]]
    role: str = ""
    nonce: str = ""
    key: str = ""
    imprint: str = ""
    slip: str = ""
    welcome: bool = False


class ReadAnswer(msgspec.Struct, frozen=True):
    """An answer that was read and fits its question, with the voter's mark and the receipt it gets where it is kept."""

    device: str
    mark: str
    asked: Round
    answer: Answer
    receipt: str
    role: str
    table: str
    nonce: str
    key: str
    welcome: bool


class Casting:
    """Decides about answers and newcomers of one session."""

    def __init__(self, session: Session, masks: Masks, slips: Slips, voters: Voters) -> None:
        self._session, self._masks, self._slips, self._voters = session, masks, slips, voters
        self._deciding: dict[str, ev.BallotCast] = {}
        self._repeated: dict[tuple[str, str], _Saved] = {}
        """What a device sent twice under two keys, by its mark and the second key: a late copy of that is not new."""
        self._changing: dict[tuple[str, str], _Saved] = {}
        """What is being changed in this group, by mark and key: a late copy of that is not new either."""
        self._joining: set[str] = set()

    def begin_group(self) -> None:
        """Forget what the last group decided: it is kept by now, or lost."""
        self._deciding.clear()
        self._changing.clear()
        self._joining.clear()

    def joined(self, device: str, *, welcome: bool = False) -> Sequence[ev.AnyEvent]:
        """That the device joined, where that is new; past the most that are counted it takes part uncounted.

        RoomIsLocked where the room is, unless it is welcome all the same.
        """
        if device in self._session.joined or device in self._joining or self._session.is_ended:
            return ()
        if self._session.is_locked and not welcome:
            raise RoomIsLocked
        if self._session.participants + len(self._joining) >= MOST_PARTICIPANTS:
            return ()
        self._joining.add(device)
        return [ev.Joined(mark=device)]

    def read(self, sent: Sent, clock: Clock) -> ReadAnswer:
        """The answer in what was sent; OtherQuestion, TooLate or AnswerRefused where it can't be kept."""
        asked = self._asked(sent)
        role = sent.role if sent.role in self._session.roles else ""
        try:
            answer = asked.activity.read_form(sent.form, role, sent.table, self._voters.hand(sent.token, asked))
            mark = self._voters.mark(asked, sent.device, sent.slip, clock)
        except AnswerRefused:
            # Of a closed round a phone hears that it is closed, and not what is wrong with a form that is too late.
            if asked.is_open:
                raise
            earlier = self._voters.ballot_of(sent.token, asked)
            raise TooLate(earlier.receipt if earlier else "", time_was_up=asked.was_limited) from None
        # Of one form for all, so that what a script or a browser makes of them tells no phone from another.
        nonce, key = in_one_form(sent.nonce), in_one_form(sent.key)
        receipt = receipt_for(asked.id, answer, nonce)
        return ReadAnswer(sent.device, mark, asked, answer, receipt, role, sent.table, nonce, key, sent.welcome)

    def _asked(self, sent: Sent) -> Round:
        """The round whose question the form asked; OtherQuestion where that asks another one."""
        asked = self._session.rounds.get(sent.round_id)
        if asked is None or sent.imprint not in ("", asked.activity.imprint_at(sent.table)):
            moved = asked is not None and sent.imprint in map(asked.activity.imprint_at, self._session.tables)
            raise OtherQuestion(taken_back=asked is None and sent.round_id in self._session.openings, moved=moved)
        return asked

    def decide(self, new: ReadAnswer) -> Decision[tuple[Receipt, bool]]:
        """What to keep, and the receipt with whether it is that of the answer which counts.

        The same answer again gives the receipt of the first time, and so does a late copy of an answer that was
        changed since, known by its key. TooLate where the round is closed.
        """
        current = self._session.rounds.get(new.asked.id)
        # What this group decided goes first: it is not in the session yet.
        before = self._deciding.get(new.mark) or (current.ballots.get(new.mark) if current else None)
        own = before if before is not None and self._gave_it(new, before) else None
        if own is not None and own.answer == new.answer and self._has_masks_of(new, own):
            self._note_repeat(new, own)
            return (), (Receipt(own.receipt, new.asked.id), True)
        late_copy = self._changed_since(new, current)
        if late_copy is not None and late_copy.answer == new.answer:  # whatever role or table the device has by now
            return (), (Receipt(late_copy.receipt, new.asked.id), False)
        if current is None:
            raise OtherQuestion(taken_back=True)
        if not current.is_open:
            raise TooLate(own.receipt if own else "", time_was_up=current.was_limited)
        return self._counted(new, current, before), (Receipt(new.receipt, new.asked.id), True)

    def _counted(self, new: ReadAnswer, current: Round, before: _Saved | None) -> Sequence[ev.AnyEvent]:
        """The events of an answer that counts from now on, in the place of the voter's answer `before`."""
        is_full = current.answers + len(self._deciding) >= MOST_BALLOTS
        if before is None and is_full and new.device not in self._session.joined:
            raise AnswerRefused(phrase("De zaal is vol. Vraag de begeleider om hulp."))
        check_room(current, new.mark, new.answer, self._deciding)
        role_mask, table_mask = self._masked(new, new.receipt)
        cast = ev.BallotCast(
            round=current.id, mark=new.mark, answer=new.answer, receipt=new.receipt, nonce=new.nonce,
            role_mask=role_mask, table_mask=table_mask, key=new.key,
        )  # fmt: skip
        joined = self.joined(new.device, welcome=new.welcome)
        if before is not None and before.key:
            self._changing[new.mark, before.key] = before
        self._deciding[new.mark] = cast
        return (*joined, cast)

    def _has_masks_of(self, new: ReadAnswer, saved: _Saved) -> bool:
        """Whether the saved ballot tells the same role and table."""
        return (saved.role_mask, saved.table_mask) == self._masked(new, saved.receipt)

    def _masked(self, new: ReadAnswer, receipt: str) -> tuple[str, str]:
        """The masks of role and table beside a ballot with this receipt."""
        return self._masks.beside(new.asked.activity, new.asked.id, new.mark, receipt, new.role, new.table)

    def _gave_it(self, new: ReadAnswer, saved: _Saved) -> bool:
        """Whether this device gave the ballot with its mark.

        Of a slip another one may have: whoever has the code too must not hear, by sending guesses, what was voted.
        """
        by_slip = new.asked.activity.by_slip
        return not by_slip or saved.key == new.key or self._slips.holds(new.asked.id, new.device, saved.mark)

    def _changed_since(self, new: ReadAnswer, current: Round | None) -> _Saved | None:
        """What was sent with this key and changed since."""
        by = (new.mark, new.key)
        return (current.replaced.get(by) if current else None) or self._changing.get(by) or self._repeated.get(by)

    def _note_repeat(self, new: ReadAnswer, saved: _Saved) -> None:
        """Remember the key of an answer that was saved already; the log knows the key of the first time only."""
        if new.key and new.key != saved.key:
            # The oldest goes, for a copy comes within minutes and memory must not grow with every retry.
            if len(self._repeated) >= MOST_BALLOTS:
                self._repeated.pop(next(iter(self._repeated)))
            self._repeated[new.mark, new.key] = saved
