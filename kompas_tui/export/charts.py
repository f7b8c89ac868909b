"""A chart as Word draws and edits it: its own part, with a workbook of its figures inside."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from kompas_tui.domain.report import Chart
from kompas_tui.domain.report.document import ChartSeries
from kompas_tui.domain.result.cells import all_digits
from kompas_tui.export.chart_colours import Shade, shades_of
from kompas_tui.export.chart_workbook import SHEET, chart_workbook
from kompas_tui.export.markup import Xml, element, for_attribute, for_text, strip

_MM = 36_000
"""In the units of a drawing."""

_BAR, _HIGH_BAR, _PAIR, _AROUND, _LEGEND, _COLUMNS, _LEAST = 4.7, 8.6, 7.0, 2.5, 7.0, 36.0, 16.0
"""Millimetres: how high a bar is with its room, one with a label of two lines, a pair, what is around them, a legend,
a chart of columns; the least."""

_SHORT_NAME = 12
"""A longer name is no label of a bar."""

_ONE_LINE = 28
"""A label with more characters takes two lines beside its bar: office programs give it a good quarter."""

_LEVEL, _IN_ONE_LINE = ' rot="0" vert="horz"', ' wrap="none"'
"""How letters stand; LibreOffice else leaves out labels, or breaks what stands at a bar over the bar below it."""

_IN_DUTCH = "[&gt;=1000][$-413]#,##0;[$-413]General"
"""A figure with a comma, and dots as the table has them, also where LibreOffice speaks another language."""

_NAMES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def chart_run(chart: Chart, document: Document, width: int, accent: str) -> Xml:
    """A run with the chart in the line of the text, as wide as the line (twentieths of a point)."""
    package = document.part.package
    number = sum(part.partname.startswith("/word/charts/") for part in _related(document)) + 1
    book = Part(
        PackURI(f"/word/embeddings/Werkblad{number}.xlsx"), CONTENT_TYPE.SML_SHEET, chart_workbook(chart), package
    )
    shades = shades_of(accent, len(chart.series))
    xml = chart_xml(chart, shades if chart.is_rising else shades[::-1]).encode()
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, xml, package)
    part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    related = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    return element("r", element("drawing", _inline(chart, related, width)))


def _related(document: Document) -> Iterator[Part]:
    return (one.target_part for one in document.part.rels.values() if not one.is_external)


def _inline(chart: Chart, related: str, width: int) -> Xml:
    across, down = width * 635, round(_height(chart) * _MM)
    return Xml(
        f'<wp:inline xmlns:wp="{_DRAWING}" {_NAMES} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="1" name="Grafiek" descr="{for_attribute(strip(chart.description))}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{related}"/></a:graphicData></a:graphic></wp:inline>'
    )


def _height(chart: Chart) -> float:
    if chart.form == "columns":
        return _COLUMNS + (_LEGEND if _has_legend(chart) else 0)
    one = _HIGH_BAR if any(len(label) > _ONE_LINE for label in chart.labels) else _BAR
    pair = _PAIR * len(chart.series) / 2
    bars = len(chart.labels) * (max(one, pair) if chart.form == "pairs" else one)
    return max(bars + _AROUND + (_LEGEND if _has_legend(chart) else 0), _LEAST)


def _has_legend(chart: Chart) -> bool:
    """Whether it says below what its bars are: layers, and bars with names that are too long to stand at each."""
    long = any(len(one.name) > _SHORT_NAME for one in chart.series)
    return chart.form == "layers" or (len(chart.series) > 1 and (chart.form != "pairs" or long))


def chart_xml(chart: Chart, shades: Sequence[Shade]) -> str:
    """The part of the chart in DrawingML, with a shade for each of its series."""
    series = "".join(_series(chart, index, one, shades[index]) for index, one in enumerate(chart.series))
    upright = chart.form == "columns"
    stacked = chart.form == "layers"
    most = max(map(sum, zip(*(one.values for one in chart.series), strict=True))) if stacked else None
    gap, overlap = {"layers": (45, 100), "pairs": (60, -35)}.get(chart.form, (45, 0))
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if _has_legend(chart) else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {_NAMES}>'
        '<c:date1904 val="0"/><c:lang val="nl-NL"/><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f'<c:barChart><c:barDir val="{"col" if upright else "bar"}"/>'
        f'<c:grouping val="{"stacked" if stacked else "clustered"}"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="{gap}"/><c:overlap val="{overlap}"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        f"{_axes(upright, most)}</c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f"<c:txPr>{_letters('tx1')}</c:txPr>"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def with_room_for_labels(xml: bytes) -> bytes:
    """The chart for LibreOffice, where the first label gets room that nobody sees.

    Where one of the last two labels is longest, that takes no more room than the first one needs, and breaks the longer
    ones over those beside them.
    """
    labels = [
        unescape(label.decode()) for label in _LABEL.findall(xml.partition(b"<c:cat>")[2].partition(b"</c:cat>")[0])
    ]
    lengths = list(map(len, labels))
    if not labels or b'<c:barDir val="bar"/>' not in xml or lengths.index(longest := max(lengths)) < len(labels) - 2:
        return xml
    unseen = _WIDE_SPACE * (min(longest, _ONE_LINE) - lengths[0])
    return _FIRST_LABEL.sub(lambda opens: opens[0] + unseen.encode(), xml)


def with_legend_in_order(xml: bytes) -> bytes:
    """The chart for LibreOffice, which turns the legend of bars beside each other around.

    With all turned around the bars stand as they did, from the foot up, and the legend stands in their order.
    """
    if b"<c:legend>" not in xml or b'<c:grouping val="clustered"/>' not in xml or b'val="maxMin"' not in xml:
        return xml
    chart = parse_xml(xml)
    _turn(list(chart.iter(f"{_C}ser")), "val", (f"{_C}idx", f"{_C}order"))
    for cache in [*chart.iter(f"{_C}strCache", f"{_C}numCache")]:
        _turn(cache.findall(f"{_C}pt"), "idx")
    for orientation in chart.iterfind(f".//{_C}catAx/{_C}scaling/{_C}orientation"):
        orientation.set("val", "minMax")
    return serialize_part_xml(chart)


def _turn(elements: Sequence[BaseOxmlElement], key: str, numbered: Sequence[str] = ()) -> None:
    """Put elements that stand behind each other the other way around, with numbers that rise again."""
    first = elements[0].getparent().index(elements[0])
    for number, one in enumerate(reversed(elements)):
        one.getparent().insert(first + number, one)
        for holder in map(one.find, numbered) if numbered else (one,):
            holder.set(key, str(number))


_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_LABEL = re.compile(rb"<c:v>([^<]*)</c:v>")
_FIRST_LABEL = re.compile(rb'<c:cat><c:strRef><c:f>[^<]*</c:f><c:strCache><c:ptCount val="\d+"/><c:pt idx="0"><c:v>')
_WIDE_SPACE = "\N{FIGURE SPACE}"
"""As wide as a letter; LibreOffice breaks no label at it."""


def _letters(colour: str, body: str = "") -> str:
    return (
        f'<a:bodyPr{body}/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1000">'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="nl-NL"/></a:p>'
    )


def _axes(upright: bool, most: float | None) -> str:
    """The labels, the first one on top, and a line of figures that is not drawn: each bar has its own.

    `most` is where that line ends, so that the longest bar in layers is as wide as can be.
    """
    end = "" if most is None else f'<c:max val="{all_digits(most)}"/>'
    unseen = '<c:numFmt formatCode="General" sourceLinked="0"/>'
    line = '<c:spPr><a:ln w="9525"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:ln></c:spPr>'
    return (
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{"minMax" if upright else "maxMin"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"b" if upright else "l"}"/>{unseen}'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{line}'
        f"<c:txPr>{_letters('tx1', _LEVEL)}</c:txPr>"
        '<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>{end}<c:min val="0"/></c:scaling>'
        f'<c:delete val="1"/><c:axPos val="{"l" if upright else "t"}"/>{unseen}'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        '<c:crossAx val="1"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )


def _series(chart: Chart, index: int, series: ChartSeries, shade: Shade) -> str:
    last, column = len(chart.labels) + 1, chr(ord("B") + index)
    inside, named = chart.form == "layers", chart.form == "pairs" and not _has_legend(chart)
    edge = '<a:ln w="9525"><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></a:ln>' if inside else ""
    labels = f"{SHEET}!$A$2:$A${last}", chart.labels
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>'
        f"<c:tx>{_texts(f'{SHEET}!${column}$1', [series.name])}</c:tx>"
        f"<c:spPr><a:solidFill>{shade.fill}</a:solidFill>{edge}</c:spPr>"
        f'<c:invertIfNegative val="0"/>{_figures_beside(shade if inside else None, named=named)}'
        f"<c:cat>{_texts(*labels)}</c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f><c:numCache>"
        f"<c:formatCode>General</c:formatCode>{_points(list(map(all_digits, series.values)))}"
        "</c:numCache></c:numRef></c:val></c:ser>"
    )


def _figures_beside(layer: Shade | None, *, named: bool) -> str:
    """The figure of each bar: in a layer in letters that are read on it, and none where it is nothing.

    A bar of a pair says itself which one it is, where that is short: programs differ in how they order a legend.
    """
    form = "0;;" if layer else _IN_DUTCH
    return (
        f'<c:dLbls><c:numFmt formatCode="{form}" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>'
        f"<c:txPr>{_letters(layer.letters if layer else 'tx1', _IN_ONE_LINE)}</c:txPr>"
        f'<c:dLblPos val="{"ctr" if layer else "outEnd"}"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        f'<c:showCatName val="0"/><c:showSerName val="{int(named)}"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/><c:separator> </c:separator></c:dLbls>'
    )


def _texts(where: str, texts: Sequence[str]) -> str:
    return f"<c:strRef><c:f>{where}</c:f><c:strCache>{_points(texts)}</c:strCache></c:strRef>"


def _points(values: Sequence[str]) -> str:
    points = (f'<c:pt idx="{index}"><c:v>{for_text(strip(value))}</c:v></c:pt>' for index, value in enumerate(values))
    return f'<c:ptCount val="{len(values)}"/>{"".join(points)}'
