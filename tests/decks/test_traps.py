"""Decks as people write them, also for other programs: what is found in order is what the room sees.

In each deck the words w1, w2 and so on must be seen and the words x1, x2 nowhere; or there is a problem on a line.
"""

import re
from pathlib import Path

import pytest

from kompas_tui.deck_files import DeckProblems, read_deck, read_decks, shipped_decks
from kompas_tui.domain.deck.cards import Card, Deck, course_of
from kompas_tui.domain.outcome import progress_in_room
from kompas_tui.domain.session.session import Session
from kompas_tui.tui.drawing.cards import card_pages, open_pages
from kompas_tui.tui.drawing.fan import fan_pages
from kompas_tui.tui.drawing.plate import plate_lines
from tests.decks.test_problems import HEAD

WIDTH, HEIGHT = 150, 60
ASKED = "```keuze\nvraag: w90?\nopties:\n{}\n```\n"


def asked(*lines: str) -> str:
    return "# w1\n\n" + ASKED.format("\n".join(lines))


SEEN = {
    "a colon in an option": asked("  - w2: w3", "  - w4"),
    "hash in a title": "# w1 #2 w2\n",
    "hash in an option": asked("  - w2 #3 w3", "  - w4"),
    "apostrophes": asked("  - 's w2", "  - 't w3 bij 't w4"),
    "stars in options": asked("  - *w2* en w3", "  - **w4**"),
    "signs first": asked("  - @w2", "  - %w3", "  - &w4", "  - !w5", "  - `w6`", "  - > w7", "  - | w8"),
    "a question of two lines": "# w1\n```open\nvraag: w2\n  w3\n```\n",
    "a colon in a question": "# w1\n```open\nvraag: w2: w3\n```\n",
    "a folded question": "# w1\n```open\nvraag: >\n  w2\n  w3\n```\n",
    "marp: a comment as directive": "<!-- paginate: true -->\n# w1\n<!-- _class: x1 -->\n\nw2\n",
    "marp: a note": "# w1\n\nw2\n\n<!--\nx1\nx2\n-->\n",
    "presenterm: pauses": "# w1\n\nw2\n\n<!-- pause -->\n\nw3\n\n<!-- end_slide -->\n",
    "presenterm: columns": "# w1\n<!-- column_layout: [1, 1] -->\n<!-- column: 0 -->\nw2\n<!-- column: 1 -->\nw3\n",
    "presenterm: a speaker note": "# w1\n\n<!-- speaker_note: x1 -->\nw2\n",
    "slidev: clicks": "# w1\n\n<v-click>\n\nw2\n\n</v-click>\n",
    "slidev: slots": "# w1\n\nw2\n\n::right::\n\nw3\n",
    "slidev: code with lines": "# w1\n\n```ts {1|2}\nw2\n```\n",
    "a step": "# w1\n\nw2\n\n---\n\nw3\n",
    "a table": "# w1\n\n| w2 | **w3** |\n|---|---|\n| `w4` | [w5](http://w6.nl) |\n",
    "a table with pipes": "# w1\n\n| w2 | w3 |\n|---|---|\n| a \\| w4 | w5 |\n",
    "a table with a short row": "# w1\n\n| w2 | w3 |\n|---|---|\n| w4 |\n",
    "a comment in a cell": "# w1\n\n| w2 | w3 |\n|---|---|\n| w4 <!-- x1 --> | w5 |\n",
    "a reference": "# w1\n\n[w2]: w3\n",
    "nested lists": "# w1\n\n- w2\n  - w3\n    1. w4\n- [ ] w5\n- [x] w6\n",
    "a quote with a list": "# w1\n\n> w2\n>\n> - w3\n",
    "hard breaks": "# w1\n\nw2  \nw3\\\nw4\n",
    "headings below": "# w1\n\n## w2\n\n### w3\n\n###### w4 ######\n",
    "ends of lines in html": "# w1\n\nw2 w3<br>w4\n",
    "entities": "# w1\n\nw2 &amp; w3 &euro; w4&nbsp;w5\n",
    "escapes": "# w1\n\n\\#w2 \\*w3\\* 1986\\. w4\n",
    "indented": "# w1\n\n    w2\n\nw3\n",
    "autolinks": "# w1\n\n<http://w2.nl> <w3@w4.nl>\n",
    "links": "# w1\n\n[w2](https://w3.nl/w4), [w5](mailto:w6@w7.nl) en [*w8*](w9.pdf)\n".replace("w9", "x1"),
    "math": "# w1\n\n$w2 + w3$ en $$w4$$\n",
    "crlf and tabs": "# w1\r\n\r\n-\tw2\r\n-\tw3\r\n",
    "fixed spaces": "# w1\n\nw2\u00a0w3\n\n-\u00a0w4\n",
    "smart quotes": asked("  - “w2” w3", "  - ‘w4’ w5"),
    "a fan": "# w1\n```waaier\nonderwerpen:\n  w2 #1: [w3?]\n  'w4': [w5 #6?]\n```\n",
    "a bear with text": "# w1\n\nw2\n\n```beer\nnaam: w1\nfamilie: cultuur\ngezegd: [w5]\ntips: [w6, w7]\n```\n",
    "a note": "# w1\n```regie\nduur: 3\nw2 #nu w3 <!-- x1 -->\n```\n",
    "texts and a question": "# w1\n\nw2\n\n- w3\n\n" + ASKED.format("  - w4\n  - w5"),
    "a source": "# w1\nbron: w2 #3 w4\n\nw5\n",
    "a plate with a text": "# w1\n\nw2\n\n```praatplaat\nmidden: w3\n"
    "punten: [{titel: w4 #5 te lang voor groot, naar: w6}]\n```\n# w6\n",
    "front matter": "FRONT",
}  # fmt: skip
FRONT = """---
titel: w1 #2 w3
bron: 't w4: w5 <!-- x1 -->
plaats: "w6 # w7"
rollen: [w8 #1, 's w9]
begrippen:
  w10 #2: w11 #3
---
# w12
"""

REFUSED = {
    "a heading without a space": ("# w1\n#w2\n", 5),
    "a rule right below a text": ("# w1\n\nw2\n---\n", 7),
    "slidev: settings of a slide": ("# w1\n\n---\nlayout: w2\n---\n", 8),
    "marp: a background": ("# w1\n\n![bg left](a.png)\n", 6),
    "a picture in a text": ("# w1\n\nw2 ![w3](a.png) w4\n", 6),
    "a comment in yaml behind a text": (asked("  - w2 # x1", "  - w3"), 9),
    "a list with bullets": (asked("  • w2", "  • w3"), 9),
    "dashes of a word processor": (asked("  – w2", "  – w3"), 9),
    "a dash without a space": (asked("  -w2", "  -w3"), 9),
    "a list in an option": (asked("  - w2", "    - w3", "  - w4"), 10),
    "html": ("# w1\n\nw2\n\n<div>\nw3\n</div>\n", 8),
    "a comment without an end": ("# w1\n\nw2 <!-- x1\n", 6),
    "a row too wide": ("# w1\n\n| w2 |\n|---|\n| w3 | w4 |\n", 8),
    "a text behind a fence": ("# w1\n\n```regie w2\nw3\n```\n", 6),
    "a word behind a fence that no one knows": ("# w1\n\n```xyzzy\nw2\n```\n", 6),
    "a question without its word": ("# w1\n\n```\nvraag: w2\nopties: [w3, w4]\n```\n", 6),
    "a question without a fence": ("# w1\n\nvraag: w2\nopties:\n- w3\n- w4\n", 6),
    "a question between apostrophes": ("# w1\n\n'''keuze\nvraag: w2\nopties: [w3, w4]\n'''\n", 6),
    "a note between quotes of a word processor": ("# w1\n\n‘‘‘regie\nx1\n‘‘‘\n", 6),
    "a note between accents that were escaped": ("# w1\n\nw2\n\\`\\`\\`regie\nx1\n\\`\\`\\`\n", 7),
    "a note on one line": ("# w1\n\n```regie x1```\n", 6),
    "a note with its word below the fence": ("# w1\n\n```\nregie\nx1\n```\n", 6),
    "a note without a block": ("# w1\n\nregie: x1\n", 6),
    "a question in capitals without a fence": ("# w1\n\nVraag: w2\nOpties:\n- w3\n- w4\n", 6),
    "a heading behind a fixed space": ("# w1\n\n#\u00a0w2\n", 6),
    "a heading that springs in": ("# w1\n\nw2\n\n    # w3\n", 8),
    "a card with two signs": ("# w1\n\n## w2 {#w3}\n", 6),
    "an address without its sign": ("# w1 {w2}\n", 4),
    "a list of a word processor": ("# w1\n\nw2\n• w3\n• w4\n", 7),
    "a list by letters": ("# w1\n\na. w2\nb. w3\n", 6),
    "a programme": ("# w1\n\n19.30 w2\n20:00 w3\n", 6),
    "a footnote": ("# w1\n\nw2[^1]\n", 6),
    "struck through": ("# w1\n\nw2 ~~w3~~\n", 6),
    "minutes below in a note": ("# w1\n```regie\nw2\nduur: 10\n```\n", 7),
    "minutes without a block": ("# w1\nduur: 10 minuten\n", 5),
    "a switch for a sentence": ("# w1\n```open\nvraag: w2\ntoelichting: ja\n```\n", 7),
    "a fence in a list": ("# w1\n\n- w2\n  ```open\n  vraag: w3\n  ```\n", 7),
    "text above the first card": ("w1\n\n# w2\n", 4),
}  # fmt: skip


def seen_of(deck: Deck) -> str:
    """All that a room, its phones and the facilitator see of a deck."""
    course = course_of([deck], [])
    parts = [deck.title, deck.source, deck.place, *deck.roles, *(f"{term} {deck.terms[term]}" for term in deck.terms)]
    for card in deck.cards:
        parts += [*_drawn(card), card.notes]
        if card.plate is not None:
            states = progress_in_room(Session(), course, card)
            parts += [line.plain for line in plate_lines(card.plate, states, 60, 20)]
        if card.fan is not None:
            parts += [f"{topic} {' '.join(questions)}" for topic, questions in card.fan.topics]
        if card.sides is not None:
            parts += [f"{option} {said}" for option, said in card.sides.texts]
    return "\n".join(parts)


def _drawn(card: Card) -> list[str]:
    pages = fan_pages(card.fan, card, Session(), WIDTH, HEIGHT) if card.fan else card_pages(card, WIDTH, HEIGHT)
    if card.activity is not None:
        listed = card.activity.listed()
        pages += open_pages(card.activity, 0, 0, WIDTH, HEIGHT, listed=listed)
    return [line.plain for page in pages for line in page]


@pytest.mark.parametrize("name", SEEN)
def test_what_is_in_order_is_seen_as_it_was_typed(name: str) -> None:
    text = FRONT if SEEN[name] == "FRONT" else HEAD + SEEN[name]
    seen = seen_of(read_deck("proef", text, "proef.md"))
    typed = set(re.findall(r"w\d+", text))
    assert typed - set(re.findall(r"w\d+", seen)) == set()
    assert re.findall(r"x\d+|<!--|-->", seen) == []
    for sign in re.findall(r"#\d+ w\d+|'[st] w\d+", text):
        assert sign in seen


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_not_be_seen_is_a_problem_on_its_line(name: str) -> None:
    body, line = REFUSED[name]
    with pytest.raises(DeckProblems) as caught:
        read_deck("proef", HEAD + body, "proef.md")
    assert caught.value.problems[0].line == line, caught.value
    assert all(problem.message[-1] in ".?" for problem in caught.value.problems)


@pytest.mark.parametrize(
    "body",
    [
        "# K\n#Kop\n", "# K\n\ntekst\n---\n", "# K\n\n![a](b.png)\n", "# K\n\nx <!-- y\n", "# K\n```regie x\ny\n```\n",
        "# K\n```poll\nvraag: x\n```\n", "# K\n```\nvraag: x\n```\n", "# K\n\nvraag: x\n",
        "# K\n```open\nvraag: W?\ntoelichting: nee\n```\n",
        "# K\n```formulier\nvraag: W?\nvelden: [{naam: e-mail, vraag: Waar?}]\n```\n",
        "# K\n\nx ~~y~~ [^1]\n", "# K\n\n‘‘‘regie\nx\n‘‘‘\n", "# K\n\n## L {#l}\n", "# K\n\nx\n• y\n• z\n",
        "# K\n```regie\nx\nduur: 5\n```\n", "# K\n\nregie: x\n", "# K\n```keuze\nvraag: W?\nopties: [a, A]\n```\n",
        "# K\n```keuze\nvraag: W? # nog eens\nopties: [a, b # c]\n```\n", "# K\nbron: " + "x" * 301 + "\n",
    ],
)  # fmt: skip
def test_a_session_that_began_with_such_a_deck_goes_on(body: str) -> None:
    with pytest.raises(DeckProblems):
        read_deck("proef", HEAD + body, "proef.md")
    assert read_decks([("proef", HEAD + body, False)]).decks[0].cards[0].title == "K"


@pytest.mark.parametrize("path", shipped_decks().values(), ids=lambda path: path.stem)
def test_every_word_of_a_shipped_deck_is_seen(path: Path) -> None:
    deck = read_deck(path.stem, path.read_text(encoding="utf-8"), str(path))
    seen = "".join(re.findall(r"\w", seen_of(deck).casefold()))
    for card in deck.cards:
        for block in card.passages:
            assert "".join(re.findall(r"\w", block.text.casefold())) in seen, block.text
        assert "".join(re.findall(r"\w", card.title.casefold())) in seen
        for option in card.activity.listed() if card.activity else ():
            assert "".join(re.findall(r"\w", option.casefold())) in seen
