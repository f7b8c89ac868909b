"""How simulated participants fill in forms."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.simulation.filling import Mind, said_limit
from kompas_tui.simulation.pages import Control, SeenForm, read_page
from kompas_tui.simulation.sayings import SENTENCES, WORDS


def _form(*controls: Control, text: str = "") -> SeenForm:
    return SeenForm("/AB12", "post", list(controls), text)


def _radios(name: str, labels: list[str], first: int = 0) -> list[Control]:
    return [Control("radio", name, str(i), label, name) for i, label in enumerate(labels, first)]


def _scale(name: str, high: int) -> list[Control]:
    return _radios(name, [str(score) for score in range(1, high + 1)], 1)


@pytest.mark.parametrize(
    ("text", "limit"),
    [("Kies er hooguit 3.", 3), ("Hooguit drie.", 3), ("hooguit één", 1), ("Kies alles wat past.", None)],
)
def test_the_limit_is_read_from_the_text(text: str, limit: int | None) -> None:
    assert said_limit(text) == limit


def test_a_date_and_a_number_get_what_fits_them() -> None:
    html = """<form method="post" action="/AB12"><label>Wanneer?<input type="date" name="veld-1"></label>
        <label>Hoeveel?<input name="veld-2" inputmode="decimal"></label></form>"""
    form = read_page(html).forms[0]
    day, figure = (choice.value for choice in Mind(1, 0).fill(form))
    assert date.fromisoformat(day)
    assert figure.isdigit()


@given(st.integers(0, 999), st.integers(1, 12), st.integers(1, 12))
def test_boxes_stay_within_the_limit(seed: int, options: int, most: int) -> None:
    boxes = [Control("checkbox", "keuze", str(i), f"optie {i}") for i in range(options)]
    filled = Mind(seed, 0).fill(_form(*boxes, text=f"Kies er hooguit {min(most, 10)}."))
    assert 1 <= len(filled) <= min(most, 10, options)
    assert len({choice.value for choice in filled}) == len(filled)


@given(st.integers(0, 999), st.integers(2, 12), st.integers(1, 100))
def test_points_add_up_to_the_total(seed: int, options: int, total: int) -> None:
    numbers = [Control("number", f"punten-{i}", most=total, label=f"optie {i}") for i in range(options)]
    assert sum(int(choice.value) for choice in Mind(seed, 0).fill(_form(*numbers))) == total


@given(st.integers(0, 999), st.integers(2, 10))
def test_scores_are_on_the_scale(seed: int, high: int) -> None:
    filled = Mind(seed, 0).fill(_form(*_scale("score-1", high), *_scale("score-2", high)))
    assert [choice.name for choice in filled] == ["score-1", "score-2"]
    assert all(1 <= int(choice.value) <= high for choice in filled)


@given(st.integers(0, 999), st.integers(2, 8))
def test_a_ranking_names_every_option_once(seed: int, options: int) -> None:
    names = [("", "kies")] + [(str(i), f"optie {i}") for i in range(options)]
    selects = [Control("select", f"plaats-{i}", options=names) for i in range(options)]
    filled = Mind(seed, 0).fill(_form(*selects))
    assert sorted(choice.value for choice in filled) == sorted(str(i) for i in range(options))


def test_short_fields_get_words_and_long_ones_sentences() -> None:
    short = [Control("text", f"woord-{i}", length=40) for i in range(3)]
    long = [Control("textarea", f"tekst-{i}", length=280) for i in range(2)]
    for number in range(20):
        filled = Mind(1, number).fill(_form(*short, *long))
        words = [choice.value for choice in filled if choice.kind == "text"]
        assert set(words) <= set(WORDS)
        assert len(set(words)) == len(words) >= 1
        assert {choice.value for choice in filled if choice.kind == "textarea"} <= set(SENTENCES)


def test_a_group_leans_and_still_differs() -> None:
    form = _form(*_radios("keuze", ["appel", "peer", "pruim", "vijg"]))
    counts = Counter(Mind(3, number).fill(form)[0].label for number in range(200))
    assert len(counts) >= 3
    assert counts.most_common(1)[0][1] > 200 / 4 * 1.3


def test_the_same_seed_and_number_fill_in_the_same() -> None:
    form = _form(*_radios("keuze", ["appel", "peer", "pruim", "vijg"]))
    assert Mind(3, 7).fill(form) == Mind(3, 7).fill(form)


def test_there_is_enough_to_say() -> None:
    assert len(set(SENTENCES)) >= 40
    assert len(set(WORDS)) >= 40


@pytest.mark.parametrize("seed", range(20))
def test_what_belongs_to_an_option_is_typed_by_who_chose_it(seed: int) -> None:
    form = _form(*_radios("keuze", ["Fiets", "Anders"]), Control("text", "eigen-1", label="Anders", length=120))
    chosen, *typed = Mind(seed, 1).fill(form)
    assert bool(typed) == (chosen.label == "Anders")
