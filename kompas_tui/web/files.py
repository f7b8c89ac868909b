"""The files of a session that the facilitator's page offers; knows not how they are made."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import quote

from starlette.responses import Response

FILE_PATH = "/regie/bestand"
NO_SUCH_FILE = "Dit bestand is er niet. Kies een bestand bij ‘Verslag en gegevens’."

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "json": "application/json",
    "csv": "text/csv",
    "txt": "text/plain; charset=utf-8",
}
"""What a browser is told by the ending of a name; anything else is just bytes."""


@dataclass(frozen=True, slots=True)
class FileOffer:
    """A file that can be asked for: its word in the address, what it is called, and whether everybody may have it."""

    word: str
    title: str
    is_public: bool


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file as it is now, with the name under which it is saved."""

    name: str
    data: bytes = field(repr=False)


class FileMaker(Protocol):
    """Makes files of the session that runs, so that nobody in the room waits for it."""

    @property
    def offers(self) -> Sequence[FileOffer]:
        """The files that can be asked for, in the order in which they are shown."""

    async def make(self, word: str) -> MadeFile:
        """The file as the session is now; KompasError where that can't be done."""


class NoFiles:
    """Offers nothing, where nobody said how files are made."""

    offers: Sequence[FileOffer] = ()

    async def make(self, word: str) -> MadeFile:
        """There are none."""
        raise LookupError(word)


def file_response(made: MadeFile) -> Response:
    """The file, to be saved and never shown; no browser keeps it."""
    kind = _TYPES.get(made.name.rpartition(".")[2], "application/octet-stream")
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(made.name, safe='')}",
        "cache-control": "no-store",
    }
    return Response(made.data, headers=headers, media_type=kind)
