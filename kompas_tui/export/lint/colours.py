"""Colours of a document: those of its theme, and how far two stand apart."""

import colorsys
from collections.abc import Mapping
from functools import cache

from lxml import etree

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SAME = {"tx1": "dk1", "tx2": "dk2", "bg1": "lt1", "bg2": "lt2"}


def luminance(colour: str) -> float:
    """The relative luminance of six hexadecimal figures (WCAG 2.1)."""
    parts = _parts(colour)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, from 1 to 21; 21 where one of them is no colour."""
    try:
        low, high = sorted((luminance(one), luminance(other)))
    except ValueError:
        return 21
    return (high + 0.05) / (low + 0.05)


def theme_colours(parts: Mapping[str, etree._Element]) -> dict[str, str]:
    """The colours of the theme by name, such as accent1."""
    theme = next((part for name, part in parts.items() if name.startswith("word/theme/")), None)
    scheme = None if theme is None else next(theme.iter(f"{_A}clrScheme"), None)
    named = {
        child.tag.removeprefix(_A): inner.get("lastClr") or inner.get("val") or ""
        for child in (scheme if scheme is not None else ())
        for inner in child
    }
    return named | {alias: named[name] for alias, name in _SAME.items() if name in named}


def light_of(colour: str) -> float:
    """The light of a colour from 0 to 1, as HSL has it."""
    return colorsys.rgb_to_hls(*_parts(colour))[1]


def shaded(colour: str, kept: float, added: float) -> str:
    """The colour with a part of its light kept and some added, as `lumMod` and `lumOff` make it."""
    hue, light, saturation = colorsys.rgb_to_hls(*_parts(colour))
    parts = colorsys.hls_to_rgb(hue, min(light * kept + added, 1), saturation)
    return "".join(f"{round(part * 255):02X}" for part in parts)


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4))
    return red, green, blue
