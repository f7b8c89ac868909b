"""Of the key behind the marks, nothing is on the disk once a session has ended."""

import asyncio
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kompas_tui.deck_files import read_decks
from kompas_tui.domain.session import events as ev
from kompas_tui.journal import SessionFolder
from kompas_tui.workshop import open_workshop
from kompas_tui.workshop.commands.asking import CloseRound
from kompas_tui.workshop.commands.course import End
from tests.workshop.rooms import DECK, choose, opened


def mount(image: Path, folder: Path) -> bool:
    done = subprocess.run(["mount", "-o", "loop", image, folder], capture_output=True, check=False)
    return done.returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """An image of a file system, and the folder where it is mounted; skipped where no loop mount can be had."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root can mount an image: that the key is gone from the disk is not shown here")
    image, folder = tmp_path / "schijf.img", tmp_path / "schijf"
    folder.mkdir()
    with image.open("wb") as file:
        file.truncate(16 << 20)
    made = subprocess.run(["mkfs.ext4", "-q", "-F", image], capture_output=True, check=False)
    if made.returncode or not mount(image, folder):
        pytest.skip("no image can be mounted here: that the key is gone from the disk is not shown")
    yield image, folder
    subprocess.run(["umount", "-l", folder], capture_output=True, check=False)


async def evening(folder: SessionFolder) -> tuple[bytes, str]:
    """A session from start to end, and the keys that it had."""
    room = await open_workshop(folder, read_decks([("proef", DECK, False)]), ev.Details())
    keys = (folder.path / "merksleutel").read_bytes(), folder.remote_key("A1B2-C3D4-E5F6")
    await opened(room)
    await choose(room, "an", 1)
    await room.do(CloseRound())
    os.sync()
    await room.do(End())
    await room.close()
    return keys


def test_no_byte_of_a_key_is_left_on_the_disk(disk: tuple[Path, Path]) -> None:
    image, mounted = disk
    folder = SessionFolder(mounted / "sessie")
    with folder.lock():
        mark_key, remote_key = asyncio.run(evening(folder))
    subprocess.run(["umount", mounted], check=True)
    content = image.read_bytes()
    assert b'"soort":"gestart"' in content, "the log is there, so this is where the key would be"
    assert mark_key not in content
    assert mark_key[:16] not in content
    assert mark_key[16:] not in content
    assert remote_key.encode() not in content
