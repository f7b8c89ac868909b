"""Markdown files to decks, or their problems with file and line; knows no session and no screen."""

from kompas_tui.deck_files.front_matter import read_front_matter
from kompas_tui.deck_files.library import (
    DeckSet,
    deck_texts,
    decks_of,
    find_deck,
    load_decks,
    read_decks,
    shipped_decks,
)
from kompas_tui.deck_files.problems import DeckProblem, DeckProblems
from kompas_tui.deck_files.reading import read_deck

__all__ = [
    "DeckProblem",
    "DeckProblems",
    "DeckSet",
    "deck_texts",
    "decks_of",
    "find_deck",
    "load_decks",
    "read_deck",
    "read_decks",
    "read_front_matter",
    "shipped_decks",
]
