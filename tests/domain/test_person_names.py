"""A name that was filled in is found however it is typed elsewhere, and no ordinary word is taken for one."""

import re
import time
from pathlib import Path

import pytest

from kompas_tui.domain.language.person_names import PeopleNamed, people_in
from kompas_tui.simulation.sayings import SENTENCES

TYPED = {
    "Jan Jansen": [
        "jan jansen", "JAN JANSEN", "Jan\u00a0Jansen", "Jan\nJansen", "Jan Jan\u00adsen", "Ｊan Jansen",
        "Jan\u200b Jansen",
        "Jansen, Jan", "Jansen Jan", "jansen, jan", "Jan, Jansen", "Jan/Jansen", "Jansen (Jan)", "Jan (Jansen)",
        "J. Jansen", "J Jansen", "J.Jansen", "j. jansen", "Jansen, J.", "Jansen J.", "Jansen, J", "J.P. Jansen",
        "JP Jansen", "J. P. Jansen", "Jan J.", "Jan J", "Jan P. Jansen", "Jan 'Jantje' Jansen", "Jan en Els Jansen",
        "meneer Jansen", "dhr. Jansen", "dhr Jansen", "heer J. Jansen", "mevrouw jansen", "familie Jansen",
        "jan.jansen", "jan_jansen", "Jan-Jansen", "JanJansen", "Jan Jansens", "Jan Jansen's", "Jantje Jansen",
    ],
    "Fatima El Idrissi": [
        "El Idrissi, Fatima", "F. el Idrissi", "Fatima Idrissi", "Fatima E.", "Idrissi, Fatima El", "Fatima El I.",
        "mevr. Idrissi", "fatima el-idrissi", "FatimaElIdrissi", "Fatima Elidrissi", "Fatimá El Idrissi",
    ],
    "Anne-Marie Bakker-de Vries": [
        "Anne Marie Bakker de Vries", "Anne-Marie de Vries", "AnneMarie Bakker", "A.M. Bakker-de Vries", "A. de Vries",
        "Bakker-de Vries, Anne-Marie", "mevrouw de Vries", "Anne Bakker", "A.-M. Bakker",
        "anne-marie bakker - de vries",
    ],
    "Piet van den Berg": [
        "Piet v.d. Berg", "Piet vd Berg", "Piet v/d Berg", "Piet v. d. Berg", "Piet Berg", "Piet van der Berg",
        "P. van den Berg", "P van den Berg", "p.vandenberg", "P. vd Berg", "Berg, Piet van den", "Berg, P. van den",
        "van den Berg, Piet", "Van den Berg, P.", "Piet van den B.", "Pieter van den Berg", "pietvandenberg",
    ],
    "Ank Oude Voshaar": ["A. Oude Voshaar", "mw. Oude Voshaar", "Oude Voshaar, Ank", "Ank (Oude Voshaar)"],
    "Ibrahim Ben Ali": ["Ibrahim (Ben Ali)", "Ben Ali, Ibrahim", "I. Ben Ali"],
    "Mark O'Brien": ["Mark OBrien", "Mark O Brien", "O'Brien, Mark", "M O’Brien", "mark o´brien"],
    "Zoë Müller": ["Zoe Muller", "Z. Muller", "Muller, Zoë", "ZOË MULLER"],
    "J. de Boer": ["Jan de Boer", "j de boer", "Boer, J. de", "de Boer, J.", "mevr. De Boer"],
    "mevr. J. de Boer, wethouder": ["J. de Boer", "Jannie de Boer"],
    "De heer A. Jansen": ["Albert Jansen", "A. Jansen"],
    "Jansen, Jan": ["Jan Jansen", "J. Jansen"],
    "Jansen (Jan)": ["Jan Jansen"],
    "Vries, Jan de": ["Jan de Vries", "J. de Vries"],
    "Jan Jansen (2 personen)": ["Jan Jansen"],
    "3. Jan Jansen": ["Jan Jansen"],
    "Jan Jansen 06-12345678": ["Jan Jansen"],
    "Jan & Els Jansen": ["Jan Jansen", "Els Jansen"],
    "Jan Jansen bewoner": ["Jan Jansen"],
    "Jan v/d Berg": ["Jan van den Berg"],
    "Maria Elisabeth Jansen": ["Maria Jansen", "M.E. Jansen", "Maria E. Jansen", "Jansen, Maria Elisabeth"],
    "محمد علي": ["محمد علي", "علي, محمد"],
}  # fmt: skip


def _found(filled_in: str, text: str, ordinary: frozenset[str] = frozenset()) -> list[str]:
    people = PeopleNamed(people_in(filled_in, however_typed=True), ordinary)
    return [text[start:end] for start, end in people.spans(text)]


@pytest.mark.parametrize("filled_in", TYPED)
def test_a_name_is_found_however_it_is_filled_in_and_typed(filled_in: str) -> None:
    missed = [typed for typed in TYPED[filled_in] if _found(filled_in, f"Vraag {typed} mee, graag.") != [typed]]
    assert missed == []


def test_a_first_or_last_name_counts_alone_inside_a_sentence_and_where_nobody_uses_it_as_a_word() -> None:
    sentences = {
        "Volgens Roos is dat goed": ["Roos"],
        "Het is Roos' fiets, of Bloems idee": ["Roos", "Bloems"],
        "Roos is rood. Bloemen ook.": [],
        "Een roos, een bloem": [],
        "Op de Bloem staat wat": [],
        "In Roos Vicee en de straat Roos van Dalen": [],
    }
    assert {text: _found("Roos Bloem", text) for text in sentences} == sentences
    assert _found("Roos Bloem", "Volgens Roos is dat goed", frozenset({"roos"})) == []


@pytest.mark.parametrize(
    ("filled_in", "typed", "is_found"),
    [
        ("An Bos", "bos an", False),
        ("Jan Bos", "bos jan", True),
        ("Fatima Smits", "fatimasmits", False),
        ("Fatima Bakker", "fatimabakker", True),
        ("Piet Bakker", "PMJA Bakker", True),
    ],
)
def test_what_is_short_enough_to_be_ordinary_words_is_a_name_with_capitals_only(
    filled_in: str, typed: str, is_found: bool
) -> None:
    assert _found(filled_in, f"vraag {typed} mee") == ([typed] if is_found else [])


def test_of_many_with_one_last_name_only_who_may_be_meant_is_looked_for() -> None:
    many = [f"{first}{second}rend de Jong" for first in "BDFGHKLM" for second in "aeiou"]
    people = PeopleNamed(one for name in many for one in people_in(name))
    text = "Vraag Barend de Jong en Kirend de J. om raad."
    assert [text[start:end] for start, end in people.spans(text)] == ["Barend de Jong", "Kirend de J."]
    assert {person.first for person in people._patterns} == {"Barend", "Kirend"}


ORDINARY = (
    "Mark de Groen", "Wil Graag", "Els Berg", "Bas Storm", "Ben de Wit", "Koos Vos", "Lot Wijk", "Floor Dijk",
    "An Bos",
    "Jet Straat", "Sam Samen", "Joost Plein", "Stan Buurt", "Kees Bewoner", "Rob Plan", "Tom Raad", "Mees Park",
    "Bo Li",
    "Bert van de Weg", "Faas Kinderen", "Teun Tuin", "Zon Licht", "Max Regels", "Jo de Groot", "Do Re", "Al Amin",
    "Noor West", "Willem Stad", "Wies Samenwerking", "Mien Tafel", "Vera Vraag", "Lief Leven", "Ties Tijd", "Dag Nu",
    "Ko Kans", "Bram Buur", "Jelle Ja", "Het Team", "Geen Idee", "Weet Niet", "De Bewoners", "J. Huis", "W. de Raad",
)  # fmt: skip


def test_people_called_by_ordinary_words_take_none_of_them_out_of_what_is_written() -> None:
    decks = [deck.read_text("utf-8") for deck in sorted(Path("decks").glob("*.md"))]
    texts = {*SENTENCES, *(line for deck in decks for line in deck.splitlines())}
    words = frozenset(word for text in texts for word in re.findall(r"\w+", text.casefold()))
    people = PeopleNamed((one for name in ORDINARY for one in people_in(name, however_typed=True)), words)
    assert [text[start:end] for text in texts for start, end in people.spans(text)] == []


@pytest.mark.parametrize("pattern", [" ", "\n", "Jan ", "A.", "a-", "(", '"', "(a)", "de "], ids=repr)
def test_a_long_name_is_read_in_step_with_its_size(pattern: str) -> None:
    def reading_time(size: int) -> float:
        begin = time.process_time()
        list(people_in("Jan Bakker" + pattern * (size // len(pattern)) + "x", however_typed=True))
        return time.process_time() - begin

    assert reading_time(20_000) < 10 * reading_time(4_000) + 0.5
