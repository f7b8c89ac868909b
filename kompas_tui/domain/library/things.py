"""What stands in the library: things of a few sorts, each with the session that it came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import msgspec


class Sort(StrEnum):
    """The sorts of things, in the order in which the library lists them; the value is the Dutch word in its files."""

    PROPOSAL = "voorstellen"
    DEAL = "deals"
    ACTION = "actiepunten"
    PROMISE = "toezeggingen"
    MARKET = "marktplaats"
    LESSON = "lessen"
    STORY = "verhalen"
    EVALUATION = "evaluaties"
    METHOD = "werkvormen"
    MILESTONE = "mijlpalen"
    PARTY = "aanspreekpunten"
    BEAR = "beren"
    DECISION = "besluiten"
    NEWS = "nieuws"


TITLES = {
    Sort.PROPOSAL: "Voorstellen",
    Sort.DEAL: "Deals en afspraken",
    Sort.ACTION: "Actiepunten",
    Sort.PROMISE: "Toezeggingen",
    Sort.MARKET: "Vraag en aanbod",
    Sort.LESSON: "Lessen en successen",
    Sort.STORY: "Verhalen",
    Sort.EVALUATION: "Evaluaties",
    Sort.METHOD: "Werkvormen",
    Sort.MILESTONE: "Mijlpalen",
    Sort.PARTY: "Partijen en contact",
    Sort.BEAR: "Beren",
    Sort.DECISION: "Besluiten",
    Sort.NEWS: "Nieuws",
}

TO_BE_DONE = (Sort.ACTION, Sort.PROMISE)
"""What somebody does, and what is marked once it is done."""


KEY_SIGN = "-"
"""Stands in a key between the session that a thing is bound to and the thing; other keys are of words alone."""


def session_in(key: str) -> str:
    """The key of the session that a thing is bound to; empty where it can stand in several."""
    return key.partition(KEY_SIGN)[0] if KEY_SIGN in key else ""


class Source(msgspec.Struct, frozen=True):
    """A session that things came from; `began` and `ended` are ISO times, `keep_until` an ISO date."""

    key: str
    path: str
    title: str
    place: str
    organisation: str
    district: str
    themes: tuple[str, ...]
    began: str
    ended: str
    participants: int
    keep_until: str

    @property
    def day(self) -> str:
        """The day on which it began, as an ISO date."""
        return self.began[:10]


class Thing(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One thing in the library; its key stays the same as long as its words do."""

    key: str
    sort: Sort
    text: str
    session: str
    """The key of the session it came from; empty for what was added in the library itself."""
    card: str = ""
    """The title of the card it was said on."""
    question: str = ""
    heading: str = ""
    canvas: str = ""
    """Of an agreement: the sort of the canvas that it stands on, as the deck says it."""
    number: str = ""
    """Of an agreement: the number that its canvas has."""
    details: tuple[tuple[str, str], ...] = ()
    """A name or question, and what belongs to it."""
    parties: tuple[str, ...] = ()
    who: str = ""
    due: str = ""
    """An ISO date."""
    weight: int = 0
    """How many supported or said it."""
    side: str = ""
    """Of an ask or offer: vraag or aanbod."""
    matched: tuple[str, ...] = ()
    """The keys of the asks or offers that it was matched with in the room."""
    state: str = ""
    version: int = 0

    @property
    def told_sort(self) -> str:
        """Where it stands, in words: the sort and number of its canvas, or a heading; empty where it has neither."""
        number = f"nummer {self.number}" if self.number else ""
        return " ".join(filter(None, (self.canvas, number))) or self.heading

    @property
    def words(self) -> Iterator[str]:
        """Everything in it that can be searched for."""
        yield from (self.text, self.card, self.question, self.told_sort, self.who, self.state)
        yield from self.parties
        for name, content in self.details:
            yield name
            yield content


@dataclass(frozen=True, slots=True)
class Origin:
    """A later session in which something was met again, and how often."""

    source: Source
    count: int


class Holding(msgspec.Struct, frozen=True):
    """What one session gives to the library, the weightiest first.

    `counts` are how often each option was chosen, by its text. `finished` are the keys of actions of the session
    before that were done by then.
    """

    source: Source
    things: tuple[Thing, ...]
    counts: dict[str, int]
    finished: tuple[str, ...] = ()
