"""`profiel`: answer items on two axes; the own outcome in private, the group in quadrants."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kompas_tui.domain.ballots import Ballot
from kompas_tui.domain.fields import Answer, Field, OneOf
from kompas_tui.domain.kinds.activity import OPTION_LENGTH, Activity
from kompas_tui.domain.kinds.leading import people
from kompas_tui.domain.options import Options
from kompas_tui.domain.results import Profile, StyleCount
from kompas_tui.domain.wording import listing, quoted

SMALLEST_GROUP = 5
"""From this many answers on a group is shown."""


RARE = 6
"""A style that fewer than one in so many of the styles found is, is rare."""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis with the words at its ends."""

    name: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Item:
    """Two statements to choose from, on one axis."""

    axis: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Style:
    """A style: the ends of the two axes it lies between, and what it says to one and asks of a group."""

    name: str
    ends: tuple[str, ...]
    personal: str
    group: str


@dataclass(frozen=True, kw_only=True)
class Profiel(Activity):
    """Forced choices on two axes; the first axis runs down, the second to the right."""

    word: ClassVar[str] = "profiel"
    hint: ClassVar[str] = "Kies steeds de zin die het best bij je past. Je uitkomst zie je alleen zelf."
    how_measured: ClassVar[str] = (
        "Profiel: elke deelnemer kiest steeds tussen twee zinnen. Per lijn telt het verschil tussen beide kanten. "
        "Is dat nul, dan ligt iemand tussen twee stijlen. Niemand heeft onderzocht of deze vragen goed meten."
    )
    axes: tuple[Axis, ...]
    items: tuple[Item, ...]
    styles: tuple[Style, ...]

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read axes, items and styles, and see that they fit each other."""
        axes = tuple(_axis(block) for block in options.blocks("assen"))
        if len(axes) != 2:
            where = ["assen"] if options.has("assen") else []
            options.problem("‘assen’: hier horen precies twee assen te staan.", *where)
        items = tuple(_item(block, [axis.name for axis in axes]) for block in options.blocks("items"))
        for axis in axes:
            if axis.name and not any(item.axis == axis.name for item in items):
                options.problem(
                    f"‘items’: er is geen item op de as {quoted(axis.name)}.",
                    *(["items"] if options.has("items") else []),
                )
        ends = [end for axis in axes for end in (axis.low, axis.high)]
        styles = tuple(_style(block, ends) for block in options.blocks("stijlen"))
        for end in dict.fromkeys(end for end in ends if end and ends.count(end) > 1):
            options.problem(f"‘assen’: {quoted(end)} staat aan twee einden. Geef elk eind een eigen woord.", "assen")
        corners = {frozenset((one, other)) for one in ends[:2] for other in ends[2:]}
        if len(styles) != 4 or {frozenset(style.ends) for style in styles} != corners:
            options.problem(
                "‘stijlen’: hier horen vier stijlen te staan, één voor elke hoek van de twee assen.",
                *(["stijlen"] if options.has("stijlen") else []),
            )
        return cls(axes=axes, items=items, styles=styles, **common)

    def fields(self) -> tuple[Field, ...]:
        """A choice of two per item; every second item of an axis is shown turned, so that no end always comes first."""
        seen: Counter[str] = Counter()
        fields = []
        for number, item in enumerate(self.items, 1):
            seen[item.axis] += 1
            turned = seen[item.axis] % 2 == 0
            question = f"{number}. Wat past beter bij je?"
            fields.append(OneOf(f"item-{number}", question, (item.low, item.high), turned))
        return tuple(fields)

    def listed(self) -> tuple[str, ...]:
        """Nothing: the choices are for one's own phone."""
        return ()

    def position(self, answer: Answer) -> tuple[float, ...]:
        """Per axis the balance of the answers, from -1 (all low) to 1 (all high); 0 without answers."""
        balances = []
        for axis in self.axes:
            chosen = [
                1 if answer[f"item-{number}"] else -1
                for number, item in enumerate(self.items, 1)
                if item.axis == axis.name and f"item-{number}" in answer
            ]
            balances.append(sum(chosen) / len(chosen) if chosen else 0.0)
        return tuple(balances)

    def styles_of(self, answer: Answer) -> tuple[Style, ...]:
        """The style of these answers; with a tie on an axis the styles on both sides of it."""
        sides = [
            {axis.high} if balance > 0 else {axis.low} if balance < 0 else {axis.low, axis.high}
            for axis, balance in zip(self.axes, self.position(answer), strict=True)
        ]
        return tuple(style for style in self.styles if all(side & set(style.ends) for side in sides))

    def private_outcome(self, answer: Answer) -> tuple[str, ...]:
        """What only this phone shows."""
        styles = self.styles_of(answer)
        if not styles:
            return ()
        if len(styles) == len(self.styles):
            return ("Je zit precies in het midden: alle stijlen passen bij je.",)
        if len(styles) == 1:
            said = [f"Jij bent vooral een {styles[0].name}.", styles[0].personal]
        else:
            said = [f"Jij zit tussen {listing([style.name for style in styles])} in."]
            said += [f"{style.name.capitalize()}: {style.personal}" for style in styles if style.personal]
        return tuple(sentence for sentence in said if sentence)

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Profile:
        """The group over the quadrants, from five answers on."""
        down, across = self.axes
        shown = ballots if len(ballots) >= SMALLEST_GROUP else ()
        alone = Counter(styles[0].name for ballot in shown if len(styles := self.styles_of(ballot.answer)) == 1)
        counts = tuple(
            StyleCount(style.name, alone[style.name], across.high in style.ends, down.high in style.ends, style.group)
            for style in self.styles
        )
        positions = [self.position(ballot.answer) for ballot in shown]
        dots = tuple(sorted((x, y) for y, x in positions))
        between = len(shown) - alone.total()
        return Profile((across.low, across.high), (down.low, down.high), counts, dots, between, len(ballots))

    def sentence(self, result: Profile) -> str:
        """Which style is most common."""
        if result.answers < SMALLEST_GROUP:
            return f"De groep is te zien vanaf {SMALLEST_GROUP} antwoorden. Nu zijn er {result.answers}."
        most = max(style.count for style in result.styles)
        if not most:
            return f"Alle {people(result.answers)} zitten tussen twee stijlen in."
        leaders = [style for style in result.styles if style.count == most]
        if len(leaders) == len(result.styles):
            said = f"De stijlen komen even vaak voor, elk {most} keer."
        else:
            names = listing([quoted(style.name) for style in leaders])
            verb = "komt" if len(leaders) == 1 else "komen"
            share = f"{most} van de {people(result.answers)}"
            said = f"{names} {verb} het meest voor: {'elk ' if len(leaders) > 1 else ''}{share}."
        if result.between:
            said += f" {people(result.between).capitalize()} {'zit' if result.between == 1 else 'zitten'} ertussenin."
        return said


def advice(result: Profile) -> tuple[str, ...]:
    """What this mix asks of the meeting, of the common styles, of the rare ones and of those that are missing."""
    if result.answers < SMALLEST_GROUP:
        return ()
    present = sorted((style for style in result.styles if style.count), key=lambda style: -style.count)
    told = [style for style in present if style.advice]
    common = [style for style in told if not _is_rare(style, result)]
    said = ["De stijlen zijn gelijk verdeeld. Wissel dus vaak van aanpak."] if _are_even(result.styles) else []
    said += [f"{style.advice} Dat past bij {style.count} van de {result.answers}." for style in common]
    said += [_remembered(style) for style in told if _is_rare(style, result)]
    missing = [quoted(style.name) for style in result.styles if not style.count]
    if missing and present:
        verb = "ontbreekt" if len(missing) == 1 else "ontbreken"
        role = "die rol" if len(missing) == 1 else "die rollen"
        said.append(f"{listing(missing)} {verb}. Wie neemt {role} vandaag op zich?")
    return tuple(said)


def _is_rare(style: StyleCount, result: Profile) -> bool:
    return style.count * RARE < result.answers - result.between


def _remembered(style: StyleCount) -> str:
    there = "is er maar 1" if style.count == 1 else f"zijn er maar {style.count}"
    return f"Vergeet ‘{style.name}’ niet, al {there}. {style.advice}"


def _are_even(styles: Sequence[StyleCount]) -> bool:
    counts = [style.count for style in styles]
    return min(counts) > 0 and max(counts) - min(counts) <= 1


def _axis(block: Options) -> Axis:
    axis = Axis(*(block.text(key, required=True, limit=60) for key in ("naam", "min", "plus")))
    block.finish()
    return axis


def _item(block: Options, axes: Sequence[str]) -> Item:
    item = Item(
        block.choice("as", axes),
        block.text("min", required=True, limit=OPTION_LENGTH),
        block.text("plus", required=True, limit=OPTION_LENGTH),
    )
    block.finish()
    return item


def _style(block: Options, ends: Sequence[str]) -> Style:
    found = Style(
        block.text("naam", required=True, limit=60),
        block.texts("bij", at_least=2, at_most=2),
        block.text("jij", limit=1000),
        block.text("groep"),
    )
    for place, end in enumerate(found.ends):
        if end and end not in ends:
            block.problem(
                f"{quoted(end)} is geen eind van een as. Wel mogelijk: {listing(list(ends), 'of')}.", "bij", place
            )
    block.finish()
    return found
