"""The sessions on this machine: those in the home for sessions, and those that were put elsewhere."""

import contextlib
from datetime import datetime
from pathlib import Path

from kompas_tui.domain.language.errors import KompasError, reason
from kompas_tui.domain.language.wording import clock_time, long_date, quoted
from kompas_tui.domain.session.times import keep_until
from kompas_tui.journal import SessionFolder, find_sessions, session_home
from kompas_tui.journal.files import PRIVATE_FOLDER, make_folder, sync_folder
from kompas_tui.journal.folder import newest_first
from kompas_tui.journal.glance import glance
from kompas_tui.tui.ports import SessionChoice

REHEARSAL = "kompas-oefening-"
"""How the name of a folder of this machine begins whose session is thrown away."""

_ELSEWHERE = "elders.txt"
"""A file in the home for sessions with the folders of sessions outside it, one a line."""

_UNREADABLE = "Het logboek is leeg of onleesbaar."


def existing_session(path: Path) -> SessionFolder:
    """The session in this folder, or of this name in the home for sessions; a sentence where there is none."""
    folder, home = SessionFolder(path), session_home()
    if folder.exists:
        return folder
    if not path.exists() and len(path.parts) == 1 and (at_home := SessionFolder(home / path)).exists:
        return at_home
    kind = "" if path.exists() else " Die map is er niet."
    where = f" Je sessies staan in {home}." if home.exists() else ""
    raise KompasError(f"In {quoted(str(path))} staat geen sessie.{kind} Noem de map van een sessie.{where}")


def new_folder(name: str, today: datetime) -> SessionFolder:
    """A folder for a new session with this deck: `2026-11-22-beren-1`."""
    home = session_home()
    for number in range(1, 10_000):
        path = home / f"{today:%Y-%m-%d}-{name}-{number}"
        try:
            make_folder(home)
            path.mkdir(mode=PRIVATE_FOLDER)
            sync_folder(home)
        except FileExistsError:
            continue
        except OSError as error:
            raise KompasError(
                f"In {home} kan ik niet schrijven: {reason(error)}. Kies een map met --sessie."
            ) from error
        return SessionFolder(path)
    raise KompasError(f"Er zijn vandaag te veel sessies in {home}. Kies een map met --sessie.")


def remember_elsewhere(path: Path) -> None:
    """Keep where a session outside the home is, so that it can be found again."""
    home = session_home()
    path = path.resolve()
    if path.parent == home.resolve() or path in _elsewhere():
        return
    with contextlib.suppress(OSError):
        make_folder(home)
        with (home / _ELSEWHERE).open("a", encoding="utf-8") as file:
            file.write(f"{path}\n")


def _elsewhere() -> list[Path]:
    try:
        return [Path(line) for line in (session_home() / _ELSEWHERE).read_text(encoding="utf-8").splitlines() if line]
    except OSError:
        return []


def known_folders() -> list[Path]:
    """The home for sessions, and the folders of those outside it."""
    return [session_home(), *_elsewhere()]


def all_sessions() -> list[SessionFolder]:
    """Every session that is known here, the newest first."""
    return newest_first([*find_sessions(), *map(SessionFolder, _elsewhere())])


def read_choice(folder: SessionFolder, now: datetime) -> SessionChoice:
    """A session as the home screen shows it, without folding it; `problem` says why it can't be shown."""
    try:
        seen = glance(folder.log_path)
    except OSError:
        seen = None
    if seen is None:
        return _unreadable(folder)
    if seen.is_ended:
        folder.finish_seen()
    return SessionChoice(
        path=folder.path,
        title=seen.details.title,
        day=f"{long_date(seen.started.time)}, {clock_time(seen.started.time)}",
        participants=seen.joined,
        ended=seen.is_ended,
        expired=keep_until(seen.started.time, seen.started.keep_days) < now,
    )


def _unreadable(folder: SessionFolder) -> SessionChoice:
    return SessionChoice(folder.path, folder.path.name, "", 0, ended=False, expired=False, problem=_UNREADABLE)


def session_choices() -> list[SessionChoice]:
    """The sessions for the home screen."""
    now = datetime.now().astimezone()
    return [read_choice(folder, now) for folder in all_sessions()]


def session_to_resume(path: Path | None) -> SessionFolder:
    """The session in this folder, or else the newest that isn't ended and no demo."""
    if path is not None:
        return existing_session(path)
    now = datetime.now().astimezone()
    for folder in all_sessions():
        choice = read_choice(folder, now)
        if not (choice.ended or choice.problem or folder.served().is_demo or folder.is_in_use()):
            return folder
    raise KompasError("Er is geen sessie om mee verder te gaan. Begin er een met: kompas start beren.")
