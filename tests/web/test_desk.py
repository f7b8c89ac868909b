"""The facilitator's page without JavaScript: the key, plain forms, what is refused, and who is turned away."""

import asyncio
import re
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock

import httpx
import pytest
from starlette.requests import Request

from kompas_tui.domain.language.errors import InvalidOptions, KompasError, Problem
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.result.shapes import Pairs, Words
from kompas_tui.domain.session import events as ev
from kompas_tui.journal import SessionFolder
from kompas_tui.web.files import FileOffer, MadeFile
from kompas_tui.web.keyhole import COOKIE, COOKIE_SECONDS, MOST_WAITING, WRONG_KEY_SECONDS, Keyhole
from kompas_tui.web.requests import BadRequest
from kompas_tui.workshop.approach import WayIn
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.command import Command
from kompas_tui.workshop.commands.course import End, GoTo, TakeBack
from kompas_tui.workshop.commands.order import OrderWords
from kompas_tui.workshop.commands.table import ORDERS
from kompas_tui.workshop.commands.time import SetTimer
from tests.web.room import ANSWERS, KEY, PageReader, ParsedForm, ServedRoom, served, stream_data, until
from tests.workshop.test_groups import DECK as GROUPS


async def logged_in(room: ServedRoom) -> httpx.AsyncClient:
    """A browser that gave the key."""
    desk = room.client(follow_redirects=True)
    form = PageReader((await desk.get("/regie")).text).forms[0]
    response = await desk.post(form.action, data=form.data() | {"sleutel": KEY})
    assert response.status_code == 200
    assert response.url.path == "/regie"
    return desk


def form_with(page: PageReader, button: str) -> ParsedForm:
    """The form with this button."""
    return next(form for form in page.forms if button in form.buttons)


async def press(desk: httpx.AsyncClient, button: str, **changed: str) -> httpx.Response:
    """Press a button on the page as it stands, with some fields filled in."""
    page = PageReader((await desk.get("/regie")).text)
    form = form_with(page, button)
    return await desk.post(form.action, data=form.data() | changed)


async def text_of(desk: httpx.AsyncClient) -> str:
    return PageReader((await desk.get("/regie")).text).text


async def test_the_page_wants_the_key_and_gives_a_cookie_that_does_not_hold_it(room: ServedRoom) -> None:
    desk = room.client()
    page = await desk.get("/regie")
    assert page.status_code == 200
    assert "Welkom" not in page.text
    answer = await desk.post("/regie", data={"sleutel": KEY})
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly; SameSite=Strict" in cookie
    assert "Path=/regie" in cookie
    assert KEY not in cookie
    assert "Kaart 1 van 19, bezig 0 min Welkom" in await text_of(desk)
    assert KEY not in (await desk.get("/regie")).text


async def test_whatever_a_button_runs_into_is_a_sentence(room: ServedRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(order: OrderWords) -> Command:
        raise InvalidOptions([Problem("‘opties’ ontbreekt.")])

    assert isinstance(ORDERS, dict)
    monkeypatch.setitem(ORDERS, "volgende", fails)
    desk = await logged_in(room)
    form = next(form for form in PageReader((await desk.get("/regie")).text).forms if form.data().get("teken"))
    answer = await desk.post("/regie/doe", data={"teken": form.data()["teken"], "opdracht": "volgende"})
    assert (answer.status_code, "‘opties’ ontbreekt." in answer.text) == (409, True)


class Waits:
    """The waiting of wrong keys, until the test says that it is over."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.came, self.seconds, self.over = 0, list[float](), asyncio.Event()
        real = Keyhole._wait

        async def come(keyhole: Keyhole) -> None:
            self.came += 1
            await real(keyhole)

        async def sleep(seconds: float) -> None:
            self.seconds.append(seconds)
            await self.over.wait()

        monkeypatch.setattr(Keyhole, "_wait", come)
        monkeypatch.setattr("kompas_tui.web.keyhole.asyncio", SimpleNamespace(sleep=sleep, Lock=asyncio.Lock))


async def test_wrong_keys_wait_one_after_another_and_a_right_one_never(
    room: ServedRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    guessing, waits = room.client(), Waits(monkeypatch)
    guesses = [asyncio.create_task(guessing.post("/regie", data={"sleutel": f"gok{n}"})) for n in range(4)]
    await until(lambda: waits.came == 4)
    await logged_in(room)
    assert not any(guess.done() for guess in guesses), "a right key is let in while wrong ones wait"
    assert waits.seconds == [WRONG_KEY_SECONDS]
    waits.over.set()
    answers = await asyncio.gather(*guesses)
    assert waits.seconds == [WRONG_KEY_SECONDS] * 4
    assert {answer.status_code for answer in answers} == {401}
    assert all("Deze sleutel klopt niet" in answer.text for answer in answers)
    assert not any("set-cookie" in answer.headers for answer in answers)


async def test_wrong_keys_that_nobody_waits_for_hold_up_nobody(
    room: ServedRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    guessing = room.client(limits=httpx.Limits(max_connections=60))
    waits = Waits(monkeypatch)
    guesses = [guessing.post("/regie", data={"sleutel": f"gok{n}"}) for n in range(20)]
    bearers = [guessing.get("/regie/stand", headers={"authorization": f"Bearer gok{n}"}) for n in range(20)]
    asked = [asyncio.create_task(one) for one in (*guesses, *bearers)]
    await until(lambda: sum(one.done() for one in asked) == len(asked) - MOST_WAITING)
    await logged_in(room)
    refused = [one.result() for one in asked if one.done()]
    assert {answer.status_code for answer in refused} == {429}
    assert all("te veel verkeerde sleutels" in answer.text for answer in refused)
    waits.over.set()
    answers = await asyncio.gather(*asked)
    assert Counter(answer.status_code for answer in answers) == {401: MOST_WAITING, 429: len(refused)}
    assert (await room.client().post("/regie", data={"sleutel": "tikfout"})).status_code == 401


async def test_a_wrong_key_too_many_is_refused_at_once_until_others_leave() -> None:
    keyhole = Keyhole(KEY, "ABCD")
    waiting = [asyncio.create_task(keyhole.tried(f"gok{n}")) for n in range(MOST_WAITING)]
    await asyncio.sleep(0)
    with pytest.raises(BadRequest, match="te veel verkeerde sleutels") as refused:
        await keyhole.tried("tikfout")
    assert refused.value.status == 429
    assert await keyhole.tried(KEY)
    assert not any(task.done() for task in waiting)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert not await keyhole.tried("tikfout")


@pytest.mark.parametrize("path", ["/REGIE", "/Regie", "/Regie/", "/regie/"])
async def test_the_page_is_found_in_any_spelling(room: ServedRoom, path: str) -> None:
    desk = await logged_in(room)
    response = await desk.get(f"{path}?gedaan=notitie")
    assert (response.status_code, response.url.path) == (200, "/regie")
    assert "De notitie is bewaard." in response.text
    assert "Welkom" in response.text
    entering = room.client(follow_redirects=True)
    response = await entering.post(path, data={"sleutel": KEY})
    assert (response.status_code, response.url.path) == (200, "/regie")
    assert "Welkom" in response.text
    assert (await entering.get(f"{path.rstrip('/')}/anders/")).json()["fout"].startswith("Dit adres is er niet")


async def test_the_remote_is_found_in_any_spelling(room: ServedRoom) -> None:
    remote = room.remote()
    for path in ("/REGIE/STAND", "/Regie/stand/", "/regie/stand/"):
        assert (await remote.get(path)).json()["kaart"] == "welkom"
    response = await remote.post("/REGIE/opdracht/", json={"opdracht": "volgende"})
    assert response.json()["kaart"] == "keuze"
    assert (await remote.get("/REGIE/opdracht")).status_code == 405


@pytest.mark.parametrize("cookie", ["", "kompas-regie=" + "0" * 64, "kompas-regie=", f"kompas-regie={KEY}"])
async def test_without_the_cookie_nothing_is_shown_or_done(room: ServedRoom, cookie: str) -> None:
    client = room.client(headers={"cookie": cookie})
    token = form_with(PageReader((await (await logged_in(room)).get("/regie")).text), "Volgende").data()["teken"]
    assert "Welkom" not in (await client.get("/regie")).text
    for path in ("/regie/sein", "/regie"):
        response = await client.get(path, headers={"x-kompas-deel": "1"})
        assert response.status_code == 401
    response = await client.post("/regie/doe", data={"opdracht": "volgende", "teken": token})
    assert response.status_code == 401
    assert room.workshop.card.address == "welkom"


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
async def test_a_form_of_another_site_is_refused(room: ServedRoom, headers: dict[str, str]) -> None:
    desk = await logged_in(room)
    data = form_with(PageReader((await desk.get("/regie")).text), "Volgende").data()
    del data["bij"], data["druk"]  # for it is pressed twice below
    assert (await desk.post("/regie/doe", data=data, headers=headers)).status_code == 403
    assert (await desk.post("/regie/doe", data={"opdracht": "volgende"})).status_code == 403
    assert (await desk.post("/regie/doe", data=data | {"teken": "é"})).status_code == 403
    assert (await desk.post("/regie/uit", data={"teken": "x"})).status_code == 403
    assert room.workshop.card.address == "welkom"
    assert (await desk.post("/regie/doe", data=data, headers={"origin": "null"})).status_code == 200
    assert (await desk.post("/regie/doe", data=data, headers={"origin": room.url})).status_code == 200
    assert room.workshop.card.address == "meerkeuze"


async def test_a_press_that_was_meant_for_an_earlier_step_does_nothing(room: ServedRoom) -> None:
    desk = await logged_in(room)
    button = form_with(PageReader((await desk.get("/regie")).text), "Volgende").data()
    other = form_with(PageReader((await desk.get("/regie")).text), "Volgende").data()
    both = await asyncio.gather(*(desk.post("/regie/doe", data=data) for data in (button, other)))
    assert sorted(answer.status_code for answer in both) == [200, 409]
    assert room.workshop.card.address == "keuze"
    again = await desk.post("/regie/doe", data=button | {"druk": "later"})
    assert again.status_code == 409
    assert "Er is niets gedaan." in again.text
    assert room.workshop.card.address == "keuze"
    version = (await room.remote().get("/regie/stand")).json()["versie"]
    for _ in range(2):
        answered = await room.remote().post("/regie/opdracht", json={"opdracht": "volgende", "bij": version})
    assert answered.status_code == 409


async def test_a_press_that_was_meant_for_an_earlier_page_of_a_card_does_nothing(room: ServedRoom) -> None:
    leafing = room.workshop.leafing

    def turn(places: int) -> bool:
        leafing.seen(leafing.page + places, 3)
        return True

    leafing.by(turn)
    desk = await logged_in(room)
    pages = [(await desk.get("/regie")).text for _ in range(2)]
    buttons = [form_with(PageReader(page), "Volgende").data() for page in pages]
    assert [(await desk.post("/regie/doe", data=button)).status_code for button in buttons] == [200, 409]
    signs = [re.findall('data-sein="([^"]+)"', page) for page in (*pages, (await desk.get("/regie")).text)]
    assert signs[0] == signs[1] != signs[2], "the page asks for its next buttons by itself"
    assert (leafing.page, room.workshop.card.address) == (2, "welkom")


async def test_hands_count_in_the_round_that_they_were_typed_for(room: ServedRoom) -> None:
    desk = await logged_in(room)
    await room.open("keuze")
    hands = form_with(PageReader((await desk.get("/regie")).text), "Bewaar de handen").data() | {"hand-1": "4"}
    await room.workshop.do(CloseRound())
    for again in (OpenRound("nieuw"), GoTo("meerkeuze"), GoTo("welkom")):
        await room.workshop.do(again)
        refused = await desk.post("/regie/doe", data=hands | {"druk": f"{again}"})
        assert (refused.status_code, "Er is niets bewaard." in refused.text) == (409, True)
    assert all(one.hands is None for one in room.workshop.session.rounds.values())


async def test_logging_out_takes_the_pass_back_for_who_copied_it(room: ServedRoom) -> None:
    desk, other = await logged_in(room), await logged_in(room)
    copied = room.client(headers={"cookie": f"{COOKIE}={desk.cookies[COOKIE]}"})
    assert "Welkom" in await text_of(copied)
    token = form_with(PageReader((await desk.get("/regie")).text), "Volgende").data()["teken"]
    assert (await desk.post("/regie/uit", data={"teken": token})).status_code == 200
    assert "Welkom" not in (await copied.get("/regie")).text
    assert (await copied.post("/regie/doe", data={"opdracht": "volgende", "teken": token})).status_code == 401
    assert "Welkom" in await text_of(other)


async def test_a_pass_ends_by_a_clock_that_nobody_sets_back(room: ServedRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = await logged_in(room)
    later = time.monotonic() + COOKIE_SECONDS + 1
    only_there = SimpleNamespace(time=time.time, monotonic=lambda: later)  # or the time-outs of all sockets pass
    monkeypatch.setattr("kompas_tui.web.keyhole.time", only_there)
    assert "Welkom" not in (await desk.get("/regie")).text


def test_a_pass_outlives_a_crash_and_another_key_or_session_does_not_take_it() -> None:
    name, _, passed = Keyhole(KEY, "ABCD").cookie().partition(";")[0].partition("=")

    def is_let_in(keyhole: Keyhole, given: str) -> bool:
        headers = [(b"cookie", f"{name}={given}".encode())]
        return keyhole.has_pass(Request({"type": "http", "headers": headers}))

    assert is_let_in(Keyhole(KEY, "ABCD"), passed)
    assert not is_let_in(Keyhole(f"{KEY}-anders", "ABCD"), passed)
    assert not is_let_in(Keyhole(KEY, "EFGH"), passed)
    longer = f"{passed[:24]}{'f' * 8}{passed[32:]}"
    assert not is_let_in(Keyhole(KEY, "ABCD"), longer)


def test_a_keyhole_opens_for_nobody_where_whose_session_it_is_may_facilitate_no_more() -> None:
    allowed = True
    keyhole = Keyhole(KEY, "ABCD", may_open=lambda: allowed)
    word, cookie = keyhole.new_pairing(), keyhole.cookie().partition(";")[0].encode()
    browser = Request({"type": "http", "headers": [(b"cookie", cookie)]})

    def opens() -> set[bool]:
        by_pass = keyhole.has_pass(browser), keyhole.opens_for(keyhole.pass_of(browser))
        return {keyhole.fits(KEY), keyhole.is_pairing(word), *by_pass}

    assert opens() == {True}
    allowed = False
    assert opens() == {False}


async def test_a_whole_round_goes_by_plain_forms(room: ServedRoom) -> None:
    desk = await logged_in(room)
    await press(desk, "Volgende")
    assert "Er is nog geen ronde." in await text_of(desk)
    await press(desk, "Open de ronde", ronde="nieuw")
    phone = room.phone()
    await phone.look()
    await phone.send((await phone.look()).forms[0], keuze="1")
    assert "Ronde 1 is open. 1 van de 1 deelnemer antwoordde." in await text_of(desk)
    assert "Een tussenstand kan verraden wie wat koos." in await text_of(desk)
    await press(desk, "Toon toch de tussenstand")
    assert room.workshop.session.shown is not None
    await press(desk, "Verberg de uitslag")
    await press(desk, "Sluit de ronde")
    assert "Ronde 1 is gesloten, met 1 antwoord." in await text_of(desk)
    await press(desk, "Toon de uitslag")
    assert "De uitslag is te zien." in await text_of(desk)
    await press(desk, "Bewaar de handen", **{"hand-0": "3", "hand-2": ""})
    assert room.workshop.session.rounds["keuze-1"].hands is not None
    assert room.workshop.session.rounds["keuze-1"].hands.counts == (3, 0, 0)
    await press(desk, "Ga verder met deze ronde", ronde="verder")
    await press(desk, "Volgende")
    assert "Ronde 1 is open bij ‘Wat eerst’." in await text_of(desk)
    await press(desk, "Sluit de ronde")
    await press(desk, "Vorige")
    await press(desk, "Nieuwe ronde", ronde="nieuw")
    assert room.workshop.session.open_round is not None
    assert room.workshop.session.open_round.number == 2
    await press(desk, "Neem de laatste stap terug")
    assert room.workshop.session.open_round is None
    await press(desk, "Een voorstel", kaart="instemming")
    assert room.workshop.card.address == "instemming"


async def test_the_clock_starts_with_the_minutes_and_stops(room: ServedRoom) -> None:
    desk = await logged_in(room)
    page = PageReader((await desk.get("/regie")).text)
    assert form_with(page, "Start de klok").data()["minuten"] == ["5"]
    await press(desk, "Start de klok", minuten="2,5", sluit="ja")
    assert "Nog 2:30 , tot" in await text_of(desk) or "Nog 2:29 , tot" in await text_of(desk)
    assert "Dan sluit de ronde." in await text_of(desk)
    await press(desk, "Stop de klok")
    assert room.workshop.time.timer is None
    refused = await press(desk, "Start de klok", minuten="straks")
    assert refused.status_code == 400
    assert "Bij ‘minuten’ hoort een getal." in refused.text


async def test_what_is_written_is_kept_and_said_and_a_refusal_keeps_the_words(room: ServedRoom) -> None:
    desk = await logged_in(room)
    assert "De notitie is bewaard." in (await press(desk, "Bewaar de notitie", tekst="Let op")).text
    assert "Het besluit is bewaard." in (await press(desk, "Bewaar het besluit", tekst="We doen het")).text
    assert "parkeerplaats" in (await press(desk, "Zet op de parkeerplaats", tekst="Fietsen")).text
    saved = await press(desk, "Bewaar het actiepunt", wat="Bellen", wie="Sam", wanneer="2026-12-31")
    assert "Het actiepunt is bewaard." in saved.text
    assert len(room.workshop.session.written) == 4
    refused = await press(desk, "Bewaar het actiepunt", wat="Nog eens bellen", wanneer="morgen")
    assert refused.status_code == 409
    assert "geen datum" in refused.text
    assert 'value="Nog eens bellen"' in refused.text
    assert (await press(desk, "Bewaar de notitie", tekst=" ")).status_code == 400
    promised = await press(desk, "Bewaar de toezegging", wie="de gemeente", aan="de straat", wat="Terugkomen")
    assert "De toezegging is bewaard." in promised.text
    unclear = await press(desk, "Bewaar de toezegging", wie="de gemeente", aan="", wat="Nog eens")
    assert unclear.status_code == 400
    assert 'value="Nog eens"' in unclear.text


async def test_texts_are_read_shown_hidden_and_grouped(room: ServedRoom) -> None:
    desk = await logged_in(room)
    await room.open("moderatie")
    phone = room.phone()
    await phone.look()
    await phone.send((await phone.look()).forms[0], **ANSWERS["moderatie"][0])
    assert "1 wacht op jou. Dit lees je nog niet Wacht" in await text_of(desk)
    await press(desk, "Toon", doe="toon")
    assert "Er wacht niets op jou." in await text_of(desk)
    await press(desk, "Zet eronder", doe="groepeer", groep="Zorgen")
    assert "Te zien , onder ‘Zorgen’" in await text_of(desk)
    page = PageReader((await desk.get("/regie")).text)
    form = [form for form in page.forms if form.buttons == ["Verberg"]][-1]
    await desk.post(form.action, data=form.data() | {"doe": "verberg", "reden": "Te persoonlijk"})
    assert room.workshop.session.moderated[-1].reason == "Te persoonlijk"
    assert "Verborgen" in await text_of(desk)


async def test_the_chain_from_objection_to_decision_goes_by_plain_forms(room: ServedRoom) -> None:
    desk = await logged_in(room)
    await room.open("instemming")
    phone = room.phone()
    await phone.look()
    await phone.send((await phone.look()).forms[0], **ANSWERS["instemming"][0])
    await press(desk, "Sluit de ronde")
    page = PageReader((await desk.get("/regie")).text)
    form = form_with(page, "Open een ronde over dit voorstel")
    assert form.data()["tekst"] == ["We sluiten de straat elke zondag voor auto’s."]
    await desk.post(form.action, data=form.data() | {"tekst": "We sluiten de straat één keer per maand."})
    assert room.workshop.session.open_round is not None
    assert room.workshop.session.open_round.number == 2


async def test_support_is_asked_from_the_page(room: ServedRoom) -> None:
    desk = await logged_in(room)
    await room.open("vragen")
    phone = room.phone()
    await phone.look()
    await phone.send((await phone.look()).forms[0], **ANSWERS["vragen"][0])
    await press(desk, "Sluit de ronde")
    await press(desk, "Vraag om steun", ronde="steun")
    assert "De steunronde is open." in await text_of(desk)
    await press(desk, "Sluit de steunronde")
    await press(desk, "Beantwoord", doe="beantwoord")
    assert "beantwoord" in await text_of(desk)


async def test_logging_out_takes_the_cookie_and_ending_ends(room: ServedRoom) -> None:
    desk = await logged_in(room)
    await press(desk, "Ja, rond de sessie af")
    assert room.workshop.session.is_ended
    await until(lambda: room.calls == ["stop"])
    assert "De sessie is afgerond." in await text_of(desk)
    await press(desk, "Log uit op dit toestel")
    assert "kompas-regie" not in desk.cookies
    assert "De sessie is afgerond." not in await text_of(desk)


async def test_after_the_end_the_page_answers_what_was_asked_and_turns_the_last_screen(room: ServedRoom) -> None:
    desk = await logged_in(room)
    await room.open("vragen")
    phone = room.phone()
    await phone.look()
    await phone.send((await phone.look()).forms[0], **ANSWERS["vragen"][0])
    await press(desk, "Bewaar het besluit", tekst="We beginnen in mei")
    turned: list[int] = []

    def turn(places: int) -> bool:
        turned.append(places)
        return True

    room.workshop.leafing.by(turn)
    room.workshop.leafing.seen(1, 2)
    await press(desk, "Ja, rond de sessie af")
    page = PageReader((await desk.get("/regie")).text)
    assert "Besluiten: We beginnen in mei" in page.text
    assert "Mijn avond" in page.text
    forms = [form for form in page.forms if "Bewaar de reactie" in form.buttons]
    of_question = next(form for form in forms if form.data().get("kaart"))
    of_text = next(form for form in forms if form.data().get("tekst_id"))
    for form, reply in ((of_question, "Dank voor alle vragen."), (of_text, "Dat doen we in mei.")):
        answer = await desk.post(form.action, data=form.data() | {"tekst": reply})
        assert answer.status_code == 200
        assert reply in answer.text
    asked = next(one for one in room.workshop.session.rounds.values() if one.answers)
    assert asked.reaction == "Dank voor alle vragen."
    assert "2 reacties" in await text_of(desk)
    await press(desk, "Volgende pagina")
    assert turned == [1]


async def test_what_cannot_be_saved_is_told_on_the_page(room: ServedRoom) -> None:
    desk = await logged_in(room)
    await room.workshop.close()
    refused = await press(desk, "Bewaar de notitie", tekst="Dit mag niet weg")
    assert refused.status_code == 503
    assert "Dit mag niet weg" in refused.text


async def test_the_sign_changes_with_answers_and_steps_and_the_clock(room: ServedRoom) -> None:
    desk = await logged_in(room)
    async with desk.stream("GET", "/regie/sein") as response:
        told = stream_data(response)
        seen = {await anext(told)}
        await room.open("keuze")
        seen.add(await anext(told))
        await room.workshop.cast("t" * 22, "keuze-1", {"keuze": ["0"]})
        seen.add(await anext(told))
        await room.workshop.do(SetTimer(3))
        seen.add(await anext(told))
    assert len(seen) == 4


async def test_the_script_asks_for_the_part_and_gets_no_redirect(room: ServedRoom) -> None:
    desk = await logged_in(room)
    part = {"x-kompas-deel": "1"}
    page = await desk.get("/regie", headers=part)
    assert page.text.startswith("<main")
    data = form_with(PageReader(page.text), "Bewaar de notitie").data() | {"tekst": "Kort"}
    answer = await desk.post("/regie/doe", data=data, headers=part)
    assert (answer.status_code, answer.history) == (200, [])
    assert "De notitie is bewaard." in answer.text


async def test_with_an_empty_key_nobody_gets_in(room: ServedRoom) -> None:
    from kompas_tui.web.keyhole import Keyhole

    keyhole = Keyhole("", "ABCD")
    assert not keyhole.fits("")
    assert not await keyhole.tried("")


async def test_trouble_stays_on_the_page_until_a_button_says_that_it_was_seen(room: ServedRoom) -> None:
    desk = await logged_in(room)
    assert "Ik heb het gezien" not in await text_of(desk)
    room.workshop.saving.log_trouble.failed("De schijf is vol.")
    room.workshop.saving.log_trouble.worked()
    assert "Bewaren lukte 1 keer niet." in await text_of(desk)
    assert (await press(desk, "Ik heb het gezien")).status_code == 200
    assert "Bewaren lukte" not in await text_of(desk)


async def test_the_button_under_the_thumb_does_the_next_sensible_thing(room: ServedRoom) -> None:
    desk = await logged_in(room)

    async def step() -> str:
        page = (await desk.get("/regie")).text
        (name,) = re.findall(r'<button id="stap">([^<]+)', page)
        assert f'id="{"vorige" if name == "Volgende" else "volgende"}"' in page, "the others keep their places"
        return str(name)

    await room.open("keuze")
    await room.workshop.do(TakeBack())
    assert await step() == "Open de ronde"
    await press(desk, "Open de ronde")
    assert await step() == "Sluit de ronde"
    assert "De ronde is open – Regie" in await text_of(desk)
    phone = room.phone()
    await phone.look()
    await phone.send((await phone.look()).forms[0], keuze="1")
    assert "Een bank kreeg" not in await text_of(desk)
    await press(desk, "Sluit de ronde")
    assert await step() == "Toon de uitslag"
    assert room.workshop.session.shown is None
    text = await text_of(desk)
    assert "Uitslag, alleen voor jou" in text
    assert "Een bank" in text.partition("Uitslag, alleen voor jou")[2]
    await press(desk, "Toon de uitslag")
    assert await step() == "Volgende"
    assert room.workshop.session.shown is not None


async def test_the_button_under_the_thumb_makes_the_groups_and_sends_them_on(tmp_path: Path) -> None:
    deck = tmp_path / "cafe.md"
    deck.write_text(GROUPS, encoding="utf-8")
    async with served(SessionFolder(tmp_path / "s"), deck) as room:
        desk = await logged_in(room)
        for phone in [room.phone() for _ in range(9)]:
            await phone.look()
            await phone.look()  # with its cookie it is counted
        await room.workshop.do(GoTo("wissel"))
        for button in ("Maak de groepen", "Naar beurt 2", "Naar beurt 3"):
            assert f'<button id="stap">{button}' in (await desk.get("/regie")).text
            await press(desk, button)
        groups = room.workshop.session.groups
        assert groups is not None
        assert (groups.turn, groups.without) == (3, 0)
        assert '<button id="stap">Volgende' in (await desk.get("/regie")).text


async def test_what_programs_can_do_the_page_can_too(room: ServedRoom) -> None:
    desk = await logged_in(room)
    await press(desk, "Stel deze vraag", vraag="Thee of koffie?", soort="keuze", opties="Thee\n\nKoffie\n")
    assert room.workshop.card.activity is not None
    assert room.workshop.card.activity.listed() == ("Thee", "Koffie")
    refused = await press(desk, "Stel deze vraag", vraag="En dan?", soort="keuze", opties="")
    assert refused.status_code == 409
    assert 'value="En dan?"' in refused.text
    await press(desk, "Toon de QR-code om mee te doen")
    assert room.workshop.covers.top == "meedoen"
    await press(desk, "Maak het scherm zwart")
    await press(desk, "Maak het scherm weer licht")
    assert room.workshop.covers.top == "meedoen"
    for card, button, filled in (
        ("woorden", "Tel ze als één woord", {"woorden": "thuis", "tot": "druk"}),
        ("markt", "Koppel ze", None),
    ):
        await room.open(card)
        phone = room.phone()
        await phone.look()
        await phone.send((await phone.look()).forms[0], **ANSWERS[card][0])
        await press(desk, "Sluit de ronde")
        selects = form_with(PageReader((await desk.get("/regie")).text), button).of("select")
        chosen = filled or {select.name: select.options[0][0] for select in selects}
        assert (await press(desk, button, **chosen)).status_code == 200
    words, market = (
        outcome_of(room.workshop.session, room.workshop.session.rounds[f"{card}-1"]).result
        for card in ("woorden", "markt")
    )
    assert isinstance(words, Words)
    assert [word.text for word in words.words] == ["druk"]
    assert isinstance(market, Pairs)
    assert len(market.matches) == 1
    await press(desk, "Ja, pauzeer de sessie")
    assert room.calls == ["pauze"]


async def test_lots_and_how_the_beamer_draws_go_by_plain_forms(room: ServedRoom) -> None:
    desk, covers = await logged_in(room), room.workshop.covers
    await press(desk, "Loot groepen", mensen="9", grootte="3")
    assert "3 groepen van 3 mensen." in await text_of(desk)
    assert covers.top is None
    await press(desk, "Zet het lot op de beamer")
    assert covers.top == "lot"
    await press(desk, "Haal het lot van de beamer")
    refused = await press(desk, "Loot groepen", mensen="2", grootte="3")
    assert refused.status_code == 409
    await room.open("open")
    phone = room.phone()
    await phone.look()
    await phone.send((await phone.look()).forms[0], **ANSWERS["open"][0])
    await press(desk, "Sluit de ronde")
    await press(desk, "Toon de uitslag")
    await press(desk, "Loot een van de teksten")
    assert "Het lot viel op" in await text_of(desk)
    await press(desk, "Grotere letters")
    await press(desk, "Wissel tussen licht en donker")
    projection = room.workshop.projection
    assert (projection.larger, projection.themes) == ({"open": 1}, 1)
    assert "Gebruik dit adres" not in await text_of(desk)
    taken = list[str]()
    room.workshop.approach.by(lambda: [WayIn("10.0.0.7", "wifi"), WayIn("10.8.0.1", "VPN", "Pas op.")], taken.append)
    await press(desk, "Gebruik dit adres", adres="10.8.0.1")
    assert taken == ["10.8.0.1"]


async def test_a_tip_of_a_bear_becomes_an_action_point_by_a_plain_form(tmp_path: Path) -> None:
    deck = tmp_path / "beren.md"
    bear = "```beer\nnaam: Geld\nfamilie: structuur\ngezegd: [Dat kan niet]\ntips: [Begin klein, Vraag hulp]\n```\n"
    deck.write_text(f"---\ntitel: Beren\n---\n\n# Geld {{#geld}}\n\n{bear}", encoding="utf-8")
    async with served(SessionFolder(tmp_path / "sessie"), deck) as room:
        desk = await logged_in(room)
        page = PageReader((await desk.get("/regie")).text)
        form = next(one for one in page.forms if one.data().get("wat") == ["Vraag hulp"])
        assert (await desk.post(form.action, data=form.data() | {"wie": "de wijk"})).status_code == 200
        (agreed,) = room.workshop.session.written_of(ev.ActionAgreed)
        assert (agreed.what, agreed.who) == ("Vraag hulp", "de wijk")


async def test_who_else_steers_is_shown_and_can_be_sent_away(room: ServedRoom) -> None:
    one, other = await logged_in(room), await logged_in(room)
    assert "Toestel 2: kijkt nu niet." in await text_of(one)
    async with other.stream("GET", "/regie/sein") as followed:
        signs = followed.aiter_lines()
        await anext(signs)
        assert "Toestel 2: kijkt nu mee." in await text_of(one)
        assert "Dat toestel stuurt niet meer mee." in (await press(one, "Laat dit toestel niet meer sturen")).text
        await room.workshop.do(GoTo("keuze"))
        assert not [line async for line in signs if line.startswith("data:")][1:], "its stream ends"
    assert (await other.get("/regie", headers={"x-kompas-deel": "1"})).status_code == 401
    assert "Wie stuurt er mee?" not in await text_of(one)


async def test_who_was_sent_away_stays_away_after_a_restart_also_where_that_could_not_be_kept_at_first(
    folder: SessionFolder, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(folder, deck) as room:
        one, other = await logged_in(room), await logged_in(room)
        with monkeypatch.context() as full:
            full.setattr("kompas_tui.journal.folder.put_in_place", Mock(side_effect=OSError))
            refused = await press(one, "Laat dit toestel niet meer sturen")
            assert (refused.status_code, "na een herstart kan het weer sturen" in refused.text) == (503, True)
            assert (await other.get("/regie", headers={"x-kompas-deel": "1"})).status_code == 401
        third = await logged_in(room)
        await press(one, "Laat dit toestel niet meer sturen")
        kept = [dict(desk.cookies) for desk in (one, other, third)]
    async with served(folder, deck) as room:
        looks = [await room.client(cookies=own).get("/regie", headers={"x-kompas-deel": "1"}) for own in kept]
        assert [look.status_code for look in looks] == [200, 401, 401]
    folder.forget_secrets()
    assert folder.away() == ()


async def test_after_the_end_the_page_offers_only_what_is_not_refused(room: ServedRoom) -> None:
    desk = await logged_in(room)
    await press(desk, "Ja, rond de sessie af")
    page = PageReader((await desk.get("/regie")).text)
    assert "De sessie is afgerond – Regie" in page.text
    offered = [name for form in page.forms for name in form.buttons]
    assert offered == ["Grotere letters", "Kleinere letters", "Wissel tussen licht en donker", "Log uit op dit toestel"]
    for name in offered:
        assert (await press(desk, name)).status_code in (200, 401), name


class _Archive:
    """Makes one file, as long as the disk has room."""

    offers = (FileOffer("verslag", "Volledig verslag (Word)", False), FileOffer("kwijt", "Openbaar verslag", True))

    async def make(self, word: str) -> MadeFile:
        if word == "kwijt":
            raise KompasError("De schijf is vol.")
        return MadeFile("verslag-café.docx", b"PK")


async def test_files_are_for_who_has_the_key_and_a_refusal_is_on_the_page(tmp_path: Path) -> None:
    (tmp_path / "set.md").write_text("---\ntitel: Set\n---\n\n# Welkom\n", encoding="utf-8")
    async with served(SessionFolder(tmp_path / "sessie"), tmp_path / "set.md", files=_Archive()) as room:
        stranger = await room.client().get("/regie/bestand/verslag")
        assert (stranger.status_code, "Volledig" in stranger.text) == (401, False)
        desk = await logged_in(room)
        links = re.findall(r'href="(/regie/bestand/[^"]+)"', (await desk.get("/regie")).text)
        assert links == ["/regie/bestand/kwijt", "/regie/bestand/verslag"]
        made = await desk.get(links[1])
        assert (made.content, made.headers["cache-control"]) == (b"PK", "no-store")
        assert made.headers["content-disposition"] == "attachment; filename*=UTF-8''verslag-caf%C3%A9.docx"
        refused, unknown = await desk.get(links[0]), await desk.get("/regie/bestand/iets")
        assert (refused.status_code, "De schijf is vol." in refused.text) == (409, True)
        assert (unknown.status_code, "Dit bestand is er niet." in unknown.text) == (404, True)
        await press(desk, "Ja, rond de sessie af")
        assert "Volledig verslag (Word)" in await text_of(desk)


async def test_the_word_that_pairs_a_phone_works_once_for_a_while_and_from_our_own_page(room: ServedRoom) -> None:
    desk, phone = await logged_in(room), room.client()
    asked = {"authorization": f"Bearer {KEY}"}
    assert (await phone.post("/regie/koppel")).status_code == 401
    path = (await desk.post("/regie/koppel", headers=asked)).json()["pad"]
    assert (await phone.get(path)).status_code == 200
    assert (await phone.get(path)).status_code == 200, "who only looks uses nothing up"
    assert (await phone.post(path, headers={"origin": "http://elders.nl"})).status_code == 403
    assert (await phone.post(f"{path[:-1]}x")).status_code == 403
    assert COOKIE in (await phone.post(path)).headers["set-cookie"]
    assert (await phone.get("/regie")).status_code == 200
    assert (await room.client().post(path)).status_code == 403


def test_a_word_to_pair_is_worth_nothing_after_two_minutes_or_a_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    keyhole = Keyhole(KEY, "ABCD")
    first, second = keyhole.new_pairing(), keyhole.new_pairing()
    assert not keyhole.is_pairing(first)
    assert keyhole.is_pairing(second)
    later = time.monotonic() + 121
    monkeypatch.setattr("kompas_tui.web.keyhole.time", SimpleNamespace(time=time.time, monotonic=lambda: later))
    assert not keyhole.pair(second)
    assert not Keyhole("", "ABCD").is_pairing("")


async def test_a_step_that_leads_nowhere_or_leaves_a_round_open_is_announced(room: ServedRoom) -> None:
    desk = await logged_in(room)
    await room.open("moderatie")
    desk.headers["x-kompas-deel"] = "1"
    for button, told in (
        ("Volgende", "Dit is de laatste kaart."),
        ("Vorige", "De ronde bij ‘Eerst lezen’ staat nog open."),
    ):
        assert f'<p class="goed" data-blijf>{told}</p>' in (await press(desk, button)).text


async def test_a_press_that_the_network_doubles_is_done_once_and_told_as_done(room: ServedRoom) -> None:
    desk = await logged_in(room)
    page = PageReader((await desk.get("/regie")).text)
    further = form_with(page, "Volgende")
    replies = await asyncio.gather(*(desk.post(further.action, data=further.data()) for _ in range(3)))
    assert {reply.status_code for reply in replies} == {200}
    assert sum("Kompas deed het één keer." in reply.text for reply in replies) == 2
    assert room.workshop.card.address == tuple(room.workshop.course)[1].address
    note = form_with(page, "Bewaar de notitie")
    for _ in range(2):
        reply = await desk.post(note.action, data=note.data() | {"tekst": "Een bank"})
        assert "De notitie is bewaard." in reply.text
    assert len(room.workshop.session.written) == 1
    await press(desk, "Bewaar de notitie", tekst="Een bank")
    assert len(room.workshop.session.written) == 2, "who presses on another page means another one"


async def test_a_press_that_was_refused_may_be_tried_again(room: ServedRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = await logged_in(room)
    note = form_with(PageReader((await desk.get("/regie")).text), "Bewaar de notitie")
    sent = note.data() | {"tekst": "Een bank"}
    with monkeypatch.context() as full:
        full.setattr(room.workshop, "do", Mock(side_effect=KompasError("De schijf is vol.")))
        assert "De schijf is vol." in (await desk.post(note.action, data=sent)).text
    assert "De notitie is bewaard." in (await desk.post(note.action, data=sent)).text


async def test_a_pause_without_the_script_answers_with_a_page_of_its_own(room: ServedRoom) -> None:
    desk = await logged_in(room)
    form = form_with(PageReader((await desk.get("/regie")).text), "Ja, pauzeer de sessie")
    replies = [await desk.post(form.action, data=form.data()) for _ in range(2)]
    assert [reply.history for reply in replies] == [[], []], "nothing is asked of a server that stops"
    assert "De sessie is gepauzeerd. Ga op de laptop verder." in replies[0].text
    await until(lambda: room.calls == ["pauze"])


async def test_a_session_of_a_server_sends_nobody_to_a_laptop(folder: SessionFolder, deck: Path) -> None:
    async with served(folder, deck, base="/K7F3QX") as room:
        desk = room.client()
        seen = [await desk.get("/regie"), await desk.post("/regie", data={"sleutel": "fout"})]
        seen += [await desk.post("/regie", data={"sleutel": ""}), await desk.get("/regie/stand")]
        seen.append(await desk.get("/regie/koppel/oud"))
        await desk.post("/regie", data={"sleutel": KEY})
        seen.append(await desk.get("/regie?gedaan=pauze"))
        await room.workshop.do(End())
        seen.append(await desk.get("/regie"))
        for page in seen:
            assert "laptop" not in page.text, page.url
        assert "Ga verder via ‘Jouw sessies’." in seen[5].text
