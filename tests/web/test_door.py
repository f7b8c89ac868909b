"""Who takes part: tokens given here, new devices that come too fast, and a room that is locked."""

import secrets

import httpx
import pytest

from kompas_tui.web.tap import Tap
from tests.web.room import PageReader, ServedRoom


async def order(room: ServedRoom, **said: object) -> httpx.Response:
    return await room.remote().post("/regie/opdracht", json=said)


async def test_a_token_that_somebody_made_up_is_not_counted_and_gets_a_new_one(room: ServedRoom) -> None:
    await room.open("keuze")
    for invented in (secrets.token_urlsafe(24), secrets.token_urlsafe(16), "x" * 32):
        phone = room.phone()
        phone.client.cookies.set("kompas", invented, domain="127.0.0.1")
        reply = await phone.client.post(f"/{phone.code}", data={"ronde": "keuze-1", "keuze": "1"})
        assert reply.status_code == 400
        assert PageReader(reply.text).forms[0].data()["keuze"] == ["1"]
        assert "set-cookie" in reply.headers
    session = room.workshop.session
    assert (session.participants, session.rounds["keuze-1"].answers) == (0, 0)


async def test_a_token_of_another_session_is_not_one_of_this(room: ServedRoom) -> None:
    token = room.workshop.marks.new_token()
    assert room.workshop.marks.gave(token)
    assert not room.workshop.marks.gave(token[:-1] + ("A" if token[-1] != "A" else "B"))
    assert not room.workshop.marks.gave("é" * 32)


async def test_a_locked_room_takes_who_was_in_it_and_tells_others_why_not(room: ServedRoom) -> None:
    inside, outside = room.phone(), room.phone()
    await inside.look()
    await inside.look()
    await room.open("keuze")
    assert (await order(room, opdracht="slot", dicht=True)).json()["op_slot"] is True
    await outside.client.get(f"/{outside.code}")
    page = await outside.client.get(f"/{outside.code}")
    assert page.status_code == 403
    assert "De zaal is op slot Nieuwe telefoons kunnen niet meer meedoen." in PageReader(page.text).text
    for query in ("wijzig=1", "deel=2", "briefje=1"):
        assert (await outside.client.get(f"/{outside.code}?{query}")).status_code == 403
    sent = {"ronde": "keuze-1", "keuze": "1"}
    refused = await outside.client.post(f"/{outside.code}", data=sent)
    assert refused.status_code == 400
    assert "De zaal is op slot" in refused.text
    assert "Je antwoord is opgeslagen" in (await inside.client.post(f"/{inside.code}", data=sent)).text
    assert room.workshop.session.participants == 1
    assert (await order(room, opdracht="slot")).json()["op_slot"] is False
    assert "Je antwoord is opgeslagen" in (await outside.client.post(f"/{outside.code}", data=sent)).text


async def test_after_the_end_a_room_that_was_locked_shows_its_last_page_to_everybody(room: ServedRoom) -> None:
    await order(room, opdracht="slot", dicht=True)
    await order(room, opdracht="stop")
    late = room.phone()
    for _ in range(2):
        page = await late.client.get(f"/{late.code}")
        assert page.status_code == 200
        assert room.workshop.head in "".join(PageReader(page.text).text.split())


async def test_one_client_that_takes_all_places_leaves_who_was_in_alone(
    room: ServedRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kompas_tui.workshop.casting.MOST_BALLOTS", 1)
    inside, late, sent = room.phone(), room.phone(), {"ronde": "keuze-1", "keuze": "1"}
    for phone in (inside, inside):
        await phone.look()
    await room.open("keuze")
    await room.workshop.cast("vol", "keuze-1", {"keuze": ["0"]})
    await late.look()
    assert "Je antwoord is opgeslagen" in (await inside.client.post(f"/{inside.code}", data=sent)).text
    assert "De zaal is vol" in (await late.client.post(f"/{late.code}", data=sent)).text


async def test_a_rush_of_new_devices_waits_and_the_facilitator_hears_of_it(
    room: ServedRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside, sent = room.phone(), {"ronde": "keuze-1", "keuze": "1"}
    for phone in (inside, inside):
        await phone.look()
    await room.open("keuze")
    monkeypatch.setattr(Tap, "lets_in", lambda self, address: False)
    new = room.phone()
    await new.look()
    reply = await new.client.post(f"/{new.code}", data=sent)
    assert reply.status_code == 503
    assert "Je antwoord is nog niet opgeslagen" in reply.text
    assert PageReader(reply.text).forms[0].data()["keuze"] == ["1"]
    assert "Je antwoord is opgeslagen" in (await inside.client.post(f"/{inside.code}", data=sent)).text
    told = (await room.remote().get("/regie/stand")).json()["melding"]
    assert "heel veel nieuwe telefoons" in told
    assert "heel veel nieuwe telefoons" not in (await order(room, opdracht="slot", dicht=True)).json()["melding"]


async def test_the_remote_hears_that_there_are_more_answers_than_people(room: ServedRoom) -> None:
    await room.open("keuze")
    assert (await order(room, opdracht="aanwezig", mensen=1)).json()["melding"] == ""
    for token in ("an", "bo"):
        await room.workshop.cast(token, "keuze-1", {"keuze": ["0"]})
    told = (await room.remote().get("/regie/stand")).json()["melding"]
    assert told == "Er zijn 2 antwoorden en 1 mens. Iemand antwoordde vaker, of er kwamen mensen bij."


def test_a_hall_comes_in_at_once_and_then_as_fast_as_the_tap_lets_it() -> None:
    now = [0.0]
    tap = Tap(burst=3, per_second=1.0, own_share=2, clock=lambda: now[0])
    assert [tap.lets_in("zaal") for _ in range(6)] == [True] * 5 + [False]
    now[0] = 1.5
    assert [tap.lets_in("zaal") for _ in range(2)] == [True, False]


def test_an_address_that_did_nothing_gets_in_beside_one_that_takes_all() -> None:
    tap = Tap(burst=3, per_second=0.0, own_share=2, clock=lambda: 0.0)
    while tap.lets_in("iemand"):
        pass
    assert [tap.lets_in("ander") for _ in range(3)] == [True, True, False]


def test_what_nobody_used_for_hours_lets_no_more_in_than_a_hall() -> None:
    now = [0.0]
    tap = Tap(burst=3, per_second=1.0, own_share=0, clock=lambda: now[0])
    now[0] = 10_000.0
    assert [tap.lets_in("zaal") for _ in range(4)] == [True, True, True, False]


def test_made_up_addresses_get_no_share_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kompas_tui.web.tap.MOST_ADDRESSES", 2)
    tap = Tap(burst=0, per_second=0.0, own_share=2, clock=lambda: 0.0)
    assert [tap.lets_in(address) for address in ("een", "twee", "drie", "vier", "een")] == [
        True,
        True,
        False,
        False,
        True,
    ]
