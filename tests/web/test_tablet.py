"""One device that goes from hand to hand: after each answer it knows nobody any more."""

from tests.web.room import ANSWERS, PageReader, PlainPhone, ServedRoom


async def tablet(room: ServedRoom) -> PlainPhone:
    device = room.phone()
    await device.look("?tablet=1")
    assert device.client.cookies["tablet"] == "1"
    return device


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


async def test_nobody_sees_an_earlier_answer_or_outcome_or_role(room: ServedRoom) -> None:
    device = await tablet(room)
    await device.send((await device.look()).forms[-1], rol="bewoner")
    await room.open("profiel")
    saved = await device.send((await device.look()).forms[0], **ANSWERS["profiel"][0])
    assert "Jij bent vooral een doener." in saved.text
    for query in ("", "?wijzig=1"):
        page = await device.look(query)
        assert "doener" not in page.text
        assert "Je doet mee als" not in page.text
        assert not any(control.checked for control in page.forms[0].of("radio"))
    await room.workshop.close_round()
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
    await device.look("?tablet=0")
    assert "tablet" not in device.client.cookies
    saved = await device.send((await device.look()).forms[0], keuze="1")
    assert "Verander je antwoord" in saved.text
    assert "Je antwoord is opgeslagen" in (await device.look()).text
    await device.look("?tablet=1")
    assert "Je antwoord is opgeslagen" not in (await device.look()).text
