"""A scene as it is, in colour, for a screen of any size."""

from functools import lru_cache

from kompas_tui.scenes.numbered import numbered_size
from kompas_tui.scenes.photo import small_jpeg
from kompas_tui.scenes.scene import PlateScene
from kompas_tui.scenes.showing import scene_layers


@lru_cache(maxsize=2)
def plain_picture(scene: PlateScene) -> bytes:
    """A JPEG; takes some tenths of a second the first time."""
    return small_jpeg(scene_layers(scene, *numbered_size(scene)).colour.copy())
