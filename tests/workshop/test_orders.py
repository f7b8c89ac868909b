"""The keys of a beamer beside a server: one after another, and each asked again until there is an answer."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from kompas_tui.deck_files import DeckSet
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.workshop.attached_orders import UNSURE, Orders
from kompas_tui.workshop.attached_parts import LineCut, LineState
from kompas_tui.workshop.frames import Frame, Press, Reply
from kompas_tui.workshop.moment import Moment


def named(order: Press) -> str:
    assert order.command is not None
    return str(order.command["naam"])


class Line:
    """A way to a server that answers when it is told to, or was cut."""

    def __init__(self, *, is_cut: bool = False) -> None:
        self.asked: list[Press] = []
        self.may_answer, self._is_cut = asyncio.Event(), is_cut

    async def give(self, order: Press) -> Reply:
        self.asked.append(order)
        if self._is_cut:
            raise LineCut("weg")
        await self.may_answer.wait()
        return Reply(Frame("leven", len(self.asked), 0, 0, [], "", Moment()), told=named(order))

    async def frames(self, begin: int) -> AsyncIterator[Frame]:
        raise NotImplementedError
        yield

    async def picture(self, digest: str) -> bytes | None:
        raise NotImplementedError

    async def take_over(self, decks: DeckSet) -> None:
        raise NotImplementedError


def orders_over(line: Line, take: Callable[[Frame], None] = lambda _: None) -> Orders:
    state = LineState(lambda: None, lambda: None)
    return Orders(line, state, lambda: ("leven", len(line.asked)), take)


async def test_a_key_waits_for_the_answer_to_the_one_before() -> None:
    line, taken = Line(), list[Frame]()
    orders = orders_over(line, taken.append)
    both = [asyncio.create_task(orders.give(Press("", "", 0, {"naam": name}))) for name in ("eerst", "dan")]
    for _ in range(20):
        await asyncio.sleep(0)
    assert [named(order) for order in line.asked] == ["eerst"]
    line.may_answer.set()
    assert await asyncio.gather(*both) == ["eerst", "dan"]
    assert [(order.life, order.length) for order in line.asked] == [("leven", 0), ("leven", 1)], "as it stood by then"
    assert len({order.id for order in line.asked}) == len(taken) == 2


async def test_who_closes_while_the_line_is_away_is_told_at_once_and_nothing_is_sent_again() -> None:
    line = Line(is_cut=True)
    orders = orders_over(line)
    orders.are_over = True
    with pytest.raises(CommandRefused, match=UNSURE):
        await orders.give(Press("", "", 0, {"naam": "eerst"}))
    assert len(line.asked) == 1
