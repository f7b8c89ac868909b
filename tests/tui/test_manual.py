"""The manual: at most six chapters, each on one screen of the smallest size."""

import re

from textual.containers import VerticalScroll

from kompas_tui.cli.commands import kompas
from kompas_tui.cli.manual import manual_chapters
from kompas_tui.tui.keymap import DEFAULTS
from kompas_tui.tui.manual import ManualApp, ManualScreen
from tests.tui.pressing import press, until, until_at_rest


async def test_each_chapter_stands_whole_on_the_smallest_screen() -> None:
    chapters = manual_chapters()
    assert len(chapters) <= 6
    app = ManualApp(chapters)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ManualScreen))
        screen = app.screen
        assert isinstance(screen, ManualScreen)
        for page, chapter in enumerate(chapters):
            await until_at_rest(pilot)
            assert screen.query_one(VerticalScroll).max_scroll_y == 0, chapter
            assert screen.page == page
            await press(pilot, "right")
        assert screen.page == len(chapters) - 1
        await press(pilot, "left", "q")
    assert app.return_value is not None


def test_what_it_says_of_commands_and_keys_is_so() -> None:
    text = "\n".join(manual_chapters())
    for line in re.findall(r"`kompas ([a-z-]+)([^`]*)`", text):
        command = kompas.commands[line[0]]
        options = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", line[1])) <= options, line
    keys = set(re.findall(r"`([^`]{1,2})`", text))
    bound = {key for bound in DEFAULTS.values() for key in bound.split(",")}
    known = {"→": "right", "←": "left", "?": "question_mark"}
    assert keys - {"+"} <= {said for said in keys if known.get(said, said) in bound}
