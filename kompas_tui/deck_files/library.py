"""Where decks lie: the shipped ones by name, others by path; and a session's decks read together."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kompas_tui.deck_files.problems import DeckProblem, DeckProblems
from kompas_tui.deck_files.reader import LARGEST_FILE, read_deck
from kompas_tui.domain.deck import Course, Deck, course_of
from kompas_tui.domain.errors import KompasError
from kompas_tui.domain.wording import did_you_mean, nearest, quoted

_IN_WHEEL = Path(__file__).parent.parent / "decks"
_IN_CHECKOUT = Path(__file__).parent.parent.parent / "decks"


@dataclass(frozen=True, slots=True)
class DeckSet:
    """The decks of a session, those that they link to, and their cards in order; files by name of the deck."""

    decks: tuple[Deck, ...]
    linked: tuple[Deck, ...]
    course: Course
    files: dict[str, Path]


def shipped_folder() -> Path:
    """The folder of the shipped decks, in the wheel or in a checkout."""
    return _IN_WHEEL if _IN_WHEEL.is_dir() else _IN_CHECKOUT


def shipped_decks() -> dict[str, Path]:
    """The shipped decks by name."""
    return {path.stem: path for path in sorted(shipped_folder().glob("*.md"))}


def find_deck(name: str, beside: Path | None = None) -> Path:
    """The file of a deck that is named by path or by a shipped deck's name; KompasError names the nearest."""
    for path in (Path(name), *([beside / name, beside / f"{name}.md"] if beside else [])):
        if path.is_file():
            return path
    shipped = shipped_decks()
    if name in shipped:
        return shipped[name]
    if Path(name).is_dir():
        raise KompasError(f"{quoted(name)} is een map. Noem het bestand van de kaartenset, zoals {name}/naam.md.")
    if nearest(name, list(shipped)) is None and ("/" in name or "\\" in name or name.endswith(".md")):
        raise KompasError(f"Het bestand {quoted(name)} is er niet. Kijk of de naam en de map kloppen.")
    raise KompasError(
        f"De kaartenset {quoted(name)} ken ik niet. {did_you_mean(name, list(shipped))}"
        f" Een eigen kaartenset noem je met het hele pad."
        if shipped
        else f"De kaartenset {quoted(name)} ken ik niet."
    )


def _read_file(path: Path) -> Deck:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise KompasError(f"Het bestand {quoted(str(path))} kan ik niet lezen: {error.strerror}.") from error
    if len(raw) > LARGEST_FILE:
        raise DeckProblems([DeckProblem(str(path), 1, "Dit bestand is groter dan 2 MB. Maak er twee kaartensets van.")])
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = "Dit teken kan ik niet lezen. Bewaar het bestand als UTF-8."
        raise DeckProblems([DeckProblem(str(path), line, message)]) from error
    return read_deck(path.stem, text, str(path))


def load_decks(names: Sequence[str]) -> DeckSet:
    """Find and read decks and those that they link to; DeckProblems holds the problems of all of them."""
    files = {path.stem: path for path in map(find_deck, names)}
    problems: list[DeckProblem] = []
    decks: list[Deck] = []
    linked: dict[str, Path] = {}
    for path in files.values():
        try:
            deck = _read_file(path)
        except DeckProblems as error:
            problems += error.problems
            continue
        decks.append(deck)
        for name in deck.linked:
            try:
                found = find_deck(name, path.parent)
            except KompasError as error:
                line = next((i for i, line in enumerate(deck.text.split("\n"), 1) if "kaarten_uit" in line), 1)
                problems.append(DeckProblem(str(path), line, f"‘kaarten_uit’: {error}"))
            else:
                if found.stem not in files:
                    linked[found.stem] = found
    extra: list[Deck] = []
    for path in linked.values():
        try:
            extra.append(_read_file(path))
        except DeckProblems as error:
            problems += error.problems
    if problems:
        raise DeckProblems(problems)
    return DeckSet(tuple(decks), tuple(extra), course_of(decks, extra), files | linked)


def read_decks(texts: Sequence[tuple[str, str, bool]]) -> DeckSet:
    """The decks of a session from their kept texts: name, text and whether it is only linked."""
    decks = [read_deck(name, text, f"{name}.md") for name, text, linked in texts if not linked]
    extra = [read_deck(name, text, f"{name}.md") for name, text, linked in texts if linked]
    return DeckSet(tuple(decks), tuple(extra), course_of(decks, extra), {})
