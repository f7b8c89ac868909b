"""On a narrow screen the keys that matter on this card stay in the bar."""

from pathlib import Path

import pytest

from kompas_tui.tui.keymap import KeyNames
from kompas_tui.tui.keys import SESSION_KEYS, Hint
from kompas_tui.tui.widgets import fitting
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.course import End, GoTo
from tests.tui.beamers import beamer

HELP = ("?", "hulp")
LATER = [("q", "meedoen"), ("i", "inhoud"), ("n", "notitie"), ("v", "verslag"), HELP]
BEAR = [("→", "verder"), ("Esc", "praatplaat"), ("1-7", "tip wordt actiepunt"), *LATER]
STEP = [("→", "verder"), ("Esc", "praatplaat"), ("o", "open de ronde"), *LATER]
FAN = [("1-6", "onderwerp"), ("w", "trek een vraag"), ("→", "verder"), ("Esc", "praatplaat"), *LATER]
RESULT = [
    ("→", "verder"), ("u", "verberg uitslag"), ("1-9 0", "wordt actiepunt"), ("k", "besluit"), ("a", "actiepunt"),
    ("n", "notitie"), ("h", "handen"), ("o", "nog een ronde"), HELP,
]  # fmt: skip


def fitted(keys: list[tuple[str, str]], width: int) -> list[tuple[str, str]]:
    """What stays of these keys, which are bound as they are by default."""
    names = KeyNames()
    ids = {names.of(name): name for name in (*(key.id for key in SESSION_KEYS), "terug")}
    shown = fitting([Hint(ids.get(key, "cijfers"), key, does) for key, does in keys], width)
    return [(key, does) for _, key, does in shown]


@pytest.mark.parametrize("keys", [BEAR, STEP, FAN, RESULT])
def test_notes_help_and_what_the_card_asks_for_stay_at_eighty_columns(keys: list[tuple[str, str]]) -> None:
    shown = fitted(keys, 80)
    assert sum(len(key) + len(does) + 4 for key, does in shown) - 2 <= 80
    assert ("n", "notitie") in shown
    assert shown[-1] == HELP
    for needed in (("→", "verder"), ("1-7", "tip wordt actiepunt"), ("o", "open de ronde"), ("w", "trek een vraag")):
        assert (needed in shown) == (needed in keys)


def test_on_a_wide_screen_all_keys_are_there_in_their_order() -> None:
    assert fitted(FAN, 160) == FAN


async def test_a_bear_keeps_the_note_at_eighty_columns(tmp_path: Path) -> None:
    async with beamer(tmp_path, (80, 24)) as shown:
        await shown.workshop.do(GoTo("beer"))
        await shown.press("escape")
        await shown.shows("n notitie", "tip wordt actiepunt", "? hulp")


async def test_no_support_is_offered_where_nobody_wrote_a_text(tmp_path: Path) -> None:
    async with beamer(tmp_path, (160, 45)) as shown:
        for command in (GoTo("ideeen"), OpenRound(), CloseRound(), ShowResult()):
            await shown.workshop.do(command)
        await shown.press("escape")
        await shown.shows("g ordenen", "o nog een ronde")
        assert "steun vragen" not in shown.text()
        await shown.workshop.do(OpenRound("nieuw"))
        await shown.until(lambda: "g ordenen" not in shown.text())
        await shown.workshop.do(ShowResult(interim=True))
        await shown.shows("g ordenen", "o sluit de ronde")


async def test_the_end_names_the_key_to_its_further_pages_also_below_a_message(tmp_path: Path) -> None:
    async with beamer(tmp_path, (80, 24)) as shown:
        for command in (GoTo("ideeen"), OpenRound(), CloseRound(), End()):
            await shown.workshop.do(command)
        shown.screen().say("Het verslag staat klaar.", lasting=True)
        await shown.shows("De sessie is afgerond", "→ verder", "v verslag")
        await shown.press("right")
        await shown.until(lambda: "→ verder" not in shown.text())
