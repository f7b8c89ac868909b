"""The join screen: with a Wi-Fi network its code stands beside the one to take part."""

from pathlib import Path

import pytest

from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.tui.drawing.join import join_pages
from kompas_tui.tui.drawing.letters import Said, readable
from kompas_tui.tui.drawing.sizing import LetterSize
from kompas_tui.tui.ports import Entrance
from kompas_tui.workshop.commands.asking import OpenRound
from kompas_tui.workshop.commands.course import GoFurther
from tests.domain.test_session import NOW, START
from tests.tui.beamers import beamer

ENTRANCE = Entrance(
    "HTTP://192.168.178.23:8000/K7F3", "192.168.178.23:8000/K7F3", wifi="Buurthuis", wifi_password="wachtwoord"
)


def test_with_wifi_two_codes_stand_beside_each_other_in_order() -> None:
    (page,) = join_pages(Session(START), ENTRANCE, False, 100, 96, 26)
    lines = [line.plain for line in page]
    told = "\n".join(lines)
    assert told.index("1  Ga op de wifi") < told.index("2  Doe mee")
    assert "Buurthuis" in told
    assert "wachtwoord" not in told
    assert ENTRANCE.address in told
    assert "0 deelnemers doen mee" in told
    assert max(line.cell_length for line in page) <= 96
    assert len(page) <= 26


@pytest.mark.parametrize("size", [(76, 21), (76, 22), (96, 27), (156, 42), (196, 47)])
@pytest.mark.parametrize("opening", [True, False])
def test_how_many_take_part_stands_with_a_wifi_code_too(size: tuple[int, int], opening: bool) -> None:
    for seated in ({}, {"1": 4, "water": 3}):
        (page,) = join_pages(Session(START), ENTRANCE, opening, size[0] + 4, *size, seated=seated, letters=LetterSize())
        assert "0 deelnemers doen mee" in " ".join(" ".join(map(readable, page)).split())
        assert len(page) <= size[1]
        assert max(line.cell_length for line in page) <= size[0]


@pytest.mark.parametrize(("size", "is_large"), [((156, 43), True), ((76, 21), False)])
def test_how_many_take_part_is_large_where_the_address_leaves_room_for_it(
    size: tuple[int, int], is_large: bool
) -> None:
    (page,) = join_pages(
        Session(START), Entrance(ENTRANCE.url, ENTRANCE.address), False, 160, *size, letters=LetterSize()
    )
    large = [span.style.words for line in page for span in line.spans if isinstance(span.style, Said)]
    assert ("0 deelnemers doen mee" in large) == is_large
    assert len(page) <= size[1]


@pytest.mark.parametrize("entrance", [ENTRANCE, Entrance(ENTRANCE.url, ENTRANCE.address)], ids=["wifi", "plain"])
def test_the_join_screen_of_a_locked_room_says_that_it_is_locked(entrance: Entrance) -> None:
    session = Session(START)
    (page,) = join_pages(session, entrance, False, 80, 76, 21)
    assert "De zaal is op slot." not in " ".join(line.plain for line in page)
    session.apply(ev.RoomLocked(time=NOW))
    (page,) = join_pages(session, entrance, False, 80, 76, 21)
    told = " ".join(" ".join(line.plain for line in page).split())
    assert "De zaal is op slot." in told
    assert "Scan de code met je camera." not in told
    assert entrance.address in told
    session.apply(ev.RoomUnlocked(time=NOW))
    (page,) = join_pages(session, entrance, False, 80, 76, 21)
    assert "De zaal is op slot." not in " ".join(line.plain for line in page)


async def test_the_join_screen_makes_way_when_the_room_is_led_on_from_elsewhere(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.shows("Doe mee met je telefoon")
        await shown.workshop.do(GoFurther(1))
        await shown.until(lambda: "Doe mee met je telefoon" not in shown.text())
        await shown.press("q")
        await shown.shows("Doe mee met je telefoon")
        await shown.workshop.do(OpenRound())
        await shown.until(lambda: "Doe mee met je telefoon" not in shown.text())
