"""The question box beside the rounds: asked on a phone, read by the facilitator, seen by the room and in the report."""

import re
from pathlib import Path

import pytest

from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.outcome.box import box_in_room
from kompas_tui.domain.outcome.public import public_copy
from kompas_tui.domain.report import build_report
from kompas_tui.domain.report.box import QUESTION_BOX
from kompas_tui.export.data import session_data
from kompas_tui.export.sheets import sheets_of
from kompas_tui.journal import SessionFolder
from kompas_tui.journal.database import database_contents
from kompas_tui.workshop.commands.asking import CloseRound, ShowResult
from kompas_tui.workshop.commands.course import TakeBack
from kompas_tui.workshop.commands.texts import Moderate, React
from tests.web.room import ANSWERS, DECK, PageReader, ServedRoom, served
from tests.web.test_desk import logged_in, press, text_of

TREES, BENCH = "Wanneer planten jullie de bomen?", "Komt er een bank?"


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck with a question box."""
    path = tmp_path / "straat.md"
    path.write_text(DECK.replace("bewaren: 30", "bewaren: 30\nvragenbus: ja"), encoding="utf-8")
    return path


async def asked(room: ServedRoom, text: str) -> tuple[PageReader, list[str]]:
    """Ask this on a new phone, and give its page with the ids in the box."""
    phone = room.phone()
    await phone.look()
    form = next(form for form in (await phone.look()).forms if form.action.endswith("/vragenbus"))
    return PageReader((await phone.send(form, tekst=text)).text), list(room.workshop.session.box)


async def handled(room: ServedRoom, text_id: str, act: str) -> None:
    sent = {"opdracht": "busvraag", "tekst_id": text_id, "doe": act}
    assert (await room.remote().post("/regie/opdracht", json=sent)).status_code == 200


async def test_nobody_wants_to_know_their_own_question_too(room: ServedRoom) -> None:
    box = room.workshop.box
    await box.ask("wie", BENCH)
    (text_id,) = room.workshop.session.box
    await handled(room, text_id, "toon")
    with pytest.raises(AnswerRefused):
        await box.support("wie", text_id, on=True)
    await box.support("ander", text_id, on=True)
    assert room.workshop.session.box[text_id].support == 1


async def test_a_question_goes_from_the_phone_to_the_room_and_into_the_report(room: ServedRoom) -> None:
    await room.open("keuze")
    page, ids = await asked(room, TREES)
    assert "Jouw vragen" in page.text
    assert f"{TREES} Wacht" in page.text
    await asked(room, BENCH)
    other = room.phone()
    await other.look()
    assert TREES not in (await other.look()).text, "nobody sees what the facilitator did not read"
    state = (await room.remote().get("/regie/stand")).json()["vragenbus"]
    assert [(one["vraag"], one["stand"]) for one in state] == [(TREES, "wacht"), (BENCH, "wacht")]
    await handled(room, ids[0], "toon")
    for button, support in (("Dit wil ik ook weten (0)", 1), ("Toch niet (1)", 0), ("Dit wil ik ook weten (0)", 1)):
        form = next(form for form in (await other.look()).forms if button in form.buttons)
        assert (await other.send(form)).status_code == 200
        assert box_in_room(room.workshop.session)[0].support == support
    await handled(room, ids[0], "beantwoord")
    session, head = room.workshop.session, room.workshop.head
    told = [{"vraag": TREES, "steun": 1, "stand": "beantwoord"}]
    for version in (session, public_copy(session).session):
        assert session_data(version, head)["vragenbus"] == told
        assert sheets_of(version)["vragenbus.csv"][1:] == [(TREES, 1, "beantwoord")]
        (section,) = [one for one in build_report(version, head).sections if one.heading == QUESTION_BOX]
        assert TREES in str(section)
        assert BENCH not in str(section)
        assert ("De zaal zag 1 vraag niet." in str(section)) is (version is session)
    assert list(database_contents(session)["vragenbus"].values()) == told
    await room.workshop.do(TakeBack())
    assert box_in_room(room.workshop.session)[0].state == "te zien"
    await handled(room, ids[0], "verberg")
    assert "Vragen van anderen" not in (await other.look()).text
    for text_id in list(room.workshop.session.box):  # one hidden, one that nobody read
        await handled(room, text_id, "beantwoord")
    assert box_in_room(room.workshop.session) == (), "who answers a question does not show it"
    assert TREES not in (await other.look()).text


async def test_what_the_box_does_not_take_is_said_and_given_back(
    room: ServedRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, ids = await asked(room, " \u200b ")
    assert (ids, "Er staat nog geen vraag." in page.text) == ([], True)
    page, _ = await asked(room, "Hoe? " * 80)
    assert "hooguit 280 tekens" in page.text
    assert "Je vraag Hoe? Hoe?" in page.text
    phone = room.phone()
    await phone.look()
    for number in (0, *range(11)):
        answer = await phone.client.post(f"/{phone.code}/vragenbus", data={"tekst": f"Vraag {number}"})
    assert answer.status_code == 400
    assert "Je stelde al 10 vragen." in answer.text
    assert len({one.mark for one in room.workshop.session.box.values()}) == 10, "nothing joins one person's questions"
    monkeypatch.setattr("kompas_tui.workshop.box.MOST_IN_BOX", 10)
    other = room.phone()
    await other.look()
    full = await other.client.post(f"/{other.code}/vragenbus", data={"tekst": TREES})
    assert (full.status_code, "De vragenbus is nu vol." in full.text) == (400, True)
    await handled(room, list(room.workshop.session.box)[3], "verberg")
    assert (await other.client.post(f"/{other.code}/vragenbus", data={"tekst": TREES})).status_code == 200
    stranger = room.phone()
    await stranger.client.get(f"/{stranger.code}")
    monkeypatch.setattr("kompas_tui.web.tap.Tap.lets_in", lambda *_: False)
    for sent in ({"tekst": BENCH}, {"steun": list(room.workshop.session.box)[-1]}):
        rushed = await stranger.client.post(f"/{stranger.code}/vragenbus", data=sent)
        assert (rushed.status_code, "Je vraag is nog niet bewaard." in rushed.text) == (503, True)
    own = next(iter(room.workshop.session.box))
    for sent in ({"steun": own}, {"steun": "bus-0"}, {"geen": own}):  # the own question, and one that is not there
        assert (await phone.client.post(f"/{phone.code}/vragenbus", data=sent)).status_code == 400


async def test_without_the_key_in_the_deck_there_is_no_box(folder: SessionFolder, tmp_path: Path) -> None:
    path = tmp_path / "anders.md"
    path.write_text(DECK, encoding="utf-8")
    async with served(folder, path) as room:
        phone = room.phone()
        await phone.look()
        assert "Vragenbus" not in (await phone.look()).text
        assert (await phone.client.post(f"/{phone.code}/vragenbus", data={"tekst": TREES})).status_code == 400
        assert (await room.remote().get("/regie/stand")).json()["vragenbus"] is None


async def test_my_evening_tells_one_phone_its_answers_texts_and_results(room: ServedRoom) -> None:
    phone, other = room.phone(), room.phone()
    for one in (phone, other):
        await one.look()
    for card, form in (
        ("keuze", {"keuze": "1"}),
        ("assenveld", {"plek-1-x": "2", "plek-1-y": "10"}),
        ("moderatie", {"tekst-1": "Meer bomen"}),
    ):
        await room.open(card)
        for one, sent in ((phone, form), (other, ANSWERS[card][0])):
            await one.send((await one.look()).forms[0], **sent)
        await room.workshop.do(CloseRound())
        await room.workshop.do(ShowResult())
    await phone.client.post(f"/{phone.code}/vragenbus", data={"tekst": TREES})
    receipts = {one.receipt for asked in room.workshop.session.rounds.values() for one in asked.ballots.values()}
    button = next(form for form in (await phone.look()).forms if form.buttons == ["Mijn avond"])
    page = PageReader((await phone.client.get(button.action)).text).text
    kept = await phone.client.get(f"{button.action}?bewaar=1")
    assert f'filename="mijn-avond-{phone.code}.txt"' in kept.headers["content-disposition"]
    for told in (page, kept.text):
        assert "Een bank" in told
        assert "Uitslag: Er zijn maar 2 antwoorden." in told
        assert re.search(r"Meer bomen\s*\(?[Ww]acht", told)
        assert re.search(rf"{re.escape(TREES)}\s*\(?[Ww]acht", told)
        assert str(ANSWERS["moderatie"][0]["tekst-1"]) not in told
        assert "Een geveltuin: Van weinig werk naar veel werk: 2" in told
        assert sum(receipt in told for receipt in receipts) == 3
    assert "nog geen vraag beantwoord" in (await room.phone().client.get(button.action)).text


async def test_my_evening_tells_that_a_text_was_merged_and_what_was_answered_to_it(room: ServedRoom) -> None:
    phone, other = room.phone(), room.phone()
    await room.open("vragen")
    for one, text in ((phone, TREES), (other, BENCH)):
        await one.look()
        await one.send((await one.look()).forms[0], **{"vraag-1": text})
    await room.workshop.do(CloseRound())
    await room.workshop.do(ShowResult())
    texts = {item.text: item.id for item in room.workshop.session.rounds["vragen-1"].texts()}
    mine, bench = texts[TREES], texts[BENCH]

    async def standing() -> str:
        page = PageReader((await phone.client.get(f"/{phone.code}/mijn")).text).text
        return page.partition(TREES)[2].partition(" Uitslag:")[0].strip()

    assert await standing() == "Te zien."
    await room.workshop.do(Moderate(mine, "voeg_samen", into=bench))
    assert await standing() == "Samengevoegd met een andere tekst."
    await room.workshop.do(React("In mei.", bench))
    assert await standing() == "Samengevoegd met een andere tekst. Reactie: In mei."
    await room.workshop.do(Moderate(bench, "beantwoord"))
    assert await standing() == "Beantwoord. Reactie: In mei."
    await room.workshop.do(Moderate(bench, "verberg"))
    assert await standing() == "Te zien.", "of two texts the one that is hidden shows the other again"
    await room.workshop.do(Moderate(mine, "verberg"))
    assert await standing() == "Niet getoond."


async def test_a_phone_that_steers_sets_a_question_large_and_ticks_it_off(room: ServedRoom) -> None:
    _, (trees,) = await asked(room, TREES)
    _, (_, bench) = await asked(room, BENCH)
    await handled(room, trees, "toon")
    desk = await logged_in(room)
    page = PageReader((await desk.get("/regie")).text)
    assert page.text.count("Zet groot op de beamer") == 1, "what nobody read yet can't be large"
    await press(desk, "Zet groot op de beamer", tekst_id=trees)
    assert f"Vraag 1 van 1, groot op de beamer {TREES}" in await text_of(desk)
    await press(desk, "Deze is beantwoord", doe="beantwoord")
    assert room.workshop.session.box[trees].answered
    assert f"{TREES} Beantwoord." in await text_of(desk)
    await press(desk, "Toch nog niet beantwoord", doe="toon")
    assert not room.workshop.session.box[trees].answered
    refused = await press(desk, "Zet groot op de beamer", tekst_id=bench)
    assert "Toon hem eerst aan de zaal." in refused.text
    assert room.workshop.covers.large_id == trees
