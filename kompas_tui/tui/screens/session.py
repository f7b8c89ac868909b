"""The session on the beamer: cards, rounds, results, the join screen, and the keys of the facilitator."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen

from kompas_tui.deck_files import DeckProblems, load_decks
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.outcome import progress_in_room
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.round import Round
from kompas_tui.tui.drawing.cards import words_for
from kompas_tui.tui.drawing.lines import Lines
from kompas_tui.tui.keymap import KeyNames
from kompas_tui.tui.keys import PALETTE_ONLY, SESSION_KEYS, bindings, helping
from kompas_tui.tui.numbering import KEYS
from kompas_tui.tui.ports import Farewell, House, Running
from kompas_tui.tui.screens import agreeing, facilitating, showing
from kompas_tui.tui.screens.asking import give
from kompas_tui.tui.screens.dialogs import ChoiceDialog, ListDialog, ListRow, ReadDialog
from kompas_tui.tui.widgets import Band, KeyBar, MessageLine, Stage
from kompas_tui.workshop import Timer
from kompas_tui.workshop.commands.asking import CloseRound, HideResult, OpenRound, ShowResult
from kompas_tui.workshop.commands.canvas import GoToCanvas
from kompas_tui.workshop.commands.course import End, GoFurther, GoTo
from kompas_tui.workshop.commands.fan import DrawQuestion, GoToFan
from kompas_tui.workshop.rounds import supportable

if TYPE_CHECKING:
    from kompas_tui.tui.app import BeamerApp

T = TypeVar("T")

_log = logging.getLogger(__name__)


class SessionScreen(Screen[None]):
    """One running session; every key ends in one call of the workshop."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(SESSION_KEYS),
        *(Binding(str(n), f"number({n})", show=False, id=f"cijfer-{n}") for n in range(10)),
        Binding("escape", "back", show=False, id="terug"),
    ]
    DEFAULT_CSS = """
    SessionScreen { layers: base above; }
    SessionScreen.-black { background: black; }
    SessionScreen.-black > * { visibility: hidden; }
    """

    app: "BeamerApp"

    def __init__(self, house: House, running: Running, *, joining: bool = True) -> None:
        super().__init__()
        self.house, self.running = house, running
        self.workshop = running.workshop
        self.joining = joining
        self.beside = ""
        """The round that the shown one is laid beside on request; empty is the one before it."""
        self.opening = joining
        self.looking_up = False
        """Whether what the source knows lies beside the question."""
        self.before_fan = ""
        """The card from which the fan was opened, to go back to."""
        self._page_before = 0
        self._rung: Timer | None = None
        self._asking = False
        self._dirty = True
        self._tasks: set[asyncio.Task[None]] = set()
        self._stop_listening: Callable[[], None] = lambda: None
        self._seen = ("", "", 0)
        self._file_times: dict[Path, float] = {}
        self._trouble_told = self._trouble_read = ""

    # Screen

    def compose(self) -> ComposeResult:
        """Band, stage and keys."""
        yield Band()
        yield Stage(self._pages, self.key_names)
        yield MessageLine()
        yield KeyBar()

    @property
    def key_names(self) -> KeyNames:
        """How the keys are called now."""
        return self.app.key_names

    def view(self) -> showing.StageView:
        """What is to be shown now."""
        stage = self.query_one(Stage)
        return showing.StageView(
            self.workshop,
            self.running.entrance,
            self.key_names,
            self.app.now(),
            self.app.size.width,
            joining=self.joining,
            opening=self.opening,
            looking_up=self.looking_up,
            beside=self.beside,
            before_fan=self.before_fan,
            more_pages=stage.page + 1 < stage.pages,
        )

    def _pages(self, width: int, height: int) -> list[Lines]:
        return showing.pages(self.view(), width, height)

    def lay_over(self, screen: ModalScreen[None]) -> None:
        """Show something over the session, and go on."""
        self.app.push_screen(screen)

    def on_mount(self) -> None:
        """Follow the workshop and the clock."""
        self._stop_listening = self.workshop.listen(self._mark_dirty)
        self.set_interval(0.1, self._refresh_if_dirty)
        self.set_interval(1.0, self._tick)
        for notice in (*self.workshop.notices, *self.running.entrance.notices):
            self.say(notice, lasting=True)
        self._show()

    def on_unmount(self) -> None:
        """Stop following."""
        self._stop_listening()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._dirty = True

    def say(self, sentence: str, *, wrong: bool = False, lasting: bool = False) -> None:
        """A sentence for the facilitator: above the keys, or over the dialog that is open."""
        seconds = 12 if wrong or lasting else 5
        if self.app.screen is self:
            self.query_one(MessageLine).put(sentence, wrong=wrong, seconds=seconds, lasting=lasting)
        else:
            self.notify(sentence, severity="error" if wrong else "information", timeout=seconds, markup=False)

    def on_key(self) -> None:
        """The next key takes the message away, and tells that trouble was read."""
        line = self.query_one(MessageLine)
        if self._trouble_told and self._trouble_told in line.said:
            self._trouble_read = self._trouble_told
            self.workshop.trouble_seen()
        line.clear()

    def _tell_trouble(self) -> None:
        """Say what could not be kept, until a key shows that it was read."""
        trouble = self.workshop.trouble
        if (
            trouble
            and trouble != self._trouble_read
            and self.app.screen is self
            and not self.query_one(MessageLine).said
        ):
            self._trouble_told = trouble
            self.say(trouble, wrong=True)

    def _mark_dirty(self) -> None:
        self._dirty = True

    def _refresh_if_dirty(self) -> None:
        if self._dirty:
            self._dirty = False
            self._show()
            self._tell_trouble()

    def _tick(self) -> None:
        timer = self.workshop.timer
        if timer is not None and timer != self._rung and self.workshop.now() >= timer.ends:
            self._rung = timer
            self.app.bell()
            self.say("De tijd is om.")
        self._tell_trouble()
        self.query_one(Band).put(*showing.band(self.view()))
        if self.running.follow:
            self.do(self._follow_files())

    def _show(self) -> None:
        """Draw everything as it is now; another card, round or result begins at its first page."""
        session = self.workshop.session
        shown = session.shown.id if session.shown else ""
        current = session.open_round.id if session.open_round else ""
        seen = (session.card, f"{shown}/{current}", int(session.is_ended))
        stage = self.query_one(Stage)
        if seen != self._seen:
            stage.page = 0
            self.beside = ""
            self.looking_up = False
            self._seen = seen
        stage.refresh()
        self.query_one(Band).put(*showing.band(self.view()))
        self._put_keys()
        self.call_after_refresh(self._put_keys)  # only what was drawn tells how many pages there are

    def _put_keys(self) -> None:
        self.query_one(KeyBar).put(showing.keys(self.view()))

    def _turn(self, page: int) -> None:
        stage = self.query_one(Stage)
        stage.page = page
        stage.refresh()
        self.call_after_refresh(self._put_keys)

    # Doing

    def do(self, work: Coroutine[Any, Any, object]) -> None:
        """Carry out a command; what is refused is said, and an error never leaves the screen."""

        async def carry_out() -> None:
            try:
                await work
            except DeckProblems as error:
                self.say(f"De kaartenset is niet overgenomen. {error.problems[0]}", wrong=True)
            except KompasError as error:
                self.say(helping(error, self.key_names), wrong=True)
            except Exception:  # noqa: BLE001 - an error in one command must not stop the session
                _log.exception("a command failed")
                self.say("Dat lukte niet. De sessie gaat gewoon door. Probeer het nog eens.", wrong=True)

        task = asyncio.create_task(carry_out())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _clear_view(self) -> bool:
        """Take away the black screen, the join screen or what was called up; whether one of them was there."""
        covered = self.joining or self.has_class("-black") or self.looking_up
        self.remove_class("-black")
        self.joining = self.opening = False
        self._look_up(on=False)
        self._show()
        return covered

    def action_next(self) -> None:
        """The next page, or the next card."""
        stage = self.query_one(Stage)
        if self.looking_up and stage.page + 1 < stage.pages:
            self._turn(stage.page + 1)
            return
        if self._clear_view():
            return
        if stage.page + 1 < stage.pages:
            self._turn(stage.page + 1)
        else:
            self.do(self._step(1))

    def action_previous(self) -> None:
        """The previous page, or the previous card."""
        stage = self.query_one(Stage)
        if self.looking_up and stage.page:
            self._turn(stage.page - 1)
            return
        if self._clear_view():
            return
        if stage.page:
            self._turn(stage.page - 1)
        else:
            self.do(self._step(-1))

    async def _step(self, places: int) -> None:
        session = self.workshop.session
        before, current = session.card, session.open_round
        await self.workshop.do(GoFurther(places))
        if session.card == before:
            self.say("Dit is de laatste kaart." if places > 0 else "Dit is de eerste kaart.")
        elif current is not None and current.card == before:
            self.say(f"De ronde bij {quoted(current.title)} staat nog open.")

    async def ask(self, dialog: ModalScreen[T]) -> T | None:
        """Show a dialog and wait for what comes of it; None where another one is asked already."""
        if self._asking:
            return None
        self._asking = True
        answered: asyncio.Future[T | None] = asyncio.get_running_loop().create_future()
        try:
            self.app.push_screen(dialog, answered.set_result)
            return await answered
        finally:
            self._asking = False

    def action_toggle_round(self) -> None:
        """Open the round on this card, or close it; where that is not clear, ask."""
        self._clear_view()
        self.do(self._toggle_round())

    async def _toggle_round(self) -> None:
        session, card = self.workshop.session, self.workshop.card
        current, last = session.open_round, session.last_round(card.address)
        if current is not None and current.card == card.address:
            await self.workshop.do(CloseRound())
            return
        if current is not None:
            if not await self.ask(_close_other(current.title, opens=card.activity is not None)):
                return
            await self.workshop.do(CloseRound())
            if card.activity is None:
                return
        again = ""
        if last is not None and not last.is_open:
            shown = session.shown is last and supportable(last)
            chosen = await self.ask(_again(last, support=shown))
            if chosen is None:
                return
            again = chosen
        await self.workshop.do(OpenRound(again))
        if ties := self.workshop.ties():
            self.say(ties, lasting=True)

    def action_toggle_result(self) -> None:
        """Show or hide the result of this card."""
        self._clear_view()
        self.do(self._toggle_result())

    async def _toggle_result(self) -> None:
        if self.workshop.session.shown is not None:
            await self.workshop.do(HideResult())
            return
        current = self.workshop.session.open_round
        interim = current is not None and current.card == self.workshop.card.address
        if interim and not await self.ask(_interim()):
            return
        await self.workshop.do(ShowResult(interim=interim))

    def action_join(self) -> None:
        """Show or leave the join screen."""
        self.remove_class("-black")
        self.joining, self.opening = not self.joining, False
        self._show()

    def action_black(self) -> None:
        """Make the screen black, or light again."""
        self.toggle_class("-black")

    def action_back(self) -> None:
        """Back to the card; from the card to the plate."""
        if self._clear_view():
            return
        back, before = showing.way_back(self.view()), self.before_fan
        self.before_fan = ""
        if self.workshop.card.fan is not None and before:
            self.do(self.workshop.do(GoTo(before)))
        elif back is not None:
            self.do(self.workshop.do(GoTo(back.address)))

    def action_fan(self) -> None:
        """Go to the fan; on the fan draw any question."""
        self._clear_view()
        if self.workshop.card.fan is not None:
            self.do(self.workshop.do(DrawQuestion()))
            return
        self.before_fan = self.workshop.card.address
        self.do(self.workshop.do(GoToFan()))

    def action_lookup(self) -> None:
        """Lay what the source knows beside the question, or take it away."""
        self.remove_class("-black")
        if self.workshop.card.lookup is None:
            self.say("Bij deze kaart is geen naslag.")
            return
        self.joining = self.opening = False
        self._show()  # before it, since a round that was not drawn yet takes it away
        self._look_up(on=not self.looking_up)
        self._show()

    def _look_up(self, *, on: bool) -> None:
        """Begin at the first page of what is called up; afterwards the question is on the page where it was."""
        stage = self.query_one(Stage)
        if on and not self.looking_up:
            self._page_before, stage.page = stage.page, 0
        elif self.looking_up and not on:
            stage.page = self._page_before
        self.looking_up = on

    def action_canvas(self) -> None:
        """Go to the canvas; on the canvas set a cell."""
        self._clear_view()
        if self.workshop.card.canvas is not None:
            self.do(agreeing.agree_on_cell(self))
        else:
            self.do(self.workshop.do(GoToCanvas()))

    def action_number(self, number: int) -> None:
        """What the card numbers: a bear's tip becomes an action point."""
        if self._clear_view():
            return
        card, place = self.workshop.card, KEYS.index(str(number))
        named = showing.numbered_now(self.view())
        if card.plate is not None:
            states = progress_in_room(self.workshop.session, self.workshop.course, card)
            for state in states:
                if state.point.key == str(number):
                    self.do(self.workshop.do(GoTo(state.next)))
        elif card.canvas is not None:
            self.do(agreeing.open_cell(self, place))
        elif card.fan is not None and place < len(card.fan.topics):
            self.do(self.workshop.do(DrawQuestion(card.fan.topics[place][0])))
        elif place < len(named):
            self.do(facilitating.agree(self, named[place]))

    def lay_beside(self, round_id: str) -> None:
        """Lay the shown result beside this round, on its last page."""
        self.beside = round_id
        self._turn(10_000)

    # Writing down

    def action_give(self, name: str) -> None:
        """Give the command of a row of the table."""
        self.do(give(self, name))

    def action_note(self) -> None:
        """Write a note."""
        self.do(facilitating.note(self))

    def action_decision(self) -> None:
        """Write down a decision."""
        self.do(facilitating.decide(self))

    def action_agreement(self) -> None:
        """Write down an action."""
        self.do(facilitating.agree(self))

    def action_hands(self) -> None:
        """Add hands per option."""
        self.do(facilitating.count_hands(self))

    def action_arrange(self) -> None:
        """Arrange the texts or words that are shown."""
        self.do(facilitating.arrange(self))

    def action_attendance(self) -> None:
        """Write down who is there."""
        self.do(facilitating.attend(self))

    def action_amend(self) -> None:
        """Ask consent on an amended proposal."""
        self._clear_view()
        self.do(facilitating.amend(self))

    def action_question(self) -> None:
        """Make a question on the spot."""
        self._clear_view()
        self.do(facilitating.ask_on_the_spot(self))

    def action_compare(self) -> None:
        """Lay the shown result beside any other round with the same options."""
        self.do(facilitating.compare(self))

    def action_earlier(self) -> None:
        """The actions of the session before."""
        self.do(agreeing.finish_actions(self))

    def action_lots(self) -> None:
        """Draw lots."""
        self.do(facilitating.draw_lots(self))

    def action_lock(self) -> None:
        """Lock the room, or open it."""
        self.do(facilitating.lock(self))

    # Time

    def action_timer(self) -> None:
        """Set a timer, or stop the one that runs."""
        if self.workshop.timer is not None:
            self.workshop.stop_timer()
            self.say("De klok is gestopt.")
        else:
            self.do(facilitating.set_timer(self))

    # Finding

    def action_index(self) -> None:
        """The index of cards."""
        self.do(self._choose_card(searching=False))

    def action_search(self) -> None:
        """Search the cards."""
        self.do(self._choose_card(searching=True))

    async def _choose_card(self, *, searching: bool) -> None:
        session, course = self.workshop.session, self.workshop.course
        choices = []
        for number, card in enumerate((*course.cards, *course.linked), 1):
            last = session.last_round(card.address)
            seen = "geweest" if any(visit.card == card.address for visit in session.course) else ""
            state = ("◐ ronde open" if last.is_open else f"● {words_for(last.answers)}") if last else seen
            mark = str(number) if number <= len(course.cards) else f"{card.deck}:"
            choices.append(ListRow(card.address, card.title, mark, state))
        chosen = await self.ask(ListDialog("Inhoud", choices, searching=searching, current=session.card))
        if chosen:
            self._clear_view()
            await self.workshop.do(GoTo(chosen))

    def action_commands(self) -> None:
        """All commands by name."""

        async def choose() -> None:
            keys = [key for key in (*SESSION_KEYS, *PALETTE_ONLY) if key.action != "commands"]
            choices = [
                ListRow(key.action, _sentence(key.entry.does), self.key_names.of(key.id), name=key.entry.short)
                for key in keys
            ]
            chosen = await self.ask(ListDialog("Opdrachten", choices, searching=True))
            if chosen:
                await self.run_action(chosen)

        self.do(choose())

    def action_help(self) -> None:
        """What the keys do."""
        rows = [(self.key_names.of(key.id), key.entry.does) for key in SESSION_KEYS]
        rows.insert(2, ("1…9 0", "wat de kaart een nummer geeft, zoals een tip"))
        rows.insert(3, (self.key_names.of("terug"), "terug naar de kaart"))
        notes = self.workshop.card.notes
        extra = [("", ""), ("regie", notes)] if notes else []
        self.app.push_screen(ReadDialog("Wat doen de toetsen?", [*rows, *extra]))

    # The session

    def action_details(self) -> None:
        """Fill in title, place and organisation."""
        self.do(facilitating.describe(self))

    def action_theme(self) -> None:
        """Change between light and dark."""
        self.app.change_theme()
        self._show()

    def action_show_key(self) -> None:
        """Show the remote's key, after asking since the room reads along."""

        async def ask() -> None:
            explanation = "De zaal kijkt mee. Met deze sleutel kan iemand de sessie besturen."
            choices = [("ja", "Ja, toon de sleutel"), ("nee", "Nee")]
            if await self.ask(ChoiceDialog("De sleutel tonen?", explanation, choices)) == "ja":
                rows = [("sleutel", self.running.key)]
                self.app.push_screen(ReadDialog("Afstandsbediening", rows))

        self.do(ask())

    def action_report(self) -> None:
        """Write the report now."""
        self.do(self._report())

    async def _report(self) -> None:
        path = await asyncio.to_thread(self.house.write_report, self.workshop)
        self.say(f"Het verslag staat klaar: {path}", lasting=True)

    def action_leave(self) -> None:
        """Pause or end."""
        self.do(self._leave())

    async def _leave(self) -> None:
        folder = "Ga later verder met: kompas hervat"
        if self.workshop.session.is_ended:
            await self.app.leave(Farewell(0, ("De sessie is afgerond.",)))
            return
        chosen = await self.ask(_leaving())
        if chosen == "pauze":
            await self.app.leave(Farewell(0, ("De sessie staat op pauze.", folder)))
        elif chosen == "afronden":
            await self.workshop.do(End())
            await self._report()
            self._show()

    # Following edited decks

    async def _follow_files(self) -> None:
        """Take over edited decks, checked as at the start: with the decks and drawings that they name."""
        files = [path for path in self.workshop.decks.files.values() if path.is_file()]
        if not self._any_changed(files):
            return
        found = await asyncio.to_thread(load_decks, list(map(str, files)))
        await self.workshop.edit_decks([ev.DeckText(deck.name, deck.text) for deck in (*found.decks, *found.linked)])
        self.say("De kaartenset is bijgewerkt.")

    def _any_changed(self, files: Sequence[Path]) -> bool:
        """Whether a file was written since the last look."""
        times = dict(self._file_times)
        for path in files:
            with contextlib.suppress(OSError):
                self._file_times[path] = path.stat().st_mtime
        return any(times.get(path, time) != time for path, time in self._file_times.items())


def _sentence(does: str) -> str:
    return does[0].upper() + does[1:]


def _close_other(title: str, *, opens: bool) -> ChoiceDialog:
    explanation = f"De ronde bij {quoted(title)} is nog open. Er kan er maar één open zijn."
    choice = "Ja, sluit die en open deze" if opens else "Ja, sluit die ronde"
    return ChoiceDialog("De andere ronde sluiten?", explanation, [("ja", choice)])


def _again(last: Round, *, support: bool) -> ChoiceDialog:
    explanation = f"Ronde {last.number} heeft {words_for(last.answers)}."
    choices = [
        ("nieuw", f"Een nieuwe ronde: ronde {last.number + 1}"),
        ("verder", "Verder met deze ronde"),
    ]
    if support:
        choices.insert(0, ("steun", "Steun vragen voor deze teksten"))
    return ChoiceDialog("Nog een keer open?", explanation, choices)


def _interim() -> ChoiceDialog:
    explanation = "De ronde is nog open. Een tussenstand kan verraden wie wat koos."
    return ChoiceDialog("Toch een tussenstand tonen?", explanation, [("ja", "Ja, toon de tussenstand")])


def _leaving() -> ChoiceDialog:
    explanation = "Na pauzeren ga je verder waar je was. Na afronden kan niemand meer antwoorden."
    choices = [("pauze", "Pauzeren en sluiten"), ("afronden", "Afronden en het verslag maken")]
    return ChoiceDialog("Stoppen?", explanation, choices)
