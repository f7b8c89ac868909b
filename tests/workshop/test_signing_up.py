"""Signing up: never more on a list than there are places, whatever the order of answers, changes and retries."""

import asyncio
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.language.errors import AnswerRefused, InvalidOptions, KompasError
from kompas_tui.domain.outcome import outcome_of, public_ballots
from kompas_tui.domain.outcome.signing import places_in_words, standing_in_words
from kompas_tui.domain.report import build_report
from kompas_tui.domain.result.shapes import Bars
from kompas_tui.domain.result.tables import as_table
from kompas_tui.domain.session.lines import sign_ups
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.export.data import session_data
from kompas_tui.export.sheets import sheet_files
from kompas_tui.export.sign_ups import sign_up_files
from kompas_tui.journal import MemoryJournal
from kompas_tui.journal.database import database_contents
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound
from tests.workshop.rooms import opened, workshop

OUT = "2"
PHONE = "06-11122233"
DECK = """---
titel: Aan de slag
---

# Groepen {#groepen}

```inschrijven
vraag: Waar doe je aan mee?
opties: [Fietsen, Planten]
plekken: [2, 1]
contact: ja
```

# Meer {#meer}

```inschrijven
vraag: Bij welke rondes ben je?
opties: [Vroeg, Laat]
plekken: 2
meer: ja
```
"""


async def room() -> Workshop:
    return await workshop(("proef", DECK, False))


async def sign(
    room: Workshop, who: str, *options: str, wait: bool = False, contact: str = "", key: str = "", table: str = ""
) -> None:
    asked = room.session.open_round
    assert asked is not None
    form = {
        "keuze": list(options),
        "wachtlijst": ["0"] if wait else [],
        **({"contact-1": [contact], "contact-mag": ["0"]} if contact else {}),
        **({"tafel-1": [table]} if table else {}),
    }
    await room.cast(who, asked.id, form, nonce=who, key=key)


def lists(asked: Round) -> list[tuple[int, int]]:
    return [(len(one.seated), len(one.waiting)) for one in sign_ups(asked)]


def stands(room: Workshop, asked: Round, who: str) -> tuple[str, ...]:
    ballot = room.voters.ballot_of(who, asked)
    assert ballot is not None
    return standing_in_words(asked, ballot, {})


async def test_what_is_full_is_refused_with_the_next_step_and_waiting_goes_by_order() -> None:
    there = await room()
    asked = await opened(there, "groepen")
    await sign(there, "a", "1")
    version = there.version
    with pytest.raises(AnswerRefused, match=r"vol\. Kies iets anders, of vink de wachtlijst aan"):
        await sign(there, "b", "1")
    assert "Nu vol: ‘Planten’." in tuple(places_in_words(asked, {}))
    await sign(there, "b", "1", wait=True)
    await sign(there, "c", "1", wait=True)
    assert stands(there, asked, "a") == ("Je hebt een plek bij ‘Planten’.",)
    assert stands(there, asked, "c") == ("Je staat op plaats 2 van de wachtlijst bij ‘Planten’.",)
    assert there.version == version
    await sign(there, "a", OUT)
    assert stands(there, asked, "a") == ("Je bent niet ingeschreven.",)
    assert stands(there, asked, "b") == ("Je hebt een plek bij ‘Planten’.",)
    await sign(there, "b", "0")
    await sign(there, "b", "1", wait=True)
    assert stands(there, asked, "c") == ("Je hebt een plek bij ‘Planten’.",)
    assert stands(there, asked, "b") == ("Je staat op plaats 1 van de wachtlijst bij ‘Planten’.",)


async def test_who_signs_up_for_more_keeps_the_place_also_where_others_wait() -> None:
    there = await room()
    asked = await opened(there, "meer")
    for who in ("a", "b", "c"):
        await sign(there, who, "0", wait=who == "c")
    await sign(there, "a", "0", "1")
    assert stands(there, asked, "a") == ("Je hebt een plek bij ‘Vroeg’.", "Je hebt een plek bij ‘Laat’.")
    assert stands(there, asked, "c") == ("Je staat op plaats 1 van de wachtlijst bij ‘Vroeg’.",)


async def test_who_changes_another_field_keeps_the_place_and_what_gets_full_is_told_at_once() -> None:
    there = await room()
    asked = await opened(there, "groepen")
    version = there.version
    await sign(there, "a", "0")
    assert there.version == version
    await sign(there, "b", "0")
    assert there.version == version + 1
    await sign(there, "a", "0", contact=PHONE)
    assert lists(asked) == [(2, 0), (0, 0)]
    assert stands(there, asked, "a") == ("Je hebt een plek bij ‘Fietsen’.",)


async def test_two_that_come_at_once_do_not_get_one_place() -> None:
    there = await room()
    asked = await opened(there, "groepen")
    came = await asyncio.gather(*(sign(there, f"t{n}", "1") for n in range(9)), return_exceptions=True)
    assert [type(one) for one in came].count(AnswerRefused) == 8
    assert lists(asked)[1] == (1, 0)


async def test_who_changes_something_at_once_is_not_in_the_own_way() -> None:
    there = await room()
    asked = await opened(there, "groepen")
    await asyncio.gather(sign(there, "a", "1"), sign(there, "a", "1", contact=PHONE))
    assert lists(asked)[1] == (1, 0)


async def test_somebody_may_take_more_than_one_and_none_beside_another_is_refused() -> None:
    there = await room()
    asked = await opened(there, "meer")
    await sign(there, "a", "0", "1")
    assert lists(asked) == [(1, 0), (1, 0)]
    with pytest.raises(AnswerRefused, match="Ik schrijf me niet in"):
        await sign(there, "b", "0", OUT)


async def test_a_table_has_one_place_whichever_phone_speaks_for_it() -> None:
    there = await workshop(("proef", DECK.replace("contact: ja", "tafels: ja"), False))
    asked = await opened(there, "groepen")
    await sign(there, "a", "1", table="3")
    await sign(there, "b", "1", table="3")
    assert lists(asked) == [(0, 0), (1, 0)]
    assert stands(there, asked, "b") == ("Je hebt een plek bij ‘Planten’.",)
    with pytest.raises(AnswerRefused, match="vol"):
        await sign(there, "c", "1", table="4")
    await sign(there, "b", "0", table="3")
    await sign(there, "c", "1", table="4")
    await sign(there, "b", "0", table="5")  # what a said for table 3 counts again, behind who came meanwhile
    assert lists(asked) == [(1, 0), (1, 1)]
    assert stands(there, asked, "c") == ("Je hebt een plek bij ‘Planten’.",)
    await sign(there, "c", "0", table="5")  # nobody speaks for table 4 any more
    assert lists(asked) == [(1, 0), (1, 0)]
    assert stands(there, asked, "a") == ("Je hebt een plek bij ‘Planten’.",)


async def test_nobody_is_named_in_the_result_the_report_and_the_public_data() -> None:
    there = await room()
    asked = await opened(there, "groepen")
    await sign(there, "a", "0", contact=PHONE)
    await sign(there, "b", "1")
    await sign(there, "c", "1", wait=True)
    with pytest.raises(KompasError, match="Sluit eerst de ronde"):
        sign_up_files(there.session)
    await there.do(CloseRound())
    result = outcome_of(there.session, asked).result
    assert isinstance(result, Bars)
    assert as_table(result).in_words == (("Fietsen", "1", "2", "0"), ("Planten", "2", "1", "1"))
    assert outcome_of(there.session, asked).sentence == (
        "2 plekken zijn bezet. Vol is ‘Planten’. Er staat 1 op een wachtlijst."
    )
    public = [
        str(build_report(there.session, there.head, there.course)),
        str(session_data(there.session, there.head)),
        str(database_contents(there.session)),
        str(sheet_files(there.session)),
        str(public_ballots(there.session, asked)),
    ]
    assert not any(PHONE in one for one in public)
    files = sign_up_files(there.session)
    assert all(name.startswith("niet-openbaar-") for name in files)
    first, second = (text.decode("utf-8-sig").splitlines() for text in files.values())
    assert first == ['"Niet openbaar";"Stand";"Nummer";"Contact"', f'"Fietsen";"plek";1;"{PHONE}"']
    assert second[1:] == ['"Planten";"plek";1;"niet opgegeven"', '"Planten";"wachtlijst";1;"niet opgegeven"']


@dataclass(frozen=True)
class Try:
    who: str
    options: tuple[str, ...]
    wait: bool


tries = st.builds(
    Try,
    st.sampled_from("abcdefgh"),
    st.lists(st.sampled_from("012"), unique=True, min_size=1, max_size=2).map(tuple),
    st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(tries, st.booleans()), max_size=30), st.sampled_from(["groepen", "meer"]))
def test_never_more_on_a_list_than_there_are_places(came: list[tuple[Try, bool]], card: str) -> None:
    async def run() -> None:
        journal = MemoryJournal()
        there = await workshop(("proef", DECK, False), journal=journal)
        asked = await opened(there, card)
        for place, (tried, twice) in enumerate(came):
            options = tried.options if card == "meer" else tried.options[:1]
            sending = [sign(there, tried.who, *options, wait=tried.wait, key=f"k{place}") for _ in range(1 + twice)]
            for heard in await asyncio.gather(*sending, return_exceptions=True):
                assert heard is None or isinstance(heard, AnswerRefused)
        told_again = Session(event for event, _ in journal.read())
        for told in (asked, told_again.rounds[asked.id]):
            for option, one in enumerate(sign_ups(told)):
                assert len(one.seated) <= one.seats
                assert not one.waiting or len(one.seated) == one.seats
                signed = {b.mark for b in told.ballots.values() if option in told.activity.signed(b.answer)}
                assert {ballot.mark for ballot in (*one.seated, *one.waiting)} == signed

    asyncio.run(run())


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (
            {},
            "‘plekken’ ontbreekt. Schrijf onder de vraag hoeveel mensen er bij een optie passen, "
            "zoals ‘plekken: 8’, of per optie ‘plekken: [8, 12]’.",
        ),
        ({"plekken": 0}, "‘plekken’: hier hoort een heel getal van 1 tot en met 10.000."),
        ({"plekken": [1, 2, 3]}, "‘plekken’: er zijn 2 opties. Noem één getal, of 2 getallen."),
        ({"plekken": [1, "veel"]}, "‘plekken’: hier hoort een heel getal van 1 tot en met 10.000."),
        ({"plekken": 3, "contakt": "ja"}, "‘contakt’ ken ik hier niet. Bedoel je ‘contact’?"),
    ],
)
def test_what_is_wrong_in_a_deck_is_said(keys: dict[str, object], said: str) -> None:
    with pytest.raises(InvalidOptions) as wrong:
        read_activity("inschrijven", {"vraag": "Waar?", "opties": ["a", "b"], **keys})
    assert [problem.message for problem in wrong.value.problems] == [said]


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ("1", "Elke keuze heeft 1 plek."),
        ("2", "Elke keuze heeft 2 plekken."),
        ("[2, 1]", "‘Fietsen’ heeft 2 plekken en ‘Planten’ heeft 1 plek."),
    ],
)
async def test_the_number_of_places_is_told_with_its_noun(places: str, told: str) -> None:
    room = await workshop(("proef", DECK.replace("[2, 1]", places), False))
    asked = await opened(room, "groepen")
    assert next(places_in_words(asked, {})) == told


async def test_who_can_be_reached_ticked_that_and_the_tick_is_kept() -> None:
    there = await room()
    asked = await opened(there, "groepen")
    with pytest.raises(AnswerRefused, match="staat nog geen vinkje"):
        await there.cast("a", asked.id, {"keuze": ["0"], "contact-1": [PHONE]})
    assert asked.answers == 0
    await sign(there, "a", "0", contact=PHONE)
    await there.cast("b", asked.id, {"keuze": ["0"], "contact-mag": ["0"]})
    kept = {name for ballot in asked.ballots.values() for name in ballot.answer if name != "keuze"}
    assert kept == {"contact", "contact-mag"}, "the tick of who wrote nothing is kept of nobody"
    assert [ballot.answer.get("contact-mag") for ballot in asked.ballots.values()] == [[0], None]
    assert PHONE not in str(session_data(there.session, "0"))
