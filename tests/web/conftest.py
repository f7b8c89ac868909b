"""A served room for every test of the web part."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kompas_tui.journal import SessionFolder
from tests.web.room import DECK, ServedRoom, served


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck with all six kinds."""
    path = tmp_path / "straat.md"
    path.write_text(DECK, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> SessionFolder:
    """An empty session folder."""
    return SessionFolder(tmp_path / "sessie")


@pytest.fixture
async def room(folder: SessionFolder, deck: Path) -> AsyncIterator[ServedRoom]:
    """A session of that deck, served."""
    async with served(folder, deck) as room:
        yield room
