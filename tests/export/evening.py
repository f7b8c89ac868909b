"""An evening with every kind: two rounds, roles, tables, hands, support, matches, and a proposal that was amended.

Ballots have real receipts and nonces, so that they can be counted again from the export.
"""

import hashlib
import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from kompas_tui.domain.kinds.steun import Steun
from kompas_tui.domain.question.ballots import receipt_for
from kompas_tui.domain.result.shapes import TextList
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.event_json import decode, encode
from kompas_tui.domain.session.session import Session
from kompas_tui.export import write_report
from kompas_tui.journal import MemoryJournal
from tests.export.sessions import at, joined, mask, with_splits

PEOPLE = 24
ROLES = ("bewoner",) * 12 + ("gemeente",) * 9 + ("ondernemer",) * 3

PLANS = ["Meer groen op het plein", "Een speeltuin", "Bankjes bij de winkels", "Minder auto's"]
STEPS = ["Een belrondje", "Samen schouwen", "Een proef van drie maanden", "Een begroting"]
IDEAS = ["Vraag het fonds van de wijk.", "Houd een loterij.", "Zet het op de begroting."]
JUDGED = ["We weten wie er meedoet", "Er is geld", "Er is een vaste contactpersoon"]
STYLES = [
    {"naam": "doener", "bij": ["voelen", "doen"], "jij": "Je begint gewoon.", "groep": "Begin met doen."},
    {"naam": "dromer", "bij": ["voelen", "kijken"], "jij": "Je ziet veel.", "groep": "Geef tijd om te kijken."},
    {"naam": "denker", "bij": ["denken", "kijken"], "jij": "Je wilt het weten.", "groep": "Leg uit waarom."},
    {"naam": "beslisser", "bij": ["denken", "doen"], "jij": "Je kiest.", "groep": "Maak een keuze mogelijk."},
]  # fmt: skip
PROFILE: dict[str, Any] = {
    "soort": "profiel",
    "vraag": "Hoe leer jij het liefst?",
    "assen": [
        {"naam": "opnemen", "min": "voelen", "plus": "denken"},
        {"naam": "verwerken", "min": "doen", "plus": "kijken"},
    ],
    "items": [
        {"as": "opnemen", "min": "Ik ga af op mijn gevoel.", "plus": "Ik wil het begrijpen."},
        {"as": "verwerken", "min": "Ik probeer het uit.", "plus": "Ik kijk het aan."},
        {"as": "opnemen", "min": "Ik let op mensen.", "plus": "Ik let op feiten."},
        {"as": "verwerken", "min": "Ik begin meteen.", "plus": "Ik wacht even."},
        {"as": "opnemen", "min": "Ik vraag hoe het voelt.", "plus": "Ik vraag hoe het zit."},
        {"as": "verwerken", "min": "Ik pak het vast.", "plus": "Ik lees erover."},
    ],
    "stijlen": STYLES,
}
FIRST_PROPOSAL = "We sluiten de Dorpsstraat elke zaterdag af voor auto's."
AMENDED = "We sluiten de Dorpsstraat drie zaterdagen af, als proef, en houden de laadplek open."
REMARKS = ["Graag met planten erbij.", "Zeg het op tijd."]
OBJECTION = "Mijn klanten kunnen niet laden en lossen."
HIDDEN_OBJECTION = "Piet van de fietsenwinkel liegt."
HIDDEN_TEXT = "Janneke van nummer 12 werkt altijd tegen."
HIDDEN_LINES = "Karel deugt niet.\nVraag het maar."
NAME, PHONE = "Fatima el Amrani", "06-12345678"

TEXTS = [
    "Bel eerst, mail daarna.", "Eén aanspreekpunt dat blijft.", "Zeg eerlijk wat niet kan.",
    "Kom langs op zaterdag.\nDan zijn we er allemaal.", "Een vaste contactpersoon.", "Een klein budget voor de buurt.",
    "=HYPERLINK(\"http://voorbeeld.nl\")", "+31 is geen som", HIDDEN_TEXT, HIDDEN_LINES,
]  # fmt: skip
ASKED = [
    "Wanneer begint de gemeente?", "Wie betaalt de bankjes?", "Mogen we zelf planten?", "Komt er een proef?",
]  # fmt: skip


def cast(round_id: str, answers: Iterable[Mapping[str, Any]], roles: Sequence[str] = ()) -> list[ev.AnyEvent]:
    """A ballot per answer with a receipt that can be recomputed."""
    ballots: list[ev.AnyEvent] = []
    for index, answer in enumerate(answers):
        given, nonce = dict(answer), hashlib.sha256(f"nonce {round_id} {index}".encode()).hexdigest()[:16]
        voter = hashlib.sha256(f"geheim {round_id} {index}".encode()).hexdigest()[:32]
        receipt = receipt_for(round_id, given, nonce)
        ballots.append(
            ev.BallotCast(
                round=round_id,
                mark=voter,
                answer=given,
                receipt=receipt,
                nonce=nonce,
                role_mask=mask(round_id, voter, receipt, roles, index),
            )
        )
    return ballots


class Evening:
    """Puts the events of an evening together, a card every five minutes."""

    def __init__(self, started: ev.Started) -> None:
        self.events: list[ev.AnyEvent] = [started, *joined(PEOPLE)]
        self._minute = 0

    def now(self) -> Any:
        """A minute later than before."""
        self._minute += 1
        return at(19 + self._minute // 60, self._minute % 60)

    def card(self, card: str, title: str, minutes: int | None = 5) -> None:
        """A card on the beamer."""
        self.events.append(ev.CardShown(time=self.now(), card=card, title=title, minutes=minutes))

    def ask(
        self, card: str, title: str, answers: Iterable[Mapping[str, Any]], *, number: int = 1, both: int | None = None,
        moved: int | None = None, roles: Sequence[str] = (), **question: Any,
    ) -> str:  # fmt: skip
        """A round from opening to closing; gives its id."""
        round_id = f"{card}-{number}"
        self.events += [
            ev.RoundOpened(time=self.now(), round=round_id, card=card, title=title, number=number, question=question),
            *cast(round_id, answers, roles),
            ev.RoundClosed(time=self.now(), round=round_id, both=both, moved=moved),
        ]
        return round_id

    def text(self, round_id: str, said: str) -> str:
        """The id of a text."""
        return next(item.id for item in Session(self.events).rounds[round_id].texts() if item.text == said)

    def moderate(self, round_id: str, said: str, act: str, **more: Any) -> None:
        """Do something with a text."""
        self.events.append(
            ev.TextModerated(time=self.now(), round=round_id, text_id=self.text(round_id, said), act=act, **more)
        )

    def support(self, card: str, title: str, round_id: str, answers: Iterable[Sequence[int]]) -> None:
        """A support round on the texts of another round."""
        source = Session(self.events).rounds[round_id]
        result = source.result()
        assert isinstance(result, TextList)
        question = Steun.question_about(source.activity.question, round_id, result.items)
        support_id = f"{round_id}-steun-1"
        self.events += [
            ev.RoundOpened(
                time=self.now(), round=support_id, card=card, title=title, number=source.number, question=question
            ),
            *cast(support_id, ({"steun": sorted(chosen)} for chosen in answers)),
            ev.RoundClosed(time=self.now(), round=support_id),
        ]


def _choices(*counts: int) -> list[dict[str, int]]:
    return [{"keuze": option} for option, amount in enumerate(counts) for _ in range(amount)]


def _split(total: int, parts: int, chance: random.Random) -> list[int]:
    cuts = sorted(chance.randrange(total + 1) for _ in range(parts - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]


def _counting(evening: Evening, chance: random.Random) -> None:
    way: dict[str, Any] = {"soort": "keuze", "vraag": "Wat komt eerst?", "opties": PLANS, "per_rol": "ja"}
    evening.card("eerst", "Wat komt eerst?", 10)
    first = [{"keuze": chance.randrange(4)} for _ in range(PEOPLE)]
    evening.ask("eerst", "Wat komt eerst?", first, roles=ROLES, **way)
    evening.events.append(ev.NoteTaken(time=evening.now(), card="eerst", text="Bewoners en gemeente zien het anders."))
    second = [{"keuze": chance.choice([0, 0, 1, 2])} for _ in range(PEOPLE)]
    evening.ask("eerst", "Wat komt eerst?", second, number=2, both=24, moved=11, roles=ROLES, **way)
    evening.events.append(ev.HandsCounted(time=evening.now(), round="eerst-2", counts=(3, 0, 1, 0), people=4))
    evening.card("stappen", "Wat helpt ons verder?")
    several = [{"keuzes": sorted(chance.sample(range(4), chance.randint(1, 2)))} for _ in range(PEOPLE)]
    evening.ask(
        "stappen", "Wat helpt ons verder?", several, soort="meerkeuze", vraag="Kies er twee.", max=2, opties=STEPS
    )
    evening.card("plakken", "Waar plak je?")
    dots = [{"stickers": _split(3, 4, chance), "tafel": [str(index + 1)]} for index in range(4)]
    evening.ask(
        "plakken", "Waar plak je?", dots, soort="stickers", vraag="Plak per tafel.", aantal=3, opties=PLANS, tafels="ja"
    )
    evening.card("verdelen", "Waar gaat het geld heen?")
    points = [{"punten": _split(100, 4, chance)} for _ in range(PEOPLE)]
    evening.ask(
        "verdelen", "Waar gaat het geld heen?", points, soort="verdeling", vraag="Verdeel 100 punten.", opties=PLANS
    )
    evening.card("ordenen", "In welke volgorde?")
    orders = [{"rangorde": chance.sample(range(4), chance.randint(2, 4))} for _ in range(PEOPLE)]
    evening.ask("ordenen", "In welke volgorde?", orders, soort="rangorde", vraag="Zet op volgorde.", opties=STEPS)


def _judging(evening: Evening, chance: random.Random) -> None:
    evening.card("samen", "Hoe gaat het nu?")
    scores = [{"score-1": chance.randint(2, 5), "score-2": chance.choice([1, 5])} for _ in range(PEOPLE)]
    evening.ask(
        "samen", "Hoe gaat het nu?", scores, soort="schaal", vraag="Hoe werken we nu samen?",
        stellingen=["We weten van elkaar wat we doen", "Afspraken komen we na"], uitersten=["niet", "wel"],
    )  # fmt: skip
    evening.card("lijst", "Zijn we klaar?")
    judged = [
        {f"item-{n}": chance.choice(levels) for n, levels in enumerate(([0, 0, 1], [2, 2, 1], [0, 1, 2]), 1)}
        | ({"idee-2": [IDEAS[index // 8]]} if index % 8 == 0 else {})
        for index in range(PEOPLE)
    ]
    evening.ask("lijst", "Zijn we klaar?", judged, soort="checklist", vraag="Wat is er al?", items=JUDGED)
    evening.card("veld", "Moeite en effect")
    axes: dict[str, Any] = {
        "soort": "assenveld",
        "vraag": "Waar ligt het?",
        "items": STEPS[:3],
        "x": ["weinig moeite", "veel moeite"],
    }
    for number in (1, 2):
        places = [
            {f"plek-{n}": [chance.randint(n, 6 + n), chance.randint(2, 8 + number)] for n in (1, 2, 3)}
            for _ in range(PEOPLE)
        ]
        evening.ask("veld", "Moeite en effect", places, number=number, y=["weinig effect", "veel effect"], **axes)
    evening.card("stijl", "Hoe leer jij?")
    profile = [{f"item-{n}": int(chance.random() < 0.4) for n in range(1, 7)} for _ in range(PEOPLE)]
    evening.ask("stijl", "Hoe leer jij?", profile, **PROFILE)


def _proposal(evening: Evening) -> None:
    evening.card("voorstel", "De Dorpsstraat", 15)
    asked: dict[str, Any] = {"soort": "instemming", "vraag": "Stem je in?"}
    first: list[dict[str, Any]] = [{"instemming": 0}] * 15
    first += [{"instemming": 1, "reden": [text]} for text in REMARKS]
    first += [{"instemming": 2}] * 3 + [{"instemming": 3, "reden": [OBJECTION]}]
    first += [{"instemming": 3, "reden": [HIDDEN_OBJECTION]}]
    evening.ask("voorstel", "De Dorpsstraat", first, voorstel=FIRST_PROPOSAL, **asked)
    evening.moderate("voorstel-1", HIDDEN_OBJECTION, "verberg", reason="gaat over een persoon")
    second: list[dict[str, Any]] = (
        [{"instemming": 0}] * 20 + [{"instemming": 1, "reden": ["Zet er borden bij."]}] + [{"instemming": 2}]
    )
    evening.ask("voorstel", "De Dorpsstraat", second, number=2, both=20, moved=6, voorstel=AMENDED, **asked)
    evening.events += [
        ev.DecisionTaken(time=evening.now(), card="voorstel", text="De proef met drie zaterdagen gaat door."),
        ev.ActionAgreed(
            time=evening.now(), card="voorstel", what="Vergunning vragen voor drie zaterdagen", who="Wijkmanager",
            when="2026-12-10",
        ),
        ev.NoteTaken(time=evening.now(), card="voorstel", text="=1+1 stond op de flap."),
    ]  # fmt: skip


def _writing(evening: Evening, chance: random.Random) -> None:
    evening.card("woord", "In één woord")
    words = [{"woord": chance.sample(["samen", "Tijd", "tijd", "boom", "bomen", "durf"], 2)} for _ in range(PEOPLE)]
    evening.ask("woord", "In één woord", words, soort="woorden", vraag="Wat is er nodig?", max=2)
    evening.events.append(ev.WordsMerged(time=evening.now(), round="woord-1", words=("bomen",), into="boom"))
    evening.card("helpt", "Wat helpt jou?")
    texts = [{"tekst": [text, "", ""]} for text in TEXTS]
    helps = evening.ask("helpt", "Wat helpt jou?", texts, soort="open", vraag="Wat helpt jou om mee te doen?")
    evening.moderate(helps, HIDDEN_TEXT, "verberg", reason="naam van een buurvrouw")
    evening.moderate(helps, TEXTS[0], "groepeer", group="Contact")
    evening.moderate(helps, TEXTS[1], "groepeer", group="Contact")
    evening.moderate(helps, TEXTS[4], "voeg_samen", into=evening.text(helps, TEXTS[1]))
    evening.support("helpt", "Wat helpt jou?", helps, (chance.sample(range(8), 3) for _ in range(PEOPLE - 5)))
    options = [" ".join(HIDDEN_LINES.split()), *TEXTS[1:3]]
    evening.card("beste", "Wat helpt het meest?")
    evening.ask("beste", "Wat helpt het meest?", _choices(9, 6, 5), soort="keuze", vraag="Kies er één.", opties=options)
    evening.moderate(helps, HIDDEN_LINES, "verberg", reason="naam van een buurvrouw")
    evening.card("vragen", "Vraag het maar")
    asked = evening.ask(
        "vragen", "Vraag het maar", ({"vraag": [text]} for text in ASKED), soort="vragen", vraag="Wat wil je weten?"
    )
    evening.support("vragen", "Vraag het maar", asked, ([0, 1], [1], [1, 2], [3], [1, 3]))
    evening.moderate(asked, ASKED[1], "beantwoord")
    evening.card("meedoen", "Waar doe je aan mee?")
    signed = [{"keuze": index % 3, "wachtlijst": [0]} for index in range(PEOPLE)]
    evening.ask(
        "meedoen", "Waar doe je aan mee?", signed, soort="inschrijven", vraag="Kies een groep.", opties=STEPS[:2],
        plekken=[8, 4],
    )  # fmt: skip


def _meeting(evening: Evening) -> None:
    evening.card("bellen", "Wie doet er mee?")
    fields = [
        {"naam": "wat", "vraag": "Wat wil je doen?", "soort": "tekst", "verplicht": "ja"},
        {"naam": "dag", "vraag": "Welke dag kun je?", "soort": "keuze", "opties": ["maandag", "zaterdag"]},
        {"naam": "naam", "vraag": "Je naam", "soort": "tekst", "persoonsgegeven": "ja"},
        {"naam": "telefoon", "vraag": "Je telefoon", "soort": "tekst", "persoonsgegeven": "ja"},
    ]
    forms: list[dict[str, Any]] = [
        {"veld-1": ["Planten water geven"], "veld-2": 1, "veld-3": [NAME], "veld-4": [PHONE]},
        {"veld-1": ["Flyers maken"], "veld-2": 0},
        {"veld-1": ["Koffie zetten"], "veld-2": 1},
    ]
    evening.ask("bellen", "Wie doet er mee?", forms, soort="formulier", vraag="Doe je mee?", velden=fields)
    evening.card("markt", "Vraag en aanbod")
    market = [
        {"vraag": ["Een aanhanger", ""], "aanbod": ["Een schuur vol gereedschap", ""]},
        {"vraag": ["Iemand die kan lassen", ""]},
        {"aanbod": ["Ik heb een aanhanger", "Ik kan taarten bakken"]},
    ]
    trade = evening.ask("markt", "Vraag en aanbod", market, soort="markt", vraag="Wat vraag je, wat bied je?")
    ask, offer = evening.text(trade, "Een aanhanger"), evening.text(trade, "Ik heb een aanhanger")
    evening.events.append(ev.Matched(time=evening.now(), round=trade, ask=ask, offer=offer))
    plek: dict[str, Any] = {"soort": "keuze", "vraag": "Zien we elkaar weer?", "opties": ["ja", "nee"]}
    evening.events.append(
        ev.CardAdded(time=evening.now(), card="vraag-1", after="markt", title="Zien we elkaar weer?", question=plek)
    )
    evening.card("vraag-1", "Zien we elkaar weer?", None)
    evening.ask("vraag-1", "Zien we elkaar weer?", _choices(21, 2), **plek)


PINS = "kaart"
"""The card with pins on a picture."""


def _pinning(evening: Evening) -> None:
    evening.card(PINS, "Waar kan het beter?")
    places: list[dict[str, Any]] = [
        {"prik": [[200 + 40 * number, 300], [700, 650]][: 1 + number % 2], "reden": ["Te donker"]}
        for number in range(9)
    ]
    areas = {"het plein": [0.6, 0.5, 0.3, 0.4]}
    evening.ask(
        PINS, "Waar kan het beter?", places, soort="prik", vraag="Waar kan het beter?", beeld="stad", max=2,
        reden="ja", vlakken=areas, alt="De straat van bovenaf.",
    )  # fmt: skip


def evening_events() -> list[ev.AnyEvent]:
    """The whole evening."""
    chance = random.Random(20261122)
    evening = Evening(
        ev.Started(
            time=at(19), code="K7F3", roles=("bewoner", "gemeente", "ondernemer"),
            decks=(ev.DeckText("dorpsstraat", "# De Dorpsstraat"),),
            details=ev.Details(
                "Een avond over de Dorpsstraat", "Buurthuis De Brink, Rotterdam", "Gemeente Rotterdam",
                "We willen samen kiezen wat er op straat verandert.",
            ),
        )
    )  # fmt: skip
    evening.card("welkom", "Welkom", 10)
    evening.events.append(
        ev.AttendanceTaken(time=evening.now(), people=28, names=("Sanne de Wit", "Mo Yilmaz", "Joke Pietersen"))
    )
    _counting(evening, chance)
    _judging(evening, chance)
    _proposal(evening)
    _writing(evening, chance)
    _meeting(evening)
    _pinning(evening)
    evening.events += [
        ev.ActionAgreed(time=evening.now(), card="vraag-1", what="@iedereen uitnodigen", who="-Mo"),
        ev.Parked(time=evening.now(), card="vraag-1", text="De parkeerplaatsen achter de supermarkt"),
        ev.Ended(time=evening.now()),
    ]
    return with_splits(evening.events)


SAMPLE = {
    TEXTS[6]: "Een flyer met namen en foto's.",
    TEXTS[7]: "Een nummer dat je altijd kunt bellen.",
    HIDDEN_LINES: "Een app voor de buurt.",
    " ".join(HIDDEN_LINES.split()): "Een app voor de buurt.",
    "=1+1 stond op de flap.": "De winkels willen in november beginnen.",
    "@iedereen uitnodigen": "Iedereen uitnodigen voor de eerste zaterdag",
    "-Mo": "Mo",
}
"""What the evening says in the sample report, where the tests want something hostile."""


def _plain(event: ev.AnyEvent) -> ev.AnyEvent:
    said = encode(event)
    for hostile, plain in SAMPLE.items():
        said = said.replace(msgspec.json.encode(hostile), msgspec.json.encode(plain))
    return decode(said)


def _is_of_pins(event: ev.AnyEvent) -> bool:
    """Their picture would be half of the sample."""
    return getattr(event, "card", "") == PINS or getattr(event, "round", "").startswith(f"{PINS}-")


def write_sample(path: Path) -> None:
    """Write the sample report, exports/voorbeeld.docx, anew."""
    hidden_again = max(
        place
        for place, event in enumerate(evening_events())
        if isinstance(event, ev.TextModerated) and event.act == "verberg"
    )
    events = [
        _plain(event)
        for place, event in enumerate(evening_events())
        if place != hidden_again and not _is_of_pins(event)
    ]
    journal = MemoryJournal()
    write_report(Session(events), journal.append(events), path)
