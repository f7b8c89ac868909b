"""`schaal`: a score per statement."""

import statistics
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import STATEMENT_LENGTH, Activity
from kompas_tui.domain.kinds.leading import FEW, NO_ANSWERS, few_answers
from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.language.sentences import glued, phrase, phrase_many
from kompas_tui.domain.language.wording import count, listing, number, quoted, without_stop
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Answer, Scale
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.cells import Number, in_words, rounded
from kompas_tui.domain.result.shapes import Distribution, Spread

_MOST_STATEMENTS = 60
_FURTHEST, _HIGHEST = 5, 10
"""So far below zero a scale can begin, and where it ends at last; it never has more steps than to that."""

MOST_WORDS, _MOST_WORDS_OF_TWO = 9, 13
"""Statements that score the same are named in a sentence as long as they have no more words than this; of two the
sentence names one anyhow, so that the other may take more."""

FEW_SCORES = 3
"""Below so many scores the place of a statement says little."""

_BY_MEAN = (
    "Schaal: elk toestel kreeg {} stellingen, door het lot en zo dat elke stelling even vaak aan de beurt kwam. "
    "De volgorde is die van het gemiddelde van de scores."
)

_ALIKE, _SPREAD = 0.6, 0.2
"""From this agreement on scores lie close together; below the other they are nearly as even as over the whole scale."""

CAMP = 0.3
"""From this share on both ends, with fewer between than on either end, the group is split in two camps."""


@dataclass(frozen=True, kw_only=True)
class Schaal(Activity):
    """Scores from `low` to `high` for each statement, with their median."""

    word: ClassVar[str] = "schaal"
    how_measured: ClassVar[str] = (
        "Schaal: elke deelnemer geeft per stelling een score. "
        "Het midden is de mediaan: de middelste score als je alle scores op volgorde zet. "
        "De middelste helft is zonder het laagste en het hoogste kwart van de scores. "
        "De grenzen van die helft zijn scores die echt gegeven zijn. "
        "Of scores dicht bij elkaar liggen, zegt de maat A van Van der Eijk (2001). "
        "Bij 1 geeft iedereen dezelfde score. Bij 0 komt elke score even vaak voor."
    )
    fillable: ClassVar[tuple[str, ...]] = ("stellingen",)
    statements: tuple[str, ...]
    high: int
    ends: tuple[str, str] | None
    low: int = 1
    dealt: int = 0
    """How many of the statements each phone scores; 0 where all of them."""

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read the statements (none: the question itself), `van`, `tot`, the words at the ends and `per_telefoon`."""
        statements: tuple[str, ...] = ()
        if not common["carried"]:
            statements = options.texts("stellingen", at_most=_MOST_STATEMENTS, limit=STATEMENT_LENGTH)
        low = options.whole("van", 1, -_FURTHEST, 1)
        high = options.whole("tot", -low if low < 0 else 5, max(low + 1, 1), _HIGHEST)
        if high - low > _HIGHEST:
            options.problem(f"‘tot’: een schaal heeft hooguit {_HIGHEST + 1} cijfers. Kies een lager getal.", "tot")
        ends = options.texts("uitersten", at_least=2, at_most=2) if options.has("uitersten") else ()
        dealt = options.whole("per_telefoon", 0, 1, _MOST_STATEMENTS)
        if dealt and not (statements or common["carried"]):
            options.problem(
                "‘per_telefoon’ hoort bij een lijst. Zet er ‘stellingen’ of ‘stellingen_uit’ bij.", "per_telefoon"
            )
        if statements and dealt > len(statements):
            verb, few = "is" if len(statements) == 1 else "zijn", count(len(statements), "stelling", "stellingen")
            options.problem(f"‘per_telefoon’: er {verb} maar {few}.", "per_telefoon")
        two = (ends[0], ends[1]) if len(ends) == 2 else None
        return cls(statements=statements, low=low, high=high, ends=two, dealt=dealt, **common)

    @property
    def per_phone(self) -> int:
        """As many as the deck says, where there are more."""
        return self.dealt if self.dealt < len(self.statements) else 0

    def measured(self) -> tuple[str, ...]:
        """How scores are counted, and how statements were dealt."""
        return (_BY_MEAN.format(self.dealt),) if self.dealt else super().measured()

    def check(self, answer: Answer) -> None:
        """Refuse scores for more statements than one phone gets."""
        if self.per_phone and sum(name.startswith("score-") for name in answer) > self.per_phone:
            raise AnswerRefused(phrase("Je gaf te veel scores. Laad de pagina opnieuw."))

    def fields(self) -> tuple[Scale, ...]:
        """A score per statement."""
        labels = self.statements or ((self.question,) if self.carried is None else ())
        return tuple(
            Scale(f"score-{index}", label, self.high, self.ends, self.low) for index, label in enumerate(labels, 1)
        )

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Distribution:
        """The distribution of the scores per statement."""
        rows = []
        for scale in self.fields():
            scores = [ballot.answer[scale.name] for ballot in ballots if scale.name in ballot.answer]
            rows.append(spread(scale.label, scores, scale.scores))
        return Distribution(tuple(rows), len(ballots), self.ends, by_mean=bool(self.dealt))

    def sentence(self, result: Distribution) -> str:
        """The middle score and how far apart the group is; of several statements the ends."""
        rows = [row for row in result.rows if row.answers]
        if not rows:
            return NO_ANSWERS
        few = few_answers(result.answers)
        if len(result.rows) == 1:
            return glued(few, _one(rows[0]))
        if result.by_mean:
            return glued(few, _ranked(result))
        if len(rows) == 1:
            only = phrase("Alleen {stelling} kreeg scores.", stelling=quoted(rows[0].label))
            return glued(few, only, _one(rows[0]))
        return glued(few, _several(rows))


def spread(label: str, scores: Sequence[int], possible: range) -> Spread:
    """Counts and median of scores among those `possible`."""
    counts = tuple(scores.count(score) for score in possible)
    return Spread(label, counts, statistics.median(scores) if scores else None, possible[0])


class Division(StrEnum):
    """How far apart the scores of a statement are, as a sentence says it."""

    UNKNOWN = ""
    CLOSE = "De antwoorden liggen dicht bij elkaar."
    SOMEWHAT = "De antwoorden lopen wat uiteen."
    FAR = "De antwoorden lopen sterk uiteen."
    CAMPS = "De groep is verdeeld in twee kampen."


_APART: Mapping[Division, str] = {
    Division.CLOSE: phrase("De antwoorden liggen dicht bij elkaar."),
    Division.SOMEWHAT: phrase("De antwoorden lopen wat uiteen."),
    Division.FAR: phrase("De antwoorden lopen sterk uiteen."),
    Division.CAMPS: phrase("De groep is verdeeld in twee kampen."),
}


def division(row: Spread) -> Division:
    """How far apart the scores are; unknown for fewer than five."""
    if row.answers < FEW:
        return Division.UNKNOWN
    # The ends of the scale, a third each, so that a group in the middle makes no camp.
    third = max(1, len(row.counts) // 3)
    low_end, high_end = sum(row.counts[:third]), sum(row.counts[-third:])
    smaller_camp = min(low_end, high_end)
    if smaller_camp >= CAMP * row.answers and smaller_camp > row.answers - low_end - high_end:
        return Division.CAMPS
    agreed = agreement(row.counts)
    if agreed >= _ALIKE:
        return Division.CLOSE
    return Division.FAR if agreed < _SPREAD else Division.SOMEWHAT


def agreement(counts: Sequence[int]) -> float:
    """How far scores agree: 1 where all are the same, 0 where each comes as often, -1 where half is at either end.

    This is A of Van der Eijk, ‘Measuring agreement in ordered rating scales’, Quality & Quantity 35 (2001), 325-341:
    the counts are taken apart in layers of equal height, and each layer weighs as much as it holds.
    """
    left, agreed = list(counts), 0.0
    while lowest := min(filter(None, left), default=0):
        layer = [amount > 0 for amount in left]
        agreed += _agreement_of_layer(layer) * lowest * sum(layer)
        left = [amount - lowest if amount else 0 for amount in left]
    return agreed / sum(counts)


def _agreement_of_layer(layer: Sequence[bool]) -> float:
    """A of scores that come as often as each other or not at all, by whether gaps or tops are between them."""
    filled, size = sum(layer), len(layer)
    if filled in (1, size):
        return float(filled == 1)
    triples = list(combinations(layer, 3))
    tops = sum(triple in ((True, True, False), (False, True, True)) for triple in triples)
    gaps = triples.count((True, False, True))
    unimodal = ((size - 2) * tops - (size - 1) * gaps) / ((size - 2) * (tops + gaps))
    return unimodal * (1 - (filled - 1) / (size - 1))


def _ranked(result: Distribution) -> str:
    """Which statement has the highest mean, of how many scores, what follows, and which have too few."""
    first, *others = [row for row in result.ranked if row.answers]
    # Equal as they are told: two statements with the same figure beside them can't be first and second.
    best = [row for row in (first, *others) if rounded(row.mean or 0, 1) == rounded(first.mean or 0, 1)]
    average, scores = first.of_highest(first.mean or 0), count(first.answers, "score", "scores")
    named = listing([quoted(without_stop(row.label)) for row in best])
    if len(best) == 1:
        told: str = phrase(
            "{stelling} staat bovenaan, met gemiddeld {gemiddelde} ({scores}).",
            stelling=named,
            gemiddelde=average,
            scores=scores,
        )
    else:
        equals = named if len(named.split()) <= MOST_WORDS else phrase("{aantal} stellingen", aantal=len(best))
        told = phrase(
            "{stellingen} staan gelijk bovenaan, met gemiddeld {gemiddelde}.",
            stellingen=equals,
            gemiddelde=average,
        )
    following = [row for row in others if row not in best]
    if following and len(best) == 1:
        second, its_mean = quoted(without_stop(following[0].label)), _mean(following[0])
        after = phrase("Daarna volgt {stelling} met {gemiddelde}.", stelling=second, gemiddelde=its_mean)
        told = glued(told, after)
    few = sum(row.answers < FEW_SCORES for row in result.rows)
    if few:
        little = phrase_many(
            "{aantal} stelling kreeg minder dan {minst} scores. Die plek zegt weinig.",
            "{aantal} stellingen kregen minder dan {minst} scores. Hun plek zegt weinig.",
            aantal=few,
            minst=FEW_SCORES,
        )
        told = glued(told, little)
    return told


def _mean(row: Spread) -> str:
    return in_words(Number(row.mean or 0, 1))


def _one(row: Spread) -> str:
    assert row.median is not None, "a row with answers has a median"
    sentence = phrase(
        "De middelste score is {score}, op een schaal van {laagste} tot en met {hoogste}.",
        score=number(row.median),
        laagste=number(row.low),
        hoogste=row.scores[-1],
    )
    apart = division(row)
    told = _APART.get(apart, "")
    # Of two camps the middle score says least, and nobody may have given it.
    return glued(told, sentence) if apart is Division.CAMPS else glued(sentence, told)


def _several(rows: Sequence[Spread]) -> str:
    by_median = sorted(rows, key=lambda row: -(row.median or 0))
    best, worst = by_median[0], by_median[-1]
    assert best.median is not None, "a row with answers has a median"
    assert worst.median is not None, "a row with answers has a median"
    if best.median == worst.median:
        sentence: str = phrase(
            "Alle stellingen hebben dezelfde middelste score: {score}.",
            score=best.of_highest(best.median),
        )
    else:
        highest, many, also = _those(by_median, best.median)
        above = phrase_many(
            "{stellingen} scoort het hoogst, met {score}.",
            "{stellingen} scoren het hoogst, met {score}.",
            aantal=many,
            stellingen=highest,
            score=best.of_highest(best.median),
        )
        lowest, many, too = _those(by_median, worst.median)
        below = phrase_many(
            "{stellingen} scoort het laagst, met {score}.", "{stellingen} scoren het laagst, met {score}.",
            aantal=many, stellingen=lowest, score=number(worst.median),
        )  # fmt: skip
        sentence = glued(above, also, below, too)
    split = [row.label for row in rows if division(row) is Division.CAMPS]
    if split:
        named = [quoted(without_stop(label)) for label in split]
        about = listing(named) if len(split) < 4 else phrase("{aantal} stellingen", aantal=len(split))
        return glued(phrase("Over {stellingen} is de groep verdeeld in twee kampen.", stellingen=about), sentence)
    return sentence


def _those(rows: Sequence[Spread], median: float) -> tuple[str, int, str]:
    """The statements with this median as they are named, how many these are, and a sentence about a long second one."""
    same = [quoted(without_stop(row.label)) for row in rows if row.median == median]
    named = listing(same)
    if len(same) == 1 or len(named.split()) <= (_MOST_WORDS_OF_TWO if len(same) == 2 else MOST_WORDS):
        return named, len(same), ""
    if len(same) == 2:
        return same[0], 1, phrase("Ook {stelling} heeft die score.", stelling=same[1])
    rest = count(len(same) - 1, "andere stelling", "andere stellingen")
    return phrase("{stelling} en {rest}", stelling=same[0], rest=rest), len(same), ""
