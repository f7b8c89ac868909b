"""A list or block on one line, `[a, b]` or `{a: b}`, with every text in it in quotes."""

import json
import re
from collections.abc import Sequence

_QUOTED = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?=[ \t]*(?:[,\]}:]|$))""")
_ENDED = re.compile(r'"(?:[^"\\]|\\.)*"')
_KEY_ENDS = re.compile(r":(?=[ \t]|$)")
_TEXT_ENDS = re.compile(r"[,\]}]|$")
_KEY_OR_TEXT_ENDS = re.compile(r"[,\]}]|:(?=[ \t]|$)|$")
_BLANK, _COMMENT = re.compile(r"[ \t]*"), re.compile(r"#(?:[ \t]|$)")
_DECIMALS = re.compile(r",[0-9]{1,2}(?![0-9.])")
_SPACED = re.compile(r",[ \t]")
_GOES_ON = re.compile(r"(?:maar|want|mits|omdat|tenzij|zodat|hoewel|behalve|graag|liefst|dus|als)\b")
"""How what follows a comma in a sentence begins, and hardly any option of its own."""
_OPENS_CURLY, _CLOSES_CURLY = re.compile(r"[“„‘]"), re.compile(r"[”“’]")

CLOSING = {"[": "]", "{": "}"}


class UnclosedError(Exception):
    """A list or block in brackets that does not end, or a quotation within it."""

    def __init__(self, is_quote: bool) -> None:
        super().__init__()
        self.is_quote = is_quote


def in_quotes(text: str) -> str:
    """The text so that YAML reads exactly this."""
    return json.dumps(text, ensure_ascii=False)


class Flow:
    """Reads from an opening bracket to the one that closes it, over several lines where it must."""

    def __init__(self, lines: Sequence[str], line: int, column: int) -> None:
        """`column` is where the opening bracket stands."""
        self._lines = lines
        self.line, self.column = line, column
        self.written: list[str] = []
        """What YAML is given, by line."""
        self._parts: list[str] = []
        """The same of the line that is being read, by mark and text: a line may hold a hundred thousand."""
        self._is_spaced: bool | None = None
        self.texts: list[tuple[int, str]] = []
        """The texts that stood there without quotes, with their lines."""
        self.parted: dict[int, None] = {}
        """The lines on which a comma in a block seems to belong to the text before it: `{tekst: rood, wit}`."""
        self.parted_numbers: dict[int, None] = {}
        """The same of a comma in a list and a number: `[2,50 euro, 3 euro]`."""
        self.parted_sentences: dict[int, None] = {}
        """The same of a comma in a list and a sentence: `[Ja, graag, Nee]`."""
        self.curly: dict[int, None] = {}
        """The lines on which quotes as word processors make them hold a text together no more: `[“Ja, graag”]`."""
        self.empty: dict[int, None] = {}
        """The lines on which nothing stands between two commas."""
        self._listed: list[list[tuple[int, str]]] = []
        """The texts of the lists that are open, with those in quotes as empty ones."""
        self._closing: list[str] = []
        self._in_value: list[bool] = []
        self._has_key: list[bool] = []

    def read(self) -> None:
        """Read it all; `line` and `column` are then where it ended."""
        while True:
            text = self._lines[self.line]
            blank = _BLANK.match(text, self.column)
            begin = blank.end() if blank else self.column
            if begin == len(text) or _COMMENT.match(text, begin) or (not self.column and text[begin] == "#"):
                self._next_line()
                continue
            self._write(text[self.column : begin])
            self._token(text)
            if not self._closing:
                self._end_line()
                return

    def _next_line(self) -> None:
        if self.line + 1 >= len(self._lines):
            raise UnclosedError(is_quote=False)
        self._end_line()
        self.line, self.column, self._is_spaced = self.line + 1, 0, None

    def _end_line(self) -> None:
        self.written.append("".join(self._parts))
        self._parts.clear()

    def _write(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self.column += len(text)

    @property
    def _last(self) -> str:
        """What was written last on this line: a mark, a text in quotes, or blanks."""
        return self._parts[-1] if self._parts else ""

    def _token(self, line: str) -> None:
        char = line[self.column]
        if char in CLOSING:
            self._closing.append(CLOSING[char])
            self._is_spaced = None
            self._listed.append([])
            self._in_value.append(False)
            self._has_key.append(False)
        elif self._closing and char == self._closing[-1]:
            self._look_at(self._closing.pop(), self._listed.pop())
            self._is_spaced = None
            self._in_value.pop()
            self._has_key.pop()
        elif char == ",":
            self._in_value[-1] = False
            if next((part for part in reversed(self._parts[-2:]) if not part.isspace()), "") in ("[", ","):
                self.empty[self.line] = None
            if self._parts_a_number(line):
                self.parted_numbers[self.line] = None
        elif _KEY_ENDS.match(line, self.column) or (char == ":" and self._last[-1:] in "\"'"):
            self._in_value[-1] = self._has_key[-1] = True
        else:
            self._text(line)
            return
        self._write(char)

    def _parts_a_number(self, line: str) -> bool:
        """Whether a comma stands within a number of a list whose other commas have a space behind them."""
        if self._closing[-1] != "]" or not self._last.rstrip('"')[-1:].isdecimal():
            return False
        if self._is_spaced is None:
            begin, end = line.rfind("[", 0, self.column) + 1, line.find("]", self.column)
            self._is_spaced = _SPACED.search(line, begin, end if end > 0 else len(line)) is not None
        return self._is_spaced and _DECIMALS.match(line, self.column) is not None

    def _look_at(self, closing: str, listed: Sequence[tuple[int, str]]) -> None:
        """Note where a list looks as if a comma in it belongs to a text."""
        if closing != "]":
            return
        for (_, before), (line, text), after in zip(
            listed, listed[1:], [*(t for _, t in listed[2:]), ""], strict=False
        ):
            if before[:1].isupper() and text[:1].islower() and (after[:1].isupper() or _GOES_ON.match(text)):
                self.parted_sentences[line] = None
            if _OPENS_CURLY.match(before) and _CLOSES_CURLY.search(text) and not _CLOSES_CURLY.search(before[1:]):
                self.curly[line] = None

    def _text(self, line: str) -> None:
        if quoted := _QUOTED.match(line, self.column):
            self._listed[-1].append((self.line, ""))
            self._write(quoted[0])
            return
        if line[self.column] == '"' and not _ENDED.match(line, self.column):
            raise UnclosedError(is_quote=True)
        if line[self.column] in "]}":
            self._write(line[self.column])  # the other bracket: YAML says what is wrong
            return
        is_key = not (self._closing[-1] == "}" and self._in_value[-1])
        end = (_KEY_OR_TEXT_ENDS if is_key else _TEXT_ENDS).search(line, self.column)
        text = line[self.column : end.start()] if end else line[self.column :]
        if is_key and self._closing[-1] == "}" and self._has_key[-1] and end and end[0] in (",", "}"):
            self.parted[self.line] = None
        self.texts.append((self.line, text.rstrip()))
        self._listed[-1].append(self.texts[-1])
        self._parts.append(in_quotes(text.rstrip()))
        self.column += len(text)
