"""Faults that a facilitator found on the beamer, and what must hold instead, where no other test does."""

from datetime import UTC, datetime
from functools import partial
from itertools import pairwise

import pytest

from kompas_tui.domain.course.plate import DONE, PointState
from kompas_tui.domain.deck.cards import Bear, Card
from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.result.shapes import (
    Bar,
    Bars,
    Column,
    Distribution,
    Pairs,
    Profile,
    Records,
    Spread,
    StyleCount,
    TextItem,
    TextList,
    Unit,
    Word,
    Words,
)
from kompas_tui.tui.drawing.bars import DrawnBar, large_bars
from kompas_tui.tui.drawing.breaks import OVER, break_page
from kompas_tui.tui.drawing.cards import card_pages, open_pages
from kompas_tui.tui.drawing.join import with_code
from kompas_tui.tui.drawing.letters import LEAST_ROWS, Said, large_words, readable
from kompas_tui.tui.drawing.lines import Lines
from kompas_tui.tui.drawing.plate import plate_lines
from kompas_tui.tui.drawing.quadrants import profile_parts
from kompas_tui.tui.drawing.results import result_pages
from kompas_tui.tui.drawing.revealing import reveal_pages
from kompas_tui.tui.drawing.sizing import FEW_PAGES, LetterSize
from kompas_tui.tui.drawing.spread import distribution_parts
from kompas_tui.tui.drawing.texts import words_parts
from kompas_tui.tui.ports import Entrance
from tests.tui.test_plate_drawing import PLATE


def said(parts: list[Lines]) -> str:
    return " ".join(" ".join(line.plain for part in parts for line in part).split())


def ink(parts: list[Lines]) -> int:
    """How many cells anything stands in."""
    return sum(not char.isspace() for part in parts for line in part for char in line.plain)


def test_a_word_that_weighs_more_is_larger() -> None:
    alone, light, heavy = (
        words_parts(Words((Word("plein", 9), *others), 9), 156, 30, LetterSize())
        for others in ((), (Word("boom", 1),), (Word("boom", 8),))
    )
    apart, near = (ink(parts) - ink(alone) for parts in (light, heavy))
    assert 0 < apart < near, "both are drawn in large letters, the heavier ones in more of them"
    many = tuple(Word(f"woord{n}", 1) for n in range(60))
    assert "woord59" in said(words_parts(Words((Word("plein", 9), *many), 9), 156, 30, LetterSize()))
    assert all(sum(bool(line.plain.strip()) for line in parts[0]) > 6 for parts in (light, heavy))


def test_how_many_gave_a_score_is_told_in_words() -> None:
    rows = tuple(Spread(label, (0, 3, 0, 2, 0), 2) for label in ("Het is hier fijn", "Ik ken mijn buren"))
    strips = said(distribution_parts(Distribution(rows, 5), 96, 20))
    assert "2: 3 mensen" in strips
    assert "×" not in strips


def test_a_few_high_scores_make_no_strip_wider_than_the_screen() -> None:
    rows = tuple(Spread("Het is hier fijn", (60 - few, *[0] * 8, few), 1) for few in range(1, 12))
    for width in (76, 96, 156):
        parts = distribution_parts(Distribution(rows, 60), width, 40)
        assert {line.cell_length <= width for part in parts for line in part} == {True}


def test_before_anyone_is_there_no_empty_box_counts_them() -> None:
    activity = read_activity("keuze", {"vraag": "Wat kies je?", "opties": ["a", "b"]})
    for letters in (None, LetterSize()):
        (page,) = open_pages(activity, 0, 0, 76, 21, listed=activity.listed(), letters=letters)
        assert "0 van 0 klaar" in said([page])
        assert "▯" not in said([page])


def test_the_styles_of_a_group_stand_large_beside_it_and_all_that_is_advised_after_it() -> None:
    names = ("doener", "bezinner", "denker", "beslisser")
    styles = tuple(StyleCount(name, n + 2, n in (1, 2), n > 1, f"Advies {n}.") for n, name in enumerate(names))
    group = Profile(("doen", "kijken"), ("voelen", "denken"), styles, ((0.5, 0.5),) * 14, 0, 14)
    beside_it, *after = profile_parts(group, 156, 34, LetterSize())
    words = "\n".join(map(readable, beside_it))
    assert all(f"{n + 2} {name}" in words for n, name in enumerate(names))
    assert "geen echte test" in words
    assert "Advies" not in words
    advised = " ".join(readable(line) for page in after for line in page)
    assert all(f"Advies {n}." in advised for n in range(4))
    assert sum(map(len, after)) > 4 * LEAST_ROWS
    narrow = "\n".join(map(readable, profile_parts(group, 96, 24, LetterSize())[0]))
    assert "Dit vraagt deze groep" in narrow


def test_a_break_says_how_long_it_is_to_the_nearest_minute_and_in_large_words_where_there_is_room() -> None:
    now = datetime(2026, 11, 26, 20, 0, 40, tzinfo=UTC)
    ends = now.replace(minute=16, second=0)  # a quarter of an hour, up to a whole minute
    for width, height in ((76, 22), (156, 43)):
        page = break_page(Card("pauze", "Pauze", "d"), ends, now, width, height)
        words = [span.style.words for line in page for span in line.spans if isinstance(span.style, Said)]
        assert ("Nog 15 minuten" in words) == (height > 40)
        assert len(page) <= height
        assert "Nog 15 minuten" in " ".join(map(readable, page))
    for late, told in ((ends.replace(minute=15, second=50), "Nog 1 minuut"), (ends, OVER)):
        assert told in " ".join(map(readable, break_page(Card("pauze", "Pauze", "d"), ends, late, 76, 22)))


def large(pages: list[Lines]) -> list[str]:
    """What stands in large letters."""
    spans = [span for page in pages for line in page for span in line.spans]
    return [span.style.words for span in spans if isinstance(span.style, Said) and span.style.words]


MEANS = "dat leggen we hier heel precies en rustig uit, in veel woorden"
NAMED = [f"{name}: {MEANS}" for name in ("Meedoen", "Raad geven", "Weten")]


def test_options_that_name_themselves_are_told_by_their_names_where_all_of_them_is_too_long() -> None:
    activity = read_activity("keuze", {"vraag": "Wat past bij ons?", "opties": [*NAMED, "Niets: we doen het zelf wel"]})
    (page,) = open_pages(activity, 3, 9, 84, 26, listed=activity.listed(), letters=LetterSize())
    assert {"Meedoen", "Raad geven", "Weten", "Niets"} <= set(large([page]))
    assert said([page]).count(MEANS) == 3, "what they mean stands there too"
    bars = Bars(
        tuple(Bar(option, n) for n, option in enumerate([*NAMED, *(f"Nog {n}: {'x ' * 20}" for n in "ab")])),
        9,
        Unit.CHOSEN,
    )
    (page,) = result_pages("Het scheelt weinig.", bars, (), "", 156, 30, letters=LetterSize())
    assert {"Meedoen", "Raad geven", "Weten", "Nog a", "Nog b"} <= set(large([page])), "all bars stand on one page"
    spaced = [one.replace(":", " :") for one in NAMED]
    (page,) = open_pages(activity, 3, 9, 84, 26, listed=[*spaced, "Niets : we doen het zelf wel"], letters=LetterSize())
    assert "Meedoen" in large([page])
    assert ":" not in said([page]), "nor does a colon that stands apart begin what it means"
    mixed = read_activity("keuze", {"vraag": "Wat past?", "opties": [*NAMED, "Niets van dit alles"]})
    pages = open_pages(mixed, 3, 9, 84, 26, listed=mixed.listed(), letters=LetterSize())
    assert not {"Meedoen", "Weten"} & {*large(pages)}, "one without a name would look like the others' names"
    twice = [*NAMED, f"Weten: {'en dat vertellen we later precies en rustig nog een keer'}"]
    pages = open_pages(activity, 3, 9, 84, 26, listed=twice, letters=LetterSize())
    assert "Weten" not in large(pages), "two of one name could not be told apart"


def test_a_long_list_goes_on_in_large_letters_where_plain_ones_are_too_small_or_it_is_asked() -> None:
    bars = Bars(tuple(Bar(f"Beer {n}", n) for n in range(20)), 40, Unit.CHOSEN)
    texts = TextList(tuple(TextItem(f"t{n}", f"Wens {n}: meer groen op het plein.") for n in range(90)), 90)
    rows = tuple((f"Stap {n}", "Dat doet de hele straat samen met de school en de winkels.", "1") for n in range(30))
    both = [tuple(TextItem(f"{side}{n}", f"{side} van de buurt {n}") for n in range(14)) for side in ("Vraag", "Hulp")]
    pairs = Pairs(both[0], both[1], 28)
    columns = tuple(Column(name) for name in ("Wat?", "Wie?", "Hoe vaak?"))
    few = TextList(texts.items[:24], 24)
    results = (bars, True), (pairs, True), (few, True), (texts, True), (Records(columns, rows, 30), False)
    for result, wide in results:
        for steps, width, is_large in ((0, 156, wide), (-1, 156, False), (0, 96, False), (1, 156, True)):
            pages = result_pages("Veel.", result, (), "", width, 43, letters=LetterSize(steps=steps))
            assert bool({*large(pages)} - {"Veel."}) == is_large, (result, steps, width)
            assert max(map(len, pages)) <= 43
    pages = result_pages("Veel.", texts, (), "", 156, 43, letters=LetterSize(steps=1))
    assert all(item.text in large(pages) for item in texts.items)


def test_a_bear_is_large_in_a_wide_window_and_loses_nothing() -> None:
    tips, sayings = (
        [f"Praat apart over plan {n}" for n in range(9)],
        [f"Daar hebben we geen potje {n} voor." for n in "abc"],
    )
    card = Card("geld", "Geld", "d", bear=Bear("Geld", "structuur", "geld", tuple(sayings), tuple(tips)))
    for width, height, is_large in ((156, 43, True), (196, 48, True), (96, 28, False), (76, 22, False)):
        pages = card_pages(card, width, height, letters=LetterSize())
        words = " ".join(" ".join(readable(line) for page in pages for line in page).split())
        assert bool({*large(pages)} - {card.title}) == is_large, "where the rest is not, its name may be"
        assert all(tip in words for tip in tips)
        assert all(f"“{saying}”" in words for saying in sayings)
        assert max(map(len, pages)) <= height


def test_a_long_proposal_leaves_the_question_and_the_answers_large() -> None:
    agreed = "Besluiten: Zorg dat iedereen de weg kan vinden. Toezeggingen: een bankje in de straat. " * 6
    activity = read_activity("instemming", {"vraag": "Klopt wat we afspraken?", "voorstel": agreed})
    (page,) = open_pages(activity, 9, 14, 125, 41, listed=activity.listed(), proposal=agreed, letters=LetterSize())
    assert {"Klopt wat we afspraken?", "Ik stem in", "Ik heb bezwaar"} <= set(large([page]))
    assert agreed.strip() in said([page]).replace("▌ ", "")


SHORT = ["Bomen", "Een bank", "Speelplek", "Water", "Fietsenrek", "Struiken", "Verlichting", "Een plein", "Markt"]


def test_many_short_options_stand_large_in_two_columns_and_are_read_down() -> None:
    for options in (SHORT, [*SHORT, "Moestuin", "Glasbak", "Drempels"]):
        activity = read_activity("meerkeuze", {"vraag": "Wat mag er bij?", "opties": options})
        for width in (115, 156):
            (page,) = open_pages(activity, 3, 9, width, 41, listed=options, letters=LetterSize())
            told = large([page])
            assert set(options) <= set(told), "every option is large, and none is cut"
            half = (len(options) + 1) // 2
            left = [word for word in told if word in options[:half]]
            assert left == options[:half], "what stands below one another comes after one another"
            assert told.index(options[half]) < told.index(options[1]), "the second column begins beside the first"
        for steps in (-9, 1):
            pages = open_pages(activity, 3, 9, 115, 41, listed=options, letters=LetterSize(steps=steps))
            assert all(option in f"{said(pages)} {large(pages)}" for option in options)
    few = read_activity("keuze", {"vraag": "Wat eerst?", "opties": SHORT[:5]})
    (page,) = open_pages(few, 3, 9, 115, 15, listed=SHORT[:5], letters=LetterSize())
    assert not set(SHORT) & set(large([page])), "few options stay one below another"


def test_bars_in_plain_letters_leave_their_free_rows_to_what_stands_above_them() -> None:
    bars = Bars(
        tuple(Bar(option, n) for n, option in enumerate([*SHORT, "Moestuin", "Glasbak", "Drempels"])), 30, Unit.CHOSEN
    )
    for sentence, is_large in (("‘Drempels’ wint.", "‘Drempels’ wint."), ("Er " + "staat zo veel " * 20, "Wat eerst?")):
        (page,) = result_pages(sentence, bars, (), "", 92, 26, question="Wat eerst?", letters=LetterSize())
        assert is_large in " ".join(large([page]))
        assert len(page) <= 26
        assert all(f"{option} " in said([page]) for option in SHORT)
    (page,) = result_pages("‘Drempels’ wint.", bars, (), "", 92, 15, question="Wat eerst?", letters=LetterSize())
    assert not large([page]), "where nothing is free, nothing is large"


def test_a_long_proposal_is_larger_over_pages_where_that_is_asked_and_no_letter_is_cut_in_two() -> None:
    proposal = "We maken van het pleintje bij de school een groene plek met bomen, bankjes en een kraan. " * 3
    activity = read_activity("instemming", {"vraag": "Kun je hiermee leven?", "voorstel": proposal.strip()})
    size = LetterSize(steps=1)
    pages = open_pages(activity, 3, 9, 76, 20, listed=activity.listed(), proposal=proposal.strip(), letters=size)
    assert len(pages) > 2
    assert all(len(page) <= 20 for page in pages)
    told = " ".join(large(pages))
    assert proposal.strip() in told
    assert "Kun je hiermee leven?" in told
    for page in pages:
        rows = [any(isinstance(span.style, Said) for span in line.spans) for line in page]
        assert sum(rows) % LEAST_ROWS == 0, "a line of letters stands on one page"


def test_the_place_that_is_told_now_is_large_where_all_of_them_have_no_room_for_that() -> None:
    labels = ("Een klimrots in de schaduw", "Water om in te spelen", "Bankjes onder de bomen")
    bars = Bars(tuple(map(Bar, labels, (22, 11, 7))), 40, Unit.CHOSEN)
    for told, now in ((1, 2), (2, 1), (3, 0)):
        (page,) = reveal_pages("Wat komt er op het plein?", bars, told, 76, 18, LetterSize())
        assert labels[now] in " ".join(large([page]))
        assert len(page) <= 18
        assert all((label in f"{said([page])} {large([page])}") is (at >= now) for at, label in enumerate(labels))


@pytest.mark.parametrize("height", range(16, 30))
def test_bars_of_one_result_are_as_thick_as_each_other(height: int) -> None:
    bars = Bars(tuple(Bar(option, 4) for option in SHORT), 30, Unit.CHOSEN)
    for page in result_pages("Alles even veel.", bars, (), "", 92, height, question="Wat eerst?"):
        rows = [line.plain for line in page]
        told = [at for at, row in enumerate(rows) if any(row.startswith(option) for option in SHORT)]
        thick = {sum("▀" in row or "▆" in row or "█" in row for row in rows[a:b]) for a, b in pairwise([*told, None])}
        assert len(thick) == 1


@pytest.mark.parametrize(("width", "height"), [(38, 17), (44, 16), (44, 18), (62, 24)])
def test_no_agreement_is_cut_in_two_by_a_page(width: int, height: int) -> None:
    agreed = [f"• {n}: de gemeente zet een lange zin neer over de bomen en de banken bij het meer" for n in range(12)]
    activity = read_activity("instemming", {"vraag": "Klopt wat we afspraken?", "voorstel": "Ja."})
    proposal = "\n".join(["Besluiten:", *agreed[:2], "Actiepunten:", *agreed[2:]])
    pages = open_pages(activity, 3, 9, width, height, listed=activity.listed(), proposal=proposal)
    assert len(pages) > 2
    for one in agreed:
        assert sum(one in said([page]) for page in pages) == 1
    for heading, first in (("Besluiten:", agreed[0]), ("Actiepunten:", agreed[2])):
        assert any(f"{heading} {first}" in said([page]) for page in pages), "a heading never stands alone"
    pages = open_pages(activity, 3, 9, width, height, listed=activity.listed(), proposal="Zo doen we dat. " * 45)
    assert "Zo doen we dat." in said(pages[:1]), "a long paragraph begins below what is asked"


def test_what_came_of_it_is_large_before_what_was_asked() -> None:
    for result in (Words((Word("plein", 9), Word("boom", 4)), 13), TextList((TextItem("t", "Meer groen"),), 1)):
        for width, height in ((156, 42), (196, 47)):
            (page,) = result_pages(
                "Er is veel gezegd.", result, (), "", width, height, question="Wat is er zo " * 9, letters=LetterSize()
            )
            assert "Er is veel gezegd." in large([page])


def test_a_plain_plate_has_large_titles_in_a_large_window_and_a_bear_its_whole_source() -> None:
    states = [PointState(point, DONE, 17) for point in PLATE.every]
    for width, height, is_large in ((156, 42, True), (196, 47, True), (76, 21, False)):
        page = plate_lines(PLATE, states, width, height, 3)
        assert {point.title for point in PLATE.points} <= set(large([page])) or not is_large
        assert all(point.title in " ".join(map(readable, page)) for point in PLATE.points)
        assert len(page) <= height
    source = "Het Kompas voor samenwerken met de stad, gemeente Rotterdam, 2017, en gesprekken met wijkteams in Delft"
    bear = Bear("Geld", "structuur", "geld", ("Daar hebben we geen potje voor.",), ("Praat apart.",))
    for width, height in ((76, 21), (96, 27)):
        assert source in said(card_pages(Card("geld", "Geld", "d", bear=bear, source=source), width, height))


def test_each_agreement_of_a_list_stands_large_by_itself_and_a_proposal_comes_before_the_code() -> None:
    agreed = ["Het plein wordt groen", "De speelplek blijft", "Bel de school (Anna)"]
    listed = "\n".join(["Besluiten:", *(f"• {one}" for one in agreed)])
    activity = read_activity("instemming", {"vraag": "Klopt wat we afspraken?", "voorstel": listed})
    entrance = Entrance("http://192.168.178.123:8000/K7F3", "192.168.178.123:8000/K7F3")
    single = "We maken van het pleintje bij de school een groene plek met bomen, bankjes en een kraan."
    for proposal, width, height in ((listed, 156, 42), (single, 96, 26)):
        draw = partial(open_pages, activity, 9, 14, listed=activity.listed(), proposal=proposal, letters=LetterSize())
        (page,) = with_code(entrance, width, height, activity.question, activity.listed(), proposal)(draw)
        wanted = agreed if proposal is listed else [single]
        assert {*wanted, "Klopt wat we afspraken?"} <= set(large([page]))
    for typed in (listed, listed.replace("•", "-")):  # as Kompas writes a list, and as people type one
        (page,) = open_pages(activity, 9, 14, 76, 20, listed=activity.listed(), proposal=typed, letters=LetterSize())
        assert "▌ Besluiten: • Het plein wordt groen" in said([page]), "in plain letters it keeps its bar"


def test_a_large_sentence_cuts_no_label_that_a_plain_one_leaves_whole() -> None:
    labels = [f"Een plek {n} waar kinderen van alle leeftijden veilig kunnen spelen met hun ouders" for n in range(5)]
    bars = Bars(tuple(Bar(label, 0) for label in labels), 0, Unit.CHOSEN)
    for height in (19, 21, 26):
        pages = result_pages("Er is niets.", bars, (), "", 76, height, question="Wat?", letters=LetterSize())
        assert all(label in said(pages) for label in labels)


@pytest.mark.parametrize(("width", "height"), [(156, 42), (196, 47)])
def test_of_many_texts_the_first_pages_are_large_in_a_wide_window_and_none_is_lost(width: int, height: int) -> None:
    items = tuple(TextItem(f"t{n}", f"Zet er banken neer bij boom {n} van de {300}", support=n % 4) for n in range(300))
    pages = result_pages(
        "Er is veel gezegd.", TextList(items, 300), (), "", width, height, question="Wat wil je?", letters=LetterSize()
    )
    large = [item.text for item in items if any(item.text in large_words(page) for page in pages)]
    assert large == [item.text for item in items[: len(large)]]
    assert len(large) > 40
    of_large = [bool(set(large_words(page)) & set(large)) for page in pages]
    assert of_large == sorted(of_large, reverse=True)
    assert FEW_PAGES - 1 <= sum(of_large) <= FEW_PAGES
    shown = " ".join(" ".join(readable(line) for line in page) for page in pages)
    assert all(" ".join(shown.split()).count(f"{item.text} ") == 1 for item in items[:-1])
    assert f"Nog {300 - len(large)} teksten" in " ".join(readable(line) for line in pages[sum(of_large)][:12])
    assert all(len(page) <= height for page in pages)


@pytest.mark.parametrize("smooth", [True, False])
def test_letters_never_run_into_the_bar_above_them(smooth: bool) -> None:
    options = ["Een klimrots", "Water", "Bankjes in de schaduw", "Een veld om te voetballen", "Niets, het is goed zo"]
    drawn = [DrawnBar(option, 17 // n, f"{17 // n}", 1 / n, n == 1) for n, option in enumerate(options, 1)]
    for height in range(18, 30):
        parts = large_bars(drawn, 60, height, LetterSize(smooth))
        below = [(above[-1].plain, under[0].plain) for above, under in pairwise(parts)]
        assert all("█" not in bar or not label.strip() for bar, label in below), height
