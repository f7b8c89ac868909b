"""What a facilitator stumbled over with keys and screens, each as a kind."""

from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.widgets import OptionList

from kompas_tui.cli import house as house_module
from kompas_tui.cli.house import LocalHouse
from kompas_tui.cli.sessions import session_to_resume
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.tui.app import BeamerApp
from kompas_tui.tui.screens.dialogs import ListDialog, ReadDialog, WriteDialog
from kompas_tui.tui.screens.entries import Line
from kompas_tui.tui.screens.home import HomeScreen
from kompas_tui.tui.seeking import seek
from kompas_tui.tui.widgets import Band, KeyBar, Stage
from kompas_tui.workshop.commands.asking import OpenRound
from kompas_tui.workshop.commands.course import End, GoTo
from kompas_tui.workshop.commands.looking import LookUp
from tests.tui.beamers import Beamer, beamer
from tests.tui.houses import TestHouse
from tests.tui.sheet import SheetApp

PLATE = """---
titel: De plaat
---

# Plaat {#plaat}

```praatplaat
midden: Samen
punten:
  - {titel: WAT, vraag: Wat?, naar: wat}
  - {titel: WIE, vraag: Wie?, naar: wie}
```

# Wat {#wat}

```checklist
vraag: Klopt dit?
items: [Een, Twee]
```

# Wie {#wie}

Hallo.
"""


@pytest.fixture
def plate(tmp_path: Path) -> str:
    """A deck that begins with a plate, and asks something at which no hands are counted."""
    path = tmp_path / "plaat.md"
    path.write_text(PLATE, encoding="utf-8")
    return str(path)


async def test_help_says_where_the_notes_are_and_never_shows_them(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.workshop.do(GoTo("midden"))
        await shown.press("question_mark")
        await shown.asks(ReadDialog)
        assert "Laat het even stil zijn" not in shown.dialog_text()
        assert "kompas regie" in shown.dialog_text()
        room = shown.app.screen.query_one(VerticalScroll).scrollable_content_region.width
        rows = [str(row.render()).split("\n") for row in shown.app.screen.query("VerticalScroll > Static")]
        assert any(len(lines) > 1 for lines in rows)
        assert all(len(line) <= room for lines in rows for line in lines)
        assert all(line.startswith("   ") for _, *others in rows for line in others)


async def test_esc_first_takes_the_message_away_and_does_not_leave_an_open_round(plate: str, tmp_path: Path) -> None:
    async with beamer(tmp_path, deck=plate) as shown:
        await shown.workshop.do(GoTo("wat"))
        await shown.workshop.do(OpenRound())
        await shown.press("h")
        await shown.says("kun je geen handen tellen")
        await shown.press("escape")
        assert not shown.message()
        await shown.press("escape")
        await shown.says("De ronde is nog open.")
        assert shown.workshop.session.card == "wat"


async def test_the_bar_names_hands_only_where_they_can_be_counted(plate: str, tmp_path: Path) -> None:
    async with beamer(tmp_path, (160, 45), deck=plate) as shown:
        await shown.workshop.do(GoTo("wat"))
        await shown.workshop.do(OpenRound())
        await shown.shows("sluit de ronde")
        assert "handen" not in [hint.id for hint in shown.screen().query_one(KeyBar).keys]
    async with beamer(tmp_path / "a", (160, 45), deck=str(TestHouse(tmp_path).deck())) as shown:
        await shown.workshop.do(GoTo("midden"))
        await shown.workshop.do(OpenRound())
        await shown.shows("handen")


async def test_a_command_is_found_by_its_name_before_others_that_speak_of_it(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("ctrl+p")
        await shown.asks(ListDialog)
        await shown.press(*"vraag")
        listed = shown.app.screen.query_one(OptionList)
        await shown.until(lambda: listed.highlighted == 0)
        assert "Een eigen vraag maken" in str(listed.get_option_at_index(0).prompt)


def test_what_is_typed_finds_whole_words_before_letters_that_follow_each_other() -> None:
    rows = ("Een notitie", "Notities van de zaal", "De tijd", "Het plein")
    assert seek("NOTITIE", rows, str) == ["Een notitie", "Notities van de zaal"]
    assert seek("ntt", rows, str) == ["Een notitie", "Notities van de zaal"]
    assert seek("plein het", rows, str) == ["Het plein"]
    assert seek("qq", rows, str) == []
    assert seek(" ", rows, str) == list(rows)


async def test_a_long_title_of_the_session_gives_way_to_that_of_the_card() -> None:
    app = SheetApp("licht")
    async with app.run_test(size=(80, 24)):
        band = app.query_one(Band)
        for around in ("Samen aan de Kade met alle buren " * 3, "Kade"):
            band.put(around, "Hoe voelt het plein nu?", "◐ ronde open · 3:10 · 0 van 12")
            line = band.render()
            assert "Hoe voelt het plein nu?" in line.plain
            assert "◐ ronde open · 3:10 · 0 van 12" in line.plain
            assert line.cell_length == 80


async def test_lines_are_saved_from_any_of_them_and_what_is_required_is_asked(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("a", "ctrl+s")
        await shown.asks(WriteDialog)
        await shown.until(lambda: "Vul eerst iets in" in shown.dialog_text())
        assert "Ctrl+S bewaart" in shown.dialog_text()
        await shown.press(*"Bellen", "ctrl+s")
        await shown.until(lambda: shown.workshop.session.written)


async def test_refusals_over_a_dialog_stand_there_one_at_a_time(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("n")
        await shown.asks(WriteDialog)
        for number in range(4):
            shown.screen().say(f"Dit mag niet, {number}.", wrong=True)
            await shown.handled()
        assert [one.message for one in shown.app._notifications] == ["Dit mag niet, 3."]


async def test_the_room_is_counted_by_who_is_there_now(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        workshop = shown.workshop
        tokens = [workshop.marks.new_token() for _ in range(6)]
        for token in tokens:
            await workshop.join(token)
            workshop.presence.looked(workshop.marks.device(token))
        await workshop.do(GoTo("midden"))
        await workshop.do(OpenRound())
        await shown.shows("0 van 6")
        with workshop.presence.following(workshop.marks.device(tokens[0])):
            pass  # it left
        await workshop.cast(tokens[1], "midden-1", {"keuze": ["0"]})
        await shown.shows("1 van 5")
        assert (workshop.presence.connected, workshop.presence.busy, workshop.presence.silent) == (5, 4, 1)
        await shown.press("q")
        await shown.shows("6 deelnemers doen mee, 5 nu verbonden")


async def test_who_ends_from_the_join_screen_sees_the_end(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.workshop.do(LookUp(cover="meedoen"))
        await shown.workshop.do(End())
        await shown.shows("Dank je wel!")
        assert "Scan de code" not in shown.stage()


async def test_the_mouse_presses_keys_of_the_bar_and_points_of_the_plate(plate: str, tmp_path: Path) -> None:
    async with beamer(tmp_path, deck=plate) as shown:
        await shown.press("right")
        await shown.shows("WAT", "WIE")
        lines = shown.stage().splitlines()
        row = next(place for place, line in enumerate(lines) if "WIE" in line)
        await shown.pilot.click(Stage, offset=(lines[row].index("WIE"), row))
        await shown.until(lambda: shown.workshop.session.card == "wie")
        bar = shown.screen().query_one(KeyBar)
        at = bar.render().plain.index("notitie")
        await shown.pilot.click(KeyBar, offset=(at, 0))
        await shown.asks(WriteDialog)


async def test_home_has_own_decks_a_new_one_and_a_path(tmp_path: Path) -> None:
    house = TestHouse(tmp_path)
    app = BeamerApp(house)
    async with app.run_test(size=(100, 30)) as pilot:
        shown = Beamer(app, pilot, house)
        await shown.until(lambda: isinstance(app.screen, HomeScreen) and app.screen.query(OptionList))
        listed = app.screen.query_one(OptionList)
        listed.highlighted = listed.get_option_index("nieuw")
        await shown.press("enter")
        await shown.asks(WriteDialog)
        await shown.press(*"ons-plein", "enter")
        await shown.until(lambda: (tmp_path / "ons-plein.md").exists())
        listed.highlighted = listed.get_option_index("pad")
        await shown.press("enter")
        await shown.asks(WriteDialog)
        app.screen.query_one(Line).value = str(house.deck())
        await shown.press("enter")
        await shown.until(lambda: house.workshops)
        await house.workshops[-1].close()


def test_own_decks_stand_before_the_shipped_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KOMPAS_SESSIES", str(tmp_path / "sessies"))
    (tmp_path / "eigen.md").write_text(PLATE, encoding="utf-8")
    (tmp_path / "README.md").write_text("# Lees mij\n", encoding="utf-8")
    choices = LocalHouse().decks()
    assert [one.title for one in choices if one.is_own] == ["De plaat"]
    assert choices[0].is_own
    assert len(choices) > house_module.MOST_OWN - 10


async def test_what_is_open_elsewhere_is_not_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOMPAS_SESSIES", str(tmp_path))
    async with beamer(tmp_path) as shown:
        await shown.press("right")
        with pytest.raises(KompasError, match="geen sessie om mee verder te gaan"):
            session_to_resume(None)
