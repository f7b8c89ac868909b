"""What a deck is: cards with text, an activity or a special card, and the facilitator's notes."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from kompas_tui.domain.deck.canvases import Canvas
from kompas_tui.domain.deck.groups import GroupsForm
from kompas_tui.domain.deck.plates import Plate
from kompas_tui.domain.deck.rhythms import Rhythm
from kompas_tui.domain.deck.routes import Route
from kompas_tui.domain.deck.translations import Translations, Vocabulary
from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.language.wording import did_you_mean
from kompas_tui.domain.question.pictures import Picture
from kompas_tui.domain.result.tables import Table

ReportForm = Literal["verslag", "participatieverslag"]
"""A report of what was said, or one that answers what law and municipality ask of participation."""

REPORT_FORMS: tuple[ReportForm, ...] = get_args(ReportForm)

KEEP_DAYS = 90
"""How long the data is kept where a deck does not say it."""

MOST_INVITED = 100_000
"""More people of one role can't be invited."""

FAMILIES = ("individu", "structuur", "cultuur")


def slug(title: str) -> str:
    """The name that a text gives to a card or deck: small letters, figures and dashes."""
    plain = unicodedata.normalize("NFKD", title[:200]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].rstrip("-") or "kaart"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False


BlockStyle = Literal["paragraph", "item", "quote", "heading", "code", "side", "step"]
"""A side speaks to the side that the group chose. A step is no text: what comes after it waits for the next key."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a card.

    `mark` is before an item, `level` how deep its list lies in others. A side speaks to the side that the group chose.
    A step is no text: what comes after it is shown at the next press of a key.
    """

    style: BlockStyle
    spans: tuple[Span, ...]
    mark: str = ""
    level: int = 0

    @property
    def text(self) -> str:
        """The text without styles."""
        return "".join(span.text for span in self.spans)


CardPart = Block | Table
"""What stands on a card, one below the other."""


def is_step(part: CardPart) -> bool:
    """Whether it is no text, and what comes after it waits for the next key."""
    return isinstance(part, Block) and part.style == "step"


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the source knows about a card's question: called up beside it, and not on the card itself."""

    title: str
    parts: tuple[CardPart, ...]


@dataclass(frozen=True, slots=True)
class Bear:
    """A bear on the road: what you hear, and how to chase it away."""

    name: str
    family: str
    drawing: str
    sayings: tuple[str, ...]
    tips: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a flow of steps is, such as a hunt: which bear of how many, and which step; 0 before the first step."""

    bear: int
    bears: int
    step: int = 0
    steps: int = 0

    @property
    def in_words(self) -> tuple[str, ...]:
        """`beer 1 van 3`, and `stap 2 van 3`."""
        step = (f"stap {self.step} van {self.steps}",) if self.step else ()
        return (f"beer {self.bear} van {self.bears}", *step)


@dataclass(frozen=True, slots=True)
class Fan:
    """A fan of conversation questions by topic."""

    topics: tuple[tuple[str, tuple[str, ...]], ...]
    room: str = ""
    """The card on which phones write questions, which are in the fan once the facilitator shows them."""

    def questions(self, topic: str) -> tuple[str, ...]:
        """The questions of a topic; of all topics where none is named."""
        return tuple(question for name, questions in self.topics if topic in ("", name) for question in questions)


@dataclass(frozen=True, slots=True)
class Break:
    """A break of so many minutes."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Sides:
    """What a card says to the side that won on another card, by the option's text."""

    card: str
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HuntStep:
    """A step of a hunt: its bear, the address and the title of the bear's own card, and what the step is called."""

    bear: Bear
    address: str
    title: str
    name: str


@dataclass(frozen=True, slots=True)
class Card:
    """What is on the beamer at one time; `address` is unique within a session."""

    address: str
    title: str
    deck: str
    source: str = ""
    blocks: tuple[CardPart, ...] = ()
    picture: Picture | None = None
    sides: Sides | None = None
    activity: Activity | None = None
    bear: Bear | None = None
    hunt: HuntStep | None = None
    """Which step of which hunt this is."""
    plate: Plate | None = None
    fan: Fan | None = None
    canvas: Canvas | None = None
    groups: GroupsForm | None = None
    lookup: Lookup | None = None
    rhythm: Rhythm | None = None
    """Its chain of times."""
    is_break: bool = False
    notes: str = ""
    minutes: int | None = None
    translations: Translations = field(default_factory=dict, hash=False)
    progress: Progress | None = None
    """Where this card is in a flow of steps, such as a hunt."""
    line: int = 0

    @property
    def passages(self) -> tuple[Block, ...]:
        """Its text without its tables."""
        return tuple(part for part in self.blocks if isinstance(part, Block))

    @property
    def has_tables(self) -> bool:
        """Whether a table stands in its text."""
        return any(isinstance(part, Table) for part in self.blocks)

    @property
    def hunted(self) -> Bear | None:
        """The bear that this step of the hunt is about."""
        return self.hunt.bear if self.hunt is not None else None


@dataclass(frozen=True, slots=True)
class Deck:
    """A Markdown file as it was read; `name` is a slug, `text` the file itself."""

    name: str
    title: str
    cards: tuple[Card, ...]
    text: str
    source: str = ""
    minutes: int | None = None
    roles: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    """The tables of the evening, of which each phone picks one."""
    openly: bool = False
    """Whether its roles and tables are open: what each answered is told, also of one person."""
    question_box: bool = False
    """Whether questions can be asked beside the rounds, all evening."""
    from_home: bool = False
    """Whether people elsewhere take part too, so that each phone says whether it is in the room."""
    boards: tuple[str, ...] = ()
    """The facilitator's boards of every open question that has none of its own."""
    keep_days: int = KEEP_DAYS
    linked: tuple[str, ...] = ()
    place: str = ""
    organisation: str = ""
    contact: str = ""
    reply_by: str = ""
    report_form: str = ""
    status: str = ""
    """How far the report is: the ISO date of its adoption, or empty for a draft."""
    purpose: str = ""
    district: str = ""
    themes: tuple[str, ...] = ()
    slips: int = 0
    """How many slips with a code there are, for who may vote."""
    invited: tuple[tuple[str, int], ...] = ()
    """How many people were invited, per role; with an empty role where that is one number."""
    terms: dict[str, str] = field(default_factory=dict)
    translations: Translations = field(default_factory=dict)
    """Of what stands in its front matter."""
    routes: tuple[Route, ...] = ()
    """With the cards as the deck names them."""
    pictures: tuple[Picture, ...] = ()
    """Every picture that it names, without words."""


def languages_of(deck: Deck) -> tuple[str, ...]:
    """The codes of the languages in which something of this deck is said."""
    holders = (deck.translations, *(card.translations for card in deck.cards))
    return tuple(dict.fromkeys(language for translations in holders for language in translations))


def words_in(deck: Deck, language: str) -> Vocabulary:
    """What the deck says in a language, its front matter first; of a text in two places the first counts."""
    words: dict[str, str] = {}
    for translations in (deck.translations, *(card.translations for card in deck.cards)):
        for text, translated in translations.get(language, {}).items():
            words.setdefault(text, translated)
    return words


@dataclass(frozen=True, slots=True)
class Course:
    """The cards of a session: those of its decks, linked ones that can be reached, and the order in which they come."""

    cards: tuple[Card, ...]
    linked: tuple[Card, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    """The source of each deck that names one, by the deck's name."""
    routes: tuple[Route, ...] = ()
    """The ways that can be chosen, with whole addresses."""
    way: tuple[Card, ...] = ()
    """The cards of the chosen route in its order; empty where none is chosen."""

    def __iter__(self) -> Iterator[Card]:
        return iter(self.order)

    @property
    def order(self) -> tuple[Card, ...]:
        """The cards that come one after the other: those of the route, else all but the linked ones."""
        return self.way or self.cards

    @property
    def every(self) -> tuple[Card, ...]:
        """All cards, deck by deck."""
        return (*self.cards, *self.linked)

    @property
    def aside(self) -> tuple[Card, ...]:
        """The cards outside the order."""
        ordered = {card.address for card in self.order}
        return tuple(card for card in self.every if card.address not in ordered)

    def route(self, name: str) -> Route | None:
        """The route with this name."""
        return next((route for route in self.routes if route.name == name), None)

    def find(self, name: str, deck: str = "") -> Card | None:
        """The card with this address; a bare name means the deck where it is said, else the first that has it."""
        wanted = name.strip().lower()
        if deck and "/" not in wanted and (own := self.find(f"{deck}/{wanted}")) is not None:
            return own
        if "/" in wanted:
            deck, _, bare = wanted.rpartition("/")
            wanted = f"{slug(deck)}/{bare}"
        for card in self.every:
            if wanted in (card.address, full_address(card), _bare_address(card)):
                return card
        return None

    @property
    def fan(self) -> Card | None:
        """The first card with a fan."""
        return next((card for card in self.every if card.fan is not None), None)

    @property
    def canvases(self) -> tuple[Card, ...]:
        """The cards with a canvas."""
        return tuple(card for card in self.every if card.canvas is not None)

    def suggestion(self, name: str) -> str:
        """Which address may have been meant."""
        return did_you_mean(name, [card.address for card in self.every][:20])

    def after(self, address: str, step: int) -> Card | None:
        """The card `step` places further, None beyond an end; what has no place counts as before the first."""
        index = self.place(address) - 1 + step
        return self.order[index] if 0 <= index < len(self.order) else None

    def line_of(self, card: Card) -> tuple[Card, ...]:
        """The cards among which this one lies, deck by deck: the session's own, or the linked ones."""
        return self.cards if any(own.address == card.address for own in self.cards) else self.linked

    def place(self, address: str) -> int:
        """The card's number in the order, from 1; 0 for a card outside it."""
        return next((i for i, card in enumerate(self.order, 1) if card.address == address), 0)


def _bare_address(card: Card) -> str:
    """The address within the card's own deck."""
    return card.address.rpartition("/")[2]


def full_address(card: Card) -> str:
    """The address with the name of the deck."""
    return f"{card.deck}/{_bare_address(card)}"


def course_of(decks: Sequence[Deck], linked: Sequence[Deck]) -> Course:
    """Lay decks after one another; a card whose name an earlier deck has gets `deck/kaart` as its address."""
    taken: set[str] = set()

    def unique(card: Card) -> Card:
        address = full_address(card) if card.address in taken else card.address
        taken.add(address)
        return replace(card, address=address)

    course = Course(
        tuple(unique(card) for deck in decks for card in deck.cards),
        tuple(unique(card) for deck in linked for card in deck.cards),
        {deck.name: deck.source for deck in (*decks, *linked) if deck.source},
    )
    return replace(course, routes=_routes(course, decks))


def _routes(course: Course, decks: Sequence[Deck]) -> tuple[Route, ...]:
    """The routes of all decks; those of one name are laid after one another, each card once."""
    by_route: dict[str, dict[str, None]] = {}
    for deck in decks:
        for route in deck.routes:
            named = (course.find(name, deck.name) for name in route.cards)
            by_route.setdefault(route.name, {}).update({card.address: None for card in named if card is not None})
    return tuple(Route(name, tuple(cards)) for name, cards in by_route.items() if cards)
