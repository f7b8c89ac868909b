"""What a phone hears of its answer is true in every state, for every kind, filled in wholly, partly or not at all."""

from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import product
from pathlib import Path

import httpx
import pytest

from kompas_tui.domain.session.events import BallotCast
from kompas_tui.journal import SessionFolder
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.course import End, TakeBack
from tests.web.room import ANSWERS, ROUND_CARDS, PlainPhone, Sent, ServedRoom, served

SAVED, NOT_SAVED = "Je antwoord is opgeslagen", "niet opgeslagen"
SCRIPT = {"x-kompas-deel": "1"}
FURTHER = """---
titel: Verder
---

# Doen {#doen}

```inschrijven
vraag: Waar doe je aan mee?
opties: [Fietsen, Planten]
plekken: [5, 1]
contact: ja
```

# Ideeën {#ideeen}

```open
vraag: Wat kan beter?
```
"""

State = Callable[[ServedRoom], Awaitable[None]]


async def _open(room: ServedRoom) -> None:
    """The round stays as it is."""


async def _closed(room: ServedRoom) -> None:
    await room.workshop.do(CloseRound())


async def _resumed(room: ServedRoom) -> None:
    await room.workshop.do(CloseRound())
    await room.workshop.do(OpenRound("verder"))


async def _anew(room: ServedRoom) -> None:
    await room.workshop.do(CloseRound())
    await room.workshop.do(OpenRound("nieuw"))


async def _taken_back(room: ServedRoom) -> None:
    await room.workshop.do(TakeBack())


async def _taken_back_and_opened(room: ServedRoom) -> None:
    await room.workshop.do(TakeBack())
    await room.workshop.do(OpenRound("nieuw"))


async def _ended(room: ServedRoom) -> None:
    await room.workshop.do(End())


STATES: dict[str, tuple[State, bool]] = {
    "open": (_open, True),
    "gesloten": (_closed, False),
    "hervat": (_resumed, True),
    "opnieuw": (_anew, False),
    "teruggenomen": (_taken_back, False),
    "teruggenomen en weer open": (_taken_back_and_opened, False),
    "afgerond": (_ended, False),
}
"""What happens between reading the question and sending the answer, and whether that question is then still open."""
SOME_STATES = ("open", "gesloten", "teruggenomen en weer open", "afgerond")


def fillings(whole: Sent) -> list[Sent]:
    """The form of a card with all of the example's inputs, with each one missing, with each one alone, and empty."""
    without = [{name: value for name, value in whole.items() if name != gone} for gone in list(whole)[:3]]
    alone = [{name: whole[name]} for name in list(whole)[:3]]
    return [whole, *without, *alone, {}]


def ballots(room: ServedRoom) -> list[BallotCast]:
    """Every ballot in the log."""
    return [event for event, _ in room.workshop.saving.journal.read() if isinstance(event, BallotCast)]


async def sent(phone: PlainPhone, form: dict[str, list[str]], filled: Sent, key: str) -> httpx.Response:
    """The reply to an answer, sent by the script where there is a key."""
    headers = SCRIPT | {"idempotency-key": key} if key else {}
    nonce = {"nonce": key} if key else {}
    return await phone.client.post(f"/{phone.code}", data=form | filled | nonce, headers=headers)


async def hears_what_is_so(room: ServedRoom, whole: Sent, state: str) -> None:
    """Let phones read the open question, change the state, and see that what each hears of its answer is so."""
    change, is_still_asked = STATES[state]
    phones = []
    for filled, key in product(fillings(whole), ("", "0123456789abcdef")):
        phone = room.phone()
        form = {"ronde": (await phone.look()).forms[0].data()["ronde"], "nonce": [""]}
        phones.append((phone, form, filled, key))
    asked = room.workshop.session.open_round
    assert asked is not None
    await change(room)

    for phone, form, filled, key in phones:
        before = len(ballots(room))
        reply = await sent(phone, form, filled, key)
        cast = ballots(room)[before:]
        assert reply.status_code in (200, 400, 409)
        assert (reply.status_code == 200) is (SAVED in reply.text) is bool(cast)
        assert (NOT_SAVED in reply.text) is (reply.status_code == 409)
        assert reply.status_code != 409 or not is_still_asked
        assert [one.round for one in cast] == [asked.id] * len(cast)
        assert is_still_asked or reply.status_code == 409
        assert reply.status_code != 400 or 'role="alert"' in reply.text
        again = await sent(phone, form, filled, key)
        assert again.status_code == reply.status_code
        assert len(ballots(room)) == before + len(cast)
    assert not is_still_asked or len(ballots(room)) >= 2


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("card", ROUND_CARDS)
async def test_what_a_phone_hears_is_true(room: ServedRoom, card: str, state: str) -> None:
    await room.open(card)
    await hears_what_is_so(room, ANSWERS[card][0], state)


@pytest.fixture
async def further(tmp_path: Path) -> AsyncIterator[ServedRoom]:
    """A session with what can only be answered after something else, or until it is full."""
    (tmp_path / "verder.md").write_text(FURTHER, encoding="utf-8")
    async with served(SessionFolder(tmp_path / "sessie"), tmp_path / "verder.md") as room:
        yield room


@pytest.mark.parametrize("state", SOME_STATES)
async def test_it_is_true_of_signing_up_until_it_is_full(further: ServedRoom, state: str) -> None:
    await further.open("doen")
    await hears_what_is_so(further, {"keuze": "0", "contact-1": "06-11122233"}, state)


@pytest.mark.parametrize("state", SOME_STATES)
async def test_it_is_true_of_supporting_texts(further: ServedRoom, state: str) -> None:
    await further.open("ideeen")
    for number in range(3):
        phone = further.phone()
        await phone.look()
        await phone.send((await phone.look()).forms[0], **{"tekst-1": f"Een idee {number}"})
    await further.workshop.do(CloseRound())
    await further.workshop.do(OpenRound("steun"))
    await hears_what_is_so(further, {"steun": ["0", "2"]}, state)


async def test_who_sends_once_more_after_the_end_sees_the_own_receipts_too(room: ServedRoom) -> None:
    phone, key = room.phone(), "0123456789abcdef"
    await room.open("keuze")
    form = {"ronde": (await phone.look()).forms[0].data()["ronde"], "nonce": [""]}
    await sent(phone, form, ANSWERS["keuze"][0], key)
    await _ended(room)
    (ballot,) = ballots(room)
    for choice, status in (("1", 200), ("2", 409)):
        reply = await sent(phone, form, {"keuze": choice}, key if status == 200 else "")
        assert reply.status_code == status
        assert ballot.receipt in reply.text.partition("Jouw kenmerken")[2]
