"""A message is one quiet line above the keys: never two at once, never over the code, gone at the next key."""

from pathlib import Path

import pytest

from kompas_tui.cli.reach import CUT_OFF, MOVED
from kompas_tui.tui.drawing.lines import Lines
from kompas_tui.tui.screens.dialogs import WriteDialog
from kompas_tui.tui.widgets import KeyBar, MessageLine, message_lines
from kompas_tui.workshop.commands.course import GoTo
from tests.tui.beamers import beamer


def words(lines: Lines) -> str:
    return " ".join(line.plain for line in lines)


async def test_one_message_at_a_time_above_the_keys_and_gone_at_the_next_key(tmp_path: Path) -> None:
    async with beamer(tmp_path, (80, 24)) as shown:
        line = shown.screen().query_one(MessageLine)
        for _ in range(3):
            await shown.press("left")
        await shown.press("z")
        await shown.until(lambda: shown.message() == "Let op. Er is nog niets om terug te nemen.")
        assert not shown.app._notifications
        await shown.until(lambda: line.region.bottom == shown.screen().query_one(KeyBar).region.y)
        assert line.region.height == 1
        await shown.press("right")
        await shown.until(lambda: not shown.message())
        assert not line.display


async def test_a_message_goes_away_by_itself(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        shown.screen().query_one(MessageLine).put("Even.", seconds=0.01)
        await shown.until(lambda: not shown.message())


async def test_what_is_found_at_the_start_is_said_one_by_one(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        for said in ("Het eerste.", "Het tweede."):
            shown.screen().say(said, lasting=True)
        assert shown.message() == "Het eerste."
        shown.screen().on_key()
        assert shown.message() == "Het tweede."
        shown.screen().say("Iets anders.")
        assert shown.message() == "Iets anders."


async def test_how_a_session_was_found_is_not_said_any_more_once_the_room_is_led_on_or_a_desk_is_there(
    tmp_path: Path,
) -> None:
    async with beamer(tmp_path) as shown:
        await shown.workshop.do(GoTo("midden"))
        shown.workshop.notices = ("Het eerste.", "Het tweede.")
        await shown.until(lambda: "Het midden" in shown.text())
        shown.screen().tell_notices()
        assert shown.message() == "Het eerste."
        await shown.workshop.do(GoTo("ideeen"))
        await shown.until(lambda: not shown.message())
        shown.screen().tell_notices()
        with shown.workshop.presence.desk():
            await shown.until(lambda: not shown.message())


async def test_the_room_does_not_read_how_the_laptop_is_arranged(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("v")
        await shown.until(lambda: shown.message() == "Het verslag staat klaar: ‘verslag.docx’ in de map ‘exports’.")


async def test_over_a_dialog_a_message_is_seen_too(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("n")
        await shown.asks(WriteDialog)
        shown.screen().say("Dat \x1b]52;c;aGFsbG8=\x07lukte niet.", wrong=True)
        await shown.until(
            lambda: [one.message for one in shown.app._notifications] == ["Dat ]52;c;aGFsbG8=lukte niet."]
        )


@pytest.mark.parametrize("width", [36, 76, 96])
def test_a_long_path_loses_its_middle_and_the_file_stays_whole(width: int) -> None:
    path = "/home/begeleider/Documenten/workshops/2026/november/exports/verslag-speelplein-openbaar.docx"
    lines = message_lines(f"Het verslag staat klaar: {path}", width)
    assert len(lines) <= 2
    assert all(line.cell_length <= width for line in lines)
    assert "".join(words(lines).split()).endswith("/verslag-speelplein-openbaar.docx") or width == 36
    assert "…" in words(lines) or path in words(lines)


@pytest.mark.parametrize("width", [36, 76])
def test_a_long_sentence_ends_at_a_whole_word(width: int) -> None:
    said = " ".join(f"woord{n}" for n in range(60))
    lines = message_lines(said, width)
    assert len(lines) == 2
    assert all(line.cell_length <= width for line in lines)
    assert words(lines).endswith("…")
    assert said.startswith(words(lines).removesuffix("…") + " ")


async def test_trouble_with_saving_is_said_until_a_key_shows_that_it_was_read(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        room = shown.workshop
        for _ in range(3):
            room.saving.log_trouble.failed("De schijf is vol.")
        room.saving.log_trouble.worked()
        room._tell()
        await shown.until(lambda: shown.message().startswith("Let op. Bewaren lukte 3 keer niet. Nu lukt het weer."))
        await shown.press("right")
        await shown.until(lambda: not shown.message())
        assert room.saving.trouble == ""


async def test_what_becomes_of_the_network_is_said_and_the_newest_counts(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        watch = shown.workshop.watch
        watch.network_is(CUT_OFF)
        await shown.until(lambda: shown.message() == f"Let op. {CUT_OFF}")
        watch.network_is(MOVED)
        await shown.until(lambda: shown.message() == f"Let op. {MOVED}")
        await shown.press("right")
        await shown.until(lambda: not shown.message())
        watch.network_is(CUT_OFF)
        await shown.until(lambda: shown.message() == f"Let op. {CUT_OFF}")
        watch.network_is("")
        await shown.until(lambda: not shown.message())


def test_a_name_that_is_longer_than_a_line_keeps_its_beginning_and_end() -> None:
    name = "verslag-wat-kan-beter-op-deze-plek-2026-11-27-zvpe-volledig.docx"
    lines = [line.plain for line in message_lines(f"Het verslag staat klaar: ‘{name}’ in de map ‘exports’.", 56)]
    assert len(lines) == 2
    assert lines[0] == "Het verslag staat klaar:"
    assert lines[1].startswith("‘verslag")
    assert lines[1].endswith("volledig.docx’ in de map ‘exports’.")
