"""The workshop: every command of the facilitator and every answer of a participant passes here."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from kompas_tui.deck_files import DeckSet
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.fitting import told
from kompas_tui.domain.session.session import Session
from kompas_tui.journal import FIRST_HASH, Journal, KeptSession
from kompas_tui.workshop.box import Boxing
from kompas_tui.workshop.casting import Casting, Sent
from kompas_tui.workshop.clock import Clock, local_clock
from kompas_tui.workshop.commands.asking import CloseRound
from kompas_tui.workshop.commands.command import Command, Scene, session_over
from kompas_tui.workshop.commands.course import End, GoFurther
from kompas_tui.workshop.commands.floor import GiveFloor
from kompas_tui.workshop.commands.looking import LayBeside, LookUp, Project, Reveal, TakeAddress
from kompas_tui.workshop.commands.lots import DrawText, NumberGroups
from kompas_tui.workshop.committer import Committer, Decision
from kompas_tui.workshop.keeping import DatabaseKeeper
from kompas_tui.workshop.materials import Materials
from kompas_tui.workshop.paddles import Paddles
from kompas_tui.workshop.pictures import KeptPictures
from kompas_tui.workshop.presence import Presence
from kompas_tui.workshop.replies import Receipt
from kompas_tui.workshop.running import RunningSession
from kompas_tui.workshop.saving import Saving
from kompas_tui.workshop.seating import Seating
from kompas_tui.workshop.slips import Slips
from kompas_tui.workshop.timekeeping import Timekeeper
from kompas_tui.workshop.voters import Voters
from kompas_tui.workshop.watch import Watch
from kompas_tui.workshop.whereabouts import Places, Where

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


class Workshop(RunningSession):
    """One running session, which decides what it is asked and keeps it; changed only through the methods here.

    `marks`, `voters`, `seating` and `places` tell what is known of a phone; `materials`, `paddles` and `box` take
    more than answers and commands.
    """

    saving: Saving
    presence: Presence
    seating: Seating
    materials: Materials

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
        before: KeptSession | None = None,
        codes: Iterable[str] = (),
    ) -> None:
        """Take up what the journal holds, unless that is read already: `before`; `codes` are those of the slips.

        `keep_database` runs in a thread after a round and at the end, with a session that stays as it is.
        """
        super().__init__(before or fold_journal(journal), key, clock)
        self.slips = Slips(codes)
        self.presence = Presence(self.session, self.marks, self._tell)
        self.seating, self.places = Seating(self.session, self.marks), Places(self.session, self.marks)
        self.voters = Voters(self.session, self.marks, self.slips, self.seating)
        self._casting = Casting(self.session, self._masks, self.slips, self.voters)
        committer = Committer(journal, self._committed, self._casting.begin_group)
        self.saving = Saving(journal, committer, DatabaseKeeper(keep_database), forget_key, self._tell)
        self.materials = Materials(self.session, decks, pictures or KeptPictures(), self.do, self.scene)
        self.paddles = Paddles(self.do, self.scene)
        self.box = Boxing(self.session, self.marks, lambda: self.decks, self.saving.request)
        self.time = Timekeeper(self.session, clock, lambda: self.card, self.do, self._tell)
        self.watch = Watch(
            self.session, self.presence, self.slips, self.places, lambda: (self.course, self.card), self._tell
        )

    def _committed(self, events: Sequence[ev.AnyEvent], head: str) -> None:
        self.saving.worked()
        self._take_in(events, head)

    async def close(self) -> None:
        """Finish what is under way and let go of the journal."""
        await self.time.close()
        await self.saving.close()

    # Participants

    async def join(self, token: str, *, welcome: bool = False) -> None:
        """Count the device among the participants, once; RoomIsLocked where it is new and not `welcome` either."""
        device = self.marks.device(token)
        if device not in self.session.joined and not self.session.is_ended:
            await self.saving.request(lambda: (self._casting.joined(device, welcome=welcome), None), together=True)

    def sit(self, token: str, table: str) -> None:
        """Note at which table the device with this token sits; empty, or one that is not there, is none."""
        if self.seating.sit(token, table):
            self._tell()

    def say_where(self, token: str, where: Where) -> None:
        """Note whether the device with this token is in the room."""
        if self.places.say(token, where):
            self._tell()

    @property
    def asks_where(self) -> bool:
        """Whether a deck asks of each phone if it is in the room."""
        return any(deck.from_home for deck in self.decks.decks)

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
        answered = self._casting.read(sent, self._clock)
        receipt, counts = await self.saving.request(lambda: self._casting.decide(answered), together=True)
        if answered.asked.activity.by_slip and counts:  # a late copy doesn't get to see what was voted since
            self.slips.note(round_id, device, answered.mark)
        return receipt

    async def ask_floor(self, token: str, *, wants: bool = True) -> None:
        """Put a phone that wants to speak on the list, or take it off; AnswerRefused says why it can't be.

        Other phones hear of it with the next speaker: who presses on and on can't make them all look again.
        """
        self.floor.ask(self.marks.device(token), wants=wants)
        self._tell()

    # The facilitator

    def scene(self) -> Scene:
        """How things stand now, for a command to decide by."""
        return Scene(
            self.session, self.course, self._clock(), self.marks, self.slips, self.places,
            self.floor, self.covers.revealed, self.covers.is_box_large, self.approach.ways,
            self.covers.drawn_lot,
        )  # fmt: skip

    async def do(self, command: Command, *, seen: int | None = None, leafs: bool = True) -> str:
        """Carry out a command of the facilitator, and give what there is to say of it; else CommandRefused.

        `seen` is the version in sight of who gave it: at another one nothing is done. Going further is a page
        further where the beamer has one and who gave it `leafs`: a beamer elsewhere looked at its pages itself.
        """
        may_leaf = leafs and seen in (None, self.version)
        if isinstance(command, GoFurther) and may_leaf and self.leafing.turn(command.places):
            return ""
        if isinstance(command, End) and self.session.open_round is not None:
            await self.do(CloseRound(), seen=seen)  # what is kept of a closed round is worked out from it
            seen = None if seen is None else self.version  # that close belongs to this step

        def decided() -> Decision[tuple[Sequence[ev.AnyEvent], str]]:
            if self.session.is_ended and not command.after_the_end:
                raise session_over()
            # Looked at here and not before: another command may have been carried out while this one waited.
            if seen is not None and seen != self.version:
                raise CommandRefused("De sessie was al een stap verder. Er is niets gedaan. Kijk hoe het nu staat.")
            scene = self.scene()
            events = command.decide(scene)
            self._see_that_they_fit(command, events)
            return events, (events, command.told(scene))

        events, told = await self.saving.request(decided)
        self._set_view(command)
        await self.saving.follow(self.session, events)
        return told

    def _see_that_they_fit(self, command: Command, events: Sequence[ev.AnyEvent]) -> None:
        """Refuse what could not be read back: with it in the log, no command could open this session any more."""
        why = self._fitting.misfit(self.session.length, events)
        if why:
            _log.error("%s gave events that do not fit: %s", type(command).__name__, why)
            raise CommandRefused("Dat past niet bij hoe de sessie nu staat. Er is niets gedaan. Kijk wat er nu is.")

    def _set_view(self, command: Command) -> None:
        """Start or stop the countdown, or call something up beside the question, where the command is about that."""
        match command:
            case LookUp():
                self.covers.lay(command.cover, on=command.on, text_id=command.text_id)
            case LayBeside():
                self.covers.lay_beside(command.round_id)
            case Project():
                self.projection = command.changed(self.projection, self.card.address)
                self._tell()
            case TakeAddress():
                self.approach.take(command.address)
                self._tell()
            case DrawText() | NumberGroups():
                self.covers.draw(command.drawn(self.scene()))
            case Reveal() if self.session.shown is None:
                self.covers.reveal()
            case GiveFloor():
                command.change(self.floor, self.scene())
                self._tell(phones=True)
