"""A report in somebody else's house style: worn where it has what is needed, filled up and told where it has not."""

import io
import random
import re
import zipfile

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt, Twips
from PIL import EpsImagePlugin, Image

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.report import build_report
from kompas_tui.domain.session.session import Session
from kompas_tui.export.house_style import house_style, template_bytes
from kompas_tui.export.lint import faults_in
from kompas_tui.export.word import word_bytes
from tests.export import sessions as s
from tests.export.dutch_template import dutch_template
from tests.export.evening import evening_events
from tests.export.test_lint import rewritten
from tests.export.test_word import RICH

REPORT = build_report(Session(evening_events()), s.HEAD)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
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
    assert [one.text for one in section.header.paragraphs[2:]] == ["", "Een avond over de Dorpsstraat"]
    assert "Sjabloon 2019" not in "".join(section.header._element.itertext())
    assert section._sectPr.find(qn("w:cols")).get(qn("w:num")) is None, "a table is as wide as the page"
    assert section.footer.paragraphs[0].text == "Afgedrukt: 22 november 2026"
    assert [name for name in zipfile.ZipFile(io.BytesIO(WORN)).namelist() if name.startswith("word/media")]
    assert "Vervang deze tekst" not in [paragraph.text for paragraph in document.paragraphs]
    widths = {sum(int(c.get(qn("w:w"))) for c in table._tbl.tblGrid) for table in document.tables}
    assert len(widths) == 1
    assert abs(widths.pop() - (297 - 70) * 1440 / 25.4) < 2


def _noise(width: int, height: int) -> bytes:
    """A picture of which every dot has another colour."""
    stream = io.BytesIO()
    noise = random.Random(1).randbytes(width * height * 3)
    Image.frombytes("RGB", (width, height), noise).save(stream, "PNG")
    return stream.getvalue()


def _with_logo(picture: bytes) -> bytes:
    """The template with another picture in the place of its logo."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(TEMPLATE)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, picture if name.startswith("word/media") else old.read(name))
    return stream.getvalue()


def test_a_large_logo_goes_along_as_sharp_as_it_is_printed() -> None:
    template = _with_logo(_noise(900, 300))  # as the logo of the template, 30 by 10 millimetres
    assert len(template) > 800_000
    assert (house_style(template).smaller, house_style(TEMPLATE).smaller) == (1, 0)
    worn = word_bytes(REPORT, template)
    with zipfile.ZipFile(io.BytesIO(worn)) as package:
        sizes = [Image.open(package.open(name)).size for name in package.namelist() if name.startswith("word/media")]
    assert (354, 118) in sizes
    assert (900, 300) not in sizes
    assert worn == word_bytes(REPORT, template)


def test_a_large_picture_that_is_a_program_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    monkeypatch.setattr(EpsImagePlugin, "Ghostscript", lambda *told: started.append(told))
    drawing = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 900 300\n%%EndComments\n" + b"% \n" * 200_000
    assert (house_style(_with_logo(drawing)).smaller, started) == (0, [])


_COVER = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Cover Pages"/></w:docPartObj></w:sdtPr>'
    "<w:sdtContent><w:p/></w:sdtContent></w:sdt>"
)


@pytest.mark.parametrize(
    "piece",
    [
        _COVER,
        "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>",
        '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
        "<w:p><w:pPr><w:pageBreakBefore/></w:pPr></w:p>",
        "<w:p><w:r><w:pict/></w:r></w:p>",
    ],
)
def test_a_cover_or_a_picture_that_is_not_taken_over_is_known(piece: str) -> None:
    document = docx.Document()
    document.element.body.insert(0, parse_xml(piece.replace(">", f' xmlns:w="{_MAIN}">', 1)))
    stream = io.BytesIO()
    document.save(stream)
    assert house_style(stream.getvalue()).leaves_out


@pytest.mark.parametrize(("colour", "is_told"), [("1A1A2E", True), ("FFFFFF", False), ("auto", False)])
def test_pages_with_a_colour_are_known(colour: str, is_told: bool) -> None:
    document = docx.Document()
    document.element.insert(0, parse_xml(f'<w:background xmlns:w="{_MAIN}" w:color="{colour}"/>'))
    stream = io.BytesIO()
    document.save(stream)
    assert house_style(stream.getvalue()).has_page_colour is is_told


def test_a_template_with_no_more_than_text_leaves_nothing_out() -> None:
    assert not house_style(template_bytes()).leaves_out


def test_our_styles_are_as_large_as_the_text_of_a_template_with_large_type() -> None:
    template = docx.Document(io.BytesIO(TEMPLATE))
    template.styles["Normal"].font.size = Pt(16.5)  # half as large again
    stream = io.BytesIO()
    template.save(stream)
    usual, large = (
        {style.name: style for style in house_style(data).document.styles} for data in (TEMPLATE, stream.getvalue())
    )
    assert large["Kompas toelichting"].font.size == usual["Kompas toelichting"].font.size * 1.5
    stops = [style["Kompas gegevens"].paragraph_format.tab_stops[0].position for style in (usual, large)]
    assert stops[1] == pytest.approx(stops[0] * 1.5, rel=0.01), "names of facts stay clear of what they say"
    assert large["Kompas cel"].font.size == usual["Kompas cel"].font.size, "columns are made for these letters"


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
    of_sharepoint = '<b:SharedWith xmlns:b="x">Karel Bos</b:SharedWith>'
    shared = rewritten(lambda text: of_sharepoint, "customXml/item1.xml", stream.getvalue())
    managed = rewritten(lambda text: text.replace("<Template>Normal", "<Template>Karel"), "docProps/app.xml", shared)
    with zipfile.ZipFile(io.BytesIO(word_bytes(REPORT, managed))) as package:
        assert b"Karel" not in b"".join(map(package.read, package.namelist()))
        assert not [name for name in package.namelist() if "thumbnail" in name], "it shows the template"


def test_what_stood_in_its_text_and_the_headers_of_other_pages_are_not_in_the_file_any_more() -> None:
    template, picture = docx.Document(io.BytesIO(TEMPLATE)), io.BytesIO()
    Image.new("RGB", (40, 40), "#123456").save(picture, "PNG")
    template.add_picture(picture)
    template.sections[0].first_page_header.paragraphs[0].text = "Alleen op het voorblad van 2019"
    template.add_section().different_first_page_header_footer = False
    template.sections[1].header.is_linked_to_previous = False
    template.sections[1].header.paragraphs[0].text = "Bij {titel}"
    stream = io.BytesIO()
    template.save(stream)
    package = zipfile.ZipFile(io.BytesIO(word_bytes(REPORT, stream.getvalue())))
    parts = {name: package.read(name) for name in package.namelist()}
    own = zipfile.ZipFile(io.BytesIO(word_bytes(REPORT))).namelist()
    assert sum(name.startswith("word/media") for name in parts) == sum(name.startswith("word/media") for name in own)
    assert b"Bij Een avond over de Dorpsstraat" in b"".join(parts.values())
    assert picture.getvalue() not in parts.values()


def test_what_ordinary_text_looks_like_cuts_no_chart_and_breaks_no_figure() -> None:
    template = docx.Document(io.BytesIO(TEMPLATE))
    look = next(one for one in template.styles if one.name == "Normal").paragraph_format
    look.line_spacing, look.first_line_indent, look.alignment = Pt(13), Mm(10), WD_ALIGN_PARAGRAPH.JUSTIFY
    stream = io.BytesIO()
    template.save(stream)
    worn = docx.Document(io.BytesIO(word_bytes(REPORT, stream.getvalue())))
    drawn = [one for one in worn.paragraphs if one._p.xpath(".//w:drawing")]
    assert len(drawn) > 10
    assert {one.style.name for one in drawn if one.style is not None} == {"Kompas beeld"}
    for name in ("Kompas beeld", "Kompas cel"):
        own = next(one for one in worn.styles if one.name == name).paragraph_format
        assert (own.line_spacing, own.first_line_indent, own.alignment) == (1, 0, WD_ALIGN_PARAGRAPH.LEFT)


def test_a_word_in_brackets_in_a_title_is_no_placeholder() -> None:
    title = "Waarom {titel} in {plaats}?"
    named = Session([s.started(title=title, place="Huis {datum}")])
    worn = docx.Document(io.BytesIO(word_bytes(build_report(named, s.HEAD), TEMPLATE)))
    assert worn.sections[-1].header.paragraphs[0].text.strip() == f"{title} in Huis {{datum}}"


def test_boxes_of_word_are_filled_in_by_what_they_are_called_and_none_asks_to_be() -> None:
    template = docx.Document()
    asks = '<w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:rPr><w:rStyle w:val="Plaats"/></w:rPr><w:t>Klik'
    for name in ("Titel", "Publicatiedatum", "Afdeling"):
        box = (
            f'<w:sdt xmlns:w="{_MAIN}"><w:sdtPr><w:alias w:val="{name}"/><w:date w:fullDate="2019-01-01"/>{asks}</w:t>'
        )
        template.sections[0].header._element.append(parse_xml(f"{box}</w:r></w:p></w:sdtContent></w:sdt>"))
    stream = io.BytesIO()
    template.save(stream)
    worn = docx.Document(io.BytesIO(word_bytes(REPORT, stream.getvalue()))).sections[-1].header._element
    told = ["".join(one.text or "" for one in box.iter(qn("w:t"))) for box in worn.iter(qn("w:sdt"))]
    assert told == ["Een avond over de Dorpsstraat", "22 november 2026", ""]
    assert next(worn.iter(qn("w:showingPlcHdr"), qn("w:date"), qn("w:rStyle")), None) is None


def test_a_template_has_a_report_fetch_nothing_from_elsewhere() -> None:
    document = docx.Document(io.BytesIO(TEMPLATE))
    header = document.sections[-1].header
    name = header.part.relate_to("http://spion.example/baken.png", f"{_OFFICE}/image", is_external=True)
    link = header.part.relate_to("https://voorbeeld.nl/", f"{_OFFICE}/hyperlink", is_external=True)
    drawings = len([*header._element.iter(qn("w:drawing"))])
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    for inside in (
        f'<w:r><w:drawing><a:blip xmlns:a="x" r:link="{name}"/></w:drawing></w:r>',
        '<w:r><w:pict><v:shape><v:imagedata src="http://spion.example/oud.png" o:href="http://spion.example/o.png"/>'
        '<v:fill src="file://spion.example/vul.png"/></v:shape></w:pict></w:r>',
        f'<w:hyperlink r:id="{link}"><w:r><w:t>Onze site</w:t></w:r></w:hyperlink>',
        '<w:fldSimple w:instr=" DDEAUTO cmd.exe"><w:r><w:t>x</w:t></w:r></w:fldSimple>',
        f"{mark('begin')}<w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE spion.example"
        f"</w:instrText></w:r>{mark('separate')}<w:r><w:t>Eerder gehaald</w:t></w:r>{mark('end')}",
        f"{mark('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>{mark('end')}",
    ):
        header._element.append(parse_xml(f'<w:p xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}" {_VML}>{inside}</w:p>'))
    stream = io.BytesIO()
    document.save(stream)
    made = word_bytes(REPORT, stream.getvalue())
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        told = b"".join(map(package.read, package.namelist()))
    assert [word for word in (b"spion", b"DDEAUTO", b"INCLUDE") if word in told] == []
    kept = docx.Document(io.BytesIO(made)).sections[-1].header
    assert len([*kept._element.iter(qn("w:drawing"))]) == drawings
    assert [one.get(qn("w:fldCharType")) for one in kept._element.iter(qn("w:fldChar"))][-2:] == ["begin", "end"]
    assert [one.text for one in kept._element.iter(qn("w:instrText"))][-1] == "PAGE"
    assert b"voorbeeld.nl" in told
    assert "Eerder gehaald" in "".join(kept._element.itertext())


def test_our_footer_ends_at_the_margin_of_the_page_that_the_template_has() -> None:
    document = docx.Document()  # whose footer has tabs in the middle and beyond the margin of a narrower page
    section = document.sections[0]
    section.left_margin = section.right_margin = Twips(2600)
    stream = io.BytesIO()
    document.save(stream)
    made = docx.Document(io.BytesIO(word_bytes(REPORT, stream.getvalue())))
    (tabs,) = made.sections[-1].footer._element.iter(qn("w:tabs"))
    told = [(tab.get(qn("w:val")), tab.get(qn("w:pos"))) for tab in tabs]
    assert told == [("clear", "4680"), ("clear", "9360"), ("right", f"{12240 - 2 * 2600}")]


def test_nothing_is_found_in_a_report_that_wears_it() -> None:
    assert list(map(str, faults_in(WORN))) == []
    assert word_bytes(REPORT, TEMPLATE) == WORN


def test_our_own_template_may_be_turned_and_its_footer_and_contents_still_end_at_the_margin() -> None:
    document = docx.Document(io.BytesIO(template_bytes()))
    section = document.sections[0]
    section.page_width, section.page_height = section.page_height, section.page_width
    stream = io.BytesIO()
    document.save(stream)
    worn = house_style(stream.getvalue())
    stops = [tab for tab in worn.document.styles.element.iter(qn("w:tab")) if tab.get(qn("w:val")) == "right"]
    assert len(stops) >= 3
    assert {tab.get(qn("w:pos")) for tab in stops} == {str(worn.text_width)}


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


def _spoilt(part: str, old: bytes, new: bytes) -> bytes:
    return rewritten(lambda text: text.replace(old.decode(), new.decode()), part, TEMPLATE)


WRONG = {
    "empty": b"", "pdf": b"%PDF-1.7", "cut": RICH[:2000], "encrypted": b"\xd0\xcf\x11\xe0 versleuteld",
    "flipped": TEMPLATE[:3000] + b"\xff" * 40 + TEMPLATE[3040:], "rels": _spoilt("_rels/.rels", b"<Rel", b"<Iets"),
    "page": _spoilt("word/document.xml", b'w:w="', b'w:w="nul'), "part": _spoilt("word/webSettings.xml", b"/>", b">"),
    "types": _spoilt("[Content_Types].xml", b"<Override", b"<Iets"),
    "link": _spoilt("word/_rels/document.xml.rels", b'Id="rId3" ', b""),
}  # fmt: skip
"""What is no template: another file, or one that a disk or a program broke."""


@pytest.mark.parametrize("data", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_file_gets_a_sentence(data: bytes) -> None:
    with pytest.raises(KompasError, match="is geen Word-bestand, of het is beveiligd"):
        house_style(data)


_KAREL = 'w:id="91" w:author="Karel Bos" w:date="2024-01-01T00:00:00Z"'
_OF_COLLEAGUES = {
    "word/document.xml": ("</w:sectPr>", f'<w:vAlign w:val="center"/><w:bidi/><w:sectPrChange {_KAREL}/></w:sectPr>'),
    "word/header1.xml": (
        "</w:hdr>",
        f"<w:tbl><w:tr><w:trPr><w:del {_KAREL}/></w:trPr><w:tc><w:p><w:r><w:t>Rij weg</w:t></w:r></w:p></w:tc></w:tr>"
        f"<w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
        f"<w:p><w:ins {_KAREL}><w:r><w:t>Ons kenmerk</w:t></w:r></w:ins><w:del {_KAREL}><w:r><w:delText>Oud</w:delText>"
        '</w:r></w:del></w:p><w:sdt><w:sdtPr><w:dataBinding w:xpath="/ns1:coreProperties[1]/ns0:creator[1]"/></w:sdtPr>'
        "<w:sdtContent><w:p><w:r><w:t>Karel Bos</w:t></w:r></w:p></w:sdtContent></w:sdt></w:hdr>",
    ),
    "word/styles.xml": (
        "</w:styles>",
        f'<w:style w:type="paragraph" w:styleId="Zonder"><w:rPr><w:rPrChange {_KAREL}><w:rPr/></w:rPrChange></w:rPr>'
        '</w:style><w:style w:type="character" w:styleId="KompasVraag"><w:name w:val="Subtitle"/></w:style></w:styles>',
    ),
    "word/settings.xml": ("</w:settings>", "<w:trackRevisions/></w:settings>"),
}
"""What people and programs leave behind in a template, by part: what stands there and what comes in its place."""


def _exchanged(data: bytes, part: str, old: str, new: str) -> bytes:
    return rewritten(lambda text: text.replace(old, new), part, data)


def test_a_template_on_which_colleagues_worked_is_worn_as_if_they_had_agreed() -> None:
    data = TEMPLATE
    for part, (old, new) in _OF_COLLEAGUES.items():
        data = _exchanged(data, part, old, new)
    made = word_bytes(REPORT, data)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert [name for name, part in parts.items() if b"Karel" in part or b"trackRevisions" in part] == []
    header = docx.Document(io.BytesIO(made)).sections[-1].header._element
    assert "Ons kenmerk" in "".join(header.itertext())
    assert "Rij weg" not in "".join(header.itertext())
    assert "Gemeente Rotterdam" in "".join(header.itertext()), "who made it is filled in like the title"
    assert b"vAlign" not in parts["word/document.xml"]
    used = {named.get(qn("w:val")) for named in docx.Document(io.BytesIO(made)).element.body.iter(qn("w:pStyle"))}
    assert {"KompasKompasVraag", "Ondertitel"} <= used, "a style for letters is none for lines"
    assert faults_in(made) == ()


@pytest.mark.parametrize("left_out", [r"<w:pg(Sz|Mar) [^>]*/>", r"<w:sectPr.*</w:sectPr>"], ids=["size", "section"])
def test_a_template_of_another_program_is_worn_too(left_out: str) -> None:
    """LibreOffice calls the properties its own way and knows a heading by its level; others leave out the page."""
    levelless = rewritten(lambda text: re.sub(r"<w:outlineLvl [^>]*/>", "", text), "word/styles.xml", TEMPLATE)
    odd = "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties"
    renamed = rewritten(lambda text: re.sub(r'"[^"]*/core-properties"', f'"{odd}"', text), "_rels/.rels", levelless)
    pageless = rewritten(lambda text: re.sub(left_out, "", text, flags=re.S), "word/document.xml", renamed)
    made = word_bytes(REPORT, pageless)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert len(package.namelist()) == len({*package.namelist()}), (
            "Word opens no file with a part that is there twice"
        )
    section = docx.Document(io.BytesIO(made)).sections[-1]
    assert (section.page_width, section.page_height) == (Twips(11906), Twips(16838))
    assert faults_in(made) == ()
    strict = rewritten(
        lambda text: text.replace(_MAIN, "http://purl.oclc.org/ooxml/wordprocessingml/main"), data=pageless
    )
    with pytest.raises(KompasError, match="de strikte vorm van Word"):
        house_style(strict)
