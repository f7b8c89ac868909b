"""What has happened, kept: a port with two operations, the log behind it, and the TinyDB database."""

from kompas_tui.journal.folder import (
    KeptSession,
    SessionFolder,
    SessionInUse,
    find_sessions,
    fingerprint_of,
    session_home,
)
from kompas_tui.journal.log import DamagedLog, LogJournal, NewerLog, OlderLog, read_log
from kompas_tui.journal.memory import MemoryJournal
from kompas_tui.journal.port import FIRST_HASH, Journal, NotSaved
from kompas_tui.journal.served import Served

__all__ = [
    "FIRST_HASH",
    "DamagedLog",
    "Journal",
    "KeptSession",
    "LogJournal",
    "MemoryJournal",
    "NewerLog",
    "NotSaved",
    "OlderLog",
    "Served",
    "SessionFolder",
    "SessionInUse",
    "find_sessions",
    "fingerprint_of",
    "read_log",
    "session_home",
]
