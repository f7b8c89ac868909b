"""A photo of what hangs in the room, made safe: turned upright, and drawn anew without anything beside the picture."""

from dataclasses import dataclass

from kompas_tui.deck_files.pictures import NotDrawn, redrawn
from kompas_tui.domain.language.errors import KompasError

LARGEST_UPLOAD = 12_000_000
"""A photo of a phone of today is three to eight million bytes."""

_MOST_PIXELS = 60_000_000
_LONGEST_SIDE, _QUALITY = 1800, 82
_FORMATS = ("JPEG", "PNG")
_NO_PHOTO = "Dit is geen foto die Kompas kan lezen. Maak er een met je telefoon, of kies een andere."
_TOO_LARGE = "Deze foto is te groot. Maak een nieuwe foto, of kies een kleinere."


class PhotoRefused(KompasError):
    """What was sent is no photo, or one that is too large."""


@dataclass(frozen=True, slots=True)
class SafePhoto:
    """A JPEG without anything beside the picture, known by its hash."""

    data: bytes
    name: str


def safe_photo(sent: bytes) -> SafePhoto:
    """The picture in these bytes, drawn anew; PhotoRefused where there is none, or one that is too large."""
    if len(sent) > LARGEST_UPLOAD:
        raise PhotoRefused(_TOO_LARGE)
    try:
        drawn = redrawn(sent, _FORMATS, _MOST_PIXELS, _LONGEST_SIDE, _QUALITY)
    except NotDrawn as error:
        raise PhotoRefused(_TOO_LARGE if error.is_too_large else _NO_PHOTO) from error
    return SafePhoto(drawn.data, drawn.digest)
