"""The lint where Word puts things: cells, text boxes, controls, and lines of one paragraph."""

import io
import re
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
    }.items()
)
_STYLES = """
<w:style w:type="paragraph" w:styleId="Engels"><w:name w:val="Engels"/><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Groot"><w:name w:val="Groot"/><w:rPr><w:sz w:val="36"/></w:rPr></w:style>
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
    },
    "A11": {
        "on a later line": _p(_r("Nodig is:\n- een bank\n- een boom")),
        "on one later line": _p(_r("Nodig is:\n• een bank")),
        "in a cell": _in_cell(_p(_r("- een bank")), _p(_r("- een boom"))),
        "on the lines of a cell": _in_cell(_p(_r("Nodig is:\n1. een bank\n2. een boom"))),
        "in a text box": _box(_p(_r("1. een bank"))),
    },
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
    "A17": {
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
                text = re.sub(b"<w:sectPr", added, text).replace(b"<w:document ", f"<w:document {_NAMES} ".encode())
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
