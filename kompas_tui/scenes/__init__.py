"""The drawn praatplaat: scenes drawn in code, in pencil and in colour, as pictures of any size."""

from kompas_tui.scenes.layers import Layers
from kompas_tui.scenes.showing import RATIO, colouring, scene_layers

__all__ = ["RATIO", "Layers", "colouring", "scene_layers"]
