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
from kompas_tui.tui.ports import ResumeSession, StartDecks
from kompas_tui.tui.screens.home import HomeScreen
from kompas_tui.tui.screens.session import SessionScreen
from tests.tui.houses import TestHouse

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
)


def test_the_first_frame_loads_neither_web_nor_yaml_nor_word() -> None:
    parts = "import sys, kompas_tui.cli.house, kompas_tui.tui.app"
    code = f"{parts}; print([name for name in {HEAVY} if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


async def test_home_shows_decks_and_what_must_go(tmp_path: Path) -> None:
    house = TestHouse(tmp_path)
    app = BeamerApp(house)
    async with app.run_test(size=(100, 30)) as pilot:
        while not isinstance(app.screen, HomeScreen):
            await pilot.pause(0.01)
        said = "\n".join(str(widget.render()) for widget in app.screen.query(Static))
        assert "De bewaartijd van ‘Oude sessie’" in said
        assert "Deze sessie is niet te lezen: stuk" in said
        assert "Speelplein" in str(app.screen.query_one(OptionList).get_option_at_index(0).prompt)
        await pilot.press("enter")
        while not isinstance(app.screen, SessionScreen):
            await pilot.pause(0.01)
        await house.workshops[-1].close()


async def test_a_session_that_cant_open_ends_with_the_reason(tmp_path: Path) -> None:
    app = BeamerApp(TestHouse(tmp_path), ResumeSession())
    async with app.run_test() as pilot:
        while app.return_value is None:
            await pilot.pause(0.01)
    assert app.return_value.code == 1
    assert app.return_value.lines == ("Er is geen sessie om mee verder te gaan.",)


async def test_settings_remap_keys_by_id_and_choose_the_theme(tmp_path: Path) -> None:
    settings = tmp_path / "instellingen.json"
    settings.write_text(json.dumps({"thema": "donker", "toetsen": {"volgende": "x"}}))
    house = TestHouse(tmp_path)
    app = BeamerApp(house, StartDecks((str(house.deck()),)), settings=settings)
    async with app.run_test(size=(100, 30)) as pilot:
        while not isinstance(app.screen, SessionScreen):
            await pilot.pause(0.01)
        assert app.theme == "kompas-donker"
        await pilot.press("x", "x")
        while house.workshops[-1].session.card != "midden":
            await pilot.pause(0.01)
        await house.workshops[-1].close()


@pytest.mark.parametrize("holds", ["[]", "null", "3", '"licht"', "{", "\x00", "[" * 100_000])
async def test_settings_that_hold_something_else_stop_nothing(tmp_path: Path, holds: str) -> None:
    settings = tmp_path / "instellingen.json"
    settings.write_text(holds)
    house = TestHouse(tmp_path)
    app = BeamerApp(house, StartDecks((str(house.deck()),)), settings=settings)
    async with app.run_test(size=(100, 30)) as pilot:
        while not isinstance(app.screen, SessionScreen):
            await pilot.pause(0.01)
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
