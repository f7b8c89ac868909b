"""The running session: takes commands, appends events, tells who listens. Knows no screen and no socket.

What a facilitator does is a command of `kompas_tui.workshop.commands`: `await workshop.do(TakeNote("..."))`
saves the events that it decides and gives the sentence to say. To add one, write its class beside its kin
and give it a row in `commands/table.py`: the remote and the palette then know it. The row's id binds a key
(`tui/keys.py`); a command that asks more than a few lines gets a conversation (`tui/screens/facilitating.py`).
"""

from kompas_tui.workshop.continuing import earlier_session
from kompas_tui.workshop.countdown import Timer
from kompas_tui.workshop.door import LOCKED, NO_NEW_PHONES, RoomIsLocked
from kompas_tui.workshop.opening import open_workshop, resume_workshop
from kompas_tui.workshop.replies import OtherQuestion, Receipt, TooLate
from kompas_tui.workshop.workshop import Workshop

__all__ = [
    "LOCKED",
    "NO_NEW_PHONES",
    "OtherQuestion",
    "Receipt",
    "RoomIsLocked",
    "Timer",
    "TooLate",
    "Workshop",
    "earlier_session",
    "open_workshop",
    "resume_workshop",
]
