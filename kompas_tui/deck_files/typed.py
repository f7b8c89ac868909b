"""A block's YAML with every text in quotes, so that YAML takes it as it was typed.

YAML itself ends a text at ` #`, takes `'s` for a quotation and `*` for the name of another text. Here a text is what
stands there. A comment stands on a line of its own, or behind quotes, brackets or an empty key.
"""

import re
from itertools import pairwise

from kompas_tui.deck_files.flow import CLOSING, Flow, UnclosedError, in_quotes
from kompas_tui.domain.language.synonyms import meant_word

_STARTS = re.compile(r"( *)((?:-(?:[ \t]+|$))*)(.*)", re.DOTALL)
_QUOTES = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')"""
_QUOTED = re.compile(_QUOTES + r"[ \t]*(?:[ \t]#.*)?$")
_QUOTED_KEY = re.compile(rf"({_QUOTES})[ \t]*:(?:[ \t]+|$)")
_PLAIN_KEY = re.compile(r"([^\s\[{#](?:[^:]|:(?![ \t]|$))*):(?:[ \t]+|$)")
_FOLDED = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])[ \t]*(?:[ \t]#.*)?$")
_COMMENT = re.compile(r"#(?:[ \t]|$)")
_HASH_WITHIN = re.compile(r"[ \t]#(?:[ \t]|$)")
_COMMENTED = re.compile(r"(?:(\d+|ja|nee)[ \t]+|(\S+)[ \t]{2,})#(?:[ \t].*)?$")
"""A word behind a key with a comment set apart behind it; elsewhere a hash may belong to the text."""
_MARKER = re.compile(r"(?:---|\.\.\.)(?:\s|$)")
_BULLET = re.compile(r"[-–—•·▪●○◦\uf0b7\uf0a7]|[*+§o]\s|\d+[.)]\s")
"""How people and word processors begin an item; Word's own bullets have no sign of their own in a plain text."""
_BULLET_WITHIN = re.compile(r"-|[•*]\s")
_STUCK_KEY = re.compile(r"[^\W\d][\w ]*:[^ \t]")
_BARE_KEY = re.compile(r"[^\W\d][\w ]*=?")
_FIXED_BEHIND_KEY = re.compile(r"[^\W\d][\w ]*:[^\S \t]")
_QUOTE_MARKS = "\"'“”„«"
_DUTCH_APOSTROPHE = re.compile(r"'[a-z]{1,2}[ -].*'[ \t]*(?:[ \t]#.*)?$", re.IGNORECASE)

_OF_AN_ITEM = (
    "tekst", "beeld", "alt", "kosten", "naam", "titel", "vraag", "soort", "verplicht", "persoonsgegeven", "opties",
    "opties_uit", "as", "min", "plus", "bij", "jij", "groep", "uit", "mag_leeg", "blijft", "naar", "tot", "ook", "vlak",
    "minuten",
)  # fmt: skip
"""What an item of a list says of itself where it is more than a text."""

HASH = "Hier staat een los hekje. Zet de tekst tussen aanhalingstekens, of zet de opmerking op een eigen regel."
COMMA = "Hoort de komma bij de tekst? Zet de tekst dan tussen aanhalingstekens. Anders ontbreekt een dubbele punt."
DECIMALS = "Hoort de komma bij het getal? Zet dan aanhalingstekens om de tekst. Zet anders een spatie achter de komma."
SENTENCE = (
    "Hoort de komma bij de tekst? Zet die hele tekst dan tussen aanhalingstekens. "
    "Zet anders alleen het woord achter de komma ertussen."
)
CURLY = 'Typ rechte aanhalingstekens: "zo". Kromme, zoals Word ze maakt, houden een tekst niet bij elkaar.'
EMPTY_ITEM = "Hier staat niets voor de komma. Haal die komma weg."
HASH_BELOW = "Hoort dit bij de tekst? Zet alles op één regel. Begin een opmerking met een hekje en een spatie."
MARKER = "Streepjes of puntjes op een eigen regel mogen hier niet. Haal deze regel weg."
FIXED_SPACE = "Hier staat een vaste spatie. Typ een gewone spatie."
TAB = "Hier staat een tab. Gebruik spaties, geen tab."
_APOSTROPHE = "Begint de tekst met een apostrof? Zet er dubbele aanhalingstekens omheen."
UNENDED = "Hier ontbreekt een aanhalingsteken aan het eind."
UNCLOSED = "Hier ontbreekt een haakje aan het eind. Staat het er wel? Zet de tekst dan tussen aanhalingstekens."
TOO_DEEP = "Dit streepje springt te ver in. Zet het recht onder de andere, met een spatie erachter."
LIST = "Begin elke regel van een lijst met een streepje en een gewone spatie."
_STUCK = "Zet een gewone spatie achter de dubbele punt."
COLON_BELOW = "Deze regel springt te ver in. Of zet de hele tekst hierboven tussen aanhalingstekens."
NO_COLON = "Hier ontbreekt een dubbele punt achter de naam, zoals bij ‘vraag: …’ of ‘opties:’."
LIST_BEHIND_KEY = "Begin de lijst op de volgende regel, met een streepje en een spatie voor elke regel."
UNREADABLE = "Deze regel kan ik niet lezen. Kijk naar het inspringen en naar de aanhalingstekens."


class UnreadableError(Exception):
    """What follows this line can't be known."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


class Typed:
    """Rewrites a block line by line; every line stays in its place, so that YAML's marks hold."""

    def __init__(self, text: str) -> None:
        """Nothing is read yet."""
        self._lines = text.split("\n")
        self._at = 0
        self._written: list[str] = []
        self._waits: int | None = -1
        """How far the dash or key stands in whose value may begin on the next line; -1 at the start of a block."""
        self.problems: list[tuple[int, str]] = []

    def read(self) -> str:
        """The block as YAML is given it; UnreadableError says where and why it can't be read further."""
        while self._at < len(self._lines):
            self._line()
        return "\n".join(self._written)

    def _line(self) -> None:
        line = self._lines[self._at]
        bare = line.strip()
        if not bare or bare.startswith("#"):
            self._write("")
            return
        if _MARKER.match(line):
            raise UnreadableError(self._at, MARKER)
        beginning = _STARTS.match(line)
        assert beginning is not None, "every line has an indent, maybe none"
        indent, dashes, rest = beginning.groups()
        if rest[:1].isspace():
            raise UnreadableError(self._at, TAB if rest[0] == "\t" else FIXED_SPACE)
        key, value = _key_of(rest)
        dashes = dashes.replace("\t", " ")  # YAML takes a tab behind a dash for a mistake in what lies within
        column = len(indent) + len(dashes)
        owner = len(indent) + (_last_dash(dashes) if dashes else 0)
        if dashes and self._is_text(rest, value, owner):
            self._plain(f"{indent}{dashes}", rest, owner)
        elif key:
            self._value(f"{indent}{dashes}{key}: ", column + len(rest) - len(value), value, column)
        elif dashes:
            self._value(f"{indent}{dashes}", column, value, owner)
        else:
            self._loose(indent, value)

    def _is_text(self, rest: str, value: str, owner: int) -> bool:
        """Whether an item such as `Wonen: genoeg huizen` is a text: what stands before its colon is no key of ours."""
        key = _PLAIN_KEY.match(rest)
        if (
            key is None
            or rest[0] in _QUOTE_MARKS
            or value[:1] in CLOSING
            or _FOLDED.match(value)
            or _COMMENT.match(value)
        ):
            return False
        if not value and self._holds_more(owner):
            return False
        word = key[1].strip()
        return word.lower() not in _OF_AN_ITEM and (word[0].isupper() or meant_word(word, _OF_AN_ITEM) is None)

    def _holds_more(self, owner: int) -> bool:
        """Whether the next line with words on it belongs to this owner."""
        below = (self._lines[number] for number in range(self._at + 1, len(self._lines)))
        nearest = next(filter(str.strip, below), None)
        return nearest is not None and self._belongs(nearest, owner)

    def _loose(self, indent: str, value: str) -> None:
        """A line that is neither an item nor a key: the value of the key above it, or a mistake."""
        if _BULLET.match(value):
            raise UnreadableError(self._at, LIST)
        if _FIXED_BEHIND_KEY.match(value):  # as a text it would take every line below it along
            raise UnreadableError(self._at, _STUCK)
        if _STUCK_KEY.match(value) and (self._waits is None or self._waits < 0) and self._is_more_below():
            raise UnreadableError(self._at, _STUCK)
        if self._waits is None or len(indent) <= self._waits:
            no_colon = NO_COLON if _BARE_KEY.fullmatch(value) else UNREADABLE
            raise UnreadableError(self._at, _STUCK if _STUCK_KEY.match(value) else no_colon)
        if self._waits < 0 and self._is_more_below():
            raise UnreadableError(self._at, NO_COLON)
        self._value(indent, len(indent), value, self._waits)

    def _is_more_below(self) -> bool:
        """Whether a list or another key stands below, so that this line was meant for a key as well."""
        below = (line.strip() for line in self._lines[self._at + 1 :])
        return any(_BULLET.match(line) or _PLAIN_KEY.match(line) for line in below)

    def _value(self, head: str, column: int, value: str, owner: int) -> None:
        """Write a value behind its head; what stands further in than its owner belongs to it."""
        self._waits = None
        if not value or _COMMENT.match(value):
            self._waits = owner
            self._write(head)
        elif _QUOTED.match(value):
            if _DUTCH_APOSTROPHE.match(value):
                self.problems.append((self._at, _APOSTROPHE))
            self._write(head + value)
        elif _FOLDED.match(value):
            self._write(head + value)
            self._write_below(owner)
        elif not self._flow(head, column, value) and not self._quoted_below(head, value, owner):
            self._plain(head, value, owner)

    def _write(self, line: str) -> None:
        self._written.append(line)
        self._at += 1

    def _write_below(self, owner: int) -> None:
        while self._at < len(self._lines) and self._belongs(self._lines[self._at], owner):
            self._write(self._lines[self._at])

    @staticmethod
    def _belongs(line: str, owner: int) -> bool:
        return not line.strip() or len(line) - len(line.lstrip(" ")) > owner

    def _flow(self, head: str, column: int, value: str) -> bool:
        """Write a value in brackets; False where it is a text, which may begin with one."""
        if value[0] not in CLOSING:
            return False
        flow = Flow(self._lines, self._at, column)
        try:
            flow.read()
        except UnclosedError as error:
            raise UnreadableError(
                flow.line if error.is_quote else self._at, UNENDED if error.is_quote else UNCLOSED
            ) from None
        rest = self._lines[flow.line][flow.column :].lstrip()
        if rest and not rest.startswith("#"):
            if flow.line == self._at:
                return False
            raise UnreadableError(flow.line, UNREADABLE)
        self.problems += [(line, HASH) for line, text in flow.texts if _HASH_WITHIN.search(text)]
        self.problems += [(line, COMMA) for line in flow.parted]
        self.problems += [(line, DECIMALS) for line in flow.parted_numbers]
        self.problems += [(line, SENTENCE) for line in flow.parted_sentences if line not in flow.curly]
        self.problems += [(line, CURLY) for line in flow.curly]
        if flow.empty:
            raise UnreadableError(min(flow.empty), EMPTY_ITEM)
        for number, line in enumerate(flow.written):
            self._write(line if number else head + line)
        return True

    def _quoted_below(self, head: str, value: str, owner: int) -> bool:
        """Write a text in quotes that goes on below; False where it is a text that at most begins with one."""
        if value[0] not in "\"'":
            return False
        last = self._at + 1
        while last < len(self._lines) and self._belongs(self._lines[last], owner):
            last += 1
        if _QUOTED.match("\n".join([value, *self._lines[self._at + 1 : last]]).rstrip()):
            self._write(head + value)
            while self._at < last:
                self._write(self._lines[self._at])
            return True
        if value[0] == '"' and not re.match(_QUOTES, value):
            raise UnreadableError(self._at, UNENDED)
        return False

    def _plain(self, head: str, value: str, owner: int) -> None:
        """Write a text without quotes, with the lines below that belong to it."""
        if head.endswith(": ") and (commented := _COMMENTED.match(value)):
            value = commented[1] or commented[2]
        texts = {self._at: value}
        for number in range(self._at + 1, len(self._lines)):
            line = self._lines[number]
            bare = line.strip()
            if not bare:
                continue
            if not self._belongs(line, owner):
                break
            if bare.startswith("#"):
                if not _COMMENT.match(bare) and bare[1] != "#":
                    self.problems.append((number, HASH_BELOW))
                break
            if head.endswith(": ") and _BULLET.match(value) and _BULLET_WITHIN.match(bare):
                raise UnreadableError(self._at, LIST_BEHIND_KEY)
            self._check_below(number, line, bare)
            texts[number] = bare
        self.problems += [(number, HASH) for number, text in texts.items() if _HASH_WITHIN.search(text)]
        last = max(texts)
        self._write(head + in_quotes(_folded(texts)))
        while self._at <= last:
            self._write("")

    @staticmethod
    def _check_below(number: int, line: str, bare: str) -> None:
        if line.lstrip(" ").startswith("\t"):
            raise UnreadableError(number, TAB)
        if _BULLET_WITHIN.match(bare):
            raise UnreadableError(number, TOO_DEEP)
        if _PLAIN_KEY.match(bare):
            raise UnreadableError(number, COLON_BELOW)


def _folded(texts: dict[int, str]) -> str:
    """Lines as one text, as YAML folds them: a space for the end of a line, a new line for an empty one."""
    numbers = list(texts)
    folded = texts[numbers[0]].strip()
    for before, number in pairwise(numbers):
        folded += ("\n" * (number - before - 1) or " ") + texts[number]
    return folded


def _last_dash(dashes: str) -> int:
    return dashes.rindex("-")


def _key_of(rest: str) -> tuple[str, str]:
    """The key, in quotes, and what stands behind it; an empty key where there is none."""
    if key_match := _QUOTED_KEY.match(rest):
        return key_match[1], rest[key_match.end() :]
    if not (rest[:1] in "\"'" and _QUOTED.match(rest)) and (key_match := _PLAIN_KEY.match(rest)):
        return in_quotes(key_match[1].strip()), rest[key_match.end() :]
    return "", rest
