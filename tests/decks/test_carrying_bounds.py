"""From how many cards a question may take what the group said, and how much."""

import pytest

from kompas_tui.deck_files import DeckProblems, read_decks


def deck(cards: int, top: str = "alle") -> str:
    asked = "".join(f"\n# Vraag {n} {{#v{n}}}\n\n```open\nvraag: Wat?\n```\n" for n in range(cards))
    names = ", ".join(f"v{n}" for n in range(cards))
    took = f"\n# Kies {{#kies}}\n\n```meerkeuze\nvraag: Welke?\nopties_uit: {{kaart: [{names}], top: {top}}}\n```\n"
    return f"---\ntitel: Proef\n---\n{asked}{took}"


def problems(text: str) -> list[str]:
    try:
        read_decks([("proef", text, False)])
    except DeckProblems as wrong:
        return [str(problem) for problem in wrong.problems]
    return []


@pytest.mark.parametrize(("cards", "top"), [(1, "2"), (10, "alle"), (10, "100")])
def test_so_many_are_allowed(cards: int, top: str) -> None:
    assert problems(deck(cards, top)) == []


@pytest.mark.parametrize(("cards", "top", "said"), [(11, "alle", "‘kaart’"), (2, "101", "‘top’"), (2, "1", "‘top’")])
def test_more_or_fewer_are_told(cards: int, top: str, said: str) -> None:
    assert [said in problem for problem in problems(deck(cards, top))] == [True]
