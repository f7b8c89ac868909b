"""A plate on a scene: where its signs stand and what colours in, and what is wrong with either."""

import re
from itertools import combinations

import pytest

from kompas_tui.deck_files import DeckProblems, read_deck, read_decks, shipped_decks
from kompas_tui.domain.deck.plates import SIGN_ROWS, SMALLEST_SCENE, Plate, signs
from kompas_tui.domain.question.pictures import SCENES
from tests.decks.test_problems import HEAD

DRAWN = ("kompas", "van-recht-naar-reden")

PLATE = """# Plaat {{#plaat}}

```praatplaat
midden: Samen
vorm: {form}
{scene}
punten:
  - titel: WAT
    naar: wat
    {wat}
  - titel: WIE
    naar: wie
    {wie}
```

# Wat {{#wat}}

Een.

# Wie {{#wie}}

Twee.
"""


def plate_with(
    form: str = "getekend", scene: str = "beeld: stad", wat: str = "bij: [0, 0]", wie: str = "bij: [0.5, 0.5]"
) -> str:
    return HEAD + PLATE.format(form=form, scene=scene, wat=wat, wie=wie)


def problems(text: str) -> list[str]:
    with pytest.raises(DeckProblems) as raised:
        read_deck("deck", text, "deck.md")
    return [str(problem) for problem in raised.value.problems]


def plate_of(text: str) -> Plate:
    (plate,) = [card.plate for card in read_deck("deck", text, "deck.md").cards if card.plate is not None]
    return plate


def test_a_drawn_plate_has_a_scene_places_and_areas_and_the_compass_behind_it() -> None:
    plate = plate_of(plate_with(wat="bij: [0.1, 0.15]\n    vlak: [0.02, 0.1, 0.25, 0.3]"))
    assert (plate.scene, plate.form) == ("stad", "kompas")
    assert (plate.points[0].at, plate.points[0].area) == ((0.1, 0.15), (0.02, 0.1, 0.25, 0.3))
    assert (plate.points[1].at, plate.points[1].area) == ((0.5, 0.5), None)


def test_four_quarters_can_have_a_scene_and_a_plate_without_one_is_as_before() -> None:
    assert plate_of(plate_with("kompas", "", "", "")).scene == ""
    assert plate_of(plate_with("kompas")).scene == "stad"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (plate_with(scene=""), "Bij ‘vorm: getekend’ hoort een ‘beeld’. Je kunt kiezen uit: stad, kringloop."),
        (plate_with(scene="beeld: stat"), "‘beeld’: ‘stat’ ken ik niet. Bedoel je ‘stad’?"),
        (plate_with(wat="vraag: Hoe?"), "‘bij’: zeg waar het bordje staat, zoals [0.10, 0.15]."),
        (plate_with(wat="bij: [0.1]"), "‘bij’: hier horen 2 getallen van 0 tot 1: van links en van boven."),
        (plate_with(wat="bij: [1.2, 0]"), "‘bij’: hier horen 2 getallen van 0 tot 1"),
        (plate_with(wat="bij: [.nan, 0]"), "‘bij’: hier horen 2 getallen van 0 tot 1"),
        (plate_with(wat="bij: [ja, nee]"), "‘bij’: hier horen 2 getallen van 0 tot 1"),
        (plate_with(wat="bij: [0, 0]\n    vlak: [0.8, 0, 0.4, 0.2]"), "‘vlak’: dit ligt niet in het beeld."),
        (plate_with(wat="bij: [0, 0]\n    vlak: [0, 0, 0, 0.2]"), "‘vlak’: dit ligt niet in het beeld."),
        (plate_with(wie="bij: [0.05, 0.05]"), "De bordjes ‘WAT’ en ‘WIE’ vallen over elkaar."),
        (plate_with("kompas", ""), "‘bij’ ken ik hier niet"),
    ],
)
def test_what_is_wrong_with_a_scene_is_said_with_its_line(text: str, wanted: str) -> None:
    found = problems(text)
    one = next((problem for problem in found if wanted in problem), "")
    assert one, found
    line = int(re.search(r":(\d+): ", one)[1])  # type: ignore[index]
    key = wanted.split("‘")[1].split("’")[0] if not wanted.startswith(("De bordjes", "Bij")) else ""
    assert not key or key in text.splitlines()[line - 1] or "- titel" in text.splitlines()[line - 1]


@pytest.mark.parametrize("size", [SMALLEST_SCENE, (120, 32), (160, 43), (200, 48), (100, 60)])
def test_the_signs_of_shipped_plates_stand_whole_on_their_scene_and_beside_each_other(size: tuple[int, int]) -> None:
    texts = [(name, shipped_decks()[name].read_text(encoding="utf-8"), False) for name in DRAWN]
    decks = read_decks(texts).decks
    drawn = [card.plate for deck in decks for card in deck.cards if card.plate is not None and card.plate.scene]
    assert {plate.scene for plate in drawn} == set(SCENES)
    for plate in drawn:
        placed = signs(plate, *size)
        assert len(placed) == len(plate.every)
        assert all(0 <= sign.column <= size[0] - sign.width and 0 <= sign.row <= size[1] - SIGN_ROWS for sign in placed)
        assert not any(one.meets(other) for one, other in combinations(placed, 2))
