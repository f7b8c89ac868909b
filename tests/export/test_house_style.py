"""A report in somebody else's house style: worn where it has what is needed, filled up and told where it has not."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.report import build_report
from kompas_tui.domain.session.session import Session
from kompas_tui.export.house_style import house_style, template_bytes
from kompas_tui.export.lint import faults_in
from kompas_tui.export.word import word_bytes
from tests.export import sessions as s
from tests.export.dutch_template import dutch_template
from tests.export.evening import evening_events
from tests.export.test_word import RICH

REPORT = build_report(Session(evening_events()), s.HEAD)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TEMPLATE = dutch_template()
WORN = word_bytes(REPORT, TEMPLATE)


def test_the_styles_of_a_dutch_template_are_worn_by_their_names() -> None:
    document = docx.Document(io.BytesIO(WORN))
    used = {named.get(qn("w:val")) for named in document.element.body.iter(qn("w:pStyle"))}
    assert {"Kop1", "Kop2", "Kop3", "Bijschrift", "Lijstopsomteken", "Ondertitel"} <= used
    assert not {"Heading1", "Heading2", "Heading3", "Caption", "ListBullet", "Subtitle", "Normal"} & used
    known = {style.get(qn("w:styleId")) for style in document.styles.element.iter(qn("w:style"))}
    assert used <= known


def test_its_page_header_footer_and_logo_stay_and_its_text_goes() -> None:
    document = docx.Document(io.BytesIO(WORN))
    section = document.sections[-1]
    assert (section.page_width or 0) > (section.page_height or 0)
    assert section.header.paragraphs[0].text.strip() == "Een avond over de Dorpsstraat in Buurthuis De Brink, Rotterdam"
    assert section.footer.paragraphs[0].text == "Afgedrukt: 22 november 2026"
    assert [name for name in zipfile.ZipFile(io.BytesIO(WORN)).namelist() if name.startswith("word/media")]
    assert "Vervang deze tekst" not in [paragraph.text for paragraph in document.paragraphs]
    widths = {sum(int(c.get(qn("w:w"))) for c in table._tbl.tblGrid) for table in document.tables}
    assert len(widths) == 1
    assert abs(widths.pop() - (297 - 70) * 1440 / 25.4) < 2


def test_what_it_lacks_is_added_and_named() -> None:
    added = house_style(TEMPLATE).added
    assert added == ("Kop 4", "Kop 5", "Kop 6", "Inhopg 2", "Inhopg 3", "Zwaar", "de eigen stijlen van Kompas")


def test_what_colleagues_said_of_a_template_goes_nowhere_nor_where_it_lay() -> None:
    document = docx.Document(io.BytesIO(TEMPLATE))
    settings = document.part._settings_part
    settings.relate_to("file:///C:/Users/Karel/huis.dotx", f"{_OFFICE}/attachedTemplate", is_external=True)
    document.add_comment(document.paragraphs[0].add_run("x"), text="Dit logo is oud", author="Karel Bos")
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(io.BytesIO(word_bytes(REPORT, stream.getvalue()))) as package:
        assert b"Karel" not in b"".join(map(package.read, package.namelist()))


def test_nothing_is_found_in_a_report_that_wears_it() -> None:
    assert list(map(str, faults_in(WORN))) == []
    assert word_bytes(REPORT, TEMPLATE) == WORN


def test_our_own_template_gives_our_own_report() -> None:
    report = build_report(s.rich_session(), s.HEAD)
    own = zipfile.ZipFile(io.BytesIO(word_bytes(report, template_bytes())))
    ours = zipfile.ZipFile(io.BytesIO(RICH))
    for name in ("word/document.xml", "word/styles.xml", "word/footer1.xml"):
        assert own.read(name) == ours.read(name), name
    assert house_style(template_bytes()).added == ()
    assert faults_in(template_bytes()) == ()


def test_a_template_without_lists_or_footer_gets_them() -> None:
    bare = docx.Document()
    bare.styles["List Bullet"].element.find(qn("w:pPr")).remove(
        bare.styles["List Bullet"].element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    )
    stream = io.BytesIO()
    bare.save(stream)
    made = word_bytes(REPORT, stream.getvalue())
    assert "Bladzijde " in docx.Document(io.BytesIO(made)).sections[0].footer.paragraphs[0].text
    assert {fault.rule for fault in faults_in(made)} == {"A9"}, "its headings are too light"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", RICH[:2000], b"\xd0\xcf\x11\xe0 versleuteld"])
def test_a_wrong_file_gets_a_sentence(data: bytes) -> None:
    with pytest.raises(KompasError, match="is geen Word-bestand, of het is beveiligd"):
        house_style(data)
