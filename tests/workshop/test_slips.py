"""A vote by slips: each code counts once, guessing is slow for who guesses only, and nothing joins code and ballot."""

import asyncio
import json
import random
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kompas_tui.deck_files import read_decks
from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.language.errors import CommandRefused, KompasError
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.slips import SlipRefused, in_print
from kompas_tui.domain.report import build_report
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.event_json import encode
from kompas_tui.domain.session.fitting import ImpossibleEvent, told
from kompas_tui.domain.session.session import Session
from kompas_tui.export.data import data_bytes
from kompas_tui.export.sheets import sheet_files
from kompas_tui.journal import MemoryJournal, SessionFolder
from kompas_tui.journal.database import database_contents
from kompas_tui.journal.slip_files import read_slip_file, write_slip_file
from kompas_tui.workshop import TooLate, Workshop, open_workshop, resume_workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.course import End, GoTo
from kompas_tui.workshop.commands.room import CountHands, TakeAttendance
from kompas_tui.workshop.marks import Marks
from kompas_tui.workshop.slips import GUESSES, MANY_GUESSES, UNKNOWN_SLIP, new_slips
from tests.workshop.rooms import NOW, counts, opened, workshop

DECK = """---
titel: Stemmen
stembriefjes: 20
---

# Plan {#plan}

```keuze
vraag: Gaat het plan door?
opties: [Voor, Tegen]
stembriefje: ja
drempel: 75
blanco: ja
```

# Kleur {#kleur}

```keuze
vraag: Welke kleur?
opties: [rood, geel]
stembriefje: ja
```
"""
CODES = new_slips(20)
HEAD = "5f" * 32


async def voting(journal: MemoryJournal | None = None) -> Workshop:
    room = await workshop(("proef", DECK, False), codes=CODES, journal=journal)
    await opened(room, "plan")
    return room


async def vote(room: Workshop, token: str, slip: str, choice: int) -> str:
    asked = room.session.open_round
    assert asked is not None
    return (await room.cast(token, asked.id, {"keuze": [str(choice)]}, slip=slip)).code


Votes = list[tuple[int, int, int]]
"""Which device votes with which slip for what."""


async def counted(votes: Votes) -> dict[str, int]:
    room = await voting()
    for device, slip, choice in votes:
        await vote(room, f"t{device}", CODES[slip], choice)
    found = counts(room.session.rounds["plan-1"])
    await room.close()
    return found


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5), st.integers(0, 2)), max_size=25))
def test_of_each_code_only_the_last_vote_counts_whatever_the_device(votes: Votes) -> None:
    last = Counter({slip: choice for _, slip, choice in votes}.values())
    found = asyncio.run(counted(votes))
    assert found == {"Voor": last[0], "Tegen": last[1], "Blanco": last[2]}


def test_a_count_per_device_in_the_place_of_per_code_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """So the test above holds something: with marks that differ per vote, a code counts twice."""
    chance = random.Random(1)
    monkeypatch.setattr(Marks, "slip", lambda self, round_id, code: f"{chance.random()}")
    with pytest.raises(AssertionError):
        test_of_each_code_only_the_last_vote_counts_whatever_the_device()


async def test_a_wrong_code_saves_nothing_and_only_who_guesses_waits() -> None:
    now = [NOW]

    def clock() -> datetime:
        return now[0]

    room = await workshop(("proef", DECK, False), codes=CODES, clock=clock)
    await opened(room, "plan")
    for code in new_slips(GUESSES):
        with pytest.raises(SlipRefused, match="ken ik niet"):
            await vote(room, "gokker", code, 0)
    with pytest.raises(SlipRefused, match="Wacht een minuut"):
        await vote(room, "gokker", CODES[0], 0)
    await vote(room, "buurvrouw", CODES[0], 0)  # from the same address, perhaps
    now[0] += timedelta(minutes=1)
    await vote(room, "gokker", CODES[1], 0)
    assert counts(room.session.rounds["plan-1"])["Voor"] == 2


async def test_a_slip_of_the_pen_is_no_guess_and_many_guesses_are_told_to_the_facilitator() -> None:
    room = await voting()
    for _ in range(3 * GUESSES):
        with pytest.raises(SlipRefused, match="tikfout"):
            await vote(room, "t1", "222222223", 0)
    await vote(room, "t1", CODES[0].lower(), 0)
    for number, code in enumerate(new_slips(MANY_GUESSES)):
        with pytest.raises(SlipRefused, match=UNKNOWN_SLIP[:20]):
            await vote(room, f"g{number}", code, 0)
    assert any("onbekende stemcodes" in said for said in room.watch.warnings())


async def test_a_device_sees_its_last_vote_and_hears_that_its_slip_was_used_elsewhere() -> None:
    room = await voting()
    asked = room.session.rounds["plan-1"]
    first = await vote(room, "t1", CODES[0], 0)
    second = await vote(room, "t1", CODES[1], 1)
    assert (ballot := room.voters.ballot_of("t1", asked)) is not None
    assert ballot.receipt == second
    await vote(room, "t2", CODES[1], 0)
    assert (ballot := room.voters.ballot_of("t1", asked)) is not None
    assert ballot.receipt == first
    await vote(room, "t2", CODES[0], 1)
    assert room.voters.ballot_of("t1", asked) is None
    assert room.voters.is_outvoted("t1", asked)
    assert not room.voters.is_outvoted("t2", asked)


@pytest.mark.parametrize("choice", [0, 1])
async def test_a_late_copy_does_not_let_a_device_see_what_was_voted_with_its_slip_since(choice: int) -> None:
    """Who made somebody vote, and kept the request, does not get to read the vote that came in its place."""
    room = await voting()
    asked = room.session.rounds["plan-1"]

    async def send(token: str, vote: int, key: str) -> str:
        return (await room.cast(token, asked.id, {"keuze": [str(vote)]}, slip=CODES[0], key=key)).code

    forced = await send("dwinger", choice, "k1" * 16)
    own = await send("kiezer", 1 - choice, "k2" * 16)
    assert await send("dwinger", choice, "k1" * 16) == forced
    assert room.voters.ballot_of("dwinger", asked) is None
    assert room.voters.is_outvoted("dwinger", asked)
    assert (ballot := room.voters.ballot_of("kiezer", asked)) is not None
    assert ballot.receipt == own
    assert counts(asked)[("Voor", "Tegen")[1 - choice]] == 1


async def test_a_copy_of_a_vote_that_comes_after_a_crash_is_known_by_its_key() -> None:
    journal = MemoryJournal()
    room = await voting(journal)
    key, choice = "a" * 32, {"keuze": ["0"]}
    first = await room.cast("t1", "plan-1", choice, slip=CODES[0], key=key)
    again = Workshop(journal, read_decks([("proef", DECK, False)]), b"k" * 32, codes=CODES)
    length = again.session.length
    assert await again.cast("t1", "plan-1", choice, slip=CODES[0], key=key) == first
    assert again.session.length == length


async def test_who_votes_for_others_too_is_no_answer_too_many() -> None:
    room = await voting()
    await room.do(TakeAttendance(1))
    for slip in CODES[:3]:
        await vote(room, "t1", slip, 0)
    assert room.watch.warnings() == []


async def test_who_changes_a_vote_voted_with_one_slip() -> None:
    room = await voting()
    for choice in (0, 1, 0):
        await vote(room, "t1", CODES[0], choice)
    assert not room.slips.is_shared("plan-1", room.marks.device("t1"))
    assert room.slips.shared("plan-1") == 0


@pytest.mark.parametrize("is_closed", [True, False])
async def test_who_knows_a_code_does_not_hear_by_guessing_what_was_voted_with_it(is_closed: bool) -> None:
    """A receipt would tell it: it stands beside the answer in the public data."""
    room = await voting()
    asked = room.session.rounds["plan-1"]
    own = await vote(room, "kiezer", CODES[0], 1)
    if not is_closed:
        assert await vote(room, "dwinger", CODES[0], 1) != own  # a vote of its own, as every other answer is
        assert room.voters.is_outvoted("kiezer", asked)
        return
    await room.do(CloseRound())
    for guess in range(3):
        with pytest.raises(TooLate) as late:
            await room.cast("dwinger", asked.id, {"keuze": [str(guess)]}, slip=CODES[0])
        assert (late.value.earlier, "eerdere antwoord" in str(late.value)) == ("", False)
    assert room.voters.ballot_of("dwinger", asked) is None
    assert (await room.cast("kiezer", asked.id, {"keuze": ["1"]}, slip=CODES[0])).code == own


async def test_the_report_says_how_many_slips_there_were_and_that_one_device_voted_for_more() -> None:
    room = await voting()
    for number, choice in enumerate((0, 0, 0, 1, 2)):
        await vote(room, "balie" if number < 2 else f"t{number}", CODES[number], choice)
    await room.do(CloseRound())
    outcome = outcome_of(room.session, room.session.rounds["plan-1"])
    assert outcome.turnout is not None
    assert outcome.turnout.sentence == (
        "Van de 20 stembriefjes zijn er 5 gebruikt. Op minstens 1 toestel is met meer dan één stembriefje gestemd."
    )
    said = str(build_report(room.session, HEAD))
    assert outcome.turnout.sentence in said
    assert "Welke stemcode bij welk antwoord hoort, bewaart Kompas niet." in said


def test_who_votes_with_a_slip_is_called_a_voter() -> None:
    asked = read_activity("keuze", {"vraag": "Wat?", "opties": ["rood", "geel"], "stembriefje": "ja"})
    ballots = [Ballot(f"m{number}", {"keuze": int(number > 5)}, "") for number in range(7)]
    assert asked.sentence(asked.tally(ballots)) == (
        "‘rood’ staat bovenaan: 6 van de 7 kiezers kiezen dit. ‘geel’ volgt met 1."
    )


async def test_hands_are_not_added_to_slips_and_a_closed_round_takes_none() -> None:
    room = await voting()
    with pytest.raises(CommandRefused, match="Handen kun je er niet bij tellen"):
        await room.do(CountHands({"Voor": 3}))
    await vote(room, "t1", CODES[0], 0)
    await room.do(CloseRound())
    with pytest.raises(TooLate):
        await room.cast("t1", "plan-1", {"keuze": ["1"]}, slip=CODES[0])


async def test_without_slips_such_a_question_does_not_open() -> None:
    room = await workshop(("proef", DECK, False))
    await room.do(GoTo("plan"))
    with pytest.raises(CommandRefused, match="Begin een nieuwe sessie met stembriefjes"):
        await room.do(OpenRound())


async def _ended(order: list[int]) -> list[ev.AnyEvent]:
    """Two votes; the same devices answer the same in the same order, with slips in this order."""
    journal = MemoryJournal()
    room = await voting(journal)
    for card in ("plan", "kleur"):
        if card == "kleur":
            await opened(room, card)
        for place, slip in enumerate(order):
            asked = room.session.open_round
            assert asked is not None
            nonce, key = (f"{len(card):04x}{place:04x}{word * 12}" for word in ("ab", "cd"))
            form = {"keuze": [str(place % 2)]}
            await room.cast(f"t{place}", asked.id, form, slip=CODES[slip], nonce=nonce, key=key)
        await room.do(CloseRound())
    await room.do(End())
    await room.close()
    return [event for event, _ in journal.read()]


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(8)))
def test_what_is_kept_is_the_same_whoever_voted_with_which_code(order: list[int]) -> None:
    one, two = asyncio.run(_ended(list(range(8)))), asyncio.run(_ended(order))
    # They stand in the order of their marks, which without the key is chance.
    assert sorted(map(str, map(_unmarked, one))) == sorted(map(str, map(_unmarked, two)))
    marks = [event.mark for event in one if isinstance(event, ev.BallotCast)]
    assert len(set(marks)) == len(marks) == 16, "a mark is of one round"
    session = Session(one)
    kept = "\n".join(encode(event).decode() for event in one) + data_bytes(session, HEAD).decode()
    kept += json.dumps(database_contents(session)) + "".join(map(str, sheet_files(session).values()))
    kept += str(build_report(session, HEAD))
    assert not [code for code in CODES if code in kept or in_print(code) in kept]


def _unmarked(event: ev.AnyEvent) -> dict[str, object]:
    data: dict[str, object] = json.loads(encode(event))
    data.pop("merk", None)
    return data


async def test_the_codes_live_in_the_folder_until_the_end_and_a_session_goes_on_with_them(tmp_path: Path) -> None:
    folder, decks = SessionFolder(tmp_path / "s"), read_decks([("proef", DECK, False)])
    with folder.lock():
        room = await open_workshop(folder, decks, ev.Details(), codes=CODES)
        await opened(room, "plan")
        await vote(room, "t1", CODES[0], 0)
        await room.close()
        assert (folder.path / "stemcodes").stat().st_mode & 0o777 == 0o600
        room = resume_workshop(folder)
        await vote(room, "t2", CODES[0], 1)
        assert counts(room.session.rounds["plan-1"]) == {"Voor": 0, "Tegen": 1, "Blanco": 0}
        await room.close()
        (folder.path / "stemcodes").unlink()
        room = resume_workshop(folder)
        assert any("stemcodes" in said for said in room.notices)
        with pytest.raises(SlipRefused, match="Vraag de begeleider"):
            await vote(room, "t2", CODES[1], 1)
        await room.close()
        with pytest.raises(KompasError, match="horen niet bij deze sessie"):
            await open_workshop(folder, decks, ev.Details(), codes=new_slips(20))
        room = await open_workshop(folder, decks, ev.Details(), codes=CODES)
        await vote(room, "t2", CODES[1], 1)
        await room.do(End())
        await room.close()
    assert {path.name for path in folder.path.iterdir()} <= {"logboek.jsonl", "sessie.json", "slot", "adres.json"}


async def test_a_session_without_printed_slips_makes_its_own(tmp_path: Path) -> None:
    folder, decks = SessionFolder(tmp_path / "s"), read_decks([("proef", DECK, False)])
    with folder.lock():
        room = await open_workshop(folder, decks, ev.Details())
        codes = folder.slips()
        assert len(codes) == 20
        await opened(room, "plan")
        await vote(room, "t1", codes[3], 0)
        await room.close()


def test_a_file_of_codes_is_read_back_whatever_its_order_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    path = tmp_path / "stemcodes.txt"
    write_slip_file(path, CODES)
    assert path.stat().st_mode & 0o777 == 0o600
    assert set(read_slip_file(path)) == set(CODES)
    assert list(read_slip_file(path)) == sorted(CODES)
    for contents, said in (
        ("# leeg\n", "staan geen stemcodes"),
        ("222-222-223\n", "regel 1"),
        ("ü", "staan geen stemcodes"),
    ):
        path.write_text(contents, encoding="utf-8")
        with pytest.raises(KompasError, match=said):
            read_slip_file(path)
    with pytest.raises(KompasError, match="is er niet"):
        read_slip_file(tmp_path / "weg.txt")


def test_what_is_no_file_of_codes_is_told_by_its_reason(tmp_path: Path) -> None:
    codes, link, large = tmp_path / "stemcodes.txt", tmp_path / "elders.txt", tmp_path / "groot.txt"
    write_slip_file(codes, CODES)
    link.symlink_to(codes)
    large.write_bytes(b"2" * 200_000)
    for path, why in (
        (tmp_path, "dit is een map"),
        (link, "dit is een snelkoppeling die ik niet kan volgen"),
        (large, "het is te groot"),
    ):
        with pytest.raises(KompasError, match=f"kan ik niet lezen: {why}. Noem een ander bestand"):
            read_slip_file(path)


@pytest.mark.parametrize("amount", [0, -4, 10**9])
def test_a_log_with_impossible_slips_is_refused(amount: int) -> None:
    slips = ev.SlipsIssued(amount, "x")
    with pytest.raises(ImpossibleEvent):
        told([ev.Started(time=NOW, code="K7F3", details=ev.Details(), decks=(), slips=slips)])
