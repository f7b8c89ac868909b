"""The screen before the group comes: a test phone that comes, one that never does, and a VPN that comes first."""

from pathlib import Path

import pytest
from textual.geometry import Size
from textual.widgets import Static

from kompas_tui.tui.app import BeamerApp
from kompas_tui.tui.choices import StartDecks
from kompas_tui.tui.drawing.preparing import PATIENCE_SECONDS, Readiness, preparing_lines
from kompas_tui.tui.drawing.qr import readable_metres
from kompas_tui.tui.looking import colour_check, glyph_check, size_check
from kompas_tui.tui.ports import Check, Entrance, TestPhones, Verdict
from kompas_tui.tui.screens.preparing import PrepareScreen
from kompas_tui.tui.screens.session import SessionScreen
from kompas_tui.workshop.commands.course import GoTo
from tests.tui.beamers import Beamer
from tests.tui.houses import TWO_NETWORKS, TestHouse, laptop

CHECKS = [
    Check("netwerk", Verdict.CARE, TWO_NETWORKS[0].warning, "Kies een ander adres, of zet wifi aan."),
    Check("poort", Verdict.FINE, "8000"),
    Check("firewall", Verdict.CARE, "ufw staat aan.", "Typ: sudo ufw allow 8000/tcp"),
    Check("schijf", Verdict.FINE, "76 GB vrij"),
    Check("kaarten", Verdict.FINE, "‘Beren op de weg’, 19 kaarten"),
    *(check for check in (size_check(Size(80, 24)), colour_check("256"), glyph_check(None))),
]
CAUSES = [("Dit gastnetwerk houdt toestellen uit elkaar.", "Gebruik een eigen wifi-punt, of een hotspot."),
          ("De telefoon zit op een ander netwerk.", "Kies op de telefoon dezelfde wifi als deze laptop."),
          ("De telefoon gebruikt mobiele data.", "Zet mobiele data uit en scan opnieuw."),
          ("De firewall van deze laptop houdt telefoons tegen.", "Typ: sudo ufw allow 8000/tcp")]  # fmt: skip


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 45)])
@pytest.mark.parametrize("waited", [0, PATIENCE_SECONDS])
def test_everything_fits_at_each_size(size: tuple[int, int], waited: int) -> None:
    width, height = size[0] - 4, size[1] - 3
    entrance = Entrance("http://10.8.0.2:8000/PROEF", "10.8.0.2:8000/PROEF", choices=TWO_NETWORKS)
    lines = preparing_lines(Readiness(entrance, TestPhones(), CHECKS, CAUSES, waited), size[0], width, height)
    told = " ".join(" ".join(line.plain for line in lines).split())
    assert len(lines) <= height
    assert all(line.cell_length <= width for line in lines)
    for needed in ("10.8.0.2:8000/PROEF", "meter", "wifi (wlan0)", "Let op"):
        assert needed in told
    assert ("76 GB" in told) is not ("groter venster" in told)
    last = preparing_lines(Readiness(entrance, TestPhones(), CHECKS, CAUSES, waited), size[0], width, height, 99)
    assert len(last) <= height
    assert "76 GB" in " ".join(" ".join(line.plain for line in last).split()), "what is cut can be read all the same"
    if waited:
        told = " ".join(told.translate(dict.fromkeys(map(ord, "▀▄█"))).split())
        places = [told.index(word) for word in ("gastnetwerk", "De telefoon zit", "Zet mobiele data uit", "firewall")]
        assert places == sorted(places)
    else:
        assert "76 GB" in told


def test_a_code_is_read_from_further_away_where_its_modules_are_larger() -> None:
    assert readable_metres(1, 100) == 5
    assert readable_metres(2, 100) == 10
    assert readable_metres(1, 80) > readable_metres(1, 160)


async def test_a_vpn_is_told_another_address_is_chosen_and_a_phone_comes(tmp_path: Path) -> None:
    house = TestHouse(tmp_path)
    house.preparing, seen = laptop(TWO_NETWORKS, CHECKS)
    app = BeamerApp(house, StartDecks((str(house.deck()),), prepares=True))
    async with app.run_test(size=(100, 30)) as pilot:
        shown = Beamer(app, pilot, house)

        def told() -> str:
            return " ".join(str(app.screen.query_one(Static).render()).split())

        await shown.until(lambda: isinstance(app.screen, PrepareScreen) and "Let op. Dit adres is van een" in told())
        assert "10.8.0.2 VPN (tun0) ●" in told()
        await shown.press("y")
        await shown.until(lambda: "192.168.178.23 wifi (wlan0) ●" in told())
        await shown.press("1", "2")
        await shown.until(lambda: "192.168.178.23:8000/PROEF" in told())
        seen.append(TestPhones(1, None))
        await shown.until(lambda: "Telefoon verbonden." in told())
        seen.append(TestPhones(1, 12))
        await shown.until(lambda: "Telefoon verbonden. Heen en weer: 12 ms." in told())
        await shown.press("k", "j")
        await shown.until(lambda: "goed te zien" in told())
        assert not shown.workshop.session.rounds
        await shown.press("i")  # a key of the session does at once what it does there
        await shown.until(lambda: "Cijfers" in shown.dialog_text())
        await shown.press("escape")
        await shown.shows("Doe mee met je telefoon")
        await house.workshops[-1].close()


async def test_it_makes_way_when_the_room_is_led_on_from_elsewhere(tmp_path: Path) -> None:
    house = TestHouse(tmp_path)
    house.preparing, _ = laptop(TWO_NETWORKS, CHECKS)
    app = BeamerApp(house, StartDecks((str(house.deck()),), prepares=True))
    async with app.run_test(size=(80, 24)) as pilot:
        shown = Beamer(app, pilot, house)
        await shown.until(lambda: isinstance(app.screen, PrepareScreen))
        screen = app.screen
        assert isinstance(screen, PrepareScreen)
        screen._began -= PATIENCE_SECONDS
        await shown.until(lambda: "groter venster" in str(screen.query_one(Static).render()))
        seen = []
        for keys in (("down",) * 9, ("up",) * 9):
            await shown.press(*keys)
            seen.append(str(screen.query_one(Static).render()))
        assert ["Klaar voor de zaal?" in one for one in seen] == [False, True]
        assert ["Terug met ↑." in one for one in seen] == [True, False]
        await shown.workshop.do(GoTo("midden"))
        await shown.until(lambda: not isinstance(app.screen, PrepareScreen))
        await shown.shows("Wat komt er in het midden?")
        await house.workshops[-1].close()


@pytest.mark.parametrize("prepares", [True, False])
async def test_in_the_smallest_window_a_whole_sentence_says_what_to_do(prepares: bool, tmp_path: Path) -> None:
    house = TestHouse(tmp_path)
    app = BeamerApp(house, StartDecks((str(house.deck()),), prepares=prepares))
    async with app.run_test(size=(20, 5)) as pilot:
        shown = Beamer(app, pilot, house)
        await shown.until(lambda: isinstance(app.screen, PrepareScreen if prepares else SessionScreen))

        def seen() -> str:
            return " ".join(" ".join(row.text for row in app.screen._compositor.render_strips()).split())

        await shown.until(lambda: "Maak het venster groter." in seen())
        await house.workshops[-1].close()


async def test_it_makes_way_for_a_terminal_of_the_facilitator(tmp_path: Path) -> None:
    house = TestHouse(tmp_path)
    house.preparing, _ = laptop(TWO_NETWORKS, CHECKS)
    app = BeamerApp(house, StartDecks((str(house.deck()),), prepares=True))
    async with app.run_test(size=(80, 24)) as pilot:
        shown = Beamer(app, pilot, house)
        await shown.until(lambda: isinstance(app.screen, PrepareScreen))
        with shown.workshop.presence.desk():
            await shown.until(lambda: not isinstance(app.screen, PrepareScreen))
            await shown.shows("Doe mee met je telefoon")
        await house.workshops[-1].close()


async def test_on_the_join_screen_a_key_puts_another_address_in_the_code(tmp_path: Path) -> None:
    house = TestHouse(tmp_path)
    house.entrance = Entrance("http://10.8.0.2:8000/K7F3", "10.8.0.2:8000/K7F3", choices=TWO_NETWORKS)
    app = BeamerApp(house, StartDecks((str(house.deck()),)))
    async with app.run_test(size=(100, 30)) as pilot:
        shown = Beamer(app, pilot, house)
        await shown.until(lambda: len(app.screen_stack) > 1)
        await shown.shows("10.8.0.2:8000/K7F3", "Dit adres is van een VPN", "ander adres")
        await shown.press("y")
        await shown.shows("192.168.178.23:8000/K7F3")
        await shown.until(lambda: "wifi (wlan0)" in shown.message())
        assert "VPN" not in shown.text()
        await shown.press("right", "y")
        await shown.shows("192.168.178.23:8000/K7F3", "Doe mee met je telefoon")
        await house.workshops[-1].close()
