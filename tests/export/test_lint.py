"""The lint: nothing on our own reports, and each planted fault of documents that others made or edited."""

import io
import re
import zipfile
from collections.abc import Mapping

import docx
import pytest

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.outcome import public_copy
from kompas_tui.domain.report import build_report
from kompas_tui.domain.session.session import Session
from kompas_tui.export.lint import faults_in
from kompas_tui.export.word import word_bytes
from tests.export import sessions as s
from tests.export.evening import evening_events
from tests.export.test_word import RICH, hostile_session

RULES = {f"A{number}" for number in range(1, 18)}
PLAIN = {"A1", "A2", "A4", "A5", "A6", "A9", "A11", "A12", "A15", "A17"}
PLANTED = {"A3", "A7", "A8", "A10", "A11", "A13", "A14", "A16"}


def rules_of(data: bytes) -> set[str]:
    return {fault.rule for fault in faults_in(data)}


def edited(changes: Mapping[str, str], part: str = "word/document.xml", data: bytes = RICH) -> bytes:
    """The document with the first of each pattern in a part replaced, as an editor would leave it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                plain = text.decode()
                for pattern, put in changes.items():
                    assert re.search(pattern, plain), pattern
                    plain = re.sub(pattern, put, plain, count=1)
                text = plain.encode()
            new.writestr(name, text)
    return stream.getvalue()


@pytest.mark.parametrize(
    "session",
    [s.rich_session(), public_copy(s.rich_session()).session, Session(evening_events()), hostile_session(), Session()],
    ids=["rich", "public", "evening", "hostile", "empty"],
)
def test_nothing_is_found_in_our_reports(session: Session) -> None:
    assert list(map(str, faults_in(word_bytes(build_report(session, s.HEAD))))) == []


def test_what_python_docx_makes_has_the_faults_that_it_has() -> None:
    document = docx.Document()
    document.add_heading("Verslag", 0)
    document.add_heading("Hoe het ging", 3)
    document.add_paragraph("- een streepje")
    document.add_paragraph("")
    document.add_paragraph().add_run("Lijkt een kop").bold = True
    document.add_table(2, 2).cell(0, 0).text = "Optie"
    document.add_heading("Het einde", 1)
    stream = io.BytesIO()
    document.save(stream)
    assert rules_of(stream.getvalue()) >= PLAIN


STYLES = {
    r'<w:outlineLvl w:val="1"/>': '<w:outlineLvl w:val="4"/>',
    r'w:lang w:val="nl-NL"': 'w:lang w:val="en-US"',
    r'<w:color w:val="404040"/><w:sz w:val="20"/>': '<w:color w:val="BBBBBB"/><w:sz w:val="20"/>',
}
TABLES = {
    r"<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>": "<w:trPr/>",
    r"<w:tblCaption [^>]*/><w:tblDescription [^>]*/>": "",
    r'<w:tcPr>(<w:tcW w:w="\d+" w:type="dxa"/>)</w:tcPr>': r'<w:tcPr>\1<w:gridSpan w:val="2"/></w:tcPr>',
}
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_ANCHOR = f'<wp:anchor xmlns:wp="{_WP}"><wp:docPr id="9" name="x" descr="IMG_1.png"/></wp:anchor>'
_QUIET = '<w:pStyle w:val="KompasToelichting"/></w:pPr>'
TEXT = {
    r'(<w:bookmarkStart [^>]*w:name=")_Toc00000003': r"\1elders",
    r'w:bookmarkStart w:id="2"': 'w:bookmarkStart w:id="1"',
    r'<w:pStyle w:val="KompasInleiding"/>': '<w:pStyle w:val="Caption"/>',
    r'<w:pStyle w:val="ListBullet"/>(.*?)<w:t xml:space="preserve">': r'\1<w:t xml:space="preserve">• ',
    f"{_QUIET}<w:r>": f"{_QUIET}<w:r><w:drawing>{_ANCHOR}</w:drawing></w:r><w:r>",
    r"<w:hyperlink [^>]*>.*?</w:hyperlink>": '<w:hyperlink w:anchor="x"><w:r><w:t>klik hier</w:t></w:r></w:hyperlink>',
    r"<w:sectPr": '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr></w:p><w:sectPr',
}


@pytest.mark.parametrize(
    ("changes", "part", "found"),
    [
        (STYLES, "word/styles.xml", {"A1", "A3", "A9"}),
        (TABLES, "word/document.xml", {"A4", "A5", "A6"}),
        (TEXT, "word/document.xml", PLANTED),
    ],
    ids=["styles", "tables", "text"],
)
def test_each_planted_fault_is_found(changes: dict[str, str], part: str, found: set[str]) -> None:
    assert rules_of(edited(changes, part)) >= found


def test_every_rule_has_a_document_that_breaks_it() -> None:
    tested = {"A1", "A2", "A4", "A5", "A6", "A9", "A11", "A12", "A15", "A17"} | {
        "A3",
        "A7",
        "A8",
        "A10",
        "A13",
        "A14",
        "A16",
    }
    assert tested == RULES


def test_a_fault_tells_where_and_what_to_do() -> None:
    changed = edited({r"<w:tblCaption [^>]*/><w:tblDescription [^>]*/>": ""})
    (fault,) = faults_in(changed)
    assert str(fault) == (
        "A5, tabel 1, onder ‘Actiepunten’: Deze tabel heeft geen titel of beschrijving. "
        "Vul die in bij Tabeleigenschappen, Alternatieve tekst."
    )


@pytest.mark.parametrize("data", [b"", b"PK", RICH[:500], b"%PDF-1.7"])
def test_what_is_no_word_file_gets_a_sentence(data: bytes) -> None:
    with pytest.raises(KompasError, match="Dit is geen Word-bestand"):
        faults_in(data)


def test_every_link_of_the_contents_arrives_and_says_where() -> None:
    text = zipfile.ZipFile(io.BytesIO(RICH)).read("word/document.xml").decode()
    links = re.findall(r'<w:hyperlink w:anchor="([^"]+)"[^>]*>.*?<w:t[^>]*>([^<]*)<', text)
    marks = dict(re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]+)"/><w:r><w:t[^>]*>([^<]*)<', text))
    assert links
    assert [(aim, marks.get(aim)) for aim, _ in links] == links
    assert "updateFields" not in zipfile.ZipFile(io.BytesIO(RICH)).read("word/settings.xml").decode()
