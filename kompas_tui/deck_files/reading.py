"""What a text comes down to: a deck, or its problems, and what it names outside itself."""

from dataclasses import dataclass

from kompas_tui.deck_files.comments import without_comments
from kompas_tui.deck_files.draft import Draft
from kompas_tui.deck_files.pictures import FindPicture, nowhere
from kompas_tui.deck_files.problems import DeckProblem, DeckProblems
from kompas_tui.deck_files.prose import blocks_of
from kompas_tui.deck_files.reader import LARGEST_FILE, Reader
from kompas_tui.deck_files.references import Link, Target, target_of
from kompas_tui.domain.deck.canvases import Canvas
from kompas_tui.domain.deck.cards import Bear, Break, Card, Deck, Fan
from kompas_tui.domain.deck.groups import GroupsForm
from kompas_tui.domain.deck.plates import Plate


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: the deck, None where there are problems, its cards and what they name elsewhere."""

    name: str
    deck: Deck | None
    problems: tuple[DeckProblem, ...]
    places: tuple[Target, ...]
    links: tuple[Link, ...]


def _drawn(draft: Draft, deck: str) -> Card:
    return Card(
        address=draft.address,
        title=draft.title,
        deck=deck,
        source=draft.source,
        blocks=blocks_of(draft.tokens),
        picture=draft.picture,
        sides=draft.sides,
        activity=draft.activity,
        bear=draft.special if isinstance(draft.special, Bear) else None,
        plate=draft.special if isinstance(draft.special, Plate) else None,
        fan=draft.special if isinstance(draft.special, Fan) else None,
        canvas=draft.special if isinstance(draft.special, Canvas) else None,
        groups=draft.special if isinstance(draft.special, GroupsForm) else None,
        lookup=draft.lookup,
        rhythm=draft.rhythm,
        translations=draft.translations,
        is_break=isinstance(draft.special, Break),
        notes="\n\n".join(note for note in draft.notes if note),
        minutes=_minutes(draft),
        line=draft.line + 1,
    )


def _minutes(draft: Draft) -> int | None:
    """How long the card takes: as its break says, else its note, else its chain of times."""
    if isinstance(draft.special, Break):
        return draft.special.minutes
    return draft.rhythm.minutes if draft.minutes is None and draft.rhythm is not None else draft.minutes


def read_deck(name: str, text: str, file: str, *, kept: bool = False, find_picture: FindPicture = nowhere) -> Deck:
    """The deck in this text; DeckProblems holds all that is wrong, `file` is how it is named there.

    A text that a session `kept` was in order when it began, and is read although stricter things are asked now.
    """
    reading = read_text(name, text, file, kept=kept, find_picture=find_picture)
    if reading.deck is None:
        raise DeckProblems(reading.problems)
    return reading.deck


def read_text(name: str, text: str, file: str, *, kept: bool = False, find_picture: FindPicture = nowhere) -> Reading:
    """What this text holds, right or wrong."""
    text = text.encode("utf-8", "replace").decode("utf-8").removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text.encode()) > LARGEST_FILE:
        too_large = DeckProblem(file, 1, "Dit bestand is groter dan 2 MB. Maak er twee kaartensets van.")
        return Reading(name, None, (too_large,), (), ())
    visible, unended = without_comments(text)
    reader = Reader(name, visible, file, kept=kept, find_picture=find_picture)
    if unended is not None:
        reader.doubt(unended, "Deze opmerking is niet afgesloten. Zet er ‘-->’ achter.")
    front = reader.front_matter()
    reader.cards(front.body_line)
    reader.check_cards(front)
    reader.translate(front)
    deck = None
    if not reader.problems:
        cards, pictures = tuple(_drawn(draft, name) for draft in reader.drafts), tuple(reader.pictures.values())
        deck = Deck(name=name, cards=cards, text=text, pictures=pictures, **front.values)
    places = tuple(map(target_of, reader.drafts))
    return Reading(name, deck, tuple(reader.problems), places, reader.links(front))
