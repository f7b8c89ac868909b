"""Pins in the report: the picture with what stands on it in words, the table, and the reasons."""

import io
from pathlib import Path

import docx
from docx.oxml.ns import qn
from PIL import Image

from kompas_tui.deck_files import load_decks
from kompas_tui.domain.kinds.prik import Prik
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.report import PinsPicture
from kompas_tui.domain.result.shapes import PinMap
from kompas_tui.export.paper import paper_bytes
from kompas_tui.export.pin_drawing import pins_png
from tests.domain.activities import activity


def pins(beeld: object = "stad", voters: int = 6) -> PinMap:
    asked = activity("prik", beeld=beeld, vlakken={"de speeltuin": [0, 0, 0.5, 1]})
    assert isinstance(asked, Prik)
    return asked.tally([Ballot(f"m{n}", {"prik": [[n * 150, 500]]}, "r") for n in range(voters)])


def jpeg(width: int, height: int) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "#336699").save(stream, "JPEG")
    return stream.getvalue()


def test_the_picture_says_in_words_how_many_stand_where() -> None:
    block = PinsPicture(pins(), "Een stad.")
    assert block.description == "Een stad. 6 prikken, de meeste bij: de speeltuin 4, vak E4 1 en vak G4 1."


def test_the_same_pins_give_the_same_picture_and_a_tall_one_fits_the_page() -> None:
    block = PinsPicture(pins(), "Een stad.")
    first, second = pins_png(block, None), pins_png(block, None)
    assert first is not None
    assert first == second
    digest = "a" * 64
    own = pins({"bestand": "toren.jpg", "sha256": digest, "breedte": 300, "hoogte": 900})
    assert own.picture == digest
    assert pins_png(PinsPicture(own, "Een toren."), None) is None
    drawn = pins_png(PinsPicture(own, "Een toren."), jpeg(300, 900))
    assert drawn is not None
    assert drawn[2] <= 210
    dense = [Image.open(io.BytesIO(data)).width / across for data, across, _ in (first, drawn)]
    assert abs(dense[0] - dense[1]) < 0.2, "a pin is as large on paper"


def test_few_answers_give_counts_and_no_places(tmp_path: Path) -> None:
    few = pins(voters=4)
    assert few.places == ()
    assert pins_png(PinsPicture(few, "Een stad."), None) is not None


def test_each_picture_is_printed_once_with_its_squares() -> None:
    decks = load_decks(["wijkkaart"])
    data = paper_bytes("Wijk", decks.course, pictures=decks.pictures)
    document = docx.Document(io.BytesIO(data))
    described = [one.get("descr") for one in document.element.body.iter(qn("wp:docPr"))]
    assert sum("Een wijk van bovenaf" in (said or "") for said in described) == 1
    assert [p.text for p in document.paragraphs if p.text.startswith("Beeld: ")][-1] == "Beeld: Waar is het fijn?"
