"""The drawn praatplaat: scenes drawn in code, in pencil and in colour, as pictures of any size."""

from kompas_tui.scenes.layers import Layers
from kompas_tui.scenes.numbered import NUMBERED_SIZE, numbered_picture, picture_mark
from kompas_tui.scenes.photo import LARGEST_PICTURE, phone_picture
from kompas_tui.scenes.plain import plain_picture
from kompas_tui.scenes.showing import RATIO, colouring, scene_layers

__all__ = [
    "LARGEST_PICTURE",
    "NUMBERED_SIZE",
    "RATIO",
    "Layers",
    "colouring",
    "numbered_picture",
    "phone_picture",
    "picture_mark",
    "plain_picture",
    "scene_layers",
]
