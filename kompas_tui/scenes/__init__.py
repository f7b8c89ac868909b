"""The drawn praatplaat: scenes drawn in code, in pencil and in colour, as pictures of any size."""

from kompas_tui.scenes.layers import CHALK, PENCIL, Layers
from kompas_tui.scenes.numbered import numbered_picture, numbered_size, picture_mark
from kompas_tui.scenes.photo import LARGEST_PICTURE, phone_picture
from kompas_tui.scenes.plain import plain_picture, whole_picture
from kompas_tui.scenes.scene import PlateScene, scene_of
from kompas_tui.scenes.showing import colouring, fine_layers, scene_layers

__all__ = [
    "CHALK",
    "LARGEST_PICTURE",
    "PENCIL",
    "Layers",
    "PlateScene",
    "colouring",
    "fine_layers",
    "numbered_picture",
    "numbered_size",
    "phone_picture",
    "picture_mark",
    "plain_picture",
    "scene_layers",
    "scene_of",
    "whole_picture",
]
