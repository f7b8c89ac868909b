"""Forty phones put pins: by a press without the script, by naming squares and areas, and by places of a touch."""

import random
import re
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Browser, expect

from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.result.shapes import PinMap
from kompas_tui.journal import SessionFolder
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.room import LockRoom
from tests.web.looking import no_violations
from tests.web.room import PlainPhone, ServedRoom, served

WIDTH, HEIGHT = 320, 180
"""The picture on a phone of 360 pixels, in CSS pixels."""

PRESSED = [(100, 40), (99, 44), (200, 120), (5, 5), (319, 179), (150, 20)]
NAMED = ["vlak-1", "vlak-2", "A1", "H6", "C6"]


def apart(x: float, y: float) -> str:
    """In which spot a place lies, in shares, worked out apart from the program."""
    if 0.25 <= x < 0.5 and y < 0.5:
        return "de speeltuin"
    if 0.5 <= x < 0.75 and y >= 0.5:
        return "Het plein"
    return f"vak {'ABCDEFGH'[min(int(x * 8), 7)]}{min(int(y * 6), 5) + 1}"


MEANT = {"vlak-1": "de speeltuin", "vlak-2": "Het plein"}


async def pressing(phone: PlainPhone, x: int, y: int) -> str:
    """Press on the picture without the script, and send what comes back."""
    form = (await phone.look()).forms[0]
    pressed = await phone.send(form, **{f"druk-{WIDTH}.x": str(x), f"druk-{WIDTH}.y": str(y)})
    assert pressed.status_code == 200
    return pressed.text


async def test_forty_phones_count_as_a_tally_apart(room: ServedRoom) -> None:
    await room.open("prik")
    chance, expected = random.Random(40), Counter[str]()
    for number in range(40):
        phone = room.phone()
        form = (await phone.look()).forms[0]
        if number % 3 == 0:
            x, y = PRESSED[number // 3 % len(PRESSED)]
            page = await pressing(phone, x, y)
            assert "Hij is nog niet verstuurd." in page
            form = type(await phone.look())(page).forms[0]
            response = await phone.send(form)
            expected[apart(x / WIDTH, y / HEIGHT)] += 1
        elif number % 3 == 1:
            name = NAMED[number // 3 % len(NAMED)]
            response = await phone.send(form, **{"prik-1": name, "reden-1": f"Omdat {number}"})
            expected[MEANT.get(name, f"vak {name}")] += 1
        else:
            places = [(chance.randint(0, 1000), chance.randint(0, 1000)) for _ in range(3)]
            response = await phone.send(form, **{f"prik-{n}": f"{x},{y}" for n, (x, y) in enumerate(places, 1)})
            expected.update(apart(x / 1000, y / 1000) for x, y in places)
        assert response.status_code == 200
        assert "Je antwoord is opgeslagen" in response.text
    await room.workshop.do(CloseRound())
    outcome = outcome_of(room.workshop.session, room.workshop.session.rounds["prik-1"])
    assert isinstance(outcome.result, PinMap)
    counted = {cluster.label: cluster.pins for cluster in outcome.result.clusters if cluster.pins}
    assert counted == dict(expected)
    assert (outcome.answers, outcome.result.pins) == (40, expected.total())
    assert outcome.sentence.startswith(f"{max(expected.values())} van de {expected.total()} prikken staan")


async def test_a_press_saves_nothing_and_a_second_one_there_takes_the_pin_away(room: ServedRoom) -> None:
    await room.open("prik")
    phone = room.phone()
    page = type(await phone.look())(await pressing(phone, 100, 40))
    assert not room.workshop.session.rounds["prik-1"].ballots
    assert "Prik 1 staat bij de speeltuin. Hij is nog niet verstuurd." in page.text
    (form, *_) = page.forms
    again = await phone.send(form, **{f"druk-{WIDTH}.x": "102", f"druk-{WIDTH}.y": "41"})
    assert "Prik 1 is weg." in again.text
    gone = await phone.send(form, weg="1")
    assert "Prik 1 is weg." in gone.text
    full = form.data() | {"prik-1": "A1", "prik-2": "A2", "prik-3": "A3"}
    crowded = await phone.client.post(form.action, data=full | {"druk-280.x": "200", "druk-280.y": "100"})
    assert "Je 3 prikken staan er al." in crowded.text


@pytest.mark.parametrize(
    "press",
    [
        {"druk-320.x": "nan", "druk-320.y": "1"},
        {"druk-320.x": "-1", "druk-320.y": "1"},
        {"druk-320.x": "99999999999", "druk-320.y": "1"},
        {"druk-320.x": "321", "druk-320.y": "1"},
        {"druk-320.x": "1", "druk-320.y": "181"},
        {"druk-320.x": "1"},
        {"druk-999.x": "1", "druk-999.y": "1"},
        {"druk-320.x": "1", "druk-280.y": "1"},
        {"druk-320.x": ["1"] * 90, "druk-320.y": "1"},
        {"prik-1": "nan,nan"},
        {"prik-1": "1,1001"},
        {"prik-4": "A1"},
        {"druk-320.z": "1", "prik-1": "A1"},
        {"weg": ["1"] * 90, "prik-1": "Z9"},
    ],
)
async def test_what_is_no_place_is_refused_or_changes_nothing(
    room: ServedRoom, press: dict[str, str | list[str]]
) -> None:
    await room.open("prik")
    phone = room.phone()
    response = await phone.send((await phone.look()).forms[0], **press)
    assert response.status_code == 400 or "weg" in press
    assert not room.workshop.session.rounds["prik-1"].ballots


async def test_thousands_of_pins_are_refused_whole(room: ServedRoom) -> None:
    await room.open("prik")
    phone = room.phone()
    form = (await phone.look()).forms[0]
    body = form.data() | {f"prik-{number}": "A1" for number in range(1, 3000)}
    response = await phone.client.post(form.action, data=body)
    assert response.status_code in (400, 413)
    assert not room.workshop.session.rounds["prik-1"].ballots


async def test_a_press_on_the_picture_of_another_round_is_told_and_saves_nothing(room: ServedRoom) -> None:
    await room.open("prik")
    phone = room.phone()
    form = (await phone.look()).forms[0]
    assert (await phone.send(form, **{"prik-1": "A1"})).status_code == 200
    assert (await phone.send(form, **{"prik-1": "A1"})).status_code == 200  # sent twice is the same as once
    await room.workshop.do(CloseRound())
    await room.workshop.do(OpenRound("nieuw"))
    late = await phone.send(form, **{"druk-320.x": "9", "druk-320.y": "9"})
    assert late.status_code == 409
    rounds = room.workshop.session.rounds
    assert (len(rounds["prik-1"].ballots), len(rounds["prik-2"].ballots)) == (1, 0)


async def test_a_press_of_enter_sends_the_answer_and_the_picture_is_small(room: ServedRoom) -> None:
    await room.open("prik")
    phone = room.phone()
    form = (await phone.look()).forms[0]
    entered = await phone.send(form, **{"prik-1": "B3", "druk-280.x": "0", "druk-280.y": "0"})
    assert "Je antwoord is opgeslagen" in entered.text
    picture = await phone.client.get(f"/{phone.code}/beeld/stad")
    assert picture.headers["content-type"] == "image/jpeg"
    assert len(picture.content) <= 60_000
    for other in ("nergens", "..%2f..%2fetc", "kringloop%00"):
        assert (await phone.client.get(f"/{phone.code}/beeld/{other}")).status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
async def test_pins_are_put_by_a_tap_in_a_real_browser(room: ServedRoom, browser: Browser, script: bool) -> None:
    context = await browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, java_script_enabled=script
    )
    page = await context.new_page()
    await room.open("prik")
    await page.goto(f"{room.url}/{room.workshop.session.code}")
    picture = page.locator("input[type=image]:visible")
    before = await picture.bounding_box()
    await picture.tap(position={"x": 110, "y": 40})
    await expect(page.locator("#prikstand")).to_contain_text("Prik 1 staat bij de speeltuin")
    assert not script or await picture.bounding_box() == before, "it stays under the thumb"
    await picture.tap(position={"x": 300, "y": 170})
    await expect(page.locator("#prikstand")).to_contain_text("Prik 2 staat in vak H6")
    await expect(page.locator(".beeld g")).to_have_count(2)
    await page.get_by_label("Prik 3").select_option("Het plein")
    if script:
        await expect(page.locator(".beeld g")).to_have_count(3)
        box = await page.locator(".beeld circle").nth(1).bounding_box()
        assert box is not None
        await page.mouse.move(box["x"] + 5, box["y"] + 5)
        await page.mouse.down()
        await page.mouse.move(box["x"] - 60, box["y"] - 40, steps=4)
        await page.mouse.up()
        await expect(page.locator("#prikstand")).to_contain_text("Prik 2 staat bij het plein")
        await page.locator(".beeld circle").first.tap()
        await expect(page.locator(".beeld g")).to_have_count(2)
        await no_violations(page, "prik")
    await page.get_by_role("button", name="Haal prik 2 weg").click()
    await expect(page.locator("#prikstand")).to_contain_text("Prik 2 is weg")
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.locator(".goed")).to_contain_text("Je antwoord is opgeslagen")
    (ballot,) = room.workshop.session.rounds["prik-1"].ballots.values()
    assert ballot.answer["prik"][2] == [625, 750]
    assert ballot.answer["prik"][1] is None
    first = ballot.answer["prik"][0]
    assert (
        first is None if script else (first[0] == pytest.approx(344, abs=4) and first[1] == pytest.approx(222, abs=8))
    )
    await context.close()


async def test_a_picture_beside_the_deck_is_pinned_and_shown(tmp_path: Path) -> None:
    Image.new("RGB", (400, 600), "#336699").save(tmp_path / "toren.png")
    deck = tmp_path / "toren.md"
    text = "---\ntitel: T\n---\n\n# Toren {#toren}\n\n```prik\nvraag: Waar?\nbeeld: toren.png\nalt: Een toren.\n```\n"
    deck.write_text(text, encoding="utf-8")
    async with served(SessionFolder(tmp_path / "sessie"), deck) as room:
        await room.open("toren")
        phone = room.phone()
        page = (await phone.client.get(f"/{phone.code}")).text
        address = re.search(r'src="?(/\w+/plaatje/[0-9a-f]{64})', page)
        assert address is not None
        picture = await phone.client.get(address[1])
        assert (picture.status_code, picture.headers["content-type"]) == (200, "image/jpeg")
        assert "width=320 height=480" in page
        form = (await phone.look()).forms[0]
        pressed = await phone.send(form, **{"druk-320.x": "160", "druk-320.y": "479"})
        assert "Prik 1 staat in vak E6" in pressed.text
        beyond = await phone.send(form, **{"druk-320.x": "160", "druk-320.y": "481"})
        assert beyond.status_code == 400


async def test_a_press_from_outside_a_locked_room_shows_nothing(room: ServedRoom) -> None:
    await room.open("prik")
    inside = room.phone()
    form = (await inside.look()).forms[0]
    await room.workshop.do(LockRoom())
    outside = await room.phone().client.post(form.action, data=form.data() | {"druk-320.x": "9", "druk-320.y": "9"})
    assert outside.status_code >= 400
    assert not room.workshop.session.rounds["prik-1"].ballots


async def test_a_result_is_on_its_picture_once_it_is_shown_and_not_before(room: ServedRoom) -> None:
    await room.open("prik")
    for _ in range(3):
        phone = room.phone()
        await phone.send((await phone.look()).forms[0], **{"prik-1": "vlak-1", "prik-2": "H6"})
    await room.workshop.do(CloseRound())
    looking = room.phone()
    assert "/beeld/" not in (await looking.client.get(f"/{looking.code}")).text
    await room.workshop.do(ShowResult())
    page = (await looking.client.get(f"/{looking.code}")).text
    assert f'<img src="/{looking.code}/beeld/stad"' in page
    assert re.findall(r'<circle cx="(\d+)" cy="(\d+)" r="\d+"', page) == [("937", "515"), ("375", "140")]
    assert "De meeste prikken staan bij de speeltuin en in vak H6: elk 3 van de 6." in page
