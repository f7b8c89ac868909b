"""Who goes where there are too many, without a socket."""

from dataclasses import dataclass, field

from kompas_tui.web.connections import MOST_REMOTE_STREAMS, hold_remote
from kompas_tui.web.crowd import Crowd, Limits


@dataclass(eq=False)
class Someone:
    """A connection that only tells whether it was let go."""

    crowd: Crowd
    address: str = "a"
    owner: str = ""
    is_counted: bool = True
    gone: bool = field(default=False, init=False)

    def let_go(self) -> None:
        self.crowd.forget(self)
        self.gone = True

    def hold(self, owner: str, most: int, *, kept: bool) -> None:
        self.owner = owner
        self.crowd.hold(self, most, kept=kept)


def _streaming(crowd: Crowd, address: str = "a", owner: str = "x", *, kept: bool = False) -> Someone:
    one = Someone(crowd, address, owner)
    assert crowd.take_in(one)
    crowd.asked(one)
    crowd.hold(one, 100, kept=kept)
    return one


def test_a_newcomer_takes_the_place_of_the_oldest_that_waits_and_then_of_a_stream() -> None:
    crowd = Crowd(Limits(per_address=3))
    stream, waits, asks, first, second = _streaming(crowd), *(Someone(crowd) for _ in range(4))
    assert crowd.take_in(waits)
    assert crowd.take_in(asks)
    crowd.asked(asks)
    assert crowd.take_in(first)
    assert (waits.gone, stream.gone, asks.gone) == (True, False, False)
    crowd.asked(first)
    assert crowd.take_in(second)
    assert (stream.gone, asks.gone, first.gone) == (True, False, False)
    crowd.asked(second)
    assert not crowd.take_in(Someone(crowd)), "all are being answered"
    crowd.answered(asks)
    assert crowd.take_in(Someone(crowd))
    assert asks.gone


def test_a_kept_stream_makes_room_for_nobody() -> None:
    crowd = Crowd(Limits(per_address=2))
    kept, other = _streaming(crowd, kept=True), _streaming(crowd)
    assert crowd.take_in(Someone(crowd))
    assert (kept.gone, other.gone) == (False, True)


def test_the_fullest_address_makes_room_for_all() -> None:
    crowd = Crowd(Limits(per_address=100, together=5))
    full = [_streaming(crowd, "vol", str(place)) for place in range(4)]
    alone = _streaming(crowd, "alleen")
    assert crowd.take_in(Someone(crowd, "nieuw"))
    assert [one.gone for one in full] == [True, False, False, False]
    assert not alone.gone


def test_nothing_is_kept_of_who_is_gone() -> None:
    crowd = Crowd(Limits())
    one = _streaming(crowd)
    one.let_go()
    crowd.answered(one)
    crowd.hold(one, 100, kept=False)
    crowd.forget(one)
    assert (dict(crowd.counts), dict(crowd.waiting), dict(crowd.streaming), dict(crowd.owned)) == ({}, {}, {}, {})


def test_the_facilitator_of_one_session_pushes_no_beamer_out_of_another() -> None:
    crowd = Crowd(Limits())
    beamer, *flood = (Someone(crowd) for _ in range(MOST_REMOTE_STREAMS + 2))
    hold_remote({"kompas.connection": beamer}, "/ANNA")
    for one in flood:
        hold_remote({"kompas.connection": one}, "/BERT")
    assert not beamer.gone
    assert [one.gone for one in flood] == [True, *[False] * MOST_REMOTE_STREAMS]
