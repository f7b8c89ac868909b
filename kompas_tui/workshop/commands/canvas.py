"""What the group agrees on a canvas: the text of a cell, its number and version, and when one looks again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from kompas_tui.domain.deck.canvases import Canvas, CanvasCell
from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.language.dates import iso_date
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.text import clean_line, clean_lines
from kompas_tui.domain.language.wording import did_you_mean, quoted
from kompas_tui.domain.session import events as ev
from kompas_tui.workshop.canvases import laying, meant_canvas
from kompas_tui.workshop.commands.command import Command, Scene
from kompas_tui.workshop.commands.course import shown

LONGEST_CELL = 1000
HIGHEST_VERSION = 999


@dataclass(frozen=True, slots=True)
class GoToCanvas(Command):
    """Show the canvas; where one is shown already nothing changes."""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The card with the canvas."""
        return shown(scene, meant_canvas(scene.session, scene.course, scene.card))


@dataclass(frozen=True, slots=True)
class SetCell(Command):
    """Set the text of a cell, by its name or title; an empty text makes the cell empty again."""

    done: ClassVar[str] = "Het vak is vastgesteld."

    cell: str
    text: str
    card: str = ""
    """The canvas that is meant; empty for the one here, or the last one."""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The text, where it is another one than now."""
        card, canvas = _canvas(scene, self.card)
        cell = _cell(canvas, self.cell)
        text = clean_lines(self.text, LONGEST_CELL)
        laid = scene.session.canvases.get(card.address)
        if text == (laid.texts.get(cell.name, "") if laid else ""):
            if not text:
                raise CommandRefused("Er staat nog geen tekst. Schrijf op wat de groep afsprak.")
            return ()
        lays = laying(scene.session, scene.course, [card], scene.now)
        return [*lays, ev.CellSet(time=scene.now, card=card.address, cell=cell.name, text=text)]


@dataclass(frozen=True, slots=True)
class DescribeCanvas(Command):
    """Set the number, the version and the day of the next look; what is empty stays as it was."""

    done: ClassVar[str] = "De gegevens van het canvas zijn bewaard."

    number: str = ""
    version: int | None = None
    when: str = ""
    card: str = ""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The details, checked."""
        card, _ = _canvas(scene, self.card)
        lays = laying(scene.session, scene.course, [card], scene.now)
        laid = scene.session.canvases.get(card.address)
        version = laid.version if laid else 1
        if self.version is not None and not 1 <= self.version <= HIGHEST_VERSION:
            raise CommandRefused(f"De versie is een getal van 1 tot en met {HIGHEST_VERSION}.")
        day = iso_date(self.when, scene.now.date())
        described = ev.CanvasDescribed(
            time=scene.now,
            card=card.address,
            number=clean_line(self.number, 60) or (laid.number if laid else lays[0].number),
            version=self.version or version,
            when=date.fromisoformat(day) if day else (laid.when if laid else None),
        )
        return [*lays, described]


def _canvas(scene: Scene, name: str) -> tuple[Card, Canvas]:
    card = meant_canvas(scene.session, scene.course, scene.card, name)
    assert card.canvas is not None, "the card of a canvas has one"
    return card, card.canvas


def _cell(canvas: Canvas, name: str) -> CanvasCell:
    """The cell with this name or title; CommandRefused names the nearest one."""
    wanted = name.strip().casefold()
    for cell in canvas.cells:
        if wanted in (cell.name.casefold(), cell.title.casefold()):
            return cell
    known = [cell.name for cell in canvas.cells]
    raise CommandRefused(f"Het vak {quoted(clean_line(name, 40))} ken ik niet. {did_you_mean(name, known)}")
