"""A programme put together by keyboard: from home to a saved deck that is in order, and from there to the report."""

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import OptionList

from kompas_tui.cli.checking import check
from kompas_tui.cli.composing import decks_to_take_from, save_composed
from kompas_tui.cli.reporting import report_of
from kompas_tui.deck_files import load_decks
from kompas_tui.deck_files.card_text import Offered
from kompas_tui.deck_files.composing import PickedCard, SourceDeck, compose
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.tui.app import BeamerApp
from kompas_tui.tui.screens.composing import ComposeScreen
from kompas_tui.tui.screens.dialogs import ChoiceDialog, ListDialog, WriteDialog
from kompas_tui.tui.screens.home import HomeScreen
from kompas_tui.tui.screens.session import SessionScreen
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.course import End, GoTo
from tests.journeys.test_own_pictures import DECK as WITH_PICTURES
from tests.journeys.test_own_pictures import saved
from tests.tui.beamers import Beamer
from tests.tui.houses import TestHouse

BY_TABLE = """---
titel: Het plein
tafels: [groen, water]
vragenbus: ja
---

# Geld {#geld}

```meerkeuze
vraag: Welke?
budget: 9
eenheid: euro
opties:
  - {tekst: Een bank, kosten: 3}
  - {tekst: Een boom, kosten: 4}
```

```vertalingen
en:
  titel: Money
  opties:
    - A bench
    - A tree
```

# Kijk {#kijk}

```keuze
vraag: Wat zie je?
opties:
  - {tekst: Een plein, beeld: a.png}
  - {tekst: Een straat, beeld: kaa.png}
```

# Tafels {#tafels}

```open
vraag: {groen: Waar?, water: Wat?}
```

```vertalingen
en:
  vraag: {green: "Where?", water: "What?"}
```
"""

SAME_NAMES = """---
titel: Kaarten van NAAM
---

# De draak van NAAM {#draak}

```beer
naam: Draak van NAAM
familie: individu
tekening: draak
gezegd:
  - Dat kan niet.
tips:
  - Vraag waarom.
```

# Kijk naar NAAM {#kijk}

```keuze
vraag: Wat zie je?
opties:
  - {tekst: Een plein, beeld: a.png}
  - {tekst: Een straat, beeld: kaa.png}
```
"""


async def test_a_programme_is_put_together_by_keyboard_saved_checked_run_and_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    house = TestHouse(tmp_path)
    app = BeamerApp(house)
    async with app.run_test(size=(100, 30)) as pilot:
        shown = Beamer(app, pilot, house)

        async def find(word: str) -> None:
            await shown.asks(ListDialog)
            await shown.press(*word, "enter")

        await shown.until(lambda: isinstance(app.screen, HomeScreen))
        await shown.press("p")
        await shown.until(lambda: isinstance(app.screen, ComposeScreen))
        screen = app.screen
        assert isinstance(screen, ComposeScreen)
        await shown.until(lambda: bool(screen.query(OptionList)) and screen.query_one(OptionList).size.height > 1)
        empty = list(screen.query_one(OptionList).render_line(1))
        assert {piece.style.bgcolor for piece in empty if piece.style} == {app.screen.styles.background.rich_color}
        await shown.press("t")
        await find("midden speelplein")  # of the own deck
        await find("tellen")  # of a shipped one
        await shown.asks(ListDialog)
        await shown.press("escape")
        await shown.until(lambda: len(screen.picked) == 2 and app.screen is screen)
        await shown.press("o", "enter")
        await shown.asks(WriteDialog)
        await shown.press("ctrl+u", "9", "enter", *"Wat staat je in de weg?", "ctrl+s")
        await shown.until(lambda: screen.picked[0].question == "Wat staat je in de weg?")
        await shown.press("s")
        await shown.asks(WriteDialog)
        await shown.press(*"Onze avond", "enter")
        await shown.asks(ChoiceDialog)
        tips = "tip: deze vraag staat niet helemaal in het Engels. Zo mist ‘{}’."
        *about, last = check([tmp_path / "onze-avond.md"]).lines
        assert [line.partition(": ")[2] for line in about] == [
            tips.format("Wat staat je in de weg?"),
            tips.format("Wat komt er in het midden?"),
        ]
        assert last.startswith("1 kaartenset in orde, met ")
        await shown.press("down", "enter")
        await shown.until(lambda: isinstance(app.screen, SessionScreen))
        room = shown.workshop
        assert [card.address for card in room.course] == ["tellen", "midden"]
        await room.do(GoTo("tellen"))
        await room.do(OpenRound())
        current = room.session.open_round
        assert current is not None
        assert current.activity.question == "Wat staat je in de weg?"
        for number in range(6):
            await room.cast(f"token-{number}", current.id, {"keuzes": [str(number % 2)]}, role="bewoner")
        await room.do(CloseRound())
        await room.do(End())
        await room.close()
    assert report_of(tmp_path / "sessie").stat().st_size > 10_000
    text = (tmp_path / "onze-avond.md").read_text(encoding="utf-8")
    assert "duur: 9\nDoel:" in text
    assert "bron: Het Kompas voor samenwerken met de stad" in text
    assert "bron: Werkboek" not in text  # that card was not chosen


async def test_a_card_brings_along_what_it_works_with_and_that_stays_as_long_as_it_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = BeamerApp(TestHouse(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        shown = Beamer(app, pilot, app._house)  # type: ignore[arg-type]
        await shown.until(lambda: isinstance(app.screen, HomeScreen))
        await shown.press("p")
        await shown.until(lambda: isinstance(app.screen, ComposeScreen))
        screen = app.screen
        assert isinstance(screen, ComposeScreen)
        await shown.press("t")
        await shown.asks(ListDialog)
        await shown.press("slash", *"samen instemmen opnieuw nu", "enter")
        await shown.asks(ListDialog)
        await shown.press("escape")
        await shown.until(lambda: [one.card.address for one in screen.picked] == ["aanpassen", "opnieuw"])
        await shown.press("up", "x")
        assert len(screen.picked) == 2
        await shown.press("down", "x", "x")
        assert screen.picked == []
        assert screen.query_one(OptionList).option_count == 1


@pytest.fixture(scope="module")
def decks() -> list[SourceDeck]:
    return decks_to_take_from([])


def _with_needs(source: SourceDeck, *addresses: str) -> list[PickedCard]:
    cards = [card for card in source.deck.cards if card.address in addresses]
    wanted = {one.address: one for card in cards for one in (*source.needed_by(card), card)}
    return [PickedCard(source, card) for card in wanted.values()]


def test_whatever_is_picked_and_changed_is_in_order(
    decks: list[SourceDeck], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    chance = random.Random(11)
    cards = [(source, card) for source in decks for card in source.deck.cards]
    for number in range(6):
        picked: dict[tuple[str, str], PickedCard] = {}
        for source, card in chance.sample(cards, 12):
            picked |= {one.key: one for one in _with_needs(source, card.address)}
        changed = []
        for one in picked.values():
            options, least = one.offers(), one.card.rhythm.minutes if one.card.rhythm else 3
            question = f"{one.asks()} #nu: 'echt' [of niet]?" if one.asks() else None
            more = None
            if options and chance.random() < 0.3:
                more = (*options, replace(options[-1], text="'s Avonds: ja #2, {en} nee"))
            changed.append(replace(one, minutes=max(least, 3), question=question, options=more))
        made = save_composed(f"Proef {number}", changed)
        assert made.problems == (), [one.key for one in changed]
        cards_now = {card.title: card for card in load_decks([str(made.path)]).course.order}
        for one in changed:
            now = cards_now[one.card.title]
            said = now.translations.get("en", {}).values()
            assert not (one.question and one.question in said) or not said, "what is asked anew is in no translation"
            assert now.source == one.card.source or now.source == one.source.deck.source
            assert (now.activity.question if now.activity and one.question else one.question) == one.question


def test_costs_pictures_and_questions_per_table_are_changed_and_their_translations_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bron").mkdir()
    path = tmp_path / "bron" / "plein.md"
    path.write_text(BY_TABLE, encoding="utf-8")
    for name in ("a.png", "kaa.png"):
        saved(tmp_path / "bron" / name, "green")
    saved(tmp_path / "nieuw.png", "red")
    (source,) = [one for one in decks_to_take_from([path]) if one.deck.name == "plein"]
    money, seen, tables = (PickedCard(source, card) for card in source.deck.cards)
    assert (money.asks_tables(), tables.asks_tables()) == (None, {"groen": "Waar?", "water": "Wat?"})
    made = save_composed("Nieuw", [
        replace(money, options=(*(money.offers() or ())[1:], Offered("Een lamp: fel", {"kosten": "7"}))),
        replace(seen, options=(Offered("Een plein", {"beeld": "nieuw.png"}), *(seen.offers() or ())[1:])),
        replace(tables, table_questions={"groen": "Waarom?", "water": "Wat, en hoe?"}),
    ])  # fmt: skip
    assert made.problems == ()
    cards = load_decks([str(made.path)]).course.order
    assert [card.activity.listed() for card in cards[:2] if card.activity] == [
        ("Een boom", "Een lamp: fel"), ("Een plein", "Een straat"),
    ]  # fmt: skip
    text = made.path.read_text(encoding="utf-8")
    assert "{tekst: Een lamp: fel, kosten: 7}" in text
    assert ("beeld: nieuw.png" in text, "beeld: a.png" in text) == (True, False)
    assert cards[2].activity is not None
    assert cards[2].activity.asked_at("water").question == "Wat, en hoe?"
    assert "Money" in text
    assert not any(word in text for word in ("Which?", "A tree", "Where?", "- en:"))
    assert "vragenbus: ja" in text, "its note may count on it"


def test_two_decks_with_files_of_one_name_keep_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    picked = []
    for name in ("een", "twee"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / f"{name}.md").write_text(SAME_NAMES.replace("NAAM", name), encoding="utf-8")
        (folder / "draak.txt").write_text(f"  {name}\n", encoding="utf-8")
        saved(folder / "a.png", "green" if name == "een" else "red")
        saved(folder / "kaa.png", "navy" if name == "een" else "white")
        (source,) = [one for one in decks_to_take_from([folder / f"{name}.md"]) if one.deck.name == name]
        picked += [PickedCard(source, card) for card in source.deck.cards]
    made = save_composed("Samen", picked)
    assert made.problems == ()
    decks = load_decks([str(made.path)])
    first, _, second, _ = decks.course.order
    assert (first.bear, second.bear) == tuple(one.card.bear and replace(one.card.bear, drawing=said) for one, said in (
        (picked[0], "draak"), (picked[2], "twee-draak"),
    ))  # fmt: skip
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "a.png", "draak.txt", "kaa.png", "samen.md", "twee-a.png", "twee-draak.txt", "twee-kaa.png",
    ]  # fmt: skip
    (tmp_path / "een" / "leeg.txt").symlink_to(tmp_path / "elders.txt")
    (tmp_path / "draak.txt").unlink()
    (tmp_path / "draak.txt").symlink_to(tmp_path / "elders.txt")
    with pytest.raises(KompasError, match=r"ligt al een ander ‘draak\.txt’"):
        save_composed("Weer", picked)
    assert not (tmp_path / "elders.txt").exists()


def test_pictures_come_along_and_nothing_else_is_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there, here = tmp_path / "daar", tmp_path / "hier"
    for folder in (there, here):
        folder.mkdir()
    (there / "plein.md").write_text(WITH_PICTURES, encoding="utf-8")
    saved(there / "plein.png", "green")
    saved(there / "b.png", "navy")
    monkeypatch.chdir(here)
    (source,) = [one for one in decks_to_take_from([there / "plein.md"]) if one.deck.name == "plein"]
    picked = _with_needs(source, "kies")
    made = save_composed("Nieuw", picked)
    assert made.problems == ()
    assert {path.name for path in here.iterdir()} == {"nieuw.md", "plein.png", "b.png"}
    with pytest.raises(KompasError, match="is er al"):
        save_composed("Nieuw", picked)
    saved(here / "b.png", "red")
    with pytest.raises(KompasError, match=r"ligt al een ander ‘b\.png’"):
        save_composed("Anders", picked)
    assert not (here / "anders.md").exists()
    shutil.rmtree(there)
    assert load_decks([str(made.path)]).decks[0].title == "Nieuw"
    assert "kaarten_uit" not in compose("X", picked).text
