"""`prik`: put pins on a picture or a map, by pressing there or by naming a square or an area."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import Activity
from kompas_tui.domain.kinds.leading import FEW, NO_ANSWERS, few_answers
from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.language.sentences import as_opening, glued, noun, phrase, phrase_many
from kompas_tui.domain.language.wording import count, listing, quoted
from kompas_tui.domain.question.answers import texts_by_field
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Answer, Field, Pins, Texts
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.question.pictures import ALT, GROUNDS, LONGEST_ALT, PICTURE, Picture
from kompas_tui.domain.result.shapes import Cluster, PinMap, TextItem
from kompas_tui.domain.result.spots import FULL, PinPlace, Spot, spot_at

PIN = noun("prik", "prikken")
_PINS, _REASONS = "prik", "reden"
_MOST_PINS, _MOST_AREAS, _AREA_LENGTH, _REASON_LENGTH = 10, 20, 60, 200

_Pin = tuple[str, int, PinPlace]
"""The mark of who put it there, its number in the form, and where it stands."""


@dataclass(frozen=True, kw_only=True)
class Prik(Activity):
    """Up to `most` pins a voter on a picture, counted per named area or square."""

    word: ClassVar[str] = "prik"
    how_measured: ClassVar[str] = (
        "Prik: elke deelnemer zet een vast aantal prikken op een beeld, of minder. "
        "Een prik telt bij het vlak met een naam waarin hij staat, anders bij zijn vak van A1 tot H6. "
        "Dit is de telling per kwadrant van Greig-Smith (1952). "
        f"De prikken staan er één voor één bij vanaf {FEW} antwoorden."
    )
    picture: Picture
    """A picture beside the deck, or a scene by its name."""
    most: int
    reasons: bool = False
    areas: tuple[Spot, ...] = ()

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read `beeld`, `max`, `reden`, `vlakken` and `alt` (what is on the picture, for who can't see it)."""
        return cls(
            picture=_read_picture(options),
            most=options.whole("max", 3, 1, _MOST_PINS),
            reasons=options.yes("reden"),
            areas=_read_areas(options),
            **common,
        )

    def fields(self) -> tuple[Field, ...]:
        """The pins, and a reason for each where that is asked."""
        pins = Pins(_PINS, self.question, self.picture, self.described, self.most, self.areas)
        why = Texts(_REASONS, phrase("Waarom daar?"), self.most, _REASON_LENGTH, beside=_PINS, aside="reden")
        return (pins, why) if self.reasons else (pins,)

    @property
    def described(self) -> str:
        """What is on the picture, and which areas it has."""
        names = phrase("Vlakken: {vlakken}.", vlakken=listing(self.listed())) if self.areas else ""
        return glued(self.picture.alt or phrase("Het beeld bij deze vraag."), names)

    @property
    def asks_on(self) -> Picture | None:
        """The picture that pins are put on, with what is to be seen there in words."""
        return self.picture.saying(self.described) if self.picture.source else None

    def listed(self) -> tuple[str, ...]:
        """The named areas."""
        return tuple(area.label for area in self.areas)

    def check(self, answer: Answer) -> None:
        """A reason goes with a pin."""
        places, texts = answer.get(_PINS, []), answer.get(_REASONS, [])
        for number, text in enumerate(texts, 1):
            if text and (number > len(places) or places[number - 1] is None):
                raise AnswerRefused(
                    phrase(
                        "Reden {nummer} heeft nog geen prik. Zet prik {nummer} neer, of haal de tekst weg.",
                        nummer=number,
                    )
                )

    def chosen(self, answer: Answer) -> Answer:
        """The spots and how often each: a pin that moves within its spot is no changed mind."""
        return {_PINS: sorted(spot_at(pin, self.areas).label for _, pin in _places(answer))}

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> PinMap:
        """The pins per named area, then per square that has any; a reason stands under the spot of its pin."""
        by_spot: dict[Spot, list[_Pin]] = defaultdict(list)
        texts: list[TextItem] = []
        for ballot in ballots:
            spots = {}
            for number, pin in _places(ballot.answer):
                spots[number] = spot_at(pin, self.areas)
                by_spot[spots[number]].append((ballot.mark, number, pin))
            texts += [item for item in self._reasons(ballot, spots) if item.id not in hidden]
        # In the order of the picture, and not in that of the pins, which tells who came first.
        squares = sorted((spot for spot in by_spot if not spot.is_named), key=lambda spot: (spot.top, spot.left))
        clusters = tuple(_cluster(spot, by_spot[spot]) for spot in (*self.areas, *squares))
        # Of few people each pin could be laid at somebody's door; the spots tell enough.
        seen = [pin for pins in by_spot.values() for _, _, pin in pins] if len(ballots) >= FEW else []
        weight = {_as_heading(spot.in_words): -len(pins) for spot, pins in by_spot.items()}
        ordered = tuple(sorted(texts, key=lambda item: (weight[item.group], item.group, item.id)))
        return PinMap(self.picture.source, clusters, len(ballots), tuple(sorted(seen)), ordered)

    def _reasons(self, ballot: Ballot, spots: Mapping[int, Spot]) -> Iterator[TextItem]:
        """The reasons of one voter, each under the spot of its pin."""
        by_id = {ballot.text_id(self.most + number): spot for number, spot in spots.items()}
        for _, item in texts_by_field(self.fields(), ballot):
            spot = by_id.get(item.id)
            if spot is not None:
                yield TextItem(item.id, item.text, _as_heading(spot.in_words))

    def sentence(self, result: PinMap) -> str:
        """Where most pins stand, of how many."""
        ranked, total = result.ranked, result.pins
        if not ranked:
            return NO_ANSWERS
        few, top = few_answers(result.answers), ranked[0].pins
        leaders = [cluster for cluster in ranked if cluster.pins == top]
        if len(leaders) > 3:
            each = count(top, *PIN)
            spread = phrase(
                "De prikken staan verspreid. Er zijn {aantal} plekken met elk {prikken}.",
                aantal=len(leaders),
                prikken=each,
            )
            return glued(few, spread)
        where = listing([cluster.spot.in_words for cluster in leaders])
        if len(leaders) > 1:
            most = phrase(
                "De meeste prikken staan {waar}: elk {aantal} van de {alle}.", waar=where, aantal=top, alle=total
            )
            return glued(few, most)
        if top == total:
            every = phrase_many(
                "De enige prik staat {waar}.", "Alle {aantal} prikken staan {waar}.", aantal=top, waar=where
            )
            return glued(few, every)
        words = phrase_many(
            "{aantal} van de {alle} prikken staat {waar}.", "{aantal} van de {alle} prikken staan {waar}.",
            aantal=top, alle=total, waar=where,
        )  # fmt: skip
        return glued(few, words, _next(ranked[1:]))


def _as_heading(where: str) -> str:
    return as_opening(where)


def _next(others: Sequence[Cluster]) -> str:
    """How many stand in what comes after the spot with most pins."""
    each = others[0].pins
    second = [cluster.spot.in_words for cluster in others if cluster.pins == each]
    if len(second) > 3:
        return phrase("Daarna komen {plekken} plekken met elk {elk}.", plekken=len(second), elk=each)
    there = _as_heading(listing(second))
    if len(second) > 1:
        return phrase_many(
            "{plekken} staat er elk {aantal}.", "{plekken} staan er elk {aantal}.", aantal=each, plekken=there
        )
    return phrase_many("{plekken} staat er {aantal}.", "{plekken} staan er {aantal}.", aantal=each, plekken=there)


def _places(answer: Answer) -> Iterator[tuple[int, PinPlace]]:
    """The pins of an answer, each with its number from 0."""
    for number, pin in enumerate(answer.get(_PINS, [])):
        if pin is not None:
            yield number, (pin[0], pin[1])


def _cluster(spot: Spot, pins: Sequence[_Pin]) -> Cluster:
    if len({mark for mark, _, _ in pins}) < FEW:
        middle = spot.middle  # of a few people the middle would tell where one of them stands
    else:
        middle = (round(fmean(x for *_, (x, _) in pins)), round(fmean(y for *_, (_, y) in pins)))
    return Cluster(spot, len(pins), len({mark for mark, _, _ in pins}), middle)


def _read_picture(options: Options) -> Picture:
    name = options.raw(PICTURE)
    if name is None:
        scenes = listing([quoted(scene) for scene in GROUNDS], "of")
        options.missing(PICTURE, f"‘{PICTURE}’: noem een plaatje naast de kaartenset, of {scenes}.")
    if name in GROUNDS:
        return Picture(name, width=16, height=9, alt=options.text(ALT, limit=LONGEST_ALT))
    return options.picture(PICTURE) or Picture("")


def _read_areas(options: Options) -> tuple[Spot, ...]:
    """The named areas; each lies on the picture, and none over another, so that a pin counts once."""
    block = options.block("vlakken")
    if block is None:
        return ()
    areas = []
    names = block.named(_AREA_LENGTH)
    if len(names) > _MOST_AREAS:
        options.problem(f"‘vlakken’: er mogen er hooguit {_MOST_AREAS} staan. Er staan er {len(names)}.", "vlakken")
    for name in names:
        share = block.shares(name, 4, "links, boven, breedte en hoogte")
        if not share:
            continue
        left, top, right, foot = (
            round(FULL * edge) for edge in (share[0], share[1], share[0] + share[2], share[1] + share[3])
        )
        if min(share[2:]) <= 0 or max(right, foot) > FULL:
            block.problem(f"{quoted(name)} steekt buiten het beeld of is leeg. Links plus breedte is hooguit 1.", name)
            continue
        areas.append(Spot(" ".join(name.split()), left, top, right - left, foot - top, is_named=True))
    for one, other in combinations(areas, 2):
        if one.meets(other):
            sentence = f"{quoted(other.label)} ligt over {quoted(one.label)} heen. Maak een van de twee kleiner."
            options.problem(sentence, "vlakken", other.label)
    return tuple(areas)
