"""The lint: nothing on our own reports, and each planted fault of documents that others made or edited."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping

import docx
import pytest

from kompas_tui.deck_files import load_decks
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.outcome import public_copy
from kompas_tui.domain.report import build_report
from kompas_tui.domain.session.session import Session
from kompas_tui.export.lint import faults_in
from kompas_tui.export.paper import paper_bytes
from kompas_tui.export.saving import timeless
from kompas_tui.export.word import word_bytes
from tests.export import sessions as s
from tests.export.evening import evening_events
from tests.export.test_word import RICH, hostile_session

RULES = {f"A{number}" for number in range(1, 19)}
PLAIN = {"A1", "A2", "A4", "A5", "A6", "A9", "A11", "A12", "A15", "A17"}
PLANTED = {"A3", "A7", "A8", "A10", "A11", "A13", "A14", "A16"}


def rules_of(data: bytes) -> set[str]:
    return {fault.rule for fault in faults_in(data)}


def rewritten(change: Callable[[str], str], part: str = "word/document.xml", data: bytes = RICH) -> bytes:
    """The document with another text in one of its parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            kept = old.read(name)
            new.writestr(name, change(kept.decode()) if name == part else kept)
    return stream.getvalue()


def edited(changes: Mapping[str, str], part: str = "word/document.xml", data: bytes = RICH) -> bytes:
    """The document with the first of each pattern in a part replaced, as an editor would leave it."""

    def changed(plain: str) -> str:
        for pattern, put in changes.items():
            assert re.search(pattern, plain), pattern
            plain = re.sub(pattern, put, plain, count=1)
        return plain

    return rewritten(changed, part, data)


@pytest.mark.parametrize(
    "session",
    [s.rich_session(), public_copy(s.rich_session()).session, Session(evening_events()), hostile_session(), Session()],
    ids=["rich", "public", "evening", "hostile", "empty"],
)
def test_nothing_is_found_in_our_reports(session: Session) -> None:
    assert list(map(str, faults_in(word_bytes(build_report(session, s.HEAD))))) == []


def test_an_empty_line_that_somebody_wrote_is_none_in_the_report() -> None:
    asked = s.one_round({"soort": "open", "vraag": "Wat?", "lang": "ja"}, [{"tekst": ["Een bank.\n\nEn een boom."]}])
    assert list(map(str, faults_in(word_bytes(build_report(asked, s.HEAD))))) == []


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


_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_OLD_NAMES = f'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wp="{_WP}" xmlns:mc="{_MC}"'


def _run(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def _field(sort: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{sort}"/></w:r>'


def _picture(alt: str) -> str:
    inside = f'<wp:inline><wp:docPr id="{hash(alt) % 9_000 + 900}" name="Afbeelding 4" descr="{alt}"/></wp:inline>'
    return f"<w:r><w:drawing>{inside}</w:drawing></w:r>"


_TAGGED = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_CELL = "<w:tc><w:p><w:r><w:t>Cel</w:t></w:r></w:p></w:tc>"
BY_HAND = {
    _run("Planning voor mei", "<w:u w:val='single'/>"): "A15, bij ‘Planning voor mei’: Dit lijkt een kop",
    _run("En voor juni", "<w:sz w:val='30'/>"): "A15, bij ‘En voor juni’: Dit lijkt een kop",
    f"<w:ins w:id='901' w:author='A'>{_run('Later', '<w:b/>')}</w:ins>": "A15, bij ‘Later’: Dit lijkt een kop",
    f"{_run('Niet')}<w:del w:id='902' w:author='A'>{_run('weg')}</w:del>": "Hier staat een bijgehouden wijziging.",
    f"{_run('Klopt dit?')}<w:r><w:commentReference w:id='1'/></w:r>": "Hier hangt een opmerking aan.",
    _run("Let hier op.", "<w:color w:val='FFFFFF'/><w:highlight w:val='yellow'/>"): "kleur FFFFFF op FFFF00 heeft te",
    _run("Zie ook dit.", "<w:rStyle w:val='Bleek'/>"): "Tekst in kleur BBBBBB op FFFFFF heeft te weinig contrast",
    f'{_field("begin")}<w:r><w:instrText> HYPERLINK "https://voorbeeld.nl" </w:instrText></w:r>{_field("separate")}'
    f"{_run('lees meer')}{_field('end')}": "A10, onder ‘Zelf erbij’: Een link zegt niet waar hij heen gaat",
    f"<w:hyperlink w:anchor='weg'>{_run('De planning')}</w:hyperlink>": "Een link komt nergens aan: ‘De planning’.",
    "<w:r><w:pict><v:shape alt='Kaart' style='position:absolute;width:9pt'/></w:pict></w:r>": "A8, onder ‘Zelf erbij’",
    _picture("Een hek. Door AI gegenereerde inhoud is mogelijk onjuist."): "Word bedacht deze alternatieve tekst zelf",
    _picture("IMG_2034.JPG"): "De alternatieve tekst is de naam van een bestand: ‘IMG_2034.JPG’.",
    "<w:r><w:drawing><wp:inline><wp:docPr id='77' name='x'/></wp:inline></w:drawing></w:r>": "geen alternatieve tekst",
    _run("a\u00a0\u00a0\u00a0b"): "A12, onder ‘Zelf erbij’: Er staan spaties of tabs achter elkaar",
    f"{_run('Zie:')}</w:p><w:sdt><w:sdtContent><w:tbl><w:tr>{_TAGGED}{_CELL}</w:tr></w:tbl></w:sdtContent></w:sdt><w:p>"
    f"{_run('Klaar.')}": "Deze tabel heeft geen titel of beschrijving.",
    f"{_run('Vul in:')}</w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p>{_run('Klik om te typen.')}"
    f"</w:p></w:sdtContent></w:sdt><w:p>{_run('Klaar.')}": "A18, onder ‘Zelf erbij’: Een invulvak is nog leeg.",
    f"{_run('Zie:')}</w:p><w:customXml><w:sdt><w:sdtContent><w:p>{_run('- te doen')}</w:p></w:sdtContent></w:sdt>"
    f"</w:customXml><w:p>{_run('Klaar.')}": "Een streepje of nummer is getypt: ‘- te doen’.",
    f'<w:r><w:sym w:font="Wingdings" w:char="F0A7"/></w:r><w:r><w:tab/></w:r>{_run("iets")}': "is getypt: ‘▪ iets’.",
    _run("Geheim", "<w:vanish/>"): "Hier staat verborgen tekst.",
    _run("Anders", "<w:rPrChange w:id='903' w:author='A'><w:rPr/></w:rPrChange>"): "een bijgehouden wijziging",
    f"<w:fldSimple w:instr=' HYPERLINK \"https://voorbeeld.nl\" '>{_run('meer')}</w:fldSimple>": "heen gaat: ‘meer’.",
    f"{_run('Zie:')}</w:p><w:tbl><w:tblPr><w:tblCaption w:val='T'/></w:tblPr><w:sdt><w:sdtContent><w:tr><w:trPr>"
    f"<w:cantSplit/></w:trPr>{_CELL}</w:tr></w:sdtContent></w:sdt></w:tbl><w:p>{_run('Klaar.')}": "geen kopregel",
    f"{_run('Hierna')}</w:p><w:altChunk/><w:p>{_run('Klaar.')}": "Er hangt een ander bestand in.",
}
"""What a person leaves behind in Word, and what is said of it."""

WHOLE = (
    "<m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'><m:r><m:t>x=2</m:t></m:r></m:oMath>",
    f"<w:r><mc:AlternateContent><mc:Choice>{_picture('Een hek.').removeprefix('<w:r>').removesuffix('</w:r>')}"
    "</mc:Choice><mc:Fallback><w:pict><v:shape/></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    "<w:r><w:rPr><w:color w:val='geenkl'/><w:sz w:val='24.5'/></w:rPr><w:t>Gek.</w:t></w:r>",
    f"<w:bookmarkStart w:id='951' w:name='m'/>{_run('Meer')}<w:bookmarkEnd w:id='951'/></w:p><w:p>"
    f"<w:hyperlink w:anchor='m'>{_run('Meer')}</w:hyperlink>",
)
"""What nothing is wrong with, however odd it is made: a formula, a drawing with an older one beside it, no colour,
a link to a chapter that is called ‘Meer’."""


def test_what_a_person_leaves_behind_in_word_is_found() -> None:
    style = (
        '<w:style w:type="character" w:styleId="Bleek"><w:rPr><w:color w:val="BBBBBB"/></w:rPr></w:style></w:styles>'
    )
    head = '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Zelf erbij</w:t></w:r></w:p>'
    pieces = "".join(f"<w:p>{piece}</w:p><w:p><w:r><w:t>Gewone tekst.</w:t></w:r></w:p>" for piece in BY_HAND)
    worn = edited({"</w:styles>": style}, "word/styles.xml")
    planted = rewritten(
        lambda text: text.replace("<w:document ", f"<w:document {_OLD_NAMES} ").replace(
            "<w:sectPr", f"{head}{pieces}<w:sectPr"
        ),
        data=worn,
    )
    told = [*map(str, faults_in(planted))]
    assert [said for said in BY_HAND.values() if not any(said in one for one in told)] == []
    assert len(told) == len(BY_HAND) + 1, "and nothing else, but that what was put in is a change too"


def test_what_is_whole_is_not_called_wrong_and_notes_and_headers_are_read_too() -> None:
    to_note = f"<w:hyperlink w:anchor='noot'>{_run('de noot over de cijfers')}</w:hyperlink>"
    odd = "".join(f"<w:p {_OLD_NAMES}>{piece}</w:p>" for piece in (*WHOLE, to_note))
    planted = edited({"<w:sectPr": f"{odd}<w:sectPr"})
    assert [fault.wrong for fault in faults_in(planted)] == ["Een link komt nergens aan: ‘de noot over de cijfers’."]
    stream = io.BytesIO(planted)
    names = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" {_OLD_NAMES}'
    pale = _run("Bleek", "<w:color w:val='CCCCCC'/>")
    mark = "<w:bookmarkStart w:id='960' w:name='noot'/><w:bookmarkEnd w:id='960'/>"
    logo = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="logo"/></wp:inline></w:drawing></w:r>'
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr(
            "word/footnotes.xml", f"<w:footnotes {names}><w:footnote><w:p>{mark}{pale}</w:p></w:footnote></w:footnotes>"
        )
        package.writestr("word/header7.xml", f"<w:hdr {names}><w:p>{logo}</w:p></w:hdr>")
    told = [str(fault).partition(":")[0] for fault in faults_in(stream.getvalue())]
    assert told == ["A7, in een koptekst", "A9, in een voetnoot"]


def _renamed(change: Callable[[str], str], swap: Callable[[bytes], bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(RICH)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(change(name), swap(old.read(name)) if name.endswith((".xml", ".rels")) else old.read(name))
    return stream.getvalue()


def test_a_strict_document_and_one_of_sharepoint_are_read_too() -> None:
    transitional = rb"http://schemas.openxmlformats.org/(wordprocessingml|officeDocument|drawingml)/2006/"
    strict = _renamed(str, lambda data: re.sub(transitional, rb"http://purl.oclc.org/ooxml/\1/", data))
    moved = _renamed(
        lambda name: re.sub(r"word/(document|styles)\.xml", r"word/\g<1>2.xml", name),
        lambda data: data.replace(b"word/document.xml", b"word/document2.xml"),
    )
    assert [list(map(str, faults_in(data))) for data in (strict, moved)] == [[], []]


def test_what_makes_no_sense_inside_a_document_gets_a_sentence() -> None:
    odd = "<c:ser><c:spPr><a:solidFill><a:srgbClr val='404040'><a:lumMod val='x'/></a:srgbClr></a:solidFill></c:spPr>"
    broken = rewritten(lambda text: text.replace("<c:ser>", odd, 1), "word/charts/chart1.xml")
    with pytest.raises(KompasError, match="In dit Word-bestand klopt iets niet"):
        faults_in(broken)


def test_a_light_without_end_is_no_colour_and_gets_a_sentence() -> None:
    grey = "<a:srgbClr val='808080'><a:lumOff val='-1e999'/></a:srgbClr>"
    odd = f"<c:ser><c:spPr><a:solidFill>{grey}</a:solidFill></c:spPr>"
    with pytest.raises(KompasError, match="In dit Word-bestand klopt iets niet"):
        faults_in(rewritten(lambda text: text.replace("<c:ser>", odd, 1), "word/charts/chart1.xml"))


_ENDLESS = "9" * 5_000


@pytest.mark.parametrize(
    ("part", "before", "said"),
    [
        ("word/document.xml", "<w:sectPr", f'<w:p><w:pPr><w:outlineLvl w:val="{_ENDLESS}"/></w:pPr></w:p>'),
        ("word/styles.xml", "</w:styles>", f'<w:style><w:rPr><w:sz w:val="{_ENDLESS}"/></w:rPr></w:style>'),
    ],
)
def test_a_number_of_thousands_of_figures_gets_a_sentence(part: str, before: str, said: str) -> None:
    with pytest.raises(KompasError, match="In dit Word-bestand klopt iets niet"):
        faults_in(edited({before: said + before}, part))


def test_a_small_file_that_unfolds_to_millions_of_paragraphs_is_not_read() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", "<w:p/>" * 6_000_000)
    with pytest.raises(KompasError, match="te lang om na te kijken"):
        faults_in(stream.getvalue())


def test_what_a_program_says_to_itself_stands_in_no_text() -> None:
    said = {"<c:ser>": "<!-- gemaakt met iets --><?iets?><c:ser>"}
    assert faults_in(edited(said, "word/charts/chart1.xml", edited({"<w:t ": "<!-- hier --><w:t "}))) == ()
    assert faults_in(edited({"<a:dk1>": "<!-- donker --><a:dk1>"}, "word/theme/theme1.xml")) == ()


def test_an_alternative_text_of_a_hundred_thousand_figures_is_judged_at_once() -> None:
    assert rules_of(edited({'(<wp:docPr [^>]*descr=")[^"]*': r"\1IMG" + "1" * 100_000 + "x"})) == set()


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_file_that_is_packed_otherwise_and_broken_gets_a_sentence(compression: int) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as package:
        package.writestr("word/document.xml", "<w:p/>" * 1_000)
    data = bytearray(stream.getvalue())
    start = len("word/document.xml") + 30
    data[start + 4 : start + 40] = b"\0" * 36
    with pytest.raises(KompasError, match="is beschadigd"):
        faults_in(bytes(data))


@pytest.mark.parametrize("deck", ["deal", "party-cipatie"])
def test_nothing_is_found_in_what_is_printed(deck: str) -> None:
    assert list(map(str, faults_in(paper_bytes("Op papier", load_decks([deck]).course)))) == []


def test_a_document_of_google_docs_is_read_as_word_reads_it() -> None:
    """It names no level of a heading, no style in the contents, and sets a page break in a paragraph of its own."""
    levelless = rewritten(lambda text: re.sub(r"<w:outlineLvl [^>]*/>", "", text), "word/styles.xml")
    gallery = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    line = r'<w:p><w:pPr><w:pStyle w:val="TOC\d"/>(?:<w:keepNext/>)?</w:pPr>(?:(?!</w:p>).)*</w:p>'
    framed = edited({f"((?:{line})+)": rf"{gallery}<w:sdtContent>\1</w:sdtContent></w:sdt>"}, data=levelless)
    bare = edited({r'<w:pStyle w:val="TOC\d"/>': ""}, data=framed)
    end = '<w:p><w:r><w:br w:type="page"/></w:r></w:p><w:sectPr'
    assert list(map(str, faults_in(edited({"<w:sectPr": end}, data=bare)))) == []
    deep = '<w:p><w:pPr><w:pStyle w:val="Heading6"/></w:pPr><w:r><w:t>Te diep</w:t></w:r></w:p>'
    named = f"{deep}<w:p {_OLD_NAMES}>{_picture('foto van het plein 2.jpeg')}</w:p><w:sectPr"
    found = faults_in(edited({"<w:sectPr": named, r'(w:anchor=")_Toc\d+': r"\1weg"}, data=bare))
    assert {fault.rule for fault in found} == {"A3", "A7", "A13"}


def test_what_is_wrong_at_many_places_is_told_once() -> None:
    bare = rewritten(lambda text: re.sub(r"<w:tblCaption [^>]*/><w:tblDescription [^>]*/>", "", text))
    saved = edited({">Kompas<": ">LibreOffice/24.2<"}, "docProps/app.xml", bare)
    (fault,) = faults_in(saved)
    assert fault.where.startswith("op 9 plaatsen, zoals tabel 1, onder ‘Actiepunten’")
    assert "LibreOffice bewaart dit niet." in fault.cure


def test_every_rule_has_a_document_that_breaks_it() -> None:
    tested = {"A1", "A2", "A4", "A5", "A6", "A9", "A11", "A12", "A15", "A17"} | {
        "A3",
        "A7",
        "A8",
        "A10",
        "A13",
        "A14",
        "A16",
        "A18",
    }
    assert tested == RULES


def test_a_fault_tells_where_and_what_to_do() -> None:
    changed = edited({r"<w:tblCaption [^>]*/><w:tblDescription [^>]*/>": ""})
    (fault,) = faults_in(changed)
    assert str(fault) == (
        "A5, tabel 1, onder ‘Actiepunten’: Deze tabel heeft geen titel of beschrijving. "
        "Vul die in bij Tabeleigenschappen, Alternatieve tekst."
    )


def test_an_old_word_file_or_one_with_a_password_gets_a_sentence_of_its_own() -> None:
    with pytest.raises(KompasError, match="zonder wachtwoord"):
        faults_in(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))


def test_a_large_line_right_before_a_heading_looks_like_one_too() -> None:
    large = "<w:p>" + _run("Belangrijk vooraf", "<w:sz w:val='32'/>") + "</w:p>"
    planted = edited({r'(<w:p><w:pPr><w:pStyle w:val="Heading2"/>)': rf"{large}\1"})
    assert {fault.rule for fault in faults_in(planted)} == {"A15"}


def _packed(name: str) -> bytes:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as opened:
        opened.writestr(name, "application/vnd.oasis.opendocument.text")
    return package.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK", "Dit is geen Word-bestand, of het is beschadigd. Kies"),
        (RICH[:500], "Dit is geen Word-bestand, of het is beschadigd. Kies"),
        (bytes(900), "Dit is geen Word-bestand, of het is beschadigd. Kies"),
        (b"", "Dit bestand is leeg. Kies"),
        (b"%PDF-1.7", "Dit is een pdf. Kies het Word-bestand waar"),
        (b"{\\rtf1 hoi}", "Dit is een RTF-bestand. Open het in Word"),
        (b"\x89PNG\r\n", "Dit is een plaatje. Kies"),
        (b"\xef\xbb\xbf \n<!doctype html><p>", "Dit is een webpagina. Kies"),
        (b"Agenda\n", "Dit is gewone tekst. Kies"),
        (_packed("mimetype"), "Dit is een bestand van LibreOffice. Sla het daar op als"),
        (_packed("xl/workbook.xml"), "Dit is een bestand van Excel. Kies"),
        (_packed("word/styles.xml"), "Dit Word-bestand is beschadigd. Open het in Word"),
        (_packed("foto.jpg"), "Dit is een ingepakte map. Kies"),
    ],
)
def test_what_is_no_word_file_is_told_by_what_it_is(data: bytes, sentence: str) -> None:
    with pytest.raises(KompasError) as refused:
        faults_in(data)
    assert str(refused.value).startswith(sentence)


def test_every_link_of_the_contents_arrives_and_says_where() -> None:
    text = zipfile.ZipFile(io.BytesIO(RICH)).read("word/document.xml").decode()
    links = re.findall(r'<w:hyperlink w:anchor="([^"]+)"[^>]*>.*?<w:t[^>]*>([^<]*)<', text)
    marks = dict(re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]+)"/><w:r><w:t[^>]*>([^<]*)<', text))
    assert links
    assert [(aim, marks.get(aim)) for aim, _ in links] == links
    assert "updateFields" not in zipfile.ZipFile(io.BytesIO(RICH)).read("word/settings.xml").decode()


@pytest.mark.parametrize(("colour", "is_weak"), [("949494", False), ("959595", True)])
def test_a_fill_of_a_chart_stands_out_three_to_one(colour: str, is_weak: bool) -> None:
    fill = f'<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></c:spPr>'
    told = rules_of(edited({r"<c:spPr><a:solidFill>.*?</c:spPr>": fill}, "word/charts/chart1.xml"))
    assert told == ({"A9"} if is_weak else set())


def test_a_heading_is_one_level_below_the_one_before_it_at_most() -> None:
    assert rules_of(edited({r'w:val="Heading2"': 'w:val="Heading3"'})) == {"A3"}


@pytest.mark.parametrize(("half_points", "is_heading"), [(25, False), (26, True)])
def test_a_line_of_its_own_in_large_letters_looks_like_a_heading(half_points: int, is_heading: bool) -> None:
    line = f'<w:p><w:r><w:rPr><w:sz w:val="{half_points}"/></w:rPr><w:t>Zo groot</w:t></w:r></w:p>'
    below = "<w:p><w:r><w:t>En verder gewoon.</w:t></w:r></w:p>"
    told = rules_of(rewritten(lambda text: text.replace("<w:sectPr", f"{line}{below}<w:sectPr", 1)))
    assert told == ({"A15"} if is_heading else set())


@pytest.mark.parametrize(("half_points", "is_heading"), [(29, False), (30, True)])
def test_where_all_text_is_large_a_heading_is_larger(half_points: int, is_heading: bool) -> None:
    line = f'<w:p><w:r><w:rPr><w:sz w:val="{half_points}"/></w:rPr><w:t>Zo groot</w:t></w:r></w:p>'
    below = "<w:p><w:r><w:t>En verder gewoon.</w:t></w:r></w:p>"
    large = rewritten(lambda text: text.replace("<w:sectPr", f"{line}{below}<w:sectPr", 1))
    with zipfile.ZipFile(io.BytesIO(large)) as package:
        styles = package.read("word/styles.xml")
    ordinary = b'<w:name w:val="Normal"/><w:qFormat/>'
    assert ordinary in styles
    styles = styles.replace(ordinary, ordinary + b'<w:rPr><w:sz w:val="28"/></w:rPr>')
    assert rules_of(timeless(large, {"word/styles.xml": styles})) == ({"A15"} if is_heading else set())


@pytest.mark.parametrize(("signs", "is_long"), [(100, False), (101, True)])
def test_a_heading_has_a_hundred_signs_at_most(signs: int, is_long: bool) -> None:
    told = rules_of(edited({r'(?s)(w:val="Heading2".*?<w:t[^>]*>)[^<]*': rf"\g<1>{'x' * signs}"}))
    assert told == ({"A3"} if is_long else set())


@pytest.mark.parametrize(("opens", "closes"), [("", ""), ('<w:hyperlink w:anchor="agenda">', "</w:hyperlink>")])
def test_an_underlined_line_looks_like_a_heading_where_it_is_no_link(opens: str, closes: str) -> None:
    run = '<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>De hele agenda van de gemeente</w:t></w:r>'
    line, below = f"<w:p>{opens}{run}{closes}</w:p>", "<w:p><w:r><w:t>En verder gewoon.</w:t></w:r></w:p>"
    told = rules_of(rewritten(lambda text: text.replace("<w:sectPr", f"{line}{below}<w:sectPr", 1)))
    assert ("A15" in told) is not opens.startswith("<")
