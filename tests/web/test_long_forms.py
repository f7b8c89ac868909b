"""Long questions: 100 options on one small page, 60 long statements in parts that add up to one answer."""

import gzip
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import pytest

from kompas_tui.deck_files import DeckProblems, read_deck
from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.result.shapes import Distribution, Stacked
from kompas_tui.journal import SessionFolder
from kompas_tui.simulation import Phone
from kompas_tui.web.portions import portions_of
from kompas_tui.workshop.commands.asking import CloseRound
from tests.web.room import PageReader, PlainPhone, ServedRoom, served
from tests.web.test_portions import texts
from tests.web.test_tablet import tablet

LARGEST_PAGE = 14_000
CHANCE = Random(60)
STATEMENTS = [text.ljust(900, "m") for text in texts(60, CHANCE)]
OPTIONS = texts(100, CHANCE, longest=12)


def listed(key: str, said: list[str]) -> str:
    return "\n".join([f"{key}:", *(f"  - {text}" for text in said)])


def deck() -> str:
    cards = [
        ("schaal", "tot: 5", listed("stellingen", STATEMENTS)),
        ("checklist", "", listed("items", STATEMENTS)),
        ("keuze", "", listed("opties", OPTIONS)),
        ("meerkeuze", "max: 5", listed("opties", OPTIONS)),
        ("stickers", "aantal: 5", listed("opties", OPTIONS)),
        ("verdeling", "", listed("opties", OPTIONS)),
    ]
    return "---\ntitel: Lang\n---\n" + "".join(
        f"# {kind.capitalize()} {{#{kind}}}\n```{kind}\nvraag: Wat vind je?\n{keys}\n{own}\n```\n"
        for kind, keys, own in cards
    )


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[ServedRoom]:
    path = tmp_path / "lang.md"
    path.write_text(deck(), encoding="utf-8")
    async with served(SessionFolder(tmp_path / "sessie"), path) as held:
        yield held


async def small(phone: PlainPhone, query: str) -> PageReader:
    """A page that is small enough over the wire."""
    async with phone.client.stream("GET", f"/{phone.code}{query}") as response:
        wire = b"".join([part async for part in response.aiter_raw()])
    assert len(wire) <= LARGEST_PAGE, len(wire)
    return PageReader(gzip.decompress(wire).decode())


@pytest.mark.parametrize("kind", ["keuze", "meerkeuze", "stickers", "verdeling"])
async def test_a_hundred_options_stand_on_one_small_page(room: ServedRoom, kind: str) -> None:
    await room.open(kind)
    phone = room.phone()
    await phone.look()
    form = (await small(phone, "")).forms[0]
    labels = [control.label for control in form.controls if control.label]
    assert [label for label in labels if label in OPTIONS] == OPTIONS


@pytest.mark.parametrize(("kind", "field"), [("schaal", "score"), ("checklist", "item")])
async def test_the_parts_of_a_long_form_add_up_to_one_answer(room: ServedRoom, kind: str, field: str) -> None:
    await room.open(kind)
    asked = room.workshop.session.open_round
    assert asked is not None
    parts = portions_of(asked.activity.form())
    assert len(parts) > 3
    phone = room.phone()
    first = await small(phone, "")
    assert f"Dit is deel 1 van {len(parts)}" in first.text
    given: dict[str, int] = {}
    for part in parts:
        page = await small(phone, f"?wijzig=1&deel={part.number}")
        radios = page.forms[0].of("radio")
        chosen = {radio.name: radio.value for radio in radios if CHANCE.random() < 0.4}
        response = await phone.client.post(f"/{phone.code}", data=page.forms[0].data() | chosen)
        assert response.status_code == 200
        given |= {name: int(value) for name, value in chosen.items()}
        assert f"Je vulde {len(given)} van de 60 in." in " ".join(PageReader(response.text).text.split())
    (ballot,) = asked.ballots.values()
    assert ballot.answer == given
    again = await small(phone, "?wijzig=1&deel=2")
    name, value = next((name, value) for name, value in given.items() if name in parts[1].fields)
    other = next(radio for radio in again.forms[0].of("radio") if radio.name == name and radio.value != str(value))
    data = again.forms[0].data()
    assert data[name] == [str(value)]
    await phone.client.post(f"/{phone.code}", data=data | {name: other.value})
    (ballot,) = asked.ballots.values()
    assert ballot.answer == given | {name: int(other.value)}
    await room.workshop.do(CloseRound())
    result = outcome_of(room.workshop.session, asked).result
    assert isinstance(result, Distribution | Stacked)
    assert [row.label for row in result.rows] == STATEMENTS
    assert [row.answers for row in result.rows] == [f"{field}-{n}" in ballot.answer for n in range(1, 61)]


async def test_the_receipt_leads_to_the_first_part_that_is_left(room: ServedRoom) -> None:
    await room.open("schaal")
    phone = room.phone()
    page = await phone.look()
    names = {radio.name for radio in page.forms[0].of("radio")}
    response = await phone.client.post(f"/{phone.code}", data=page.forms[0].data() | dict.fromkeys(names, "3"))
    assert "Ga verder met deel 2 van" in PageReader(response.text).text
    response = await phone.client.post(f"/{phone.code}", data=page.forms[0].data() | dict.fromkeys([*names][:1], "3"))
    assert "Ga verder met deel 1 van" in PageReader(response.text).text


def test_short_statements_are_one_page_and_parts_hold_each_once() -> None:
    short = read_activity("schaal", {"vraag": "Wat?", "stellingen": [f"Stelling {n}" for n in range(60)]})
    assert portions_of(short.form()) == ()
    long = read_activity("checklist", {"vraag": "Wat?", "items": STATEMENTS, "tafels": "ja"})
    parts = portions_of(long.form())
    fields = [name for part in parts for name in sorted(part.fields) if name != "tafel"]
    assert sorted(fields) == sorted(field.name for field in long.fields())
    assert len(fields) == len(set(fields))
    assert all("tafel" in part.fields for part in parts)
    assert all({f"item-{n}" in part.fields for part in parts if f"idee-{n}" in part.fields} == {True} for n in (1, 60))


@pytest.mark.parametrize(
    ("kind", "own", "problem"),
    [
        ("keuze", listed("opties", [f"{n} {'a' * 200}" for n in range(60)]), "Op een telefoon passen er 10000."),
        ("rangorde", listed("opties", [f"o{n}" for n in range(61)]), "Een langere rij zet niemand op volgorde."),
        ("schaal", listed("stellingen", ["a", "b" * 1001]), "hooguit 1000 tekens hebben. Het zijn er 1001."),
        ("instemming", f"voorstel: {'b' * 4001}", "hooguit 4000 tekens hebben. Het zijn er 4001."),
        ("schaal", listed("stellingen", [f"s{n}" for n in range(61)]), "er mogen er hooguit 60 staan. Er staan er 61."),
        ("open", "lang: ja\nmax: 6\nkolommen: [a, b]", "Een telefoon kan er 10 sturen. Maak ‘max’ kleiner."),
    ],
)
def test_what_is_too_long_is_said_with_its_line(kind: str, own: str, problem: str) -> None:
    with pytest.raises(DeckProblems) as caught:
        read_deck("x", f"---\ntitel: x\n---\n# A\n```{kind}\nvraag: Wat?\n{own}\n```\n", "x.md")
    assert problem in str(caught.value)
    assert all(one.line > 5 for one in caught.value.problems)


async def test_a_tablet_gets_a_long_form_in_parts_and_shows_nobody_what_another_answered(room: ServedRoom) -> None:
    device = await tablet(room)
    await room.open("schaal")
    asked = room.workshop.session.open_round
    assert asked is not None
    parts = portions_of(asked.activity.form())
    for person in (1, 2):
        page = await small(device, "")
        for part in parts:
            assert f"Dit is deel {part.number} van {len(parts)}" in page.text
            names = {radio.name for radio in page.forms[0].of("radio")}
            assert names == part.fields
            assert not any(radio.checked for radio in page.forms[0].of("radio"))
            sent = page.forms[0].data() | dict.fromkeys(names, str(person))
            reply = await device.client.post(f"/{device.code}", data=sent)
            assert reply.status_code == 200
            assert f"Ga verder met deel {part.number + 1} van" in PageReader(reply.text).text or part == parts[-1]
            if part != parts[-1]:
                page = await small(device, f"?wijzig=1&deel={part.number + 1}")
        assert "kompas" not in device.client.cookies, "after the last part it knows nobody"
    await small(device, "")
    assert sorted(set(ballot.answer.values()) for ballot in asked.ballots.values()) == [{1}, {2}]
    assert all(len(ballot.answer) == 60 for ballot in asked.ballots.values())


async def test_who_stops_halfway_a_tablet_leaves_nothing_to_see(room: ServedRoom) -> None:
    device = await tablet(room)
    await room.open("schaal")
    page = await device.look()
    names = {radio.name for radio in page.forms[0].of("radio")}
    await device.client.post(f"/{device.code}", data=page.forms[0].data() | dict.fromkeys(names, "5"))
    again = await device.look("?wijzig=1&deel=1")
    assert not any(radio.checked for radio in again.forms[0].of("radio"))
    receipt = await device.look()
    (following,) = [form for form in receipt.forms if form.buttons == ["Volgende deelnemer"]]
    assert (await device.send(following)).status_code == 200
    assert "Dit is deel 1 van" in (await device.look()).text


async def test_a_simulated_phone_fills_in_every_part_of_a_long_form(room: ServedRoom) -> None:
    await room.open("checklist")
    asked = room.workshop.session.open_round
    assert asked is not None
    async with Phone(f"{room.url}/{room.workshop.session.code}", 3) as phone:
        form = (await phone.look()).question
        assert form is not None
        filled, page = await phone.answer(form)
    assert page.is_saved
    (ballot,) = asked.ballots.values()
    levels = {name: level for name, level in ballot.answer.items() if name.startswith("item-")}
    assert levels == {one.name: int(one.value) for one in filled if one.kind == "radio"}
    assert len(levels) == 60
