"""A card while its file is read: what was found so far, and on which lines."""

from dataclasses import dataclass, field

from markdown_it.token import Token

from kompas_tui.deck_files.yaml_lines import YamlBlock
from kompas_tui.domain.deck.canvases import Canvas
from kompas_tui.domain.deck.cards import Bear, Break, Fan, Lookup, Sides
from kompas_tui.domain.deck.plates import Plate
from kompas_tui.domain.kinds import Activity

Special = Bear | Plate | Fan | Canvas | Break
"""What makes a card a special one."""


@dataclass(slots=True)
class Draft:
    """A card while it is read; lines count from 0."""

    title: str
    address: str
    line: int
    source: str = ""
    tokens: list[Token] = field(default_factory=list)
    activity: Activity | None = None
    activity_line: int = 0
    activity_block: YamlBlock | None = None
    special: Special | None = None
    special_word: str = ""
    special_line: int = 0
    special_block: YamlBlock | None = None
    sides: Sides | None = None
    sides_line: int = 0
    sides_block: YamlBlock | None = None
    lookup: Lookup | None = None
    notes: list[str] = field(default_factory=list)
    minutes: int | None = None
