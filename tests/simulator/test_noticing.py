"""What the simulator is for: a fault that is planted in the program is noticed, and for what it is."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kompas_tui.domain.kinds.instemming import Instemming
from kompas_tui.domain.kinds.keuze import Keuze
from kompas_tui.domain.result.shapes import Bars
from kompas_tui.domain.session import events as ev
from kompas_tui.journal import LogJournal
from kompas_tui.web.room import Room
from kompas_tui.workshop import rounds
from kompas_tui.workshop.casting import Casting
from kompas_tui.workshop.commands.asking import CloseRound
from kompas_tui.workshop.commands.command import Scene
from kompas_tui.workshop.voters import Voters
from tests.simulator.evening import Mode, explain, run

EVENINGS = 25
"""So many are played at most before the fault must have been noticed."""

Plant = Callable[[pytest.MonkeyPatch], None]


def a_wrong_count_of_one(patch: pytest.MonkeyPatch) -> None:
    """The first option always has one more."""
    _count_wrong(patch, Keuze)


def a_wrong_count_of_consent(patch: pytest.MonkeyPatch) -> None:
    """The same with positions on a proposal."""
    _count_wrong(patch, Instemming)


def _count_wrong(patch: pytest.MonkeyPatch, kind: type[Keuze | Instemming]) -> None:
    tally = kind.tally

    def one_more(asked: Any, ballots: Sequence[Any], hidden: Any = frozenset()) -> Bars:
        right = tally(asked, ballots, hidden)
        first = replace(right.bars[0], count=right.bars[0].count + 1)
        return replace(right, bars=(first, *right.bars[1:]))

    patch.setattr(kind, "tally", one_more)


def a_changed_answer_that_counts_twice(patch: pytest.MonkeyPatch) -> None:
    """Each answer of a phone has a mark of its own."""
    patch.setattr(Voters, "mark", lambda *_: secrets.token_bytes(16).hex())


def a_lost_answer(patch: pytest.MonkeyPatch) -> None:
    """Every answer gets a receipt, and is thrown away."""
    patch.setattr(Casting, "_counted", lambda casting, new, *_: casting.joined(new.device, welcome=new.welcome))


def an_answer_that_is_not_written(patch: pytest.MonkeyPatch) -> None:
    """Answers are counted, and do not reach the log."""
    _forget(patch, ev.BallotCast)


def a_note_that_is_not_written(patch: pytest.MonkeyPatch) -> None:
    """Notes do not reach the log."""
    _forget(patch, ev.NoteTaken)


def _forget(patch: pytest.MonkeyPatch, kind: type[ev.AnyEvent]) -> None:
    append = LogJournal.append

    def forgetful(journal: LogJournal, events: Sequence[ev.AnyEvent]) -> str:
        return append(journal, [event for event in events if not isinstance(event, kind)])

    patch.setattr(LogJournal, "append", forgetful)


def a_log_that_is_not_synced(patch: pytest.MonkeyPatch) -> None:
    """What was written is told before it is safe."""
    patch.setattr("kompas_tui.journal.log.sync", lambda descriptor: None)


def a_shown_secret(patch: pytest.MonkeyPatch) -> None:
    """Closing a round shows what was written in it."""

    def decide(command: CloseRound, scene: Scene) -> Sequence[ev.AnyEvent]:
        closed = rounds.closing_now(scene.session, scene.marks, scene.slips, scene.places, scene.now)
        shown = [ev.ResultShown(time=scene.now, round=event.round) for event in closed if hasattr(event, "round")]
        return [*closed, *shown]

    patch.setattr(CloseRound, "decide", decide)


def an_answer_to_another_question(patch: pytest.MonkeyPatch) -> None:
    """A form counts for the question that is open, whatever it asked."""
    asked = Casting._asked
    patch.setattr(Casting, "_asked", lambda casting, sent: casting._session.open_round or asked(casting, sent))


def a_page_that_breaks(patch: pytest.MonkeyPatch) -> None:
    """The page after an answer can't be made."""

    def breaks(*_: object) -> None:
        raise KeyError("kenmerk")

    patch.setattr(Room, "receipt", breaks)


PLANTS: Sequence[tuple[Plant, Mode, str]] = (
    (a_wrong_count_of_one, "true", "has .*, chosen"),
    (a_wrong_count_of_consent, "true", "has .*, chosen"),
    (a_changed_answer_that_counts_twice, "true", "has two ballots|is gone"),
    (a_lost_answer, "true", "was saved, and is gone"),
    (an_answer_that_is_not_written, "true", "is gone|past niet"),
    (a_note_that_is_not_written, "true", "the note .* was kept, and is gone"),
    (a_log_that_is_not_synced, "true", "is gone|is beschadigd"),
    (a_shown_secret, "true", "before anything was shown"),
    (an_answer_to_another_question, "true", "counted for .*, read"),
    (a_page_that_breaks, "alive", "500"),
)


@pytest.mark.parametrize(("plant", "mode", "told"), PLANTS, ids=lambda one: getattr(one, "__name__", ""))
def test_a_planted_fault_is_noticed(
    plant: Plant, mode: Mode, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    with pytest.raises(AssertionError, match=told):
        _play(mode, tmp_path)


def _play(mode: Mode, folder: Path) -> None:
    """Play evenings; AssertionError with what was wrong in the first that went wrong."""
    for seed in range(EVENINGS):
        try:
            run(seed, mode, folder / str(seed))
        except Exception as error:
            raise AssertionError(explain(seed, mode, error)) from error
