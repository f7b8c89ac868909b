"""The figures of every round, from the lines of a log alone; imports nothing of the package that wrote it.

What a facilitator arranged is followed too: hidden, merged and edited texts, merged words, hands and support.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.natellen import events_of, spot_of, style_of

Event = dict[str, Any]

POSITIONS = ["Ik stem in", "Ik stem in, met een opmerking", "Ik onthoud me", "Ik heb bezwaar"]
WRITTEN = {"open": "tekst", "vragen": "vraag", "woorden": "woord"}
"""The field of each kind that people only write in."""


@dataclass
class Counted:
    """A round as its events tell it."""

    id: str
    card: str
    title: str
    question: Event
    one_a_table: bool
    is_open: bool = True
    ballots: dict[str, Event] = field(default_factory=dict)
    hands: Event | None = None
    hidden: dict[str, bool] = field(default_factory=dict)
    into: dict[str, str] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    support: dict[str, int] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The kind of its question."""
        return str(self.question["soort"])

    def answers(self, marks: Collection[str] | None = None) -> list[Event]:
        """The answers that count, of all or of these voters."""
        return [ballot["antwoord"] for mark, ballot in self.ballots.items() if marks is None or mark in marks]

    def labels(self) -> list[str]:
        """What can be chosen; of a blank vote its word."""
        if self.kind == "instemming":
            return POSITIONS
        listed = [str(one["tekst"] if isinstance(one, dict) else one) for one in self.question.get("opties", [])]
        own, blank = self.question.get("eigen"), self.question.get("blanco") == "ja"
        return [*listed, *([str(own)] if own else []), *(["Blanco"] if blank else [])]

    def counts(self, marks: Collection[str] | None = None) -> list[int]:
        """How often each option was chosen, or what it got; with the hands in the room, of all."""
        counts, own = [0] * len(self.labels()), len(self.question.get("opties", ()))
        for answer in self.answers(marks):
            for option, amount in _given(self.kind, answer, own, len(counts)):
                if option < len(counts):  # who signs up for nothing chose what comes after the options
                    counts[option] += amount
        if self.hands is not None and marks is None:
            counts = [one + raised for one, raised in zip(counts, self.hands["aantallen"], strict=True)]
        return counts

    def scores(self) -> list[list[int]]:
        """Per statement or item how often each score or level was given."""
        if self.kind == "schaal":
            name, first, last = "score", int(self.question.get("van", 1)), int(self.question.get("tot", 5))
            rows = len(self.question.get("stellingen", [""]))
        else:
            name, first, last = "item", 0, len(self.question.get("antwoorden", [1, 2, 3])) - 1
            rows = len(self.question["items"])
        given = [
            [one[f"{name}-{row}"] for one in self.answers() if f"{name}-{row}" in one] for row in range(1, rows + 1)
        ]
        return [[scores.count(score) for score in range(first, last + 1)] for scores in given]

    def means(self) -> list[tuple[int, float, float]]:
        """Per item on axes how many put it somewhere, and the middle of that; without items that nobody put."""
        given = [
            [one[f"plek-{row}"] for one in self.answers() if f"plek-{row}" in one]
            for row in range(1, len(self.question["items"]) + 1)
        ]
        return [
            (len(each), sum(x for x, _ in each) / len(each), sum(y for _, y in each) / len(each)) if each else (0, 0, 0)
            for each in given
        ]

    def written(self) -> Iterator[tuple[str, str, str]]:
        """Every text with its id and the mark of who wrote it."""
        for mark, ballot in self.ballots.items():
            for number, text in enumerate(ballot["antwoord"].get(WRITTEN[self.kind], [])):
                if text:
                    yield text_id(mark, number), text, mark

    def may_be_seen(self) -> list[tuple[str, str, str]]:
        """The texts that the facilitator does not keep back."""
        waits = self.question.get("moderatie") == "ja"
        return [one for one in self.written() if not self.hidden.get(one[0], waits)]

    def words(self) -> dict[str, int]:
        """How many people gave each word, in small letters."""
        given = defaultdict(set)
        for _, word, mark in self.may_be_seen():
            given[mark].add(self.merged.get(word.casefold(), word).casefold())
        return dict(Counter(word for words in given.values() for word in words))

    def texts(self) -> dict[str, tuple[str, int]]:
        """The texts that stand by themselves, by id, each with the support of those that were merged into it."""
        seen = {one: text for one, text, _ in self.may_be_seen()}
        gained: Counter[str] = Counter()
        for one in seen:
            gained[self._end(one, seen)] += self.support.get(one, 0)
        return {one: (text, gained[one]) for one, text in seen.items() if self._end(one, seen) == one}

    def _end(self, one: str, seen: Collection[str]) -> str:
        passed, current = {one}, one
        while self.into.get(current) in seen:
            current = self.into[current]
            if current in passed:
                return one
            passed.add(current)
        return current

    def take(self, ballot: Event) -> None:
        """A ballot in the place of the voter's last one; a text that was edited loses what was said of it."""
        before = self.ballots.pop(ballot["merk"], None)
        self.ballots[ballot["merk"]] = ballot
        if before is None or self.kind not in WRITTEN:
            return
        first, now = (one["antwoord"].get(WRITTEN[self.kind], []) for one in (before, ballot))
        for number, text in enumerate(first):
            one = text_id(ballot["merk"], number)
            if text and text != (now[number] if number < len(now) else ""):
                self.into.pop(one, None)
                if self.hidden.get(one) is False:
                    del self.hidden[one]
                self._leave(one, text)

    def _leave(self, one: str, text: str) -> None:
        """The support of a text stays with another one that says the same."""
        if left := self.support.pop(one, 0):
            heir = next((other for other, words, _ in self.written() if folded(words) == folded(text)), None)
            if heir is not None:
                self.support[heir] = self.support.get(heir, 0) + left

    def named(self) -> dict[str, int]:
        """How many have each style, or how many pins lie in each square."""
        if self.kind == "profiel":
            return dict(Counter(filter(None, (style_of(self.question, answer) for answer in self.answers()))))
        return dict(Counter(spot_of(self.question, pin) for answer in self.answers() for pin in answer["prik"] if pin))


def text_id(mark: str, number: int) -> str:
    """The id of the text at this place of somebody's form."""
    return hashlib.sha256(f"{mark}:{number}".encode()).hexdigest()[:10]


def folded(text: str) -> str:
    """The text with which others are the same: in small letters, on one line, without a stop at its end."""
    line = " ".join(text.split()).casefold()
    return line.rstrip(" .") or line


def median(counts: list[int], first: int) -> float | None:
    """The middle of scores from the `first` on; None without any."""
    scores = [first + index for index, many in enumerate(counts) for _ in range(many)]
    half = len(scores) // 2
    return None if not scores else float(scores[half]) if len(scores) % 2 else (scores[half - 1] + scores[half]) / 2


def _given(kind: str, answer: Event, own: int, options: int) -> Iterator[tuple[int, int]]:
    """The options that an answer gives something to, each with how much."""
    typed = [(own, 1)] if "eigen" in answer else []
    match kind:
        case "keuze" | "inschrijven" | "instemming":
            name = "instemming" if kind == "instemming" else "keuze"
            yield from typed or ([(answer[name], 1)] if name in answer else [])
        case "meerkeuze":
            yield from dict([*((one, 1) for one in answer.get("keuzes", ())), *typed]).items()
        case "stickers" | "verdeling":
            yield from enumerate(answer["stickers" if kind == "stickers" else "punten"])
        case "rangorde":
            yield from ((one, options - 1 - rank) for rank, one in enumerate(answer["rangorde"]))


def _support_of(support: Counted, source: Counted) -> dict[str, int]:
    """By text: who chose any of those that say the same; of one that was edited meanwhile another one has it."""
    first: dict[str, str] = {}
    ids = [first.setdefault(folded(text), one) for text, one in zip(*_listed(support), strict=True)]
    chosen = Counter(one for answer in support.answers() for one in {ids[option] for option in answer["steun"]})
    now = {one: folded(text) for one, text, _ in source.written()}
    told: Counter[str] = Counter()
    for text, one in zip(*_listed(support), strict=True):
        heir = one if now.get(one) == folded(text) else next((k for k, v in now.items() if v == folded(text)), "")
        told[heir] += chosen[one]
    return {one: amount for one, amount in told.items() if one and amount}


def _listed(support: Counted) -> tuple[list[str], list[str]]:
    return support.question["opties"], support.question["ids"]


def counted(data: bytes) -> tuple[dict[str, Counted], str]:
    """Every round by its id, and the last hash."""
    events, head = events_of(data)
    undone = {event["stap"] for event in events if event["soort"] == "teruggenomen"}
    rounds: dict[str, Counted] = {}
    for number, event in enumerate(events):
        if number not in undone:
            _follow(rounds, event)
    for one in rounds.values():
        if one.one_a_table:
            last = {ballot["antwoord"]["tafel"][0]: mark for mark, ballot in one.ballots.items()}
            one.ballots = {mark: ballot for mark, ballot in one.ballots.items() if mark in last.values()}
    return rounds, head


def _follow(rounds: dict[str, Counted], event: Event) -> None:
    kind, at = event["soort"], rounds.get(event.get("ronde", ""))
    if kind == "ronde_geopend":
        rounds[event["ronde"]] = Counted(
            event["ronde"], event["kaart"], event["titel"], event["vraag"], event.get("een_per_tafel", False)
        )
    if at is None:
        return
    match kind:
        case "ronde_gesloten":
            at.is_open = False
            if at.kind == "steun":
                source = rounds[at.question["van"]]
                source.support = _support_of(at, source)
        case "ronde_hervat":
            at.is_open = True
        case "stem":
            at.take(event)
        case "kaarten_gelezen":
            name, first = ("score-1", int(at.question.get("van", 1))) if at.kind == "schaal" else (at.kind, 0)
            for ballot in event["stemmen"]:
                at.take(ballot | {"antwoord": {name: ballot["keuze"] + first}})
        case "handen_geteld":
            at.hands = event
        case "woorden_samengevoegd":
            at.merged |= {word.casefold(): event["tot"] for word in event["woorden"]}
        case "tekst_gemodereerd":
            _moderate(at, event["tekst_id"], event["doe"], event.get("met", ""))


def _moderate(at: Counted, one: str, act: str, into: str) -> None:
    match act:
        case "verberg":
            at.hidden[one] = True
        case "toon":
            at.hidden[one] = False
            at.into.pop(one, None)
        case "voeg_samen":
            at.into[one] = into
