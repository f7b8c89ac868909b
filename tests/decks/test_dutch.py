"""The Dutch that people read, checked like code: hunspell with a word list of our own."""

import ast
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

import kompas_tui
from kompas_tui.deck_files import shipped_decks
from tests.catalogues import forms_of, in_source

PACKAGE = Path(kompas_tui.__file__).parent
WORD_LIST = Path(__file__).with_name("woordenlijst.txt")
TEMPLATES = sorted((PACKAGE / "web" / "templates").rglob("*.html"))

LINK = re.compile(r"\b(?:naar|tot|ook|zaal|vergelijk_met|kaart): (?:[a-z0-9/-]+|\[[a-z0-9/, -]+\])")
ADDRESS = re.compile(r"\{#[^}]*\}|https?://\S+|\S+@\S+|[\w./-]+\.(?:md|docx|json|jsonl|csv|pdf)\b", re.IGNORECASE)
KEY = re.compile(r"^\s*(?:tekening: .*|(?:- )?[a-z_]+:(?=\s|$))", re.MULTILINE)
WORD = re.compile(r"[^\W\d_]\w*(?:['-]\w+)*")
ROUTES = re.compile(r"^routes:\n(?:  .*\n)+", re.MULTILINE)
TRANSLATIONS = re.compile(r"^vertalingen:\n(?:  .*\n)+|^```vertalingen\n(?:(?!```).*\n)*```$", re.MULTILINE)
"""In other languages, up to the next line that has no indent or the end of the block."""
FENCE = re.compile(r"^(```|~~~)\w*$", re.MULTILINE)
SENTENCE = re.compile(r"\w \w.*[.?!](?:\s|$|[’\"])", re.DOTALL)
WORDS_OF_COMMANDS = re.compile(r"\bkompas [a-z-]+|--[a-z-]+|\b[A-Z]{2,}\b|‘[^’]*’|https?:\S*")
HOLE = " # "
"""Stands where a program fills something in."""


def unknown_words(text: str) -> set[str]:
    """The words in a text that hunspell and our own list don't know."""
    if shutil.which("hunspell") is None:
        assert "CI" not in os.environ, "hunspell and hunspell-nl belong to the checks"
        pytest.skip("hunspell is not installed")
    command = ["hunspell", "-d", "nl_NL", "-p", str(WORD_LIST), "-i", "utf-8", "-l"]
    words = "\n".join(sorted(set(WORD.findall(text.replace("’", "'")))))
    done = subprocess.run(command, input=words, capture_output=True, text=True, check=True, encoding="utf-8")
    assert not done.stderr, done.stderr
    return set(done.stdout.split())


def deck_prose(text: str) -> str:
    """What people read in a deck: no addresses, keys or fences."""
    dutch = TRANSLATIONS.sub(" ", text)
    return ADDRESS.sub(" ", KEY.sub(" ", LINK.sub(" ", FENCE.sub(" ", ROUTES.sub(" ", dutch)))))


def _docstrings(tree: ast.AST) -> set[ast.AST]:
    """The texts that stand alone as a statement."""
    alone = (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))
    return {value for value in alone if isinstance(value, ast.Constant)}  # a call that stands alone may say something


def _text(node: ast.AST) -> str | None:
    """The text of a literal, with a hole for what is filled in."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(_text(part) or HOLE for part in parts)
        case _:
            return None


def _literals(node: ast.AST, docstrings: set[ast.AST]) -> Iterator[tuple[int, str]]:
    text = _text(node)
    if node in docstrings:
        return
    if text is not None:
        yield getattr(node, "lineno", 0), text
        return
    for child in ast.iter_child_nodes(node):
        yield from _literals(child, docstrings)


def user_texts(source: str) -> list[tuple[int, str]]:
    """The sentences that a module says to people, with their lines."""
    tree = ast.parse(source)
    return [(line, text) for line, text in _literals(tree, _docstrings(tree)) if SENTENCE.search(text)]


def _said(path: Path) -> list[str]:
    return [text for _, text in user_texts(path.read_text(encoding="utf-8"))]


class _PageText(HTMLParser):
    """Gathers the text of a page, without scripts, styles and what a template fills in."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass over scripts and styles; labels and titles are read."""
        self._unread += tag in ("script", "style")
        self.texts += [value for name, value in attrs if name in ("aria-label", "title", "placeholder") and value]

    def handle_endtag(self, tag: str) -> None:
        """Read on behind a script or style."""
        self._unread -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        """Keep what a person reads."""
        if not self._unread:
            self.texts.append(data)


def page_text(template: str) -> str:
    """What a person reads on a page."""
    page = _PageText()
    page.feed(re.sub(r"\{[{%#].*?[}%#]\}", HOLE, template, flags=re.DOTALL))
    return "\n".join(page.texts)


@pytest.mark.parametrize("path", shipped_decks().values(), ids=shipped_decks())
def test_a_deck_is_spelled_right(path: Path) -> None:
    assert unknown_words(deck_prose(path.read_text(encoding="utf-8"))) == set()


def test_what_the_program_says_is_spelled_right() -> None:
    texts = {
        path.relative_to(PACKAGE): WORDS_OF_COMMANDS.sub(" ", "\n".join(_said(path)))
        for path in sorted(PACKAGE.rglob("*.py"))
    }
    unknown = unknown_words("\n".join(texts.values()))
    where = {
        word: [str(path) for path, text in texts.items() if word in WORD.findall(text.replace("’", "'"))]
        for word in unknown
    }
    assert where == {}


def test_the_pages_are_spelled_right() -> None:
    assert TEMPLATES
    unknown = {path.name: unknown_words(page_text(path.read_text(encoding="utf-8"))) for path in TEMPLATES}
    assert {name: words for name, words in unknown.items() if words} == {}


def test_the_messages_of_the_phone_are_spelled_right() -> None:
    """Those stand in the templates too, as what a program fills in."""
    texts = [re.sub(r"\{\w+\}|<[^>]*>", HOLE, text) for message in in_source() for text in forms_of(message.id)]
    assert unknown_words("\n".join(texts)) == set()


NOT_READ_ALOUD = re.compile(r"^(?:bron: .*|\|.*|\s*- \{.*)$", re.MULTILINE)
"""Names of books, rows of tables, and what a deck writes in one line for a program."""


def test_no_sentence_has_more_than_twenty_words() -> None:
    read = [deck_prose(NOT_READ_ALOUD.sub("", path.read_text(encoding="utf-8"))) for path in shipped_decks().values()]
    said = [text for path in PACKAGE.rglob("*.py") for text in _said(path)]
    sentences = [
        one for text in (*read, *said) for line in text.splitlines() for one in re.split(r"(?<=[.?!])\s", line)
    ]
    assert [one for one in sentences if len(WORD.findall(one)) + one.count(HOLE) > 20] == []


def test_an_apostrophe_is_round() -> None:
    """As the quotation marks around it are; what a facilitator types stays as it was typed."""
    read = {
        **{path.name: path.read_text(encoding="utf-8") for path in shipped_decks().values()},
        **{path.name: page_text(path.read_text(encoding="utf-8")) for path in TEMPLATES},
        **{str(path): "\n".join(_said(path)) for path in PACKAGE.rglob("*.py")},
    }
    assert [name for name, text in read.items() if re.search(r"\w'[a-z]", text)] == []


def test_only_sentences_for_people_are_gathered() -> None:
    source = '"""Not this."""\nx = f"De kaart {y} is er niet."\nz = "sleutel"\n\ndef f():\n    """Nor this one."""\n'
    assert user_texts(source) == [(2, "De kaart  #  is er niet.")]


def test_a_sentence_that_a_call_says_is_gathered() -> None:
    assert user_texts('say("De kaart is er niet.")') == [(1, "De kaart is er niet.")]


def test_the_check_finds_a_mistake() -> None:
    assert unknown_words("Dit is een foutt.") == {"foutt"}
