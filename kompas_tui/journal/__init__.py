"""What has happened, kept: a port with two operations, the log behind it, and the TinyDB database."""

from kompas_tui.journal.folder import SessionFolder, SessionInUse, find_sessions, session_home
from kompas_tui.journal.log import DamagedLog, LogJournal, NewerLog, check_log
from kompas_tui.journal.memory import MemoryJournal
from kompas_tui.journal.port import FIRST_HASH, Journal, NotSaved

__all__ = [
    "FIRST_HASH",
    "DamagedLog",
    "Journal",
    "LogJournal",
    "MemoryJournal",
    "NewerLog",
    "NotSaved",
    "SessionFolder",
    "SessionInUse",
    "check_log",
    "find_sessions",
    "session_home",
]
