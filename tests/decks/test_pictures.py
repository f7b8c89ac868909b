"""A deck's own pictures: found beside it, refused with a line and a way out, and drawn anew."""

import hashlib
import io
import os
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from kompas_tui.deck_files import DeckProblems, decks_of, load_decks, read_decks
from kompas_tui.deck_files.library import deck_texts
from kompas_tui.deck_files.pictures import FORMATS, NotDrawn, is_as_kept, redrawn
from kompas_tui.domain.question.pictures import Picture, kept_picture

HEAD = "---\ntitel: Plein\n---\n\n# Het plein\n\n"


def drawn(kind: str = "PNG", size: tuple[int, int] = (90, 60), **more: object) -> bytes:
    stream = io.BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(stream, kind, **more)
    return stream.getvalue()


def deck(folder: Path, body: str) -> str:
    path = folder / "plein.md"
    path.write_text(HEAD + body, encoding="utf-8")
    return str(path)


def problems(folder: Path, body: str) -> Sequence[str]:
    with pytest.raises(DeckProblems) as caught:
        load_decks([deck(folder, body)])
    return [f"{one.line}: {one.message}" for one in caught.value.problems]


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says to be this large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(100))), (b"IEND", b"")]
    chunks = (struct.pack(">I", len(b)) + a + b + struct.pack(">I", zlib.crc32(a + b)) for a, b in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def test_a_picture_on_a_line_of_its_own_is_the_cards_and_is_drawn_anew(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "geheime plek", 6
    (tmp_path / "plein.jpg").write_bytes(drawn("JPEG", (2400, 1200), exif=exif) + b"<script>alert(1)</script>")
    found = load_decks([deck(tmp_path, "Zo is het nu.\n\n![Het plein met bankjes](plein.jpg)\n\nWat valt op?\n")])
    card = found.decks[0].cards[0]
    assert [block.text for block in card.passages] == ["Zo is het nu.", "Wat valt op?"]
    picture = card.picture
    assert picture is not None
    assert (picture.alt, picture.width, picture.height) == ("Het plein met bankjes", 800, 1600)
    data = found.pictures[picture.digest]
    assert b"geheime" not in data
    assert b"script" not in data
    with Image.open(io.BytesIO(data)) as opened:
        assert (opened.format, opened.size, dict(opened.getexif())) == ("JPEG", (800, 1600), {})


def test_a_session_reads_its_pictures_without_the_folder(tmp_path: Path) -> None:
    (tmp_path / "mooi plein.png").write_bytes(drawn())
    found = load_decks([deck(tmp_path, "![Het plein](mooi%20plein.png)\n")])
    kept = {text.name: text for text in deck_texts(found)}
    assert decks_of(kept).decks == found.decks
    lost = read_decks([("plein", found.decks[0].text, False)]).decks[0].cards[0].picture
    assert lost == Picture("mooi plein.png", alt="Het plein")
    assert not lost.is_kept


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "geen plaatje dat Kompas kan lezen"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "geen plaatje dat Kompas kan lezen"),
        (drawn("GIF"), "geen plaatje dat Kompas kan lezen"),
        (drawn("JPEG", (300, 200))[:2000], "beschadigd"),
        (drawn()[:-2000], "beschadigd"),
        (bomb(6000, 6000), "30 miljoen beeldpunten"),
        (bomb(60_000, 60_000), "30 miljoen beeldpunten"),
        (bomb(100, 100), "beschadigd"),
        (drawn(size=(39, 200)), "te klein"),
        (drawn(size=(60, 301)), "te smal of te plat"),
        (drawn(size=(301, 60)), "te smal of te plat"),
        (bytes(5_000_001), "groter dan 5 MB"),
    ],
)
def test_what_is_no_picture_is_refused(tmp_path: Path, data: bytes, why: str) -> None:
    (tmp_path / "a.png").write_bytes(data)
    (said,) = problems(tmp_path, "![Het plein](a.png)\n")
    assert said.startswith("7: ")
    assert why in said


SCANS = drawn("JPEG", (300, 200), progressive=True)
LAST_SCAN = SCANS[SCANS.rindex(b"\xff\xda") : -2]


@pytest.mark.parametrize(
    "between", [b"", b"\xff\x01", b"\xff\xff", b"\x00\x11", b"\xff\xfe\x00\x00", b"\xff\xe1\x00\x04ab"]
)
def test_a_small_jpeg_that_takes_long_to_unfold_is_not_unfolded(between: bytes) -> None:
    many = SCANS[:-2] + 60 * (between + LAST_SCAN) + SCANS[-2:]
    with pytest.raises(NotDrawn, match="beschadigd"):
        redrawn(many, FORMATS)
    assert redrawn(SCANS + b"\xff\xda\x00\x02" * 100, FORMATS).width == 300, "what a phone writes behind it, is no part"


def test_only_a_jpeg_as_we_keep_them_is_taken_for_one_that_was_kept() -> None:
    def is_kept(data: bytes) -> bool:
        return is_as_kept(data, hashlib.sha256(data).hexdigest())

    kept = redrawn(drawn(size=(400, 300)), FORMATS)
    large = kept.data.replace((300).to_bytes(2) + (400).to_bytes(2), b"\xff\xff\xff\xff", 1)
    strip = drawn("JPEG", (3000, 10))
    assert is_kept(kept.data)
    assert not is_as_kept(kept.data, "a" * 64)
    for other in (b"", b"tekst", drawn(), kept.data[:900], large, strip, SCANS[:-2] + 60 * LAST_SCAN + SCANS[-2:]):
        assert not is_kept(other)


@pytest.mark.parametrize(
    "name", ["../geheim.png", "/etc/hostname", "sub/../../geheim.png", "link.png", "map/geheim.png"]
)
def test_nothing_outside_the_folder_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "geheim.png").write_bytes(drawn())
    folder = tmp_path / "deck"
    (folder / "sub").mkdir(parents=True)
    (folder / "link.png").symlink_to(tmp_path / "geheim.png")
    (folder / "map").symlink_to(tmp_path)
    assert problems(folder, f"![Het plein]({name})\n") == [
        "7: Dit plaatje ligt buiten de map van de kaartenset. Zet het bestand naast de kaartenset."
    ]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("![Het plein](plain.png)", "Het plaatje ‘plain.png’ is er niet. Bedoel je ‘plein.png’?"),
        ("![Het plein](kaart/oost.png)", "‘kaart/oost.png’ is er niet. Zet het bestand naast de kaartenset."),
        ("![](plein.png)", "Zeg wat er op dit plaatje staat, tussen de vierkante haken."),
        ("![Het plein](https://rotterdam.nl/plein.png)", "Een plaatje van internet toont Kompas niet."),
        ("![Het plein]()", "Het plaatje ‘’ is er niet. Zet het bestand naast de kaartenset."),
        ("![Het plein](a%1B%5D0;x.png)", "Deze naam van een bestand kan niet."),
        (f"![Het plein]({'a' * 300}.png)", "Deze naam van een bestand kan niet."),
        ("![Het plein](pijp.png)", "Het plaatje ‘pijp.png’ is er niet."),
        ("![Het plein](rond.png)", "Het plaatje ‘rond.png’ is er niet."),
        ("Kijk ![Het plein](plein.png) eens.", "tussen andere tekst toont Kompas niet."),
        ("- ![Het plein](plein.png)", "tussen andere tekst toont Kompas niet."),
        ("![Een](plein.png)\n\n![Twee](plein.png)", "Deze kaart heeft al een plaatje."),
        ("![Het plein](ons plein.png)", "Schrijf het als ‘![wat erop staat](plein.jpg)’."),
        ("![Het plein][1]\n\n[1]: plein.png", "Dit plaatje kan ik zo niet lezen."),
        ('<img src="plein.png" alt="Het plein">', "Dit plaatje kan ik zo niet lezen."),
        ('Kijk <IMG src="plein.png"> eens.', "Dit plaatje kan ik zo niet lezen."),
    ],
)  # fmt: skip
def test_every_fault_has_its_sentence(tmp_path: Path, body: str, said: str) -> None:
    (tmp_path / "plein.png").write_bytes(drawn())
    (tmp_path / "rond.png").symlink_to(tmp_path / "rond.png")
    os.mkfifo(tmp_path / "pijp.png")
    (found,) = problems(tmp_path, body + "\n")
    assert said in found


@pytest.mark.parametrize("value", ["plein.png", [], {"bestand": 3}, {"bestand": "a", "breedte": "x"}, {"sha256": "a"}])
def test_what_a_log_says_of_a_picture_is_checked(value: object) -> None:
    assert kept_picture(value) is None


def test_a_size_that_makes_no_sense_is_no_picture() -> None:
    for width, height, digest in ((0, 9, "a" * 64), (-4, 9, "a" * 64), (9, 9, "../x"), (10**9, 9, "a" * 64)):
        picture = Picture("a", digest, width, height)
        assert (picture.is_kept, picture.ratio, picture.within(100, 100)) == (False, 1.0, (1, 1))
    assert Picture("a", "a" * 64, 1600, 800).within(100, 90) == (100, 50)
