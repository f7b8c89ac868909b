"""Where decks lie: the shipped ones by name, others by path; and a session's decks read together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from kompas_tui.deck_files.drawings import read_drawing
from kompas_tui.deck_files.pictures import PictureFolder, kept_among
from kompas_tui.deck_files.problems import DeckProblem, DeckProblems, in_short
from kompas_tui.deck_files.reader import DECKS, DRAWING, LARGEST_FILE
from kompas_tui.deck_files.reading import Reading, read_deck, read_text
from kompas_tui.deck_files.references import problems_between
from kompas_tui.domain.deck.cards import Course, Deck, course_of, slug
from kompas_tui.domain.language.errors import KompasError, why_unread
from kompas_tui.domain.language.wording import did_you_mean, nearest, quoted
from kompas_tui.domain.question.pictures import Picture
from kompas_tui.domain.session.events import DeckText

NO_PICTURES: Mapping[str, Sequence[Picture]] = MappingProxyType({})

_IN_WHEEL = Path(__file__).parent.parent / "decks"
_IN_CHECKOUT = Path(__file__).parent.parent.parent / "decks"

_DECK = ".md"
"""How the name of a deck ends."""
_DOCUMENTS = (
    b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF",
)  # fmt: skip
"""How files of Word, of LibreOffice, PDFs and pictures begin: in such a file may be the programme of an evening."""

_NO_UTF8 = "Dit teken kan ik niet lezen. Bewaar het bestand als UTF-8: dat kies je bij ‘Opslaan als’, bij ‘codering’."
_NO_DECK = "Dit is geen gewone tekst. Maak een voorbeeld met: kompas nieuw avond.md. Zet jouw tekst daarin."


@dataclass(frozen=True, slots=True)
class DeckSet:
    """The decks of a session, those that they link to, and their cards in order; files by name of the deck."""

    decks: tuple[Deck, ...]
    linked: tuple[Deck, ...]
    course: Course
    files: dict[str, Path]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """What lay beside the decks, by hash; empty where a session keeps it."""


def shipped_folder() -> Path:
    """The folder of the shipped decks, in the wheel or in a checkout."""
    return _IN_WHEEL if _IN_WHEEL.is_dir() else _IN_CHECKOUT


def shipped_decks() -> dict[str, Path]:
    """The shipped decks by name."""
    return {path.stem: path for path in sorted(shipped_folder().glob("*.md"))}


def deck_name(path: Path) -> str:
    """The name by which a session knows a deck; safe in an address and on a screen."""
    return slug(path.stem)


def _is(kind: Callable[[Path], bool], path: Path) -> bool:
    try:
        return kind(path)
    except (OSError, ValueError):  # a name too long for this file system, or a folder that can't be looked into
        return False


def find_deck(name: str, beside: Path | None = None) -> Path:
    """The file of a deck that is named by path or by a shipped deck's name; KompasError names the nearest."""
    if not name.strip():
        raise KompasError("Hier ontbreekt een naam. Noem een kaartenset, zoals beren, of een bestand.")
    for path in (*([beside / name, beside / f"{name}.md"] if beside else []), Path(name)):
        if _is(Path.is_file, path):
            return path
    shipped = shipped_decks()
    if name in shipped:
        return shipped[name]
    if _is(Path.is_dir, Path(name)):
        raise KompasError(f"{quoted(name)} is een map. Noem het bestand van de kaartenset, zoals {name}/naam.md.")
    if _is(Path.exists, Path(name)):
        raise KompasError(f"{quoted(name)} is geen gewoon bestand. Noem het bestand van de kaartenset.")
    if nearest(name, list(shipped)) is None and ("/" in name or "\\" in name or name.endswith(".md")):
        raise KompasError(f"Het bestand {quoted(name)} is er niet. Kijk of de naam en de map kloppen.")
    raise KompasError(
        f"De kaartenset {quoted(name)} ken ik niet. {did_you_mean(name, list(shipped))}"
        f" Een eigen kaartenset noem je met het hele pad."
        if shipped
        else f"De kaartenset {quoted(name)} ken ik niet."
    )


def _read_file(path: Path, pictures: PictureFolder) -> Reading:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except PermissionError as error:
        raise KompasError(f"Het bestand {quoted(str(path))} mag je niet lezen. Vraag om toegang.") from error
    except FileNotFoundError as error:
        raise KompasError(f"Het bestand {quoted(str(path))} is er niet meer. Noem een ander bestand.") from error
    except OSError as error:
        raise KompasError(f"Het bestand {quoted(str(path))} kan ik niet lezen: {why_unread(error)}.") from error
    if len(raw) > LARGEST_FILE:
        raise DeckProblems([DeckProblem(str(path), 1, "Dit bestand is groter dan 2 MB. Maak er twee kaartensets van.")])
    if raw.startswith(_DOCUMENTS):
        raise DeckProblems([DeckProblem(str(path), 1, _NO_DECK)])
    try:
        text = raw.decode("utf-8")
        unreadable = raw.find(b"\0")  # Windows' “Unicode” has one in every letter, and may pass for text
    except UnicodeDecodeError as error:
        unreadable = error.start
    if unreadable >= 0:
        line = raw[:unreadable].count(b"\n") + 1
        raise DeckProblems([DeckProblem(str(path), line, _NO_UTF8)])
    return read_text(deck_name(path), text, str(path), find_picture=pictures.find)


def read_deck_file(path: Path) -> Reading:
    """What a file holds with the pictures beside it; what it names in other files is not looked up."""
    return _read_file(path, PictureFolder(path.parent))


def _shipped_deck(name: str, beside: Path) -> Path:
    """The file of a deck of ours; KompasError where it is none."""
    decks = shipped_decks()
    if name not in decks:
        raise KompasError(f"{quoted(name)} is geen kaartenset van Kompas. {did_you_mean(name, list(decks))}")
    return decks[name]


def _linked_deck(name: str, beside: Path) -> Path:
    """The file of a deck that one in this folder names: from the folder, or what is called a deck elsewhere.

    Whoever wrote the deck may not be who starts it, and no other file of that person is read.
    """
    path = find_deck(name, beside)
    led_to = path.resolve()
    if led_to.suffix.lower() != _DECK and not led_to.is_relative_to(beside.resolve()):
        raise KompasError(
            f"{quoted(name)} ligt in een andere map en eindigt niet op .md. Zet het naast deze kaartenset."
        )
    return path


class _Gathering:
    """Reads decks that belong together and gathers what is wrong in any of them."""

    def __init__(self, *, is_foreign: bool = False) -> None:
        """A deck that is `is_foreign` may link to shipped ones only, since it is not the owner of files here."""
        self._find_linked = _shipped_deck if is_foreign else _linked_deck
        self.files: dict[str, Path] = {}
        self.problems: list[DeckProblem] = []
        self.pictures: dict[str, bytes] = {}

    def add(self, path: Path) -> bool:
        """Whether the file is a new one; KompasError where another file has its name."""
        name = deck_name(path)
        same = self.files.setdefault(name, path)
        if same is path:
            return True
        if same.resolve() != path.resolve():
            raise KompasError(
                f"Twee kaartensets heten {quoted(name)}: {same} en {path}. Geef er één een andere bestandsnaam."
            )
        return False

    def read(self, paths: Sequence[Path]) -> list[Reading]:
        """What these files hold, right or wrong."""
        readings = []
        for path in paths:
            beside = PictureFolder(path.parent)
            try:
                readings.append(_read_file(path, beside))
                self.problems += readings[-1].problems
            except DeckProblems as error:
                self.problems += error.problems
            self.pictures |= beside.found
        return readings

    def linked(self, reading: Reading) -> list[Path]:
        """The new files that this deck links to."""
        path = self.files[reading.name]
        files_linked = []
        for link in reading.links:
            try:
                if link.key == DECKS and self.add(file := self._find_linked(link.to, path.parent)):
                    files_linked.append(file)
            except KompasError as error:
                self._problem(reading, link.line, f"‘kaarten_uit’: {error}")
        return files_linked

    def check(self, readings: Sequence[Reading]) -> None:
        """Note cards of other decks and drawings that are not there."""
        decks = {reading.name: reading.places for reading in readings}
        for reading in readings:
            for line, message in problems_between(reading.name, reading.links, decks):
                self._problem(reading, line, message)
            for link in reading.links:
                try:
                    if link.key == DRAWING:
                        read_drawing(link.to, self.files[reading.name].parent)
                except KompasError as error:
                    self._problem(reading, link.line, f"‘tekening’: {error}")

    def _problem(self, reading: Reading, line: int, message: str) -> None:
        file = str(self.files[reading.name])
        self.problems.append(DeckProblem(file, line + 1, in_short(message)))


def load_decks(names: Sequence[str], *, is_foreign: bool = False) -> DeckSet:
    """Find and read decks and those that they link to, near and far; DeckProblems holds the problems of all of them.

    A deck that is named twice is read once. What is `is_foreign` came from somebody else's computer: it reaches no
    file of this one but what was laid beside it.
    """
    gathering = _Gathering(is_foreign=is_foreign)
    first = ahead = gathering.read([path for path in map(find_deck, names) if gathering.add(path)])
    further: list[Reading] = []
    # A linked deck may link on. Each is read once, so that a ring of decks comes to an end.
    while ahead:
        ahead = gathering.read([path for reading in ahead for path in gathering.linked(reading)])
        further += ahead
    gathering.check([*first, *further])
    if gathering.problems:
        raise DeckProblems(gathering.problems)
    decks, linked = (tuple(reading.deck for reading in readings if reading.deck) for readings in (first, further))
    return DeckSet(decks, linked, course_of(decks, linked), gathering.files, gathering.pictures)


def read_decks(
    texts: Sequence[tuple[str, str, bool]], pictures: Mapping[str, Sequence[Picture]] = NO_PICTURES
) -> DeckSet:
    """The decks of a session from their kept texts: name, text and whether it is only linked.

    `pictures` are those that the session keeps of each deck, by its name.
    """

    def read(name: str, text: str) -> Deck:
        return read_deck(name, text, f"{name}.md", kept=True, find_picture=kept_among(pictures.get(name, ())))

    decks, extra = (
        tuple(read(name, text) for name, text, linked in texts if linked == is_extra) for is_extra in (False, True)
    )
    return DeckSet(decks, extra, course_of(decks, extra), {})


def deck_texts(decks: DeckSet) -> tuple[DeckText, ...]:
    """The decks as a session keeps them."""
    return tuple(
        DeckText(deck.name, deck.text, deck in decks.linked, deck.pictures) for deck in (*decks.decks, *decks.linked)
    )


def decks_of(kept: Mapping[str, DeckText]) -> DeckSet:
    """The decks that a session keeps, read anew."""
    texts = [(deck.name, deck.text, deck.linked) for deck in kept.values()]
    return read_decks(texts, {deck.name: deck.pictures for deck in kept.values()})
