"""The one table of what a facilitator can do: key, palette, remote and the facilitator's page draw it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kompas_tui.domain.session.box import BOX_ACTS
from kompas_tui.domain.session.moderation import ACTS
from kompas_tui.workshop.commands.asking import AskOnTheSpot, CloseRound, HideResult, OpenRound, Propose, ShowResult
from kompas_tui.workshop.commands.box import HandleBox
from kompas_tui.workshop.commands.canvas import DescribeCanvas, GoToCanvas, SetCell
from kompas_tui.workshop.commands.command import Command
from kompas_tui.workshop.commands.course import ChooseRoute, End, GoFurther, GoTo, Pause, TakeBack
from kompas_tui.workshop.commands.fan import AddQuestion, DrawQuestion
from kompas_tui.workshop.commands.floor import FLOOR_ACTS, GiveFloor
from kompas_tui.workshop.commands.groups import FormGroups, NextTurn
from kompas_tui.workshop.commands.harvest import ConfirmHarvest, Correct, PlanFeedback, Remove
from kompas_tui.workshop.commands.looking import LookUp, Reveal
from kompas_tui.workshop.commands.needs import NEEDS, Need
from kompas_tui.workshop.commands.order import OrderWords
from kompas_tui.workshop.commands.paddles import DealPaddles, ReadPaddles
from kompas_tui.workshop.commands.room import AllowTablet, CountHands, LockRoom, TakeAttendance
from kompas_tui.workshop.commands.texts import MatchTexts, MergeWords, Moderate, React, Weigh, WriteOnBoard
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
    orders: Mapping[str, OrderReader] = field(default_factory=dict)
    """By the name on the remote: what reads the command. The first is what a key or the palette gives."""
    title: str = ""
    """What stands above the lines that are asked."""
    needs: tuple[Need, ...] = ()


def _writing(label: str = "") -> tuple[Need, ...]:
    return (Need("tekst", label, "Schrijf het op"),)


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
    return Moderate(order.text("tekst_id"), order.act(ACTS), reason, group, into)


def _time(order: OrderWords) -> Command:
    minutes = order.number("minuten")
    return SetTimer(minutes, order.yes("sluit")) if minutes else StopTimer()


def _floor(order: OrderWords) -> Command:
    minutes = order.whole("minuten") if order.has("minuten") else DEFAULT_MINUTES
    return GiveFloor(order.act(FLOOR_ACTS), order.text("tekst", required=False), minutes)


def _attendance(order: OrderWords) -> Command:
    names = order.texts("namen")
    return TakeAttendance(order.whole("mensen") if order.has("mensen") or not names else len(names), names)


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


TABLE: tuple[Entry, ...] = (
    Entry("volgende", "verder", "naar de volgende pagina of kaart", {"volgende": lambda order: GoFurther(1)}),
    Entry("vorige", "terug", "naar de vorige pagina of kaart", {"vorige": lambda order: GoFurther(-1)}),
    Entry("ronde", "ronde", "de ronde op deze kaart openen of sluiten",
          {"open": _open, "sluit": lambda order: CloseRound()}),
    Entry("uitslag", "uitslag", "de uitslag tonen of verbergen",
          {"toon": lambda order: ShowResult(order.yes("zeker")), "verberg": lambda order: HideResult()}),
    Entry("onthullen", "onthullen", "de uitslag vertellen van de derde plaats naar de eerste",
          {"onthul": lambda order: Reveal()}),
    Entry("notitie", "notitie", "een notitie opschrijven",
          {"notitie": lambda order: TakeNote(order.text("tekst"))}, "Notitie bij deze kaart", _writing()),
    Entry("besluit", "besluit", "een besluit opschrijven: de knoop doorhakken",
          {"besluit": lambda order: Decide(order.text("tekst"))},
          "De knoop doorhakken: wat is besloten?", _writing()),
    Entry("actiepunt", "actiepunt", "een actiepunt opschrijven: wat, wie en wanneer", {"actiepunt": _agree},
          "Actiepunt", (
              Need("wat", "Wat gaan we doen?", "Eén ding dat iemand gaat doen"),
              Need("wie", "Wie doet het?", "Een naam van een groep of een functie", required=False),
              Need("wanneer", "Wanneer is het klaar?", "Bijvoorbeeld 31-12 of morgen", required=False, kind="dag"),
          )),
    Entry("toezegging", "toezegging", "een toezegging opschrijven: wie belooft wat, aan wie en wanneer",
          {"toezegging": _promise}, "Toezegging", (
              Need("wie", "Wie zegt het toe?", "De naam van een functie, een dienst of een groep"),
              Need("aan", "Aan wie?", "Bijvoorbeeld de bewoners van de straat"),
              Need("wat", "Wat zegt die toe?", "Eén ding dat de ander straks kan zien of horen"),
              Need("wanneer", "Wanneer is dat er?", "Bijvoorbeeld 31-12 of morgen", required=False, kind="dag"),
          )),
    Entry("parkeren", "parkeren", "een onderwerp op de parkeerplaats zetten",
          {"parkeer": lambda order: Park(order.text("tekst"))}, "Op de parkeerplaats", _writing()),
    Entry("handen", "handen", "handen tellen van mensen zonder telefoon", {"handen": _hands}),
    Entry("kaarten", "kaarten", "kaarten met letters overtypen die op geen foto gelezen zijn", {"kaarten": _paddles},
          "Kaarten met letters overtypen", (Need("gelezen", "Welke letter is boven?", "Bijvoorbeeld 7A, 12C"),)),
    Entry("uitdelen", "uitdelen", "opschrijven hoeveel kaarten met letters je uitdeelde; het scherm toont de letters",
          {"kaarten_uitgedeeld": lambda order: DealPaddles(order.words.get("aantal", ""))},
          "Kaarten met letters uitdelen", (Need("aantal", "Hoeveel kaarten deelde je uit?", "Een getal"),)),
    Entry("ordenen", "ordenen", "teksten ordenen die te zien zijn: kopjes, verbergen, koppelen", {
        "modereer": _moderate,
        "voeg_woorden_samen": lambda order: MergeWords(order.texts("woorden"), order.text("tot")),
        "koppel": lambda order: MatchTexts(order.text("vraag_id"), order.text("aanbod_id")),
    }),
    Entry("vragenbus", "vragenbus", "de vragenbus op de beamer leggen, of weer weg", {
        "vragenbus": lambda order: LookUp(not order.yes("weg"), "vragenbus"),
        "busvraag": lambda order: HandleBox(
            order.text("tekst_id"), order.act(BOX_ACTS), order.text("reden", required=False)
        ),
    }),
    Entry("wegen", "wegen", "per tekst zeggen of hij meetelt, en waarom", {
        "weeg": lambda order: Weigh(order.text("tekst_id"), order.text("oordeel"), order.text("waarom")),
    }),
    Entry("bord", "bord", "een tekst op een van de borden zetten",
          {"bord": lambda order: WriteOnBoard(order.text("bord"), order.text("tekst"))}),
    Entry("reactie", "reactie", "reageren op de vraag van deze kaart, of bij het ordenen op een tekst",
          {"reactie": _react}, "Reactie op deze vraag",
          (Need("tekst", "Wat is jullie antwoord?", "Laat dit leeg om de reactie weg te halen", required=False),)),
    Entry("tijd", "tijd", "een klok zetten die aftelt, of het ritme van de kaart starten; daar ook stoppen",
          {"klok": _time, "tijd": lambda order: PaceRhythm(order.act(RHYTHM_ACTS))}),
    Entry("sprekers", "sprekers", "de sprekerslijst: openen, de volgende laten spreken, sluiten", {"sprekers": _floor}),
    Entry("groepen", "groepen", "groepen maken op deze kaart; daarna naar de volgende beurt",
          {"groepen": lambda order: FormGroups(order.whole("zonder") if order.has("zonder") else 0),
           "groepsronde": lambda order: NextTurn()}),
    Entry("inhoud", "inhoud", "de lijst van alle kaarten", {"ga": lambda order: GoTo(order.text("kaart"))}),
    Entry("waaier", "waaier", "naar de gesprekswaaier; daar een vraag trekken",
          {"waaier": lambda order: DrawQuestion(order.text("onderwerp", required=False))}),
    Entry("waaiervraag", "waaiervraag", "een vraag uit de zaal in de waaier doen en op tafel leggen",
          {"waaiervraag": lambda order: AddQuestion(order.text("tekst"), order.text("onderwerp", required=False))},
          "Een eigen vraag in de waaier", (
              Need("tekst", "Wat wil de zaal vragen?", "Een vraag om over te praten"),
              Need("onderwerp", "Bij welk onderwerp?", "Het nummer of de naam. Leeg mag ook.", required=False),
          )),
    Entry("naslag", "naslag", "de naslag van deze kaart naast de vraag leggen, of weer weg",
          {"naslag": lambda order: LookUp(not order.yes("weg"))}),
    Entry("oogst", "oogst", "tonen wat is afgesproken; daar verbeter je het", {
        "oogst": lambda order: LookUp(not order.yes("weg"), "oogst"),
        "verbeter": _correct,
        "haal_weg": lambda order: Remove(order.whole("regel")),
    }),
    Entry("bevestigen", "bevestigen", "de zaal vragen of de oogst klopt", {"bevestig": lambda order: ConfirmHarvest()}),
    Entry("terugkoppeling", "terugkoppeling", "opschrijven wanneer de zaal hoort wat ermee gebeurt",
          {"terugkoppeling": _feedback}, "Wanneer hoort de zaal wat ermee gebeurt?", (
              Need("wanneer", "Op welke dag?", "Bijvoorbeeld 31-12", required=False, kind="dag"),
              Need("hoe", "Hoe horen ze het?", "Bijvoorbeeld in een brief aan de buurt", required=False),
          )),
    Entry("meedoen", "meedoen", "het scherm met de QR-code om mee te doen",
          {"meedoen": lambda order: LookUp(not order.yes("weg"), "meedoen")}),
    Entry("groot", "groot", "wat er staat groot tonen: de vraag, of de teksten één voor één",
          {"groot": lambda order: LookUp(not order.yes("weg"), "groot", order.text("tekst_id", required=False))}),
    Entry("zwart", "zwart", "het scherm zwart maken; nog een keer maakt het weer licht",
          {"zwart": lambda order: LookUp(not order.yes("weg"), "zwart")}),
    Entry("canvas", "canvas", "naar het canvas; daar een vak vaststellen",
          {"canvas": lambda order: GoToCanvas(), "vak": _cell, "canvasgegevens": _canvas}),
    Entry("vorige-sessie", "vorige sessie", "wat de vorige sessie afsprak; daar zeg je wat klaar is", {
        "actiepunt_klaar": lambda order: FinishAction(order.whole("actiepunt")),
        "toezegging_klaar": lambda order: FinishAction(order.whole("toezegging")),
    }),
    Entry("route", "route", "de route door de kaarten kiezen",
          {"route": lambda order: ChooseRoute(order.text("route", required=False))}),
    Entry("terugnemen", "terugnemen", "je laatste stap terugnemen", {"terug": lambda order: TakeBack()}),
    Entry("stoppen", "stoppen", "pauzeren of afronden",
          {"pauze": lambda order: Pause(), "stop": lambda order: End()}),
    Entry("voorstel", "voorstel", "een gewijzigd voorstel voorleggen",
          {"voorstel": lambda order: Propose(order.text("tekst"))}, "Het nieuwe voorstel", _writing()),
    Entry("vraag", "vraag", "een eigen vraag maken",
          {"vraag": lambda order: AskOnTheSpot(order.text("soort"), order.text("vraag"), order.texts("opties"))}),
    Entry("aanwezig", "aanwezig", "opschrijven hoeveel mensen er zijn", {"aanwezig": _attendance}),
    Entry("slot", "slot", "de zaal op slot doen: nieuwe telefoons doen dan niet mee",
          {"slot": lambda order: LockRoom(order.yes("dicht"))}),
    Entry("tablet", "tablet", "een toestel van hand tot hand laten gaan",
          {"tablet": lambda order: AllowTablet(order.text("code"))},
          "Welke code staat op het toestel?", (Need("code", hint="Zes letters en cijfers"),)),
)  # fmt: skip

ORDERS: Mapping[str, OrderReader] = {name: read for entry in TABLE for name, read in entry.orders.items()}
"""By the name on the remote: what reads the command."""

MEANT_FOR_A_STEP = frozenset({
    "volgende", "vorige", "open", "sluit", "toon", "verberg", "onthul", "groepsronde", "voorstel", "terug",
    "pauze", "stop",
})  # fmt: skip
"""What these do depends on how things stand, so a screen sends with them the step that was in sight."""

ENTRIES: Mapping[str, Entry] = {name: entry for entry in TABLE for name in (entry.id, *entry.orders)}
"""The row of an id, and of each name on the remote."""


def needs_of(name: str) -> tuple[Need, ...]:
    """What the command with this name on the remote needs to be told."""
    return NEEDS.get(name) or (ENTRIES[name].needs if name == next(iter(ENTRIES[name].orders)) else ())
