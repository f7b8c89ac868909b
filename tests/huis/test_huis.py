"""Many sessions on one server: rooms don't see each other, a node takes over from another, and nothing is lost."""

import asyncio
import io
import re
import time
from datetime import date
from pathlib import Path

import httpx
import pytest
from PIL import Image
from starlette.types import Receive, Scope, Send

from kompas_tui.huis import HuisApp, HuisSettings, add_account
from kompas_tui.huis.guesses import Sender
from kompas_tui.huis.rooms import DESERTED_SECONDS
from kompas_tui.journal.postgres import PostgresHome
from kompas_tui.tui.remote import RemoteDesk
from tests.huis.conftest import PASSWORDS, Huis, begin
from tests.workshop.rooms import DECK


async def order(client: httpx.AsyncClient, code: str, **given: str) -> httpx.Response:
    """A command by the facilitator's page under this code."""
    page = (await client.get(f"/{code}/regie")).text
    token = re.search(r'name="teken" value="(\w+)"', page)
    return await client.post(f"/{code}/regie/doe", data={"teken": token[1] if token else "", **given})


async def open_round(client: httpx.AsyncClient, code: str) -> None:
    for given in ({"opdracht": "ga", "kaart": "kleur"}, {"opdracht": "open"}):
        reply = await order(client, code, **given)
        assert reply.status_code == 303, reply.text[:500]


async def question(phone: httpx.AsyncClient, code: str) -> dict[str, str]:
    """Look at the question, and give what its form sends along."""
    page = (await phone.get(f"/{code}")).text
    ticket = re.search(r'name="ronde" value="([^"]+)"', page)
    assert ticket, page
    return {"ronde": ticket[1]}


async def answer(phone: httpx.AsyncClient, code: str, choice: int) -> httpx.Response:
    """Look at the question and answer it, as a phone without script does."""
    return await phone.post(f"/{code}", data=await question(phone, code) | {"keuze": str(choice)})


async def test_two_rooms_at_once_know_nothing_of_each_other(two_nodes: Huis) -> None:
    anna, bert = await two_nodes.facilitator("anna"), await two_nodes.facilitator("bert", node=1)
    hers, his = await begin(anna, DECK, titel="Van Anna"), await begin(bert, DECK, titel="Van Bert")
    assert len(hers) == len(his) == 6
    for client, code in ((anna, hers), (bert, his)):
        await open_round(client, code)
    # One phone in both rooms, at one node, has a place in each: a node passes on what another one leads.
    phone = await two_nodes.somebody()
    for code, choice in ((hers, 0), (his, 1)):
        reply = await answer(phone, code, choice)
        assert "Je antwoord is opgeslagen" in reply.text
    assert {(cookie.name, cookie.path) for cookie in phone.cookies.jar} == {
        ("kompas", f"/{hers}"),
        ("kompas", f"/{his}"),
    }
    for home, code, own in ((two_nodes.nodes[1].home, hers, "anna"), (two_nodes.nodes[0].home, his, "bert")):
        store = home.find(code)
        assert store is not None
        session = store.read_session().session
        assert (store.owner, session.participants, session.rounds["kleur-1"].answers) == (own, 1, 1)
    # What a node passes on for one browser never comes along with another: not the place in the room, not the pass.
    near_bert = await two_nodes.facilitator("bert")
    assert (await near_bert.post("/begeleider/open", data={"code": his})).status_code == 303
    assert "Sleutel" not in (await near_bert.get(f"/{his}/regie")).text
    for _ in range(2):
        fresh = await two_nodes.somebody()
        assert "kompas" in (await fresh.get(f"/{his}")).cookies
        assert "Sleutel" in (await fresh.get(f"/{his}/regie")).text
        assert "Je antwoord is opgeslagen" not in (await fresh.get(f"/{his}")).text
    # Neither steers, finds, fetches or removes the other's.
    assert "Sleutel" in (await anna.get(f"/{his}/regie")).text
    assert (await order(anna, his, opdracht="sluit")).status_code == 401
    assert "Van Bert" not in (await anna.get("/begeleider")).text
    assert (await anna.get(f"/begeleider/sessie/{his}")).status_code == 404
    for what in ("open", "wis"):
        reply = await anna.post(f"/begeleider/{what}", data={"code": his})
        assert (reply.status_code, "staat niet bij jou" in reply.text) == (404, True)
    stolen = {cookie.name: cookie.value or "" for cookie in anna.cookies.jar if cookie.path == f"/{hers}/regie"}
    assert stolen
    thief, carried = await two_nodes.somebody(node=1), {"cookie": f"kompas-regie={stolen['kompas-regie']}"}
    assert "Sleutel" in (await thief.get(f"/{his}/regie", headers=carried)).text
    assert "Sleutel" not in (await thief.get(f"/{hers}/regie", headers=carried)).text


async def test_another_node_goes_on_where_one_stopped_and_a_paused_session_waits(two_nodes: Huis) -> None:
    anna = await two_nodes.facilitator("anna")
    code, phone = await begin(anna, DECK), await two_nodes.somebody(node=1)
    await open_round(anna, code)
    asked = await question(phone, code)
    assert (await phone.post(f"/{code}", data=asked | {"keuze": "1"})).is_success
    await two_nodes.nodes[0].stop()
    # What was sent came nowhere, so that the other node may take it at once.
    taken = await phone.post(f"/{code}", data=asked | {"keuze": "2"})
    receipt = re.search(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}", taken.text)
    again = await phone.get(f"/{code}")
    assert receipt
    assert receipt[0] in again.text, "the phone is known by the key that both nodes have"
    (listed,) = two_nodes.nodes[1].home.owned("anna")
    desk = RemoteDesk(f"{two_nodes.nodes[1].address}/{code}", listed.remote_key)
    assert (await desk.look())["code"] == code, "the facilitator's own terminal attaches too"
    await desk.close()
    there = await two_nodes.facilitator("anna", node=1)
    opened = await there.post("/begeleider/open", data={"code": code})
    assert opened.headers["location"] == f"/{code}/regie"
    paused = await order(there, code, opdracht="pauze")
    assert "Ga verder via ‘Jouw sessies’." in paused.text
    while "nu niet open" not in (paused := await phone.get(f"/{code}")).text:
        assert paused.status_code in (200, 503)  # the answer to the command goes before what it does
    assert (await there.post("/begeleider/open", data={"code": code})).status_code == 303
    assert receipt[0] in (await phone.get(f"/{code.lower()}", follow_redirects=True)).text


async def test_the_node_that_phones_come_to_leads_and_another_one_asks_once_which_that_is(
    two_nodes: Huis, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here, there), anna = two_nodes.nodes, await two_nodes.facilitator("anna")
    begun = await anna.post("/begeleider/begin", files={"bestand": ("eigen.md", DECK.encode())})
    code = begun.headers["location"].split("/")[1]
    near, phone = await two_nodes.somebody(), await two_nodes.somebody(node=1)
    assert (await phone.get(f"/{code}")).status_code == 200
    assert [node.app._rooms.here(code) is not None for node in (here, there)] == [False, True]
    asked, leader = list[str](), here.home.leader

    def noted(code: str) -> str | None:
        asked.append(code)
        return leader(code)

    monkeypatch.setattr(here.home, "leader", noted)
    assert (await anna.get(f"/{code}/regie")).status_code == 200
    replies = [await near.get(f"/{code}") for _ in range(3)]
    assert [reply.headers.get("transfer-encoding") for reply in replies] == [None] * 3, "as long as it was announced"
    assert asked == [code]
    await there.stop()
    assert (await near.get(f"/{code}")).status_code == 200, "what is no longer so is asked anew"
    assert here.app._rooms.here(code)


async def test_codes_and_passwords_can_not_be_guessed_for_long(
    two_nodes: Huis, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, guesser = two_nodes.nodes[0].app, await two_nodes.somebody()
    monkeypatch.setattr(app.wrong_codes, "most", 3)
    tried = [(await guesser.get(f"/AAA{number:03}")).status_code for number in range(5)]
    assert tried == [404, 404, 404, 404, 429]

    async def login(password: str, name: str = "anna") -> int:
        return (await guesser.post("/begeleider/in", data={"naam": name, "wachtwoord": password})).status_code

    at_once = await asyncio.gather(*[login("mis") for _ in range(30)])
    assert 6 <= at_once.count(401) <= 7  # one may be looked at while another is counted
    assert set(at_once) == {401, 429}
    assert await login(PASSWORDS["anna"]) == 429
    assert await login(PASSWORDS["bert"], "bert") == 303, "a colleague behind the same address has tries of their own"
    app.office._pauses.forget(("anna", Sender("127.0.0.1")))
    assert await login(PASSWORDS["anna"]) == 303
    # A hundred from one address or for one name are too many, but not where that name logged in before.
    monkeypatch.setattr(app.office._wrong_for_name, "most", 1)
    monkeypatch.setattr(app.office.wrong_passwords, "most", 1)
    assert [await login(PASSWORDS["anna"]), await login("mis", "carla")] == [303, 429]
    app.office._known.clear()
    assert await login(PASSWORDS["anna"]) == 429


async def test_a_first_password_opens_only_the_page_to_choose_one(
    two_nodes: Huis, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "eerste"
    add_account(path, "carla", "een eerste woord")
    for node in two_nodes.nodes:
        monkeypatch.setattr(node.app.office._logins._accounts, "_path", path)
    carla, there = await two_nodes.somebody(), await two_nodes.somebody(node=1)
    login = {"naam": "carla", "wachtwoord": "een eerste woord"}
    assert (await carla.post("/begeleider/in", data=login)).status_code == 303
    assert "Kies er nu zelf een" in (await carla.get("/begeleider")).text
    assert (await carla.post("/begeleider/begin", files={"bestand": ("a.md", b"")})).status_code == 401
    assert (await carla.post("/begeleider/pas", auth=("carla", "een eerste woord"))).status_code == 403
    with monkeypatch.context() as later:
        later.setattr("kompas_tui.huis.accounts._today", lambda: date.max)
        reply = await carla.post("/begeleider/in", data=login)
        assert (reply.status_code, "geldt niet meer" in reply.text) == (403, True)
    own = {"wachtwoord": "een eerste woord", "nieuw": "drie losse woorden", "nogmaals": "drie losse woorden"}
    assert "niet gelijk" in (await carla.post("/begeleider/wachtwoord", data={**own, "nogmaals": "x"})).text
    assert (await carla.post("/begeleider/wachtwoord", data={**own, "wachtwoord": "mis"})).status_code == 401
    assert (await carla.post("/begeleider/wachtwoord", data=own)).status_code == 303
    assert "Jouw sessies" in (await carla.get("/begeleider")).text
    assert (await there.post("/begeleider/in", data=login)).status_code == 401
    reply = await there.post("/begeleider/in", data={**login, "wachtwoord": "drie losse woorden"})
    assert reply.status_code == 303, "the other node knows it at once"


async def test_who_is_taken_off_the_accounts_steers_nothing_any_more(
    two_nodes: Huis, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "accounts"
    path.write_bytes(two_nodes.accounts.read_bytes())
    for node in two_nodes.nodes:
        monkeypatch.setattr(node.app.office._logins._accounts, "_path", path)
    anna, bert = await two_nodes.facilitator("anna"), await two_nodes.facilitator("bert")
    hers, his = await begin(anna, DECK), await begin(bert, DECK)
    (listed,) = two_nodes.nodes[0].home.owned("bert")
    key = {"authorization": f"Bearer {listed.remote_key}"}
    async with (
        bert.stream("GET", f"/{his}/regie/sein") as page,
        bert.stream("GET", f"/{his}/regie/stroom", headers=key) as terminal,
    ):
        assert (page.status_code, terminal.status_code) == (200, 200)
        path.write_text("".join(line for line in path.read_text().splitlines(keepends=True) if "anna" in line))
        await order(anna, hers, opdracht="ga", kaart="kleur")
        two_nodes.led(his)._tell()
        for stream in (page, terminal):
            async for _ in stream.aiter_raw():
                pass
    assert "Sleutel" in (await bert.get(f"/{his}/regie")).text
    assert (await bert.get(f"/{his}/regie/stand", headers=key)).status_code == 401
    assert (await bert.get(f"/{his}/beamer")).status_code == 401
    assert "Sleutel" not in (await anna.get(f"/{hers}/regie")).text
    path.unlink()
    assert "Sleutel" not in (await anna.get(f"/{hers}/regie")).text, "a file that is away for a moment says nothing"


async def test_the_server_tells_how_it_is_without_anybody_in_it(two_nodes: Huis) -> None:
    anna = await two_nodes.facilitator("anna")
    code = await begin(anna, DECK)
    assert (await anna.get("/gezond")).text == "gezond\n"
    told = (await anna.get("/metrics")).text
    assert "kompas_sessions 1.0" in told
    assert not any(word in told for word in (code, "anna", "127.0.0.1"))
    assert (await anna.get("/metrics", headers={"x-forwarded-for": "192.0.2.1"})).status_code == 404
    strange = await anna.get("/", headers={"host": "elders.example"})
    assert strange.status_code == 404
    assert (await anna.get("/")).headers["content-security-policy"].startswith("default-src 'none'")
    chosen = await anna.post(f"/taal/{code}", data={"taal": "en"})
    assert chosen.headers["location"] == f"/{code}"
    assert '<html lang="en"' in (await anna.get(f"/{code}")).text
    assert (await anna.get("/kompas.js?t=en")).is_success


@pytest.mark.parametrize("form", [{}, {"kaartenset": "geen"}])
async def test_what_is_no_deck_is_a_sentence(two_nodes: Huis, form: dict[str, str]) -> None:
    anna = await two_nodes.facilitator("anna")
    reply = await anna.post("/begeleider/begin", data=form, files={"bestand": ("", b"")})
    assert (reply.status_code, "Kies eerst een kaartenset" in reply.text) == (400, True)
    broken = await anna.post("/begeleider/begin", files={"bestand": ("x.md", b"# Kleur\n```keuze\nvrag: x\n```\n")})
    assert broken.status_code == 400
    assert two_nodes.nodes[0].home.owned("anna") == []


async def test_behind_https_every_cookie_has_a_name_that_goes_over_nothing_else(
    huis: PostgresHome, accounts: Path
) -> None:
    app = HuisApp(huis, HuisSettings("https://kompas.example", accounts))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://kompas.example") as anna:
        logged_in = await anna.post("/begeleider/in", data={"naam": "anna", "wachtwoord": PASSWORDS["anna"]})
        code = await begin(anna, DECK)
        opened = await anna.post("/begeleider/open", data={"code": code})
        phone = await anna.get(f"/{code}")
        replies = (logged_in, opened, phone, await anna.post("/taal/", data={"taal": "en"}))
        cookies = [reply.headers["set-cookie"] for reply in replies]
        assert all(cookie.endswith("; Secure") and cookie.count("Secure;") <= 1 for cookie in cookies)
        assert [cookie.partition("=")[0] for cookie in cookies] == [
            "__Host-kompas-begeleider", "__Secure-kompas-regie", "__Secure-kompas", "__Host-kompas-taal",
        ]  # fmt: skip
        assert (await anna.get(f"/{code}")).headers.get("set-cookie") is None, "the phone is known again"
        anna.cookies.clear()
        planted = logged_in.headers["set-cookie"].partition(";")[0].removeprefix("__Host-")
        page = await anna.get("/begeleider", headers={"cookie": planted})
        assert "Jouw sessies" not in page.text, "what a neighbour of the same domain set under a plain name is nothing"
    await app.close()


async def test_what_a_node_passes_on_to_another_does_not_say_who_facilitates(
    two_nodes: Huis, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = await two_nodes.facilitator("anna")
    code = await begin(anna, DECK)
    near = await two_nodes.facilitator("anna", node=1)
    sent = list[str]()
    lead = two_nodes.nodes[0].app._rooms.here(code)
    assert lead is not None
    real = lead.app

    async def noted(scope: Scope, receive: Receive, send: Send) -> None:
        sent.append(dict(scope["headers"]).get(b"cookie", b"").decode())
        await real(scope, receive, send)

    monkeypatch.setattr(lead, "app", noted)
    near.cookies.set("kompas-taal", "pl", path=f"/{code}")
    assert '<html lang="pl"' in (await near.get(f"/{code}")).text
    assert sent == ["kompas-taal=pl"]


async def test_a_deck_brings_its_pictures_along_and_reaches_no_file_of_the_server(two_nodes: Huis) -> None:
    anna = await two_nodes.facilitator("anna")
    png = io.BytesIO()
    Image.new("RGB", (80, 60), "green").save(png, "PNG")

    async def sent(text: str, *pictures: str) -> httpx.Response:
        files = [("bestand", (name, png.getvalue())) for name in pictures]
        return await anna.post("/begeleider/begin", files=[("bestand", ("plein.md", text.encode())), *files])

    deck = DECK.replace("Hallo.", "![Een plein](plein.png)")
    assert deck != DECK
    reply = await sent(deck, "plein.png")
    assert reply.status_code == 303
    code = reply.headers["location"].split("/")[1]
    store = two_nodes.nodes[0].home.find(code)
    assert store is not None
    (digest,) = store.pictures()
    assert (await anna.get(f"/{code}/plaatje/{digest}")).headers["content-type"] == "image/jpeg"
    for text, pictures in (
        (deck, ()),
        (deck, ("../plein.png",)),
        (DECK.replace("Hallo.", "![Een plein](/etc/plein.png)"), ()),
        (DECK.replace("titel: Proef", "titel: Proef\nkaarten_uit: [/etc/passwd]"), ()),
        (DECK.replace("titel: Proef", f"titel: Proef\nkaarten_uit: [{Path(__file__)}]"), ()),
    ):
        refused = await sent(text, *pictures)
        assert refused.status_code == 400
        assert "root:" not in refused.text
        assert "/tmp/" not in refused.text.replace(__file__, ""), "only what was sent may be said back"
    two = await sent(DECK, "ander.md")
    assert (two.status_code, "Kies één kaartenset" in two.text) == (400, True)


async def test_a_room_that_everybody_left_is_let_go_of_until_somebody_looks(two_nodes: Huis) -> None:
    rooms, anna = two_nodes.nodes[0].app._rooms, await two_nodes.facilitator("anna")
    code = await begin(anna, DECK)
    later = time.monotonic() + 2 * DESERTED_SECONDS
    await open_round(anna, code)
    await rooms.leave_deserted(later)
    assert rooms.here(code), "a question waits for answers"
    await order(anna, code, opdracht="sluit")
    await rooms.leave_deserted(time.monotonic())
    assert rooms.here(code)
    stolen = anna.cookies.get("kompas-regie", path=f"/{code}/regie") or ""
    token = re.search(r'name="teken" value="(\w+)"', (await anna.get(f"/{code}/regie")).text)
    assert token
    await anna.post(f"/{code}/regie/uit", data={"teken": token[1]})
    await rooms.leave_deserted(later)
    assert not rooms.here(code)
    phone = await two_nodes.somebody(node=1)
    assert (await phone.get(f"/{code}")).status_code == 200
    carried = {"cookie": f"kompas-regie={stolen}"}
    assert "Sleutel" in (await phone.get(f"/{code}/regie", headers=carried)).text, "who logged out did so on any node"
