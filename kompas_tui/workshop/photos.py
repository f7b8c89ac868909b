"""A photo of what hangs in the room, made safe: turned upright, and drawn anew without anything beside the picture."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kompas_tui.deck_files.pictures import NotDrawn, redrawn, upright
from kompas_tui.domain.language.errors import KompasError

if TYPE_CHECKING:
    from PIL.Image import Image

T = TypeVar("T")

LARGEST_UPLOAD = 12_000_000
"""A photo of a phone of today is three to eight million bytes."""

# By pixels too: a small file can unfold to gigabytes, and the newest phones take fifty million.
_MOST_PIXELS = 60_000_000
_LONGEST_SIDE, _QUALITY = 1800, 82
_LONGEST_OF_ROOM = 4500
"""What is small in a photo of a whole room must stay to be read; a phone of today takes 4,000 pixels in a row."""

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
    drawn = _checked(sent, lambda: redrawn(sent, _FORMATS, _MOST_PIXELS, _LONGEST_SIDE, _QUALITY))
    return SafePhoto(drawn.data, drawn.digest)


def photo_of_room(sent: bytes) -> "Image":
    """The picture in these bytes, upright and in grey, to be looked at and forgotten; PhotoRefused as before."""
    return _checked(sent, lambda: upright(sent, _FORMATS, _MOST_PIXELS, _LONGEST_OF_ROOM, "L"))


def _checked(sent: bytes, draw: Callable[[], T]) -> T:
    # Before it is opened: an image library must not meet more bytes than a photo has.
    if len(sent) > LARGEST_UPLOAD:
        raise PhotoRefused(_TOO_LARGE)
    try:
        return draw()
    except NotDrawn as error:
        raise PhotoRefused(_TOO_LARGE if error.is_too_large else _NO_PHOTO) from error
