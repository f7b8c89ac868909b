"""What `kompas controleer` looks at: decks, folders of decks, and sessions."""

import json
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kompas_tui.deck_files import DeckProblems, load_decks
from kompas_tui.domain import events as ev
from kompas_tui.domain.ballots import receipt_for
from kompas_tui.domain.errors import KompasError
from kompas_tui.domain.kinds.steun import Steun
from kompas_tui.domain.session import Session
from kompas_tui.domain.wording import count, quoted
from kompas_tui.journal import SessionFolder, check_log
from kompas_tui.journal.database import table_name, write_database
from kompas_tui.journal.log import LogCheck

LOOKS_AGAIN, LOOK_AGAIN_SECONDS = 3, 0.05


@dataclass(slots=True)
class Findings:
    """What to say of all that was checked."""

    lines: list[str] = field(default_factory=list)
    is_fine: bool = True
    decks: int = 0

    def wrong(self, lines: Iterable[object]) -> None:
        """Note problems."""
        for line in map(str, lines):
            self.is_fine = False
            if line not in self.lines:
                self.lines.append(line)


def check(paths: Sequence[Path]) -> Findings:
    """Check everything that is named, and find every problem at once."""
    findings = Findings()
    for path in paths:
        try:
            _check_path(path, findings)
        except DeckProblems as error:
            findings.wrong(error.problems)
        except KompasError as error:
            findings.wrong([error])
    if findings.is_fine and findings.decks:
        findings.lines.append(f"{count(findings.decks, 'kaartenset', 'kaartensets')} in orde.")
    return findings


def _check_path(path: Path, findings: Findings) -> None:
    if path.suffix.lower() in (".docx", ".pdf"):
        raise KompasError(f"{path}: een verslag controleren komt nog.")
    if not path.is_dir():
        _check_deck(path, findings)
    elif SessionFolder(path).exists:
        _check_session(SessionFolder(path), findings)
    else:
        _check_decks(path, findings)


def _check_deck(path: Path, findings: Findings) -> None:
    findings.decks += 1
    load_decks([str(path)])


def _check_decks(folder: Path, findings: Findings) -> None:
    files = sorted(path for path in folder.glob("*.md") if path.name.lower() != "readme.md")
    if not files:
        raise KompasError(f"In {quoted(str(folder))} staat geen kaartenset en geen sessie. Noem een andere map.")
    for path in files:
        try:
            _check_deck(path, findings)
        except DeckProblems as error:
            findings.wrong(error.problems)


def _check_session(folder: SessionFolder, findings: Findings) -> None:
    found = _settled_log(folder)
    findings.wrong(_chain_problems(folder, found))
    if not found.records or not isinstance(found.records[0][0], ev.Started):
        findings.wrong([f"{folder.log_path}: dit logboek begint niet met een sessie."])
        return
    session = Session(event for event, _ in found.records)
    findings.wrong(_receipt_problems(found))
    findings.lines += [
        f"{folder.path}: {session.details.title}",
        f"Logboek: {count(len(found.records), 'gebeurtenis', 'gebeurtenissen')} gelezen.",
        f"Uitslagen: {count(len(session.rounds), 'ronde', 'rondes')} opnieuw geteld.",
    ]
    findings.lines += [
        f"  {shown.title}, ronde {shown.number}: {shown.sentence()}" for shown in session.rounds.values()
    ]
    if folder.database_path.is_file():
        findings.wrong(_database_problems(folder, session))
    else:
        findings.lines.append("Database: die is er nog niet.")
    findings.lines.append(f"Laatste controlegetal: {found.head}")
    if findings.is_fine:
        findings.lines.append("Alles klopt.")


def _settled_log(folder: SessionFolder) -> LogCheck:
    """The log; of a session that is running the last line may just be on its way, so that is looked at again."""
    try:
        found = check_log(folder.log_path.read_bytes())
        for _ in range(LOOKS_AGAIN):
            if found.bad_line is None or found.good_after:
                break
            time.sleep(LOOK_AGAIN_SECONDS)
            found = check_log(folder.log_path.read_bytes())
    except OSError as error:
        raise KompasError(f"Het logboek in {folder.path} gaat niet open.") from error
    return found


def _chain_problems(folder: SessionFolder, found: LogCheck) -> Iterator[str]:
    if found.bad_line is not None and found.good_after:
        yield f"{folder.log_path}:{found.bad_line}: dit logboek is beschadigd. De regels ervoor zijn goed."
    elif found.bad_line is not None:
        yield f"{folder.log_path}:{found.bad_line}: de laatste regel is niet af. Ga verder met: kompas hervat."


def _receipt_problems(found: LogCheck) -> Iterator[str]:
    """Receipts that do not follow from their answer."""
    for event, _ in found.records:
        if isinstance(event, ev.BallotCast) and receipt_for(event.round, event.answer, event.nonce) != event.receipt:
            yield f"Kenmerk {event.receipt} hoort niet bij het antwoord in het logboek."


def _database_problems(folder: SessionFolder, session: Session) -> Iterator[str]:
    """Rounds that the database holds differently; an open one may be behind until it closes."""
    with tempfile.TemporaryDirectory() as place:
        redone = Path(place) / "sessie.json"
        write_database(redone, session)
        counted = _tables(redone)
    try:
        kept = _tables(folder.database_path)
    except (OSError, ValueError, AttributeError):
        yield f"{folder.database_path}: deze database is onleesbaar. Het logboek heeft alles."
        return
    results = {(row.get("kaart"), row.get("ronde")): row for row in kept.get("uitslagen", [])}
    expected = {(row["kaart"], row["ronde"]): row for row in counted["uitslagen"]}
    for shown in session.rounds.values():
        key = (shown.card, shown.number)
        if shown.is_open or isinstance(shown.activity, Steun) or (shown.states and not session.is_ended):
            continue
        same_result = results.get(key) == expected[key]
        if not same_result or kept.get(table_name(shown), []) != counted.get(table_name(shown), []):
            yield (
                f"{folder.database_path}: {quoted(shown.title)}, ronde {shown.number}, "
                "is anders dan in het logboek. Het logboek telt."
            )


def _tables(path: Path) -> dict[str, list[dict[str, Any]]]:
    data = json.loads(path.read_text(encoding="utf-8"))
    return {name: list(documents.values()) for name, documents in data.items()}
