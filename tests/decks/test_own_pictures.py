"""A plate on a picture of the deck's own, options with a picture each: what a deck says, and what is wrong with it."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from kompas_tui.deck_files import DeckProblems, deck_texts, decks_of, load_decks
from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.kinds import read_activity
from kompas_tui.scenes import colouring, numbered_picture, numbered_size, scene_layers, scene_of

HEAD = "---\ntitel: Plein\n---\n\n"
PLATE = """# Plaat {{#plaat}}

```praatplaat
midden: Ons plein
vorm: getekend
beeld: {beeld}
punten:
  - {{titel: Wat, naar: wat, bij: {bij}, vlak: [0, 0, 0.5, 1]}}
  - {{titel: Wie, naar: wat, bij: [0.6, 0.1]}}
```

# Wat {{#wat}}

Hallo.
"""
CHOICE = """# Kies {#kies}

```keuze
vraag: Welk plein?
opties:
  - {tekst: "Ontwerp A", beeld: a.png}
  - {tekst: "Ontwerp B", beeld: a.png, alt: Veel groen}
  - Geen van beide
blanco: ja
```
"""


def saved(folder: Path, size: tuple[int, int] = (800, 450), name: str = "a.png") -> None:
    stream = io.BytesIO()
    drawn = Image.new("RGB", size, "lightgreen")
    drawn.paste("navy", (size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2))
    drawn.save(stream, "PNG")
    (folder / name).write_bytes(stream.getvalue())


def cards(folder: Path, body: str) -> Sequence[Card]:
    path = folder / "plein.md"
    path.write_text(HEAD + body, encoding="utf-8")
    return load_decks([str(path)]).decks[0].cards


def problems(folder: Path, body: str) -> list[str]:
    with pytest.raises(DeckProblems) as caught:
        cards(folder, body)
    return [f"{one.line}: {one.message}" for one in caught.value.problems]


def test_a_plate_stands_on_a_picture_of_its_own_and_colours_in(tmp_path: Path) -> None:
    saved(tmp_path)
    path = tmp_path / "plein.md"
    path.write_text(HEAD + PLATE.format(beeld="a.png", bij="[0.1, 0.1]"), encoding="utf-8")
    decks = load_decks([str(path)])
    plate = decks.decks[0].cards[0].plate
    assert plate is not None
    assert (plate.form, plate.scene, plate.is_drawn, round(plate.ratio, 2)) == ("kompas", "", True, 1.78)
    assert decks_of({text.name: text for text in deck_texts(decks)}).decks == decks.decks
    scene = scene_of(plate, decks.pictures.get)
    assert scene is not None
    assert scene_of(plate, lambda digest: None) is None
    assert numbered_size(scene) == (720, 405)
    assert len(numbered_picture(scene, ())) < 60_000
    layers = scene_layers(scene, 200, 112)
    half = layers.coloured({plate.points[0].area: 1.0} if plate.points[0].area else {}, 0.0)
    assert half.getpixel((20, 50)) == pytest.approx((144, 238, 144), abs=12)
    pencil = half.getpixel((190, 50))
    assert isinstance(pencil, tuple)
    assert max(pencil) - min(pencil) < 12
    assert colouring(()) == ({}, 0.0)


@pytest.mark.parametrize(
    ("size", "beeld", "bij", "said"),
    [
        ((800, 800), "a.png", "[0.1, 0.1]", "10: ‘beeld’: neem een liggend beeld"),
        ((590, 330), "a.png", "[0.1, 0.1]", "10: ‘beeld’: neem een beeld dat minstens 600 beeldpunten breed is."),
        ((800, 450), "b.png", "[0.1, 0.1]", "10: ‘beeld’: het plaatje ‘b.png’ is er niet. Bedoel je ‘a.png’?"),
        ((800, 450), "../a.png", "[0.1, 0.1]", "10: ‘beeld’: dit plaatje ligt buiten de map van de kaartenset."),
        ((800, 450), "stat", "[0.1, 0.1]", "10: ‘beeld’: ‘stat’ ken ik niet. Bedoel je ‘stad’?"),
        ((800, 450), "{bestand: a.png, sha256: aa}", "[0.1, 0.1]", "10: ‘beeld’: hier hoort de naam van een plaatje"),
        ((800, 450), "a.png", "[0.58, 0.1]", "11: De bordjes ‘Wat’ en ‘Wie’ vallen over elkaar."),
    ],
)
def test_what_is_wrong_with_a_plate_of_its_own_has_its_line(
    tmp_path: Path, size: tuple[int, int], beeld: str, bij: str, said: str
) -> None:
    saved(tmp_path, size)
    (found,) = problems(tmp_path, PLATE.format(beeld=beeld, bij=bij))
    assert said in found


def test_options_have_a_picture_each_also_where_only_the_log_is_left(tmp_path: Path) -> None:
    saved(tmp_path)
    (card,) = cards(tmp_path, CHOICE)
    activity = card.activity
    assert activity is not None
    assert activity.listed() == ("Ontwerp A", "Ontwerp B", "Geen van beide", "Blanco")
    first, second, none = activity.option_pictures
    assert none is None
    assert first is not None
    assert second is not None
    assert (first.alt, second.alt) == ("Ontwerp A", "Veel groen")
    asked = dict(activity.data)
    again = read_activity(asked.pop("soort"), asked)
    assert again.option_pictures == activity.option_pictures


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("{tekst: A, beeld: b.png}", "10: ‘beeld’: het plaatje ‘b.png’ is er niet. Bedoel je ‘a.png’?"),
        ("{tekst: A, beeld: {sha256: x}}", "10: ‘beeld’: hier hoort de naam van een plaatje, zoals plein.png."),
        ("{tekst: A, beeld: a.png, kost: 4}", "10: ‘kost’ ken ik hier niet."),
        ("{tekst: A, plekken: 4}", "10: ‘plekken’ ken ik hier niet."),
        ("{tekst: Ontwerp B, beeld: a.png}", "11: ‘Ontwerp B’ staat hier dubbel."),
        ("{beeld: a.png}", "10: ‘opties’: hier hoort één tekst."),
        ("{Ontwerp A: iets}", "10: ‘opties’: hier hoort één tekst."),
    ],
)
def test_what_is_wrong_with_an_option_has_its_line(tmp_path: Path, option: str, said: str) -> None:
    saved(tmp_path)
    found = problems(tmp_path, CHOICE.replace('{tekst: "Ontwerp A", beeld: a.png}', option))
    assert len(found) == 1
    assert said in found[0]


def test_a_log_with_nonsense_for_a_picture_has_none() -> None:
    lost = {"bestand": "a", "sha256": "0" * 64, "breedte": -1}
    nonsense: Sequence[object] = ([], {}, "a.png", {"sha256": "x" * 64}, lost, 7)
    for beeld in nonsense:
        options: list[object] = [{"tekst": "A", "beeld": {"bestand": "a"}}, "B"]
        activity = read_activity("keuze", {"vraag": "Wat?", "opties": options})
        options[0] = {"tekst": "A", "beeld": beeld}
        activity.data["opties"] = options
        assert activity.option_pictures == ()
