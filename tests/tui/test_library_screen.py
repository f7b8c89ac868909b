"""The library on the screen: found with the keyboard alone, changed, and written down."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from kompas_tui.domain.library.sections import SECTIONS
from kompas_tui.tui.app import BeamerApp
from kompas_tui.tui.choices import Farewell, OpenLibrary
from kompas_tui.tui.keys import LIBRARY_KEYS
from kompas_tui.tui.screens.dialogs import ChoiceDialog, ListDialog, ReadDialog, WriteDialog
from kompas_tui.tui.screens.home import HomeScreen
from kompas_tui.tui.screens.leafing import RowList
from kompas_tui.tui.screens.library import LibraryScreen
from kompas_tui.tui.screens.reading import PageDialog
from kompas_tui.tui.widgets import MessageLine
from tests.library.test_shelf import two_evenings
from tests.tui.houses import TestHouse
from tests.tui.pressing import press, until, until_at_rest


class Reader:
    """Somebody at the library, with what can be seen of it."""

    def __init__(self, app: BeamerApp, pilot: Pilot[Farewell], house: TestHouse) -> None:
        self.app, self.pilot, self.house = app, pilot, house

    @property
    def screen(self) -> LibraryScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, LibraryScreen))

    async def press(self, *keys: str) -> None:
        await press(self.pilot, *keys)

    async def until(self, holds: Callable[[], object]) -> None:
        await until(self.pilot, holds, lambda: f"{self.app.screen!r} {self.texts()} {self.said()}")

    async def over(self, dialog: type[object]) -> None:
        await self.until(lambda: isinstance(self.app.screen, dialog))

    async def at_list(self) -> None:
        await self.until(lambda: self.app.screen is self.screen and not self.screen.is_busy)

    async def walk_to(self, section: str) -> None:
        """Go to a section by the keys."""
        await self.press("left", "home")
        while self.screen.section.title != section:
            await self.press("down")
        await self.press("right")

    async def go_to(self, section: str) -> None:
        """Go to a section at once."""
        self.screen.go_to(next(one for one in SECTIONS if one.title == section))
        self.screen.action_to_rows()
        await until_at_rest(self.pilot)

    async def choose(self, said: str) -> None:
        """Choose the line of a dialog that holds these words."""
        listed = self.app.screen.query_one(OptionList)
        lines = [str(listed.get_option_at_index(place).prompt) for place in range(listed.option_count)]
        place = next(place for place, line in enumerate(lines) if said in line)
        listed.focus()
        listed.highlighted = place
        await self.press("enter")

    async def fill(self, *texts: str) -> None:
        """Fill in the lines of a dialog."""
        await self.over(WriteDialog)
        for line, text in zip(self.app.screen.query(Input), texts, strict=True):
            line.value = text
            line.focus()
        await self.press("enter")

    def texts(self) -> list[str]:
        return [row.text for row in self.screen.rows]

    def said(self) -> str:
        return self.screen.query_one(MessageLine).sentence


@pytest.fixture(scope="module")
def evenings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sessions, made once."""
    home = tmp_path_factory.mktemp("sessies")
    asyncio.run(two_evenings(home))
    return home


@pytest.fixture
def home(tmp_path: Path, evenings: Path) -> Path:
    """A copy of the two sessions."""
    return Path(shutil.copytree(evenings, tmp_path / "sessies"))


@asynccontextmanager
async def reading(home: Path, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Reader]:
    house = TestHouse(home)
    app = BeamerApp(house, OpenLibrary())
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
        await until_at_rest(pilot)
        yield Reader(app, pilot, house)


async def test_it_begins_with_what_asks_for_attention(home: Path) -> None:
    async with reading(home) as reader:
        assert reader.texts() == ["De school bellen", "Tijd en prioriteit"]
        assert reader.screen.query_one(RowList).has_focus


async def test_it_is_searched_while_typing_and_esc_goes_back(home: Path) -> None:
    async with reading(home) as reader:
        await reader.walk_to("Vraag en aanbod")
        await reader.press("slash", *"kanti")
        assert reader.texts() == ["Aangeboden: Een kantine"]
        await reader.press("z")
        assert reader.texts() == []
        await reader.press("escape")
        assert len(reader.texts()) == 3
        assert reader.screen.query_one(RowList).has_focus
        await reader.press("escape")
        await reader.until(lambda: reader.app.return_value)


async def test_a_filter_by_district_and_by_day(home: Path) -> None:
    async with reading(home) as reader:
        await reader.go_to("Vraag en aanbod")
        await reader.press("f")
        await reader.over(ListDialog)
        await reader.choose("West")
        await reader.at_list()
        assert reader.texts() == ["Aangeboden: Een kantine"]
        assert "wijk West" in str(reader.screen.query_one("#filter", Static).render())
        await reader.press("f")
        await reader.over(ListDialog)
        await reader.choose("Tot en met een dag")
        await reader.fill("31-3-2027")
        await reader.at_list()
        assert reader.texts() == []


async def test_an_action_is_done_by_one_key(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("d")
        await reader.at_list()
        assert reader.texts() == ["Tijd en prioriteit"]
        await reader.press("d")
        await reader.until(lambda: "geen actiepunt" in reader.said())


async def test_an_ask_is_matched_with_an_offer_of_another_session(home: Path) -> None:
    async with reading(home) as reader:
        await reader.go_to("Vraag en aanbod")
        await reader.press("slash", *"zaal", "enter", "k")
        await reader.over(ListDialog)
        await reader.choose("Een kantine")
        await reader.at_list()
        assert [row.state for row in reader.screen.rows] == ["gekoppeld aan 1 ander"]
        await reader.press("enter")
        await reader.over(PageDialog)

        def page() -> str:
            return " ".join(str(reader.app.screen.query_one(VerticalScroll).query_one(Static).render()).split())

        await reader.until(lambda: "Een kantine (Avond in West" in page())


async def test_lessons_become_a_proposal_that_is_followed_to_its_feedback(home: Path) -> None:
    async with reading(home) as reader:
        await reader.go_to("Lessen en successen")
        await reader.press("space", "space", "s")
        await reader.fill("Een vast nummer voor de wijk", "Minder wachten")
        await reader.over(ChoiceDialog)
        await reader.choose("spelregel")
        await reader.at_list()
        assert (reader.screen.section.title, reader.texts()) == ("Voorstellen", ["Een vast nummer voor de wijk"])
        for step, verdict, typed, state in (
            ("agenda", "", ("het college", "30-4-2027"), "stond op de agenda van 30 april 2027, nog geen besluit"),
            ("besluit", "Ja", ("Scheelt tijd",), "besluit: ja, nog niet teruggekoppeld"),
            ("eruggekoppeld", "", ("de bewoners",), "besluit: ja, kijk of het helpt"),
            ("Helpt", "Deels", ("Wel sneller",), "helpt: deels"),
        ):
            await reader.press("s")
            await reader.over(ChoiceDialog)
            await reader.choose(step)
            if verdict:
                await reader.until(partial(_offers, reader, verdict))
                await reader.choose(verdict)
            await reader.fill(*typed)
            await reader.at_list()
            assert [row.state for row in reader.screen.rows] == [state]
        (proposal,) = reader.screen.shelf.additions.proposals
        assert (len(proposal.lessons), len(proposal.steps)) == (2, 5)


def _offers(reader: Reader, said: str) -> bool:
    found = reader.app.screen.query(OptionList)
    return any(said in str(one.get_option_at_index(n).prompt) for one in found for n in range(one.option_count))


@pytest.mark.parametrize(
    ("section", "keys", "choice", "paper"),
    [
        ("Vraag en aanbod", (), "Word", "word Vraag en aanbod 3"),
        ("Vraag en aanbod", ("space", "space"), "Excel", "csv Vraag en aanbod 2"),
    ],
)
async def test_a_selection_goes_on_paper(
    home: Path, section: str, keys: tuple[str, ...], choice: str, paper: str
) -> None:
    async with reading(home) as reader:
        await reader.go_to(section)
        await reader.press(*keys, "e")
        await reader.over(ChoiceDialog)
        await reader.choose(choice)
        await reader.until(lambda: "staat in" in reader.said())
        assert reader.house.papers == [paper]


async def test_the_session_of_a_thing_is_looked_at_and_reported(home: Path) -> None:
    async with reading(home) as reader:
        await reader.go_to("Verhalen")
        await reader.press("o")
        await reader.over(ChoiceDialog)
        await reader.choose("verslag")
        await reader.until(lambda: reader.house.papers)
        assert reader.house.papers == ["verslag Avond in West"]
        await reader.at_list()
        await reader.press("o")
        await reader.over(ChoiceDialog)
        await reader.choose("Toon alles")
        await reader.at_list()
        await reader.go_to("Vraag en aanbod")
        assert reader.texts() == ["Aangeboden: Een kantine"]


async def test_news_is_written_in_the_library_itself(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("n")
        await reader.over(ChoiceDialog)
        await reader.choose("Nieuws")
        await reader.fill("Het [b]buurthuis[/b] is open")
        await reader.at_list()
        await reader.go_to("Nieuws")
        assert reader.texts()[0] == "Het [b]buurthuis[/b] is open"
        await reader.press("o")
        await reader.until(lambda: "alleen in de reisgids" in reader.said())


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 45), (60, 20)])
async def test_it_fits_every_size(home: Path, size: tuple[int, int]) -> None:
    async with reading(home, size) as reader:
        await reader.go_to("Vraag en aanbod")
        await reader.press("question_mark")
        await reader.over(ReadDialog)
        await reader.press("escape")
        assert reader.screen.has_class("-small") == (size == (60, 20))
        assert reader.screen.has_class("-wide") == (size == (160, 45))


async def test_home_leads_to_it_and_back(tmp_path: Path) -> None:
    house = TestHouse(tmp_path)
    app = BeamerApp(house)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await press(pilot, "r")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)


def test_its_help_says_of_every_key_what_it_does_here() -> None:
    assert not [key.entry.does for key in LIBRARY_KEYS if "kaart" in key.entry.does]
