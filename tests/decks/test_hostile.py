"""Hostile text in a deck is text: whatever a file holds, nothing in the deck can steer a terminal."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.deck_files import DeckProblem, DeckProblems, read_deck
from kompas_tui.domain.language.text import clean_lines
from tests.decks.test_problems import HEAD, in_block, problems
from tests.hostile import BROKEN, GROUPS

STEERING = ["\\e[31mrood\\e]0;GEHACKT\\a", "\\u202eabc", "a\\u2066b", "\\x9b2J", "a\\0b", "\\u200f"]
FREE_KEYS = {
    "a topic": in_block("waaier", "onderwerpen:", '  "%s": ["a?"]'),
    "a side": in_block("kant", "kaart: d/k", "teksten:", '  "%s": x'),
    "an unknown key": in_block("keuze", "vraag: Wat?", '"%s": x', "opties: [a, b]"),
    "a key of a field": in_block("formulier", "vraag: Wat?", "velden:", '  - {naam: a, "%s": b}'),
    "a term": HEAD.replace("Proef", 'Proef\nbegrippen:\n  "%s": x') + "# K\n",
}


@pytest.mark.parametrize("text", FREE_KEYS.values(), ids=FREE_KEYS)
@pytest.mark.parametrize("steering", STEERING)
def test_a_key_that_steers_is_one_problem(text: str, steering: str) -> None:
    (problem,) = problems(text % steering)
    line = text[: text.index("%s")].count("\n") + 1
    assert (problem.line, problem.message) == (line, "Hier staat een onzichtbaar teken. Haal het weg.")


LONG = "Deze tekst is te lang. Hij mag hooguit 60 tekens hebben."
EMPTY = "Hier ontbreekt de tekst voor de dubbele punt."


@pytest.mark.parametrize("text", [FREE_KEYS["a topic"], FREE_KEYS["a term"]])
@pytest.mark.parametrize(("key", "said"), [("", EMPTY), ("\u200b \ufe0f", EMPTY), ("a" * 61, LONG)])
def test_an_empty_or_long_key_is_one_problem(text: str, key: str, said: str) -> None:
    (problem,) = problems(text % key)
    assert problem.message == said


def test_keys_are_cleaned_like_values_so_that_they_still_match() -> None:
    deck = read_deck(
        "proef",
        HEAD
        + '# A {#a}\n```keuze\nvraag: V?\nopties: ["❤️ Groen", "Cafe\u0301"]\n```\n'
        + '# B\n```kant\nkaart: a\nteksten: {"❤️ Groen": x, "Café": y}\n```\n',
        "proef.md",
    )
    assert deck.cards[1].sides is not None
    assert [key for key, _ in deck.cards[1].sides.texts] == ["❤️ Groen", "Café"]


def test_keys_that_are_the_same_once_cleaned_are_double() -> None:
    (problem,) = problems(in_block("waaier", "onderwerpen:", "  WAT: [a]", '  "WA\u200bT": [b]'))
    assert (problem.line, problem.message) == (8, "‘WAT’ staat hier twee keer. Haal er één weg.")


def test_a_problem_names_a_file_without_what_steers() -> None:
    assert str(DeckProblem("\x1b[2Ja\u202e.md", 3, "Fout.")) == "[2Ja.md:3: Fout."


def strings(value: Any) -> Iterator[str]:
    """Every string in a value, but for the text of a deck's own file."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            if field.name != "text" or not hasattr(value, "cards"):
                yield from strings(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from strings([*value.keys(), *value.values()])
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings(part)


def steers(text: str) -> bool:
    """Whether the sanitizer would take anything but white space out of this text."""
    return "".join(clean_lines(f"x{text}x", 100_000).split()) != "".join(f"x{text}x".split())


PARTS = st.text(st.sampled_from("ab\u202e\u2066\u200b\u200d\ufe0f\u00ad\u0301\u3164\u2028\u061c\U000e0041"), max_size=6)
ESCAPES = st.sampled_from(["\\e[2J", "\\u202e", "\\a", "\\u200b", "\\U000E0041", "\\u2028", "\\x9b"])
PIECE = st.lists(PARTS | ESCAPES, max_size=4).map("".join)
EVERYWHERE = """---
titel: "t%s"
bron: "%s"
rollen: ["r%s"]
plaats: "%s"
begrippen: {"bKEY": "u%s"}
---
# K%s {#k}
bron: %s

a%s **b%s** `c%s` [d%s](x%s)

- e%s

| f%s |
|---|
| g%s |

    h%s

```regie
i%s
```
```formulier
vraag: "v%s"
velden: [{naam: "n%s", soort: keuze, opties: ["o%s", "p"]}]
```
# L
```waaier
onderwerpen: {"wKEY": ["q%s"]}
```
# M
```beer
naam: "m%s"
familie: individu
gezegd: ["s%s"]
tips: ["y%s"]
```
# N
```praatplaat
midden: "z%s"
punten: [{titel: "j%s", vraag: "l%s", naar: k}]
```
# O
```keuze
vraag: V?
opties: ["x%s", "bKEY"]
```
# P
```kant
kaart: o
teksten: {"bKEY": "%s1"}
```
"""


HOLES = EVERYWHERE.count("%s")


@given(st.lists(PIECE, min_size=HOLES, max_size=HOLES), PARTS.filter(lambda text: not set(text) & set("\u202e\u2066")))
def test_no_string_of_a_deck_holds_what_the_sanitizer_removes(pieces: list[str], key: str) -> None:
    deck = read_deck("proef", EVERYWHERE.replace("KEY", key) % tuple(pieces), "proef.md")
    assert [text for text in strings(deck) if steers(text)] == []


@given(st.sampled_from(list(FREE_KEYS.values())), PIECE)
def test_no_problem_holds_what_the_sanitizer_removes(text: str, piece: str) -> None:
    assert not any(steers(problem.message) for problem in problems(text % piece))


@pytest.mark.parametrize("group", GROUPS)
def test_no_hostile_text_in_any_place_of_a_deck_steers(group: str) -> None:
    for hostile in GROUPS[group]:
        if "\x00" in hostile or hostile in BROKEN:
            continue
        piece = json.dumps(hostile)[1:-1]
        text = EVERYWHERE.replace("KEY", "").replace("%s", piece)
        try:
            found = strings(read_deck("proef", text, "proef.md"))
        except DeckProblems as error:
            found = iter([str(problem) for problem in error.problems])
        assert [ascii(said) for said in found if steers(said)] == []
