"""The evening with every kind as a report: its figures equal tallies made apart, and what is hidden stays so."""

import io
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.domain.kinds import DECK_KINDS
from kompas_tui.domain.language.wording import number
from kompas_tui.domain.report import Bullets, Facts, Figures, Paragraph, Report, Section, build_report
from kompas_tui.domain.report.agenda import agenda
from kompas_tui.domain.report.figures import figures
from kompas_tui.domain.report.told_texts import told_once
from kompas_tui.domain.result.cells import Number
from kompas_tui.domain.result.shapes import Column, Distribution, Pairs, Records, Spread, TextItem, TextList
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.export.word import word_bytes
from tests.export import evening as e
from tests.export import sessions as s
from tests.export.office import pdf_text

EVENTS = e.evening_events()
SESSION = Session(EVENTS)
REPORT = build_report(SESSION, s.HEAD)


def answers(round_id: str) -> list[dict[str, Any]]:
    return [event.answer for event in EVENTS if isinstance(event, ev.BallotCast) and event.round == round_id]


def walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from walk(section.parts)


def section(heading: str, report: Report = REPORT) -> Section:
    return next(found for found in walk(report.sections) if found.heading == heading)


def tables(part: Section) -> list[Figures]:
    return [block for block in part.blocks if isinstance(block, Figures)]


def bullets(part: Section) -> dict[str, tuple[str, ...]]:
    return {block.caption: block.items for block in part.blocks if isinstance(block, Bullets)}


def sentences(part: Section) -> str:
    return " ".join(block.text for block in part.blocks if isinstance(block, Paragraph))


def lines(report: Report) -> list[str]:
    found: list[str] = []
    for part in (Section("", report.blocks), *walk(report.sections)):
        found.append(part.heading)
        for block in part.blocks:
            match block:
                case Paragraph():
                    found.append(block.text)
                case Bullets():
                    found += [block.caption, *block.items]
                case Facts():
                    found += [word for row in block.rows for word in row]
                case Figures():
                    found += [
                        block.caption,
                        *block.table.header,
                        *(cell for row in block.table.in_words for cell in row),
                    ]
    return found


def test_the_evening_has_every_kind() -> None:
    assert {shown.activity.word for shown in SESSION.rounds.values()} >= set(DECK_KINDS)


def test_support_is_no_round_of_its_own() -> None:
    headings = [part.heading for part in section("Vragen en uitslagen").parts]
    assert len(headings) == len(set(headings)) == 19
    assert "Er zijn 19 vragen gesteld, in 22 rondes." in " ".join(lines(REPORT))


def test_divided_points_and_places_in_a_row() -> None:
    points = [sum(answer["punten"][option] for answer in answers("verdelen-1")) for option in range(4)]
    rows = {row[0]: row[1] for row in tables(section("Waar gaat het geld heen?"))[0].table.in_words}
    assert rows == {plan: str(sum_) for plan, sum_ in zip(e.PLANS, points, strict=True)}
    borda = Counter[int]()
    for answer in answers("ordenen-1"):
        for place, option in enumerate(answer["rangorde"]):
            borda[option] += 3 - place
    rows = {row[0]: row[1] for row in tables(section("In welke volgorde?"))[0].table.in_words}
    assert rows == {step: str(borda[option]) for option, step in enumerate(e.STEPS)}


def test_judged_items_with_their_score_and_ideas() -> None:
    part = section("Zijn we klaar?")
    for place, row in enumerate(tables(part)[0].table.in_words, 1):
        levels = [answer[f"item-{place}"] for answer in answers("lijst-1")]
        score = sum({0: 1.0, 1: 0.5, 2: 0.0}[level] for level in levels) / len(levels)
        assert row == (e.JUDGED[place - 1], *(str(levels.count(level)) for level in range(3)), number(score, 2))
    assert "Dat zijn: ‘Er is geld’ en ‘Er is een vaste contactpersoon’." in sentences(part)
    assert sorted(bullets(part)["Ideeën bij ‘Er is geld’"]) == sorted(e.IDEAS)


def test_places_are_means_and_shift() -> None:
    first, second = section("Moeite en effect (ronde 1, alles)"), section("Moeite en effect")
    means = {
        (round_, item, axis): statistics.fmean(answer[f"plek-{item}"][axis] for answer in answers(f"veld-{round_}"))
        for round_ in (1, 2)
        for item in (1, 2, 3)
        for axis in (0, 1)
    }
    for round_, part in ((1, first), (2, second)):
        assert [row[-2:] for row in tables(part)[0].table.in_words] == [
            (number(means[round_, item, 0]), number(means[round_, item, 1])) for item in (1, 2, 3)
        ]
    shift = tables(second)[1].table.in_words
    places = [[f"{number(means[n, item, 0])} · {number(means[n, item, 1])}" for n in (1, 2)] for item in (1, 2, 3)]
    assert [[said.rpartition("(")[2].rstrip(")") for said in row[1:3]] for row in shift] == places


def _table_of(question: dict[str, Any], given_answers: list[dict[str, Any]]) -> tuple[Sequence[str], ...]:
    return tables(section("De vraag", build_report(s.one_round(question, given_answers), s.HEAD)))[0].table.in_words


@given(st.lists(st.permutations(range(4)), min_size=1, max_size=12))
def test_any_rankings_are_scored_by_borda(rankings: list[list[int]]) -> None:
    scores = {step: sum(3 - ranking.index(place) for ranking in rankings) for place, step in enumerate(e.STEPS)}
    question = {"soort": "rangorde", "vraag": "Wat?", "opties": e.STEPS}
    found = _table_of(question, [{"rangorde": list(ranking)} for ranking in rankings])
    assert {row[0]: int(row[1]) for row in found} == scores
    assert [int(row[1]) for row in found] == sorted(scores.values(), reverse=True)


@given(st.lists(st.lists(st.integers(0, 2), min_size=3, max_size=3), min_size=1, max_size=12))
def test_any_judgements_are_counted(levels: list[list[int]]) -> None:
    question = {"soort": "checklist", "vraag": "Wat?", "items": e.JUDGED}
    found = _table_of(question, [{f"item-{n}": level for n, level in enumerate(given, 1)} for given in levels])
    for place, row in enumerate(found):
        column = [given[place] for given in levels]
        score = (column.count(0) + column.count(1) / 2) / len(column)
        assert row == (e.JUDGED[place], *(str(column.count(level)) for level in range(3)), number(score, 2))


@given(st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=1, max_size=12))
def test_any_places_have_their_mean(places: list[tuple[int, int]]) -> None:
    question = {"soort": "assenveld", "vraag": "Wat?", "items": ["a"], "x": ["l", "r"], "y": ["o", "b"]}
    found = _table_of(question, [{"plek-1": list(place)} for place in places])
    means = [number(sum(place[axis] for place in places) / len(places)) for axis in (0, 1)]
    assert found == (("a (1)", *means),), "with its number on the field; all answered, as is said above"


def test_a_profile_is_for_five_and_more_with_advice() -> None:
    def style(answer: dict[str, Any]) -> str:
        feeling = sum(1 if answer[f"item-{n}"] else -1 for n in (1, 3, 5))
        doing = sum(1 if answer[f"item-{n}"] else -1 for n in (2, 4, 6))
        names = {(-1, -1): "doener", (-1, 1): "dromer", (1, 1): "denker", (1, -1): "beslisser"}
        return names[feeling // abs(feeling), doing // abs(doing)]

    part = section("Hoe leer jij?")
    expected = Counter(style(answer) for answer in answers("stijl-1"))
    assert {row[0]: int(row[1]) for row in tables(part)[0].table.in_words} == {
        str(row["naam"]): expected[str(row["naam"])] for row in e.STYLES
    }
    assert bullets(part)["Wat deze mix vraagt"]
    assert "geen echte test" in sentences(part)


@pytest.mark.parametrize(("amount", "is_shown"), [(4, False), (5, True)])
def test_a_profile_of_a_few_says_nothing_of_them(amount: int, is_shown: bool) -> None:
    report = build_report(s.one_round(e.PROFILE, [{f"item-{n}": 0 for n in range(1, 7)}] * amount), s.HEAD)
    part = section("De vraag", report)
    assert bool(tables(part)) is bool(bullets(part)) is is_shown
    assert ("doener" in " ".join(lines(report))) is is_shown


def test_forms_are_a_table_and_personal_columns_are_marked() -> None:
    table = tables(section("Wie doet er mee?"))[0].table
    assert table.header == (
        "Wat wil je doen?", "Welke dag kun je?", "Je naam (persoonsgegeven)", "Je telefoon (persoonsgegeven)",
    )  # fmt: skip
    assert sorted(table.in_words) == sorted(
        [
            ("Planten water geven", "zaterdag", e.NAME, e.PHONE),
            ("Flyers maken", "maandag", "", ""),
            ("Koffie zetten", "zaterdag", "", ""),
        ]
    )


def test_long_forms_are_told_one_by_one() -> None:
    fields = [{"naam": f"v{n}", "vraag": f"Veld {n}", "soort": "tekst"} for n in range(1, 6)]
    session = s.one_round(
        {"soort": "formulier", "vraag": "Wat?", "velden": fields}, [{"veld-1": ["a"], "veld-5": ["b"]}]
    )
    assert bullets(section("De vraag", build_report(session, s.HEAD))) == {"Formulier 1": ("Veld 1: a", "Veld 5: b")}


def test_a_text_that_was_written_more_often_is_told_once() -> None:
    texts = ["Meer groen", "Jongeren", "jongeren ", "JONGEREN", "Een bankje", "meer groen", "Stilte"]
    report = build_report(s.one_round({"soort": "open", "vraag": "Wat?"}, [{"tekst": [t]} for t in texts]), s.HEAD)
    (items,) = bullets(section("De vraag", report)).values()
    assert [re.sub(r".* \(", "(", item) for item in items[:2]] == ["(3×)", "(2×)"]
    assert {re.sub(r" \(\d×\)$", "", item).casefold().strip() for item in items} == {
        t.casefold().strip() for t in texts
    }
    assert len(items) == 4


def test_a_text_under_two_headings_stays_under_both() -> None:
    items = [TextItem("1", "Bel elkaar", "A"), TextItem("2", "Bel elkaar", "A"), TextItem("3", "bel elkaar", "B")]
    lists = [block for block in figures("x", TextList(tuple(items), 3), []) if isinstance(block, Bullets)]
    assert [(found.caption, found.items) for found in lists] == [("A", ("Bel elkaar (2×)",)), ("B", ("bel elkaar",))]


def test_how_often_stands_before_a_text_that_is_read_from_the_right() -> None:
    assert told_once(["نريد أشجار"] * 2 + ["Meer groen"] * 2 + ["عربي en Nederlands"] * 2) == (
        "(2×) نريد أشجار",
        "Meer groen (2×)",
        "عربي en Nederlands (2×)",
    )


def test_a_form_that_was_filled_in_the_same_is_told_once() -> None:
    fields = [{"naam": "wie", "vraag": "Wie?"}, {"naam": "wat", "vraag": "Wat?"}]
    forms = [{"veld-1": ["wij"], "veld-2": ["soep"]}] * 3 + [{"veld-1": ["zij"], "veld-2": ["soep"]}]
    session = s.one_round({"soort": "formulier", "vraag": "Wat?", "velden": fields}, forms)
    table = tables(section("De vraag", build_report(session, s.HEAD)))[0].table
    assert table.header == ("Wie?", "Wat?", "Hoe vaak")
    assert table.in_words == (("wij", "soep", "3×"), ("zij", "soep", "1×"))
    assert table.numbers == {2}


def test_asks_and_offers_stand_beside_each_other() -> None:
    part = section("Vraag en aanbod")
    assert tables(part)[0].table.in_words == (("Een aanhanger", "Ik heb een aanhanger"),)
    assert "Iemand die kan lassen" in bullets(part)["Nog gevraagd"]
    assert "Ik kan taarten bakken" in bullets(part)["Nog aangeboden"]
    assert not {"Een aanhanger", "Ik heb een aanhanger"} & {
        *bullets(part)["Nog gevraagd"],
        *bullets(part)["Nog aangeboden"],
    }


def test_texts_stand_under_headings_with_their_support() -> None:
    chosen = Counter(index for answer in answers("helpt-1-steun-1") for index in answer["steun"])
    round_ = SESSION.rounds["helpt-1-steun-1"]
    supported = {text: chosen[index] for index, text in enumerate(round_.activity.data["opties"])}
    part = section("Wat helpt jou?")
    contact, rest = tables(part)
    assert (contact.caption, rest.caption) == ("Contact", "Zonder kopje")
    for text, support in (*contact.table.in_words, *rest.table.in_words):
        assert int(support) == supported[text] or text == e.TEXTS[1]
    assert "Daarna steunden 19 deelnemers een of meer teksten." in sentences(part)
    assert "Daarvoor is 1 tekst samengevoegd met een andere tekst." in sentences(part)


def test_an_answered_question_is_ticked_off() -> None:
    table = tables(section("Vraag het maar"))[0].table
    assert table.header == ("Tekst", "Steun", "Antwoord")
    assert {row[0]: row[1:] for row in table.in_words}[e.ASKED[1]] == (str(_asked_support(1)), "beantwoord")
    assert sum(row[2] == "nog niet" for row in table.in_words) == 3


def _asked_support(question: int) -> int:
    options = SESSION.rounds["vragen-1-steun-1"].activity.data["opties"]
    index = options.index(e.ASKED[question])
    return sum(index in answer["steun"] for answer in answers("vragen-1-steun-1"))


def test_merged_words_count_as_one_and_that_is_said() -> None:
    given = [{word.casefold().replace("bomen", "boom") for word in answer["woord"]} for answer in answers("woord-1")]
    expected = Counter(word for words in given for word in words)
    part = section("In één woord")
    assert {row[0].casefold(): int(row[1]) for row in tables(part)[0].table.in_words} == expected
    assert bullets(part)["Deze woorden zijn samen geteld"] == ("‘boom’ met ‘bomen’",)


def test_hands_have_a_column_and_count() -> None:
    first, second = section("Wat komt eerst? (ronde 1, alles)"), section("Wat komt eerst?")
    phones = Counter(answer["keuze"] for answer in answers("eerst-2"))
    hands = {"Meer groen op het plein": 3, "Bankjes bij de winkels": 1}
    table = tables(second)[0].table
    assert table.header[:5] == ("Optie", "Eerst", "Nu", "Verschil", "Handen")
    for label, _, told, _, raised, *_ in table.in_words:
        total = told.partition(" (")[0]
        assert int(raised) == hands.get(label, 0)
        assert int(total) == phones[e.PLANS.index(label)] + int(raised)
    assert "Zonder telefoon staken 4 deelnemers een hand op." in sentences(second)
    assert "Handen" not in tables(first)[0].table.header


def test_hands_alone_are_a_result_too() -> None:
    events: list[ev.AnyEvent] = [
        s.started(),
        s.opened("k", "Kaart", s.at(19, 2), soort="keuze", vraag="Wat?", opties=["a", "b"]),
        s.closed("k", s.at(19, 3)),
        ev.HandsCounted(time=s.at(19, 4), round="k-1", counts=(7, 5), people=12),
    ]
    part = section("Kaart", build_report(Session(events), s.HEAD))
    assert tables(part)[0].table.in_words == (("a", "7", "7"), ("b", "5", "5"))


def test_tables_stand_apart_and_together() -> None:
    table = tables(section("Waar plak je?"))[0].table
    assert table.header == ("Optie", "Aantal", "tafel 1", "tafel 2", "tafel 3", "tafel 4")
    for label, total, *parts in table.in_words:
        option = e.PLANS.index(label)
        apart = [
            sum(a["stickers"][option] for a in answers("plakken-1") if a["tafel"] == [str(place)])
            for place in range(1, 5)
        ]
        assert [int(part) for part in parts] == apart
        assert int(total) == sum(apart)


def test_before_and_after_stand_side_by_side() -> None:
    together = section("Wat komt eerst?")
    shares = {}
    for place, label in enumerate(e.PLANS):
        before = 100 * sum(answer["keuze"] == place for answer in answers("eerst-1")) / 24
        hands = (3, 0, 1, 0)[place]
        after = 100 * (sum(answer["keuze"] == place for answer in answers("eerst-2")) + hands) / 28
        counts = [sum(answer["keuze"] == place for answer in answers(f"eerst-{n}")) for n in (1, 2)]
        shares[label] = (f"{counts[0]} ({number(before, 0)}%)", f"{counts[1] + hands} ({number(after, 0)}%)")
    shift = tables(together)[0]
    assert shift.caption == (
        "Aantal keer gekozen, eerst (24 antwoorden) en nu (28), het verschil in procentpunten, en nu per rol"
    )
    assert {row[0]: row[1:3] for row in shift.table.in_words} == shares
    assert len(tables(together)) == 1, "and then stands nowhere twice"
    assert "11 van de 24 deelnemers veranderden van antwoord." in sentences(together)
    assert "Ronde 1: ‘Minder auto's’ staat bovenaan: 9 van de 24" in sentences(together)


def test_then_and_the_difference_add_up_to_now_as_they_are_printed() -> None:
    for row in tables(section("Wat komt eerst?"))[0].table.rows:
        _, then, now, change, *_ = row
        assert isinstance(then, Number)
        assert isinstance(now, Number)
        assert isinstance(change, Number)
        assert (then.share or 0) + change.value == (now.share or 0)


def test_what_shifted_does_not_stand_under_the_heading_of_remarks() -> None:
    blocks = section("De Dorpsstraat").parts[1].blocks
    (shift,) = [place for place, block in enumerate(blocks) if "verschil" in getattr(block, "caption", "")]
    (remarks,) = [place for place, block in enumerate(blocks) if getattr(block, "caption", "") == "Opmerkingen"]
    assert shift < remarks


def test_the_chain_from_objection_to_action_is_in_the_document() -> None:
    document = docx.Document(io.BytesIO(word_bytes(REPORT)))
    chain = next(table for table in document.tables if table.rows[0].cells[0].text == "Stap")
    assert [tuple(cell.text for cell in row.cells) for row in chain.rows][1:] == [
        ("Voorstel", e.FIRST_PROPOSAL),
        ("Bezwaar", e.OBJECTION),
        ("Bezwaar", "(tekst die niet te zien is)"),
        ("Aangepast voorstel", e.AMENDED),
        ("Uitkomst", "Niemand heeft bezwaar."),
        ("Besluit", "De proef met drie zaterdagen gaat door."),
        ("Actiepunt", "Vergunning vragen voor drie zaterdagen (Wijkmanager, 10 december 2026)"),
    ]
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 4"]
    assert headings[headings.index("Van bezwaar naar besluit") - 2 :][:2] == ["Ronde 1", "Ronde 2"]


def test_an_objection_that_several_people_have_stands_once_in_the_chain() -> None:
    against = {"instemming": 3, "reden": ["Te duur."]}
    proposal = {"soort": "instemming", "vraag": "Ja?", "voorstel": "Soep"}
    session = s.one_round(proposal, [against, against, {"instemming": 3, "reden": ["Te laat."]}])
    decided = ev.DecisionTaken(time=s.at(19, 30), card=next(iter(session.rounds.values())).card, text="We eten brood.")
    told = str(build_report(Session([*session.happened, decided]), s.HEAD))
    assert "('Bezwaar', 'Te duur. (2×)'), ('Bezwaar', 'Te laat.')" in told


def test_a_proposal_that_is_a_list_stands_on_one_line_in_the_chain() -> None:
    listed = "Besluiten:\n• Soep\n• Brood\nActiepunten:\n• " + "Koken " * 60
    session = s.one_round({"soort": "instemming", "vraag": "Ja?", "voorstel": listed}, [{"instemming": 0}])
    asked = next(iter(session.rounds.values()))
    decided = ev.DecisionTaken(time=asked.opened, card=asked.card, text="We eten soep.")
    report = build_report(Session([*session.happened, decided]), s.HEAD)
    (chain,) = tables(section("Van bezwaar naar besluit", report))
    assert [step for step, _ in chain.table.in_words] == ["Voorstel", "Uitkomst", "Besluit"]
    assert chain.table.in_words[0][1].startswith("Besluiten: Soep; Brood; Actiepunten: Koken Koken")
    assert len(chain.table.in_words[0][1]) <= 240


def test_who_consents_with_and_without_a_remark_is_one_share() -> None:
    first, second = section("De Dorpsstraat").parts[:2]
    shares = [
        number(100 * sum(answer["instemming"] < 2 for answer in answers(name)) / len(answers(name)), 0)
        for name in ("voorstel-1", "voorstel-2")
    ]
    assert f"Met en zonder opmerking samen stemt {shares[0]} procent in." in sentences(first)
    assert "Eerst was dat" not in sentences(first)
    assert (
        f"Met en zonder opmerking samen stemt {shares[1]} procent in. Eerst was dat {shares[0]} procent."
    ) in sentences(second)


@pytest.mark.parametrize("chosen", [[0, 0, 2], [3, 0, 0]])
def test_without_a_remark_there_is_nothing_to_add_up(chosen: list[int]) -> None:
    ballots = [{"instemming": one, **({"reden": ["Nee."]} if one == 3 else {})} for one in chosen]
    report = build_report(s.one_round({"soort": "instemming", "vraag": "Ja?", "voorstel": "Soep"}, ballots), s.HEAD)
    assert "Met en zonder" not in sentences(section("De vraag", report))


def test_remarks_and_objections_have_headings() -> None:
    first = section("De Dorpsstraat").parts[0]
    assert bullets(first)["Bezwaren"] == (e.OBJECTION,)
    assert "Er is 1 tekst niet te zien." in sentences(first)
    assert sorted(bullets(first)["Opmerkingen"]) == sorted(e.REMARKS)


def test_hidden_texts_are_counted_with_their_reason_and_never_said() -> None:
    part = section("Verborgen teksten")
    assert tables(part)[0].table.in_words == (("naam van een buurvrouw", "2"), ("gaat over een persoon", "1"))
    text = "\n".join(lines(REPORT))
    for hidden in (e.HIDDEN_TEXT, e.HIDDEN_OBJECTION, "Karel"):
        assert hidden not in text


def test_who_was_there_is_a_number_and_names_in_a_section_of_their_own() -> None:
    facts = next(block for block in REPORT.blocks if isinstance(block, Facts))
    assert ("Aanwezig", "28") in facts.rows
    assert section("Aanwezigen").blocks == (Bullets(("Sanne de Wit", "Mo Yilmaz", "Joke Pietersen")),)
    assert "\n".join(lines(REPORT)).count("Mo Yilmaz") == 1


def test_planned_minutes_are_for_the_facilitator_and_not_for_the_report() -> None:
    assert tables(section("Verloop"))[0].table.header == ("Kaart", "Begin", "Minuten")
    planned = {item.title: item.planned for item in agenda(SESSION)}
    assert (planned["De Dorpsstraat"], planned["Zien we elkaar weer?"]) == (15, None)


def test_a_small_role_is_nowhere() -> None:
    assert tables(section("Wat komt eerst? (ronde 1, alles)"))[0].table.header == (
        "Optie", "Aantal", "bewoner (12)", "overig (12)",
    )  # fmt: skip
    told = [line for line in lines(REPORT) if "ondernemer" in line]
    assert len(told) == 1, "once for both rounds of a card"
    assert all("Bij ‘overig’ horen gemeente, ondernemer en wie geen rol koos." in line for line in told)


def test_sentences_are_short() -> None:
    said = [line for line in lines(REPORT) if line not in {e.FIRST_PROPOSAL, e.AMENDED, *e.TEXTS}]
    for sentence in re.split(r"(?<=[.?!])\s", "\n".join(said)):
        assert all(len(line.split()) <= 20 for line in sentence.split("\n")), sentence


def test_the_same_evening_gives_the_same_bytes() -> None:
    assert word_bytes(build_report(Session(e.evening_events()), s.HEAD)) == word_bytes(REPORT)


def test_no_two_tables_have_one_name() -> None:
    names = [block.name for part in walk(REPORT.sections) for block in tables(part)]
    assert len(names) == len(set(names))


def test_the_sample_report_is_small_and_shows_every_part() -> None:
    sample = Path(__file__).parents[2] / "exports" / "voorbeeld.docx"
    assert sample.stat().st_size < 100_000
    headings = [p.text for p in docx.Document(str(sample)).paragraphs if p.style and "Heading" in str(p.style.name)]
    shown = [part for part in walk(REPORT.sections) if part.heading != "Waar kan het beter?"]
    lists = {block.caption for part in shown for block in part.blocks if isinstance(block, Bullets)}
    assert {part.heading for part in shown} | lists - {""} == set(headings[1:]) - {"Inhoud"}


@pytest.mark.slow
def test_every_kind_becomes_a_pdf(tmp_path: Path) -> None:
    text = pdf_text(word_bytes(REPORT), tmp_path)
    for part in walk(REPORT.sections):
        assert part.heading in text
    for table in (table for part in walk(REPORT.sections) for table in tables(part)):
        assert all(word in text for cell in table.table.header for word in cell.split())
    assert e.HIDDEN_TEXT not in text


def test_a_scale_of_many_statements_has_a_column_for_the_middle_half_and_one_line_that_explains_it() -> None:
    rows = tuple(Spread(f"Stelling {n}", (0, 2, 4, 2, 0), 3) for n in range(30))
    blocks = figures("x", Distribution(rows, 8), [])
    (table,) = [block.table for block in blocks if isinstance(block, Figures)]
    assert table.header[-2:] == ("Midden", "Middelste helft")
    assert {row[-1] for row in table.rows} == {"steeds 3"}
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [
        "Midden: de middelste score. Middelste helft: de scores zonder het laagste en het hoogste kwart."
    ]
    assert not [block for block in blocks if isinstance(block, Bullets)]


def test_what_people_wrote_is_told_once_beside_its_table() -> None:
    columns = (Column("Wie?"), Column("Wat?"))
    parts = [Records(columns, (("ik", f"{group}"), ("ik", "samen")), 2) for group in ("een", "twee")]
    whole = Records(columns, tuple(row for part in parts for row in part.rows), 4)
    by_table = [("tafel 1", parts[0]), ("tafel 2", parts[1])]
    (block,) = figures("x", whole, [("tafel", by_table)])
    assert isinstance(block, Figures)
    assert block.table.header == ("Wie?", "Wat?", "Tafel")
    assert block.table.in_words == (
        ("ik", "een", "tafel 1"), ("ik", "samen", "tafel 1"), ("ik", "twee", "tafel 2"), ("ik", "samen", "tafel 2"),
    )  # fmt: skip
    pairs = Pairs((TextItem("1", "een ladder"),), (TextItem("2", "tijd"),), 2)
    assert figures("x", pairs, [("tafel", [("tafel 1", pairs), ("tafel 2", pairs)])]) == [
        Bullets(("een ladder",), "Nog gevraagd"), Bullets(("tijd",), "Nog aangeboden"),
    ]  # fmt: skip
