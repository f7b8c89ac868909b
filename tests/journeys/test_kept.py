"""The sessions of earlier versions open with this one: their log, their figures, and every command."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from kompas_tui.journal import SessionFolder
from kompas_tui.workshop import resume_workshop
from kompas_tui.workshop.commands.asking import CloseRound
from kompas_tui.workshop.commands.course import End
from tests.cli.running import call
from tests.natellen import counted

KEPT = sorted(path.parent for path in (Path(__file__).parents[1] / "kept").glob("*/*/logboek.jsonl"))


@pytest.fixture(params=KEPT, ids=lambda path: f"{path.parent.name}-{path.name}")
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> SessionFolder:
    """A copy of a session that was kept."""
    return SessionFolder(Path(shutil.copytree(request.param, tmp_path / request.param.name)))


def among(counted_now: Any, then: Any) -> Any:
    """What is counted now, without figures that nobody counted then."""
    if not isinstance(then, dict):
        return counted_now
    return {key: among(counted_now[key], value) for key, value in then.items() if key in counted_now}


def test_sessions_are_kept() -> None:
    assert len(KEPT) >= 2


def test_its_figures_receipts_and_chain_are_what_they_were(kept: SessionFolder) -> None:
    expected = json.loads((kept.path / "verwacht.json").read_bytes())
    assert among(json.loads(json.dumps(counted(kept.log_path.read_bytes()))), expected) == expected
    session, head = kept.read_session()
    assert head == expected["laatste_controlegetal"]
    assert {name: asked.answers for name, asked in session.rounds.items()} == {
        name: asked["antwoorden"] for name, asked in expected["rondes"].items()
    }


@pytest.mark.parametrize("command", [("controleer",), ("verslag",), ("export", "--formaat", "json")])
def test_every_command_opens_it(command: tuple[str, ...], kept: SessionFolder, tmp_path: Path) -> None:
    done = call(command[0], kept.path, *command[1:], home=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Alles klopt." in done.stdout or command[0] != "controleer"


async def test_one_that_goes_on_goes_on(kept: SessionFolder) -> None:
    if kept.read_session()[0].is_ended:
        return
    room = resume_workshop(kept)
    assert room.notices == ()
    await room.do(CloseRound())
    await room.do(End())
    await room.close()
    assert kept.read_session()[0].is_ended
