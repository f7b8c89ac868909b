"""The facilitator's page asks at the start which route to follow, and never again on top."""

from pathlib import Path

from kompas_tui.journal import SessionFolder
from tests.web.room import PageReader, served
from tests.web.test_desk import logged_in, press
from tests.workshop.test_routes import DECK, FOREST

ASKED = "Welke route volgen we?"


async def test_the_route_is_asked_at_the_start_and_stays_within_reach_later(tmp_path: Path) -> None:
    (tmp_path / "wijkdeal.md").write_text(DECK, encoding="utf-8")
    (tmp_path / "bos.md").write_text(FOREST, encoding="utf-8")
    async with served(SessionFolder(tmp_path / "sessie"), tmp_path / "wijkdeal.md") as room:
        desk = await logged_in(room)
        page = (await desk.get("/regie")).text
        assert page.index(ASKED) < page.index('id="nu"')
        await press(desk, "kort, 27 min", route="kort")
        assert room.workshop.session.route == "kort"
        page = (await desk.get("/regie")).text
        assert ASKED not in page
        assert "Route: kort" in PageReader(page).text


async def test_who_goes_on_without_choosing_is_not_asked_again(tmp_path: Path) -> None:
    (tmp_path / "wijkdeal.md").write_text(DECK, encoding="utf-8")
    (tmp_path / "bos.md").write_text(FOREST, encoding="utf-8")
    async with served(SessionFolder(tmp_path / "sessie"), tmp_path / "wijkdeal.md") as room:
        desk = await logged_in(room)
        await room.open("doel")
        page = (await desk.get("/regie")).text
        assert ASKED not in page
        assert "Route: alle kaarten" in PageReader(page).text
