"""The report of a session as a document: what it says, in which order; knows no Word and no file."""

from kompas_tui.domain.report.build import build_report
from kompas_tui.domain.report.document import (
    Bullets,
    Chart,
    Facts,
    FieldPicture,
    Figures,
    MovesPicture,
    Paragraph,
    Passage,
    PhotoPicture,
    PinsPicture,
    PlatePicture,
    Report,
    Section,
)
from kompas_tui.domain.report.wishes import ReportWishes

__all__ = [
    "Bullets",
    "Chart",
    "Facts",
    "FieldPicture",
    "Figures",
    "MovesPicture",
    "Paragraph",
    "Passage",
    "PhotoPicture",
    "PinsPicture",
    "PlatePicture",
    "Report",
    "ReportWishes",
    "Section",
    "build_report",
]
