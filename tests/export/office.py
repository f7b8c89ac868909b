"""A Word file through an office program, as somebody without Word would read it."""

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.waiting import PATIENCE


def pdf_of(data: bytes, folder: Path) -> Path:
    """The document as a PDF in this folder; skips the test where there is no office program."""
    (pdf,) = _converted({"verslag": data}, folder)
    return pdf


def _converted(documents: Mapping[str, bytes], folder: Path) -> Sequence[Path]:
    """The documents by their names, all by one program that is started once."""
    if not (shutil.which("soffice") and shutil.which("pdftotext")):
        pytest.skip("needs LibreOffice and pdftotext")
    for name, data in documents.items():
        (folder / f"{name}.docx").write_bytes(data)
    files = [f"{name}.docx" for name in documents]
    profile = f"-env:UserInstallation=file://{folder / 'profiel'}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as office:
        try:
            assert office.wait(timeout=PATIENCE * 2) == 0
        except subprocess.TimeoutExpired:
            os.killpg(office.pid, signal.SIGKILL)  # with what it started itself, which would go on for ever
            raise
    return [folder / f"{name}.pdf" for name in documents]


def needs_letters_like_ours() -> None:
    """Skips a test that counts pages where neither Calibri nor Carlito, which is as wide, is installed."""
    if not shutil.which("fc-match"):
        pytest.skip("needs fontconfig")
    match = subprocess.run(["fc-match", "Calibri"], check=True, capture_output=True, text=True, timeout=PATIENCE).stdout
    if not match.startswith(("Carlito", "Calibri", "calibri")):
        pytest.skip("needs the font Carlito (Debian: fonts-crosextra-carlito)")


def pdf_text(data: bytes, folder: Path) -> str:
    """What the document says as a PDF, laid out as on the page."""
    (text,) = pdf_texts({"verslag": data}, folder)
    return text


def pdf_texts(documents: Mapping[str, bytes], folder: Path) -> Sequence[str]:
    """The same of several documents."""
    commands = [["pdftotext", "-layout", str(pdf), "-"] for pdf in _converted(documents, folder)]
    return [
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE).stdout
        for command in commands
    ]
