"""What stands above the first card: the title of a deck, its roles, how long data is kept, and other facts."""

import re
from collections.abc import Mapping
from typing import Any

from kompas_tui.deck_files.comments import without_comments
from kompas_tui.deck_files.words import TRANSLATIONS
from kompas_tui.deck_files.yaml_lines import read_yaml
from kompas_tui.domain.deck.cards import KEEP_DAYS, MOST_INVITED, REPORT_FORMS
from kompas_tui.domain.deck.roles import LONGEST_ROLE, MOST_ROLES
from kompas_tui.domain.deck.routes import ALL_CARDS, MOST_ROUTES, Route
from kompas_tui.domain.kinds.activity import TABLES
from kompas_tui.domain.kinds.open import boards_in
from kompas_tui.domain.language.dates import adopted_on, full_date
from kompas_tui.domain.language.durations import minutes_in
from kompas_tui.domain.language.wording import OTHERS, did_you_mean, quoted
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.question.slips import MOST_SLIPS

LONGEST_FRONT_MATTER = 20_000
LONGEST_EVENING = 2880
_OF_A_QUESTION = ("moderatie", "per_rol", "per_tafel")
_BY_ITSELF = "De dag en de tijd van de sessie komen vanzelf in het verslag. Haal deze regel weg."
_OF_THE_START = "Dat zeg je bij het begin: kompas start … --wifi NAAM. Haal deze regel weg."
_OF_THE_REPORT = "De huisstijl van het verslag kies je met ‘kompas verslag MAP --sjabloon huisstijl.docx’."
_OF_THE_MAKER = "Wie de kaarten maakte, zet je bij ‘bron’. Wie de avond houdt, zet je bij ‘organisatie’."
_ELSEWHERE = {
    **dict.fromkeys(("datum", "dag", "tijd", "tijdstip", "aanvang", "date"), _BY_ITSELF),
    **dict.fromkeys(("auteur", "author", "maker", "begeleider", "moderator", "spreker"), _OF_THE_MAKER),
    **dict.fromkeys(("wifi", "wachtwoord"), _OF_THE_START),
    **dict.fromkeys(("logo", "huisstijl", "lettertype", "kleur", "kleuren", "sjabloon", "theme"), _OF_THE_REPORT),
    **dict.fromkeys(("taal", "language", "lang"), "Een kaart in meer talen krijgt een blok ‘vertalingen’."),
    **dict.fromkeys(("ondertitel", "subtitle"), "Zet het achter de titel, of op de eerste kaart."),
}
"""What people write above the cards of themselves, and where that belongs."""
MOST_TERMS, LONGEST_TERM = 100, 60
LONGEST_ROUTE_NAME, MOST_ON_ROUTE = 20, 200
MOST_TABLES, LONGEST_TABLE = 60, 40


def read_front_values(options: Options) -> dict[str, Any]:
    """The front matter as the fields of a Deck."""
    minutes = _minutes(options)
    values: dict[str, Any] = {
        "title": options.text("titel", required=True, limit=200),
        "source": options.text("bron"),
        "minutes": minutes or None,
        "roles": options.texts("rollen", at_most=MOST_ROLES, limit=LONGEST_ROLE),
        "tables": _tables(options),
        "openly": options.yes("openlijk"),
        "question_box": options.yes("vragenbus"),
        "from_home": options.yes("thuis"),
        "keep_days": options.whole("bewaren", KEEP_DAYS, 1, 3650, " dagen", counted=("dag", "dagen")),
        "linked": options.texts("kaarten_uit", at_most=20),
        "place": options.text("plaats", limit=200),
        "organisation": options.text("organisatie", limit=200),
        "purpose": options.text("doel", limit=300),
        "district": options.text("wijk", limit=200),
        "themes": options.texts("themas", at_most=20),
        "contact": options.text("contact", limit=200),
        "reply_by": _day(options, "reageer_voor"),
        "status": _status(options),
        "report_form": options.choice("vorm", ("", *REPORT_FORMS), ""),
    }
    if values["openly"] and not (values["roles"] or values["tables"]):
        options.problem("‘openlijk’ gaat over rollen of tafels. Zet er ook ‘rollen: […]’ bij.", "openlijk")
    values["boards"] = boards_in(options)
    values["slips"] = options.whole("stembriefjes", 0, 1, MOST_SLIPS)
    values["invited"] = _invited(options, values["roles"])
    block = options.block("begrippen")
    values["terms"] = _terms(block) if block else {}
    ways = options.block("routes")
    values["routes"] = _routes(ways) if ways else ()
    options.raw(TRANSLATIONS)
    for key in filter(options.has, _OF_A_QUESTION):
        options.raw(key)
        options.problem(f"{quoted(key)} hoort niet bovenaan. Zet het in het blok van een vraag.", key)
    for key in options.names():
        if said_elsewhere := _ELSEWHERE.get(key.lower()):
            options.raw(key)
            options.problem(f"{quoted(key)} hoort niet bovenaan. {said_elsewhere}", key)
    options.finish()
    return values


def _minutes(options: Options) -> int:
    """How long it takes; 0 where that is not said."""
    value = options.raw("duur")
    minutes = minutes_in(value) or 0 if isinstance(value, str) else 0
    if value is not None and not 1 <= minutes <= LONGEST_EVENING:
        options.problem(
            f"‘duur’: hier hoort een heel getal van 1 tot en met {LONGEST_EVENING}: het aantal minuten, zoals 90. "
            "‘1,5 uur’ mag ook.",
            "duur",
        )
        return 0
    return minutes


def _day(options: Options, key: str) -> str:
    """A day as an ISO date; empty where none is said."""
    text = options.text(key, limit=40)
    try:
        return full_date(text) if text else ""
    except ValueError:
        options.problem(f"‘{key}’: {quoted(text)} is geen dag. Schrijf het als 31 december 2026.", key)
        return ""


def _status(options: Options) -> str:
    """How far the report is: the ISO date of its adoption, or empty for a draft."""
    text = options.text("status", limit=40)
    try:
        adopted = adopted_on(text) if text else None
    except ValueError:
        options.problem(
            f"‘status’: {quoted(text)} ken ik niet. Kies: concept, of vastgesteld op 31 december 2026.", "status"
        )
        return ""
    return adopted.isoformat() if adopted else ""


def _invited(options: Options, roles: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """How many people were invited, per role; with an empty role where that is one number."""
    raw = options.raw("genodigd")
    if raw is None:
        return ()
    if not isinstance(raw, Mapping):
        people = options.whole("genodigd", 0, 1, MOST_INVITED)
        return (("", people),) if people else ()
    block = options.block("genodigd")
    assert block is not None, "there is one"
    for role in block.names():
        if role and role not in roles:
            why = did_you_mean(role, roles) if roles else "Zet er ook ‘rollen: […]’ bij."
            block.problem(f"{quoted(role)} staat niet bij de rollen. {why}", role)
    return tuple((role, block.whole(role, 0, 0, MOST_INVITED)) for role in block.named(LONGEST_TERM)[:MOST_ROLES])


def _tables(options: Options) -> tuple[str, ...]:
    """The tables of the evening by name; a number of tables are called by their numbers."""
    if not isinstance(options.raw(TABLES), list):
        return tuple(str(number) for number in range(1, 1 + options.whole(TABLES, 0, 2, MOST_TABLES)))
    names = options.texts(TABLES, at_least=2, at_most=MOST_TABLES, limit=LONGEST_TABLE)
    if OTHERS in map(str.casefold, names):
        options.problem(f"{quoted(OTHERS)} is al de naam voor kleine tafels samen. Kies een andere naam.", TABLES)
    return names


def _terms(block: Options) -> dict[str, str]:
    if len(block.names()) > MOST_TERMS:
        block.problem(f"‘begrippen’: er mogen er hooguit {MOST_TERMS} staan.")
    return {key: block.text(key, required=True) for key in block.named(LONGEST_TERM)[:MOST_TERMS]}


def _routes(block: Options) -> tuple[Route, ...]:
    if len(block.names()) > MOST_ROUTES:
        block.problem(f"‘routes’: er mogen er hooguit {MOST_ROUTES} staan.")
    names = block.named(LONGEST_ROUTE_NAME)
    for name in names:
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
            block.problem(f"De route {quoted(name)} kan niet. Gebruik kleine letters, cijfers en streepjes.", name)
        elif name == ALL_CARDS:
            block.problem(f"{quoted(ALL_CARDS)} is al de naam voor alle kaarten. Kies een andere naam.", name)
    return tuple(Route(name, block.texts(name, at_least=1, at_most=MOST_ON_ROUTE)) for name in names)


def read_front_matter(text: str) -> dict[str, Any]:
    """Only a deck's front matter, quickly and without problems; empty where it can't be read."""
    head = text[:LONGEST_FRONT_MATTER].removeprefix("\ufeff").split("\n---", 1)[0].removeprefix("---")
    return read_front_values(Options(read_yaml(without_comments(head)[0]).data))
