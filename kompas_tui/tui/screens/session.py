"""The session on the beamer: cards, rounds, results, the join screen, and the keys of the facilitator."""

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.outcome import progress_in_room
from kompas_tui.tui.drawing.letters import large_lines
from kompas_tui.tui.drawing.rhythm import TIME_IS_UP
from kompas_tui.tui.drawing.scene import can_paint, has_room
from kompas_tui.tui.drawing.sizing import LetterSize
from kompas_tui.tui.drawing.wash import STEP_SECONDS, Colours, Wash
from kompas_tui.tui.easel import Easel
from kompas_tui.tui.keymap import KeyNames
from kompas_tui.tui.keys import SCREEN_ACTIONS, SESSION_KEYS, bindings
from kompas_tui.tui.numbering import KEYS
from kompas_tui.tui.ports import House, Running
from kompas_tui.tui.screens import agreeing, facilitating, finding, harvesting, leaving, rounding, showing, timing
from kompas_tui.tui.screens.asking import give
from kompas_tui.tui.screens.following import DeckFollower
from kompas_tui.tui.screens.hosting import HostScreen
from kompas_tui.tui.screens.messages import LeaveAsked, ThemeChanged
from kompas_tui.tui.widgets import Band, KeyBar, MessageLine, Stage, StagePage
from kompas_tui.workshop.commands.canvas import GoToCanvas
from kompas_tui.workshop.commands.course import GoFurther, GoTo
from kompas_tui.workshop.commands.fan import DrawQuestion, GoToFan
from kompas_tui.workshop.commands.looking import Cover, LookUp

PAGED_COVERS = ("naslag", "oogst")
"""What lies over the card in pages of its own."""

TURN_SECONDS = 2.0
"""So long the screen shows that a turn began; one change of ground, so that it hurts nobody."""


class SessionScreen(HostScreen):
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
    Stage.-turn { border: tall $warning; padding: 0 1 0 1; }
    """

    def __init__(self, house: House, running: Running, key_names: KeyNames, *, joining: bool = True) -> None:
        super().__init__(running.workshop, key_names)
        self.house, self.running = house, running
        self.beside = ""
        """The round that the shown one is laid beside on request; empty is the one before it."""
        self.opening = joining
        """Whether the join screen is the first one, which says more."""
        self.before_fan = ""
        """The card from which the fan was opened, to go back to."""
        self.scenes = True
        """Whether a plate is drawn as its scene, where the terminal can."""
        self._letter_steps: dict[str, int] = {}
        """By card: how many steps its letters are larger than what just fits."""
        self._has_font = False
        self._page_before = 0
        self._turn_told: tuple[str, int, bool] | None = None
        self._dirty = True
        self._stop_listening: Callable[[], None] = lambda: None
        self._seen: tuple[str, str, bool] | None = None
        self._covered_by: Cover | None = None
        self._follower = DeckFollower(self.workshop)
        self._easel = Easel(self.workshop.picture, self._mark_dirty)
        self._wash, self._is_washing = Wash(), False

    # Screen

    def compose(self) -> ComposeResult:
        """Band, stage and keys."""
        yield Band()
        yield Stage(self._pages, self.key_names)
        yield MessageLine()
        yield KeyBar()

    def view(self) -> showing.StageView:
        """What is to be shown now."""
        stage = self.query_one(Stage)
        return showing.StageView(
            self.workshop,
            self.running.entrance,
            self.key_names,
            self.app.size.width,
            cover=self.workshop.covered_by,
            opening=self.opening,
            beside=self.beside,
            before_fan=self.before_fan,
            more_pages=stage.page + 1 < stage.pages,
            scenes=self.scenes and self._can_paint,
            is_dark=self.app.current_theme.dark,
            letters=self._letters,
            wash=self._wash_step,
            paint=self._easel.paint if self._can_paint and has_room(*self.app.size) else None,
        )

    def _wash_step(self, card: str, colours: Colours) -> Colours:
        """How far the plate on this card is coloured in now; the next step comes by itself."""
        at_once = self.app.is_headless or self.app.animation_level == "none"
        step = self._wash.step(card, colours, at_once=at_once)
        if self._wash.is_running and not self._is_washing:
            self._is_washing = True
            self.set_timer(STEP_SECONDS, self._wash_on)
        return step

    def _wash_on(self) -> None:
        self._is_washing = False
        self.query_one(Stage).refresh()

    def _pages(self, width: int, height: int) -> Sequence[StagePage]:
        return showing.pages(self.view(), width, height)

    def on_mount(self) -> None:
        """Follow the workshop and the clock."""
        if self.opening:
            self.workshop.cover("meedoen", on=True)
        self._stop_listening = self.workshop.listen(self._mark_dirty)
        self.set_interval(0.1, self._refresh_if_dirty)
        self.set_interval(1.0, self._tick)
        for notice in (*self.workshop.notices, *self.running.entrance.notices):
            self.say(notice, lasting=True)
        self._show()
        self.do_aside(self._load_font())

    async def _load_font(self) -> None:
        """Draw large letters from now on; their font and what draws it would make the first frame late."""
        await asyncio.to_thread(large_lines, "Kompas", 100, "")
        self._has_font = self._dirty = True

    @property
    def _letters(self) -> LetterSize | None:
        """How large letters are drawn on this card."""
        steps = self._letter_steps.get(self.workshop.session.card, 0)
        return LetterSize(self._can_paint, steps) if self._has_font else None

    def on_unmount(self) -> None:
        """Stop following."""
        self._stop_listening()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._dirty = True

    def _mark_dirty(self) -> None:
        self._dirty = True

    def _refresh_if_dirty(self) -> None:
        if self._dirty:
            self._dirty = False
            self._show()
            self._tell_turn()
            self.tell_trouble()

    def _tick(self) -> None:
        self.workshop.time.follow_clock()
        self._tell_turn()
        self.tell_trouble()
        self.query_one(Band).put(*showing.band(self.view()))
        time = self.workshop.time
        if time.break_ends is not None or time.turn is not None or self.workshop.floor.is_open:
            self.query_one(Stage).refresh()
        if self.running.follow:
            self.do_aside(self._follow())

    def _tell_turn(self) -> None:
        """At each turn of a chain of times: a bell, a sentence, and for a moment another ground."""
        turn = self.workshop.time.turn
        now = (turn.card, turn.number, turn.is_change) if turn is not None else None
        before, self._turn_told = self._turn_told, now
        if now == before or before is None:
            return
        rhythm = self.workshop.session.rhythms[-1]
        if turn is None and rhythm.stopped is not None:
            return
        self.app.bell()
        self.say(f"{turn.in_words}." if turn is not None else TIME_IS_UP)
        stage = self.query_one(Stage)
        stage.add_class("-turn")
        self.set_timer(TURN_SECONDS, lambda: stage.remove_class("-turn"))

    def _show(self) -> None:
        """Draw everything as it is now; another card, round or result begins at its first page."""
        session = self.workshop.session
        shown = session.shown.id if session.shown else ""
        current = session.open_round.id if session.open_round else ""
        seen = (session.card, f"{shown}/{current}", session.is_ended)
        stage = self.query_one(Stage)
        if seen != self._seen:
            stage.page, self.beside, self._seen = 0, "", seen
        if self.workshop.covered_by != self._covered_by:
            self._follow_cover(stage)
        stage.refresh()
        self.query_one(Band).put(*showing.band(self.view()))
        self._put_keys()
        self.call_after_refresh(self._put_keys)  # only what was drawn tells how many pages there are

    def _put_keys(self) -> None:
        self.query_one(KeyBar).display = not self.workshop.presence.has_desk
        self.query_one(KeyBar).put(showing.keys(self.view()))

    def _stage_now(self) -> Stage:
        """The stage with as many pages as there are now, also where that was not drawn yet."""
        self._refresh_if_dirty()
        stage = self.query_one(Stage)
        stage.count()
        return stage

    def _turn(self, page: int) -> None:
        stage = self.query_one(Stage)
        stage.page = page
        stage.refresh()
        self.call_after_refresh(self._put_keys)

    # Doing

    def _follow_cover(self, stage: Stage) -> None:
        """Begin at the first page of what is laid over the card; afterwards the card is on the page where it was."""
        before, self._covered_by = self._covered_by, self.workshop.covered_by
        if before in PAGED_COVERS:
            stage.page = self._page_before
        if self._covered_by in PAGED_COVERS:
            self._page_before, stage.page = stage.page, 0
        self.set_class(self._covered_by == "zwart", "-black")
        self.opening = self.opening and self._covered_by == "meedoen"

    def _clear_view(self) -> bool:
        """Take away what lies over the card; whether there was something."""
        was_covered = self.workshop.uncover()
        self._show()
        return was_covered

    def action_next(self) -> None:
        """The next page, or the next card."""
        stage = self._stage_now()
        if self.workshop.covered_by in PAGED_COVERS and stage.page + 1 < stage.pages:
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
        stage = self._stage_now()
        if self.workshop.covered_by in PAGED_COVERS and stage.page:
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

    def action_toggle_round(self) -> None:
        """Open the round on this card, or close it; where that is not clear, ask."""
        self._clear_view()
        self.do(rounding.toggle_round(self))

    def action_toggle_result(self) -> None:
        """Show or hide the result of this card."""
        self._clear_view()
        self.do(rounding.toggle_result(self))

    def action_cover(self, cover: Cover) -> None:
        """Lay this over the card, or take it away."""
        self.opening = False
        self.do(self.workshop.do(LookUp(self.workshop.covered_by != cover, cover)))

    def action_harvest(self) -> None:
        """Show what was agreed; where that is seen, correct it."""
        if self.workshop.covered_by == "oogst":
            self.do(harvesting.correct(self))
        else:
            self.action_cover("oogst")

    def action_back(self) -> None:
        """Back to the card; from the card to the plate."""
        if self._clear_view() or self._message_gone:
            return
        current = self.workshop.session.open_round
        if current is not None and current.card == self.workshop.card.address:
            close = self.key_names.of("ronde")
            self.say(f"De ronde is nog open. Sluit hem met {close}, of ga verder met {self.key_names.of('volgende')}.")
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

    def action_canvas(self) -> None:
        """Go to the canvas; on the canvas set a cell."""
        self._clear_view()
        if self.workshop.card.canvas is not None:
            self.do(agreeing.agree_on_cell(self))
        else:
            self.do(self.workshop.do(GoToCanvas()))

    def action_number(self, number: int) -> None:
        """What the screen numbers: a route on the first one, else what the card does."""
        if self.workshop.covered_by == "oogst":
            self.do(harvesting.correct_at(self, KEYS.index(str(number))))
            return
        if self.opening and self.workshop.covered_by == "meedoen" and (ways := showing.route_rows(self.workshop)):
            if (chosen := next((row.name for row in ways if row.key == number), None)) is not None:
                self.do(facilitating.follow_route(self, chosen))
            return
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
            self.do(give(self, "actiepunt", filled={"wat": named[place]}))

    def lay_beside(self, round_id: str) -> None:
        """Lay the shown result beside this round, on its last page."""
        self.beside = round_id
        self._turn(10_000)

    # The mouse

    @on(KeyBar.Pressed)
    async def press_on_bar(self, event: KeyBar.Pressed) -> None:
        """A click on a key of the bar is that key."""
        action = "back" if event.hint.id == "terug" else SCREEN_ACTIONS.get(event.hint.id)
        if action is not None:
            await self.run_action(action)

    @on(Stage.NumberPressed)
    def press_number(self, event: Stage.NumberPressed) -> None:
        """A click on what has a number is that number."""
        self.action_number(event.number)

    # Writing down

    def action_give(self, name: str) -> None:
        """Give the command of a row of the table."""
        self.do(give(self, name))

    def action_talk(self, name: str) -> None:
        """Hold the conversation of a row of the table."""
        if name in facilitating.ABOUT_THE_CARD:
            self._clear_view()
        self.do(facilitating.CONVERSATIONS[name](self))

    def action_earlier(self) -> None:
        """The actions of the session before."""
        self.do(agreeing.finish_actions(self))

    # Time

    def action_timer(self) -> None:
        """Start the chain of times of this card or a timer; stop or change what runs."""
        self._clear_view()
        self.do(timing.keep_time(self))

    # Finding

    def action_index(self) -> None:
        """The index of cards."""
        self.do(self._choose_card(searching=False))

    def action_search(self) -> None:
        """Search the cards."""
        self.do(self._choose_card(searching=True))

    async def _choose_card(self, *, searching: bool) -> None:
        chosen = await finding.choose_card(self, searching=searching)
        if chosen:
            self._clear_view()
            await self.workshop.do(GoTo(chosen))

    def action_commands(self) -> None:
        """All commands by name."""
        self.do(self._choose_command())

    async def _choose_command(self) -> None:
        chosen = await finding.choose_command(self)
        if chosen:
            await self.run_action(chosen)

    def action_help(self) -> None:
        """What the keys do."""
        self.lay_over(finding.key_help(self))

    # The session

    def action_scene(self) -> None:
        """The plate as its scene, or plain; where there is nothing to draw, why not."""
        room = self.query_one(Stage).size
        if why_not := showing.why_no_scene(self.workshop.card, room, can_paint=self._can_paint):
            self.say(why_not)
            return
        self.scenes = not self.scenes
        self._clear_view()

    @property
    def _can_paint(self) -> bool:
        return can_paint(self.app.console.color_system, no_color=self.app.no_color)

    def action_letters(self, steps: int) -> None:
        """Larger or smaller letters on this card."""
        card = self.workshop.session.card
        self._letter_steps[card] = self._letter_steps.get(card, 0) + steps
        self._show()

    def action_theme(self) -> None:
        """Change between light and dark."""
        self.post_message(ThemeChanged())
        self.call_later(self._show)

    def action_show_key(self) -> None:
        """Show the remote's key, after asking since the room reads along."""
        self.do(facilitating.show_key(self, self.running.key))

    def action_pair(self) -> None:
        """Show a code by which one phone can steer too, after asking since the room reads along."""
        self.do(facilitating.pair_phone(self, self.running.new_pairing))

    def action_report(self) -> None:
        """Write the report now."""
        self.do_aside(leaving.report(self, self.house))

    def action_leave(self) -> None:
        """Pause or end."""
        self.do(self._leave())

    async def _leave(self) -> None:
        farewell = await leaving.leave(self, self.house)
        if farewell is None:
            self._show()
        else:
            self.post_message(LeaveAsked(farewell))

    async def _follow(self) -> None:
        if await self._follower.look():
            self.say("De kaartenset is bijgewerkt.")
