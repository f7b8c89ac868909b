"""The kinds: tallies against independent counts, and sentences for every situation in a room."""

import re
import statistics
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.domain.kinds import KINDS, read_activity
from kompas_tui.domain.kinds.schaal import agreement, division, spread
from kompas_tui.domain.language.errors import InvalidOptions
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.result.shapes import Bars, Distribution, TextList, Words
from kompas_tui.domain.result.tables import as_table
from kompas_tui.domain.result.weight import strongest
from tests.domain.activities import OWN_KEYS, activity, ballots

OPTIONS = ["Rood", "Geel", "Blauw", "Groen"]
KEUZE = activity("keuze", opties=OPTIONS)
MEERKEUZE = activity("meerkeuze", opties=OPTIONS, max="3")
STICKERS = activity("stickers", opties=OPTIONS, aantal="5")
SCHAAL = activity("schaal")
STELLINGEN = activity("schaal", stellingen=["Een", "Twee", "Drie"])
WOORDEN = activity("woorden")
OPEN = activity("open")

# Tallies


@given(st.lists(st.integers(0, 3), max_size=60))
def test_keuze_counts_each_option(chosen: list[int]) -> None:
    result = KEUZE.tally(ballots("keuze", chosen))
    assert isinstance(result, Bars)
    assert [bar.count for bar in result.bars] == [sum(c == i for c in chosen) for i in range(4)]
    assert result.answers == len(chosen)
    assert KEUZE.sentence(result)


@given(st.lists(st.sets(st.integers(0, 3), min_size=1, max_size=3), max_size=60))
def test_meerkeuze_counts_voters_an_option(chosen: list[set[int]]) -> None:
    result = MEERKEUZE.tally(ballots("keuzes", map(sorted, chosen)))
    assert isinstance(result, Bars)
    assert [bar.count for bar in result.bars] == [sum(i in c for c in chosen) for i in range(4)]
    assert MEERKEUZE.sentence(result)


@given(st.lists(st.tuples(*[st.integers(0, 5)] * 4).filter(any), max_size=60))
def test_stickers_adds_the_dots(given_dots: list[tuple[int, ...]]) -> None:
    result = STICKERS.tally(ballots("stickers", map(list, given_dots)))
    assert isinstance(result, Bars)
    assert [bar.count for bar in result.bars] == [sum(dots[i] for dots in given_dots) for i in range(4)]
    assert STICKERS.sentence(result)


@given(st.lists(st.integers(1, 5), max_size=80))
def test_schaal_gives_counts_and_the_median(scores: list[int]) -> None:
    result = SCHAAL.tally(ballots("score-1", scores))
    assert isinstance(result, Distribution)
    (row,) = result.rows
    assert list(row.counts) == [Counter(scores)[score] for score in range(1, 6)]
    assert row.median == (statistics.median(scores) if scores else None)
    assert SCHAAL.sentence(result)


@given(st.lists(st.dictionaries(st.sampled_from(["score-1", "score-2", "score-3"]), st.integers(1, 5), min_size=1)))
def test_a_statement_may_be_left_open(answers: list[dict[str, int]]) -> None:
    cast = [Ballot(f"m{i}", answer, f"r{i}") for i, answer in enumerate(answers)]
    result = STELLINGEN.tally(cast)
    assert isinstance(result, Distribution)
    assert [row.answers for row in result.rows] == [sum(f"score-{n}" in a for a in answers) for n in (1, 2, 3)]
    assert STELLINGEN.sentence(result)


WORD = st.sampled_from(["Rust", "rust", "RUST", "straat", "groen", "été", ""])


@given(st.lists(st.lists(WORD, min_size=3, max_size=3).filter(any), max_size=40))
def test_a_word_counts_once_a_voter_whatever_its_capitals(given_words: list[list[str]]) -> None:
    result = WOORDEN.tally(ballots("woord", given_words))
    assert isinstance(result, Words)
    expected = Counter(word for words in given_words for word in {w.lower() for w in words if w})
    assert {word.text.lower(): word.count for word in result.words} == expected
    assert [word.count for word in result.words] == sorted((w.count for w in result.words), reverse=True)
    assert WOORDEN.sentence(result)


def test_a_word_is_shown_as_most_people_write_it() -> None:
    result = WOORDEN.tally(ballots("woord", [["rust", "", ""], ["Rust", "", ""], ["Rust", "", ""]]))
    assert isinstance(result, Words)
    assert [(word.text, word.count) for word in result.words] == [("Rust", 3)]


@given(st.lists(st.lists(st.sampled_from(["a", "b", ""]), min_size=3, max_size=3).filter(any), max_size=20), st.data())
def test_open_gives_every_text_once_and_counts_the_hidden_ones(texts: list[list[str]], data: st.DataObject) -> None:
    cast = ballots("tekst", texts)
    everything = OPEN.tally(cast)
    assert isinstance(everything, TextList)
    assert Counter(item.text for item in everything.items) == Counter(t for given in texts for t in given if t)
    ids = [item.id for item in everything.items]
    assert len(set(ids)) == len(ids)
    hidden = frozenset(data.draw(st.sets(st.sampled_from(ids)))) if ids else frozenset()
    rest = OPEN.tally(cast, hidden)
    assert isinstance(rest, TextList)
    assert {item.id for item in rest.items} == set(ids) - hidden
    assert rest.hidden == len(hidden)
    assert OPEN.sentence(rest)


def test_the_order_of_texts_does_not_show_who_wrote_what() -> None:
    cast = ballots("tekst", [["a1", "a2", "a3"], ["b1", "b2", "b3"]])
    assert OPEN.tally(cast) == OPEN.tally(list(reversed(cast)))


def test_hidden_words_do_not_count() -> None:
    cast = ballots("woord", [["rust", "lawaai", ""], ["rust", "", ""]])
    result = WOORDEN.tally(cast, {cast[0].text_id(0)})
    assert isinstance(result, Words)
    assert {word.text: word.count for word in result.words} == {"rust": 1, "lawaai": 1}
    nothing_left = WOORDEN.tally(cast, {ballot.text_id(place) for ballot in cast for place in range(3)})
    assert WOORDEN.sentence(nothing_left) == "De woorden zijn niet te zien."


# Sentences

NONE = "Er zijn geen antwoorden."


def counts(*numbers: int) -> list[int]:
    """Votes for `keuze`: so many for each option."""
    return [index for index, number in enumerate(numbers) for _ in range(number)]


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        ([], NONE),
        (
            counts(1),
            "Er is maar 1 antwoord. ‘Rood’ staat bovenaan: de enige deelnemer kiest dit. Geen andere optie is gekozen.",
        ),
        (counts(1, 1), "Er zijn maar 2 antwoorden. ‘Rood’ en ‘Geel’ staan samen bovenaan, met elk 1."),
        (
            counts(2, 1),
            "Er zijn maar 3 antwoorden. ‘Rood’ staat bovenaan: 2 van de 3 deelnemers kiezen dit."
            " Het scheelt weinig: ‘Geel’ volgt met 1.",
        ),
        (counts(8, 2), "‘Rood’ staat bovenaan: 8 van de 10 deelnemers kiezen dit. ‘Geel’ volgt met 2."),
        (
            counts(8, 2, 2),
            "‘Rood’ staat bovenaan: 8 van de 12 deelnemers kiezen dit. ‘Geel’ en ‘Blauw’ volgen met elk 2.",
        ),
        (
            counts(8, 1, 1, 1),
            "‘Rood’ staat bovenaan: 8 van de 11 deelnemers kiezen dit. Daarna volgen 3 opties met elk 1.",
        ),
        (
            counts(6, 5),
            "‘Rood’ staat bovenaan: 6 van de 11 deelnemers kiezen dit. Het scheelt weinig: ‘Geel’ volgt met 5.",
        ),
        (
            counts(0, 9),
            "‘Geel’ staat bovenaan: alle 9 deelnemers kiezen dit. Geen andere optie is gekozen.",
        ),
        (counts(4, 4, 1), "‘Rood’ en ‘Geel’ staan samen bovenaan, met elk 4."),
        (counts(3, 3, 3), "‘Rood’, ‘Geel’ en ‘Blauw’ staan samen bovenaan, met elk 3."),
        (counts(2, 2, 2, 2), "Geen optie steekt erboven uit: elke optie is 2 keer gekozen."),
    ],
)
def test_keuze_says_who_leads(votes: list[int], said: str) -> None:
    assert KEUZE.sentence(KEUZE.tally(ballots("keuze", votes))) == said


def test_four_leaders_of_five_are_counted_and_not_named() -> None:
    five = activity("keuze", opties=["a", "b", "c", "d", "e"])
    assert five.sentence(five.tally(ballots("keuze", [0, 0, 1, 1, 2, 2, 3, 3, 4]))) == (
        "Er staan 4 opties samen bovenaan, met elk 2."
    )


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        ([[0, 1]] * 6, "‘Rood’ en ‘Geel’ staan samen bovenaan, met elk 6."),
        (
            [[0, 1]] * 5 + [[0]],
            "‘Rood’ staat bovenaan: alle 6 deelnemers kiezen dit. Het scheelt weinig: ‘Geel’ volgt met 5.",
        ),
        ([[0, 1, 2]] * 2, "Er zijn maar 2 antwoorden. ‘Rood’, ‘Geel’ en ‘Blauw’ staan samen bovenaan, met elk 2."),
    ],
)
def test_meerkeuze_speaks_of_voters_not_of_choices(votes: list[list[int]], said: str) -> None:
    assert MEERKEUZE.sentence(MEERKEUZE.tally(ballots("keuzes", votes))) == said


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        ([], NONE),
        (
            [[1, 0, 0, 0]],
            "Er is maar 1 antwoord. ‘Rood’ staat bovenaan, met de enige sticker. Geen andere optie kreeg stickers.",
        ),
        ([[5, 0, 0, 0]] * 6, "‘Rood’ staat bovenaan, met alle 30 stickers. Geen andere optie kreeg stickers."),
        ([[3, 1, 0, 0]] * 6, "‘Rood’ staat bovenaan, met 18 van de 24 stickers. ‘Geel’ volgt met 6."),
        (
            [[1, 0, 0, 0], [0, 1, 0, 0]],
            "Er zijn maar 2 antwoorden. ‘Rood’ en ‘Geel’ staan samen bovenaan, met elk 1 sticker.",
        ),
        ([[2, 2, 0, 0]] * 5, "‘Rood’ en ‘Geel’ staan samen bovenaan, met elk 10 stickers."),
        ([[1, 1, 1, 1]], "Er is maar 1 antwoord. Geen optie steekt erboven uit: elke optie krijgt 1 sticker."),
    ],
)
def test_stickers_speaks_of_dots(votes: list[list[int]], said: str) -> None:
    assert STICKERS.sentence(STICKERS.tally(ballots("stickers", votes))) == said


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ([], NONE),
        ([4], "Er is maar 1 antwoord. De middelste score is 4, op een schaal van 1 tot en met 5."),
        ([4, 5], "Er zijn maar 2 antwoorden. De middelste score is 4,5, op een schaal van 1 tot en met 5."),
        ([4] * 9, "De middelste score is 4, op een schaal van 1 tot en met 5. De antwoorden liggen dicht bij elkaar."),
        (
            [1] * 5 + [5] * 5,
            "De groep is verdeeld in twee kampen. De middelste score is 3, op een schaal van 1 tot en met 5.",
        ),
        (
            [1, 2, 3, 4, 5] * 2,
            "De middelste score is 3, op een schaal van 1 tot en met 5. De antwoorden lopen sterk uiteen.",
        ),
        (
            [1] * 3 + [3] * 4 + [5] * 3,
            "De middelste score is 3, op een schaal van 1 tot en met 5. De antwoorden lopen sterk uiteen.",
        ),
        (
            [2, 3, 3, 4, 4, 5],
            "De middelste score is 3,5, op een schaal van 1 tot en met 5. De antwoorden lopen wat uiteen.",
        ),
        (
            [2, 2, 2, 3, 4, 4, 5, 3],
            "De middelste score is 3, op een schaal van 1 tot en met 5. De antwoorden lopen wat uiteen.",
        ),
        (
            [2] + [3] * 5 + [4] * 7 + [5] * 8,
            "De middelste score is 4, op een schaal van 1 tot en met 5. De antwoorden lopen wat uiteen.",
        ),
        (
            [3] * 4 + [4] * 4 + [5] * 12,
            "De middelste score is 5, op een schaal van 1 tot en met 5. De antwoorden liggen dicht bij elkaar.",
        ),
    ],
)
def test_schaal_says_the_middle_and_how_divided(scores: list[int], said: str) -> None:
    assert SCHAAL.sentence(SCHAAL.tally(ballots("score-1", scores))) == said


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((0, 21, 0, 0, 0), 1.0),
        ((5, 5, 5, 5, 5), 0.0),
        ((7, 0, 0, 0, 7), -1.0),
        ((0, 10, 10, 0, 0), 0.75),
        # By hand: 3 x 11111 gives 0, 3 x 01110 gives 0,5 x 9, 1 x 01010 gives (2 - 4) / 9 x 0,75 x 2; of 26.
        ((3, 7, 6, 7, 3), (4.5 + (3 * 2 - 4 * 1) / 9 * 0.75 * 2) / 26),
        ((4, 0), 1.0),
        ((4, 4), 0.0),
    ],
)
def test_agreement_is_that_of_van_der_eijk(counts: tuple[int, ...], expected: float) -> None:
    assert agreement(counts) == pytest.approx(expected)
    assert agreement(counts[::-1]) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("high", "scores", "camps"),
    [
        (2, [1] * 5 + [2] * 5, True),
        (2, [1] * 8 + [2] * 2, False),
        (3, [1, 2, 3] * 3, False),
        (3, [1] * 5 + [2] + [3] * 5, True),
        (10, [1, 2, 3, 8, 9, 10] * 2, True),
        (10, list(range(1, 11)), False),
        (5, [1, 5], False),
    ],
)
def test_two_camps_means_much_at_both_ends_and_little_between(high: int, scores: list[int], camps: bool) -> None:
    assert ("twee kampen" in division(spread("x", scores, range(1, high + 1)))) is camps


def test_two_statements_with_the_same_score_are_both_named_however_long() -> None:
    stated = [
        "Ik kon vanavond zeggen wat ik wilde",
        "Ik weet wat er met mijn inbreng gebeurt",
        "Er is naar mij geluisterd",
    ]
    asked = activity("schaal", stellingen=stated)
    result = asked.tally([Ballot("m", {"score-1": 4, "score-2": 4, "score-3": 2}, "r")] * 6)
    first = "‘Ik kon vanavond zeggen wat ik wilde’ scoort het hoogst, met 4 van 5."
    assert f"{first} Ook ‘Ik weet wat er met mijn inbreng gebeurt’ heeft die score." in asked.sentence(result)


def of_statements(*columns: list[int]) -> str:
    cast = [
        Ballot(f"m{i}", {f"score-{n}": score for n, score in enumerate(scores, 1) if score}, f"r{i}")
        for i, scores in enumerate(zip(*columns, strict=True))
    ]
    return STELLINGEN.sentence(STELLINGEN.tally(cast))


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (([5] * 6, [3] * 6, [1] * 6), "‘Een’ scoort het hoogst, met 5 van 5. ‘Drie’ scoort het laagst, met 1."),
        (
            ([5] * 6, [5] * 6, [1] * 6),
            "‘Een’ en ‘Twee’ scoren het hoogst, met 5 van 5. ‘Drie’ scoort het laagst, met 1.",
        ),
        (
            ([5] * 6, [1] * 6, [1] * 6),
            "‘Een’ scoort het hoogst, met 5 van 5. ‘Twee’ en ‘Drie’ scoren het laagst, met 1.",
        ),
        (([2] * 6, [2] * 6, [2] * 6), "Alle stellingen hebben dezelfde middelste score: 2 van 5."),
        (
            ([0] * 6, [2] * 6, [0] * 6),
            "Alleen ‘Twee’ kreeg scores. De middelste score is 2, op een schaal van 1 tot en met 5."
            " De antwoorden liggen dicht bij elkaar.",
        ),
        (
            ([1, 1, 1, 5, 5, 5], [4] * 6, [1, 1, 1, 5, 5, 5]),
            "Over ‘Een’ en ‘Drie’ is de groep verdeeld in twee kampen."
            " ‘Twee’ scoort het hoogst, met 4 van 5. ‘Een’ en ‘Drie’ scoren het laagst, met 3.",
        ),
    ],
)
def test_schaal_with_statements_names_the_ends(columns: tuple[list[int], ...], said: str) -> None:
    assert of_statements(*columns) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], NONE),
        ([["rust"]], "Eén woord: ‘rust’."),
        ([["rust"], ["groen"]], "Er zijn 2 verschillende woorden, elk één keer genoemd."),
        ([["rust"], ["rust"]], "‘rust’ is het vaakst genoemd, door 2 deelnemers. Er is 1 woord."),
        (
            [["rust", "groen"], ["rust", "groen"], ["zee"]],
            "‘groen’ en ‘rust’ zijn het vaakst genoemd, elk door 2 deelnemers. Er zijn 3 verschillende woorden.",
        ),
        (
            [["a", "b", "c", "d"]] * 2,
            "4 woorden zijn het vaakst genoemd, elk door 2 deelnemers. Er zijn 4 verschillende woorden.",
        ),
    ],
)
def test_woorden_says_what_was_said_most(words: list[list[str]], said: str) -> None:
    assert WOORDEN.sentence(WOORDEN.tally(ballots("woord", words))) == said


@pytest.mark.parametrize(
    ("texts", "hide", "said"),
    [
        ([], 0, NONE),
        ([["a", ""]], 0, "Er is 1 tekst van 1 deelnemer."),
        ([["a", "b"], ["c", ""]], 0, "Er zijn 3 teksten van 2 deelnemers."),
        ([["a", "b"], ["c", ""]], 1, "Er zijn 3 teksten van 2 deelnemers. Daarvan is er 1 niet te zien."),
        ([["a", "b"]], 2, "Er zijn 2 teksten van 1 deelnemer. Daarvan zijn er 2 niet te zien."),
    ],
)
def test_open_says_how_many_texts_there_are(texts: list[list[str]], hide: int, said: str) -> None:
    cast = ballots("tekst", texts)
    everything = OPEN.tally(cast)
    assert isinstance(everything, TextList)
    hidden = [item.id for item in everything.items][:hide]
    assert OPEN.sentence(OPEN.tally(cast, set(hidden))) == said


SINGULAR_MISTAKES = re.compile(r"\b1 (antwoorden|deelnemers|stickers|teksten|opties|stellingen|woorden)\b|zijn maar 1 ")


@given(st.lists(st.tuples(*[st.integers(0, 2)] * 4).filter(any), max_size=8))
def test_sentences_keep_one_and_more_apart(dots: list[tuple[int, ...]]) -> None:
    said = [
        STICKERS.sentence(STICKERS.tally(ballots("stickers", map(list, dots)))),
        MEERKEUZE.sentence(MEERKEUZE.tally(ballots("keuzes", [[i for i in range(4) if d[i]] for d in dots]))),
        KEUZE.sentence(KEUZE.tally(ballots("keuze", [d.index(max(d)) for d in dots]))),
    ]
    for sentence in said:
        assert not SINGULAR_MISTAKES.search(sentence.replace("van de 1 ", "")), sentence
        assert sentence.endswith(".")
        assert "  " not in sentence


# Reading


@pytest.mark.parametrize("word", sorted(KINDS))
def test_every_kind_needs_a_question(word: str) -> None:
    with pytest.raises(InvalidOptions, match=r"^‘vraag’ ontbreekt\.$"):
        read_activity(word, OWN_KEYS[word])


@pytest.mark.parametrize("word", sorted(KINDS))
def test_a_question_that_was_kept_as_data_reads_back_the_same(word: str) -> None:
    data = {"vraag": "Wat?", "toelichting": "Kort.", "moderatie": "ja", "per_rol": "ja", "openlijk": "ja"}
    first = read_activity(word, data | OWN_KEYS[word])
    again = read_activity(first.data["soort"], {key: value for key, value in first.data.items() if key != "soort"})
    assert again == first
    assert again.data == first.data


@pytest.mark.parametrize(
    ("word", "data", "said"),
    [
        ("keuze", {"opties": ["a"]}, "er moeten er minstens 2 staan"),
        ("keuze", {"opties": ["a", "a"]}, "‘a’ staat hier dubbel"),
        ("keuze", {"opties": ["a", " "]}, "deze regel is leeg"),
        ("keuze", {"opties": [f"o{n}" for n in range(101)]}, "er mogen er hooguit 100 staan. Er staan er 101"),
        ("keuze", {"opties": ["a", "b" * 1001]}, "hooguit 1000 tekens hebben. Het zijn er 1001"),
        ("keuze", {"opties": ["a", "b"], "opties_uit": {"kaart": "x"}}, "niet allebei"),
        ("keuze", {"opties_uit": {"kaart": "x", "top": "1"}}, "van 2 tot en met 100"),
        ("keuze", {"opties_uit": {}}, "‘kaart’ ontbreekt"),
        ("meerkeuze", {"opties": ["a", "b"], "max": "0"}, "van 1 tot en met 100"),
        ("stickers", {"opties": ["a", "b"], "aantal": "veel"}, "van 1 tot en met 100"),
        ("keuze", {"opties": ["a", "b"], "eigen": "b"}, "‘b’ staat er al bij"),
        ("keuze", {"opties": ["a", "b"], "eigen": "c", "drempel": "50"}, "‘eigen’ en ‘drempel’ gaan niet samen"),
        ("keuze", {"opties": ["a", "b"], "eigen": "c", "goed": "a"}, "‘eigen’ en ‘goed’ gaan niet samen"),
        (
            "meerkeuze",
            {"budget": "9", "opties": [{"tekst": "a", "kosten": "1"}, {"tekst": "b", "kosten": "2"}], "eigen": "c"},
            "‘eigen’ en ‘budget’ gaan niet samen",
        ),
        ("stickers", {"opties": ["a", "b"], "aantal": "²"}, "van 1 tot en met 100"),
        ("schaal", {"tot": "1"}, "van 2 tot en met 10"),
        ("schaal", {"tot": "9" * 40}, "van 2 tot en met 10"),
        ("schaal", {"uitersten": ["laag"]}, "er moeten er minstens 2 staan"),
        ("woorden", {"max": "11"}, "van 1 tot en met 10"),
        ("open", {"moderatie": "misschien"}, "‘ja’ of ‘nee’"),
        ("open", {"tafels": "soms"}, "‘ja’ of ‘nee’"),
        ("open", {"vergelijk_met": ["x"]}, "hier hoort één tekst"),
        ("open", {"maxx": "3"}, "Bedoel je ‘max’"),
    ],
)
def test_a_wrong_block_is_refused_with_the_way_out(word: str, data: dict[str, object], said: str) -> None:
    with pytest.raises(InvalidOptions) as refused:
        read_activity(word, {"vraag": "Wat?", **data})
    assert said in str(refused.value)


# Shapes


def test_tables_hold_the_option_and_its_bare_count() -> None:
    assert as_table(KEUZE.tally(ballots("keuze", [1, 1, 0]))).in_words[:2] == (("Geel", "2"), ("Rood", "1"))
    ends = activity("schaal", uitersten=["oneens", "eens"], tot="3")
    assert as_table(ends.tally(ballots("score-1", [1, 3, 3]))).in_words == (
        ("1 (oneens)", "1"),
        ("2", "0"),
        ("3 (eens)", "2"),
    )
    assert as_table(STELLINGEN.tally(ballots("score-1", [4, 5]))).in_words[0] == (
        "Een",
        "2",
        "0",
        "0",
        "0",
        "1",
        "1",
        "4,5",
    )


def test_the_strongest_come_first_and_none_twice() -> None:
    assert strongest(KEUZE.tally(ballots("keuze", [2, 2, 1])), 3) == ("Blauw", "Geel")
    assert strongest(OPEN.tally(ballots("tekst", [["zelfde\ntekst"], ["zelfde tekst"]])), 3) == ("zelfde tekst",)
    assert strongest(STELLINGEN.tally(ballots("score-2", [4])), 3) == ("Twee",)
    assert strongest(WOORDEN.tally(ballots("woord", [["b"], ["a"], ["b"]])), 1) == ("b",)
