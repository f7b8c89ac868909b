"""One device that goes from hand to hand: after each answer it knows nobody any more."""

import re

from kompas_tui.workshop.commands.asking import CloseRound
from kompas_tui.workshop.commands.room import LockRoom
from tests.web.room import ANSWERS, PageReader, PlainPhone, ServedRoom


async def tablet(room: ServedRoom) -> PlainPhone:
    """A device that the facilitator allowed to go from hand to hand."""
    device = room.phone()
    await asks(device)
    await allow(room, shown_code(await device.look()))
    return device


async def asks(device: PlainPhone, standing: str = "aan") -> None:
    form = (await device.look("?tablet=1")).forms[0]
    assert (await device.send(form, stand=standing)).status_code == 200


def shown_code(page: PageReader) -> str:
    found = re.search(r"Code van dit toestel: ([0-9A-Z]{3}-[0-9A-Z]{3})", page.text)
    assert found
    return found[1]


async def allow(room: ServedRoom, code: str) -> None:
    reply = await room.remote().post("/regie/opdracht", json={"opdracht": "tablet", "code": code})
    assert reply.status_code == 200


async def test_asking_is_not_enough_and_no_address_makes_a_tablet(room: ServedRoom) -> None:
    device = room.phone()
    await room.open("keuze")
    await device.look("?tablet=1")
    assert "tablet" not in device.client.cookies
    await asks(device)
    page = await device.look()
    assert "Zeg deze code tegen de begeleider" in page.text
    assert not any(form.of("radio") for form in page.forms)
    device.client.cookies.set("tablet", "1", domain="127.0.0.1")
    saved = await device.send((await device.look()).forms[0], keuze="1")
    assert "Verander je antwoord" in saved.text


async def test_a_device_that_is_asked_to_go_from_hand_to_hand_is_nobody_while_it_only_looks(room: ServedRoom) -> None:
    device, phone = room.phone(), room.phone()
    for _ in range(2):
        await device.look("?tablet=1")
        assert room.workshop.session.participants == 0
    for _ in range(2):
        await phone.look()
    assert room.workshop.session.participants == 1


async def test_a_cookie_that_somebody_made_up_or_copied_of_a_phone_makes_no_tablet(room: ServedRoom) -> None:
    real = await tablet(room)
    invented = room.phone()
    await room.open("keuze")
    await invented.look()
    for cookie in ("A" * 32, invented.client.cookies["kompas"], shown_code_of(room, real)):
        invented.client.cookies.set("tablet", cookie, domain="127.0.0.1")
        await invented.look()
        page = await invented.client.get(f"/{invented.code}")
        assert "data-tablet" not in page.text


def shown_code_of(room: ServedRoom, device: PlainPhone) -> str:
    return room.workshop.marks.tablet_code(device.client.cookies["tablet"])


async def test_who_says_never_mind_is_a_phone_again(room: ServedRoom) -> None:
    device = room.phone()
    await asks(device)
    page = await device.look()
    assert (await device.send(page.forms[-1], stand="uit")).status_code == 200
    assert "tablet" not in device.client.cookies
    assert "Je doet mee" in (await device.look()).text


async def test_a_code_that_no_device_could_show_is_refused(room: ServedRoom) -> None:
    for code in ("K7F3", "O0I1LU", ""):
        reply = await room.remote().post("/regie/opdracht", json={"opdracht": "tablet", "code": code})
        assert reply.status_code in (400, 409)
    assert not room.workshop.session.tablets


async def test_an_allowed_tablet_goes_on_when_the_room_is_locked(room: ServedRoom) -> None:
    device = await tablet(room)
    await room.open("keuze")
    await room.workshop.do(LockRoom())
    for choice in "01":
        saved = await device.send((await device.look()).forms[0], keuze=choice)
        assert "Je antwoord is opgeslagen" in saved.text
    assert room.workshop.session.rounds["keuze-1"].answers == 2


async def test_each_person_gets_a_clean_page_and_counts_once(room: ServedRoom) -> None:
    device = await tablet(room)
    await room.open("keuze")
    receipts = set()
    for choice in "0112":
        page = await device.look()
        assert not any(control.checked for control in page.forms[0].of("radio"))
        saved = PageReader((await device.send(page.forms[0], keuze=choice)).text)
        assert "Je antwoord is opgeslagen" in saved.text
        receipts.add(saved.text.partition("Kenmerk: ")[2][:19])
        assert [form.buttons for form in saved.forms] == [["Volgende deelnemer"]]
        assert "kompas" not in device.client.cookies
        assert (await device.send(saved.forms[0])).status_code == 200
    assert len(receipts) == 4
    choices = [ballot.answer["keuze"] for ballot in room.workshop.session.rounds["keuze-1"].ballots.values()]
    assert sorted(choices) == [0, 1, 1, 2]
    assert room.workshop.session.participants == 4


async def test_who_only_looks_is_not_counted_before_and_after_an_answer(room: ServedRoom) -> None:
    device = await tablet(room)
    assert room.workshop.session.participants == 0
    await room.open("keuze")
    for answers, choice in enumerate("01"):
        await device.look()
        page = await device.look()
        await device.client.get(f"/{device.code}/versie")
        assert (room.workshop.session.participants, room.workshop.watch.people_now) == (answers, answers)
        saved = PageReader((await device.send(page.forms[0], keuze=choice)).text)
        await device.send(saved.forms[0])


async def test_nobody_sees_an_earlier_answer_or_outcome_or_role(room: ServedRoom) -> None:
    device = await tablet(room)
    await device.send((await device.look()).forms[-1], rol="bewoner")
    await room.open("profiel")
    saved = await device.send((await device.look()).forms[0], **ANSWERS["profiel"][0])
    assert "Jouw antwoorden passen het best bij de doener." in saved.text
    for query in ("", "?wijzig=1"):
        page = await device.look(query)
        assert "doener" not in page.text
        assert "Je doet mee als" not in page.text
        assert not any(control.checked for control in page.forms[0].of("radio"))
    await room.workshop.do(CloseRound())
    assert "Jouw uitkomst" not in (await device.look()).text


async def test_loading_the_receipt_again_neither_counts_twice_nor_shows_the_answer(room: ServedRoom) -> None:
    device = await tablet(room)
    await room.open("open")
    form = (await device.look()).forms[0]
    await device.send(form, **{"tekst-1": "Alleen van mij"})
    again = await device.send(form, **{"tekst-1": "Alleen van mij"})
    assert again.status_code == 400
    assert "Alleen van mij" not in again.text
    assert room.workshop.session.rounds["open-1"].answers == 1


async def test_a_wrong_answer_stands_in_the_form_while_the_same_person_holds_the_device(room: ServedRoom) -> None:
    device = await tablet(room)
    await room.open("stickers")
    await device.look()
    refused = await device.send((await device.look()).forms[0], **{"stickers-1": "9"})
    assert PageReader(refused.text).forms[0].data()["stickers-1"] == ["9"]


async def test_the_receipt_on_a_tablet_does_not_follow_the_room_and_waiting_does(room: ServedRoom) -> None:
    device = await tablet(room)
    assert "data-versie=" in (await device.client.get(f"/{device.code}")).text
    await room.open("keuze")
    saved = await device.send((await device.look()).forms[0], keuze="1")
    assert "data-versie=" not in saved.text


async def test_a_tablet_becomes_a_phone_again_and_forgets_then_too(room: ServedRoom) -> None:
    device = await tablet(room)
    await room.open("keuze")
    await device.look()
    await asks(device, "uit")
    assert "tablet" not in device.client.cookies
    saved = await device.send((await device.look()).forms[0], keuze="1")
    assert "Verander je antwoord" in saved.text
    assert "Je antwoord is opgeslagen" in (await device.look()).text
    await asks(device)
    assert "Je antwoord is opgeslagen" not in (await device.look()).text
