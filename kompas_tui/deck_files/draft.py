"""A card while its file is read: what was found so far, and on which lines."""

from dataclasses import dataclass, field

from markdown_it.token import Token

from kompas_tui.deck_files.yaml_lines import YamlBlock
from kompas_tui.domain.deck.canvases import Canvas
from kompas_tui.domain.deck.cards import Bear, Break, Fan, Lookup, Sides
from kompas_tui.domain.deck.groups import GroupsForm
from kompas_tui.domain.deck.plates import Plate
from kompas_tui.domain.deck.rhythms import Rhythm
from kompas_tui.domain.deck.translations import Translations
from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.question.pictures import Picture

Special = Bear | Plate | Fan | Canvas | Break | GroupsForm
"""What makes a card a special one."""

BesideValue = Sides | Rhythm
"""What stands beside anything else on a card."""


@dataclass(slots=True)
class BesideBlock:
    """What such a block says, the line on which it begins, and the block itself; None where it can't be read."""

    line: int
    block: YamlBlock
    value: BesideValue | None = None


@dataclass(slots=True)
class Draft:
    """A card while it is read; lines count from 0."""

    title: str
    address: str
    line: int
    source: str = ""
    tokens: list[Token] = field(default_factory=list)
    picture: Picture | None = None
    activity: Activity | None = None
    activity_line: int = 0
    activity_block: YamlBlock | None = None
    special: Special | None = None
    special_word: str = ""
    special_line: int = 0
    special_block: YamlBlock | None = None
    beside: dict[str, BesideBlock] = field(default_factory=dict)
    """By their words: the blocks of which a card may have one, whatever else is on it."""
    lookup: Lookup | None = None
    translated: tuple[int, YamlBlock] | None = None
    """The line on which its translations begin, and what stands there."""
    translations: Translations = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    minutes: int | None = None

    @property
    def sides(self) -> Sides | None:
        """What it says to each side."""
        return one.value if (one := self.beside.get("kant")) and isinstance(one.value, Sides) else None

    @property
    def rhythm(self) -> Rhythm | None:
        """Its chain of times."""
        return one.value if (one := self.beside.get("ritme")) and isinstance(one.value, Rhythm) else None
