"""The one table of what a facilitator can do: key, palette, remote and the facilitator's page draw it."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from typing import assert_never

from kompas_tui.domain.session.box import BOX_ACTS
from kompas_tui.domain.session.moderation import ACTS
from kompas_tui.workshop.commands.asking import AskOnTheSpot, CloseRound, HideResult, OpenRound, Propose, ShowResult
from kompas_tui.workshop.commands.box import HandleBox
from kompas_tui.workshop.commands.canvas import DescribeCanvas, GoToCanvas, SetCell
from kompas_tui.workshop.commands.command import Command
from kompas_tui.workshop.commands.course import ChooseRoute, Describe, End, GoFurther, GoTo, Pause, TakeBack
from kompas_tui.workshop.commands.fan import AddQuestion, DrawQuestion
from kompas_tui.workshop.commands.floor import FLOOR_ACTS, GiveFloor
from kompas_tui.workshop.commands.groups import FormGroups, NextTurn
from kompas_tui.workshop.commands.harvest import ConfirmHarvest, Correct, PlanFeedback, Remove
from kompas_tui.workshop.commands.looking import LayBeside, LookUp, Project, Reveal, TakeAddress
from kompas_tui.workshop.commands.lots import DrawText, NumberGroups
from kompas_tui.workshop.commands.needs import ORDER_NAMES, Need, OrderName, needs_of
from kompas_tui.workshop.commands.order import OrderWords
from kompas_tui.workshop.commands.paddles import DealPaddles, ReadPaddles
from kompas_tui.workshop.commands.room import AllowTablet, CountHands, LockRoom, TakeAttendance
from kompas_tui.workshop.commands.texts import MatchTexts, MergeEqual, MergeWords, Moderate, React, Weigh, WriteOnBoard
from kompas_tui.workshop.commands.time import RHYTHM_ACTS, PaceRhythm, SetTimer, StopTimer
from kompas_tui.workshop.commands.writing import Agree, Decide, FinishAction, Park, Promise, TakeNote
from kompas_tui.workshop.floor import DEFAULT_MINUTES

OrderReader = Callable[[OrderWords], Command]
"""Makes a command of what was typed or sent; OrderUnclear where something is missing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table: the id by which a key is bound, a short word, and what it does."""

    id: str
    short: str
    does: str
    title: str = ""
    """What stands above the lines that the beamer asks, where it asks any."""
    orders: tuple[OrderName, ...] = ()
    """The commands of this row by their names on the remote; the first is what a key or the palette gives."""

    @property
    def needs(self) -> tuple[Need, ...]:
        """The lines that the beamer asks before it gives the command."""
        return needs_of(self.orders[0]) if self.title else ()


def _open(order: OrderWords) -> Command:
    return OpenRound(order.choice("ronde", ("verder", "nieuw", "steun"), ""), order.text("voorstel", required=False))


def _agree(order: OrderWords) -> Command:
    return Agree(order.text("wat"), order.text("wie", required=False), order.text("wanneer", required=False))


def _promise(order: OrderWords) -> Command:
    return Promise(order.text("wie"), order.text("aan"), order.text("wat"), order.text("wanneer", required=False))


def _react(order: OrderWords) -> Command:
    text, text_id, card = (order.text(name, required=False) for name in ("tekst", "tekst_id", "kaart"))
    return React(text, text_id, card)


def _hands(order: OrderWords) -> Command:
    people = order.whole("mensen") if order.has("mensen") else None
    return CountHands(order.counts("aantallen"), people, order.text("ronde", required=False))


def _paddles(order: OrderWords) -> Command:
    only = order.text("ronde", required=False)
    if isinstance(order.words.get("gelezen"), dict):
        return ReadPaddles(order.letters("gelezen"), only)
    return ReadPaddles({}, only, typed=order.text("gelezen"))


def _moderate(order: OrderWords) -> Command:
    reason, group, into = (order.text(name, required=False) for name in ("reden", "groep", "met"))
    return Moderate(order.text("tekst_id"), order.act(ACTS), reason, group, into, order.texts("ook"))


def _time(order: OrderWords) -> Command:
    minutes = order.number("minuten")
    return SetTimer(minutes, order.yes("sluit")) if minutes else StopTimer()


def _floor(order: OrderWords) -> Command:
    minutes = order.whole("minuten") if order.has("minuten") else DEFAULT_MINUTES
    return GiveFloor(order.act(FLOOR_ACTS), order.text("tekst", required=False), minutes)


def _attendance(order: OrderWords) -> Command:
    names = order.texts("namen") if order.has("namen") else None
    return TakeAttendance(order.whole("mensen") if order.has("mensen") or not names else len(names), names)


def _described(order: OrderWords) -> Command:
    def line(name: str) -> str | None:
        return order.text(name, required=False) if order.has(name) else None

    themes = order.texts("themas") if order.has("themas") else None
    return Describe(line("titel") or "", line("plaats"), line("organisatie"), line("doel"), line("wijk"), themes)


def _cell(order: OrderWords) -> Command:
    return SetCell(order.text("vak"), order.text("tekst", required=False), order.text("kaart", required=False))


def _canvas(order: OrderWords) -> Command:
    number, when, card = (order.text(name, required=False) for name in ("nummer", "volgende_keer", "kaart"))
    return DescribeCanvas(number, order.whole("versie") if order.has("versie") else None, when, card)


def _correct(order: OrderWords) -> Command:
    who, to, when = (order.text(name, required=False) for name in ("wie", "aan", "wanneer"))
    return Correct(order.whole("regel"), order.text("tekst"), who, to, when)


def _feedback(order: OrderWords) -> Command:
    return PlanFeedback(order.text("wanneer", required=False), order.text("hoe", required=False))


def _row(name: OrderName) -> Entry:
    """The row in which the command with this name stands."""
    match name:
        case "volgende":
            return Entry("volgende", "verder", "naar de volgende pagina of kaart")
        case "vorige":
            return Entry("vorige", "terug", "naar de vorige pagina of kaart")
        case "open" | "sluit":
            return Entry("ronde", "ronde", "de ronde op deze kaart openen of sluiten")
        case "toon" | "verberg":
            return Entry("uitslag", "uitslag", "de uitslag tonen of verbergen")
        case "onthul":
            return Entry("onthullen", "onthullen", "de uitslag vertellen van de derde plaats naar de eerste")
        case "notitie":
            return Entry("notitie", "notitie", "een notitie opschrijven", "Notitie bij deze kaart")
        case "besluit":
            return Entry(
                "besluit",
                "besluit",
                "een besluit opschrijven: de knoop doorhakken",
                "De knoop doorhakken: wat is besloten?",
            )
        case "actiepunt":
            return Entry("actiepunt", "actiepunt", "een actiepunt opschrijven: wat, wie en wanneer", "Actiepunt")
        case "toezegging":
            return Entry(
                "toezegging",
                "toezegging",
                "een toezegging opschrijven: wie belooft wat, aan wie en wanneer",
                "Toezegging",
            )
        case "parkeer":
            return Entry("parkeren", "parkeren", "een onderwerp op de parkeerplaats zetten", "Op de parkeerplaats")
        case "handen":
            return Entry("handen", "handen", "handen tellen van mensen zonder telefoon")
        case "kaarten":
            return Entry(
                "kaarten",
                "kaarten",
                "kaarten met letters overtypen die op geen foto gelezen zijn",
                "Kaarten met letters overtypen",
            )
        case "kaarten_uitgedeeld":
            return Entry(
                "uitdelen",
                "uitdelen",
                "opschrijven hoeveel kaarten met letters je uitdeelde; de beamer toont de letters",
                "Kaarten met letters uitdelen",
            )
        case "modereer" | "voeg_gelijke_samen" | "voeg_woorden_samen" | "koppel":
            return Entry("ordenen", "ordenen", "teksten ordenen die te zien zijn: kopjes, verbergen, koppelen")
        case "vragenbus" | "busvraag":
            return Entry("vragenbus", "vragenbus", "de vragenbus op de beamer zetten, of weer weg")
        case "weeg":
            return Entry("wegen", "wegen", "per tekst zeggen of hij meetelt, en waarom")
        case "bord":
            return Entry("bord", "bord", "een tekst op een van de borden zetten")
        case "reactie":
            return Entry(
                "reactie",
                "reactie",
                "reageren op de vraag van deze kaart, of bij het ordenen op een tekst",
                "Reactie op deze vraag",
            )
        case "klok" | "tijd":
            return Entry(
                "tijd", "tijd", "een klok zetten die aftelt, of het ritme van de kaart starten; daar ook stoppen"
            )
        case "sprekers":
            return Entry("sprekers", "sprekers", "de sprekerslijst: openen, de volgende laten spreken, sluiten")
        case "groepen" | "groepsronde":
            return Entry("groepen", "groepen", "groepen maken op deze kaart; daarna naar de volgende beurt")
        case "ga":
            return Entry("inhoud", "inhoud", "de lijst van alle kaarten")
        case "waaier":
            return Entry("waaier", "waaier", "naar de gesprekswaaier; daar een vraag trekken")
        case "waaiervraag":
            return Entry(
                "waaiervraag",
                "waaiervraag",
                "een vraag uit de zaal in de waaier doen en op tafel leggen",
                "Een eigen vraag in de waaier",
            )
        case "naslag":
            return Entry("naslag", "naslag", "de naslag van deze kaart op de beamer zetten, of weer weg")
        case "oogst" | "verbeter" | "haal_weg":
            return Entry("oogst", "oogst", "tonen wat is afgesproken; daar verbeter je het")
        case "bevestig":
            return Entry("bevestigen", "bevestigen", "de zaal vragen of de oogst klopt")
        case "terugkoppeling":
            return Entry(
                "terugkoppeling",
                "terugkoppeling",
                "opschrijven wanneer de zaal hoort wat ermee gebeurt",
                "Wanneer hoort de zaal wat ermee gebeurt?",
            )
        case "meedoen":
            return Entry("meedoen", "meedoen", "het scherm met de QR-code om mee te doen")
        case "groot":
            return Entry("groot", "groot", "wat er staat groot tonen: de vraag, of de teksten één voor één")
        case "zwart":
            return Entry("zwart", "zwart", "het scherm zwart maken; nog een keer maakt het weer licht")
        case "canvas" | "vak" | "canvasgegevens":
            return Entry("canvas", "canvas", "naar het canvas; daar een vak vaststellen")
        case "actiepunt_klaar" | "toezegging_klaar":
            return Entry("vorige-sessie", "vorige sessie", "wat de vorige sessie afsprak; daar zeg je wat klaar is")
        case "route":
            return Entry("route", "route", "de route door de kaarten kiezen")
        case "terug":
            return Entry("terugnemen", "terugnemen", "je laatste stap terugnemen")
        case "pauze" | "stop":
            return Entry("stoppen", "stoppen", "pauzeren of afronden")
        case "voorstel":
            return Entry("voorstel", "voorstel", "een gewijzigd voorstel voorleggen", "Het nieuwe voorstel")
        case "vraag":
            return Entry("vraag", "vraag", "een eigen vraag maken")
        case "vergelijk":
            return Entry("vergelijken", "vergelijken", "de uitslag naast een andere ronde leggen")
        case "loot" | "tel_af" | "lot":
            return Entry("loten", "loten", "loten: groepen maken of een tekst kiezen")
        case "groter":
            return Entry("groter", "groter", "de letters op deze kaart groter maken")
        case "kleiner":
            return Entry("kleiner", "kleiner", "de letters op deze kaart kleiner maken")
        case "beeld":
            return Entry("beeld", "beeld", "de praatplaat getekend tonen, of eenvoudig")
        case "thema":
            return Entry("thema", "thema", "op de beamer wisselen tussen licht en donker")
        case "adres":
            return Entry("adres", "ander adres", "een ander adres in de code zetten om mee te doen")
        case "gegevens":
            return Entry("gegevens", "gegevens", "titel, plaats en organisatie invullen, en waarvoor het is")
        case "aanwezig":
            return Entry("aanwezig", "aanwezig", "opschrijven hoeveel mensen er zijn")
        case "slot":
            return Entry("slot", "slot", "de zaal op slot doen: nieuwe telefoons doen dan niet mee")
        case "tablet":
            return Entry(
                "tablet", "tablet", "een toestel van hand tot hand laten gaan", "Welke code staat op het toestel?"
            )
        case _:
            assert_never(name)


def _command(name: OrderName, order: OrderWords) -> Command:
    """The command with this name, made of what was typed or sent; OrderUnclear where something is missing."""
    match name:
        case "volgende":
            return GoFurther(1)
        case "vorige":
            return GoFurther(-1)
        case "open":
            return _open(order)
        case "sluit":
            return CloseRound()
        case "toon":
            return ShowResult(order.yes("zeker"))
        case "verberg":
            return HideResult()
        case "onthul":
            return Reveal()
        case "notitie":
            return TakeNote(order.text("tekst"))
        case "besluit":
            return Decide(order.text("tekst"))
        case "actiepunt":
            return _agree(order)
        case "toezegging":
            return _promise(order)
        case "parkeer":
            return Park(order.text("tekst"))
        case "handen":
            return _hands(order)
        case "kaarten":
            return _paddles(order)
        case "kaarten_uitgedeeld":
            return DealPaddles(order.words.get("aantal", ""))
        case "modereer":
            return _moderate(order)
        case "voeg_gelijke_samen":
            return MergeEqual(order.text("tekst_id", required=False))
        case "voeg_woorden_samen":
            return MergeWords(order.texts("woorden"), order.text("tot"))
        case "koppel":
            return MatchTexts(order.text("vraag_id"), order.text("aanbod_id"))
        case "vragenbus":
            return LookUp(not order.yes("weg"), "vragenbus")
        case "busvraag":
            return HandleBox(order.text("tekst_id"), order.act(BOX_ACTS), order.text("reden", required=False))
        case "weeg":
            return Weigh(order.text("tekst_id"), order.text("oordeel"), order.text("waarom"))
        case "bord":
            return WriteOnBoard(order.text("bord"), order.text("tekst"))
        case "reactie":
            return _react(order)
        case "klok":
            return _time(order)
        case "tijd":
            return PaceRhythm(order.act(RHYTHM_ACTS))
        case "sprekers":
            return _floor(order)
        case "groepen":
            return FormGroups(order.whole("zonder") if order.has("zonder") else 0)
        case "groepsronde":
            return NextTurn()
        case "ga":
            return GoTo(order.text("kaart"))
        case "waaier":
            return DrawQuestion(order.text("onderwerp", required=False))
        case "waaiervraag":
            return AddQuestion(order.text("tekst"), order.text("onderwerp", required=False))
        case "naslag":
            return LookUp(not order.yes("weg"))
        case "oogst":
            return LookUp(not order.yes("weg"), "oogst")
        case "verbeter":
            return _correct(order)
        case "haal_weg":
            return Remove(order.whole("regel"))
        case "bevestig":
            return ConfirmHarvest()
        case "terugkoppeling":
            return _feedback(order)
        case "meedoen":
            return LookUp(not order.yes("weg"), "meedoen")
        case "groot":
            return LookUp(not order.yes("weg"), "groot", order.text("tekst_id", required=False))
        case "zwart":
            return LookUp(not order.yes("weg"), "zwart")
        case "canvas":
            return GoToCanvas()
        case "vak":
            return _cell(order)
        case "canvasgegevens":
            return _canvas(order)
        case "actiepunt_klaar":
            return FinishAction(order.whole("actiepunt"))
        case "toezegging_klaar":
            return FinishAction(order.whole("toezegging"))
        case "route":
            return ChooseRoute(order.text("route", required=False))
        case "terug":
            return TakeBack()
        case "pauze":
            return Pause()
        case "stop":
            return End()
        case "voorstel":
            return Propose(order.text("tekst"))
        case "vraag":
            return AskOnTheSpot(order.text("soort"), order.text("vraag"), order.texts("opties"))
        case "vergelijk":
            return LayBeside(order.text("ronde"))
        case "loot":
            return DrawText()
        case "tel_af":
            return NumberGroups(order.whole("mensen"), order.whole("grootte"))
        case "lot":
            return LookUp(not order.yes("weg"), "lot")
        case "groter" | "kleiner" | "beeld" | "thema":
            return Project(name)
        case "adres":
            return TakeAddress(order.text("adres"))
        case "gegevens":
            return _described(order)
        case "aanwezig":
            return _attendance(order)
        case "slot":
            return LockRoom(order.yes("dicht"))
        case "tablet":
            return AllowTablet(order.text("code"))
        case _:
            assert_never(name)


def _rows() -> Sequence[Entry]:
    named: dict[str, list[OrderName]] = {}
    for name in ORDER_NAMES:
        named.setdefault(_row(name).id, []).append(name)
    return [replace(_row(names[0]), orders=tuple(names)) for names in named.values()]


TABLE: Sequence[Entry] = _rows()

ORDERS: Mapping[str, OrderReader] = {name: partial(_command, name) for name in ORDER_NAMES}
"""By the name on the remote: what reads the command."""

MEANT_FOR_A_STEP: Set[OrderName] = frozenset({
    "volgende", "vorige", "open", "sluit", "toon", "verberg", "onthul", "groepen", "groepsronde", "voorstel", "terug",
    "pauze", "stop",
})  # fmt: skip
"""What these do depends on how things stand, so a screen sends with them the step that was in sight."""

ENTRIES: Mapping[str, Entry] = {name: entry for entry in TABLE for name in (entry.id, *entry.orders)}
"""The row of an id, and of each name on the remote."""
