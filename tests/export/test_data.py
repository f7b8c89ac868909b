"""The data as JSON and CSV: it can be counted again, and nobody can be known from it."""

import csv
import hashlib
import io
import json
import random
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.export.data import data_bytes
from kompas_tui.export.sheets import as_written, csv_bytes, sheet_files
from kompas_tui.journal.database import database_contents
from tests.export import afternoon as a
from tests.export import evening as e
from tests.export import sessions as s

EVENTS = e.evening_events()
SESSION = Session(EVENTS)
BYTES = data_bytes(Session(EVENTS), s.HEAD)
DATA: dict[str, Any] = json.loads(BYTES)
ROUNDS: dict[str, dict[str, Any]] = {shown["ronde_id"]: shown for shown in DATA["rondes"]}
FILES = sheet_files(SESSION)
ALL_SHEETS = "\n".join(contents.decode("utf-8-sig") for contents in FILES.values())


def rows(name: str, files: dict[str, bytes] = FILES) -> list[list[str]]:
    text = files[name].decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def sheet_of(round_id: str) -> list[list[str]]:
    return rows(next(name for name in FILES if name.split("-", 2)[2] == f"{round_id}.csv"))


def counts(shown: dict[str, Any]) -> dict[str, int]:
    return {option["optie"]: option["aantal"] for option in shown["uitslag"]["opties"]}


def receipt(round_id: str, answer: object, nonce: str) -> str:
    """The receipt by what the export itself says of it, without the program's own code."""
    said = json.dumps([round_id, answer, nonce], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    left, code = int(hashlib.sha256(said.encode()).hexdigest(), 16), ""
    for _ in range(16):
        left, rest = divmod(left, 30)
        code += "23456789ABCDEFGHJKMNPQRSTVWXYZ"[rest]
    return "-".join(code[place : place + 4] for place in range(0, 16, 4))


def test_every_round_has_its_figures_and_its_ballots() -> None:
    assert list(ROUNDS) == list(SESSION.rounds)
    for round_id, shown in ROUNDS.items():
        assert shown["antwoorden"] == len(shown["stemmen"]) == SESSION.rounds[round_id].answers
        assert shown["zin"]


def test_receipts_can_be_recomputed_where_nothing_is_left_out() -> None:
    for round_id, shown in ROUNDS.items():
        for ballot in shown["stemmen"]:
            if ballot["kenmerk_na_te_rekenen"]:
                assert receipt(round_id, ballot["antwoord_ruw"], ballot["nonce"]) == ballot["kenmerk"]
            else:
                assert ballot["weggelaten"]
                assert "nonce" not in ballot
    unsure = [b["weggelaten"] for shown in DATA["rondes"] for b in shown["stemmen"] if not b["kenmerk_na_te_rekenen"]]
    assert sorted(map(str, unsure)) == ["['persoonsgegeven']"] + ["['verborgen tekst']"] * 3


def test_ballots_stand_in_the_order_of_their_receipts() -> None:
    for shown in DATA["rondes"]:
        receipts = [ballot["kenmerk"] for ballot in shown["stemmen"]]
        assert receipts == sorted(receipts)


def test_the_tally_can_be_redone_from_the_ballots() -> None:
    raw = {name: [ballot["antwoord_ruw"] for ballot in shown["stemmen"]] for name, shown in ROUNDS.items()}
    chosen = Counter(e.PLANS[answer["keuze"]] for answer in raw["eerst-2"])
    hands = dict(zip(e.PLANS, ROUNDS["eerst-2"]["handen"]["aantallen"], strict=True))
    assert counts(ROUNDS["eerst-2"]) == {plan: chosen[plan] + hands[plan] for plan in e.PLANS}
    several = Counter(e.STEPS[index] for answer in raw["stappen-1"] for index in answer["keuzes"])
    assert counts(ROUNDS["stappen-1"]) == {step: several[step] for step in e.STEPS}
    for name, field in (("plakken-1", "stickers"), ("verdelen-1", "punten")):
        sums = [sum(answer[field][place] for answer in raw[name]) for place in range(4)]
        assert counts(ROUNDS[name]) == dict(zip(e.PLANS, sums, strict=True))
    consent = Counter(answer["instemming"] for answer in raw["voorstel-1"])
    assert list(counts(ROUNDS["voorstel-1"]).values()) == [consent[place] for place in range(4)]


def test_answers_are_in_words_too() -> None:
    for ballot in ROUNDS["eerst-1"]["stemmen"]:
        assert ballot["antwoord"] == e.PLANS[ballot["antwoord_ruw"]["keuze"]]
    assert {ballot["antwoord"]["Het nummer van je tafel"][0] for ballot in ROUNDS["plakken-1"]["stemmen"]} == {*"1234"}


def test_no_mark_and_no_device_is_in_it() -> None:
    text = BYTES.decode() + ALL_SHEETS
    for event in EVENTS:
        if isinstance(event, ev.BallotCast | ev.Joined):
            assert event.mark not in text


def test_small_roles_are_not_in_it_nor_to_be_found() -> None:
    for name in ("eerst-1", "eerst-2"):
        shown = ROUNDS[name]
        assert not any("rol" in ballot for ballot in shown["stemmen"])
        assert {part["rol"]: part["uitslag"]["antwoorden"] for part in shown["per_rol"]} == {
            "bewoner": 12,
            "overig": 12,
        }
    assert BYTES.decode().count("ondernemer") == 1, "only in the list of roles"
    assert "ondernemer" not in ALL_SHEETS
    assert not any("rol" in ballot for ballot in ROUNDS["verdelen-1"]["stemmen"])


@pytest.mark.parametrize(
    ("sizes", "named"),
    [
        ((11, 8, 2), {"bewoner", "overig"}),
        ((4, 4, 4), set()),
        ((20, 2, 0), set()),
        ((6, 5, 0), {"bewoner", "gemeente"}),
    ],
)
def test_roles_of_fewer_than_five_are_merged_or_left_out(sizes: tuple[int, ...], named: set[str]) -> None:
    roles = [role for role, size in zip(("bewoner", "gemeente", "ondernemer"), sizes, strict=True) for _ in range(size)]
    question: dict[str, Any] = {"soort": "keuze", "vraag": "Wat?", "opties": ["a", "b"], "per_rol": "ja"}
    events: list[ev.AnyEvent] = [
        s.started(roles=["bewoner", "gemeente", "ondernemer"]),
        s.opened("vraag", "De vraag", s.at(19, 2), **question),
        *e.cast("vraag-1", [{"keuze": place % 2} for place in range(len(roles))], roles),
        s.closed("vraag", s.at(19, 6)),
    ]
    shown = json.loads(data_bytes(Session(events, s.MASKS), s.HEAD))["rondes"][0]
    assert not any("rol" in ballot for ballot in shown["stemmen"])
    assert {part["rol"] for part in shown.get("per_rol", [])} == named
    table = rows("ronde-01-vraag-1.csv", sheet_files(Session(events, s.MASKS)))
    assert {row[2] for row in table[1:] if len(row) > 2} - {"allen"} == named


@given(st.lists(st.sampled_from(["bewoner", "gemeente", "ondernemer", ""]), max_size=40))
def test_whoever_comes_no_role_of_fewer_than_five_can_be_worked_out(roles: list[str]) -> None:
    question: dict[str, Any] = {"soort": "keuze", "vraag": "Wat?", "opties": ["a", "b"], "per_rol": "ja"}
    events: list[ev.AnyEvent] = [
        s.started(roles=["bewoner", "gemeente", "ondernemer"]),
        s.opened("vraag", "De vraag", s.at(19, 2), **question),
        *e.cast("vraag-1", [{"keuze": place % 2} for place in range(len(roles))], roles),
        s.closed("vraag", s.at(19, 6)),
    ]
    shown = json.loads(data_bytes(Session(events, s.MASKS), s.HEAD))["rondes"][0]
    named = {part["rol"]: part["uitslag"]["antwoorden"] for part in shown.get("per_rol", [])}
    assert all(size >= 5 for size in named.values())
    assert not named or sum(named.values()) == len(roles)
    table = rows("ronde-01-vraag-1.csv", sheet_files(Session(events, s.MASKS)))
    sums = Counter[str]()
    for row in table[1:]:
        sums[row[2] if len(row) > 2 else "allen"] += int(row[1])
    assert sums == Counter({"allen": len(roles)}) + Counter(named)


def test_hidden_texts_come_back_nowhere() -> None:
    text = BYTES.decode() + ALL_SHEETS
    for hidden in (e.HIDDEN_TEXT, e.HIDDEN_OBJECTION, "Karel"):
        assert hidden not in text
    assert ROUNDS["helpt-1"]["verborgen"] == 2
    assert DATA["verborgen"] == [
        {"reden": "gaat over een persoon", "aantal": 1}, {"reden": "naam van een buurvrouw", "aantal": 2},
    ]  # fmt: skip
    assert counts(ROUNDS["beste-1"])["(tekst die niet te zien is)"] == 9


def test_personal_fields_are_left_out() -> None:
    text = BYTES.decode() + ALL_SHEETS
    assert e.NAME not in text
    assert e.PHONE not in text
    assert ROUNDS["bellen-1"]["uitslag"]["kolommen"] == ["Wat wil je doen?", "Welke dag kun je?"]
    assert ["Planten water geven", "zaterdag"] in sheet_of("bellen-1")


def test_names_of_who_was_there_are_left_out() -> None:
    assert DATA["sessie"]["aanwezig"] == 28
    assert "Mo Yilmaz" not in BYTES.decode() + ALL_SHEETS


def test_an_open_round_gives_only_the_number_of_answers() -> None:
    events: list[ev.AnyEvent] = [
        s.started(),
        s.opened("k", "Kaart", s.at(19, 2), soort="keuze", vraag="Wat?", opties=["a", "b"]),
        *e.cast("k-1", s.choices(3, 4)),
    ]
    shown = json.loads(data_bytes(Session(events, s.MASKS), s.HEAD))["rondes"][0]
    assert shown["antwoorden"] == 7
    assert not {"uitslag", "stemmen", "zin"} & shown.keys()
    assert not any(name.startswith("ronde") for name in sheet_files(Session(events, s.MASKS)))


def test_a_profile_of_a_few_can_not_be_worked_out() -> None:
    events: list[ev.AnyEvent] = [
        s.started(),
        s.opened("k", "Kaart", s.at(19, 2), **e.PROFILE),
        *e.cast("k-1", [{f"item-{n}": 1 for n in range(1, 7)}] * 4),
        s.closed("k", s.at(19, 3)),
    ]
    shown = json.loads(data_bytes(Session(events, s.MASKS), s.HEAD))["rondes"][0]
    assert all(ballot["antwoord_ruw"] == {} and "nonce" not in ballot for ballot in shown["stemmen"])
    assert shown["uitslag"]["opties"] == []


def test_before_and_after_are_in_it() -> None:
    shift = ROUNDS["eerst-2"]["vergelijking"]
    assert (shift["met"], shift["maat"], shift["antwoorden_eerst"], shift["antwoorden_nu"]) == (
        "eerst-1", "procent", 24, 28,
    )  # fmt: skip
    assert (ROUNDS["eerst-2"]["deden_beide_rondes"], ROUNDS["eerst-2"]["veranderden"]) == (24, 11)
    table = [row for row in rows("verschillen.csv") if row[0] == "eerst-2"]
    assert {row[2] for row in table} == set(e.PLANS)
    assert any(row[5].startswith("-") for row in table)


def test_sheets_hold_the_same_figures() -> None:
    for name in ("stappen-1", "verdelen-1", "ordenen-1", "eerst-2"):
        header, *table = sheet_of(name)
        whole = [row for row in table if "Groep" not in header or row[header.index("Groep")] == "allen"]
        assert {row[0].removeprefix("'"): int(row[1]) for row in whole} == counts(ROUNDS[name])
    assert sheet_of("plakken-1")[0] == ["Optie", "Aantal", "Groep"]
    assert {row[2] for row in sheet_of("plakken-1")[1:]} == {"allen", "tafel 1", "tafel 2", "tafel 3", "tafel 4"}
    assert sheet_of("eerst-2")[0] == ["Optie", "Aantal", "Handen", "Groep"]
    assert ["Vraag het fonds van de wijk.", "Er is geld"] in rows("ronde-08-lijst-1-teksten.csv")


def test_what_was_written_down_is_in_it() -> None:
    assert rows("besluiten.csv")[1][:2] == ["De proef met drie zaterdagen gaat door.", "De Dorpsstraat"]
    assert rows("actiepunten.csv")[2][:2] == ["'@iedereen uitnodigen", "'-Mo"]
    assert ["'=1+1 stond op de flap.", "De Dorpsstraat"] in [row[:2] for row in rows("notities.csv")]
    assert rows("verloop.csv")[0] == ["Kaart", "Begin", "Minuten", "Gepland"]
    assert DATA["opgeschreven"]["actiepunten"][0]["wanneer"] == "2026-12-10"
    assert DATA["laatste_controlegetal"] == s.HEAD


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"), ("+31", "'+31"), ("-", "'-"), ("\t@som", "'@som"),
        ("1-2", "'1-2"), ("007", "'007"), ("1E5", "'1E5"), ("3/4", "'3/4"), ("10:30", "'10:30"), ("1.000", "'1.000"),
        ("12-3-2026", "'12-3-2026"), ("1 dec", "'1 dec"), ("maart 26", "'maart 26"), ("waar", "'waar"),
        ("TRUE", "'TRUE"), ("5%", "'5%"), ("12345678901234567890", "'12345678901234567890"), ("1,50", "'1,50"),
        ("3", "3"), ("2026", "2026"), ("2026-03-12", "2026-03-12"), ("2026-03-12 19:05", "2026-03-12 19:05"),
        ("1-2 keer", "1-2 keer"), ("maart", "maart"), ("’s avonds", "’s avonds"), ("a\0b", "ab"),
        ("nog 3 weken", "nog 3 weken"), ("regel\nbreuk", "regel\nbreuk"), ("🙂 \u05e2\u05d1", "🙂 \u05e2\u05d1"),
    ],
)  # fmt: skip
def test_a_program_that_opens_a_sheet_shows_what_was_written(text: str, cell: str) -> None:
    assert rows("een.csv", {"een.csv": csv_bytes([(text,)])}) == [[cell]]
    assert as_written(cell) == cell.removeprefix("'")


def test_an_index_says_what_is_in_the_sheet_of_a_round() -> None:
    header, *table = rows("rondes.csv")
    assert header == ["Bestand", "Kaart", "Vraag", "Werkvorm", "Ronde", "Antwoorden"]
    assert [row[0] for row in table] == [
        name for name in FILES if name.startswith("ronde-") and not name.endswith(("-teksten.csv", "-prikken.csv"))
    ]
    assert table[1] == ["ronde-02-eerst-2.csv", "Wat komt eerst?", "Wat komt eerst?", "keuze", "2", "24"]
    assert [int(row[5]) for row in table] == [shown.answers for shown in SESSION.rounds.values()]


def test_what_was_drawn_from_the_fan_and_noted_about_it_is_in_both() -> None:
    events = a.afternoon_events()
    data = json.loads(data_bytes(Session(events, s.MASKS), s.HEAD))
    assert [(one["onderwerp"], one["vraag"], one["notities"]) for one in data["waaier"]] == [
        ("WAT", "Wat is er al?", ["Er is al een moestuin.", "En een buurtapp."]),
        ("WIE", "Wie mist er?", []),
        ("WAT", "Wat zie je dan?", []),
    ]
    assert data["waaier"][0]["tijd"] == s.at(16, 20).isoformat()
    about = {note["tekst"]: note.get("over") for note in data["opgeschreven"]["notities"]}
    assert about["En een buurtapp."] == "Wat is er al?"
    assert about["Iedereen kent deze beer."] is None
    files = sheet_files(Session(events, s.MASKS))
    assert [row[:3] for row in rows("waaier.csv", files)] == [
        ["Onderwerp", "Vraag", "Notitie"],
        ["WAT", "Wat is er al?", "Er is al een moestuin."],
        ["WAT", "Wat is er al?", "En een buurtapp."],
        ["WIE", "Wie mist er?", ""],
        ["WAT", "Wat zie je dan?", ""],
    ]
    assert rows("notities.csv", files)[0][3] == "Over"
    assert "waaier.csv" not in FILES
    assert DATA["waaier"] == []


def test_sheets_open_in_a_dutch_excel() -> None:
    for contents in FILES.values():
        assert contents.startswith(b"\xef\xbb\xbf")
    first, second = FILES["ronde-01-eerst-1.csv"].decode("utf-8-sig").split("\r\n")[:2]
    assert first == '"Optie";"Aantal";"Groep"'
    assert second.split(";")[1].isdigit()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\0", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    (cell,) = next(csv.reader(io.StringIO(csv_bytes([[f"{start}1+1"]]).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert cell.startswith("'")


@given(st.text())
def test_no_text_leaves_its_cell_or_runs(text: str) -> None:
    said = csv_bytes([["a", text, 3], ["b", "", -2.5]]).decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(said, newline=""), delimiter=";"))
    assert [len(row) for row in found] == [3, 3]
    assert (found[0][2], found[1][2]) == ("3", "-2,5")
    assert not found[0][1].startswith(("=", "+", "-", "@", "\t", "\0", "\r", "\n"))


def test_the_texts_of_the_evening_are_no_formulas() -> None:
    cells = [cell for name in FILES for row in rows(name) for cell in row]
    assert '\'=HYPERLINK("http://voorbeeld.nl")' in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_the_same_session_gives_the_same_bytes() -> None:
    assert data_bytes(Session(e.evening_events()), s.HEAD) == BYTES
    assert sheet_files(Session(e.evening_events())) == FILES


def test_surrogates_do_not_break_it(tmp_path: Path) -> None:
    events: list[ev.AnyEvent] = [
        s.started(title="a\ud800b"),
        ev.NoteTaken(time=s.at(19, 1), card="k", text="\ud800"),
        s.opened("k", "Kaart", s.at(19, 2), soort="open", vraag="Wat?"),
        *s.cast("k", [{"tekst": ["\ud800"]}]),
        s.closed("k", s.at(19, 3)),
    ]
    path = tmp_path / "gegevens.json"
    path.write_bytes(data_bytes(Session(events, s.MASKS), s.HEAD))
    assert json.loads(path.read_text(encoding="utf-8"))["sessie"]["titel"] == "a\ud800b"
    assert sheet_files(Session(events, s.MASKS))


@pytest.mark.parametrize("seed", range(5))
def test_nothing_tells_in_which_order_people_answered(seed: int) -> None:
    shuffled: list[ev.AnyEvent] = []
    for is_ballot, run in groupby(EVENTS, key=lambda event: isinstance(event, ev.BallotCast)):
        events = list(run)
        shuffled += random.Random(seed).sample(events, len(events)) if is_ballot else events
    assert shuffled != EVENTS
    other = Session(shuffled)
    assert data_bytes(other, s.HEAD) == BYTES
    assert sheet_files(other) == FILES
    assert database_contents(other) == database_contents(SESSION)
