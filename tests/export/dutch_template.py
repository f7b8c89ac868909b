"""A template as Dutch Word makes it: ids of styles in Dutch, own fonts, colours and margins, a logo, landscape."""

import io

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm
from PIL import Image

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FONT, COLOUR = "Georgia", "B22222"
_IDS = {
    "Normal": ("Standaard", "Normal"), "Heading1": ("Kop1", "heading 1"), "Heading2": ("Kop2", "heading 2"),
    "Heading3": ("Kop3", "heading 3"), "Title": ("Titel", "Title"), "Caption": ("Bijschrift", "caption"),
    "ListBullet": ("Lijstopsomteken", "List Bullet"), "Header": ("Koptekst", "header"),
    "Footer": ("Voettekst", "footer"), "Subtitle": ("Ondertitel", "Subtitle"),
}  # fmt: skip


_OLD = "<w:r><w:t>Sjabloon 2019</w:t></w:r>"
_BOUND = (
    '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/ns1:coreProperties[1]/ns0:title[1]" w:storeItemID="{6C3C8BC8}"/>'
    f"</w:sdtPr><w:sdtContent>{_OLD}{_OLD}</w:sdtContent></w:sdt>"
)
_SIMPLE = f'<w:fldSimple w:instr=" STYLEREF &quot;Kop 1&quot; ">{_OLD}</w:fldSimple>'
_FIELD = "".join(
    (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TITLE  \\* MERGEFORMAT </w:instrText></w:r>',
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{_OLD}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
)
"""The ways in which a Word template holds the title of its document."""


def _logo() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (240, 80), f"#{COLOUR}").save(stream, "PNG")
    return stream.getvalue()


def dutch_template() -> bytes:
    """The template as a .docx."""
    document = docx.Document()
    _rename(document.styles.element)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(35)
    section._sectPr.find(qn("w:cols")).set(qn("w:num"), "2")
    document.add_paragraph("Vervang deze tekst")
    header = section.header.paragraphs[0]
    header.add_run().add_picture(io.BytesIO(_logo()), height=Mm(10))
    properties = next(header._p.iter(qn("wp:docPr")))
    properties.set("descr", "Logo van de gemeente")
    for part in (" {ti", "tel", "} in ", "{{ Plaats }}"):  # as Word cuts what is typed
        header.add_run(part)
    for made in (_BOUND, _SIMPLE, _FIELD):
        section.header._element.append(parse_xml(f"<w:p {W}>{made}</w:p>"))
    section.footer.paragraphs[0].text = "Afgedrukt: [datum]"
    for frame in (section.header, section.footer):
        for named in frame._element.iter(qn("w:pStyle")):
            named.set(qn("w:val"), _IDS[named.get(qn("w:val"))][0])
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _rename(styles: object) -> None:
    """Give the styles the ids that Dutch Word gives them, and their own look."""
    for style in list(styles.iter(qn("w:style"))):  # type: ignore[attr-defined]
        mine = style.get(qn("w:styleId"))
        if mine in ("Heading4", "Heading5", "Heading6", "TOCHeading", "Strong"):
            style.getparent().remove(style)
        elif mine in _IDS:
            style.set(qn("w:styleId"), _IDS[mine][0])
            style.find(qn("w:name")).set(qn("w:val"), _IDS[mine][1])
            if mine.startswith("Heading") or mine in ("Subtitle", "Caption"):
                for properties in style.findall(qn("w:rPr")):
                    style.remove(properties)
                style.append(
                    parse_xml(
                        f'<w:rPr {W}><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}"/><w:color w:val="{COLOUR}"/></w:rPr>'
                    )
                )
    for named in styles.iter(qn("w:basedOn"), qn("w:next"), qn("w:link")):  # type: ignore[attr-defined]
        named.set(qn("w:val"), _IDS.get(named.get(qn("w:val")), (named.get(qn("w:val")),))[0])
