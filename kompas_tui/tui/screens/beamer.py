"""What the room looks at during a session: the stage drawn again when something changed, and how it is looked at."""

import asyncio
from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.strip import Strip

from kompas_tui.deck_files import DeckProblems
from kompas_tui.scenes import PlateScene
from kompas_tui.tui.drawing.letters import large_lines
from kompas_tui.tui.drawing.rhythm import TIME_IS_UP
from kompas_tui.tui.drawing.scene import can_paint, has_room
from kompas_tui.tui.drawing.sizing import LetterSize
from kompas_tui.tui.drawing.wash import STEP_SECONDS, Colours, Wash
from kompas_tui.tui.easel import Easel
from kompas_tui.tui.graphics.ability import Ability
from kompas_tui.tui.graphics.gallery import Gallery
from kompas_tui.tui.graphics.spots import SeenPicture
from kompas_tui.tui.keymap import KeyNames
from kompas_tui.tui.ports import House, Running
from kompas_tui.tui.program import TerminalProgram
from kompas_tui.tui.screens import hints, showing
from kompas_tui.tui.screens.enlarging import EnlargedText, Spotlight
from kompas_tui.tui.screens.following import DeckFollower
from kompas_tui.tui.screens.heading import band
from kompas_tui.tui.screens.hosting import HostScreen
from kompas_tui.tui.screens.messages import ThemeChanged
from kompas_tui.tui.screens.rounding import RoundKey
from kompas_tui.tui.screens.stage_view import StageView
from kompas_tui.tui.widgets import Band, KeyBar, MessageLine, Stage, StagePage
from kompas_tui.workshop.commands.box import HandleBox
from kompas_tui.workshop.commands.looking import LookUp
from kompas_tui.workshop.commands.texts import Moderate
from kompas_tui.workshop.covering import Cover
from kompas_tui.workshop.enlarging import LargeText

PAGED_COVERS: tuple[Cover, ...] = ("naslag", "oogst", "vragenbus", "lot")
"""What lies over the card in pages of its own."""

_LAST_PAGE = 10_000
"""More than there are: a comparison stands on the last one."""

TURN_SECONDS = 2.0
"""So long the screen shows that a turn began; one change of ground, so that it hurts nobody."""


class BeamerScreen(HostScreen):
    """One running session as the room sees it, whatever is pressed."""

    DEFAULT_CSS = """
    BeamerScreen { layers: base above; }
    BeamerScreen.-black { background: black; }
    BeamerScreen.-black > * { visibility: hidden; }
    Stage.-turn { border: tall $warning; padding: 0 1 0 1; }
    """

    def __init__(self, house: House, running: Running, key_names: KeyNames, *, joining: bool = True) -> None:
        super().__init__(running.workshop, key_names)
        self.house, self.running = house, running
        self._band, self._key_bar = Band(), KeyBar()
        self._stage = Stage(self._pages, self.key_names, self._hang)
        self._seen_beside = ""
        self.opening = joining
        """Whether the join screen is the first one, which says more."""
        self.before_fan = ""
        """The card from which the fan was opened, to go back to."""
        self.round_key = RoundKey()
        self._themes = running.workshop.projection.themes
        self._has_font = False
        self._page_before = 0
        self._turn_told: tuple[str, int, bool] | None = None
        self._notices: tuple[str, ...] = ()
        """What was to be said when the session opened here, as long as it may be seen."""
        self._dirty = True
        self._stop_listening: Callable[[], None] = lambda: None
        self._seen: tuple[str, str, bool] | None = None
        self._covered_by: Cover | None = None
        self._large: EnlargedText | None = None
        self._follower = DeckFollower(self.workshop)
        self._gallery = Gallery(self._draw_all)
        self._easel = Easel(self.workshop.materials.picture, self._draw_all, self._gallery)
        self._wash, self._is_washing = Wash(), False
        self._is_mended = False

    # Screen

    def compose(self) -> ComposeResult:
        """Band, stage and keys."""
        yield self._band
        yield self._stage
        yield self.message_line
        yield self._key_bar

    def view(self) -> StageView:
        """What is to be shown now."""
        stage = self._stage
        return StageView(
            self.workshop,
            self.running.entrance,
            self.key_names,
            self.app.size.width,
            cover=self.workshop.covers.below_text,
            opening=self.opening,
            beside=self.workshop.covers.beside,
            before_fan=self.before_fan,
            more_pages=stage.page + 1 < stage.pages,
            has_numbers=stage.has_numbers,
            scenes=self.has_colours and not self.workshop.projection.is_plain,
            is_dark=self.app.current_theme.dark,
            letters=self._letters,
            wash=self._wash_step,
            paint=self._easel.paint if self.has_colours else None,
            ground=self._ground,
        )

    def _ground(self, scene: PlateScene, columns: int, rows: int, colours: Colours, is_dark: bool) -> tuple[Strip, ...]:
        return self._easel.plate(scene, columns, rows, colours, is_dark, is_still=not self._wash.is_running)

    def _hang(self, pictures: Sequence[SeenPicture]) -> None:
        """Have the pictures of the page that is drawn now follow it to the terminal."""
        frames = self.app.frames if isinstance(self.app, TerminalProgram) else None
        if frames is not None:
            origin = self._stage.content_region.offset
            message = self.message_line
            free = message.region.y if message.display else self.app.size.height
            frames.show(self._gallery.drawn(pictures, origin, free, is_last=not message.display))

    @on(MessageLine.Fitted)
    def _hang_beside_message(self) -> None:
        """Draw pictures once more, up to where the message is or was."""
        if self._gallery.ability is not None:
            self.call_after_refresh(self._draw_all)

    def _take_ability(self, ability: Ability | None) -> None:
        self._gallery.ability = ability if has_room(*self.app.size) else None
        self._draw_all()

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
        self._stage.refresh()

    def _pages(self, width: int, height: int) -> Sequence[StagePage]:
        return showing.pages(self.view(), width, height)

    def on_mount(self) -> None:
        """Follow the workshop and the clock."""
        if self.opening:
            self.workshop.covers.lay("meedoen", on=True)
        self._stop_listening = self.workshop.listen(self._mark_dirty)
        self.set_interval(0.1, self._refresh_if_dirty)
        self.set_interval(1.0, self._tick)
        self.tell_notices()
        if isinstance(self.app, TerminalProgram):
            self.watch(self.app, "ability", self._take_ability)
        self.show()
        self.do_aside(self._load_font())

    def tell_notices(self) -> None:
        """Say how the session was found, until a key comes, or the desk, or the room is led on."""
        self._notices = (*self.workshop.notices, *self.running.entrance.notices)
        for notice in self._notices:
            self.say(notice, lasting=True)

    async def _load_font(self) -> None:
        """Draw large letters from now on; their font and what draws it would make the first frame late."""
        await asyncio.to_thread(large_lines, "Kompas", 100, "")
        self._has_font = self._dirty = True

    @property
    def _letters(self) -> LetterSize | None:
        """How large letters are drawn on this card."""
        steps = self.workshop.projection.larger.get(self.workshop.session.card, 0)
        return LetterSize(self.has_colours, steps) if self._has_font else None

    def on_unmount(self) -> None:
        """Stop following."""
        self._stop_listening()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._dirty = True

    def on_screen_resume(self) -> None:
        """Draw pictures again over which something lay."""
        self._draw_all()

    def _mark_dirty(self) -> None:
        self._dirty = True

    def _draw_all(self) -> None:
        """Write every cell of the stage once more, so that pictures follow them."""
        self._stage.refresh()

    def _mend_pictures(self) -> None:
        """Draw a picture once more that was partly written over; where that helps nothing, something lies on it."""
        frames = self.app.frames if isinstance(self.app, TerminalProgram) else None
        if frames is None or not frames.is_torn:
            self._is_mended = False
        elif not self._is_mended and self.app.screen is self:
            self._is_mended = True
            self._draw_all()

    def _refresh_if_dirty(self) -> None:
        self.make_way()
        self._mend_pictures()
        if self._dirty:
            self._dirty = False
            self.show()
            self._tell_turn()
            self.tell_trouble()

    def _tick(self) -> None:
        self.workshop.time.follow_clock()
        self._tell_turn()
        self.tell_trouble()
        self._band.put(*band(self.view()))
        time = self.workshop.time
        if time.break_ends is not None or time.turn is not None or self.workshop.floor.is_open:
            self._stage.refresh()
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
        stage = self._stage
        stage.add_class("-turn")
        self.set_timer(TURN_SECONDS, lambda: stage.remove_class("-turn"))

    def show(self) -> None:
        """Draw everything as it is now; another card, round or result begins at its first page."""
        session = self.workshop.session
        result_round = session.shown.id if session.shown else ""
        current = session.open_round.id if session.open_round else ""
        seen = (session.card, f"{result_round}/{current}", session.is_ended)
        stage = self._stage
        if self._notices and (self.workshop.presence.has_desk or self._seen not in (None, seen)):
            self.message_line.forget(self._notices)  # read at the desk, or led on: no key need take them away
            self._notices = ()
        if seen != self._seen:
            stage.page = self._page_before = 0
            self._seen = seen
            if isinstance(over := self.app.screen, EnlargedText):
                self._large = None
                over.dismiss()  # it is about what was seen before
        if (beside := self.workshop.covers.beside) != self._seen_beside:
            self._seen_beside = beside
            stage.page = _LAST_PAGE if beside else stage.page
        if self.workshop.covers.below_text != self._covered_by:
            self._follow_cover(stage)
        self._follow_enlarged()
        self._follow_theme()
        stage.renew()
        self._band.put(*band(self.view()))
        self._put_keys()

    @on(Stage.Leafed)
    def _put_keys(self) -> None:
        stage = self._stage
        if self.workshop.covers.top != "groot":
            self.workshop.leafing.seen(stage.page + 1, stage.pages)
        stage.tells_keys = self._key_bar.display = not self.workshop.presence.has_desk
        self.message_line.set_class(self.workshop.presence.has_desk, "-at-foot")
        self._key_bar.put(hints.keys(self.view()))

    def stage_now(self) -> Stage:
        """The stage with as many pages as there are now, also where that was not drawn yet."""
        self._refresh_if_dirty()
        stage = self._stage
        stage.count()
        return stage

    def turn_to(self, page: int) -> None:
        """Show this page of the stage, or the last one."""
        stage = self._stage
        stage.page = page
        stage.refresh()

    def _follow_cover(self, stage: Stage) -> None:
        """Begin at the first page of what is laid over the card; afterwards the card is on the page where it was."""
        before, self._covered_by = self._covered_by, self.workshop.covers.below_text
        if before in PAGED_COVERS:
            stage.page = self._page_before
        if self._covered_by in PAGED_COVERS:
            self._page_before, stage.page = stage.page, 0
        self.set_class(self._covered_by == "zwart", "-black")
        self.opening = self.opening and self._covered_by == "meedoen"

    def _follow_enlarged(self) -> None:
        """Show what is to be large, as it is now; or take it away."""
        wanted, over = self.workshop.covers.top == "groot", self._large
        if wanted and over is None:
            self._large = self._enlarged()
            self.lay_over(self._large, for_room=True)
        elif wanted and isinstance(over, Spotlight):
            over.take(self.workshop.covers.texts, self.workshop.covers.large_id)
        elif not wanted and over is not None:
            self._large = None
            over.dismiss()

    def _follow_theme(self) -> None:
        """Go from light to dark or back as often as that was asked, here or at the desk."""
        before, self._themes = self._themes, self.workshop.projection.themes
        if (self._themes - before) % 2:
            self.post_message(ThemeChanged())
            self.call_later(self.show)

    def _enlarged(self) -> EnlargedText:
        """The texts that the room sees one by one, large; without them the question, or the title of the card."""
        session, card, covers = self.workshop.session, self.workshop.card, self.workshop.covers
        if items := covers.texts:
            ids = [item.id for item in items]
            index = ids.index(covers.large_id) if covers.large_id in ids else 0
            tick = self._tick_off if covers.ticks_off else None
            return Spotlight(items, index, tick, seen=self._saw_large, left=self._left_enlarged, black=self._turn_black)
        last = session.open_round or session.last_round(card.address)
        activity = last.activity if last is not None and last.card == card.address else card.activity
        question = activity.question if activity is not None else card.title
        return EnlargedText(question, left=self._left_enlarged, black=self._turn_black)

    def _turn_black(self) -> None:
        self.do(self.workshop.do(LookUp(cover="zwart")))

    def _tick_off(self, item: LargeText) -> None:
        in_box = item.id in self.workshop.session.box
        command = (
            HandleBox(item.id, "toon" if item.done else "beantwoord")
            if in_box
            else Moderate(item.id, "open" if item.done else "beantwoord")
        )
        self.do(self.workshop.do(command))

    def _saw_large(self, text_id: str, number: int, of: int) -> None:
        """Have it known, by its id, which text is seen: by its place a text that comes meanwhile would be meant."""
        covers = self.workshop.covers
        if covers.top == "groot" and covers.large_id != text_id:
            covers.lay("groot", on=True, text_id=text_id)
        self.workshop.leafing.seen(number, of)

    def _left_enlarged(self, over: EnlargedText) -> None:
        if self._large is over:
            self._large = None
            if self.workshop.covers.top == "groot":
                self.workshop.covers.lay("groot", on=False)

    def lay_over(self, screen: ModalScreen[None], *, for_room: bool = False) -> None:
        """Show something over what is seen now, which is drawn first: what changes after it takes it away."""
        self._refresh_if_dirty()
        super().lay_over(screen, for_room=for_room)

    def clear_view(self) -> bool:
        """Take away what lies over the card; whether there was something."""
        was_covered = self.workshop.covers.lift()
        self.show()
        return was_covered

    @property
    def has_colours(self) -> bool:
        """Whether this terminal can show a drawing."""
        return can_paint(self.app.console.color_system, no_color=self.app.no_color)

    async def _follow(self) -> None:
        watch, presence = self.workshop.watch, self.workshop.presence
        try:
            is_new = await self._follower.look()
        except DeckProblems as error:
            watch.edited_is(self.reason_of(error))
            if not presence.has_desk:  # there it is read
                raise
            return
        if is_new:
            watch.edited_is("")
            if not presence.has_desk:
                self.say("De kaartenset is bijgewerkt.")
