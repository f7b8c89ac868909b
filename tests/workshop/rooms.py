"""A workshop with decks of its own, in memory or in a folder, with a clock that stands still."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from kompas_tui.deck_files import read_decks
from kompas_tui.domain.question.slips import known_by
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.round import Round
from kompas_tui.journal import Journal, MemoryJournal
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import OpenRound
from kompas_tui.workshop.commands.command import Command, Scene
from kompas_tui.workshop.commands.course import Begin, GoTo


@dataclass(frozen=True)
class Given(Command):
    """What happened, as a test gives it."""

    events: Sequence[ev.AnyEvent]

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        return self.events


NOW = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
DECK = """---
titel: Proef
rollen: [bewoner, ondernemer]
---

# Welkom {#welkom}

Hallo.

# Kleur {#kleur}

```keuze
vraag: Welke kleur?
opties: [rood, geel, blauw]
per_rol: ja
```

# Ideeën {#ideeen}

```open
vraag: Wat nog meer?
```

# Beste {#beste}

```meerkeuze
vraag: Wat is het beste idee?
max: 3
opties_uit: {kaart: ideeen, top: 3}
```
"""
_BEAR = """
# {0} {{#{1}}}

```beer
naam: {0}
familie: individu
gezegd: ["Nee."]
tips: [Begin klein, Vraag hulp]
```
"""
OTHER = """---
titel: Ander
---

# Kleur {#kleur}

```keuze
vraag: Welke andere kleur?
opties: [wit, zwart]
```

# Keuze {#keuze}

```stickers
vraag: Welke van die?
opties_uit: {kaart: kleur, top: 2}
```
"""


def clock() -> datetime:
    """A clock that stands still."""
    return NOW


@dataclass(slots=True)
class Watch:
    """A clock that is put somewhere."""

    minutes: float = 0
    seconds: float = 0

    def __call__(self) -> datetime:
        return NOW + timedelta(minutes=self.minutes, seconds=self.seconds)


def bears(*names: str) -> str:
    """Cards of bears with these names, by an address in small letters."""
    return "".join(_BEAR.format(name, name.lower()) for name in names)


async def workshop(
    *texts: tuple[str, str, bool],
    journal: Journal | None = None,
    end: Callable[[], None] = lambda: None,
    codes: Sequence[str] = (),
    clock: Callable[[], datetime] = clock,
) -> Workshop:
    """A workshop that has begun; `codes` are those of its slips."""
    decks = list(texts) or [("proef", DECK, False)]
    room = Workshop(journal or MemoryJournal(), read_decks(decks), b"k" * 32, clock=clock, forget_key=end, codes=codes)
    invited = tuple(ev.Invited(*group) for deck in room.decks.decks for group in deck.invited)
    started = ev.Started(
        time=NOW, code="K7F3", details=ev.Details(), decks=tuple(ev.DeckText(*deck) for deck in decks), invited=invited,
        slips=ev.SlipsIssued(len(codes), known_by(codes)) if codes else None,
        roles=tuple(role for deck in room.decks.decks for role in deck.roles),
        tables=tuple(table for deck in room.decks.decks for table in deck.tables),
    )  # fmt: skip
    await room.do(Begin(started))
    return room


async def opened(room: Workshop, card: str = "kleur", again: str = "nieuw") -> Round:
    """Open a round on this card."""
    await room.do(GoTo(card))
    await room.do(OpenRound(again))
    assert room.session.open_round is not None
    return room.session.open_round


async def choose(room: Workshop, token: str, choice: int, **more: Any) -> str:
    """Answer the open question about a colour; the receipt."""
    open_round = room.session.open_round
    round_id = more.pop("round_id", open_round.id if open_round else "")
    return (await room.cast(token, round_id, {"keuze": [str(choice)]}, **more)).code


def counts(cast_in: Round) -> dict[str, int]:
    """How many chose each option."""
    return {bar.label: bar.count for bar in cast_in.result().bars}  # type: ignore[union-attr]
