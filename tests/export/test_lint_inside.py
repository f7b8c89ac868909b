"""The lint where Word puts things: cells, text boxes, controls, and lines of one paragraph."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from kompas_tui.domain.report import build_report
from kompas_tui.export.lint import faults_in
from kompas_tui.export.word import word_bytes
from tests.export import sessions as s

RICH = word_bytes(build_report(s.rich_session(), s.HEAD))
_NAMES = " ".join(
    f'xmlns:{name}="{address}"'
    for name, address in {
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    }.items()
)
_STYLES = """
<w:style w:type="paragraph" w:styleId="Engels"><w:name w:val="Engels"/><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Groot"><w:name w:val="Groot"/><w:rPr><w:sz w:val="36"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Illustratie"><w:name w:val="Illustration"/><w:basedOn w:val="Caption"/></w:style>
<w:style w:type="character" w:styleId="Vet"><w:name w:val="Nadruk vet"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Raster"><w:name w:val="Raster"/><w:tblStylePr w:type="firstRow"><w:rPr>
<w:color w:val="DDDDDD"/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="EEEEEE"/></w:tcPr></w:tblStylePr></w:style>
"""


def _p(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def _r(text: str, look: str = "") -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in text.split("\n"))
    return f"<w:r><w:rPr>{look}</w:rPr>{lines}</w:r>"


def _style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def _cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def _table(*rows: str, style: str = "", name: str = '<w:tblCaption w:val="Een tabel"/>') -> str:
    head, *others = rows
    first = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
    rest = "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr>" for row in others)
    return f"<w:tbl><w:tblPr>{style}{name}</w:tblPr>{first}{rest}</w:tbl>"


def _in_cell(*paragraphs: str, properties: str = "") -> str:
    return _table(_cell(_p(_r("Kop"))), _cell(*paragraphs, properties=properties))


def _box(*inside: str, fill: str = "") -> str:
    """A text box of Word in the line of the text, with an older form of it beside."""
    content = f"<w:txbxContent>{''.join(inside)}</w:txbxContent>"
    shape = f"<wps:wsp><wps:spPr>{fill}</wps:spPr><wps:txbx>{content}</wps:txbx></wps:wsp>"
    graphic = f"<a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic>"
    drawn = f'<w:drawing><wp:inline><wp:docPr id="900" name="Tekstvak 1"/>{graphic}</wp:inline></w:drawing>'
    older = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    choice = f'<mc:Choice Requires="wps">{drawn}</mc:Choice><mc:Fallback>{older}</mc:Fallback>'
    return _p(f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>")


def _control(inside: str) -> str:
    return f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def _drawing(sort: str) -> str:
    return f'<w:r><w:drawing><wp:{sort}><wp:docPr id="901" name="x" descr="Een hek."/></wp:{sort}></w:drawing></w:r>'


def _shown(alt: str, number: int = 901, beside: str = "") -> str:
    """A picture in the line of the text, where wanted in a group with a text box."""
    picture = f'<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="image1.png"/></pic:nvPicPr></pic:pic>{beside}'
    graphic = f"<a:graphic><a:graphicData>{picture}</a:graphicData></a:graphic>"
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="{number}" name="image1.png" descr="{alt}"/>{graphic}</wp:inline>'
        "</w:drawing></w:r>"
    )


def _older(inside: str) -> str:
    return f'<w:r><w:pict><v:shape style="width:9pt"{inside}</v:shape></w:pict></w:r>'


def _field(code: str, text: str) -> str:
    """What a field does and what it shows, as Word writes it."""
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{sort}"/></w:r>' for sort in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText> {code} </w:instrText></w:r>{middle}{_r(text)}{end}"


def _marked(name: str, number: int = 970) -> str:
    return _p(f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{_r("Hier.")}<w:bookmarkEnd w:id="{number}"/>')


_BESIDE = f"<wps:wsp><wps:txbx><w:txbxContent>{_p(_r('Tekst.'))}</w:txbxContent></wps:txbx></wps:wsp>"
_CAPTION = _style("Caption")
_SECTION, _FLOWS = "<w:sectPr/>", '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
_H3, _H5 = _style("Heading3"), _style("Heading5")
_LONG = "Een kop die maar doorgaat " * 5
_ENGLISH, _PAPER = "<w:lang w:val='en-GB'/>", "<w:color w:val='FFFFFF'/>"
_GREY = "<w:color w:val='BBBBBB'/>"
_FILL = '<a:solidFill><a:srgbClr val="{}"/></a:solidFill>'
PLANTED: Mapping[str, Mapping[str, str]] = {
    "A1": {
        "a style of another language": _p(_r("Some words."), _style("Engels")),
        "in a cell": _in_cell(_p(_r("Some words.", "<w:lang w:val='en-GB'/>"))),
        "in a text box": _box(_p(_r("Some words.", "<w:lang w:val='en-US'/>"))),
        "in what was added": _p(f"<w:smartTag>{_r('Some words.', _ENGLISH)}</w:smartTag>"),
        "in a control": _p(_control(_r("Some words.", _ENGLISH))),
    },
    "A2": {
        "in a cell": _in_cell(_p(_r("Tweede titel"), _style("Heading1"))),
        "in a text box": _box(_p(_r("Tweede titel"), _style("Heading1"))),
        "by its level": _p(_r("Tweede titel"), '<w:keepNext/><w:outlineLvl w:val="0"/>') + _p(_r("Tekst.")),
        "in a control": _control(_p(_r("Tweede titel"), _style("Heading1") + "<w:keepNext/>")),
    },
    "A3": {
        "a step over in a cell": _in_cell(_p(_r("Te diep"), _H5)),
        "a step over in a text box": _box(_p(_r("Te diep"), _H5)),
        "an empty one in a cell": _in_cell(_p("", _H3), _p(_r("Tekst."))),
        "a long one of several runs": _p(_r(_LONG) + _r(_LONG), _H3) + _p(_r("Tekst.")),
        "an empty one that a field ends": _p('<w:r><w:fldChar w:fldCharType="end"/></w:r>', _H3) + _p(_r("Tekst.")),
    },
    "A4": {
        "in a text box": _box(_in_cell(_p(_r("Tekst."))).replace("<w:tblHeader/>", "")),
        "said to be off": _in_cell(_p(_r("Tekst."))).replace("<w:tblHeader/>", '<w:tblHeader w:val="0"/>'),
        "as LibreOffice says it": _in_cell(_p(_r("Tekst."))).replace("<w:cantSplit/>", '<w:cantSplit w:val="false"/>'),
        "an empty head": _table(_cell(_p("")), _cell(_p(_r("Tekst.")))),
        "a head that is not first": _in_cell(_p(_r("Tekst.")))
        .replace("<w:tblHeader/>", "")
        .replace("</w:tr><w:tr><w:trPr><w:cantSplit/>", "</w:tr><w:tr><w:trPr><w:cantSplit/><w:tblHeader/>"),
    },
    "A5": {
        "in a text box": _box(_table(_cell(_p(_r("Kop"))), _cell(_p(_r("Tekst."))), name="")),
        "a title of spaces": _table(_cell(_p(_r("Kop"))), _cell(_p(_r("Tekst."))), name='<w:tblCaption w:val=" "/>'),
        "in a control": _control(_table(_cell(_p(_r("Kop"))), name="")),
    },
    "A6": {
        "a row that begins later": _table(_cell(_p(_r("Kop"))) * 2, _cell(_p(_r("Tekst.")))).replace(
            "<w:cantSplit/></w:trPr>", "<w:gridBefore w:val='1'/><w:cantSplit/></w:trPr>"
        ),
        "a row with fewer cells": _table(_cell(_p(_r("Kop"))) * 2, _cell(_p(_r("Tekst.")))),
        "merged downwards": _in_cell(_p(_r("Tekst.")), properties="<w:vMerge w:val='restart'/>"),
        "within a control": _in_cell(_control(_in_cell(_p(_r("Tekst.")))), _p(_r("Na."))),
        "an empty row": _table(_cell(_p(_r("Kop"))), _cell(_p(_r(" ")))),
    },
    "A7": {
        "the name of a file in an older drawing": _p(_older(' alt="IMG_2034.JPG">')),
        "what a camera calls it": _p(_shown("DSC01234")),
        "what a laptop calls it": _p(_shown("Schermafbeelding 2026-11-20 om 10.12.33")),
        "what Word calls it": _p(_shown("Graphic 4")),
        "an address": _p(_shown("https://voorbeeld.nl/plaatje?id=3")),
        "no word": _p(_shown(".")),
        "by a machine in English": _p(_shown("A fence&#10;&#10;Description automatically generated")),
        "in a group with a text box": _p(_shown("", beside=_BESIDE)),
    },
    "A8": {
        "in a cell": _in_cell(_p(_drawing("anchor"))),
        "a frame": _p(_r("Tekst."), '<w:framePr w:w="900"/>'),
        "a table with text around it": _in_cell(_p(_r("Tekst."))).replace(
            "<w:tblPr>", '<w:tblPr><w:tblpPr w:tblpX="9"/>'
        ),
    },
    "A9": {
        "in a control in a dark cell": _in_cell(_control(_p(_r("Tekst."))), properties="<w:shd w:fill='222222'/>"),
        "a paragraph in a cell with a shade of its own": _in_cell(_p(_r("Tekst."), "<w:shd w:fill='333333'/>")),
        "in a text box": _box(_p(_r("Tekst.", _GREY))),
        "in a dark text box": _box(_p(_r("Tekst.")), fill=_FILL.format("202020")),
        "the first row of a style of tables": _table(
            _cell(_p(_r("Kop"))), _cell(_p(_r("Tekst."))), style='<w:tblStyle w:val="Raster"/>'
        ),
    },
    "A10": {
        "a broken reference": _p(_r("Zie Fout! Verwijzingsbron niet gevonden.")),
        "one of another language": _p(_r("Error! Reference source not found.")),
        "a broken reference in a cell": _in_cell(_p(_r("Fout! Bladwijzer niet gedefinieerd."))),
        "in a text box": _box(_p(f'<w:hyperlink w:anchor="_top">{_r("klik hier")}</w:hyperlink>')),
        "a page that is gone": _p(_r("Zie bladzijde ") + _field("PAGEREF _Ref99 \\h", "3")),
        "a table that is gone": _in_cell(_p(f'<w:fldSimple w:instr=" REF _Ref99 ">{_r("tabel 3")}</w:fldSimple>')),
    },
    "A11": {
        "on a later line": _p(_r("Nodig is:\n- een bank\n- een boom")),
        "on one later line": _p(_r("Nodig is:\n• een bank")),
        "in a cell": _in_cell(_p(_r("- een bank")), _p(_r("- een boom"))),
        "on the lines of a cell": _in_cell(_p(_r("Nodig is:\n1. een bank\n2. een boom"))),
        "in a text box": _box(_p(_r("1. een bank"))),
        "a bullet of a font of signs": _p(_r("\uf0b7\teen bank")),
        "without a space": _p(_r("Nodig is:\n-een bank\n-een boom")),
        "arrows": _p(_r("→ een bank\n→ een boom")),
    },
    "A14": {"names that differ in a capital": _marked("een") + _marked("Een", 971)},
    "A12": {
        "an empty line": _p(_r("Een.\n\nTwee.")),
        "two tabs": _p(_r("Naam") + "<w:r><w:tab/></w:r><w:r><w:tab/></w:r>" + _r("Datum")),
        "an empty paragraph in a cell": _in_cell(_p(_r("Tekst.")), _p(""), _p(_r("Meer."))),
        "one in a text box": _box(_p(_r("Tekst.")), _p(_r(" "))),
    },
    "A15": {
        "a large style": _p(_r("Planning voor mei"), _style("Groot")) + _p(_r("Tekst.")),
        "a bold style of letters": _p(_r("Planning voor mei", "<w:rStyle w:val='Vet'/>")) + _p(_r("Tekst.")),
        "a first line": _p(_r("Planning voor mei", "<w:b/>") + "<w:r><w:br/></w:r>" + _r("Hier staat de tekst.")),
        "a first line that ends its run": _p(
            "<w:r><w:rPr><w:b/></w:rPr><w:t>Planning</w:t><w:br/></w:r>" + _r("De tekst.")
        ),
        "in a text box": _box(_p(_r("Planning voor mei", "<w:b/>")), _p(_r("Tekst."))),
    },
    "A16": {
        "a number that Word counts": _p(_r("Tabel ") + _field("SEQ Tabel", "1") + _r(": los")),
        "a style that is based on it": _p(_r("Illustratie 1: los"), _style("Illustratie")),
        "in a cell": _in_cell(_p(_r("Tekst.")), _p(_r("Figuur 1: los"), _CAPTION)),
        "in a text box": _box(_p(_r("Tekst.")), _p(_r("Figuur 1: los"), _CAPTION)),
    },
    "A17": {
        "a section that ends with it": _p(_r("Los"), _H3 + "<w:keepNext/>" + _SECTION) + _p(_r("Tekst.")),
        "a section that ends behind it": _p(_r("Los"), _H3 + "<w:keepNext/>") + _p("", _SECTION) + _p(_r("Tekst.")),
        "a page that ends behind it": _p(_r("Los") + '<w:r><w:br w:type="page"/></w:r>', _H3 + "<w:keepNext/>")
        + _p(_r("Tekst.")),
        "a break of its own": _p(_r("Los"), _H3 + "<w:keepNext/>")
        + _p('<w:r><w:br w:type="page"/></w:r>')
        + _p(_r("Tekst.")),
        "what follows begins a page": _p(_r("Los"), _H3 + "<w:keepNext/>") + _p(_r("Tekst."), "<w:pageBreakBefore/>"),
        "nothing but an empty line": _p(_r("Los"), _H3 + "<w:keepNext/>")
        + _p("")
        + _p(_r("Kop"), _H3 + "<w:keepNext/>")
        + _p(_r("Tekst.")),
        "let go by itself": _p(_r("Los"), _H3 + '<w:keepNext w:val="0"/>') + _p(_r("Tekst.")),
    },
}
"""Per rule the same fault as Word leaves it in different places."""

CLEAN: Mapping[str, str] = {
    "the word of a watermark": _p(_older('><v:textpath string="CONCEPT"/>')),
    "what an older drawing shows": _p(_older(' alt="Een hek in de tuin.">')),
    "a drawn animal": _p(_shown("🦉")),
    "a very long number": _p(_shown(f"IMG {'1' * 20_000} staat op de gevel.")),
    "a file in a sentence": _p(_shown("De foto plein.png laat het plein zien.")),
    "contents that link by fields": _p(_field('HYPERLINK \\l "doel"', "Een kop"), _style("TOC2")) + _marked("doel"),
    "a link that differs in a capital": _p(f'<w:hyperlink w:anchor="Doel">{_r("De tuin")}</w:hyperlink>')
    + _marked("doel"),
    "a reference that arrives": _p(_r("Zie ") + _field("REF doel \\h", "tabel 3")) + _marked("doel"),
    "a caption in the paragraph of its picture": _p(_shown("Een hek.") + _r("\nFiguur 1: een hek"), _CAPTION),
    "a caption in the cell of its picture": _in_cell(_p(_shown("Een hek.")), _p(_r("Figuur 1: een hek"), _CAPTION)),
    "a caption in the box of its picture": _box(_p(_shown("Een hek.")), _p(_r("Figuur 1: een hek"), _CAPTION)),
    "a caption of LibreOffice": _p(_shown("Een hek.")) + _p(_r("Illustratie 1"), _style("Illustratie")),
    "the caption of a formula": _p("<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>") + _p(_r("Formule 1"), _CAPTION),
    "degrees of frost": _p(_r("Het vroor:\n-5 graden in mei\n-7 graden in juni")),
    "a section that goes on": _p(_r("Kop"), _H3 + "<w:keepNext/>")
    + _p("", _SECTION)
    + _p(_r("Tekst."))
    + _p(_r("Einde."), _FLOWS),
    "another language on a space": _p(_r("Tekst.") + _r(" ", "<w:lang w:val='en-US'/>")),
    "another language at the end of a paragraph": _p(_r("Tekst."), "<w:rPr><w:lang w:val='en-US'/></w:rPr>"),
    "a cell that is one wide": _in_cell(_p(_r("Tekst.")), properties='<w:gridSpan w:val="1"/>'),
    "a row with a picture": _in_cell(_p(_drawing("inline"))),
    "a row to tick": _in_cell(_p('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>')),
    "a line across": _p('<w:r><w:pict><v:rect style="width:0;height:1.5pt" o:hr="t"/></w:pict></w:r>'),
    "white in a dark text box": _box(_p(_r("Tekst.", "<w:color w:val='FFFFFF'/>")), fill=_FILL.format("202020")),
    "white in a control in a dark cell": _in_cell(
        _control(_p(_r("Tekst.", _PAPER))),
        properties="<w:shd w:fill='222222'/>",
    ),
    "an answer of one mark in a cell": _in_cell(_p(_r("- 5 graden"))),
    "a last cell of nothing beside words": _table(_cell(_p(_r("Kop"))) * 2, _cell(_p(_r("Tekst."))) + _cell(_p(""))),
    "a bold word at the start": _p(_r("Let op", "<w:b/>") + _r(" dat je dit leest.\nDit ook.")),
    "a bold word before two lines": _p(_r("Doel", "<w:b/>") + _r(" een eerste regel\nen een tweede")),
    "a new page before a heading": _p('<w:r><w:br w:type="page"/></w:r>')
    + _p(_r("Nieuw"), _H3 + "<w:keepNext/>")
    + _p(_r("Tekst.")),
    "a heading that begins a page, as LibreOffice says it": _p(
        '<w:r><w:br w:type="page"/></w:r>' + _r("Nieuw"), _H3 + "<w:keepNext/>"
    )
    + _p(_r("Tekst.")),
    "lines of an address": _p(_r("Het buurthuis\nDe Brink 1\nVoorbeeldstad")),
    "a heading in a cell": _in_cell(_p(_r("Kop"), _H3), _p(_r("Tekst."))),
}
"""What nothing is wrong with, though it looks like it."""


def _with(piece: str) -> bytes:
    """Our report with this behind a heading at its end."""
    head = _p(_r("Zelf erbij"), _style("Heading2") + "<w:keepNext/>") + _p(_r("Gewone tekst."))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(RICH)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "word/document.xml":
                added = f"{head}{piece}{_p(_r('Gewone tekst.'))}<w:sectPr".encode()
                text = text.replace(b"<w:sectPr", added).replace(b"<w:document ", f"<w:document {_NAMES} ".encode())
            elif name == "word/styles.xml":
                text = text.replace(b"</w:styles>", f"{_STYLES}</w:styles>".encode())
            new.writestr(name, text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("rule", "piece"),
    [
        pytest.param(rule, piece, id=f"{rule} {name}")
        for rule, pieces in PLANTED.items()
        for name, piece in pieces.items()
    ],
)
def test_a_fault_is_found_wherever_word_keeps_it(rule: str, piece: str) -> None:
    assert rule in {fault.rule for fault in faults_in(_with(piece))}


@pytest.mark.parametrize("piece", CLEAN.values(), ids=CLEAN)
def test_what_only_looks_like_a_fault_is_none(piece: str) -> None:
    assert list(map(str, faults_in(_with(piece)))) == []
