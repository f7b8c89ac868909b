"""A session as one file, to go from a laptop to a server and back: the files of its folder, its chain as it was."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.journal.files import PRIVATE, make_folder, put_in_place, read_small
from kompas_tui.journal.folder import LOG, SessionFolder
from kompas_tui.journal.port import KEPT_SECRETS
from kompas_tui.journal.records import check_log
from kompas_tui.journal.unzipping import whole_entry

LARGEST_PARCEL = 1 << 28
_LARGEST_FILE = 1 << 27
_MOST_FILES = 2_000
IS_PICTURE = re.compile(r"foto-([0-9a-f]{64})\.jpg")
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""As we pack; what is packed otherwise may grow without end while it is unpacked."""

NO_PARCEL = (
    "Dit is geen sessie van Kompas, of er ontbreekt iets. Er is niets veranderd. Haal of stuur de sessie nog een keer."
)


def packed_folder(folder: SessionFolder) -> bytes:
    """The session in a locked folder; KompasError where its log can't be read whole."""
    check = folder.read_log()
    if check.tail:
        raise KompasError("Het eind van het logboek is beschadigd. Open de sessie eerst met: kompas hervat.")
    names = [LOG, *KEPT_SECRETS, *(path.name for path in folder.path.iterdir() if IS_PICTURE.fullmatch(path.name))]
    return packed(_there(folder.path, names))


def _there(path: Path, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """These files of a folder that may come from elsewhere, without those that lead out of it."""
    for name in names:
        with suppress(OSError):
            yield name, read_small(path / name, _LARGEST_FILE)


def bring_home(parcel: bytes, path: Path) -> SessionFolder:
    """Write a session that comes from a server into a folder that holds none yet."""
    files = unpacked(parcel)
    folder = SessionFolder(path)
    if folder.exists:
        raise KompasError(f"In {path} staat al een sessie. Kies een andere map.")
    check = check_log(io.BytesIO(files[LOG]))
    if not check.records or check.tail:
        raise KompasError(NO_PARCEL)
    make_folder(path)
    with folder.lock():
        for name in sorted(files, key=lambda name: name == LOG):  # the log last: with it the session is there
            put_in_place(files[name], path / name, PRIVATE)
        folder.write_database(folder.read_session().session)
    return folder


def packed(named: Iterable[tuple[str, bytes]]) -> bytes:
    """These files as a parcel."""
    parcel = io.BytesIO()
    with zipfile.ZipFile(parcel, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in named:
            file.writestr(name, data)
    return parcel.getvalue()


def unpacked(parcel: bytes) -> dict[str, bytes]:
    """The files of a parcel that anybody can have made: only those of a session, and none too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(parcel)) as file:
            entries = file.infolist()
            if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > LARGEST_PARCEL:
                raise KompasError(NO_PARCEL)
            files = {entry.filename: whole_entry(file, entry) for entry in entries if _is_known(entry)}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise KompasError(NO_PARCEL) from error
    if LOG not in files:
        raise KompasError(NO_PARCEL)
    return files


def _is_known(entry: zipfile.ZipInfo) -> bool:
    is_ours = entry.filename in (LOG, *KEPT_SECRETS) or IS_PICTURE.fullmatch(entry.filename) is not None
    return is_ours and entry.file_size <= _LARGEST_FILE and entry.compress_type in _PACKED
