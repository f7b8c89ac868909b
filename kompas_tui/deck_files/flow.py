"""A list or block on one line, `[a, b]` or `{a: b}`, with every text in it in quotes."""

import json
import re
from collections.abc import Sequence

_QUOTED = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?=[ \t]*(?:[,\]}:]|$))""")
_ENDED = re.compile(r'"(?:[^"\\]|\\.)*"')
_KEY_ENDS = re.compile(r":(?=[ \t]|$)")
_TEXT_ENDS = re.compile(r"[,\]}]|$")
_KEY_OR_TEXT_ENDS = re.compile(r"[,\]}]|:(?=[ \t]|$)|$")
_COMMENT = re.compile(r"#(?:[ \t]|$)")

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
        self.written: list[str] = [""]
        """What YAML is given, by line."""
        self.texts: list[tuple[int, str]] = []
        """The texts that stood there without quotes, with their lines."""
        self._closing: list[str] = []
        self._in_value: list[bool] = []

    def read(self) -> None:
        """Read it all; `line` and `column` are then where it ended."""
        while True:
            rest = self._lines[self.line][self.column :]
            blank = len(rest) - len(rest.lstrip(" \t"))
            if blank == len(rest) or _COMMENT.match(rest, blank) or (not self.column and rest[blank] == "#"):
                self._next_line()
                continue
            self._write(rest[:blank])
            self._token(rest[blank:])
            if not self._closing:
                return

    def _next_line(self) -> None:
        if self.line + 1 >= len(self._lines):
            raise UnclosedError(is_quote=False)
        self.line, self.column = self.line + 1, 0
        self.written.append("")

    def _write(self, text: str) -> None:
        self.written[-1] += text
        self.column += len(text)

    def _token(self, rest: str) -> None:
        char = rest[0]
        if char in CLOSING:
            self._closing.append(CLOSING[char])
            self._in_value.append(False)
        elif self._closing and char == self._closing[-1]:
            self._closing.pop()
            self._in_value.pop()
        elif char == ",":
            self._in_value[-1] = False
        elif _KEY_ENDS.match(rest) or (char == ":" and self.written[-1][-1:] in "\"'"):
            self._in_value[-1] = True
        else:
            self._text(rest)
            return
        self._write(char)

    def _text(self, rest: str) -> None:
        if quoted := _QUOTED.match(rest):
            self._write(quoted[0])
            return
        if rest[0] == '"' and not _ENDED.match(rest):
            raise UnclosedError(is_quote=True)
        if rest[0] in "]}":
            self._write(rest[0])  # the other bracket: YAML says what is wrong
            return
        is_key = not (self._closing[-1] == "}" and self._in_value[-1])
        end = (_KEY_OR_TEXT_ENDS if is_key else _TEXT_ENDS).search(rest)
        text = rest[: end.start()] if end else rest
        self.texts.append((self.line, text.rstrip()))
        self.written[-1] += in_quotes(text.rstrip())
        self.column += len(text)
