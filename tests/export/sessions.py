"""Sessions as events, for the tests of the report: a short one, and a rich one with all kinds."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

import msgspec

from kompas_tui.domain.outcome.roles import splits_to_keep
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.masks import Masks
from kompas_tui.domain.session.session import Session

ZONE = timezone(timedelta(hours=1))
HEAD = "5f" * 32
MASKS = Masks(b"m" * 32)
"""What reads the roles in these sessions, as long as they run."""


def at(hour: int, minute: int = 0, second: int = 0, day: int = 22) -> datetime:
    """A moment on the day of the session."""
    return datetime(2026, 11, day, hour, minute, second, tzinfo=ZONE)


def started(roles: Sequence[str] = (), deck: str = "# Kaart", **details: Any) -> ev.Started:
    """A session that begins at seven in the evening."""
    return ev.Started(
        time=at(19),
        code="K7F3",
        details=ev.Details(**{"title": "Beren op de weg", **details}),
        decks=(ev.DeckText("beren", deck),),
        roles=tuple(roles),
    )


def joined(amount: int) -> list[ev.Joined]:
    """So many devices that join."""
    return [ev.Joined(mark=f"toestel-{index}") for index in range(amount)]


def shown(card: str, title: str, time: datetime) -> ev.CardShown:
    """A card on the beamer."""
    return ev.CardShown(time=time, card=card, title=title)


def opened(card: str, title: str, time: datetime, number: int = 1, **question: Any) -> ev.RoundOpened:
    """A round on a card; `question` is the block of the deck."""
    return ev.RoundOpened(time=time, round=f"{card}-{number}", card=card, title=title, number=number, question=question)


def closed(
    card: str, time: datetime, number: int = 1, *, both: int | None = None, moved: int | None = None
) -> ev.RoundClosed:
    """The end of a round."""
    return ev.RoundClosed(time=time, round=f"{card}-{number}", both=both, moved=moved)


def cast(
    card: str, answers: Iterable[Mapping[str, Any]], number: int = 1, roles: Sequence[str] = ()
) -> list[ev.BallotCast]:
    """A ballot per answer, each of another voter."""
    return [
        ev.BallotCast(
            round=f"{card}-{number}",
            mark=f"{card}-{number}-stem-{index}",
            answer=dict(answer),
            receipt=f"AAAAA-{index:05}",
            nonce="n",
            role_mask=mask(f"{card}-{number}", f"{card}-{number}-stem-{index}", f"AAAAA-{index:05}", roles, index),
        )
        for index, answer in enumerate(answers)
    ]


def mask(round_id: str, voter: str, receipt: str, roles: Sequence[str], index: int) -> str:
    """The masked role of a voter; empty where the question asks for no roles."""
    return MASKS.masked(round_id, voter, receipt, roles[index] if index < len(roles) else "") if roles else ""


def with_splits(events: Sequence[ev.AnyEvent]) -> list[ev.AnyEvent]:
    """An ended session with what its rounds gave by role kept in it, as a session that ran has it."""
    ended = events[-1]
    assert isinstance(ended, ev.Ended)
    return [*events[:-1], msgspec.structs.replace(ended, splits=splits_to_keep(Session(events[:-1], MASKS)))]


def choices(*counts: int) -> list[dict[str, int]]:
    """Answers to a `keuze`: counts[i] times option i."""
    return [{"keuze": option} for option, count in enumerate(counts) for _ in range(count)]


def one_round(
    question: Mapping[str, Any],
    answers: Iterable[Mapping[str, Any]],
    roles: Sequence[str] = (),
    invited: Sequence[ev.Invited] = (),
) -> Session:
    """A session with one closed round at the card `vraag`."""
    ballots = cast("vraag", answers, roles=roles)
    return Session(
        [
            msgspec.structs.replace(
                started(roles=list(dict.fromkeys(role for role in roles if role))), invited=tuple(invited)
            ),
            *joined(len(ballots)),
            shown("vraag", "De vraag", at(19, 1)),
            opened("vraag", "De vraag", at(19, 2), **question),
            *ballots,
            closed("vraag", at(19, 6)),
            ev.Ended(time=at(19, 10)),
        ],
        MASKS,
    )


BEARS = (
    "Onbekendheid", "Tijd en prioriteit", "Mandaat en zeggenschap", "Angst voor contact",
    "Complexiteit en verkokering", "Geld", "Wet- en regelgeving", "Draagvlak",
)  # fmt: skip
ROLES = ("bewoner",) * 11 + ("gemeente",) * 8 + ("ondernemer",) * 2
BEAR_ANSWERS = [{"keuzes": sorted({i % 8, (i * 3 + 1) % 8, 1 if i % 2 else 2})} for i in range(21)]
DOT_ANSWERS = [{"stickers": [i % 3, 3 - i % 3, 0]} for i in range(20)]
FIRST = choices(4, 9, 7)
SECOND = choices(12, 6, 3)
SCORES = [
    {"score-1": 3 + i % 3, "score-2": 1 + i % 2 if i < 9 else 5 - i % 2, "score-3": 2 + (i * 7) % 3} for i in range(20)
]
WORDS = [
    {"woord": [["samen", "vertrouwen", "tijd", "luisteren"][i % 4], ["tijd", "durf", ""][i % 3]]} for i in range(19)
]
TEXTS = [
    "Bel eerst, mail daarna.",
    "Vraag mij wat ik zie in de straat.\nIk woon er al dertig jaar.",
    "Eén aanspreekpunt dat blijft, ook als het project is afgelopen en iedereen weer naar het volgende plan is gegaan.",
    "Zeg eerlijk wat niet kan.",
    "Kom langs op zaterdag, dan zijn we er allemaal.",
    "Een klein budget dat we zelf mogen uitgeven.",
]
HIDDEN_TEXT = "Janneke van nummer 12 werkt altijd tegen."

_DOTS: dict[str, Any] = {"soort": "stickers", "vraag": "Waar gaan we mee aan de slag?", "aantal": 3}
_WAY: dict[str, Any] = {
    "soort": "keuze",
    "vraag": "Hoe kiezen we wat er eerst komt?",
    "opties": ["Samen stemmen", "De gemeente beslist", "Loten"],
}
_STATEMENTS: dict[str, Any] = {
    "soort": "schaal",
    "vraag": "Hoe werken we nu samen?",
    "stellingen": [
        "We weten van elkaar wat we doen",
        "Bewoners beslissen mee over het plan voor de straat",
        "Afspraken komen we na",
    ],
    "uitersten": ["helemaal niet", "helemaal wel"],
}


def _open_texts() -> list[ev.AnyEvent]:
    session_answers = [{"tekst": [text, "", ""]} for text in (*TEXTS, HIDDEN_TEXT)]
    ballots = cast("helpt", session_answers)
    before: list[ev.AnyEvent] = [
        shown("helpt", "Wat helpt jou?", at(20, 14)),
        opened("helpt", "Wat helpt jou?", at(20, 14), soort="open", vraag="Wat helpt jou om mee te doen?"),
        *ballots,
    ]
    text_id = Session([started(), *before]).rounds["helpt-1"].texts()[-1].id
    hidden = ev.TextModerated(time=at(20, 19), round="helpt-1", text_id=text_id, act="verberg", reason="naam")
    return [*before, hidden, closed("helpt", at(20, 20))]


def rich_events() -> list[ev.AnyEvent]:
    """An evening in a neighbourhood: all kinds, roles, two rounds, and everything that can be written down."""
    return [
        started(
            roles=["bewoner", "gemeente", "ondernemer"],
            place="Buurthuis De Brink, Rotterdam",
            organisation="Gemeente Rotterdam, gebied Delfshaven",
            purpose="We willen weten wat samenwerken lastig maakt en wat helpt.",
        ),
        *joined(21),
        shown("welkom", "Beren op de weg", at(19)),
        shown("tellen", "We tellen de beren", at(19, 6)),
        opened(
            "tellen", "We tellen de beren", at(19, 8), soort="meerkeuze", vraag="Welke beren kom jij tegen?", max=3,
            opties=list(BEARS), per_rol="ja",
        ),
        *cast("tellen", BEAR_ANSWERS, roles=ROLES),
        closed("tellen", at(19, 13)),
        ev.NoteTaken(time=at(19, 15), card="tellen", text="De gemeente ziet vooral regels, bewoners vooral tijd."),
        shown("mandaat", "Mandaat en zeggenschap", at(19, 20)),
        ev.NoteTaken(time=at(19, 24), card="mandaat", text="Wie mag er beslissen over de bankjes? Niemand wist het."),
        shown("kiezen", "Wat pakken we op?", at(19, 30)),
        opened("kiezen", "Wat pakken we op?", at(19, 31), opties=["De speeltuin", "Het plein", "De bankjes"], **_DOTS),
        *cast("kiezen", DOT_ANSWERS),
        closed("kiezen", at(19, 36)),
        ev.DecisionTaken(time=at(19, 38), card="kiezen", text="We beginnen met het plein."),
        shown("weg", "Hoe kiezen we?", at(19, 40)),
        opened("weg", "Hoe kiezen we?", at(19, 41), **_WAY),
        *cast("weg", FIRST),
        closed("weg", at(19, 44)),
        opened("weg", "Hoe kiezen we?", at(19, 52), 2, **_WAY),
        *cast("weg", SECOND, 2),
        closed("weg", at(19, 55), 2, both=19, moved=8),
        ev.DecisionTaken(time=at(19, 56), card="weg", text="We stemmen zelf over de volgorde, elk half jaar opnieuw."),
        shown("samen", "Hoe gaat het nu?", at(19, 58)),
        opened("samen", "Hoe gaat het nu?", at(19, 59), **_STATEMENTS),
        *cast("samen", SCORES),
        closed("samen", at(20, 4)),
        shown("woord", "In één woord", at(20, 8)),
        opened("woord", "In één woord", at(20, 8), soort="woorden", vraag="Wat is er nodig?", max=2),
        *cast("woord", WORDS),
        closed("woord", at(20, 12)),
        *_open_texts(),
        ev.ActionAgreed(
            time=at(20, 22), card="helpt", what="Een belrondje langs alle winkels aan het plein", who="Fatima",
            when="2026-12-01",
        ),
        ev.ActionAgreed(time=at(20, 23), card="helpt", what="Uitzoeken wie er over de bankjes gaat", who="Wijkmanager"),
        ev.ActionAgreed(time=at(20, 24), card="helpt", what="Buurtborrel op zaterdag plannen", when="2027-01-16"),
        ev.Parked(time=at(20, 25), card="helpt", text="De parkeerplaatsen achter de supermarkt"),
        ev.DecisionTaken(time=at(20, 26), card="helpt", text="Dit besluit is teruggenomen."),
        ev.Undone(time=at(20, 27), step=-1),
        shown("tellen", "We tellen de beren", at(20, 27)),
        ev.Ended(time=at(20, 31)),
    ]  # fmt: skip


def rich_session() -> Session:
    """The evening as a session; the last decision was taken back."""
    events = rich_events()
    place = next(index for index, event in enumerate(events) if isinstance(event, ev.Undone))
    events[place] = ev.Undone(time=at(20, 27), step=place - 1)
    return Session(events, MASKS)
