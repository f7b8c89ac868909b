"""What somebody may try on a server of many sessions, and what comes of it."""

import asyncio
import base64
import itertools
from pathlib import Path
from typing import Any

import httpx
import pytest
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from kompas_tui.cli.huis import run_huis
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.huis import office
from kompas_tui.huis.passing import PASSED_ON
from kompas_tui.journal.postgres import DatabaseAway, PostgresStore
from kompas_tui.web import bind_exactly, serve
from tests.huis.conftest import PASSWORDS, Huis, begin
from tests.huis.test_huis import answer, open_round
from tests.workshop.rooms import DECK

FOREIGN = ({"origin": "https://elders.example"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"})


async def test_no_other_site_logs_somebody_in_or_out_begins_or_wipes(two_nodes: Huis) -> None:
    anna = await two_nodes.facilitator("anna")
    code = await begin(anna, DECK)
    login = {"naam": "bert", "wachtwoord": PASSWORDS["bert"]}
    tries: list[tuple[str, dict[str, str]]] = [
        ("in", login),
        ("uit", {}),
        (
            "wachtwoord",
            {"wachtwoord": PASSWORDS["anna"], "nieuw": "drie losse woorden", "nogmaals": "drie losse woorden"},
        ),
        ("wis", {"code": code}),
        ("begin", {"kaartenset": "beren"}),
    ]
    for headers, (path, data) in itertools.product(FOREIGN, tries):
        files = {"bestand": ("", b"")} if path == "begin" else None
        reply = await anna.post(f"/begeleider/{path}", data=data, files=files, headers=headers)
        assert reply.status_code == 403, path
        assert "set-cookie" not in reply.headers
    for headers, path in itertools.product(FOREIGN, ("opdracht", "kaarten")):
        order = {"id": path, "life": "", "length": 0, "pauses": True}
        assert (await anna.post(f"/{code}/beamer/{path}", json=order, headers=headers)).status_code == 403, path
    page = (await anna.get("/begeleider")).text
    assert code in page
    assert page.count("<h3") == 1


async def test_only_a_known_proxy_says_from_where_a_request_comes(two_nodes: Huis) -> None:
    node = two_nodes.nodes[0]
    sock = bind_exactly("127.0.0.1", 0)
    address = f"http://127.0.0.1:{sock.getsockname()[1]}"
    app: Any = node.app
    trusted: Any = ProxyHeadersMiddleware(app, trusted_hosts=["192.0.2.9"])
    async with serve(trusted, sock), httpx.AsyncClient(base_url=address, trust_env=False) as guesser:
        for number in range(3):
            headers = {"x-forwarded-for": f"198.51.100.{number}", "host": node.address.partition("//")[2]}
            await guesser.get(f"/AAA{number:03}", headers=headers)
    assert [*node.app.wrong_codes._until] == ["127.0.0.1"], "whoever makes up addresses is one guesser all the same"


def test_not_everybody_is_a_proxy(tmp_path: Path) -> None:
    with pytest.raises(KompasError, match="gelooft iedereen"):
        run_huis("postgresql:///x", "https://kompas.example", "127.0.0.1", 8000, tmp_path / "accounts", "", "*")


async def test_what_says_that_another_node_sent_it_opens_nothing(two_nodes: Huis) -> None:
    anna = await two_nodes.facilitator("anna")
    code, stranger = await begin(anna, DECK), await two_nodes.somebody(node=1)
    passed_on = {PASSED_ON.decode(): "1"}
    assert (await stranger.get(f"/{code}", headers=passed_on)).status_code == 503
    for path in (f"/{code}/regie", "/begeleider", f"/begeleider/sessie/{code}"):
        reply = await stranger.get(path, headers=passed_on)
        assert "Sleutel" in reply.text or "Log in" in reply.text or reply.status_code in (401, 503), path
        assert "Jouw sessies" not in reply.text


async def test_a_place_in_one_room_is_none_in_another(two_nodes: Huis) -> None:
    anna = await two_nodes.facilitator("anna")
    codes = [await begin(anna, DECK), await begin(anna, DECK)]
    for code in codes:
        await open_round(anna, code)
    phone, thief = await two_nodes.somebody(), await two_nodes.somebody()
    first, second = codes
    assert "Je antwoord is opgeslagen" in (await answer(phone, first, 0)).text
    token = phone.cookies.get("kompas", path=f"/{first}")
    page = await thief.get(f"/{second}", headers={"cookie": f"kompas={token}"})
    assert "Je antwoord is opgeslagen" not in page.text
    assert page.cookies.get("kompas") not in (None, token), "there it is a stranger, and gets a place of its own"


async def test_what_can_not_be_read_is_refused_in_words(two_nodes: Huis) -> None:
    anna = await two_nodes.facilitator("anna")
    code = await begin(anna, DECK)
    deep = b'{"a":' * 100_000 + b"1" + b"}" * 100_000
    for path, sent in itertools.product(("opdracht", "kaarten"), (deep, b"[" * 100_000, b"null", b"\xed\xa0\x80")):
        reply = await anna.post(f"/{code}/beamer/{path}", content=sent)
        assert (reply.status_code, "niet lezen" in reply.text) == (400, True), (path, sent[:5])


async def test_what_no_database_can_hold_is_nobody_and_nothing(two_nodes: Huis) -> None:
    anna = await two_nodes.facilitator("anna")
    assert (await anna.get("/begeleider/sessie/%00")).status_code == 404
    for name in ("anna\0", "\0", "🐻"):
        reply = await (await two_nodes.somebody()).post("/begeleider/pas", auth=(name.encode(), b"x"))
        assert reply.status_code == 401, name


async def test_too_much_is_refused_before_it_is_read(two_nodes: Huis) -> None:
    anna = await two_nodes.facilitator("anna")
    node = two_nodes.nodes[0].address.partition("//")[2]
    form, upload = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
    cookie = f"kompas-begeleider={anna.cookies['kompas-begeleider']}"

    async def status(path: str, **headers: str) -> int:
        """What comes of a request of which only the head is sent."""
        reader, writer = await asyncio.open_connection(*node.split(":"))
        lines = [f"POST {path} HTTP/1.1", f"Host: {node}", f"Content-Length: {1 << 40}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        writer.write("\r\n".join((*lines, "", "")).encode())
        answered = int((await reader.readline()).split()[1])
        writer.close()
        return answered

    def basic(password: str) -> str:
        return f"Basic {base64.b64encode(f'anna:{password}'.encode()).decode()}"

    assert await status("/begeleider/in", content_type=form) == 413
    assert await status("/begeleider/begin", content_type=upload) == 401
    assert await status("/begeleider/begin", content_type=upload, cookie=cookie) == 413
    assert await status("/begeleider/sessie", authorization=basic("mis")) == 401
    assert await status("/begeleider/sessie", authorization=basic(PASSWORDS["anna"])) == 413


async def test_where_nothing_can_be_looked_up_a_stranger_hears_no_path(
    two_nodes: Huis, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    node, stranger = two_nodes.nodes[0], await two_nodes.somebody()
    login = {"naam": "anna", "wachtwoord": PASSWORDS["anna"]}

    async def tried() -> None:
        for reply in (
            await stranger.post("/begeleider/in", data=login),
            await stranger.post("/begeleider/pas", auth=("anna", PASSWORDS["anna"])),
        ):
            assert reply.status_code in (409, 503), reply.text
            assert str(tmp_path) not in reply.text
            assert "Er ging iets mis" not in reply.text

    with monkeypatch.context() as away:
        away.setattr(node.app.office._logins._accounts, "_path", tmp_path / "weg")
        await tried()
        (tmp_path / "echt").write_bytes(two_nodes.accounts.read_bytes())
        (tmp_path / "weg").symlink_to(tmp_path / "echt")
        await tried()  # a link in the place of the file is not followed

    def no_answer(statement: str, *values: object) -> list[tuple[object, ...]]:
        raise DatabaseAway("weg")

    monkeypatch.setattr(node.home._server, "rows", no_answer)
    await tried()


async def test_a_session_that_is_wiped_while_it_is_fetched_is_a_sentence(
    two_nodes: Huis, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = await two_nodes.facilitator("anna")
    code = await begin(anna, DECK)
    await two_nodes.nodes[0].app._rooms.pause(code)
    real = office._see_that_it_rests

    def wiped_then(store: PostgresStore) -> None:
        real(store)
        store.remove()

    monkeypatch.setattr(office, "_see_that_it_rests", wiped_then)
    reply = await anna.get(f"/begeleider/sessie/{code}")
    assert (reply.status_code, "is er niet meer" in reply.text) == (409, True)
