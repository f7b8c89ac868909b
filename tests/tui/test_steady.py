"""An error in one thing that the beamer does stops nothing else; only what fails at everything ends it, in words."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from textual.app import App

from kompas_tui.tui.screens.beamer import BeamerScreen
from kompas_tui.tui.screens.dialogs import WriteDialog
from kompas_tui.tui.screens.session import SessionScreen
from kompas_tui.tui.steady import FAILED, MOST_FAILURES, WITHIN_SECONDS, Steady
from kompas_tui.tui.widgets import Band, KeyBar
from kompas_tui.workshop.commands.course import GoTo
from tests.tui.beamers import Beamer, beamer
from tests.waiting import eventually_async


def fails(*args: object) -> None:
    """Fail, whatever is asked."""
    raise ValueError("planted")


async def goes_on(shown: Beamer, failures: list[str]) -> None:
    """What failed was told to programmers, and the next key does its work."""
    assert failures
    assert all("planted" in one for one in failures)
    await shown.workshop.do(GoTo("midden"))
    await shown.press("o")
    await shown.until(lambda: shown.workshop.session.open_round)


async def test_a_key_whose_action_fails_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failures: list[str]
) -> None:
    monkeypatch.setattr(SessionScreen, "action_previous", fails)
    async with beamer(tmp_path) as shown:
        await shown.press("left")
        await shown.says(FAILED)
        await goes_on(shown, failures)
    failures.clear()


async def test_a_clock_that_fails_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failures: list[str]
) -> None:
    monkeypatch.setattr(BeamerScreen, "_tick", fails)
    async with beamer(tmp_path) as shown:
        await shown.until(lambda: failures)
        await goes_on(shown, failures)
    failures.clear()


async def test_a_dialog_that_fails_can_be_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failures: list[str]
) -> None:
    monkeypatch.setattr(WriteDialog, "action_save", fails)
    async with beamer(tmp_path) as shown:
        await shown.press("n")
        await shown.asks(WriteDialog)
        await shown.press("a", "ctrl+s")
        await shown.until(lambda: failures)
        assert any(FAILED in one.message for one in shown.app._notifications)
        await shown.press("escape")
        await shown.asks(SessionScreen)
        await goes_on(shown, failures)
    failures.clear()


@pytest.mark.parametrize("part", [Band, KeyBar])
async def test_a_part_that_can_not_be_drawn_for_a_moment_stops_nothing(
    part: type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failures: list[str]
) -> None:
    async with beamer(tmp_path) as shown:
        monkeypatch.setattr(part, "render", fails)
        await shown.workshop.do(GoTo("midden"))
        shown.burst("down")
        await eventually_async(lambda: failures)  # without a look of the test's own, which would fail too
        monkeypatch.undo()
        await goes_on(shown, failures)
    failures.clear()


async def test_what_fails_at_everything_ends_the_beamer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failures: list[str]
) -> None:
    monkeypatch.setattr(SessionScreen, "action_previous", fails)

    async def evening() -> None:
        async with beamer(tmp_path) as shown:
            await shown.workshop.do(GoTo("midden"))
            shown.burst(*["left"] * (MOST_FAILURES + 1))
            await shown.until(lambda: not shown.app.is_running)

    with pytest.raises(ValueError, match="planted"):
        await evening()
    assert len(failures) == MOST_FAILURES
    failures.clear()


async def test_failures_of_long_ago_do_not_count_with_those_of_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failures: list[str]
) -> None:
    async with beamer(tmp_path) as shown:
        passed = iter(range(0, 10_000, int(WITHIN_SECONDS)))
        only_there = SimpleNamespace(monotonic=lambda: float(next(passed)))
        monkeypatch.setattr("kompas_tui.tui.steady.time", only_there)
        assert all(shown.app._goes_on_after(ValueError("planted")) for _ in range(MOST_FAILURES + 5))
        await goes_on(shown, failures)
    failures.clear()


async def test_what_fails_before_anything_stands_ends_the_program() -> None:
    class Fails(Steady, App[None]):
        def on_mount(self) -> None:
            raise ValueError("planted")

    with pytest.raises(ValueError, match="planted"):
        async with Fails().run_test():
            pass
