"""Whether events can follow each other: a chain of hashes can be right while what it tells can't have happened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from kompas_tui.domain.deck.cards import MOST_INVITED
from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.language.errors import AnswerRefused, KompasError
from kompas_tui.domain.question.answers import fits
from kompas_tui.domain.question.paddles import MOST_PADDLES
from kompas_tui.domain.question.slips import MOST_SLIPS
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.groups import MOST_PEOPLE, MOST_TURNS, MOST_WITHOUT
from kompas_tui.domain.session.rhythms import LONGEST_STRETCH, MOST_STRETCHES
from kompas_tui.domain.session.round import asked_in
from kompas_tui.domain.session.session import Session


class ImpossibleEvent(KompasError):
    """The first event that can't have happened after those before it; `number` counts from 1."""

    def __init__(self, number: int, event: ev.AnyEvent, why: str) -> None:
        what = str(event.__struct_config__.tag).replace("_", " ")
        super().__init__(
            f"Gebeurtenis {number} in het logboek past niet: {what}. {why} "
            "Er is niets overschreven. Zet een reservekopie terug."
        )
        self.number, self.event = number, event


class _Misfit(Exception):
    """Why an event can't follow, in a Dutch sentence."""


def told(events: Iterable[ev.AnyEvent]) -> Session:
    """The session that these events tell; ImpossibleEvent names the first one that does not fit."""
    listed = list(events)
    fitting = Fitting()
    for number, event in enumerate(listed, 1):
        try:
            fitting.take(number - 1, event)
        except _Misfit as misfit:
            raise ImpossibleEvent(number, event, str(misfit)) from misfit
        except Exception as error:
            raise ImpossibleEvent(number, event, "Deze gegevens kan Kompas niet lezen.") from error
    session = _folded(listed)
    _count_all(session, listed)
    return session


def _folded(events: Sequence[ev.AnyEvent]) -> Session:
    try:
        return Session(events)
    # Folded once more, event by event, only now that something is wrong: it takes twice as long, and names which one.
    except Exception:
        session = Session()
        for number, event in enumerate(events, 1):
            try:
                session.apply(event)
            except Exception as error:
                raise ImpossibleEvent(number, event, "Het past niet bij wat ervoor gebeurde.") from error
        raise


def _count_all(session: Session, events: Sequence[ev.AnyEvent]) -> None:
    """Tally every round, so that no view meets an answer that can't be counted."""
    for asked in session.rounds.values():
        try:
            asked.result()
        except Exception as error:
            number = next(
                number
                for number, event in enumerate(events, 1)
                if isinstance(event, ev.RoundOpened) and event.round == asked.id
            )
            raise ImpossibleEvent(number, events[number - 1], "De antwoorden zijn niet te tellen.") from error


@dataclass(slots=True)
class Fitting:
    """What has to be known of the events so far to judge the next one."""

    asked: dict[str, Activity] = field(default_factory=dict)
    open_round: str = ""
    steps: list[tuple[int, str]] = field(default_factory=list)
    """The steps that can be taken back, each with the round that was open before it."""
    turns: int = 0
    """How many turns the groups have."""
    canvases: set[str] = field(default_factory=set)
    boxed: set[str] = field(default_factory=set)
    written: int = 0
    brought: int = 0
    has_slips: bool = False
    is_ended: bool = False

    @classmethod
    def after(cls, events: Iterable[ev.AnyEvent]) -> "Fitting":
        """After these, which fit."""
        fitting = cls()
        for number, event in enumerate(events):
            fitting.follow(number, event)
        return fitting

    def follow(self, number: int, event: ev.AnyEvent) -> None:
        """Take in an event that is known to fit; a ballot changes nothing for what comes after it."""
        # It was judged when it was cast, and of ten thousand ballots this saves the most work of a replay.
        if not isinstance(event, ev.BallotCast):
            self.take(number, event)

    def misfit(self, first: int, events: Sequence[ev.AnyEvent]) -> str:
        """Why these can't follow each other from this number on; empty where they can. Nothing is taken in."""
        # On a copy, for the events may still be refused, or not be saved.
        ahead = replace(
            self, asked=dict(self.asked), steps=list(self.steps), canvases=set(self.canvases), boxed=set(self.boxed)
        )
        try:
            for number, event in enumerate(events, first):
                ahead.take(number, event)
        except Exception as error:  # noqa: BLE001 - whatever the reason, a log that holds it could not be read
            return str(error) or type(error).__name__
        return ""

    def take(self, number: int, event: ev.AnyEvent) -> None:
        """Judge the event, and take it in."""
        if (number == 0) != isinstance(event, ev.Started):
            raise _Misfit("Een sessie begint één keer, als eerste.")
        # The organisation answers weeks later, when the session is long over.
        if self.is_ended and not isinstance(event, ev.Reacted):
            raise _Misfit("De sessie was al afgerond.")
        before = self.open_round
        match event:
            case ev.Started():
                few_enough = all(0 <= group.people <= MOST_INVITED for group in event.invited)
                self._need(few_enough, "Zo veel mensen kunnen er niet genodigd zijn.")
                self._need(
                    event.slips is None or 0 < event.slips.amount <= MOST_SLIPS, "Zo veel stembriefjes zijn er niet."
                )
                self.has_slips = event.slips is not None
            case ev.RoundOpened():
                self._open(event)
            case ev.RoundResumed():
                self._need(not self.open_round, "Er was nog een ronde open.")
                self._known(event.round)
                self.open_round = event.round
            case ev.RoundClosed():
                self._need(self.open_round == event.round, "Die ronde was niet open.")
                self._need(0 <= event.shared <= MOST_SLIPS, "Zo veel toestellen kunnen het niet zijn.")
                self._need(min(event.in_room, event.elsewhere) >= 0, "Een aantal is kleiner dan nul.")
                self.open_round = ""
            case ev.BallotCast():
                self._cast(event)
            case ev.HandsCounted():
                options = self._known(event.round).listed()
                self._need(len(event.counts) == len(options), "Het aantal opties klopt niet.")
                self._need(min((*event.counts, event.people)) >= 0, "Een aantal is kleiner dan nul.")
            case ev.PaddlesDealt():
                self._need(0 <= event.amount <= MOST_PADDLES, "Zo veel kaarten zijn er niet.")
            case ev.PaddlesRead():
                options = self._known(event.round).turned_options()
                self._need(self.open_round == event.round, "Die ronde was niet open.")
                self._need(1 <= len(event.paddles) <= MOST_PADDLES, "Zo veel kaarten zijn er niet.")
                turns = [one.choice for one in event.paddles]
                self._need(min(turns) >= 0 and max(turns) < len(options), "Dit antwoord kan bij deze vraag niet.")
            case ev.ResultShown() | ev.TextModerated() | ev.TextWeighed() | ev.WordsMerged() | ev.Matched():
                self._known(event.round)
            case ev.BoardWritten() | ev.Reacted():
                self._known(event.round)
            case ev.BoxAsked():
                self._need(event.text_id not in self.boxed, "Die vraag stond al in de vragenbus.")
                self.boxed.add(event.text_id)
            case ev.BoxSupported() | ev.BoxHandled():
                self._need(event.text_id in self.boxed, "Die vraag staat niet in de vragenbus.")
            case ev.Continued():
                self._need(number == 1, "Een sessie gaat alleen aan het begin verder op een andere.")
                self.brought = len(event.actions)
                _ = [cell.table for canvas in event.canvases for cell in canvas.cells]  # a ValueError is told
            case ev.ActionFinished():
                self._need(1 <= event.number <= self.brought, "Dat actiepunt is er niet.")
            case ev.CanvasLaid():
                self.canvases.add(event.card)
            case ev.CellSet() | ev.CanvasDescribed():
                self._need(event.card in self.canvases, "Dat canvas is er niet.")
            case ev.FloorClosed():
                self._need(min(event.speakers, event.minutes) >= 0, "Een aantal is kleiner dan nul.")
            case ev.RhythmStarted():
                self._need(1 <= len(event.stretches) <= MOST_STRETCHES, "Het aantal beurten klopt niet.")
                lengths = [stretch.minutes * 60 + stretch.seconds for stretch in event.stretches]
                fits_in = min(lengths) > 0 and max(lengths) <= LONGEST_STRETCH
                self._need(fits_in, "Een beurt duurt te kort of te lang.")
            case ev.GroupsFormed():
                self._need(
                    1 <= event.turns <= MOST_TURNS and 1 <= event.tables <= MOST_PEOPLE, "Zulke groepen zijn er niet."
                )
                self._need(0 <= event.without <= MOST_WITHOUT, "Het aantal mensen zonder telefoon klopt niet.")
                self._need(len(event.apart) <= MOST_PEOPLE, "Zo veel mensen zijn er niet.")
                self.turns = event.turns
            case ev.GroupsGrown():
                self._need(self.turns > 0 and 0 <= event.without <= MOST_WITHOUT, "Die groepen zijn er niet.")
            case ev.GroupsMoved():
                self._need(1 <= event.turn <= self.turns, "Die beurt van de groepen is er niet.")
            case ev.Undone():
                self._undo(event.step)
            case ev.Ended():
                self._need(not self.open_round, "Er was nog een ronde open.")
                self.is_ended = True
            case ev.CardShown() | ev.RouteChosen() | ev.ResultHidden() | ev.QuestionDrawn() | ev.RhythmChanged():
                pass  # what the facilitator shows fits anywhere
            case ev.NoteTaken() | ev.DecisionTaken() | ev.ActionAgreed() | ev.PromiseMade() | ev.Parked():
                self.written += 1  # and so does what is written,
            case ev.WrittenCorrected() | ev.WrittenRemoved():
                self._need(1 <= event.number <= self.written, "Dat was niet opgeschreven.")
            case ev.FeedbackPlanned():
                pass  # what is planned,
            case ev.Described() | ev.DeckEdited() | ev.CardAdded() | ev.QuestionAdded() | ev.PhotoTaken():
                pass  # added or kept,
            case ev.Joined() | ev.RoomLocked() | ev.RoomUnlocked() | ev.TabletAllowed() | ev.AttendanceTaken():
                pass  # and who comes in
            case ev.KeyReplaced():
                pass
            case _:
                assert_never(event)
        if isinstance(event, ev.Step):
            self.steps.append((number, before))

    def _need(self, holds: bool, why: str) -> None:
        if not holds:
            raise _Misfit(why)

    def _known(self, round_id: str) -> Activity:
        self._need(round_id in self.asked, "Die ronde is er niet.")
        return self.asked[round_id]

    def _open(self, event: ev.RoundOpened) -> None:
        self._need(not self.open_round, "Er was nog een ronde open.")
        self._need(event.round not in self.asked, "Die ronde was er al.")
        self.asked[event.round] = asked_in(event)
        self._need(self.has_slips or not self.asked[event.round].by_slip, "Er waren geen stembriefjes.")
        self.open_round = event.round

    def _cast(self, event: ev.BallotCast) -> None:
        activity = self._known(event.round)
        self._need(self.open_round == event.round, "Die ronde was niet open.")
        self._need(fits(activity.form(), event.answer), "Dit antwoord kan bij deze vraag niet.")
        self._need(activity.has_table(event.answer), "Die tafel is er niet.")
        try:
            activity.check(event.answer)
        except AnswerRefused as error:
            raise _Misfit(str(error)) from error

    def _undo(self, step: int) -> None:
        self._need(bool(self.steps) and self.steps[-1][0] == step, "Die stap was niet de laatste.")
        self.open_round = self.steps.pop()[1]
