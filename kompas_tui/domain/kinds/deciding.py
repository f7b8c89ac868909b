"""Sentences about votes that decide: what reached a threshold, and what fits in a budget."""

import re
from collections.abc import Sequence

from kompas_tui.domain.kinds.leading import NO_ANSWERS, STICKER, few_answers
from kompas_tui.domain.kinds.voters import Noun
from kompas_tui.domain.language.numbers import whole_number
from kompas_tui.domain.language.sentences import glued, noun, phrase, phrase_many
from kompas_tui.domain.language.wording import count, listing, number, quoted
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.cells import Number, in_words
from kompas_tui.domain.result.money import payable
from kompas_tui.domain.result.shapes import Bar, Bars, Spending, Stacked, Vote

_MOST_NAMED = 4
"""More options than this are told by their number."""

_MOST_BESIDE = 3
"""So many of those are named beside that number."""

_MOST_CHARACTERS = 80
"""Names that are longer together are told by their number."""

BLANK_VOTE = phrase("Blanco")
"""What is chosen by who votes for nothing."""

POINTS = "punten"
"""What is divided where a deck says nothing else."""

VOTE, OPTION = noun("stem", "stemmen"), noun("optie", "opties")


def money(amount: int, unit: str) -> str:
    """`12.000 euro`."""
    if unit in STICKER:
        return count(amount, *STICKER)
    if unit == POINTS:
        return phrase_many("{getal} punt", "{getal} punten", aantal=amount, getal=in_words(Number(amount)))
    return glued(in_words(Number(amount)), unit)


def read_unit(options: Options) -> str:
    """`eenheid`, of which the sign or the short name of the euro is a word too: it stands behind an amount."""
    unit = options.text("eenheid", limit=20)
    return EURO if unit.lower() in _EUROS else unit


EURO, _EUROS = "euro", ("€", "eur", "euro's", "euro’s", "euros")

_HALF = ("helft", "de helft")
_MAJORITY = (
    "meerderheid", "gewone meerderheid", "absolute meerderheid", "volstrekte meerderheid", "de helft plus één",
    "de helft plus een", "helft plus één", "helft plus een", "50%+1", "50% + 1", "50 + 1", "50+1", "helft + 1",
)  # fmt: skip
_PARTS = {"derde": 3, "kwart": 4, "vierde": 4, "vijfde": 5}
_COUNTED = {"een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4}
_PART = re.compile(r"([1-9])\s*/\s*([1-9])|(een|één|twee|drie|vier)\s*(derde|kwart|vierde|vijfde)", re.ASCII)
_MORE = "meer dan "
_NO_THRESHOLD = (
    "‘drempel’: hier hoort een heel getal van 1 tot en met 100 procent. Ook goed: ‘meer dan de helft’, of ‘2/3’."
)


def read_threshold(options: Options) -> Vote:
    """`drempel`: a percentage, a part such as `2/3` or `twee derde`, or `meer dan` one; nothing where none is said."""
    typed = options.raw("drempel")
    if typed is None:
        return Vote()
    words = " ".join(str(typed).lower().split())
    is_more = words in _MAJORITY or words.startswith(_MORE)
    needs, of = (50, 100) if words in _MAJORITY else _needed(words.removeprefix(_MORE))
    if not 0 < needs <= of - is_more:
        options.problem(_NO_THRESHOLD, "drempel")
        return Vote()
    return Vote(needs, of=of, is_more=is_more)


def _needed(words: str) -> tuple[int, int]:
    """How many of how many these words say; none where they say something else."""
    if words in _HALF:
        return 50, 100
    part = _PART.fullmatch(words)
    if part is None:
        return whole_number(words.removesuffix("%").removesuffix("procent").strip()) or 0, 100
    return (int(part[1]), int(part[2])) if part[1] else (_COUNTED[part[3]], _PARTS[part[4]])


def terms_of(vote: Vote) -> str:
    """What a voter hears before the vote: what an option needs, and what a blank vote does."""
    if not vote.needs:
        return phrase("Een blanco stem telt bij geen optie mee.") if vote.has_blank else ""
    if vote.has_blank:
        return phrase("Een optie haalt het met {drempel} van de stemmen die niet blanco zijn.", drempel=vote.told)
    return phrase("Een optie haalt het met {drempel} van de stemmen.", drempel=vote.told)


def threshold_sentence(result: Bars) -> str:
    """Which option reached the threshold, or how near the first one came; and how many voted blank."""
    if not result.answers:
        return NO_ANSWERS
    blank = _blank(result)
    if not result.valid:
        return phrase("Alle stemmen zijn blanco. Geen optie haalt de drempel van {drempel}.", drempel=result.vote.told)
    return glued(few_answers(result.answers), _reached(result), blank)


def _reached(result: Bars) -> str:
    carried, needs = result.carried, result.vote.told
    if len(carried) == 1:
        name, share = quoted(carried[0].label), _share(result, carried[0])
        return phrase("{optie} haalt de drempel van {drempel}: {deel}.", optie=name, drempel=needs, deel=share)
    if carried:
        named = _named([bar.label for bar in carried], OPTION)
        return phrase("{opties} halen de drempel van {drempel}.", opties=named, drempel=needs)
    none = phrase("Geen optie haalt de drempel van {drempel}.", drempel=needs)
    first = result.ranked[0]
    nearest = [bar for bar in result.options if bar.count == first.count]
    if len(nearest) > 1:
        return glued(none, phrase("{opties} staan gelijk bovenaan.", opties=count(len(nearest), *OPTION)))
    share = _share(result, first)
    return glued(none, phrase("{optie} komt het dichtst bij: {deel}.", optie=quoted(first.label), deel=share))


def _share(result: Bars, bar: Bar) -> str:
    """`30 van de 40 stemmen, dat is 75 procent`; rounded down, as what looks reached must be reached."""
    # Rounded down: 49.96 percent must not be told as 50 where that is what an option needs.
    tenths = 1000 * bar.count // result.valid
    percent = number(tenths / 10)
    if result.valid == 1:
        return phrase("de enige geldige stem") if result.vote.has_blank else phrase("de enige stem")
    if result.vote.has_blank:
        return phrase(
            "{aantal} van de {alle} geldige stemmen, dat is {procent} procent",
            aantal=bar.count,
            alle=result.valid,
            procent=percent,
        )
    votes = count(result.valid, *VOTE)
    return phrase("{aantal} van de {alle}, dat is {procent} procent", aantal=bar.count, alle=votes, procent=percent)


def items_sentence(result: Stacked) -> str:
    """How many items of a vote reached the threshold, by name where they are few."""
    judged = [row for row in result.rows if row.answers]
    if not judged:
        return NO_ANSWERS
    reached = [quoted(row.label) for row in judged if result.is_carried(row)]
    few, needs = few_answers(result.answers), result.vote.told
    if not reached:
        return glued(few, phrase("Geen onderdeel haalt de drempel van {drempel}.", drempel=needs))
    if len(judged) == 1:
        told: str = phrase("Het onderdeel haalt de drempel van {drempel}", drempel=needs)
    else:
        told = phrase_many(
            "{aantal} van de {alle} onderdelen haalt de drempel van {drempel}",
            "{aantal} van de {alle} onderdelen halen de drempel van {drempel}",
            aantal=len(reached),
            alle=len(judged),
            drempel=needs,
        )
    named = listing(reached)
    fits = len(reached) <= _MOST_NAMED and len(named) <= _MOST_CHARACTERS
    return glued(
        few, phrase("{zin}: {onderdelen}.", zin=told, onderdelen=named) if fits else phrase("{zin}.", zin=told)
    )


def _blank(result: Bars) -> str:
    blank = result.answers - result.valid
    if not blank:
        return ""
    return phrase_many("Eén stem is blanco.", "{aantal} stemmen zijn blanco.", aantal=blank)


def budget_sentence(result: Bars) -> str:
    """What fits in the budget in the order of the votes, what it costs together, and what equal votes leave open."""
    spending = result.spending
    assert spending is not None, "only with a budget is there something to pay"
    if not result.answers or not any(bar.count for bar in result.bars):
        return NO_ANSWERS
    return glued(few_answers(result.answers), _paid(result, spending), _undecided(result))


def _paid(result: Bars, spending: Spending) -> str:
    costs = dict(zip((bar.label for bar in result.bars), spending.costs, strict=True))
    paid = [name for name, does in payable(result).items() if does]
    budget = money(spending.budget, spending.unit)
    if not paid:
        return phrase("In het budget van {bedrag} past nog niets zeker.", bedrag=budget)
    together = money(sum(costs[name] for name in paid), spending.unit)
    fits = phrase_many(
        "In het budget van {bedrag} past {opties}. Kosten: {samen}.",
        "In het budget van {bedrag} passen {opties}. Kosten: {samen}.",
        aantal=len(paid),
        bedrag=budget,
        opties=_named(paid, OPTION),
        samen=together,
    )
    return fits if len(paid) <= _MOST_NAMED else glued(fits, _beside(result, paid))


def _beside(result: Bars, paid: Sequence[str]) -> str:
    """Of more than can be named: which does not fit, where those are few, else which of them have most votes."""
    not_paid = [name for name, does in payable(result).items() if does is False]
    if len(not_paid) <= _MOST_NAMED:
        named = listing([quoted(name) for name in not_paid])
        return (
            phrase_many("{opties} valt af.", "{opties} vallen af.", aantal=len(not_paid), opties=named)
            if not_paid
            else ""
        )
    first = [bar.label for bar in result.ranked if bar.label in paid][:_MOST_BESIDE]
    return phrase("Daarvan staan bovenaan: {opties}.", opties=listing([quoted(name) for name in first]))


def _undecided(result: Bars) -> str:
    names = [name for name, does in payable(result).items() if does is None]
    if not names:
        return ""
    votes = {bar.label: bar.count for bar in result.bars}
    equals = [name for name in names if votes[name] == votes[names[0]]]
    named = _named(names, OPTION)
    if len(equals) == len(names):
        return phrase("Bij {opties} beslist de groep nog, want stemmen zijn gelijk.", opties=named)
    return phrase(  # who comes after them has other votes
        "Bij {opties} beslist de groep nog, want {gelijk} kregen evenveel stemmen.",
        opties=named,
        gelijk=_named(equals, OPTION),
    )


def _named(names: Sequence[str], thing: Noun) -> str:
    """The names where they are few, else how many there are."""
    return listing([quoted(name) for name in names]) if len(names) <= _MOST_NAMED else count(len(names), *thing)
