"""How a plate colours in: from what was seen last, by a few steps in half a second, and at once where that is asked."""

from kompas_tui.tui.drawing.wash import STEP_SECONDS, WASH_SECONDS, Colours, Wash

SPOT, OTHER = (0.0, 0.0, 0.5, 0.5), (0.5, 0.5, 0.5, 0.5)
BEFORE: Colours = ({SPOT: 0.5}, 0.0)
AFTER: Colours = ({SPOT: 1.0, OTHER: 0.5}, 0.2)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_plate_that_is_seen_for_the_first_time_is_as_it_is() -> None:
    wash = Wash(Clock())
    assert wash.step("plaat", AFTER) == AFTER
    assert not wash.is_running


def test_what_changed_since_colours_in_by_steps_and_then_rests() -> None:
    clock = Clock()
    wash = Wash(clock)
    wash.step("plaat", BEFORE)
    seen = []
    while True:
        spots, rest = wash.step("plaat", AFTER)
        seen.append((spots[SPOT], spots.get(OTHER), rest))
        if not wash.is_running:
            break
        clock.now += STEP_SECONDS * 1.01
    assert seen[0] == (0.5, 0.0, 0.0)
    assert seen[-1] == (1.0, 0.5, 0.2)
    assert seen == sorted(seen)
    assert 3 <= len(seen) <= 7
    assert clock.now < WASH_SECONDS + 2 * STEP_SECONDS <= 0.7


def test_all_that_is_done_colours_the_whole_plate_in() -> None:
    clock = Clock()
    wash = Wash(clock)
    wash.step("plaat", BEFORE)
    wash.step("plaat", ({}, 1.0))
    clock.now = WASH_SECONDS / 2
    spots, rest = wash.step("plaat", ({}, 1.0))
    assert 0.5 < spots[SPOT] < 1
    assert 0 < rest < 1


def test_where_nothing_may_move_it_is_so_at_once_and_another_plate_stops_the_first() -> None:
    clock = Clock()
    wash = Wash(clock)
    wash.step("plaat", BEFORE)
    assert wash.step("plaat", AFTER, at_once=True) == AFTER
    assert not wash.is_running
    wash.step("plaat", BEFORE)
    assert wash.is_running
    assert wash.step("andere", AFTER) == AFTER
    assert not wash.is_running
