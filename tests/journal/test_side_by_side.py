"""The journal in memory and the log, side by side: the same calls, failures and restarts, and never another tale."""

import errno
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kompas_tui.domain.session import events as ev
from kompas_tui.journal import LogJournal, MemoryJournal, NotSaved
from tests.journal.course import NOW

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), max_size=60)
BALLOTS = st.builds(
    lambda mark, answer, nonce: ev.BallotCast(round="r", mark=mark, answer=answer, receipt="R", nonce=nonce),
    TEXTS,
    st.dictionaries(TEXTS, st.integers(0, 9) | st.lists(TEXTS, max_size=3), max_size=3),
    TEXTS,
)
NOTES = st.builds(lambda text: ev.NoteTaken(time=NOW, card="k", text=text), TEXTS)
GROUPS = st.lists(BALLOTS | NOTES, max_size=5)


class BothJournals(RuleBasedStateMachine):
    """What memory holds is what was acknowledged; the log must hold the same, through all that befalls it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "logboek.jsonl"
        self.memory = MemoryJournal()
        self.log: LogJournal | None = LogJournal(self.path)
        self.length = 0

    @precondition(lambda self: self.log)
    @rule(group=GROUPS)
    def append(self, group: list[ev.AnyEvent]) -> None:
        """Both take the group, and give the same hash."""
        assert self.log
        assert self.log.append(group) == self.memory.append(group)
        self.length += len(group)

    @precondition(lambda self: self.log)
    @rule(group=GROUPS.filter(bool), kept=st.integers(0, 400), call=st.sampled_from(["write", "fdatasync"]))
    def fail(self, group: list[ev.AnyEvent], kept: int, call: str) -> None:
        """The disk takes a part and refuses: neither has the group."""
        assert self.log
        real: Any = getattr(os, call)

        def refuse(descriptor: int, data: bytes = b"") -> int:
            if call == "write":
                real(descriptor, bytes(data)[:kept])
            raise OSError(errno.ENOSPC, "full")

        setattr(os, call, refuse)
        try:
            self.log.append(group)
        except NotSaved:
            return
        finally:
            setattr(os, call, real)
        raise AssertionError("it was acknowledged")

    @precondition(lambda self: self.log)
    @rule(back=st.booleans())
    def lose(self, back: bool) -> None:
        """The log goes away under the journal; what is appended then is refused, and goes on when it is back."""
        assert self.log
        away = self.path.with_name("weg")
        self.path.rename(away)
        try:
            self.log.append([ev.Joined(mark="x")])
        except NotSaved:
            pass
        else:
            raise AssertionError("it was acknowledged")
        away.rename(self.path)
        if not back:
            self.stop()

    @precondition(lambda self: self.log)
    @rule()
    def stop(self) -> None:
        """The program ends."""
        assert self.log
        self.log.close()
        self.log = None

    @precondition(lambda self: self.log is None)
    @rule(torn=st.binary(max_size=40).filter(lambda noise: b"\n" not in noise and b"\0" not in noise))
    def start(self, torn: bytes) -> None:
        """The program starts anew, after a last group that may have been begun."""
        if self.length and torn:
            with self.path.open("ab") as file:
                file.write(b'[12,"' + torn)
        self.log = LogJournal(self.path)
        assert bool(self.log.set_aside) == bool(self.length and torn)

    @precondition(lambda self: self.log)
    @invariant()
    def tell_the_same(self) -> None:
        """Both read back the same events, with the same hashes."""
        assert self.log
        assert list(self.log.read()) == list(self.memory.read())

    def teardown(self) -> None:
        """Leave nothing behind."""
        if self.log:
            self.log.close()
        shutil.rmtree(self.folder)


TestSideBySide = BothJournals.TestCase
TestSideBySide.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
