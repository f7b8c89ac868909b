"""Going on from an earlier session: what comes along of it, read once from its folder."""

from datetime import datetime
from pathlib import Path

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.wording import long_date, quoted
from kompas_tui.domain.outcome import brought_from
from kompas_tui.domain.session import events as ev
from kompas_tui.journal import SessionFolder


def earlier_session(path: Path, now: datetime) -> ev.Continued:
    """What comes along of the session in this folder, ended or paused.

    KompasError where there is none, where it can't be read, and where it should have been removed by now.
    """
    folder = SessionFolder(path)
    if not folder.exists:
        raise KompasError(f"In {quoted(str(path))} staat geen sessie. Noem bij ‘--vervolg’ de map van een sessie.")
    session, _ = folder.read_session()
    until = session.keep_until
    # Going on would carry texts further that should have been removed by now.
    if until is not None and until < now:
        raise KompasError(
            f"De sessie in {path} mocht je bewaren tot en met {long_date(until)}. Je kunt er niet mee verder. "
            "Begin zonder ‘--vervolg’."
        )
    return brought_from(session, now)
