"""Keys that come faster than a dialog opens are for that dialog, and never for the session behind it."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from types import MappingProxyType

import pytest
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input

from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.brought import BroughtAction
from kompas_tui.tui.choices import Farewell
from kompas_tui.tui.keymap import DEFAULTS
from kompas_tui.tui.keys import LIBRARY_KEYS, PALETTE_ONLY, SESSION_KEYS
from kompas_tui.tui.screens import rounding
from kompas_tui.tui.screens.dialogs import WriteDialog
from kompas_tui.tui.screens.library import LibraryScreen
from kompas_tui.tui.screens.session import SessionScreen
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.course import GoTo
from tests.tui.beamers import Beamer, beamer
from tests.tui.test_library_screen import evenings, home, reading

__all__ = ["evenings", "home"]

DECK = """---
titel: Alles wat vraagt
routes:
  kort: [welkom, ideeen]
---

# Welkom {#welkom}

Hallo.

# Het midden {#midden}

```keuze
vraag: Wat komt er in het midden?
opties: [Rots, Water]
```

# Ideeën {#ideeen}

```open
vraag: Wat moet blijven?
```

# Voorstel {#voorstel}

```instemming
vraag: Kun je hiermee leven?
voorstel: Het plein is open tot tien uur.
```

# De borden {#borden}

```open
vraag: Wat speelt er?
borden: [zorg, feit]
```

# De afspraak {#afspraak}

```canvas
naam: De afspraak
soort: afspraak
cellen:
  - {naam: doel, titel: Ons doel}
```

# De waaier {#waaier}

```waaier
onderwerpen:
  WAT: ["Wat wil jij?"]
```
"""

OPENS_NOTHING = {
    "volgende", "vorige", "meedoen", "naslag", "terugnemen", "zwart", "beeld", "verslag", "waaier", "thema", "slot",
    "oogst", "bevestigen", "adres", "groter", "kleiner",
}  # fmt: skip
"""What no key or row of these asks anything."""


async def _texts_shown(shown: Beamer) -> None:
    """Two choices to compare, and texts that are shown."""
    workshop = shown.workshop
    await workshop.do(GoTo("midden"))
    for _ in range(2):
        await workshop.do(OpenRound())
        await shown.vote(0, 1)
        await workshop.do(CloseRound())
    await workshop.do(GoTo("ideeen"))
    await workshop.do(OpenRound())
    assert workshop.session.open_round is not None
    for text in ("De bank", "De boom"):
        await workshop.cast(f"token {text}", workshop.session.open_round.id, {"tekst-1": [text]}, role="")
    await workshop.do(CloseRound())
    await workshop.do(ShowResult())


async def _choice_shown(shown: Beamer) -> None:
    await _texts_shown(shown)
    await shown.workshop.do(GoTo("midden"))
    await shown.workshop.do(ShowResult())


async def _round_open(shown: Beamer) -> None:
    await shown.workshop.do(GoTo("midden"))
    await shown.workshop.do(OpenRound())


async def _canvas(shown: Beamer) -> None:
    await shown.workshop.do(GoTo("afspraak"))
    shown.workshop.session.continued = ev.Continued(
        time=shown.workshop.now(), code="K7F3", title="Vorige keer", actions=(BroughtAction("Bellen"),)
    )


async def _proposal(shown: Beamer) -> None:
    await shown.workshop.do(GoTo("voorstel"))
    await shown.workshop.do(OpenRound())


async def _boards(shown: Beamer) -> None:
    await shown.workshop.do(GoTo("borden"))


Setup = Callable[[Beamer], Awaitable[None]]
STATES: MappingProxyType[Setup, tuple[str, ...]] = MappingProxyType(
    {
        _texts_shown: (
            "ronde", "notitie", "besluit", "actiepunt", "toezegging", "parkeren", "ordenen", "wegen", "tijd", "inhoud",
            "zoeken", "waaiervraag", "hulp", "palet", "stoppen", "gegevens", "route", "vraag", "loten", "aanwezig",
            "sleutel", "tablet", "sprekers", "terugkoppeling", "koppelen", "groot",
        ),
        _choice_shown: ("vergelijken",),
        _round_open: ("uitslag", "handen"),
        _canvas: ("canvas", "vorige-sessie"),
        _proposal: ("voorstel",),
        _boards: ("bord", "reactie"),
    }
)  # fmt: skip


def keys_of(name: str) -> list[str]:
    """The key of a row; by way of the palette where it has none."""
    bound = DEFAULTS.get(name)
    if bound:
        return [bound.split(",")[0]]
    row = next(key for key in PALETTE_ONLY if key.id == name)
    return ["ctrl+p", *row.entry.short, "enter"]


ASKING = {name for names in STATES.values() for name in names}
ALL = {key.id for key in (*SESSION_KEYS, *PALETTE_ONLY)}


def test_what_asks_and_what_asks_nothing_are_keys_and_rows() -> None:
    assert ASKING | OPENS_NOTHING <= ALL
    assert not ASKING & OPENS_NOTHING


async def test_a_new_row_that_asks_keeps_what_follows_from_the_session(tmp_path: Path) -> None:
    (tmp_path / "vraagt.md").write_text(DECK, encoding="utf-8")
    async with beamer(tmp_path, deck=str(tmp_path / "vraagt.md")) as shown:
        await _texts_shown(shown)
        for name in sorted(ALL - ASKING - OPENS_NOTHING):
            before = shown.workshop.head
            shown.burst(*keys_of(name), *"zz")
            await shown.handled()
            if isinstance(shown.app.screen, ModalScreen):
                assert shown.workshop.head == before, name
            while not isinstance(shown.app.screen, SessionScreen):
                await shown.press("escape")


@pytest.mark.parametrize("setup", STATES, ids=lambda setup: setup.__name__)
async def test_a_dialog_takes_the_keys_from_the_first_press(setup: Setup, tmp_path: Path) -> None:
    (tmp_path / "vraagt.md").write_text(DECK, encoding="utf-8")
    async with beamer(tmp_path, deck=str(tmp_path / "vraagt.md")) as shown:
        await setup(shown)
        for name in STATES[setup]:
            before, card = shown.workshop.head, shown.workshop.session.card
            # To arrange the texts z takes back and v ticks off, and over a large one b makes the screen black.
            more = {"ordenen": "onuu", "groot": "zzonuu"}.get(name, "zzbonuu")
            shown.burst(*keys_of(name), *more[:-1], "right", more[-1])
            await shown.handled()
            assert isinstance(shown.app.screen, ModalScreen), name
            assert (shown.workshop.head, shown.workshop.session.card) == (before, card), name
            assert not shown.screen().has_class("-black"), name
            for line in shown.app.screen.query(Input):
                if line.has_focus:
                    assert line.value.endswith(more), name
            while not isinstance(shown.app.screen, SessionScreen):
                await shown.press("escape")


async def test_keys_that_ask_nothing_are_carried_out_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "vraagt.md").write_text(DECK, encoding="utf-8")
    async with beamer(tmp_path, deck=str(tmp_path / "vraagt.md")) as shown:
        shown.burst("right", "right", "w", "w", "e", *"zz", "enter", "z")
        await shown.handled()
        session = shown.workshop.session
        assert session.card == "waaier"
        assert [drawn.question for drawn in session.drawn] == ["Wat wil jij?"], "the last z took the own question back"


async def test_a_note_typed_in_a_burst_is_kept_whole_and_nothing_else_happens(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        note = "Oke, dit gaat goed"
        shown.burst("n", *note, "enter", "k", *"Besluit 1", "enter", "a", "x")
        await shown.handled()
        written = shown.workshop.session.written
        kept = [one.text for one in written if isinstance(one, ev.NoteTaken | ev.DecisionTaken)]
        assert kept == [note, "Besluit 1"], "what was confirmed is what was saved"
        assert isinstance(shown.app.screen, WriteDialog)
        assert [line.value for line in shown.app.screen.query(Input)] == ["x", "", ""]


async def test_what_is_refused_comes_back_before_the_next_key(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        shown.burst("t", "end", *"x", "enter", "enter", *"bo")
        await shown.handled()
        assert isinstance(shown.app.screen, WriteDialog)
        assert shown.workshop.session.open_round is None
        assert "is geen aantal minuten" in shown.dialog_text()


async def test_keys_before_the_first_screen_are_for_that_screen(tmp_path: Path) -> None:
    async with beamer(tmp_path, at_once=("right", "right")) as shown:
        await shown.handled()
        assert shown.workshop.session.card == "midden"


async def test_a_pause_in_a_burst_asks_and_enter_answers(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        shown.burst("ctrl+q", "down", "enter", "right")
        await shown.until(lambda: shown.house.reports)
        assert shown.workshop.session.is_ended
        await shown.handled()


@pytest.mark.parametrize(
    "name", [key.id for key in LIBRARY_KEYS if key.id not in ("zoeken", "gids-gedaan", "gids-merken")]
)
async def test_a_dialog_of_the_library_takes_them_too(name: str, home: Path) -> None:
    async with reading(home) as reader:
        await reader.go_to("Vraag en aanbod")
        before = reader.screen.section, reader.texts()
        more = "zz" if name == "gids-lezen" else "ddzz"  # on a page the other keys of the library do their work too
        for key in (DEFAULTS[name].split(",")[0], *more):
            reader.app.post_message(Key(key, key if len(key) == 1 else None))
        await reader.until(lambda: not reader.app.message_queue_size)
        await reader.until(lambda: reader.app._key_line.is_empty)
        assert not isinstance(reader.app.screen, LibraryScreen)
        assert (reader.screen.section, reader.texts()) == before
        assert not reader.screen.marked


async def test_keys_behind_the_one_that_closes_the_program_are_for_nobody(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        shown.burst("ctrl+q", "enter", *"ooon", "right")
        await shown.until(lambda: shown.app.return_value)
        assert shown.app.return_value == Farewell(0, ("De sessie is gepauzeerd.",), "Ga later verder met")
        assert not shown.workshop.session.rounds


async def test_what_is_pasted_without_brackets_comes_in_whole_and_before_the_next_key(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        pasted = "langgenoeg" * 20
        shown.burst("n", *pasted, "enter", "n", "x")
        await shown.handled()
        assert [note.text for note in shown.workshop.session.written_of(ev.NoteTaken)] == [pasted]
        assert shown.app.screen.query_one(Input).value == "x"


async def test_a_key_that_is_held_opens_a_round_and_does_not_close_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounding, "HELD_SECONDS", 3600)
    async with beamer(tmp_path) as shown:
        await shown.press("right", "right")
        shown.burst(*"oooooo")
        await shown.handled()
        current = shown.workshop.session.open_round
        assert current is not None
        assert "net open" in shown.message()
        await shown.workshop.cast("wie", current.id, {"keuze": ["1"]})
        await shown.press("o")
        assert shown.workshop.session.open_round is None, "who sees an answer closes it whenever that is wanted"
