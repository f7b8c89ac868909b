"""A Word file through an office program, as somebody without Word would read it."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest


def pdf_of(data: bytes, folder: Path) -> Path:
    """The document as a PDF in this folder; skips the test where there is no office program."""
    if not (shutil.which("soffice") and shutil.which("pdftotext")):
        pytest.skip("needs LibreOffice and pdftotext")
    (folder / "verslag.docx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder / 'profiel'}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), "verslag.docx"]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as office:
        try:
            assert office.wait(timeout=100) == 0
        except subprocess.TimeoutExpired:
            os.killpg(office.pid, signal.SIGKILL)  # with what it started itself, which would go on for ever
            raise
    return folder / "verslag.pdf"


def pdf_text(data: bytes, folder: Path) -> str:
    """What the document says as a PDF, laid out as on the page."""
    command = ["pdftotext", "-layout", str(pdf_of(data, folder)), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=30).stdout
