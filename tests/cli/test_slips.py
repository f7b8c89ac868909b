"""`kompas stembriefjes`, and a session that takes its codes or makes them itself."""

import io
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from kompas_tui.cli.entrance import ServeAs
from kompas_tui.cli.house import LocalHouse
from kompas_tui.cli.slips import make_slips
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.question.slips import in_print
from kompas_tui.export.paper.slips import slips_bytes
from kompas_tui.journal import SessionFolder
from kompas_tui.journal.slip_files import read_slip_file
from kompas_tui.tui.choices import StartDecks
from kompas_tui.workshop.commands.course import End
from kompas_tui.workshop.slips import new_slips
from tests.cli.running import SIX_KINDS
from tests.ports import free_port
from tests.workshop.test_slips import DECK


def printed(data: bytes) -> str:
    """All text of a Word file."""
    body = docx.Document(io.BytesIO(data)).element.body
    return "\n".join(text.text or "" for text in body.iter(qn("w:t")))


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "stem.md").write_text(DECK, encoding="utf-8")
    (tmp_path / "zes.md").write_text(SIX_KINDS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KOMPAS_SESSIES", str(tmp_path / "sessies"))


def test_a_folder_with_slips_to_print_and_codes_to_start_with(tmp_path: Path) -> None:
    paper, codes = make_slips("stem.md", tmp_path / "brief", 12)
    made = read_slip_file(codes)
    assert len(made) == 12
    said = printed(paper.read_bytes())
    assert all(in_print(code) in said for code in made)
    assert [path.stat().st_mode & 0o777 for path in (paper, codes)] == [0o600, 0o600]
    order = [said.index(in_print(code)) for code in sorted(made)]
    assert order != sorted(order), "who has the file does not know the order on paper"
    with pytest.raises(KompasError, match="staan al stembriefjes"):
        make_slips("stem.md", tmp_path / "brief")
    with pytest.raises(KompasError, match="heeft geen stembriefjes"):
        make_slips("zes.md", tmp_path / "anders")


def test_a_slip_says_where_to_vote_and_has_a_picture_of_it() -> None:
    data = slips_bytes("Stem <b>\x1b[2J", new_slips(3), "stem.gemeente.nl")
    document = docx.Document(io.BytesIO(data))
    assert len(document.inline_shapes) == 3
    assert printed(data).count("Stem op stem.gemeente.nl.") == 3
    assert "\x1b" not in printed(data)


async def test_a_session_makes_its_own_slips_and_they_are_gone_at_the_end(tmp_path: Path) -> None:
    house = LocalHouse(ServeAs(port=free_port()))
    running = await house.open(StartDecks(("stem.md",)))
    try:
        folder = SessionFolder(house.folder)
        paper = folder.path / "stembriefjes.docx"
        assert any(str(paper) in said for said in running.workshop.for_desk)
        assert not any(str(tmp_path) in said for said in running.workshop.notices), "the room reads those"
        assert all(in_print(code) in printed(paper.read_bytes()) for code in folder.slips())
        await running.workshop.do(End())
        assert not paper.exists()
        assert not folder.slips()
    finally:
        await running.stop()


async def test_a_session_takes_the_codes_that_were_printed_before(tmp_path: Path) -> None:
    _, codes = make_slips("stem.md", tmp_path / "brief")
    house = LocalHouse(ServeAs(port=free_port()))
    running = await house.open(StartDecks(("stem.md",), slips=codes))
    try:
        assert set(SessionFolder(house.folder).slips()) == set(read_slip_file(codes))
        assert not (house.folder / "stembriefjes.docx").exists()
    finally:
        await running.stop()
    with pytest.raises(KompasError, match="Laat --stembriefjes weg"):
        await house.open(StartDecks(("zes.md",), slips=codes))
    with pytest.raises(KompasError, match="is er niet"):
        await house.open(StartDecks(("stem.md",), slips=tmp_path / "weg.txt"))
