"""An evening at random: a deck of any kinds, phones with roles and tables, and a facilitator who arranges it all."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import yaml

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.question.fields import Field, OneOf, Order, Pins, Place, Points, Scale, SeveralOf, Texts
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.journal import LogJournal
from kompas_tui.web.changes import Changes
from kompas_tui.web.orders import carry_out
from kompas_tui.web.requests import BadRequest
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.slips import new_slips
from tests.workshop.rooms import workshop

WORDS = ["groen", "water", "spelen", "rust", "bomen", "fiets", "=1+1", "1-2", "007", "+31", "TRUE", "1E5", "كلمة", "🙂"]
TEXTS = ["Bel eerst.", "bel eerst", "Meer groen", "=SOM(1)", "Een bank", "Een bank.", "Kom langs", "1-2", "007"]
KINDS = (
    "keuze", "meerkeuze", "stickers", "verdeling", "rangorde", "schaal", "instemming", "checklist", "assenveld",
    "woorden", "open", "vragen", "inschrijven", "prik", "profiel",
)  # fmt: skip
_PROFILE: dict[str, Any] = {
    "assen": [{"naam": "een", "min": "a", "plus": "b"}, {"naam": "twee", "min": "c", "plus": "d"}],
    "items": [{"as": axis, "min": f"{axis} {n} min", "plus": f"{axis} {n} plus"}
              for axis in ("een", "twee") for n in range(3)],
    "stijlen": [{"naam": ends, "bij": list(ends), "jij": "x", "groep": "y"} for ends in ("ac", "ad", "bc", "bd")],
}  # fmt: skip
_STEPS = 90


@dataclass
class Evening:
    """What came of it: the session with its last hash, and the role of who gave each answer, by its receipt."""

    session: Session
    head: str
    roles: dict[str, str] = field(default_factory=dict)


def _question(chance: Random, kind: str, front: Mapping[str, Any]) -> dict[str, Any]:
    options = chance.sample(WORDS, chance.randint(2, 6))
    own: dict[str, list[dict[str, Any]]] = {
        "keuze": [{}, {"drempel": 67, "blanco": "ja"}, {"aandeel": "ja", "blanco": "ja"}, {"eigen": "Iets anders"}],
        "meerkeuze": [{"max": 2}, {"aandeel": "ja"}, {"eigen": "Iets anders"},
                      {"budget": 100, "opties": [{"tekst": one, "kosten": 30} for one in options]}],
        "stickers": [{"aantal": 3}],
        "verdeling": [{}, {"totaal": 7, "eenheid": "euro"}, {"totaal": 250_000, "eenheid": "euro"}],
        "schaal": [{"tot": 5}, {"tot": 10, "stellingen": options}, {"tot": 3, "stellingen": options}],
        "instemming": [{"voorstel": "We doen dit."}],
        "checklist": [{"items": options}, {"items": options, "antwoorden": ["rood", "geel", "groen"]},
                      {"items": options, "antwoorden": ["voor", "tegen", "blanco"], "drempel": 60}],
        "assenveld": [{"items": options, "x": ["laag", "hoog"], "y": ["weinig", "veel"]}],
        "inschrijven": [{"plekken": chance.randint(1, 4)}],
        "prik": [{"beeld": "stad", "alt": "De straat"}],
        "profiel": [_PROFILE],
    }  # fmt: skip
    chosen = {"keuze", "meerkeuze", "stickers", "verdeling", "rangorde", "inschrijven"}
    asked: dict[str, Any] = {"vraag": "Wat kies je?", **({"opties": options} if kind in chosen else {})}
    asked |= chance.choice(own.get(kind, [{}]))
    if kind in ("open", "vragen", "woorden"):
        asked |= {"max": 3, **({"moderatie": "ja"} if chance.random() < 0.2 else {})}
    ways: list[dict[str, Any]] = [{}, {}, {"per_rol": "ja"}, {"per_rol": "ja", "openlijk": "ja"}]
    if "tafels" in front and kind not in ("profiel", "inschrijven"):
        ways += [{"tafels": "ja"}, {"per_tafel": "ja"}]
    if "stembriefjes" in front and kind in ("keuze", "meerkeuze", "instemming", "schaal"):
        ways += [{"stembriefje": "ja"}] * 4
    return asked | chance.choice(ways)


def _deck(chance: Random) -> tuple[str, Sequence[str]]:
    front: dict[str, Any] = {"titel": "Proef", "rollen": ["bewoner", "ondernemer", "gemeente"]}
    front |= chance.choice([{}, {"tafels": 4}, {"tafels": ["noord", "zuid"]}, {"stembriefjes": 30}])
    kinds = [chance.choice(KINDS) for _ in range(chance.randint(2, 4))]
    asked = [(kind, _question(chance, kind, front)) for kind in kinds]
    if not any("stembriefje" in question for _, question in asked):
        front.pop("stembriefjes", None)
    cards = [
        f"# Kaart {number} {kind} {{#k{number}}}\n\n```{kind}\n{_as_yaml(question)}```\n"
        for number, (kind, question) in enumerate(asked)
    ]
    return "\n".join([f"---\n{_as_yaml(front)}---\n", *cards]), [f"k{number}" for number in range(len(kinds))]


def _as_yaml(data: Mapping[str, Any]) -> str:
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))


def _parts(chance: Random, total: int, parts: int) -> list[str]:
    cuts = sorted(chance.randrange(total + 1) for _ in range(parts - 1))
    return [str(end - begin) for begin, end in zip([0, *cuts], [*cuts, total], strict=True)]


def _filled(chance: Random, one: Field, kind: str) -> dict[str, list[str]]:
    """The inputs of one field, filled in."""
    match one:
        case OneOf():
            return {one.name: [str(chance.randrange(len(one.options)))]}
        case SeveralOf():
            many = chance.randint(1, min(one.most, len(one.options)))
            return {one.name: list(map(str, chance.sample(range(len(one.options)), many)))}
        case Points():
            given = _parts(chance, one.total if one.exact else chance.randint(1, one.total), len(one.options))
        case Scale():
            given = [str(chance.choice(one.scores))]
        case Order():
            given = list(map(str, chance.sample(range(len(one.options)), chance.randint(1, len(one.options)))))
        case Place():
            given = [str(chance.randint(0, 10)), str(chance.randint(0, 10))]
        case Pins():
            given = [f"{chance.randint(0, 1000)},{chance.randint(0, 1000)}", chance.choice(["B3", "A1"])]
        case Texts():
            given = [chance.choice(WORDS if kind == "woorden" else TEXTS) for _ in range(chance.randint(1, one.most))]
            if one.name == "eigen" and chance.random() < 0.6:
                given = []
    return {name: [value] for name, value in zip(one.inputs, given, strict=False)}


def _form(chance: Random, asked: Round, role: str) -> dict[str, list[str]]:
    fields = [one for one in asked.activity.form_dealt(role, None) if one.name != "tafel"]
    kept = [one for one in fields if len(fields) == 1 or chance.random() > 0.12]
    return {name: value for one in kept for name, value in _filled(chance, one, asked.activity.word).items()}


class Room:
    """The evening under way."""

    def __init__(self, chance: Random, room: Workshop, cards: Sequence[str], codes: Sequence[str]) -> None:
        self._chance, self.room, self._cards, self._codes = chance, room, cards, codes
        self._changes = Changes(room)
        people = chance.choice([3, 7, 12, 25])
        self._phones = {f"token-{n:032d}": chance.choice([*room.session.roles, ""]) for n in range(people)}
        self.roles: dict[str, str] = {}

    async def arrive(self) -> None:
        """Everybody takes part, and nearly all sit down at a table where there are tables."""
        for token in self._phones:
            await self.room.join(token)
            self._sit(token)

    def _sit(self, token: str) -> None:
        if self.room.session.tables and self._chance.random() < 0.9:
            self.room.sit(token, self._chance.choice(self.room.session.tables))

    async def order(self, opdracht: str, **words: Any) -> None:
        """Give a command, which may be refused."""
        with contextlib.suppress(KompasError, BadRequest):
            await carry_out(self.room, {"opdracht": opdracht, **words}, self._changes)

    async def step(self) -> None:
        """One thing that somebody does."""
        chance, session = self._chance, self.room.session
        what = chance.choices(
            ("vote", "go", "open", "close", "back", "hands", "texts", "equal", "words", "paddles", "support", "sit"),
            (40, 12, 10, 5, 3, 3, 12, 2, 2, 3, 3, 2),
        )[0]
        current, last = session.open_round, session.last_round(session.card)
        texts = [(asked, item.id) for asked in session.rounds.values() for item in asked.texts()]
        match what:
            case "vote":
                await self._vote()
            case "go":
                await self.order("ga", kaart=chance.choice(self._cards))
            case "open" if current is None:
                await self.order("open", ronde=chance.choice(["nieuw", "nieuw", "verder"]))
            case "close" if current is not None:
                await self.order("sluit")
            case "back":
                await self.order("terug")
            case "hands" if last is not None:
                raised = [chance.randint(0, 4) for _ in last.activity.listed()]
                await self.order("handen", aantallen=raised, **chance.choice([{}, {"mensen": 30}]))
            case "texts" if texts:
                asked, one = chance.choice(texts)
                act = chance.choice(["verberg", "toon", "groepeer", "voeg_samen", "voeg_samen", "beantwoord", "open"])
                into = chance.choice([item.id for item in asked.texts()])
                await self.order("modereer", tekst_id=one, doe=act, groep="Kopje", met=into)
            case "equal" if texts:
                await self.order("voeg_gelijke_samen", tekst_id=chance.choice(texts)[1])
            case "words":
                await self.order("toon")
                await self.order("voeg_woorden_samen", woorden=chance.sample(WORDS, 2), tot=chance.choice(WORDS))
            case "paddles":
                read = {str(chance.randint(1, 40)): chance.choice("ABCD") for _ in range(chance.randint(1, 9))}
                await self.order("kaarten", gelezen=read)
            case "support" if current is None:
                written = [asked.card for asked in session.rounds.values() if asked.activity.takes_support]
                if written:
                    await self.order("ga", kaart=written[-1])
                    await self.order("open", ronde="steun")
            case "sit":
                self._sit(chance.choice(list(self._phones)))
            case _:
                pass

    async def _vote(self) -> None:
        """Some phones answer, now and then for two people; on a closed round it is too late."""
        chance = self._chance
        if self.room.session.open_round is None:
            await self.order("ga", kaart=chance.choice(self._cards))
            await self.order("open", ronde="nieuw")
        asked = self.room.session.open_round or next(reversed(self.room.session.rounds.values()), None)
        if asked is None:
            return
        for token in chance.sample(list(self._phones), chance.randint(1, max(1, len(self._phones) // 2))):
            role = self._phones[token]
            for _ in range(chance.choice([1, 1, 2])):
                nonce, key = (f"{chance.getrandbits(128):032x}" for _ in range(2))
                slip = chance.choice(self._codes) if asked.activity.by_slip else ""
                form = _form(chance, asked, role)
                try:
                    receipt = await self.room.cast(token, asked.id, form, role=role, nonce=nonce, key=key, slip=slip)
                except KompasError:
                    continue
                self.roles[receipt.code] = role


async def evening(seed: int, log: Path) -> Evening:
    """The evening with this seed, with its log at this path; most evenings are ended."""
    chance = Random(f"natellen/{seed}")
    deck, cards = _deck(chance)
    codes = new_slips(30) if "stembriefjes" in deck else []
    journal = LogJournal(log)
    try:
        room = Room(chance, await workshop(("proef", deck, False), journal=journal, codes=codes), cards, codes)
        await room.arrive()
        for _ in range(chance.randint(30, _STEPS)):
            await room.step()
        await room.order("sluit")
        if chance.random() < 0.8:
            await room.order("stop")
        await room.room.close()
        return Evening(room.room.session, room.room.head, room.roles)
    finally:
        journal.close()
