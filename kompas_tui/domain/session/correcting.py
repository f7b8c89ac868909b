"""What was written down, corrected: the same thing of the same card in other words."""

from collections.abc import Iterable
from typing import assert_never, get_args

from msgspec.structs import replace

from kompas_tui.domain.session import events as ev


def corrected(noted: ev.Written, correction: ev.WrittenCorrected) -> ev.Written:
    """What was written, as it reads after the correction; where and when it was written stays."""
    text, who, to, when = correction.text, correction.who, correction.to, correction.when
    match noted:
        case ev.ActionAgreed():
            return replace(noted, what=text, who=who, when=when)
        case ev.PromiseMade():
            return replace(noted, what=text, who=who, to=to, when=when)
        case ev.NoteTaken() | ev.DecisionTaken() | ev.Parked():
            return replace(noted, text=text)
        case _:
            assert_never(noted)


def settled(happened: Iterable[ev.AnyEvent]) -> list[ev.AnyEvent]:
    """The same events with every correction carried out where it was written: nothing in them counts any more."""
    told: list[ev.AnyEvent | None] = []
    places: list[int] = []
    for event in happened:
        match event:
            case ev.WrittenCorrected() | ev.WrittenRemoved():
                if 1 <= event.number <= len(places):
                    index = places[event.number - 1]
                    told[index] = _after(told[index], event)
            case _:
                if isinstance(event, _WRITTEN):
                    places.append(len(told))
                told.append(event)
    return [event for event in told if event is not None]


_WRITTEN = get_args(ev.Written)


def _after(noted: ev.AnyEvent | None, change: ev.WrittenCorrected | ev.WrittenRemoved) -> ev.AnyEvent | None:
    """What stands there after this; nothing where it was taken away, now or before."""
    if isinstance(noted, ev.Written) and isinstance(change, ev.WrittenCorrected):
        return corrected(noted, change)
    return None
