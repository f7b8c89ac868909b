"""What has happened, kept: its ports, the log and the folder behind them, and the TinyDB database."""

from kompas_tui.journal.folder import SessionFolder, find_sessions, session_home
from kompas_tui.journal.log import DamagedLog, LogJournal, NewerLog, OlderLog, read_log
from kompas_tui.journal.memory import MemoryJournal
from kompas_tui.journal.port import (
    FIRST_HASH,
    Journal,
    KeptSession,
    NotSaved,
    SessionInUse,
    SessionStore,
    fingerprint_of,
)
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
    "SessionStore",
    "find_sessions",
    "fingerprint_of",
    "read_log",
    "session_home",
]
