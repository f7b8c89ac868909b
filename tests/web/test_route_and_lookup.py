"""The facilitator's page asks at the start which route to follow, and calls up what the source knows."""

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


LOOKUP = """---
titel: Motieven
---

# Waarom {#waarom}

```naslag
# Van motief naar aanpak

| Motief | Aanpak |
| --- | --- |
| inhoud | vraag raad |
```

# Verder {#verder}

Klaar.
"""


async def test_the_remote_lays_what_the_source_knows_on_the_beamer_and_takes_it_away(tmp_path: Path) -> None:
    (tmp_path / "motieven.md").write_text(LOOKUP, encoding="utf-8")
    async with served(SessionFolder(tmp_path / "sessie"), tmp_path / "motieven.md") as room:
        desk, remote = await logged_in(room), room.remote()
        await press(desk, "Zet de naslag op de beamer")
        assert room.workshop.covers.top == "naslag"
        state = (await remote.get("/regie/stand")).json()
        assert state["naslag"] == {"titel": "Van motief naar aanpak", "op_beamer": True}
        await press(desk, "Haal de naslag van de beamer")
        assert room.workshop.covers.top is None
        answer = await remote.post("/regie/opdracht", json={"opdracht": "naslag"})
        assert answer.json()["naslag"]["op_beamer"]
        answer = await remote.post("/regie/opdracht", json={"opdracht": "naslag", "weg": True})
        assert not answer.json()["naslag"]["op_beamer"]
        answer = await remote.post("/regie/opdracht", json={"opdracht": "volgende"})
        assert answer.json()["naslag"] is None
        answer = await remote.post("/regie/opdracht", json={"opdracht": "naslag"})
        assert answer.status_code == 409
        assert "geen naslag" in answer.text
