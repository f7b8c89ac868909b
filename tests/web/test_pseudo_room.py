"""Nor is a string forgotten of what happens around a question: bears, groups, tables, speakers, slips, a canvas."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from kompas_tui.domain.outcome.box import box_to_read
from kompas_tui.journal import SessionFolder
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.box import HandleBox
from kompas_tui.workshop.commands.course import End, GoTo
from kompas_tui.workshop.commands.floor import GiveFloor
from kompas_tui.workshop.commands.groups import FormGroups
from kompas_tui.workshop.commands.room import AllowTablet, CountHands
from kompas_tui.workshop.commands.time import PaceRhythm
from tests.web.pseudo import PSEUDO, ours
from tests.web.pseudo import speaks_pseudo as speaks_pseudo  # the fixture
from tests.web.room import PageReader, ParsedForm, PlainPhone, ServedRoom, served

DECK = """---
titel: Улица
rollen: [сосед, лавка]
tafels: [вода, трава]
stembriefjes: 20
vragenbus: ja
---

# Медведи {#beer}

```beer
naam: Деньги
familie: structuur
gezegd: [Так нельзя]
tips: [Начни с малого]
```

# Время {#tijd}

```beer
naam: Время
familie: structuur
gezegd: [Некогда]
tips: [Начни]
```

# Считаем {#tellen}

```meerkeuze
vraag: Какие медведи?
opties: [Деньги, Время]
```

# Ещё медведь {#missen}

```open
vraag: Какого нет?
max: 1
berenjacht: ja
```

# Уговор {#deal}

```canvas
naam: Уговор
soort: deal
cellen:
  - {naam: doel, titel: Наша цель, uit: missen}
  - {naam: tijd, titel: Время}
akkoord: akkoord
```

# Согласие {#akkoord}

```instemming
vraag: Согласны?
voorstel: Мы начинаем.
per_rol: ja
openlijk: ja
```

# Группы {#groepen}

```groepen
van: 3
rondes: 2
gastheren: ja
```

# Река {#rivier}

```keuze
vraag: Какая река?
opties: [Маас, Ротте, Схи]
goed: Ротте
seconden: 600
```

# Разговор {#praten}

```ritme
rondes:
  - {titel: Один, minuten: 1}
  - {minuten: 2}
wissel: 30
```

# План {#plan}

```keuze
vraag: Делаем?
opties: [Да, Нет]
stembriefje: ja
drempel: 60
blanco: ja
aandeel: ja
```

# Вместе {#samen}

```keuze
vraag: Что выберет стол?
opties: [Да, Нет]
tafels: ja
```

# Порознь {#ieder}

```keuze
vraag:
  вода: Что с водой?
  трава: Что с травой?
opties: [Да, Нет]
per_tafel: ja
```

# Деньги {#geld}

```meerkeuze
vraag: Куда деньги?
budget: 50000
eenheid: крон
opties:
  - {tekst: Деревья, kosten: 12000}
  - {tekst: Скамьи, kosten: 20000}
  - {tekst: Лампы, kosten: 30000}
```

# Запись {#schrijf}

```inschrijven
vraag: Кто поможет?
opties: [Утро, Вечер]
plekken: 1
contact: ja
```
"""

_NUMBER = re.compile(r"\d{4}-[A-Z0-9]{4}\b")
"""The number of an agreement is the same in every language."""


def _filled(form: ParsedForm) -> dict[str, str]:
    """The first of everything that can be filled in."""
    sent: dict[str, str] = {}
    for control in form.controls:
        match control.kind:
            case "radio" | "checkbox":
                sent.setdefault(control.name, control.value)
            case "number":
                sent[control.name] = "1"
            case "text" | "textarea":
                sent[control.name] = "Слово"
    return sent


class _Evening:
    """The phones of an evening, and what was Dutch on them, by where that was."""

    def __init__(self, room: ServedRoom, slips: Sequence[str]) -> None:
        self.room, self.slips, self.left = room, slips, dict[str, list[str]]()
        self.phones = [self.new_phone() for _ in range(4)]

    def new_phone(self) -> PlainPhone:
        phone = self.room.phone()
        phone.client.cookies.set("kompas-taal", PSEUDO)
        return phone

    def read(self, where: str, page: str) -> PageReader:
        if found := [text for text in ours(page) if ours(_NUMBER.sub("", text))]:
            self.left[where] = found
        return PageReader(page)

    async def look(self, where: str, phones: Sequence[PlainPhone] = (), query: str = "") -> None:
        for phone in phones or self.phones[:1]:
            self.read(where, (await phone.client.get(f"/{phone.code}{query}")).text)

    async def send(self, where: str, phone: PlainPhone, to: str = "", query: str = "", **filled: str) -> PageReader:
        """Fill in the form that goes there, or else the question; with nothing given, the first of everything."""
        forms = PageReader((await phone.client.get(f"/{phone.code}{query}")).text).forms
        form = next(form for form in forms if (form.action.endswith(to) if to else "ronde" in form.data()))
        return self.read(where, (await phone.send(form, **(filled or _filled(form)))).text)

    async def ask(self, card: str, phones: int = 1, *, opened: bool = False) -> None:
        """A round: its question, a refusal, an answer and its result."""
        if not opened:
            await self.room.open(card)
        await self.look(card)
        await self.send(f"{card}: refused", self.phones[0], ronde=_open_round(self.room))
        for phone in self.phones[:phones]:
            await self.send(f"{card}: saved", phone)
        await self.show(card)

    async def show(self, card: str) -> None:
        await self.room.workshop.do(CloseRound())
        await self.room.workshop.do(ShowResult())
        await self.look(f"{card}: result", self.phones[:2])


def _open_round(room: ServedRoom) -> str:
    assert room.workshop.session.open_round is not None
    return room.workshop.session.open_round.id


@pytest.mark.usefixtures("speaks_pseudo")
async def test_no_word_of_ours_stays_dutch_around_a_question(folder: SessionFolder, tmp_path: Path) -> None:
    deck = tmp_path / "eigen.md"
    deck.write_text(DECK, encoding="utf-8")
    async with served(folder, deck) as room:
        evening = _Evening(room, folder.slips())
        for _ in range(2):  # a phone is known once its cookie came back
            await evening.look("waiting", evening.phones)
        for part in (_box, _bears, _canvas, _tables, _groups_and_turns, _slips, _tablet, _elsewhere):
            await part(evening)
        assert evening.left == {}


async def _box(evening: _Evening) -> None:
    await evening.send("box", evening.phones[0], "/vragenbus", tekst="Когда?")
    for how in ("toon", "beantwoord"):
        for item in box_to_read(evening.room.workshop.session):
            await evening.room.workshop.do(HandleBox(item.id, how))
        await evening.look(f"box: {how}", evening.phones[:2])


async def _bears(evening: _Evening) -> None:
    do = evening.room.workshop.do
    await do(GoTo("beer"))
    await evening.look("bear")
    await evening.ask("tellen")
    await evening.ask("missen", 2)
    await do(OpenRound("steun"))
    await evening.ask("steun", opened=True)
    own = [card.address for card in evening.room.workshop.course.cards if card.address.startswith("eigen-beer")]
    assert own
    for card in (own[0], "beer-leeft", "beer-wie", "beer-tips", own[-1]):
        await do(GoTo(card))
        await evening.look(f"{card}: waiting")
        if evening.room.workshop.card.activity is not None:
            await evening.ask(card)


async def _canvas(evening: _Evening) -> None:
    await evening.room.workshop.do(GoTo("deal"))
    await evening.look("deal")
    await evening.send("role: none", evening.phones[0], "/rol")
    await evening.send("role", evening.phones[0], "/rol", rol="сосед")
    await evening.ask("akkoord", 2)
    await evening.room.workshop.do(GoTo("deal"))
    await evening.look("deal: asked")


async def _tables(evening: _Evening) -> None:
    one, two, three, _ = evening.phones
    await evening.room.open("samen")
    await evening.send("table: none", one, "/tafel", tafel="")
    for phone, table in ((one, "вода"), (two, "вода"), (three, "трава")):
        await evening.send("table", phone, "/tafel", tafel=table)
    await evening.look("samen", evening.phones)
    await evening.send("samen: saved", one)
    await evening.send("samen: changed", two, query="?wijzig=1", keuze="1")
    await evening.look("samen: outvoted")
    await evening.room.workshop.do(CloseRound())
    await evening.room.workshop.do(CountHands({"Да": 3, "Нет": 1}))
    await evening.show("samen")
    await evening.ask("ieder", 3)
    await evening.ask("geld", 2)
    await evening.ask("schrijf", 2)


async def _groups_and_turns(evening: _Evening) -> None:
    do = evening.room.workshop.do
    await do(GoTo("groepen"))
    await do(FormGroups(1))
    await evening.look("groups", evening.phones)
    await do(GiveFloor("open"))
    for phone in evening.phones[:3]:
        await evening.send("floor: asked", phone, "/woord")
    await do(GiveFloor("volgende"))
    await evening.look("floor", evening.phones)
    await evening.ask("rivier")
    await do(GoTo("praten"))
    await do(PaceRhythm("start"))
    await evening.look("rhythm")
    await do(PaceRhythm("verder"))
    await evening.look("rhythm: change")
    await do(PaceRhythm("verder"))
    await evening.look("rhythm: nameless")
    await do(PaceRhythm("stop"))


async def _slips(evening: _Evening) -> None:
    one, two, *_ = evening.phones
    slip = evening.slips[0]
    await evening.room.open("plan")
    await evening.send("slip: none", one, keuze="0")
    await evening.send("slip: wrong", one, keuze="0", stemcode="AAAA")
    for phone in (one, two):
        await evening.send("slip", phone, keuze="0", stemcode=slip)
    await evening.look("slip: used elsewhere")
    await evening.show("plan")


async def _tablet(evening: _Evening) -> None:
    device = evening.new_phone()
    await evening.look("tablet", [device])
    await evening.look("tablet: offered", [device], "?tablet=1")
    asked = await device.client.post(f"/{device.code}/tablet", data={"stand": "aan"})
    evening.read("tablet: asked", asked.text)
    code = re.search('<b translate="no">([^<]+)', asked.text)
    assert code is not None
    await evening.room.workshop.do(AllowTablet(code[1]))
    await evening.room.open("geld")
    await evening.send("tablet: saved", device)
    await evening.room.workshop.do(CloseRound())


async def _elsewhere(evening: _Evening) -> None:
    phone = evening.phones[0]
    for path in ("/", "/OOOO", "/x/y/z", f"/{phone.code}/mijn"):
        evening.read(path, (await phone.client.get(path)).text)
    for path in ("", "/rol", "/tafel", "/woord", "/vragenbus", "/tablet", "/volgende"):
        for body in (b"%%%", b"x" * 20_000):
            answer = await phone.client.post(f"/{phone.code}{path}", content=body)
            evening.read(f"{path}: {body[:3]!r}", answer.text)
    evening.read("method", (await phone.client.put(f"/{phone.code}")).text)
    await evening.room.workshop.do(End())
    await evening.look("end")
    evening.read("afterwards", (await phone.client.get(f"/{phone.code}/mijn")).text)
