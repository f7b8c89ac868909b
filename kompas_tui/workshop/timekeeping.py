"""What the clock does in a workshop: it counts down, goes through a chain of times, moves groups, ends a break.

Nothing of it is saved but what a command decides; after a restart the chain says where it is.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.session.rhythms import TurnNow, is_overdue, turn_now
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.clock import Clock
from kompas_tui.workshop.commands.asking import CloseRound
from kompas_tui.workshop.commands.command import Command
from kompas_tui.workshop.commands.groups import NextTurn
from kompas_tui.workshop.countdown import Countdown, Timer
from kompas_tui.workshop.pausing import break_ends

_log = logging.getLogger(__name__)


class Tell(Protocol):
    """Tells who listens that something changed; phones too where they see it."""

    def __call__(self, *, phones: bool = False) -> None:
        """Tell them."""


class Timekeeper:
    """Keeps the time of one session; `do` carries out what the clock brings about, `card` is that on the beamer."""

    def __init__(
        self,
        session: Session,
        clock: Clock,
        card: Callable[[], Card],
        do: Callable[[Command], Awaitable[str]],
        tell: Tell,
    ) -> None:
        self._session, self._clock, self._card, self._do, self._tell = session, clock, card, do, tell
        self._countdown = Countdown(self._ring)
        self._closing: asyncio.Task[None] | None = None
        self._moving: asyncio.Task[None] | None = None

    @property
    def timer(self) -> Timer | None:
        """The countdown that runs."""
        return self._countdown.timer

    @property
    def break_ends(self) -> datetime | None:
        """When the group goes on after the break that is on the beamer; None without one."""
        turn = self.turn
        return break_ends(self._session, self._card(), turn if turn is not None and turn.is_clock else None)

    @property
    def turn(self) -> TurnNow | None:
        """Where the chain of times is that runs; None without one."""
        rhythms = self._session.rhythms
        return turn_now(rhythms, self._clock()) if rhythms else None

    def follow_clock(self) -> None:
        """Keep the turn, also after a restart, and tell where it is another one."""
        if self.keep_turn():
            self._tell(phones=True)

    def keep_turn(self) -> bool:
        """Set the clock for the turn that it is, and begin to do what that brings about: a round whose time is up
        closes, and groups move. Whether it was another turn, which phones have to hear.

        All of it here, since what happens as the time runs out takes the place of the clock that would have rung.
        """
        if self._session.rhythms:
            self._close_overdue()
            self._move_groups()
        turn, timer = self.turn, self.timer
        runs = turn is not None and not turn.is_held
        if runs == (timer is not None) and not (turn and timer and runs and timer.ends != turn.ends):
            return False
        if turn is None or not runs:
            self._countdown.stop()
        else:
            minutes, closes = turn.left.total_seconds() / 60, turn.closes
            self._countdown.start(self._clock(), minutes, closes_round=turn.closes_round, round_id=closes)
        return True

    async def close(self) -> None:
        """Stop the clock, and finish what it brought about."""
        self._countdown.stop()
        for task in (self._closing, self._moving):
            if task is not None:
                await task

    @property
    def _open_round(self) -> str:
        """The id of the open round; empty without one."""
        current = self._session.open_round
        return current.id if current else ""

    def _close_overdue(self) -> None:
        open_round = self._open_round
        # Once: while the round is being closed, the clock goes on telling that the time is up.
        if open_round and not _is_busy(self._closing) and is_overdue(self._session.rhythms, open_round, self._clock()):
            self._closing = asyncio.ensure_future(self._in_time(CloseRound(open_round)))

    def _move_groups(self) -> None:
        """Let groups go along with the chain of times of their card: while people change places it is the next turn."""
        groups, turn = self._session.groups, self.turn
        if groups is None or turn is None or turn.card != groups.card:
            return
        if groups.turn < min(turn.number, groups.form.turns) and not _is_busy(self._moving):
            self._moving = asyncio.ensure_future(self._in_time(NextTurn(turn.number)))

    def _ring(self, _timer: Timer) -> None:
        self._countdown.stop()
        self._tell(phones=True)
        self.follow_clock()

    async def _in_time(self, command: Command) -> None:
        try:
            await self._do(command)
        except Exception:  # noqa: BLE001 - nobody waits for the clock; a fault here must not keep the session from closing
            _log.exception("the clock could not do %s; the facilitator still can", type(command).__name__)


def _is_busy(task: "asyncio.Task[None] | None") -> bool:
    return task is not None and not task.done()
