"""Putting a finished file in its place at once, and packages whose bytes tell no time."""

import contextlib
import errno
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.wording import quoted
from kompas_tui.journal.files import ORDINARY, PRIVATE, put_in_place

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip can hold."""


def timeless(package: bytes, changed: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """The same zip with a fixed date on every member, so that the same contents are the same bytes.

    `changed` are members with other contents.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, FIRST_DAY)
            # OpenDocument wants its type to be read without unpacking.
            member.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            member.create_system = 0
            new.writestr(member, changed[name] if name in changed else old.read(name))
    return stream.getvalue()


def save(contents: bytes, path: Path, *, is_private: bool = False) -> None:
    """Write to a new file that takes the place of an earlier one; KompasError where that can't be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        put_in_place(contents, path, PRIVATE if is_private else _mode(path))
    except OSError as error:
        raise KompasError(_explained(error, path)) from error


def _mode(path: Path) -> int:
    """The rights of the file that is replaced, else those of an ordinary file."""
    with contextlib.suppress(OSError):
        return path.stat().st_mode & 0o777
    return ORDINARY


def _explained(error: OSError, path: Path) -> str:
    if path.is_dir():
        return f"{path} is een map. Noem een bestand, zoals {path / 'verslag.docx'}."
    if error.errno == errno.ENODEV:
        return f"{path} is geen gewoon bestand. Kies een andere naam."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"De schijf is vol. {quoted(path.name)} is niet geschreven. Maak ruimte vrij en probeer het opnieuw."
    if isinstance(error, PermissionError) and path.exists():
        return f"{quoted(path.name)} is niet te vervangen. Staat het open in Word? Sluit het en probeer het opnieuw."
    return f"In de map {path.parent} kan ik niet schrijven. Kies een andere map en probeer het opnieuw."
