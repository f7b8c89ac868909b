"""What the beamer shows now, gathered from the session and from the screen: what all that draws it looks at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kompas_tui.tui.drawing.photos import Paint
from kompas_tui.tui.drawing.scene import Ground
from kompas_tui.tui.drawing.sizing import LetterSize
from kompas_tui.tui.drawing.wash import Colours
from kompas_tui.tui.keymap import KeyNames
from kompas_tui.tui.ports import Entrance
from kompas_tui.workshop.covering import Cover
from kompas_tui.workshop.numbering import to_act_on
from kompas_tui.workshop.running import RunningSession


@dataclass(frozen=True, slots=True)
class StageView:
    """What the screen holds beside the session itself: what covers the card, what lies beside it, and the keys."""

    workshop: RunningSession
    entrance: Entrance
    keys: KeyNames
    columns: int
    cover: Cover | None = None
    """What lies over the card."""
    opening: bool = False
    """Whether the join screen is the first one, which says more."""
    beside: str = ""
    """The round that the shown one is laid beside on request; empty is the one before it."""
    before_fan: str = ""
    """The card from which the fan was opened, to go back to."""
    more_pages: bool = False
    """Whether a page follows the one that is seen."""
    has_numbers: bool = True
    """Whether something on the page that is seen carries a digit."""
    scenes: bool = False
    """Whether a plate is drawn as its scene."""
    is_dark: bool = False
    letters: LetterSize | None = None
    """How large letters are drawn; None before the font is there."""
    wash: Callable[[str, Colours], Colours] | None = None
    """Gives how far the plate of a card is coloured in at this moment; None where it is so at once."""
    paint: Paint | None = None
    """Draws a picture; None where the window has too few colours."""
    ground: Ground | None = None
    """Paints the scene of a plate beside the loop; None where that is done at once."""

    @property
    def numbered(self) -> Sequence[str]:
        """What a digit makes an action point of, now."""
        return to_act_on(self.workshop)
