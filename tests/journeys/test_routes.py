"""A route from the deck to the report: what was walked, what came beside it, and what was not reached."""

from pathlib import Path

from kompas_tui.cli.checking import check
from kompas_tui.deck_files import load_decks
from kompas_tui.domain.report.build import build_report
from kompas_tui.domain.report.document import Bullets, Figures, Paragraph
from kompas_tui.domain.session import events as ev
from kompas_tui.export.data import session_data
from kompas_tui.journal import SessionFolder
from kompas_tui.journal.database import database_contents
from kompas_tui.workshop import open_workshop
from kompas_tui.workshop.commands.asking import CloseRound
from kompas_tui.workshop.commands.course import End, GoFurther, GoTo
from tests.workshop.rooms import clock, opened
from tests.workshop.test_routes import DECK, FOREST


def files(folder: Path) -> str:
    (folder / "wijkdeal.md").write_text(DECK, encoding="utf-8")
    (folder / "bos.md").write_text(FOREST, encoding="utf-8")
    return str(folder / "wijkdeal.md")


async def test_a_session_follows_its_route_to_the_report_and_over_a_restart(tmp_path: Path) -> None:
    decks, kept = load_decks([files(tmp_path)]), SessionFolder(tmp_path / "sessie")
    with kept.lock():
        room = await open_workshop(kept, decks, ev.Details(title="Wijkdeal"), route="kort", clock=clock)
        await room.do(GoFurther(1))
        await room.do(GoTo("middelen"))
        await room.close()
        room = await open_workshop(kept, decks, ev.Details(), clock=clock)
        assert room.session.route == "kort"
        await room.do(GoFurther(1))
        asked = await opened(room, "tellen")
        for token, choices in (("a", ["1"]), ("b", ["1", "2"])):
            await room.cast(token, asked.id, {"keuzes": choices})
        await room.do(CloseRound())
        await room.do(GoFurther(1))
        assert room.session.card == "vos"
        await room.do(End())
        report = build_report(room.session, room.head, room.course)
        await room.close()
    course = next(section for section in report.sections[-1].parts if section.heading == "Verloop")
    said, walked = course.blocks
    assert isinstance(said, Paragraph)
    assert said.text == "De groep volgde de route ‘kort’: 8 kaarten in 27 minuten. Het duurde minder dan een minuut."
    assert isinstance(walked, Figures)
    assert [row[0] for row in walked.table.in_words] == ["De plaat", "Het doel", "Tellen", "De vos"]
    beside, missed = course.parts
    assert beside.heading == "Buiten de route"
    assert [block.table.in_words[0][0] for block in beside.blocks if isinstance(block, Figures)] == ["De middelen"]
    assert missed.heading == "Niet aan bod gekomen"
    assert missed.blocks == (
        Bullets(
            (
                "De vos: waar leeft hij?",
                "De vos: wie heeft er last van, wie jaagt?",
                "De vos: hoe jagen we hem weg?",
                "Slot",
            )
        ),
    )
    assert session_data(room.session, room.head)["sessie"]["route"] == "kort"
    assert database_contents(room.session)["sessie"]["1"]["route"] == "kort"


def test_the_check_of_a_deck_tells_how_long_its_routes_are(tmp_path: Path) -> None:
    path = files(tmp_path)
    found = check([Path(path)])
    assert found.is_fine
    assert found.lines == [
        f"{path}: route ‘kort’ heeft 5 kaarten en duurt 27 minuten. Bij 3 kaarten staat geen duur.",
        f"{path}: route ‘lang’ heeft 9 kaarten en duurt 59 minuten, waarvan 15 minuten pauze. "
        "Bij 5 kaarten staat geen duur.",
        "1 kaartenset in orde, met 9 kaarten en 2 vragen.",
    ]
