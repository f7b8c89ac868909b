"""The workshop: every command of the facilitator and every answer of a participant passes here."""

import asyncio
import logging
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from msgspec import structs

from kompas_tui.deck_files import DeckSet, deck_texts, decks_of
from kompas_tui.domain.course.course import course_now
from kompas_tui.domain.course.hunt import equal_bears
from kompas_tui.domain.deck.cards import Card, Course
from kompas_tui.domain.language.errors import AnswerRefused, CommandRefused, KompasError
from kompas_tui.domain.question.answers import texts_in
from kompas_tui.domain.question.ballots import Ballot, receipt_for, spelled
from kompas_tui.domain.question.slips import read_slip
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.fitting import told
from kompas_tui.domain.session.lines import check_room, full_options
from kompas_tui.domain.session.masks import TABLE_MASK, Masks
from kompas_tui.domain.session.rhythms import TurnNow, is_overdue, turn_now
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.journal import FIRST_HASH, Journal, KeptSession, NotSaved
from kompas_tui.workshop.carrying import as_option
from kompas_tui.workshop.clock import Clock, local_clock
from kompas_tui.workshop.commands.asking import CloseRound
from kompas_tui.workshop.commands.command import Command, Scene
from kompas_tui.workshop.commands.course import EditDecks, End, further
from kompas_tui.workshop.commands.floor import GiveFloor
from kompas_tui.workshop.commands.groups import NextTurn
from kompas_tui.workshop.commands.looking import Cover, LookUp
from kompas_tui.workshop.commands.time import SetTimer, StopTimer
from kompas_tui.workshop.commands.writing import AddPhoto
from kompas_tui.workshop.committer import Committer, Decision
from kompas_tui.workshop.countdown import Countdown, Timer
from kompas_tui.workshop.dealing import Deals
from kompas_tui.workshop.door import RUSH_SENTENCE, RoomIsLocked, surplus
from kompas_tui.workshop.floor import Floor
from kompas_tui.workshop.keeping import DatabaseKeeper
from kompas_tui.workshop.marks import Marks, in_one_form
from kompas_tui.workshop.pausing import break_ends
from kompas_tui.workshop.photos import safe_photo
from kompas_tui.workshop.pictures import KeptPictures
from kompas_tui.workshop.replies import OtherQuestion, Receipt, TooLate
from kompas_tui.workshop.seating import Seating
from kompas_tui.workshop.slips import MANY_GUESSES, MANY_GUESSES_SENTENCE, Slips
from kompas_tui.workshop.trouble import saving_trouble

MOST_PARTICIPANTS = 5000
"""How many devices are counted; who only looks must never keep others out."""

MOST_BALLOTS = 20_000
"""How many voters a round takes; who is counted always finds a place."""

T = TypeVar("T")

_log = logging.getLogger(__name__)


def fold_journal(journal: Journal) -> KeptSession:
    """The session that a journal tells, and its last hash."""
    head = FIRST_HASH
    events = []
    for event, digest in journal.read():
        events.append(event)
        head = digest
    return KeptSession(told(events) if events else Session(), head)


class Workshop:
    """One running session; `session` is read by all and changed only through the methods here.

    Listeners are called, without arguments, after every change. `version` grows with all that a
    participant can see; a ballot leaves it as it is. `trouble` says what could not be kept, `notices`
    what the facilitator should know about how the session was found.
    """

    def __init__(
        self,
        journal: Journal,
        decks: DeckSet,
        key: bytes,
        *,
        clock: Clock = local_clock,
        keep_database: Callable[[Session], None] = lambda session: None,
        forget_key: Callable[[], None] = lambda: None,
        pictures: KeptPictures | None = None,
        found: KeptSession | None = None,
        codes: Iterable[str] = (),
    ) -> None:
        """Take up what the journal holds, where it was not `found` yet; `codes` are those of the slips.

        `keep_database` runs in a thread after a round and at the end, with a session that stays as it is.
        """
        self.session, self.head = found or fold_journal(journal)
        self.decks = self._edited = decks
        self.version = 0
        self._saving, self._database = saving_trouble(), DatabaseKeeper(keep_database)
        self.turned_away = 0
        self.notices: tuple[str, ...] = ()
        self._course: tuple[DeckSet, int, Course] | None = None
        self._countdown = Countdown(self._ring)
        self.floor = Floor()
        self._covers: tuple[Cover, ...] = ()
        self._covered_at: tuple[str, str, str, bool] | None = None
        self._closing_task: asyncio.Task[None] | None = None
        self._moving_task: asyncio.Task[None] | None = None
        self._clock = clock
        self._marks, self.slips, self._deals = Marks(key), Slips(codes), Deals()
        self._masks = self.session.masks = Masks(key)
        self._seating = Seating()
        self._group_tables: tuple[tuple[str, int, int], dict[str | int, int]] | None = None
        self._forget_key = forget_key
        self._pictures = pictures or KeptPictures()
        self._pictures.add(decks.pictures)
        self._listeners: list[Callable[[], None]] = []
        self._deciding: dict[str, ev.BallotCast] = {}
        self._repeated: dict[tuple[str, str], Ballot | ev.BallotCast] = {}
        """What a device sent twice under two keys, by its mark and the second key: a late copy of that is not new."""
        self._changing: dict[tuple[str, str], Ballot | ev.BallotCast] = {}
        """What is being changed in this group, by mark and key: a late copy of that is not new either."""
        self._joining: set[str] = set()
        self._journal = journal
        self._committer = Committer(journal, self._committed, self._begin_group)

    def now(self) -> datetime:
        """The time on the session's clock."""
        return self._clock()

    @property
    def course(self) -> Course:
        """The cards in order, with questions made on the spot and, after a count of bears, the hunt."""
        made = self._course
        if made is None or made[0] is not self.decks or made[1] != self.version:
            made = self._course = (self.decks, self.version, course_now(self.decks.course, self.session))
        return made[2]

    @property
    def card(self) -> Card:
        """The card on the beamer."""
        return self.course.find(self.session.card) or self.course.order[0]

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call the listener after every change; the result ends that."""
        self._listeners.append(listener)
        if self.session.rhythms:
            self.follow_clock()
        return lambda: self._listeners.remove(listener)

    def _committed(self, events: Sequence[ev.AnyEvent], head: str) -> None:
        for event in events:
            before = self._full()
            self.session.apply(event)
            if not isinstance(event, ev.BallotCast | ev.Joined) or before != self._full():
                self.version += 1
            if isinstance(event, ev.RoomLocked):
                self.turned_away = 0
            if isinstance(event, ev.DeckEdited):
                self.decks = self._edited  # before anyone is told, for who is told draws the cards
        if self._covered_at != self._in_view:
            self._covered_at = self._in_view
            if not any(isinstance(event, ev.RouteChosen) for event in events):
                self._covers = ()  # led on, by whoever: the room looks along
        self.head = head
        self._keep_turn()
        self._saving.worked()
        self._tell()

    def _full(self) -> tuple[int, ...]:
        """What is full now of what one can sign up for."""
        current = self.session.open_round
        return full_options(current) if current is not None and current.activity.seats else ()

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            try:
                listener()
            except Exception:  # noqa: BLE001 - an error in one screen must not stop the others
                _log.exception("a listener failed; the session goes on")

    def _begin_group(self) -> None:
        self._deciding.clear()
        self._changing.clear()
        self._joining.clear()

    async def _request(self, decide: Callable[[], Decision[T]], *, together: bool = False) -> T:
        try:
            return await self._committer.request(decide, together=together)
        except NotSaved as error:
            self._saving.failed(str(error))
            self._tell()
            raise

    @property
    def trouble(self) -> str:
        """What could not be kept, now or since the facilitator last looked; empty where all is well."""
        return " ".join(said for said in (self._saving.sentence, self._database.trouble.sentence) if said)

    @property
    def is_saving(self) -> bool:
        """Whether what happens now can be kept."""
        return not self._saving.is_now

    def trouble_seen(self) -> None:
        """The facilitator has read what went wrong; what is over need not be said any more."""
        for trouble in (self._saving, self._database.trouble):
            trouble.seen()
        self._tell()

    async def close(self) -> None:
        """Finish what is under way and let go of the journal."""
        self.stop_timer()
        for task in (self._closing_task, self._moving_task):
            if task is not None:
                await task
        await self._committer.close()
        self._journal.close()

    # Participants

    def device(self, token: str) -> str:
        """The mark of the device with this token."""
        return self._marks.device(token)

    def new_token(self) -> str:
        """A token for a device that has none."""
        return self._marks.new_token()

    def gave(self, token: str) -> bool:
        """Whether this token was given in this session."""
        return self._marks.gave(token)

    def is_counted(self, token: str) -> bool:
        """Whether the device with this token takes part already."""
        return self.device(token) in self.session.joined

    def tablet_code(self, token: str) -> str:
        """The code of a device that wants to go from hand to hand; it may where the session's tablets have it."""
        return self._marks.tablet_code(token)

    async def join(self, token: str, *, welcome: bool = False) -> None:
        """Count the device among the participants, once; RoomIsLocked where it is new and not `welcome` either."""
        mark = self.device(token)
        if mark not in self.session.joined and not self.session.is_ended:
            await self._request(lambda: (self._joined(mark, welcome=welcome), None), together=True)

    def _joined(self, device: str, *, welcome: bool = False) -> Sequence[ev.AnyEvent]:
        """That the device joined, where that is new; past the most that are counted it takes part uncounted.

        RoomIsLocked where the room is, unless it is welcome all the same.
        """
        if device in self.session.joined or device in self._joining or self.session.is_ended:
            return ()
        if self.session.is_locked and not welcome:
            raise RoomIsLocked
        if self.session.participants + len(self._joining) >= MOST_PARTICIPANTS:
            return ()
        self._joining.add(device)
        return [ev.Joined(mark=device)]

    def ballot_of(self, token: str, cast_in: Round) -> Ballot | None:
        """This device's answer in a round."""
        if cast_in.activity.by_slip:
            return self.slips.ballot(cast_in.id, self.device(token), cast_in.ballots)
        return cast_in.ballots.get(self._voter(cast_in, self.device(token)))

    def is_shared(self, token: str, cast_in: Round) -> bool:
        """Whether several people voted with this device, each with a slip."""
        return self.slips.is_shared(cast_in.id, self.device(token))

    def ballot_by_slip(self, token: str, cast_in: Round, slip: str) -> Ballot | None:
        """What this device answered with the code that was typed; None with another code, or one used elsewhere since.

        One phone can vote for several people, and none of them votes for another.
        """
        try:
            mark = self._marks.slip(cast_in.id, read_slip(slip))
        except AnswerRefused:
            return None
        return cast_in.ballots.get(mark) if self.slips.holds(cast_in.id, self.device(token), mark) else None

    def _voter(self, cast_in: Round, device: str) -> str:
        """Who answers with this device: a participant, or its table where that gives one answer together.

        So a table counts once, whichever of its devices sends, in whatever order, and wherever they went since.
        """
        if cast_in.activity.one_a_table:
            return self._marks.table(cast_in.id, self._table_of(device))
        return self._marks.voter(cast_in.id, device)

    @property
    def group_tables(self) -> Mapping[str | int, int]:
        """The table of everybody in this turn of the groups, from 1: by a device's mark, or by number without phone."""
        groups = self.session.groups
        if groups is None:
            return {}
        seal = (groups.id, groups.turn, len(groups.people))
        if self._group_tables is None or self._group_tables[0] != seal:
            self._group_tables = (seal, groups.tables_now(self._marks.seed(groups.id)))
        return self._group_tables[1]

    def group_name(self, table: int) -> str:
        """How a table of the groups is called: as that of the evening, else by its number."""
        tables = self.session.tables
        return tables[table - 1] if table <= len(tables) else str(table)

    def is_host(self, token: str) -> bool:
        """Whether the device with this token stays at its table in every turn of the groups."""
        groups = self.session.groups
        return groups is not None and groups.is_host(self.device(token), self._marks.seed(groups.id))

    def group_table(self, token: str) -> int | None:
        """The table of the device with this token in this turn of the groups; None where it has none."""
        return self.group_tables.get(self.device(token)) if self.session.groups is not None else None

    def _table_of(self, device: str) -> str:
        """The evening's table where this device sits: that of its group, else the one it picked."""
        tables, place = self.session.tables, self.group_tables.get(device, 0)
        return tables[place - 1] if 0 < place <= len(tables) else self._seating.table_of(device)

    def table_of(self, token: str) -> str:
        """The evening's table where the device with this token sits; empty where it sits nowhere."""
        return self._table_of(self.device(token)) if self.session.tables else ""

    def sit(self, token: str, table: str) -> None:
        """Note at which table the device with this token sits; empty, or one that is not there, is none."""
        table = table if table in self.session.tables else ""
        if self._seating.sit(self.device(token), table):
            self._tell()

    @property
    def seated(self) -> Mapping[str, int]:
        """How many phones sit at each table of the evening."""
        taken = Counter(map(self._table_of, self.session.joined))
        return {table: taken[table] for table in self.session.tables}

    def hand(self, token: str, asked: Round) -> frozenset[str] | None:
        """The names of the fields that this device is asked in a round, the same each time; None where all are."""
        size = asked.activity.per_phone
        if not size:
            return None
        mark, fields = self._voter(asked, self.device(token)), asked.activity.fields()
        ballot = self.ballot_of(token, asked)
        held = ballot.answer.keys() if ballot else ()
        own = self._own_texts(token, asked)
        return self._deals.hand(
            asked.id, mark, [field.name for field in fields], size, held=held,
            own=[field.name for field in fields if field.label.casefold() in own],
        )  # fmt: skip

    def _own_texts(self, token: str, asked: Round) -> Set[str]:
        """What this device wrote in earlier rounds, as a later question has it, in small letters."""
        earlier = [one for one in self.session.rounds.values() if one is not asked and not one.activity.by_slip]
        ballots = [(one, ballot) for one in earlier if (ballot := self.ballot_of(token, one))]
        texts = (item.text for one, ballot in ballots for item in texts_in(one.activity.fields(), ballot))
        return {as_option(text).casefold() for text in texts}

    def is_outvoted(self, token: str, cast_in: Round) -> bool:
        """Whether another device answered later for the table of this one, or with its slip."""
        if cast_in.activity.by_slip:
            return self.slips.is_outvoted(cast_in.id, self.device(token))
        return bool(cast_in.outvoted) and self._marks.voter(cast_in.id, self.device(token)) in cast_in.outvoted

    async def cast(
        self,
        token: str,
        round_id: str,
        form: Mapping[str, Sequence[str]],
        *,
        role: str = "",
        nonce: str = "",
        key: str = "",
        imprint: str = "",
        slip: str = "",
        welcome: bool = False,
    ) -> Receipt:
        """Save an answer; AnswerRefused says what is wrong with it, TooLate that the round is closed.

        `slip` is the code that was typed, where the question asks one: of each code the last answer counts.
        `imprint` is that of the question as the form asked it; OtherQuestion where the round asks another one.
        The same answer again gives the receipt of the first time, and so does a late copy of an answer that
        was changed since, known by its key. A `welcome` device takes part in a room that is locked too.
        """
        cast_in = self.session.rounds.get(round_id)
        device = self.device(token)
        table = self._table_of(device)
        if cast_in is None or imprint not in ("", cast_in.activity.imprint_at(table)):
            moved = cast_in is not None and imprint in map(cast_in.activity.imprint_at, self.session.tables)
            raise OtherQuestion(taken_back=cast_in is None and round_id in self.session.openings, moved=moved)
        key, nonce = in_one_form(key), in_one_form(nonce)
        role = role if role in self.session.roles else ""
        try:
            answer = cast_in.activity.read_form(form, role, table, self.hand(token, cast_in))
            mark = self._mark_of(cast_in, device, slip)
        except AnswerRefused:
            if cast_in.is_open:
                raise
            earlier = self.ballot_of(token, cast_in)
            raise TooLate(earlier.receipt if earlier else "", time_was_up=cast_in.was_limited) from None
        receipt = receipt_for(round_id, answer, nonce)

        def masked(of: str) -> str:
            return self._masks.masked(round_id, mark, of, role) if cast_in.activity.by_role else ""

        def masked_table(of: str) -> str:
            return self._masks.masked(round_id, mark, of, table, TABLE_MASK) if cast_in.activity.tells_tables else ""

        def decide() -> "Decision[tuple[Receipt, bool]]":
            current = self.session.rounds.get(round_id)
            before = self._deciding.get(mark) or (current.ballots.get(mark) if current else None)
            own = before if before is not None and self._gave_it(cast_in, device, before, key) else None
            if own is not None and own.answer == answer:
                masks = masked(own.receipt), masked_table(own.receipt)
                if (own.role_mask, own.table_mask) == masks:
                    self._note_repeat(mark, key, own)
                    return (), (Receipt(own.receipt, round_id), True)
            late_copy = self._changed_since(current, mark, key)
            if late_copy is not None and late_copy.answer == answer:  # whatever role or table the device has by now
                return (), (Receipt(late_copy.receipt, round_id), False)
            if current is None:
                raise OtherQuestion(taken_back=True)
            if not current.is_open:
                raise TooLate(own.receipt if own else "", time_was_up=current.was_limited)
            is_full = current.answers + len(self._deciding) >= MOST_BALLOTS
            if before is None and is_full and device not in self.session.joined:
                raise AnswerRefused("De zaal is vol. Vraag de begeleider om hulp.")
            check_room(current, mark, answer, {other: one.answer for other, one in self._deciding.items()})
            cast = ev.BallotCast(
                round=round_id,
                mark=mark,
                answer=answer,
                receipt=receipt,
                nonce=nonce,
                role_mask=masked(receipt),
                table_mask=masked_table(receipt),
                key=key,
            )
            joined = self._joined(device, welcome=welcome)
            if before is not None and before.key:
                self._changing[mark, before.key] = before
            self._deciding[mark] = cast
            return (*joined, cast), (Receipt(receipt, round_id), True)

        receipt_given, counts = await self._request(decide, together=True)
        if cast_in.activity.by_slip and counts:  # who sends a late copy doesn't get to see what was voted since
            self.slips.note(round_id, device, mark)
        return receipt_given

    def _gave_it(self, cast_in: Round, device: str, saved: Ballot | ev.BallotCast, key: str) -> bool:
        """Whether this device gave the ballot with its mark.

        Of a slip another one may have: whoever has the code too must not hear, by sending guesses, what was voted.
        """
        return not cast_in.activity.by_slip or saved.key == key or self.slips.holds(cast_in.id, device, saved.mark)

    def _changed_since(self, cast_in: Round | None, mark: str, key: str) -> Ballot | ev.BallotCast | None:
        """What was sent with this key and changed since."""
        changed = self._changing.get((mark, key)) or self._repeated.get((mark, key))
        return (cast_in.replaced.get((mark, key)) if cast_in else None) or changed

    def _mark_of(self, cast_in: Round, device: str, slip: str) -> str:
        """The mark of who votes: the device, or the holder of a slip."""
        if not cast_in.activity.by_slip:
            return self._voter(cast_in, device)
        return self._marks.slip(cast_in.id, self.slips.taken(device, slip, self._clock()))

    def _note_repeat(self, mark: str, key: str, saved: Ballot | ev.BallotCast) -> None:
        """Remember the key of an answer that was saved already; the log knows the key of the first time only."""
        if key and key != saved.key:
            if len(self._repeated) >= MOST_BALLOTS:
                self._repeated.pop(next(iter(self._repeated)))
            self._repeated[mark, key] = saved

    def warnings(self) -> Sequence[str]:
        """What the facilitator should look into: more answers than people, a rush of new devices, equal outcomes."""
        guessing = MANY_GUESSES_SENTENCE if self.slips.guesses >= MANY_GUESSES else ""
        rush = RUSH_SENTENCE if self.turned_away and not self.session.is_locked else ""
        return [sentence for sentence in (surplus(self.session), rush, guessing, self.ties()) if sentence]

    def ties(self) -> str:
        """What became of equal outcomes: of options from another card, else of bears after their count."""
        current = self.session.open_round
        if current is not None:
            return current.ties
        return equal_bears(self.card, self.course.every, self.course.order, self.session)

    def turn_away(self) -> None:
        """Note that new devices came too fast and had to wait."""
        self.turned_away += 1
        if self.turned_away == 1:
            self._tell()

    # The facilitator

    def scene(self) -> Scene:
        """How things stand now, for a command to decide by."""
        return Scene(self.session, self.course, self._clock(), self._marks, self.slips, self.floor)

    async def do(self, command: Command) -> str:
        """Carry out a command of the facilitator, and give what there is to say of it; else CommandRefused."""
        if isinstance(command, End) and self.session.open_round is not None:
            await self.do(CloseRound())  # what is kept of a closed round is worked out from it

        def decided() -> Decision[tuple[Sequence[ev.AnyEvent], str]]:
            if self.session.is_ended and not command.after_the_end:
                raise CommandRefused("De sessie is afgerond. Maak een verslag, of begin een nieuwe sessie.", "verslag")
            scene = self.scene()
            events = command.decide(scene)
            return events, (events, command.told(scene))

        events, told = await self._request(decided)
        self._set_view(command)
        await self._follow(events)
        return told

    def _set_view(self, command: Command) -> None:
        """Start or stop the countdown, or call something up beside the question, where the command is about that."""
        match command:
            case LookUp():
                self.cover(command.cover, on=command.on)
            case GiveFloor():
                command.change(self.floor, self.scene())
                self._tell_phones()
            case SetTimer():
                self.set_timer(command.minutes, closes_round=command.closes_round)
            case StopTimer() if self.timer is not None and not self.timer.of_turn:
                self.stop_timer()

    async def add_photo(self, sent: bytes, alt: str, *, public: bool = False) -> str:
        """Put a photo in the report, once its file is safe; refused where it is none, or nothing says what is on it."""
        AddPhoto("", alt, public).decide(self.scene())
        photo = await asyncio.to_thread(safe_photo, sent)
        try:
            await asyncio.to_thread(self._pictures.keep, {photo.name: photo.data})
        except OSError as error:
            raise NotSaved("De foto is niet bewaard. Kijk of de schijf vol is en probeer het opnieuw.") from error
        return await self.do(AddPhoto(photo.name, alt, public))

    async def _follow(self, events: Sequence[ev.AnyEvent]) -> None:
        """Do what follows from events that are safe: at the end let the key go, and write the database."""
        if any(isinstance(event, ev.Ended) for event in events):
            try:  # before anything slow: who is killed now leaves no key
                await asyncio.to_thread(self._forget_key)
            except OSError:
                _log.exception("the key behind the marks could not be removed; opening the session tries again")
        after = self.session.is_ended and bool(events)
        if after or any(isinstance(event, ev.RoundClosed | ev.Ended) for event in events):
            await self._database.keep(self.session)
            self._tell()

    def further(self, places: int) -> Card | None:
        """The card so many places further."""
        return further(self.session, self.course, self.card, places)

    async def edit_decks(self, texts: Sequence[ev.DeckText]) -> None:
        """Take over edited decks; DeckProblems where they are wrong, and then nothing changes."""
        kept = self.session.decks
        edited = {
            deck.name: structs.replace(deck, linked=kept[deck.name].linked) for deck in texts if deck.name in kept
        }
        decks = decks_of(kept | edited)
        self._edited = replace(decks, files=self.decks.files)
        await self.do(EditDecks(texts))

    async def take_over(self, decks: DeckSet) -> None:
        """Take over decks as they lie on the disk now, once their pictures are safe."""
        try:
            await asyncio.to_thread(self._pictures.keep, decks.pictures)
        except OSError as error:
            raise NotSaved("De plaatjes zijn niet bewaard. Kijk of de schijf vol is en probeer het opnieuw.") from error
        await self.edit_decks(deck_texts(decks))

    def picture(self, digest: str) -> bytes | None:
        """The JPEG that is kept under this hash; None where it is gone, or is no longer what it was."""
        return self._pictures.get(digest)

    # What the beamer shows for now

    @property
    def covered_by(self) -> Cover | None:
        """What lies over the card; another card, round or result takes it away."""
        return self._covers[-1] if self._covers else None

    @property
    def _in_view(self) -> tuple[str, str, str, bool]:
        """The card, the round and the result that are on the beamer, and whether that is over."""
        session = self.session
        current, shown = session.open_round, session.shown
        return session.card, current.id if current else "", shown.id if shown else "", session.is_ended

    def cover(self, cover: Cover, *, on: bool) -> None:
        """Lay this over the card, or take it away; a black screen gives back what was there before it."""
        below = tuple(one for one in self._covers if one != cover)
        self._covers = ((*below, cover) if cover == "zwart" else (cover,)) if on else below
        self._covered_at = self._in_view
        self._tell()

    def uncover(self) -> bool:
        """Take away whatever lies over the card; whether there was something."""
        was_covered, self._covers = bool(self._covers), ()
        if was_covered:
            self._tell()
        return was_covered

    # Time

    @property
    def timer(self) -> Timer | None:
        """The countdown that runs."""
        return self._countdown.timer

    def set_timer(self, minutes: float, *, closes_round: bool = False) -> None:
        """Count down from now; at the end the open round may close by itself. Nothing of it is saved."""
        current = self.session.open_round
        round_id = current.id if current else ""
        self._countdown.start(self._clock(), minutes, closes_round=closes_round, round_id=round_id)
        self._tell_of_time()

    def stop_timer(self) -> None:
        """Stop counting down."""
        self._countdown.stop()
        self._tell_of_time()

    @property
    def turn(self) -> TurnNow | None:
        """Where the chain of times is that runs; None without one."""
        return turn_now(self.session.rhythms, self._clock())

    def follow_clock(self) -> None:
        """Let the clock be that of the turn that it is now, also after a restart; a round whose time is up closes."""
        if self._keep_turn():
            self._tell()
        is_closing = self._closing_task is not None and not self._closing_task.done()
        current = self.session.open_round
        if not is_closing and current is not None and self._is_overdue():
            self._closing_task = asyncio.ensure_future(self._close_in_time(current.id))
        self._move_groups()

    def _move_groups(self) -> None:
        """Let groups go along with the chain of times of their card: while people change places it is the next turn."""
        groups, turn = self.session.groups, self.turn
        if groups is None or turn is None or turn.card != groups.card:
            return
        is_moving = self._moving_task is not None and not self._moving_task.done()
        if groups.turn < min(turn.number, groups.form.turns) and not is_moving:
            self._moving_task = asyncio.ensure_future(self._move_in_time(turn.number))

    async def _move_in_time(self, turn: int) -> None:
        try:
            await self.do(NextTurn(turn))
        except KompasError:
            _log.exception("the groups could not go along; the facilitator still can let them")

    def _is_overdue(self) -> bool:
        current = self.session.open_round
        return is_overdue(self.session.rhythms, current.id if current else "", self._clock())

    def _keep_turn(self) -> bool:
        """Set the clock for the turn that it is; whether it was another one."""
        turn, timer = self.turn, self.timer
        runs = turn is not None and not turn.is_held
        if runs == (timer is not None and timer.of_turn) and not (turn and timer and runs and timer.ends != turn.ends):
            return False
        if turn is None or not runs:
            self._countdown.stop()
        else:
            minutes, closes = turn.left.total_seconds() / 60, turn.closes
            self._countdown.start(self._clock(), minutes, closes_round=bool(closes), round_id=closes, of_turn=True)
        self.version += 1
        return True

    def _tell_phones(self) -> None:
        """Tell who listens of something that is in no event, phones too."""
        self.version += 1
        self._tell()

    async def ask_floor(self, token: str) -> None:
        """Put a phone on the list of speakers, or take it off where it waits; nothing of it is saved.

        Other phones hear of it with the next speaker: who presses on and on can't make them all look again.
        """
        if not self.floor.is_open:
            raise AnswerRefused("De sprekerslijst is gesloten.")
        device = self.device(token)
        there = self.floor.place_of(device)
        if there is not None:
            self.floor.withdraw(device)
        elif self.floor.add(device=device) is None:
            raise AnswerRefused("De sprekerslijst is vol. Steek je hand op.")
        self._tell()

    def _tell_of_time(self) -> None:
        """Tell who listens; in a break the phones too, which say until when it lasts."""
        if self.card.is_break:
            self.version += 1
        self._tell()

    @property
    def break_ends(self) -> datetime | None:
        """When the group goes on after the break that is on the beamer; None without one."""
        timer = self.timer
        return break_ends(self.session, self.card, None if timer is None or timer.of_turn else timer)

    def _ring(self, timer: Timer) -> None:
        if timer.of_turn:
            self._countdown.stop()
            self.follow_clock()
            return
        current = self.session.open_round
        if timer.closes_round and current is not None and timer.round_id in ("", current.id):
            self._closing_task = asyncio.ensure_future(self._close_in_time(current.id))
        self._tell()

    async def _close_in_time(self, round_id: str) -> None:
        try:
            await self.do(CloseRound(round_id))
        except KompasError:
            _log.exception("the timer could not close the round; the facilitator still can")


def new_code() -> str:
    """A session's code of four characters without look-alikes."""
    return spelled(secrets.token_bytes(16), 4)
