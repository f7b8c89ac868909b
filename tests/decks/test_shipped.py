"""The shipped decks: right, complete, and short enough to read from the back row."""

import re

import pytest

from kompas_tui.deck_files import load_decks, shipped_decks
from kompas_tui.deck_files.prose import texts_on
from kompas_tui.domain.deck.cards import Card, words_in
from kompas_tui.domain.deck.translations import untranslated
from kompas_tui.domain.language.alike import folded
from kompas_tui.domain.outcome.veil import phrases

DECKS = sorted(shipped_decks())
READ = {name: load_decks([name]).decks[0] for name in DECKS}
CARDS = {f"{name}/{card.address}": card for name in DECKS for card in READ[name].cards}
BEARS = {name: card for name, card in CARDS.items() if card.bear}

WORD = re.compile(r"[\w’'-]+")
_BESIDE = re.compile(r"\b(vorige|volgende) (?:\w+ )?kaart(?:en)?\b")


def words(text: str) -> int:
    """How many words a text has."""
    return len(WORD.findall(text))


def sentences(texts: list[str]) -> list[str]:
    """The sentences of these paragraphs; an item of a list is one."""
    return [said for text in texts for said in re.split(r"(?<=[.!?:])\s+", text) if words(said)]


def spoken(card: Card) -> list[str]:
    """All sentences of a card: its text, its question, its bear and the notes."""
    texts = [*texts_on(card.blocks), *card.notes.splitlines()]
    if card.activity:
        texts += [card.activity.question, card.activity.explanation]
    if card.sides:
        texts += [text for _, text in card.sides.texts]
    if card.bear:
        texts += [*card.bear.sayings, *card.bear.tips]
    return sentences(texts)


@pytest.mark.parametrize("name", DECKS)
def test_the_options_of_a_shipped_deck_are_known_as_its_own(name: str) -> None:
    deck = READ[name]
    known = set(phrases(deck.text))
    asked = [card.activity for card in deck.cards if card.activity is not None and "opties" in card.activity.fillable]
    assert {folded(option) for activity in asked for option in activity.listed()} <= known


@pytest.mark.parametrize("name", DECKS)
def test_a_shipped_deck_loads_by_name_with_a_title_a_source_and_a_time(name: str) -> None:
    (deck,) = load_decks([name]).decks
    assert deck.title
    assert deck.source
    assert deck.minutes
    assert deck.cards


@pytest.mark.parametrize("name", DECKS)
def test_every_question_of_a_shipped_deck_and_all_its_options_are_there_in_english(name: str) -> None:
    deck = READ[name]
    english = words_in(deck, "en")
    asked = {card.address: untranslated(card.activity, english) for card in deck.cards if card.activity}
    assert {address: texts for address, texts in asked.items() if texts} == {}
    front = [deck.title, deck.purpose, *deck.roles, *deck.tables, *deck.terms, *deck.terms.values()]
    assert [text for text in (*front, *(card.title for card in deck.cards)) if text and text not in english] == []


@pytest.mark.parametrize("name", CARDS)
def test_a_card_has_few_words_and_a_note_for_the_facilitator(name: str) -> None:
    card = CARDS[name]
    sides = [words(text) for _, text in card.sides.texts] if card.sides else []
    assert sum(map(words, texts_on(card.blocks))) + max(sides, default=0) <= 40
    assert card.notes


@pytest.mark.parametrize("name", CARDS)
def test_no_sentence_on_a_card_has_more_than_twenty_words(name: str) -> None:
    assert [said for said in spoken(CARDS[name]) if words(said) > 20] == []


@pytest.mark.parametrize("name", DECKS)
def test_sentences_of_a_deck_have_ten_words_or_fewer_on_average(name: str) -> None:
    said = [one for card_name, card in CARDS.items() if card_name.startswith(f"{name}/") for one in spoken(card)]
    assert sum(map(words, said)) / len(said) <= 10


@pytest.mark.parametrize("name", sorted(set(DECKS) - {"leerstijlen", "party-cipatie"}))
def test_a_deck_of_an_evening_has_its_facilitator_set_the_day_on_which_people_hear_more(name: str) -> None:
    notes = [card.notes for card_name, card in CARDS.items() if card_name.startswith(f"{name}/")]
    assert any("oogst" in note and "toets s" in note and " dag" in note for note in notes)


@pytest.mark.parametrize("name", DECKS)
def test_a_note_that_speaks_of_the_card_beside_it_holds_on_every_route(name: str) -> None:
    deck = READ[name]
    ways = [[card.address for card in deck.cards], *(route.cards for route in deck.routes)]
    for card in deck.cards:
        for step in {-1 if word == "vorige" else 1 for word in _BESIDE.findall(" ".join(spoken(card)))}:
            places = [(way, way.index(card.address) + step) for way in ways if card.address in way]
            beside = {way[at] if 0 <= at < len(way) else "" for way, at in places}
            assert len(beside) == 1, (card.address, beside)


def test_what_a_card_says_of_the_side_that_won_is_so_without_a_majority() -> None:
    told = [text for card in CARDS.values() if card.sides for _, text in card.sides.texts]
    assert told
    assert [text for text in told if "meesten" in folded(text)] == []


def test_a_phone_in_the_world_cafe_names_the_new_table_before_people_change_places() -> None:
    chains = [card.rhythm for name, card in CARDS.items() if name.startswith("wereldcafe/") and card.rhythm]
    places = [[turn.title for turn in chain.turns].index("Wisselen van tafel") for chain in chains[1:]]
    assert places == [0, 0], "the facilitator calls the next turn of the groups before the chain begins"


def test_there_are_twelve_bears_in_three_families() -> None:
    assert len(BEARS) == 12
    assert {card.bear.family for card in BEARS.values() if card.bear} == {"individu", "structuur", "cultuur"}


@pytest.mark.parametrize("name", BEARS)
def test_a_bear_says_enough_and_can_be_chased_away(name: str) -> None:
    bear = BEARS[name].bear
    assert bear is not None
    assert len(bear.sayings) >= 6
    assert 5 <= len(bear.tips) <= 9
    assert bear.drawing


def test_the_counted_bears_are_the_bears_of_the_deck() -> None:
    activity = CARDS["beren/tellen"].activity
    assert activity is not None
    assert activity.data["opties"] == [card.bear.name for card in BEARS.values() if card.bear]


TEMPLATES = (
    "bewonersavond",
    "burgerbegroting",
    "dialoogtafel",
    "een-twee-vier",
    "instemmen",
    "wereldcafe",
    "wijkkaart",
)
"""Decks that an organiser fills in: each tells where, and its cards fill its time."""


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_deck_to_fill_in_says_where_and_its_minutes_add_up(name: str) -> None:
    (deck,) = load_decks([name]).decks
    assert "<!-- Dit is een voorbeeld" in deck.text
    assert sum(card.minutes or 0 for card in deck.cards) == deck.minutes
