"""What of a running session is in no event: what lies over the card, who waits to speak, how many are there.

With the events it is all that a beamer elsewhere needs to show the same.
"""

from dataclasses import dataclass, field, replace

from kompas_tui.workshop.covering import Cover
from kompas_tui.workshop.floor import Floor
from kompas_tui.workshop.lots import Lot
from kompas_tui.workshop.projecting import Projection
from kompas_tui.workshop.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Moment:
    """How things stand now."""

    covers: tuple[Cover, ...] = ()
    revealed: int = 0
    large_id: str = ""
    beside: str = ""
    lot: Lot = field(default_factory=Lot)
    projection: Projection = field(default_factory=Projection)
    floor: Floor = field(default_factory=Floor)
    has_desk: bool = False
    is_known: bool = False
    silent: int = 0
    busy: int = 0
    at_most_elsewhere: int = 0
    seated: dict[str, int] = field(default_factory=dict)
    sign: str = ""
    trouble: str = ""
    leafed: tuple[int, int] = (0, 0)
    """How often the remote turned a page of the beamer, and by how many places the last time."""


def moment_of(workshop: Workshop, leafed: tuple[int, int]) -> Moment:
    """How things stand in this workshop; marks of phones stay behind."""
    covers, presence, floor = workshop.covers, workshop.presence, workshop.floor
    return Moment(
        covers.laid,
        covers.revealed,
        covers.large_id,
        covers.beside,
        covers.lot,
        workshop.projection,
        replace(
            floor,
            waiting=[replace(one, device="") for one in floor.waiting],
            speaking=replace(floor.speaking, device="") if floor.speaking else None,
        ),
        presence.has_desk,
        presence.is_known,
        presence.silent,
        presence.busy,
        workshop.places.at_most_elsewhere,
        dict(workshop.seating.seated),
        workshop.saving.sign,
        workshop.saving.trouble,
        leafed,
    )
