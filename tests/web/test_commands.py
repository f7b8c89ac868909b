"""The remote's commands for answers, time and what is made on the spot, and what the state tells of them."""

import json
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from kompas_tui.domain.result.shapes import Pairs
from kompas_tui.domain.session.events import RoundOpened
from kompas_tui.journal import SessionFolder
from kompas_tui.workshop.commands.asking import CloseRound, ShowResult
from tests.web.room import ANSWERS, Sent, ServedRoom, served, until
from tests.web.test_desk import logged_in, press
from tests.web.test_remote import order
from tests.workshop.rooms import Given


async def answered(room: ServedRoom, card: str, **changed: str) -> None:
    phone = room.phone()
    await phone.look()
    sent: Sent = {**ANSWERS[card][0], **changed}
    assert (await phone.send((await phone.look()).forms[0], **sent)).status_code == 200


async def state_of(remote: httpx.AsyncClient) -> dict[str, Any]:
    found: dict[str, Any] = (await remote.get("/regie/stand")).json()
    return found


def result_of(state: dict[str, Any], card: str) -> dict[str, Any]:
    found: dict[str, Any] = next(result for result in state["uitslagen"] if result["kaart"] == card)
    return found


async def test_hands_are_added_per_option_and_told_apart(room: ServedRoom) -> None:
    remote = room.remote()
    await room.open("keuze")
    await answered(room, "keuze")
    await order(remote, "sluit")
    state = await order(remote, "handen", aantallen={"Een bank": 4, "Meer licht": 1})
    result = result_of(state, "keuze")
    assert result["opties"][1] == {"optie": "Een bank", "aantal": 5, "handen": 4}
    assert (result["antwoorden"], result["handen"]) == (6, 5)
    assert "Bedoel je ‘Een bank’?" in (await order(remote, "handen", 409, aantallen={"Een bnk": 4}))["fout"]


async def test_of_an_open_round_texts_are_told_only_where_they_must_be_read_first(room: ServedRoom) -> None:
    remote = room.remote()
    await room.open("moderatie")
    await answered(room, "moderatie")
    (text,) = (await state_of(remote))["moderatie"]
    assert (text["tekst"], text["stand"], text["groep"], text["steun"]) == ("Dit lees je nog niet", "wacht", "", 0)
    state = await order(remote, "modereer", tekst_id=text["tekst_id"], doe="toon")
    assert state["moderatie"][0]["stand"] == "getoond"
    state = await order(remote, "modereer", tekst_id=text["tekst_id"], doe="verberg", reden="Te grof")
    assert state["moderatie"][0]["stand"] == "verborgen"
    assert room.workshop.session.moderated[-1].reason == "Te grof"
    await order(remote, "sluit")
    await room.open("open")
    await answered(room, "open")
    assert (await state_of(remote))["moderatie"] == []
    state = await order(remote, "sluit")
    assert [text["stand"] for text in state["moderatie"]] == ["getoond"]


async def test_texts_are_grouped_merged_and_ticked_off(room: ServedRoom) -> None:
    remote = room.remote()
    await room.open("vragen")
    await answered(room, "vragen", **{"vraag-1": "Hoe laat?"})
    first, second = (await order(remote, "sluit"))["moderatie"]
    state = await order(remote, "modereer", tekst_id=first["tekst_id"], doe="groepeer", groep="Tijd")
    assert state["moderatie"][0]["groep"] == "Tijd"
    state = await order(remote, "modereer", tekst_id=first["tekst_id"], doe="beantwoord")
    assert state["moderatie"][0]["beantwoord"] is True
    state = await order(remote, "modereer", tekst_id=first["tekst_id"], doe="open")
    assert state["moderatie"][0]["beantwoord"] is False
    state = await order(remote, "modereer", tekst_id=second["tekst_id"], doe="voeg_samen", met=first["tekst_id"])
    assert [text["tekst"] for text in result_of(state, "vragen")["teksten"]] == [first["tekst"]]


async def test_a_support_round_is_told_and_leaves_its_support_behind(room: ServedRoom) -> None:
    remote = room.remote()
    await room.open("vragen")
    await answered(room, "vragen")
    await order(remote, "sluit")
    state = await order(remote, "open", ronde="steun")
    assert (state["steunronde"], state["ronde_kaart"]) == (True, "vragen")
    phone = room.phone()
    await phone.look()
    await phone.send((await phone.look()).forms[0], steun="0")
    state = await order(remote, "sluit")
    assert state["steunronde"] is False
    assert [result["kaart"] for result in state["uitslagen"]] == ["vragen"]
    assert state["moderatie"][0]["steun"] == 1
    assert result_of(state, "vragen")["teksten"][0]["steun"] == 1


async def test_open_without_a_word_asks_support_for_what_is_shown_and_else_a_new_round(room: ServedRoom) -> None:
    remote = room.remote()
    await room.open("vragen")
    await answered(room, "vragen")
    assert (await order(remote, "sluit"))["te_steunen"] is False, "the room sees no texts yet"
    assert (await order(remote, "toon"))["te_steunen"] is True
    assert (await order(remote, "open"))["steunronde"] is True
    await order(remote, "sluit")
    state = await order(remote, "open")
    assert (state["steunronde"], state["ronde"]) == (False, 2)


async def test_a_clock_counts_down_and_may_close_the_round(room: ServedRoom) -> None:
    remote = room.remote()
    await room.open("keuze")
    state = await order(remote, "klok", minuten=2)
    left = datetime.fromisoformat(state["klok"]["eindigt"]) - room.workshop.now()
    assert 110 <= left.total_seconds() <= 121
    assert state["klok"]["sluit"] is False
    assert (await order(remote, "klok", minuten=0))["klok"] is None
    await order(remote, "klok", minuten=0.005, sluit=True)
    await until(lambda: room.workshop.session.open_round is None)


async def test_a_question_is_made_on_the_spot_and_can_be_asked(room: ServedRoom) -> None:
    remote = room.remote()
    state = await order(remote, "vraag", soort="keuze", vraag="Thee of koffie?", opties=["thee", "koffie"])
    assert state["kaart_nu"]["titel"] == "Thee of koffie?"
    assert [card["titel"] for card in state["kaarten"]][:2] == ["Welkom", "Thee of koffie?"]
    await order(remote, "open")
    assert "Thee of koffie?" in (await room.phone().look()).text


async def test_an_amended_proposal_is_the_next_round(room: ServedRoom) -> None:
    remote = room.remote()
    await room.open("instemming")
    await answered(room, "instemming")
    await order(remote, "sluit")
    state = await order(remote, "voorstel", tekst="We sluiten de straat één zondag per maand.")
    assert state["ronde"] == 2
    assert "één zondag per maand" in (await room.phone().look()).text


async def test_an_ask_and_an_offer_are_joined_and_words_become_one(room: ServedRoom) -> None:
    remote = room.remote()
    await room.open("markt")
    await answered(room, "markt")
    await order(remote, "sluit")
    pairs = room.workshop.session.rounds["markt-1"].result()
    assert isinstance(pairs, Pairs)
    state = await order(remote, "koppel", vraag_id=pairs.asks[0].id, aanbod_id=pairs.offers[0].id)
    assert result_of(state, "markt")["koppels"] == [[pairs.asks[0].id, pairs.offers[0].id]]
    await room.open("woorden")
    await answered(room, "woorden", **{"woord-3": "Huis"})
    await order(remote, "sluit")
    state = await order(remote, "voeg_woorden_samen", woorden=["Huis"], tot="thuis")
    assert result_of(state, "woorden")["opties"] == [{"optie": "thuis", "aantal": 1}]


async def test_who_are_there_is_written_down(room: ServedRoom) -> None:
    remote = room.remote()
    assert (await order(remote, "aanwezig", mensen=12))["aanwezig"] == {"mensen": 12, "namen": []}
    state = await order(remote, "aanwezig", namen=["Sam", "Noor"])
    assert state["aanwezig"] == {"mensen": 2, "namen": ["Sam", "Noor"]}


async def test_the_state_tells_this_card_the_next_and_what_was_found_at_the_start(room: ServedRoom) -> None:
    remote = room.remote()
    state = await state_of(remote)
    assert state["kaart_nu"] == {"titel": "Welkom", "notities": "", "duur": None}
    assert state["kaart_straks"] == {"titel": "Wat eerst", "notities": ""}
    room.workshop.notices = ("Let op de klok.",)
    room.workshop.saving.log_trouble.failed("De schijf is vol.")
    assert (await state_of(remote))["melding"] == "De schijf is vol. Let op de klok."
    room.workshop.saving.log_trouble.worked()
    told = (await state_of(remote))["melding"]
    assert told.startswith("Bewaren lukte 1 keer niet. Nu lukt het weer.")
    assert (await order(remote, "gezien"))["melding"] == "Let op de klok."
    await order(remote, "ga", kaart="moderatie")
    assert (await state_of(remote))["kaart_straks"] is None


async def test_results_per_table_are_told(room: ServedRoom) -> None:
    remote = room.remote()
    await room.open("tafel")
    await answered(room, "tafel")
    state = await order(remote, "sluit")
    (table,) = result_of(state, "tafel")["per_tafel"]
    assert (table["tafel"], table["opties"][0]["aantal"]) == ("tafel 3", 1)


def figures(result: dict[str, Any]) -> list[dict[str, Any]]:
    """The parts of a result per role, where there are any."""
    found: list[dict[str, Any]] = result.get("per_rol", [])
    return found


@pytest.mark.parametrize(
    ("roles", "told"),
    [
        ({"bewoner": 9}, ["bewoner"]),
        ({"bewoner": 9, "ondernemer": 4}, []),
        ({"bewoner": 9, "ondernemer": 1}, []),
        ({"bewoner": 9, "": 3}, []),
        ({"bewoner": 9, "ondernemer": 5}, ["bewoner", "ondernemer"]),
        ({"bewoner": 9, "ondernemer": 5, "": 2}, ["bewoner", "overig"]),
        ({"bewoner": 4, "ondernemer": 4}, []),
    ],
)
async def test_no_view_gives_a_role_of_one_to_four_or_lets_it_be_worked_out(
    room: ServedRoom, roles: dict[str, int], told: list[str]
) -> None:
    question = {"soort": "keuze", "vraag": "Waar?", "opties": ["a", "b"], "per_rol": "ja"}
    card = room.workshop.card
    await room.workshop.do(
        Given(
            [
                RoundOpened(
                    time=room.workshop.now(),
                    round="welkom-1",
                    card=card.address,
                    title="t",
                    number=1,
                    question=question,
                )
            ]
        )
    )
    number = 0
    for role, amount in roles.items():
        for _ in range(amount):
            number += 1
            await room.workshop.cast(f"{number:022}", "welkom-1", {"keuze": [str(number % 2)]}, role=role)
    desk = room.client(follow_redirects=True)
    await desk.post("/regie", data={"sleutel": "sleutel-voor-de-proef"})

    async def seen(told: list[str]) -> None:
        state = await state_of(room.remote())
        for result in state["uitslagen"]:
            parts = figures(result)
            assert all(part["antwoorden"] >= 5 for part in parts)
            assert not parts or sum(part["antwoorden"] for part in parts) == sum(roles.values())
            assert [part["rol"] for part in parts] == told
        page = await room.phone().look()
        assert {role for role in roles if role and f"Rol: {role}" in page.text} <= set(told)
        for words in ("bewoner", "ondernemer"):
            assert words not in (await desk.get("/regie")).text
        assert '"rol"' not in json.dumps({**state, "uitslagen": []})

    await room.workshop.do(ShowResult(interim=True))
    await seen([])
    await room.workshop.do(CloseRound())
    await room.workshop.do(ShowResult())
    await seen(told)


PLATE = """
# Plaat {#plaat}

```praatplaat
midden: De straat
punten:
  - {titel: WAT, naar: keuze}
```

# Waaier {#waaier}

```waaier
onderwerpen:
  WAT: [Wat wil jij?]
  WIE: [Wie mist er?, Wie helpt?]
```
"""


@pytest.fixture
async def with_plate(folder: SessionFolder, deck: Path) -> AsyncIterator[ServedRoom]:
    """The session with a plate and a fan behind its cards."""
    deck.write_text(deck.read_text(encoding="utf-8") + PLATE, encoding="utf-8")
    async with served(folder, deck) as room:
        yield room


async def test_the_points_of_a_plate_lead_to_where_the_group_was(with_plate: ServedRoom) -> None:
    remote = with_plate.remote()
    state = await order(remote, "ga", kaart="plaat")
    assert [(one["toets"], one["titel"], one["stand"], one["kaart"]) for one in state["punten"]] == [
        ("1", "WAT", "nog niet", "keuze")
    ]
    desk = await logged_in(with_plate)
    assert (await press(desk, "WAT", kaart="keuze")).status_code == 200
    assert (await state_of(remote))["kaart"] == "keuze"
    assert "punten" not in await state_of(remote)


async def test_the_fan_is_drawn_from_by_topic_or_at_random(with_plate: ServedRoom) -> None:
    remote = with_plate.remote()
    state = await order(remote, "waaier", onderwerp="WAT")
    assert (state["kaart"], state["waaier"]["vraag"]) == ("waaier", "Wat wil jij?")
    assert state["waaier"]["onderwerpen"] == [{"titel": "WAT", "over": 0}, {"titel": "WIE", "over": 2}]
    desk = await logged_in(with_plate)
    await press(desk, "WIE (nog 2)", onderwerp="WIE")
    assert "Wie" in (await state_of(remote))["waaier"]["vraag"]
    await order(remote, "waaier")
    refused = await order(remote, "waaier", status=409)
    assert "Alle vragen van deze waaier zijn al geweest." in refused["fout"]
    assert "Bedoel je ‘WIE’?" in (await order(remote, "waaier", status=409, onderwerp="wi"))["fout"]


async def test_without_a_fan_there_is_nothing_to_draw(room: ServedRoom) -> None:
    refused = await order(room.remote(), "waaier", status=409)
    assert refused["fout"] == "In deze kaartenset zit geen waaier. Maak dan een eigen vraag."
