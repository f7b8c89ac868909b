"""The session on the beamer: cards, rounds, results, the join screen, and the keys of the facilitator."""

from collections.abc import Coroutine
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from kompas_tui.tui.keys import SCREEN_ACTIONS, SESSION_KEYS, bindings
from kompas_tui.tui.ports import AddressChoice
from kompas_tui.tui.screens import agreeing, facilitating, finding, harvesting, leaving, rounding, timing, walking
from kompas_tui.tui.screens.asking import give
from kompas_tui.tui.screens.beamer import BeamerScreen
from kompas_tui.tui.screens.messages import LeaveAsked, PrepareAsked
from kompas_tui.tui.screens.showing import why_no_scene
from kompas_tui.tui.widgets import KeyBar, Stage
from kompas_tui.workshop.commands.canvas import GoToCanvas
from kompas_tui.workshop.commands.command import session_over
from kompas_tui.workshop.commands.course import GoTo
from kompas_tui.workshop.commands.fan import DrawQuestion, GoToFan
from kompas_tui.workshop.commands.looking import BY_SERVER, LookUp, Project
from kompas_tui.workshop.covering import Cover


class SessionScreen(BeamerScreen):
    """One running session; every key ends in one call of the workshop."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(SESSION_KEYS),
        *(Binding(str(n), f"number({n})", show=False, id=f"cijfer-{n}") for n in range(10)),
        Binding("escape", "back", show=False, id="terug"),
    ]

    def on_mount(self) -> None:
        """Let who goes further from elsewhere turn the pages here too; a lookup then makes way for the next card."""
        self.workshop.leafing.by(partial(walking.leaf, self, covers=("oogst", "vragenbus", "lot")))

    # The way through the cards

    def action_next(self) -> None:
        """The next page, or the next card."""
        walking.go(self, 1)

    def action_previous(self) -> None:
        """The previous page, or the previous card."""
        walking.go(self, -1)

    def action_back(self) -> None:
        """Back to the card; from the card to the plate."""
        walking.go_back(self)

    def action_number(self, number: int) -> None:
        """What the screen numbers: a route on the first one, else what the card does."""
        walking.press_number(self, number)

    # Doing

    def action_toggle_round(self) -> None:
        """Open the round on this card, or close it; where that is not clear, ask."""
        self.clear_view()
        self._converse(rounding.toggle_round(self, self.round_key))

    def action_toggle_result(self) -> None:
        """Show or hide the result of this card."""
        self.clear_view()
        self.do(rounding.toggle_result(self))

    def action_cover(self, cover: Cover) -> None:
        """Lay this over the card, or take it away."""
        self.opening = False
        self.do(self.workshop.do(LookUp(self.workshop.covers.top != cover, cover)))

    def action_enlarge(self) -> None:
        """Show what the room sees large: the texts one by one, or else the question."""
        self.opening = False
        self.do(self._show_large())

    async def _show_large(self) -> None:
        await self.workshop.do(LookUp(cover="groot"))
        self.show()

    def action_address(self) -> None:
        """On the join screen: have the code hold the next address of this laptop; elsewhere go there first."""
        if self.workshop.covers.top != "meedoen":
            self.action_cover("meedoen")
            return
        self.running.look_again()
        if len(self.running.entrance.choices) < 2:
            self.say(
                BY_SERVER
                if self.running.entrance.from_anywhere
                else "Er is geen ander adres. Zet wifi aan of uit, en probeer het nog eens."
            )
            return
        self.running.move_to(self.running.entrance.after())
        self._show_address(self.running.entrance.chosen)

    def _show_address(self, chosen: AddressChoice | None) -> None:
        self.show()
        if chosen is not None:
            self.say(chosen.warning or f"De code gebruikt nu {chosen.label}.", wrong=bool(chosen.warning))

    def action_prepare(self) -> None:
        """Look whether all is ready, with a test phone."""
        self.post_message(PrepareAsked())

    def action_harvest(self) -> None:
        """Show what was agreed; where that is seen, correct it."""
        if self.workshop.covers.top == "oogst":
            self._converse(harvesting.correct(self))
        else:
            self.action_cover("oogst")

    def action_fan(self) -> None:
        """Go to the fan; on the fan draw any question."""
        self.clear_view()
        if self.workshop.card.fan is not None:
            self.do(self.workshop.do(DrawQuestion()))
            return
        self.before_fan = self.workshop.card.address
        self.do(self.workshop.do(GoToFan()))

    def action_canvas(self) -> None:
        """Go to the canvas; on the canvas set a cell."""
        self.clear_view()
        if self.workshop.card.canvas is not None:
            self._converse(agreeing.agree_on_cell(self))
        else:
            self.do(self.workshop.do(GoToCanvas()))

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

    def _converse(self, conversation: Coroutine[Any, Any, None], name: str = "") -> None:
        """Hold a conversation; in a session that was ended only one of which something can come."""
        if self.workshop.session.is_ended and name not in facilitating.AFTER_THE_END:
            conversation.close()
            self.say(self.reason_of(session_over()), wrong=True)
        else:
            self.do(conversation)

    def action_give(self, name: str) -> None:
        """Give the command of a row of the table."""
        self._converse(give(self, name), name)

    def action_talk(self, name: str) -> None:
        """Hold the conversation of a row of the table."""
        if name in facilitating.ABOUT_THE_CARD:
            self.clear_view()
        self._converse(facilitating.CONVERSATIONS[name](self), name)

    def action_earlier(self) -> None:
        """The actions of the session before."""
        self._converse(agreeing.finish_actions(self))

    # Time

    def action_timer(self) -> None:
        """Start the chain of times of this card or a timer; stop or change what runs."""
        self.clear_view()
        self._converse(timing.keep_time(self))

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
            self.clear_view()
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
        room = self._stage.size
        if why_not := why_no_scene(self.workshop.card, room, can_paint=self.has_colours):
            self.say(why_not)
            return
        self.clear_view()
        self.do(self.workshop.do(Project("beeld")))

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
        farewell = await leaving.leave(self, self.house, self.running)
        if farewell is None:
            self.show()
        else:
            self.post_message(LeaveAsked(farewell))
