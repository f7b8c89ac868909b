"""A real room for tests: a workshop in a folder, served on a real port, and phones that read plain HTML."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx

from kompas_tui.deck_files import load_decks
from kompas_tui.domain.session.events import Details
from kompas_tui.journal import SessionFolder
from kompas_tui.web import Away, Limits, WebSettings, bind, create_app, serve
from kompas_tui.workshop import Workshop, open_workshop
from kompas_tui.workshop.commands.asking import OpenRound
from kompas_tui.workshop.commands.course import GoTo
from tests.ports import free_port
from tests.waiting import PATIENCE, eventually_async

KEY = "sleutel-voor-de-proef"

DECK = """---
titel: Samen de straat opknappen
organisatie: Gemeente Rotterdam
doel: We willen weten wat de straat nodig heeft.
bewaren: 30
rollen: [bewoner, ondernemer]
begrippen:
  geveltuin: Een smalle tuin langs de muur van een huis.
---

# Welkom {#welkom}

Fijn dat je er bent.

# Wat eerst {#keuze}

```keuze
vraag: Waar beginnen we mee?
toelichting: Denk aan wat jij elke dag ziet.
opties:
  - Een geveltuin
  - Een bank
  - Meer licht
per_rol: ja
openlijk: ja
```

# Wat helpt {#meerkeuze}

```meerkeuze
vraag: Wat helpt jou om mee te doen?
max: 2
opties:
  - Meer tijd
  - Gereedschap
  - Een vast moment
  - Iemand die belt
```

# Stickers plakken {#stickers}

```stickers
vraag: Waar gaat het geld heen?
aantal: 3
opties:
  - Groen
  - Spelen
  - Licht
```

# Hoe gaat het {#schaal}

```schaal
vraag: Hoe gaat het in de straat?
stellingen:
  - Ik voel me hier veilig
  - Ik ken mijn buren
tot: 5
uitersten: [helemaal niet, helemaal wel]
```

# In een woord {#woorden}

```woorden
vraag: Wat is de straat voor jou?
max: 3
```

# Vertel {#open}

```open
vraag: Wat moeten we niet vergeten?
max: 2
```

# Honderd punten {#verdeling}

```verdeling
vraag: Hoe verdeel jij het geld?
opties:
  - Groen
  - Spelen
  - Licht
```

# Op volgorde {#rangorde}

```rangorde
vraag: Wat komt eerst?
opties:
  - Een bank bij het plein
  - Meer licht in de steeg
  - Een geveltuin
  - Een plek om te spelen voor kinderen van alle leeftijden
```

# Een voorstel {#instemming}

```instemming
vraag: Gaan we dit doen?
voorstel: We sluiten de straat elke zondag voor auto’s.
```

# Staat het goed {#checklist}

```checklist
vraag: Wat hebben we al geregeld?
items:
  - Iedereen weet wat het doel is
  - De taken zijn verdeeld
  - Er is geld
  - Er is een plek om samen te komen
  - De buren weten ervan
  - We weten wanneer het klaar is
  - We vieren wat lukt
```

# Waar ligt het {#assenveld}

```assenveld
vraag: Waar ligt elk idee?
items: [Een geveltuin, Een bank]
x: [weinig werk, veel werk]
y: [weinig effect, veel effect]
```

# Vragen staat vrij {#vragen}

```vragen
vraag: Wat wil je weten?
max: 2
```

# Hoe leer jij {#profiel}

```profiel
vraag: Hoe werk jij het liefst?
assen:
  - {naam: opnemen, min: voelen, plus: denken}
  - {naam: verwerken, min: doen, plus: kijken}
items:
  - {as: opnemen, min: Ik ga af op mijn gevoel, plus: Ik zet het eerst op een rij}
  - {as: verwerken, min: Ik begin gewoon, plus: Ik kijk eerst rustig toe}
  - {as: opnemen, min: Ik vraag wat anderen voelen, plus: Ik vraag naar de feiten}
  - {as: verwerken, min: Ik probeer het uit, plus: Ik wacht tot ik het snap}
  - {as: opnemen, min: Een verhaal blijft mij bij, plus: Een schema blijft mij bij}
  - {as: verwerken, min: Ik leer van doen, plus: Ik leer van lezen}
  - {as: opnemen, min: Ik let op de sfeer, plus: Ik let op de inhoud}
  - {as: verwerken, min: Ik praat hardop mee, plus: Ik denk eerst in stilte}
  - {as: opnemen, min: Ik kies met mijn hart, plus: Ik kies met mijn hoofd}
  - {as: verwerken, min: Ik maak iets, plus: Ik beschrijf iets}
  - {as: opnemen, min: Ik vertrouw op mensen, plus: Ik vertrouw op cijfers}
  - {as: verwerken, min: Ik zet de eerste stap, plus: Ik zie wat er gebeurt}
  - {as: opnemen, min: Ik wil iets meemaken, plus: Ik wil iets begrijpen}
  - {as: verwerken, min: Ik pak aan, plus: Ik denk na}
stijlen:
  - {naam: doener, bij: [voelen, doen], jij: Je begint graag., groep: Begin met iets doen.}
  - {naam: dromer, bij: [voelen, kijken], jij: Je ziet veel kanten., groep: Neem tijd voor ideeën.}
  - {naam: denker, bij: [denken, kijken], jij: Je weegt graag af., groep: Leg uit waarom.}
  - {naam: beslisser, bij: [denken, doen], jij: Je kiest graag., groep: Neem een besluit.}
```

# Schrijf je in {#formulier}

```formulier
vraag: Wie doet wat?
velden:
  - {naam: doel, vraag: Wat ga je doen?, verplicht: ja}
  - {naam: partij, vraag: Wie ben je?, soort: keuze, opties: [bewoner, gemeente, ondernemer]}
  - {naam: dag, vraag: Vanaf wanneer?, soort: datum}
  - {naam: uren, vraag: Hoeveel uur per week?, soort: getal}
  - {naam: bel, vraag: Op welk nummer bellen we je?, persoonsgegeven: ja}
```

# Vraag en aanbod {#markt}

```markt
vraag: Wat zoek je en wat bied je?
```

# Prik op de kaart {#prik}

```prik
vraag: Waar kan het beter?
beeld: stad
max: 3
reden: ja
vlakken:
  de speeltuin: [0.25, 0, 0.25, 0.5]
  Het plein: [0.5, 0.5, 0.25, 0.5]
```

# Aan tafel {#tafel}

```keuze
vraag: Wat kiest jullie tafel?
opties: [Een geveltuin, Een bank]
tafels: ja
```

# Eerst lezen {#moderatie}

```open
vraag: Wat wil je kwijt?
max: 1
moderatie: ja
```
"""

ROUND_CARDS = (
    "keuze", "meerkeuze", "stickers", "schaal", "woorden", "open", "verdeling", "rangorde", "instemming",
    "checklist", "assenveld", "vragen", "profiel", "formulier", "markt", "prik", "tafel",
    "moderatie",
)  # fmt: skip

Sent = dict[str, str | list[str]]

PROFILE = {f"item-{number}": "0" if number % 5 else "1" for number in range(1, 15)}

ANSWERS: dict[str, tuple[Sent, dict[str, object]]] = {
    "keuze": ({"keuze": "1"}, {"keuze": 1}),
    "meerkeuze": ({"keuzes": ["0", "3"]}, {"keuzes": [0, 3]}),
    "stickers": ({"stickers-1": "2", "stickers-3": "1"}, {"stickers": [2, 0, 1]}),
    "schaal": ({"score-1": "4", "score-2": "1"}, {"score-1": 4, "score-2": 1}),
    "woorden": ({"woord-1": "thuis", "woord-3": "druk"}, {"woord": ["thuis", "", "druk"]}),
    "open": ({"tekst-1": "Een bank\n\nbij de school"}, {"tekst": ["Een bank\n\nbij de school", ""]}),
    "verdeling": ({"punten-1": "60", "punten-2": "40"}, {"punten": [60, 40, 0]}),
    "rangorde": ({"rangorde-1": "2", "rangorde-2": "0"}, {"rangorde": [2, 0]}),
    "instemming": (
        {"instemming": "3", "reden-1": "Te druk op zondag"},
        {"instemming": 3, "reden": ["Te druk op zondag"]},
    ),
    "checklist": (
        {"item-1": "0", "item-3": "2", "idee-3-1": "Vraag een potje"},
        {"item-1": 0, "item-3": 2, "idee-3": ["Vraag een potje"]},
    ),
    "assenveld": ({"plek-1-x": "2", "plek-1-y": "10"}, {"plek-1": [2, 10]}),
    "vragen": ({"vraag-2": "Wanneer begint het?"}, {"vraag": ["", "Wanneer begint het?"]}),
    "profiel": (dict(PROFILE), {name: int(value) for name, value in PROFILE.items()}),
    "formulier": (
        {
            "veld-1-1": "Snoeien",
            "veld-2": "1",
            "veld-3-1": "2026-12-31",
            "veld-4-1": "2,5",
            "veld-5-1": "06 1234",
            "veld-5-mag": "0",
        },
        {
            "veld-1": ["Snoeien"],
            "veld-2": 1,
            "veld-3": ["2026-12-31"],
            "veld-4": ["2,5"],
            "veld-5": ["06 1234"],
            "veld-5-mag": [0],
        },
    ),
    "markt": ({"vraag-1": "Een ladder", "aanbod-2": "Koffie"}, {"vraag": ["Een ladder", ""], "aanbod": ["", "Koffie"]}),
    "prik": (
        {"prik-1": "512,233", "prik-2": "vlak-1", "prik-3": "A1"},
        {"prik": [[512, 233], [375, 250], [62, 83]]},
    ),
    "tafel": ({"tafel-1": "3", "keuze": "0"}, {"tafel": ["3"], "keuze": 0}),
    "moderatie": ({"tekst-1": "Dit lees je nog niet"}, {"tekst": ["Dit lees je nog niet"]}),
}
"""Per card what a form sends, and what is kept of it."""


@dataclass
class Control:
    """An input of a form, with the text of its label."""

    name: str
    kind: str
    value: str
    checked: bool = False
    label: str = ""
    identity: str = ""
    options: list[tuple[str, str]] = field(default_factory=list)
    """The values and texts of a select."""


@dataclass
class ParsedForm:
    """A form as a phone without JavaScript sees it."""

    method: str
    action: str
    controls: list[Control] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)

    def of(self, kind: str) -> list[Control]:
        """The controls of a kind."""
        return [control for control in self.controls if control.kind == kind]

    def data(self) -> dict[str, list[str]]:
        """What the form sends as it stands."""
        sent: dict[str, list[str]] = {}
        for control in self.controls:
            if control.kind not in ("radio", "checkbox") or control.checked:
                sent.setdefault(control.name, []).append(control.value)
        return sent


class PageReader(HTMLParser):
    """Reads a page: its words and its forms."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.forms: list[ParsedForm] = []
        self.labels: dict[str, str] = {}
        self.tables: list[list[list[str]]] = []
        self._open: list[str] = []
        self._label = ""
        self.feed(html)
        for form in self.forms:
            for control in form.controls:
                control.label = self.labels.get(control.identity, "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(ParsedForm(given.get("method", "get"), given["action"]))
        elif tag in ("input", "textarea", "select"):
            kind = given.get("type", tag)
            control = Control(given["name"], kind, given.get("value", ""), "checked" in given)
            control.identity = given.get("id", "")
            self.forms[-1].controls.append(control)
        elif tag == "option":
            select = self.forms[-1].controls[-1]
            select.options.append((given["value"], ""))
            if "selected" in given:
                select.value = given["value"]
        elif tag == "label":
            self._label = given["for"]
        elif tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if any(tag in ("style", "script") for tag in self._open):
            return
        self.words.append(data)
        last = self._open[-1] if self._open else ""
        if last == "option":
            value, text = self.forms[-1].controls[-1].options[-1]
            self.forms[-1].controls[-1].options[-1] = (value, text + data)
        elif last == "textarea":
            self.forms[-1].controls[-1].value += data.removeprefix("\n")
        elif last == "button":
            self.forms[-1].buttons.append(data)
        elif last == "label":
            self.labels[self._label] = self.labels.get(self._label, "") + data
        elif last in ("td", "th"):
            self.tables[-1][-1][-1] += data

    @property
    def text(self) -> str:
        """The words of the page on one line."""
        return " ".join(" ".join(self.words).split())


class PlainPhone:
    """A participant without JavaScript."""

    def __init__(self, room: "ServedRoom") -> None:
        self.client = room.client(follow_redirects=True)
        self.code = room.workshop.session.code

    async def look(self, query: str = "") -> PageReader:
        """Open or refresh the page."""
        response = await self.client.get(f"/{self.code}{query}")
        assert response.status_code == 200
        return PageReader(response.text)

    async def send(self, form: ParsedForm, **changed: str | list[str]) -> httpx.Response:
        """Send a form, with some inputs changed."""
        return await self.client.post(form.action, data=form.data() | changed)


@dataclass
class ServedRoom:
    """A workshop that is served on a port."""

    workshop: Workshop
    url: str
    port: int
    calls: list[str]
    clients: list[httpx.AsyncClient] = field(default_factory=list)

    def client(self, **settings: Any) -> httpx.AsyncClient:
        """A client that is closed with the room; without certificates, whose reading takes longest of all."""
        self.clients.append(httpx.AsyncClient(base_url=self.url, verify=False, **({"timeout": PATIENCE} | settings)))
        return self.clients[-1]

    def phone(self) -> PlainPhone:
        """A new participant."""
        return PlainPhone(self)

    async def open(self, card: str) -> None:
        """Open a round on a card."""
        await self.workshop.do(GoTo(card))
        await self.workshop.do(OpenRound())

    def remote(self) -> httpx.AsyncClient:
        """The facilitator's remote."""
        return self.client(headers={"authorization": f"Bearer {KEY}"})


@contextlib.asynccontextmanager
async def served(
    folder: SessionFolder, deck: Path, *, port: int = 0, limits: Limits | None = None, **settings: Any
) -> AsyncIterator[ServedRoom]:
    """Open the session in this folder and serve it on a free port."""
    calls: list[str] = []
    with folder.lock():
        workshop = await open_workshop(folder, load_decks([str(deck)]), Details())
        sock, _ = bind(port or free_port())
        port = sock.getsockname()[1]
        given = {"on_pause": lambda: calls.append("pauze"), "on_end": lambda: calls.append("stop")} | settings
        given.setdefault("away", Away(folder.away(), folder.keep_away))
        try:
            async with serve(create_app(workshop, WebSettings(KEY, **given)), sock, limits=limits):
                room = ServedRoom(workshop, f"http://127.0.0.1:{port}", port, calls)
                try:
                    yield room
                finally:
                    for client in room.clients:
                        await client.aclose()
        finally:
            await workshop.close()


def roles_of(room: ServedRoom, round_id: str) -> list[str]:
    """The roles in a round, which only the running session can read."""
    session = room.workshop.session
    assert session.masks is not None
    read = session.masks.read(round_id, session.rounds[round_id].ballots.values(), session.roles)
    assert read is not None
    return list(read.values())


async def until(condition: Callable[[], bool]) -> None:
    """Wait until something holds."""
    await eventually_async(condition)


async def stream_data(response: httpx.Response) -> AsyncIterator[str]:
    """What an event stream tells, heartbeats left out."""
    async with asyncio.timeout(PATIENCE):
        async for line in response.aiter_lines():
            if line.startswith("data: "):
                yield line.removeprefix("data: ")


def is_taken(port: int) -> bool:
    """Whether something listens on a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
