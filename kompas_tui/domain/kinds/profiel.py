"""`profiel`: answer items on two axes; the own outcome in private, the group in quadrants."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import OPTION_LENGTH, Activity
from kompas_tui.domain.language.sentences import as_opening, glued, phrase, phrase_many
from kompas_tui.domain.language.wording import listing, quoted
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Answer, Field, OneOf
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.shapes import Profile, StyleCount

_MARGIN = 1 / 7 + 1e-9
"""So small a balance (four against three of seven) decides nothing: the questions are not that exact."""

NO_TEST = phrase("Dit is geen echte test, maar een begin van een gesprek.")

SMALLEST_GROUP = 5
"""From this many answers on a group is shown."""

TWO_AXES = "‘assen’: hier horen precies twee assen te staan."
FOUR_STYLES = "‘stijlen’: hier horen vier stijlen te staan, één voor elke hoek van de twee assen."


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
    hint: ClassVar[str] = phrase("Kies steeds de zin die het best bij je past. Je uitkomst zie je alleen zelf.")
    how_measured: ClassVar[str] = (
        "Profiel: elke deelnemer kiest steeds tussen twee zinnen. Per lijn telt het verschil tussen beide kanten. "
        "Is dat hooguit een zevende, dan ligt iemand tussen twee stijlen in. "
        "Niemand heeft onderzocht of deze vragen goed meten."
    )
    axes: tuple[Axis, ...]
    items: tuple[Item, ...]
    styles: tuple[Style, ...]

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read axes, items and styles, and see that they fit each other."""
        axes = _axes(options)
        items, styles = _items(options, axes), _styles(options, axes)
        return cls(axes=axes, items=items, styles=styles, **common)

    def fields(self) -> tuple[Field, ...]:
        """A choice of two per item; every second item of an axis is shown turned, so that no end always comes first."""
        seen: Counter[str] = Counter()
        fields = []
        for number, item in enumerate(self.items, 1):
            seen[item.axis] += 1
            turned = seen[item.axis] % 2 == 0
            question = phrase("{nummer}. Wat past beter bij je?", nummer=number)
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
        """The style of these answers; near the middle of an axis the styles on both sides of it."""
        sides = [
            {axis.low, axis.high} if abs(balance) <= _MARGIN else {axis.high} if balance > 0 else {axis.low}
            for axis, balance in zip(self.axes, self.position(answer), strict=True)
        ]
        return tuple(style for style in self.styles if all(side & set(style.ends) for side in sides))

    def private_outcome(self, answer: Answer) -> tuple[str, ...]:
        """What only this phone shows."""
        styles = self.styles_of(answer)
        if not styles:
            return ()
        if len(styles) == len(self.styles):
            return (phrase("Je zit in het midden: alle stijlen passen bij je."), NO_TEST)
        if len(styles) == 1:
            sentences = [
                phrase("Jouw antwoorden passen het best bij de {stijl}.", stijl=styles[0].name),
                styles[0].personal,
            ]
        else:
            between = listing([phrase("de {stijl}", stijl=style.name) for style in styles])
            sentences = [phrase("Je zit tussen {stijlen} in.", stijlen=between)]
            sentences += [
                glued(as_opening(style.name), style.personal, seam=": ") for style in styles if style.personal
            ]
        return tuple(sentence for sentence in (*sentences, NO_TEST) if sentence)

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Profile:
        """The group over the quadrants, from five answers on."""
        down, across = self.axes
        counted = ballots if len(ballots) >= SMALLEST_GROUP else ()
        alone = Counter(styles[0].name for ballot in counted if len(styles := self.styles_of(ballot.answer)) == 1)
        counts = tuple(
            StyleCount(style.name, alone[style.name], across.high in style.ends, down.high in style.ends, style.group)
            for style in self.styles
        )
        positions = [self.position(ballot.answer) for ballot in counted]
        # Sorted: in the order of the ballots a dot would tell who came when.
        dots = tuple(sorted((x, y) for y, x in positions))
        between = len(counted) - alone.total()
        return Profile((across.low, across.high), (down.low, down.high), counts, dots, between, len(ballots))

    def sentence(self, result: Profile) -> str:
        """Which style is most common."""
        if result.answers < SMALLEST_GROUP:
            return phrase(
                "De groep is te zien vanaf {minst} antwoorden. Tot nu toe: {aantal}.",
                minst=SMALLEST_GROUP,
                aantal=result.answers,
            )
        most = max(style.count for style in result.styles)
        if not most:
            return phrase("Alle {mensen} zitten tussen twee stijlen in.", mensen=self.voters.counted(result.answers))
        leaders = [style for style in result.styles if style.count == most]
        if len(leaders) == len(result.styles):
            words = phrase("De stijlen komen even vaak voor, elk {aantal} keer.", aantal=most)
        else:
            names = listing([quoted(style.name) for style in leaders])
            words = phrase_many(
                "{stijlen} komt het meest voor: {elk} van de {mensen}.",
                "{stijlen} komen het meest voor: elk {elk} van de {mensen}.",
                aantal=len(leaders),
                stijlen=names,
                elk=most,
                mensen=self.voters.counted(result.answers),
            )
        if result.between > most:
            between = phrase(
                "{aantal} van de {mensen} zitten tussen twee stijlen in.",
                aantal=result.between,
                mensen=self.voters.counted(result.answers),
            )
            return glued(between, words)
        return glued(words, phrase_many(*self.voters.between, aantal=result.between) if result.between else "")


def _axes(options: Options) -> tuple[Axis, ...]:
    blocks = options.blocks("assen", missing=TWO_AXES)
    axes = tuple(map(_axis, blocks))
    if blocks and len(blocks) != 2:
        options.problem(TWO_AXES, "assen")
        return axes
    for name in _doubles([axis.name for axis in axes]):
        options.problem(f"‘assen’: {quoted(name)} staat er twee keer. Geef elke as een eigen naam.", "assen")
    for end in _doubles(_ends(axes)):
        options.problem(f"‘assen’: {quoted(end)} staat aan twee einden. Geef elk eind een eigen woord.", "assen")
    return axes


def _ends(axes: Sequence[Axis]) -> list[str]:
    return [end for axis in axes for end in (axis.low, axis.high)]


def _doubles(words: Sequence[str]) -> list[str]:
    return [word for word, times in Counter(words).items() if word and times > 1]


def _are_sound(axes: Sequence[Axis]) -> bool:
    """Whether items and styles can be laid against these axes; where not, that has been said."""
    names, ends = [axis.name for axis in axes], _ends(axes)
    return len(axes) == 2 and all((*names, *ends)) and not _doubles(names) and not _doubles(ends)


def _items(options: Options, axes: Sequence[Axis]) -> tuple[Item, ...]:
    """The items; each axis has one, unless an item is on an axis that isn't there."""
    names = [axis.name for axis in axes] if _are_sound(axes) else []
    blocks = options.blocks("items", missing="‘items’: zet er bij elke as minstens één item.", like="as")
    items = tuple(_item(block, names) for block in blocks)
    for name in names if items and all(item.axis in names for item in items) else ():
        if not any(item.axis == name for item in items):
            options.problem(f"‘items’: er is geen item op de as {quoted(name)}.", "items")
    return items


def _styles(options: Options, axes: Sequence[Axis]) -> tuple[Style, ...]:
    """The styles: one for each corner, unless one is at an end that isn't there."""
    ends = _ends(axes) if _are_sound(axes) else []
    blocks = options.blocks("stijlen", missing=FOUR_STYLES)
    styles = tuple(_style(block, ends) for block in blocks)
    if not (ends and styles and all(len(style.ends) == 2 and set(style.ends) <= set(ends) for style in styles)):
        return styles
    corners = {frozenset((one, other)) for one in ends[:2] for other in ends[2:]}
    if len(styles) != 4 or {frozenset(style.ends) for style in styles} != corners:
        options.problem(FOUR_STYLES, "stijlen")
    for name in _doubles([style.name for style in styles]) if len(styles) == 4 else ():
        options.problem(f"‘stijlen’: {quoted(name)} staat er twee keer. Geef elke stijl een eigen naam.", "stijlen")
    return styles


def _axis(block: Options) -> Axis:
    axis = Axis(*(block.text(key, required=True, limit=60) for key in ("naam", "min", "plus")))
    block.finish()
    return axis


def _item(block: Options, axes: Sequence[str]) -> Item:
    item = Item(
        block.choice("as", axes) if axes else block.text("as", required=True),
        block.text("min", required=True, limit=OPTION_LENGTH),
        block.text("plus", required=True, limit=OPTION_LENGTH),
    )
    block.finish()
    return item


def _style(block: Options, ends: Sequence[str]) -> Style:
    style = Style(
        block.text("naam", required=True, limit=60),
        block.texts("bij", at_least=2, at_most=2),
        block.text("jij", limit=1000),
        block.text("groep"),
    )
    for index, end in enumerate(style.ends):
        if end and ends and end not in ends:
            block.problem(
                f"{quoted(end)} is geen eind van een as. Wel mogelijk: {listing(list(ends), 'of')}.", "bij", index
            )
    block.finish()
    return style
