"""What may be told to everybody: nothing by which somebody can be known, and no text that nobody has read."""

import html
import io
import json
import random
import re
import zipfile
from collections.abc import Iterator, Mapping
from itertools import combinations
from time import process_time
from typing import Any

import msgspec
import pytest
from PIL import Image

from kompas_tui.domain.deck.canvases import Canvas, CanvasCell
from kompas_tui.domain.deck.cards import ReportForm
from kompas_tui.domain.kinds.activity import OPTION_LENGTH
from kompas_tui.domain.language.identifying import blanked
from kompas_tui.domain.language.wording import shortened
from kompas_tui.domain.outcome import capitalised, postcodes_told, public_copy
from kompas_tui.domain.report import build_report
from kompas_tui.domain.report.wishes import ReportWishes
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.export.data import data_bytes
from kompas_tui.export.long_table import long_table, plain_csv
from kompas_tui.export.naming import name_of
from kompas_tui.export.sheets import sheet_files
from kompas_tui.export.word import report_name, word_bytes
from kompas_tui.export.workbook import workbook_bytes
from tests.export import sessions as s
from tests.export.evening import evening_events
from tests.journal.foreign import poisoned
from tests.journeys.hostile_evening import hostile_events

PLANTED = {
    "e-mailadres": [
        "jan.de.vries@voorbeeld.nl", "jan (at) voorbeeld.nl", "jan[at]voorbeeld[punt]nl", "o'brien+a@x.voorbeeld.nl",
        "jan apenstaartje voorbeeld punt nl", "jan＠voorbeeld.nl", "jan @ voorbeeld.nl",
        "jan at voorbeeld dot nl", "jan_at_voorbeeld.nl", "jan{at}voorbeeld.nl", "jan@@voorbeeld.nl", "jan@gmail",
        "jan@voorbeeld , nl", "jan@voorbeeld。nl", "ja\u0301n@voor\u00adbeeld.nl",
        "jan_at-voorbeeld.nl", "jan apenstaart voorbeeld punt nl",
        "ﬁets@voorbeeld.ｎｌ", "jan@[10.0.0.1]", '"jan piet@huis"@voorbeeld.nl',
        "jan.jansen (apestaart) voorbeeld punt nl", "jan(a)voorbeeld.nl",
        "jan-at-voorbeeld-punt-nl", "jan at gmail com", "jan at hotmail", "jan*at*voorbeeld.nl",
        "jan at voorbeeld punt info",
    ],
    "telefoonnummer": [
        "06-12345678", "06 1234 5678", "0612345678", "+31 6 12 34 56 78", "(010) 123 45 67", "06 - 12 34 56 78",
        "06–12345678", "06\u201112345678", "+31(0)6-12345678", "0031 6 12345678", "06.12.34.56.78", "٠٦١٢٣٤٥٦٧٨",
        "(06) 12345678", "06_12345678", "06-1234\n5678", "+32 470 12 34 56", "0032 470 12 34 56",
        "(0592) 12 34 56", "06: 12345678", "06|12345678", "O6-12345678", "0️⃣6️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣", "０６－１２３４５６７８",
        "06\u200d1234\u20605678", "06*12*34*56*78", "06 | 12 | 34 | 56 | 78", "06•12•34•56•78",
        "nul zes een twee drie vier vijf zes zeven acht", "Nul zes, twaalf, vierendertig, zesenvijftig, achtenzeventig",
        "06 twaalf 34 zesenvijftig 78", "nul-tien-vier-een-zeven-een-twee-drie-vier",
        "06,12,34,56,78", "06:12:34:56:78", "06; 12; 34; 56; 78", "6 12345678", "6-12345678", "06-12-2034-56",
        "06'12'34'56'78", "06=12=34=56=78", "06\t1234\t5678", "06 een twee 345678", "06, 12 34 56 78",
        "nul zes – 12345678",
    ],
    "adres": [
        "3011 AD 12", "3011AD, nr. 12", "12a, 3011 AD", "3011ad 12", "3011 ad 12", "3011AD12", "3011AD-12",
        "3011 AD Coolsingel 40", "3011 AD Rotterdam, Van der Takstraat 12b",
        "3011-AD 12", "3011 A D 12", "3011 AD, huisnummer: 12", "12 (3011 AD)",
        "3011 AD huisnummer twaalf", "3011 AD nr. tweeëntwintig",
        "40 in Rotterdam (3011 AD)", "3011\u00a0ＡＤ 12", "3011_AD_12", "3011 AD huis 12",
        "3011 AD (12)", "3011AD|12", "3011AD=12",
    ],
    "rekeningnummer": [
        "NL91 ABNA 0417 1643 00", "NL91ABNA0417164300", "DE89 3704 0044 0532 0130 00", "nl91-abna-0417-1643-00",
        "NL91/ABNA/0417/1643/00", "RS35 2600 0560 1001 6113 79", "SO211000001001000100141",
        "N L 9 1 A B N A 0 4 1 7 1 6 4 3 0 0", "NL91\u2011ABNA\u20110417\u20111643\u201100",
        "NL91_ABNA_0417_1643_00", "NL91  ABNA  0417  1643  00", "NL91, ABNA, 0417164300", "NL91\nABNA\n0417164300",
        "NL91 ABNA 041716430", "N.L.91.ABNA.0417164300", "GB29-NWBK-6016-1331-9268-19",
    ],
    "burgerservicenummer": [
        "123456782", "1234.56.782", "123 456 782", "12-3456-782", "123/456/782", "123_456_782",
        "１２３\u200d４５６７８２", "12 34 56 782", "12345 6782", "123•456•782", "12-34-56-78-2",
    ],
}  # fmt: skip
FRAMES = ("tel.{}", "Jan,{},Piet", "om 19:30 {} of 12", "12 {} 13", "Het is {} en van mij")
"""What people type around it: other figures, no space, words that could go on with it."""


@pytest.mark.parametrize(("sort", "text"), [(sort, text) for sort, texts in PLANTED.items() for text in texts])
def test_what_tells_who_somebody_is_by_its_form_is_left_out(sort: str, text: str) -> None:
    clean, told = blanked(f"Vraag het aan {text}. Dank!")
    assert clean == f"Vraag het aan ({sort} weggelaten). Dank!"
    assert [(one.sort, one.text) for one in told] == [(sort, text)]
    for frame in FRAMES:
        clean, told = blanked(frame.format(text))
        assert any(one.sort == sort and text in one.text for one in told), frame
        assert text not in clean


def test_what_is_called_a_citizens_number_is_left_out_however_it_is_written() -> None:
    for said in (
        "BSN: 12 34 56 78 2",
        "b.s.n. 123456783",
        "bsn is: 123456783",
        "bsn (123456783",
        "burgerservicenummer is 123456789",
        "bsn 12345678",
    ):
        assert blanked(said)[0].endswith("(burgerservicenummer weggelaten)"), said


def test_what_is_called_a_telephone_is_left_out_without_its_zero_too() -> None:
    for text in ("tel 612345678", "Mijn telefoonnummer is 6 1234 56 78", "mobiel: 612345678"):
        assert blanked(text)[0].endswith(" (telefoonnummer weggelaten)"), text


def test_each_of_several_in_a_row_is_left_out() -> None:
    for text in ("06-12345678 / 010-1234567", "BE68 5390 0754 7034 of NL91ABNA0417164300", "0612345678 0612345679"):
        clean, told = blanked(text)
        assert len(told) == 2
        assert not any(sign.isdigit() for sign in clean)


def test_a_citizens_number_beside_an_amount_is_no_amount() -> None:
    for text in ("Mijn uitkering is 900 euro 123456782", "euro 123456782 is mijn bsn", "123456782 euro"):
        assert "123456782" not in blanked(text)[0], text


def test_a_letter_of_another_script_in_an_account_stops_nothing() -> None:
    assert blanked("DE8937040044053201300İ ſ 06-12345678")[0].endswith("(telefoonnummer weggelaten)")


@pytest.mark.parametrize(
    "text",
    [
        "In 2026 en 12 mensen later", "Op 2026-11-22 om 19:30", "Het kost 1.250.000 euro", "1000 bomen voor 12 straten",
        "nul zes twaalf", "Eén, twee, drie, vier, vijf, zes, zeven, acht, negen, tien", "In 3011 AD twee bankjes",
        "123456789", "Tussen 10 en 20 procent", "Op 01-02-2026 12:00", "2026 is 12 maanden", "Lijn 12, halte 3000",
        "0800-1234", "Punt 1 2 3", "Om 08:00, 12:00 en 16:00", "Artikel 10.2, 1.2.3.4.5.6.7.8.9",
        "123456781", "000000000", "@iedereen, kijk at home", "0,12345678", "Dorpsstraat 12 tot 20",
        "Nummer 00012345678",
        "€ 123.456.789", "10-11-2026 en 12-11-2026", "bsn-nummer 12 invullen",
        "Versie 7230ba0", "a7230BA0",
        "Dat scheelt 1000 CO2", "Artikel 1500 EU 3", "Nu 2500 KW 12", "Het is 4000 ha 12", "2026 JA 12 NEE 8",
        "NEN 1234 EN 12", "Punt 3(a), en 4(b)", "Kies (a) of (b)", "09:30, 10:30 en 11:30", "0,1,2,3,4,5,6,7,8,9",
        "Lijn 01,12,23,34,45,56", "Lijn 01, 12, 23, 34, 45, 56", "Bus 99, 01, 12, 23, 34, 45",
        "Van 01/01-2027 20", "Op 31/12/26 12345", "€ 123.456.782",
        "Dat is 2030 CO 2", "613456789 inwoners", "0 1 2 3 4 5 6 7 8 9 10", "Tel 125 000 euro", "Het is 612345678 m3",
        "In 2026 de 12 straten die wij nu al samen willen opknappen en verbeteren",
    ],
)  # fmt: skip
def test_other_figures_stay(text: str) -> None:
    assert blanked(text) == (text, ())


def test_a_row_of_what_could_be_an_address_takes_no_time_by_its_square() -> None:
    began = process_time()
    blanked("a_at_" * 4_000)
    assert process_time() - began < 20, "by its square this took minutes"


def _asked(
    card: str, minute: int, answers: list[dict[str, Any]], *, is_shown: bool, **question: Any
) -> list[ev.AnyEvent]:
    shown = [ev.ResultShown(time=s.at(19, minute + 3), round=f"{card}-1")] if is_shown else []
    return [
        s.shown(card, f"Kaart {card}", s.at(19, minute)),
        s.opened(card, f"Kaart {card}", s.at(19, minute), **question),
        *s.cast(card, answers),
        s.closed(card, s.at(19, minute + 2)),
        *shown,
    ]


FORM = [
    {"naam": "wie", "vraag": "Je naam", "soort": "tekst", "persoonsgegeven": True},
    {"naam": "wat", "vraag": "Wat?", "soort": "tekst"},
]
SAID = "Bel mij op 06-12345678 of mail jan.de.vries@voorbeeld.nl"


def planted_session() -> Session:
    """Personal data in every place where somebody can type it."""
    return Session(
        [
            s.started(roles=["bewoner"], place="Raadhuis, 3011 AD 40", organisation="Gemeente Voorbeeld"),
            *s.joined(7),
            *_asked("open", 1, [{"tekst": [text]} for text in (SAID, "Meer groen", "Woont op 3011 AD 12")],
                    is_shown=True, soort="open", vraag="Wat nog?"),
            *_asked("stil", 10, [{"tekst": ["Dit las nog niemand"]}], is_shown=False, soort="open", vraag="Zeg het"),
            *_asked("form", 20, [{"veld-1": ["Jan de Vries"], "veld-2": ["Een bank"]}], is_shown=True,
                    soort="formulier", vraag="Vul in", velden=FORM),
            ev.AttendanceTaken(time=s.at(19, 30), people=7, names=("Fatima El Idrissi",)),
            ev.NoteTaken(time=s.at(19, 31), card="form", text="Jan was boos"),
            ev.DecisionTaken(time=s.at(19, 32), card="form", text="We bellen 010-1234567"),
            ev.ActionAgreed(time=s.at(19, 33), card="form", what="Bellen", who="Fatima El Idrissi"),
            ev.ActionAgreed(time=s.at(19, 33), card="form", what="Harken", who="de bewoners"),
            ev.PromiseMade(time=s.at(19, 34), card="form", what="Brief", who="Karel Bos", to="gemeente"),
            ev.Parked(time=s.at(19, 35), card="form", text="NL91 ABNA 0417 1643 00"),
            ev.PhotoTaken(time=s.at(19, 36), card="form", picture="a" * 64, alt="De flap van Mieke", public=False),
            ev.Ended(time=s.at(19, 40)),
        ]
    )  # fmt: skip


_STREAM = io.BytesIO()
Image.new("RGB", (2, 2)).save(_STREAM, "PNG")
_PICTURE = _STREAM.getvalue()

PRIVATE = (
    "06-12345678", "jan.de.vries", "3011 AD 12", "Dit las nog niemand", "Jan de Vries", "Fatima", "Jan was boos",
    "010-1234567", "Karel", "NL91", "Mieke",
)  # fmt: skip


def _as_files(session: Session) -> dict[str, str]:
    """The text of every file that can be made of a session, and of every file inside one; their names too."""
    photos = {"0" * 64: _PICTURE}
    forms: tuple[ReportForm, ...] = ("verslag", "participatieverslag")
    reports = {
        f"{form}.docx": word_bytes(build_report(session, s.HEAD, None, photos, ReportWishes(form))) for form in forms
    }
    sheets = {**sheet_files(session), "lang-analyse.csv": plain_csv(long_table(session))}
    book, data = workbook_bytes(session), data_bytes(session, s.HEAD)
    files = dict(_unpacked({**reports, **sheets, "gegevens.xlsx": book, "gegevens.json": data}))
    return {**files, "namen": " ".join([*files, report_name(session), name_of(session, "gegevens")])}


def _unpacked(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    for name, data in files.items():
        if name.endswith((".docx", ".xlsx")):
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                yield from _unpacked({f"{name}/{part}": package.read(part) for part in package.namelist()})
        elif name.endswith((".xml", ".rels")):
            said = data.decode()
            yield (
                name,
                f"{html.unescape(said)} {html.unescape(re.sub('<[^>]+>', '', said))}",
            )  # also what is cut in runs
        else:
            yield name, data.decode("utf-8-sig", "replace")


_POINTS = frozenset(
    ("kenmerk", "nonce", "rolmasker", "foto", "gegevens", "bord", "oordeel", "vraag_id", "aanbod_id", "vak", "maat")
)
"""What the program writes itself, beside the names by which events point at one another."""

_PLANT, _NAMED = re.compile(r"06-1\d{7}"), re.compile(r"Q[a-j]{4}z")


_LETTERS = str.maketrans("0123456789", "abcdefghij")


def _planted_everywhere() -> tuple[Session, Mapping[str, str]]:
    """An evening with all that can happen, a name and a telephone number behind every text; by number which text."""
    numbers: dict[str, str] = {}

    def plant(text: str) -> str:
        if not text:
            return text
        number = numbers.setdefault(text, f"06-1{len(numbers):07}")
        return f"{text} bij Q{number[-4:].translate(_LETTERS)}z {number}"

    happened = [event for event in hostile_events() if getattr(event, "round", "") != "een-1"]
    happened += [
        ev.CanvasDescribed(time=s.at(23, 9), card="een", number="nummer", version=3, when=None),
        ev.Parked(time=s.at(23, 9), card="een", text="Later"),
        ev.BoxAsked(text_id="bus-2", mark="b", text="Een vraag die niemand zag"),
        evening_events()[-1],
    ]
    events = [msgspec.convert(poisoned(event, spoil=plant, kept=_POINTS), type(event)) for event in happened]
    return Session(events), {number: text for text, number in numbers.items()}


def test_a_number_planted_behind_every_text_is_in_no_public_file_and_each_name_there_is_listed() -> None:
    whole, numbers = _planted_everywhere()
    copy = public_copy(whole).session
    files = _as_files(copy)
    found = {name: set(_PLANT.findall(text)) for name, text in files.items()}
    assert {name: [numbers[one] for one in ones] for name, ones in found.items() if ones} == {}
    names = set(_NAMED.findall("".join(files.values()))) - set(_NAMED.findall("".join(copy.roles)))
    assert len(names) > 30
    assert names - {*capitalised(copy)} == set(), "a name that nobody filled in is for the organiser to look at"
    public = "".join(data.decode() for data in sheet_files(copy).values())
    assert re.search(r"Wanneer horen we meer\? bij Q\w+ \(telefoonnummer weggelaten\)", public), "the room saw it"
    assert "Een vraag die niemand zag" not in public
    told = set(
        _PLANT.findall("".join(data.decode() for data in (*sheet_files(whole).values(), data_bytes(whole, s.HEAD))))
    )
    assert len(told) > 0.8 * len(numbers), "nearly each can be read in the full files"


def test_planted_personal_data_is_in_no_public_file() -> None:
    whole = planted_session()
    files = _as_files(public_copy(whole).session)
    assert [(name, word) for name, text in files.items() for word in PRIVATE if word in text] == []
    everything = "".join(_as_files(whole).values())
    assert [word for word in PRIVATE if word not in everything] == [], "each is in the full one"


def test_words_with_a_capital_that_no_deck_uses_are_listed_to_look_at() -> None:
    texts = ["Vraag het aan Janneke, of aan Él-Hadi.", "Het groen. Mooi is de Dorpsstraat in NL", "Meer groen"]
    events: list[ev.AnyEvent] = [s.started(deck="# De Dorpsstraat"), *s.joined(3)]
    asked = _asked("k", 1, [{"tekst": [text]} for text in texts], is_shown=True, soort="open", vraag="Wat?")
    assert capitalised(Session([*events, *asked])) == ("Janneke", "Él-Hadi")


def test_a_name_that_was_filled_in_somewhere_stands_in_no_other_text_either() -> None:
    *events, end = planted_session().happened
    lists = "Actiepunten: Bellen (Sanne, 1 december 2026)."
    asked = _asked(
        "oogst", 37, [{"instemming": 0}], is_shown=True, soort="instemming", vraag="Klopt het?", voorstel=lists
    )
    later: list[ev.AnyEvent] = [
        ev.ActionAgreed(time=s.at(19, 36), card="form", what="Bellen", who="Sanne"),
        ev.DecisionTaken(time=s.at(19, 36), card="form", text="Fatima El Idrissi en Jan de Vries gaan praten."),
        ev.DecisionTaken(time=s.at(19, 36), card="form", text="De bewoners beginnen, Gemeente Elders betaalt."),
        ev.ActionAgreed(time=s.at(19, 36), card="form", what="Betalen", who="Gemeente Elders"),
        *asked,
        ev.CanvasLaid(time=s.at(19, 39), card="form", canvas=Canvas("Deal", "deal", (CanvasCell("wie", "Wie?"),))),
        ev.CellSet(time=s.at(19, 39), card="form", cell="wie", text="Bellen (Sanne)"),
    ]
    copy = public_copy(Session([*events, *later, end]))
    told = "".join(_as_files(copy.session).values())
    assert "naam weggelaten en naam weggelaten gaan praten." in told
    assert "Actiepunten: Bellen (naam weggelaten, 1 december 2026)." in told
    assert "De bewoners beginnen, Gemeente Elders betaalt." in told
    assert [name for name in ("Sanne", "Fatima", "Jan de Vries") if name in told] == []
    assert [one.text for one in copy.blanked if one.sort == "naam"].count("Sanne") == 2


@pytest.mark.parametrize(
    ("filled_in", "typed"),
    [
        (
            "Fatima El Idrissi",
            ["fatima el idrissi", "FATIMA EL IDRISSI", "Fatima  El\u00a0Idrissi", "Fatima El Idrissis"],
        ),
        ("Anne-Marie Bakker-de Vries", ["Anne-Marie Bakker-de Vries", "Anne\u2011Marie Bakker\u2010de Vries"]),
        ("Mark O'Brien", ["Mark O’Brien", "Mark O'Brien"]),
        ("mevr. J. de Boer, wethouder", ["J. de Boer", "j. de boer"]),
        ("jan jansen", ["Jan Jansen", "(jan jansen)"]),
        ("محمد علي", ["محمد علي"]),
    ],
)
def test_a_name_is_left_out_however_it_is_typed(filled_in: str, typed: list[str]) -> None:
    happened: list[ev.AnyEvent] = [
        s.started(),
        ev.AttendanceTaken(time=s.at(19, 30), people=3, names=(filled_in, "de bewoners", " ")),
        *(ev.DecisionTaken(time=s.at(19, 31), card="k", text=f"We vragen {name} mee.") for name in typed),
        ev.DecisionTaken(time=s.at(19, 31), card="k", text="Bewoners doen mee. De bewoners beginnen."),
    ]
    told = [one.text for one in public_copy(Session(happened)).session.happened if isinstance(one, ev.DecisionTaken)]
    clean = [text.replace("(naam weggelaten)", "naam weggelaten") for text in told]
    assert clean[:-1] == ["We vragen naam weggelaten mee."] * len(typed)
    assert clean[-1] == "Bewoners doen mee. De bewoners beginnen."


def test_of_a_text_that_was_cut_to_be_an_option_no_part_of_an_address_stays() -> None:
    text = f"{'straat ' * 38}jan.de.vries@voorbeeld.nl wil dit"
    option = shortened(text, OPTION_LENGTH)
    assert "jan.de" in option
    events = [
        *_asked("open", 1, [{"tekst": [text]}], is_shown=True, soort="open", vraag="Wat?"),
        *_asked(
            "kies", 9, [{"keuze": 0}], is_shown=True, soort="keuze", vraag="Welke?", opties=[option, "Iets anders"]
        ),
    ]
    told = _as_files(public_copy(Session([s.started(), *s.joined(2), *events, ev.Ended(time=s.at(20))])).session)
    assert "jan.de" not in "".join(told.values())


def test_what_everybody_may_know_stays() -> None:
    copy = public_copy(planted_session())
    text = str(build_report(copy.session, s.HEAD))
    for word in (
        "Meer groen",
        "Een bank",
        "Harken",
        "de bewoners",
        "gemeente",
        "Raadhuis, 3011 AD 40",
        "Openbare versie",
    ):
        assert word in text, word
    assert "'Bellen', 'niet genoemd'" in text
    assert sorted(one.sort for one in copy.blanked) == [
        "adres", "e-mailadres", "rekeningnummer", "telefoonnummer", "telefoonnummer",
    ]  # fmt: skip
    assert (copy.unseen, copy.notes) == (1, 1)


def test_what_was_corrected_or_taken_off_the_list_is_told_as_it_stands() -> None:
    later: list[ev.AnyEvent] = [
        ev.WrittenCorrected(time=s.at(19, 36), number=3, text="Samen bellen", who="Fatima El Idrissi"),
        ev.WrittenRemoved(time=s.at(19, 36), number=4),
    ]
    *events, end = planted_session().happened
    copy = public_copy(Session([*events, *later, end])).session
    assert [(item.what, item.who) for item in copy.written_of(ev.ActionAgreed)] == [("Samen bellen", "")]


def test_no_ballot_that_was_changed_can_be_guessed_by_its_receipt() -> None:
    data = json.loads(data_bytes(public_copy(planted_session()).session, s.HEAD))
    ballots = [ballot for one in data["rondes"] for ballot in one["stemmen"]]
    changed = [ballot for ballot in ballots if "weggelaten" in ballot]
    assert len(changed) == 4
    assert all("nonce" not in ballot for ballot in changed)


def test_a_public_copy_of_a_hidden_text_tells_no_reason() -> None:
    copy = public_copy(s.rich_session()).session
    text = "".join(_as_files(copy).values())
    assert s.HIDDEN_TEXT not in text
    assert "naam" not in [moderated.reason for moderated in copy.moderated]


ROLES = ("bewoner", "gemeente", "ondernemer", "school")
_SKIPPED: dict[str, dict[str, Any]] = {
    "kiezen": {"soort": "keuze", "opties": ["a", "b"]},
    "schalen": {"soort": "schaal", "stellingen": ["s", "t", "u"]},
    "lijst": {"soort": "checklist", "items": ["i", "j"]},
    "veld": {"soort": "assenveld", "items": ["p", "q"], "x": ["l", "r"], "y": ["o", "b"]},
}


def _answer(kind: str, chance: random.Random) -> dict[str, Any]:
    """An answer in which rows are skipped, so that a row has fewer answers than the question."""
    rows: dict[str, Any] = {
        "kiezen": {"keuze": chance.randrange(2)},
        "schalen": {f"score-{place}": chance.randint(1, 5) for place in (1, 2, 3)},
        "lijst": {f"item-{place}": chance.randrange(3) for place in (1, 2)},
        "veld": {f"plek-{place}": [chance.randint(0, 10), chance.randint(0, 10)] for place in (1, 2)},
    }
    first, *others = rows[kind].items()
    return dict([first, *(one for one in others if chance.random() < 0.6)])


def _by_roles(seed: int) -> list[ev.AnyEvent]:
    """An ended session with large and small roles, of whom not all answered each question."""
    chance = random.Random(seed)
    people = chance.choices(
        ROLES, [10, 6, chance.choice([1, 3, 5]), chance.choice([0, 1, 2])], k=chance.choice([12, 24])
    )
    events: list[ev.AnyEvent] = [s.started(roles=ROLES), *s.joined(len(people))]
    for minute, (card, question) in enumerate(_SKIPPED.items()):
        there = [role for role in people if chance.random() < 0.8]
        events += [
            s.shown(card, card, s.at(19, minute)),
            s.opened(card, card, s.at(19, minute), vraag="Wat?", per_rol="ja", **question),
            *s.cast(card, [_answer(card, chance) for _ in there], roles=there),
            s.closed(card, s.at(19, minute)),
        ]
    return s.with_splits([*events, ev.Ended(time=s.at(20))])


def test_no_small_role_is_in_the_public_figures_nor_found_by_taking_others_from_the_whole() -> None:
    told = 0
    for seed in range(12):
        answers: dict[tuple[Any, Any], dict[Any, int]] = {}
        for row in long_table(public_copy(Session(_by_roles(seed))).session)[1:]:
            answers.setdefault((row[0], row[6]), {})[row[5]] = int(row[9] or 0)
        for groups in answers.values():
            whole, parts = groups.pop("allen"), [*groups.values()]
            told += len(parts)
            left = {whole - sum(some) for size in range(1, len(parts) + 1) for some in combinations(parts, size)}
            assert not {1, 2, 3, 4} & {*parts, *left}
    assert told > 50, "there is something to be told of roles"


def test_a_public_file_of_a_session_that_runs_tells_nothing_by_role() -> None:
    """Two of them, from before and after somebody came, would tell by subtraction what that one gave."""
    seen: set[Any] = set()
    for seed in range(4):
        *running, _ = _by_roles(seed)
        seen |= {row[5] for row in long_table(Session(running, s.MASKS))[1:]}
        assert {row[5] for row in long_table(public_copy(Session(running, s.MASKS)).session)[1:]} == {"allen"}
    assert "rol bewoner" in seen, "the organisation sees them"


def test_a_postcode_alone_stays_and_is_told_to_the_organiser_to_look_at() -> None:
    said = [{"tekst": ["Ik woon in 3011 AD."]}, {"tekst": ["In 2026 en 1000 km verder, 3011 ad."]}, {"tekst": ["Nee."]}]
    session = s.one_round({"soort": "open", "vraag": "Waar woon je?"}, said)
    events = [*session.happened]
    events[-1:] = [ev.ResultShown(time=s.at(19, 7), round="vraag-1"), events[-1]]
    public = public_copy(Session(events, s.MASKS)).session
    assert "3011 AD" in str([item.text for item in public.rounds["vraag-1"].texts()])
    assert postcodes_told(public) == ("3011 AD", "3011 ad")
    assert blanked("Mijn huis: 3011 AD, twaalf.")[0] == "Mijn huis: (adres weggelaten)."
