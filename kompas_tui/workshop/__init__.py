"""The running session: takes commands, appends events, tells who listens. Knows no screen and no socket."""

from kompas_tui.workshop.countdown import Timer
from kompas_tui.workshop.door import LOCKED, NO_NEW_PHONES, RoomIsLocked
from kompas_tui.workshop.opening import open_workshop, resume_workshop, start_workshop
from kompas_tui.workshop.workshop import OtherQuestion, Receipt, ResultStillOpen, TooLate, Workshop

__all__ = [
    "LOCKED",
    "NO_NEW_PHONES",
    "OtherQuestion",
    "Receipt",
    "ResultStillOpen",
    "RoomIsLocked",
    "Timer",
    "TooLate",
    "Workshop",
    "open_workshop",
    "resume_workshop",
    "start_workshop",
]
