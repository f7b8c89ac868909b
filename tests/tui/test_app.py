"""The program around the screens: home, settings, errors at the start, and what is loaded before the first frame."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest
from textual.widgets import OptionList, Static

import kompas_tui.tui
from kompas_tui.tui.app import BeamerApp
from kompas_tui.tui.choices import Farewell, ResumeSession, StartDecks
from kompas_tui.tui.screens.dialogs import WriteDialog
from kompas_tui.tui.screens.home import BY_PATH, HomeScreen
from kompas_tui.tui.screens.session import SessionScreen
from tests.tui.houses import TestHouse
from tests.tui.pressing import press, until

HEAVY = (
    "yaml",
    "markdown_it",
    "starlette",
    "uvicorn",
    "jinja2",
    "docx",
    "tinydb",
    "qrcode",
    "msgspec",
    "kompas_tui.domain.result.shapes",
    "kompas_tui.domain.kinds",
    "kompas_tui.tui.ports",
)


CALLS: tuple[list[str], ...] = (
    [],
    ["start", "beren", "--titel", "Avond", "--route", "kort", "--rollen", "raad, college", "--sessie", "mijn"],
    ["demo"],
)
BEFORE_THE_FIRST_FRAME = """
import sys
from kompas_tui.cli import screen
from kompas_tui.cli.commands import kompas
from kompas_tui.cli.exits import run
import kompas_tui.tui.app

def beamer(*_, **__):
    print([name for name in HEAVY if name in sys.modules])
    print(sum(name.startswith("kompas_tui") for name in sys.modules))
screen.run_beamer = beamer
for call in CALLS:
    assert run(kompas, call) == 0, call
"""
"""What a call loads until it opens the beamer; a time would differ from machine to machine."""


def test_the_first_frame_loads_neither_web_nor_yaml_nor_word_whatever_the_call() -> None:
    code = f"HEAVY, CALLS = {HEAVY}, {CALLS}\n{BEFORE_THE_FIRST_FRAME}"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.splitlines()
    assert told[::2] == ["[]"] * len(CALLS)
    assert max(map(int, told[1::2])) <= 45


async def test_home_shows_decks_and_what_must_go(tmp_path: Path) -> None:
    house = TestHouse(tmp_path)
    app = BeamerApp(house)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen) and app.screen.query(OptionList))
        said = "\n".join(str(widget.render()) for widget in app.screen.query(Static))
        assert "De bewaartijd van ‘Oude sessie’" in said
        assert "Deze sessie is niet te lezen: stuk" in said
        assert "Speelplein" in str(app.screen.query_one(OptionList).get_option_at_index(0).prompt)
        listed = app.screen.query_one(OptionList)
        listed.highlighted = listed.get_option_index(BY_PATH)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, WriteDialog))
        assert "Enter opent hem. Esc gaat terug." in [str(one.render()) for one in app.screen.query(Static)]
        await press(pilot, "escape")
        listed.highlighted = 0
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, SessionScreen))
        await house.workshops[-1].close()


async def test_a_session_that_cant_open_ends_with_the_reason(tmp_path: Path) -> None:
    app = BeamerApp(TestHouse(tmp_path), ResumeSession())
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.return_value is not None)
    assert app.return_value is not None
    assert app.return_value.code == 1
    assert app.return_value.lines == ("Er is geen sessie om mee verder te gaan.",)


async def test_a_program_without_a_session_that_is_ended_names_none_to_go_on_with(tmp_path: Path) -> None:
    app = BeamerApp(TestHouse(tmp_path))
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen) and not app.is_opening)
        await app.end_by_signal()
        await until(pilot, lambda: app.return_value is not None)
    assert app.return_value == Farewell(1, ("Kompas is gestopt.",))


async def test_settings_remap_keys_by_id_and_choose_the_theme(tmp_path: Path) -> None:
    settings = tmp_path / "instellingen.json"
    settings.write_text(json.dumps({"thema": "donker", "toetsen": {"volgende": "x"}}))
    house = TestHouse(tmp_path)
    app = BeamerApp(house, StartDecks((str(house.deck()),)), settings=settings)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, SessionScreen))
        assert app.theme == "kompas-donker"
        await press(pilot, "x", "x")
        await until(pilot, lambda: house.workshops[-1].session.card == "midden")
        await house.workshops[-1].close()


@pytest.mark.parametrize("holds", ["[]", "null", "3", '"licht"', "{", "\x00", "[" * 100_000])
async def test_settings_that_hold_something_else_stop_nothing(tmp_path: Path, holds: str) -> None:
    settings = tmp_path / "instellingen.json"
    settings.write_text(holds)
    house = TestHouse(tmp_path)
    app = BeamerApp(house, StartDecks((str(house.deck()),)), settings=settings)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, SessionScreen))
        assert any("niet te lezen" in notification.message for notification in app._notifications)
        await house.workshops[-1].close()


def test_no_widget_gets_a_bare_string() -> None:
    """Textual reads a `str` as markup: Static, Option and update take Content only."""
    for path in Path(kompas_tui.tui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in ("Static", "Option", "update", "Label") and node.args:
                assert not isinstance(node.args[0], ast.Constant | ast.JoinedStr), f"{path}:{node.lineno}"
            if name == "notify":
                markup = {word.arg: word.value for word in node.keywords}.get("markup")
                assert isinstance(markup, ast.Constant), f"{path}:{node.lineno}"
                assert markup.value is False, f"{path}:{node.lineno}"
