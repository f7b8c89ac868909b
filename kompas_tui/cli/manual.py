"""The facilitator's manual: one text for the command, for who reads it in a file, and for the README."""

import re
from importlib.resources import files

from kompas_tui.cli.saying import in_terminal, say

MANUAL = "handleiding.md"


def manual_chapters() -> list[str]:
    """The chapters of the manual in Markdown, each with its heading."""
    text = files("kompas_tui.cli").joinpath(MANUAL).read_text(encoding="utf-8")
    return re.split(r"\n(?=# )", text.strip())


def show_manual() -> int:
    """Show the manual page by page, or write it down where there is no terminal."""
    chapters = manual_chapters()
    if not in_terminal():
        say("\n\n".join(chapter.strip() for chapter in chapters))
        return 0
    from kompas_tui.cli.screen import settings_path
    from kompas_tui.tui.manual import ManualApp

    farewell = ManualApp(chapters, settings=settings_path()).run()
    return farewell.code if farewell else 0
