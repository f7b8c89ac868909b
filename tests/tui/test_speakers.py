"""Who speaks is seen whatever else the room looks at, and takes no room from a result."""

from pathlib import Path

import pytest

from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.course import GoTo
from kompas_tui.workshop.commands.floor import ADD_SPEAKER, NEXT_SPEAKER, OPEN_FLOOR, GiveFloor
from kompas_tui.workshop.commands.looking import LookUp
from tests.tui.beamers import beamer


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 45)])
async def test_the_list_of_speakers_is_seen_with_a_round_and_with_a_result(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with beamer(tmp_path, size) as shown:
        workshop = shown.workshop
        await workshop.do(GoTo("midden"))
        await workshop.do(OpenRound())
        await shown.vote(1, 1, 2)
        await workshop.do(GiveFloor(OPEN_FLOOR, minutes=2))
        await workshop.do(GiveFloor(ADD_SPEAKER, "iemand achterin"))
        await shown.shows("Sprekers: 1 wacht")
        await workshop.do(GiveFloor(NEXT_SPEAKER))
        await workshop.do(GiveFloor(ADD_SPEAKER, "iemand vooraan"))
        await shown.shows("Nu: iemand achterin, ", "ronde open")
        await workshop.do(CloseRound())
        await workshop.do(ShowResult())
        await shown.shows("Nu: iemand achterin, ")
        pages = shown.screen().stage_now().pages
        assert shown.stage().count("Nu: iemand achterin") <= 1
        if size != (80, 24):
            assert "Nu: iemand achterin" in shown.stage()
            assert "Straks: iemand vooraan." in shown.stage()
        await workshop.do(LookUp(cover="oogst"))
        assert "Nu: iemand achterin, " in shown.text(), "above what lies over the card too"
        await workshop.do(LookUp(on=False, cover="oogst"))
        workshop.floor.close()
        await shown.until(lambda: "Nu: iemand achterin" not in shown.text())
        assert shown.screen().stage_now().pages == pages, "it made no page of a result longer"
