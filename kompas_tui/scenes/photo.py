"""A picture that a session keeps, small enough for a phone on slow Wi-Fi."""

import io
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_PICTURE = 60_000
"""No picture for a phone has more bytes."""

PHONE_WIDTH, BESIDE_CHOICE = 720, 360
"""The width in pixels of a picture that fills a phone, and of one beside a choice."""

# Below the last one letters on a map blur; from there fewer pixels look better.
_QUALITIES = (82, 72, 60, 48)
_SMALLER = 0.8


def resized(kept: bytes, width: int, height: int) -> "Image":
    """The picture in colours at this size in pixels, whatever its shape."""
    from PIL import Image

    with Image.open(io.BytesIO(kept), formats=("JPEG",)) as opened:
        opened.draft("RGB", (width * 2, height * 2))
        return opened.convert("RGB").resize((width, height), Image.Resampling.BOX)


@lru_cache(maxsize=128)
def phone_picture(kept: bytes, width: int) -> bytes:
    """A JPEG of at most this width; it takes some hundredths of a second the first time, and none after that."""
    from PIL import Image

    with Image.open(io.BytesIO(kept), formats=("JPEG",)) as opened:
        opened.draft("RGB", (width, width))
        picture = opened.convert("RGB")
    picture.thumbnail((width, width * 2))
    return small_jpeg(picture)


def small_jpeg(picture: "Image") -> bytes:
    """The picture as a JPEG of fewer colours, and then of fewer pixels, until it is small enough; it is changed."""
    while True:
        for quality in _QUALITIES:
            stream = io.BytesIO()
            picture.save(stream, "JPEG", quality=quality, optimize=True, progressive=True)
            if stream.tell() <= LARGEST_PICTURE:
                return stream.getvalue()
        picture.thumbnail((round(picture.width * _SMALLER), round(picture.height * _SMALLER)))
