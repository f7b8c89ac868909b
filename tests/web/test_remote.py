"""The facilitator's remote: the key, the state, every command, what goes wrong, and the stream."""

import asyncio
import json
from typing import Any

import httpx
import pytest

from kompas_tui.domain.language.errors import InvalidOptions, Problem
from kompas_tui.workshop.commands.asking import CloseRound
from kompas_tui.workshop.commands.command import Command
from kompas_tui.workshop.commands.order import OrderWords
from kompas_tui.workshop.commands.table import ORDERS
from tests.web.room import KEY, ServedRoom, stream_data, until

COMMAND = "/regie/opdracht"


async def order(remote: httpx.AsyncClient, name: str, status: int = 200, **said: object) -> dict[str, Any]:
    """Send a command and give what came back."""
    response = await remote.post(COMMAND, json={"opdracht": name, **said})
    assert response.status_code == status, response.text
    found: dict[str, Any] = response.json()
    return found


@pytest.mark.parametrize(
    "headers", [{}, {"authorization": "Bearer verkeerd"}, {"authorization": f"Basic {KEY}"}, {"authorization": KEY}]
)
async def test_without_the_key_nothing_is_told(room: ServedRoom, headers: dict[str, str]) -> None:
    client = room.client()
    for request in (("GET", "/regie/stand"), ("GET", "/regie/stroom"), ("POST", COMMAND)):
        response = await client.request(*request, headers=headers)
        assert response.status_code == 401
        assert response.headers["www-authenticate"] == "Bearer"
        assert "sleutel" in response.json()["fout"]
        assert KEY not in response.text


async def test_a_key_in_the_address_does_not_count(room: ServedRoom) -> None:
    assert (await room.client().get("/regie/stand", params={"sleutel": KEY})).status_code == 401


async def test_the_state_holds_what_a_second_screen_needs(room: ServedRoom) -> None:
    state = (await room.remote().get("/regie/stand")).json()
    assert state["code"] == room.workshop.session.code
    assert (state["kaart"], state["ronde"], state["ronde_kaart"]) == ("welkom", None, None)
    assert (state["deelnemers"], state["antwoorden"], state["uitslagen"]) == (0, 0, [])
    assert (state["getoond"], state["afgerond"], state["melding"]) == (None, False, "")
    assert state["titel"] == "Samen de straat opknappen"
    assert state["kaarten"][1] == {"adres": "keuze", "titel": "Wat eerst"}


async def test_commands_steer_the_session_and_answer_with_the_state(room: ServedRoom) -> None:
    remote = room.remote()
    assert (await order(remote, "volgende"))["kaart"] == "keuze"
    assert (await order(remote, "vorige"))["kaart"] == "welkom"
    assert (await order(remote, "ga", kaart="straat/keuze"))["kaart"] == "keuze"
    state = await order(remote, "open")
    assert (state["ronde"], state["ronde_kaart"]) == (1, "keuze")
    await room.workshop.cast("t" * 22, "keuze-1", {"keuze": ["1"]})
    state = (await remote.get("/regie/stand")).json()
    assert (state["deelnemers"], state["antwoorden"], state["uitslagen"]) == (1, 1, [])
    state = await order(remote, "sluit")
    assert (state["ronde"], state["antwoorden"]) == (None, 0)
    (result,) = state["uitslagen"]
    assert result["opties"] == [
        {"optie": "Een geveltuin", "aantal": 0},
        {"optie": "Een bank", "aantal": 1},
        {"optie": "Meer licht", "aantal": 0},
    ]
    assert (result["kaart"], result["ronde"], result["vorm"], result["antwoorden"]) == ("keuze", 1, "staven", 1)
    assert result["vraag"] == "Waar beginnen we mee?"
    assert result["zin"]
    assert (await order(remote, "toon"))["getoond"] == {"kaart": "keuze", "ronde": 1}
    assert (await order(remote, "verberg"))["getoond"] is None
    assert (await order(remote, "open", ronde="verder"))["ronde"] == 1
    await order(remote, "sluit")
    assert (await order(remote, "open"))["ronde"] == 2
    assert (await order(remote, "terug"))["ronde"] is None
    await order(remote, "sluit")


async def test_an_interim_result_wants_a_yes(room: ServedRoom) -> None:
    remote = room.remote()
    await order(remote, "ga", kaart="keuze")
    await order(remote, "open")
    assert "tussenstand" in (await order(remote, "toon", 409))["fout"].lower()
    state = await order(remote, "toon", zeker=True)
    assert [result["ronde"] for result in state["uitslagen"]] == [1]


async def test_what_is_written_down_is_kept(room: ServedRoom) -> None:
    remote = room.remote()
    await order(remote, "notitie", tekst="Let op de tijd")
    await order(remote, "besluit", tekst="We doen het")
    await order(remote, "parkeer", tekst="De fietsen")
    await order(remote, "actiepunt", wat="Bellen", wie="Sam", wanneer="2026-12-31")
    assert [type(item).__name__ for item in room.workshop.session.written] == [
        "NoteTaken", "DecisionTaken", "Parked", "ActionAgreed",
    ]  # fmt: skip


async def test_results_of_every_shape_are_told_as_data(room: ServedRoom) -> None:
    remote, workshop = room.remote(), room.workshop
    forms = {
        "schaal": {"score-1": ["4"], "score-2": ["1"]},
        "woorden": {"woord-1": ["thuis"]},
        "open": {"tekst-1": ["Denk aan <b>ons</b>"]},
    }
    for card, form in forms.items():
        await room.open(card)
        await workshop.cast("t" * 22, f"{card}-1", form)
        await workshop.do(CloseRound())
    scale, words, texts = (await remote.get("/regie/stand")).json()["uitslagen"]
    assert scale["opties"][0]["optie"] == "Ik voel me hier veilig"
    assert scale["opties"][0]["verdeling"][3] == {"optie": "4", "aantal": 1}
    assert (scale["opties"][0]["aantal"], scale["opties"][0]["mediaan"]) == (1, 4)
    assert words["opties"] == [{"optie": "thuis", "aantal": 1}]
    assert [text["tekst"] for text in texts["teksten"]] == ["Denk aan <b>ons</b>"]


@pytest.mark.parametrize(
    ("said", "status", "sentence"),
    [
        ({"opdracht": "volgend"}, 400, "Bedoel je ‘volgende’?"),
        ({"opdracht": "handen", "aantallen": {}}, 400, "per optie een getal"),
        ({"opdracht": "handen", "aantallen": {"Een bank": "2"}}, 400, "heel getal"),
        ({"opdracht": "handen", "aantallen": {"Een bank": 2}}, 409, "Er is nog geen ronde."),
        ({"opdracht": "modereer"}, 400, "‘tekst_id’"),
        ({"opdracht": "modereer", "tekst_id": "weg", "doe": "toon"}, 409, "is er niet meer"),
        ({"opdracht": "klok"}, 400, "een getal"),
        ({"opdracht": "klok", "minuten": True}, 400, "een getal"),
        ({"opdracht": "klok", "minuten": -1}, 409, "aantal minuten"),
        ({"opdracht": "vraag", "soort": "keus", "vraag": "Wat?"}, 409, "Bedoel je ‘keuze’?"),
        ({"opdracht": "vraag", "soort": "keuze", "vraag": "Wat?", "opties": "a"}, 400, "een lijst"),
        ({"opdracht": "voorstel", "tekst": "Anders"}, 409, "geen voorstel"),
        ({"opdracht": "koppel", "vraag_id": "a", "aanbod_id": "b"}, 409, "is er niet meer"),
        ({"opdracht": "voeg_woorden_samen", "woorden": ["a"], "tot": "b"}, 409, "geen woorden"),
        ({"opdracht": "aanwezig"}, 400, "heel getal"),
        ({"opdracht": 7}, 400, "‘opdracht’"),
        ({}, 400, "‘opdracht’"),
        ({"opdracht": "ga"}, 400, "‘kaart’"),
        ({"opdracht": "ga", "kaart": "keuse"}, 409, "Bedoel je ‘keuze’?"),
        ({"opdracht": "notitie", "tekst": " "}, 400, "‘tekst’"),
        ({"opdracht": "actiepunt", "wat": "x", "wanneer": "morgen"}, 409, "geen datum"),
        ({"opdracht": "open", "ronde": "weer"}, 400, "‘verder’, ‘nieuw’ of ‘steun’"),
        ({"opdracht": "open"}, 409, "geen vraag"),
        ({"opdracht": "toon", "zeker": "ja"}, 400, "true of false"),
        ([], 400, "als object"),
    ],
)
async def test_a_wrong_command_is_refused_with_a_sentence(
    room: ServedRoom, said: object, status: int, sentence: str
) -> None:
    response = await room.remote().post(COMMAND, json=said)
    assert response.status_code == status
    assert sentence in response.json()["fout"]


async def test_a_command_that_the_network_doubles_is_done_once(room: ServedRoom) -> None:
    remote = room.remote()
    states = await asyncio.gather(*(order(remote, "volgende") for _ in range(3)))
    assert {state["kaart"] for state in states} == {"keuze"}, "who was not answered yet means the same press"
    assert (await order(remote, "volgende"))["kaart"] == "meerkeuze", "who was, means one more"
    for _ in range(2):
        assert (await order(remote, "volgende", druk="een"))["kaart"] == "stickers"
        assert (await order(remote, "ga", kaart="nergens", druk="twee", status=409))["fout"]
    for _ in range(2):
        await order(remote, "pauze", druk="drie")
    await order(remote, "stop")
    await until(lambda: room.calls[-1:] == ["stop"])
    assert room.calls == ["pauze", "stop"]


async def test_what_is_no_json_or_too_large_is_refused(room: ServedRoom) -> None:
    remote = room.remote()
    assert (await remote.post(COMMAND, content=b"\xff{")).status_code == 400
    assert (await remote.post(COMMAND, content=b"[" * 15_000)).status_code == 400
    assert (await remote.post(COMMAND, content=b"x" * 17_000)).status_code == 413
    assert (await remote.get("/regie/anders")).json()["fout"].startswith("Dit adres is er niet")
    assert (await remote.get(COMMAND)).status_code == 405


async def test_what_cannot_be_saved_is_told(room: ServedRoom) -> None:
    remote = room.remote()
    await room.workshop.close()
    response = await remote.post(COMMAND, json={"opdracht": "volgende"})
    assert response.status_code == 503
    assert response.json()["fout"]


async def test_whatever_a_command_runs_into_is_a_sentence(room: ServedRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(order: OrderWords) -> Command:
        raise InvalidOptions([Problem("‘opties’ ontbreekt.")])

    assert isinstance(ORDERS, dict)
    monkeypatch.setitem(ORDERS, "open", fails)
    assert (await order(room.remote(), "open", 409))["fout"] == "‘opties’ ontbreekt."


async def test_pause_and_stop_are_told_to_the_program_after_the_answer(room: ServedRoom) -> None:
    remote = room.remote()
    assert (await order(remote, "pauze"))["afgerond"] is False
    await until(lambda: room.calls == ["pauze"])
    assert (await order(remote, "stop"))["afgerond"] is True
    await until(lambda: room.calls == ["pauze", "stop"])
    assert "afgerond" in (await order(remote, "volgende", 409))["fout"]


async def test_the_stream_gives_the_state_at_every_change(room: ServedRoom) -> None:
    async with room.remote().stream("GET", "/regie/stroom") as response:
        told = stream_data(response)

        assert json.loads(await anext(told))["kaart"] == "welkom"
        await room.open("keuze")
        while json.loads(await anext(told))["ronde"] != 1:
            continue
        await room.workshop.cast("t" * 22, "keuze-1", {"keuze": ["1"]})
        while json.loads(await anext(told))["antwoorden"] != 1:
            continue
