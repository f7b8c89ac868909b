"""Sentences about votes that decide: what reached a threshold, and what fits in a budget."""

from collections.abc import Sequence

from kompas_tui.domain.kinds.leading import NO_ANSWERS, Noun, few_answers
from kompas_tui.domain.language.wording import count, listing, number, quoted
from kompas_tui.domain.result.cells import Number, in_words
from kompas_tui.domain.result.money import payable
from kompas_tui.domain.result.shapes import Bar, Bars, Spending, Stacked

_MOST_NAMED = 4
"""More options than this are told by their number."""

_MOST_CHARACTERS = 80
"""Names that are longer together are told by their number."""

VOTE, OPTION = ("stem", "stemmen"), ("optie", "opties")


def money(amount: int, unit: str) -> str:
    """`12.000 euro`."""
    return f"{in_words(Number(amount))} {unit}"


def terms_of(needs: int, *, has_blank: bool) -> str:
    """What a voter hears before the vote: what an option needs, and what a blank vote does."""
    if not needs:
        return "Een blanco stem telt bij geen optie mee." if has_blank else ""
    whole = "de stemmen die niet blanco zijn" if has_blank else "de stemmen"
    return f"Een optie haalt het met {needs} procent van {whole}."


def threshold_sentence(result: Bars) -> str:
    """Which option reached the threshold, or how near the first one came; and how many voted blank."""
    if not result.answers:
        return NO_ANSWERS
    blank = _blank(result)
    if not result.valid:
        return f"Alle stemmen zijn blanco. Geen optie haalt de drempel van {result.vote.needs} procent."
    return f"{few_answers(result.answers)}{_reached(result)}{blank}"


def _reached(result: Bars) -> str:
    carried, needed = result.carried, f"de drempel van {result.vote.needs} procent"
    if len(carried) == 1:
        return f"{quoted(carried[0].label)} haalt {needed}: {_share(result, carried[0])}."
    if carried:
        return f"{_named([bar.label for bar in carried], OPTION)} halen {needed}."
    first = result.ranked[0]
    nearest = [bar for bar in result.options if bar.count == first.count]
    if len(nearest) > 1:
        return f"Geen optie haalt {needed}. {count(len(nearest), *OPTION)} staan gelijk bovenaan."
    return f"Geen optie haalt {needed}. {quoted(first.label)} komt het dichtst bij: {_share(result, first)}."


def _share(result: Bars, bar: Bar) -> str:
    """`30 van de 40 stemmen, dat is 75 procent`; rounded down, as what looks reached must be reached."""
    tenths = 1000 * bar.count // result.valid
    whole = f"de {result.valid} geldige stemmen" if result.vote.has_blank else f"de {count(result.valid, *VOTE)}"
    return f"{bar.count} van {whole}, dat is {number(tenths / 10)} procent"


def items_sentence(result: Stacked) -> str:
    """How many items of a vote reached the threshold, by name where they are few."""
    judged = [row for row in result.rows if row.answers]
    if not judged:
        return NO_ANSWERS
    reached = [quoted(row.label) for row in judged if result.is_carried(row)]
    few, needed = few_answers(result.answers), f"de drempel van {result.vote.needs} procent"
    if not reached:
        return f"{few}Geen onderdeel haalt {needed}."
    of = "Het onderdeel" if len(judged) == 1 else f"{len(reached)} van de {len(judged)} onderdelen"
    told = f"{few}{of} {'haalt' if len(reached) == 1 else 'halen'} {needed}"
    named = listing(reached)
    fits = len(reached) <= _MOST_NAMED and len(named) <= _MOST_CHARACTERS
    return f"{told}: {named}." if fits else f"{told}."


def _blank(result: Bars) -> str:
    blank = result.answers - result.valid
    if not blank:
        return ""
    return f" {'Eén stem is' if blank == 1 else f'{blank} stemmen zijn'} blanco."


def budget_sentence(result: Bars) -> str:
    """What fits in the budget in the order of the votes, what it costs together, and what equal votes leave open."""
    spending = result.spending
    assert spending is not None, "only with a budget is there something to pay"
    if not result.answers or not any(bar.count for bar in result.bars):
        return NO_ANSWERS
    undecided = [name for name, does in payable(result).items() if does is None]
    return f"{few_answers(result.answers)}{_paid(result, spending)}{_undecided(undecided)}"


def _paid(result: Bars, spending: Spending) -> str:
    costs = dict(zip((bar.label for bar in result.bars), spending.costs, strict=True))
    paid = [name for name, does in payable(result).items() if does]
    budget = money(spending.budget, spending.unit)
    if not paid:
        return f"In het budget van {budget} past nog niets zeker."
    together = money(sum(costs[name] for name in paid), spending.unit)
    fit = "past" if len(paid) == 1 else "passen"
    return f"In het budget van {budget} {fit} {_named(paid, OPTION)}. Kosten: {together}."


def _undecided(names: Sequence[str]) -> str:
    if not names:
        return ""
    return f" Bij {_named(names, OPTION)} beslist de groep nog, want stemmen zijn gelijk."


def _named(names: Sequence[str], thing: Noun) -> str:
    """The names where they are few, else how many there are."""
    return listing([quoted(name) for name in names]) if len(names) <= _MOST_NAMED else count(len(names), *thing)
