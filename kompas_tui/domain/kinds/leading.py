"""The sentence about options with counts: who leads, how clear, how divided, right for ties and for few."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kompas_tui.domain.language.wording import count, listing, quoted
from kompas_tui.domain.result.shapes import Bar, Bars, Vote

NO_ANSWERS = "Er zijn geen antwoorden."
FEW = 5
"""Below this many answers the sentence says that they are few."""

Noun = tuple[str, str]
"""One and more of what is counted, such as sticker and stickers."""

_QUOTED = re.compile(r"(‘.*?’(?!\w))")
_PEOPLE = re.compile(r"\bdeelnemers?\b", re.IGNORECASE)

NEUTER = ("punt",)
"""Things with ‘het’ before them."""


def people(amount: int) -> str:
    """`1 deelnemer`, `12 deelnemers`."""
    return count(amount, "deelnemer", "deelnemers")


def of_tables(sentence: str) -> str:
    """The same sentence where tables answered, and not people; what somebody wrote stays as it is."""
    parts = _QUOTED.split(sentence)
    return "".join(part if place % 2 else _PEOPLE.sub(_as_table, part) for place, part in enumerate(parts))


def _as_table(found: re.Match[str]) -> str:
    table = "Tafel" if found[0][0].isupper() else "tafel"
    return table + ("s" if found[0].endswith("s") else "")


def few_answers(amount: int) -> str:
    """A warning with a space behind it where answers are few, else nothing."""
    if amount >= FEW:
        return ""
    return f"Er {'is' if amount == 1 else 'zijn'} maar {count(amount, 'antwoord', 'antwoorden')}. "


def _named(bars: Sequence[Bar]) -> str:
    return listing([quoted(bar.label) for bar in bars])


def _tie(leaders: Sequence[Bar], result: Bars, thing: Noun | None) -> str:
    top = leaders[0].count
    each = count(top, *thing) if thing else str(top)
    if len(leaders) == len(result.bars):
        got = f"krijgt {each}" if thing else f"is {top} keer gekozen"
        return f"Geen optie steekt erboven uit: elke optie {got}."
    if len(leaders) > 3:
        return f"Er staan {len(leaders)} opties samen bovenaan, met elk {each}."
    return f"{_named(leaders)} staan samen bovenaan, met elk {each}."


def _gap(result: Bars, whole: int, thing: Noun | None) -> str:
    first, *others = result.ranked
    if not others or not others[0].count:
        return f"Geen andere optie {f'kreeg {thing[1]}' if thing else 'is gekozen'}."
    second = others[0].count
    runners_up = [bar for bar in result.bars if bar.count == second]
    if len(runners_up) > 2:
        return f"Daarna volgen {len(runners_up)} opties met elk {second}."
    follow = "volgt" if len(runners_up) == 1 else "volgen"
    each = "" if len(runners_up) == 1 else "elk "
    close = "Het scheelt weinig: " if first.count - second <= max(1, whole // 10) else ""
    return f"{close}{_named(runners_up)} {follow} met {each}{second}."


def _voters_share(top: int, answers: int) -> str:
    if top == answers:
        return "de enige deelnemer kiest dit" if top == 1 else f"alle {top} deelnemers kiezen dit"
    return f"{top} van de {people(answers)} {'kiest' if top == 1 else 'kiezen'} dit"


def _things_share(top: int, total: int, thing: Noun) -> str:
    if top == total:
        article = "het" if thing[0] in NEUTER else "de"
        return f"met {article} enige {thing[0]}" if top == 1 else f"met alle {top} {thing[1]}"
    return f"met {top} van de {count(total, *thing)}"


def leading_sentence(result: Bars, thing: Noun | None = None) -> str:
    """Who leads; a count is a number of voters, or of `thing` where that is given."""
    if result.vote.has_blank:
        result = replace(result, bars=result.options, answers=result.valid, vote=Vote(result.vote.needs))
    total = sum(bar.count for bar in result.bars)
    if not result.answers or not total:
        return NO_ANSWERS
    few = few_answers(result.answers)
    top = result.ranked[0].count
    leaders = [bar for bar in result.bars if bar.count == top]
    if len(leaders) > 1:
        return few + _tie(leaders, result, thing)
    name = quoted(leaders[0].label)
    if thing:
        said = f"{name} staat bovenaan, {_things_share(top, total, thing)}."
    else:
        said = f"{name} staat bovenaan: {_voters_share(top, result.answers)}."
    return f"{few}{said} {_gap(result, total if thing else result.answers, thing)}"


def right_sentence(result: Bars) -> str:
    """What was right, and how many chose that."""
    right = [bar for bar in result.bars if bar.is_right]
    if not right or not result.answers:
        return NO_ANSWERS
    chosen = right[0].count
    many = _voters_share(chosen, result.answers) if chosen else "niemand koos dat"
    said = f"Goed is {quoted(right[0].label)}: {many}."
    return f"{few_answers(result.answers)}{said}"
