"""YAML as clean text, lists and mappings, with the line of everything; all scalars stay text, so `nee` is no bool.

Every key and value is cleaned here, so that what a block holds is safe wherever it ends up.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from kompas_tui.deck_files.typed import UNREADABLE, Typed, UnreadableError
from kompas_tui.domain.language.text import clean_line, clean_lines

Path = tuple[str | int, ...]

_LINE_BREAKS_OF_YAML = re.compile("[\x85\u2028\u2029]")
_NOT_IN_YAML = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_UNSEEN_IN_KEY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = "Hier staat een onzichtbaar teken. Haal het weg."
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

LONGEST_SCALAR = 2_000_000
_DEEPEST = 12
"""How deep lists and mappings may lie in one another."""


@dataclass(slots=True)
class YamlBlock:
    """The plain data of a block, the line of each path (from 0) and the problems per line."""

    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[tuple[int, str]] = field(default_factory=list)
    doubts: list[tuple[int, str]] = field(default_factory=list)
    """Where a text can be meant in two ways, one of which was taken."""
    broken: bool = False
    """Whether reading stopped before the end, so that what follows in the block is unknown."""

    def line_of(self, path: Path) -> int:
        """The line of this path, or of the nearest path above it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)


@dataclass(slots=True)
class _Level:
    value: list[Any] | dict[str, Any]
    path: Path
    key: str | None = None
    again: bool = False
    """Whether this key was there before; the first one counts."""

    def next_path(self) -> Path:
        return (*self.path, len(self.value) if isinstance(self.value, list) else self.key or "")


def _explained(error: yaml.YAMLError) -> str:
    match getattr(error, "problem", ""):
        case "unseen":
            return _UNSEEN
        case "depth":
            return f"Hier liggen meer dan {_DEEPEST} lijsten in elkaar. Maak het eenvoudiger."
        case _:
            return UNREADABLE


def read_yaml(text: str) -> YamlBlock:
    """Read a block; problems are noted with their line, nothing is raised."""
    block = YamlBlock()
    if not text.strip():
        return block
    text = _LINE_BREAKS_OF_YAML.sub(" ", text)
    strange = _NOT_IN_YAML.search(text)
    if strange:
        block.broken = True
        block.problems.append((text.count("\n", 0, strange.start()), _UNSEEN))
        return block
    typed = Typed(text)
    try:
        _build(typed.read(), block)
    except UnreadableError as error:
        _break(block, error.line, error.message)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        last = text.rstrip().count("\n")
        _break(block, min(mark.line, last) if mark else 0, _explained(error))
    block.doubts += typed.problems
    return block


def _break(block: YamlBlock, line: int, message: str) -> None:
    block.broken = True
    if line not in [noted for noted, _ in block.problems]:
        block.problems.append((line, message))


def _build(text: str, block: YamlBlock) -> None:
    levels: list[_Level] = []
    for event in yaml.parse(text, Loader=_LOADER):
        mark: Any = event.start_mark
        line: int = mark.line
        match event:
            case yaml.ScalarEvent():
                _scalar(levels, block, event.value, mark)
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                value: Any = [] if isinstance(event, yaml.SequenceStartEvent) else {}
                path = levels[-1].next_path() if levels else ()
                if levels and isinstance(levels[-1].value, dict) and levels[-1].key is None:
                    raise yaml.MarkedYAMLError(problem="key", problem_mark=mark)
                _put(levels, block, value, line)
                levels.append(_Level(value, path))
                if len(levels) > _DEEPEST:
                    raise yaml.MarkedYAMLError(problem="depth", problem_mark=mark)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                levels.pop()
            case _:
                pass


def _scalar(levels: list[_Level], block: YamlBlock, value: str, mark: Any) -> None:
    if levels and isinstance(levels[-1].value, dict) and levels[-1].key is None:
        if _UNSEEN_IN_KEY.search(value):
            raise yaml.MarkedYAMLError(problem="unseen", problem_mark=mark)
        _key(levels[-1], block, clean_line(value, LONGEST_SCALAR), mark.line)
    else:
        _put(levels, block, clean_lines(value, LONGEST_SCALAR), mark.line)


def _key(level: _Level, block: YamlBlock, key: str, line: int) -> None:
    level.again = key in level.value
    if level.again:
        block.problems.append((line, f"‘{key[:60]}’ staat hier twee keer. Haal er één weg."))
    level.key = key
    block.lines.setdefault(level.next_path(), line)


def _put(levels: list[_Level], block: YamlBlock, value: Any, line: int) -> None:
    if not levels:
        block.data = value
        block.lines[()] = line
        return
    level = levels[-1]
    path = level.next_path()
    block.lines.setdefault(path, line)
    if isinstance(level.value, list):
        level.value.append(value)
    else:
        if not level.again:
            level.value[level.key or ""] = value
        level.key = None
