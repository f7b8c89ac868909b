"""What comes late: an answer, a timer or a new size, before a screen's parts are there or after they went.

Textual takes the parts away before the screen itself, and stops the screen's timers and workers after that.
"""

import re
import threading
from dataclasses import replace
from pathlib import Path

import kompas_tui.tui
from kompas_tui.tui.app import BeamerApp
from kompas_tui.tui.choices import StartDecks
from kompas_tui.tui.ports import Check
from kompas_tui.tui.screens.arranging import ArrangedRound, ArrangeScreen
from kompas_tui.tui.screens.desk import DeskScreen
from kompas_tui.tui.screens.preparing import PrepareScreen
from kompas_tui.workshop.commands.course import GoFurther, GoTo
from tests.tui.beamers import Beamer, beamer
from tests.tui.houses import TestHouse, laptop
from tests.tui.test_desk import at_desk, served_room


def test_no_screen_looks_for_its_own_parts() -> None:
    package = Path(kompas_tui.tui.__file__).parent
    looking = [
        f"{path.relative_to(package)}:{number}"
        for path in sorted(package.rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(r"\.(query\w*|get_child_by_\w+|get_widget_by_id)\(", line)
    ]
    assert looking == [], "a part that is held can't be missing; one that is looked for can"


async def test_a_laptop_that_answers_late_ends_no_beamer(tmp_path: Path) -> None:
    answers = threading.Event()

    def checks() -> list[Check]:
        answers.wait()
        return []

    house = TestHouse(tmp_path)
    house.preparing = replace(laptop()[0], checks=checks)
    app = BeamerApp(house, StartDecks((str(house.deck()),), prepares=True))
    async with app.run_test(size=(80, 24)) as pilot:
        shown = Beamer(app, pilot, house)
        await shown.until(lambda: isinstance(app.screen, PrepareScreen))
        screen = app.screen
        assert isinstance(screen, PrepareScreen)
        await screen.remove_children()
        answers.set()
        await shown.until(lambda: not any(worker.node is screen for worker in app.workers))
        screen._ask()
        screen.on_resize()
        screen.dismiss("")
        await shown.until(lambda: not isinstance(app.screen, PrepareScreen))
        PrepareScreen(house.preparing).on_resize()
        await shown.shows("Doe mee met je telefoon")
        await house.workshops[-1].close()


async def test_a_beamer_that_is_being_closed_hears_its_timers_without_a_fault(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.shows("Doe mee met je telefoon")
        screen = shown.screen()
        await screen.remove_children()
        await shown.workshop.do(GoTo("midden"))
        for come_late in (screen._refresh_if_dirty, screen._tick, screen._draw_all, screen._wash_on, screen.on_key):
            come_late()
        screen.say("Het verslag staat klaar.")
        screen.turn_to(0)


async def test_texts_that_come_in_while_their_list_is_being_closed_are_no_fault(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.workshop.do(GoTo("ideeen"))
        await shown.press("o")
        await shown.until(lambda: shown.workshop.session.open_round)
        opened = shown.workshop.session.open_round
        assert opened is not None
        (name,) = (name for one in opened.activity.form() for name in one.inputs)
        screen = ArrangeScreen(shown.screen(), ArrangedRound(shown.screen(), opened))
        await shown.app.push_screen(screen)
        await screen.remove_children()
        await shown.workshop.cast("iemand", opened.id, {name: ["Meer groen"]}, role="bewoner")
        await shown.until(lambda: len(screen._texts.items) == 1)


async def test_a_desk_that_is_being_closed_hears_the_session_without_a_fault(tmp_path: Path) -> None:
    async with served_room(tmp_path) as room, at_desk(room) as desk:
        await desk.shows("Welkom")
        screen = desk.app.screen
        assert isinstance(screen, DeskScreen)
        await screen.remove_children()
        await room.workshop.do(GoFurther(1))
        await desk.until(lambda: screen.state["kaart"] == room.workshop.session.card)
