"""The example deck that `kompas nieuw` writes."""

import errno
import os
from importlib.resources import files
from pathlib import Path

from kompas_tui.domain.language.errors import KompasError, reason
from kompas_tui.domain.language.wording import quoted
from kompas_tui.journal.files import ORDINARY, put_in_place

EXAMPLE = "voorbeeld.md"
OTHER_FILES = (
    ".docx", ".doc", ".odt", ".rtf", ".pdf", ".pptx", ".ppt", ".odp", ".xlsx", ".xls", ".ods", ".html", ".htm",
    ".png", ".jpg", ".jpeg", ".zip", ".txt", ".yaml", ".yml", ".json",
)  # fmt: skip
"""Endings of which a program would make something else than Markdown; another dot may belong to the name itself."""


def write_example(path: Path) -> Path:
    """Write the example to a new file and give its path, with `.md` where that was missing."""
    if path.name in ("", ".."):
        raise KompasError("Noem ook een naam voor je kaartenset, zoals ‘avond.md’.")
    if path.suffix.lower() in OTHER_FILES:
        better = quoted(path.with_suffix(".md").name)
        raise KompasError(f"Een kaartenset is gewone tekst. Geef hem een naam die eindigt op .md, zoals {better}.")
    if path.suffix.lower() != ".md":
        path = path.with_name(f"{path.name}.md")
    text = files("kompas_tui.cli").joinpath(EXAMPLE).read_text(encoding="utf-8")
    try:
        _write(path, text)
    except FileExistsError as error:
        raise KompasError(f"{quoted(str(path))} is er al. Kies een andere naam.") from error
    except FileNotFoundError as error:
        raise KompasError(f"De map {quoted(str(path.parent))} is er niet. Maak die eerst.") from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise KompasError("De schijf is vol. Maak ruimte vrij en probeer het opnieuw.") from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise KompasError(f"In {quoted(str(path.parent))} mag ik niet schrijven. Kies een andere map.") from error
        raise KompasError(f"Ik kan dit bestand niet maken: {reason(error)}. Kies een andere naam.") from error
    return path


def _write(path: Path, text: str) -> None:
    if os.path.lexists(path):
        raise FileExistsError
    put_in_place(text.encode(), path, ORDINARY)
