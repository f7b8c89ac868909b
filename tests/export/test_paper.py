"""A deck on paper: the plate, the bears, the fan, the checklists and a ballot for every question."""

import io
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.section import Section

from kompas_tui.deck_files import DeckSet, load_decks, read_decks
from kompas_tui.domain.deck.cards import Course
from kompas_tui.domain.kinds.checklist import Checklist
from kompas_tui.export.paper import paper_bytes
from kompas_tui.export.paper.bears import drawing_png
from tests.decks.test_all_kinds import DECK
from tests.export.office import pdf_of

PARTS = ("Antwoordbriefjes", "Telbladen")

SCRIPT = "<script>alert(1)</script> {{ 7*7 }} =1+1"
HOSTILE = f"{SCRIPT} \x1b[2J"


def everything(data: bytes) -> str:
    """All text of the document, tables too, in their order."""
    body = docx.Document(io.BytesIO(data)).element.body
    return "\n".join("".join(text.text or "" for text in made.iter(qn("w:t"))) for made in body.iter(qn("w:p")))


def sections(data: bytes) -> list[Section]:
    return list(docx.Document(io.BytesIO(data)).sections)


@pytest.fixture(scope="module")
def kompas() -> DeckSet:
    return load_decks(["kompas"])


@pytest.fixture(scope="module")
def printed(kompas: DeckSet) -> bytes:
    return paper_bytes("Het Kompas", kompas.course)


def test_every_picture_on_paper_has_a_mark_of_its_own(printed: bytes) -> None:
    body = docx.Document(io.BytesIO(printed)).element.body
    marks = [drawing.get("id") for drawing in body.iter(qn("wp:docPr"))]
    assert len(marks) >= 12
    assert len(set(marks)) == len(marks)


def test_what_is_drawn_on_the_beamer_is_on_paper(kompas: DeckSet, printed: bytes) -> None:
    said = everything(printed)
    every = (*kompas.course.cards, *kompas.course.linked)
    bears = [card.bear for card in every if card.bear is not None]
    assert len(bears) >= 12
    for bear in bears:
        assert bear.name in said
        assert all(tip in said for tip in bear.tips)
    assert kompas.course.fan is not None
    assert kompas.course.fan.fan is not None
    assert all(question in said for question in kompas.course.fan.fan.questions(""))
    checklists = [card.activity for card in every if isinstance(card.activity, Checklist)]
    assert checklists
    assert all(item in said for asked in checklists for item in asked.items)
    pictures = [name for name in zipfile.ZipFile(io.BytesIO(printed)).namelist() if "media/" in name]
    assert len(pictures) == len(bears) + 1  # and the plate


def test_every_question_of_the_deck_has_ballots_and_linked_ones_have_none(kompas: DeckSet, printed: bytes) -> None:
    start = everything(printed).index("Antwoordbriefjes", everything(printed).index("Checklists", 2000))
    ballots = everything(printed)[start : everything(printed).index("Telbladen", start)]
    for card in kompas.course.cards:
        if card.activity is not None:
            assert card.activity.question in ballots, card.address
    linked = [card.activity.question for card in kompas.course.linked if card.activity is not None]
    own = {card.activity.question for card in kompas.course.cards if card.activity is not None}
    assert not [question for question in linked if question in ballots and question not in own]


def test_the_plate_is_on_a3_and_the_rest_on_a4(printed: bytes) -> None:
    sizes = [
        (round(s.page_width.mm), round(s.page_height.mm)) for s in sections(printed) if s.page_width and s.page_height
    ]
    assert sizes[0] == (210, 297)
    assert sizes[1] == (420, 297)
    assert set(sizes[2:]) == {(210, 297)}
    assert sections(printed)[1].orientation == WD_ORIENT.LANDSCAPE


def test_every_kind_has_a_ballot_and_the_same_deck_gives_the_same_bytes() -> None:
    decks = read_decks([("alles", DECK, False)])
    data = paper_bytes("Alles", decks.course)
    assert data == paper_bytes("Alles", decks.course)
    said = everything(data)
    assert all(said.count(card.title) >= 2 for card in decks.course.cards)
    for expected in ("We planten tien bomen.", "oneens", "○ 7", "Waar bellen we je?", "Onderdeel", "Aantal"):
        assert expected in said
    assert said.count("Wat bij elk nummer hoort, staat op het grote vel.") >= 1  # of the assenveld


def slips(cards: str) -> str:
    """The slips of a deck with these cards, without what comes before and after them."""
    said = everything(paper_bytes("Eigen", _course(cards)))
    return said[said.rindex("Van e") :].partition("Telbladen")[0]


IDEAS = "# Ideeën {#eerder}\n\n```open\nvraag: Wat wil je?\n```\n\n# Kiezen\n\n"


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("meerkeuze\nvraag: Wat kies je?\nmax: 3\nopties_uit: {kaart: eerder, top: 5}", "Kies er hooguit drie."),
        ("keuze\nvraag: Wat kies je?\nopties_uit: {kaart: eerder, top: 5}", "Kies er één."),
        ("rangorde\nvraag: Wat eerst?\nopties_uit: {kaart: eerder, top: 5}", "…… Nummer 5"),
        ("stickers\nvraag: Wat eerst?\nopties_uit: {kaart: eerder, top: 5}", "…… Nummer 5"),
        ("checklist\nvraag: Kan dat?\nitems_uit: {kaart: eerder, top: 5}", "○ ja○ deels○ nee"),
        ("schaal\nvraag: Past het?\nstellingen_uit: {kaart: eerder, top: 5}", "○ 1○ 2○ 3○ 4○ 5"),
        ("assenveld\nvraag: Waar?\nitems_uit: {kaart: eerder, top: 5}\nx: [a, b]\ny: [c, d]", "c ○ ○"),
        ("formulier\nvraag: Wie?\nvelden:\n  - {naam: wat, vraag: Welk, soort: keuze, "
         "opties_uit: {kaart: eerder, top: 5}}\n  - {naam: wie, vraag: Wie doet het}", "○ Nummer 5"),
    ],
)  # fmt: skip
def test_what_the_group_makes_first_has_numbers_to_answer_by(block: str, expected: str) -> None:
    said = slips(f"{IDEAS}```{block}\n```\n")
    assert expected in said
    assert "Nummer 1" in said
    assert "Nummer 6" not in said
    assert "Wat bij elk nummer hoort, staat op het grote vel." in said
    assert "Zet dat dan met nummers op een groot vel." in said


def test_the_one_sentence_that_comes_along_is_that_on_the_screen() -> None:
    said = slips(f"{IDEAS}```schaal\nvraag: Past het?\nstellingen_uit: {{kaart: eerder, top: 1}}\n```\n")
    assert said.count("De zin op het scherm") == 2
    assert "Nummer" not in said
    assert "grote vel" not in said


def test_a_long_slip_has_a_sheet_of_its_own_and_the_use_says_so() -> None:
    items = ", ".join(f"onderdeel {number}" for number in range(9))
    short, long = "```keuze\nvraag: Kort?\nopties: [a, b]\n```\n", f"```checklist\nvraag: Lang?\nitems: [{items}]\n```"
    both = slips(f"# Een\n\n{short}\n# Twee\n\n{long}\n")
    assert (both.count("Kort?"), both.count("Lang?")) == (2, 1)
    assert "Van een kort briefje staan er twee op een blad, van een lang briefje één." in both
    assert "Van elk briefje staan er twee op een blad." in slips(f"# Een\n\n{short}")


def test_the_line_at_the_foot_needs_no_stop_that_each_paper_has_elsewhere(printed: bytes) -> None:
    footer = zipfile.ZipFile(io.BytesIO(printed)).read("word/footer1.xml").decode()
    assert "<w:tab/>" not in footer
    assert 'Het Kompas</w:t></w:r><w:r><w:t xml:space="preserve"> · </w:t>' in footer


def test_a_deck_without_anything_says_so() -> None:
    said = everything(paper_bytes("Leeg", _course("# Alleen tekst\n\nHallo.\n")))
    assert "Deze kaartenset heeft niets om af te drukken." in said


def test_hostile_text_is_text_on_paper() -> None:
    data = paper_bytes(HOSTILE, _course(f"# Vraag\n\n```keuze\nvraag: '{SCRIPT}'\nopties: [a, '{SCRIPT} 2']\n```\n"))
    assert everything(data).count(SCRIPT) >= 4
    assert b"\x1b" not in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")


def _course(cards: str) -> Course:
    return read_decks([("eigen", f"---\ntitel: Eigen\n---\n{cards}", False)]).course


def test_a_drawing_is_its_dots_and_other_signs_give_no_picture(tmp_path: Path) -> None:
    from PIL import Image

    (tmp_path / "stip.txt").write_text("⠀⠀\n⠀⢀", encoding="utf-8")
    drawn = Image.open(io.BytesIO(drawing_png("stip", tmp_path)))
    assert drawn.size == (24, 48)
    assert drawn.getpixel((23, 47)) == 0x30
    assert drawn.getpixel((0, 0)) == 255
    (tmp_path / "letters.txt").write_text("ooo", encoding="utf-8")
    assert drawing_png("letters", tmp_path) == b"" == drawing_png("er-is-niets", tmp_path)


@pytest.mark.slow
def test_an_office_program_opens_it_with_each_slip_on_a_sheet_and_nothing_alone_on_one(
    kompas: DeckSet, printed: bytes, tmp_path: Path
) -> None:
    pdf = pdf_of(printed, tmp_path)
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    pages = told.split("\f")[:-1]
    assert not [page for page in pages if len(page.split()) < 8 and "Praatplaat" not in page]
    first, last = (next(n for n, page in enumerate(pages) if page.lstrip().startswith(part)) for part in PARTS)
    starts = [page.strip().partition("\n")[0] for page in pages[first + 1 : last]]
    asked = [card.title for card in kompas.course.cards if card.activity is not None]
    assert [title for title in starts if title in asked] == asked[1:], "each begins a sheet"
    assert len(starts) <= len(asked), "only the longest one goes on on a next sheet"
    bears = next(page for page in pages if page.lstrip().startswith("Berenkaarten"))
    assert "Zo verjaag je deze beer" in bears  # the first card stands under the heading


def test_a_canvas_is_a_sheet_to_fill_with_a_line_for_each_party() -> None:
    cells = "".join(f"  - {{naam: c{n}, titel: Vak {n}, mag_leeg: niet getoetst}}\n" for n in range(6))
    card = f"# Deal\n\n```canvas\nnaam: De deal\nsoort: deal\ncellen:\n{cells}akkoord: ja\n```\n"
    consent = "# Ja {#ja}\n\n```instemming\nvraag: Akkoord?\nvoorstel: De deal\nper_rol: ja\n```\n"
    head = "---\ntitel: Deal\nrollen: [bewoners, gemeente]\nopenlijk: ja\n---\n"
    data = paper_bytes(
        "Deal", read_decks([("deal", head + card + consent, False)]).course, roles=("bewoners", "gemeente")
    )
    said = everything(data)
    assert all(f"Vak {n}" in said for n in range(6))
    assert said.count("Leeg? Dan geldt: niet getoetst.") == 6
    (sheet,) = docx.Document(io.BytesIO(data)).tables[:1]
    assert (len(sheet.rows), len(sheet.columns)) == (2, 4), "one box for nothing, and not two"
    assert "bewoners: ..." in said
    assert "gemeente: ..." in said
    assert sections(data)[1].orientation == WD_ORIENT.LANDSCAPE


@pytest.mark.parametrize("amount", [2, 18, 25])
def test_a_deck_with_groups_has_a_number_for_each_person_without_a_phone(amount: int) -> None:
    text = "# Samen\n\n```groepen\nvan: 4\n```\n"
    said = everything(paper_bytes("Café", _course(text), numbers=amount))
    assert said.count("Op het scherm staat bij dit nummer je tafel.") == amount
    assert "Nummers voor de groepen" in said
    assert "Nummers voor de groepen" not in everything(paper_bytes("Leeg", _course("# Zonder\n\nHallo.\n")))
