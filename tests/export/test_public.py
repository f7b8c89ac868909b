"""What may be told to everybody: nothing by which somebody can be known, and no text that nobody has read."""

import io
import json
import zipfile
from typing import Any

import pytest

from kompas_tui.domain.language.identifying import blanked
from kompas_tui.domain.outcome import public_copy
from kompas_tui.domain.report import build_report
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.export.data import data_bytes
from kompas_tui.export.sheets import sheet_files
from kompas_tui.export.word import word_bytes
from tests.export import sessions as s

PLANTED = {
    "e-mailadres": ["jan.de.vries@voorbeeld.nl", "jan (at) voorbeeld.nl"],
    "telefoonnummer": ["06-12345678", "06 1234 5678", "0612345678", "+31 6 12 34 56 78", "(010) 123 45 67"],
    "adres": ["3011 AD 12", "3011AD, nr. 12", "12a, 3011 AD", "3011ad 12"],
    "rekeningnummer": ["NL91 ABNA 0417 1643 00", "NL91ABNA0417164300", "DE89 3704 0044 0532 0130 00"],
    "burgerservicenummer": ["123456782", "1234.56.782"],
}


@pytest.mark.parametrize(("sort", "text"), [(sort, text) for sort, texts in PLANTED.items() for text in texts])
def test_what_tells_who_somebody_is_by_its_form_is_left_out(sort: str, text: str) -> None:
    clean, told = blanked(f"Vraag het aan {text}. Dank!")
    assert clean == f"Vraag het aan ({sort} weggelaten). Dank!"
    assert [(one.sort, one.text) for one in told] == [(sort, text)]


@pytest.mark.parametrize(
    "text",
    [
        "In 2026 en 12 mensen later", "Op 2026-11-22 om 19:30", "Het kost 1.250.000 euro", "1000 bomen voor 12 straten",
        "123456789", "Tussen 10 en 20 procent", "2026 is 12 maanden", "Lijn 12, halte 3000", "0800-1234", "Punt 1 2 3",
    ],
)  # fmt: skip
def test_other_figures_stay(text: str) -> None:
    assert blanked(text) == (text, ())


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


PRIVATE = (
    "06-12345678", "jan.de.vries", "3011 AD 12", "Dit las nog niemand", "Jan de Vries", "Fatima", "Jan was boos",
    "010-1234567", "Karel", "NL91", "Mieke",
)  # fmt: skip


def _as_files(session: Session) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(word_bytes(build_report(session, s.HEAD)))) as package:
        parts = {f"verslag.docx/{name}": package.read(name).decode("utf-8", "replace") for name in package.namelist()}
    sheets = {name: data.decode("utf-8-sig") for name, data in sheet_files(session).items()}
    return {**parts, **sheets, "gegevens.json": data_bytes(session, s.HEAD).decode()}


def test_planted_personal_data_is_in_no_public_file() -> None:
    whole = planted_session()
    files = _as_files(public_copy(whole).session)
    assert [(name, word) for name, text in files.items() for word in PRIVATE if word in text] == []
    everything = "".join(_as_files(whole).values())
    assert [word for word in PRIVATE if word not in everything] == [], "each is in the full one"


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
