"""A beamer under test: a real app with a real session, and what can be asked about it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from textual.content import Content
from textual.dom import NoScreen
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from kompas_tui.tui.app import BeamerApp
from kompas_tui.tui.choices import Farewell, StartDecks
from kompas_tui.tui.drawing.painting import Painting
from kompas_tui.tui.drawing.sheet import LinedPage
from kompas_tui.tui.screens.session import SessionScreen
from kompas_tui.tui.widgets import Band, KeyBar, MessageLine, Stage
from kompas_tui.workshop import Workshop
from tests.tui.houses import TestHouse
from tests.tui.pressing import press, until, until_at_rest


class Beamer:
    """A beamer under test, with what can be asked about it."""

    def __init__(self, app: BeamerApp, pilot: Pilot[Farewell], house: TestHouse) -> None:
        self.app, self.pilot, self.house = app, pilot, house

    @property
    def workshop(self) -> Workshop:
        return self.house.workshops[-1]

    async def press(self, *keys: str) -> None:
        await press(self.pilot, *keys)

    def burst(self, *keys: str) -> None:
        """All these keys at once, as after a second in which the laptop hung."""
        for key in keys:
            self.app.post_message(Key(key, key if len(key) == 1 else None))

    async def handled(self) -> None:
        """Wait until all that was typed did its work."""
        await until_at_rest(self.pilot)

    async def until(self, holds: Callable[[], object]) -> None:
        await until(self.pilot, holds, self.text)

    def screen(self) -> SessionScreen:
        found = next((screen for screen in self.app.screen_stack if isinstance(screen, SessionScreen)), None)
        if found is None:
            raise NoScreen("no session is shown")
        return found

    def text(self) -> str:
        screen = self.screen()
        parts: list[Content | Painting | LinedPage] = [
            screen.query_one(Band).render(),
            screen.query_one(Stage).render(),
            screen.query_one(KeyBar).render(),
        ]
        return "\n".join(part.plain for part in parts)

    def stage(self) -> str:
        return self.screen().query_one(Stage).render().plain

    def cells(self) -> str:
        """The stage as it is drawn, large letters too."""
        page = self.screen().query_one(Stage).render()
        return "\n".join(line.plain for line in page.lines) if isinstance(page, LinedPage) else page.plain

    async def shows(self, *said: str) -> None:
        await self.until(lambda: all(one in " ".join(self.text().split()) for one in said))

    async def says(self, said: str) -> None:
        await self.until(lambda: said in self.message() or any(said in one.message for one in self.app._notifications))

    def dialog_text(self) -> str:
        """What stands in the dialog that lies over the session."""
        lines = [str(widget.render()) for widget in self.app.screen.query(Static)]
        lists = [str(option.prompt) for found in self.app.screen.query(OptionList) for option in found.options]
        return "\n".join([*lines, *lists])

    def message(self) -> str:
        return self.screen().query_one(MessageLine).sentence

    async def asks(self, dialog: type) -> None:
        await self.until(lambda: isinstance(self.app.screen, dialog))

    async def vote(self, *choices: int) -> None:
        current = self.workshop.session.open_round
        assert current is not None
        await asyncio.gather(
            *(
                self.workshop.cast(f"token-{n}", current.id, {"keuze": [str(choice)]}, role="bewoner")
                for n, choice in enumerate(choices)
            )
        )


@asynccontextmanager
async def beamer(
    folder: Path,
    size: tuple[int, int] = (100, 30),
    *,
    follow: bool = False,
    deck: str = "",
    at_once: tuple[str, ...] = (),
) -> AsyncIterator[Beamer]:
    house = TestHouse(folder, follow=follow)
    app = BeamerApp(house, StartDecks((deck or str(house.deck()),)))
    async with app.run_test(size=size) as pilot:
        shown = Beamer(app, pilot, house)
        shown.burst(*at_once)
        await shown.until(lambda: any(isinstance(screen, SessionScreen) for screen in app.screen_stack))
        yield shown
        if app.is_running and house.workshops:
            await house.workshops[-1].close()
