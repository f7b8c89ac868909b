"""The list of who wants to speak; in the log comes nothing of it but, where wanted, how many spoke and how long."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, assert_never, get_args

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.session import events as ev
from kompas_tui.workshop.commands.command import Command, Scene
from kompas_tui.workshop.floor import DEFAULT_MINUTES, LONGEST_TURN, Floor

FloorAct = Literal["open", "erbij", "volgende", "sluit", "bewaar"]
FLOOR_ACTS: tuple[FloorAct, ...] = get_args(FloorAct)

OPEN_FLOOR: Final = "open"
ADD_SPEAKER: Final = "erbij"
NEXT_SPEAKER: Final = "volgende"
CLOSE_FLOOR: Final = "sluit"
KEEP_FLOOR: Final = "bewaar"
_LONGEST_WORDS = 60


@dataclass(frozen=True, slots=True)
class GiveFloor(Command):
    """Open the list, put somebody on it, give the floor to the next one, or close it with or without its sum kept."""

    act: FloorAct
    words: str = ""
    minutes: int = DEFAULT_MINUTES

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """How many spoke and how long, where that is to be kept; CommandRefused for what can't be done."""
        if not 1 <= self.minutes <= LONGEST_TURN:
            raise CommandRefused(f"Kies hoelang iemand mag spreken: van 1 tot en met {LONGEST_TURN} minuten.")
        if self.act != OPEN_FLOOR and not scene.floor.is_open:
            raise CommandRefused("Er is geen sprekerslijst. Open hem eerst.")
        if self.act == ADD_SPEAKER and not clean_line(self.words, _LONGEST_WORDS):
            raise CommandRefused("Schrijf op wie er wil spreken, zoals ‘vrouw achterin’.")
        if self.act != KEEP_FLOOR:
            return ()
        speakers, minutes = scene.floor.summed(scene.now)
        return [
            ev.FloorClosed(
                time=scene.now, card=scene.card.address, title=scene.card.title, speakers=speakers, minutes=minutes
            )
        ]

    def change(self, floor: Floor, scene: Scene) -> None:
        """Do it, once what is kept is safe."""
        match self.act:
            case "open":
                floor.open(self.minutes)
            case "erbij":
                floor.add(clean_line(self.words, _LONGEST_WORDS))
            case "volgende":
                floor.next(scene.now)
            case "sluit" | "bewaar":
                floor.close()
            case _:
                assert_never(self.act)

    def told(self, scene: Scene) -> str:
        """What was kept."""
        if self.act == CLOSE_FLOOR:
            return "De sprekerslijst is weg. Er is niets van bewaard."
        return "De sprekerslijst is weg. Het aantal sprekers is bewaard." if self.act == KEEP_FLOOR else ""
