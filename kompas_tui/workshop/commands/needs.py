"""What a command needs to be told, as lines to fill in: a beamer, a page or a program asks them in its own way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar, assert_never, get_args

from kompas_tui.domain.result.shapes import WEIGHINGS
from kompas_tui.domain.session.box import BoxAct
from kompas_tui.domain.session.moderation import Act
from kompas_tui.workshop.commands.floor import ADD_SPEAKER, OPEN_FLOOR, FloorAct
from kompas_tui.workshop.commands.time import RhythmAct

_Value = TypeVar("_Value", bound=str)

OrderName = Literal[
    "volgende", "vorige", "open", "sluit", "toon", "verberg", "onthul", "notitie", "besluit", "actiepunt",
    "toezegging", "parkeer", "handen", "kaarten", "kaarten_uitgedeeld", "modereer", "voeg_gelijke_samen",
    "voeg_woorden_samen", "koppel",
    "vragenbus", "busvraag", "weeg", "bord", "reactie", "klok", "tijd", "sprekers", "groepen", "groepsronde", "ga",
    "waaier", "waaiervraag", "naslag", "oogst", "verbeter", "haal_weg", "bevestig", "terugkoppeling", "meedoen",
    "groot", "zwart", "canvas", "vak", "canvasgegevens", "actiepunt_klaar", "toezegging_klaar", "route", "terug",
    "pauze", "stop", "voorstel", "vraag", "vergelijk", "loot", "tel_af", "lot", "groter", "kleiner",
    "beeld", "thema", "adres", "gegevens",
    "aanwezig", "slot", "tablet",
]  # fmt: skip
"""Every command by its name on the remote, in the order of the table; mypy says where a new one is forgotten."""

ORDER_NAMES: tuple[OrderName, ...] = get_args(OrderName)

NeedKind = Literal["tekst", "dag", "getal", "ja", "keuze", "lijst", "rijen", "aantallen"]
"""What is filled in: words, a day, a number, yes or no, one of a few, several words between commas, several texts each
on a line of its own, or a number for each of a few."""

WITH_OPTIONS = ("keuze", "meerkeuze", "stickers", "rangorde")
SPOT_KINDS = (*WITH_OPTIONS, "schaal", "woorden", "open", "vragen")
"""The kinds that need no more than a question, and of which the first need options."""
SPOT_OPTIONS = 6
"""So many lines a question made on the spot has for its options."""

NeedSource = Literal[
    "kaarten",
    "teksten",
    "grote teksten",
    "woorden",
    "routes",
    "borden",
    "vakken",
    "opties",
    "oogst",
    "actiepunten",
    "onderwerpen",
    "busvragen",
    "rondes",
    "adressen",
]
"""From what in the session is chosen."""


@dataclass(frozen=True, slots=True)
class Need:
    """One line that is asked of who gives a command, under the name that the remote knows it by."""

    name: str
    label: str = ""
    hint: str = ""
    required: bool = True
    kind: NeedKind = "tekst"
    options: Mapping[str, str] = field(default_factory=dict)
    """What can be chosen, where that is always the same, each with how people read it."""
    source: NeedSource | None = None
    """From what is chosen, where that differs by the moment."""
    only_for: tuple[str, ...] = ()
    """With which acts (`doe`), or kinds of question (`soort`), it is asked; none is with all of them."""

    @property
    def is_day(self) -> bool:
        """Whether it is a day, which the beamer takes as people type it and the remote as an ISO date."""
        return self.kind == "dag"


def _text(name: str, label: str, *, required: bool = True) -> Need:
    return Need(name, label, required=required)


def _one_of(name: str, label: str, options: Mapping[_Value, str], *, required: bool = True) -> Need:
    return Need(
        name, label, required=required, kind="keuze", options={str(one): words for one, words in options.items()}
    )


def _from(name: str, label: str, source: NeedSource, *, required: bool = True) -> Need:
    return Need(name, label, required=required, kind="keuze", source=source)


def _number(name: str, label: str, *, required: bool = True) -> Need:
    return Need(name, label, "Een getal", required, "getal")


def _yes(name: str, label: str) -> Need:
    return Need(name, label, required=False, kind="ja")


_WRITING = (Need("tekst", "", "Schrijf het op"),)
_GONE = (_yes("weg", "Weer van de beamer halen?"),)
_CARD = _from("kaart", "Bij welke kaart? Leeg is deze.", "kaarten", required=False)

_AGAIN = {
    "nieuw": "Een nieuwe ronde",
    "verder": "Verder met de laatste ronde",
    "steun": "Steun vragen voor deze teksten",
}
_WITH_QUESTIONS: Mapping[BoxAct, str] = {
    "toon": "Tonen",
    "verberg": "Niet tonen",
    "beantwoord": "Beantwoord",
}
_WITH_TEXTS: Mapping[Act, str] = {
    "toon": "Tonen",
    "verberg": "Verbergen",
    "groepeer": "Onder een kopje zetten",
    "voeg_samen": "Samenvoegen met een andere tekst",
    "beantwoord": "Beantwoord",
    "open": "Toch nog niet beantwoord",
    "bord": "Op een bord zetten",
}
_WITH_RHYTHM: Mapping[RhythmAct, str] = {
    "start": "Starten",
    "verder": "Naar het volgende",
    "plus": "Een minuut erbij",
    "pauze": "Stilzetten",
    "hervat": "Verdergaan",
    "stop": "Stoppen",
}
_WITH_SPEAKERS: Mapping[FloorAct, str] = {
    "open": "De lijst openen",
    "volgende": "De volgende spreker",
    "erbij": "Iemand erbij zetten",
    "sluit": "De lijst sluiten",
    "bewaar": "De lijst sluiten en bewaren hoeveel mensen spraken",
}

CALLED: Mapping[OrderName, str] = {
    "open": "De ronde openen",
    "sluit": "De ronde sluiten",
    "toon": "De uitslag tonen",
    "verberg": "De uitslag verbergen",
    "modereer": "Een tekst ordenen, tonen of verbergen",
    "voeg_gelijke_samen": "Teksten samenvoegen die hetzelfde zeggen",
    "voeg_woorden_samen": "Woorden bij elkaar tellen",
    "koppel": "Een vraag aan een aanbod koppelen",
    "vragenbus": "De vragenbus op de beamer zetten, of weer weg",
    "busvraag": "Een vraag uit de vragenbus behandelen",
    "klok": "Een klok zetten die aftelt",
    "tijd": "Het ritme van de kaart, of een minuut erbij",
    "groepen": "Groepen maken op deze kaart",
    "groepsronde": "De groepen naar de volgende beurt",
    "oogst": "Tonen wat is afgesproken",
    "verbeter": "Een afspraak verbeteren",
    "haal_weg": "Een afspraak weghalen",
    "canvas": "Naar het canvas",
    "vak": "Een vak van het canvas vaststellen",
    "canvasgegevens": "Nummer en versie van het canvas",
    "actiepunt_klaar": "Een actiepunt van de vorige keer is klaar",
    "toezegging_klaar": "Een toezegging van de vorige keer is nagekomen",
    "loot": "Loten uit de teksten op het scherm",
    "tel_af": "Groepen loten: mensen tellen af en krijgen een nummer",
    "lot": "Het lot op de beamer zetten, of weer weg",
    "pauze": "Pauzeren",
    "stop": "Afronden",
}
"""By the name on the remote: how a command is called, where its row of the table has several."""


def needs_of(name: OrderName) -> tuple[Need, ...]:
    """What the command with this name needs to be told; a new name says it here, also where it is nothing."""
    match name:
        case (
            "volgende" | "vorige" | "sluit" | "verberg" | "onthul" | "voeg_gelijke_samen" | "groepsronde"
            | "bevestig" | "canvas" | "terug" | "pauze" | "stop" | "loot"
            | "groter" | "kleiner" | "beeld" | "thema"
        ):  # fmt: skip
            return ()
        case "open":
            return (_one_of("ronde", "Nieuw, verder, of om steun vragen?", _AGAIN, required=False),)
        case "toon":
            return (_yes("zeker", "Ook als de ronde nog open is?"),)
        case "notitie" | "besluit" | "parkeer" | "voorstel":
            return _WRITING
        case "actiepunt":
            return (
                Need("wat", "Wat gaan we doen?", "Eén ding dat iemand gaat doen"),
                Need("wie", "Wie doet het?", "Een naam van een groep of een functie", required=False),
                Need("wanneer", "Wanneer is het klaar?", "Bijvoorbeeld 31-12 of morgen", required=False, kind="dag"),
            )
        case "toezegging":
            return (
                Need("wie", "Wie zegt het toe?", "De naam van een functie, een dienst of een groep"),
                Need("aan", "Aan wie?", "Bijvoorbeeld de bewoners van de straat"),
                Need("wat", "Wat zegt die toe?", "Eén ding dat de ander straks kan zien of horen"),
                Need("wanneer", "Wanneer is dat er?", "Bijvoorbeeld 31-12 of morgen", required=False, kind="dag"),
            )
        case "handen":
            return (
                Need("aantallen", "Hoeveel handen?", kind="aantallen", source="opties"),
                _number("mensen", "Hoeveel mensen zonder telefoon?", required=False),
            )
        case "kaarten":
            return (Need("gelezen", "Welke letter is boven?", "Bijvoorbeeld 7A, 12C"),)
        case "kaarten_uitgedeeld":
            return (Need("aantal", "Hoeveel kaarten deelde je uit?", "Een getal"),)
        case "modereer":
            return (
                _from("tekst_id", "Welke tekst?", "teksten"),
                _one_of("doe", "Wat doe je ermee?", _WITH_TEXTS),
                Need("groep", "Onder welk kopje, of op welk bord?", required=False, only_for=("groepeer", "bord")),
                Need("reden", "Waarom verberg je dit?", required=False, only_for=("verberg",)),
                Need(
                    "met",
                    "Samen met welke tekst?",
                    required=False,
                    kind="keuze",
                    source="teksten",
                    only_for=("voeg_samen",),
                ),
            )
        case "voeg_woorden_samen":
            return (
                Need("woorden", "Welke woorden?", "Met een komma ertussen", kind="lijst", source="woorden"),
                _text("tot", "Tellen als welk woord?"),
            )
        case "koppel":
            return (_from("vraag_id", "Welke vraag?", "teksten"), _from("aanbod_id", "Welk aanbod?", "teksten"))
        case "vragenbus" | "naslag" | "oogst" | "meedoen" | "zwart" | "lot":
            return _GONE
        case "busvraag":
            return (
                _from("tekst_id", "Welke vraag?", "busvragen"),
                _one_of("doe", "Wat doe je ermee?", _WITH_QUESTIONS),
                Need("reden", "Waarom verberg je dit?", required=False, only_for=("verberg",)),
            )
        case "weeg":
            return (
                _from("tekst_id", "Welke tekst?", "teksten"),
                _one_of("oordeel", "Telt dit mee?", {one: one for one in WEIGHINGS}),
                _text("waarom", "Waarom?"),
            )
        case "bord":
            return (_from("bord", "Op welk bord?", "borden"), _text("tekst", "Wat is er gezegd?"))
        case "reactie":
            return (
                Need("tekst", "Wat is jullie antwoord?", "Laat dit leeg om de reactie weg te halen", required=False),
            )
        case "klok":
            return (
                _number("minuten", "Hoeveel minuten? Nul stopt de klok."),
                _yes("sluit", "Daarna de ronde sluiten?"),
            )
        case "tijd":
            return (_one_of("doe", "Wat doet het ritme?", _WITH_RHYTHM),)
        case "sprekers":
            return (
                _one_of("doe", "Wat doe je met de lijst?", _WITH_SPEAKERS),
                Need("tekst", "Wie wil er spreken? Geen naam.", required=False, only_for=(ADD_SPEAKER,)),
                Need("minuten", "Hoeveel minuten per spreker?", required=False, kind="getal", only_for=(OPEN_FLOOR,)),
            )
        case "groepen":
            return (_number("zonder", "Hoeveel mensen hebben geen telefoon?", required=False),)
        case "ga":
            return (_from("kaart", "Naar welke kaart?", "kaarten"),)
        case "waaier":
            return (_from("onderwerp", "Over welk onderwerp? Leeg mag.", "onderwerpen", required=False),)
        case "waaiervraag":
            return (
                Need("tekst", "Wat wil de zaal vragen?", "Een vraag om over te praten"),
                Need("onderwerp", "Bij welk onderwerp?", "Het nummer of de naam. Leeg mag ook.", required=False),
            )
        case "verbeter":
            return (
                _from("regel", "Wat verbeter je?", "oogst"),
                _text("tekst", "Hoe luidt het?"),
                _text("wie", "Wie doet het?", required=False),
                _text("aan", "Aan wie?", required=False),
                Need("wanneer", "Wanneer?", "Bijvoorbeeld 31-12", required=False, kind="dag"),
            )
        case "haal_weg":
            return (_from("regel", "Wat haal je weg?", "oogst"),)
        case "terugkoppeling":
            return (
                Need("wanneer", "Op welke dag?", "Bijvoorbeeld 31-12", required=False, kind="dag"),
                Need("hoe", "Hoe horen ze het?", "Bijvoorbeeld in een brief aan de buurt", required=False),
            )
        case "groot":
            return (_from("tekst_id", "Welke tekst eerst? Leeg is de eerste.", "grote teksten", required=False), *_GONE)
        case "vak":
            return (
                _from("vak", "Welk vak?", "vakken"),
                _text("tekst", "Wat spreken jullie af?", required=False),
                _CARD,
            )
        case "canvasgegevens":
            return (
                _text("nummer", "Nummer", required=False),
                _number("versie", "Versie", required=False),
                Need("volgende_keer", "Wanneer kijken jullie weer?", required=False, kind="dag"),
                _CARD,
            )
        case "actiepunt_klaar":
            return (_from("actiepunt", "Wat is klaar?", "actiepunten"),)
        case "toezegging_klaar":
            return (_from("toezegging", "Wat is nagekomen?", "actiepunten"),)
        case "route":
            return (_from("route", "Welke route volgen we?", "routes"),)
        case "vraag":
            return (
                _one_of("soort", "Hoe antwoordt de groep?", {one: one for one in SPOT_KINDS}),
                _text("vraag", "Wat vraag je?"),
                Need("opties", "Optie", required=False, kind="rijen", only_for=WITH_OPTIONS),
            )
        case "vergelijk":
            return (_from("ronde", "Naast welke ronde leggen we deze uitslag?", "rondes"),)
        case "adres":
            return (_from("adres", "Welk adres komt er in de code?", "adressen"),)
        case "tel_af":
            return (_number("mensen", "Hoeveel mensen?"), _number("grootte", "Hoe groot is een groep?"))
        case "gegevens":
            return (
                _text("titel", "Titel", required=False),
                _text("plaats", "Plaats", required=False),
                _text("organisatie", "Organisatie", required=False),
                Need("doel", "Waarvoor is het?", "Eén zin; deelnemers zien hem op hun telefoon", required=False),
                Need("wijk", "Wijk", "Zo vind je de sessie terug in de reisgids", required=False),
                Need("themas", "Thema’s", "Met een komma ertussen, zoals groen, jeugd", required=False, kind="lijst"),
            )
        case "aanwezig":
            return (
                _number("mensen", "Hoeveel mensen zijn er in de zaal?"),
                Need(
                    "namen", "Namen voor het volledige verslag", "Met een komma ertussen", required=False, kind="lijst"
                ),
            )
        case "slot":
            return (_yes("dicht", "Op slot?"),)
        case "tablet":
            return (Need("code", hint="Zes letters en cijfers"),)
        case _:
            assert_never(name)
