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
from kompas_tui.domain.events import Details
from kompas_tui.journal import SessionFolder
from kompas_tui.web import Limits, WebSettings, bind, create_app, serve
from kompas_tui.workshop import Workshop, open_workshop

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
"""

ROUND_CARDS = ("keuze", "meerkeuze", "stickers", "schaal", "woorden", "open")


@dataclass
class Control:
    """An input of a form, with the text of its label."""

    name: str
    kind: str
    value: str
    checked: bool = False
    label: str = ""
    identity: str = ""


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
        elif tag in ("input", "textarea"):
            kind = given.get("type", "textarea")
            control = Control(given["name"], kind, given.get("value", ""), "checked" in given)
            control.identity = given.get("id", "")
            self.forms[-1].controls.append(control)
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
        if last == "textarea":
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
        """A client that is closed with the room."""
        self.clients.append(httpx.AsyncClient(base_url=self.url, **settings))
        return self.clients[-1]

    def phone(self) -> PlainPhone:
        """A new participant."""
        return PlainPhone(self)

    async def open(self, card: str) -> None:
        """Open a round on a card."""
        await self.workshop.go(card)
        await self.workshop.open_round()

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
        sock, _ = bind(port)
        port = sock.getsockname()[1]
        given = {"on_pause": lambda: calls.append("pauze"), "on_end": lambda: calls.append("stop")} | settings
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


async def until(condition: Callable[[], bool]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.01)


async def stream_data(response: httpx.Response) -> AsyncIterator[str]:
    """What an event stream tells, heartbeats left out."""
    async with asyncio.timeout(10):
        async for line in response.aiter_lines():
            if line.startswith("data: "):
                yield line.removeprefix("data: ")


def is_taken(port: int) -> bool:
    """Whether something listens on a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
