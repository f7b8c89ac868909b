"""Ballots: one a voter a round, the last before closing, saved before it is said."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.outcome.roles import results_by_role
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.event_json import encode
from kompas_tui.domain.session.session import Session
from kompas_tui.journal import LogJournal, MemoryJournal, NotSaved
from kompas_tui.workshop import TooLate, Workshop
from kompas_tui.workshop.casting import MOST_BALLOTS, MOST_PARTICIPANTS
from kompas_tui.workshop.commands.asking import CloseRound
from kompas_tui.workshop.commands.course import End
from kompas_tui.workshop.marks import NONCE, Marks
from tests.waiting import PATIENCE
from tests.workshop.rooms import choose, counts, opened, workshop


def ballots(journal: MemoryJournal | LogJournal) -> list[ev.BallotCast]:
    return [event for event, _ in journal.read() if isinstance(event, ev.BallotCast)]


async def test_the_last_answer_before_closing_counts() -> None:
    room = await workshop()
    kleur = await opened(room)
    first = await choose(room, "an", 0)
    second = await choose(room, "an", 1)
    await choose(room, "bo", 1)
    await room.do(CloseRound())
    assert counts(kleur) == {"rood": 0, "geel": 2, "blauw": 0}
    assert first != second
    mine = room.voters.ballot_of("an", kleur)
    assert mine is not None
    assert mine.receipt == second


async def test_an_answer_after_closing_is_refused_and_tells_what_counts() -> None:
    room = await workshop()
    kleur = await opened(room)
    receipt = await choose(room, "an", 0)
    await room.do(CloseRound())
    with pytest.raises(TooLate, match=r"niet opgeslagen\. Je eerdere antwoord telt wel\.") as late:
        await choose(room, "an", 1, round_id=kleur.id)
    assert late.value.earlier == receipt
    with pytest.raises(TooLate, match=r"niet opgeslagen\.$"):
        await choose(room, "bo", 1, round_id=kleur.id)
    with pytest.raises(TooLate):
        await room.cast("bo", kleur.id, {})
    assert counts(kleur) == {"rood": 1, "geel": 0, "blauw": 0}


async def test_the_order_of_arrival_decides_not_the_clock() -> None:
    room = await workshop()
    kleur = await opened(room)
    early, _, late = await asyncio.gather(
        choose(room, "an", 0), room.do(CloseRound()), choose(room, "bo", 1, round_id=kleur.id), return_exceptions=True
    )
    assert isinstance(early, str)
    assert isinstance(late, TooLate)
    assert counts(kleur) == {"rood": 1, "geel": 0, "blauw": 0}


@pytest.mark.parametrize("together", [True, False])
async def test_sending_twice_is_sending_once(together: bool) -> None:
    journal = MemoryJournal()
    room = await workshop(journal=journal)
    await opened(room)
    if together:
        codes = await asyncio.gather(*(choose(room, "an", 0, key="k1", nonce="n") for _ in range(5)))
    else:
        codes = [await choose(room, "an", 0, key="k1", nonce="n") for _ in range(5)]
    assert len(set(codes)) == 1
    assert len(ballots(journal)) == 1


async def test_the_same_answer_again_is_no_new_event() -> None:
    journal = MemoryJournal()
    room = await workshop(journal=journal)
    await opened(room)
    first = await choose(room, "an", 0, key="k1")
    assert await choose(room, "an", 0, key="k2") == first
    assert len(ballots(journal)) == 1
    assert await choose(room, "an", 0, role="bewoner") != first
    assert len(ballots(journal)) == 2


async def test_a_copy_that_the_network_kept_does_not_undo_a_change() -> None:
    room = await workshop()
    kleur = await opened(room)
    first = await choose(room, "an", 0, key="k1")
    await choose(room, "an", 1, key="k2")
    assert await choose(room, "an", 0, key="k1") == first
    assert counts(kleur) == {"rood": 0, "geel": 1, "blauw": 0}
    await choose(room, "an", 0, key="k3")
    assert counts(kleur) == {"rood": 1, "geel": 0, "blauw": 0}


async def test_a_late_copy_of_what_was_sent_twice_does_not_undo_a_change() -> None:
    room = await workshop()
    kleur = await opened(room)
    first = await choose(room, "an", 0, key="k1")
    assert await choose(room, "an", 0, key="k2") == first, "sent again by hand, so under another key"
    await choose(room, "an", 1, key="k3")
    assert await choose(room, "an", 0, key="k2") == first
    assert counts(kleur) == {"rood": 0, "geel": 1, "blauw": 0}


@pytest.mark.parametrize("saved_first", [True, False])
async def test_a_copy_that_comes_while_the_change_is_saved_does_not_undo_it(saved_first: bool) -> None:
    room = await workshop()
    kleur = await opened(room)
    saved = [await choose(room, "an", 0, key="k1")] if saved_first else []
    sent = [*([] if saved_first else [(0, "k1")]), (1, "k2"), (0, "k1")]
    codes = saved + await asyncio.gather(*(choose(room, "an", choice, key=key) for choice, key in sent))
    assert counts(kleur) == {"rood": 0, "geel": 1, "blauw": 0}
    assert codes[0] == codes[2] != codes[1]


async def test_a_copy_from_before_another_role_does_not_undo_a_change() -> None:
    room = await workshop()
    kleur = await opened(room)
    first = await choose(room, "an", 0, key="k1")
    await choose(room, "an", 0, role="bewoner")
    await choose(room, "an", 1, role="bewoner", key="k2")
    assert await choose(room, "an", 0, role="bewoner", key="k1") == first
    assert counts(kleur) == {"rood": 0, "geel": 1, "blauw": 0}


async def test_a_copy_after_closing_gets_its_receipt_again() -> None:
    room = await workshop()
    kleur = await opened(room)
    receipt = await choose(room, "an", 0, key="k1")
    await room.do(CloseRound())
    assert await choose(room, "an", 0, key="k1", round_id=kleur.id) == receipt


async def test_another_answer_under_the_same_key_is_saved_not_dropped() -> None:
    room = await workshop()
    kleur = await opened(room)
    await choose(room, "an", 0, key="k1")
    await choose(room, "an", 2, key="k1")
    assert counts(kleur) == {"rood": 0, "geel": 0, "blauw": 1}


async def test_what_does_not_exist_is_refused_with_a_sentence() -> None:
    room = await workshop()
    kleur = await opened(room)
    with pytest.raises(AnswerRefused, match="Deze vraag is er niet meer"):
        await room.cast("an", "nergens-1", {"keuze": ["0"]})
    with pytest.raises(AnswerRefused, match="keuze die er niet is"):
        await room.cast("an", kleur.id, {"keuze": ["3"]})
    with pytest.raises(AnswerRefused, match="nog niets ingevuld"):
        await room.cast("an", kleur.id, {})
    assert kleur.answers == 0


@pytest.mark.parametrize("odd", ["\ud800", "\x1b[2J", "x" * 5000, "\x00"])
async def test_odd_tokens_keys_nonces_and_roles_stop_nothing(odd: str) -> None:
    journal = MemoryJournal()
    room = await workshop(journal=journal)
    kleur = await opened(room)
    await choose(room, odd, 0, key=odd, nonce=odd, role=odd)
    await choose(room, "bo", 0)
    assert kleur.answers == 2
    cast = ballots(journal)[0]
    assert NONCE.fullmatch(cast.key)
    assert NONCE.fullmatch(cast.nonce)


async def test_no_ballot_tells_a_phone_with_the_script_from_one_without() -> None:
    journal = MemoryJournal()
    room = await workshop(journal=journal)
    await opened(room)
    await choose(room, "with", 0, key="a1" * 16, nonce="b2" * 16)
    await choose(room, "without", 0)
    await choose(room, "foreign", 0, key="Mijn-eigen-app", nonce="een-ander_woord")
    shapes = [json.loads(encode(cast)).keys() for cast in ballots(journal)]
    assert shapes[0] == shapes[1] == shapes[2]
    assert all(NONCE.fullmatch(cast.key) and NONCE.fullmatch(cast.nonce) for cast in ballots(journal))
    assert len({len(encode(cast)) for cast in ballots(journal)}) == 1


async def test_a_role_counts_with_its_ballot_once_the_round_is_closed() -> None:
    room = await workshop()
    kleur = await opened(room)
    for number in range(5):
        await choose(room, f"b{number}", 0, role="bewoner")
        await choose(room, f"o{number}", 1, role="ondernemer")
    assert results_by_role(room.session, kleur) == ()
    await room.do(CloseRound())
    assert [role for role, _ in results_by_role(room.session, kleur)] == ["bewoner", "ondernemer"]


async def test_who_makes_up_a_role_is_one_of_the_others_and_takes_no_split_away() -> None:
    room = await workshop()
    kleur = await opened(room)
    for number in range(5):
        await choose(room, f"b{number}", 0, role="bewoner")
        await choose(room, f"x{number}", 1, role="wethouder")
    await room.do(CloseRound())
    assert [role for role, _ in results_by_role(room.session, kleur)] == ["bewoner", "overig"]


async def test_2000_answers_at_once_are_all_saved(tmp_path: Path) -> None:
    journal = LogJournal(tmp_path / "logboek.jsonl")
    room = await workshop(journal=journal)
    kleur = await opened(room)
    codes = await asyncio.gather(*(choose(room, f"t{number}", number % 3) for number in range(2000)))
    assert len(set(codes)) == 2000
    assert counts(kleur) == {"rood": 667, "geel": 667, "blauw": 666}
    assert {cast.receipt for cast in ballots(journal)} == set(codes)
    assert room.session.participants == 2000
    await room.close()


async def test_a_device_that_joins_or_answers_counts_once() -> None:
    journal = MemoryJournal()
    room = await workshop(journal=journal)
    await opened(room)
    await asyncio.gather(
        room.join("an"), room.join("an"), choose(room, "an", 0), choose(room, "bo", 1), room.join("bo")
    )
    await room.join("an")
    assert room.session.participants == 2
    assert sum(isinstance(event, ev.Joined) for event, _ in journal.read()) == 2


async def test_who_only_looks_never_keeps_others_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_PARTICIPANTS >= 1000
    monkeypatch.setattr("kompas_tui.workshop.casting.MOST_PARTICIPANTS", 3)
    room = await workshop()
    kleur = await opened(room)
    await asyncio.gather(*(room.join(f"t{n}") for n in range(5)))
    assert room.session.participants == 3
    await choose(room, "t9", 0)
    assert kleur.answers == 1


async def test_who_comes_while_the_session_ends_does_not_take_part() -> None:
    journal = MemoryJournal()
    room = await workshop(journal=journal)
    await asyncio.gather(room.do(End()), room.join("later"))
    assert room.session.participants == 0
    assert isinstance([event for event, _ in journal.read()][-1], ev.Ended)


async def test_a_round_takes_so_many_voters_and_says_when_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_BALLOTS >= MOST_PARTICIPANTS
    monkeypatch.setattr("kompas_tui.workshop.casting.MOST_BALLOTS", 2)
    room = await workshop()
    kleur = await opened(room)
    await room.join("was er al")
    cast = await asyncio.gather(*(choose(room, f"t{n}", 0) for n in range(4)), return_exceptions=True)
    assert sum(isinstance(result, AnswerRefused) for result in cast) == 2
    with pytest.raises(AnswerRefused, match="De zaal is vol"):
        await choose(room, "t9", 0)
    await choose(room, "t1", 1)
    assert kleur.answers == 2
    await choose(room, "was er al", 1)
    assert kleur.answers == 3, "who is counted always finds a place"


def test_marks_differ_per_device_round_and_session() -> None:
    one, two = Marks(b"a" * 32), Marks(b"b" * 32)
    marks = {m.voter(round_id, m.device(token)) for m in (one, two) for round_id in "rs" for token in "xy"}
    assert len(marks) == 8
    assert one.device("x") == Marks(b"a" * 32).device("x")


async def test_no_token_is_stored(tmp_path: Path) -> None:
    journal = LogJournal(tmp_path / "logboek.jsonl")
    room = await workshop(journal=journal)
    await opened(room)
    await choose(room, "geheim-toestel", 0)
    await room.close()
    assert "geheim-toestel" not in journal.path.read_text(encoding="utf-8")


class FailingJournal(MemoryJournal):
    """Fails as it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.error: Exception | None = None

    def append(self, events: Sequence[ev.AnyEvent]) -> str:
        """Fail, or take in the events."""
        if self.error:
            raise self.error
        return super().append(events)


@pytest.mark.parametrize("error", [NotSaved("De schijf is vol."), RuntimeError("een fout in de code"), OSError(5, "x")])
async def test_what_is_not_saved_is_not_said_to_be_and_the_room_goes_on(error: Exception) -> None:
    journal = FailingJournal()
    room = await workshop(journal=journal)
    kleur = await opened(room)
    journal.error = error
    failed = await asyncio.gather(*(choose(room, f"t{n}", 0) for n in range(3)), room.join("x"), return_exceptions=True)
    assert [type(result) for result in failed] == [NotSaved] * 4
    assert room.saving.trouble
    times = room.saving.log_trouble._times
    room.saving.seen()
    assert room.saving.log_trouble._times == times, "what is still wrong goes on being counted"
    assert (kleur.answers, room.session.participants) == (0, 0)
    journal.error = None
    await choose(room, "t1", 1)
    assert "Nu lukt het weer" in room.saving.trouble
    assert room.saving.is_working
    room.saving.seen()
    assert room.saving.trouble == ""
    assert counts(kleur) == {"rood": 0, "geel": 1, "blauw": 0}


async def test_a_fault_behind_the_log_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    room = await workshop()
    await opened(room)

    def fails(session: Session, event: ev.AnyEvent) -> None:
        raise ZeroDivisionError

    length = len([*room.saving.journal.read()])
    monkeypatch.setattr("kompas_tui.domain.session.session.Session.apply", fails)
    async with asyncio.timeout(PATIENCE):
        for _ in range(2):
            waiting = [*(choose(room, f"t{n}", 0) for n in range(3)), room.do(CloseRound())]
            answers = await asyncio.gather(*waiting, return_exceptions=True)
            assert [type(answer) for answer in answers] == [NotSaved] * 4
            assert len([*room.saving.journal.read()]) == length + 6, "what came after the fault is not in the log"
        await room.close()
    assert "ga verder met: kompas hervat" in room.saving.trouble


async def test_a_listener_that_fails_stops_nobody(caplog: pytest.LogCaptureFixture) -> None:
    room = await workshop()
    heard: list[int] = []

    def fails() -> None:
        raise ZeroDivisionError

    room.listen(fails)
    stop = room.listen(lambda: heard.append(room.version))
    kleur = await opened(room)
    await choose(room, "an", 0)
    assert kleur.answers == 1
    before = len(heard)
    assert before >= 3
    stop()
    await choose(room, "bo", 0)
    assert len(heard) == before
    assert "a listener failed" in caplog.text


async def test_an_answer_changes_nothing_that_another_participant_sees() -> None:
    room = await workshop()
    await opened(room)
    before = room.version
    await choose(room, "an", 0)
    assert room.version == before
    await room.do(CloseRound())
    assert room.version > before


async def test_a_closed_workshop_refuses_with_a_sentence() -> None:
    room = await workshop()
    kleur = await opened(room)
    await room.close()
    with pytest.raises(NotSaved, match=r"gesloten.*kompas hervat"):
        await choose(room, "an", 0, round_id=kleur.id)


async def test_what_came_before_closing_the_workshop_is_still_saved() -> None:
    journal = MemoryJournal()
    room: Workshop = await workshop(journal=journal)
    await opened(room)
    casts = [asyncio.create_task(choose(room, f"t{n}", 0)) for n in range(50)]
    await asyncio.sleep(0)
    await room.close()
    assert len(await asyncio.gather(*casts)) == 50
    assert len(ballots(journal)) == 50
