"""Pictures of the screens of the beamer beside one another, to be looked at: `python -m tests.tui.sheet FOLDER`.

A picture a size and look: light, dark and without colours, with answers by nobody, one, forty and two thousand people.
"""

import asyncio
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from rich.cells import cell_len
from rich.color import Color
from textual.app import App, ComposeResult

from kompas_tui.domain.deck.cards import Block, Card, Span
from kompas_tui.domain.kinds import Activity, read_activity
from kompas_tui.domain.result.comparison import Comparison, Shift
from kompas_tui.domain.result.shapes import (
    Bar,
    Bars,
    Distribution,
    Profile,
    Result,
    Spread,
    Stacked,
    StackedRow,
    StyleCount,
    TextItem,
    TextList,
    Unit,
    Word,
    Words,
)
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.rhythms import TurnNow
from kompas_tui.domain.session.session import Session
from kompas_tui.tui.drawing.cards import card_pages, open_pages
from kompas_tui.tui.drawing.comparisons import comparison_pages
from kompas_tui.tui.drawing.join import join_pages, with_code
from kompas_tui.tui.drawing.lines import Lines
from kompas_tui.tui.drawing.results import result_pages
from kompas_tui.tui.drawing.rhythm import turn_page
from kompas_tui.tui.drawing.sizing import LetterSize
from kompas_tui.tui.keymap import KeyNames
from kompas_tui.tui.ports import Entrance
from kompas_tui.tui.themes import THEMES
from kompas_tui.tui.widgets import Band, KeyBar, Stage

CELL = (4, 8)
COLUMNS = 4
"""So many screens stand beside each other."""
SIZES = ((80, 24), (100, 30), (160, 45), (200, 50))
ANSWERS = (0, 1, 40, 2_000)
LOOKS = ("licht", "donker", "zonder")
QUESTION = "Wat komt er in het midden van het plein?"
OPTIONS = ("Een klimrots", "Water", "Bankjes in de schaduw", "Een veld om te voetballen", "Niets, het is goed zo")
LONG = (
    "Een plek waar kinderen van alle leeftijden veilig kunnen spelen en hun ouders elkaar ontmoeten",
    "Een overdekte plek voor de markt, voor feesten van de buurt en voor wie op de bus wacht",
)
_QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
_MONO = Path("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf")
_ENTRANCE = Entrance("http://192.168.178.123:8000/K7F3", "192.168.178.123:8000/K7F3")
_WIFI = Entrance(_ENTRANCE.url, _ENTRANCE.address, wifi="Buurthuis de Kade", wifi_password="wachtwoord")
_NOW = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)

Draw = Callable[[int, int, LetterSize], list[Lines]]


def _shares(answers: int, amount: int) -> list[int]:
    """The answers over so many options, the first of them the most."""
    weights = [1 / (place + 1) for place in range(amount)]
    shares = [round(answers * weight / sum(weights)) for weight in weights]
    return [answers - sum(shares[1:]), *shares[1:]] if answers else shares


def _bars(answers: int, labels: Sequence[str] = OPTIONS) -> Bars:
    return Bars(tuple(map(Bar, labels, _shares(answers, len(labels)))), answers, Unit.CHOSEN)


def _words(answers: int) -> Words:
    said = ("groen", "speelplek", "stil", "rommelig", "gezellig", "grijs", "water", "bankjes", "donker", "fietsen")
    counts = zip(said, _shares(answers, len(said)), strict=True)
    return Words(tuple(Word(word, amount) for word, amount in counts if amount), answers)


def _texts(answers: int) -> TextList:
    items = [
        TextItem(f"t{n}", f"Zet er banken neer, bij de bomen {n}", support=n % 5) for n in range(min(answers, 300))
    ]
    return TextList(tuple(items), answers)


def _scores(answers: int) -> Distribution:
    counts = tuple(_shares(answers, 5))
    middle = 2.0 if answers else None
    rows = ("We kennen elkaar", "We weten wie beslist", "Iedereen kan meedoen, ook wie weinig tijd heeft")
    return Distribution(tuple(Spread(row, counts, middle, middle, middle) for row in rows), answers, ("slecht", "goed"))


def _checklist(answers: int) -> Stacked:
    counts = tuple(_shares(answers, 3))
    rows = [StackedRow(item, counts, 0.6 if answers else None) for item in ("Uitnodiging", "Locatie", "Lekkers")]
    return Stacked(("ja", "deels", "nee"), tuple(rows), answers)


def _profile(answers: int) -> Profile:
    kinds = zip(("doener", "bezinner", "denker", "beslisser"), _shares(min(answers, 60), 4), range(4), strict=True)
    styles = tuple(StyleCount(name, amount, n in (1, 2), n > 1, "Begin met doen.") for name, amount, n in kinds)
    dots = tuple(
        ((0.2 + 0.1 * (n % 7)) * (1 if style.right else -1), (0.2 + 0.1 * (n % 6)) * (1 if style.below else -1))
        for style in styles
        for n in range(style.count)
    )
    return Profile(("doen", "kijken"), ("voelen", "denken"), styles, dots if answers > 4 else (), 0, answers)


def screens(answers: int) -> Iterator[tuple[str, Draw]]:
    """Every screen by name, after so many answers."""
    activity: Activity = read_activity("keuze", {"vraag": QUESTION, "opties": list(OPTIONS)})
    long: Activity = read_activity("keuze", {"vraag": f"{QUESTION} {LONG[0]}?", "opties": [*LONG, *OPTIONS]})
    block = Block("paragraph", (Span("Kijk eerst een minuut naar de tekening. Wat zie je, en wat mis je?"),))
    card = Card(
        "plein", "Het plein van straks", "d", blocks=(block,), source="Werkboek, hoofdstuk 1", activity=activity
    )
    left = timedelta(minutes=3, seconds=7)
    turn = TurnNow("plein", 1, 1, "", False, _NOW + left, False, left, None, is_clock=True)

    def told(result: Result, sentence: str, letters: LetterSize, width: int, height: int) -> list[Lines]:
        parts = [("bewoner", result), ("gemeente", _bars(answers // 4))] if isinstance(result, Bars) else []
        said = sentence if answers else "Er zijn geen antwoorden."
        return result_pages(said, result, parts, "", width, height, question=QUESTION, letters=letters)

    def asked(what: Activity, letters: LetterSize, width: int, height: int) -> list[Lines]:
        people = max(answers, 12)
        draw = partial(open_pages, what, answers, people, listed=what.listed(), letters=letters, left="nog 3:07")
        return with_code(_ENTRANCE, width, height)(draw)

    def shown(result: Result, sentence: str) -> Draw:
        return lambda width, height, letters: told(result, sentence, letters, width, height)

    started = ev.Started(time=_NOW, code="K7F3", decks=(), details=ev.Details("Samen aan de Kade"))
    session = Session([started])
    shifts = [Shift(label, 10.0 * n, 60.0 - 12 * n) for n, label in enumerate(OPTIONS, 1)]
    comparison = Comparison("procent", tuple(shifts), answers, answers)
    yield "meedoen", lambda w, h, letters: join_pages(session, _ENTRANCE, True, w, w, h, letters=letters)
    yield "wifi", lambda w, h, letters: join_pages(session, _WIFI, True, w, w, h, letters=letters)
    yield "kaart", lambda w, h, letters: card_pages(card, w, h, letters=letters)
    yield "open", lambda w, h, letters: asked(activity, letters, w, h)
    yield "lang", lambda w, h, letters: asked(long, letters, w, h)
    yield "uitslag", shown(_bars(answers), "‘Een klimrots’ staat bovenaan.")
    yield "rol", lambda w, h, letters: shown(_bars(answers), "Zin.")(w, h, letters)[-1:]
    yield "lange uitslag", shown(_bars(answers, [*LONG, *OPTIONS]), f"‘{LONG[0]}’ staat bovenaan.")
    yield "woorden", shown(_words(answers), "‘groen’ staat bovenaan.")
    yield "teksten", shown(_texts(answers), "Er is veel gezegd.")
    yield "cijfers", shown(_scores(answers), "De middelste score is 2.")
    yield "checklist", shown(_checklist(answers), "Drie dingen zijn nog niet klaar.")
    yield "profiel", shown(_profile(answers), "De meeste mensen zijn doener.")
    yield "vergelijking", lambda w, h, _: comparison_pages(comparison, "", w, h)
    yield "klok", lambda w, h, letters: [turn_page(card, turn, w, h, letters)]


class SheetApp(App[None]):
    """Shows one page after another, as the beamer does."""

    def __init__(self, theme: str) -> None:
        super().__init__()
        self.draw: Callable[[int, int], list[Lines]] = lambda _width, _height: [[]]
        for one in THEMES.values():
            self.register_theme(one)
        self.theme = THEMES.get(theme, THEMES["licht"]).name

    def compose(self) -> ComposeResult:
        """What surrounds every page."""
        yield Band()
        yield Stage(lambda width, height: self.draw(width, height), KeyNames())
        yield KeyBar()


def screen_picture(app: App[None], *, colours: bool = True) -> Image.Image:
    """The cells that the terminal gets, as a picture; quarters of cells are drawn exactly."""
    font = ImageFont.truetype(_MONO, CELL[1] - 1) if _MONO.exists() else ImageFont.load_default()
    picture = Image.new("RGB", (app.size.width * CELL[0], app.size.height * CELL[1]))
    pen = ImageDraw.Draw(picture)
    ink, ground = app.current_theme.foreground or "#ffffff", app.current_theme.background or "#000000"
    for row, strip in enumerate(app.screen._compositor.render_strips()):
        column = 0
        for segment in strip:
            style = segment.style if colours else None
            before = _tone(style.color if style else None, ink)
            behind = _tone(style.bgcolor if style else None, ground)
            for char in segment.text:
                _cell(pen, font, column * CELL[0], row * CELL[1], char, before, behind)
                column += max(cell_len(char), 1)
    return picture


def _tone(colour: Color | None, default: str) -> str:
    return default if colour is None or colour.is_default else colour.get_truecolor().hex


def _cell(
    pen: ImageDraw.ImageDraw, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, x: int, y: int, char: str,
    before: str, behind: str,
) -> None:  # fmt: skip
    half = CELL[0] // 2, CELL[1] // 2
    pen.rectangle((x, y, x + CELL[0] - 1, y + CELL[1] - 1), fill=behind)
    if char not in _QUARTERS:
        pen.text((x, y - 1), char, font=font, fill=before)
        return
    for at in range(4):
        if _QUARTERS.index(char) >> at & 1:
            left, top = x + half[0] * (at % 2), y + half[1] * (at // 2)
            pen.rectangle((left, top, left + half[0] - 1, top + half[1] - 1), fill=before)


async def sheet(size: tuple[int, int], look: str) -> Image.Image:
    """All screens at this size, a row for each number of answers."""
    letters = LetterSize(is_smooth=look != "zonder")
    app = SheetApp(look)
    rows: list[list[Image.Image]] = []
    async with app.run_test(size=size) as pilot:
        for answers in ANSWERS:
            rows.append([])
            for name, draw in screens(answers):
                app.draw = lambda width, height, draw=draw: draw(width, height, letters)  # type: ignore[misc]
                app.query_one(Band).put("Samen aan de Kade", name, f"{answers} antwoorden")
                app.query_one(Stage).refresh()
                await pilot.pause()
                rows[-1].append(screen_picture(app, colours=look != "zonder"))
    return _together([row[at : at + COLUMNS] for row in rows for at in range(0, len(row), COLUMNS)])


def _together(rows: Sequence[Sequence[Image.Image]]) -> Image.Image:
    """Pictures of one size in rows, with a line between them."""
    width, height = (side + 4 for side in rows[0][0].size)
    whole = Image.new("RGB", (width * COLUMNS, height * len(rows)), "#808080")
    for down, row in enumerate(rows):
        for across, one in enumerate(row):
            whole.paste(one, (across * width, down * height))
    return whole


def main(folder: Path) -> None:
    """Write a picture for each size and look."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["COLORTERM"] = "truecolor"
    for size in SIZES:
        for look in LOOKS:
            asyncio.run(sheet(size, look)).save(folder / f"{size[0]}x{size[1]}-{look}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("sheets"))
