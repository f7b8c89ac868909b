"""What a command needs to be told, as lines to fill in: a beamer, a page or a program asks them in its own way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kompas_tui.domain.kinds import DECK_KINDS
from kompas_tui.domain.result.shapes import WEIGHINGS
from kompas_tui.domain.session.moderation import ACTS
from kompas_tui.workshop.commands.floor import ADD_SPEAKER, FLOOR_ACTS, OPEN_FLOOR
from kompas_tui.workshop.commands.time import RHYTHM_ACTS
from kompas_tui.workshop.rounds import AGAIN

NeedKind = Literal["tekst", "dag", "getal", "ja", "keuze", "lijst", "aantallen"]
"""What is filled in: words, a day, a number, yes or no, one of a few, several texts, or a number for each of a few."""

NeedSource = Literal[
    "kaarten", "teksten", "woorden", "routes", "borden", "vakken", "opties", "oogst", "actiepunten", "onderwerpen"
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
    options: tuple[str, ...] = ()
    """What can be chosen, where that is always the same."""
    source: NeedSource | None = None
    """From what is chosen, where that differs by the moment."""
    only_for: tuple[str, ...] = ()
    """With which acts (`doe`) it is asked; none is with all of them."""

    @property
    def is_day(self) -> bool:
        """Whether it is a day, which the beamer takes as people type it and the remote as an ISO date."""
        return self.kind == "dag"


def _text(name: str, label: str, *, required: bool = True) -> Need:
    return Need(name, label, required=required)


def _one_of(name: str, label: str, options: tuple[str, ...], *, required: bool = True) -> Need:
    return Need(name, label, required=required, kind="keuze", options=options)


def _from(name: str, label: str, source: NeedSource, *, required: bool = True) -> Need:
    return Need(name, label, required=required, kind="keuze", source=source)


def _number(name: str, label: str, *, required: bool = True) -> Need:
    return Need(name, label, "Een getal", required, "getal")


def _yes(name: str, label: str) -> Need:
    return Need(name, label, required=False, kind="ja")


_GONE = (_yes("weg", "Weer van de beamer halen?"),)
_CARD = _from("kaart", "Bij welke kaart? Leeg is deze.", "kaarten", required=False)

NEEDS: Mapping[str, tuple[Need, ...]] = {
    "open": (_one_of("ronde", "Nieuw, verder, of om steun vragen?", AGAIN[1:], required=False),),
    "toon": (_yes("zeker", "Ook als de ronde nog open is?"),),
    "handen": (
        Need("aantallen", "Hoeveel handen?", kind="aantallen", source="opties"),
        _number("mensen", "Hoeveel mensen zonder telefoon?", required=False),
    ),
    "modereer": (
        _from("tekst_id", "Welke tekst?", "teksten"),
        _one_of("doe", "Wat doe je ermee?", ACTS),
        Need("groep", "Onder welk kopje, of op welk bord?", required=False, only_for=("groepeer", "bord")),
        Need("reden", "Waarom verberg je dit?", required=False, only_for=("verberg",)),
        Need("met", "Samen met welke tekst?", required=False, kind="keuze", source="teksten", only_for=("voeg_samen",)),
    ),
    "voeg_woorden_samen": (
        Need("woorden", "Welke woorden?", "Met een komma ertussen", kind="lijst", source="woorden"),
        _text("tot", "Tellen als welk woord?"),
    ),
    "koppel": (_from("vraag_id", "Welke vraag?", "teksten"), _from("aanbod_id", "Welk aanbod?", "teksten")),
    "weeg": (
        _from("tekst_id", "Welke tekst?", "teksten"),
        _one_of("oordeel", "Telt dit mee?", WEIGHINGS),
        _text("waarom", "Waarom?"),
    ),
    "bord": (_from("bord", "Op welk bord?", "borden"), _text("tekst", "Wat is er gezegd?")),
    "klok": (_number("minuten", "Hoeveel minuten? Nul stopt de klok."), _yes("sluit", "Daarna de ronde sluiten?")),
    "tijd": (_one_of("doe", "Wat doet het ritme?", RHYTHM_ACTS),),
    "sprekers": (
        _one_of("doe", "Wat doe je met de lijst?", FLOOR_ACTS),
        Need("tekst", "Wie wil er spreken? Geen naam.", required=False, only_for=(ADD_SPEAKER,)),
        Need("minuten", "Hoeveel minuten per spreker?", required=False, kind="getal", only_for=(OPEN_FLOOR,)),
    ),
    "groepen": (_number("zonder", "Hoeveel mensen hebben geen telefoon?", required=False),),
    "ga": (_from("kaart", "Naar welke kaart?", "kaarten"),),
    "waaier": (_from("onderwerp", "Over welk onderwerp? Leeg mag.", "onderwerpen", required=False),),
    "naslag": _GONE,
    "oogst": _GONE,
    "meedoen": _GONE,
    "zwart": _GONE,
    "vak": (_from("vak", "Welk vak?", "vakken"), _text("tekst", "Wat spreken jullie af?", required=False), _CARD),
    "canvasgegevens": (
        _text("nummer", "Nummer", required=False),
        _number("versie", "Versie", required=False),
        Need("volgende_keer", "Wanneer kijken jullie weer?", required=False, kind="dag"),
        _CARD,
    ),
    "actiepunt_klaar": (_from("actiepunt", "Wat is klaar?", "actiepunten"),),
    "toezegging_klaar": (_from("toezegging", "Wat is nagekomen?", "actiepunten"),),
    "route": (_from("route", "Welke route volgen we?", "routes"),),
    "verbeter": (
        _from("regel", "Wat verbeter je?", "oogst"),
        _text("tekst", "Hoe luidt het?"),
        _text("wie", "Wie doet het?", required=False),
        _text("aan", "Aan wie?", required=False),
        Need("wanneer", "Wanneer?", "Bijvoorbeeld 31-12", required=False, kind="dag"),
    ),
    "haal_weg": (_from("regel", "Wat haal je weg?", "oogst"),),
    "vraag": (
        _one_of("soort", "Hoe antwoordt de groep?", tuple(DECK_KINDS)),
        _text("vraag", "Wat vraag je?"),
        Need("opties", "Welke opties?", "Met een komma ertussen", required=False, kind="lijst"),
    ),
    "aanwezig": (
        _number("mensen", "Hoeveel mensen zijn er?"),
        Need("namen", "Namen voor het volledige verslag", "Met een komma ertussen", required=False, kind="lijst"),
    ),
    "slot": (_yes("dicht", "Op slot?"),),
}  # fmt: skip
"""By the name on the remote: what is asked, beside what a row of the table says of its first command."""
