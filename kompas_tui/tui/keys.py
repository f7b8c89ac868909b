"""The keys of the beamer: what each does, once, for bindings, footer, help and palette."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Key:
    """A key with the id by which it can be remapped, its action and its Dutch explanation."""

    id: str
    keys: str
    shown: str
    action: str
    short: str
    does: str


SESSION_KEYS: Sequence[Key] = (
    Key("volgende", "right,space,pagedown", "→", "next", "verder", "naar de volgende bladzijde of kaart"),
    Key("vorige", "left,pageup", "←", "previous", "terug", "naar de vorige bladzijde of kaart"),
    Key("ronde", "o", "o", "toggle_round", "open", "de ronde op deze kaart openen of sluiten"),
    Key("uitslag", "u", "u", "toggle_result", "uitslag", "de uitslag tonen of verbergen"),
    Key("meedoen", "q", "q", "join", "meedoen", "het scherm met de QR-code om mee te doen"),
    Key("notitie", "n", "n", "note", "notitie", "een notitie opschrijven"),
    Key("besluit", "k", "k", "decision", "besluit", "een besluit opschrijven: de knoop doorhakken"),
    Key("actiepunt", "a", "a", "agreement", "actiepunt", "een actiepunt opschrijven: wat, wie en wanneer"),
    Key("parkeren", "p", "p", "park", "parkeren", "een onderwerp op de parkeerplaats zetten"),
    Key("handen", "h", "h", "hands", "handen", "handen tellen van mensen zonder telefoon"),
    Key("ordenen", "g", "g", "arrange", "ordenen", "teksten ordenen die te zien zijn: kopjes, verbergen, koppelen"),
    Key("tijd", "t", "t", "timer", "tijd", "een klok zetten die aftelt, of hem stoppen"),
    Key("inhoud", "i", "i", "index", "inhoud", "de lijst van alle kaarten"),
    Key("zoeken", "slash", "/", "search", "zoeken", "een kaart zoeken"),
    Key("waaier", "w", "w", "fan", "waaier", "naar de gesprekswaaier; daar een vraag trekken"),
    Key("terugnemen", "z", "z", "undo", "herstel", "je laatste stap terugnemen"),
    Key("zwart", "b,full_stop", "b", "black", "zwart", "het scherm zwart maken; b of . maakt het weer licht"),
    Key("verslag", "v", "v", "report", "verslag", "nu het verslag maken"),
    Key("hulp", "question_mark,f1", "?", "help", "hulp", "deze hulp"),
    Key("palet", "ctrl+p", "Ctrl+P", "commands", "opdrachten", "alle opdrachten op naam"),
    Key("stoppen", "ctrl+q", "Ctrl+Q", "leave", "stoppen", "pauzeren of afronden"),
)

PALETTE_ONLY: Sequence[Key] = (
    Key("gegevens", "", "", "details", "gegevens", "titel, plaats en organisatie invullen"),
    Key("voorstel", "", "", "amend", "voorstel", "een gewijzigd voorstel voorleggen"),
    Key("vraag", "", "", "question", "vraag", "een eigen vraag maken"),
    Key("vergelijken", "", "", "compare", "vergelijken", "de uitslag naast een andere ronde leggen"),
    Key("loten", "", "", "lots", "loten", "loten: groepen maken of een tekst kiezen"),
    Key("aanwezig", "", "", "attendance", "aanwezig", "opschrijven hoeveel mensen er zijn"),
    Key("thema", "", "", "theme", "thema", "wisselen tussen licht en donker"),
    Key("sleutel", "", "", "show_key", "sleutel", "de sleutel van de afstandsbediening tonen"),
)


def bindings(keys: Sequence[Key]) -> list[Binding]:
    """The keys as Textual's bindings; also above inputs only where they are function keys."""
    return [
        Binding(key.keys, key.action, key.short, key_display=key.shown, id=key.id, show=False)
        for key in keys
        if key.keys
    ]
