"""The Markdown of one card, changed where it must be and otherwise left as its writer typed it."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from kompas_tui.deck_files.comments import without_comments
from kompas_tui.deck_files.prose import MARKDOWN
from kompas_tui.deck_files.words import TRANSLATIONS
from kompas_tui.deck_files.yaml_lines import YamlBlock, read_yaml
from kompas_tui.domain.question.options import LABEL

OPTION_KEYS = ("opties", "items", "stellingen")
"""Where a question has what people choose from or score."""

BESIDE_OPTION = ("kosten", "beeld", "alt")
"""What an option can have beside its text: what it costs, its picture, and what is on that."""

_ROW = "k:\n  - {}"

_ADDRESS = re.compile(r"\{#[^{}]*\}\s*$")


def scalar(text: str) -> str:
    """A text as YAML: plain where that is read back as it is, else between quotes."""
    return _plain_or_quoted(text, "k: {}", {"k": text})


def _list_row(text: str) -> str:
    """A text as a row of a list, where a colon makes a block of it."""
    return f"- {_plain_or_quoted(text, _ROW, {'k': [text]})}"


def block_lines(data: Any, indent: str = "") -> Iterator[str]:
    """Texts, lists and mappings as the lines of a block."""
    further = f"{indent}  "
    if isinstance(data, Mapping):
        for key, value in data.items():
            head = f"{indent}{_plain_or_quoted(key, '{}: k', {key: 'k'})}:"
            if not isinstance(value, str):
                yield from (head, *block_lines(value, further))
            elif "\n" in value:
                yield from (f"{head} |", *(f"{further}{line}".rstrip() for line in value.split("\n")))
            else:
                yield f"{head} {scalar(value)}"
        return
    for one in data:
        first, *others = [_list_row(one)] if isinstance(one, str) else block_lines(one, further)
        yield f"{indent}- {first.strip()}" if others or not isinstance(one, str) else f"{indent}{first}"
        yield from others


@dataclass(frozen=True, slots=True)
class Offered:
    """Something to choose from, and what stands beside its text."""

    text: str
    beside: Mapping[str, str] = field(default_factory=dict)


def _offered_row(one: Offered) -> str:
    """An option as a row of a list, with what stands beside it."""
    return f"- {flow_map({LABEL: one.text, **one.beside})}" if one.beside else _list_row(one.text)


def _texts(options: Sequence[Offered]) -> list[str]:
    return [one.text for one in options]


def flow_map(texts: Mapping[str, str]) -> str:
    """Texts by their names on one line."""
    named = (
        f"{scalar(name)}: {_plain_or_quoted(text, 'k: {{n: {}}}', {'k': {'n': text}})}" for name, text in texts.items()
    )
    return f"{{{', '.join(named)}}}"


def flow_list(texts: Sequence[str]) -> str:
    """Texts as a list on one line, where a comma has a meaning."""
    return f"[{', '.join(_plain_or_quoted(text, 'k: [{}]', {'k': [text]}) for text in texts)}]"


def _plain_or_quoted(text: str, form: str, wanted: object) -> str:
    block = read_yaml(form.format(text))
    is_read_so = block.data == wanted and not (block.problems or block.doubts)
    return text if is_read_so else json.dumps(text, ensure_ascii=False)


def _file_word(name: str) -> str:
    """The name of a file as a whole word, also as an address in Markdown spells it."""
    spelled = "|".join(map(re.escape, dict.fromkeys((name, quote(name)))))
    return rf"(?<![\w./-])(?:{spelled})(?![\w-])"


def _offered(entry: object) -> Offered | None:
    """An option as a deck says it; None where there is more to it than can be changed here."""
    if isinstance(entry, str):
        return Offered(entry)
    if not isinstance(entry, dict) or not all(isinstance(one, str) for one in entry.values()):
        return None
    beside = {name: one for name, one in entry.items() if name != LABEL}
    return Offered(entry[LABEL], beside) if LABEL in entry and beside.keys() <= set(BESIDE_OPTION) else None


class CardText:
    """The lines of a card, from its heading on."""

    def __init__(self, lines: Sequence[str], kind: str) -> None:
        """`kind` is the word of its activity, empty where it asks nothing."""
        self.lines, self._kind = list(lines), kind

    def whole(self) -> str:
        """The text as it is now."""
        return "\n".join(self.lines).strip("\n")

    # What it says

    @property
    def question(self) -> str | None:
        """Its question, where that is one text."""
        block = self._activity()[1]
        question = block.data.get("vraag") if isinstance(block.data, dict) else None
        return question if isinstance(question, str) else None

    @property
    def table_questions(self) -> dict[str, str] | None:
        """Its question per table, where each has one of its own."""
        block = self._activity()[1]
        questions = block.data.get("vraag") if isinstance(block.data, dict) else None
        if isinstance(questions, dict) and all(isinstance(one, str) for one in questions.values()):
            return {str(table): one for table, one in questions.items()}
        return None

    @property
    def options(self) -> tuple[Offered, ...] | None:
        """What can be chosen, where all of it is text, with costs and pictures or without."""
        block = self._activity()[1]
        listed = block.data.get(self._option_key(block)) if isinstance(block.data, dict) else None
        if not isinstance(listed, list):
            return None
        offered = [one for one in map(_offered, listed) if one is not None]
        return tuple(offered) if len(offered) == len(listed) else None

    @property
    def keys(self) -> list[str]:
        """What its question says anything of."""
        return [str(path[0]) for path in self._activity()[1].lines if len(path) == 1]

    # What is changed

    def add(self, line: str) -> None:
        """Say one thing more of the question."""
        first, _, length = self._activity()
        self.lines.insert(first + length, line)

    def drop(self, key: str) -> None:
        """Say this no more of the question."""
        self._set(key, [])

    def set_address(self, address: str) -> None:
        """Give the card this address, unless it has it."""
        self.lines[0] = f"{_ADDRESS.sub('', self.lines[0]).rstrip()} {{#{address}}}"

    def set_source(self, source: str) -> None:
        """Name this source under the heading, unless one stands there."""
        following = next((line for line in self.lines[1:] if line.strip()), "")
        if source and not following.lower().startswith("bron:"):
            self.lines[1:1] = [f"bron: {source}"] if self.lines[1:2] == [""] else [f"bron: {source}", ""]

    def set_question(self, question: str) -> None:
        """Ask this."""
        self._keep_translated("vraag", [self.question or ""], [question])
        self._set("vraag", [f"vraag: {scalar(question)}"])

    def set_table_questions(self, questions: Mapping[str, str]) -> None:
        """Ask each table this."""
        self._keep_translated("vraag", list((self.table_questions or {}).values()), list(questions.values()))
        self._set("vraag", [f"vraag: {flow_map(questions)}"])

    def set_options(self, options: Sequence[Offered]) -> None:
        """Let people choose from these."""
        key = self._option_key(self._activity()[1])
        self._keep_translated(key, _texts(self.options or ()), _texts(options))
        self._set(key, [f"{key}:", *(f"  {_offered_row(one)}" for one in options)])

    def set_minutes(self, minutes: int) -> None:
        """Have the card last so long: a break says so itself, others do in the note for the facilitator."""
        first, last = self._fence("pauze") or self._fence("regie") or (0, 0)
        if not last:
            self.lines = [*self.whole().split("\n"), "", "```regie", f"duur: {minutes}", "```"]
            return
        if self.lines[first].strip().lower().startswith("duur:"):
            del self.lines[first]
        self.lines.insert(first, f"duur: {minutes}")

    def rename(self, line: int, key: str, name: str, to: str) -> None:
        """On this line, which counts from the heading, have this key name another card."""
        if name == to or not 0 <= line < len(self.lines):
            return
        word = rf"(?<![\w/-]){re.escape(name)}(?![\w/-])"
        for pattern in (rf"((?:{re.escape(key)}|kaart)\s*:\s*[\"'\[]*){word}", rf"([:\[,-].*?){word}"):
            changed, times = re.subn(pattern, lambda match: f"{match[1]}{to}", self.lines[line], count=1)
            if times:
                self.lines[line] = changed
                return

    def names_file(self, name: str) -> bool:
        """Whether it names this file."""
        return any(re.search(_file_word(name), line) for line in self.lines)

    def rename_file(self, name: str, to: str) -> None:
        """Have it name a file by another name."""
        self.lines = [re.sub(_file_word(name), lambda _: to, line) for line in self.lines]

    def rename_drawing(self, name: str, to: str) -> None:
        """Have its bear name a drawing by another name."""
        word = re.compile(rf"(\btekening\s*:\s*[\"']?){re.escape(name)}(?![\w-])")
        self.lines = [word.sub(lambda match: f"{match[1]}{to}", line) for line in self.lines]

    def _keep_translated(self, key: str, before: Sequence[str], after: Sequence[str]) -> None:
        """Say in other languages what is still asked; where something of it is new, its key is in Dutch only."""
        first, last = self._fence(TRANSLATIONS) or (0, 0)
        translations = read_yaml("\n".join(self.lines[first:last])).data
        if not isinstance(translations, Mapping) or not last:
            return
        kept = {language: _after_change(told, key, before, after) for language, told in translations.items()}
        self.lines[first:last] = block_lines({language: told for language, told in kept.items() if told})
        if not any(kept.values()):
            del self.lines[first - 1 : first + 1]

    # Blocks

    def _option_key(self, block: YamlBlock) -> str:
        named = block.data if isinstance(block.data, dict) else {}
        return next((key for key in OPTION_KEYS if key in named), "")

    def _fence(self, word: str) -> tuple[int, int] | None:
        """The first and the last line, exclusive, of what stands in the block with this word."""
        text = without_comments("\n".join(self.lines))[0]
        for token in MARKDOWN.parse(text):
            if token.type == "fence" and token.map and token.info.split()[:1] == [word] and word:
                return token.map[0] + 1, token.map[1] - 1
        return None

    def _activity(self) -> tuple[int, YamlBlock, int]:
        """The line on which the question's block begins, the block, and how many lines it has."""
        first, last = self._fence(self._kind) or (0, 0)
        return first, read_yaml("\n".join(self.lines[first:last])), last - first

    def _set(self, key: str, lines: Sequence[str]) -> None:
        """Put these lines in the place of a key of the question's block with all that belongs to it."""
        first, block, length = self._activity()
        begins = sorted(line for path, line in block.lines.items() if len(path) == 1)
        at = block.lines[(key,)]
        end = next((line for line in begins if line > at), length)
        self.lines[first + at : first + end] = lines


def _after_change(told: Mapping[str, Any], key: str, before: Sequence[str], after: Sequence[str]) -> dict[str, Any]:
    """What one language says of the card, with the translations of what stayed in the order that it has now."""
    if key not in told:
        return dict(told)
    listed = told[key] if isinstance(told[key], list) else [told[key]]
    known = dict(zip(before, listed, strict=False))
    if not all(text in known for text in after):
        return {name: value for name, value in told.items() if name != key}
    kept = [known[text] for text in after]
    return {**told, key: kept if isinstance(told[key], list) else kept[0]}
