"""The sentence about options with counts: who leads, how clear, how divided, right for ties and for few."""

from collections.abc import Sequence
from dataclasses import replace

from kompas_tui.domain.kinds.voters import PARTICIPANTS, Noun, Respondents
from kompas_tui.domain.language.sentences import dotted, glued, noun, phrase, phrase_many
from kompas_tui.domain.language.wording import count, listing, quoted, shortened_at_word
from kompas_tui.domain.result.shapes import Bar, Bars

NO_ANSWERS = phrase("Er zijn geen antwoorden.")
FEW = 5
"""Below this many answers the sentence says that they are few."""

OTHER_ITEMS = noun("ander onderdeel", "andere onderdelen")
"""What more items are called than are named."""

_LONGEST_NAME = 60
"""A longer item is named by its first words; it stands whole in its table."""


def item_named(label: str) -> str:
    """An item as a sentence names it among others."""
    return quoted(shortened_at_word(label, _LONGEST_NAME))


STICKER, POINT = noun("sticker", "stickers"), noun("punt", "punten")


def few_answers(amount: int) -> str:
    """A warning where answers are few, else nothing."""
    if amount >= FEW:
        return ""
    return phrase_many("Er is maar {aantal} antwoord.", "Er zijn maar {aantal} antwoorden.", aantal=amount)


def _named(bars: Sequence[Bar]) -> str:
    return listing([quoted(bar.label) for bar in bars])


def _tie(leaders: Sequence[Bar], result: Bars, thing: Noun | None) -> str:
    top = leaders[0].count
    each = count(top, *thing) if thing else dotted(top)
    if len(leaders) == len(result.bars):
        if thing:
            return phrase("Geen optie steekt erboven uit: elke optie krijgt {elk}.", elk=each)
        return phrase("Geen optie steekt erboven uit: elke optie is {aantal} keer gekozen.", aantal=top)
    if len(leaders) > 3:
        return phrase("Er staan {aantal} opties samen bovenaan, met elk {elk}.", aantal=len(leaders), elk=each)
    return phrase("{opties} staan samen bovenaan, met elk {elk}.", opties=_named(leaders), elk=each)


def _gap(result: Bars, whole: int, thing: Noun | None) -> str:
    first, *others = result.ranked
    if not others or not others[0].count:
        return _none_else(thing)
    second = others[0].count
    runners_up = [bar for bar in result.bars if bar.count == second]
    if len(runners_up) > 2:
        return phrase("Daarna volgen {aantal} opties met elk {elk}.", aantal=len(runners_up), elk=second)
    following = phrase_many(
        "{opties} volgt met {elk}.", "{opties} volgen met elk {elk}.",
        aantal=len(runners_up), opties=_named(runners_up), elk=second,
    )  # fmt: skip
    return phrase("Het scheelt weinig: {rest}", rest=following) if _is_close(first.count, second, whole) else following


def _is_close(first: int, second: int, whole: int) -> bool:
    """Whether it is little, both of all that was given and of what the first has."""
    return first - second <= max(1, min(whole // 10, first // 4))


def is_close(result: Bars) -> bool:
    """Whether one option leads, and the next one has nearly as much."""
    counts = [bar.count for bar in result.options_ranked[:2]]
    whole = result.valid if result.unit.is_people else sum(bar.count for bar in result.options)
    return len(counts) == 2 and counts[0] > counts[1] > 0 and _is_close(counts[0], counts[1], whole)


def _none_else(thing: Noun | None) -> str:
    if thing is None:
        return phrase("Geen andere optie is gekozen.")
    return phrase("Geen andere optie kreeg punten.") if thing == POINT else phrase("Geen andere optie kreeg stickers.")


def _voters_share(top: int, answers: int, voters: Respondents) -> str:
    if top == answers:
        return phrase_many(*voters.all_choose, aantal=top)
    return phrase_many(*voters.choose, aantal=top, alle=answers)


def _things_share(top: int, total: int, thing: Noun) -> str:
    if top == total:
        if top > 1:
            return phrase("met alle {wat}", wat=count(top, *thing))
        return phrase("met het enige punt") if thing == POINT else phrase("met de enige sticker")
    return phrase("met {aantal} van de {wat}", aantal=top, wat=count(total, *thing))


def leading_sentence(result: Bars, thing: Noun | None = None, voters: Respondents = PARTICIPANTS) -> str:
    """Who leads; a count is a number of voters, or of `thing` where that is given."""
    if result.vote.has_blank:
        result = replace(result, bars=result.options, answers=result.valid, vote=replace(result.vote, has_blank=False))
    total = sum(bar.count for bar in result.bars)
    if not result.answers or not total:
        return NO_ANSWERS
    few = few_answers(result.answers)
    top = result.ranked[0].count
    leaders = [bar for bar in result.bars if bar.count == top]
    if len(leaders) > 1:
        return glued(few, _tie(leaders, result, thing))
    name = quoted(leaders[0].label)
    if thing:
        sentence = phrase("{optie} staat bovenaan, {deel}.", optie=name, deel=_things_share(top, total, thing))
    else:
        sentence = phrase(
            "{optie} staat bovenaan: {deel}.", optie=name, deel=_voters_share(top, result.answers, voters)
        )
    return glued(few, sentence, _gap(result, total if thing else result.answers, thing))


def right_sentence(result: Bars, voters: Respondents) -> str:
    """What was right, and how many chose that."""
    right = [bar for bar in result.bars if bar.is_right]
    if not right or not result.answers:
        return NO_ANSWERS
    chosen = right[0].count
    many = _voters_share(chosen, result.answers, voters) if chosen else phrase("niemand koos dat")
    sentence = phrase("Goed is {optie}: {deel}.", optie=quoted(right[0].label), deel=many)
    return glued(few_answers(result.answers), sentence)
