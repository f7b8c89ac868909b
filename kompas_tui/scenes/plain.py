"""A scene, or a picture that a session keeps, as it is: in colour, at any size."""

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from kompas_tui.domain.question.pictures import GROUNDS
from kompas_tui.scenes.numbered import numbered_size
from kompas_tui.scenes.photo import small_jpeg
from kompas_tui.scenes.scene import PlateScene
from kompas_tui.scenes.showing import scene_layers

if TYPE_CHECKING:
    from PIL.Image import Image


@lru_cache(maxsize=4)
def plain_picture(scene: PlateScene) -> bytes:
    """A JPEG for a phone; takes some tenths of a second the first time."""
    # A copy, for making it small changes it, and the layers are kept for the next who asks.
    return small_jpeg(scene_layers(scene, *numbered_size(scene)).colour.copy())


def whole_picture(source: str, kept: bytes | None, across: int) -> "Image | None":
    """A scene by its name, else what was kept, at this width in pixels; None where there is neither."""
    from PIL import Image

    if source in GROUNDS:
        scene = PlateScene(source)
        return scene_layers(scene, across, round(across / scene.ratio)).colour.copy()
    if kept is None:
        return None
    with Image.open(io.BytesIO(kept), formats=("JPEG",)) as opened:
        colours = opened.convert("RGB")
    return colours.resize((across, round(across * colours.height / colours.width)), Image.Resampling.LANCZOS)
