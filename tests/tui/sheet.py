"""Pictures of the screens of the beamer beside one another, to be looked at: `python -m tests.tui.sheet FOLDER`.

A picture a size and look: light, dark and without colours, with answers by nobody, one, forty and two thousand people.
"""

import argparse
import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import cast

from PIL import Image, ImageDraw, ImageFont
from rich.cells import cell_len
from rich.color import Color
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from kompas_tui.deck_files import shipped_decks
from kompas_tui.deck_files.composing import source_decks
from kompas_tui.domain.course.plate import BUSY, DONE, NOT_YET, PointState
from kompas_tui.domain.deck.cards import Block, Card, Fan, Span
from kompas_tui.domain.deck.groups import GroupsForm
from kompas_tui.domain.deck.plates import Plate
from kompas_tui.domain.kinds import Activity, read_activity
from kompas_tui.domain.kinds.prik import Prik
from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.pictures import Picture
from kompas_tui.domain.result.comparison import Comparison, Shift
from kompas_tui.domain.result.shapes import (
    Axes,
    AxesPoint,
    Bar,
    Bars,
    Distribution,
    Pairs,
    PinMap,
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
from kompas_tui.domain.session.groups import Groups
from kompas_tui.domain.session.rhythms import TurnNow
from kompas_tui.domain.session.session import Session
from kompas_tui.scenes import PlateScene, scene_layers
from kompas_tui.tui.drawing.box import box_pages
from kompas_tui.tui.drawing.breaks import break_page
from kompas_tui.tui.drawing.cards import card_pages, open_pages
from kompas_tui.tui.drawing.choices import pictured_bars, with_choices
from kompas_tui.tui.drawing.comparisons import comparison_pages
from kompas_tui.tui.drawing.ending import end_page
from kompas_tui.tui.drawing.fan import fan_pages
from kompas_tui.tui.drawing.groups import groups_pages
from kompas_tui.tui.drawing.harvest import harvest_pages
from kompas_tui.tui.drawing.join import join_pages, with_code
from kompas_tui.tui.drawing.lines import NOW, Lines, text
from kompas_tui.tui.drawing.photos import Invitation, half_block_lines, with_picture
from kompas_tui.tui.drawing.pins import counted_squares, pinned_picture
from kompas_tui.tui.drawing.plate import plate_lines
from kompas_tui.tui.drawing.preparing import Readiness, preparing_lines
from kompas_tui.tui.drawing.qr import largest_qr
from kompas_tui.tui.drawing.results import result_pages, share_behind
from kompas_tui.tui.drawing.revealing import reveal_pages
from kompas_tui.tui.drawing.rhythm import turn_page
from kompas_tui.tui.drawing.scene import can_paint, has_room, scene_painting
from kompas_tui.tui.drawing.sizing import LetterSize
from kompas_tui.tui.keymap import KeyNames
from kompas_tui.tui.ports import AddressChoice, Check, DeckChoice, Entrance, House, SessionChoice, TestPhones, Verdict
from kompas_tui.tui.screens.composing import ComposeScreen
from kompas_tui.tui.screens.dialogs import ListDialog, ListRow
from kompas_tui.tui.screens.enlarging import enlarged
from kompas_tui.tui.screens.home import HomeScreen
from kompas_tui.tui.themes import THEMES
from kompas_tui.tui.widgets import MARGIN_SIDE, MARGIN_TOP, Band, KeyBar, Stage, StagePage
from tests.scenes.test_layers import plate_on
from tests.tui.pressing import press, until_at_rest
from tests.tui.test_plate_drawing import PLATE, TOP, everywhere

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
FAN = Fan(
    (("WAT", ("Wat zou je morgen al anders willen zien op het plein?", "Wat mag blijven?")), ("WIE", ("Wie mist?",)))
)
_QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
_MONO = Path("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf")
_ENTRANCE = Entrance("http://192.168.178.123:8000/K7F3", "192.168.178.123:8000/K7F3")
_WIFI = Entrance(_ENTRANCE.url, _ENTRANCE.address, wifi="Buurthuis de Kade", wifi_password="wachtwoord")
_SCENES = tuple(Picture(name, width=16, height=9, alt=f"Een {name}") for name in ("stad", "kringloop", "wijk"))
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
    return Distribution(tuple(Spread(row, counts, middle) for row in rows), answers, ("slecht", "goed"))


def _checklist(answers: int) -> Stacked:
    counts = tuple(_shares(answers, 3))
    rows = [StackedRow(item, counts, 0.6 if answers else None) for item in ("Uitnodiging", "Locatie", "Lekkers")]
    return Stacked(("ja", "deels", "nee"), tuple(rows), answers)


def _agreed(amount: int) -> Iterator[ev.AnyEvent]:
    """So many decisions and actions."""
    for n in range(amount):
        if n % 3:
            yield ev.ActionAgreed(time=_NOW, card="plein", what=f"Bel de school {n}", who="Anna", when="2026-12-01")
        else:
            yield ev.DecisionTaken(time=_NOW, card="plein", text=f"{LONG[0]}, dat doen we ({n})")


def _asked(amount: int) -> Iterator[ev.AnyEvent]:
    """So many questions in the question box, which the room sees."""
    for n in range(amount):
        yield ev.BoxAsked(text_id=f"bus-{n}", mark=f"{n:032}", text=f"{LONG[n % len(LONG)]}: wanneer? ({n})")
        yield ev.BoxHandled(time=_NOW, text_id=f"bus-{n}", act="toon")
        if n % 4 == 3:
            yield ev.BoxHandled(time=_NOW, text_id=f"bus-{n}", act="beantwoord")
        yield from (ev.BoxSupported(text_id=f"bus-{n}", mark=f"{other:032}") for other in range(n))


def _profile(answers: int) -> Profile:
    kinds = zip(("doener", "bezinner", "denker", "beslisser"), _shares(min(answers, 60), 4), range(4), strict=True)
    styles = tuple(StyleCount(name, amount, n in (1, 2), n > 1, "Begin met doen.") for name, amount, n in kinds)
    dots = tuple(
        ((0.2 + 0.1 * (n % 7)) * (1 if style.right else -1), (0.2 + 0.1 * (n % 6)) * (1 if style.below else -1))
        for style in styles
        for n in range(style.count)
    )
    return Profile(("doen", "kijken"), ("voelen", "denken"), styles, dots if answers > 4 else (), 0, answers)


def _pins(answers: int) -> PinMap:
    """Pins around two spots, and a few elsewhere."""
    asked = read_activity(
        "prik", {"vraag": QUESTION, "beeld": "wijk", "vlakken": {"de speeltuin": [0.1, 0.4, 0.25, 0.3]}}
    )
    assert isinstance(asked, Prik)
    places = [
        [150 + 17 * n % 200, 420 + 31 * n % 240] if n % 3 else [97 * n % 1000, 61 * n % 1000] for n in range(answers)
    ]
    return asked.tally([Ballot(f"m{n}", {"prik": [place]}, "r") for n, place in enumerate(places)])


def _axes(answers: int) -> Axes:
    """Who has a say and who has an interest."""
    names = ("De school", "De ouders van jonge kinderen uit de straat", "De gemeente", "Ondernemers", "De wijkagent")
    points = [
        AxesPoint(name, 2.0 * n + 1 if answers else None, 8.5 - 1.7 * n if answers else None, answers)
        for n, name in enumerate(names)
    ]
    return Axes(("weinig belang", "veel belang"), ("weinig invloed", "veel invloed"), tuple(points), answers)


def _pairs(answers: int) -> Pairs:
    """What is asked and offered, the first of each matched."""
    asks = [
        TextItem(f"v{n}", f"Wie helpt met het zomerfeest op het plein? {n or ''}") for n in range((answers + 1) // 2)
    ]
    offers = [TextItem(f"a{n}", f"Ik heb een bus met negen plaatsen {n or ''}") for n in range(answers // 2)]
    return Pairs(tuple(asks), tuple(offers), answers, (("v0", "a0"),) if answers > 1 else ())


def _choosing(answers: int, width: int, height: int, letters: LetterSize) -> list[Lines]:
    """An open round in which each choice has its picture."""
    activity = read_activity("keuze", {"vraag": QUESTION, "opties": list(OPTIONS[:3])})
    draw = partial(open_pages, activity, answers, max(answers, 12), listed=activity.listed(), letters=letters)
    foot = [text(f"{dotted(answers)} van {dotted(max(answers, 12))} klaar", NOW)]
    paint = _paint if letters.is_smooth else None

    def choices(width: int, height: int) -> list[Lines]:
        return with_choices(QUESTION, _SCENES, activity.listed(), paint, foot, draw, width, height)

    return with_code(_ENTRANCE, width, height)(choices)


def _pinning(answers: int, width: int, height: int, letters: LetterSize) -> list[Lines]:
    """An open round in which people put a pin on a map."""
    asked = read_activity("prik", {"vraag": QUESTION, "beeld": "wijk"})
    draw = partial(open_pages, asked, answers, max(answers, 12), listed=(), letters=letters)
    card = Card("plein", "Het plein nu", "d", activity=asked)
    paint = _paint if letters.is_smooth else None
    counted = [text(f"{dotted(answers)} van {dotted(max(answers, 12))} klaar", NOW)]
    invitation = Invitation(largest_qr(_ENTRANCE.url, 0, 0), _ENTRANCE.address, counted, letters)
    return with_picture(card, paint, lambda w, h: with_code(_ENTRANCE, w, h)(draw), width, height, invitation)


@cache
def _paint(picture: Picture, columns: int, rows: int) -> Lines:
    """One of our own drawings, in half blocks."""
    return half_block_lines(scene_layers(PlateScene(picture.name), columns, rows * 2).colour)


def _pictured(answers: int, width: int, height: int, letters: LetterSize) -> list[Lines]:
    """What came of choosing between designs, each with its picture."""
    result, pictures = _bars(answers, OPTIONS[:3]), dict(zip(OPTIONS, _SCENES, strict=False))
    behind = [share_behind(result, bar) for bar in result.ranked]
    drawn = partial(pictured_bars, result.ranked, pictures, behind, _paint) if letters.is_smooth else None
    said = "‘Een klimrots’ staat bovenaan." if answers else "Er zijn geen antwoorden."
    return result_pages(said, result, (), "", width, height, question=QUESTION, letters=letters, drawn=drawn)


def _pinned(answers: int, width: int, height: int, letters: LetterSize) -> list[Lines]:
    """Where people put their pins, on the map or else in its squares."""
    result = _pins(answers)
    on_map = partial(pinned_picture, result, _SCENES[2], _paint)
    drawn = on_map if letters.is_smooth else partial(counted_squares, result)
    said = "De meeste prikken staan bij de speeltuin." if answers else "Er zijn geen antwoorden."
    return result_pages(said, result, (), "", width, height, question=QUESTION, letters=letters, drawn=drawn)


def _prepared(answers: int, width: int, height: int, _: LetterSize) -> list[Lines]:
    """A laptop that lacks something; nobody came with a test phone where nobody answers."""
    checks = [
        Check("netwerk", Verdict.CARE, "Dit adres is van een VPN.", "Kies een ander adres, of zet wifi aan."),
        Check("kaarten", Verdict.WRONG, "plein.md:3: Hier mist een vraag.", "Kijk na met: kompas controleer plein.md"),
        Check("schijf", Verdict.FINE, "76 GB vrij"),
        Check("tekens", Verdict.UNSEEN, "Druk op k en kijk."),
    ]
    choices = (AddressChoice("192.168.178.123", "wifi (wlan0)"), AddressChoice("10.8.0.2", "VPN (tun0)", "Let op."))
    causes = [("De telefoon gebruikt mobiele data.", "Zet mobiele data uit en scan opnieuw.")] * 4
    ready = Readiness(
        replace(_ENTRANCE, choices=choices), TestPhones(answers, answers or None), checks, causes, waited=99
    )
    return [preparing_lines(ready, width + 4, width, height)]


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
        large = (what.question, what.listed(), "", letters) if answers else ()
        return with_code(_ENTRANCE, width, height, *large)(draw)

    def shown(result: Result, sentence: str) -> Draw:
        return lambda width, height, letters: told(result, sentence, letters, width, height)

    started = ev.Started(time=_NOW, code="K7F3", decks=(), details=ev.Details("Samen aan de Kade"))
    session = Session([started])
    asking = Session([started, ev.QuestionDrawn(time=_NOW, card="plein", topic="WAT", question=FAN.topics[0][1][0])])
    groups = Groups("plein", "g1", GroupsForm(4, 3), 5, list(range(1, 21)))
    shifts = [Shift(label, 10.0 * n, 60.0 - 12 * n) for n, label in enumerate(OPTIONS, 1)]
    comparison = Comparison("procent", tuple(shifts), answers, answers)
    yield "voorbereiden", partial(_prepared, answers)
    yield "meedoen", lambda w, h, letters: join_pages(session, _ENTRANCE, True, w, w, h, letters=letters)
    yield "wifi", lambda w, h, letters: join_pages(session, _WIFI, True, w, w, h, letters=letters)
    yield "kaart", lambda w, h, letters: card_pages(card, w, h, letters=letters)
    yield "open", lambda w, h, letters: asked(activity, letters, w, h)
    yield "lang", lambda w, h, letters: asked(long, letters, w, h)
    yield "uitslag", shown(_bars(answers), "‘Een klimrots’ staat bovenaan.")
    twelve = [f"{option} {more}" for more in ("nu", "later") for option in (*OPTIONS, "Een kiosk")]
    yield "twaalf", shown(_bars(answers, twelve), "‘Een klimrots nu’ staat bovenaan.")
    yield "rol", lambda w, h, letters: shown(_bars(answers), "Zin.")(w, h, letters)[-1:]
    yield "lange uitslag", shown(_bars(answers, [*LONG, *OPTIONS]), f"‘{LONG[0]}’ staat bovenaan.")
    yield "woorden", shown(_words(answers), "‘groen’ staat bovenaan.")
    yield "teksten", shown(_texts(answers), "Er is veel gezegd.")
    yield "cijfers", shown(_scores(answers), "De middelste score is 2.")
    yield "checklist", shown(_checklist(answers), "Drie dingen zijn nog niet klaar.")
    yield "profiel", shown(_profile(answers), "De meeste mensen zijn doener.")
    yield "vergelijking", lambda w, h, letters: comparison_pages(comparison, "", w, h, letters, QUESTION)
    yield "assenveld", shown(_axes(answers), "‘De school’ staat rechtsboven.")
    yield "koppels", shown(_pairs(min(answers, 12)), "Er is één vraag gekoppeld aan een aanbod.")
    yield "onthullen", lambda w, h, letters: reveal_pages(QUESTION, _bars(answers), 2, w, h, letters)
    yield "onthuld", lambda w, h, letters: reveal_pages(QUESTION, _bars(answers, OPTIONS[:3]), 3, w, h, letters)
    yield "waaier", lambda w, h, letters: fan_pages(FAN, card, asking, w, h, "w", letters)
    yield "groepen", lambda w, h, letters: groups_pages(card, groups, {1: "3", 2: "groen"}, w, h, letters)
    later = replace(groups, turn=3)
    yield "laatste beurt", lambda w, h, letters: groups_pages(card, later, {}, w, h, letters)
    yield "pauze", lambda w, h, letters: [break_page(card, _NOW + left, _NOW, w, h, letters)]
    yield "kompas", lambda w, h, _: [plate_lines(PLATE, everywhere(DONE if answers > 9 else BUSY, answers), w, h, 3)]
    agreed = Session([started, *_agreed(min(answers, 12))])
    on_card = Card("plein", "Het plein nu", "d", picture=_SCENES[0], blocks=(block,))
    yield (
        "plaatje",
        lambda w, h, letters: with_picture(
            on_card, _paint if letters.is_smooth else None, partial(card_pages, on_card, letters=letters), w, h
        ),
    )
    yield "kies een plaatje", lambda w, h, letters: _choosing(answers, w, h, letters)
    yield "waar prik je?", lambda w, h, letters: _pinning(answers, w, h, letters)
    yield "plaatjes", lambda w, h, letters: _pictured(answers, w, h, letters)
    yield "prik", lambda w, h, letters: _pinned(answers, w, h, letters)
    yield "oogst", lambda w, h, letters: harvest_pages(agreed, w, h, letters)
    boxed = Session([started, *_asked(min(answers, 12))])
    yield "vragenbus", lambda w, h, letters: box_pages(boxed, w, h, letters)
    yield "één tekst", lambda w, h, letters: [enlarged(LONG[0], w, h, smooth=letters.is_smooth)]
    yield "einde", lambda w, h, letters: [end_page(agreed, "a7f3" * 16, w, h, letters, _ENTRANCE.address)]
    yield "klok", lambda w, h, letters: [turn_page(card, turn, w, h, letters)]


class SheetApp(App[None]):
    """Shows one page after another, as the beamer does."""

    def __init__(self, theme: str) -> None:
        super().__init__()
        self.draw: Callable[[int, int], Sequence[StagePage]] = lambda _width, _height: [[]]
        for one in THEMES.values():
            self.register_theme(one)
        self.theme = THEMES.get(theme, THEMES["licht"]).name
        self.no_color = theme == "zonder"

    def compose(self) -> ComposeResult:
        """What surrounds every page."""
        yield Band()
        yield Stage(lambda width, height: self.draw(width, height), KeyNames())
        yield KeyBar()


def screen_picture(app: App[None], *, colours: bool = True) -> Image.Image:
    """The cells that the terminal gets, as a picture; quarters of cells are drawn exactly."""
    picture = Image.new("RGB", (app.size.width * CELL[0], app.size.height * CELL[1]))
    ink, ground = app.current_theme.foreground or "#ffffff", app.current_theme.background or "#000000"
    for row, strip in enumerate(app.screen._compositor.render_strips()):
        column = 0
        for segment in strip:
            style = segment.style if colours else None
            before = _tone(style.color if style else None, ink)
            behind = _tone(style.bgcolor if style else None, ground)
            for char in segment.text:
                picture.paste(_cell(char, before, behind), (column * CELL[0], row * CELL[1]))
                column += max(cell_len(char), 1)
    return picture


def _tone(colour: Color | None, default: str) -> str:
    return default if colour is None or colour.is_default else colour.get_truecolor().hex


@cache
def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.truetype(_MONO, CELL[1] - 1) if _MONO.exists() else ImageFont.load_default()


@lru_cache(maxsize=20_000)
def _cell(char: str, before: str, behind: str) -> Image.Image:
    """A cell, of which a sheet has hundreds of thousands and few that differ."""
    half = CELL[0] // 2, CELL[1] // 2
    wide = CELL[0] * max(cell_len(char), 1)
    drawn = Image.new("RGB", (wide, CELL[1]), behind)
    pen = ImageDraw.Draw(drawn)
    if "\u2800" <= char <= "\u28ff":
        size = max(CELL[0] // 4, 1), max(CELL[1] // 8, 1)
        for at, dot in enumerate((0, 1, 2, 6, 3, 4, 5, 7)):
            if (ord(char) - 0x2800) >> dot & 1:
                left, top = at // 4 * CELL[0] // 2, at % 4 * CELL[1] // 4
                pen.rectangle((left, top, left + size[0] - 1, top + size[1] - 1), fill=before)
        return drawn
    if char not in _QUARTERS:
        pen.text((0, -1), char, font=_font(), fill=before)
        return drawn
    for at in range(4):
        if _QUARTERS.index(char) >> at & 1:
            left, top = half[0] * (at % 2), half[1] * (at // 2)
            pen.rectangle((left, top, left + half[0] - 1, top + half[1] - 1), fill=before)
    return drawn


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
                await until_at_rest(pilot)
                rows[-1].append(screen_picture(app, colours=look != "zonder"))
        for others in (_plates, _composing, _choosing_here):
            rows.append([screen_picture(app, colours=look != "zonder") async for _ in others(app, pilot)])
    return _together([row[at : at + COLUMNS] for row in rows for at in range(0, len(row), COLUMNS)])


async def _plates(app: SheetApp, pilot: Pilot[None]) -> AsyncIterator[None]:
    """Both plates: at the beginning, halfway, and at the end of an afternoon."""
    can_draw = can_paint(app.console.color_system, no_color=app.no_color) and has_room(*app.size)
    for name in ("stad", "kringloop"):
        plate = plate_on(name)
        for done in (0, len(plate.every) // 2, len(plate.every)):
            states = [PointState(point, DONE, 17 + at, TOP) for at, point in enumerate(plate.every[:done])]
            states += [PointState(point, BUSY, 4, is_last=True) for point in plate.every[done : done + 1]]
            states += [PointState(point, NOT_YET) for point in plate.every[done + 1 :]]

            def page(width: int, height: int, plate: Plate = plate, told: Sequence[PointState] = states) -> StagePage:
                if not can_draw:
                    return plate_lines(plate, told, width, height, 3)
                room = width + 2 * MARGIN_SIDE, height + MARGIN_TOP
                is_dark = app.current_theme.dark
                return scene_painting(plate, PlateScene(plate.scene), told, *room, 3, is_dark=is_dark)

            app.draw = lambda width, height, page=page: [page(width, height)]  # type: ignore[misc]
            app.query_one(Band).put("Samen aan de Kade", "Praatplaat", f"{done} van {len(plate.every)} klaar")
            app.query_one(Stage).refresh()
            await until_at_rest(pilot)
            yield


async def _choosing_here(app: SheetApp, pilot: Pilot[None]) -> AsyncIterator[None]:
    """The home screen with no session and with a hundred, a long list, and a window that is too small."""
    decks = [DeckChoice(name, name.replace("-", " ").capitalize(), 45) for name in shipped_decks()]
    many = [
        SessionChoice(Path(f"s{n}"), f"Sessie {n}", "26 november 2026, 20:00", n, False, n > 98) for n in range(100)
    ]
    for sessions in ((), many):
        await app.push_screen(HomeScreen(decks, sessions, Path))
        await until_at_rest(pilot)
        yield
        app.pop_screen()
    app.draw = lambda width, height: [[]]
    texts = [
        ListRow(f"t{n}", f"{LONG[n % 2]} ({n})", "●" if n % 3 else "", "telt mee" if n % 3 else "") for n in range(40)
    ]
    await app.push_screen(ListDialog("Welke tekst weeg je?", texts, current="t5", enter="kiest"))
    await until_at_rest(pilot)
    yield
    app.pop_screen()
    await pilot.resize_terminal(79, 24)
    await until_at_rest(pilot)
    yield


async def _composing(app: SheetApp, pilot: Pilot[None]) -> AsyncIterator[None]:
    """The composer: empty, filled, while a card with costs is changed, and while one is chosen."""
    decks = source_decks([shipped_decks()["burgerbegroting"], shipped_decks()["wereldcafe"]])
    screen = ComposeScreen(cast(House, None), decks, KeyNames())
    await app.push_screen(screen)
    for keys in ((), ("t", *["down"] * 4, "enter", "escape"), ("enter",), ("escape", "t")):
        await press(pilot, *keys)
        yield
    await press(pilot, "escape")
    app.pop_screen()


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
    parser = argparse.ArgumentParser(prog="python -m tests.tui.sheet", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("build/sheets"))
    main(parser.parse_args().folder)
