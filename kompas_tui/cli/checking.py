"""What `kompas controleer` looks at: decks, folders of decks, sessions, and reports in Word."""

import json
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, assert_never

from kompas_tui.deck_files import DeckProblems, load_decks
from kompas_tui.domain.course.way import break_words, route_cards, route_minutes
from kompas_tui.domain.deck.cards import Course, Deck, languages_of, words_in
from kompas_tui.domain.deck.routes import Route
from kompas_tui.domain.deck.translations import untranslated
from kompas_tui.domain.language.errors import KompasError, why_unread
from kompas_tui.domain.language.languages import LANGUAGES
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import count, quoted, shortened
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.question.ballots import receipt_for
from kompas_tui.domain.question.fields import Answer
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.fitting import ImpossibleEvent, told
from kompas_tui.domain.session.masks import Masks
from kompas_tui.domain.session.round import Round, asked_in
from kompas_tui.domain.session.session import Session
from kompas_tui.journal import SessionFolder, read_log
from kompas_tui.journal.database import MARK, database_contents, table_name
from kompas_tui.journal.files import read_named, read_small
from kompas_tui.journal.log import refuse
from kompas_tui.journal.records import LogCheck, LogState
from kompas_tui.library.reading import LARGEST_DATABASE

Tables = dict[str, list[dict[str, Any]]]

_LONGEST_MISSED, _MOST_LACKING = 60, 3
_LARGEST_REPORT = 300_000_000

# An append takes some milliseconds; what is still torn after these looks is no append under way.
LOOKS_AGAIN, LOOK_AGAIN_SECONDS = 3, 0.05


@dataclass(slots=True)
class Findings:
    """What to say of all that was checked."""

    lines: list[str] = field(default_factory=list)
    is_fine: bool = True
    decks: int = 0
    cards: int = 0
    asked: int = 0
    """How many cards those decks have, and how many of them ask something: who forgot a heading sees it here."""

    def wrong(self, lines: Iterable[object]) -> None:
        """Note problems."""
        for line in map(str, lines):
            self.is_fine = False
            if line not in self.lines:
                self.lines.append(line)


_OF_WORD = frozenset({".docx", ".docm", ".dotx", ".dotm"})
_LOCK_OF_WORD = "~$"
_OTHER_TEXTS = frozenset({".doc", ".dot", ".odt", ".ott", ".rtf"})
_OF_DECKS = frozenset({"", ".md", ".markdown", ".txt"})
_BEGINS_DECK = (b"---", b"\xef\xbb\xbf---")


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
        within = f", met {count(findings.cards, 'kaart', 'kaarten')} en {count(findings.asked, 'vraag', 'vragen')}"
        findings.lines.append(f"{count(findings.decks, 'kaartenset', 'kaartensets')} in orde{within}.")
    return findings


def _check_path(path: Path, findings: Findings) -> None:
    if path.suffix.lower() == ".pdf":
        raise KompasError(f"{path}: een pdf kan ik niet controleren. Controleer het Word-bestand.")
    if path.suffix.lower() in _OTHER_TEXTS:
        raise KompasError(f"{path}: dit soort bestand kan ik niet controleren. Sla het op als .docx.")
    if path.name.startswith(_LOCK_OF_WORD):
        raise KompasError(f"{path}: dit maakt Word zolang je document open is. Noem het document zelf.")
    if path.suffix.lower() in _OF_WORD:
        _check_report(path, findings)
        return
    if not path.is_dir():
        _refuse_others(path)
        _check_deck(path, findings)
    elif SessionFolder(path).exists:
        _check_session(SessionFolder(path), findings)
    else:
        _check_decks(path, findings)


def _refuse_others(path: Path) -> None:
    """KompasError for a file that neither is named like a deck nor begins like one, such as figures or a picture."""
    if path.suffix.lower() in _OF_DECKS or not path.is_file():
        return
    try:
        with path.open("rb") as file:
            begins = file.read(len(_BEGINS_DECK[1]))
    except OSError:
        return  # which is said where it is read as a deck
    if not begins.startswith(_BEGINS_DECK):
        raise KompasError(
            f"{path}: dit soort bestand kan ik niet controleren. "
            "Noem een kaartenset (.md), de map van een sessie of een Word-bestand (.docx)."
        )


def _check_report(path: Path, findings: Findings) -> None:
    """Whether everybody can read a Word file, ours or one that was edited afterwards."""
    from kompas_tui.export.lint import faults_in

    try:
        data = read_named(path, _LARGEST_REPORT)
    except FileNotFoundError as error:
        raise KompasError(f"Het bestand {quoted(str(path))} is er niet. Kijk of de naam en de map kloppen.") from error
    except OSError as error:
        raise KompasError(
            f"{path}: dit bestand gaat niet open: {why_unread(error)}. Noem een ander bestand."
        ) from error
    try:
        faults = faults_in(data)
    except KompasError as error:
        raise KompasError(f"{path}: {error}") from error
    findings.wrong(f"{path}: {fault}" for fault in faults)
    if not faults:
        findings.lines.append(f"{path}: hier vond ik geen fouten in. Lees zelf na of de teksten duidelijk zijn.")


def _check_deck(path: Path, findings: Findings) -> None:
    findings.decks += 1
    decks = load_decks([str(path)])
    findings.cards += len(decks.decks[0].cards)
    findings.asked += sum(card.activity is not None for card in decks.decks[0].cards)
    findings.lines += [f"{path}: {_route_in_words(decks.course, route)}" for route in decks.course.routes]
    findings.lines += [
        f"{path}:{advice}" for advice in (*_meant_otherwise(decks.decks[0]), *_left_in_dutch(decks.decks[0]))
    ]


def _meant_otherwise(deck: Deck) -> Iterator[str]:
    """Advice: what works, but may be a mistake, each with the line of its card."""
    for card in deck.cards:
        for advice in card.activity.advice() if card.activity else ():
            yield f"{card.line}: tip: {advice}"


def _left_in_dutch(deck: Deck) -> Iterator[str]:
    """Advice: the questions that a language of this deck does not have, the first ones each with its line."""
    for language in languages_of(deck):
        words, name = words_in(deck, language), LANGUAGES[language]
        asked = [(card.line, untranslated(card.activity, words)) for card in deck.cards if card.activity]
        lacking = [(line, missed[0]) for line, missed in asked if missed]
        for line, text in lacking[:_MOST_LACKING]:
            told = f"{line}: tip: deze vraag staat niet helemaal in het {name}."
            yield f"{told} Zo mist {quoted(shortened(text, _LONGEST_MISSED))}."
        if more := lacking[_MOST_LACKING:]:
            others = f"{'staat' if len(more) == 1 else 'staan'} nog {count(len(more), 'vraag', 'vragen')}"
            yield f"{more[0][0]}: tip: vanaf hier {others} niet helemaal in het {name}."


def _route_in_words(course: Course, route: Route) -> str:
    """How long a route is, and how many of its cards don't say it."""
    cards = count(len(route.cards), "kaart", "kaarten")
    on_route = route_cards(course, route)
    long = f"{count(route_minutes(course, route), 'minuut', 'minuten')}{break_words(on_route)}"
    length = f"route {quoted(route.name)} heeft {cards} en duurt {long}."
    untimed = sum(card.minutes is None for card in on_route)
    return f"{length} Bij {count(untimed, 'kaart', 'kaarten')} staat geen duur." if untimed else length


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
    log = _settled_log(folder)
    findings.wrong(_chain_problems(folder, log))
    if not log.records:
        findings.wrong([f"{folder.log_path}: dit logboek begint niet met een sessie."])
        return
    events = [event for event, _ in log.records]
    try:
        session = told(events)
    except ImpossibleEvent as error:
        findings.wrong([f"{folder.log_path}:{error.number + 1}: {error}"])
        return
    folder.finish(session)
    key = folder.mark_key(session.fingerprint)
    session.masks = Masks(key) if key is not None else None
    findings.wrong(_receipt_problems(session, log))
    findings.lines += [
        f"{folder.path}: {session.details.title}",
        f"Logboek: {count(len(log.records), 'gebeurtenis', 'gebeurtenissen')} gelezen.",
        f"Uitslagen: {count(len(session.rounds), 'ronde', 'rondes')} opnieuw geteld.",
    ]
    findings.lines += [
        f"  {asked.title}, ronde {asked.number}: {outcome_of(session, asked).sentence}"
        for asked in session.rounds.values()
    ]
    findings.wrong(_picture_problems(folder, session))
    if not session.is_ended and key is None:
        findings.wrong(
            [
                f"{folder.path}: het bestand waarmee Kompas telefoons herkent, ontbreekt. "
                "Na hervatten tellen deelnemers opnieuw mee."
            ]
        )
    if os.path.lexists(folder.database_path):
        findings.wrong(_database_problems(folder, events, session))
    else:
        findings.lines.append("Database: die is er nog niet.")
    findings.lines += _check_numbers(log)
    if findings.is_fine:
        findings.lines.append("Alles klopt.")


def _check_numbers(log: LogCheck) -> Iterator[str]:
    """The number now, after the one of the end where more was written since: that one stood in the room."""
    ended = next((at for at, (event, _) in enumerate(log.records, 1) if isinstance(event, ev.Ended)), len(log.records))
    if more := len(log.records) - ended:
        yield f"Controlegetal bij het afronden: {log.records[ended - 1][1]}"
        yield f"Daarna {'kwam' if more == 1 else 'kwamen'} er {count(more, 'gebeurtenis', 'gebeurtenissen')} bij."
    yield f"Laatste controlegetal: {log.head}"


def _settled_log(folder: SessionFolder) -> LogCheck:
    """The log; of a session that is running the last line may just be on its way, so that is looked at again."""
    try:
        log = read_log(folder.log_path)
        for _ in range(LOOKS_AGAIN):
            if log.state is not LogState.TORN:
                break
            time.sleep(LOOK_AGAIN_SECONDS)
            log = read_log(folder.log_path)
    except OSError as error:
        raise KompasError(f"Het logboek in {folder.path} gaat niet open.") from error
    return log


def _chain_problems(folder: SessionFolder, log: LogCheck) -> Iterator[str]:
    match log.state:
        case LogState.WHOLE:
            return
        case LogState.TORN:
            where = f"{folder.log_path}:{log.bad_line}"
            yield f"{where}: de laatste regel is niet compleet. Ga verder met: kompas hervat."
        case LogState.DAMAGED:
            yield f"{folder.log_path}:{log.bad_line}: dit logboek is beschadigd. De regels ervoor zijn goed."
        case LogState.NEWER | LogState.OLDER:
            refuse(log, folder.log_path)
        case _:
            assert_never(log.state)


def _receipt_problems(session: Session, log: LogCheck) -> Iterator[str]:
    """Receipts that do not follow from their answer."""
    for number, (event, _) in enumerate(log.records, 1):
        for round_id, answer, nonce, receipt in _answered(session, event):
            if receipt_for(round_id, answer, nonce) != receipt:
                yield f"Gebeurtenis {number}: kenmerk {receipt} hoort niet bij het antwoord in het logboek."


def _answered(session: Session, event: ev.AnyEvent) -> Iterator[tuple[str, Answer, str, str]]:
    """Of each answer in an event its round, what it is, its nonce and its receipt."""
    match event:
        case ev.BallotCast():
            yield event.round, event.answer, event.nonce, event.receipt
        case ev.PaddlesRead():
            asked = asked_in(session.openings[event.round])
            yield from ((event.round, asked.turned(one.choice), one.nonce, one.receipt) for one in event.paddles)
        case _:  # nothing else holds an answer
            return


def _picture_problems(folder: SessionFolder, session: Session) -> Iterator[str]:
    """The pictures of the decks and the photos of the room that are gone, or were changed since they were kept."""
    names = {one.digest: f"het plaatje {quoted(one.name)}" for one in session.pictures.values() if one.is_kept}
    for digest, name in {**names, **dict.fromkeys((taken.picture for taken in session.photos), "een foto")}.items():
        if folder.picture(digest) is None:
            path = folder.picture_path(digest)
            what = "is veranderd" if path.exists() else "ontbreekt"
            yield f"{path}: {name} {what}. Zet het bestand terug. Tot dan zie je alleen de tekst."


def _database_problems(folder: SessionFolder, events: Sequence[ev.AnyEvent], session: Session) -> Iterator[str]:
    """What the database holds differently than the log did when it was written; it may be behind, never ahead."""
    try:
        in_database = _tables(folder.database_path)
    except (OSError, ValueError, RecursionError):
        yield f"{folder.database_path}: deze database is onleesbaar. Het logboek heeft alles."
        return
    written = _written_at(in_database)
    is_behind = 0 < written < len(events) and not session.is_ended
    then = Session(events[:written], session.masks) if is_behind else session
    for what in _other_tables(in_database, _rows(database_contents(then)), then):
        yield f"{folder.database_path}: {what} is anders dan in het logboek. Het logboek telt."


def _written_at(in_database: Tables) -> int:
    """After how many events the database says that it was written; 0 where it says nothing."""
    about = [row.get("gebeurtenissen") for row in in_database.get("sessie", [])]
    return about[0] if about and type(about[0]) is int else 0


def _other_tables(in_database: Tables, by_log: Tables, session: Session) -> Iterator[str]:
    """The tables that differ, in words; what the database says of itself is no figure of the session."""
    for row in (*in_database.get("sessie", []), *by_log.get("sessie", [])):
        row.pop(MARK, None)
    if session.masks is None and not session.is_ended:  # where roles differ can't be said again without their key
        for row in (*in_database.get("uitslagen", []), *by_log.get("uitslagen", [])):
            row.pop("zin", None)
    names = {table_name(asked): _named(asked) for asked in session.rounds.values()}
    for name in dict.fromkeys((*by_log, *in_database)):
        if in_database.get(name, []) != by_log.get(name, []):
            yield names.get(name, f"de tabel {quoted(clean_line(name, 60))}")


def _named(asked: Round) -> str:
    return f"{quoted(asked.title)}, ronde {asked.number},"


def _tables(path: Path) -> Tables:
    """The rows of every table in a database; ValueError where it isn't one."""
    data = json.loads(read_small(path, LARGEST_DATABASE))
    documents = [data, *data.values()] if isinstance(data, dict) else [data]
    if not all(isinstance(document, dict) for document in documents):
        raise ValueError("no tables")
    if not all(isinstance(row, dict) for table in data.values() for row in table.values()):
        raise ValueError("no documents")
    return _rows(data)


def _rows(contents: dict[str, dict[str, Any]]) -> Tables:
    return {name: rows for name, table in contents.items() if (rows := list(table.values()))}
