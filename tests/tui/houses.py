"""A house for the beamer's tests: real decks, a real session in a folder of the test, no server."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from kompas_tui.cli.composing import decks_to_take_from, save_composed
from kompas_tui.cli.example import write_example
from kompas_tui.deck_files import load_decks
from kompas_tui.deck_files.composing import PickedCard, SourceDeck
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.library.proposals import Proposal
from kompas_tui.domain.library.sections import ShelfRow
from kompas_tui.domain.library.shelf import Shelf
from kompas_tui.domain.library.things import Source
from kompas_tui.journal import SessionFolder
from kompas_tui.library import Desk
from kompas_tui.tui.choices import Choice, Prepare, StartDecks
from kompas_tui.tui.ports import (
    AddressChoice,
    Check,
    DeckChoice,
    Entrance,
    LibraryOffice,
    Preparing,
    Running,
    SavedDeck,
    SessionChoice,
    TestPhones,
)
from kompas_tui.workshop import Workshop, open_workshop
from kompas_tui.workshop.running import RunningSession

DECK = """---
titel: Speelplein
duur: 30
rollen: [bewoner, gemeente]
---

# Welkom {#welkom}
bron: Werkboek, hoofdstuk 1

Fijn dat je er bent.

# Het midden {#midden}

```keuze
vraag: Wat komt er in het midden?
opties:
  - Een klimrots
  - Een [TODO] [/b] veld
  - Water
```

```regie
duur: 7
Laat het even stil zijn.
```

# Cijfers {#cijfers}

```schaal
vraag: Hoe gaat het?
stellingen:
  - We kennen elkaar
  - We weten wie beslist
tot: 5
uitersten: [slecht, goed]
```

# Woorden {#woorden}

```woorden
vraag: Waar denk je aan?
```

# Stap voor stap {#stappen}

Eerst dit.

---

Dan dat.

# Checklist {#checklist}

```checklist
vraag: Hoe staan we ervoor?
items: [Lekkers, Verrassing]
```

# Ideeën {#ideeen}

```open
vraag: Wat moet er zeker blijven?
max: 1
```

# Een voorstel {#voorstel}

```instemming
vraag: Kun je hiermee leven?
voorstel: Het plein is open tot tien uur.
```

# Een beer {#beer}

```beer
naam: Geld
familie: structuur
gezegd: ["Er is geen geld."]
tips: ["Begin klein", "Vraag om hulp"]
```
"""


@dataclass
class TestOffice:
    """Notes what the library would have written."""

    __test__ = False

    papers: list[str]

    def _written(self, what: str) -> Path:
        self.papers.append(what)
        return Path("exports") / what

    def report_of(self, source: Source) -> Path:
        """Note a report."""
        return self._written(f"verslag {source.title}")

    def as_word(self, shelf: Shelf, title: str, rows: Sequence[ShelfRow]) -> Path:
        """Note a document."""
        return self._written(f"word {title} {len(rows)}")

    def as_sheet(self, shelf: Shelf, title: str, rows: Sequence[ShelfRow]) -> Path:
        """Note a sheet."""
        return self._written(f"csv {title} {len(rows)}")

    def as_agenda_item(self, shelf: Shelf, proposal: Proposal) -> Path:
        """Note an item for an agenda."""
        return self._written(f"agendapunt {proposal.change}")


def moved_to(entrance: Entrance, address: str) -> Entrance:
    """The entrance at another address."""
    place = f"{address}:{entrance.address.partition(':')[2]}"
    return replace(entrance, address=place, url=f"http://{place.upper()}")


TWO_NETWORKS = (
    AddressChoice("10.8.0.2", "VPN (tun0)", "Dit adres is van een VPN. Telefoons in de zaal komen er niet."),
    AddressChoice("192.168.178.23", "wifi (wlan0)"),
)


def laptop(
    choices: tuple[AddressChoice, ...] = TWO_NETWORKS[1:], checks: Sequence[Check] = ()
) -> tuple[Preparing, list[TestPhones]]:
    """A laptop with these addresses that is looked at, and the test phones that were seen, the last of which counts."""
    entrance = [Entrance("", f"{choices[0].address}:8000/PROEF", choices=choices)]
    entrance[0] = moved_to(entrance[0], choices[0].address)
    seen = [TestPhones()]

    def move(address: str) -> None:
        entrance[0] = moved_to(entrance[0], address)

    causes = [("Dit gastnetwerk houdt toestellen uit elkaar.", "Gebruik een eigen wifi-punt."),
              ("De telefoon gebruikt mobiele data.", "Zet mobiele data uit en scan opnieuw.")]  # fmt: skip
    return Preparing(lambda: entrance[0], move, lambda: seen[-1], lambda: checks, causes), seen


@dataclass
class TestHouse:
    """Opens decks in one folder; what was asked for is kept."""

    __test__ = False

    folder: Path
    reports: list[str] = field(default_factory=list)
    workshops: list[Workshop] = field(default_factory=list)
    entrance: Entrance = field(
        default_factory=lambda: Entrance("HTTP://192.168.178.123:8000/K7F3", "192.168.178.123:8000/K7F3")
    )
    follow: bool = False
    now: datetime = datetime(2027, 5, 1, 12, 0, tzinfo=UTC)
    preparing: Preparing = field(default_factory=lambda: laptop()[0])
    papers: list[str] = field(default_factory=list)
    """What the library was asked to write."""

    def deck(self) -> Path:
        """The test's own deck, written once."""
        path = self.folder / "plein.md"
        if not path.exists():
            path.write_text(DECK, encoding="utf-8")
        return path

    def decks(self) -> list[DeckChoice]:
        """One deck."""
        return [DeckChoice(str(self.deck()), "Speelplein", 30)]

    def new_deck(self, name: str) -> Path:
        """An example under this name."""
        return write_example(self.folder / name)

    def sessions(self) -> list[SessionChoice]:
        """One session past its time, one damaged."""
        return [
            SessionChoice(Path("oud"), "Oude sessie", "1 mei 2025", 9, True, True),
            SessionChoice(Path("stuk"), "", "", 0, False, False, "Het logboek is beschadigd."),
        ]

    def library(self, folders: Sequence[Path]) -> tuple[Desk, LibraryOffice]:
        """The library over the sessions in these folders, with its own files beside them."""
        home = self.folder / "reisgids"
        return Desk.opened(home, folders or [self.folder], lambda: self.now), TestOffice(self.papers)

    def source_decks(self) -> list[SourceDeck]:
        """The test's own deck, and the shipped ones."""
        return decks_to_take_from([self.deck()])

    def save_composed(self, title: str, picked: Sequence[PickedCard], before: Path | None) -> SavedDeck:
        """Saved in the current folder, which the test chooses."""
        return save_composed(title, picked, before)

    async def prepare(self, choice: Prepare) -> Preparing:
        """A laptop on which all is as the test says."""
        return self.preparing

    async def open(self, choice: Choice) -> Running:
        """Open the deck that was chosen."""
        if not isinstance(choice, StartDecks):
            raise KompasError("Er is geen sessie om mee verder te gaan.")
        folder = SessionFolder(self.folder / "sessie")
        lock = folder.lock()
        lock.__enter__()
        workshop = await open_workshop(folder, load_decks(choice.decks), choice.details())
        self.workshops.append(workshop)

        async def stop() -> None:
            await workshop.close()
            lock.__exit__(None, None, None)

        async def new_pairing() -> tuple[str, int]:
            return "http://a/b", 120

        return Running(
            workshop, self.entrance, "geheim-woord", stop, self.follow, new_pairing, self._moved,
            preparing=self.preparing if choice.prepares else None,
        )  # fmt: skip

    def _moved(self, address: str) -> Entrance:
        return moved_to(self.entrance, address)

    def write_report(self, workshop: RunningSession) -> Path:
        """Note that a report was asked for."""
        self.reports.append(workshop.head)
        return Path("exports/verslag.docx")
