"""`checklist`: judge items with ja, deels or nee or with a deck's own words, and write something beside it."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import OPTION_LENGTH, STATEMENT_LENGTH, Activity
from kompas_tui.domain.kinds.deciding import BLANK_VOTE, items_sentence, read_threshold
from kompas_tui.domain.kinds.leading import NO_ANSWERS, OTHER_ITEMS, few_answers, item_named
from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.language.sentences import as_opening, glued, phrase, phrase_many
from kompas_tui.domain.language.wording import listing, listing_first, quoted
from kompas_tui.domain.question.answers import texts_by_field
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Answer, Field, OneOf, Texts
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.shapes import Stacked, StackedRow, TextItem, Vote

LEVELS: tuple[str, ...] = (phrase("ja"), phrase("deels"), phrase("nee"))
# Of ja, deels and nee.
WORTH = (1.0, 0.5, 0.0)
IDEA_LENGTH = 280
MOST_ITEMS = 60
MOST_LEVELS, LEVEL_LENGTH = 5, 24
_BY_THRESHOLD = (
    "Drempel: {} is een stem voor het onderdeel. Blanco telt niet mee. Een percentage is naar beneden afgerond."
)

ASIDES = ("idee", "reden", "waarneming")
"""What can be written beside a level, by what it is called."""

ADDRESSED_OPENLY = "‘voor’: zet er ook ‘per_rol: ja’ en ‘openlijk: ja’ bij. Dan weet iedereen dat een rol te zien is."

_MOST_PARTS = 8


@dataclass(frozen=True, kw_only=True)
class Checklist(Activity):
    """Items with a count for ja, deels and nee, a score, and ideas.

    Levels that a deck names, `ja, deels, nee` too, have no worth, so nothing of them is scored or done: each item has
    what most chose.
    """

    word: ClassVar[str] = "checklist"
    how_measured: ClassVar[str] = (
        "Checklist: ja telt voor 1, deels voor een half, nee voor 0. "
        "De score is het gemiddelde. Onder driekwart staat een onderdeel nog open. "
        "Noemt een vraag zelf de antwoorden? Dan is er geen score, en telt wat het vaakst is gekozen."
    )
    fillable: ClassVar[tuple[str, ...]] = ("items",)
    addresses: ClassVar[bool] = True
    takes_parts: ClassVar[bool] = True
    items: tuple[str, ...]
    levels: tuple[str, ...] = LEVELS
    is_scored: bool = True
    """Whether it is a list of what has to be done; not where the deck itself says what one may answer."""
    aside: str = "idee"
    aside_wanted: bool = False
    addressed: tuple[str, ...] = ()
    """The role that each item is for, which alone is asked about it; empty where all are asked everything."""
    part_names: tuple[str, ...] = ()
    """What the parts are called of which each item is made, such as who asks whom; empty where it is one text."""
    parts: tuple[tuple[str, ...], ...] = ()
    vote: Vote = field(default_factory=Vote)

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read the items or where they come from, own words for the levels, `drempel`, and what is written beside."""
        taken = common["carried"] is not None
        items = () if taken else options.texts("items", at_least=1, at_most=MOST_ITEMS, limit=STATEMENT_LENGTH)
        levels = LEVELS
        if options.has("antwoorden"):
            levels = options.texts("antwoorden", at_least=2, at_most=MOST_LEVELS, limit=LEVEL_LENGTH)
        is_scored = not options.has("antwoorden")
        levels, vote = _vote(options, levels, is_scored=is_scored)
        below = glued(common["explanation"], _terms(vote, levels))
        aside = options.choice("erbij", ASIDES, "idee")
        names, parts = _parts(options, items)
        return cls(
            items=items,
            levels=levels,
            is_scored=is_scored,
            aside=aside,
            aside_wanted=options.yes("verplicht"),
            addressed=_addressed(options, items, common),
            part_names=names,
            parts=parts,
            vote=vote,
            **{**common, "explanation": below},
        )

    def measured(self) -> tuple[str, ...]:
        """How it is counted, and what a threshold is laid beside."""
        return (*super().measured(), *([_BY_THRESHOLD.format(quoted(self.levels[0]))] if self.vote.needs else []))

    @property
    def decides(self) -> bool:
        """Also where a threshold is asked."""
        return bool(self.vote.needs) or super().decides

    @property
    def hint(self) -> str:  # type: ignore[override]
        """What a participant does with this list."""
        choose = phrase("Kies per onderdeel {keuzes}.", keuzes=listing(self.levels, "of"))
        match self.aside, self.aside_wanted:
            case "idee", False:
                return glued(choose, phrase("Heb je een idee? Schrijf het erbij."))
            case "idee", True:
                return glued(choose, phrase("Schrijf er steeds je idee bij."))
            case "reden", True:
                return glued(choose, phrase("Schrijf er steeds je reden bij."))
            case _, True:
                return glued(choose, phrase("Schrijf er steeds je waarneming bij."))
            case "reden", _:
                return glued(choose, phrase("Je reden mag erbij."))
            case _:
                return glued(choose, phrase("Je waarneming mag erbij."))

    def _asks_beside(self, item: str) -> str:
        """How the phone asks for what is written beside a level."""
        match self.aside:
            case "idee":
                return phrase("Een idee bij {onderdeel}", onderdeel=item)
            case "reden":
                return phrase("Je reden bij {onderdeel}", onderdeel=item)
            case _:
                return phrase("Wat je zag of hoorde bij {onderdeel}", onderdeel=item)

    def _lacks(self, item: str) -> str:
        match self.aside:
            case "idee":
                return phrase("Schrijf bij {onderdeel} ook je idee.", onderdeel=item)
            case "reden":
                return phrase("Schrijf bij {onderdeel} ook je reden.", onderdeel=item)
            case _:
                return phrase("Schrijf bij {onderdeel} ook je waarneming.", onderdeel=item)

    def fields(self) -> tuple[Field, ...]:
        """Per item a level and an idea."""
        return tuple(field for n, item in enumerate(self.items, 1) for field in self._pair(n, item))

    @property
    def tells_roles(self) -> bool:
        """Not where each item is for one role, which tells it already."""
        return self.by_role and not self.addressed

    def form_for(self, role: str) -> tuple[Field, ...]:
        """The items that are for this role; with none of its own somebody is asked nothing."""
        if not self.addressed:
            return self.form()
        pairs = enumerate(zip(self.items, self.addressed, strict=True), 1)
        own = tuple(field for n, (item, of) in pairs if of == role for field in self._pair(n, item))
        return (*self.form()[:1], *own) if own and self.tables else own

    def _pair(self, number: int, item: str) -> tuple[Field, Field]:
        level = OneOf(f"item-{number}", item, self.levels)
        asks = self._asks_beside(quoted(item))
        return level, Texts(
            f"idee-{number}", asks, 1, IDEA_LENGTH, beside=level.name, aside=self.aside, wanted=self.aside_wanted
        )

    def check(self, answer: Answer) -> None:
        """Refuse a level without its text where that is wanted."""
        for number, item in enumerate(self.items, 1):
            if self.aside_wanted and f"item-{number}" in answer and f"idee-{number}" not in answer:
                raise AnswerRefused(self._lacks(quoted(item)))

    def listed(self) -> tuple[str, ...]:
        """The items."""
        return self.items

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Stacked:
        """The levels per item with the mean, and the ideas under their item."""
        rows = []
        for number, item in enumerate(self.items, 1):
            chosen = [ballot.answer[f"item-{number}"] for ballot in ballots if f"item-{number}" in ballot.answer]
            score = sum(WORTH[level] for level in chosen) / len(chosen) if chosen and self.is_scored else None
            counts = tuple(chosen.count(level) for level in range(len(self.levels)))
            rows.append(StackedRow(item, counts, score, self.parts[number - 1] if self.parts else ()))
        ideas = self._ideas(ballots, hidden)
        names = self.part_names
        return Stacked(self.levels, tuple(rows), len(ballots), ideas, self.is_scored, self.aside, names, self.vote)

    def _ideas(self, ballots: Sequence[Ballot], hidden: Set[str]) -> tuple[TextItem, ...]:
        ideas = [
            (*order, TextItem(text.id, text.text, item, level=level))
            for ballot in ballots
            for field, text in texts_by_field(self.fields(), ballot)
            if text.id not in hidden
            for order, item, level in [self._beside(field, ballot)]
        ]
        return tuple(idea for _, _, idea in sorted(ideas, key=lambda each: (each[0], each[1], each[2].id)))

    def _beside(self, field: Texts, ballot: Ballot) -> tuple[tuple[int, int], str, str]:
        """Where a text stands: under its item, and in own words under what was chosen with it, which it explains."""
        number = int(field.name.rpartition("-")[2])
        item, chosen = self.items[number - 1], ballot.answer.get(f"item-{number}")
        if self.is_scored or chosen is None:
            return (number, 0), item, ""
        return (number, chosen), item, self.levels[chosen]

    def sentence(self, result: Stacked) -> str:
        """What stands strongest, and what is open; in own words what most chose per item."""
        if self.vote.needs:
            return items_sentence(result)
        if not result.is_scored:
            return _by_level(result)
        judged = [row for row in result.rows if row.score is not None]
        if not judged:
            return NO_ANSWERS
        best = max(row.score or 0 for row in judged)
        strong = [item_named(row.label) for row in judged if row.score == best]
        still_open = [item_named(row.label) for row in judged if row.is_open]
        few = few_answers(result.answers)
        if len(judged) == 1:
            if still_open:
                return glued(few, phrase("{onderdeel} staat nog open.", onderdeel=strong[0]))
            return glued(few, phrase("{onderdeel} staat er goed voor.", onderdeel=strong[0]))
        every = phrase("Alle onderdelen") if len(judged) == len(result.rows) else phrase("Alle beoordeelde onderdelen")
        if not still_open:
            return glued(few, phrase("Er staat niets meer open."), _strongest(strong, len(judged), every))
        if len(still_open) == len(judged):
            best_of_all = _strongest(strong, len(judged), every) if len(strong) < len(judged) else ""
            return glued(few, phrase("{alle} staan nog open.", alle=every), best_of_all)
        named = listing_first(still_open, *OTHER_ITEMS)
        unfinished = phrase_many(
            "{onderdelen} staat nog open.", "{onderdelen} staan nog open.", aantal=len(still_open), onderdelen=named
        )
        return glued(few, _strongest(strong, len(judged), every), unfinished)


def _vote(options: Options, levels: tuple[str, ...], *, is_scored: bool) -> tuple[tuple[str, ...], Vote]:
    """The levels and how a vote about each item decides; a last word `Blanco` is a blank vote, `blanco: ja` adds it."""
    vote, adds = read_threshold(options), options.yes("blanco")
    named = [level.casefold() == BLANK_VOTE.casefold() for level in levels]
    if not (vote.needs and levels):
        if adds and levels:
            options.problem("‘blanco’ hoort hier bij een drempel. Zet er ook ‘drempel: 75’ bij.", "blanco")
        return levels, Vote()
    if is_scored:
        options.problem("‘drempel’: noem ook de antwoorden, zoals ‘antwoorden: [Voor, Tegen, Blanco]’.", "drempel")
    elif any(named[:-1]):
        options.problem(f"‘antwoorden’: zet {quoted(BLANK_VOTE)} achteraan. Het eerste woord telt voor.", "antwoorden")
    elif adds and not any(named):
        levels = (*levels, BLANK_VOTE)
    return levels, replace(vote, has_blank=adds or any(named[-1:]))


def _terms(vote: Vote, levels: Sequence[str]) -> str:
    """What a voter hears before the vote."""
    if not vote.needs:
        return ""
    needed = phrase("Een onderdeel haalt het met {drempel} {antwoord}.", drempel=vote.told, antwoord=quoted(levels[0]))
    return glued(needed, phrase("Blanco telt niet mee.") if vote.has_blank else "")


def _parts(options: Options, items: Sequence[str]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """What the parts of each item are called, and the parts, in the order of the items."""
    if not (options.has("kopjes") or options.has("delen")):
        return (), ()
    names = options.texts("kopjes", at_least=2, at_most=_MOST_PARTS, limit=STATEMENT_LENGTH)
    parts = options.texts("delen", distinct=False, at_most=_MOST_PARTS * max(len(items), 1), limit=STATEMENT_LENGTH)
    if not names or len(parts) != len(names) * len(items):
        options.problem("‘delen’: noem bij elk onderdeel bij elk kopje één deel, in dezelfde volgorde.", "delen")
        return (), ()
    wide = len(names)
    return names, tuple(parts[start : start + wide] for start in range(0, len(parts), wide))


def _addressed(options: Options, items: Sequence[str], common: Mapping[str, Any]) -> tuple[str, ...]:
    """Which role each item is for; that tells roles apart, so it has to be said on the phone."""
    carried = common["carried"]
    if not (options.has("voor") or (carried and carried.addressed)):
        return ()
    addressed = options.texts("voor", distinct=False, limit=OPTION_LENGTH)
    if len(addressed) != len(items):
        options.problem("‘voor’: noem bij elk onderdeel één rol, in dezelfde volgorde.", "voor")
    if not (common["by_role"] and common["open_roles"]):
        options.problem(ADDRESSED_OPENLY, "voor" if options.has("voor") else "items_uit")
    return addressed


def _by_level(result: Stacked) -> str:
    """`Op koers: ‘A’ en ‘B’. Over ‘C’ zijn de antwoorden verdeeld.`"""
    judged = [row for row in result.rows if row.answers]
    if not judged:
        return NO_ANSWERS
    parts = []
    for index, level in enumerate(result.levels):
        names = [item_named(row.label) for row in judged if row.leading == index]
        if names:
            parts.append(
                phrase("{antwoord}: {onderdelen}.", antwoord=as_opening(level), onderdelen=_named(names, len(judged)))
            )
    divided = [item_named(row.label) for row in judged if row.leading is None]
    if divided:
        parts.append(phrase("Over {onderdelen} zijn de antwoorden verdeeld.", onderdelen=_named(divided, len(judged))))
    return glued(few_answers(result.answers), *parts)


def _named(names: Sequence[str], of: int) -> str:
    if len(names) == of > 3:
        return phrase("alle {aantal} onderdelen", aantal=of)
    return listing_first(names, *OTHER_ITEMS)


def _strongest(names: Sequence[str], of: int, every: str) -> str:
    if len(names) == of:
        return phrase("{alle} staan er even goed voor.", alle=every)
    named = listing_first(names, *OTHER_ITEMS)
    return phrase_many(
        "{onderdelen} staat er het best voor.", "{onderdelen} staan er het best voor.",
        aantal=len(names), onderdelen=named,
    )  # fmt: skip
