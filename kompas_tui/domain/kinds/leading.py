"""The sentence about options with counts: who leads, how clear, how divided, right for ties and for few."""

from collections.abc import Sequence

from kompas_tui.domain.results import Bar, Bars
from kompas_tui.domain.wording import count, listing, quoted

NO_ANSWERS = "Er zijn geen antwoorden."
FEW = 5
"""Below this many answers the sentence says that they are few."""


def people(amount: int) -> str:
    """`1 deelnemer`, `12 deelnemers`."""
    return count(amount, "deelnemer", "deelnemers")


def _named(bars: Sequence[Bar]) -> str:
    return listing([quoted(bar.label) for bar in bars])


def _tie(leaders: Sequence[Bar], result: Bars, each: str) -> str:
    if len(leaders) == len(result.bars):
        return f"Geen optie steekt erboven uit: ze krijgen er allemaal {each}."
    if len(leaders) > 3:
        return f"Er staan {len(leaders)} opties samen bovenaan, met elk {each}."
    return f"{_named(leaders)} staan samen bovenaan, met elk {each}."


def _gap(result: Bars) -> str:
    first, second = result.ranked[:2]
    runners_up = [bar for bar in result.bars if bar.count == second.count]
    if not second.count:
        return "Geen andere optie is gekozen."
    if len(runners_up) > 2:
        return f"Daarna volgen {len(runners_up)} opties met elk {second.count}."
    follow = "volgt" if len(runners_up) == 1 else "volgen"
    each = "" if len(runners_up) == 1 else "elk "
    if first.count - second.count <= max(1, result.answers // 10):
        return f"Het scheelt weinig: {_named(runners_up)} {follow} met {each}{second.count}."
    return f"{_named(runners_up)} {follow} met {each}{second.count}."


def leading_sentence(result: Bars, *, per_voter: bool) -> str:
    """Who leads; `per_voter` says that a count is a number of voters, else it is in the result's unit."""
    total = sum(bar.count for bar in result.bars)
    if not result.answers or not total:
        return NO_ANSWERS
    top = result.ranked[0].count
    leaders = [bar for bar in result.bars if bar.count == top]
    few = f"Er zijn maar {count(result.answers, 'antwoord', 'antwoorden')}. " if result.answers < FEW else ""
    if len(leaders) > 1:
        each = str(top) if per_voter else f"{top} {result.unit}"
        return few + _tie(leaders, result, each)
    name = quoted(leaders[0].label)
    if per_voter and top == result.answers:
        who = "de enige deelnemer kiest" if top == 1 else f"alle {top} deelnemers kiezen"
        return f"{few}{name} staat bovenaan: {who} dit. {_gap(result) if len(result.bars) > 1 else ''}".strip()
    share = f"{top} van de {people(result.answers)}" if per_voter else f"{top} van de {total} {result.unit}"
    verb = "kiest" if per_voter and top == 1 else "kiezen"
    said = f"{name} staat bovenaan: {share} {verb} dit." if per_voter else f"{name} staat bovenaan, met {share}."
    return f"{few}{said} {_gap(result)}"
