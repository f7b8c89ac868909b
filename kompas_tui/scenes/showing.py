"""A scene by name, at any size, and how far it is coloured with how far the group is."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from kompas_tui.domain.course.plate import BUSY, DONE, PointState
from kompas_tui.domain.deck.plates import Area
from kompas_tui.scenes.brush import Brush
from kompas_tui.scenes.kringloop import draw_cycle
from kompas_tui.scenes.layers import CHALK, PENCIL, Layers, dimmed, pencil_of
from kompas_tui.scenes.palette import Hue
from kompas_tui.scenes.photo import resized
from kompas_tui.scenes.scene import PlateScene
from kompas_tui.scenes.stad import draw_city
from kompas_tui.scenes.wijk import STREET, draw_district

if TYPE_CHECKING:
    from PIL.Image import Image

_DRAWN: Mapping[str, tuple[str, Callable[[Brush], None]]] = MappingProxyType(
    {"stad": (Hue.SKY, draw_city), "kringloop": (Hue.GROUND, draw_cycle), "wijk": (STREET, draw_district)}
)
"""What lies behind everything, and what draws the rest."""

# Drawn at a few sizes only and then resized: drawing is slow, and every window has another size.
_FINEST_OF_ALL, _FINEST, _COARSEST = 2400, 1600, 400
_BEGUN = 0.5
"""So far a spot is coloured in where the group has begun."""

_AROUND = 0.45
"""So far what belongs to no spot is coloured in just before the last spot is."""


@lru_cache(maxsize=8)
def scene_layers(scene: PlateScene, width: int, height: int, *, is_dark: bool = False) -> Layers:
    """The two layers of a scene, at a size in pixels; a dark one is drawn in chalk on a blackboard."""
    return _layers(scene, min(max(width, _COARSEST), _FINEST), is_dark=is_dark).resized(width, height)


def fine_layers(scene: PlateScene, width: int, height: int, *, is_dark: bool = False) -> Layers:
    """The same for a screen that shows every pixel: large, so only the last one is kept."""
    return _last_fine(scene, min(max(width, _COARSEST), _FINEST_OF_ALL), is_dark).resized(width, height)


@lru_cache(maxsize=1)
def _last_fine(scene: PlateScene, fine: int, is_dark: bool) -> Layers:
    return _layers(scene, fine, is_dark=is_dark)


def _layers(scene: PlateScene, fine: int, *, is_dark: bool) -> Layers:
    colour = _drawn(scene.name, fine) if scene.data is None else resized(scene.data, fine, round(fine / scene.ratio))
    return Layers(dimmed(colour), pencil_of(colour, CHALK)) if is_dark else Layers(colour, pencil_of(colour, PENCIL))


def _drawn(name: str, width: int) -> "Image":
    ground, draw = _DRAWN[name]
    brush = Brush(width, ground)
    draw(brush)
    return brush.picture()


def colouring(states: Sequence[PointState]) -> tuple[Mapping[Area, float], float]:
    """How far each spot is coloured in (0 to 1), and all the rest; all of it once every point is done."""
    done = sum(state.state == DONE for state in states)
    if states and done == len(states):
        return {}, 1.0
    shares = {DONE: 1.0, BUSY: _BEGUN}
    areas = {
        state.point.area: shares[state.state]
        for state in states
        if state.point.area is not None and state.state in shares
    }
    return areas, _AROUND * done / max(len(states), 1)
