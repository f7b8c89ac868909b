"""The workshop: every command of the facilitator and every answer of a participant passes here."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from msgspec import structs

from kompas_tui.deck_files import DeckSet, deck_texts, decks_of
from kompas_tui.domain.course.course import course_now
from kompas_tui.domain.course.hunt import equal_bears
from kompas_tui.domain.deck.cards import Card, Course
from kompas_tui.domain.language.errors import AnswerRefused, CommandRefused
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.fitting import told
from kompas_tui.domain.session.lines import full_options
from kompas_tui.domain.session.masks import Masks
from kompas_tui.domain.session.session import Session
from kompas_tui.journal import FIRST_HASH, Journal, KeptSession, NotSaved
from kompas_tui.workshop.casting import Casting, Sent
from kompas_tui.workshop.clock import Clock, local_clock
from kompas_tui.workshop.commands.asking import CloseRound
from kompas_tui.workshop.commands.command import Command, Scene
from kompas_tui.workshop.commands.course import EditDecks, End, further
from kompas_tui.workshop.commands.floor import GiveFloor
from kompas_tui.workshop.commands.looking import Cover, LookUp, Reveal
from kompas_tui.workshop.commands.writing import AddPhoto
from kompas_tui.workshop.committer import Committer, Decision
from kompas_tui.workshop.door import RUSH_SENTENCE, surplus
from kompas_tui.workshop.floor import Floor
from kompas_tui.workshop.keeping import DatabaseKeeper
from kompas_tui.workshop.marks import Marks
from kompas_tui.workshop.photos import safe_photo
from kompas_tui.workshop.pictures import KeptPictures
from kompas_tui.workshop.presence import Presence
from kompas_tui.workshop.replies import Receipt
from kompas_tui.workshop.seating import Seating
from kompas_tui.workshop.slips import MANY_GUESSES, MANY_GUESSES_SENTENCE, Slips
from kompas_tui.workshop.timekeeping import Timekeeper
from kompas_tui.workshop.trouble import saving_trouble
from kompas_tui.workshop.voters import Voters

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

    `marks`, `voters` and `seating` tell what is known of a phone, `time` what the clock does.

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
        self._clock = clock
        self.floor = Floor()
        self._covers: tuple[Cover, ...] = ()
        self._revealed = 0
        self._covered_at: tuple[str, str, str, bool] | None = None
        self.marks, self.slips = Marks(key), Slips(codes)
        self.presence = Presence(self.session, self.marks, self._tell)
        masks = self.session.masks = Masks(key)
        self.seating = Seating(self.session, self.marks)
        self.voters = Voters(self.session, self.marks, self.slips, self.seating)
        self._casting = Casting(self.session, masks, self.slips, self.voters)
        self.time = Timekeeper(self.session, clock, lambda: self.card, self.do, self._tell)
        self._forget_key = forget_key
        self._pictures = pictures or KeptPictures()
        self._pictures.add(decks.pictures)
        self._listeners: list[Callable[[], None]] = []
        self._journal = journal
        self._committer = Committer(journal, self._committed, self._casting.begin_group)

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
            self.time.follow_clock()
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
        if self.time.keep_turn():
            self.version += 1
        self._saving.worked()
        self._tell()

    def _full(self) -> tuple[int, ...]:
        """What is full now of what one can sign up for."""
        current = self.session.open_round
        return full_options(current) if current is not None and current.activity.seats else ()

    def _tell(self, *, phones: bool = False) -> None:
        """Call who listens; `phones` where they see it too, though it is in no event."""
        if phones:
            self.version += 1
        for listener in tuple(self._listeners):
            try:
                listener()
            except Exception:  # noqa: BLE001 - an error in one screen must not stop the others
                _log.exception("a listener failed; the session goes on")

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
        await self.time.close()
        await self._committer.close()
        self._journal.close()

    # Participants

    async def join(self, token: str, *, welcome: bool = False) -> None:
        """Count the device among the participants, once; RoomIsLocked where it is new and not `welcome` either."""
        device = self.marks.device(token)
        if device not in self.session.joined and not self.session.is_ended:
            await self._request(lambda: (self._casting.joined(device, welcome=welcome), None), together=True)

    def sit(self, token: str, table: str) -> None:
        """Note at which table the device with this token sits; empty, or one that is not there, is none."""
        if self.seating.sit(token, table):
            self._tell()

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
        device = self.marks.device(token)
        sent = Sent(
            token, device, self.seating.table_at(device), round_id, form, role, nonce, key, imprint, slip, welcome
        )
        answered = self._casting.read(sent, self._clock())
        receipt, counts = await self._request(lambda: self._casting.decide(answered), together=True)
        if answered.asked.activity.by_slip and counts:  # a late copy doesn't get to see what was voted since
            self.slips.note(round_id, device, answered.mark)
        return receipt

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
        return Scene(self.session, self.course, self._clock(), self.marks, self.slips, self.floor, self.revealed)

    async def do(self, command: Command, *, seen: int | None = None) -> str:
        """Carry out a command of the facilitator, and give what there is to say of it; else CommandRefused.

        `seen` is the version in sight of who gave it: at another one nothing is done.
        """
        if isinstance(command, End) and self.session.open_round is not None:
            await self.do(CloseRound())  # what is kept of a closed round is worked out from it

        def decided() -> Decision[tuple[Sequence[ev.AnyEvent], str]]:
            if self.session.is_ended and not command.after_the_end:
                raise CommandRefused("De sessie is afgerond. Maak een verslag, of begin een nieuwe sessie.", "verslag")
            if seen is not None and seen != self.version:
                raise CommandRefused("De sessie was al een stap verder. Er is niets gedaan. Kijk hoe het nu staat.")
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
            case Reveal() if self.session.shown is None:
                self._revealed = self.revealed + 1
                self.cover("onthulling", on=True)
            case GiveFloor():
                command.change(self.floor, self.scene())
                self._tell(phones=True)

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
    def revealed(self) -> int:
        """How many places of a result are told on the beamer, from the third on; 0 where none is being told."""
        return self._revealed if self.covered_by == "onthulling" else 0

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

    async def ask_floor(self, token: str) -> None:
        """Put a phone on the list of speakers, or take it off where it waits; nothing of it is saved.

        Other phones hear of it with the next speaker: who presses on and on can't make them all look again.
        """
        if not self.floor.is_open:
            raise AnswerRefused("De sprekerslijst is gesloten.")
        device = self.marks.device(token)
        there = self.floor.place_of(device)
        if there is not None:
            self.floor.withdraw(device)
        elif self.floor.add(device=device) is None:
            raise AnswerRefused("De sprekerslijst is vol. Steek je hand op.")
        self._tell()
