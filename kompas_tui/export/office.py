"""A Word file as PDF or OpenDocument, through LibreOffice where that is installed."""

import hashlib
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.wording import listing
from kompas_tui.export.saving import timeless

_FORMS = {".pdf": "pdf", ".odt": "OpenDocument-bestand"}
"""What can be made, by the ending of a file."""

_FILTERS = {
    ".pdf": 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"}}',
    ".odt": "odt:writer8",
}
_PROGRAMS = (
    "soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
)  # fmt: skip
# An office program that asks something, in a window that nobody sees, would wait for ever.
_SECONDS = 180
_FONT = re.compile(rb"/BaseFont\s*/(?:[A-Z]{6}\+)?([\w-]+)")


def converted(word: bytes, ending: str) -> bytes:
    """The document in the form of this ending; KompasError where LibreOffice is not there or can't do it."""
    program = next((program for name in _PROGRAMS if (program := shutil.which(name))), None)
    if program is None:
        raise KompasError(
            f"Voor een {_FORMS[ending]} is LibreOffice nodig, en dat vind ik niet op deze laptop. "
            "Maak een Word-bestand. Sla dat in Word op in de vorm die je wilt."
        )
    with tempfile.TemporaryDirectory(prefix="kompas-") as path:
        folder = Path(path)
        (folder / "verslag.docx").write_bytes(word)
        try:
            _convert(program, folder, ending)
            return timeless_form((folder / f"verslag{ending}").read_bytes(), _created(word))
        except (OSError, subprocess.SubprocessError) as error:
            raise KompasError(
                f"LibreOffice kon er geen {_FORMS[ending]} van maken. Sluit LibreOffice en probeer het opnieuw."
            ) from error


_CLOCK, _SUMS = (
    re.compile(rb"(?<=/CreationDate\(D:)\d{14}"),
    re.compile(rb"(?<=/ID \[ <)[0-9A-F]{32}(?=>)|(?<=>\n<)[0-9A-F]{32}(?=> \])|(?<=/DocChecksum /)[0-9A-F]{32}"),
)
"""Where a PDF has the time at which it was made, and what was reckoned from that."""
_CHANCE = re.compile(
    rb'(?<=config:name="Rsid" config:type="int">)\d+|(?<=config:name="RsidRoot" config:type="int">)\d+'
)
"""Where an OpenDocument file has figures that were drawn by lot."""
_LIST = re.compile(rb'(?<=")list\d{3,}(?=")')


def timeless_form(made: bytes, created: str) -> bytes:
    """What LibreOffice made, without when that was and what it drew by lot: the same document gives the same bytes.

    `created` are the figures of the time of the document, such as 20261122190000.
    """
    if made.startswith(b"%PDF-"):
        told = _SUMS.sub(b"0" * 32, _CLOCK.sub(created.encode(), made))
        return _SUMS.sub(hashlib.sha256(told).hexdigest()[:32].upper().encode(), told)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.endswith(".xml")}
    lists = dict.fromkeys(one for part in parts.values() for one in _LIST.findall(part))
    names = {old: b"list%d" % number for number, old in enumerate(lists, 1)}
    changed = {name: _LIST.sub(lambda match: names[match[0]], _CHANCE.sub(b"0", part)) for name, part in parts.items()}
    return timeless(made, changed)


def _created(word: bytes) -> str:
    """When the document says that it was made, in figures."""
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        told = re.search(rb"<dcterms:created[^>]*>([^<]+)<", package.read("docProps/core.xml"))
    figures = re.sub(r"\D", "", told[1].decode()) if told else ""
    return figures[:14].ljust(14, "0") if len(figures) >= len("20260101") else "20000101000000"


_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Cache/Writer"><prop oor:name="OLE_Objects" oor:op="fuse">\
<value>1000</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">\
<value>nl-NL</value></prop></item>
</oor:items>
"""
"""LibreOffice keeps twenty charts at a time; of more it prints a squeezed picture in which no label can be read.

The figures in a chart it writes as the laptop does, whatever the document says: `0.5` beside `0,5` in a table.
"""


def _convert(program: str, folder: Path, ending: str) -> None:
    """With a profile of its own, so that it also works while somebody has LibreOffice open."""
    settings = folder / "profiel" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    command = [
        program, f"-env:UserInstallation={(folder / 'profiel').as_uri()}", "--headless", "--norestore",
        "--convert-to", _FILTERS[ending], "--outdir", str(folder), str(folder / "verslag.docx"),
    ]  # fmt: skip
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as office:
        try:
            status = office.wait(timeout=_SECONDS)
        except BaseException:
            _end(office)
            raise
    if status:
        raise subprocess.CalledProcessError(status, program)


def _end(office: subprocess.Popen[bytes]) -> None:
    """End it with what it started itself, which would go on for ever; on Windows it starts nothing."""
    if sys.platform == "win32":
        office.kill()
    else:
        os.killpg(office.pid, signal.SIGKILL)


def fonts_in(pdf: bytes) -> Sequence[str]:
    """The fonts that stand in a PDF: those of the document, or what comes nearest on this laptop."""
    return sorted({name.decode("ascii") for name in _FONT.findall(pdf)})


def told_of(data: bytes, ending: str) -> list[str]:
    """What to say of what was made."""
    fonts = listing(fonts_in(data)) if ending == ".pdf" else ""
    return [f"Lettertypes in de pdf: {fonts}. Kijk na of dat klopt met je huisstijl."] if fonts else []
