"""A scene as it is, in colour, for a screen of any size."""

import io
from functools import lru_cache

from kompas_tui.scenes.numbered import NUMBERED_SIZE, PICTURE_QUALITY
from kompas_tui.scenes.showing import scene_layers


@lru_cache(maxsize=2)
def plain_picture(scene: str) -> bytes:
    """A JPEG; takes some tenths of a second the first time."""
    stream = io.BytesIO()
    scene_layers(scene, *NUMBERED_SIZE).colour.save(stream, "JPEG", quality=PICTURE_QUALITY, optimize=True)
    return stream.getvalue()
