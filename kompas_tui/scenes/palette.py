"""The colours of the scenes: few, flat and friendly."""

from enum import StrEnum


class Hue(StrEnum):
    """A colour by what it is mostly used for."""

    SKY = "#d6ecf7"
    FAR = "#c3d9dd"
    CLOUD = "#f7fbfd"
    HILL = "#b4d8a4"
    GRASS = "#8cc47c"
    LEAF = "#3f8f4f"
    TRUNK = "#7a5230"
    WATER = "#6fb3dd"
    FOAM = "#d9eefa"
    STONE = "#e9dcc0"
    BRICK = "#c8674a"
    ROOF = "#a8442e"
    CREAM = "#fbf3df"
    GLASS = "#7fb2c9"
    BEAR = "#6d4527"
    BELLY = "#a57a50"
    SNOUT = "#e0bd93"
    DARK = "#2a1c12"
    GREEN = "#00703f"
    MINT = "#7fc3a0"
    GOLD = "#f4bd2c"
    RED = "#d8432f"
    BLUE = "#2f6fb5"
    PLUM = "#8a3f8f"
    ORANGE = "#e8801f"
    GROUND = "#fbf7ea"
    FIELD = "#9ccc8a"
    WOOD = "#7a5230"


SKINS = ("#f1c9a5", "#c98f62", "#8a5a3b", "#e2b184")
"""People of all kinds."""
