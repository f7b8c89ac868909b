"""Which scene a plate is drawn on: one of ours by its name, or a picture of the deck's own."""

from collections.abc import Callable
from dataclasses import dataclass, field

from kompas_tui.domain.deck.plates import RATIO, Plate


@dataclass(frozen=True, slots=True)
class PlateScene:
    """A scene by its name or by the hash of a picture, with that picture's bytes."""

    name: str
    ratio: float = RATIO
    data: bytes | None = field(default=None, compare=False, repr=False)


def scene_of(plate: Plate, load: Callable[[str], bytes | None]) -> PlateScene | None:
    """The scene of a plate; None where it has none, or its picture is gone. `load` gives what is kept under a hash."""
    if plate.picture is None:
        return PlateScene(plate.scene) if plate.scene else None
    data = load(plate.picture.digest) if plate.picture.is_kept else None
    return PlateScene(plate.picture.digest, plate.picture.ratio, data) if data is not None else None
