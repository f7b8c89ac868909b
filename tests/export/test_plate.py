"""The plate, the fan and the hunt in the report, against figures tallied apart, and the picture as an office has it."""

import io
import re
import subprocess
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import docx
import msgspec
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from PIL import Image, ImageDraw

from kompas_tui.domain.course.plate import BUSY, DONE, NOT_YET, PointState
from kompas_tui.domain.deck.plates import PlatePoint
from kompas_tui.domain.report import Bullets, Figures, Paragraph, PlatePicture, Report, Section, build_report
from kompas_tui.domain.result.cells import Number
from kompas_tui.domain.result.highlights import Highlight
from kompas_tui.domain.result.tables import Table
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.export.base import TEXT_WIDTH
from kompas_tui.export.columns import columns_for
from kompas_tui.export.house_style import template_bytes
from kompas_tui.export.pictures import AMBER, GREEN, GREY, INK, MM, WIDTH
from kompas_tui.export.plate_drawing import plate_png, title_letters
from kompas_tui.export.word import word_bytes
from kompas_tui.scenes.lettering import SEE_TABLE, Letters, drawable
from tests.export import afternoon as a
from tests.export import sessions as s
from tests.export.office import pdf_text

EVENTS = a.afternoon_events()
SESSION = Session(EVENTS)
COURSE = a.course_for(SESSION)
REPORT = build_report(SESSION, s.HEAD, COURSE)
WORD = word_bytes(REPORT)


def walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from walk(section.parts)


def section(heading: str, report: Report = REPORT) -> Section:
    return next(found for found in walk(report.sections) if found.heading == heading)


def headings(report: Report = REPORT) -> list[str]:
    return [found.heading for found in walk(report.sections)]


def picture(report: Report = REPORT) -> PlatePicture:
    return next(block for block in section("De praatplaat", report).blocks if isinstance(block, PlatePicture))


def rows(part: Section) -> list[tuple[str, ...]]:
    return [row for block in part.blocks if isinstance(block, Figures) for row in block.table.in_words]


def bullets(part: Section) -> list[tuple[str, ...]]:
    return [block.items for block in part.blocks if isinstance(block, Bullets)]


def answered(card: str) -> int:
    return sum(isinstance(event, ev.BallotCast) and event.round == f"{card}-1" for event in EVENTS)


def test_the_plate_opens_the_appendices_with_every_point_and_the_row_below() -> None:
    assert [found.heading for found in REPORT.sections] == [
        "In het kort", "Waar waren we het over eens?", "Wat deden we met jullie inbreng?", "Hoe gaat het verder?",
        "Vragen en uitslagen", "Bijlagen",
    ]  # fmt: skip
    assert [part.heading for part in REPORT.sections[-1].parts][:3] == [
        "Gesprekswaaier", "Overige notities", "De praatplaat",
    ]  # fmt: skip
    chosen = Counter(event.answer["keuze"] for event in EVENTS if getattr(event, "round", "") == "wat-1"
                     and isinstance(event, ev.BallotCast))  # fmt: skip
    assert rows(section("De praatplaat")) == [
        (
            "WAT: Wat wil je bereiken?",
            "klaar",
            str(answered("wat")),
            "Wat wil je bereiken?",
            f"Meer groen · {chosen[0]}×",
        ),
        (
            "WAAROM: Waarom wil je samenwerken?",
            "klaar",
            "4",
            "Welk idee is het sterkst?",
            "(tekst die niet te zien is) · 3×",
        ),
        ("WIE: Wie doet er mee?", "klaar", str(answered("wie")), "Wie doet er mee?", "De straat · 2×"),
        ("WANNEER: Wanneer beginnen we?", "bezig", "0", "Wanneer beginnen we?", "nog geen uitslag"),
        ("Beren op de weg", "bezig", "5", "Welke beren kom jij tegen?", "Geld · 5×"),
        ("Café", "nog niet", "0", "geen vraag", "nog geen uitslag"),
    ]


def test_without_the_cards_or_a_plate_that_was_shown_the_section_is_left_out() -> None:
    assert "De praatplaat" not in headings(build_report(SESSION, s.HEAD))
    unseen = Session(event for event in EVENTS if getattr(event, "card", "") != "plaat")
    assert "De praatplaat" not in headings(build_report(unseen, s.HEAD, a.course_for(unseen)))


SOURCED = """---
titel: Proef
bron: "Het boek, 2017"
---

# Eén {#een}

bron: Het boek, 2017, hoofdstuk 1

# Twee {#twee}

bron: Het boek, 2017, hoofdstuk 2

# Nog eens twee {#ook-twee}

bron: Het boek, 2017, hoofdstuk 2

# Anders {#anders}

bron: Een krant, 2020

# Zonder {#zonder}

Geen eigen bron.

# Nooit getoond {#nooit}

bron: Het geheim
"""


def test_sources_of_the_cards_that_were_shown_stand_at_the_end_each_once() -> None:
    shown = ("een", "twee", "ook-twee", "anders", "zonder", "een")
    started = ev.Started(time=s.at(15), code="K7F3", details=ev.Details(), decks=(ev.DeckText("proef", SOURCED),))
    session = Session([started, *(s.shown(card, card, s.at(15, n)) for n, card in enumerate(shown))])
    last = build_report(session, s.HEAD, a.course_for(session)).sections[-1].parts[-1]
    assert last == Section(
        "Bronnen",
        (Bullets(("Het boek, 2017: hoofdstuk 1; hoofdstuk 2", "Een krant, 2020")),),
    )
    only = Session([started, s.shown("zonder", "Zonder", s.at(15, 1))])
    assert build_report(only, s.HEAD, a.course_for(only)).sections[-1].parts[-1].blocks == (
        Bullets(("Het boek, 2017",)),
    )
    assert "Bronnen" not in headings()


@pytest.mark.parametrize(
    "front",
    [
        "bron: >\n  Het boek,\n  2017",
        "bron: Het boek, 2017  ",
        "bron:\n  'Het boek, 2017'",
        "bron: Het boek, 2017 <!-- x -->",
    ],
)
def test_a_source_is_what_the_deck_reader_reads(front: str) -> None:
    text = SOURCED.replace('bron: "Het boek, 2017"', front)
    started = ev.Started(time=s.at(15), code="K7F3", details=ev.Details(), decks=(ev.DeckText("proef", text),))
    session = Session([started, s.shown("zonder", "Zonder", s.at(15, 1))])
    last = build_report(session, s.HEAD, a.course_for(session)).sections[-1].parts[-1]
    assert last == Section("Bronnen", (Bullets(("Het boek, 2017",)),))


def test_two_plates_have_a_heading_each() -> None:
    second = a.PLEIN.partition("# Gesprekswaaier")[0].replace("{#plaat}", "{#ander}").replace("Onze", "Een andere")
    both: list[ev.AnyEvent] = [
        ev.Started(time=s.at(15), code="K7F3", details=ev.Details(), decks=(
            ev.DeckText("plein", a.PLEIN + second[second.index("# Een andere"):]), ev.DeckText("beren", a.BEREN, True),
        )),
        s.shown("plaat", "Onze praatplaat", s.at(15, 1)),
        s.shown("ander", "Een andere praatplaat", s.at(15, 2)),
        s.shown("wat", "Wat wil je?", s.at(15, 3)),
    ]  # fmt: skip
    session = Session(both)
    report = build_report(session, s.HEAD, a.course_for(session))
    assert [part.heading for part in section("De praatplaten", report).parts] == [
        "De praatplaat: Onze praatplaat",
        "De praatplaat: Een andere praatplaat",
    ]
    names = [block.name for part in walk(report.sections) for block in part.blocks if isinstance(block, Figures)]
    assert len(set(names)) == len(names)


def test_a_hidden_text_comes_back_nowhere_not_in_the_picture_either() -> None:
    assert a.HIDDEN not in repr(REPORT)
    assert a.HIDDEN not in picture().description
    open_report = Session(a.afternoon_events(hide=False))
    assert f"{a.HIDDEN} · 3×" in repr(build_report(open_report, s.HEAD, a.course_for(open_report)))


def test_the_description_is_short_and_points_to_the_table() -> None:
    assert picture().description == (
        "Praatplaat ‘Samen aan het plein’ met 6 punten: 3 klaar, 2 bezig en 1 nog niet. "
        "De tabel eronder zegt hetzelfde."
    )


def test_a_plate_of_which_no_point_was_visited_is_left_out() -> None:
    events: list[ev.AnyEvent] = [event for event in EVENTS if isinstance(event, ev.Started)]
    session = Session([*events, s.shown("plaat", "Onze praatplaat", s.at(15, 1))])
    assert "De praatplaat" not in headings(build_report(session, s.HEAD, a.course_for(session)))


def test_the_fan_lists_what_was_drawn_by_topic_with_its_notes() -> None:
    fan = section("Gesprekswaaier")
    assert [part.heading for part in fan.parts] == ["WAT", "WIE"]
    assert rows(fan.parts[0]) == [
        ("Wat is er al?", "Er is al een moestuin.\nEn een buurtapp."),
        ("Wat zie je dan?", "geen notitie"),
    ]
    assert bullets(fan.parts[1]) == [("Wie mist er?",)]
    assert bullets(section("Overige notities")) == [("De waaier bleef nog een uur op tafel. (bij ‘Gesprekswaaier’)",)]


def test_a_draw_that_was_taken_back_is_not_listed_and_its_note_stays() -> None:
    place = next(index for index, event in enumerate(EVENTS) if isinstance(event, ev.QuestionDrawn))
    report = build_report(Session([*EVENTS, ev.Undone(time=s.at(17), step=place)]), s.HEAD)
    assert rows(section("Gesprekswaaier", report)) == []
    assert "Er is al een moestuin. (bij ‘Gesprekswaaier’)" in bullets(section("Overige notities", report))[0]


def test_without_a_draw_there_is_no_fan() -> None:
    assert "Gesprekswaaier" not in headings(build_report(s.rich_session(), s.HEAD))


def test_the_steps_of_a_hunt_stand_together_with_what_came_of_them() -> None:
    hunt = section("Berenjacht: Geld")
    assert [part.heading for part in hunt.parts] == [
        "Geld: waar leeft hij?", "Geld: wie heeft er last van, wie jaagt?", "Geld: hoe jagen we hem weg?",
        "Geld: actiepunten",
    ]  # fmt: skip
    lives, who, tips, agreed = hunt.parts
    assert rows(lives) == [("structuur", str(a.LIVES[1])), ("individu", str(a.LIVES[0])), ("cultuur", "0")]
    assert rows(who) == [("De school", "De wethouder"), ("Jonge ouders", "Het fonds")]
    dots = [sum(dots[tip] for dots in a.DOTS) for tip in (0, 1)]
    assert rows(tips) == [("Begin klein", str(dots[0])), ("Vraag het fonds", str(dots[1]))]
    assert [sorted(items) for items in bullets(tips)] == [sorted(a.OWN_TIPS)]
    assert [block.caption for block in tips.blocks if isinstance(block, Bullets)] == ["Eigen tips"]
    assert bullets(agreed) == [
        (f"Vraag het fonds (Fatima, 1 december 2026, {dots[1]} stickers)", "Houd een loterij"),
    ]  # fmt: skip
    assert bullets(hunt) == [("Notitie: Iedereen kent deze beer.",)]
    assert "Iedereen kent deze beer." not in repr(section("Overige notities"))


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ((1, 4, 0), "De beer leeft hier vooral in de structuur (4 van de 5)."),
        ((3, 3, 1), "De beer leeft hier even vaak in het individu en de structuur (elk 3 van de 7)."),
        ((2, 2, 2), "De beer leeft hier even vaak in het individu, de structuur en de cultuur (elk 2 van de 6)."),
    ],
)
def test_a_hunt_begins_with_where_the_bear_lives(chosen: tuple[int, ...], said: str) -> None:
    places = ["individu", "structuur", "cultuur"]
    asked = s.opened("geld-leeft", "Geld: waar leeft hij?", s.at(19, 2), soort="keuze", vraag="Waar?", opties=places)
    hunted = msgspec.structs.replace(asked, hunted=ev.Hunted("geld", "Geld", "leeft"))
    events: list[ev.AnyEvent] = [s.started(), hunted, *s.cast("geld-leeft", s.choices(*chosen))]
    closed = s.closed("geld-leeft", s.at(19, 3))
    hunt = section("Berenjacht: Geld", build_report(Session([*events, closed]), s.HEAD))
    assert hunt.blocks[0] == Paragraph(said)
    assert section("Berenjacht: Geld", build_report(Session(events), s.HEAD)).blocks == (), "it is still open"


def test_an_action_point_names_the_card_or_the_bear_that_it_came_from() -> None:
    tip = sum(dots[1] for dots in a.DOTS)
    assert [(row[0], row[3]) for row in rows(section("Actiepunten"))] == [
        ("Vraag het fonds", f"Beer: Geld ({tip} stickers)"), ("Houd een loterij", "Beer: Geld"),
    ]  # fmt: skip


def test_a_hunt_has_its_headings_without_the_cards_too() -> None:
    assert "Berenjacht: Geld" in headings(build_report(SESSION, s.HEAD))


def test_a_card_that_only_looks_like_a_step_stays_a_card() -> None:
    events: list[ev.AnyEvent] = [s.started(), s.shown("buurt-wie", "Wie doet mee?", s.at(19, 1)),
              s.opened("buurt-wie", "Wie doet mee?", s.at(19, 2), soort="keuze", vraag="Wie?", opties=["a", "b"]),
              *s.cast("buurt-wie", s.choices(1, 0)), s.closed("buurt-wie", s.at(19, 3))]  # fmt: skip
    assert "Wie doet mee?" in headings(build_report(Session(events), s.HEAD))


def state(title: str, how: str, top: str = "", question: str = "Wat?", answers: int = 3) -> PointState:
    return PointState(PlatePoint("1", title, question, "wat"), how, answers, Highlight((top,)) if top else None)


def _image(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_the_picture_in_word_is_inline_and_described() -> None:
    document = docx.Document(io.BytesIO(WORD))
    inlines = document.element.body.iter(qn("wp:inline"))
    inline = next(one for one in inlines if one.find(qn("wp:docPr")).get("name").startswith("Praatplaat"))
    assert not list(document.element.body.iter(qn("wp:anchor")))
    properties = inline.find(qn("wp:docPr"))
    assert properties.get("descr") == picture().description
    assert properties.get("name") == f"Praatplaat {properties.get('id')}"
    width, height = (int(inline.find(qn("wp:extent")).get(side)) for side in ("cx", "cy"))
    drawn = _image(zipfile.ZipFile(io.BytesIO(WORD)).read("word/media/image1.png"))
    assert width / height == pytest.approx(drawn.width / drawn.height, rel=0.01)
    assert width == pytest.approx(TEXT_WIDTH * 635, rel=0.01)


@pytest.mark.parametrize(("across", "down"), [(420, 297), (297, 150)])
def test_a_drawing_is_as_wide_as_the_line_or_leaves_room_on_a_low_page(across: int, down: int) -> None:
    template, stream = docx.Document(io.BytesIO(template_bytes())), io.BytesIO()
    template.sections[0].page_width, template.sections[0].page_height = Mm(across), Mm(down)
    template.save(stream)
    document = docx.Document(io.BytesIO(word_bytes(REPORT, stream.getvalue())))
    page = document.sections[-1]
    line = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
    room = (page.page_height or 0) - (page.top_margin or 0) - (page.bottom_margin or 0) - Mm(35)
    inlines = document.element.body.iter(qn("wp:inline"))
    extent = next(one for one in inlines if one.find(qn("wp:docPr")).get("name").startswith("Praatplaat"))[0]
    wide, high = (int(extent.get(side)) for side in ("cx", "cy"))
    assert high < room
    assert wide == pytest.approx(line, rel=0.01) or high == pytest.approx(room, rel=0.1)


def test_the_same_session_gives_the_same_bytes() -> None:
    assert word_bytes(build_report(Session(a.afternoon_events()), s.HEAD, COURSE)) == WORD
    data, _ = plate_png(picture())
    assert plate_png(picture())[0] == data
    assert not re.search(rb"tIME|tEXt|iTXt|zTXt", data)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", [GREEN, AMBER, INK, GREY])
def test_every_colour_has_a_contrast_of_seven(colour: str) -> None:
    assert 1.05 / (_luminance(colour) + 0.05) >= 7


@pytest.mark.parametrize("form", ["kompas", "kwadranten"])
def test_states_differ_without_colour(form: str) -> None:
    grey = [
        _image(plate_png(PlatePicture("Plein", form, tuple(state(str(n), how, answers=0) for n in range(4))))[0])
        .convert("L")
        .point(lambda value: 0 if value < 128 else 255)
        .tobytes()
        for how in (NOT_YET, BUSY, DONE)
    ]
    assert len(set(grey)) == 3
    ink = [one.count(0) for one in grey]
    assert ink == sorted(ink)


@pytest.mark.parametrize("amount", range(1, 11))
@pytest.mark.parametrize("form", ["kompas", "kwadranten"])
def test_any_number_of_points_makes_a_picture(amount: int, form: str) -> None:
    points = tuple(state(f"Punt {n}", DONE, "Iets langs dat " * 20) for n in range(amount))
    for below in ((), points[:1], points[:5]):
        data, height = plate_png(PlatePicture("Een lang midden " * 9, form, points, below))
        drawn = _image(data)
        assert drawn.width / drawn.height == pytest.approx(WIDTH / height, rel=0.01)
        assert len(data) < 200_000


def test_every_frame_is_free_of_the_edge_so_that_a_smaller_picture_keeps_it() -> None:
    for form in ("kompas", "kwadranten"):
        points = tuple(state(str(n), NOT_YET, "", "", 0) for n in range(4))
        drawn = _image(plate_png(PlatePicture("Plein", form, points, points))[0])
        width, height = drawn.size
        for edge in (
            (0, 0, width, 2),
            (0, height - 2, width, height),
            (0, 0, 2, height),
            (width - 2, 0, width, height),
        ):
            assert drawn.crop(edge).getcolors() == [((edge[2] - edge[0]) * (edge[3] - edge[1]), (255, 255, 255))]


def test_nothing_is_drawn_over_the_edge_or_the_frame() -> None:
    plain = _image(plate_png(PlatePicture("", "kompas", (state("", NOT_YET, "", "", 0),)))[0])
    long = _image(plate_png(PlatePicture("", "kompas", (state("W" * 90, NOT_YET, "M" * 300, "", 0),)))[0])
    frame = round(57 / WIDTH * plain.width)
    strip = (frame - 10, 0, frame + 60, min(plain.height, long.height) // 4)
    assert plain.crop(strip).tobytes() == long.crop(strip).tobytes()


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("14×", "14×"),
        ("café", "cafe\u0301"),
        ("مرحبا", SEE_TABLE),
        ("👩‍👩‍👧 plein", "plein"),
        ("", ""),
        ("?!", "?!"),
        ("a\u0007b\u202ec\u0301\ud800", "abc\u0301"),
    ],
)
def test_what_the_font_lacks_is_drawn_otherwise_or_told(text: str, drawn: str) -> None:
    assert drawable(text) == drawn


@pytest.mark.parametrize("letter", "éëïöüèáàçñâêîôûÉËÏÖÜåčőąī")
def test_an_accent_is_seen(letter: str) -> None:
    def drawn(text: str) -> bytes:
        canvas = Image.new("RGB", (120, 120), "#FFFFFF")
        Letters(60, INK).draw(ImageDraw.Draw(canvas), 20, 20, drawable(text))
        return canvas.tobytes()

    assert drawn(letter) != drawn(unicodedata.normalize("NFD", letter)[0])


def test_lines_are_balanced_and_whole() -> None:
    letters = Letters(40, INK, bold=True)
    assert letters.balanced("Samenwerken met de stad", 400, 3) == ["Samenwerken", "met de stad"]
    assert letters.balanced("Kort", 400, 3) == ["Kort"]
    assert letters.balanced("", 400, 3) == []
    assert letters.balanced("woord " * 40, 300, 2)[-1].endswith("…")
    assert all(letters.width(line) <= 300 for line in letters.wrapped("onafgebroken" * 9, 300, 3))


def test_a_text_is_shortened_at_a_word_and_keeps_how_often_it_was_chosen() -> None:
    letters = Letters(40, INK)
    text = "Met een voorbeeld uit ons eigen werk en dat van anderen"
    for most in (1, 2, 3):
        *_, last = lines = letters.wrapped(text, 330, most, "· 17×")
        assert len(lines) == most
        assert last.endswith("… · 17×")
        kept = " ".join(lines).removesuffix("… · 17×")
        assert text.startswith(f"{kept} ")
    assert letters.wrapped("Kort", 330, 2, "· 17×") == ["Kort · 17×"]


def test_a_word_that_is_too_long_breaks_at_its_own_dash_or_with_one() -> None:
    letters = Letters(40, INK)
    assert letters.wrapped("PARTY-cipatie", 200, 2) == ["PARTY-", "cipatie"]
    first, second, *_ = letters.wrapped("Arbeidsongeschiktheid", 200, 9)
    assert first.endswith("-")
    assert "Arbeidsongeschiktheid".startswith(first[:-1] + second[:-1])


@pytest.mark.parametrize("bold", [False, True])
def test_letters_take_the_room_that_they_say(bold: bool) -> None:
    letters = Letters(60, INK, bold)
    for text in ("mmm", "WAAROM", "24×", "cafe\u0301"):
        canvas = Image.new("L", (600, 120), 255)
        letters.draw(ImageDraw.Draw(canvas), 0, 20, text)
        box = canvas.point(lambda value: 255 - value).getbbox()
        assert box is not None
        assert letters.width(text) * 0.9 < box[2] <= letters.width(text) + 1


@pytest.mark.slow
def test_it_becomes_a_pdf_with_picture_and_figures(tmp_path: Path) -> None:
    text = pdf_text(WORD, tmp_path)
    for line in (r"WAT: Wat wil je bereiken\? +klaar +6 +Wat wil je bereiken\? +Meer groen · 4×", r"Berenjacht: Geld",
                 r"structuur +4",
                 r"Wat is er al\? +Er is al een moestuin\."):  # fmt: skip
        assert re.search(line, text), line
    assert a.HIDDEN not in text
    listed = subprocess.run(["pdfimages", "-list", str(tmp_path / "verslag.pdf")], check=True, capture_output=True)
    assert len([line for line in listed.stdout.splitlines() if b" image " in line]) == 1


def test_no_word_of_a_point_breaks_in_the_table() -> None:
    long = (
        "Waarom wil je samenwerken aan het plein?",
        "klaar",
        Number(40),
        "Relationeel: we willen dichter bij de stad · 12×",
    )
    table = Table(("Punt", "Vraag", "Stand", "Antwoorden", "Sterkste uitslag"), (("WANNEER", *long), ("WAT", *long)))
    columns = columns_for(table, TEXT_WIDTH)
    assert columns.small
    assert sum(columns.widths) == TEXT_WIDTH
    assert columns.widths[0] >= 1050
    assert columns.indented == {3}


def test_no_word_of_a_title_is_broken_where_smaller_letters_hold_it() -> None:
    room = 27 * MM
    short, long = (
        title_letters(PointState(PlatePoint("1", title, "", "kaart"), NOT_YET), room, small=True)
        for title in ("Waarden", "Onze ontwikkelagenda")
    )
    assert short.size > long.size
    assert long.wrapped("Onze ontwikkelagenda", room, 2) == ["Onze", "ontwikkelagenda"]
