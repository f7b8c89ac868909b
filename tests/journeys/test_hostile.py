"""Five hundred hostile texts through every view of a session: each stays text, and steers, runs or breaks nothing."""

import csv
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import httpx
import pytest
from textual.app import App
from textual.content import Content

from kompas_tui.domain.language.text import clean_line, clean_lines, disarmed
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.outcome.canvas import canvas_in_room
from kompas_tui.domain.report import build_report
from kompas_tui.domain.result.shapes import Result
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.export.data import data_bytes
from kompas_tui.export.long_table import ACTIVE
from kompas_tui.export.sheets import sheet_files
from kompas_tui.export.word import word_bytes
from kompas_tui.journal import SessionFolder
from kompas_tui.journal.database import database_contents
from kompas_tui.tui.drawing.canvas import canvas_pages
from kompas_tui.tui.drawing.lines import in_cells, text, wrapped
from kompas_tui.tui.drawing.results import result_pages
from kompas_tui.tui.screens.entries import Line, Question, entry_for
from kompas_tui.web import WebSettings, create_app
from kompas_tui.workshop import resume_workshop
from kompas_tui.workshop.commands.asking import ShowResult
from kompas_tui.workshop.commands.course import GoTo
from tests.cli.typed import Typed, steering
from tests.hostile import CORPUS, GROUPS, WHOLE
from tests.journal.foreign import STEERS, filled, texts
from tests.journeys.hostile_evening import hostile_events, hostile_session
from tests.tui.test_drawing import RESULTS
from tests.web.room import KEY

OFFSETS = range(0, len(WHOLE), 60)
STEP = 5
"""Each shape is drawn with one in so many texts, and the shapes together with all of them."""

OFTEN = OFFSETS[::4]
"""The offsets for what takes long."""


def test_there_are_more_than_three_hundred() -> None:
    assert len(CORPUS) > 500
    assert sum(any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in text) for text in CORPUS) > 100


@pytest.mark.parametrize("group", GROUPS)
def test_the_sanitizer_lets_nothing_through_that_steers(group: str) -> None:
    for hostile in GROUPS[group]:
        for cleaned in (clean_line(hostile, 30_000), clean_lines(hostile, 30_000), disarmed(hostile)):
            assert not set(cleaned) & STEERS, ascii(hostile)
            assert not any("\ud800" <= char <= "\udfff" for char in cleaned), ascii(hostile)
            assert disarmed(cleaned) == cleaned, ascii(hostile)
        assert "\n" not in clean_line(hostile, 30_000)
        assert clean_lines(clean_lines(hostile, 30_000), 30_000) == clean_lines(hostile, 30_000), ascii(hostile)


@pytest.mark.parametrize("group", GROUPS)
def test_a_line_on_the_beamer_is_the_text_and_no_markup(group: str) -> None:
    for hostile in GROUPS[group]:
        line = text(hostile)
        assert (line.plain, line.spans) == (Content(in_cells(hostile)).plain, [])
        assert not set(line.plain) & STEERS
        assert all(one.cell_length <= 76 for one in wrapped(hostile, 76)), ascii(hostile)


async def test_what_stands_in_a_line_to_fill_in_steers_nothing() -> None:
    """Whatever server the facilitator's terminal was led to."""
    app = App[None]()
    async with app.run_test():
        for hostile in CORPUS:
            line = entry_for(Question("Wat?", hostile, hostile))
            assert isinstance(line, Line)
            assert not set(f"{line.value}{line.placeholder}") & STEERS, ascii(hostile)


def _with_text(value: Any, hostile: str) -> Any:
    """A result with this text in each of its texts."""
    match value:
        case Enum():  # a word of ours
            return value
        case str():
            return f"{value} {hostile}"[:300] if value else value
        case tuple():
            return tuple(_with_text(part, hostile) for part in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            kept = {"shape", "type", "holds", "accepts"}
            found = {one.name: getattr(value, one.name) for one in fields(value) if one.init and one.name not in kept}
            return replace(value, **{name: _with_text(part, hostile) for name, part in found.items()})
        case _:
            return value


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: f"{result.shape}-{result.answers}")
def test_every_shape_with_every_text_fits_on_the_beamer(result: Result) -> None:
    for hostile in CORPUS[RESULTS.index(result) % STEP :: STEP]:
        spoilt = _with_text(result, clean_line(hostile, 300))
        for page in result_pages(f"Zin {hostile}"[:200], spoilt, [(hostile[:60], spoilt)], "Een opmerking.", 76, 21):
            for line in page:
                assert line.cell_length <= 76, ascii(hostile)
                assert not set(line.plain) & STEERS, ascii(hostile)


@pytest.fixture(scope="module", params=OFFSETS)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> SessionFolder:
    """A hostile session."""
    return SessionFolder(hostile_session(tmp_path_factory.mktemp("vijandig") / "sessie", request.param))


@pytest.fixture(scope="module")
def session(folder: SessionFolder) -> Session:
    """The session in it."""
    return folder.read_session()[0]


def test_every_event_that_holds_a_text_is_in_it() -> None:
    only_names = {
        *(ev.DeckEdited, ev.Ended, ev.GroupsFormed, ev.KeyReplaced, ev.RhythmChanged, ev.ResultHidden),
        *(ev.RoundResumed, ev.TabletAllowed, ev.Undone),
    }
    hostile = {type(event) for event in hostile_events()}
    assert {kind for kind in get_args(ev.AnyEvent) if set(texts(filled(kind)))} <= hostile | only_names


def test_every_round_is_drawn(session: Session) -> None:
    assert len(session.rounds) > 15
    for asked in session.rounds.values():
        outcome = outcome_of(session, asked)
        parts = [*outcome.by_role, *outcome.by_table]
        for page in result_pages(outcome.sentence, outcome.result, parts, asked.title, 76, 21):
            assert all(line.cell_length <= 76 for line in page)
            assert not {char for line in page for char in line.plain} & STEERS


def test_an_agreement_is_drawn(session: Session) -> None:
    pages = canvas_pages(canvas_in_room(session, session.canvases["een"]), 76, 21)
    assert "De deal" in "".join(line.plain for line in pages[0])
    for line in (line for page in pages for line in page):
        assert line.cell_length <= 76
        assert not set(line.plain) & STEERS


NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def test_the_report_is_a_document_with_text_in_it(session: Session) -> None:
    data = word_bytes(build_report(session, "0" * 64))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            assert not name.startswith(("/", "..")), name
            if name.endswith((".xml", ".rels")):
                said = "".join(ElementTree.fromstring(package.read(name)).itertext())
                assert not NOT_IN_XML.search(said), name
                assert not set(said) & STEERS, name
        document = package.read("word/document.xml").decode()
    assert "instrText" not in re.sub(
        r"<w:instrText[^>]*>[ A-Z]*(PAGE|NUMPAGES|TOC|SEQ)[^<]*</w:instrText>", "", document
    )


def test_no_cell_of_a_sheet_runs(session: Session) -> None:
    for name, data in sheet_files(session).items():
        assert re.fullmatch(r"[a-z0-9-]+\.csv", name), name
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
        assert len({len(row) for row in rows}) == 1, name
        for cell in (cell for row in rows for cell in row):
            assert not set(cell) & STEERS, ascii(cell)
            assert not cell.lstrip().startswith(ACTIVE) or re.fullmatch(r"[+-]?\d[\d.,]*", cell), ascii(cell)


def test_the_data_and_the_database_are_plain_json(session: Session, folder: SessionFolder) -> None:
    data = data_bytes(session, folder.read_session()[1])
    for contents in (data, json.dumps(database_contents(session)).encode()):
        read = json.loads(contents.decode("utf-8"))
        assert not {char for said in _texts(read) for char in said} & STEERS


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for key, part in value.items():
                yield from _texts(key)
                yield from _texts(part)
        case list():
            for part in value:
                yield from _texts(part)


OURS = {"script", "style", "link", "form", "input", "button", "textarea", "select", "option", "a", "svg", "img"}
RUNS = re.compile(r"^on|^style$|^srcdoc$|^formaction$|^autofocus$")


class Page(HTMLParser):
    """What a browser would make of a page: the elements, and what in them could run."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.running: list[tuple[str, str | None]] = []
        self.said: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what runs or leads elsewhere."""
        if tag in ("script", "iframe", "base", "meta", "object", "embed", "math", "video"):
            self.scripts.append(f"{tag} {dict(attrs)}")
        for name, value in attrs:
            leads = name in ("href", "src", "action") and not re.match(r"[/#?]|data:,$|$", value or "")
            if leads or (name != "style" and name != "autofocus" and RUNS.match(name)):
                self.running.append((name, value))

    def handle_data(self, data: str) -> None:
        """Keep the texts."""
        self.said.append(data)


def _plain_page(html: str, clean: Page) -> None:
    """The page has no element that the same page without hostile texts would not have."""
    page = Page(html)
    assert page.running == []
    assert page.scripts == clean.scripts
    assert not set("".join(page.said)) & STEERS


@pytest.mark.parametrize("offset", OFTEN)
async def test_the_pages_of_phones_and_of_the_facilitator_hold_text(tmp_path: Path, offset: int) -> None:
    workshop = resume_workshop(SessionFolder(hostile_session(tmp_path / "sessie", offset)))
    app = create_app(workshop, WebSettings(KEY))
    code = workshop.session.code
    try:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            await client.post("/regie", data={"sleutel": KEY})
            clean = Page((await client.get("/")).text)
            desk_clean = Page((await client.get("/regie")).text)
            for asked in list(workshop.session.rounds.values()):
                if workshop.course.find(asked.card) is None:
                    continue
                await workshop.do(GoTo(asked.card))
                await workshop.do(ShowResult())
                _plain_page((await client.get(f"/{code}")).text, clean)
                _plain_page((await client.get("/regie")).text, desk_clean)
            assert "alert(" in "".join(Page((await client.get(f"/{code}")).text).said)
            stand = await client.get("/regie/stand", headers={"Authorization": f"Bearer {KEY}"})
            assert not {char for said in _texts(stand.json()) for char in said} & STEERS
    finally:
        app.end_streams()
        await workshop.close()


@pytest.mark.slow
@pytest.mark.parametrize("offset", OFTEN)
def test_the_beamer_writes_a_screen_and_nothing_else(tmp_path: Path, offset: int) -> None:
    folder = hostile_session(tmp_path / "sessie", offset)
    with Typed("hervat", folder, home=tmp_path) as typed:
        typed.shows("verder")
        typed.type(b"u")
        for _ in range(60):
            typed.type(b"\x1b[C")
        typed.type(b"g")
        typed.type(b"i")
        typed.shows("Zoek op een woord")
        assert steering(typed.output) == []
