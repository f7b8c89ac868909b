"""The measurement of the library works on few sessions; the times themselves are taken by hand."""

from pathlib import Path

from kompas_tui.domain.library.things import Sort
from kompas_tui.library import Desk
from tests.library.evenings import NOW
from tests.library.speed import Speed, fill


async def test_what_is_measured_is_a_library_of_real_sessions(tmp_path: Path) -> None:
    await fill(tmp_path, 3, 200)
    shelf = Desk.opened(tmp_path / "eigen", [tmp_path], lambda: NOW).shelf
    assert (len(shelf.sources), len(shelf.of_sort(Sort.LESSON)), len(shelf.of_sort(Sort.MARKET))) == (3, 60, 60)
    assert len(shelf.of_sort(Sort.ACTION)) == 5


def test_it_is_said_as_ratios() -> None:
    assert Speed(0.05, 0.1, 0.02, 0.01, 64).lines[1:3] == ["first time: 2.00 times", "after that: 0.40 times"]
