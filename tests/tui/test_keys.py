"""Keys that are bound anew are right wherever they are named, and sentences of the domain name none."""

import ast
import json
import re
from pathlib import Path
from typing import get_args

import pytest
from textual.widgets import Static

import kompas_tui
from kompas_tui.domain.language.errors import CommandRefused, Remedy
from kompas_tui.tui.app import BeamerApp
from kompas_tui.tui.choices import StartDecks
from kompas_tui.tui.keymap import DEFAULTS, KeyNames
from kompas_tui.tui.keys import LIBRARY_KEYS, PALETTE_ONLY, SESSION_KEYS, helping
from kompas_tui.tui.screens.dialogs import ListDialog, ReadDialog, WriteDialog
from kompas_tui.tui.screens.entries import Line
from kompas_tui.tui.screens.session import SessionScreen
from kompas_tui.workshop.commands.table import TABLE
from tests.tui.beamers import Beamer, beamer
from tests.tui.houses import TestHouse

NAMES_A_KEY = re.compile(
    r"\b(?:[Dd]ruk|met|toets) (?:op )?‘?(?:[a-zB]|Esc|Enter|F1|Ctrl\+\w)’?(?=[\s.,;:]|$)|\b(?:Esc|Ctrl)\b"
)


def sentences(folder: Path) -> list[tuple[Path, int, str]]:
    """The strings of a folder's code, without what is said to programmers."""
    found = []
    for path in sorted(folder.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        about = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        found += [
            (path, node.lineno, node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in about
        ]
    return found


@pytest.mark.parametrize("part", ["domain", "workshop", "web", "journal", "export"])
def test_no_sentence_names_a_key_of_the_beamer(part: str) -> None:
    named = [
        (str(path), line, text)
        for path, line, text in sentences(Path(kompas_tui.__file__).parent / part)
        if NAMES_A_KEY.search(text)
    ]
    assert named == []


@pytest.mark.parametrize("text", ["Sluit eerst met o.", "Druk op w.", "Druk op Ctrl+P", "of druk op Esc."])
def test_a_sentence_that_names_a_key_is_found(text: str) -> None:
    assert NAMES_A_KEY.search(text)


def test_every_row_of_the_table_has_a_key_or_stands_in_the_palette() -> None:
    assert {entry.id for entry in TABLE} <= {key.id for key in (*SESSION_KEYS, *PALETTE_ONLY)}
    assert {key.id for key in (*SESSION_KEYS, *LIBRARY_KEYS)} | {"terug"} == set(DEFAULTS)


@pytest.mark.parametrize("remedy", get_args(Remedy))
def test_each_remedy_has_a_key(remedy: Remedy) -> None:
    assert re.fullmatch(r"Nee\. Druk op \S+\.", helping(CommandRefused("Nee.", remedy), KeyNames()))


@pytest.mark.parametrize(
    ("keys", "name"),
    [("x", "x"), ("ctrl+o", "Ctrl+O"), ("f5,x", "F5"), ("right", "→"), ("question_mark", "?"), ("space", "spatie")],
)
def test_a_key_is_called_as_it_stands_on_the_keyboard(keys: str, name: str) -> None:
    assert KeyNames({"ronde": keys}).of("ronde") == name


CHANGED = {"ronde": "x", "uitslag": "y", "inhoud": "f5", "volgende": "j,right"}


async def test_keys_bound_anew_are_named_in_bar_help_palette_and_refusals(tmp_path: Path) -> None:
    settings = tmp_path / "instellingen.json"
    settings.write_text(json.dumps({"toetsen": CHANGED}))
    house = TestHouse(tmp_path)
    app = BeamerApp(house, StartDecks((str(house.deck()),)), settings=settings)
    async with app.run_test(size=(120, 60)) as pilot:
        shown = Beamer(app, pilot, house)
        await shown.until(lambda: any(isinstance(screen, SessionScreen) for screen in app.screen_stack))
        await shown.press("j", "j")
        await shown.shows("x open de ronde", "j verder", "F5 inhoud")
        await shown.press("y")
        await shown.says("Er is nog geen uitslag. Open eerst een ronde. Druk op x.")
        await shown.press("question_mark")
        await shown.asks(ReadDialog)
        rows = [str(widget.render()) for widget in app.screen.query(Static)]
        assert any(
            row.split() == ["x", *["de", "ronde", "op", "deze", "kaart", "openen", "of", "sluiten"]] for row in rows
        )
        await shown.press("escape", "ctrl+p")
        await shown.asks(ListDialog)
        await shown.press(*"ronde op deze")
        await shown.until(lambda: "x De ronde op deze kaart" in " ".join(shown.dialog_text().split()))
        await house.workshops[-1].close()


async def test_what_was_typed_stays_when_it_is_refused(tmp_path: Path) -> None:
    async with beamer(tmp_path, (100, 40)) as shown:
        await shown.press("right", "right", "ctrl+p")
        await shown.asks(ListDialog)
        await shown.press(*"eigen vraag", "enter")
        await shown.until(lambda: "Hoe antwoordt de groep?" in shown.dialog_text())
        await shown.press("enter")
        await shown.asks(WriteDialog)
        await shown.press(*"Waar?", "enter", *"hier", "enter", *"hier", *["enter"] * 5)
        await shown.until(lambda: "nog niet af" in shown.dialog_text())
        assert [line.value for line in shown.app.screen.query(Line)][:3] == ["Waar?", "hier", "hier"]
