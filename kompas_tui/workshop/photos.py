"""A photo of what hangs in the room, made safe: turned upright, and drawn anew without anything beside the picture."""

import hashlib
import io
from dataclasses import dataclass

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
    from PIL import Image, ImageOps, UnidentifiedImageError

    if len(sent) > LARGEST_UPLOAD:
        raise PhotoRefused(_TOO_LARGE)
    try:
        with Image.open(io.BytesIO(sent), formats=_FORMATS) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise PhotoRefused(_TOO_LARGE)
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
            drawn = Image.new("RGB", upright.size, "white")
            whole = upright.convert("RGBA")
            drawn.paste(whole, mask=whole)
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PhotoRefused(_NO_PHOTO) from error
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:  # what a broken or hostile file gives
        raise PhotoRefused(_NO_PHOTO) from error
    stream = io.BytesIO()
    drawn.save(stream, "JPEG", quality=_QUALITY)
    data = stream.getvalue()
    return SafePhoto(data, hashlib.sha256(data).hexdigest())
